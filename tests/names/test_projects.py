"""Where projects are named: sentences with the names marked, names that are put together, and what names none."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from zhextract import extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
PUBLISHED = "2024-03-15"

MARKED: dict[str, list[str]] = tomllib.loads((HERE / "projects_corpus.toml").read_text(encoding="utf-8"))
WRITTEN_OUT: list[list[str]] = tomllib.loads((HERE / "projects_written_out.toml").read_text(encoding="utf-8"))["cases"]
NONE: dict[str, list[str]] = tomllib.loads((HERE / "projects_none.toml").read_text(encoding="utf-8"))


def unmarked(marked: str) -> tuple[str, list[tuple[str, str | None]], list[tuple[int, int]]]:
    """The plain sentence, the (name, phase) pairs that its marks give, and where the marked names stand."""
    plain, named, places, current = "", [], [], ""
    for name, phase, other in re.findall(r"〔(.+?)〕|\{(.+?)\}|([^〔{]+)", marked):
        if name:
            current = name
            places.append((len(plain), len(plain) + len(name)))
            named.append((name, None))
        elif phase and named[-1] == (current, None):
            named[-1] = (current, phase)
        elif phase:
            named.append((current, phase))
        plain += name + phase + other
    return plain, list(dict.fromkeys(named)), places


@pytest.mark.parametrize("marked", [sentence for sentences in MARKED.values() for sentence in sentences])
def test_marked(marked: str) -> None:
    sentence, named, places = unmarked(marked)
    record = extract(sentence, published=PUBLISHED)
    assert [(p.name, p.phase) for p in record.projects] == named
    spans = [span for project in record.projects for span in project.spans]
    for start, end in places:
        assert any(span.start <= start and end <= span.end for span in spans), sentence[start:end]


@pytest.mark.parametrize(("sentence", "names"), [(sentence, names) for sentence, *names in WRITTEN_OUT])
def test_written_out(sentence: str, names: list[str]) -> None:
    record = extract(sentence, published=PUBLISHED)
    assert [p.name + (f"@{p.phase}" if p.phase else "") for p in record.projects] == names


@pytest.mark.parametrize("sentence", [sentence for sentences in NONE.values() for sentence in sentences])
def test_none(sentence: str) -> None:
    assert [(p.name, p.phase) for p in extract(sentence, published=PUBLISHED).projects] == []
