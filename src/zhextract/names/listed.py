"""Companies shown by their company: members of a list of firms, and the other party of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from zhextract.names.boundary import is_proper
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import generic, is_place, place_chain, soft_stops, stops, table, trades
from zhextract.text import words as dictionary

#: A list after 与 and before what is done together: 与甲、乙共同投资.
_JOINT = ("共同", "合作", "签署", "签订", "合资", "达成", "联合", "共建", "成立", "组建", "设立")
_TOGETHER = re.compile("|".join(_JOINT))
_LONGEST = 10


class Names(Protocol):
    """What the list rules ask of the lexicon of firms."""

    def known(self, name: str) -> bool:
        """Whether the name is that of a company, be it an ordinary word as well."""


def word_lists() -> tuple[WordList, ...]:
    """What the passage must be scanned for."""
    return _heads(), _joint()


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
    yield from _first_parties(passage, companies)
    yield from _after_heads(passage, starts, firms)


def _rightward(text: str, mention: Mention, starts: dict[int, Mention], firms: Names) -> Iterator[Mention]:
    end = mention.end
    own = text.endswith(("子公司", "孙公司"), 0, mention.start)
    while end < len(text) and text[end] in "、和及":
        start = end + 1
        if start in starts:
            # The neighbour goes on with its own walk.
            return
        stop = start + _name_ahead(text, start, min(start + _LONGEST + 2, len(text)))
        if text[end] == "和" and text[stop : stop + 1] == "、":
            return
        name = text[start:stop]
        # 子公司永通智造及张家港大族: what follows is a subsidiary too.
        if stop == start or not (_member(name, firms) or (own and _syllabic(name, loose=True))):
            return
        yield Mention(start, stop, "company", name, "company.neighbour")
        end = stop


def _name_ahead(text: str, start: int, stop: int) -> int:
    """How far a name that begins at `start` may go: up to a verb, a function word or an ordinary noun."""
    end = 0
    for word in dictionary.cut(text[start:stop]):
        first = word.text[0]
        if end and (
            text.startswith(_BUILDING, start + word.start)
            or (word.text in {"建设", "投资"} and text[start + word.end : start + word.end + 1] in _OBJECT)
        ):
            break
        # 德建聪和、: a link that nothing follows is a syllable.
        closes = text[start + word.end : start + word.end + 1] in ("、", "等")
        if first in _ENDS and not (first in "和同" and (end == 1 or closes)):
            break
        trade = word.text in trades()
        verb = word.text in stops() or word.text[:2] in stops() or dictionary.tag(word.text) in _NOT_IN_NAMES
        if (len(word.text) > 1 and verb and not trade) or not first.isalnum() or first.isdigit():
            break
        if end and len(word.text) > 1 and not trade and not _unusual(word.text):
            # An ordinary noun ends the name, but for the last word of a member (晶准医学、).
            return word.end if text[start + word.end : start + word.end + 1] in ("、", "等") else end
        end = word.end
    return end


def _leftward(text: str, mention: Mention, ends: dict[int, Mention], firms: Names) -> Iterator[Mention]:
    start = mention.start
    while start > 1 and text[start - 1] in "、和":
        end = start - 1
        if end in ends:
            return
        low = max(0, end - _LONGEST)
        begin = next((i + 1 for i in range(end - 1, low - 1, -1) if text[i] in "、，。；：与和及由向（(“"), None)
        if begin is None or not _member(text[begin:end], firms):
            return
        yield Mention(begin, end, "company", text[begin:end], "company.neighbour")
        start = begin


@cache
def _trades_by_end() -> dict[str, tuple[str, ...]]:
    """The trades by their last character, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for trade in table().company.trade:
        found[trade[-1]] = (*found.get(trade[-1], ()), trade)
    return found


