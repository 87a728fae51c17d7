"""The company inside a project's name: `云海方向盘骨架` → 云海.

A project is often called by its place, its owner and its product, in this order and without a mark between them. The
owner is what stands after the places and before the first product word: a name that the lexicon or the article knows,
or syllables that make no ordinary word, with the trade behind them where it belongs to the name (亿兆能源20MW…).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.gazetteer import Division, gazetteer, lengths_by
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
    firm_trades: frozenset[str]
    modifiers: str
    works: tuple[str, ...]
    generic: tuple[str, ...]


@cache
def _words() -> TradeNameTable:
    table_: TradeNameTable = load("trade_names.toml", TradeNameTable)
    return table_


_LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司|集团(?:公司)?|公司")
#: A place below the county, or a park, at the beginning of what is left.
_LOCAL = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:镇|乡|街道|村(?!庄))|(?:[省市县区]|国家级?)?(?:经开区|高新区|经济技术开发区|经济开发区|开发区|工业园区?|保税区|新区|园区)"
)
_PARK = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:科技新城|科技城|科学城|知识城|产业园区|工业园区|工业园|开发区|高新区|经开区)(?=.{2})"
)
_SYLLABLES_MAX = 4


@cache
def _lexicon() -> AhoCorasick:
    return AhoCorasick(_names(), matchkind=MatchKind.LeftmostLongest)


@cache
def _names() -> tuple[str, ...]:
    known = table().known.companies
    listed = [c.short for c in listed_companies() if not c.ambiguous]
    return tuple(dict.fromkeys((*known, *listed)))


def is_known_company(name: str) -> bool:
    """Whether a lexicon has the name as a company's."""
    return name in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(_names())


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """The generic words by the character that they begin with, the longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_words().generic, key=len, reverse=True):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def product_opening(name: str) -> int:
    """The length of the common word of products or places that the name begins with (晶圆, 城北), 0 for none."""
    return next((len(word) for word in _openings().get(name[:1], ()) if name.startswith(word)), 0)


def ends_like_product(word: str) -> bool:
    """Whether the word ends in a syllable of things that are made (硅料, 铜箔)."""
    return word.endswith(_PRODUCT_ENDINGS)


@cache
def _trades() -> tuple[str, ...]:
    every = {*table().company.trade, *_words().more_trades, *_words().firm_trades}
    return tuple(sorted(every, key=len, reverse=True))


def owner(name: str, known: Collection[str] = ()) -> CharSpan | None:
    """Where the company stands inside a project's `name`, in code points, or None where the name has none.

    `known` are companies that the article names; a short form of one of them wins over what the name looks like.
    """
    found = _known_owner(name, known)
    if found:
        return found
    start = _after_places(name)
    rest = name[start:]
    placed = _place_and_trade(name) or _repeated_trade(name, start)
    if placed:
        return placed
    if not rest or (rest.startswith(_words().generic) and not _REGION.match(rest)):
        return _lexicon_owner(name, start)
    return _lexicon_owner(name, start) or _registered_owner(name, start) or _unknown_owner(name, start)


def _known_owner(name: str, known: Collection[str]) -> CharSpan | None:
    forms, lengths = _forms(frozenset(known))
    for at in range(len(name) - 1):
        for length in lengths:
            form = name[at : at + length]
            if form not in forms or name.find(form) < at:
                continue
            if at > 8 and _after_places(name[:at]) < at:
                continue
            return CharSpan(at, _extended(name, at + len(form)))
    return None


@lru_cache(maxsize=4)
def _forms(known: frozenset[str]) -> tuple[frozenset[str], tuple[int, ...]]:
    """What the companies of an article may be called inside a name, and how long that is, the longest first."""
    short = {form for name in known for form in (name, core(name), core(without_place(name)), without_place(name))}
    generic = _words().generic
    forms = frozenset(form for form in short if len(form) >= 2 and not is_place(form) and form not in generic)
    return forms, tuple(sorted({len(form) for form in forms}, reverse=True))


def _after_places(name: str) -> int:
    """Where the places and parks that open the name end, each place inside the one before it."""
    at = 0
    world = gazetteer()
    inside: Sequence[Division] = ()
    while at < len(name):
        step = next((n for n in _foreign_lengths().get(name[at], ()) if name[at : at + n] in _foreign()), 0)
        for place, found in world.prefixes(name, at):
            within = [d for d in found if not inside or any(d.adcode.startswith(o.prefix) for o in inside)]
            if within and _opens(name, at, place, within):
                step, inside = max(step, len(place)), within
                break
        local = _LOCAL.match(name, at) or _PARK.match(name, at)
        if local and (not step or at) and not local[0].startswith(_words().generic):
            step = max(step, local.end() - at)
        if not step or at + step >= len(name):
            break
        at += step
    return at


@cache
def _foreign() -> frozenset[str]:
    return gazetteer().countries | gazetteer().abroad


@cache
def _foreign_lengths() -> dict[str, tuple[int, ...]]:
    return lengths_by(0, _foreign())


def _opens(name: str, at: int, place: str, found: Sequence[Division]) -> bool:
    """Whether the place at `at` is meant as one: a lexicon company that begins there is longer (深圳能源)."""
    for _, start, end in _lexicon().find_matches_as_indexes(name[at : at + 8]):
        if start == 0 and end > len(place):
            return False
    return place in gazetteer().by_name or any(not d.plain or at for d in found) or len(name) - at - len(place) > 3


def _lexicon_owner(name: str, start: int) -> CharSpan | None:
    for origin in dict.fromkeys((0, start)):
        for _, a, b in _lexicon().find_matches_as_indexes(name[origin:]):
            if a == 0 and not is_place(name[origin : origin + b]):
                end = origin + b
                if words.frequency(name[end - 1 : end + 1]) > 500:
                    # The short name runs into a product: 楚江新材|料.
                    end = origin + len(core(name[origin:end]))
                return CharSpan(origin, _with_trade(name, _extended(name, end)))
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
        for trade in _trades() if name.startswith(_trades(), len(place)) else ():
            end = len(place) + len(trade)
            if name.startswith(trade, len(place)) and gazetteer().begins(name, end):
                return CharSpan(0, end)
    return None


def _repeated_trade(name: str, start: int) -> CharSpan | None:
    """天工轴承|高端轴承: a product that comes again is the trade of the firm where it stands first."""
    found = words.cut(name[start:])
    if len(found) < 3 or len(found[1].text) < 2 or not 2 <= len(found[0].text) <= 3 or is_place(found[0].text):
        return None
    again = any(word.text == found[1].text for word in found[2:])
    common = words.frequency(found[0].text) > _COMMON
    return CharSpan(start, start + found[1].end) if again and not common else None


#: A word that texts have this often is an attribute of the product behind it: 高端轴承及轴承座.
_COMMON = 200


def _unknown_owner(name: str, start: int) -> CharSpan | None:
    """A name that no list has: syllables that make no word, a rare word, or a word with a trade that ends there."""
    start = _with_region(name, start)
    rest = name[start:]
    found = words.cut(rest)
    end = _syllables(rest, found)
    if end:
        full = _with_trade(rest, end)
        if full == end and (_is_work(rest, end) or rest[:end].endswith(_GEOGRAPHIC)):
            return None
        if start and full == end and rest.startswith(("一体化", "基地", "园区"), end):
            return None
        if start and full == end == len(rest):
            return None  # 四川铜杆: a place and what is made there
        return CharSpan(_from_city(name, start), start + full)
    first = found[0].text
    end = _with_trade(rest, len(first)) if 2 <= len(first) <= 3 and not first.isascii() else 0
    if start and end == len(rest) > len(first) and rest[len(first) :] not in table().company.products:
        return CharSpan(start, start + end)
    if end > len(first) and (words.frequency(first) < 400 or rest[len(first) : end] in _FIRM_TRADES):
        return CharSpan(start, start + end)
    return None


#: A part of a province before the syllables of a firm: 鲁南宏达.
_REGION = re.compile("[皖苏鲁豫粤湘川赣闽陕晋冀浙鄂桂黔滇蒙辽吉黑][东南西北中](?=[\u4e00-\u9fff]{4})")


def _with_region(name: str, start: int) -> int:
    """Where the syllables of a firm begin behind the part of a province that opens its name."""
    region = _REGION.match(name, start)
    return region.end() if region else start


def _from_city(name: str, start: int) -> int:
    """Where the firm's name begins: with the province or city before it (江苏海晟), not with a county (桐城｜中一)."""
    if _REGION.match(name, max(0, start - 2)):
        return start - 2
    for place, found in gazetteer().prefixes(name):
        if len(place) == start and any(d.level <= 2 for d in found) and name[start - 1] not in "省市":
            return 0
    return start


