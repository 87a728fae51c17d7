"""Width, spaces and line breaks."""

from __future__ import annotations

import pytest

from zhextract.text.clean import clean


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("总投资３．５亿元，年产２ＧＷｈ", "总投资3.5亿元，年产2GWh"),
        ("开\u200b工\ufeff建设\u00ad", "开工建设"),
        ("项目｡一期､二期，，开工。。", "项目。一期、二期，开工。"),
        (
            "总投资&nbsp;3亿元，&ldquo;新厂&rdquo;&#24320;工<br/>二期<strong>在建</strong>",
            "总投资 3亿元，“新厂”开工\n二期在建",
        ),
        ("R&D中心<一期>，A&B;公司", "R&D中心<一期>，A&B;公司"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("项目总投资 30 亿元，2022 年 8 月开工。", "项目总投资30亿元，2022年8月开工。"),
        (
            "江北经济开 发区的新产 业项目，全部施 工完成，预计年 底投产。",
            "江北经济开发区的新产业项目，全部施工完成，预计年底投产。",
        ),
        ("该厂一期工程已经全部完成，\n二期随后开工。", "该厂一期工程已经全部完成，二期随后开工。"),
    ],
)
def test_folded(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "18个项目落子新片区 总投资约480亿元",
        "作者：钟林 邓志东 任仁",
        "暴雨致3人失联 1人受伤，救援正在进行",
        "首页 要闻 经济 县区",
        "企业经营困难较大\n年初以来，订单回升。",
        "挂图推进项目落地\n该区强化部门协同，项目加快建设。",
        "Bir Darbar表示，The Company 将在中国建厂。",
    ],
)
def test_spaces_that_divide_stay(raw: str) -> None:
    assert clean(raw).text == raw


def test_hard_wrapped_lines_are_joined() -> None:
    paragraph = "今年以来全县坚持把项目建设作为加快产业发展的第一引擎强化调度精准服务全面提速项目建设步伐取得新成效"
    paragraph += "，各项指标稳步回升，重点工程按节点推进，确保年底前全部完工。"
    wrapped = "\n".join(paragraph[i : i + 20] for i in range(0, len(paragraph), 20))
    assert clean(wrapped).text == paragraph