def _with_trade(name: str, *, products: bool = False) -> bool:
    """Whether the name is a short word with a trade behind it (天兵科技); one that is a product too if so told."""
    for trade in _trades_by_end().get(name[-1:], ()):
        stem = name.removesuffix(trade)
        if stem != name and 2 <= len(stem) <= 4 and (products or trade not in table().company.products):
            return stem not in generic() and not is_place(stem) and dictionary.frequency(stem) < 300
    return False


#: The commonest family names: a short name that begins with one may be a person's.
_SURNAMES = frozenset("王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")


def _member(name: str, firms: Names) -> bool:
    """Whether a member of a list of firms is a firm: known, or a name that is no ordinary word."""
    if firms.known(name) or _with_trade(name):
        return True
    if len(name) < 4 and name[:1] in _SURNAMES:
        return False
    if not 2 <= len(name) <= _LONGEST or is_place(name) or not all("\u4e00" <= c <= "\u9fff" for c in name):
        return False
    parts = dictionary.cut(name)
    if any(len(p.text) > 1 and (p.text in stops() or p.text in generic()) for p in parts[:-1]):
        return False
    if parts[-1].text in stops() or any(p.text in _ENDS and not (p.text in "和同" and p.start == 1) for p in parts):
        return False
    if any(dictionary.tag(p.text) in ("v", "m", "uj", "d", "p") and len(p.text) > 1 for p in parts):
        return False
    return is_proper(parts) and sum(len(p.text) == 1 for p in parts) >= 2


def _counterparties(passage: Passage, starts: dict[int, Mention]) -> Iterator[Mention]:
    """The names between 与 and 共同, 签署 …: 与台岭盟新、台岭盟成共同投资."""
    text = passage.text
    for _, at, _, sentence in passage.hits(_joint()):
        begin = text.rfind("与", max(sentence.start, at - 40), at)
        if begin < 0 or "，" in text[begin:at]:
            continue
        position = begin + 1
        for name in text[position:at].split("、"):
            end = position + len(name)
            bare = name[_place_end(name) :]
            syllables = bare and all(len(p) == 1 for p in dictionary.texts(bare))
            if (
                position not in starts
                and 2 <= len(bare) <= 4
                and len(name) <= 8
                and syllables
                and bare[0] not in "其该各本此"
            ):
                yield Mention(position, end, "company", name, "company.counterparty")
            position = end + 1


def _first_parties(passage: Passage, companies: Sequence[Mention]) -> Iterator[Mention]:
    """Who opens the clause before 与 and a company: 智岭方与康岭化成签署."""
    text = passage.text
    for mention in companies:
        end = mention.start - 1
        sentence = passage.sentence(mention.start, mention.end)
        if (
            end < 2
            or text[end] not in "与和携"
            or sentence is None
            or not _TOGETHER.search(text, mention.end, mention.end + 30)
        ):
            continue
        low = max(sentence.start, end - 9)
        start = next((i + 1 for i in range(end - 1, low - 1, -1) if text[i] in "，。；：】“ \n"), low)
        name = text[start:end]
        opens = start == sentence.start or text[start - 1] in "，。；：】“ \n"
        if opens and _syllabic(name):
            yield Mention(start, end, "company", name, "company.party")


def _after_heads(passage: Passage, starts: dict[int, Mention], firms: Names) -> Iterator[Mention]:
    """The name behind 子公司, 旗下, 企业: taken up to the verb, where it makes no ordinary word."""
    text = passage.text
    heads_ = table().subsidiary.heads
    for index, _, at, sentence in passage.hits(_heads()):
        own = heads_[index].endswith(("子公司", "孙公司", "控股股东"))
        if at in starts:
            end = _past_trades(text, starts[at].end) if own else at
            if end > starts[at].end:
                yield Mention(at, end, "company", text[at:end], "company.subsidiary")
            continue
        if text[at : at + 1] in _ENDS or not text[at : at + 1].isalpha():
            continue
        end = at + _name_ahead(text, at, min(at + 12, sentence.end))
        name = text[at:end]
        if not 2 <= len(name) <= 8 or end >= sentence.end or name.startswith(_PLANS):
            continue
        if dictionary.crosses(text, at) or (not own and any(c in soft_stops() or c in stops() for c in name)):
            continue
        if (
            firms.known(name)
            or ((own or len(name) > 2) and _syllabic(name, loose=own))
            or _with_trade(name, products=True)
        ):
            yield Mention(at, end, "company", name, "company.subsidiary")