#: Trades that make a firm's name even of a common word (九号科技).
_FIRM_TRADES = ("科技", "实业", "集团", "股份", "药业", "控股", "重工", "光能")
#: Endings of unknown places: 下浒山, 叶路洲.
_GEOGRAPHIC = tuple("路桥河湖线站村镇区山江港洲湾岛坝沟坪岭乡溪滩荡")


def _syllables(rest: str, found: list[words.Word]) -> int:
    """The end of the syllables that open `rest` and make no ordinary word, 0 where there are none."""
    end = 0
    for i, word in enumerate(found):
        if end >= 2 and (word.text in _MATTER or rest.startswith(_words().generic, word.start)):
            break  # 联成|碳五树脂, 三力|光稳定剂, 万邦|冷链物流园
        if (len(word.text) == 1 and "\u4e00" <= word.text <= "\u9fff") or (i == 0 and _rare(word.text)):
            end = word.end
        else:
            break
    while end > 2 and (rest[end - 1] in _words().modifiers or rest.startswith(_words().generic, end - 1)):
        end -= 1
    # 高活性, 区域间, 万卡级 say what a product is like.
    return end if 2 <= end <= _SYLLABLES_MAX and rest[end - 1] not in "性间级型式化用" else 0


#: What only a plant is about.
_MADE = re.compile("制造|生产|装备|部件|器件")


