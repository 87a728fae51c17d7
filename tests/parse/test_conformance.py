"""The cases of other projects (Recognizers-Text, JioNLP, duckling), where they are at hand beside the project."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from zhextract.parse.amounts import find_amounts
from zhextract.parse.dates import find_dates

SUITES = Path(__file__).parents[3] / "shared" / "suites"
pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the conformance cases are not beside the project")


def dates(text: str, reference: date) -> Iterator[tuple[int, int, date | None, date | None]]:
    """What `score.py --dates` asks for."""
    for value in find_dates(text, reference):
        yield value.span.start, value.span.end, value.start, value.end


def amounts(text: str) -> Iterator[tuple[int, int, float, float]]:
    """What `score.py --amounts` asks for."""
    for amount in find_amounts(text):
        yield amount.span.start, amount.span.end, float(amount.low), float(amount.high)


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("conformance_score", SUITES / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shares(name: str) -> dict[str, float]:
    score = scorer()
    right, function = (score.date_right, dates) if name == "dates" else (score.amount_right, amounts)
    results: dict[str, list[bool]] = {}
    for line in (SUITES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        ok, _ = right(case, function)
        results.setdefault("all", []).append(ok)
        results.setdefault(case["suite"], []).append(ok)
    return {suite: sum(oks) / len(oks) for suite, oks in results.items()}


def test_dates() -> None:
    found = shares("dates")
    print(found)
    assert found.pop("all") >= 0.95
    assert min(found.values()) >= 0.93


def test_amounts() -> None:
    found = shares("amounts")
    print(found)
    assert found["all"] >= 0.97
