"""The passage: many word lists in one pass, and only what stands in a sentence."""

from __future__ import annotations

import pytest

from zhextract.names.passage import Passage, Scan, WordList
from zhextract.records.values import CharSpan

LISTS = [
    WordList(["有限公司", "公司", "集团", "集团公司"]),
    WordList(["岭南", "岭南市", "南市", "市", "公司"]),
    WordList([]),
    WordList(["aa", "a", "aaa", "ab"]),
]


@pytest.mark.parametrize(
    "text", ["", "岭南市青禾集团公司与南市有限公司", "aaaaab岭南aab", "公司集团公司集团有限公司公"]
)
def test_together_the_lists_find_what_each_finds_alone(text: str) -> None:
    assert Scan(LISTS).hits(text) == {words: words.find(text) for words in LISTS}


@pytest.mark.parametrize("words", [words.words for words in LISTS if words.words])
@pytest.mark.parametrize("text", ["", "岭南市青禾集团公司与南市有限公司", "aaaaab岭南aab"])
def test_a_list_of_one_article_finds_the_same(words: tuple[str, ...], text: str) -> None:
    assert WordList(words, passing=True).find(text) == WordList(words).find(text)


@pytest.mark.parametrize("scan", [None, Scan(LISTS[:1]), Scan(LISTS)])
def test_only_hits_inside_a_sentence_count(scan: Scan | None) -> None:
    sentences = [CharSpan(0, 3), CharSpan(3, 7), CharSpan(9, 12)]
    passage = Passage("岭南市青禾公司、集团公司", sentences, scan)
    assert passage.hits(LISTS[0]) == [(1, 5, 7, sentences[1])]
    assert [hit[1:3] for hit in passage.hits(LISTS[1])] == [(0, 3), (5, 7), (10, 12)]
