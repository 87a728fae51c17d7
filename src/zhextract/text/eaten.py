"""The ASCII character that a lost byte took with it: what it was where nothing else can stand, and else the likeliest.

A stretch out of step ends where the first byte of a character meets a comma, a digit, a line break: the reader shows
both as one `?`. A mark that is only likely is told as such, for it parts sentences; a digit is never guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhextract.text.characters import is_han
from zhextract.text.lostbytes import LOST, Options
from zhextract.text.pinyin import SYLLABLE

_BRACKETED = re.compile(rf"[?\ufffd(]{SYLLABLE}\)")
# So much of the line behind it is looked at.
_NEAR = 80
# Of a year or a month only this digit is missing: 025年, 998年, 0月.
_DIGITS = (re.compile(r"(?P<two>0\d\d)年|(?P<one>9\d\d)年"), re.compile("(?P<one>0)月"))
# What stands behind a number, so that a digit may have been before it.
_UNITS = frozenset("年月日时点个家万亿元吨台套亩米公户项期届次名人座条栋只辆号楼层度天岁倍")
_LABEL = re.compile("(?:编辑|编審|編輯|責編|責任編輯|來源|作者|記者|通訊員|審核|監制|校對|電話|时间|時間)$")
_PAIRS = (("《", "》"), ("“", "”"))
_STOPS = frozenset("。！？")


class Eaten(NamedTuple):
    """The character, U+FFFD or nothing where there was none, and whether it is certain."""

    character: str
    certain: bool


def eaten(before: str, after: str) -> Eaten:
    """What went with the lost byte between `before`, as far as it is repaired, and `after`, as it was garbled."""
    if not before[-1:].isdigit():
        for digits in _DIGITS:
            if found := digits.match(after):
                return Eaten("2" if found.lastgroup == "two" else "1", certain=True)
    line = _line_before(before)
    if line.rfind("(") > line.rfind(")"):
        rest = _BRACKETED.sub("", after[:_NEAR].split("\n", 1)[0])
        closes, opens = rest.find(")"), rest.find("(")
        if closes < 0 or 0 <= opens < closes:
            return Eaten(")", certain=True)
    if not after:
        return Eaten("", certain=False)
    if before[-1:] in _STOPS and (is_han(after[0]) or after[0] in "“《"):
        return Eaten("\n", certain=False)
    if not is_han(after[0]) or after[0] in _UNITS:
        return Eaten(LOST, certain=False)
    return Eaten(":" if _LABEL.search(before) else ",", certain=False)


def marks(before: str, after: str) -> Options:
    """What a mark of punctuation can have been of which only the first byte is left, with what it took."""
    line = _line_before(before)
    for opening, closing in _PAIRS:
        if line.rfind(opening) > line.rfind(closing):
            return Options(closing if opening == "《" else closing + "。、", open=True)
    if not after or (is_han(after[0]) and after[0] not in _UNITS):
        return Options("。")
    return Options("。、", open=True)


def unopened(before: str) -> frozenset[str]:
    """The closing marks that cannot stand in a line behind `before`, since none is open there."""
    line = _line_before(before)
    return frozenset(closing for opening, closing in _PAIRS if line.rfind(opening) <= line.rfind(closing))


def _line_before(text: str) -> str:
    return _BRACKETED.sub("", text[text.rfind("\n") + 1 :])
