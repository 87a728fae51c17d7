"""Pinyin in brackets: cut where the reading fits, kept where the brackets say something."""

from __future__ import annotations

import pytest

from zhextract.text.clean import clean


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("新開(kāi)工的項(xiàng)目", "新开工的项目"),
        ("開(kai)工", "开工"),
        ("開(kai1)工", "开工"),
        ("開（kāi）工", "开工"),
        ("開 ( kāi ) 工", "开 工"),
        ("开(kāi)工建设(shè)", "开工建设"),
        ("綠(lǜ)色", "绿色"),
        ("綠(lv)色", "绿色"),
        ("在建的(de)項目(mù)", "在建的项目"),
        ("長(zhǎng)三角", "长三角"),
        ("長(cháng)三角", "长三角"),
        # Vowels with the tone as a character of its own, and the letters of GBK's pinyin row.
        ("開(ka\u0304i)工", "开工"),
        ("網(wǎnɡ)絡(luò)", "网络"),
    ],
)
def test_pinyin_is_cut(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "人工智能(AI)产业园",
        "第十一期(xi)开工",
        "浓度为3(ppm)以下",
        "钢结构(xin)厂房",
        "热塑性聚氨酯(TPU)装置",
        "中国石化(sinopec)宣布",
        "开工(kāi gōng)仪式",
        "(kāi)",
        "爱(AI)购",
        "项目(a)和项目(b)",
    ],
)
def test_brackets_that_say_something_stay(raw: str) -> None:
    assert clean(raw).text == raw


def test_the_way_back() -> None:
    raw = "居巢經(jīng)開(kāi)區(qū)的項(xiàng)目"
    aligned = clean(raw)
    at = aligned.text.index("经开区")
    span = aligned.raw_span(at, at + 3)
    assert raw[span.start : span.end] == "經(jīng)開(kāi)區"
    assert aligned.clean_span(span.start, span.end) == (at, at + 3)
