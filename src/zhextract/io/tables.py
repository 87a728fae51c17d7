"""The tables of an archive: their columns, made from the records of the contract, and the rows of one record.

Every row carries `article_id`; `position` counts the rows of one article in one table, from 0. A value of a record that
has parts (`investment`) becomes one column a part (`investment_amount`); spans become rows of `evidence`.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from zhextract.records.article import ArticleRecord, ExtractionWarning, GroupCount, Organization, Person
from zhextract.records.project import Milestone, ProjectRecord
from zhextract.records.values import Model, Span
from zhextract.records.views import CommissioningPlan

Kind: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "strings", "json"]
Row: TypeAlias = dict[str, Any]


class Column(NamedTuple):
    """One column: its name and what it holds. `strings` is a list of them, `json` a JSON text."""

    name: str
    kind: Kind


_KEY = (Column("article_id", "string"), Column("position", "integer"))
# What becomes rows of other tables.
_NESTED: dict[type[Model], tuple[str, ...]] = {
    ArticleRecord: ("organizations", "people", "projects", "counts", "warnings", "text"),
    ProjectRecord: ("milestones", "evidence"),
}
#: The tables beside `articles`, each with the record that its rows are made of.
MODELS: dict[str, type[Model]] = {
    "projects": ProjectRecord,
    "milestones": Milestone,
    "plans": CommissioningPlan,
    "counts": GroupCount,
    "organizations": Organization,
    "people": Person,
    "warnings": ExtractionWarning,
}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    if table == "articles":
        own = (Column("input", "string"), Column("line", "integer"), Column("read", "boolean"))
        return (*_of_model(ArticleRecord), *own, Column("reprint_of", "string"))
    if table == "evidence":
        own = (Column("project_id", "string"), Column("table_name", "string"), Column("row", "integer"))
        return (*_KEY, *own, Column("field", "string"), *_of_model(Span))
    made = [column for column in _of_model(MODELS[table]) if column.name != "article_id"]
    if table == "milestones":
        made.insert(0, Column("project_id", "string"))
    return (*_KEY, *made)


#: All tables, in the order in which they are documented and written.
TABLES = ("articles", "projects", "milestones", "plans", "counts", "organizations", "people", "evidence", "warnings")


def _of_model(model: type[Model]) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        if name not in ("spans", "span", *_NESTED.get(model, ())):
            yield from _of_annotation(name, field.annotation)


def _of_annotation(name: str, annotation: Any) -> list[Column]:
    kinds: dict[Any, Kind] = {str: "string", bool: "boolean", int: "integer", float: "number", date: "date"}
    if get_origin(annotation) in (Union, types.UnionType):
        choices = [choice for choice in get_args(annotation) if choice is not type(None)]
        if set(choices) == {int, float}:
            return [Column(name, "number")]
        annotation = choices[0]
    if get_origin(annotation) is Literal:
        return [Column(name, "string")]
    if get_origin(annotation) is tuple:
        return [Column(name, "strings" if get_args(annotation)[0] is str else "json")]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [Column(f"{name}_{part.name}", part.kind) for part in _of_model(annotation)]
    return [Column(name, kinds[annotation])]


_OF_ARTICLE = tuple(column.name for column in columns("articles") if column.name in ArticleRecord.model_fields)
_of_article = attrgetter(*_OF_ARTICLE)


def article_row(record: ArticleRecord, *, read: bool = True) -> Row:
    """The row of a record in `articles`; `input`, `line` and `reprint_of` are the archive's to fill in."""
    row: Row = dict.fromkeys(column.name for column in columns("articles"))
    row.update(zip(_OF_ARTICLE, _of_article(record), strict=True))
    row["read"] = read
    return row


def rows(record: ArticleRecord) -> dict[str, list[Row]]:
    """The rows of one record in every table but `articles`."""
    made: dict[str, list[Row]] = {table: [] for table in TABLES[1:]}
    evidence = made["evidence"]

    def add(table: str, value: Model, project_id: str | None = None) -> None:
        row = {name: get(value) for name, get in _getters(table)}
        row["article_id"], row["position"] = record.id, len(made[table])
        if table == "milestones":
            row["project_id"] = project_id
        for field, spans in _spans(value):
            for span in spans:
                evidence.append({
                    "article_id": record.id, "position": len(evidence), "project_id": project_id, "table_name": table,
                    "row": row["position"], "field": field, "part": span.part, "start": span.start, "end": span.end,
                    "text": span.text,
                })  # fmt: skip
        made[table].append(row)

    for project in record.projects:
        add("projects", project, project.id)
        for step in project.milestones:
            add("milestones", step, project.id)
    for table, values in (("plans", record.plans()), ("counts", record.counts), ("people", record.people)):
        for value in values:
            add(table, value)
    for organization in record.organizations:
        add("organizations", organization)
    for warning in record.warnings:
        add("warnings", warning)
    return made


def table_rows(records: Iterable[ArticleRecord], table: str) -> Iterator[Row]:
    """The rows of many records in one table."""
    for record in records:
        if table == "articles":
            yield article_row(record)
        else:
            yield from rows(record)[table]


@cache
def _getters(table: str) -> tuple[tuple[str, Callable[[Model], Any]], ...]:
    """For each column of a table, its name and what gives its value of a record."""
    return tuple((column.name, _getter(MODELS[table], column)) for column in columns(table))


def _getter(model: type[Model], column: Column) -> Callable[[Model], Any]:
    name = column.name
    if column.kind == "json":
        return lambda value: _json(getattr(value, name))
    if column.kind == "strings":
        return lambda value: list(getattr(value, name))
    if name in model.model_fields:
        return attrgetter(name)
    owner, _, part = name.rpartition("_")
    if owner not in model.model_fields:
        return lambda value: None  # filled in by `rows`
    return lambda value: getattr(getattr(value, owner), part, None)


def _json(values: Sequence[Model]) -> str | None:
    if not values:
        return None
    return json.dumps([value.model_dump(mode="json", exclude={"spans"}) for value in values], ensure_ascii=False)


def _spans(value: Model) -> Iterator[tuple[str | None, tuple[Span, ...]]]:
    """The spans that a record stands on, with the field that they are of, None for the record itself."""
    if isinstance(value, ExtractionWarning):
        if value.span is not None:
            yield None, (value.span,)
        return
    if (own := getattr(value, "spans", None)) is not None:
        yield None, own
    if isinstance(value, ProjectRecord):
        yield from value.evidence.items()
        for field in ("investment", "output_value", "area", "jobs"):
            if (inner := getattr(value, field)) is not None:
                yield field, inner.spans
        for capacity in value.capacity:
            yield "capacity", capacity.spans


def markdown() -> str:
    """The tables as they stand in the documentation."""
    parts = []
    for table in TABLES:
        lines = [f"### `{table}`", "", "| column | type |", "|---|---|"]
        lines += [f"| `{name}` | {kind} |" for name, kind in columns(table)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