def _past_trades(text: str, end: int) -> int:
    """The end behind the trades that follow a parent's name in its subsidiary's, where a verb or a mark comes next."""
    stop = end
    if text[end - 2 : end] in ("公司", "集团"):
        return end
    for _ in range(3):
        length = next((n for n in (4, 3, 2) if text[stop : stop + n] in trades()), 0)
        if not length or text[stop : stop + length] in ("投资", "建设", "控股"):
            break
        stop += length
    word = dictionary.longest(text, stop) if stop < len(text) else ""
    closed = not word or not "\u4e00" <= word[0] <= "\u9fff" or dictionary.tag(word) in ("v", "p", "d", "t", "uj", "c")
    return stop if closed else end


#: What goes on behind 子公司 without naming it.
_PLANS = ("投建", "投资", "新设", "拟设", "拟", "签", "参投", "增资", "落子", "涉")


def _unusual(word: str) -> bool:
    if dictionary.frequency(word) < 100 or is_place(word):
        return True
    return dictionary.tag(word) in ("nr", "nrt", "nz") and dictionary.frequency(word) < 1000


@cache
def _joint() -> WordList:
    return WordList(_JOINT)


@cache
def _heads() -> WordList:
    return WordList(table().subsidiary.heads)


#: What begins the object of 建设 and 投资 that are verbs: 建设年产5万吨…, 投资10亿元.
_OBJECT = frozenset("年总高新一0123456789")
#: What a firm does, though its words end the names of firms too.
_BUILDING = ("投资建设", "投资兴建", "投资新建", "投资的", "建设的", "投资设立")
_ENDS = frozenset("以因用由自从至到，。；、：的在与和及将拟已于是被为对向从把称说等也还就又并而“”（）()【】")
_NOT_IN_NAMES = frozenset(("v", "d", "p", "c", "uj", "t", "m", "r", "vn", "f"))


#: Characters of substances, which are syllables that make no word as well (六氟化钨).
_CHEMICAL = frozenset("氟氯硫氧酸醇烯酯钨胺醚烷苯酮腈醛硅硼")


def _syllabic(name: str, *, loose: bool = False) -> bool:
    """Whether the name is made of syllables that make no word, with a place before or a trade behind.

    Where the text says that a company follows (`loose`), rare words and a word behind a place (台州天禾) will do.
    """
    if not _CHEMICAL.isdisjoint(name) or "级" in name or name[:1] in _ENDS:
        return False
    if (
        not 2 <= len(name) <= 8
        or is_place(name)
        or name in generic()
        or not all("\u4e00" <= c <= "\u9fff" for c in name)
    ):
        return False
    parts = dictionary.cut(name)
    if len(parts) == 1:
        return len(name) < 4 and dictionary.tag(name) in ("nz", "nt", "nrt") and dictionary.frequency(name) < 100
    if any(len(p.text) > 1 and (p.text in stops() or dictionary.tag(p.text) in _NOT_IN_NAMES) for p in parts):
        return False
    if loose and len(parts) == 2 and is_place(parts[0].text) and parts[1].text not in generic():
        return len(parts[1].text) == 2
    longer = [p for p in parts if len(p.text) > 1]
    singles = len(parts) - len(longer)
    plain = all(is_place(p.text) or p.text in trades() or dictionary.frequency(p.text) < 100 for p in longer)
    if loose:
        singles += sum(2 for p in longer if _unusual(p.text) and p.text not in trades())
    return singles >= 2 and plain and is_proper(parts)


def _place_end(name: str) -> int:
    """Where the place that opens a name ends, or 0."""
    for end in range(len(name) - 2, 1, -1):
        if place_chain(name, end, 0) == 0:
            return end
    return 0
