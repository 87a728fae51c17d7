"""Names that a head word closes: a kind of facility, 项目, 工程, numbered units, a phase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhextract.names.phases import find_phases
from zhextract.names.project_lists import PARTS_OF
from zhextract.names.project_mention import Found, ProjectMention
from zhextract.names.project_naming import Naming
from zhextract.names.project_siblings import at_places_before, siblings
from zhextract.names.project_sites import at_several_sites
from zhextract.names.project_units import find_units
from zhextract.records.values import CharSpan
from zhextract.text.words import cut, tag, texts

#: What points at a project spoken of, before its kind, or with figures or its owner between: 这座总投资2亿元的水库.
_POINTED = re.compile(
    r"(?:这[座条个家一项](?:[^，。；、“”]{0,6}[0-9][^，。；“”]{1,18}的"
    r"|由[^，。；、“”]{2,12}(?:投资|兴建|建设|出资)的)?|该)$"
)
#: The longest kind of unit that says no more than what it is (产线, 生产线, 新产线).
_BARE_UNIT = 4
#: Which one of the units, not whose.
_WHICH = re.compile("(?:最后|最先|首|头|第[一二三四五六]|另)[一1]?[台座个]")
#: Last syllables of things that are made.
_DEVICES = frozenset("器机仪阀泵板卡")
_ROADS = (
    *("高速", "公路", "铁路", "高铁", "城际", "快速路", "国道", "省道", "大道", "地铁", "号线", "客运专线"),
    *("运河", "航道", "管道", "管线"),
)
#: The section of a road: 三明段, 永平至陈坊段, （缙云段）.
_SECTION = re.compile(
    r"[（(][^（）()，。；]{1,10}段[）)]|(?:[A-Za-z0-9+—\-]|(?![标地路阶时])[一-龥]){1,12}?(?<![标地路阶时前后首分各每全末一])段(?![路位时落长次子])|[东西南北中](?:延)?(?:线|段|环)(?![上路])|[一-龥]{2,4}支线"
)
#: Single characters of a clause; others may be syllables of a place (巴家咀).
_NO_SECTION = frozenset("的了是在有为将由被把对因受拟已仍还正也则")
#: The same of works on a line or river: 河道治理工程|富山段.
_SECTION_OF_WORKS = re.compile(r"[一-龥]{2,5}(?<![标地路阶时前后首分各每全末一])段(?![路位时落长次子])")
#: The part of a town that a facility is in: 物流枢纽（砼阳片区）.
_AREA = re.compile("[（(][^（）()，。；]{1,8}(?:片区|校区|院区|园区|作业区)[）)]")
#: One of the lots of a park or field: 桑墟电商食品产业园A区, 第六风电场C区.
_LOT = re.compile("[A-Z东西南北][0-9]?区(?![域块间])")
_WITH_LOTS = ("园", "园区", "场", "基地", "电站", "小区", "城", "中心")
#: Parts of what is being built new as a whole.
_WHOLES = ("校区", "院区", "产业园", "园区", "科技园", "工业园")
#: What follows a bare 项目 that stands for the project spoken of.
_SUBJECT = re.compile(
    r"[，,]?(?:总投资|计划|将|建成|采用|位于|选址|占地|分|由|预计|已|于|规划|全部|整体|一期|二期|三期|拟|落|总|达产|投产|建设|用地|"
    r"目前|正|现|自|年|主要|设计|建筑|投资|竣工|开工|今年|力争|有望|可|占|集|包括|达|净地|立项|手续|主体|首|需|计|历时)"
)


class HeadSearch:
    """Finds what the head words, units and phases of one sentence name."""

    def __init__(self, naming: Naming, found: Found, heads: Sequence[tuple[int, int, str]]) -> None:
        self.naming, self.found, self.heads = naming, found, heads
        self.words, self.text, self.sentence = naming.words, naming.text, naming.sentence
        self.around, self.edge, self.evidence = naming.around, naming.edge, naming.evidence

    def closed_by_heads(self) -> None:
        """Names and back-references that a head word closes."""
        # From the right: the last head of a run closes the name (模具一体化项目, 改造工程).
        for start, end, kind in reversed(self.heads):
            if self.found.overlaps(start, end) or self._of_product(start, end) or self._of_whole(start, end):
                continue
            if self._several_sites(start, end, kind):
                continue
            if self.text[start - 1 : start] == "、" and kind == "generic":
                continue
            if kind in {"generic", "facility", "unit"} and self._anaphor(start, end, kind):
                continue
            begin = self._beginning(start, end)
            if self._pointed_at(begin, start, end, kind) or (kind == "unit" and self._sized_phase(begin, end)):
                continue
            span = self.naming.trim(CharSpan(begin, self._close(start, end, kind)))
            if span is None or span.end <= start:
                continue
            group = self.found.new_group()
            mention = self.naming.mention(span, f"{kind}-head", group, in_list=False, head=kind)
            if mention and not self._is_parts(mention):
                self._add(mention, kind)

    def _is_parts(self, mention: ProjectMention) -> bool:
        """Whether the mention is a list of what a project spoken of consists of: 项目包括A、B及C工程."""
        return "、" in mention.name and PARTS_OF.search(self.text[self.sentence.start : mention.start]) is not None

    def _add(self, mention: ProjectMention, kind: str) -> None:
        """Keep what a head word closes: the mention, or each project that it names, and those before it in its list."""
        if kind in {"facility", "unit"}:
            for earlier in at_places_before(self.text, self.around, mention, self.found.floor(mention.start)):
                self.found.add(earlier)
        self.found.mentions += siblings(self.words, self.text, self.sentence, self.around, mention)
        self.found.taken.append(mention.span)
        self._extend_left(mention)

    def _several_sites(self, start: int, end: int, kind: str) -> bool:
        """Take the facilities at several places that one kind closes."""
        several = at_several_sites(self.text, self.sentence, self.around, (start, end, kind), self.found.new_group())
        if several:
            self.found.mentions += several
            self.found.taken.append(CharSpan(several[0].start, end))
        return bool(several)

    def _pointed_at(self, begin: int, start: int, end: int, kind: str) -> bool:
        """Take a back-reference with 该 or 这座 before it, and with figures between: 这座总投资2亿元的中型水库."""
        pointed = _POINTED.search(self.text, max(self.sentence.start, begin - 30), begin)
        if pointed is None or begin >= end:
            return False
        head = kind if kind == "generic" else self.text[start:end]
        group = self.found.new_group()
        self.found.add(ProjectMention(pointed.start(), end, "anaphor", "", None, None, group, head, "anaphor"))
        return True

    def _sized_phase(self, begin: int, end: int) -> bool:
        """Take a phase with the size of what it is (一期|2000吨|产线), which is one of the project spoken of."""
        phase = next((p for p in find_phases(self.text, begin, end) if p.start == begin), None)
        output = next((o for o in self.around.outputs if phase and o.start == phase.end), None)
        if phase is None or output is None or end - output.end > _BARE_UNIT:
            return False
        span, group = CharSpan(phase.start, phase.end), self.found.new_group()
        self.found.add(
            ProjectMention(
                begin, end, "phase", "", phase.value, phase.number, group, "phase", "phase-alone", phase_span=span
            )
        )
        return True

    def _beginning(self, start: int, end: int) -> int:
        """Where the name that the head word closes begins."""
        begin = self.edge.left_edge(end, self.found.floor(start), through_links=True)
        if start < begin < end:  # 炎黄|超|算中心: a word that ends a name, inside the head
            begin = self.edge.left_edge(start, self.found.floor(start), through_links=True)
        return self._quoted(begin, end)

    def _close(self, start: int, end: int, kind: str) -> int:
        """Where the name ends: behind the area, the phase or the section that follows the head word."""
        area = _AREA.match(self.text, end, min(end + 16, self.sentence.end)) if kind == "facility" else None
        end = area.end() if area else end
        behind = find_phases(self.text, end, min(end + 10, self.sentence.end))
        if behind and behind[0].start == end:
            return behind[0].end
        if self.text[start:end] == "工程":
            section = _SECTION_OF_WORKS.match(self.text, end, min(end + 8, self.sentence.end))
            return section.end() if section and not set(texts(section.group())) & self.words.stops else end
        return self._with_section(start, end) if kind == "facility" else end

    def units(self) -> None:
        """Numbered units, with the name of their plant before them or alone (4号机组)."""
        for units in find_units(self.text, self.sentence):
            if self.found.overlaps(*units.span):
                continue
            at = units.span.start
            if self.text[at - 1 : at] in {"（", "("}:
                continue  # 二期（3号、4号机组）
            if any(start == units.span.end and kind == "works" for start, _, kind in self.heads):
                continue  # 1号、2号泊位|改扩建
            begin = self.edge.left_edge(at, self.found.floor(at), through_links=True)
            span = self.naming.trim(CharSpan(begin, at)) if begin < at else None
            if span is not None and _WHICH.fullmatch(self.text, *span):
                span = None  # 最后一台|4号机组
            # 辽宁庄河核电项目|1号、2号机组
            stop = at - 2 if self.text.endswith(("项目", "工程"), begin, at) or self.text[at - 2 : at] == "项目" else at
            if span is None and stop < at:
                span = self.naming.trim(
                    CharSpan(self.edge.left_edge(at, self.found.floor(at - 2), through_links=True), stop)
                )
            company = None
            if span is not None:
                company, named = self.naming.without_owner(CharSpan(span.start, units.span.end))
                span = CharSpan(named.start, span.end)
            plant = self.naming.mention(CharSpan(span.start, stop), "unit-head", 0, in_list=True) if span else None
            if span is not None and (
                plant is None or not (self.evidence.anchored(span) or self.naming.facility(plant.span))
            ):
                continue
            group = self.found.new_group()
            for name, place in units.each:
                start = plant.start if plant and place == units.each[0][1] else place.start
                self.found.mentions.append(
                    ProjectMention(
                        start, place.end, "named" if plant else "unit", (plant.name if plant else "") + name,
                        plant.phase if plant else None, plant.phase_number if plant else None, group, "unit",
                        "unit-named" if plant else "unit-alone", phase_span=plant.phase_span if plant else None,
                        company=company,
                    )
                )  # fmt: skip
            self.found.taken.append(CharSpan(plant.start if plant else at, units.span.end))

    def _of_whole(self, start: int, end: int) -> bool:
        """Whether a building is a part of the campus or park that stands right before it (新校区|教学楼)."""
        return self.text[end - 1] == "楼" and self.text.endswith(_WHOLES, self.sentence.start, start)

    def _of_product(self, start: int, end: int) -> bool:
        """Whether 高速 is a quality of what follows (高速铜缆, 高速连接器) rather than a road."""
        if self.text[start:end] != "高速" or not "一" <= self.text[end : end + 1] <= "龥":
            return False
        if self._with_section(start, end) > end:
            return False
        following = cut(self.text, end, min(end + 4, self.sentence.end))
        if not following or following[0].text in self.words.stops:
            return False
        # 高速|连接|器
        made = len(following) > 1 and following[1].text in _DEVICES
        return (tag(following[0].text) or "x")[0] == "n" or made

    def phases(self) -> None:
        """Phases that stand alone (其中一期…) or close a name without a head (云海三期)."""
        for phase in find_phases(self.text, *self.sentence):
            if self.found.overlaps(phase.start, phase.end):
                continue
            begin = self.edge.left_edge(phase.start, self.found.floor(phase.start), through_links=True)
            span = self.naming.trim(CharSpan(begin, phase.end))
            group = self.found.new_group()
            mention = self.naming.mention(span, "phase-head", group, in_list=False) if span else None
            if mention is None and (span is None or len(self.text[span.start : phase.start]) <= 2):
                mention = ProjectMention(
                    phase.start, phase.end, "phase", "", phase.value, phase.number, group, "phase", "phase-alone",
                    phase_span=CharSpan(phase.start, phase.end),
                )  # fmt: skip
            if mention:
                self.found.add(mention)

    def _anaphor(self, start: int, end: int, kind: str) -> bool:
        """该项目, and a bare 项目 (or 电站, 工厂) in the place of a subject."""
        text = self.text
        before = text[max(self.sentence.start, start - 3) : start]
        lead = None
        if before.endswith(self.words.anaphors):
            lead = next(a for a in self.words.anaphors if before.endswith(a))
        opens = start == self.sentence.start or text[start - 1] in "，。；：,;:\n“、 　"
        if lead is None and not opens:
            return False
        phases = find_phases(text, end, min(end + 8, self.sentence.end))
        phase = phases[0] if phases and phases[0].start == end else None
        if lead is None and phase is None and _SUBJECT.match(text, end) is None:
            return False
        words = text[slice(*self.sentence)]
        whole = lead == "整个" or re.search("分[两二三四五2-5]期", words) is not None
        begin, group = start - len(lead or ""), self.found.new_group()
        head, rule = kind if kind == "generic" else text[start:end], "anaphor-whole" if whole else "anaphor"
        mention = ProjectMention(begin, end, "anaphor", "", None, None, group, head, rule)
        if phase:
            span = CharSpan(phase.start, phase.end)
            mention = ProjectMention(
                begin, phase.end, "phase", "", phase.value, phase.number, group, head, rule, phase_span=span
            )
        self.found.add(mention)
        return True

    def _with_section(self, start: int, end: int) -> int:
        """The end of a road or line with the section that is meant: 厦沙高速公路三明段, 缙云至仙居高速（缙云段）."""
        if not self.text[start:end].endswith(_ROADS):
            lot = _LOT.match(self.text, end, self.sentence.end)
            return lot.end() if lot and self.text[start:end].endswith(_WITH_LOTS) else end
        section = _SECTION.match(self.text, end, min(end + 16, self.sentence.end))
        if section is None:
            return end
        if section.group()[0] in "和及与、":
            return end
        words = {w for w in texts(section.group().strip("（）()")) if len(w) > 1 or w in _NO_SECTION}
        return end if words & self.words.stops else section.end()

    def _quoted(self, begin: int, end: int) -> int:
        """The beginning of the quotation that the name fills to its end: “年产4万吨A及4万吨B项目”."""
        if self.text[end : end + 1] not in {"”", "》"}:
            return begin
        opening = self.text.rfind("“" if self.text[end] == "”" else "《", max(self.found.floor(end), end - 60), end)
        whole = self.text[opening + 1 : end]
        return opening + 1 if opening >= 0 and begin > opening and not re.search("[，。；：关于]", whole) else begin

    def _extend_left(self, last: ProjectMention) -> None:
        """The earlier names of a list that only the last head closes: 分别为A、B及C项目."""
        text, floor = self.text, self.found.floor(last.start)
        begin, elements = last.start, []
        while begin > floor and text[begin - 1] in "、和及与":
            stop = begin - 1
            begin = self.edge.left_edge(stop, floor, through_links=False)
            if begin >= stop:
                return
            elements.append(CharSpan(begin, stop))
        routes = [e for e in elements if re.fullmatch(r"[A-Z][0-9]{1,4}", text[slice(*e)])]
        if routes:
            self._add_routes(routes, last)
            return
        if not elements or not re.search(
            r"(?:分别为|分别是|包括|即|：|:|有|项目[为是])$", text[max(floor, begin - 3) : begin]
        ):
            return
        for element in elements:
            span = self.naming.trim(element)
            mention = self.naming.mention(span, "list-before-head", last.group, in_list=True) if span else None
            if mention is not None and self.evidence.anchored(mention.span):
                self.found.add(mention)

    def _add_routes(self, routes: list[CharSpan], last: ProjectMention) -> None:
        """G206和S332一级公路改建工程: each route is completed by the closing words."""
        closing = re.sub(r"^[A-Z][0-9]{1,4}", "", last.name)
        for route in routes:
            name = self.text[slice(*route)] + closing
            self.found.mentions.append(
                replace(last, start=route.start, end=route.end, name=name, rule="list-before-head")
            )
            self.found.taken.append(route)
