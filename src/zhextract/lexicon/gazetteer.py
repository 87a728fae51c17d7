"""The administrative divisions of China, the development zones, and the names of places abroad.

Codes are the six digits of GB/T 2260: two each for province, city and county. `places.toml` adds former names, what the
national list leaves out, and countries and places abroad.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from zhextract.lexicon.loader import load, resource
from zhextract.records.values import Model


class _Regions(Model):
    names: tuple[str, ...]


class _Foreign(Model):
    countries: tuple[str, ...]
    places: tuple[str, ...]


class _Grammar(Model):
    local: tuple[str, ...]
    not_local: tuple[str, ...]
    not_alone: tuple[str, ...]
    before: tuple[str, ...]


class PlaceTable(Model):
    """The shape of `places.toml`."""

    former: dict[str, str]
    regions: _Regions
    special: dict[str, str]
    foreign: _Foreign
    grammar: _Grammar


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county.

    `short` is what texts call it without its suffix, or empty; `plain` says that the short form is an ordinary word
    too.
    """

    adcode: str
    name: str
    short: str
    plain: bool

    @property
    def level(self) -> int:
        """1 for a province, 2 for a city or prefecture, 3 for a county or district."""
        return 1 if self.adcode.endswith("0000") else 2 if self.adcode.endswith("00") else 3

    @property
    def prefix(self) -> str:
        """The digits that the codes of everything inside the division begin with."""
        return code_prefix(self.adcode)


def code_prefix(adcode: str) -> str:
    """The digits that the codes of everything inside the division of that code begin with."""
    while adcode.endswith("00"):
        adcode = adcode[:-2]
    return adcode


@dataclass(frozen=True, slots=True)
class Zone:
    """A development zone; the first two digits of `code` are its province."""

    code: str
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """Divisions by every name they go by, and the zones."""

    divisions: tuple[Division, ...]
    zones: tuple[Zone, ...]
    by_name: Mapping[str, tuple[Division, ...]]
    by_short: Mapping[str, tuple[Division, ...]]
    table: PlaceTable
    countries: frozenset[str]
    abroad: frozenset[str]

    @cached_property
    def _every(self) -> Mapping[str, tuple[Division, ...]]:
        return {**self.by_short, **self.by_name}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """For each character the lengths of the names that begin with it, longest first: most text begins no name."""
        return lengths_by(0, self._every)

    def named(self, name: str) -> tuple[Division, ...]:
        """The divisions of that full, former or short name, largest first."""
        return self._every.get(name, ())

    def prefixes(self, text: str, start: int = 0) -> Iterator[tuple[str, tuple[Division, ...]]]:
        """The division names that `text` has at `start`, longest first, with the divisions of each."""
        every, left = self._every, len(text) - start
        for length in self._lengths.get(text[start : start + 1], ()):
            if length <= left and (found := every.get(name := text[start : start + length])):
                yield name, found

    def begins(self, text: str, start: int = 0) -> bool:
        """Whether the name of a division stands at `start`."""
        every, left = self._every, len(text) - start
        return any(
            length <= left and text[start : start + length] in every
            for length in self._lengths.get(text[start : start + 1], ())
        )


def lengths_by(place: int, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each character that stands at `place` (0 or -1) of a name, the lengths of such names, longest first.

    Names of one character are left out.
    """
    found: dict[str, set[int]] = {}
    for name in names:
        if len(name) < 2:
            continue
        found.setdefault(name[place], set()).add(len(name))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


#: What the names of zones are shortened by in texts.
_ZONE_SHORT = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
)


#: What is left of a zone's name is no name when it is a kind.
_KINDS = {long for long, _ in _ZONE_SHORT} | {"保税港区", "综合保税区", "自由贸易试验区", "工业园区", "产业园区"}


def short_zone_names(name: str, provinces: Iterable[str]) -> Iterator[str]:
    """The shorter forms of a zone's name: without the province before it, with the kind in short."""
    forms = [name]
    for province in provinces:
        if name.startswith(province) and len(name) - len(province) > 3 and name[len(province) :] not in _KINDS:
            forms.append(name[len(province) :])
    yield from forms[1:]
    for form in forms:
        for kind, short in _ZONE_SHORT:
            if form.endswith(kind) and len(form) > len(kind):
                yield form[: -len(kind)] + short
                break


def _read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(resource(name).splitlines()))


@cache
def gazetteer() -> Gazetteer:
    """The package's own gazetteer, loaded once."""
    table = load("places.toml", PlaceTable)
    divisions = [Division(r["adcode"], r["name"], r["short"], bool(r["plain"])) for r in _read("divisions.csv")]
    for adcode, name, short in (
        ("710000", "台湾省", "台湾"),
        ("810000", "香港特别行政区", "香港"),
        ("820000", "澳门特别行政区", "澳门"),
    ):
        divisions.append(Division(adcode, name, short, False))
    by_code = {d.adcode: d for d in divisions}
    by_name: dict[str, tuple[Division, ...]] = {}
    by_short: dict[str, tuple[Division, ...]] = {}
    # The list has cities without counties (东莞市) once on each level, with the same code.
    for division in sorted(by_code.values(), key=lambda d: d.level):
        by_name[division.name] = (*by_name.get(division.name, ()), division)
        if division.short:
            by_short[division.short] = (*by_short.get(division.short, ()), division)
            if division.name.endswith("自治州"):
                by_name[f"{division.short}州"] = (division,)  # 阿坝州
    for name, adcode in (*table.former.items(), *table.special.items()):
        if name not in by_name and adcode in by_code:
            by_name[name] = (by_code[adcode],)
    return Gazetteer(
        divisions=tuple(divisions),
        zones=tuple(Zone(r["code"], r["name"]) for r in _read("zones.csv")),
        by_name=by_name,
        by_short=by_short,
        table=table,
        countries=frozenset(table.foreign.countries),
        abroad=frozenset(table.foreign.places),
    )
