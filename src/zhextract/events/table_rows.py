"""One row of a table of projects: the project that it names, and what its cells say of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import cast

from zhextract.events.attributes import Attribute, attribute_of
from zhextract.events.evidence import Evidence
from zhextract.events.milestones import Event, read_cell
from zhextract.events.modality import Statement
from zhextract.events.sentence import SentenceView, split_clauses
from zhextract.events.settling import read_again, settle
from zhextract.events.tables import Cell
from zhextract.events.triggers import triggers
from zhextract.names.entities import Entity
from zhextract.names.order import InOrder
from zhextract.names.phases import find_phases
from zhextract.names.project_mention import ProjectMention
from zhextract.parse.amounts import Amount, find_amounts
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan, MilestoneType

_STAGES = frozenset(("construction_start", "completion", "commissioning"))
#: What closes the name of a project, and what may stand behind its phase.
_CLOSING = re.compile("(?:建设)?(?:项目|工程)?[（( ]*$")
_NOTHING_BEHIND = re.compile("[）) ]*(?:建设)?(?:项目|工程)?")
_PLANNED = re.compile("计划|拟|预计|力争")
#: 合计, 待定: no project's name.
_NO_NAME = re.compile("(?:合计|总计|小计|共计|待定|—+|-+|/)$|[0-9]+(?:个|项)")
_FIRM = re.compile("(?:公司|集团|厂|企业)$")
_NUMBER = re.compile(r"[0-9][0-9,.]*$")


def row_mention(text: str, row: Sequence[Cell], around: Evidence) -> ProjectMention | None:
    """The project that the row names; None where its name cell names none."""
    cell = next(c for c in row if c.head.kind == "name")
    start, end = cell.span
    if end - start < 3 or end - start > 48 or _NO_NAME.match(text, start, end):
        return None
    phases = [p for p in find_phases(text, start, end) if _NOTHING_BEHIND.fullmatch(text, min(p.end, end), end)]
    phase = phases[-1] if phases else None
    name = _CLOSING.sub("", text[start : phase.start if phase else end])
    owner = next((c.span for c in row if c.head.kind == "owner"), None)
    firm = owner is not None and (
        _FIRM.search(text, *owner) is not None
        or any(o.span == owner and o.kind == "company" for o in around.inside(owner).organizations)
    )
    return ProjectMention(
        start,
        end,
        "named",
        name,
        phase.value if phase else None,
        phase.number if phase else None,
        start,
        "generic",
        "table-row",
        company=owner if firm else None,
        phase_span=CharSpan(phase.start, phase.end) if phase else None,
    )


def read_row(
    text: str,
    row: Sequence[Cell],
    entity: Entity,
    dates: InOrder[TimeValue],
    amounts: InOrder[Amount],
    published: datetime.date | None,
) -> tuple[list[Event], list[Attribute]]:
    """The milestones and figures that the cells of a row state."""
    events: list[Event] = []
    figures: list[Attribute] = []
    for cell in row:
        view = _view(text, cell, dates)
        if cell.head.kind in _STAGES and (event := _dated(view, cell, published)) is not None:
            events.append(event)
        elif cell.head.kind in _STAGES or cell.head.kind in {"progress", "next"}:
            events += read_cell(view, entity, published)
        if cell.head.kind == "investment":
            figures += _invested(text, cell, amounts)
        elif cell.head.kind in {"capacity", "progress"}:
            found = (attribute_of(view, amount) for amount in amounts.inside(*cell.span))
            figures += [a for a in found if a is not None and a.kind == "capacity"]
    return events, figures


def _view(text: str, cell: Cell, dates: InOrder[TimeValue]) -> SentenceView:
    """A cell as a sentence of its own, which speaks of nothing but its project."""
    span = cell.span
    return SentenceView(
        text=text,
        span=span,
        clauses=split_clauses(text, span),
        triggers=triggers().find(text, *span),
        mentions=[],
        entities=[],
        dates=dates.inside(*span),
        others=[],
        groups=[],
    )


def _dated(view: SentenceView, cell: Cell, published: datetime.date | None) -> Event | None:
    """What a date below the head of a stage says (计划投产: 2026年3月)."""
    if not view.dates or view.dates[0].value is None or view.dates[0].span.start > view.span.start + 2:
        return None
    kind = cast(MilestoneType, cell.head.kind)
    planned = Statement("planned", "planned", None)
    date = view.dates[0]
    if _PLANNED.search(cell.head.words):
        return Event(kind, planned, read_again(date, "planned", published), date.span, "table-cell", cell.head.words)
    statement, date = settle(view, Statement("actual", "actual", None), date, published)
    return Event(kind, statement, date, date.span, "table-cell", cell.head.words)


def _invested(text: str, cell: Cell, amounts: InOrder[Amount]) -> Iterator[Attribute]:
    """The sum in a cell: money as it is written, or a number in the unit of its column."""
    found = [a for a in amounts.inside(*cell.span) if a.kind == "money"]
    if not found and cell.head.unit and _NUMBER.match(text, *cell.span):
        found = [a._replace(span=cell.span) for a in find_amounts(text[slice(*cell.span)] + cell.head.unit)[:1]]
    for amount in found[:1]:
        yield Attribute("investment", amount, amount.span)
