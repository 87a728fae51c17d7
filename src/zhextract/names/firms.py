"""Companies by trade name: listed and well-known ones, and others shown by a stock code, a title or a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.user import Lexicon
from zhextract.names import firms_by_trade
from zhextract.names.boundary import is_proper, stem
from zhextract.names.firm_context import JOINS, RARE, SUBJECT, begins_here, ends_here
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import brands, generic, is_place, stops, table
from zhextract.records.values import CharSpan
from zhextract.text import words as dictionary

#: A stock code in brackets behind a name.
_CODE = re.compile(
    r"[(（](?:股票代码|证券代码)?[：:]?\s?(?:\d{6}|\d{4,6}\.(?:SZ|SH|BJ|HK|sz|sh|hk)|(?:NASDAQ|NYSE|纳斯达克|纽交所)?[.:：]?[A-Z]{1,5}[.:：][A-Z]{1,6})[)）]"
)
#: What shows that an ordinary word before it is a firm.
_FIRM = re.compile(r"公告|发布公告|披露|[(（]\d{6}|[(（]\d{4,6}\.|股份|董秘|集团|公司(?!的|在|为)")
#: What only a firm has: 苹果供应链, 大众财报.
_HAS = re.compile(r"供应商|供应链|第?[一二三四]财?季|财报|股价|市值|iP|CEO|CFO|全球(?:执行|副|高级)|中国区|亦将")
#: Signs of a list of firms: 惠普、宏碁等一批电脑企业.
_LIST_END = re.compile(
    r"(?=[等三四五六七八九十两])(?:等|(?<=[\u4e00-\u9fff])(?=[三四五六七八九十两]家))(?:一批|多家|多个|众多|\d{1,3}[余多]?家|[一二三四五六七八九十几数]{1,3}[余多]?家)?"
    r"(?:[^，。；、：的在省市城区国]{0,6}?)(?:企业|公司|厂商|品牌商|巨头|厂家|客户|车企|药企|房企|央企|运营商|供应商|投资机构|金融机构)"
)
_BEFORE_NOTICE = re.compile(r"(?:就|也|随即)?(?:在[^，。\s在]{0,8}的)?$")
#: Countries that news puts before a firm's name.
_HOME = ("日本", "韩国", "美国", "德国", "法国", "英国", "台湾", "意大利", "加拿大", "瑞士", "瑞典", "荷兰", "印度")


#: What makes a place of a firm that is called by one: 上海临港新片区.
_ZONES = ("新片区", "新区", "开发区", "经开区", "高新区", "自贸区", "经济技术开发区", "经济开发区")


@cache
def _listed() -> dict[str, tuple[str, bool]]:
    """Every known name → its registered name, and whether it needs evidence."""
    found = {c.short: (c.full, c.ambiguous) for c in listed_companies()}
    plain = set(table().known.plain)
    for name in table().known.companies:
        found[name] = (found.get(name, ("", False))[0], name in plain)
    return found


@cache
def _notices() -> WordList:
    """What a firm does that gives notice: 甲就公告, 乙在此前的公告中."""
    return WordList(("公告", "披露"))


class FirmFinder:
    """Finds companies by trade name; a user's companies are added to the built-in ones.

    `strong` are the names that are enough by themselves to be a company; `word_lists` is what the passage must be
    scanned for.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        entries = dict(_listed())
        for company in lexicon.companies if lexicon else ():
            for name in (company.name, *company.aliases):
                entries[name] = (company.full_name or "", False)
        self._entries = entries
        self._names = tuple(entries)
        self._scan = WordList(self._names)
        self.word_lists = (self._scan, *firms_by_trade.word_lists(), _notices())
        self._brands = brands()
        self.strong = frozenset(name for name, (_, weak) in entries.items() if not weak)

    def full_name(self, name: str) -> str | None:
        """The registered name that the lexicon has for a short one."""
        return self._entries.get(name, ("", False))[0] or None

    def known(self, name: str) -> bool:
        """Whether the lexicon has the name, be it an ordinary word as well."""
        return name in self._brands or name in self.strong

    def find(self, passage: Passage) -> Iterator[Mention]:
        """The trade names of the passage, each at every place where it stands."""
        lists = [m.span() for m in _LIST_END.finditer(passage.text)]
        yield from self._by_lexicon(passage, lists)
        yield from _by_code(passage)
        yield from _by_title(passage)
        yield from _by_notice(passage)
        yield from firms_by_trade.firms_by_trade(passage)
        yield from _in_lists(passage, lists)

    def _by_lexicon(self, passage: Passage, lists: list[tuple[int, int]]) -> Iterator[Mention]:
        text = passage.text
        for index, start, end, sentence in passage.hits(self._scan):
            name = self._names[index]
            if name not in self.strong and not self._meant(text, start, end, sentence, lists, name):
                continue
            if not is_whole(text, start, end, name) or text.startswith(_ZONES, end):
                continue
            if text[end : end + 1] in ("A", "B") and not text[end + 1 : end + 2].isascii():
                end += 1
            elif name in self._brands:
                end = _with_trade(text, end, sentence.end)
            yield Mention(start, end, "company", text[start:end], "company.lexicon")

    def _beside(self, text: str, start: int, end: int) -> bool:
        """Whether the name stands in a list beside another known firm: 三星、LG, 苹果和黑莓."""
        if text[end : end + 1] in JOINS and any(text[end + 1 : end + n] in self._brands for n in range(3, 7)):
            return True
        return text[start - 1 : start] in JOINS and any(
            text[max(0, start - n) : start - 1] in self._brands for n in range(3, 7)
        )

    def _meant(
        self, text: str, start: int, end: int, sentence: CharSpan, lists: list[tuple[int, int]], name: str
    ) -> bool:
        """Whether an ambiguous name is meant as a firm: a code, a statement, the head of a title, a list of firms."""
        if start == sentence.start and text[end : end + 1] in ("：", ":"):
            return True
        if text[end : end + 1] in ("A", "B") and not text[end + 1 : end + 2].isascii():
            return True
        if name in self._brands and _with_trade(text, end, sentence.end) > end:
            return True
        if (SUBJECT if name in self._brands or len(name) > 3 else _FIRM).match(text, end):
            return start == sentence.start or text[start - 1] in "，。；、：“【（( \n的" or text[end] not in "：:"
        if name in self._brands and _HAS.match(text, end):
            return True
        if name in self._brands and (self._beside(text, start, end) or _speaks(text, start, end, sentence, name)):
            return True
        if len(name) > 3 and ends_here(text, end, sentence.end) and begins_here(text, start, sentence.start):
            return True
        at = bisect_left(lists, (end, 0))
        if name not in self._brands or at == len(lists):
            return False
        begin = lists[at][0]
        return begin - end < 40 and begin < sentence.end and "，" not in text[end:begin]


