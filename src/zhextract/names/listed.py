"""Companies shown by their company: members of a list of firms, and the other party of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from zhextract.names.boundary import is_proper
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import generic, is_place, place_chain, stops
from zhextract.text import words as dictionary

#: A list after 与 and before what is done together: 与甲、乙共同投资.
_TOGETHER = re.compile(r"(?:共同|合作|签署|签订|合资|达成|联合|共建|成立|组建|设立)")
_LONGEST = 10


class Names(Protocol):
    """What the list rules ask of the lexicon of firms."""

    def known(self, name: str) -> bool:
        """Whether the name is that of a company, be it an ordinary word as well."""


def list_members(passage: Passage, found: Sequence[Mention], firms: Names) -> Iterator[Mention]:
    """The members of 、 lists in which at least one neighbour is a company and the member itself may be one."""
    text = passage.text
    companies = [m for m in found if m.kind == "company"]
    starts = {m.start: m for m in companies}
    ends = {m.end: m for m in companies}
    for mention in companies:
        yield from _rightward(text, mention, starts, firms)
        yield from _leftward(text, mention, ends, firms)
    yield from _counterparties(passage, starts)


def _rightward(text: str, mention: Mention, starts: dict[int, Mention], firms: Names) -> Iterator[Mention]:
    end = mention.end
    while end < len(text) and text[end] in "、和":
        start = end + 1
        if start in starts:
            end = starts[start].end
            continue
        stop = next((i for i in range(start, min(start + _LONGEST + 1, len(text))) if text[i] in "、，。；等和（(与及"), start)
        if stop == start or not _member(text[start:stop], firms):
            return
        yield Mention(start, stop, "company", text[start:stop], "company.neighbour")
        end = stop


def _leftward(text: str, mention: Mention, ends: dict[int, Mention], firms: Names) -> Iterator[Mention]:
    start = mention.start
    while start > 1 and text[start - 1] in "、和":
        end = start - 1
        if end in ends:
            start = ends[end].start
            continue
        low = max(0, end - _LONGEST)
        begin = next((i + 1 for i in range(end - 1, low - 1, -1) if text[i] in "、，。；：与和及由向（(“"), None)
        if begin is None or not _member(text[begin:end], firms):
            return
        yield Mention(begin, end, "company", text[begin:end], "company.neighbour")
        start = begin


def _member(name: str, firms: Names) -> bool:
    """Whether a member of a list of firms is a firm: known, or a name that is no ordinary word."""
    if firms.known(name):
        return True
    if not 2 <= len(name) <= _LONGEST or is_place(name) or not all("\u4e00" <= c <= "\u9fff" for c in name):
        return False
    parts = dictionary.cut(name)
    if any(p.text in stops() or p.text in generic() for p in parts[:-1]) or parts[-1].text in stops():
        return False
    if any(dictionary.tag(p.text) in ("v", "m", "uj", "d", "p") and len(p.text) > 1 for p in parts):
        return False
    singles = sum(len(p.text) == 1 for p in parts)
    return is_proper(parts) and singles >= 2


def _counterparties(passage: Passage, starts: dict[int, Mention]) -> Iterator[Mention]:
    """The names between 与 and 共同, 签署 …: 与台岭盟新、台岭盟成共同投资."""
    text = passage.text
    for match in _TOGETHER.finditer(text):
        sentence = passage.sentence(*match.span())
        if sentence is None:
            continue
        begin = max(text.rfind(c, max(sentence.start, match.start() - 40), match.start()) for c in "与和")
        if begin < 0 or "，" in text[begin : match.start()]:
            continue
        position = begin + 1
        for name in text[position : match.start()].split("、"):
            end = position + len(name)
            bare = name[_place_end(name) :]
            syllables = bare and all(len(p.text) == 1 for p in dictionary.cut(bare))
            if position not in starts and 2 <= len(bare) <= 4 and len(name) <= 8 and syllables and bare[0] not in "其该各本此":
                yield Mention(position, end, "company", name, "company.counterparty")
            position = end + 1


def _place_end(name: str) -> int:
    """Where the place that opens a name ends, or 0."""
    for end in range(len(name) - 2, 1, -1):
        if place_chain(name, end, 0) == 0:
            return end
    return 0
