"""Organizations in marked-up sentences, and how short forms are brought to the fullest one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from zhextract.lexicon.loader import load
from zhextract.names.organizations import OrganizationFinder
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import KnownOrganizations
from zhextract.records.values import CharSpan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
CORPUS: dict[str, list[str]] = tomllib.loads((HERE / "organizations_corpus.toml").read_text(encoding="utf-8"))
CASES = [(group, sentence) for group, sentences in CORPUS.items() for sentence in sentences]


@pytest.fixture(scope="module")
def finder() -> OrganizationFinder:
    return OrganizationFinder()


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    plain, found = "", []
    for inside, outside in re.findall(r"〔(.+?)〕|([^〔]+)", marked):
        if inside:
            words, _, full = inside.partition("=")
            found.append((len(plain), len(plain) + len(words), full or words))
            plain += words
        else:
            plain += outside
    return plain, found


@pytest.mark.parametrize(("group", "marked"), CASES, ids=[s[:24] for _, s in CASES])
def test_marked_sentences(finder: OrganizationFinder, group: str, marked: str) -> None:
    text, expected = unmarked(marked)
    found = [
        m
        for m in finder.find(Passage(text, [CharSpan(0, len(text))]))
        if group != "branch" or m.rule.endswith("branch")
    ]
    assert [(m.start, m.end, m.name) for m in found] == expected
    if group in {"government", "park", "media", "institution"}:
        assert {m.kind for m in found} <= {group}


def names(finder: OrganizationFinder, text: str) -> dict[str, str]:
    return {m.name: m.kind for m in finder.find(Passage(text, [CharSpan(0, len(text))]))}


def test_a_branch_and_its_company_are_both_named(finder: OrganizationFinder) -> None:
    found = names(finder, "岭南绿色食品股份有限公司清河分公司年产5万吨。")
    assert set(found) == {"岭南绿色食品股份有限公司", "岭南绿色食品股份有限公司清河分公司"}


def test_a_listed_parent_is_not_taken_for_its_subsidiary(finder: OrganizationFinder) -> None:
    found = names(finder, "华天科技(002185.SZ)公告称，控股子公司华天科技(南京)有限公司投资建厂。")
    assert set(found) == {"华天科技", "华天科技(南京)有限公司"}


def test_a_stock_code_shows_a_company_everywhere(finder: OrganizationFinder) -> None:
    text = "瓴砼新能(688999.SH)公告，拟建新厂。瓴砼新能称，年底投产。"
    assert [(m.start, m.name) for m in finder.find(Passage(text, [CharSpan(0, 23), CharSpan(23, len(text))]))] == [
        (0, "瓴砼新能"),
        (23, "瓴砼新能"),
    ]


def test_only_the_given_sentences_are_searched(finder: OrganizationFinder) -> None:
    text = "岭南青禾有限公司。版权归鑫沐有限公司所有。"
    assert [m.name for m in finder.find(Passage(text, [CharSpan(0, 9)]))] == ["岭南青禾有限公司"]


def test_bylines_give_media(finder: OrganizationFinder) -> None:
    text = "作者：中喜 来源：今日岭南\n厂房完工。"
    found = finder.find(Passage(text, [CharSpan(14, len(text))]), [CharSpan(0, 13)])
    assert [(m.name, m.kind) for m in found] == [("今日岭南", "media")]


def test_a_source_may_be_a_body(finder: OrganizationFinder) -> None:
    text = "文章来源：岭南化学工业协会 更新时间：2023-06-26"
    assert [(m.name, m.kind) for m in finder.find(Passage(text, []), [CharSpan(0, len(text))])] == [
        ("岭南化学工业协会", "institution")
    ]


def test_a_source_that_is_no_medium(finder: OrganizationFinder) -> None:
    text = "来源：互联网\n厂房完工。"
    assert finder.find(Passage(text, []), [CharSpan(0, 6)]) == []


def test_lexicon_knowledge(finder: OrganizationFinder) -> None:
    assert finder.full_name("平安银行") == "平安银行股份有限公司"
    assert finder.knows("宁德时代") and not finder.knows("机器人") and not finder.knows("太阳能")


def test_long_text_without_breaks_is_linear(finder: OrganizationFinder) -> None:
    text = "有限公司" * 2000 + "A" * 4000 + "（以下简称" * 500
    finder.find(Passage(text, [CharSpan(0, len(text))]))


def test_ordinary_names_are_known_ones_and_none_is_listed_twice() -> None:
    more: KnownOrganizations = load("known_organizations.toml", KnownOrganizations)
    companies = [name for names in more.companies.values() for name in names]
    assert len(companies) == len(set(companies))
    assert set(more.ordinary.companies) <= set(companies)
