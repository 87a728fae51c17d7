"""One article read sentence by sentence: its projects as entities, and what is said of each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhextract.events.attributes import Attribute, read_attributes
from zhextract.events.counts import CountMention, find_groups, read_counts, unique
from zhextract.events.milestones import Event, SentenceView, find_cues, read_events, split_clauses
from zhextract.events.triggers import triggers
from zhextract.names.entities import Entity, Registry
from zhextract.names.mention import Mention
from zhextract.names.projects import ProjectFinder, Surroundings
from zhextract.parse.amounts import Amount
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan
from zhextract.text.document import Document


@dataclass(slots=True)
class Scene:
    """What an article says: entities in order, the events and attributes of each, and the counts."""

    entities: list[Entity] = field(default_factory=list)
    events: dict[int, list[Event]] = field(default_factory=dict)
    attributes: dict[int, list[Attribute]] = field(default_factory=dict)
    intended: set[int] = field(default_factory=set)
    preliminary: set[int] = field(default_factory=set)
    counts: list[CountMention] = field(default_factory=list)


_INTENDS = re.compile(r"拟|签约|签订|签署|计划(?:投资|斥资|总投资|建设|新建|在)|将(?:投资|斥资|在)|意向|募投|募集资金|规划|前期工作|开展前期|筹备|洽谈|在谈|落户")
_PRELIMINARY = re.compile(r"前期工作|(?:正|在)[^，。；]{0,6}(?:规划设计|设计|洽谈|对接)|公司注册")
_JOINS_GROUP = re.compile(r"其中|此次|这[0-9一二三四五六七八九十]+(?:个|项)|包括|开工的项目|分别为|分别是|当天")


def read_scene(
    document: Document,
    finder: ProjectFinder,
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    dates: Sequence[TimeValue],
    amounts: Sequence[Amount],
    published: datetime.date | None,
) -> Scene:
    """Read every sentence in order; headlines come last and add only what the body leaves open."""
    around = surroundings(document.text, organizations, places, dates, amounts)
    registry, scene = Registry(), Scene()
    scene.entities = registry.entities
    damage = [m for m in document.marks if m.kind == "damage"]
    body = document.sentences[document.headlines :]
    group: tuple[Event, int] | None = None
    for sentence in body:
        group = _read_sentence(
            document.text, sentence, finder, around, registry, scene, dates, amounts, published, damage, group
        )
    if not any(scene.events.get(id(e)) or scene.attributes.get(id(e)) for e in scene.entities):
        for sentence in document.sentences[: document.headlines]:
            _read_sentence(document.text, sentence, finder, around, registry, scene, dates, amounts, published, damage, None)
    scene.counts = unique(scene.counts)
    return scene


def surroundings(
    text: str,
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    dates: Sequence[TimeValue],
    amounts: Sequence[Amount],
) -> Surroundings:
    """The evidence for where project names begin, from everything found before."""
    barriers = [d.span for d in dates]
    outputs: list[CharSpan] = []
    for amount in amounts:
        if amount.kind == "money":
            barriers.append(amount.span)
        elif amount.kind in {"quantity", "count"} and amount.unit not in {"亩", "平方米", "个", "项", "年", "月", "天", "人", "户", "件", "家"}:
            start = amount.span.start
            lead = re.search(r"年产能?$|日处理$|年处理$", text[max(0, start - 3) : start])
            outputs.append(CharSpan(start - len(lead.group()) if lead else start, amount.span.end))
    return Surroundings(
        organizations=sorted(organizations, key=lambda m: (m.start, -m.end)),
        places=sorted(places, key=lambda m: (m.start, -m.end)),
        barriers=sorted(barriers),
        outputs=sorted(outputs),
    )


def _read_sentence(
    text: str,
    sentence: CharSpan,
    finder: ProjectFinder,
    around: Surroundings,
    registry: Registry,
    scene: Scene,
    dates: Sequence[TimeValue],
    amounts: Sequence[Amount],
    published: datetime.date | None,
    damage: Sequence[CharSpan],
    group: tuple[Event, int] | None,
) -> tuple[Event, int] | None:
    """Read one sentence into the scene; returns the group event that later members may take part in."""
    if not gate(text, sentence, finder):
        return group
    topic = list(registry.topic)
    local = around_sentence(around, sentence)
    mentions = [
        m for m in finder.find(text, sentence, local) if not any(d.start < m.end and m.start < d.end for d in damage)
    ]
    clauses = split_clauses(text, sentence)
    inside = [a for a in amounts if sentence.start <= a.span.start < sentence.end]
    groups = [
        g
        for g in find_groups(text, clauses, inside)
        if not any(m.start < g.number.end and g.number.start < m.end and m.form == "named" for m in mentions)
    ]
    view = SentenceView(
        text=text,
        span=sentence,
        clauses=clauses,
        triggers=[
            t for t in _triggers(text, sentence) if not any(m.start <= t.start and t.end <= _core_end(m.start, m.end, text) and m.form == "named" for m in mentions)
        ],
        cues=find_cues(text, sentence),
        mentions=mentions,
        entities=registry.resolve(mentions),
        dates=[d for d in dates if sentence.start <= d.span.start < sentence.end],
        groups=[CharSpan(min(g.span.start, g.number.start), g.span.end) for g in groups],
    )
    touched: set[int] = set()
    for event, entities in read_events(view, topic, published):
        for entity in entities:
            scene.events.setdefault(id(entity), []).append(event)
            touched.add(id(entity))
    for attribute, entities in read_attributes(view, inside, topic):
        for entity in entities:
            scene.attributes.setdefault(id(entity), []).append(attribute)
    scene.counts += read_counts(view, groups, inside)
    words = text[sentence.start : sentence.end]
    for entity in {e for e in view.entities if e is not None}:
        if _INTENDS.search(words):
            scene.intended.add(id(entity))
        if _PRELIMINARY.search(words):
            scene.preliminary.add(id(entity))
    return group


def _triggers(text: str, sentence: CharSpan) -> list:  # type: ignore[type-arg]
    from dataclasses import replace

    return [
        replace(t, start=t.start + sentence.start, end=t.end + sentence.start)
        for t in triggers().find(text[sentence.start : sentence.end])
    ]


def _core_end(start: int, end: int, text: str) -> int:
    return end


def gate(text: str, sentence: CharSpan, finder: ProjectFinder) -> bool:
    """Whether a sentence can hold a fact of a project at all: a head word or a trigger."""
    return bool(finder.heads(text, *sentence)) or "期" in text[sentence.start : sentence.end] or bool(triggers().find(text[sentence.start : sentence.end]))


def around_sentence(around: Surroundings, sentence: CharSpan) -> Surroundings:
    """The part of the evidence that lies in one sentence."""
    def within(spans):  # type: ignore[no-untyped-def]
        return [s for s in spans if s.start >= sentence.start and s.end <= sentence.end]

    return Surroundings(
        organizations=within(around.organizations),
        places=within(around.places),
        barriers=within(around.barriers),
        outputs=within(around.outputs),
    )
