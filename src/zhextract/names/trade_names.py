"""The company inside a project's name: `云海方向盘骨架` → 云海.

A project is often called by its place, its owner and its product, in this order and without a mark between them. The
owner is what stands after the places and before the first product word: a name that the lexicon or the article knows,
or syllables that make no ordinary word, with the trade behind them where it belongs to the name (亿兆能源20MW…).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.gazetteer import gazetteer
from zhextract.lexicon.loader import load
from zhextract.names.merging import core, without_place
from zhextract.names.vocabulary import is_place, table
from zhextract.records.values import CharSpan, Model
from zhextract.text import words


class TradeNameTable(Model):
    """The shape of `trade_names.toml`."""

    after_trade: tuple[str, ...]
    collocations: tuple[str, ...]
    more_trades: tuple[str, ...]
    modifiers: str
    works: tuple[str, ...]
    generic: tuple[str, ...]


def _words() -> TradeNameTable:
    return load("trade_names.toml", TradeNameTable)


_LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司|集团(?:公司)?|公司")
#: A place below the county, or a park, at the beginning of what is left.
_LOCAL = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:镇|乡|街道|村(?!庄))|(?:[省市县区]|国家级?)?(?:经开区|高新区|经济技术开发区|经济开发区|开发区|工业园区?|保税区|新区|园区)"
)
_SYLLABLES_MAX = 4


@cache
def _lexicon() -> AhoCorasick:
    return AhoCorasick(_names(), matchkind=MatchKind.LeftmostLongest)


@cache
def _names() -> tuple[str, ...]:
    known = [name for name in table().known.companies]
    listed = [c.short for c in listed_companies() if not c.ambiguous]
    return tuple(dict.fromkeys((*known, *listed)))


@cache
def _trades() -> tuple[str, ...]:
    return tuple(sorted({*table().company.trade, *_words().more_trades}, key=len, reverse=True))


def owner(name: str, known: Collection[str] = ()) -> CharSpan | None:
    """Where the company stands inside a project's `name`, in code points, or None where the name has none.

    `known` are companies that the article names; a short form of one of them wins over what the name looks like.
    """
    found = _known_owner(name, known)
    if found:
        return found
    start = _after_places(name)
    rest = name[start:]
    if not rest or rest.startswith(_words().generic):
        return _lexicon_owner(name, start)
    return (
        _lexicon_owner(name, start)
        or _registered_owner(name, start)
        or _place_and_trade(name)
        or _unknown_owner(name, start)
    )


def _known_owner(name: str, known: Collection[str]) -> CharSpan | None:
    best: tuple[int, int] | None = None
    for company in known:
        for form in {company, core(company), core(without_place(company)), without_place(company)}:
            if len(form) < 2 or is_place(form) or form in _words().generic:
                continue
            at = name.find(form)
            if at < 0 or at > 0 and _after_places(name[:at]) < at and at > 8:
                continue
            option = (at, -len(form))
            best = min(best, option) if best else option
    if best is None:
        return None
    return CharSpan(best[0], _extended(name, best[0] - best[1]))


def _after_places(name: str) -> int:
    """Where the places and parks that open the name end."""
    at = 0
    world = gazetteer()
    while at < len(name):
        local = _LOCAL.match(name, at)
        chain = next((len(n) for n, found in world.prefixes(name, at) if _opens(name, at, n, found)), 0)
        abroad = next((len(p) for p in (*world.countries, *world.abroad) if name.startswith(p, at)), 0)
        step = max(
            chain, abroad, (local.end() - at) if local and (not chain or at) and _unlike_product(local[0]) else 0
        )
        if not step or at + step >= len(name):
            break
        at += step
    return at


def _unlike_product(text: str) -> bool:
    return not any(text.startswith(g) for g in _words().generic)


def _opens(name: str, at: int, place: str, found: tuple) -> bool:  # type: ignore[type-arg]
    """Whether the place at `at` is meant as one: a lexicon company that begins there is longer (深圳能源)."""
    for _, start, end in _lexicon().find_matches_as_indexes(name[at : at + 8]):
        if start == 0 and end > len(place):
            return False
    return place in gazetteer().by_name or any(not d.plain or at for d in found) or len(name) - at - len(place) > 5


def _lexicon_owner(name: str, start: int) -> CharSpan | None:
    for origin in dict.fromkeys((0, start)):
        for _, a, b in _lexicon().find_matches_as_indexes(name[origin:]):
            if a == 0 and not (is_place(name[origin : origin + b]) and origin + b < len(name)):
                return CharSpan(origin, _extended(name, origin + b))
            break
    return None


def _extended(name: str, end: int) -> int:
    """The end with 集团 and the like behind the name."""
    for tail in ("（集团）", "(集团)", "集团", "股份", "公司"):
        if name.startswith(tail, end):
            return end + len(tail)
    return end


def _registered_owner(name: str, start: int) -> CharSpan | None:
    match = _LEGAL.search(name)
    if match and match.start() - start >= 2:
        return CharSpan(start if match[0] == "公司" else 0, match.end())
    return None


def _place_and_trade(name: str) -> CharSpan | None:
    """内蒙古能源乌拉特中旗…: a place and a trade, with another place behind."""
    for place, _ in gazetteer().prefixes(name):
        for trade in _trades():
            end = len(place) + len(trade)
            if name.startswith(trade, len(place)) and any(True for _ in gazetteer().prefixes(name, end)):
                return CharSpan(0, end)
    return None


def _unknown_owner(name: str, start: int) -> CharSpan | None:
    rest = name[start:]
    found = words.cut(rest)
    end = 0
    for word in found:
        if len(word.text) > 1 or not "\u4e00" <= word.text <= "\u9fff":
            break
        end = word.end
    table_ = _words()
    if end == 0 and found and _rare(found[0].text):
        end = found[0].end
    while end > 2 and rest[end - 1] in table_.modifiers:
        end -= 1
    if not 2 <= end <= _SYLLABLES_MAX + 1:
        return _word_and_trade(name, start, rest, found)
    if rest[end:].startswith(table_.works) or rest[:end].endswith(
        ("路", "桥", "河", "湖", "线", "站", "村", "镇", "区", "山", "江", "港")
    ):
        return None
    return CharSpan(start, start + _with_trade(rest, end))


def _rare(word: str) -> bool:
    return (
        len(word) in (2, 3)
        and not is_place(word)
        and words.tag(word) in ("nz", "nt", "ns", "nr", "n")
        and words.frequency(word) < 60
        and (
            not word.endswith(
                (
                    "机",
                    "器",
                    "车",
                    "剂",
                    "料",
                    "膜",
                    "板",
                    "酸",
                    "油",
                    "粉",
                    "线",
                    "厂",
                    "矿",
                    "管",
                    "片",
                    "件",
                    "药",
                    "菜",
                )
            )
        )
    )


def _word_and_trade(name: str, start: int, rest: str, found: list[words.Word]) -> CharSpan | None:
    """九号科技智能…: an ordinary word and a trade that is followed by something else."""
    first = found[0].text if found else ""
    if not 2 <= len(first) <= 3 or rest.startswith(_words().generic):
        return None
    end = _with_trade(rest, len(first))
    if end > len(first) and rest[len(first) : end] in (
        "科技",
        "实业",
        "集团",
        "股份",
        "航线",
        "药业",
        "控股",
        "电源",
        "重工",
        "光能",
    ):
        return CharSpan(start, start + end)
    return None


def _with_trade(rest: str, end: int) -> int:
    """The end of the name with its trade, where the trade belongs to it and not to the product."""
    for trade in _trades():
        if not rest.startswith(trade, end):
            continue
        after = rest[end + len(trade) :]
        if any(rest.startswith(c, end) for c in _words().collocations):
            return end
        if (
            not after
            or after[0].isascii()
            or after.startswith(_words().after_trade)
            or any(True for _ in gazetteer().prefixes(after))
        ):
            return end + len(trade)
        return end
    return end
