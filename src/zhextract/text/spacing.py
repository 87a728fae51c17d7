"""Spaces and line breaks inside words and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhextract.text.align import AlignedText, Edit
from zhextract.text.characters import follows, is_han

_GAP = re.compile(" (?<=[\u4e00-\u9fa5] ) ?(?=[\u4e00-\u9fa5])")
# `总投资 30 亿元`, `2022 年 8 月`: a space between a number and a Chinese character, on either side.
_NUMBER = re.compile(" (?:(?<=[0-9%] )(?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5] )(?=[0-9]))")
_FIGURE = re.compile(r"[\d.,%~-]{1,14} ?(?=[\u4e00-\u9fa5])")
_UNITS = frozenset("年月日时分个亿万千百元吨亩户家项台套条座栋期名人米公平立兆度倍米层号")
# Among so many gaps each is looked up in the text by itself.
_FEW = 40
# What ends a line that is whole, and what begins one that is its own.
_WHOLE = frozenset("。！？；：…”’」』）】》!?;:)]|>")


def joined(aligned: AlignedText) -> AlignedText:
    """`aligned` without the spaces and line breaks that stand inside words, numbers and sentences."""
    text = aligned.text
    edits: list[Edit] = []
    if " " in text:
        edits += _gaps(text)
        edits += _around_numbers(text)
    if "\n" in text:
        edits += _breaks(text)
    return aligned.apply(sorted(set(edits))) if edits else aligned


def _gaps(text: str) -> Iterator[Edit]:
    """Spaces between Chinese characters that break a word, and all of them in prose that is full of such."""
    found = list(_GAP.finditer(text))
    prose = [m for m in found if _prose(text, m.start())]
    inside = sum(_breaks_word(text, m.start(), m.end()) for m in prose)
    # Random breaks fall inside a word about every second time; between the items of a list hardly ever.
    noisy = inside >= 3 and inside * 5 >= len(prose) * 2
    for gap in found:
        start, end = gap.span()
        if noisy and (_prose(text, start) or follows(text[start - 1], text[end])):
            yield Edit(start, end, "")
        elif len(found) <= _FEW and start >= 2 and _breaks_word(text, start, end):
            whole = text[start - 2 : start] + text[end : end + 2]
            if whole in text:
                yield Edit(start, end, "")


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether the pair across the gap is part of a word, and not both halves go with their other neighbours."""
    left, right = text[start - 1], text[end]
    whole = follows(text[start - 2 : start - 1] or " ", left) and follows(right, text[end + 1 : end + 2] or " ")
    return follows(left, right) and not whole


def _prose(text: str, at: int) -> bool:
    """Whether the line around `at` has a clause mark near by."""
    low, high = text.rfind("\n", max(0, at - 100), at), text.find("\n", at, at + 100)
    return any(c in "，。；,;" for c in text[max(low, at - 100, 0) : high if high >= 0 else at + 100])


def _around_numbers(text: str) -> Iterator[Edit]:
    """The space before a unit, and those on both sides of a number inside a sentence."""
    before = -1
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if is_han(text[start - 1]):
            # Only where the number is followed by a Chinese character; `来源 2022-07-22 09:12` keeps its space.
            figure = _FIGURE.match(text, end)
            if figure and _prose(text, start):
                before = figure.end() - 1
                yield Edit(start, end, "")
        elif start == before or (text[end] in _UNITS and ":" not in text[max(0, start - 3) : start]):
            yield Edit(start, end, "")


def _breaks(text: str) -> Iterator[Edit]:
    """Line breaks inside a sentence: the line stops in mid-word or at a comma, and the next one goes on."""
    in_words: list[tuple[int, Edit]] = []
    start = 0
    while (at := text.find("\n", start)) >= 0:
        line, following = text[start:at].rstrip(" "), text[at + 1 : at + 2]
        after = text[at + 1 : at + 80].split("\n", 1)[0]
        goes_on = bool(following) and (following.isalnum() or following in "，。、；")
        if goes_on and len(line) >= 12 and line[-1] not in _WHOLE:
            edit = Edit(start + len(line), at + 1, "")
            if following in "，。、；" or (line[-1] in "，、" and any(c in after for c in "，。；")):
                yield edit
            elif follows(line[-1], following) and any(c in line for c in "，。,"):
                in_words.append((len(line), edit))
        start = at + 1
    # A text set in lines of one length; a single break of that kind stands between a heading and its paragraph.
    for i, (length, edit) in enumerate(in_words):
        if any(i != j and abs(length - other) <= 2 for j, (other, _) in enumerate(in_words[:50])):
            yield edit
