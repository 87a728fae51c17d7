"""Where a project is: the place that its sentence, its name, a later sentence, a field or the article gives it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract import extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PLACED: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "places_of_projects.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "wanted"), [(text, wanted) for cases in PLACED.values() for text, *wanted in cases])
def test_place(text: str, wanted: list[str]) -> None:
    record = extract(text, published="2024-03-15")
    found = [f"{p.name}{f'@{p.phase}' if p.phase else ''}: {p.place or ''}" for p in record.projects]
    assert sorted(found) == sorted(wanted)
    for project in record.projects:
        spans = project.evidence.get("place", ())
        assert bool(spans) == bool(project.place)
        assert all(text[span.start : span.end] == span.text for span in spans)
