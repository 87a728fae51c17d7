"""Sentences and clauses."""

from __future__ import annotations

import pytest

from zhextract.text.align import CharSpan
from zhextract.text.clean import clean
from zhextract.text.sentences import clauses, sentences


def split(text: str) -> list[str]:
    aligned = clean(text)
    return [aligned.text[s.start : s.end] for s in sentences(aligned.text, aligned.marks)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一期投产。二期开工！三期呢？", ["一期投产。", "二期开工！", "三期呢？"]),
        ("“项目拟于9月投产。”王主任说。", ["“项目拟于9月投产。”", "王主任说。"]),
        ("一期投产；二期开工。", ["一期投产；二期开工。"]),
        ("总投资3.5亿元，占地1.2万亩。", ["总投资3.5亿元，占地1.2万亩。"]),
        ("标题没有句号\n正文在这里。", ["标题没有句号", "正文在这里。"]),
        ("新开工：1、甲厂；2、乙厂；3、丙厂。", ["新开工：", "1、甲厂；", "2、乙厂；", "3、丙厂。"]),
        ("任务有三：①开工；②投产。", ["任务有三：", "①开工；", "②投产。"]),
        ("主体正在施工……据悉，设备已进场。", ["主体正在施工……", "据悉，设备已进场。"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_none_reaches_into_furniture() -> None:
    assert split("本报讯（记者 王林）新厂开工，总投资3亿元。\n（责任编辑：小林）") == ["新厂开工，总投资3亿元。"]


def test_clauses() -> None:
    text = "一期投产；二期开工;三期签约。"
    assert [text[s.start : s.end] for s in clauses(text, CharSpan(0, len(text)))] == [
        "一期投产；",
        "二期开工;",
        "三期签约。",
    ]