def _is_work(rest: str, end: int) -> bool:
    """Whether what follows is a work named after its place (水库), or the whole ends as one with no place inside."""
    if _MADE.search(rest, end):
        return False  # 捷迅轨道交通连接器制造基地
    if rest.startswith(_words().works, end) or re.match(r"[一二三四五]线|客运|货运|至", rest[end:]):
        return True
    inside = any(gazetteer().begins(rest, at) for at in range(end, len(rest) - 2))
    return rest.endswith(_words().works) and not inside


def _rare(word: str) -> bool:
    """Whether the word is a name rather than a product: in few texts, or a name by its tag."""
    if len(word) not in (2, 3) or is_place(word) or word.endswith(_PRODUCT_ENDINGS):
        return False
    if words.tag(word) == "nz":
        return words.frequency(word) < 300
    return words.tag(word) in ("nt", "ns", "nr", "n", "v", "nrt") and words.frequency(word) < 100


#: Single characters that begin what is made of them or by them.
_MATTER = frozenset("碳硅锂钠氢氧氮氯氟磷硫铝铜铁钢锌镍钴钛镁钒钨煤油气电光热水酸碱醇醚酯烯苯膜纸布纱盐糖酒茶奶")
_PRODUCT_ENDINGS = tuple("机器车剂料膜板酸油粉线厂矿管片件药菜池炉泵阀轴布纱纸糖酒茶电化气水土")


def _with_trade(rest: str, end: int) -> int:
    """The end of the name with its trade, where the trade belongs to it and not to the product."""
    if rest.startswith(_words().collocations, end) or not rest.startswith(_trades(), end):
        return end
    for trade in _trades():
        if rest.startswith(trade, end):
            after = rest[end + len(trade) :]
            if trade in _words().firm_trades and len(after) >= 2:
                return end + len(trade)
            if not after or after[0].isascii() or gazetteer().begins(after):
                return end + len(trade)
            return end + len(trade) if trade not in _QUALITIES and after.startswith(_words().after_trade) else end
    return end


#: Trades that are a quality of the product when something follows (智能高速包装).
_QUALITIES = (
    "智能",
    "精密",
    "动力",
    "国际",
    "数据",
    "信息",
    "网络",
    "生态",
    "健康",
    "环保",
    "数控",
    "新材料",
    "材料",
    "文化",
)
