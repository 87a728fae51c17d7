"""Places in sentences, and the division that a name belongs to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract.names.passage import Passage
from zhextract.names.places import PlaceFinder
from zhextract.records.values import CharSpan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LOCATIONS: dict[str, str] = tomllib.loads((Path(__file__).parent / "locations.toml").read_text(encoding="utf-8"))[
    "codes"
]


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder()


@pytest.mark.parametrize(("text", "places"), [
    ("项目位于北海市铁山港。", ["北海市铁山港"]),
    ("工厂建在湖南娄底。", ["湖南娄底"]),
    ("市场在石家庄鹿泉市寺家庄村开工。", ["石家庄鹿泉市寺家庄村"]),
    ("电站选址岔路镇。", ["岔路镇"]),
    ("风电场在甘其毛都镇开工。", ["甘其毛都镇"]),
    ("基地在湛江东海岛。", ["湛江东海岛"]),
    ("公司在宁波宁南新城拿地。", ["宁波宁南新城"]),
    ("在西村乡谢家场并网。", ["西村乡谢家场"]),
    ("拟建的西吉县新庄20MW风电", ["西吉县新庄"]),
    ("在印度尼西亚西爪哇建厂，又在德国设点。", ["印度尼西亚西爪哇", "德国"]),
    ("该县的乡镇和农村公路，全村受益，小镇旅游。", []),
    ("和平发展，富裕起来，方正的厂房。", []),
    ("沿海城市加快建设。", []),
    ("冯柳江说，工厂年底投产。", []),
])  # fmt: skip
def test_find(finder: PlaceFinder, text: str, places: list[str]) -> None:
    found = finder.find(Passage(text, [CharSpan(0, len(text))]))
    assert [m.name for m in found] == places
    assert all(text[m.start : m.end] == m.name and m.kind == "place" for m in found)


@pytest.mark.parametrize(("name", "code"), LOCATIONS.items())
def test_published_locations(finder: PlaceFinder, name: str, code: str) -> None:
    assert finder.adcode(name) == (code or None)


@pytest.mark.parametrize(("name", "context", "code"), [
    ("安庆", (), "340800"),
    ("桐城", (), "340881"),
    ("鼓楼区", (), None),
    ("鼓楼区", ("福州市",), "350102"),
    ("鼓楼区", ("江苏南京",), "320106"),
    ("居巢经开区", (), "340181"),
    ("安徽居巢经济开发区", (), "340181"),
    ("中山市", (), "442000"),
    ("仙桃市", (), "429004"),
    ("高新区", ("西安",), None),
    ("不存在的地方", (), None),
    ("", (), None),
])  # fmt: skip
def test_adcode(finder: PlaceFinder, name: str, context: tuple[str, ...], code: str | None) -> None:
    assert finder.adcode(name, context) == code
