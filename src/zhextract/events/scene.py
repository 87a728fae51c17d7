"""One article read sentence by sentence: its projects as entities, and what is said of each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhextract.events.attributes import Attribute, read_attributes
from zhextract.events.counts import CountMention, Told, read_counts, unique
from zhextract.events.counts_groups import Group, counts, find_groups
from zhextract.events.course import Course
from zhextract.events.early import early, intended, to_be_built, to_be_built_there
from zhextract.events.evidence import Evidence
from zhextract.events.milestones import Event, read_events
from zhextract.events.sentence import SentenceView, find_cues, split_clauses
from zhextract.events.started import started
from zhextract.events.table_rows import read_row, row_mention
from zhextract.events.tables import Cell, Tables
from zhextract.events.triggers import Trigger, triggers
from zhextract.names.entities import Entity, Recalled, Registry
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_sites import SEVERAL_SITES
from zhextract.names.project_units import without_unit
from zhextract.names.project_words import ProjectVocabulary
from zhextract.names.projects import find_projects
from zhextract.parse.amounts import Amount
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan
from zhextract.text.document import Document
from zhextract.text.patterns import looked_for


@dataclass(slots=True)
class Seen:
    """What one sentence was read with, kept only where an explanation is asked for.

    `topic` and `members` are those of the sentences before; `view` is None where the sentence speaks of no project.
    """

    sentence: CharSpan
    around: Surroundings
    triggers: list[Trigger]
    topic: list[Entity]
    members: list[Entity]
    view: SentenceView | None = None
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """What an article says: entities in order, the events and attributes of each, and the counts."""

    entities: list[Entity] = field(default_factory=list)
    events: dict[int, list[Event]] = field(default_factory=dict)
    attributes: dict[int, list[Attribute]] = field(default_factory=dict)
    intended: set[int] = field(default_factory=set)
    preliminary: set[int] = field(default_factory=set)
    counts: list[CountMention] = field(default_factory=list)


#: Counted things that are parts of a project: what is said of them is said of it.
_PARTS = re.compile(r"(?:生产线|产线|总装线|机组|道路)$")
#: 电站总装机140万千瓦: of all its units.
_PLANT = re.compile("(?:该|整个)?(?:电站|电厂|水电站|核电站|码头)(?!公司|集团|部)")
_COUNT_BEHIND = 8
_PARTS_KEPT = 4  # figures of one project that a total is compared with
#: Figures of a project that need no noun for it.
_FIGURES = looked_for("总投资|投资额|总规模|装机|日处理|造价|(?:达产|建成|投产)后")
_IN_PART = re.compile(
    "初期|(?:新增|追加)(?:的?投资额?)?(?:约|不超过)?$|(?:超募|自有|自筹|募集|募投)资金(?:约|不超过)?$"
)
_NEXT_ITEM = re.compile(r"\s*[0-9]{1,2}、[*ST]*")
_COUNTED = re.compile(r"(?:已有|共有|共|有|达)?[0-9一二两三四五六七八九十百]+(?:余|多)?(?:个|项)(?!月)")


def read_scene(
    document: Document,
    words: ProjectVocabulary,
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    dates: Sequence[TimeValue],
    amounts: Sequence[Amount],
    published: datetime.date | None,
    seen: list[Seen] | None = None,
) -> Scene:
    """Read every sentence in order; headlines only where the body gives no project.

    `seen` takes what each sentence was read with, for an explanation.
    """
    around = Evidence(document.text, organizations, places, dates, amounts)
    reader = _Reader(document, words, around, dates, amounts, published)
    reader.seen = seen
    headlines, body = document.sentences[: document.headlines], document.sentences[document.headlines :]
    reader.announce(headlines)
    for sentence in body:
        reader.read(sentence)
    if not reader.scene.events and not reader.scene.attributes:
        for sentence in headlines:
            reader.read(sentence)
    else:
        for sentence in headlines:
            reader.supplement(sentence)
    reader.count(headlines)
    reader.scene.counts = unique(reader.scene.counts)
    return reader.scene


def _reach(mention: ProjectMention) -> int:
    """Where a mention ends, with the number of things that several sites are named by (A、B的两家工厂)."""
    return mention.end + (_COUNT_BEHIND if mention.rule == SEVERAL_SITES else 0)


def _words_of(view: SentenceView, mention: ProjectMention) -> CharSpan:
    """The words of a sentence that speak of a mention: from behind the list before its own up to the next list."""
    before = [m.end for m in view.mentions if m.group != mention.group and m.end <= mention.start]
    after = [m.start for m in view.mentions if m.group != mention.group and m.start >= mention.end]
    start = max(before, default=view.span.start)
    # 拟投资9亿元建设B stands in front of B, and is said of it.
    end = min(after, default=view.span.end)
    if after:
        cut = max(view.text.rfind(mark, mention.end, end) for mark in "，；。")
        end = cut if cut > 0 else end
    return CharSpan(start, end)


class _Reader:
    """Carries the state from sentence to sentence: entities, topic, and the group event that members take part in."""

    def __init__(
        self,
        document: Document,
        words: ProjectVocabulary,
        around: Evidence,
        dates: Sequence[TimeValue],
        amounts: Sequence[Amount],
        published: datetime.date | None,
    ) -> None:
        self.text, self.words, self.published = document.text, words, published
        self.around = around
        self.dates, self.amounts = InOrder(dates, lambda d: d.span), InOrder(amounts, lambda a: a.span)
        self.damage = InOrder([CharSpan(m.start, m.end) for m in document.marks if m.kind == "damage"])
        self.registry, self.scene = Registry(), Scene()
        self.scene.entities = self.registry.entities
        self.course = Course(published, self.text, dates)
        self.told = Told()
        self.stated: dict[CharSpan, list[Trigger]] = {}  # the triggers of the headlines, which are asked for again
        self.counted: Group | None = None  # the counted group spoken of last
        self.tables = Tables(self.text)
        self.seen: list[Seen] | None = None

    def announce(self, headlines: Sequence[CharSpan]) -> None:
        """Take the one project that the headlines name as what the body speaks of until it names another."""
        named: list[ProjectMention] = []
        for sentence in headlines:
            around = self.around.inside(sentence)
            self.stated[sentence] = triggers().find(self.text, *sentence)
            around.triggers = [t.span for t in self.stated[sentence]]
            found = find_projects(self.words, self.text, sentence, around)
            told = {t.start for t in around.triggers}
            # A headline is too short to show a name that no head word closes.
            found = [m for m in found if m.form == "named" and m.rule != "told-name"]
            named += [m for m in found if m.strong or m.end in told]
        if len({m.name for m in named}) == 1:
            self.registry.resolve(named[-1:])

    def read(self, sentence: CharSpan) -> None:
        """Read one sentence into the scene."""
        row = self.tables.row(sentence)
        if row is not None:
            if row:
                self._read_row(row)
            return
        hits = self.stated[sentence] if sentence in self.stated else triggers().find(self.text, *sentence)
        heads = self.words.heads(self.text, *sentence)
        spoken = bool(hits or heads) or self.text.find("期", *sentence) >= 0
        spoken = spoken or self._goes_on(sentence)
        if not spoken and not self.course.early:
            return
        if self._other_news(sentence):
            self.registry.topic = []
        if _PLANT.match(self.text, *sentence):
            self.registry.speak_of_plant()
        topic = list(self.registry.topic)
        seen = self._view(sentence, hits, heads)
        if seen is None:
            self.told.ceremony = None
            return
        view, groups, inside = seen
        if self.seen is not None:
            self.seen[-1].view, self.seen[-1].groups = view, groups
        for event, owners in self.course.settle(view, read_events(view, topic, self.published, self.course.members)):
            for owner in owners:
                self.scene.events.setdefault(id(owner), []).append(event)
        for attribute, owners in read_attributes(view, inside, topic) if spoken else ():
            for owner in owners:
                self._keep(owner, attribute)
        if spoken:
            self.scene.counts += read_counts(view, groups, inside, self.published, self.told)
            self.counted = groups[-1] if groups else self.counted
        self.course.follow(view, self.scene.events)
        self._intentions(view)

    def _keep(self, owner: Entity, attribute: Attribute) -> None:
        """Add a figure to those of a project, in place of its parts and ahead of what is spent at first."""
        own = self.scene.attributes.setdefault(id(owner), [])
        if attribute.kind == "capacity":
            own[-_PARTS_KEPT:] = [a for a in own[-_PARTS_KEPT:] if not self._contained(a, attribute)]
        # What is spent at first gives way to the whole, wherever it is said.
        whole = attribute.kind == "investment" and any(self._at_first(a) for a in own[:_PARTS_KEPT])
        own.insert(0 if whole else len(own), attribute)

    def _intentions(self, view: SentenceView) -> None:
        """Note which projects the sentence speaks of as intended, prepared or still to be built."""
        told = [(m, e) for m, e in zip(view.mentions, view.entities, strict=True) if e is not None]
        for mention, entity in told:
            start, end = _words_of(view, mention)
            if id(entity) not in self.scene.intended and intended(self.text, start, end):
                self.scene.intended.add(id(entity))
            if id(entity) not in self.scene.preliminary and early(self.text, start, end):
                self.scene.preliminary.add(id(entity))
            if mention.form != "named":
                continue
            lead = self.text[max(view.span.start, mention.start - 64) : mention.start]
            sited = mention.rule == SEVERAL_SITES and to_be_built_there(self.text, mention.end, view.span.end, lead)
            if sited or to_be_built(lead):
                self.scene.preliminary.update(id(e) for m, e in told if m.group == mention.group)

    def _read_row(self, row: Sequence[Cell]) -> None:
        """Read one row of a table of projects."""
        mention = row_mention(self.text, row, self.around)
        entity = self.registry.resolve([mention])[0] if mention is not None else None
        if entity is None:
            return
        events, attributes = read_row(self.text, row, entity, self.dates, self.amounts, self.published)
        self.scene.events.setdefault(id(entity), []).extend(events)
        self.scene.attributes.setdefault(id(entity), []).extend(attributes)
        self.scene.preliminary.add(id(entity))

    def supplement(self, headline: CharSpan) -> None:
        """Take from a headline what the body leaves out of its projects: a step, an investment, a capacity."""
        registry, self.registry = self.registry, Recalled(self.registry)
        seen = self._view(headline, self.stated[headline], self.words.heads(self.text, *headline))
        self.registry = registry
        if seen is None:
            return
        view, _, inside = seen
        for event, owners in read_events(view, [], self.published) if not view.dates else ():
            for owner in owners:
                own = self.scene.events.setdefault(id(owner), [])
                told = event.type == "signing" or any(e.statement.modality == "actual" for e in own)
                if told and self._spoken_of(owner) and not any(e.type == event.type for e in own):
                    own.append(event)
        for attribute, owners in read_attributes(view, inside, []):
            for owner in owners:
                figures = self.scene.attributes.setdefault(id(owner), [])
                if self._spoken_of(owner) and not any(a.kind == attribute.kind for a in figures):
                    figures.append(attribute)

    def _spoken_of(self, entity: Entity) -> bool:
        """Whether the body says something of a project."""
        return bool(self.scene.events.get(id(entity)) or self.scene.attributes.get(id(entity)))

    def count(self, headlines: Sequence[CharSpan]) -> None:
        """Take the staged counts of the headlines that the body does not repeat."""
        known = {c.value for c in self.scene.counts}
        for sentence in headlines:
            inside = self.amounts.inside(*sentence)
            if not any(map(counts, inside)):
                continue
            hits, clauses = self.stated[sentence], split_clauses(self.text, sentence)
            groups = find_groups(self.text, clauses, inside, hits, None)
            if not groups:
                continue
            cues, dates = find_cues(self.text, sentence), self.dates.inside(*sentence)
            view = SentenceView(self.text, sentence, clauses, hits, [], [], dates, [g.span for g in groups], [], cues)
            told = read_counts(view, groups, inside, self.published, Told())
            self.scene.counts += [c for c in told if c.milestone and c.value not in known]

    def _at_first(self, attribute: Attribute) -> bool:
        """Whether a sum is only a part: spent at first (初期投资2亿元), added (新增投资), of one source (超募资金)."""
        start = attribute.span.start
        return attribute.kind == "investment" and _IN_PART.search(self.text, max(0, start - 10), start) is not None

    def _contained(self, part: Attribute, total: Attribute) -> bool:
        """Whether a capacity is the added part of a total (新增2.5万吨/日，建成后总规模达到5万吨/日)."""
        if part.kind != "capacity" or part.amount is None or total.amount is None:
            return False
        if part.amount.unit != total.amount.unit or not 0 < total.span.start - part.span.end < 40:
            return False
        lead = self.text[max(0, part.span.start - 14) : part.span.start]
        between = self.text[part.span.end : total.span.start]
        return "新增" in lead and re.search("总(?:规模|产能|处理能力|能力|装机)[^，。；]{0,6}$", between) is not None

    def _other_news(self, sentence: CharSpan) -> bool:
        """Whether a sentence is the next item of a digest (13、青岚股份公告…): what was spoken of before is over."""
        item = _NEXT_ITEM.match(self.text, *sentence)
        if item is None or not self.registry.topic:
            return False
        around = self.around.inside(sentence)
        return any(o.start - item.end() <= 2 for o in (*around.organizations, *around.places))

    def _goes_on(self, sentence: CharSpan) -> bool:
        """Whether a sentence without a stage or a kind of project still gives a figure of the topic, which is one
        that something was said of."""
        known = any(id(e) in self.scene.events or id(e) in self.scene.preliminary for e in self.registry.topic)
        return known and _FIGURES.search(self.text, *sentence) is not None

    def _view(
        self, sentence: CharSpan, hits: list[Trigger], heads: Sequence[tuple[int, int, str]]
    ) -> tuple[SentenceView, list[Group], list[Amount]] | None:
        """What the sentence holds; None where it names no project or group, and none is spoken of or awaited."""
        text = self.text
        around = self.around.inside(sentence)
        around.triggers = [t.span for t in hits]
        around.known = self.registry.occurrences(text, sentence)
        if self.seen is not None:
            self.seen.append(Seen(sentence, around, hits, list(self.registry.topic), list(self.course.members)))
        mentions = find_projects(self.words, text, sentence, around, heads=heads)
        if damage := self.damage.inside(*sentence):
            mentions = [m for m in mentions if not any(d.start < m.end and m.start < d.end for d in damage)]
        clauses = split_clauses(text, sentence)
        inside = self.amounts.inside(*sentence)
        groups = [
            g
            for g in find_groups(text, clauses, inside, hits, self.counted)
            if not any(m.start < g.number.end and g.number.start < _reach(m) for m in mentions if m.form == "named")
        ]
        # 房地产开发项目22个: what is counted is no one project.
        mentions = [
            self._of_plant(self._owned_phase(m, mentions, around), mentions)
            for m in mentions
            if not any(m.form == "named" and g.span.start < m.end and m.start < g.span.end for g in groups)
            and (m.rule == "list-counted" or not _COUNTED.match(text, m.end))
        ]
        mentions = [m for m in mentions if m.form != "unit"]
        awaited = self.course.members or self.course.early or "拟" in text[slice(*sentence)]
        if not (mentions or groups or self.registry.topic or awaited or any(t.form == "ceremony" for t in hits)):
            return None
        strong = {m.group for m in mentions if m.strong and m.form == "named"}
        mentions = [
            m for m in mentions if m.strong or m.form != "named" or m.group in strong or not self._outshone(m, mentions)
        ]
        named = [m for m in mentions if m.form == "named"]
        hits = sorted([*hits, *started(text, sentence, named, hits)], key=lambda t: t.start)
        view = SentenceView(
            text=text,
            span=sentence,
            clauses=clauses,
            triggers=[t for t in hits if not any(m.start <= t.start and t.end <= m.end for m in named)],
            mentions=mentions,
            entities=self.registry.resolve(mentions),
            dates=self.dates.inside(*sentence),
            others=[m.span for m in (*around.organizations, *around.places)],
            groups=[
                CharSpan(min(g.span.start, g.number.start), g.span.end)
                for g in groups
                if g.kind not in {"part", "firm"}
            ],
        )
        return view, groups, inside

    def _outshone(self, mention: ProjectMention, mentions: Sequence[ProjectMention]) -> bool:
        """Whether a name of few words stands beside a project that is well named, and is no other mention of one."""
        if self.registry.knows(mention.name):
            return False
        if any(m.strong and m.form == "named" and m.end <= mention.start for m in mentions):
            return True
        return any(m.strong for e in self.registry.topic for m in e.mentions if m.form == "named")

    def _owned_phase(
        self, mention: ProjectMention, mentions: Sequence[ProjectMention], around: Surroundings
    ) -> ProjectMention:
        """A phase of which no project was spoken, in a sentence about a company, is a phase of that company's plant."""
        before = any(m.form == "named" and m.end <= mention.start for m in mentions)
        if mention.form != "phase" or self.registry.topic or before:
            return mention
        owners = [o for o in around.organizations if o.kind == "company" and o.end <= mention.start]
        if not owners:
            return mention
        owner = owners[-1]
        return replace(mention, form="named", name=owner.name, rule="phase-of-company", company=owner.span)

    def _of_plant(self, mention: ProjectMention, mentions: Sequence[ProjectMention]) -> ProjectMention:
        """A unit that stands alone (4号机组) is one of the plant named before it, in this sentence or those before."""
        if mention.form != "unit":
            return mention
        before = [m.name for m in mentions if m.form == "named" and m.end <= mention.start]
        before = before or [e.name for e in self.registry.topic]
        plant = without_unit(before[-1]) if before else ""
        form = "named" if plant and len({without_unit(name) for name in before}) == 1 else "unit"
        return replace(mention, form=form, name=plant + mention.name)
