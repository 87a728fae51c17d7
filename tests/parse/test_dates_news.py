"""What news writes beside plain dates, as of Wednesday, 15 July 2026: every date of a sentence, and nothing more."""

from __future__ import annotations

import pytest

from zhextract.parse.dates import find_dates


def found(text: str) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in find_dates(text, "2026-07-15", durations=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # years without 年
        ("公司2025上半年营收增长", [("2025上半年", "2025-H1")]),
        ("25H1净利下滑，26Q1转正", [("25H1", "2025-H1"), ("26Q1", "2026-Q1")]),
        ("2025、2026年各建一条线", [("2025", "2025"), ("2026年", "2026")]),
        ("2024/2025年度交货", [("2024/2025年度", "2025")]),
        ("2018年产量为60万台", [("2018年", "2018")]),
        ("创2009年来新低", [("2009年来", "2009")]),
        # several days, months or years in one word
        ("今明两天有雨", [("今明两天", "2026-07-16")]),
        ("油品码头4月验收，源头3月启用", [("4月", "2026-04"), ("3月", "2026-03")]),
        ("今起通车", [("今起", "2026-07-15")]),
        ("明后两年集中投产", [("明后两年", "2028")]),
        ("今冬明春施工", [("今冬明春", "2027-H1")]),
        ("7月8、9日举行", [("7月8", "2026-07-08"), ("9日", "2026-07-09")]),
        ("后三个季度放缓", [("后三个季度", "2026-Q4")]),
        ("上半年末完成", [("上半年末", "2026-H1")]),
        ("2026年第30周", [("2026年第30周", "2026-W30")]),
        ("第28周产量回升", [("第28周", "2026-W28")]),
        # the third and three days
        ("中新社三日电", [("三日", "2026-07-03")]),
        ("双方于三日签约", [("三日", "2026-07-03")]),
        ("工程仅用三日", [("三日", "P3D")]),
        ("部长3日表示", [("3日", "2026-07-03")]),
        ("公示不少于7日", [("7日", "P7D")]),
        # 提前 and 以前 are no 前
        ("比计划提前两个月投产", [("两个月", "P2M")]),
        ("5月供地，6月开工", [("5月", "2026-05"), ("6月", "2026-06")]),
        # so many years, not a year
        ("力争10年内建成", [("10年内", "2036")]),
        ("15年前投产", [("15年前", "2011")]),
        ("08年前投产", [("08年前", "2008")]),
        ("五年来首次", [("五年来", None)]),
        ("九周以来新高", [("九周以来", None)]),
        # counted from the date before
        ("2024年3月签约，两个月后开工", [("2024年3月", "2024-03"), ("两个月后", "2024-05")]),
        ("2024年3月1日签约，10天后开工", [("2024年3月1日", "2024-03-01"), ("10天后", "2024-03-11")]),
        ("2019年获批，三年后建成", [("2019年", "2019"), ("三年后", "2022")]),
        ("两个月后开工", [("两个月后", "2026-09")]),
        # the nearer day of that name
        ("周五公布", [("周五", "2026-07-17")]),
        ("周日公布", [("周日", "2026-07-12")]),
        ("周一至周五开放", [("周一至周五", "2026-07-17")]),
        ("截至发稿", [("截至发稿", None)]),
        ("到6月3日为止", [("6月3日为止", "2026-06-03")]),
        ("“十五五”期末", [("“十五五”期末", "2030")]),
    ],
)
def test_found(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a later year does not go on behind a semicolon, nor backwards
        ("计划明年6月开工；8月招标。", ["2027-06", "2026-08"]),
        ("计划明年6月开工，12月建成。", ["2027-06", "2027-12"]),
        ("计划明年6月开工。10月底前完成招标。", ["2027-06", "2026-10"]),
        # an earlier one does, in order
        ("去年5月开工；10月封顶。", ["2025-05", "2025-10"]),
        # nor does a year leave its brackets, its item, or go into a plan
        ("公司（2019年成立）拟扩产，10月开工", ["2019", "2026-10"]),
        ("1、2022年1月投产。2、9月1日起施行", ["2022-01", "2026-09-01"]),
        ("继2019年改造后再次扩能，力争9月底完工", ["2019", "2026-09"]),
        ("产量高于去年同期。3月产量4万辆", ["2025", "2026-03"]),
        ("去年销量大增。8月15日将发布新车", ["2025", "2026-08-15"]),
        ("8月1日复牌。14日晚间公告", ["2026-08-01", "2026-07-14"]),
    ],
)
def test_year_goes_on(text: str, wanted: list[str]) -> None:
    assert [value for _, value in found(text)] == wanted


@pytest.mark.parametrize("text", ["十十个月后", "前十十个月", "近十十年", "第十十个月", "十十日", "二十十月"])
def test_what_is_no_number(text: str) -> None:
    assert all(value is None or "10" in value for _, value in found(text))


def test_a_weekday_with_its_modality() -> None:
    for text, modality, wanted in (("周五签约", "actual", "2026-07-10"), ("周一开工", "planned", "2026-07-20")):
        (time,) = find_dates(text, "2026-07-15", lambda span, m=modality: m)  # type: ignore[misc]
        assert time.value == wanted
