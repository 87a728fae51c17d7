"""Chinese numerals: 一千二百零三点五万, 壹佰贰拾, 廿, 3千万, 1.2万亿, １２, as exact numbers, and back.

Numbers are `int`, or `Decimal` where there is a fraction. 兆 is 10^12, as in amounts of money and in Taiwan usage.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

Number: TypeAlias = int | Decimal

_VARIANTS: Final = {
    "零": "〇○Ｏ",
    "一": "壹弌幺",
    "二": "贰貳弍两兩俩倆",
    "三": "叁參叄参弎",
    "四": "肆",
    "五": "伍",
    "六": "陆陸",
    "七": "柒",
    "八": "捌",
    "九": "玖",
    "十": "拾",
    "百": "佰",
    "千": "仟",
    "万": "萬",
    "亿": "億",
    "点": "點",
    "负": "負",
    ".": "．",
    "-": "－−",
    "%": "％",
    ",": "，",
    "几": "幾",
}
_FOLD: Final = str.maketrans(
    {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys(" \t　\n", None)
)
_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"兆": 10**12, "亿": 10**8, "万": 10**4}
_SHORT_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_LONGEST: Final = 400  # code points; nothing that news writes comes near, and it bounds the recursion


def fold_numeral(text: str) -> str:
    """`text` with every spelling of a numeral character in its plain form, and without spaces."""
    return text.translate(_FOLD)


def parse_numeral(text: str) -> Number:
    """The value of a numeral in Chinese, Arabic or mixed writing.

    Takes financial (壹贰叁) and traditional characters, full-width digits, thousands commas, 两, 廿, 卅, 〇, a leading
    负 or minus, decimals with 点 or a point, digits read out one by one (二〇二二), and spoken short forms (二百五).
    Raises ValueError on anything that is no numeral, and on units out of order (十百).
    """
    folded = fold_numeral(text)
    if not folded or len(folded) > _LONGEST:
        raise ValueError(f"not a numeral: {text[:40]!r}")
    negative = folded[0] in "负-"
    value = _large(folded[1:] if negative else folded, text)
    return -value if negative else value


def _large(body: str, text: str) -> Number:
    """A numeral with 兆, 亿 or 万: what stands before the last of the largest, times that, plus what follows."""
    for unit, size in _LARGE.items():
        head, found, tail = body.rpartition(unit)
        if not found:
            continue
        value = size * (_large(head, text) if head else 1)
        if not tail:
            return _exact(value)
        if tail in _DIGITS and tail != "零":  # 三万四 is 34,000
            return value + _DIGITS[tail] * size // 10
        if tail[0] == "点":
            return _exact(value + _fraction(tail[1:], text))
        rest = _large(tail.lstrip("零") or "零", text)
        if rest >= size:
            raise ValueError(f"units out of order: {text[:40]!r}")
        return _exact(value + rest)
    return _small(body, text)


def _small(body: str, text: str) -> Number:
    """A numeral below 万: 一千二百零三, 4千6百, 二〇二二, 1203.5, 一千六点五."""
    head, point, tail = body.partition("点")
    if point:
        whole = _small(head, text) if head else 0
        return _exact(whole + _fraction(tail, text))
    if all(character in _DIGITS for character in body):
        return int("".join(str(_DIGITS[character]) for character in body)) if body else _refuse(text)
    if body[0] in "0123456789." and not any(character in _SMALL for character in body):
        return _arabic(body, text)
    return _positional(body, text)


def _positional(body: str, text: str) -> Number:
    """Digits and the units 千, 百, 十, which must fall from left to right."""
    total: Number = 0
    pending, last, zero = "", 10**4, False
    for character in body:
        if character in _SHORT_TENS and not pending and last > 10:
            total, last, zero = total + _SHORT_TENS[character], 10, False
        elif character in _SMALL:
            size = _SMALL[character]
            if size >= last:
                raise ValueError(f"units out of order: {text[:40]!r}")
            total, last, pending, zero = total + size * (_plain(pending, text) if pending else 1), size, "", False
        elif character == "零" and not pending:
            zero = True
        else:
            pending += character
    if not pending:
        return _exact(total)
    value = _plain(pending, text)
    if value >= last:
        raise ValueError(f"units out of order: {text[:40]!r}")
    short = not zero and last in (100, 1000) and pending in _DIGITS
    return _exact(total + (value * (last // 10) if short else value))  # 二百五 is 250, 二百零五 is 205


def _plain(digits: str, text: str) -> Number:
    """One Chinese digit, or Arabic digits."""
    return _DIGITS[digits] if digits in _DIGITS else _arabic(digits, text)


def _arabic(body: str, text: str) -> Number:
    whole, point, fraction = body.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        raise ValueError(f"commas that do not part thousands: {text[:40]!r}")
    digits = "".join(groups)
    written = digits + fraction
    if not (written.isascii() and written.isdigit()) or (point and not fraction):
        return _refuse(text)
    return _exact(Decimal(f"{digits or 0}.{fraction}")) if point else int(digits)


def _fraction(digits: str, text: str) -> Decimal:
    """What stands after 点, digit by digit."""
    read = "".join(str(_DIGITS.get(character, character)) for character in digits)
    return Decimal(f"0.{read}") if read.isascii() and read.isdigit() else Decimal(_refuse(text))


def _refuse(text: str) -> int:
    raise ValueError(f"not a numeral: {text[:40]!r}")


def _exact(value: Number) -> Number:
    """`int` where nothing is lost by it."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def render_numeral(
    value: Number, *, digits: str = "零一二三四五六七八九", units: str = "十百千", large: str = "万亿"
) -> str:
    """`value` in Chinese, the inverse of `parse_numeral`: 1203 → 一千二百零三.

    `digits`, `units` and `large` take the characters to write, so that 壹贰叁 or traditional forms can be had. Raises
    ValueError from 10^16 on.
    """
    if value < 0:
        return "负" + render_numeral(-value, digits=digits, units=units, large=large)
    whole = int(value)
    if whole >= 10**16:
        raise ValueError(f"too large to write: {value}")
    head = _render_whole(whole, digits, units, large)
    if whole == value:
        return head
    fraction = format(Decimal(value) - whole, "f").partition(".")[2].rstrip("0")
    return head + "点" + "".join(digits[int(digit)] for digit in fraction)


def _render_whole(value: int, digits: str, units: str, large: str) -> str:
    if value == 0:
        return digits[0]
    for sign, size in ((large[1], 10**8), (large[0], 10**4)):
        if value >= size:
            head, rest = divmod(value, size)
            zero = digits[0] if rest and (rest < size // 10 or head % 10 == 0) else ""
            return (
                _render_whole(head, digits, units, large)
                + sign
                + (zero + _render_whole(rest, digits, units, large) if rest else "")
            )
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return written
