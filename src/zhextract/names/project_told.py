"""Names that no head word closes, known by what is told of them: 恒隽铜管环评已批复, 恒瑞电解液、华拓前驱体都已落户.

Such a name opens a statement, or stands behind 的 and what the statement opens with: a place, a sum, a signing. It is
an owner's name with a product, or a place with a lot's number, up to the first word that goes on to tell something.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from zhextract.lexicon.loader import load
from zhextract.names.project_mention import Found, ProjectMention
from zhextract.names.project_naming import Naming
from zhextract.names.project_proper import is_proper_name
from zhextract.names.trade_names import is_known_company, owner
from zhextract.records.values import CharSpan, Model
from zhextract.text.words import cut, tag

#: Where a statement begins.
_BEGINS = re.compile(r"[。；;！？：:\n]|——|，(?=总?投资[0-9.]{1,6}[亿万]元的)")
#: What may stand before its first name: a number, a heading, where, what is picked out.
_BEFORE_NAME = re.compile(
    r"[ 　“]*(?:[0-9]{1,2}[.．、](?![0-9])|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[①-⑩]|"
    r"(?:[一二三四五六七八九十]是)?(?:加快|全力)?(?:推进|推动|促成|力促|盯紧|保障|确保)|[一二三四五六七八九十]是|"
    r"【[^】]{1,8}】|(?:其中)?[^，。；：]{2,8}的(?:[^，。；：的]{2,8}的)?是|另有|还有|即|如|其中|[^，。；：的]{1,5}，)?(?:一[座条个处])?"
)
#: What may stand before 的 and the name: where it is, what it costs, how it came.
_ATTRIBUTE = re.compile(
    r"[^，。；：、]{0,20}?(?:[镇乡县市区旗盟州村园]|亿元|万元|引进|签约|签下|落户|招引|洽谈|之隔|隔壁|对面|不远处|旁边)的"
)
#: What says that the names behind it are projects: 5个文旅项目中，A已完工，B正在施工; 引进项目6个，其中，A已投产.
_OF_PROJECTS = re.compile(
    "(?:[0-9一二两三四五六七八九十]+(?:余|多)?个[^，。；]{0,10}(?:项目|工程)(?:中|里|当中)|"
    "(?:项目|工程)[0-9一二两三四五六七八九十]+(?:余|多)?[个项][^，。；]{0,4}(?:，其中|中))[，：]?"
)
#: What a name among projects goes on with.
_NEXT_STAGE = re.compile("[^，。；、的]{0,12}$")
#: Between the members of a list.
_AND = re.compile("[、和及与]|以及")
#: A note in brackets behind a name.
_NOTE = re.compile("[（(][^（）()。；]{1,24}[）)]")
#: A list of what was signed or started: 签约的大户有：.
_LISTED = re.compile("(?:签约|开工|竣工|投产|落户|引进)[^，。；：]{0,8}(?:有|包括|是|为)[：:]")
_STATEMENT = re.compile("[^。！？\n；;]{0,80}")
_CLAUSE = re.compile("[^，。；！？\n]{0,40}")
#: Stages of a firm's plant rather than of the firm, and what ends their clause.
_FIRM_STAGE = re.compile(
    "(?:正式|先后|相继|陆续|建成|开始)?(?:动工|开工|开工建设|投产|试产|试生产|封顶|摘地|拿地|打桩|环评|备案|环评备案|在建|正在建设|落户|落地|落在.*|选在.*|开机|开机生产)|(?:分别|都|均)落在.*"
)
_BEHIND_ACT = frozenset("、已均都正因则尚还仍和及（，")
_ENDS = re.compile("[，。；、！0-9]|了|$")
_LONGEST, _SHORTEST = 20, 4
_LIST_REACH = 160
#: Marks inside of something longer.
_TORN = frozenset("/／*×%.+-_&")
#: The number of a lot at sea: 东港H2.
_LOT = re.compile("[A-Z][0-9]{1,2}(?:#|号)?$")


class ToldNames(Model):
    """The shape of `told_names.toml`."""

    stages: tuple[str, ...]
    parts: tuple[str, ...]
    goes_on: str
    acts: tuple[str, ...]
    never: tuple[str, ...]
    never_last: tuple[str, ...]
    speaks: tuple[str, ...]


@cache
def _words() -> ToldNames:
    return load("told_names.toml", ToldNames)


@cache
def _stages() -> re.Pattern[str]:
    return re.compile("|".join(_words().stages))


@cache
def _no_plant() -> re.Pattern[str]:
    return re.compile(f"{'|'.join(_words().never)}|(?:{'|'.join(_words().never_last)})$")


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(f"{'|'.join(_words().speaks)}|[0-9]日电")


class ToldSearch:
    """Finds the names of one sentence that stand without a head word before what is told of them."""

    def __init__(self, naming: Naming, found: Found) -> None:
        self.naming, self.found = naming, found
        self.text, self.sentence, self.around = naming.text, naming.sentence, naming.around

    def names(self) -> None:
        """Add the names that open the statements of the sentence, the members of a list as one group."""
        if not self.around.triggers:
            return
        if not any(pattern.search(self.text, *self.sentence) for pattern in (_stages(), _LISTED)):
            return
        added = [self._add(begin, among=among) for begin, among in self._openings()]
        if any(added):  # A、B投产，C、D正在安装设备
            for mark in re.finditer("，", self.text[slice(*self.sentence)]):
                self._add(self.sentence.start + mark.end(), among=False)

    def _add(self, begin: int, *, among: bool) -> bool:
        """Add the names that begin at `begin`; `among` says that they stand among projects. Whether any was added."""
        members = list(self._members(begin, _SHORTEST - 1 if among else _SHORTEST))
        known = [span for span in members if self._known(span)]
        if len(known) == len(members) or not self._told(members):
            return False
        plants = sum(map(self._is_plant, members))
        beside = known and all(self._placed(span) for span in members if span not in known)
        named = 2 * plants >= len(members) or ((among or beside) and self._each_named(members))
        if not named and not self._of_firms(members):
            return False
        group, shared = self.found.new_group(), self._shared(members)
        for index, span in enumerate(members):
            if span in known:
                continue
            name = (shared if index else "") + self.text[slice(*span)]
            self.found.add(ProjectMention(*span, "named", name, None, None, group, "", "told-name"))
        return True

    def _known(self, span: CharSpan) -> bool:
        """Whether a member is named by its head word (A集中供热、B污水处理站均已投运)."""
        return any(m.start == span.start and m.end == span.end and m.form == "named" for m in self.found.mentions)

    def _placed(self, span: CharSpan) -> bool:
        """Whether a place opens the words, or they are an owner's with a product."""
        return self._is_plant(span) or any(p.start == span.start and p.end < span.end for p in self.around.places)

    def _shared(self, members: list[CharSpan]) -> str:
        """The owner that opens a list of lots and is that of each: 远丰风电东港H2、临海H1."""
        first, *others = (self.text[slice(*span)] for span in members)
        own = owner(first)
        if own is None or any(owner(name) or not _LOT.search(name) for name in (first[own.end :], *others)):
            return ""
        return first[own.start : own.end]

    def _openings(self) -> Iterator[tuple[int, bool]]:
        """Where the name may begin in each statement of the sentence, and whether it stands among projects."""
        starts = [m.end() for m in _BEGINS.finditer(self.text, *self.sentence)]
        for start in (self.sentence.start, *starts):
            lead = _BEFORE_NAME.match(self.text, start, self.sentence.end)
            at = lead.end() if lead else start
            yield at, False
            if attribute := _ATTRIBUTE.match(self.text, at, self.sentence.end):
                yield attribute.end(), False
        opened = _OF_PROJECTS.search(self.text, *self.sentence)
        if opened is not None:
            yield opened.end(), True
            for mark in re.finditer("[，；]", self.text[opened.end() : self.sentence.end]):
                yield opened.end() + mark.end(), True

    def _members(self, begin: int, shortest: int) -> Iterator[CharSpan]:
        """The name that begins at `begin`, and those that follow it in a list; nothing where one is no name."""
        spans: list[CharSpan] = []
        while True:
            end = self._end(begin)
            if not self._fits(begin, end, shortest):
                if spans and self.text[begin - 1] != "、":
                    break  # A与开发区签约
                return
            spans.append(CharSpan(begin, end))
            note = _NOTE.match(self.text, end, self.sentence.end)
            link = _AND.match(self.text, note.end() if note else end, self.sentence.end)
            if link is None:
                break
            begin = link.end()
            place = _ATTRIBUTE.match(self.text, begin, self.sentence.end)
            begin = place.end() if place else begin
        yield from spans

    def _fits(self, begin: int, end: int, shortest: int) -> bool:
        """Whether a name of so many characters may stand there."""
        lot = _LOT.search(self.text, begin, end) is not None
        if not (lot or end - begin >= shortest) or end - begin > _LONGEST:
            return False
        if self.found.overlaps(begin, end) and not self._known(CharSpan(begin, end)):
            return False
        if _stages().search(self.text, begin, end):
            return False
        if self.text[end : end + 1] == "的" and any(span.start == end + 1 for span in self.found.taken):
            return False  # whose project is told of
        return not self.text.startswith(_words().parts, begin) and self.text[end : end + 1] not in _TORN

    def _end(self, begin: int) -> int:
        """Where the name that begins at `begin` ends: before the first word that goes on."""
        clause = _CLAUSE.match(self.text, begin, self.sentence.end)
        stop = clause.end() if clause else begin
        for spans in (self.around.triggers, self.around.barriers):
            after = bisect_left(spans, begin, key=lambda s: s.start)
            stop = min(stop, spans[after].start) if after < len(spans) else stop
        for word, start, _ in cut(self.text, begin, stop):
            if self._inside(start):
                continue
            if not word[0].isalnum() or (start > begin and self._goes_on(word, start)):
                return start
        return stop

    def _inside(self, position: int) -> bool:
        """Whether a word goes on inside a place, an organization or an output."""
        kinds = (self.around.places, self.around.organizations, self.around.outputs)
        return any(s.start < position < s.end for spans in kinds for s in spans)

    def _goes_on(self, word: str, start: int) -> bool:
        """Whether a word behind the beginning of a name tells of it, or is a part of it."""
        if self.text.startswith(_words().parts, start):
            return True
        if word in _words().acts and self.text[start + len(word) : start + len(word) + 1] in _BEHIND_ACT:
            return False  # 古城墙修复|已完工
        if len(word) == 1:
            return word in _words().goes_on
        kind = tag(word) or "x"
        words = self.naming.words
        tells = kind[0] in "vdpcrutf" and kind != "vn" and word not in words.openers
        return tells or (kind[0] == "a" and word in words.stops)  # 顺利, 最高

    def _told(self, members: list[CharSpan]) -> bool:
        """Whether a stage of works is told of the names, before anyone speaks, or of the list that they stand in."""
        begin, end = members[0].start, members[-1].end
        if _LISTED.search(self.text, max(self.sentence.start, begin - _LIST_REACH), begin):
            return True
        statement = _STATEMENT.match(self.text, end, self.sentence.end)
        if statement is None or _speaks().search(self.text, end, min(end + 12, statement.end())):
            return False
        lot = _LOT.search(self.text, begin, end) is not None
        return any(
            end <= t.start and t.end <= statement.end() and (lot or _stages().search(self.text, *t))
            for t in self.around.triggers
        )

    def _each_named(self, members: list[CharSpan]) -> bool:
        """Whether each of the members that stand among projects may be one, and its stage follows at once."""
        end = members[-1].end
        stage = next((t for t in self.around.triggers if t.start >= end), None)
        if stage is None or _NEXT_STAGE.fullmatch(self.text, end, stage.start) is None:
            return False
        return all(self._may_be_named(span) for span in members)

    def _may_be_named(self, span: CharSpan) -> bool:
        """Whether a project may be called so: the words end in a noun or an act, and are no class of projects."""
        name = self.text[slice(*span)]
        *_, last = cut(name)
        plain = self.naming.words.is_class(name) or _no_plant().search(name) is not None
        kind = tag(last.text) or "x"
        return not plain and not name[0].isdigit() and (kind[0] in "nvlsx" or len(last.text) == 1)

    def _of_firms(self, members: list[CharSpan]) -> bool:
        """Whether the members are firms by their trade, whose plants are told of: 腾岳鞋业先后投产."""
        end = members[-1].end
        stage = next((t for t in self.around.triggers if t.start >= end), None)
        if stage is None or not _FIRM_STAGE.fullmatch(self.text, *stage):
            return False
        if _NEXT_STAGE.fullmatch(self.text, end, stage.start) is None or not _ENDS.match(self.text, stage.end):
            return False
        firms = sum(self._is_plant(span) or self._is_firm(span) for span in members)
        return 2 * firms > len(members) and all(self._may_be_named(span) for span in members)

    def _is_firm(self, span: CharSpan) -> bool:
        """Whether the words are a short name with a trade, and of no firm that a lexicon has."""
        name = self.text[slice(*span)]
        own = owner(name)
        whole = own is not None and (own.start, own.end) == (0, len(name))
        return whole and len(name) >= _SHORTEST and not is_known_company(name) and _no_plant().search(name) is None

    def _is_plant(self, span: CharSpan) -> bool:
        """Whether the words are an owner's name with a product, or a place with the number of a lot."""
        for holder in self.around.organizations:
            whole = holder.start <= span.start and holder.end >= span.end
            if whole or (holder.kind != "company" and holder.start < span.end and span.start < holder.end):
                return False
        name = self.text[slice(*span)]
        if name[-1].isascii() and not _LOT.search(name):
            return False
        if _no_plant().search(name) or self.naming.words.is_class(name):
            return False
        own = owner(name)
        if _LOT.search(name):
            return own is not None or any(p.start == span.start for p in self.around.places)
        if own is None or len(name) - own.end < 2:
            return False
        firm = name[own.start : own.end]
        return is_known_company(firm) or is_proper_name(firm) or tag(firm) == "nz"
