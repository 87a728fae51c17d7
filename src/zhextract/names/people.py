"""People who are quoted or act in office: found by their title, or by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhextract.lexicon.loader import load
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.records.values import Model
from zhextract.text import words


class PeopleTable(Model):
    """The shape of `people.toml`."""

    surnames: str
    compound: tuple[str, ...]
    titles: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person at one place of the clean text; `start` and `end` are those of the name."""

    start: int
    end: int
    name: str
    title: str | None
    organization: str | None


@cache
def _table() -> PeopleTable:
    return load("people.toml", PeopleTable)


@cache
def _titles() -> WordList:
    return WordList(dict.fromkeys(_table().titles))


_BREAKS = "，。、；：！？）)】」”’ \n　,;:!?(（—"


#: What no department between an organization and a title holds.
_DEPARTMENT_ENDS = frozenset(_BREAKS) - {"、"} | {"的"}


def word_lists() -> tuple[WordList, ...]:
    """What the passage must be scanned for."""
    return (_titles(),)


def find_people(passage: Passage, organizations: Sequence[Mention]) -> list[PersonMention]:
    """The people whose title stands before their name, in order.

    `organizations` are the mentions of the same text: the one that ends where the titles begin is the person's.
    """
    text = passage.text
    ends = {m.end: m for m in organizations}
    found: list[PersonMention] = []
    begun: tuple[int, int] | None = None
    for _, start, end, sentence in passage.hits(_titles()):
        first = begun[0] if begun and _joined(text, begun[1], start) else start
        begun = (first, end)
        name = _name_at(text, end, sentence.end)
        if name:
            body, first = _organization_before(text, first, sentence.start, ends)
            found.append(PersonMention(end, end + len(name), name, text[first:end], body.name if body else None))
            begun = None
    return found


def _joined(text: str, end: int, start: int) -> bool:
    """Whether two titles are of one person: 党工委书记、管委会主任."""
    between = text[end:start]
    return len(between) <= 5 and (not between or between[0] in "、兼" or between in ("和", "及"))


def _organization_before(text: str, start: int, floor: int, ends: dict[int, Mention]) -> tuple[Mention | None, int]:
    """The organization before a title, up to twelve characters of department between them, and the title's start."""
    for at in range(start, max(floor, start - 13) - 1, -1):
        if at in ends:
            return ends[at], at
        if at > floor and text[at - 1] in _DEPARTMENT_ENDS:
            break
    return None, start


def _name_at(text: str, start: int, stop: int) -> str | None:
    """The personal name that begins at `start`, or None."""
    foreign = _foreign_name(text, start, stop)
    if foreign:
        return foreign
    table = _table()
    head = next((s for s in table.compound if text.startswith(s, start)), None)
    if head is None:
        if start >= stop or text[start] not in table.surnames:
            return None
        head = text[start]
    lengths = (len(head) + 2, len(head) + 1)
    for length in lengths:
        end = start + length
        if length == lengths[0] and text[end - 1 : end] in ("说", "称", "在"):
            continue
        if end > stop or not all("\u4e00" <= c <= "\u9fff" for c in text[start:end]):
            continue
        if end == stop or text[end] in _BREAKS or text.startswith(table.after, end) or text[end].isdigit():
            name = text[start:end]
            shorter = text[start : end - 1]
            if (
                length == lengths[0]
                and text.startswith(table.after, end - 1)
                and words.is_word(text[end - 1 : end + 1])
            ):
                return shorter
            return None if _ordinary(name) else name
    return None


def is_surnamed(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a given name: a family name before it and a verb of saying or acting behind."""
    if start == 0 or text[start - 1] not in _table().surnames:
        return False
    return text.startswith(_SAYING, end) or text[end : end + 1].isdigit()


#: What a person does with a name before it.
_SAYING = ("说", "表示", "介绍", "告诉", "称", "透露", "指出", "认为", "强调", "坦言", "接受")


def _ordinary(name: str) -> bool:
    return words.is_word(name) and words.tag(name) not in ("nr", "nrt", "nz", "ns") and words.frequency(name) > 3


def _foreign_name(text: str, start: int, stop: int) -> str | None:
    """A transliterated name with its dots: 唐·波利."""
    end = start
    dots = 0
    while end < min(stop, start + 20):
        c = text[end]
        if c in "·•・":
            dots += 1
        elif not "\u4e00" <= c <= "\u9fff":
            break
        end += 1
    first = text[start:end].split("·")[0]
    if not dots or (words.frequency(first) > 200 and words.tag(first) not in ("nr", "nrt", "ns")):
        return None
    last = max(text.rfind(d, start, end) for d in "·•・")
    for length in range(1, 6):
        at = last + 1 + length
        if at >= stop or at >= end or text.startswith(_table().after, at):
            return text[start : min(at, end)]
    return None
