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
    r"[ 　“]*(?:[0-9]{1,2}[.．、](?![0-9])|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[①-⑩]|[一二三四五六七八九十]是|"
    r"【[^】]{1,8}】|另有|还有|即|如|其中|(?:其中)?[^，。；：]{2,8}的(?:[^，。；：的]{2,8}的)?是|[^，。；：的]{1,5}，)?(?:一[座条个处])?"
)
#: What may stand before 的 and the name: where it is, what it costs, how it came.
_ATTRIBUTE = re.compile(r"[^，。；：、]{0,20}?(?:[镇乡县市区旗盟州村园]|亿元|万元|引进|签约|签下|落户|招引|洽谈)的")
#: Between the members of a list.
_AND = re.compile("[、和及与]|以及")
#: A note in brackets behind a name.
_NOTE = re.compile("[（(][^（）()。；]{1,24}[）)]")
#: A list of what was signed or started: 签约的大户有：.
_LISTED = re.compile("(?:签约|开工|竣工|投产|落户|引进)[^，。；：]{0,8}(?:有|包括|是|为)[：:]")
_STATEMENT = re.compile("[^。！？\n；;]{0,80}")
_CLAUSE = re.compile("[^，。；！？\n]{0,40}")
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
        for begin in self._openings():
            members = list(self._members(begin))
            if not members or not self._told(members):
                continue
            if 2 * sum(map(self._is_plant, members)) < len(members):
                continue
            group, shared = self.found.new_group(), self._shared(members)
            for index, span in enumerate(members):
                name = (shared if index else "") + self.text[slice(*span)]
                self.found.add(ProjectMention(*span, "named", name, None, None, group, "", "told-name"))

    def _shared(self, members: list[CharSpan]) -> str:
        """The owner that opens a list of lots and is that of each: 远丰风电东港H2、临海H1."""
        first, *others = (self.text[slice(*span)] for span in members)
        own = owner(first)
        if own is None or any(owner(name) or not _LOT.search(name) for name in (first[own.end :], *others)):
            return ""
        return first[own.start : own.end]

    def _openings(self) -> Iterator[int]:
        """Where the name may begin in each statement of the sentence."""
        starts = [m.end() for m in _BEGINS.finditer(self.text, *self.sentence)]
        for start in (self.sentence.start, *starts):
            lead = _BEFORE_NAME.match(self.text, start, self.sentence.end)
            at = lead.end() if lead else start
            yield at
            if attribute := _ATTRIBUTE.match(self.text, at, self.sentence.end):
                yield attribute.end()

    def _members(self, begin: int) -> Iterator[CharSpan]:
        """The name that begins at `begin`, and those that follow it in a list; nothing where one is no name."""
        spans: list[CharSpan] = []
        while True:
            end = self._end(begin)
            if not self._fits(begin, end):
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

    def _fits(self, begin: int, end: int) -> bool:
        """Whether a name may stand there."""
        lot = _LOT.search(self.text, begin, end) is not None
        if not (lot or end - begin >= _SHORTEST) or end - begin > _LONGEST or self.found.overlaps(begin, end):
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
