"""Spaces and line breaks inside words and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from zhextract.text.align import AlignedText, Edit
from zhextract.text.characters import follows, is_han

_GAP = re.compile(" (?<=[\u4e00-\u9fa5] ) ?(?=[\u4e00-\u9fa5])")
# `总投资 30 亿元`, `2022 年 8 月`: a space between a number and a Chinese character, on either side.
_NUMBER = re.compile(" (?:(?<=[0-9%] )(?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5] )(?=[0-9]))")
_FIGURE = re.compile(r"[\d.,%~-]{1,14} ?(?=[\u4e00-\u9fa5])")
_UNITS = frozenset("年月日时分个亿万千百元吨亩户家项台套条座栋期名人米公平立兆度倍米层号")
# Words after which a sentence goes on at once.
_LEADING = frozenset("的在和与是将已为对于把被从向及等或")
_CLAUSE = re.compile("[，。；,;]")
# Among so many gaps each is looked up in the text by itself.
_FEW = 40
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uff60“”‘’…—]")
_PAGE = re.compile(r" ?(?:[-—–] ?\d{1,3} ?[-—–]|第 ?\d{1,3} ?页(?: ?共 ?\d{1,3} ?页)?|\d{1,3} ?/ ?\d{1,3}) ?")
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
    prose = _in_prose(text, found)
    odd = [_breaks_word(text, m.start(), m.end()) or text[m.start() - 1] in _LEADING for m in prose]
    # Random breaks fall inside a word about every second time; between the items of a list hardly ever.
    noisy = sum(odd) >= 2 and sum(odd) * 5 >= len(prose) * 2
    places = {m.start() for m in prose} if noisy else set()
    for gap in found:
        start, end = gap.span()
        if noisy and (start in places or follows(text[start - 1], text[end])):
            yield Edit(start, end, "")
        elif len(found) <= _FEW and start >= 2 and _breaks_word(text, start, end):
            whole = text[start - 2 : start] + text[end : end + 2]
            if whole in text or _certain(text, start, end):
                yield Edit(start, end, "")


def _certain(text: str, start: int, end: int) -> bool:
    """Whether neither half of the pair goes with its other neighbour, in a sentence outside a headline's brackets."""
    left, right = text[start - 1], text[end]
    alone = not follows(text[start - 2], left) and not follows(right, text[end + 1 : end + 2] or " ")
    return alone and _prose(text, start) and text.rfind("【", 0, start) <= text.rfind("】", 0, start)


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether the pair across the gap is part of a word, and not both halves go with their other neighbours."""
    left, right = text[start - 1], text[end]
    whole = follows(text[start - 2 : start - 1] or " ", left) and follows(right, text[end + 1 : end + 2] or " ")
    return follows(left, right) and not whole


def _prose(text: str, at: int) -> bool:
    """Whether the line around `at` has a clause mark near by."""
    low, high = text.rfind("\n", max(0, at - 100), at), text.find("\n", at, at + 100)
    return bool(_CLAUSE.search(text, max(low, at - 100, 0), high if high >= 0 else at + 100))


def _in_prose(text: str, gaps: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the gaps with a clause mark near by in their line."""
    if len(gaps) <= _FEW:
        return [m for m in gaps if _prose(text, m.start())]
    marks = [m.start() for m in _CLAUSE.finditer(text)]
    found, at = [], 0
    for gap in gaps:
        place = gap.start()
        while at < len(marks) and marks[at] < place:
            at += 1
        before = at and place - marks[at - 1] <= 100 and text.find("\n", marks[at - 1], place) < 0
        if before or (at < len(marks) and marks[at] - place < 100 and text.find("\n", place, marks[at]) < 0):
            found.append(gap)
    return found


def _around_numbers(text: str) -> Iterator[Edit]:
    """The space before a unit, and those on both sides of a number inside a sentence."""
    before = -1
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if is_han(text[start - 1]):
            # Only where spaces are on both sides: one alone stands between clauses (`致17人失联 1人死亡`).
            figure = _FIGURE.match(text, end)
            if figure and figure[0].endswith(" ") and _prose(text, start) and not _in_row(text, start):
                before = figure.end() - 1
                yield Edit(start, end, "")
        elif start == before or (text[end] in _UNITS and ":" not in text[max(0, start - 3) : start]):
            yield Edit(start, end, "")


#: `3 码头续建工程 开滦公司 46.8 可研已批`: the row of a table by its number, which no unit follows.
_ROW = re.compile("[0-9]{1,3} (?=[\u4e00-\u9fa5A-Z]{2})")


def _in_row(text: str, at: int) -> bool:
    """Whether the line around `at` is a numbered row of at least four cells."""
    low, high = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    row = _ROW.match(text, low)
    if row is None or text[row.end()] in _UNITS:
        return False
    return text.count(" ", low, high if high >= 0 else len(text)) >= 3


def _breaks(text: str) -> Iterator[Edit]:
    """Line breaks inside a sentence: text set in lines of one width, or a line that stops before a comma."""
    lines = text.split("\n")
    # Three lines or more are of one width: few texts have as many that could be.
    even = sum(2 * len(line) >= _NARROWEST - 5 and len(line) <= _WIDEST for line in lines) >= 3
    widths = [_width(line) for line in lines] if even else []
    full = _full_width(widths)
    at = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        at += len(line) + 1
        bare = line.rstrip(" ")
        end = at
        if full and _PAGE.fullmatch(following) and index + 2 < len(lines):
            # The number of a page stands between two lines of a sentence.
            end += len(following) + 1
            following = lines[index + 2]
        if not bare or not following or following[0] == " " or (full and _PAGE.fullmatch(line)):
            continue
        goes_on = following[0].isalnum() or following[0] in "，。、；：,.;:）)》”"
        if full and full - 5 <= widths[index] <= full + 4:
            # Only a full line that ends a sentence may end its paragraph there.
            joins = bare[-1] not in "。！？" and (goes_on or bare[-1] not in _WHOLE)
        elif end > at:
            continue
        else:
            clause = len(bare) >= 12 and bare[-1] in "，、" and any(c in following[:80] for c in "，。；")
            joins = following[0] in "，。、；" or (clause and goes_on)
        if joins:
            yield Edit(at - 1 - (len(line) - len(bare)), end, "")


#: How wide a full line is; others fall short of it by five at most.
_NARROWEST, _WIDEST = 30, 240


def _width(line: str) -> int:
    """The width of a line as it is set: a Chinese character is as wide as two of the others."""
    return len(line) + len(_WIDE.findall(line))


def _full_width(widths: list[int]) -> int:
    """The width of a full line in a text set in lines of one width, or 0.

    A few lines may be wider: headings, rows of a table.
    """
    found = sorted(w for w in widths if w)
    for wider in range(len(found) // 8 + 1):
        width = found[-1 - wider] if found else 0
        full = len(found) - wider - bisect_left(found, width - 5)
        if _NARROWEST <= width <= _WIDEST and full >= 3 and full * 3 >= len(found):
            return width
    return 0
