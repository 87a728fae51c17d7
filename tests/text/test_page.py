"""Pages: title, day, source and text."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from zhextract.errors import InputError, ZhextractError
from zhextract.text.page import read_page

pytest.importorskip("resiliparse")

BODY = (
    "<p>7月22日，宏远新材料产业园在临江开工建设，项目总投资12亿元，计划明年底建成投产。</p>"
    "<p>据介绍，产业园分两期建设，一期占地200亩，主要生产锂电池隔膜，达产后年产值可达15亿元。</p>"
)


def page(head: str = "", above: str = "") -> str:
    title = "<title>宏远新材料产业园开工_要闻_临江新闻网</title>"
    return (
        f"<html><head>{title}{head}</head><body><div class='nav'>首页 要闻 经济</div>{above}"
        f"<h1>宏远新材料产业园开工</h1><div class='article'>{BODY}</div></body></html>"
    )


def test_title_and_text() -> None:
    read = read_page(page(), url="https://example.cn/a.html")
    assert read.title == "宏远新材料产业园开工"
    assert "总投资12亿元" in read.text and "年产值可达15亿元" in read.text
    assert (read.published, read.published_from, read.source) == (None, None, None)
    assert read.url == "https://example.cn/a.html"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="PubDate" content="2022-07-22 09:12:00">',
        '<meta property="article:published_time" content="2022-07-22T09:12:00+08:00">',
        '<meta itemprop="datePublished" content="2022年7月22日">',
        '<script type="application/ld+json">{"datePublished": "2022-07-22T09:12:00"}</script>',
    ],
)
def test_day_from_metadata(head: str) -> None:
    read = read_page(page(head, "<p>2001-01-01 来源：旧闻社</p>"))
    assert (read.published, read.published_from) == (date(2022, 7, 22), "metadata")


def test_day_from_the_address() -> None:
    for url in ("https://a.cn/2022/0722/c1.html", "https://a.cn/2022-07/22/c_1.htm", "https://a.cn/t20220722_1.html"):
        assert read_page(page(), url=url).published == date(2022, 7, 22)
    assert read_page(page(), url="https://a.cn/20229999/1.html").published is None


def test_day_and_source_from_a_header_line() -> None:
    read = read_page(page(above="<div>2022-07-22 09:12 来源：临江日报 作者：钟林</div>"))
    assert (read.published, read.published_from, read.source) == (date(2022, 7, 22), "dateline", "临江日报")


def test_source_from_metadata() -> None:
    assert read_page(page('<meta name="ContentSource" content="临江日报">')).source == "临江日报"


def test_bytes_in_the_charset_of_the_page() -> None:
    assert read_page(page('<meta charset="gb2312">').encode("gbk")) == read_page(page())


def test_deep_and_broken_pages_cost_little() -> None:
    assert "文章" in read_page("<div>" * 100_000 + "文章" + "</div>" * 100_000).text
    assert read_page("<" * 100_000).text
    assert read_page("<script>" * 10_000).text == ""
    assert read_page("\x00\ud800<p>文章").text.endswith("文章")
    assert read_page("").title is None


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(InputError, match="gzip"):
        read_page(b"\x1f\x8b\x08\x00" + bytes(100))
    with pytest.raises(InputError, match="20,000,000"):
        read_page(b"<" * 20_000_001, url="https://example.cn/big.html")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    with pytest.raises(ZhextractError, match=r"zhextract\[pages\]"):
        read_page(page())
