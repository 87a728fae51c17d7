"""The corpora of dates: forms with their value, and words that are no dates."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhextract.parse.dates import find_dates

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def forms() -> list[tuple[str, str, tuple[Any, ...]]]:
    groups = tomllib.loads((HERE / "dates_corpus.toml").read_text(encoding="utf-8"))["group"]
    return [
        (group["published"], form, (value or None, mod or None, day(first), day(last)))
        for group in groups
        for value, mod, first, last, written in group["cases"]
        for form in written
    ]


@pytest.mark.parametrize(("published", "form", "wanted"), forms())
def test_form(published: str, form: str, wanted: tuple[Any, ...]) -> None:
    text = f"项目，{form}，"
    found = find_dates(text, published or None)
    assert [(t.value, t.mod, t.start, t.end) for t in found] == [wanted]
    assert text[found[0].span.start : found[0].span.end] == found[0].text
    assert form.startswith(found[0].text) or found[0].text.startswith(form)


NEGATIVES: list[str] = tomllib.loads((HERE / "negatives.toml").read_text(encoding="utf-8"))["dates"]


@pytest.mark.parametrize("words", NEGATIVES)
def test_no_date(words: str) -> None:
    found = [t for t in find_dates(f"关于{words}的消息", "2024-06-15") if t.kind != "duration"]
    assert found == []
