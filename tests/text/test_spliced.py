"""Fragments that mirrors put into sentences."""

from __future__ import annotations

from zhextract.text.clean import clean

TITLE = "飞鸟下载-临江石化乙烯项目加快建设"
TEXT = (
    "临江石飞鸟下载化乙烯项目眼下正加快平整场地，工人们抢抓晴好天飞鸟下载气施工。\n"
    "目前，主体厂飞鸟下载房已经完工，配套道飞鸟下载路同步推进，预计年底投飞鸟下载产。"
)


def test_a_name_in_the_middle_of_words() -> None:
    aligned = clean(TEXT, TITLE)
    assert "飞鸟" not in aligned.text
    marks = [m for m in aligned.marks if m.kind == "spliced"]
    assert len(marks) == 5
    assert all(m.start == m.end for m in marks)
    cut = aligned.raw_span(marks[0].start, marks[0].end)
    assert aligned.raw[cut.start : cut.end] == "飞鸟下载"


def test_a_name_that_the_article_is_about_stays() -> None:
    text = "宏远集团今年动作不断。宏远集团投资的新厂开工，由宏远集团与市政府签约。记者从宏远集团获悉，宏远集团将扩产。"
    assert clean(text, "宏远集团-新厂开工").text == text


def test_a_menu_in_brackets() -> None:
    aligned = clean("电力、燃气临时(\n查报价|\n参数|\n优惠)迁改已完成，道路进场施工。")
    assert aligned.text == "电力、燃气临时迁改已完成，道路进场施工。"
    assert clean("分三期(一期、二期、三期)建设").text == "分三期(一期、二期、三期)建设"


def test_junk_before_stops() -> None:
    junk = ["永音", "可帽", "挖胃", "永音", "可帽", "杂靶"]
    clauses = ["项目开工建设", "总投资二十亿元", "主体厂房完工", "设备进场安装", "计划年底投产", "并网发电"]
    garbled = "，".join(c + j for c, j in zip(clauses, junk, strict=True)) + "。"
    assert clean(garbled).text == "，".join(clauses) + "。"


def test_ordinary_clauses_stay() -> None:
    text = "他说，钱塘湾要快，苏北要稳，皖南要新，赣东要实，鲁西要强。钱塘湾要快，苏北要稳，皖南要新。"
    assert clean(text).text == text
