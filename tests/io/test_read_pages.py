"""Pages as files: known by suffix or first bytes, read to articles, and bad ones named."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from zhextract import Article, Extractor, InputError, read
from zhextract.io import read as reading

pytest.importorskip("resiliparse")

PAGE = Path(__file__).parents[2] / "fixtures/pages/battery_plant.html"
BODY = "<p>7月22日，宏远新材料产业园在临江开工建设，项目总投资12亿元，计划明年底建成投产。</p>" * 3


def page(head: str = "", above: str = "") -> str:
    head = f"<head><title>宏远产业园开工</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{above}<div>{BODY}</div></body></html>"


def one(path: Path, data: str | bytes, published: date | None = None) -> Article:
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return next(read(path, published=published))


def cause(path: Path, data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        one(path, data)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_page_in_gbk_that_says_gb2312() -> None:
    article = next(read(PAGE))
    assert (article.id, article.title) == ("battery_plant", "禾川新能源电芯项目二期开工")
    assert (article.published, article.published_from) == (date(2023, 3, 16), "metadata")
    assert (article.source, article.url) == ("临江日报", "https://news.example.cn/2023/0316/c12a345.html")
    assert "计划2024年6月建成投产" in article.text
    assert "光伏玻璃" not in article.text
    record = Extractor().extract(article)
    assert (record.published, record.published_from, record.source) == (date(2023, 3, 16), "metadata", "临江日报")
    assert {("二期", "2023-03-15"), ("二期", "2024-06")} <= {
        (p.phase, m.date) for p in record.projects for m in p.milestones
    }


def test_where_the_day_comes_from(tmp_path: Path) -> None:
    given, path = date(2022, 7, 25), tmp_path / "a.htm"
    meta, line = '<meta name="PubDate" content="2022-07-22">', "<div>2022-07-23 09:12 来源：临江日报</div>"

    def day(html: str, published: date | None = None) -> tuple[date | None, str | None]:
        record = Extractor().extract(one(path, html, published))
        return record.published, record.published_from

    assert day(page(meta, line), given) == (date(2022, 7, 22), "metadata")
    assert day(page("", line), given) == (given, "given")
    assert day(page("", line)) == (date(2022, 7, 23), "dateline")
    assert day(page()) == (None, None)
    graph = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2022-07-21"}]}'
    linked = f'<script type="application/ld+json">{graph}</script>'
    assert day(page(linked, line)) == (date(2022, 7, 21), "metadata")
    timed = '<time datetime="2020-01-01">旧闻</time><time itemprop="datePublished" datetime="2022-07-20">今天</time>'
    assert day(page("", timed)) == (date(2022, 7, 20), "metadata")


@pytest.mark.parametrize(
    ("name", "start"), [("page", "\ufeff\n"), ("page.txt.bak", '<?xml version="1.0"?>\n'), ("a.shtml", "")]
)
def test_a_page_is_known_by_its_first_bytes(tmp_path: Path, name: str, start: str) -> None:
    assert one(tmp_path / name, start + page()).title == "宏远产业园开工"


def test_a_page_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(page().encode()))))
    article = next(read("-"))
    assert (article.id, article.title) == (None, "宏远产业园开工")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_bytes_go_before_what_the_page_says(tmp_path: Path, encoding: str) -> None:
    data = page('<meta charset="iso-8859-1">').encode(encoding)
    assert "宏远新材料产业园" in one(tmp_path / "a.html", data).text


def test_nested_a_hundred_thousand_deep(tmp_path: Path) -> None:
    assert "文章" in one(tmp_path / "a.html", "<div>" * 100_000 + "文章" + "</div>" * 100_000).text


def test_nul_and_lone_surrogates(tmp_path: Path) -> None:
    article = one(tmp_path / "a.html", page(above="<p>\x00正文\ud800</p>"))
    assert "宏远新材料产业园" in article.text
    json.dumps(Extractor().extract(article).model_dump(mode="json")).encode()


def test_packed_and_binary_data_posing_as_a_page(tmp_path: Path) -> None:
    path, bomb = tmp_path / "a.html", gzip.compress(bytes(30_000_000))
    assert cause(path, bomb) == "the page is gzip data, not HTML: unpack it first"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", bytes(30_000_000))
    assert cause(path, packed.getvalue()) == "the page is zip data, not HTML: unpack it first"
    assert cause(path, bytes(range(256)) * 40) == "not a page"
    assert cause(path, b"\x00" * 1000) in ("not a page", "the page has no text")


def test_pages_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert cause(path, b"") == "the file is empty"
    assert cause(path, b" \n") == "the file holds only white space"
    assert cause(path, b"<html><script>var a = 1;</script></html>") == "the page has no text"


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_what_is_too_long_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1000)
    assert cause(tmp_path / name, b"x" * 50_000) == "the file has more than 1,000 bytes; no article has"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1000)
    path, errors = tmp_path / "a.jsonl", list[InputError]()
    rows = [json.dumps({"id": str(i), "text": "开工" * n}) for i, n in enumerate((1, 5000, 1, 5000))]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert [a.id for a in read(path, on_error=errors.append)] == ["0", "2"]
    assert [e.line for e in errors] == [2, 4]


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    assert "zhextract[pages]" in cause(tmp_path / "a.html", page().encode())
