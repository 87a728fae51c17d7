"""The listed companies: code, short name, registered name."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from zhextract.lexicon.loader import resource


@dataclass(frozen=True, slots=True)
class Company:
    """A company that the lexicon knows.

    `code` is the stock code or empty, `short` the name it goes by, `full` the registered name or empty; `ambiguous`
    says that the short name is an ordinary word or too short to stand alone, so that a text must show that it is meant.
    """

    code: str
    short: str
    full: str
    ambiguous: bool = False


@cache
def listed_companies() -> tuple[Company, ...]:
    """The package's own list, loaded once."""
    rows = csv.DictReader(resource("listed_companies.csv").splitlines())
    return tuple(Company(r["code"], r["short"], r["full"], bool(r["ambiguous"])) for r in rows)
