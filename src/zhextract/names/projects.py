"""Where projects are named: a head word or a list, and from there leftwards to where the name begins.

A name ends in a head (项目, 工程, a kind of facility, a phase) or stands in a list that a head or 等 closes. Its left
edge is the nearest word that cannot be part of a name: a mark, a verb, a preposition, a date, a sum of money. jieba's
words are used as evidence for that edge only; the spans are those of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.loader import load
from zhextract.names.mention import Mention
from zhextract.names.phases import find_phases
from zhextract.records.values import CharSpan, Model
from zhextract.text.words import cut, tag


class ProjectWords(Model):
    """The shape of `projects.toml`."""

    generic: tuple[str, ...]
    not_head: tuple[str, ...]
    facilities: tuple[str, ...]
    units: tuple[str, ...]
    works: tuple[str, ...]
    stops: tuple[str, ...]
    qualifiers: tuple[str, ...]
    classes: tuple[str, ...]
    anaphors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A place where a project is meant.

    `form` is `named`, `short` (产业基地项目, which only recalls a longer name), `anaphor` (该项目) or `phase` (其中一期);
    `name` is without phase and closing generic word, empty for the last two. Mentions of one list share `group`. `head`
    is the kind of head word that closes the mention. `company` is a full registered name that stood before the name.
    `strong` names stand on their own beside others; a `fresh` one, made of class words with a figure of its own, is no
    other mention of a project before.
    """

    start: int
    end: int
    form: str
    name: str
    phase: str | None
    phase_number: int | None
    group: int
    head: str
    rule: str
    open_list: bool = False
    company: CharSpan | None = None
    phase_span: CharSpan | None = None
    strong: bool = True
    fresh: bool = False


@dataclass(slots=True)
class Surroundings:
    """What else was found in the text, sorted by place: evidence for where a name begins and whether it is one."""

    organizations: Sequence[Mention] = ()
    places: Sequence[Mention] = ()
    barriers: Sequence[CharSpan] = ()  # dates and sums of money: never inside a name
    outputs: Sequence[CharSpan] = ()  # 年产5万吨, 20MW: may be inside a name
    triggers: Sequence[CharSpan] = ()  # 新开工, 投产: end a name on its left
    owners: frozenset[str] = frozenset()
    _starts: dict[int, list[int]] = field(default_factory=dict)


_HARD = frozenset("，。；：！？,;:!?\n…“《【】「『→|─")
_CLOSERS = {"”": "“", "》": "《", "）": "（", ")": "(", "」": "「"}
#: Stretches that are no names: a partner or a place with its preposition, a back-reference, traffic figures.
_NO_NAME = re.compile(
    r"^(?:与|从|向|面向|来自|以|使|及|对|为|给|让|由|上述|前述|该|本次|此次|其|无|非|因)|(?:相关|有关|募投|因|等|的|上述)$|[》”][^《“]*$(?<![》”])|"
    r"[0-9]+(?:架次|人次|万人|亿元|万元|次)"
)
#: What follows the name of something whose stage is told: 城际铁路预计年底开工.
_TELLS = re.compile(r"(?:预计|将|已|计划|拟|正|于|有望|力争|开工|动工|通车|投产|建成|今年|明年|[0-9])")
#: X在Y兴建的产业园: the facility is named by owner, place and kind.
_SITED = re.compile(r"在(?P<place>[^，。；、的]{2,12}?)[^，。；、的]{0,12}?(?:兴建|建设|设立|新建|兴办|投建|建)的?$")
#: A verb of building that the words of jieba hid inside a name: 募资金投建A.
_BUILDS = re.compile(r"[^“”《》]{0,12}?(?:投资建设|投资新建|投资兴建|投建)")
#: 等 that closes a list, not 等级, 等待, 等于.
_AND_OTHERS = re.compile("等(?!级|待|于|候|量|价|额|分|同|式|离子|到|着|了)")
_LINKS = frozenset({"和", "与", "及", "以及", "暨", "、", "和及"})
_TRAILING = re.compile(r"(?:(?:的|新|拟)?(?:建设)?(?:项目|工程)(?:建设)?|(?<=.)建设|（[^（）]{0,3}）|\s)+$")
_LEAD = re.compile(
    r"(?:[0-9]{1,2}[、.．]|①|②|③|④|⑤|⑥|建(?=[^设筑材])|以及|至于|特别是|尤其是|即|像|仅|至|[ 　“”、·—-])+"
)
#: What follows a bare 项目 that stands for the project spoken of.
_SUBJECT = re.compile(
    r"[，,]?(?:总投资|计划|将|建成|采用|位于|选址|占地|分|由|预计|已|于|规划|全部|整体|一期|二期|三期|拟|落|总|达产|投产|建设|用地|"
    r"目前|正|现|自|年|主要|设计|建筑|投资|竣工|开工|今年|力争|有望|可|占|集|包括|达|净地|立项|手续|主体|首|需|计|历时)"
)


