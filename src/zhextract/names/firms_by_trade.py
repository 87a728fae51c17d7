"""Firms that no list has, shown by their trade: a name that is no ordinary word, with 科技 or 机械 behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.boundary import is_proper, stem
from zhextract.names.firm_context import JOINS, RARE, SUBJECT, ends_here
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import brands, generic, is_place, place_chain, stops, table
from zhextract.records.values import CharSpan
from zhextract.text import words as dictionary

#: What an owner of plants does, and plants of his: 翔宇食品投资1.1亿元的豆干车间, 华文食品的冷库, 周记食品去年摘地.
_OWNS = re.compile(
    r"(?:(?:计划|拟|将|已|正|原|又|也|则|还|先后|同期|[去今明]年|上?个?月|年初|[0-9]{1,2}月(?:[0-9]{1,2}日|[初中底末])?)"
    r"{0,2}(?:总?投资|投(?=[0-9])|[各自]建|(?:共同|联合)?出资|斥资|追加|新上|上马|摘[得地牌]|拿地|租[用下]|买下|购[置买得]|签[下了]|(?<=[月日])签约|入驻|落户|停产|复产|投产|开工|动工)"
    r"|的[^，。；、的]{0,16}?(?:项目|工程|厂(?![商家址])|工地|车间|生产线|产线|基地|冷库|仓库|地块|技改|扩建|产业园|总部))"
)
#: The characters that this, and what shows a subject, begin with.
_OWNS_FIRST = frozenset("计拟将已正原又也则还先同去今明上个年总投各自共联出斥追新摘拿租买购签入落停复开动的0123456789")
_SUBJECT_FIRST = frozenset("：:公发披晚(（集董总副股新工在表宣签合达的一首资高分研生等将拟") | {"\u4e00"}
#: How often texts have a word that is part of no firm's name.
_COMMON = 200
#: What a trade behind it has no name before.
_EDGES = frozenset("，。、；：！？（(“”【】》《 \n和与及的等在为是/·-0123456789%+") | {""}


def word_lists() -> tuple[WordList, ...]:
    """What a passage must be scanned for."""
    return (_trades(),)


def firms_by_trade(passage: Passage) -> Iterator[Mention]:
    """The names with a trade behind them that are firms (祥海科技, 一帆机械)."""
    text = passage.text
    weak = _weak_and_products()[0]
    named: list[tuple[Mention, bool]] = []
    for at, end, sentence in _closing_trades(passage):
        trade = text[at:end]
        start, words = stem(text, sentence.start, at)
        if words and not _is_name(words) and _owns(text, end):
            words = _without_lead(words)
            start = words[0].start if words else start
        mention = Mention(start, end, "company", text[start:end], "company.trade")
        if place_chain(text, at, start) == start and start < at:
            if trade in table().company.of_places and text[start:at] in gazetteer().by_short:
                yield mention
        elif words and 2 <= at - start <= 6 and _is_name(words):
            named.append((mention, trade in weak))
    yield from _shown(text, named)


def _without_lead(words: list[dictionary.Word]) -> list[dictionary.Word]:
    """The name that a stem ends in behind a county, a park or a common word (黎城县|龙飞, 隔壁|康元), or the stem."""
    for at in range(1, len(words)):
        lead, rest = words[at - 1].text, words[at:]
        placed = is_place(lead) and lead[-1] in "县区市旗镇"
        common = len(lead) > 1 and dictionary.frequency(lead) > _COMMON and not is_place(lead)
        if (placed or common) and _is_name(rest):
            return rest
    return words


def _closing_trades(passage: Passage) -> Iterator[tuple[int, int, CharSpan]]:
    """Where a trade stands that can close the name of a firm, and the sentence."""
    text = passage.text
    weak, products = _weak_and_products()
    hits = passage.hits(_trades())
    for _, at, end, sentence in hits:
        if text[at - 1 : at] in _EDGES:
            continue
        trade = text[at:end]
        if trade in products and not _subject(text, end):
            continue
        joined = text[end : end + 1] in JOINS  # judged with the name behind it
        if trade in weak and not (joined or _subject(text, end) or _recurs(text, hits, text[at - 1 : end])):
            continue
        if (
            text[end : end + 2] not in ("有限", "股份", "集团", "公司")
            and dictionary.frequency(text[end - 1 : end + 1]) <= 500
            and (ends_here(text, end, sentence.end) or _owns(text, end))
        ):
            yield at, end, sentence


def _recurs(text: str, hits: Sequence[tuple[int, int, int, CharSpan]], words: str) -> bool:
    """Whether a trade stands behind the same character more than once."""
    return sum(text[at - 1 : end] == words for _, at, end, _ in hits) > 1


def _shown(text: str, named: Sequence[tuple[Mention, bool]]) -> Iterator[Mention]:
    """The names that their trade, what follows or a name beside them shows to be firms.

    Each comes with whether its trade is weak.
    """
    products = _weak_and_products()[1]
    counts = Counter(m.name for m, _ in named)
    subjects = {m.name for m, _ in named if _acts(text, m.start, m.end)}
    shown: set[int] = set()
    for mention, is_weak in reversed(named):  # from the right: the first of a pair is shown by the second
        name = mention.name
        acting = not is_weak or (counts[name] > 1 and name in subjects)
        product = any(name[-length:] in products for length in (2, 3, 4))
        beside = text[mention.end : mention.end + 1] in JOINS and mention.end + 1 in shown
        if (acting and not product) or beside or _subject(text, mention.end):
            shown.add(mention.start)
            yield mention


@cache
def _trades() -> WordList:
    return WordList(dict.fromkeys(table().company.trade))


@cache
def _weak_and_products() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(table().company.weak_trade), frozenset(table().company.products)


def _subject(text: str, end: int) -> bool:
    """Whether what follows shows the subject of a statement, or an owner; one character rules most places out."""
    first = text[end : end + 1]
    return (first in _SUBJECT_FIRST and SUBJECT.match(text, end) is not None) or _owns(text, end)


def _owns(text: str, end: int) -> bool:
    """Whether what follows is what an owner of plants does, or is a plant of his."""
    return text[end : end + 1] in _OWNS_FIRST and _OWNS.match(text, end) is not None


def _acts(text: str, start: int, end: int) -> bool:
    """Whether the name opens a clause whose verb or preposition follows."""
    if start and text[start - 1] not in "，。；、：】“ \n":
        return False
    return dictionary.tag(dictionary.longest(text, end)) in ("v", "d", "p", "c")


def _is_name(words: list[dictionary.Word]) -> bool:
    """Whether the words before a trade are a name: syllables that make no word, or a word that is a name."""
    if any(w.text in stops() or w.text in generic() or not "\u4e00" <= w.text[0] <= "\u9fff" for w in words):
        return False
    if any(len(w.text) > 1 and dictionary.frequency(w.text) > 200 and not is_place(w.text) for w in words):
        return False
    first = words[0].text
    if len(words) == 2 and is_place(first) and len(words[1].text) > 1 and words[1].text not in brands():
        return not is_place(words[1].text) and _is_name(words[1:])  # 广西|恒源
    if dictionary.tag(first) in ("m", "q", "f", "uj") and len(first) > 1:
        return False
    if sum(len(w.text) == 1 for w in words) >= 2 and is_proper(words):
        return True
    if len(words) == 2 and min(len(w.text) for w in words) == 1:  # 瓴|参堂
        return len(words[0].text + words[1].text) == 3 and all(
            len(w.text) == 1 or dictionary.frequency(w.text) < RARE for w in words
        )
    if len(words) != 1:
        return False
    kind, often = dictionary.tag(first), dictionary.frequency(first)
    return kind in ("nz", "nt") or often < 3 or (kind in ("nr", "nrt") and often < RARE)
