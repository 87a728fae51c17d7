"""Where projects are named: a head word or a list, and from there leftwards to where the name begins.

A name ends in a head (项目, 工程, a kind of facility, a phase) or stands in a list that a head or 等 closes. Its left
edge is the nearest word that cannot be part of a name: a mark, a verb, a preposition, a date, a sum of money. jieba's
words are used as evidence for that edge only; the spans are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.phases import find_phases
from zhextract.names.project_edge import LeftEdge
from zhextract.names.project_evidence import Evidence
from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_units import find_units
from zhextract.names.project_words import ProjectVocabulary, bare_name
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import CharSpan
from zhextract.text.words import cut, texts

#: Stretches that are no names: a partner or a place with its preposition, a back-reference, traffic figures.
_NO_NAME = re.compile(
    r"^(?:上述|前述|本次|此次)|建[一二三四五六七八九两][^期号]|(?:相关|有关|募投|因|等|的|上述)$|[》”][^《“]*$(?<![》”])|"
    r"(?:[两三四五六七八九十]|(?<![0-9#])[0-9]{1,2})[条座家](?!路)|[0-9]+(?:公里|架次|人次|万人|亿元|万元|次|亩)|改造成"
)
#: First words that make a stretch a partner, a place with its preposition or a back-reference, and no name.
_NO_FIRST = frozenset(
    (
        "与",
        "从",
        "向",
        "面向",
        "来自",
        "以",
        "使",
        "及",
        "对",
        "为",
        "给",
        "让",
        "由",
        "该",
        "其",
        "无",
        "非",
        "因",
        "就",
        "传闻",
        "否认",
    )
)
#: 26个重大…, 第四批…: a quantity, no name.
_COUNTED = re.compile(
    r"(?:第|近|约|超|上)?[0-9一二两三四五六七八九十百千余多几数]+(?:余|多)?(?:个|项|条|座|家|大|台|处|种|批)"
)
#: A verb of building that the words of jieba hid inside a name: 募资金投建A.
_BUILDS = re.compile(r"[^“”《》]{0,12}?(?:投资建设|投资新建|投资兴建|投建)")
#: 等 that closes a list, not 等级, 等待, 等于.
_AND_OTHERS = re.compile("等(?!级|待|于|候|量|价|额|分|同|式|离子|到|着|了)")
#: A number with a classifier behind a list: …6条高速公路, …两个项目.
_COUNTED_MEMBERS = re.compile(
    r"([二两三四五六七八九十]|[0-9]{1,2})(?:个|条|座|家|处|大)(?:(?:重点|重大)?(?:项目|工程))?"
)
#: 以下简称“X”, 下称“X项目”.
_FOR_SHORT = re.compile(
    r"[（(](?:以下|下文)?(?:简称|下称|统称)(?:为)?[：:]?[“\"「]?([^”\"」（）()，。；]{2,20})[”\"」]?[)）]"
)
#: What points at a project spoken of, right before its kind or with figures between: 这座总投资2亿元的中型水库.
_POINTED = re.compile(r"(?:这[座条个家一项](?:[^，。；、“”]{0,6}[0-9][^，。；“”]{1,18}的)?|该)$")
_ROADS = (
    "高速",
    "公路",
    "铁路",
    "高铁",
    "城际",
    "快速路",
    "国道",
    "省道",
    "大道",
    "地铁",
    "号线",
    "客运专线",
    "运河",
    "航道",
)
#: The section of a road: 三明段, 永平至陈坊段, （缙云段）.
_SECTION = re.compile(
    r"[（(][^（）()，。；]{1,10}段[）)]|(?:[A-Za-z0-9+—\-]|(?![标地路阶时])[一-龥]){1,12}?(?<![标地路阶时前后首])段(?![路位时落长次子])|[东西南北中](?:延)?(?:线|段|环)(?![上路])"
)
#: What can stand before a name without being part of it: list numbers, 首条, 以及, 即.
_LEAD = re.compile(
    r"(?:(?<=的)有|若(?![羌尔])|不仅|双方就|[0-9]{1,2}[、.．](?![0-9])|[①-⑩]|建(?=[^设筑材立成有好言议])|"
    r"(?:全球|全国|国内|世界|我国|全省|亚洲)?(?:首[条个座套家批]|最大)(?:单体)?的?|新一轮|重要|另一|"
    r"以及|至于|特别是|尤其是|即|像|仅|至|[ 　“”、·—-])+"
)
#: What follows a bare 项目 that stands for the project spoken of.
_SUBJECT = re.compile(
    r"[，,]?(?:总投资|计划|将|建成|采用|位于|选址|占地|分|由|预计|已|于|规划|全部|整体|一期|二期|三期|拟|落|总|达产|投产|建设|用地|"
    r"目前|正|现|自|年|主要|设计|建筑|投资|竣工|开工|今年|力争|有望|可|占|集|包括|达|净地|立项|手续|主体|首|需|计|历时)"
)


def find_projects(
    words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings
) -> list[ProjectMention]:
    """The project mentions of one sentence, in order; offsets count in `text`."""
    heads = words.heads(text, *sentence)
    if not heads and "等" not in text[slice(*sentence)] and "期" not in text[slice(*sentence)]:
        return []
    return _Search(words, text, sentence, around, heads).run()


class _Search:
    """One pass over one sentence."""

    def __init__(
        self,
        words: ProjectVocabulary,
        text: str,
        sentence: CharSpan,
        around: Surroundings,
        heads: Sequence[tuple[int, int, str]],
    ) -> None:
        self.words, self.text, self.sentence, self.around, self.heads = words, text, sentence, around, heads
        self.edge = LeftEdge(words.stops, text, sentence, around)
        self.evidence = Evidence(words, text, sentence, around)
        self.taken: list[CharSpan] = []
        self.found: list[ProjectMention] = []
        self.groups = sentence.start  # unlike that of any other sentence

    def run(self) -> list[ProjectMention]:
        self._aliases()
        self._lists()
        self._counted_lists()
        self._units()
        self._heads()
        self._phases()
        self.found.sort(key=lambda m: (m.start, m.end))
        self._introduce_short_forms()
        return self._joined()

    def _aliases(self) -> None:
        """The short forms that the article has introduced for a project: 婺源北段, 大安氨项目."""
        for span, name in self.around.known:
            phases = find_phases(self.text, span.end, min(span.end + 8, self.sentence.end))
            phase = phases[0] if phases and phases[0].start == span.end else None
            end = phase.end if phase else span.end
            end += 2 if self.text.startswith(("项目", "工程"), end) else 0
            self.groups += 1
            self.found.append(
                ProjectMention(
                    span.start,
                    end,
                    "named",
                    name,
                    phase.value if phase else None,
                    phase.number if phase else None,
                    self.groups,
                    "",
                    "alias",
                    phase_span=CharSpan(phase.start, phase.end) if phase else None,
                )  # fmt: skip
            )
            self.taken.append(CharSpan(span.start, end))

    def _introduce_short_forms(self) -> None:
        """Give each mention the short form that stands behind it in brackets, which is no mention of its own."""
        notes: list[CharSpan] = []
        for index, mention in enumerate(self.found):
            short = _FOR_SHORT.match(self.text, mention.end, min(mention.end + 40, self.sentence.end))
            alias = bare_name(short.group(1)) if short and mention.form == "named" else ""
            if short and len(alias) >= 2 and not self.words.is_class(alias):
                self.found[index] = replace(mention, alias=alias)
                notes.append(CharSpan(*short.span()))
        self.found = [m for m in self.found if not any(n.start < m.start and m.end < n.end for n in notes)]

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

    def _lists(self) -> None:
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
            shared = self._shared_head(elements, at + 1)
            if shared is not None:
                self._add_shared(elements, shared)
                continue
            closing = self._closing(at + 1)
            lone = elements[0]
            direct = closing is not None and closing - at <= 6
            if len(elements) == 1 and not (direct or self.evidence.anchored(lone) or self._facility(lone)):
                continue
            if closing is None and not self._project_like(elements) and not self._opened(elements[0].start):
                continue
            shared_words = self._shared_words(at + 1, closing) if closing else ""
            first = self._add_list(elements, closing or at + 1, completed=shared_words != "")
            self._write_out(first, shared_words)

    def _counted_lists(self) -> None:
        """Lists whose members are counted behind them: 随岳、岳常、临岳3条高速公路, A、B两个项目."""
        for match in _COUNTED_MEMBERS.finditer(self.text, *self.sentence):
            at = match.start()
            number = parse_numeral(match.group(1))
            if any(s.start <= at < s.end for s in self.taken) or self.text[at - 1] in "等、和":
                continue
            elements = self._elements(at)
            closing = self._counted_facility(at) or match.end()
            generic = self.text.endswith(("项目", "工程"), 0, closing)
            if number is None or number < 2 or len(elements) != number or not (generic or closing > match.end()):
                continue
            first = self._add_list(elements, closing, completed=not generic)
            self._write_out(first, "" if generic else self._shared_words(at, closing))

    def _elements(self, at: int) -> list[CharSpan]:
        """The elements of the list that ends at `at`, in order; empty when there is none."""
        text, floor = self.text, self._floor(at)
        begin = self.edge.left_edge(at, floor, through_links=False)
        elements = [CharSpan(begin, at)]
        while begin > floor and text[begin - 1] in "、和及与":
            stop = begin - (2 if text[max(floor, begin - 2) : begin] == "以及" else 1)
            begin = self.edge.left_edge(stop, floor, through_links=False)
            if begin >= stop:
                break
            elements.append(CharSpan(begin, stop))
        elements = [trimmed for e in reversed(elements) if (trimmed := self._trim(e)) is not None]
        return elements

    def _floor(self, at: int) -> int:
        ends = [span.end for span in self.taken if span.end <= at]
        return max([self.sentence.start, *ends])

    def _without_note(self, span: CharSpan) -> CharSpan:
        """The element without a note on its stage in brackets: 戴尔乐（征地）."""
        note = re.search(r"[（(][^（）()]{2,8}[）)]$", self.text[slice(*span)])
        if note and any(t.start >= span.start + note.start() and t.end <= span.end for t in self.around.triggers):
            return CharSpan(span.start, span.start + note.start())
        return span

    def _trim(self, span: CharSpan) -> CharSpan | None:
        start, end = span
        lead = _LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        while end > start and self.text[end - 1] in " 　“”、·":
            end -= 1
        return CharSpan(start, end) if end - start >= 2 else None

    def _closing(self, after: int) -> int | None:
        """The end of the head word that closes a list after 等, or None: 等（一批）…项目（N个）."""
        stretch = self.text[after : min(after + 40, self.sentence.end)]
        match = re.match(
            r"(?!地)[^，。；：,;:！？“”（）()]{0,30}?(?:项目|工程)(?!经理|部|组|公司|服务|机制|制度|管理|清单|名单)",
            stretch,
        )
        if match and re.search(r"配套|附属|辅助", match.group()):
            return None
        told = re.sub(r"^(?:在建|续建|新建|开工|竣工|投产|签约)的", "", match.group()) if match else ""
        if match and not re.search(r"(?:的|已|正|将|均|在|了|开工|建成|投产|计划)", told[:-2]):
            return after + match.end()
        counted = re.match(r"\s?[0-9一二三四五六七八九十百]+(?:余|多)?[个条座处家](?=[，。；！？,;)）]|$)", stretch)
        if counted:
            return after + counted.end()
        return self._counted_facility(after)

    def _counted_facility(self, after: int) -> int | None:
        """The end of the counted facility that a list is made of: 雅康、汶马等4条藏区高速公路."""
        counted = re.compile(r"[0-9一二三四五六七八九十]+[个条座处家](?=[^，。；、的]{2,12})").match(self.text, after)
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
            bool(re.search(r"(?:项目|工程|[一二三四五六]期)$", self.text[e.start : e.end])) or self._facility(e)
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

    def _facility(self, span: CharSpan) -> bool:
        return any(end == span.end and start > span.start for start, end, _ in self.words.heads(self.text, *span))

    def _add_list(self, elements: list[CharSpan], end: int, *, completed: bool) -> int:
        """Add the elements as mentions of one group; the number of mentions found before.

        A bare place is an element where the closing words say what is built there (`completed`).
        """
        self.groups += 1
        before = len(self.found)
        industries = self._industries(elements[-1].end + 1, end)
        for index, element in enumerate(map(self._without_note, elements)):
            mention = self._mention(element, "list-closed-by-等", self.groups, in_list=True)
            if mention is None and completed and any(p.span == element for p in self.around.places):
                name = self.text[slice(*element)]
                mention = ProjectMention(
                    *element, "named", name, None, None, self.groups, "", "list-closed-by-等"
                )  # fmt: skip
            if mention is None:
                continue
            if re.fullmatch(r"[A-Z][0-9]{2,4}", mention.name) and index + 1 < len(elements):
                # G206和S332一级公路 share their closing word.
                closing = re.sub(r"^[A-Z][0-9]{2,4}", "", self.text[slice(*elements[index + 1])])
                mention = replace(mention, name=mention.name + closing)
            self.found.append(replace(mention, open_list=True, industries=industries))
        if len(self.found) > before:
            self.taken.append(CharSpan(elements[0].start, end))
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
        return self.text[heads[-1][0] : closing] if counted and heads else shared.group(1)

    def _write_out(self, first: int, shared: str) -> None:
        """A closing word that bare owners or places share is written out for each: 东启、汇能等风电项目."""
        members = self.found[first:]
        bare = [m for m in members if self._bare(m)]
        if not shared or 2 * len(bare) <= len(members):
            return
        for index in range(first, len(self.found)):
            if self.found[index] in bare:
                self.found[index] = replace(self.found[index], name=self.found[index].name + shared)

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
        self.groups += 1
        for element in elements:
            name = self.text[slice(*element)] + self.text[slice(*head)]
            self.found.append(
                ProjectMention(
                    element.start,
                    element.end,
                    "named",
                    name,
                    None,
                    None,
                    self.groups,
                    "facility",
                    "list-with-shared-head",
                    True,
                )
            )
        self.taken.append(CharSpan(elements[0].start, head.end))

    def _heads(self) -> None:
        # From the right: the last head of a run closes the name (模具一体化项目, 改造工程).
        for start, end, kind in reversed(self.heads):
            if any(span.start < end and start < span.end for span in self.taken):
                continue
            behind = find_phases(self.text, end, min(end + 10, self.sentence.end))
            close = behind[0].end if behind and behind[0].start == end else end
            if close == end and kind == "facility":
                close = self._with_section(start, end)
            if self.text[start - 1 : start] == "、" and kind == "generic":
                continue
            if kind in {"generic", "facility", "unit"} and self._anaphor(start, end, kind):
                continue
            begin = self.edge.left_edge(end, self._floor(start), through_links=True)
            begin = self._quoted(begin, end)
            pointed = _POINTED.search(self.text, max(self.sentence.start, begin - 30), begin)
            if pointed and begin < end:
                begin = pointed.start()
                self.groups += 1
                head = kind if kind == "generic" else self.text[start:end]
                self.found.append(ProjectMention(begin, end, "anaphor", "", None, None, self.groups, head, "anaphor"))
                self.taken.append(CharSpan(begin, end))
                continue
            span = self._trim(CharSpan(begin, close))
            if span is None or span.end <= start:
                continue
            self.groups += 1
            mention = self._mention(span, f"{kind}-head", self.groups, in_list=False, head=kind)
            if mention:
                self.found.append(mention)
                self.taken.append(mention.span)
                self._extend_left(mention)

    def _units(self) -> None:
        """Numbered units, with the name of their plant before them or alone (4号机组)."""
        for units in find_units(self.text, self.sentence):
            if any(s.start < units.span.end and units.span.start < s.end for s in self.taken):
                continue
            at = units.span.start
            if self.text[at - 1 : at] in {"（", "("}:
                continue  # 二期（3号、4号机组）
            begin = self.edge.left_edge(at, self._floor(at), through_links=True)
            span = self._trim(CharSpan(begin, at)) if begin < at else None
            # 辽宁庄河核电项目|1号、2号机组
            stop = at - 2 if self.text.endswith(("项目", "工程"), begin, at) or self.text[at - 2 : at] == "项目" else at
            if span is None and stop < at:
                span = self._trim(CharSpan(self.edge.left_edge(at, self._floor(at - 2), through_links=True), stop))
            plant = self._mention(CharSpan(span.start, stop), "unit-head", 0, in_list=True) if span else None
            if span is not None and (plant is None or not (self.evidence.anchored(span) or self._facility(plant.span))):
                continue
            self.groups += 1
            for name, place in units.each:
                start = plant.start if plant and place == units.each[0][1] else place.start
                self.found.append(
                    ProjectMention(
                        start, place.end, "named" if plant else "unit", (plant.name if plant else "") + name,
                        plant.phase if plant else None, plant.phase_number if plant else None, self.groups, "unit",
                        "unit-named" if plant else "unit-alone", phase_span=plant.phase_span if plant else None,
                    )
                )  # fmt: skip
            self.taken.append(CharSpan(plant.start if plant else at, units.span.end))

    def _with_section(self, start: int, end: int) -> int:
        """The end of a road or line with the section that is meant: 厦沙高速公路三明段, 缙云至仙居高速（缙云段）."""
        if not self.text[start:end].endswith(_ROADS):
            return end
        section = _SECTION.match(self.text, end, min(end + 16, self.sentence.end))
        if section is None:
            return end
        words = set(texts(section.group().strip("（）()")))
        return end if words & (self.words.stops - {"至", "到"}) else section.end()

    def _add_routes(self, routes: list[CharSpan], last: ProjectMention) -> None:
        """G206和S332一级公路改建工程: each route is completed by the closing words."""
        closing = re.sub(r"^[A-Z][0-9]{1,4}", "", last.name)
        for route in routes:
            name = self.text[slice(*route)] + closing
            self.found.append(replace(last, start=route.start, end=route.end, name=name, rule="list-before-head"))
            self.taken.append(route)

    def _quoted(self, begin: int, end: int) -> int:
        """The beginning of the quotation that the name fills to its end: “年产4万吨A及4万吨B项目”."""
        if self.text[end : end + 1] not in {"”", "》"}:
            return begin
        opening = self.text.rfind("“" if self.text[end] == "”" else "《", max(self._floor(end), end - 60), end)
        whole = self.text[opening + 1 : end]
        return opening + 1 if opening >= 0 and begin > opening and not re.search("[，。；：关于]", whole) else begin

    def _extend_left(self, last: ProjectMention) -> None:
        """The earlier names of a list that only the last head closes: 分别为A、B及C项目."""
        text, floor = self.text, self._floor(last.start)
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
        if not elements or not re.search(r"(?:分别为|分别是|包括|即|：|:|有)$", text[max(floor, begin - 3) : begin]):
            return
        for element in elements:
            span = self._trim(element)
            mention = self._mention(span, "list-before-head", last.group, in_list=True) if span else None
            if mention is not None and self.evidence.anchored(mention.span):
                self.found.append(mention)
                self.taken.append(mention.span)

    def _anaphor(self, start: int, end: int, kind: str) -> bool:
        """该项目, and a bare 项目 (or 电站, 工厂) in the place of a subject."""
        text = self.text
        before = text[max(self.sentence.start, start - 3) : start]
        lead = next((a for a in self.words.anaphors if before.endswith(a)), None)
        phases = find_phases(text, end, min(end + 8, self.sentence.end))
        phase = phases[0] if phases and phases[0].start == end else None
        bare = (start == self.sentence.start or text[start - 1] in "，。；：,;:\n“、 　") and (
            _SUBJECT.match(text, end) is not None or phase is not None
        )
        if lead is None and not bare:
            return False
        begin = start - len(lead) if lead else start
        words = text[slice(*self.sentence)]
        whole = lead == "整个" or re.search("分[两二三四五2-5]期", words) is not None
        self.groups += 1
        self.found.append(
            ProjectMention(
                begin,
                phase.end if phase else end,
                "phase" if phase else "anaphor",
                "",
                phase.value if phase else None,
                phase.number if phase else None,
                self.groups,
                kind if kind == "generic" else text[start:end],
                "anaphor-whole" if whole else "anaphor",
                phase_span=CharSpan(phase.start, phase.end) if phase else None,
            )
        )
        self.taken.append(CharSpan(begin, phase.end if phase else end))
        return True

    def _phases(self) -> None:
        """Phases that stand alone (其中一期…) or close a name without a head (云海三期)."""
        for phase in find_phases(self.text, *self.sentence):
            if any(span.start < phase.end and phase.start < span.end for span in self.taken):
                continue
            begin = self.edge.left_edge(phase.start, self._floor(phase.start), through_links=True)
            span = self._trim(CharSpan(begin, phase.end))
            self.groups += 1
            mention = self._mention(span, "phase-head", self.groups, in_list=False) if span else None
            if mention is None and (span is None or len(self.text[span.start : phase.start]) <= 2):
                mention = ProjectMention(
                    phase.start, phase.end, "phase", "", phase.value, phase.number, self.groups, "phase", "phase-alone",
                    phase_span=CharSpan(phase.start, phase.end),
                )  # fmt: skip
            if mention:
                self.found.append(mention)
                self.taken.append(mention.span)

    def _first_word(self, start: int, name: str) -> str:
        """The word that a name begins with, unless an organization or a place begins there (从化, 无锡)."""
        if any(s.start == start for spans in (self.around.organizations, self.around.places) for s in spans):
            return ""
        words = texts(name)
        return words[0] if words else ""

    def _opened_by_name(self, span: CharSpan) -> CharSpan | None:
        """The stretch from the word on that its name begins with; None where it names no one project."""
        at = span.start
        for word, start, end in cut(self.text[span.start : span.end])[:4]:
            kinds = (self.around.organizations, self.around.places, self.around.outputs)
            here, after = span.start + start, span.start + end
            if here != at or any(s.start <= at < s.end for spans in kinds for s in spans):
                break
            if any(True for _ in gazetteer().prefixes(self.text[at : at + 4])):
                break  # 如东, 应城
            if word in self.words.no_openers:
                return None
            anchored = any(s.start == after for spans in kinds[:2] for s in spans)
            if span.end - after < 3 or not self.words.stands_before(word, anchored=anchored):
                break
            at = after
        return CharSpan(at, span.end)

    def _without_owner(self, span: CharSpan) -> tuple[CharSpan | None, CharSpan]:
        """A registered name before a name of its own, which is the company and no part of the name; and the rest."""
        for org in self.around.organizations:
            if org.start != span.start or org.end >= span.end - 2:
                continue
            rest = bare_name(self.text[org.end : span.end])
            registered = self.text[org.start : org.end].endswith(("有限公司", "有限责任公司"))
            if registered and len(rest) > 3 and not self.words.is_class(rest):
                return org.span, CharSpan(org.end, span.end)
        return None, span

    def _mention(
        self, span: CharSpan, rule: str, group: int, *, in_list: bool, head: str = ""
    ) -> ProjectMention | None:
        text = self.text
        company, span = self._without_owner(span)
        sited = self.evidence.sited(span, head) if head in {"facility", "unit", "generic"} else None
        if sited is not None:
            return ProjectMention(span.start, span.end, "named", sited, None, None, group, head, "sited-facility")
        if any(o.span == span and o.kind not in {"company", "park"} for o in self.around.organizations):
            return None
        verb = _BUILDS.match(text, span.start, span.end)
        if verb and span.end - verb.end() >= 4:
            span = CharSpan(verb.end(), span.end)
        opened = self._opened_by_name(span)
        if opened is None:
            return None
        span = opened
        words = text[span.start : span.end]
        phases = find_phases(text, span.start, span.end)
        phase = phases[0] if phases else None
        if phase:
            words = text[span.start : phase.start] + _tail(text[phase.end : span.end])
        name = bare_name(words)
        if name and len(name) == 1:
            return None
        priced = head in {"facility", "unit"} and self.evidence.priced(span.start)
        if name and head == "generic" and not priced and not in_list and self.evidence.without_content(span, name):
            return ProjectMention(
                span.start, span.end, "short", name, None, None, group, head, "short-name", strong=False
            )
        if not name or (self.evidence.without_content(span, name) and not priced):
            return None
        if phase and head == "" and not in_list and len(name) <= 3 and self.evidence.common_noun(span, name):
            return None
        if not in_list and (not (priced or self.evidence.named(span, head)) or self.evidence.act(span, name)):
            return None
        if head == "generic" and name[-1] in "与和及或暨":
            return None
        if _NO_NAME.search(name) or self._first_word(span.start, name) in _NO_FIRST:
            return None
        if (
            re.match(
                r"(?:第|近|约|超|上)?[0-9一二两三四五六七八九十百千余多几数]+(?:余|多)?(?:个|项|条|座|家|大|台|处|种|批)",
                name,
            )
            or len(name) > 60
        ):
            return None
        return ProjectMention(
            span.start, span.end, "named", name, phase.value if phase else None, phase.number if phase else None,
            group, head, rule, company=company, phase_span=CharSpan(phase.start, phase.end) if phase else None,
            fresh=priced and self.words.is_class(name),
            strong=in_list or bool(phase or company) or self.evidence.strong(span, name, head, priced),
        )  # fmt: skip

    def _joined(self) -> list[ProjectMention]:
        """Mentions side by side (A项目、B项目和C项目) as one group."""
        out: list[ProjectMention] = []
        for mention in self.found:
            last = out[-1] if out else None
            if last and last.form == mention.form == "named" and last.group != mention.group:
                between = self.text[last.end : mention.start]
                if between in {"、", "和", "及", "与", "以及", "，以及", "项目、", "项目和", "及其"}:
                    mention = replace(mention, group=last.group)
            out.append(mention)
        return out


def _tail(text: str) -> str:
    """What stands after the phase inside a mention, without the head that belongs to the phase."""
    return re.sub(r"^(?:的)?(?:项目|工程)(?=$)", "", text)
