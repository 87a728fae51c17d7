"""The townships and streets of each county, loaded when a text names a county."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from zhextract.lexicon.loader import resource

#: What the names in the list end with.
SUFFIXES = ("街道", "苏木", "镇", "乡")


@cache
def _by_county() -> Mapping[str, str]:
    rows = csv.DictReader(resource("townships.csv").splitlines())
    return {row["adcode"]: row["names"] for row in rows}


@cache
def _by_city() -> Mapping[str, tuple[str, ...]]:
    """The counties of each city, by the first four digits of their codes."""
    found: dict[str, list[str]] = {}
    for code in _by_county():
        found.setdefault(code[:4], []).append(code)
    return {city: tuple(codes) for city, codes in found.items()}


@lru_cache(maxsize=256)
def townships(prefix: str) -> Mapping[str, str]:
    """The townships of the counties whose code begins with `prefix` (four or six digits): each name, the county's code.

    A short form (彭场 for 彭场镇) is left out where it is an ordinary word, and so is a name that two of the counties
    share: it cannot be told which is meant.
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    for code, names in _counties(prefix):
        for entry in names.split(" "):
            for form in _forms(entry):
                if found.setdefault(form, code) != code:
                    shared.add(form)
    return {name: code for name, code in found.items() if name not in shared}


def _counties(prefix: str) -> Iterator[tuple[str, str]]:
    counties = _by_county()
    for code in _by_city().get(prefix[:4], ()):
        if code.startswith(prefix):
            yield code, counties[code]


def _forms(entry: str) -> Iterator[str]:
    """The names of an entry: `大桥街道*` goes by its full name only, `七墩回族东乡族乡/七墩` has another short one."""
    if entry.endswith("*"):
        yield entry[:-1]
        return
    name, _, short = entry.partition("/")
    yield name
    yield short or next(name[: -len(suffix)] for suffix in SUFFIXES if name.endswith(suffix))
