"""Counted groups: what is counted, in which stage, how many, and for how much; and numbers that count no group."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract import extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
CASES: dict[str, list[list[str]]] = tomllib.loads((HERE / "counts_corpus.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("sentence", "wanted"), [(sentence, wanted) for cases in CASES.values() for sentence, *wanted in cases]
)
def test_counts(sentence: str, wanted: list[str]) -> None:
    counts = extract(sentence, published="2024-03-15").counts
    assert [
        " ".join(
            str(part)
            for part in (c.what, c.milestone or "-", c.modality, c.value, c.bound, c.investment)
            if part is not None
        )
        for c in counts
    ] == wanted
    for count in counts:
        assert all(sentence[span.start : span.end] == span.text for span in count.spans)
