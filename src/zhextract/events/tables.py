"""Tables of projects flattened to text: a row of column heads, and rows of as many cells below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhextract.lexicon.loader import load
from zhextract.records.values import CharSpan, Model


class Columns(Model):
    """The words that head columns, by what stands below them."""

    name: tuple[str, ...]
    owner: tuple[str, ...]
    investment: tuple[str, ...]
    capacity: tuple[str, ...]
    progress: tuple[str, ...]
    next: tuple[str, ...]
    construction_start: tuple[str, ...]
    completion: tuple[str, ...]
    commissioning: tuple[str, ...]
    other: tuple[str, ...]


class TableWords(Model):
    """The shape of `tables.toml`."""

    columns: Columns


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it holds (a field of `Columns`), its words, and the unit of its numbers (亿元)."""

    kind: str
    words: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its column, and where it stands."""

    head: Head
    span: CharSpan


#: What stands between cells, with the marks that it holds one of.
_SEPARATORS = (
    (re.compile(r"\s*[|｜]\s*"), "|｜"),
    (re.compile(r"\t+"), "\t"),
    (re.compile(r"\s*[/／]\s*"), "/／"),
    (re.compile(r"[ 　]+"), " 　"),
)
_BETWEEN_CELLS = re.compile(f"[{''.join(marks for _, marks in _SEPARATORS)}]")
_UNIT = re.compile("[（(]?(?:单位[：:]?)?(亿元|万元|元)[）)]?$")
#: 单位：万元, said above a table.
_ALL_IN = re.compile("单位[：:] ?(亿元|万元)")
_FIGURES = re.compile("[0-9]|年|已|未|待|[—-]")
_NUMBERS = frozenset(("序号", "编号"))
_LONGEST_HEAD = 16
_NUMBERED = re.compile(r"[0-9]{1,3}[.、]?(?:\s|[|｜/／])")
#: What has content of its own besides a name.
_STAGES = frozenset(("construction_start", "completion", "commissioning"))
_TELLING = _STAGES | {"investment", "capacity", "progress", "next"}


@cache
def _kinds() -> dict[str, str]:
    """What each column word heads."""
    return {word: kind for kind, words in load("tables.toml", TableWords).columns for word in words}


@cache
def _head_words() -> re.Pattern[str]:
    """The longest column word that some words end in (截至2月末进度)."""
    return re.compile("(?:" + "|".join(sorted(_kinds(), key=len, reverse=True)) + ")$")


def _head(words: str, unit: str) -> Head | None:
    """The column that some words head; None where they head none."""
    found = _UNIT.search(words)
    bare = words[: found.start()] if found else words
    named = _head_words().search(bare) if 0 < len(bare) <= _LONGEST_HEAD else None
    # A bare word may have a lead (截至2月末进度); 项目 that ends other words heads nothing.
    if named is None or (named.start() > 0 and len(named.group()) < 2):
        return None
    kind = _kinds()[named.group()]
    if named.start() > 0 and kind not in {"progress", "next"}:
        return None
    return Head(kind, bare, found.group(1) if found else unit)


def _is_table(heads: Sequence[Head | None]) -> bool:
    """Whether column heads make a table of projects: one of names, one that tells something, hardly an unknown one."""
    kinds = [h.kind for h in heads if h is not None]
    known = len(kinds) >= 3 and len(heads) - len(kinds) <= len(heads) // 4
    return known and kinds.count("name") == 1 and any(kind in _TELLING for kind in kinds)


class Tables:
    """Follows the sentences of one article, in order, into and out of its tables."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unit = ""
        self._heads: list[Head] = []
        self._separator: re.Pattern[str] | None = None  # None where each cell is a line of its own
        self._lines: list[CharSpan] = []  # the cells of a row that is not complete, or heads that may open a table

    def row(self, sentence: CharSpan) -> list[Cell] | None:
        """The cells of a row that the sentence is or completes; empty for a part of a table that is no row.

        None where the sentence is none of a table.
        """
        text = self._text
        if (unit := _ALL_IN.search(text, *sentence)) is not None:
            self._unit = unit.group(1)
        if self._heads:
            cells = self._next(sentence)
            if cells is not None:
                return cells
        for separator, marks in _SEPARATORS if _BETWEEN_CELLS.search(text, *sentence) else ():
            if sum(text.count(mark, *sentence) for mark in marks) < 2:
                continue  # three heads at least
            spans = _cells(text, sentence, separator)
            heads = [_head(text[slice(*s)], self._unit) for s in spans] if len(spans) >= 3 else []
            if _is_table(heads):
                self._heads, self._separator = [h or Head("other", "") for h in heads], separator
                return []
        return self._line_head(sentence)

    def _next(self, sentence: CharSpan) -> list[Cell] | None:
        if self._separator is None:
            return self._line(sentence)
        spans = _cells(self._text, sentence, self._separator)
        if len(spans) == len(self._heads):
            return [Cell(head, span) for head, span in zip(self._heads, spans, strict=True)]
        if not _NUMBERED.match(self._text, *sentence):
            self._heads = []
        return None

    def _line_head(self, sentence: CharSpan) -> list[Cell] | None:
        """Heads that stand one in a line: the table begins with the first line that is none."""
        short = sentence.end - sentence.start <= _LONGEST_HEAD
        if short and _head(self._text[slice(*sentence)], self._unit) is not None:
            self._lines.append(sentence)
            return []
        heads = [_head(self._text[slice(*s)], self._unit) for s in self._lines]
        self._lines = []
        if not short or not _is_table(heads):
            return None
        # Lines that are nothing but a number are not read.
        self._heads = [h for h in heads if h is not None and h.words not in _NUMBERS]
        self._separator = None
        return self._line(sentence)

    def _line(self, sentence: CharSpan) -> list[Cell] | None:
        words = self._text[slice(*sentence)]
        if len(words) > 40 or words.endswith(("。", "：")):
            self._heads, self._lines = [], []
            return None
        self._lines.append(sentence)
        if len(self._lines) < len(self._heads):
            return []
        spans, self._lines = self._lines, []
        row = [Cell(head, span) for head, span in zip(self._heads, spans, strict=True)]
        if all(self._fits(cell) for cell in row):
            return row
        self._heads = []  # a line between was lost, and with it what stands under what
        return []

    def _fits(self, cell: Cell) -> bool:
        """Whether a cell can stand in its column: a sum has figures, and so has the day of a stage."""
        if cell.head.kind not in _STAGES | {"investment"}:
            return True
        return _FIGURES.search(self._text, *cell.span) is not None


def _cells(text: str, sentence: CharSpan, separator: re.Pattern[str]) -> list[CharSpan]:
    """The stretches of a sentence between separators, those at its ends left out."""
    found: list[CharSpan] = []
    at = sentence.start
    for mark in separator.finditer(text, *sentence):
        if mark.start() > at or (found and mark.start() == at):
            found.append(CharSpan(at, mark.start()))
        at = mark.end()
    if at < sentence.end:
        found.append(CharSpan(at, sentence.end))
    return found
