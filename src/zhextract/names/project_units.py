"""Numbered units of a plant (3号机组, 1号、2号泊位), each a project of its own where it has milestones of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhextract.records.values import CharSpan
from zhextract.text.patterns import looked_for

_NUMBER = r"[0-9一二三四五六七八九十]{1,2}"
_KINDS = "机组|机(?![组场械器关型房库坪票构遇动床车柜油务])|泊位|窑|高炉|焦炉|转炉|工位|船坞|船台"
_UNITS = looked_for(
    rf"({_NUMBER}[号#]?(?:[、和及与]{_NUMBER}[号#]?){{0,5}})(?<=[号#])(?:核电|发电|水轮|燃气)?({_KINDS})"
)
_ONE = re.compile(_NUMBER)
#: The unit at the end of a name.
_TAIL = re.compile(rf"(?:项目|工程)?{_NUMBER}[号#](?:{_KINDS})$")
#: Its units all together, as the plant is described by them: 2×66万千瓦机组.
_ALL = re.compile(r"(?:[0-9]{1,2}[×xX*][0-9.]+|[两2]台[0-9.]+)(?:万千瓦|兆瓦|MW)(?:级)?[一-龥]{0,4}机组$")


@dataclass(frozen=True, slots=True)
class Units:
    """One expression of numbered units: where it stands, and each unit by its name and place."""

    span: CharSpan
    each: tuple[tuple[str, CharSpan], ...]


def find_units(text: str, sentence: CharSpan) -> Iterator[Units]:
    """The expressions of numbered units in the sentence, in order."""
    for match in _UNITS.finditer(text, *sentence):
        numbers = list(_ONE.finditer(text, match.start(1), match.end(1)))
        last, mark = len(numbers) - 1, text[match.end(1) - 1]
        each = tuple(
            (f"{n.group()}{mark}{match.group(2)}", CharSpan(n.start(), match.end() if i == last else n.end()))
            for i, n in enumerate(numbers)
        )
        yield Units(CharSpan(*match.span()), each)


def without_unit(name: str) -> str:
    """The name of the plant that a unit's name begins with."""
    plant = _ALL.sub("", name)
    return _TAIL.sub("", plant if len(plant) >= 4 else name)
