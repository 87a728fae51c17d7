"""Construction news in traditional characters, in the words of Taiwan and Hong Kong, from the text to the record."""

from __future__ import annotations

import pytest

from zhextract import extract

Stage = tuple[str, str, str | None]


@pytest.mark.parametrize(
    ("text", "name", "place", "stages"),
    [
        (
            "台中購物中心二期擴建延後至2025年第1季啟用。",
            "台中购物中心扩建",
            "台中",
            [("commissioning", "planned", "2025-Q1")],
        ),
        (
            "台泥和平電池廠預計第四季試產，年產能1.8GWh。",
            "台泥和平电池厂",
            None,
            [("trial", "planned", "2024-Q4")],
        ),
        (
            "大潭電廠8號機組已於今年6月30日商轉。",
            "大潭电厂8号机组",
            None,
            [("commissioning", "actual", "2024-06-30")],
        ),
        (
            "國巨集團大發三廠完成結構上梁，明年第2季完工。",
            "国巨集团大发三厂",
            None,
            [("topping_out", "actual", None), ("completion", "planned", "2025-Q2")],
        ),
        (
            "統一超商南部物流園區通過環評，預計明年首季動工。",
            "统一超商南部物流园区",
            None,
            [("approval", "actual", None), ("construction_start", "planned", "2025-Q1")],
        ),
        (
            "台積電熊本二廠延後至今年底動工，2027年底投產。",
            "台积电熊本二厂",
            None,
            [("construction_start", "planned", "2024"), ("commissioning", "planned", "2027")],
        ),
        (
            "綜合廢物管理設施第一期預計2025年投入運作，每日可處理3000公噸垃圾。",
            "综合废物管理设施",
            None,
            [("commissioning", "planned", "2025")],
        ),
        (
            "將軍澳海水化淡廠首階段已竣工，每日產水13.5萬立方米。",
            "将军澳海水化淡厂",
            "将军澳",
            [("completion", "actual", None)],
        ),
        (
            "港鐵東涌線延線工程已於今年5月動工，造價195億港元。",
            "港铁东涌线延线",
            None,
            [("construction_start", "actual", "2024-05")],
        ),
    ],
)
def test_words_of_taiwan_and_hong_kong(text: str, name: str, place: str | None, stages: list[Stage]) -> None:
    (project,) = extract(text, "2024-10-15").projects
    assert project.name == name
    if place is not None:
        assert project.place == place
    assert [(m.type, m.modality, m.date) for m in project.milestones] == stages


def test_new_taiwan_dollars() -> None:
    (project,) = extract("宏碩科技斥資新台幣200億元興建的封裝廠已於上月動土，預計2025年完工。", "2024-10-15").projects
    assert project.investment is not None
    assert (project.investment.amount, project.investment.currency) == (20_000_000_000, "TWD")


def test_what_is_not_decided_yields_no_stage() -> None:
    assert extract("該公司尚未取得建照，動工時間未定。", "2024-10-15").projects == ()
