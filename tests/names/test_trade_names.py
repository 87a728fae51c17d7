"""The company inside the name of a project, and names that have none."""

from __future__ import annotations

import pytest

from zhextract.names.trade_names import is_known_company, owner

OWNED = {
    "云海方向盘骨架": "云海",
    "天工轴承高端轴承": "天工轴承",
    "明远齿轮精密齿轮箱及齿轮": "明远齿轮",
    "桐城砼瓴尼龙薄膜": "砼瓴",
    "太湖沐印新光学材料": "沐印",
    "竹田汽配": "竹田汽配",
    "海一重工": "海一重工",
    "吉源热电": "吉源热电",
    "宝钢金属大交通轻量化": "宝钢金属",
    "中广核枣庄山亭300mw风电场": "中广核",
    "国家电投集团西吉县新庄20MW分散式风电": "国家电投集团",
    "深圳能源20MW光伏发电": "深圳能源",
    "宁德时代锂电池": "宁德时代",
    "高新区瓴泰聚酰胺树脂": "瓴泰",
    "内蒙古能源乌拉特中旗150万千瓦风储基地": "内蒙古能源",
    "青禾太阳能电力有限公司电站": "青禾太阳能电力有限公司",
    "恒力石化聚酯": "恒力石化",
    "江都龙川控股": "龙川控股",
    "无为华谊新材料": "华谊新材料",
    "休宁强力化工": "强力化工",
    "鼎岳建材装配式建筑产业园": "鼎岳建材",
    "启洲食品冷链": "启洲食品",
    "恒砼科技精密轴承": "恒砼科技",
}
UNOWNED = [
    "高端轴承及轴承座",
    "大型齿轮箱与齿轮",
    "合安九高铁",
    "下浒山水库",
    "经开区智能化无人工厂",
    "临港检验检测产业园",
    "智慧产业物联网产业园",
    "桐城抽水蓄能电站",
    "金山大桥",
    "两河口水电站",
    "年产5万吨角钢",
    "农村公路大中修",
    "新能源汽车零部件",
    "高端装备制造产业园",
    "北海热电联产",
    "成渝客运专线",
    "城北污水处理厂",
    "引江济淮",
    "石台富硒茶",
    "老城区雨污分流",
    "池州高端装备",
    "湖南娄底生产基地",
    "",
]


def inside(name: str, known: tuple[str, ...] = ()) -> str:
    found = owner(name, known)
    return name[found.start : found.end] if found else ""


@pytest.mark.parametrize(("name", "company"), OWNED.items())
def test_owner(name: str, company: str) -> None:
    assert inside(name) == company


@pytest.mark.parametrize("name", UNOWNED)
def test_no_owner(name: str) -> None:
    assert owner(name) is None


def test_companies_of_the_article_win() -> None:
    assert inside("银河芯片产业园", ("银河电子有限公司",)) == "银河"
    assert inside("岭南银河芯片", ("岭南银河有限公司",)) == "岭南银河"


def test_a_place_is_no_company_of_the_article() -> None:
    assert inside("岳阳乙烯炼化一体化", ("岳阳石化有限公司",)) == ""


@pytest.mark.parametrize("name", ["比亚迪", "宁德时代", "中广核"])
def test_known(name: str) -> None:
    assert is_known_company(name)


@pytest.mark.parametrize("name", ["恒岳股份", "轴承", "合肥", "比亚", ""])
def test_unknown(name: str) -> None:
    assert not is_known_company(name)
