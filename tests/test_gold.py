"""The figures on gold: our own fixtures always, the shared gold where it is present."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhextract.evaluate import evaluate
from zhextract.extractor import Extractor
from zhextract.records import Article, ArticleRecord

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"{path.name} of the shared gold is not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def records(extractor: Extractor, gold: list[dict[str, Any]]) -> Iterator[ArticleRecord]:
    for article in gold:
        published = date.fromisoformat(article["published"]) if article["published"] else None
        yield extractor.extract(
            Article(id=article["id"], title=article["title"], text=article["text"], published=published)
        )


def figures(extractor: Extractor, path: Path) -> dict[str, float]:
    gold = read(path)
    return {kind: score.f1 for kind, score in evaluate(gold, records(extractor, gold)).scores.items()}


# Floors a little under what is reached: a change that lowers a figure must say so here.
FLOORS = [
    pytest.param(ROOT / "fixtures" / "gold.jsonl", {"ALL FACTS": 0.85, "project": 0.87, "count": 0.95}, id="fixtures"),
    pytest.param(SHARED / "seed.jsonl", {"ALL FACTS": 0.97, "dated": 0.97}, id="seed"),
    pytest.param(SHARED / "dev.jsonl", {"ALL FACTS": 0.88, "project": 0.89, "count": 0.9}, id="dev"),
    pytest.param(SHARED / "dev_real.jsonl", {"ALL FACTS": 0.82, "project": 0.79, "count": 0.9}, id="dev_real"),
]


@pytest.mark.parametrize(("path", "floors"), FLOORS)
def test_the_figures_do_not_fall(extractor: Extractor, path: Path, floors: dict[str, float]) -> None:
    reached = figures(extractor, path)
    assert {kind: reached[kind] for kind, floor in floors.items() if reached[kind] < floor} == {}


def test_a_year_that_cannot_be_known_stays_unknown_and_is_known_with_the_day_of_the_article(
    extractor: Extractor,
) -> None:
    text = "本报讯 青川电子二期项目计划于8月底投产。"
    (undated,) = extractor.extract(Article(text=text)).plans()
    (dated,) = extractor.extract(Article(text=text, published=date(2022, 7, 22))).plans()
    assert (undated.edtf, undated.mod, undated.start) == ("XXXX-08", "END", None)
    assert (dated.edtf, dated.mod, dated.date_text) == ("2022-08", "END", "8月底")
    assert dated.end == date(2022, 8, 31)


@pytest.mark.parametrize("name", ["fixtures", "seed"])
def test_every_span_gives_its_words_back_from_the_raw_text(extractor: Extractor, name: str) -> None:
    path = ROOT / "fixtures" / "gold.jsonl" if name == "fixtures" else SHARED / "seed.jsonl"
    gold = read(path)
    seen = 0
    for article, record in zip(gold, records(extractor, gold), strict=True):
        for span in spans(record.model_dump()):
            raw = article["title"] if span["part"] == "title" else article["text"]
            assert raw[span["start"] : span["end"]] == span["text"] != ""
            seen += 1
    assert seen > 100


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a dumped record, at whatever depth."""
    if isinstance(value, dict):
        if value.keys() == {"part", "start", "end", "text"}:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner)
