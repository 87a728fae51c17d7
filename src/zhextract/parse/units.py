"""The units of amounts: which words are units, of what kind, and how they are returned."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from pydantic import Field

from zhextract.lexicon.loader import load
from zhextract.records.values import Model

UnitKind: TypeAlias = Literal["money", "quantity", "count", "percent", "multiple"]


class Counts(Model):
    """Measure words, and those that 一 makes another word of."""

    words: tuple[str, ...]
    not_after_one: tuple[str, ...]


class Names(Model):
    """Names that begin as an amount does."""

    words: tuple[str, ...]


class UnitTable(Model):
    """`units.toml`."""

    currencies: dict[str, str]
    currency_signs: dict[str, str]
    quantities: dict[str, tuple[str, ...]]
    aliases: dict[str, str]
    counts: Counts
    names: Names
    multipliers: dict[str, int] = Field(min_length=1)


class Unit(NamedTuple):
    """A unit as it may be written: `symbol` is what is returned, `family` what it measures."""

    word: str
    symbol: str
    kind: UnitKind
    family: str


@cache
def table() -> UnitTable:
    """The units of the lexicon."""
    return load("units.toml", UnitTable)


@cache
def by_first_character() -> dict[str, tuple[Unit, ...]]:
    """Every unit under its first character, the longest first."""
    units = table()
    found: dict[str, Unit] = {}
    for word in units.counts.words:
        found[word] = Unit(word, units.aliases.get(word, word), "count", "count")
    for family, words in units.quantities.items():
        for word in words:
            found[word] = Unit(word, units.aliases.get(word, word), "quantity", family)
    for word, code in units.currencies.items():
        found[word] = Unit(word, code, "money", "money")
    for word in ("%", "％", "个百分点", "百分点", "个点"):
        found[word] = Unit(word, "%", "percent", "percent")
    found["‰"] = Unit("‰", "‰", "percent", "permille")
    found["成"] = Unit("成", "%", "percent", "tenth")
    found["倍"] = Unit("倍", "倍", "multiple", "multiple")
    grouped: dict[str, list[Unit]] = {}
    for unit in found.values():
        grouped.setdefault(unit.word[0], []).append(unit)
    return {first: tuple(sorted(units_, key=lambda unit: -len(unit.word))) for first, units_ in grouped.items()}


_BY_FIRST: Final = by_first_character()
UNIT_STARTS: Final = frozenset(_BY_FIRST)
_SINGLE: Final = {first: units[-1] for first, units in _BY_FIRST.items() if len(units[-1].word) == 1}
_BY_PAIR: Final = {
    pair: tuple(unit for unit in units if unit.word.startswith(pair))
    for units in _BY_FIRST.values()
    for pair in {unit.word[:2] for unit in units if len(unit.word) > 1}
}


def unit_at(text: str, position: int) -> Unit | None:
    """The longest unit that the folded `text` has at `position`; a Latin one must not go on in letters."""
    pair = text[position : position + 2]
    if pair in _BY_PAIR:
        for unit in _BY_PAIR[pair]:
            if text.startswith(unit.word, position) and not _goes_on(text, position, unit):
                return unit
    single = _SINGLE.get(pair[:1])
    if single is None or single.word > "z":
        return single
    return None if _goes_on(text, position, single) else single


def _goes_on(text: str, position: int, unit: Unit) -> bool:
    """Whether a Latin unit is only the beginning of a longer word."""
    if unit.word[-1] > "z" or not unit.word[-1].isalpha():
        return False
    end = position + len(unit.word)
    after = text[end : end + 1]
    return after.isascii() and after.isalpha()
