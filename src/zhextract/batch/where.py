"""`--where`: which projects of an archive are kept.

A condition is COLUMN OPERATOR VALUE on a column of `projects`, or TABLE.COLUMN of `milestones` or `articles`; the
operators are = != < <= > >= and ~ (contains). A project is kept where all conditions hold: those on `projects` for it,
those on `milestones` together for one of its milestones, those on `articles` for its article. What belongs to other
projects goes, and of an article without any such project all but its row in `articles`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhextract.errors import InputError
from zhextract.io.tables import Column, Row, columns

_CONDITION = re.compile(r"\s*(?:(projects|milestones|articles)\.)?([a-z_]+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.S)
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


class Condition(NamedTuple):
    table: str
    column: str
    operator: str
    value: Any

    def holds(self, row: Row) -> bool:
        """Whether it holds for a row of its table; never for a value that is missing, but for !=."""
        found = row[self.column]
        if self.operator == "~":
            return self.value in (found if isinstance(found, str) else "\n".join(found or ()))
        if self.operator in ("=", "!="):
            same = self.value in found if isinstance(found, list) else found == self.value
            return same == (self.operator == "=")
        return found is not None and _ORDER[self.operator](found, self.value)


class Where(NamedTuple):
    """All conditions of a run."""

    conditions: tuple[Condition, ...]

    def kept(self, article: Row, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
        """The rows of one article that belong to the projects which are kept."""
        made: dict[str, list[Row]] = {table: list(rows) for table, rows in tables.items()}
        good = {p["id"] for p in tables["projects"] if self._fits(article, p, tables["milestones"])}
        if not good:
            return {table: [] for table in made}
        made["projects"] = [row for row in made["projects"] if row["id"] in good]
        for table in ("milestones", "plans"):
            made[table] = [row for row in made[table] if row["project_id"] in good]
        made["evidence"] = [row for row in made["evidence"] if row["project_id"] is None or row["project_id"] in good]
        return made

    def _fits(self, article: Row, project: Row, milestones: Sequence[Row]) -> bool:
        own = [row for row in milestones if row["project_id"] == project["id"]]
        steps = [c for c in self.conditions if c.table == "milestones"]
        if steps and not any(all(c.holds(row) for c in steps) for row in own):
            return False
        rows = {"projects": project, "articles": article}
        return all(c.holds(rows[c.table]) for c in self.conditions if c.table != "milestones")


def parse_where(texts: Sequence[str]) -> Where | None:
    """The conditions that the user gave, None for none. Raises `InputError` for one that cannot be read."""
    conditions = []
    for text in texts:
        found = _CONDITION.fullmatch(text)
        if found is None:
            raise InputError(f'--where {text!r}: wanted COLUMN OPERATOR VALUE, as in "status = construction"')
        table, name = found[1] or "projects", found[2]
        column = next((c for c in columns(table) if c.name == name), None)
        if column is None or column.kind == "json":
            known = ", ".join(c.name for c in columns(table) if c.kind != "json")
            raise InputError(f"--where {text!r}: {table} has no column {name!r} to compare; it has {known}")
        conditions.append(Condition(table, name, found[3], _value(column, found[3], found[4].strip("'\""), text)))
    return Where(tuple(conditions)) if conditions else None


def _value(column: Column, operator: str, value: str, text: str) -> Any:
    if operator == "~":
        if column.kind not in ("string", "strings"):
            raise InputError(f"--where {text!r}: ~ looks into text, {column.name} is a {column.kind}")
        return value
    try:
        if column.kind in ("integer", "number"):
            return float(value)
        if column.kind == "date":
            return date.fromisoformat(value)
        if column.kind == "boolean":
            return {"true": True, "false": False}[value.lower()]
    except (ValueError, KeyError):
        raise InputError(f"--where {text!r}: {value!r} is no {column.kind}") from None
    return value
