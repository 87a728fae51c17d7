"""Townships, which are known where the text names their county."""

from __future__ import annotations

import pytest

from zhextract.lexicon.townships import townships
from zhextract.names.passage import Passage
from zhextract.names.places import PlaceFinder
from zhextract.records.values import CharSpan


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder()


def places(finder: PlaceFinder, text: str) -> list[str]:
    return [m.name for m in finder.find(Passage(text, [CharSpan(0, len(text))]))]


@pytest.mark.parametrize(("text", "found"), [
    ("仙桃市的企业多在彭场开厂，三伏潭也有两家。", ["仙桃市", "彭场", "三伏潭"]),
    ("瓜州县今年的光伏都在腰站子和双塔镇。", ["瓜州县", "腰站子", "双塔镇"]),
    ("莲花县良坊的电站并网，湖上乡南村的还在建。", ["莲花县良坊", "湖上乡南村"]),
    ("莘县古云镇的厂房封顶。", ["莘县古云镇"]),
    # Elsewhere the same syllables name nothing.
    ("这批棉布都在彭场开厂的师傅手里。", []),
    # Ordinary words need their suffix: 新华街道 is a street of 勃利.
    ("勃利县的新华书店开业。", ["勃利县"]),
    # A road, a firm or a person of that name is no town.
    ("仙桃市彭场大道通车，彭场股份上市。", ["仙桃市"]),
    ("玉山县的冰溪大桥通车。", ["玉山县"]),
    ("湖北的彭场在哪里？", ["湖北"]),
])  # fmt: skip
def test_known_with_their_county(finder: PlaceFinder, text: str, found: list[str]) -> None:
    assert places(finder, text) == found


def test_code_of_the_county(finder: PlaceFinder) -> None:
    assert finder.adcode("彭场", ("仙桃市",)) == "429004"
    assert finder.adcode("良坊光伏小区", ("莲花县",)) == "360321"
    assert finder.adcode("彭场") is None
    assert finder.adcode("彭场", ("合肥市",)) is None
    assert finder.adcode("彭场", ("湖北省",)) is None  # a province has too many


def test_list() -> None:
    county = townships("620922")
    assert county["腰站子东乡族镇"] == county["腰站子"] == "620922"
    assert "西湖" not in county and county["西湖镇"] == "620922"
    assert townships("000000") == {}
    # What two counties of a city share is told only inside one of them.
    city = townships("6209")
    assert all(code.startswith("6209") for code in city.values())
