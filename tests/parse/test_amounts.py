"""The corpora of amounts: forms with their value, and words that are no amounts."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhextract.parse.amounts import find_amounts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent


def forms() -> list[tuple[str, tuple[Any, ...]]]:
    cases = tomllib.loads((HERE / "amounts_corpus.toml").read_text(encoding="utf-8"))["cases"]
    return [
        (form, (Decimal(low), Decimal(high), unit or None, kind, bound, per or None))
        for low, high, unit, kind, bound, per, written in cases
        for form in written
    ]


@pytest.mark.parametrize(("form", "wanted"), forms())
def test_form(form: str, wanted: tuple[Any, ...]) -> None:
    text = f"为{form}。"
    found = find_amounts(text)
    assert [(a.low, a.high, a.unit, a.kind, a.bound, a.per) for a in found] == [wanted]
    assert found[0].text == form


NEGATIVES: list[str] = tomllib.loads((HERE / "negatives.toml").read_text(encoding="utf-8"))["amounts"]


@pytest.mark.parametrize("words", NEGATIVES)
def test_no_amount(words: str) -> None:
    assert [a for a in find_amounts(f"关于{words}的消息") if a.kind != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "low", "per"),
    [
        ("项目年产聚乳酸3万吨", 30000, "年"),
        ("日处理污水6万吨", 60000, "日"),
        ("月产12英寸晶圆4万片", 40000, "月"),
        ("形成年加工粮食20万吨的能力", 200000, "年"),
        ("每年300万台(套)的产能", 3000000, "年"),
        ("一年可产聚乙烯50万吨", 500000, "年"),
        ("每小时处理30吨", 30, "小时"),
        ("2023年产量3万吨", 30000, None),
        ("年会上，签约3万吨", 30000, None),
        ("项目总产能3万吨", 30000, None),
        ("今年新增门店5000家", 5000, None),
        ("半年新增门店5000家", 5000, None),
        ("年新增产能5000吨", 5000, "年"),
    ],
)
def test_period(text: str, low: int, per: str | None) -> None:
    assert (low, per) in [(a.low, a.per) for a in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("补给水源四个亿立方", [(400000000, 400000000, "立方米")]),
        ("26个亿元以上项目", [(26, 26, "个")]),
        ("集成电路产量2286亿块", [(228600000000, 228600000000, "块")]),
        ("收于6,850点，9时10点开盘", [(6850, 6850, "点")]),
        ("客户超百万，覆盖全国", [(1000000, 1000000, None)]),
        ("注册资本增加3亿元至8亿元", [(300000000, 300000000, "CNY"), (800000000, 800000000, "CNY")]),
        ("注册资本增加3至5亿元", [(300000000, 500000000, "CNY")]),
        ("能量密度400—600Wh/kg", [(400, 600, "Wh/kg")]),
        ("运输货物66万标箱", [(660000, 660000, "标箱")]),
        ("一两年", [(1, 2, "年")]),
        ("日产最受关注的一款新车", [(1, 1, "款")]),
        ("每天处理污水20万方", [(200000, 200000, "方")]),
    ],
)
def test_in_news(text: str, wanted: list[tuple[int, int, str | None]]) -> None:
    found = find_amounts(text)
    assert [(a.low, a.high, a.unit) for a in found] == wanted
    assert "日产最" not in text or found[0].per is None


def test_whole_digits_are_kept() -> None:
    (amount,) = find_amounts("共1234567890.12345678亿元")
    assert amount.low == Decimal("123456789012345678.00")
    assert isinstance(amount.low, int)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10" * 300 + "个",
        "9" * 5000 + "亿元",
        "万" * 500,
        "一" * 3000,
        "1,2,3,4,,,",
        "3.-5~~6",
        "几百百",
        "数十千个",
        "几万千",
    ],
)
def test_odd_input(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.span.start < amount.span.end <= len(text)
