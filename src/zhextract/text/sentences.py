"""Sentences and clauses of a clean text, as spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhextract.text.align import CharSpan, Mark

# A full stop, question or exclamation mark, repeated or not, with the closing quotes and brackets after it; a break.
# The set of first characters stands in front, by which most of a text is skipped.
_END = re.compile(
    r"[。！？!?…\n](?:(?<=[。！？!?])[。！？!?]*[”’」』）)】》\"]*|(?<=…)…+[”’」』]*(?=[^，,、；;。！？!?]|$)|(?<=\n)\n*)"
)
_ITEM = re.compile(
    r"[①-⑳1-9（(](?<=[。；;：:！？\s].)"
    r"(?:(?<=[①-⑳])|(?<=[1-9])、|(?<=1)[0-9]、|(?<=[（(])(?:[一二三四五六七八九十]{1,2}|[1-9]|1[0-9])[)）])"
)
_CLAUSE = re.compile("[；;]+")


def sentences(text: str, marks: Sequence[Mark] = ()) -> list[CharSpan]:
    """The sentences of `text` in order, without the white space around them; none reaches into page furniture.

    Sentences end at 。！？ and at line breaks, closing quotes kept with them, and before an item of a numbered list.
    """
    found: list[CharSpan] = []
    for low, high in _prose(text, marks):
        at = low
        for cut in _cuts(text, low, high):
            _add(found, text, at, cut)
            at = cut
        _add(found, text, at, high)
    return found


def clauses(text: str, span: CharSpan) -> list[CharSpan]:
    """The parts of one sentence between its semicolons."""
    found: list[CharSpan] = []
    at = span.start
    for end in _CLAUSE.finditer(text, span.start, span.end):
        _add(found, text, at, end.end())
        at = end.end()
    _add(found, text, at, span.end)
    return found


def _prose(text: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """The stretches of `text` outside page furniture."""
    stretches, at = [], 0
    for start, end in sorted((m.start, m.end) for m in marks if m.kind.startswith("furniture")):
        if start > at:
            stretches.append((at, start))
        at = max(at, end)
    if at < len(text):
        stretches.append((at, len(text)))
    return stretches


def _cuts(text: str, low: int, high: int) -> list[int]:
    ends = [m.end() for m in _END.finditer(text, low, high)]
    items = [m.start() for m in _ITEM.finditer(text, low, high)]
    return sorted({*ends, *items}) if items else ends


def _add(found: list[CharSpan], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(CharSpan(start, end))
