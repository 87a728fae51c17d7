"""An article as it comes in, and the record that goes out."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias

from pydantic import Field

from zhextract.records.project import ProjectRecord
from zhextract.records.values import Bound, MilestoneType, Modality, Model, OrganizationType, Span
from zhextract.records.views import CommissioningPlan, ProjectStatus

SCHEMA_VERSION = "1.0"


PublishedFrom: TypeAlias = Literal["given", "metadata", "dateline"]


class Article(Model):
    """One article to read. `id` defaults to a hash of the text; `published` is the day it came out.

    `published_from` says where that day was found when it was read from a page; null stands for `given`.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    source: str | None = None
    url: str | None = None


class Organization(Model):
    """An organization that the article names, once, by its fullest form there.

    `full_name` is the registered name where the lexicon knows it; `adcode` the division of a park or government.
    """

    name: str = Field(min_length=1)
    type: OrganizationType
    full_name: str | None = None
    adcode: str | None = None
    spans: tuple[Span, ...] = Field(min_length=1)


class Person(Model):
    """Someone who is quoted or acts in office."""

    name: str = Field(min_length=1)
    title: str | None = None
    organization: str | None = None
    spans: tuple[Span, ...] = Field(min_length=1)


class GroupCount(Model):
    """A number of unnamed or grouped projects (or permits, contracts …), in a stage where one is said.

    `investment` is the total for the group in yuan; `members` the projects that the article names as of the group, and
    `open_list` is true when that list is left open (`等`).
    """

    what: str
    milestone: MilestoneType | None
    modality: Modality
    value: int | float
    bound: Bound = "exact"
    unit: str | None = None
    investment: int | float | None = None
    members: tuple[str, ...] = ()
    open_list: bool = False
    spans: tuple[Span, ...] = Field(min_length=1)


class ExtractionWarning(Model):
    """Something that a user should know: damaged text, a year that cannot be known, a part that was cut off."""

    code: str
    message: str
    span: Span | None = None


class ArticleRecord(Model):
    """Everything that one article says, each value with the words it stands on."""

    id: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    schema_version: str = SCHEMA_VERSION
    extractor_version: str
    organizations: tuple[Organization, ...] = ()
    people: tuple[Person, ...] = ()
    projects: tuple[ProjectRecord, ...] = ()
    counts: tuple[GroupCount, ...] = ()
    warnings: tuple[ExtractionWarning, ...] = ()
    text: str | None = None

    def statuses(self) -> list[ProjectStatus]:
        """One row for each project and phase: where it stands as of this article."""
        return [
            ProjectStatus(
                **self._row(project),
                status=project.status,
                as_of=self.published,
                evidence=_words(project.spans + tuple(s for m in project.milestones for s in m.spans)),
            )
            for project in self.projects
        ]

    def plans(self) -> list[CommissioningPlan]:
        """One row for each planned milestone, dated or not, in the order of the article's projects."""
        return [
            CommissioningPlan(
                **self._row(project),
                milestone=step.type,
                modality=step.modality,
                certainty=step.certainty,
                start=step.start,
                end=step.end,
                mod=step.mod,
                edtf=step.edtf,
                date_text=step.text,
                stated_by=step.stated_by,
                evidence=_words(step.spans),
            )
            for project in self.projects
            for step in project.milestones
            if step.modality == "planned"
        ]

    def _row(self, project: ProjectRecord) -> dict[str, Any]:
        """The fields that every flat row shares."""
        return {
            "article_id": self.id,
            "published": self.published,
            "project_id": project.id,
            "project": project.name,
            "phase": project.phase,
            "companies": project.companies,
            "place": project.place,
            "adcode": project.adcode,
        }


def _words(spans: tuple[Span, ...]) -> str:
    """The raw words of the spans in the order of the article, each stretch once, joined by ` … `."""
    ordered = sorted({(s.part != "title", s.start, s.end): s.text for s in spans}.items())
    return " … ".join(text for _, text in ordered)
