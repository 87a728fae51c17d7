"""Companies by their trade name: listed and well-known ones, and others shown by a stock code, a title or their trade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.user import Lexicon
from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import generic, is_place, place_chain, stops, table
from zhextract.records.values import CharSpan
from zhextract.text import words as dictionary

#: A stock code in brackets behind a name.
_CODE = re.compile(
    r"[(（](?:股票代码|证券代码)?[：:]?\s?\d{5,6}(?:\.(?:SZ|SH|BJ|HK|sz|sh|hk))?[)）]|[(（][A-Z]{1,5}\.(?:US|N|O)[)）]"
)
#: What says that the short name before it is a firm.
_SUBJECT = re.compile(
    r"[：:]|公告|发布公告|披露|晚间|[(（]\d{6}|集团|公司|董事|总经理|总裁|副总|董秘|股份|(?:新|第\S{1,2}|[一二三四五六七八九十]{1,2}期)?工厂|在互动|表示|宣布|生产基地|产业园"
)
#: Signs of a list of firms: 惠普、宏碁等一批企业.
_LIST_END = re.compile(
    r"等(?:一批|多家|多个|众多|\d{1,3}[余多]?家|[一二三四五六七八九十几数]{1,3}[余多]?家)?[^，。；、：]{0,10}?(?:企业|公司|厂商|品牌商|巨头|集团|厂家|客户|车企|药企|房企|央企|运营商|供应商)"
)


@cache
def _listed() -> dict[str, tuple[str, bool]]:
    """Every known name → its registered name, and whether it needs evidence."""
    found: dict[str, tuple[str, bool]] = {}
    for company in listed_companies():
        found[company.short] = (company.full, company.ambiguous)
    plain = set(table().known.plain)
    for name in table().known.companies:
        found[name] = (found.get(name, ("", False))[0], name in plain)
    return found


@cache
def _trades() -> AhoCorasick:
    return AhoCorasick(tuple(dict.fromkeys(table().company.trade)), matchkind=MatchKind.LeftmostLongest)


class FirmFinder:
    """Finds companies by trade name; a user's companies are added to the built-in ones."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._full: dict[str, str] = {}
        self._weak: set[str] = set()
        for name, (full, weak) in _listed().items():
            self._full[name] = full
            if weak:
                self._weak.add(name)
        for company in lexicon.companies if lexicon else ():
            for name in (company.name, *company.aliases):
                self._full[name] = company.full_name or ""
                self._weak.discard(name)
        self._names = tuple(self._full)
        self._scan = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)
        self._strong = frozenset(self._names) - self._weak

    def full_name(self, name: str) -> str | None:
        """The registered name that the lexicon has for a short one."""
        return self._full.get(name) or None

    def knows(self, name: str) -> bool:
        """Whether the name alone is enough to be a company."""
        return name in self._strong

    def find(self, passage: Passage) -> Iterator[Mention]:
        """The trade names of the passage, each at every place where it stands."""
        lists = [m.span() for m in _LIST_END.finditer(passage.text)]
        yield from self._by_lexicon(passage, lists)
        yield from _by_code(passage)
        yield from _by_title(passage)
        yield from _by_trade(passage)
        yield from _in_lists(passage, lists)

    def _by_lexicon(self, passage: Passage, lists: list[tuple[int, int]]) -> Iterator[Mention]:
        text = passage.text
        for index, start, end, sentence in passage.hits(self._scan):
            name = self._names[index]
            if not _whole(text, start, end, name):
                continue
            if name in self._weak and not _meant(text, start, end, sentence, lists):
                continue
            yield Mention(start, end, "company", name, "company.lexicon")


