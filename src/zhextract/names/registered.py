"""Companies by a registered form of name (…有限公司, …集团, …公司, …电厂): found by the ending, walked to the left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import generic, is_place, table

#: Endings that make a name only of something proper: 该公司, 石油公司 and 产业集团 name nobody.
_SHORT = {"公司", "集团", "事务所", "财团", "集团公司", "总公司", "分公司", "子公司", "股份公司", "集团总公司"}
#: What follows an ending that was none: 公司法, 集团化, 公司债.
_NOT_AFTER = "法债章化军制"
#: What is built is no organization yet (污水处理厂项目), unless it is extended or has units added.
_BUILT = ("项目", "工程", "建设", "新建", "选址")


@cache
def _scan() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = (*table().company.legal, *table().company.plant, *table().company.branch)
    words = tuple(dict.fromkeys(words))
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


def registered_companies(passage: Passage) -> Iterator[Mention]:
    """The companies whose name ends in a form of enterprise or a kind of plant."""
    scan, endings = _scan()
    text = passage.text
    plants = set(table().company.plant)
    last: Mention | None = None
    for index, at, end, sentence in passage.hits(scan):
        ending = endings[index]
        if text[end : end + 1] and text[end] in _NOT_AFTER:
            continue
        if last and last.end == at and ending in table().company.branch:
            last = Mention(last.start, end, "company", text[last.start : end], "registered.branch")
            yield last
            continue
        start, words = stem(text, sentence.start, at)
        if last and start <= last.end and ending in table().company.branch and text[last.end : at].isalnum():
            start = last.start if at - last.end <= 12 else start
        elif not _is_name(words, ending, ending in plants):
            continue
        elif ending in plants and text.startswith(_BUILT, end):
            continue
        end = _with_tail(text, end)
        last = Mention(start, end, "company", text[start:end], f"registered.{'plant' if ending in plants else 'form'}")
        yield last


def _is_name(words: list, ending: str, plant: bool) -> bool:  # type: ignore[type-arg]
    if not words:
        return False
    name = "".join(w.text for w in words)
    if plant:
        return is_proper(words) and len(name) > 1
    if ending in _SHORT:
        return is_proper(words) and not (is_place(name) and ending in ("公司", "分公司", "子公司", "总公司"))
    return len(name) > 1 and not all(w.text in generic() for w in words)


def _with_tail(text: str, end: int) -> int:
    for tail in table().company.tail:
        if text.startswith(tail, end):
            return end + len(tail)
    return end
