"""A user's own words: companies, zones and projects with their aliases, merged over the built-in lists.

A TOML file holds tables of arrays:

    [[companies]]
    name = "云岭新材"
    full_name = "云南云岭新材料股份有限公司"
    code = "600000.SH"
    aliases = ["云岭"]

    [[zones]]
    name = "云岭产业新城"
    adcode = "530102"

    [[projects]]
    name = "云岭绿色铝"
    aliases = ["云岭铝项目"]

A CSV file has one of these a row, with the columns `kind` (company, zone, project), `name`, `full_name`, `code`,
`adcode` and `aliases` (separated by `|`); columns may be left out, except `kind` and `name`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from zhextract.errors import LexiconError
from zhextract.lexicon.loader import parse
from zhextract.records.values import Model

_COLUMNS = ("kind", "name", "full_name", "code", "adcode", "aliases")


class UserCompany(Model):
    """A company: the name it goes by, its registered name and stock code where it has them, other names."""

    name: str = Field(min_length=2)
    full_name: str | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()


class UserZone(Model):
    """A development zone or park, with the six-digit code of its division where it is known."""

    name: str = Field(min_length=2)
    adcode: str | None = Field(default=None, pattern=r"^\d{6}$")
    aliases: tuple[str, ...] = ()


class UserProject(Model):
    """A project that texts call by a name of its own."""

    name: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()


class UserTable(Model):
    """The shape of a user's TOML file."""

    companies: tuple[UserCompany, ...] = ()
    zones: tuple[UserZone, ...] = ()
    projects: tuple[UserProject, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The user's entries; the built-in lists stand behind them."""

    companies: tuple[UserCompany, ...] = ()
    zones: tuple[UserZone, ...] = ()
    projects: tuple[UserProject, ...] = ()

    @classmethod
    def from_files(cls, paths: Iterable[str | Path]) -> Lexicon:
        """Read TOML and CSV files, later ones after earlier ones.

        Raises `LexiconError` naming the file and the entry for an unknown key, a missing or wrong value, or a file that
        cannot be read or is neither TOML nor CSV.
        """
        companies: list[UserCompany] = []
        zones: list[UserZone] = []
        projects: list[UserProject] = []
        for path in map(Path, paths):
            table = _read(path)
            companies.extend(table.companies)
            zones.extend(table.zones)
            projects.extend(table.projects)
        return cls(tuple(companies), tuple(zones), tuple(projects))


def _read(path: Path) -> UserTable:
    if path.suffix not in (".toml", ".csv"):
        raise LexiconError(f"{path}: a lexicon is a .toml or a .csv file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read: {error}") from error
    return parse(text, UserTable, str(path)) if path.suffix == ".toml" else _table(text, str(path))


def _table(text: str, source: str) -> UserTable:
    reader = csv.DictReader(text.splitlines(), restkey="", strict=True)
    unknown = set(reader.fieldnames or ()) - set(_COLUMNS)
    if unknown or "kind" not in (reader.fieldnames or ()):
        raise LexiconError(f"{source}: line 1: columns must be of {', '.join(_COLUMNS)}; got {reader.fieldnames}")
    entries: dict[str, list[Model]] = {"company": [], "zone": [], "project": []}
    models: dict[str, type[Model]] = {"company": UserCompany, "zone": UserZone, "project": UserProject}
    for row in reader:
        where = f"{source}: line {reader.line_num}"
        kind = row.pop("kind") or ""
        if kind not in models or "" in row:
            raise LexiconError(f"{where}: kind must be company, zone or project, with no more cells than columns")
        values: dict[str, object] = {key: value for key, value in row.items() if value}
        if "aliases" in values:
            values["aliases"] = tuple(str(values["aliases"]).split("|"))
        try:
            entries[kind].append(models[kind].model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]
            raise LexiconError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return UserTable.model_validate(
        {"companies": entries["company"], "zones": entries["zone"], "projects": entries["project"]}, strict=False
    )
