"""A project and what happened to it, or is to happen."""

from __future__ import annotations

import datetime

from pydantic import Field

from zhextract.records.values import (
    Capacity,
    Certainty,
    MilestoneType,
    Mod,
    Modality,
    Model,
    Money,
    Quantity,
    Span,
    Status,
    YearSource,
)


class Milestone(Model):
    """One step in the life of a project that the article states, each once.

    `date` is the TIMEX3-like value, as precise as the words and no more (`2022-08-15`, `2022-08`, `2022-Q3`, `2022-H1`,
    `2022`; `XXXX-08` where the year cannot be known; None where no date is given); `mod` qualifies it as in TIMEX3;
    `text` is the words that say it. `start` and `end` are the first and the last day, inclusive, None where open or
    unknown. `edtf` is the ISO 8601-2 (EDTF) form. `rule` names the rule that found the milestone.
    """

    type: MilestoneType
    modality: Modality
    certainty: Certainty
    date: str | None = None
    mod: Mod | None = None
    text: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    edtf: str | None = None
    year_source: YearSource | None = None
    stated_by: str | None = None
    rule: str
    spans: tuple[Span, ...] = Field(min_length=1)


class ProjectRecord(Model):
    """A project, or one phase of it, with everything that the article says of it.

    `id` is a hash of the content (name, phase, companies, place): the same from run to run. `spans` are where the
    project is named; `evidence` gives the spans of the plain values by field name (`phase`, `place`, `companies`,
    `industries`,
    `issues`); every other value carries its own.
    """

    id: str
    name: str = Field(min_length=1)
    phase: str | None = None
    phase_number: int | None = None
    companies: tuple[str, ...] = ()
    place: str | None = None
    adcode: str | None = None
    industries: tuple[str, ...] = ()
    status: Status
    milestones: tuple[Milestone, ...] = ()
    investment: Money | None = None
    capacity: tuple[Capacity, ...] = ()
    area: Quantity | None = None
    output_value: Money | None = None
    jobs: Quantity | None = None
    issues: tuple[str, ...] = ()
    spans: tuple[Span, ...] = Field(min_length=1)
    evidence: dict[str, tuple[Span, ...]] = Field(default_factory=dict)
