"""Numbered units of a plant: where they stand, what each is called, and the plant that a name begins with."""

from __future__ import annotations

import pytest

from zhextract.names.project_units import find_units, without_unit
from zhextract.records.values import CharSpan

FOUND = {
    "3号机组并网": [("3号机组", "3号机组")],
    "1号、2号机组投产": [("1号机组", "1"), ("2号机组", "2号机组")],
    "5、6号泊位完工": [("5号泊位", "5"), ("6号泊位", "6号泊位")],
    "一号和二号高炉点火": [("一号高炉", "一"), ("二号高炉", "二号高炉")],
    "4号发电机组调试": [("4号机组", "4号发电机组")],
    "12号核电机组开工": [("12号机组", "12号核电机组")],
    "1号、2号及3号窑停产": [("1号窑", "1"), ("2号窑", "2"), ("3号窑", "3号窑")],
}
NONE = ["2台机组并网", "机组检修", "3号楼封顶", "3月5号开工", "地铁4号线通车", "第3泊位", ""]


@pytest.mark.parametrize(("text", "wanted"), FOUND.items())
def test_find_units(text: str, wanted: list[tuple[str, str]]) -> None:
    (units,) = find_units(text, CharSpan(0, len(text)))
    # Each place but the last is that of a number alone.
    assert [(name, text[slice(*place)].rstrip("号")) for name, place in units.each] == wanted
    assert units.span == CharSpan(units.each[0][1].start, units.each[-1][1].end)


@pytest.mark.parametrize("text", NONE)
def test_no_units(text: str) -> None:
    assert list(find_units(text, CharSpan(0, len(text)))) == []


def test_only_inside_the_sentence() -> None:
    text = "1号机组投产。2号机组开工。"
    (units,) = find_units(text, CharSpan(7, len(text)))
    assert [name for name, _ in units.each] == ["2号机组"]


@pytest.mark.parametrize(
    ("name", "plant"),
    [
        ("望川核电站3号机组", "望川核电站"),
        ("望川核电项目3号机组", "望川核电"),
        ("青岚港区12号泊位", "青岚港区"),
        ("望川核电站", "望川核电站"),
        ("合肥地铁4号线", "合肥地铁4号线"),
        ("3号机组改造", "3号机组改造"),
    ],
)
def test_without_unit(name: str, plant: str) -> None:
    assert without_unit(name) == plant
