"""Traditional to simplified, only where the text is traditional."""

from __future__ import annotations

import pytest

from zhextract.text.clean import clean


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("該項目已於上月動工，斥資興建的廠房年底啟用並量產。", "该项目已于上月动工，斥资兴建的厂房年底启用并量产。"),
        ("重慶的固态電池、锂電池生産基地", "重庆的固态电池、锂电池生产基地"),
        ("擬安裝62臺風電機組", "拟安装62台风电机组"),
        ("著名企業沿著高速公路設廠", "著名企业沿著高速公路设厂"),
        (
            "營運中的廠房產能滿載，新廠破土後提昇品質，落成後商轉",
            "营运中的厂房产能满载，新厂破土后提升品质，落成后商转",
        ),
        ("華為昇騰與旭昇股份斥鉅資興建研發中心", "华为昇腾与旭昇股份斥巨资兴建研发中心"),
        ("山峯與裏面的覆銅板、答覆意見", "山峰与里面的覆铜板、答复意见"),
        ("年內建成一批覆蓋全縣的充電站，批覆已下達", "年内建成一批覆盖全县的充电站，批复已下达"),
        ("控制器集成於單一芯片，總部位於倫敦", "控制器集成于单一芯片，总部位于伦敦"),
        ("煙氣中的二噁英，賬號暱稱", "烟气中的二噁英，账号昵称"),
        ("乾隆年間的後院，皇后的頭髮已發現", "乾隆年间的后院，皇后的头发已发现"),
    ],
)
def test_traditional(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    "raw", ["李昇任总经理，项目进展顺利", "鍾山风电项目开工建设", "乾隆湖公园改造项目完工", "餐饮品牌陳記开业"]
)
def test_a_name_in_simplified_text_stays(raw: str) -> None:
    assert clean(raw).text == raw
