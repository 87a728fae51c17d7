"""Page furniture: each kind of line is marked, and no line of the article ever is."""

from __future__ import annotations

from datetime import date

import pytest

from zhextract.text.clean import clean
from zhextract.text.furniture import dateline, source_spans

BODY = (
    "8月3日，临江市宏远新材料产业园正式开工建设，项目总投资12亿元，计划明年底建成投产，市委主要领导出席仪式。\n"
    "据介绍，产业园分两期建设，一期占地200亩，主要生产锂电池隔膜，达产后年产值可达15亿元，带动就业800人。"
)


def kinds(text: str, title: str | None = None) -> dict[str, str]:
    aligned = clean(text, title)
    return {aligned.text[m.start : m.end]: m.kind.removeprefix("furniture:") for m in aligned.marks}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("当前位置：首页 > 新闻 > 正文", "breadcrumb"),
        ("您的位置: 首页>>要闻>>本地 2021-08-03", "breadcrumb"),
        ("首页 | 新闻中心 | 公司新闻", "breadcrumb"),
        ("首页 要闻 经济 社会 视频", "menu"),
        ("2021-08-03 09:12 来源：临江日报 作者：钟林 邓远", "byline"),
        ("时间:2021-08-03 11:30来源:临江在线 作者:综合报道", "byline"),
        ("来源：临江日报", "byline"),
        ("发布时间：2021年8月3日 浏览次数：217 字号：大 中 小", "byline"),
        ("【字号：大 中 小】【打印】【关闭】", "byline"),
        ("2021年8月3日 临江日报 02版", "byline"),
        ("2021-08-03 16:20:41", "dateline"),
        ("03.08.2021 19:58", "dateline"),
    ],
)
def test_lines_above(line: str, kind: str) -> None:
    assert kinds(f"{line}\n{BODY}") == {line: kind}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("上一篇：某镇召开安全生产会议", "related"),
        ("下一篇: 没有了", "related"),
        ("相关新闻 上一篇：甲醇周评 下一篇：丙烯市场", "related"),
        ("（责任编辑：小林）", "byline"),
        ("编辑：陈远 审核：王山", "byline"),
        ("（临江市经信局供图）", "byline"),
        ("标签：宏远 新材料 临江", "byline"),
        ("声明：本文仅代表作者观点，不构成投资建议", "copyright"),
        ("本栏目稿件版权归临江日报所有，未经授权不得转载，违者必究。", "copyright"),
        ("Copyright © 2021 某某网 版权所有 苏ICP备000号", "copyright"),
        ("联系电话：0000-12345678", "contact"),
        ("还没有评论，快来抢沙发吧！", "comments"),
    ],
)
def test_lines_below(line: str, kind: str) -> None:
    assert kinds(f"{BODY}\n{line}") == {line: kind}


def test_a_list_of_other_articles_goes_to_the_end() -> None:
    marked = kinds(f"{BODY}\n新闻推荐\n某县集中开工12个项目\n某地高铁通车，市民出行更便利……")
    assert set(marked) == {"新闻推荐", "某县集中开工12个项目", "某地高铁通车，市民出行更便利……"}
    assert set(marked.values()) == {"related"}


def test_the_title_again() -> None:
    assert kinds(f"宏远新材料产业园开工\n{BODY}", "宏远新材料产业园 开工") == {"宏远新材料产业园开工": "title"}


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("本报讯（记者 王林）11月22日，市发改委发布消息。", {"本报讯（记者 王林）": "dateline"}),
        ("本报讯 3月29日，新厂奠基。", {"本报讯 ": "dateline"}),
        ("中新社临江8月16日电（钟林　邓远）三个项目开工。", {"中新社临江8月16日电（钟林 邓远）": "dateline"}),
        (
            "【新厂开工】财讯社6月8日电，某公司新厂开工。(江北发布)",
            {"财讯社6月8日电，": "dateline", "(江北发布)": "byline"},
        ),
        ("项目明年底投产。（完）", {"（完）": "byline"}),
        ("项目明年底投产。（临江网记者 钟林）", {"（临江网记者 钟林）": "byline"}),
    ],
)
def test_parts_of_a_line(line: str, marked: dict[str, str]) -> None:
    assert kinds(line) == marked


@pytest.mark.parametrize(
    "line",
    [
        "上一篇报道引起关注，记者再次来到项目现场，看到工程已经全面复工。",
        "时间：工期只剩三个月；任务：完成主体结构。大家都在赶进度，不敢有丝毫松懈。",
        "来源于当地的矿石经铁路运抵园区，年处理能力达200万吨，预计明年投产。",
        "编辑部位于园区东侧的公司当天宣布，将投资3亿元扩建厂房。",
        "首页、要闻、评论等版块将改版，新平台月底上线运行，总投资2000万元。",
        "版权保护中心项目开工，总投资2亿元，建成后提供登记、监测、维权服务。",
        "目录：一是加快项目建设，二是优化营商环境，三是强化要素保障。",
        "记者了解到，三季度还将开工12个项目（含续建项目）。",
        "公司注册地为临江（江北新区管委会）",
        "宏远集团的项目（一期）",
        "6月20日消息，某公司今天宣布将成立合资公司，生产汽车用钢。",
        "某石油机械厂的首台发电机组8月并网发电，预计年发电量2亿千瓦时。",
    ],
)
def test_lines_of_the_article_stay(line: str) -> None:
    assert kinds(f"{BODY}\n{line}\n{BODY}") == {}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-07-22 09:12 来源: 临江日报\n" + BODY, date(2022, 7, 22)),
        ("发布时间：2022年7月22日\n" + BODY, date(2022, 7, 22)),
        ("22.07.2022 19:58\n" + BODY, date(2022, 7, 22)),
        ("当前位置：首页 > 新闻 2022/07/22\n" + BODY, date(2022, 7, 22)),
        (BODY + "\n更新时间：2022-07-22 来源：临江日报", date(2022, 7, 22)),
        ("本报讯 3月26日，新厂开工。\n" + BODY, None),
        ("2022年7月22日，新厂开工建设。\n" + BODY, None),
        ("2022-13-40\n" + BODY, None),
    ],
)
def test_dateline(text: str, day: date | None) -> None:
    found = dateline(clean(text).text)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("来源：临江日报 作者：钟林\n" + BODY, ["临江日报"]),
        ("2021年8月3日 临江日报 02版\n" + BODY, ["临江日报"]),
        ("中新社临江8月16日电（钟林）三个项目开工。", ["中新社"]),
        (
            "某市星报、江北财经网(m.example.cn)、掌中江北讯 (钟林)今年以来，项目加快建设。",
            ["某市星报", "江北财经网", "掌中江北"],
        ),
        ("项目开工。（临江网记者 钟林）", ["临江网"]),
        ("本报讯（记者 王林）项目开工。", []),
        ("（责任编辑：小林）\n" + BODY, []),
    ],
)
def test_media(text: str, media: list[str]) -> None:
    aligned = clean(text)
    assert [aligned.text[s.start : s.end] for s in source_spans(aligned.text, aligned.marks)] == media
