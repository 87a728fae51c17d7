"""What each calendar word says: a token adds its year, month, day or finer unit to a point in time.

A `Point` holds what the words say (`去年`, `10月`, `底`), not yet which day that is; `dates_resolve` does that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from zhextract.parse import calendar
from zhextract.parse.dates_lexer import CHINESE, Token
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import Mod

# What a year, month or day hangs on: the words, two digits of a year, the day of publication, the date before.
Anchor: TypeAlias = Literal["written", "short", "published", "context"]
Ref: TypeAlias = tuple[Anchor, int]
Bound: TypeAlias = Literal["before", "until", "after", "from", "since", "within", "about", "to"]


@dataclass(slots=True)
class Point:
    """One point in time as it is written. `unit` is its finest calendar unit, `args` the numbers that belong to it."""

    start: int
    end: int
    unit: str
    args: tuple[int, ...] = ()
    year: Ref | None = None
    month: Ref | None = None
    day: Ref | None = None
    name: str = ""
    part: Mod | None = None
    bound: Bound | None = None
    lunar: bool = False
    rank: int = 0
    dependent: bool = False  # holds only as the right end of a range, as 十五号 does
    inner_end: int = 0  # where the words end without those of bound behind them


_RANK_OF_MONTHS: Final = 3  # in `dates_grammar`
_PARTS: Final[dict[str, Mod]] = {"初": "START", "中": "MID", "底": "END", "末": "END", "尾": "END", "终": "END"}
_XUN: Final = {"上旬": (1, 1), "中旬": (2, 2), "下旬": (3, 3), "上中旬": (1, 2), "中下旬": (2, 3)}
_YEARS: Final = {
    "大前年": -3, "前年": -2, "去年": -1, "昨年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "这一年": 0,
    "明年": 1, "来年": 1, "下年": 1, "下一年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_YEAR_SPANS: Final = {
    "今明两年": (0, 1), "今明二年": (0, 1), "今明后三年": (0, 2),
    "明后年": (1, 2), "明后两年": (1, 2), "明后二年": (1, 2),
}  # fmt: skip
_PLANS: Final = {
    name: number
    for number, name in enumerate(
        (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八"), 1
    )
}


@lru_cache(maxsize=512)  # the same few come again and again
def number(text: str) -> int:
    """A short number in Arabic or Chinese writing; 半 counts as 0 here, and 几 or 数 raise ValueError."""
    return int(text) if text.isascii() else int(parse_numeral(text))


def _read_year(point: Point, token: Token) -> bool:
    digits = token.text.rstrip("年度 ")
    if digits.isascii():
        value = int(digits)
        size = len(digits)
    else:  # 二〇二四, also typed 二0二四
        value, size = int(parse_numeral(digits.replace("0", "零"))), 4 if "千" in digits else len(digits)
    if size == 4 and not 1000 <= value <= 2999:
        return False
    point.year, point.unit = ("written" if size == 4 else "short", value), "year"
    point.dependent = token.kind == "year_tail"
    return True


def _read_year_relative(point: Point, token: Token) -> bool:
    word = token.text.removesuffix("度")
    if word in _YEAR_SPANS:
        point.year, point.unit, point.args = ("published", 0), "years", _YEAR_SPANS[word]
    elif word in _YEARS:
        point.year, point.unit = ("published", _YEARS[word]), "year"
    else:
        point.year, point.unit = ("context", 1 if word in ("次年", "翌年") else 0), "year"
    return True


def _read_year_part(point: Point, token: Token) -> bool:
    if point.rank == 0:
        point.year = ("published", 0)
    if point.unit not in ("", "year"):
        return False
    point.unit = "year"
    if token.text == "年内":
        point.bound = "within"
    else:
        point.part = _PARTS[token.text[1]]
    return True


def _read_half(point: Point, token: Token) -> bool:
    word = token.text
    point.unit, point.args = "half", (1 if word[0] in "上头前半" or word.endswith("1") else 2,)
    return True


def _read_quarter(point: Point, token: Token) -> bool:
    digit = next(character for character in token.text if character in "1234一二三四首")
    value = 1 if digit == "首" else number(digit)
    point.unit, point.args = "quarter", (value, value)
    if token.text.endswith("末"):
        point.part = "END"
    return True


def _read_quarters(point: Point, token: Token) -> bool:
    digits = [2 if c == "两" else number(c) for c in token.text if c in "1234一二两三四"]
    first, last = (1, digits[0]) if len(digits) == 1 else (digits[0], digits[-1])
    if token.text[0] == "后":
        first, last = 5 - last, 4
    if first > last:
        return False
    point.unit, point.args = "quarter", (first, last)
    return True


def _read_quarter_relative(point: Point, token: Token) -> bool:
    point.unit, point.args = "quarter_relative", (_shift(token.text),)
    return True


def _shift(word: str) -> int:
    return {"上": -1, "下": 1}.get(word[0], 0)


def _read_nth_week(point: Point, token: Token) -> bool:
    """第30周 of the year before it, else of the running one."""
    value = int(token.text[1:-1])
    if point.unit not in ("", "year") or value > 53:
        return False
    if not point.unit:
        point.year = ("published", 0)
    point.unit, point.args = "nth_week", (value,)
    return True


def _read_season(point: Point, token: Token) -> bool:
    word = token.text
    shift = {"今": 0, "明": 1, "去": -1, "来": 1}.get(word[0])
    if shift is not None:
        if point.year:
            return False
        point.year = ("published", shift)
    letter = next(character for character in word if character in "春夏秋冬")
    point.unit, point.args = "season", ("春夏秋冬".index(letter) + 1,)
    return True


def _read_month(point: Point, token: Token) -> bool:
    word = token.text
    if token.kind == "month_head" and word.endswith("月份"):
        point.unit, point.args = "months", (number(word[0]), 10 if word[1] == "十" else number(word[1]))
        return True
    digits = word.rstrip("月份 ")
    if digits[0] in "正腊冬闰":
        point.lunar = True
        leap = digits[0] == "闰"
        digits = digits.lstrip("闰")
        value = {"正": 1, "冬": 11, "腊": 12}.get(digits) or number(digits)
        point.unit, point.args = "lunar", (value, 0, int(leap))
        return True
    value = 1 if digits == "元" else number(digits)
    if not 1 <= value <= 12:
        return False
    if point.lunar:
        point.unit, point.args = "lunar", (value, 0, 0)
        return True
    point.month, point.unit = ("written", value), "month"
    return True


def _read_month_relative(point: Point, token: Token) -> bool:
    word = token.text
    if point.year is not None and word[0] not in "当同该":
        return False
    anchored = word in ("当月", "该月", "同月", "次月")
    point.month = ("context", int(word == "次月")) if anchored else ("published", word.count("下") - word.count("上"))
    point.unit = "month"
    return True


def _read_half_month(point: Point, token: Token) -> bool:
    """3月上半月, or of the running month."""
    if point.unit not in ("", "month"):
        return False
    if not point.unit:
        point.month = ("published", 0)
    point.unit, point.args = "half_month", (1 if token.text[0] == "上" else 2,)
    return True


def _read_part(point: Point, token: Token) -> bool:
    point.part = _PARTS[token.text[0]]
    return True


def _read_month_part(point: Point, token: Token) -> bool:
    if not point.unit:
        if token.text[0] == "季":
            return False
        point.month, point.unit = ("published", 0), "month"
    elif (point.unit == "month") != (token.text[0] == "月"):
        return False
    if token.text == "月内":
        point.bound = "within"
    else:
        point.part = _PARTS[token.text[1]]
    return True


def _read_xun(point: Point, token: Token) -> bool:
    if point.unit != "month":
        return False
    point.unit, point.args = "xun", _XUN[token.text]
    return True


def _read_day(point: Point, token: Token) -> bool:
    digits = token.text.rstrip("日号 ").lstrip()
    value = int(digits) if digits.isascii() else number(digits.replace("廿", "二十") or "0")
    if point.unit == "lunar":
        point.args = (point.args[0], value, point.args[2])
        return 1 <= value <= 30
    if not 1 <= value <= 31 or point.unit not in ("", "month"):
        return False
    if not point.unit and token.kind == "day":  # 三日 alone may be three days, and 3号 a building, a line or a unit
        point.dependent = not token.text[0].isascii() or token.text.endswith("号")
    point.day, point.unit = ("written", value), "day"
    return True


def _read_lunar_day(point: Point, token: Token) -> bool:
    value = number(token.text.lstrip("大年初").rstrip("日"))
    if token.text[0] == "大":
        point.unit, point.args, point.lunar = "lunar", (1, value, 0), True
    elif point.unit == "lunar":
        point.args = (point.args[0], value, point.args[2])
    else:
        return False
    return True


def _read_lunar_mark(point: Point, token: Token) -> bool:
    point.lunar = True
    return True


def _read_holiday(point: Point, token: Token) -> bool:
    name = re.sub(r"(?:小长假|长假|黄金周|假期|期间|节气|长?假)$", "", re.sub(r"[“”\"「」]", "", token.text))
    if name.endswith("节") and calendar.is_term(name[:-1]):
        name = name[:-1]  # 清明节
    point.unit, point.name = "holiday", name
    return True


def _read_iso_date(point: Point, token: Token) -> bool:
    digits = re.findall("[0-9]+", token.text)
    if len(digits) == 1:
        digits = [token.text[:4], token.text[4:6], token.text[6:]]
    year, month, day = digits
    point.year = ("written" if len(year) == 4 else "short", int(year))
    point.month, point.day, point.unit = ("written", int(month)), ("written", int(day)), "day"
    return True


def _read_iso_month(point: Point, token: Token) -> bool:
    point.year, point.month, point.unit = ("written", int(token.text[:4])), ("written", int(token.text[5:7])), "month"
    return True


def _read_month_day(point: Point, token: Token) -> bool:
    month, day = re.findall("[0-9]+", token.text)
    point.month, point.day, point.unit = ("written", int(month)), ("written", int(day)), "day"
    return True


def _read_month_and_day(point: Point, token: Token) -> bool:
    """2026年8月15日, 8月15日."""
    year, _, rest = token.text.rpartition("年")
    if point.rank >= _RANK_OF_MONTHS or (year and point.unit):
        return False
    month, _, day = rest[:-1].partition("月")
    if point.lunar:
        point.unit, point.args = "lunar", (int(month), int(day), 0)
        return True
    if year:
        point.year = ("written", int(year))
    point.month, point.day, point.unit = ("written", int(month)), ("written", int(day)), "day"
    return True


def _read_nth(point: Point, token: Token) -> bool:
    """第三个月, 前11个月, 最后五天, 首月: of the year or month before it, else of the running year."""
    word = token.text.replace(" ", "")
    value = 1 if word == "首月" else number("".join(c for c in word if c in "0123456789" + CHINESE) or "0")
    unit = "月" if word.endswith("月") else word[-1]
    side = word[0]
    if not value or (unit == "月" and value > 12) or value > 366:
        return False
    if not point.unit and side == "第":
        return False
    kind = "nth" if side == "第" or word == "首月" else "last" if side in "最后" else "first"
    point.name = f"{kind}{unit}"
    point.args = (value, int(bool(point.unit)), int(point.unit == "month"))
    point.unit = "nth" if point.unit else "first_units"
    return True


def _read_plan(point: Point, token: Token) -> bool:
    digits = re.sub(r"[“”\"「」]", "", token.text)
    body = re.match(rf"[{CHINESE}]+", digits)
    assert body is not None
    plan = _PLANS.get(body.group()[:-1] if len(body.group()) > 1 else "")
    if plan is None:
        return False
    rest = digits[body.end() :]
    point.unit, point.args = "plan", (plan,)
    point.part = "END" if "末" in rest else "START" if "初" in rest else None
    point.bound = "since" if rest == "以来" else None
    return True


def _read_decade(point: Point, token: Token) -> bool:
    word = token.text
    century, named, rest = word.rpartition("世纪")
    if not rest.endswith("年代"):
        point.unit, point.args, point.name = "century", ({"上": 19, "本": 20}[century[0]],), "century"
        point.part = {"中": "MID", "末": "END", "初": "START"}[rest[0]]  # type: ignore[assignment]
        return True
    digits = rest.removesuffix("年代")
    value = number(digits)
    if value < 100:
        if named:
            value += 1900 if century == "上" else 2000 if century == "本" else (number(century) - 1) * 100
        else:
            point.name = "short"
    point.unit, point.args = "decade", (value,)
    return True


# Words that add to a point; False where they do not fit what is there.
READERS: Final[dict[str, Callable[[Point, Token], bool]]] = {
    "year": _read_year,
    "year_head": _read_year,
    "year_tail": _read_year,
    "year_relative": _read_year_relative,
    "year_part": _read_year_part,
    "half": _read_half,
    "quarter": _read_quarter,
    "quarters": _read_quarters,
    "quarter_relative": _read_quarter_relative,
    "season": _read_season,
    "nth_week": _read_nth_week,
    "month": _read_month,
    "month_head": _read_month,
    "month_relative": _read_month_relative,
    "part": _read_part,
    "half_month": _read_half_month,
    "month_part": _read_month_part,
    "xun": _read_xun,
    "day": _read_day,
    "day_head": _read_day,
    "bare_day": _read_day,
    "lunar_day": _read_lunar_day,
    "lunar_mark": _read_lunar_mark,
    "holiday": _read_holiday,
    "iso_date": _read_iso_date,
    "iso_month": _read_iso_month,
    "month_day": _read_month_day,
    "month_and_day": _read_month_and_day,
    "nth": _read_nth,
    "plan": _read_plan,
    "decade": _read_decade,
}
