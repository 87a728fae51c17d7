"""Whose project it is: the companies that a sentence gives each of its projects."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract import extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES: list[list[str]] = tomllib.loads((Path(__file__).parent / "companies_corpus.toml").read_text(encoding="utf-8"))[
    "cases"
]


@pytest.mark.parametrize(("sentence", "wanted"), [(sentence, wanted) for sentence, *wanted in CASES])
def test_companies(sentence: str, wanted: list[str]) -> None:
    record = extract(sentence, published="2024-03-15")
    assert [f"{p.name}: {'、'.join(p.companies)}" for p in record.projects] == wanted
    named = {o.name for o in record.organizations if o.type == "company"}
    for project in record.projects:
        assert set(project.companies) <= named
        spans = project.evidence.get("companies", ())
        assert bool(spans) == bool(project.companies)
        assert all(sentence[span.start : span.end] == span.text for span in spans)
