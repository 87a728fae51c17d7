"""The cost of cleaning stays linear: a text of one kind that is four times as long takes about four times as long."""

from __future__ import annotations

import pytest

from cost import seconds
from zhextract.text.clean import clean
from zhextract.text.sentences import sentences

LENGTH = 25_000
#: What no machine measures well, in seconds.
_NOISE = 0.02


def cost(unit: str, length: int) -> float:
    """Seconds of processor time for `length` characters of `unit` over and over."""
    text = (unit * (length // len(unit) + 1))[:length]

    def job() -> None:
        aligned = clean(text, "某网-题目")
        sentences(aligned.text, aligned.marks)

    return seconds(job)


@pytest.mark.parametrize(
    "unit",
    [
        "(", "（", "()", "(a", "開(kāi", "?", "汉?", "?duì)", "戈?duì)柹", "汉?！", "柹", "柹彙裉锲涞",
        "鍥芥満", "鍥?", "锟斤拷", "\ufffd", "é", "ä¸", "\x00", "\ud800", " ", "开 发 ", "\n", "。", "，",
        "来源：\n", "江北新厂开工建设总投资十二亿元\n", "江北新厂开工建设总投资十二亿元\n- 1 -\n", "题目", "某网-题目",
        "①", "1、", "首页 > ", "来源：", "新华社1日电", "：", "【", "(查|", "2022-01-01 ", "&", "<br>", "<",
    ],
)  # fmt: skip
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    # Quadratic cost would be sixteen times; the room is for machines that are busy.
    assert cost(unit, 4 * LENGTH) < 10 * (cost(unit, LENGTH) + _NOISE)


@pytest.mark.parametrize("unit", ["(", "?", "柹", "戈?duì)柹", "開(kāi", "鍥?", "开 发 ", "开\n", "\ufffd"])
def test_text_that_means_nothing_costs_little_more_than_prose(unit: str) -> None:
    # About three times as much at most; the rest is for machines that are busy.
    prose = "记者从县里获悉,新区的锂电池隔膜项目二期已于上月动工,总投资12亿元,预计明年底投产。\n"
    assert cost(unit, 4 * LENGTH) < 8 * (cost(prose, 4 * LENGTH) + _NOISE)
