"""The cost of cleaning stays linear: no text of one kind takes much longer than prose of the same length."""

from __future__ import annotations

import time

import pytest

from zhextract.text.clean import clean
from zhextract.text.sentences import sentences

PROSE = "据介绍，下半年还将推进轨道交通、污水处理厂扩建等民生工程，总投资3.5亿元，力争年底前开工，明年建成投产。"
LENGTH = 100_000


def cost(unit: str) -> float:
    """Seconds of processor time for `LENGTH` characters of `unit` over and over, the best of two."""
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    taken = []
    for _ in range(2):
        start = time.process_time()
        aligned = clean(text, "某网-题目")
        sentences(aligned.text, aligned.marks)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "unit",
    [
        "(", "（", "()", "(a", "開(kāi", "?", "汉?", "?duì)", "戈?duì)柹", "柹", "柹彙裉锲涞",
        "鍥芥満", "鍥?", "锟斤拷", "\ufffd", "é", "ä¸", "\x00", "\ud800", " ", "开 发 ", "\n", "。", "，",
        "①", "1、", "首页 > ", "来源：", "新华社1日电", "：", "【", "(查|", "2022-01-01 ", "&", "<br>", "<",
    ],
)  # fmt: skip
def test_no_text_costs_much_more_than_prose(unit: str) -> None:
    # On a quiet machine the factor is below 4; the rest is for machines that are not.
    assert cost(unit) < 15 * cost(PROSE)
