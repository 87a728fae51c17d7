"""The numbers of amounts: exact (3.5万), rounded (40余), vague (十几, 数十亿), and two next to each other (两三百)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from zhextract.parse.numerals import Number, parse_numeral

FINANCIAL: Final = "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟"
CHINESE: Final = "零一二三四五六七八九十百千万亿兆两俩倆半廿卅" + FINANCIAL
VAGUE: Final = "几数"
_SCALE_OF: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NEIGHBOURS: Final = re.compile(
    r"([^一二两三四五六七八九]*)([一二两三四五六七八九])([一二两三四五六七八九])([十百千万亿]*)"
)
_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_LARGE_TAIL: Final = re.compile(r"[万亿]+$")


class Figure(NamedTuple):
    """A number as it is written. `rounded`: 余, 多 or 几 says there is more; `vague`: 几 or 数 stands for a digit."""

    low: Number
    high: Number
    rounded: bool
    vague: bool


@lru_cache(maxsize=4096)
def figure(word: str) -> Figure | None:
    """The number that `word` writes, or None. The same few numbers come again and again, so they are kept."""
    if word.isdigit() and word.isascii():
        value = int(word) if len(word) < 400 else None
        return None if value is None else Figure(value, value, False, False)
    bare = "".join(word.split())
    rounded = "余" in bare or "多" in bare
    if rounded:
        bare = bare.replace("余", "").replace("多", "")
    if "几" in bare or "数" in bare:
        return _vague(bare)
    return _neighbours(bare) or _plain(bare, rounded)


def _same(value: Number, *, rounded: bool = False) -> Figure:
    return Figure(value, value, rounded, False)


def _plain(word: str, rounded: bool) -> Figure | None:
    if word.startswith("半") or word.endswith("半"):
        return _half(word)
    try:
        return _same(parse_numeral(word), rounded=rounded)
    except ValueError:
        return None


def _half(word: str) -> Figure | None:
    """半, 一半 and 一半半; 三个半 is read with its unit."""
    return _same(Decimal("0.5")) if word in ("半", "一半", "1半", "一半半", "半半") else None


def _vague(word: str) -> Figure | None:
    """几十 is 10 to 100, 十几 is 10 to 20, 数十亿 is 10^9 to 10^10; 一百零几万 is at least a million."""
    if word[0] in VAGUE:
        scale = word[1:]
        if not scale or any(character not in _SCALE_OF for character in scale):
            return None
        try:
            size = int(parse_numeral(scale))
        except ValueError:  # 几百百
            return None
        return Figure(size, size * 10, False, True)
    head, _, tail = re.sub("[几数]", "几", word).partition("几")
    if not head or "几" in tail or any(character not in _SCALE_OF for character in tail):
        return None
    try:
        low = parse_numeral(head.rstrip("零") + tail)
    except ValueError:
        return None
    step = 1
    for character in tail:
        step *= _SCALE_OF[character]
    last = _SCALE_OF.get(head[-1], 10)
    return Figure(low, low + min(last, 10) * step, True, True)


def _neighbours(word: str) -> Figure | None:
    """两三个, 七八百, 三五百, 十七八: the lower and the higher reading."""
    match = _NEIGHBOURS.fullmatch(word)
    if match is None:
        return None
    head, first, second, tail = match.groups()
    a, b = _DIGITS[first], _DIGITS[second]
    if not (b == a + 1 or (a, b) == (3, 5)) or (head and head[-1] not in "十百千"):
        return None
    try:
        low, high = parse_numeral(head + first + tail), parse_numeral(head + second + tail)
    except ValueError:
        return None
    if head and not tail and head[-1] != "十":
        return None
    return Figure(low, high, False, False)


def share_scale(low_word: str, low: Number, high_word: str, high: Number) -> Number:
    """The low end of a range in the scale of the high one: 2 of `2至3万` is 20,000, 8500 of `8500到3万` stays."""
    scale = _LARGE_TAIL.search(high_word)
    if scale is None or _LARGE_TAIL.search(low_word):
        return low
    size = parse_numeral(scale.group())
    scaled = low * size
    return exact(scaled) if scaled <= high else low


def exact(value: Number) -> Number:
    """`int` where nothing is lost by it."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value
