"""Page furniture: each kind of line is marked, and no line of the article ever is."""

from __future__ import annotations

from datetime import date

import pytest

from cost import seconds
from zhextract.text.bylines import dateline, source_spans
from zhextract.text.clean import clean

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
        ("临江在线 -> 新闻 -> 本地", "breadcrumb"),
        ("临江在线 >> 新闻中心 2021年8月3日 星期二", "breadcrumb"),
        ("您的位置：首页本地要闻正文", "breadcrumb"),
        ("今天是2021年8月3日 星期二 天气：晴", "menu"),
        ("（资料图片）", "menu"),
        ("2021年08月03日 09:15 江北财经", "byline"),
        ("江北新鲜事 2021-08-03 20:15 发表于江南", "byline"),
        ("更新于 08月03日04:32 • 发布于 08月03日04:18 • 记者林文/台北报道", "byline"),
        ("江北日报 A12 | 财经 | 记者 林文 | 2021-08-03", "byline"),
        ("林文/江北日报", "byline"),
        ("索引号 000014/2021-00032 主题分类 能源", "byline"),
        ("第03版：要闻 上一版 下一版", "byline"),
        ("缩小字体 放大字体 收藏 微信 分享", "byline"),
        ("点击上方蓝字关注我们", "contact"),
        ("打开APP，查看更多精彩内容", "contact"),
        ("（原标题：宏远：新厂开工！）", "title"),
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
        ("江北晚报记者 钟林", "byline"),
        ("钟林 邓远摄", "byline"),
        ("（新能源公司 李敏）", "byline"),
        ("□本版编辑：邓远 □校对：李敏", "byline"),
        ("电 话：0000-0000000", "byline"),
        ("（下转第五版）", "byline"),
        ("1 2 3 4 下一页 末页", "menu"),
        ("第 2 页 共 8 页", "menu"),
        ("------分隔线------", "menu"),
        ("环球快报：又一高速全线贯通", "related"),
        ("特别声明：以上内容为自媒体平台“江潮号”用户上传并发布，本平台仅提供信息存储服务。", "copyright"),
        ("海量资讯、精准解读，尽在江潮财经APP", "contact"),
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


def test_a_list_of_other_articles_ends_where_the_article_goes_on() -> None:
    text = f"{BODY.splitlines()[0]}\n相关阅读\n江北光伏玻璃项目签约\n{BODY.splitlines()[1]}\n{BODY}"
    assert set(kinds(text)) == {"相关阅读", "江北光伏玻璃项目签约"}


def test_links_whose_heading_was_lost() -> None:
    text = f"{BODY}\n责任编辑：钟林\n江北光伏玻璃项目签约\n临江港三期 2021-08-02 15:05 港口"
    assert kinds(text) == {
        "责任编辑：钟林": "byline",
        "江北光伏玻璃项目签约": "related",
        "临江港三期 2021-08-02 15:05 港口": "related",
    }


def test_a_menu_one_item_to_a_line() -> None:
    assert set(kinds(f"首页\n要闻\n乡镇\n经济\n{BODY}").values()) == {"menu", "byline"}
    assert kinds(f"总投资\n建设单位\n项目选址\n{BODY}") == {}


def test_readers_comments() -> None:
    text = f"{BODY}\n跟贴 12 参与 340\n支持家乡建设，早日投产！\n早就说要开工了。盼了三年"
    assert set(kinds(text).values()) == {"comments"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("宏远新材料产业园开工", "宏远新材料产业园 开工"),
        ("宏远新材料产业园开工", "宏远新材料产业园开工_要闻_临江新闻网"),
        ("【转载】宏远新材料产业园开工", "宏远新材料产业园开工"),
        ("临江日报数字报-宏远新材料产业园开工", "宏远新材料产业园开工"),
        ("题：宏远新材料产业园开工", "新材料产业园开工"),
    ],
)
def test_the_title_again(line: str, title: str) -> None:
    assert kinds(f"{line}\n{BODY}", title) == {line: "title"}
    assert kinds(f"{line}续建\n{BODY}", title).get(f"{line}续建") in (None, "title" if line.startswith("题") else None)


