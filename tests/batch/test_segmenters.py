"""The records are the same with jieba and with rjieba."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhextract import Article, Extractor
from zhextract.text import words

FIXTURES = Path(__file__).parents[2] / "fixtures" / "gold.jsonl"


def test_records_are_the_same_with_jieba_and_with_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed")
    rows = [json.loads(line) for line in FIXTURES.read_text(encoding="utf-8").splitlines()]
    articles = [Article(id=row["id"], text=row["text"], title=row.get("title")) for row in rows]
    found = []
    for cutter in (words._python_cutter, words._rust_cutter):
        monkeypatch.setattr(words, "_cut", cutter())
        found.append([record.model_dump_json() for record in Extractor().extract_many(articles)])
    assert found[0] == found[1]
