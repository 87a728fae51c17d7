"""Flat rows for tables and other trackers, one statement each, made from an `ArticleRecord`."""

from __future__ import annotations

from datetime import date

from zhextract.records.values import Certainty, MilestoneType, Mod, Modality, Model, Status


class ProjectRow(Model):
    """What every flat row says of its article and project."""

    article_id: str
    published: date | None
    project_id: str
    project: str
    phase: str | None
    companies: tuple[str, ...]
    place: str | None
    adcode: str | None


class ProjectStatus(ProjectRow):
    """Where one project or phase stands according to one article.

    `as_of` is the day of the article, None when it is not known; `evidence` is the raw words, joined by ` … `.
    """

    status: Status
    as_of: date | None
    evidence: str


class CommissioningPlan(ProjectRow):
    """One planned step of one project or phase: what is to happen, when, and who says so."""

    milestone: MilestoneType
    modality: Modality
    certainty: Certainty
    start: date | None
    end: date | None
    mod: Mod | None
    edtf: str | None
    date_text: str | None
    stated_by: str | None
    evidence: str
