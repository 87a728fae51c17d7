"""Lengths of time: their ISO 8601 form, and that they never take the place of a date."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract.parse.dates import TimeValue, find_dates, resolve

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent


def lengths(text: str) -> list[TimeValue]:
    return [t for t in find_dates(text, "2024-06-15", durations=True) if t.kind == "duration"]


@pytest.mark.parametrize(
    ("form", "value", "mod", "precision"),
    [
        ("三个月", "P3M", None, "month"),
        ("3 个月", "P3M", None, "month"),
        ("建设工期18个月", "P18M", None, "month"),
        ("十八個月", "P18M", None, "month"),
        ("180天", "P180D", None, "day"),
        ("１８０天", "P180D", None, "day"),
        ("90日", "P90D", None, "day"),
        ("为期5日", "P5D", None, "day"),
        ("五年", "P5Y", None, "year"),
        ("为期三年", "P3Y", None, "year"),
        ("运营期25年", "P25Y", None, "year"),
        ("合作期 20 年", "P20Y", None, "year"),
        ("两年半", "P2Y6M", None, "month"),
        ("半年", "P6M", None, "month"),
        ("1年零6个月", "P1Y6M", None, "month"),
        ("3年3个月", "P3Y3M", None, "month"),
        ("半个月", "P15D", None, "day"),
        ("三个半月", "P3M15D", None, "day"),
        ("6个月10天", "P6M10D", None, "day"),
        ("三个季度", "P9M", None, "quarter"),
        ("两周", "P2W", None, "week"),
        ("六个星期", "P6W", None, "week"),
        ("连续四周", "P4W", None, "week"),
        ("两三个月", "P3M", None, "month"),
        ("3至5年", "P5Y", None, "year"),
        ("十到十五年", "P15Y", None, "year"),
        ("约18个月", "P18M", "APPROX", "month"),
        ("大约两年", "P2Y", "APPROX", "year"),
        ("18个月左右", "P18M", "APPROX", "month"),
        ("3个多月", "P3M", "APPROX", "month"),
        ("二十余年", "P20Y", "APPROX", "year"),
    ],
)
def test_length(form: str, value: str, mod: str | None, precision: str) -> None:
    text = f"该路段{form}，"
    (found,) = lengths(text)
    assert (found.value, found.edtf, found.mod, found.precision) == (value, value, mod, precision)
    assert (found.start, found.end, found.year_source) == (None, None, None)
    assert text[found.span.start : found.span.end] == found.text
    assert resolve(found, "planned", None) == found


NEGATIVES: list[str] = tomllib.loads((HERE / "negatives.toml").read_text(encoding="utf-8"))["lengths"]


@pytest.mark.parametrize("words", NEGATIVES)
def test_no_length(words: str) -> None:
    assert lengths(f"关于{words}的消息") == []


def test_beside_dates_unless_not_asked_for() -> None:
    text = "项目今年5月开工，工期18个月，2025年11月建成。"
    assert [t.value for t in find_dates(text, "2024-06-15", durations=False)] == ["2024-05", "2025-11"]
    assert [t.value for t in find_dates(text, "2024-06-15")] == ["2024-05", "P18M", "2025-11"]