class ProjectFinder:
    """Finds project mentions. Thread-safe once built."""

    def __init__(self, words: ProjectWords | None = None) -> None:
        table = words or load("projects.toml", ProjectWords)
        self.stops = frozenset(table.stops)
        self.classes = frozenset(table.classes)
        self.qualifiers = frozenset(table.qualifiers)
        self.works = table.works
        self._facilities = frozenset(table.facilities)
        self._anaphors = tuple(sorted(table.anaphors, key=len, reverse=True))
        heads = [*table.generic, *table.facilities, *table.units, *table.works]
        self._kinds = [*("generic" for _ in table.generic), *("facility" for _ in table.facilities)]
        self._kinds += ["unit"] * len(table.units)
        self._kinds += ["works"] * len(table.works) + ["not"] * len(table.not_head)
        self._scan = AhoCorasick([*heads, *table.not_head], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, sentence: CharSpan, around: Surroundings) -> list[ProjectMention]:
        """The project mentions of one sentence, in order; offsets count in `text`."""
        return _Search(self, text, sentence, around).run()

    def heads(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Head words in `text[start:end]` as (start, end, kind)."""
        return [
            (a + start, b + start, self._kinds[index])
            for index, a, b in self._scan.find_matches_as_indexes(text[start:end])
            if self._kinds[index] != "not"
        ]

    def is_class(self, name: str) -> bool:
        """Whether the name is made of class words alone (重点产业), and so names no one project."""
        return self._made_of(name, self.classes)

    def is_vague(self, name: str) -> bool:
        """Whether the name is made of qualifiers alone (重点, 市级重大)."""
        return self._made_of(name, self.qualifiers)

    def _made_of(self, name: str, words: frozenset[str]) -> bool:
        name = re.sub(r"[“”\"‘’（）()\s、]", "", name)
        if len(name) < 2:
            return True
        return all(word in words or word in self.stops or word.isdigit() for word, _, _ in cut(name))


class _Search:
    """One pass over one sentence."""

    def __init__(self, finder: ProjectFinder, text: str, sentence: CharSpan, around: Surroundings) -> None:
        self.finder, self.text, self.sentence, self.around = finder, text, sentence, around
        offset = sentence.start
        self.tokens = [(w, s + offset, e + offset) for w, s, e in cut(text[sentence.start : sentence.end])]
        self.token_starts = [s for _, s, _ in self.tokens]
        self.taken: list[CharSpan] = []
        self.found: list[ProjectMention] = []
        self.groups = 0

    def run(self) -> list[ProjectMention]:
        self._lists()
        self._heads()
        self._phases()
        self.found.sort(key=lambda m: (m.start, m.end))
        return self._joined()

    # ---- left edge -------------------------------------------------------------------------------------------------
    def _token_at(self, position: int) -> int:
        """The index of the token that holds the character before `position`."""
        return bisect_left(self.token_starts, position) - 1

    def _covering(self, spans: Sequence[Mention] | Sequence[CharSpan], position: int) -> CharSpan | None:
        """The longest of `spans` that holds the character before `position`."""
        best: CharSpan | None = None
        for span in spans:
            if span.start >= position:
                break
            if span.end >= position and (best is None or span.start < best.start):
                best = CharSpan(span.start, span.end)
        return best

    def left_edge(self, end: int, floor: int, *, through_links: bool) -> int:
        """Where the name that ends at `end` begins, not before `floor`."""
        position = end
        while position > floor:
            for protected in (self.around.outputs, self.around.organizations, self.around.places):
                span = self._covering(protected, position)
                if span and any(span.start <= t.start and t.end < span.end for t in self.around.triggers):
                    continue
                if span and span.start >= floor and span.end <= end and span.start < position:
                    position = span.start
                    break
            else:
                if self._covering(self.around.barriers, position) or self._covering(self.around.triggers, position):
                    return position
                index = self._token_at(position)
                if index < 0:
                    return position
                word, start, token_end = self.tokens[index]
                if token_end > position:
                    word = self.text[start:position]
                char = self.text[position - 1]
                if char in _CLOSERS:
                    opening = self.text.rfind(_CLOSERS[char], max(floor, position - 30), position - 1)
                    if opening < 0:
                        return position
                    position = opening
                    continue
                if char in " 　" and not (
                    self.text[position - 2 : position - 1].isascii() and self.text[position : position + 1].isascii()
                ):
                    return position
                if char in _HARD or char in "（(" or (char == "—" and self.text[position - 2 : position - 1] == "—"):
                    return position
                if word in _LINKS:
                    if (word == "、" and not through_links) or not self._joins(start, position, end):
                        return position
                elif word in {"项目", "工程"} and position < end and not self._goes_on(position, end):
                    return position
                elif word in {"至", "到"} and self._between_places(start, position):
                    pass  # 西安至十堰高速铁路
                elif word in self.finder.stops and not (word == "建设" and self._is_tail(position, end)):
                    return position
                position = max(start, floor)
        return position

    def _between_places(self, start: int, end: int) -> bool:
        places = self.around.places
        return any(p.end == start for p in places) and any(p.start == end for p in places)

    def _goes_on(self, position: int, end: int) -> bool:
        """Whether a name goes on behind an inner 项目: A项目配套加氢站, A工程乌拉特中旗风电项目."""
        return self.text.startswith(("配套", "附属"), position) or any(
            s.start == position and s.end < end for s in self.around.places
        )

    def _is_tail(self, position: int, end: int) -> bool:
        """Whether the word that ends at `position` stands right before the closing head (…建设项目)."""
        return re.fullmatch(r"(?:项目|工程|[一二三四五六首]期(?:工程|项目)?)?", self.text[position:end]) is not None

    def _joins(self, link: int, after: int, end: int) -> bool:
        """Whether a link inside a name joins its parts (研发和生产) rather than two names (A项目和B项目)."""
        left = self.text[max(self.sentence.start, link - 6) : link]
        if re.search(r"(?:项目|工程|期|园|站|场|厂|基地|公路|高铁|大桥|中心|[）)])$", left):
            return False
        return not self._name_starts_own(after, end)

    def _name_starts_own(self, start: int, end: int) -> bool:
        """Whether a name of its own begins at `start`: an organization, a place, an output."""
        while start < end and self.text[start] in " 　":
            start += 1
        return re.match(r"[A-Z][0-9]{2,4}", self.text[start:end]) is not None or any(
            span.start == start and span.end < end
            for spans in (self.around.organizations, self.around.places, self.around.outputs)
            for span in spans
        )

    # ---- lists -----------------------------------------------------------------------------------------------------
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
        if not any(end == head.end for _, end, kind in self.finder.heads(self.text, *head) if kind != "works"):
            return None
        kinds = (self.around.organizations, self.around.places)
        named = [e for e in elements if any(s.start == e.start and s.end == e.end for spans in kinds for s in spans)]
        return head if 2 * len(named) >= len(elements) else None

    def _lists(self) -> None:
        """Lists that 等 closes: A、B、C等（…）项目, A、B等正加快建设."""
        text, sentence = self.text, self.sentence
        for match in _AND_OTHERS.finditer(text, *sentence):
            at = match.start()
            if self.tokens[self._token_at(at + 1)][1] != at:
                continue
            elements = self._elements(at)
            if not elements:
                continue
            shared = self._shared_head(elements, at + 1)
            if shared is not None:
                self._add_shared(elements, shared)
                continue
            closing = self._closing(at + 1)
            if closing is None and not self._project_like(elements) and not self._opened(elements[0].start):
                continue
            self._add_list(elements, closing or at + 1, open_list=True, rule="list-closed-by-等")

    def _elements(self, at: int) -> list[CharSpan]:
        """The elements of the list that ends at `at`, in order; empty when there is none."""
        text, floor = self.text, self._floor(at)
        begin = self.left_edge(at, floor, through_links=False)
        elements = [CharSpan(begin, at)]
        while begin > floor and text[begin - 1] in "、和及与":
            stop = begin - (2 if text[max(floor, begin - 2) : begin] == "以及" else 1)
            begin = self.left_edge(stop, floor, through_links=False)
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
        match = re.match(r"[^，。；：,;:！？“”（）()]{0,30}?(?:项目|工程)(?!经理|部|组|公司)", stretch)
        if match and re.search(r"配套|附属|辅助", match.group()):
            return None
        if match and not re.search(r"(?:的|已|正|将|均|在|了|开工|建成|投产|计划)", match.group()[:-2]):
            return after + match.end()
        counted = re.match(r"\s?[0-9一二三四五六七八九十百]+(?:余|多)?[个条座处家](?=[，。；！？,;)）]|$)", stretch)
        return after + counted.end() if counted else None

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
        return any(end == span.end and start > span.start for start, end, _ in self.finder.heads(self.text, *span))

    def _add_list(self, elements: list[CharSpan], end: int, *, open_list: bool, rule: str) -> None:
        self.groups += 1
        added = False
        for index, element in enumerate(map(self._without_note, elements)):
            mention = self._mention(element, rule, self.groups, in_list=True)
            if mention:
                if re.fullmatch(r"[A-Z][0-9]{2,4}", mention.name) and index + 1 < len(elements):
                    # G206和S332一级公路 share their closing word.
                    mention = replace(
                        mention,
                        name=mention.name + re.sub(r"^[A-Z][0-9]{2,4}", "", self.text[slice(*elements[index + 1])]),
                    )
                self.found.append(replace(mention, open_list=open_list))
                added = True
        if added:
            self.taken.append(CharSpan(elements[0].start, end))

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

    # ---- single heads ----------------------------------------------------------------------------------------------
    def _heads(self) -> None:
        # From the right: the last head of a run closes the name (模具一体化项目, 改造工程).
        for start, end, kind in reversed(self.finder.heads(self.text, *self.sentence)):
            if any(span.start < end and start < span.end for span in self.taken):
                continue
            behind = find_phases(self.text, end, min(end + 10, self.sentence.end))
            close = behind[0].end if behind and behind[0].start == end else end
            if self.text[start - 1 : start] == "、" and kind == "generic":
                continue
            if kind in {"generic", "facility", "unit"} and self._anaphor(start, end, kind):
                continue
            begin = self.left_edge(end, self._floor(start), through_links=True)
            pointed = re.search(
                r"(?:这座|这条|这个|这家|这一|这项|该)$", self.text[max(self.sentence.start, begin - 2) : begin]
            )
            if pointed and begin < start:
                begin -= len(pointed.group())
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
                self.taken.append(CharSpan(mention.start, mention.end))

    def _anaphor(self, start: int, end: int, kind: str) -> bool:
        """该项目, and a bare 项目 (or 电站, 工厂) in the place of a subject."""
        text = self.text
        before = text[max(self.sentence.start, start - 3) : start]
        lead = next((a for a in self.finder._anaphors if before.endswith(a)), None)
        phases = find_phases(text, end, min(end + 8, self.sentence.end))
        phase = phases[0] if phases and phases[0].start == end else None
        bare = (start == self.sentence.start or text[start - 1] in "，。；：,;:\n“”、 　") and (
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
            begin = self.left_edge(phase.start, self._floor(phase.start), through_links=True)
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
                self.taken.append(CharSpan(mention.start, mention.end))

    # ---- what a stretch names --------------------------------------------------------------------------------------
    def _mention(
        self, span: CharSpan, rule: str, group: int, *, in_list: bool, head: str = ""
    ) -> ProjectMention | None:
        text = self.text
        company: CharSpan | None = None
        for org in self.around.organizations:
            # A registered name before a name of its own is the company, not part of the name.
            if (
                org.start == span.start
                and org.end < span.end - 2
                and text[org.start : org.end].endswith(("有限公司", "有限责任公司"))
            ):
                rest = bare_name(text[org.end : span.end])
                if len(rest) > 3 and not self.finder.is_class(rest):
                    company, span = CharSpan(org.start, org.end), CharSpan(org.end, span.end)
                    break
        sited = self._sited(span, head) if head in {"facility", "unit"} else None
        if sited is not None:
            return ProjectMention(span.start, span.end, "named", sited, None, None, group, head, "sited-facility")
        verb = _BUILDS.match(text, span.start, span.end)
        if verb and span.end - verb.end() >= 4:
            span = CharSpan(verb.end(), span.end)
        words = text[span.start : span.end]
        phases = find_phases(text, span.start, span.end)
        phase = phases[0] if phases else None
        if phase:
            words = text[span.start : phase.start] + _tail(text[phase.end : span.end])
        name = bare_name(words)
        if name and len(name) == 1:
            return None
        priced = head in {"facility", "unit"} and self._priced(span.start)
        if name and head == "generic" and not priced and not in_list and self._without_content(span, name):
            return ProjectMention(
                span.start, span.end, "short", name, None, None, group, head, "short-name", strong=False
            )
        if not name or (self._without_content(span, name) and not priced):
            return None
        if phase and head == "" and not in_list and len(name) <= 3 and self._common_noun(span, name):
            return None
        if not in_list and (not (priced or self._named(span, head)) or self._act(span, name)):
            return None
        if _NO_NAME.search(name):
            return None
        if (
            re.match(r"第?[0-9一二两三四五六七八九十百千余多几数]+(?:个|项|条|座|家|大|台|处|种|批)", name)
            or len(name) > 60
        ):
            return None
        return ProjectMention(
            span.start, span.end, "named", name, phase.value if phase else None, phase.number if phase else None,
            group, head, rule, company=company, phase_span=CharSpan(phase.start, phase.end) if phase else None,
            fresh=priced and self.finder.is_class(name),
            strong=in_list or phase is not None or company is not None or self._strong(span, name, head, priced),
        )  # fmt: skip

    def _anchored(self, span: CharSpan) -> bool:
        """Whether an organization, a place or an output stands in the stretch."""
        return any(
            s.start >= span.start and s.end <= span.end and s.end - s.start >= 2
            for spans in (self.around.organizations, self.around.places, self.around.outputs)
            for s in spans
        )

    def _without_content(self, span: CharSpan, name: str) -> bool:
        """Whether the name, its places left out, says nothing: 河北省重点, 风电光伏."""
        rest = self.text[slice(*span)]
        for place in sorted(self.around.places, key=lambda p: p.start, reverse=True):
            if place.start >= span.start and place.end <= span.end:
                rest = rest[: place.start - span.start] + rest[place.end - span.start :]
        bare = bare_name(rest)
        placed = len(rest) < span.end - span.start
        if placed:
            return bare == "" or self.finder.is_vague(bare)
        return self.finder.is_class(name)

    def _named(self, span: CharSpan, head: str) -> bool:
        """Whether a single stretch without 项目 or 工程 is specific enough for a project of its own.

        A facility, a unit or works count with an owner, a place or an output in the name; otherwise only in a clause
        that dates or prices them, since 建设现代化公路 names no road.
        """
        if head in {"generic", ""}:
            if re.search(
                r"(?:是|成为|作为|属于)[^，。；]{0,26}$",
                self.text[max(self.sentence.start, span.start - 30) : span.start],
            ) and re.search(
                r"首|唯一|重点|示范|标志性|之一|第[一二三]|最",
                self.text[max(self.sentence.start, span.start - 8) : span.end + 2],
            ):
                return False
            return not self.text.startswith(("两部分", "三部分"), span.end)
        if re.match(
            r"内|里|附近|旁|车间|智能化|负责|工作人员|副总|总经理|现场|相关|有关|员工|党|管委会|企业|入驻|管理|公司|办公室",
            self.text[span.end : span.end + 4],
        ):
            return False
        if self._described(span) or self.text.startswith(("两部分", "三部分", "的送出", "附近"), span.end):
            return False
        if self.text[span.start - 1 : span.start] in {"在", "于", "为"} and self._head_before(span.start):
            return False  # where something else is built
        holder = next((o for o in self.around.organizations if o.start <= span.start and o.end >= span.end), None)
        if holder is not None:
            return False
        if head == "works" and span.end - span.start < 6:
            return False
        if head == "unit":
            numbered = re.search(r"[0-9一二三四五六七八九十]+号机组", self.text[slice(*span)]) is not None
            kinds = (self.around.organizations, self.around.outputs)
            owned = any(s.start >= span.start and s.end <= span.end for spans in kinds for s in spans)
            return owned or (numbered and self._anchored(span))
        if self._anchored(span) or self._being_built(span.start):
            return True
        if head != "facility" or span.end - span.start < 6:
            return False
        return any(abs(b.start - span.end) <= 16 or abs(span.start - b.end) <= 16 for b in self.around.barriers)

    def _strong(self, span: CharSpan, name: str, head: str, priced: bool) -> bool:
        """Whether the name stands on its own beside a project that was spoken of before."""
        if head == "unit":
            return (
                any(o.start >= span.start and o.end <= span.end for o in self.around.organizations) or "号机组" in name
            )
        before = self.text[max(self.sentence.start, span.start - 4) : span.start]
        told = len(name) >= 5 and _TELLS.match(self.text, span.end) is not None
        introduced = (
            re.search(r"(?:新建|投建|兴建|拟建|(?<!开工)建设|启动|追加投资建|投资建|签约)$", before) is not None
        )
        return (
            priced or introduced or told or len(name) >= 7 or self._anchored(span) or before.endswith(("“", "《", "的"))
        )

    def _sited(self, span: CharSpan, head: str) -> str | None:
        """The name of a facility told by owner and place: 三一重工在印度兴建的产业园."""
        if span.end - span.start > 6:
            return None
        low = max(self.sentence.start, span.start - 30)
        match = _SITED.search(self.text[low : span.start])
        if match is None:
            return None
        start = low + match.start("place")
        place = next((p for p in self.around.places if p.start == start), None)
        if place is None:
            return None
        owner = next(
            (
                o
                for o in self.around.organizations
                if o.kind == "company" and low - 12 <= o.start and o.end == start - 1
            ),
            None,
        )
        return (owner.name if owner else "") + place.name + self.text[slice(*span)]

    def _priced(self, start: int) -> bool:
        """Whether a figure stands before the name as its attribute: 装机容量100MW的光伏电站."""
        if self.text[start - 1 : start] != "的":
            return False
        spans = (*self.around.barriers, *self.around.outputs)
        return any(start - 4 <= s.end <= start - 1 for s in spans)

    def _common_noun(self, span: CharSpan, name: str) -> bool:
        """Whether a short name before a phase is a noun of the dictionary (市场二期) and no organization."""
        if any(o.start >= span.start and o.end <= span.end for o in self.around.organizations):
            return False
        return (tag(name) or "x")[0] in "nva" and tag(name) not in {"ns", "nz", "nt", "nr"}

    def _act(self, span: CharSpan, name: str) -> bool:
        """Whether the words before 项目 are an act upon projects (分管项目, 协调推进项目), not a name."""
        if self._anchored(span) or len(name) > 6:
            return False
        if self.text[span.start - 2 : span.start] in {"实施", "开展"}:
            return True
        return all((tag(word) or "x")[0] in "vdpcurft" and tag(word) != "vn" for word, _, _ in cut(name))

    def _being_built(self, start: int) -> bool:
        """Whether the name is the object of a statement that it is being built: 正在建设一条…的输油管道."""
        return any(
            0 <= start - t.end <= 20
            and re.match("正在|开工|动工|奠基", self.text[t.start : t.end])
            and not re.search("[，。；、]", self.text[t.end : start])
            for t in self.around.triggers
        )

    def _head_before(self, position: int) -> bool:
        return bool(self.finder.heads(self.text, self.sentence.start, position))

    def _described(self, span: CharSpan) -> bool:
        """Whether the stretch says what something is (是全省第一座大型电站), and so names nothing new."""
        before = self.text[max(self.sentence.start, span.start - 30) : span.start]
        if re.search(r"(?:包括|包含|含)[^，。；]{0,4}$", before) and re.search("(?:一座|一个|一条)$", before):
            return True
        said = re.search(r"(?:是|为|成为|打造成|建成|作为|属于)[^，。；]{0,26}$", before)
        if said is None or re.search("分别(?:是|为)", before):
            return self.text.startswith("之一", span.end)
        return (
            re.search(
                r"首|第|最|唯一|国内|全国|全省|全市|大型|重要|样板|世界|全球",
                said.group() + self.text[slice(*span)][:8],
            )
            is not None
        )

    def _joined(self) -> list[ProjectMention]:
        """Mentions side by side (A项目、B项目和C项目) as one group."""
        out: list[ProjectMention] = []
        for mention in self.found:
            last = out[-1] if out else None
            if last and last.form == mention.form == "named" and last.group != mention.group:
                between = self.text[last.end : mention.start]
                if (
                    between in {"、", "和", "及", "与", "以及", "，以及", "；", "项目、", "项目和", "及其"}
                    and between != "；"
                ):
                    mention = replace(mention, group=last.group)
            out.append(mention)
        return out


def _tail(text: str) -> str:
    """What stands after the phase inside a mention, without the head that belongs to the phase."""
    return re.sub(r"^(?:的)?(?:项目|工程)(?=$)", "", text)


def bare_name(words: str) -> str:
    """A name without closing generic words, surrounding quotation marks and spaces."""
    words = words.strip(" 　\n、，的")
    while True:
        shorter = _TRAILING.sub("", words).strip(' 　“”"《》、')
        if shorter == words or not shorter:
            return shorter
        words = shorter


@cache
def project_finder() -> ProjectFinder:
    """The finder for the package's own lexicon, built once."""
    return ProjectFinder()
