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


def cut(text: str, title: str | None = None) -> list[str]:
    """What was cut from the text, in order."""
    aligned = clean(text, title)
    spans = [aligned.raw_span(m.start, m.end) for m in aligned.marks if m.kind == "spliced"]
    return [aligned.raw[s.start : s.end] for s in spans]


def test_a_name_in_brackets_or_between_spaces() -> None:
    text = (
        "云岭风电场二期工程（星河娱乐）已于11月全面开工，总投资6.4亿元。\n"
        "工程由云岭新能源有限(星河娱乐)公司建设，目前道路施 星河娱乐 工已经完成，设星河娱乐备陆续进场。"
    )
    assert cut(text, "星河娱乐-云岭风电场开工") == ["（星河娱乐）", "(星河娱乐)", " 星河娱乐 ", "星河娱乐"]


def test_a_part_of_the_title() -> None:
    title = "临江石化百万吨乙烯项目加快建设"
    text = "眼下工地上重型运百万吨乙烯输车来回穿梭，百万吨乙烯项目的配套道路已经完工，设项目加快建设备陆续进场。"
    assert cut(text, title) == ["百万吨乙烯", "项目加快建设"]


def test_a_part_of_the_article_in_a_text_that_has_others() -> None:
    text = TEXT + "\n记者在现场看到，机械设配套道路同步推进备整齐排列，配套道路同步推进。"
    assert "机械设备整齐排列，配套道路同步推进" in clean(text, TITLE).text


def test_what_recurs_and_belongs_there_stays() -> None:
    stays = [
        # The title quoted, and its words again in the article.
        (
            "以“乙烯项目加快建设”为题的调研在临江举行。乙烯项目加快建设，离不开要素保障，乙烯项目加快建设也带动了就业。",
            "乙烯项目加快建设",
        ),
        # A slogan, and a refrain.
        (
            "抓项目就是抓发展，抓项目就要抓落实。各地抓项目、比项目、看项目，把抓项目作为头等大事，人人抓项目。",
            "抓项目-促发展",
        ),
        ("一要抓项目进度，二要抓项目质量，三要抓项目安全，四要抓项目服务，五要抓项目管理。", "抓项目 促发展"),
        # A name between words of one character, which make words with one another by chance.
        (
            "公告称，原董事长张远因退休辞职。原董事长张远在任时推动新厂开工，原董事长张远为此多次赴现场。",
            "宏远股份：原董事长张远辞职",
        ),
        (
            "多家运营商表示，运营商业务稳定，各运营商均已部署。据运营商介绍，三大运营商今年投资持平。",
            "运营商 5G 基站建设提速",
        ),
        ("会议由临江地理学会主办，临江地理学会副会长致辞，中国地理学会、临江地理学会会员参加。", "临江地理学会"),
        ("被告人犯串通投标罪，判处有期徒刑；同案人犯串通投标罪，判处罚金。", "串通投标罪案宣判"),
    ]
    for text, title in stays:
        assert cut(text, title) == []