def _whole(text: str, start: int, end: int, name: str) -> bool:
    """Whether the name is no part of a longer word."""
    if name[0].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if name[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    if len(name) > 3:
        return True
    low, high = max(0, start - 2), min(len(text), end + 2)
    around = dictionary.cut(text[low:high])
    return not any(
        (w.start + low < start < w.end + low) or (w.start + low < end < w.end + low) for w in around if len(w.text) > 1
    )


def _meant(text: str, start: int, end: int, sentence: CharSpan, lists: list[tuple[int, int]]) -> bool:
    """Whether an ambiguous name is meant as a firm: a code, a statement, the head of a title, a list of firms."""
    if _SUBJECT.match(text, end):
        opening = start == sentence.start or text[start - 1] in "，。；、：“【（( \n"
        return opening or not text[end] in "：:"
    return any(sentence.start <= a and 0 <= a - end < 40 and "，" not in text[end:a] for a, _ in lists)


def _by_code(passage: Passage) -> Iterator[Mention]:
    """Whatever name stands before a stock code."""
    text = passage.text
    for match in _CODE.finditer(text):
        sentence = passage.sentence(match.start(), match.end())
        if sentence is None:
            continue
        start, words = stem(text, sentence.start, match.start())
        if words and 2 <= match.start() - start <= 24:
            yield Mention(start, match.start(), "company", text[start : match.start()], "company.code")


def _by_title(passage: Passage) -> Iterator[Mention]:
    """The name that opens a headline before a colon and stands in the article again (华天科技：拟投资…)."""
    text = passage.text
    for sentence in passage.sentences[:3]:
        start = sentence.start + (text[sentence.start : sentence.start + 1] == "【")
        colon = re.compile(r"[：:]").search(text, start, min(start + 12, sentence.end))
        if not colon or colon.start() - start < 2:
            continue
        name = text[start : colon.start()]
        if re.search(r"[\s，、“”\d（(]", name) or is_place(name):
            continue
        again = re.compile(re.escape(name) + r"(?:[(（]|公告|表示|披露|拟|全资|控股|公司|称|发布|近日|\d)").search(
            text, colon.end()
        )
        if again:
            yield Mention(start, colon.start(), "company", name, "company.title")
            yield Mention(again.start(), again.start() + len(name), "company", name, "company.title")


def _by_trade(passage: Passage) -> Iterator[Mention]:
    """A name that is no ordinary word with its trade behind it (祥海科技, 一帆机械)."""
    text = passage.text
    weak = set(table().company.weak_trade)
    found: list[tuple[Mention, bool]] = []
    for _, at, end, sentence in passage.hits(_trades()):
        if text[end : end + 2] in ("有限", "股份", "集团", "公司") or not _ends_here(text, end, sentence.end):
            continue
        start, words = stem(text, sentence.start, at)
        chain = place_chain(text, at, start)
        name = text[start:at]
        if chain < at and chain == start:
            continue
        if not words or not 2 <= len(name) <= 8 or not _trade_name(words):
            continue
        found.append((Mention(start, end, "company", text[start:end], "company.trade"), text[at:end] in weak))
    counts = Counter(m.name for m, _ in found)
    for mention, is_weak in found:
        if not is_weak or counts[mention.name] > 1 and len(mention.name) > 3 or _SUBJECT.match(text, mention.end):
            yield mention


def _trade_name(words: list[dictionary.Word]) -> bool:
    """Whether the words before a trade are a name: not all in the dictionary, or one that is a name there."""
    if any(w.text in stops() or w.text in generic() for w in words):
        return False
    first = words[0].text
    if dictionary.tag(first) in ("m", "q", "f", "uj", "v") and len(first) > 1:
        return False
    singles = sum(len(w.text) == 1 for w in words)
    if singles >= 2 and is_proper(words):
        return True
    return len(words) == 1 and (dictionary.tag(first) in ("nz", "nt") or dictionary.frequency(first) < 3)


def _ends_here(text: str, end: int, stop: int) -> bool:
    """Whether a word ends at `end`: nothing that goes on as a compound follows."""
    if end >= stop:
        return True
    low = end
    following = dictionary.cut(text[low : min(low + 6, stop)])
    first = following[0].text
    if not "\u4e00" <= first[0] <= "\u9fff":
        return True
    return (
        first in stops()
        or dictionary.tag(first) in ("v", "vn", "p", "c", "d", "t", "uj", "f", "m", "ad")
        or first
        in (
            "项目",
            "公司",
            "集团",
            "总部",
            "年产",
            "工厂",
            "基地",
            "等",
            "董事长",
            "总经理",
        )
    )


def _in_lists(passage: Passage, lists: list[tuple[int, int]]) -> Iterator[Mention]:
    """The members of a list that ends in 等企业: names that are no ordinary words."""
    text = passage.text
    for at, _ in lists:
        sentence = passage.sentence(at, at + 1)
        if sentence is None:
            continue
        low = max(sentence.start, at - 80)
        begin = max(text.rfind(c, low, at) for c in "，。：；")
        begin = begin + 1 if begin >= 0 else low
        position = begin
        parts = text[begin:at].split("、")
        for i, part in enumerate(parts):
            start, end = position, position + len(part)
            position = end + 1
            if i == 0:
                start, _ = stem(text, begin, end)
            name = text[start:end]
            if len(parts) > 1 and 2 <= len(name) <= 10 and _list_member(name):
                yield Mention(start, end, "company", name, "company.list")


def _list_member(name: str) -> bool:
    parts = dictionary.cut(name)
    if is_place(name) or name in generic() or any(p.text in stops() for p in parts):
        return False
    return is_proper(parts)
