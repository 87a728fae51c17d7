"""Mentions and events of one article → `ArticleRecord`: spans go back to the raw text, one validation at the end."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from zhextract.events.attributes import Attribute
from zhextract.events.counts import CountMention, plain
from zhextract.events.listed import Credibility, has_content
from zhextract.events.milestones import Event
from zhextract.events.scene import Scene
from zhextract.events.status import statuses_of
from zhextract.names.companies import project_companies, without_built
from zhextract.names.entities import Entity, folded, spans_of
from zhextract.names.locate import Locator
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.people import PersonMention
from zhextract.names.places import PlaceFinder
from zhextract.names.project_units import without_unit
from zhextract.parse.dates import TimeValue
from zhextract.records import ArticleRecord
from zhextract.records.values import CharSpan, Status
from zhextract.text.document import Document

_SPEAKS = re.compile(r"[^，。]{0,6}(?:说|表示|介绍|称|透露|指出|认为|告诉)")
_RECORD: TypeAdapter[ArticleRecord] = TypeAdapter(ArticleRecord)


def assemble(
    document: Document,
    scene: Scene,
    organizations: Sequence[Mention],
    people: Sequence[PersonMention],
    place_mentions: Sequence[Mention],
    places: PlaceFinder,
    full_name: Callable[[str], str | None],
    head: Mapping[str, Any],
) -> ArticleRecord:
    """The record of one article. `full_name` knows registered names; `head` holds the rest."""
    builder = _Builder(document, scene, organizations, people, place_mentions, places, full_name)
    return _RECORD.validate_python({**head, **builder.build()})


class _Builder:
    def __init__(
        self,
        document: Document,
        scene: Scene,
        organizations: Sequence[Mention],
        people: Sequence[PersonMention],
        place_mentions: Sequence[Mention],
        places: PlaceFinder,
        full_name: Callable[[str], str | None],
    ) -> None:
        self.document, self.scene, self.places, self.full_name = document, scene, places, full_name
        self.mentioned = self.organizations = organizations
        self.people, self.place_mentions = people, list(place_mentions)
        self.codes: dict[str, str | None] = {}
        self.alike: defaultdict[str, list[Entity]] = defaultdict(list)  # a whole and its phases
        self.plants: defaultdict[str, list[Entity]] = defaultdict(list)  # and its units
        for entity in scene.entities:
            self.alike[entity.name].append(entity)
            self.plants[without_unit(entity.name)].append(entity)

    def _look_around(self) -> None:
        """Put what stands in the text in order, which half of the articles, those without a project, do not need."""
        self.locator = Locator(self.document, self.mentioned, self.place_mentions, self._adcode)
        self.named = InOrder([*self.mentioned, *self.place_mentions])
        self.speakers = InOrder(self.people)

    def build(self) -> dict[str, Any]:
        kept = [e for e in self.scene.entities if has_content(self.scene, e)]
        built = {m.span for e in kept for m in e.mentions if m.form == "named" and m.head == "facility"}
        self.organizations = without_built(self.organizations, built)
        # The whole of which only phases or units have content still says by its name whose they are, and where.
        names = {name for e in kept for name in (e.name, without_unit(e.name))}
        spoken = [e for e in self.scene.entities if e.name in names]
        if kept:
            self._look_around()
            self.locator.survey(spoken)
        companies = project_companies(self.document, spoken, self.organizations, self.place_mentions)
        if kept:
            credible = Credibility(self.document, self.scene, self.locator, self.named)
            kept = [e for e in kept if credible.holds(e, companies.get(id(e), {}))]
        statuses = statuses_of(kept, self.scene)
        projects = [self._project(e, companies.get(id(e), {}), statuses[id(e)]) for e in kept]
        return {
            "organizations": self._organizations(kept, companies),
            "people": tuple(self._person(p) for p in self.people),
            "projects": tuple(projects),
            "counts": tuple(self._count(c) for c in self.scene.counts),
            "warnings": tuple(self._warnings()),
        }

    # ---- projects --------------------------------------------------------------------------------------------------
    def _project(self, entity: Entity, companies: Mapping[str, Sequence[CharSpan]], status: Status) -> dict[str, Any]:
        events = self.scene.events.get(id(entity), [])
        attributes = self._own(entity)
        evidence: dict[str, tuple[Any, ...]] = {}
        if companies:
            evidence["companies"] = self._spans(s for spans in companies.values() for s in spans)
        place = self._place(entity, companies)
        if place:
            evidence["place"] = self._spans([CharSpan(place.start, place.end)])
        phases = [m.phase_span for m in entity.mentions if m.phase_span is not None]
        if entity.phase and phases:
            evidence["phase"] = self._spans(phases)
        industries = list(dict.fromkeys(s for m in entity.mentions for s in m.industries))
        if industries:
            evidence["industries"] = self._spans(industries)
        issues = [a for a in attributes if a.kind == "issue"]
        if issues:
            evidence["issues"] = self._spans(a.span for a in issues)
        names = tuple(companies)
        return {
            "id": project_id(entity.name, entity.phase, names, place.name if place else None),
            "name": entity.name,
            "phase": entity.phase,
            "phase_number": entity.phase_number,
            "companies": names,
            "place": place.name if place else None,
            "adcode": self._adcode(place.name) if place else None,
            "industries": tuple(dict.fromkeys(self.document.text[slice(*s)] for s in industries)),
            "status": status,
            "milestones": tuple(self._milestones(events)),
            **self._figures(attributes),
            "issues": tuple(dict.fromkeys(a.text for a in issues)),
            "spans": self._spans(spans_of(entity)),
            "evidence": evidence,
        }

    def _own(self, entity: Entity) -> list[Attribute]:
        """The figures of a project, without the capacity in the name that a phase shares with the whole."""
        attributes = self.scene.attributes.get(id(entity), [])
        named = [m for m in entity.mentions if m.form == "named"]

        def in_name(a: Attribute) -> bool:
            ends = [m.phase_span.start if m.phase_span else m.end for m in named if m.start <= a.span.start]
            return a.kind == "capacity" and any(a.span.end <= end for end in ends)

        told = any(a.kind == "capacity" and not in_name(a) for a in attributes)
        shared = entity.phase is not None and (told or len(self.alike[entity.name]) > 1)
        plant = without_unit(entity.name)
        shared = shared or (plant != entity.name and plant in self.alike)
        return [a for a in attributes if not in_name(a)] if shared else attributes

    def _milestones(self, events: Sequence[Event]) -> Iterable[dict[str, Any]]:
        """Each milestone once: a dated statement replaces an undated one of the same kind."""
        kept: list[Event] = []
        for event in sorted(events, key=lambda e: e.span.start):
            key = (event.type, event.statement.modality)
            twins = [i for i, e in enumerate(kept) if (e.type, e.statement.modality) == key]
            value = _when(event)
            if any(_when(kept[i]) == value for i in twins):
                continue
            undated = [i for i in twins if kept[i].date is None]
            if value != (None, None) and undated:
                kept[undated[0]] = event
            elif value == (None, None) and twins:
                continue
            else:
                kept.append(event)
        return [self._milestone(e) for e in kept]

    def _milestone(self, event: Event) -> dict[str, Any]:
        date = event.date
        spans = [event.span] + ([CharSpan(*date.span)] if date else [])
        cue = event.statement.cue
        if cue is not None and event.statement.modality == "planned":
            spans.append(CharSpan(cue.start, cue.end))
        return {
            "type": event.type,
            "modality": event.statement.modality,
            "certainty": event.statement.certainty,
            "date": _as_dated(date) if date else None,
            "mod": date.mod if date else None,
            "text": date.text if date else None,
            "start": date.start if date else None,
            "end": date.end if date else None,
            "edtf": date.edtf if date else None,
            "year_source": date.year_source if date else None,
            "stated_by": self._stated_by(event.span),
            "rule": event.rule,
            "spans": self._spans(spans),
        }

    def _stated_by(self, span: CharSpan) -> str | None:
        """Who says it: the speaker of the quotation around it, or of the sentence it stands in."""
        text = self.document.text
        sentence = self.document.sentence_of(span.start)
        if sentence is None:
            return None
        for person in self.speakers.inside(*sentence):
            if _SPEAKS.match(text, person.end):
                return person.name
        quote = text.rfind("“", max(0, span.start - 400), span.start)
        closing = text.find("”", quote, quote + 600) if quote >= 0 else -1
        if closing > span.end:
            after = self.speakers.inside(closing, closing + 44)
            return after[0].name if after else None
        return None

    def _figures(self, attributes: Sequence[Attribute]) -> dict[str, Any]:
        first = {
            kind: next((a for a in attributes if a.kind == kind), None)
            for kind in ("investment", "output_value", "area", "jobs")
        }
        figures: dict[str, Any] = {}
        for kind in ("investment", "output_value"):
            figures[kind] = self._money(first[kind]) if first[kind] else None
        for kind in ("area", "jobs"):
            figures[kind] = self._quantity(first[kind]) if first[kind] else None
        figures["capacity"] = tuple(self._capacities([a for a in attributes if a.kind == "capacity"]))
        return figures

    def _money(self, attribute: Attribute | None) -> dict[str, Any] | None:
        assert attribute is not None and attribute.amount is not None
        amount = attribute.amount
        return {
            "amount": plain(amount.high if amount.high is not None else amount.low),
            "currency": amount.unit or "CNY",
            "bound": amount.bound,
            "spans": self._spans([attribute.span]),
        }

    def _quantity(self, attribute: Attribute | None) -> dict[str, Any] | None:
        assert attribute is not None and attribute.amount is not None
        amount = attribute.amount
        return {
            "amount": plain(amount.low),
            "unit": amount.unit or "",
            "bound": amount.bound,
            "spans": self._spans([attribute.span]),
        }

    def _capacities(self, attributes: Sequence[Attribute]) -> Iterable[dict[str, Any]]:
        seen: set[tuple[float, str]] = set()
        for attribute in attributes:
            amount = attribute.amount
            assert amount is not None
            unit, per = amount.unit or "", attribute.per
            if per in {"日", "月", "小时"}:
                unit = f"{unit}/{per}"
            value = plain(amount.high if amount.high is not None else amount.low)
            if (float(value), unit) in seen:
                continue
            seen.add((float(value), unit))
            yield {
                "amount": value,
                "unit": unit,
                "product": attribute.product,
                "per": per,
                "bound": amount.bound,
                "spans": self._spans([attribute.span]),
            }

    # ---- places ----------------------------------------------------------------------------------------------------
    def _place(self, entity: Entity, companies: Mapping[str, Sequence[CharSpan]]) -> Mention | None:
        """The narrowest place or park that the article ties the project to."""
        spans = [s for group in companies.values() for s in group]
        siblings = [e for e in self.plants[without_unit(entity.name)] if e is not entity]
        return self.locator.locate(entity, siblings, spans)

    def _adcode(self, name: str) -> str | None:
        if name not in self.codes:
            self.codes[name] = self.places.adcode(name, [m.name for m in self.place_mentions[:6]])
        return self.codes[name]

    # ---- the rest --------------------------------------------------------------------------------------------------
    def _organizations(
        self, kept: Sequence[Entity], companies: Mapping[int, Mapping[str, Sequence[CharSpan]]]
    ) -> tuple[dict[str, Any], ...]:
        found: dict[str, tuple[str, list[CharSpan]]] = {}
        placed = InOrder(self.organizations if kept else ())
        inner = {
            id(m)
            for entity in kept
            for spans in companies.get(id(entity), {}).values()
            for owner in spans
            for m in placed.inside(*owner)
            if m.end - m.start < owner.end - owner.start
        }
        for mention in self.organizations:
            if id(mention) in inner:
                continue  # 戴尔 of 戴尔乐
            found.setdefault(mention.name, (mention.kind, []))[1].append(CharSpan(mention.start, mention.end))
        named = "\n".join(map(folded, found))
        for entity in kept:
            for name, spans in companies.get(id(entity), {}).items():
                if folded(name) not in named:
                    found[name] = ("company", [])
                    named += f"\n{folded(name)}"
                if name in found and not found[name][1]:
                    found[name][1].extend(spans)
        return tuple(
            {
                "name": name,
                "type": kind,
                "full_name": self.full_name(name) if kind == "company" else None,
                "adcode": self._adcode(name) if kind in {"park", "government"} else None,
                "spans": self._spans(spans),
            }
            for name, (kind, spans) in found.items()
        )

    def _person(self, person: PersonMention) -> dict[str, Any]:
        return {
            "name": person.name,
            "title": person.title,
            "organization": person.organization,
            "spans": self._spans([CharSpan(person.start, person.end)]),
        }

    def _count(self, count: CountMention) -> dict[str, Any]:
        spans = [count.span] + ([count.investment_span] if count.investment_span else [])
        return {
            "what": count.what,
            "milestone": count.milestone,
            "modality": count.modality,
            "value": count.value,
            "bound": count.bound,
            "unit": count.unit,
            "investment": count.investment,
            "members": count.members,
            "open_list": count.open_list,
            "spans": self._spans(spans),
        }

    def _warnings(self) -> Iterable[dict[str, Any]]:
        for mark in self.document.marks:
            if mark.kind == "damage":
                yield {
                    "code": "damaged-text",
                    "message": "this stretch was garbled beyond repair; no names are read from it",
                    "span": self.document.raw_span(mark.start, mark.end),
                }

    def _spans(self, spans: Iterable[CharSpan]) -> tuple[Any, ...]:
        """The raw spans of clean stretches, in order, each once."""
        return tuple(self.document.raw_span(s.start, s.end) for s in sorted(set(spans)))


def _as_dated(date: TimeValue) -> str | None:
    """The value of a date; of a week its month, where it lies in one: a milestone is dated by days, months or years."""
    if date.precision == "week" and date.start is not None and date.end is not None:
        return f"{date.start:%Y-%m}" if date.start.month == date.end.month else f"{date.start:%Y}"
    return date.value


def _when(event: Event) -> tuple[str | None, str | None]:
    return (event.date.value, event.date.mod) if event.date else (None, None)


def project_id(name: str, phase: str | None, companies: Sequence[str], place: str | None) -> str:
    """A stable id: 16 hex digits of a BLAKE2b hash over the folded name, phase, companies and place."""
    parts = (folded(name), phase or "", *sorted(companies), place or "")
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
