"""What holds for any text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cost import seconds
from zhextract import Article, ArticleRecord, Extractor, Span
from zhextract.errors import ExtractionError

# What the rules react to, so that random joins reach deep into them.
WORDS = """
    项目 一期 二、三期 工程 长丰经开区 天工轴承 有限公司 集团 总投资 10亿元 3.5 万吨 年产 个 余 近 亩 MW /日 % 12 计划
    力争 尚未 开工 竣工投产 投产后 签约 停工 复工 8月底 2022年 正月初六 今年 三季度 年内 记者 ç»\x8f â€œ ０ ① 等 、 ，
    𠮷 。 ； (jīng) 經 開 “ ” 《 》 （ ） 【 】 \u200b \ufffd \ufeff \0
"""
PIECES = (*WORDS.split(), "\n", " ", "\u3000")

texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join),
)
days = st.one_of(st.none(), st.dates(date(1949, 10, 1), date(2099, 12, 31)))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def spans(value: Any) -> Iterator[Span]:
    """Every span of a record, wherever it hangs."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        yield from spans(list(value.values()))
    elif hasattr(type(value), "model_fields"):
        yield from spans([getattr(value, name) for name in type(value).model_fields])


@settings(deadline=None, max_examples=300)
@given(text=texts, title=st.one_of(st.none(), texts), published=days)
def test_any_text_gives_a_record_whose_words_are_there(
    extractor: Extractor, text: str, title: str | None, published: date | None
) -> None:
    article = Article(text=text, title=title, published=published)
    record = extractor.extract(article)
    parts = {"text": text, "title": title or ""}
    for span in spans(record):
        assert parts[span.part][span.start : span.end] == span.text
    assert extractor.extract(article).model_dump_json() == record.model_dump_json()
    assert ArticleRecord.model_validate_json(record.model_dump_json()) == record
    assert len(record.statuses()) == len(record.projects)


@settings(deadline=None, max_examples=50)
@given(text=texts)
def test_an_article_does_not_depend_on_the_one_before(extractor: Extractor, text: str) -> None:
    article = Article(text="长丰经开区的天工轴承项目一期8月底开工。", published=date(2022, 7, 22))
    alone = extractor.extract(article)
    assert list(extractor.extract_many([Article(text=text), article]))[1] == alone


# What repeats in broken or hostile texts, and what the rules hang on.
REPEATED = """
    项目 一 一二三四五六七八九 1 1, 20 亿 3.5亿元 项目一期、 、天工轴承 年月 2022年8月 8月底前 有限公司 经开区 省市县
    集团 开工 计划 投产后 未 等 的 总投资 年产 在建 ( “ 《 。 、 A ç» (jīng)經 記者(xx) 来源： http://a.cn/ \ufffd
"""


@pytest.mark.parametrize("unit", [*REPEATED.split(), " ", "\n", "\u3000"])
def test_time_grows_with_the_text_and_no_faster(extractor: Extractor, unit: str) -> None:
    def taken(length: int) -> float:
        article = Article(text=unit * (length // len(unit)), published=date(2022, 7, 22))
        return seconds(lambda: extractor.extract(article))

    # Four times the text: about four times as long where time is linear, sixteen times where it is quadratic.
    assert taken(12_000) < 8 * (taken(3_000) + 0.02)


def test_eight_threads_agree(extractor: Extractor) -> None:
    sentences = [
        "长丰经开区的天工轴承高端轴承项目一期3月开工。",
        "經(jīng)開區(qū)新簽約項(xiàng)目12個(gè)。",
        "云岭铝业年产5万吨铝箔项目预计明年6月投产。",
    ]
    articles = [Article(text=a + b, published=date(2022, 7, 22)) for a in sentences for b in sentences] * 4
    fresh = Extractor()  # so that the first use of every dictionary is under contention
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(fresh.extract, articles))
    assert together == [extractor.extract(article) for article in articles]


def test_a_rule_that_fails_on_one_article_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Extractor()
    read = broken.extract

    def extract(article: Article, *, keep_text: bool = False) -> ArticleRecord:
        if article.id == "b":
            raise ZeroDivisionError("a rule of ours")
        return read(article, keep_text=keep_text)

    monkeypatch.setattr(broken, "extract", extract)
    articles = [Article(id=name, text="天工轴承项目开工。") for name in "abc"]
    errors: list[str] = []
    records = list(broken.extract_many(articles, on_error=lambda error: errors.append(str(error))))
    assert [record.id for record in records] == ["a", "c"]
    assert errors == ["article b: ZeroDivisionError: a rule of ours"]
    with pytest.raises(ExtractionError, match="article b"):
        list(broken.extract_many(articles))


def test_the_bytes_are_the_same_in_every_process() -> None:
    # Hashes of strings, and so the order of sets, change from process to process.
    gold = Path(__file__).parent.parent / "fixtures" / "gold.jsonl"
    line = [sys.executable, "-m", "zhextract.cli", "extract", str(gold), "--format", "jsonl"]
    outputs = {
        subprocess.run(line, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "11")
    }
    assert len(outputs) == 1 and len(outputs.pop().splitlines()) == len(gold.read_text(encoding="utf-8").splitlines())
