"""What an article was read into, and how a decision upon it is put down."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhextract.events.scene import Scene, Seen
from zhextract.names.entities import Entity, spans_of
from zhextract.names.mention import Mention
from zhextract.names.people import PersonMention
from zhextract.parse.amounts import Amount
from zhextract.parse.dates import TimeValue
from zhextract.records.article import ArticleRecord
from zhextract.records.explanation import Decision, DecisionKind, Outcome
from zhextract.records.values import CharSpan, Span
from zhextract.text.document import Document


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was found in one article before it became a record."""

    document: Document
    scene: Scene
    organizations: Sequence[Mention]
    places: Sequence[Mention]
    people: Sequence[PersonMention]
    dates: Sequence[TimeValue]
    amounts: Sequence[Amount]


@dataclass(slots=True)
class Trace:
    """What an extraction leaves behind where an explanation is asked for."""

    considered: list[Mention] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    read: Read | None = None


class Telling:
    """Takes down the decisions upon one article, with their raw spans."""

    def __init__(self, read: Read, record: ArticleRecord) -> None:
        self.read, self.record = read, record
        self.decisions: list[Decision] = []
        self._starts = [s.start for s in read.document.sentences]
        self.sentences = tuple(read.document.raw_span(*s) for s in read.document.sentences)
        self.listed = self._listed()

    def add(
        self,
        kind: DecisionKind,
        rule: str,
        span: CharSpan,
        result: Outcome,
        reason: str,
        *,
        name: str | None = None,
        target: str | None = None,
    ) -> None:
        """Put down one decision upon a stretch of the clean text."""
        document = self.read.document
        self.decisions.append(
            Decision(
                kind=kind,
                rule=rule,
                result=result,
                reason=reason,
                text=document.text[slice(*span)],
                span=document.raw_span(*span),
                sentence=max(0, bisect_right(self._starts, span.start) - 1),
                name=name,
                target=target,
            )
        )

    def add_raw(self, kind: DecisionKind, rule: str, span: Span, reason: str, *, name: str, target: str) -> None:
        """Put down something kept of which only the raw words are known."""
        begun = [i for i, s in enumerate(self.sentences) if s.part == span.part and s.start <= span.start]
        self.decisions.append(
            Decision(
                kind=kind,
                rule=rule,
                result="kept",
                reason=reason,
                text=span.text,
                span=span,
                sentence=begun[-1] if begun else 0,
                name=name,
                target=target,
            )
        )

    def index_of(self, entity: Entity) -> int | None:
        """The place of an entity among the projects of the record, None where it is not listed."""
        return self.listed.get(id(entity))

    def _listed(self) -> dict[int, int]:
        """The projects of the record by their entity: the same name, phase and places, in the same order."""
        found: dict[int, int] = {}
        projects = self.record.projects
        for entity in self.read.scene.entities:
            index = len(found)
            if index == len(projects):
                break
            project = projects[index]
            if (entity.name, entity.phase) != (project.name, project.phase):
                continue
            spans = tuple(self.read.document.raw_span(*s) for s in sorted(set(spans_of(entity))))
            if spans == project.spans:
                found[id(entity)] = index
        return found
