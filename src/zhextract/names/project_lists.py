"""Projects that stand in a list: A、B、C等项目, A、B、C3条高速公路, and what the closing words say of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from zhextract.names.mention import Mention
from zhextract.names.project_mention import Found, ProjectMention
from zhextract.names.project_naming import Naming
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import CharSpan
from zhextract.text.patterns import looked_for

#: 等 that closes a list, not 等级, 等待, 等于.
_AND_OTHERS = re.compile("等(?!级|待|于|候|量|价|额|分|同|式|离子|到|着|了)")
#: What makes a list one of firms or offices: …等5家企业.
_OF_FIRMS = re.compile(
    "[0-9一二三四五六七八九十多几数]*(?:余|多)?(?:家|个)?(?:[^，。；的]{0,4})(?:企业|公司|单位|部门|机构|厂家|厂商)(?!的|新|在)"
)
#: What the members behind it are parts of: 项目包括A、B等工程, and not 开工的项目包括A、B等.
PARTS_OF = re.compile(
    "(?:^|[，。；：])(?:该|本|整个)?(?:项目|工程)(?:主要|还|将|拟)?(?:包括|包含|涵盖|由|建设内容)[^，。；的]{0,4}$"
)
#: A number with a classifier behind a list: …6条高速公路, …两个项目.
_COUNTED_MEMBERS = looked_for(
    r"(?:这)?([二两三四五六七八九十]|[0-9]{1,2})(?:个|条|座|家|处|大|项)(?:(?:[老新大小]|[一-龥]{2,8}?)?(?:项目|工程))?"
)


#: What opens a list of members behind a number of projects: 化工占7个，包括A、B; 开工的有5个，分别是A、B….
OPENED_LIST = looked_for(
    r"(?:[0-9一二两三四五六七八九十]+(?:个|项)[^。；，、]{0,8}(?:[，：:]|[（(])?(?:主要|其中)?(?:包括|有|即|分别是|分别为|如)|"
    r"(?:其余|另外[^，。；]{0,4})(?:的)?(?:为|是)[^，。；]{2,16}，(?:如|包括|有)|(?:领头的|打头的|领衔的)(?:是|有))(?![0-9])"
)
#: Members that a number of projects holds, all told: 在建线路包括A线、B线在内的13条.
_HELD = re.compile(
    "(?:包括|包含|含)[^，。；！？]{3,90}?在内的(?:[0-9一二两三四五六七八九十百]+(?:余|多)?|一|多)(?:个|条|座|项|批|处)"
)
#: What the sentence must be about, and what is counted when it is not projects.
_OF_PROJECTS = re.compile("项目|工程|开工|竣工|投产|签约|在建|续建|新建|落户")
_OTHER_NOUNS = re.compile(
    "[省市县区镇乡村]|国家|地区|城市|企业|公司|部门|单位|品种|产品|标段|方面|问题|行业|领域|[月天年]$"
)


_COUNTED_FACILITY = re.compile(r"[0-9一二三四五六七八九十]+[个条座处家](?=[^，。；、的]{2,12})")


#: 项目包括A厂房、B生产线等工程: what one project is made of.
_PARTS_OF_ONE = re.compile(
    "(?:^|[，。；：、　 ])(?:该|本|此|整个)?(?:项目|工程)(?![中里当名])[^，。；]{0,30}(?:包含|包括|涵盖|含)[有了]?$"
)
#: The number of projects whose members are all named: 新落户项目4个，分别是.
_NUMBER_OF_PROJECTS = re.compile("项目([0-9]{1,2}|[二两三四五六七八九十])个[，：]?(?:分别是|分别为|包括|即|有)$")
#: What is done to an element, right behind its name: 第六小学新建.
_NEW = ("新建", "续建")


class ListSearch:
    """Finds the lists of one sentence that 等 or a count closes."""

    def __init__(self, naming: Naming, found: Found) -> None:
        self.naming, self.found = naming, found
        self.words, self.text, self.sentence = naming.words, naming.text, naming.sentence
        self.around, self.edge, self.evidence = naming.around, naming.edge, naming.evidence

    def closed_by_others(self) -> None:
        """Lists that 等 closes: A、B、C等（…）项目, A、B等正加快建设."""
        text, sentence = self.text, self.sentence
        for match in _AND_OTHERS.finditer(text, *sentence):
            at = match.start()
            held = self.edge.word_before(at + 1)
            if held is None or held.start != at:
                continue
            elements = self._elements(at)
            if not elements:
                continue
            if _PARTS_OF_ONE.search(text[self.sentence.start : elements[0].start]):
                self.found.taken.append(CharSpan(elements[0].start, self._closing(at + 1) or at + 1))
                continue
            shared = self._shared_head(elements, at + 1)
            if shared is not None:
                self._add_shared(elements, shared)
                continue
            if _OF_FIRMS.match(text, at + 1):
                continue
            if PARTS_OF.search(text[sentence.start : elements[0].start]):
                continue
            closing = self._closing(at + 1)
            lone = elements[0]
            direct = closing is not None and closing - at <= 6
            if len(elements) == 1 and not (direct or self.evidence.anchored(lone) or self.naming.facility(lone)):
                continue
            if closing is None and not self._project_like(elements) and not self._opened(elements[0].start):
                continue
            shared_words = self._shared_words(at + 1, closing) if closing else ""
            first = self._add_list(elements, closing or at + 1, completed=shared_words != "")
            self._write_out(first, shared_words)

    def counted(self) -> None:
        """Lists whose members are counted behind them: 随岳、岳常、临岳3条高速公路, A、B两个项目."""
        for match in _COUNTED_MEMBERS.finditer(self.text, *self.sentence):
            at = match.start()
            number = parse_numeral(match.group(1))
            if number is None or number < 2 or self.text[at - 1] in "等、和":
                continue
            if any(s.start <= at < s.end for s in self.found.taken):
                continue
            closing = self._counted_facility(at) or match.end()
            generic = self.text.endswith(("项目", "工程"), 0, closing)
            if not (generic or closing > match.end()):
                continue
            elements = self._in_number(self._elements(at), number)
            if len(elements) != number:
                continue
            first = self._add_list(elements, closing, completed=not generic, rule="list-counted")
            self._write_out(first, "" if generic else self._shared_words(at, closing))

    def _in_number(self, elements: list[CharSpan], number: int | Decimal | None) -> list[CharSpan]:
        """The elements, taken apart at 和 or left together as the count says: A、B和C三条, A及B、C两个项目."""
        if number is not None and len(elements) > number > 1:
            return self._between_marks(elements)
        parts: list[CharSpan] = []
        for element in elements:
            begin = element.start
            for link in re.finditer(r"和|与|及", self.text[slice(*element)]):
                parts.append(CharSpan(begin, element.start + link.start()))
                begin = element.start + link.end()
            parts.append(CharSpan(begin, element.end))
        return parts if len(parts) == number and all(p.end - p.start >= 2 for p in parts) else elements

    def _between_marks(self, elements: list[CharSpan]) -> list[CharSpan]:
        """The list taken apart at 、 alone."""
        parts, begin, end = [], elements[0].start, elements[-1].end
        for mark in re.finditer("、", self.text[begin:end]):
            parts.append(CharSpan(begin, elements[0].start + mark.start()))
            begin = elements[0].start + mark.end()
        return [*parts, CharSpan(begin, end)]

    def opened(self) -> None:
        """Lists that a number of projects opens: 开工的21个里，化工占7个，包括A、B、C."""
        for match in OPENED_LIST.finditer(self.text, *self.sentence):
            lead = self.text[self.sentence.start : match.end()]
            if not _OF_PROJECTS.search(lead) or _OTHER_NOUNS.search(re.split("[个项]", match.group())[-1][:-1]):
                continue
            at = next(
                (i for i in range(match.end(), self.sentence.end) if self.text[i] in "，。；！？（(—"),
                self.sentence.end,
            )
            if (
                any(s.start < at and match.end() < s.end for s in self.found.taken)
                or "、" not in self.text[match.end() : at]
            ):
                continue
            elements = [e for e in self._elements(at) if e.start >= match.end()]
            bare = [e for e in elements if any(e in (o.span for o in spans) for spans in self._known())]
            number = _NUMBER_OF_PROJECTS.search(lead)
            if number and parse_numeral(number.group(1)) == len(
                self._in_number(elements, parse_numeral(number.group(1)))
            ):
                bare, elements = [], self._in_number(elements, parse_numeral(number.group(1)))
            if len(elements) >= 2 and not bare and all(e.end - e.start >= 4 for e in elements):
                self._add_list(elements, at, completed=False, rule="list-opened-by-count")

    def held(self) -> None:
        """Lists that a number behind them holds: 包括A、B在内的5个项目."""
        for match in _HELD.finditer(self.text, *self.sentence):
            behind = self.text[match.end() : match.end() + 8]
            lead = self.text[max(self.sentence.start, match.start() - 16) : match.start()]
            told = _OF_PROJECTS.search(lead) or _OF_PROJECTS.search(behind) or "线路" in lead
            if not told or _OTHER_NOUNS.search(behind):
                continue
            at = self.text.index("在内的", match.start())
            elements = [e for e in self._elements(at) if e.start >= match.start()]
            if len(elements) >= 2 and not self.found.overlaps(*match.span()):
                self._add_list(elements, match.end(), completed=False, rule="list-held-by-count")

    def _known(self) -> tuple[Sequence[Mention], Sequence[Mention]]:
        return self.around.organizations, self.around.places

    def _elements(self, at: int) -> list[CharSpan]:
        """The elements of the list that ends at `at`, in order; empty when there is none."""
        text, floor = self.text, self.found.floor(at)
        at -= 2 if text.endswith(_NEW, floor, at) else 0
        begin = self.edge.left_edge(at, floor, through_links=False)
        elements = [CharSpan(begin, at)]
        while begin > floor and text[begin - 1] in "、和及与":
            stop = begin - (2 if text[max(floor, begin - 2) : begin] == "以及" else 1)
            stop -= 2 if text.endswith(_NEW, floor, stop) else 0
            begin = self.edge.left_edge(stop, floor, through_links=False)
            if begin >= stop:
                break
            elements.append(CharSpan(begin, stop))
        elements = [trimmed for e in reversed(elements) if (trimmed := self.naming.trim(e)) is not None]
        return elements

    def _shared_head(self, elements: list[CharSpan], after: int) -> CharSpan | None:
        """The facility that each of a list of owners or places has: 德国、越南等海外基地, A、B等企业的新工厂."""
        stretch = self.text[after : min(after + 24, self.sentence.end)]
        match = re.match(
            r"(?:[^，。；、的]{0,6}(?:企业|公司|厂商|集团)的|海外|境外|国家的?|地的?|城市的?)([^，。；、的]{2,8}?)(?=[，。；陆先已也正将均相拟计全年]|$)",
            stretch,
        )
        if match is None:
            return None
        head = CharSpan(after + match.start(1), after + match.end(1))
        if not any(end == head.end for _, end, kind in self.words.heads(self.text, *head) if kind != "works"):
            return None
        kinds = (self.around.organizations, self.around.places)
        named = [e for e in elements if any(s.start == e.start and s.end == e.end for spans in kinds for s in spans)]
        return head if 2 * len(named) >= len(elements) else None

    def _without_note(self, span: CharSpan) -> CharSpan:
        """The element without a note on its stage in brackets: 戴尔乐（征地）."""
        note = re.search(r"[（(][^（）()]{2,8}[）)]$", self.text[slice(*span)])
        if note and any(t.start >= span.start + note.start() and t.end <= span.end for t in self.around.triggers):
            return CharSpan(span.start, span.start + note.start())
        return span

    def _closing(self, after: int) -> int | None:
        """The end of the head word that closes a list after 等, or None: 等（一批）…项目（N个）."""
        stretch = self.text[after : min(after + 40, self.sentence.end)]
        match = re.match(
            r"(?!地)[^，。；：,;:！？“”（）()]{0,30}?(?:项目|工程)(?!经理|部|组|公司|服务|机制|制度|管理|清单|名单|支持|扶持|补助|申报)",
            stretch,
        )
        if match and re.search(r"配套|附属|辅助", match.group()):
            return None
        told = re.sub(r"^(?:在建的?|(?:续建|新建|开工|竣工|投产|签约)的)", "", match.group()) if match else ""
        if match and not re.search(r"(?:的|已|正|将|均|在|了|开工|建成|投产|计划)", told[:-2]):
            return after + match.end()
        counted = re.match(
            r"\s?[0-9一二三四五六七八九十百]+(?:余|多)?[个条座处家](?=[，。；！？,;)）]|$|已|均|都|正|将|提前|率先)",
            stretch,
        )
        if counted:
            return after + counted.end()
        return self._counted_facility(after)

    def _counted_facility(self, after: int) -> int | None:
        """The end of the counted facility that a list is made of: 雅康、汶马等4条藏区高速公路."""
        counted = _COUNTED_FACILITY.match(self.text, after)
        if counted is None:
            return None
        inside = [
            end
            for _, end, kind in self.words.heads(self.text, counted.end(), min(counted.end() + 14, self.sentence.end))
            if kind == "facility"
        ]
        between = self.text[counted.end() : inside[-1]] if inside else "，"
        return inside[-1] if inside and not re.search("[，。；、的]", between) else None

    def _project_like(self, elements: list[CharSpan]) -> bool:
        """Whether most elements of an unclosed list end in a facility, a work or a phase."""
        ends = sum(
            bool(re.search(r"(?:项目|工程|[一二三四五六]期)$", self.text[e.start : e.end])) or self.naming.facility(e)
            for e in elements
        )
        return 2 * ends >= len(elements) and len(elements) > 1

    def _opened(self, start: int) -> bool:
        """Whether the list is opened as one of projects: 开工的项目中，有A、B."""
        lead = self.text[max(self.sentence.start, start - 24) : start]
        return (
            re.search(
                r"(?:项目|工程|开工|竣工|投产|建成运营|签约|续建|在建)(?:(?:的)?(?:中|里|当中|项目)?[，,]?(?:有|包括|分别是|分别为)|的)$",
                lead,
            )
            is not None
        )

    def _add_list(self, elements: list[CharSpan], end: int, *, completed: bool, rule: str = "list-closed-by-等") -> int:
        """Add the elements as mentions of one group; the number of mentions found before.

        A bare place is an element where the closing words say what is built there (`completed`).
        """
        group = self.found.new_group()
        before = len(self.found.mentions)
        industries = self._industries(elements[-1].end + 1, end)
        for index, element in enumerate(map(self._without_note, elements)):
            mention = self.naming.mention(element, rule, group, in_list=True)
            if mention is None and completed and any(p.span == element for p in self.around.places):
                name = self.text[slice(*element)]
                mention = ProjectMention(*element, "named", name, None, None, group, "", rule)
            if mention is None:
                continue
            if re.fullmatch(r"[A-Z][0-9]{2,4}", mention.name) and index + 1 < len(elements):
                # G206和S332一级公路 share their closing word.
                closing = re.sub(r"^[A-Z][0-9]{2,4}", "", self.text[slice(*elements[index + 1])])
                mention = replace(mention, name=mention.name + closing)
            self.found.mentions.append(replace(mention, open_list=rule != "list-counted", industries=industries))
        if len(self.found.mentions) > before:
            self.found.taken.append(CharSpan(elements[0].start, end))
        return before

    def _industries(self, start: int, end: int) -> tuple[CharSpan, ...]:
        """The fields in the words that close a list: 等高端装备制造、电子信息产业项目."""
        match = re.match(
            r"(?:一批)?([^，。；0-9]{2,30}?)(?:类|产业)(?:重点|重大|优质)?(?:项目|工程)?$", self.text[start:end]
        )
        if match is None:
            return ()
        return tuple(
            CharSpan(start + match.start(1) + m.start(), start + match.start(1) + m.end())
            for m in re.finditer(r"[^、和及]{2,12}", match.group(1))
            if not self.words.is_vague(m.group())
        )

    def _shared_words(self, after: int, closing: int) -> str:
        """What the closing words of a list say that its members are: …等风电续建项目, …等4条藏区高速公路."""
        words = self.text[after:closing]
        shared = re.match(
            r"(?:一批|多个|[0-9一二三四五六七八九十]+[个条座处家])?(?:续建|新建|在建|重点|重大)*([^，。；、0-9]{2,16}?)(?:续建|新建|在建)?(?:项目|工程)?$",
            words,
        )
        if shared is None or self.words.is_vague(shared.group(1)) or shared.group(1) in {"项目", "工程"}:
            return ""
        heads = [h for h in self.words.heads(self.text, after, closing) if h[1] == closing]
        counted = re.match("[0-9一二三四五六七八九十]+[条座处家]", words) is not None
        if not (counted and heads):
            return shared.group(1)
        kind = re.search(r"(?:集中式|分布式|[0-9]+(?:千伏|kV|万千瓦|兆瓦|MW))$", self.text[after : heads[-1][0]])
        return (kind.group() if kind else "") + self.text[heads[-1][0] : closing]

    def _write_out(self, first: int, shared: str) -> None:
        """A closing word that bare owners or places share is written out for each: 东启、汇能等风电项目."""
        members = self.found.mentions[first:]
        bare = [m for m in members if self._bare(m)]
        if not shared or 2 * len(bare) <= len(members):
            return
        self.found.mentions[first:] = [replace(m, name=m.name + shared) if m in bare else m for m in members]

    def _bare(self, mention: ProjectMention) -> bool:
        """Whether an element is an owner or a place alone, and so is completed by the closing word."""
        if len(mention.name) <= 3:
            return True
        if mention.phase and any(mention.name == self.text[slice(*p.span)] for p in self.around.places):
            return True
        opening = next((p for p in self.around.places if p.start == mention.start), None)
        if opening is not None and 0 <= mention.end - opening.end <= 3:
            return True
        return len(mention.name) <= 6 and any(
            p.end == mention.end and p.start > mention.start for p in self.around.places
        )

    def _add_shared(self, elements: list[CharSpan], head: CharSpan) -> None:
        group = self.found.new_group()
        for element in elements:
            name = self.text[slice(*element)] + self.text[slice(*head)]
            self.found.mentions.append(
                ProjectMention(
                    *element, "named", name, None, None, group, "facility", "list-with-shared-head", open_list=True
                )
            )
        self.found.taken.append(CharSpan(elements[0].start, head.end))
