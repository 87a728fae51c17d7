"""The headline in a title."""

from __future__ import annotations

import pytest

from zhextract.text.document import Document
from zhextract.text.headline import headline, same_headline

OWN = "宏远新材料产业园二期开工"


@pytest.mark.parametrize(
    "title",
    [
        OWN,
        f"{OWN}_要闻_临江新闻网",
        f"{OWN}_项目_产业园_建设",
        f"{OWN}|新材料|临江_江潮订阅",
        f"{OWN} - 财经 - 南方时报",
        f"{OWN}--江南频道--众闻网",
        f"{OWN}-临江信息港",
        f"{OWN}-宏远集团",
        f"临江日报数字报-{OWN}",
        f"飞鸟下载-{OWN}",
        f"飞鸟体育-{OWN}-飞鸟体育官网",
        f"【转载】{OWN}",
        f"[组图] {OWN}",
        f"【世界报资讯】{OWN}",
        f"今日热讯：{OWN}",
        f"每日速看!{OWN}",
        f"【转载】快讯：{OWN}_临江网",
    ],
)
def test_what_a_site_adds_is_left_out(title: str) -> None:
    assert title[slice(*headline(title))] == OWN


@pytest.mark.parametrize(
    "title",
    [
        "中国-东盟博览会会展中心二期开工",
        "沪渝蓉高铁武汉-宜昌段全线铺轨",
        "临江石化-年产百万吨乙烯装置接入电网",
        "云岭集团：首台机组并网",
        "广东 | 总投资120亿元的储能基地动工",
        "“两江四岸”-滨江公园建成开放",
        "一期投产 - 二期年产5万吨新能源材料生产线同步开工",
        "年报-季报",
        "快讯",
        "A-B",
        "",
    ],
)
def test_a_headline_stays_whole(title: str) -> None:
    assert title[slice(*headline(title))] == title


@pytest.mark.parametrize("unit", ["网-", "_网", " - ", "【转载】", "今日热讯：", "-", "开工|"])
def test_a_title_of_marks_costs_little(unit: str) -> None:
    for title in (unit * 60, unit * 20_000):
        start, end = headline(title)
        assert 0 <= start <= end <= len(title)


def test_the_same_headline() -> None:
    assert same_headline("宏远新材料产业园 二期开工", f"{OWN}_临江网")
    assert not same_headline("产业园二期开工", OWN)
    assert not same_headline("开工", f"开工-{OWN}")


def test_only_the_headline_of_a_title_is_read() -> None:
    document = Document.read("项目总投资5亿元。", f"今日热讯：{OWN}_要闻_临江新闻网")
    first = document.sentences[0]
    assert document.text[first.start : first.end] == OWN
    span = document.raw_span(first.start, first.end)
    assert (span.part, span.text) == ("title", OWN)
