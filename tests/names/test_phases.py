"""Phases: every form with its value, alone and inside a sentence; and words with 期 that are no phase."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract.names.phases import find_phases

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CORPUS = tomllib.loads((Path(__file__).parent / "phases_corpus.toml").read_text(encoding="utf-8"))
FORMS: list[tuple[str, str, int | None]] = [
    (form, value, number or None) for value, number, forms in CORPUS["cases"] for form in forms
]
NONE: list[str] = CORPUS["none"]


@pytest.mark.parametrize(("form", "value", "number"), FORMS)
@pytest.mark.parametrize("frame", ["{}", "江洲电子项目{}已投产", "其中{}，投资2亿元"])
def test_form(form: str, value: str, number: int | None, frame: str) -> None:
    (phase,) = find_phases(frame.format(form))
    assert (phase.value, phase.number) == (value, number)
    start = frame.index("{}")
    assert start <= phase.start < phase.end <= start + len(form)


@pytest.mark.parametrize("words", NONE)
def test_no_phase(words: str) -> None:
    assert find_phases(words) == []


def test_only_inside_the_range() -> None:
    text = "一期已投产，二期在建，三期待定"
    assert [p.value for p in find_phases(text)] == ["一期", "二期", "三期"]
    assert [p.value for p in find_phases(text, 6, 10)] == ["二期"]