def test_a_page_that_is_a_list() -> None:
    text = "瑞康疫苗基地开工\n2024-05-16\n园区召开会议\n2024-05-10\n共 36 条 1/8 页 首页 上一页 下一页 尾页"
    assert set(kinds(text).values()) == {"related", "menu"}
    assert dateline(clean(text).text, clean(text).marks) is None
    assert kinds("2024-05-16\n瑞康疫苗基地开工\n2024-06-10\n蓝鲸冷链中心竣工") == {
        "2024-05-16": "dateline",
        "2024-06-10": "dateline",
    }


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
        ("项目明年底投产。（钟林 邓远）", {"（钟林 邓远）": "byline"}),
        ("项目明年底投产。责任编辑：钟林", {"责任编辑：钟林": "byline"}),
        ("图为新厂。 江北日报记者 钟林 摄", {"江北日报记者 钟林 摄": "byline"}),
        ("项目明年底投产。返回江潮，查看更多", {"返回江潮，查看更多": "byline"}),
        ("项目明年底投产。（编辑：钟林）1100823", {"（编辑：钟林）1100823": "byline"}),
        ("（上接第一版）项目明年底投产。", {"（上接第一版）": "byline"}),
        ("【本报讯】宏远公司昨日宣布新厂动工。", {"【本报讯】": "dateline"}),
        ("〔记者林文/高雄报道〕宏远公司新厂动工。", {"〔记者林文/高雄报道〕": "dateline"}),
        ("（江北社记者林文桃园23日电）宏远公司新厂动工。", {"（江北社记者林文桃园23日电）": "dateline"}),
        ("项目总投资5亿元。（含税）", {}),
        ("项目总投资5亿元。（不含土地款）", {}),
        ("（记者从市发改委获悉）项目年底投产，总投资5亿元。", {}),
        ("【重点项目】宏远公司新厂动工，总投资5亿元。", {}),
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
        "二维码识别设备生产线扫码投产",
        "微信支付江南总部项目打开新局面",
        "客户端下载量破亿，公司新园区开工",
        "共有12个项目，第一页工程清单",
        "快讯中心大楼封顶",
        "来源多样的原料经二期生产线加工",
        "5月18日 09:00 宏远新厂开工仪式",
        "研究人员表示，二期声明不代表本公司立场的部分将另行公告。",
        "推荐项目",
        "土地平整 -> 桩基工程 -> 主体封顶",
        "企业负责人 王林",
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
        ("今天是2023年1月5日 星期四\n来源：临江日报 2022-07-22\n" + BODY, date(2022, 7, 22)),
        ("临江日报 2023年1月5日 星期四\n2022-07-22 09:12 江北财经\n" + BODY, date(2022, 7, 22)),
        ("发布时间：22-07-22 09:12\n" + BODY, date(2022, 7, 22)),
        ("2022/7/22 11:16（7/22 11:40 更新）\n" + BODY, date(2022, 7, 22)),
        (BODY + "\n相关新闻\n临江港开工\n2022-07-22", None),
        ("本报讯 3月26日，新厂开工。\n" + BODY, None),
        ("2022年7月22日，新厂开工建设。\n" + BODY, None),
        ("2022-13-40\n" + BODY, None),
    ],
)
def test_dateline(text: str, day: date | None) -> None:
    aligned = clean(text)
    found = dateline(aligned.text, aligned.marks)
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
        ("（江北日报记者 钟林）新厂昨日开工，总投资5亿元。", ["江北日报"]),
        ("2022-07-22 09:12 来自 江北财讯\n" + BODY, ["江北财讯"]),
        ("发布日期：2022-07-22信息来源：市发改委访问量：426\n" + BODY, ["市发改委"]),
        (BODY + "\n微信扫一扫关注该公众号\n回复 支持 反对 举报", []),
        ("当前位置：江北日报 第A4版：经济观察 2022-07-22\n" + BODY, ["江北日报"]),
        ("本报讯（记者 王林）项目开工。", []),
        ("（责任编辑：小林）\n" + BODY, []),
    ],
)
def test_media(text: str, media: list[str]) -> None:
    aligned = clean(text)
    assert [aligned.text[s.start : s.end] for s in source_spans(aligned.text, aligned.marks)] == media


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1/",
        "王林 ",
        "王林、",
        "记者",
        "来源：",
        "首页>",
        "> ",
        "->",
        "甲乙>",
        "12:30 ",
        "03月18日04:32 ",
        "（",
        "- ",
        "讯",
        "摄",
    ],
)
def test_a_line_of_one_thing_costs_little(unit: str) -> None:
    def cost(line: str) -> float:
        return seconds(lambda: clean(f"{line}\n" * 20 + BODY, line))

    prose = cost((BODY.replace("\n", "") * 150)[:150])
    for tail in ("", "x", "。", "（王林）"):
        assert cost((unit * 150)[:150] + tail) < 10 * (prose + 0.005)
