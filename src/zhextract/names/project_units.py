"""Numbered units of a plant (3号机组, 1号、2号泊位), each a project of its own where it has milestones of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhextract.records.values import CharSpan

_NUMBER = r"[0-9一二三四五六七八九十]{1,2}"
_UNITS = re.compile(rf"({_NUMBER}号?(?:[、和及与]{_NUMBER}号?){{0,5}})(?<=号)(?:核电|发电)?(机组|泊位|窑|高炉|工位)")
_ONE = re.compile(_NUMBER)
#: The unit at the end of a name.
_TAIL = re.compile(rf"(?:项目|工程)?{_NUMBER}号(?:机组|泊位|窑|高炉|工位)$")


@dataclass(frozen=True, slots=True)
class Units:
    """One expression of numbered units: where it stands, and each unit by its name and place."""

    span: CharSpan
    each: tuple[tuple[str, CharSpan], ...]


def find_units(text: str, sentence: CharSpan) -> Iterator[Units]:
    """The expressions of numbered units in the sentence, in order."""
    for match in _UNITS.finditer(text, *sentence):
        numbers = list(_ONE.finditer(text, match.start(1), match.end(1)))
        last = len(numbers) - 1
        each = tuple(
            (f"{n.group()}号{match.group(2)}", CharSpan(n.start(), match.end() if i == last else n.end()))
            for i, n in enumerate(numbers)
        )
        yield Units(CharSpan(*match.span()), each)


def without_unit(name: str) -> str:
    """The name of the plant that a unit's name begins with."""
    return _TAIL.sub("", name)