def _speaks(text: str, start: int, end: int, sentence: CharSpan, name: str) -> bool:
    """Whether a name that is hardly ever a word stands as a clause's subject, as what a preposition governs, or behind
    a country (日本电装)."""
    if dictionary.frequency(name) > RARE or is_place(name) or not "\u4e00" <= name[0] <= "\u9fff":
        return False
    if "、" in (text[start - 1 : start], text[end : end + 1]):
        return False  # the members of a list are judged by their neighbours
    abroad = any(text.endswith(c, sentence.start, start) for c in _HOME)
    return (abroad or begins_here(text, start, sentence.start)) and ends_here(text, end, sentence.end)


def is_whole(text: str, start: int, end: int, name: str) -> bool:
    """Whether the name is no part of a longer word."""
    if name[0].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if name[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    if not (dictionary.crosses(text, start) or dictionary.crosses(text, end)):
        return True
    if len(name) > 2 and text.endswith(_HOME, max(0, start - 3), start) and not dictionary.crosses(text, end):
        # 加拿大麦格纳 holds 大麦, but both are names.
        return True
    if name.endswith("集团") and text.startswith("公司", end) and not dictionary.crosses(text, start):
        return True
    low, high = max(0, start - 2), min(len(text), end + 2)
    for word in dictionary.cut(text[low:high]):
        a, b = word.start + low, word.end + low
        if len(word.text) > 1 and (a < start < b or a < end < b):
            return False
    return True


def _with_trade(text: str, end: int, stop: int) -> int:
    """The end with a trade behind a well-known name, where a word ends there (吉利商用车等)."""
    trades = _trade_words()
    for length in range(4, 1, -1):
        if text[end : end + length] in trades and ends_here(text, end + length, stop):
            return end + length
    return end


@cache
def _trade_words() -> frozenset[str]:
    return frozenset((*table().company.trade, "集团", "公司"))


def _by_code(passage: Passage) -> Iterator[Mention]:
    """Whatever name stands before a stock code."""
    text = passage.text
    for match in _CODE.finditer(text):
        sentence = passage.sentence(*match.span())
        if sentence is None:
            continue
        start, words = stem(text, sentence.start, match.start())
        if words and 2 <= match.start() - start <= 24 and not is_place(text[start : match.start()]):
            yield Mention(start, match.start(), "company", text[start : match.start()], "company.code")


_TITLE_FIRM = re.compile(r"[(（](?:\d|[A-Z]|以下)|公告|披露|全资|控股|公司|集团|股份|拟[投建收定向]|可望|董事")


_NO_FIRM = re.compile(r"[\s，、“”\d（(]")


def _by_title(passage: Passage) -> Iterator[Mention]:
    """The name that opens a headline before a colon and is a firm in the text (云岭新材：拟投资…)."""
    text = passage.text
    for sentence in passage.sentences[:3]:
        start = sentence.start + (text[sentence.start : sentence.start + 1] == "【")
        colon = next((i for i in range(start, min(start + 12, sentence.end)) if text[i] in "：:"), -1)
        name = text[start:colon] if colon > 0 else ""
        if not 2 <= len(name) <= 8 or _NO_FIRM.search(name) or is_place(name):
            continue
        parts = dictionary.cut(name)
        if any(p.text in stops() for p in parts):
            continue
        again = text.find(name, colon)
        while again >= 0 and not _TITLE_FIRM.match(text, again + len(name)):
            again = text.find(name, again + 1)
        if again >= 0:
            for at in (start, again):
                yield Mention(at, at + len(name), "company", name, "company.title")


def _by_notice(passage: Passage) -> Iterator[Mention]:
    """The name that opens a clause and gives notice (甲乙丙公告称)."""
    text = passage.text
    for _, at, _, sentence in passage.hits(_notices()):
        low = max(sentence.start, at - 17)
        start = max(low - 1, *(text.rfind(c, low, at) for c in "，。；：、】 \n")) + 1
        before = _BEFORE_NOTICE.search(text, start, at)
        end = before.start() if before else at
        name = text[start:end]
        if not 2 <= len(name) <= 6 or (start == low > sentence.start):
            continue
        parts = dictionary.cut(name)
        traded = len(name) > 3 and name.endswith(tuple(table().company.trade))  # 超颖电子: a syllable may be an adverb
        function = any(
            p.text in stops()
            or (dictionary.tag(p.text) in ("v", "d", "p", "t", "c", "m", "r") and (len(p.text) > 1 or not traded))
            for p in parts
        )
        if not function and name not in generic() and is_proper(parts) and name[-1] not in "媒报社网":
            yield Mention(start, end, "company", name, "company.notice")


def _in_lists(passage: Passage, lists: list[tuple[int, int]]) -> Iterator[Mention]:
    """The members of a list that ends in 等企业: names that are no ordinary words."""
    text = passage.text
    for at, _ in lists:
        sentence = passage.sentence(at, at + 1)
        if sentence is None:
            continue
        low = max(sentence.start, at - 80)
        begin = max(low - 1, *(text.rfind(c, low, at) for c in "，。：；")) + 1
        parts = text[begin:at].split("、")
        if len(parts) < 2:
            continue
        position = begin
        for i, part in enumerate(parts):
            start, end = position, position + len(part)
            position = end + 1
            if i == 0:
                start, _ = stem(text, begin, end)
            name = text[start:end]
            titled = text.endswith(_TITLES, begin, start)
            if 2 <= len(name) <= 10 and not titled and _list_member(name):
                yield Mention(start, end, "company", name, "company.list")


#: Who stands behind these is a person.
_TITLES = ("总裁", "经理", "董事长", "主任", "书记", "局长", "CEO", "董秘", "总监", "院长", "会长", "主席", "创始人")


def _list_member(name: str) -> bool:
    parts = dictionary.cut(name)
    if is_place(name) or name in generic() or any(p.text in stops() for p in parts):
        return False
    return is_proper(parts) and not name.endswith(tuple("省市县区镇乡"))
