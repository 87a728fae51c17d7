"""Calendar words to date expressions: which tokens make one point in time, and what stands before and after it.

A `Point` says what the words say (`去年`, `10月`, `底`), not yet which day that is; `dates_resolve` does that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from zhextract.parse.dates_lexer import CHINESE, Token
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import Mod

# What a year, month or day hangs on: the words themselves, two digits of a year, the day of publication, the date before.
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
    inner_end: int = field(default=0)


@dataclass(slots=True)
class Expression:
    """A point, or a range of two."""

    start: int
    end: int
    left: Point
    right: Point | None = None


_PARTS: Final[dict[str, Mod]] = {"初": "START", "中": "MID", "底": "END", "末": "END", "尾": "END", "终": "END"}
_XUN: Final = {"上旬": (1, 1), "中旬": (2, 2), "下旬": (3, 3), "上中旬": (1, 2), "中下旬": (2, 3)}
_YEARS: Final = {
    "大前年": -3, "前年": -2, "去年": -1, "昨年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "这一年": 0, "明年": 1, "来年": 1,
    "下年": 1, "下一年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_DAYS: Final = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今晨": 0,
    "即日": 0, "本日": 0, "明天": 1, "明日": 1, "明晚": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
_WEEKDAYS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7, "末": 6}
_PLANS: Final = {name: number for number, name in enumerate((*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八"), 1)}
_RANKS: Final = {
    "plan": 0, "decade": 0, "year": 1, "year_head": 1, "year_tail": 1, "year_relative": 1, "half": 2, "lunar_mark": 2, "quarter": 2, "quarters": 2, "season": 2, "year_part": 2,
    "quarter_relative": 2, "holiday": 5, "month": 3, "month_head": 3, "month_relative": 3, "nth": 4, "part": 4, "month_part": 4, "xun": 4,
    "day": 5, "day_head": 5, "bare_day": 5, "lunar_day": 5, "month_day": 5, "iso_month": 3, "iso_date": 6,
}  # fmt: skip
_ALONE: Final = frozenset(("day_relative", "week", "ago", "span", "now"))

_YEAR_BEFORE: Final = frozenset("在于至到从自和及与截")

_CLOCK: Final = re.compile(
    r"\s?(?:[(（]\s?(?:星期|周|礼拜)[一二三四五六日天]\s?[)）]|(?:星期|周|礼拜)[一二三四五六日天])?\s?"
    r"(?:凌晨|清晨|早晨|早上|早间|早|上午|中午|正午|午间|午后|下午|傍晚|晚间|晚上|晚|深夜|夜间|夜里)?"
    r"(?:\s?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?时?|\s?(?:[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})(?:时|点钟?)"
    r"(?:\s?(?:[0-9]{1,2}|[零一二三四五六七八九十]{1,3})分?|半|[一二三1-3]刻)?)?(?:许)?"
)
_POST: Final = re.compile(
    r"\s?(?:(?P<until>(?:或|及其?)[之以]?前)|(?P<from>(?:或|及其?)[之以]?后)|(?P<about>前后|左右|上下)"
    rf"|(?P<before>[之以]前|前夕|前(?![0-9{CHINESE}首往景期列沿台任来提述端者身所]))"
    rf"|(?P<after>[之以过]后|后(?![0-9{CHINESE}期续勤台方备者来劲备半]))"
    r"|(?P<since>以来|起?至今(?![年天日晚早])|到现在|到目前)|(?P<start>起(?![草到点步重伏诉初源因飞降码用运])|开始)"
    r"|(?P<within>[之以]内|内(?![蒙部地外陆需容燃饰资存销涵河江]))|(?:期间|之间|当天|当日|时节|止))"
)
_PRE: Final = re.compile(
    r"(?:(?P<until>不晚于|不迟于|最迟(?:于|在|到)?|最晚(?:于|在|到)?|赶在)|(?P<before>早于)|(?P<after>晚于)|(?P<to>截[至止]到?|截至)"
    r"|(?P<start>自从?|从|打从)|(?P<about>大?约|大概))(?:在|于)?\s?$"
)
_BOUNDS: Final[dict[str, Bound]] = {
    "until": "until", "from": "from", "about": "about", "before": "before", "after": "after", "since": "since", "start": "since",
    "within": "within", "to": "to",
}  # fmt: skip
_DAY_UNITS: Final = frozenset(("day", "holiday", "lunar", "week"))
_CLOCK_STARTS: Final = frozenset(" (（星周礼凌清早上中正午下傍晚深夜0123456789零一二两三四五六七八九十许")
_POST_STARTS: Final = frozenset(" 或及之以前后左上过起至到开内期当时止")
_PRE_ENDS: Final = frozenset("于迟晚在到至止从自约概 早")
_GAP: Final = re.compile(r"\s{0,2}的?\s{0,2}")
_CONNECTOR: Final = re.compile(r"\s?(?:起|开始)?\s?(?:[-—~]{1,2}|至|到)\s?")


def number(text: str) -> int:
    """A short number in Arabic or Chinese writing; 半 counts as 0 here, and 几 or 数 raise ValueError."""
    return int(text) if text.isascii() else int(parse_numeral(text))


def points(text: str, found: list[Token]) -> list[Point]:
    """The points in time that the tokens of a folded `text` make, in order, with their bounds."""
    made: list[Point] = []
    index = 0
    while index < len(found):
        if made and found[index].start < made[-1].end:  # taken already, as the weekday in 15日（星期一）
            index += 1
            continue
        point, used = _point(text, found, index)
        index += used
        if point is not None:
            made.append(_finish(text, point, made[-1].end if made else 0))
    return made


def _point(text: str, found: list[Token], index: int) -> tuple[Point | None, int]:
    """The longest run of tokens from `index` on in which each is finer than the one before."""
    first = found[index]
    if first.kind in _ALONE:
        return _ALONE_READERS[first.kind](first), 1
    point = Point(first.start, first.end, "")
    used = 0
    for token in found[index:]:
        rank = _RANKS.get(token.kind, -1)
        if used and (rank <= point.rank or not _joined(text, point, token)):
            break
        if token.kind in ("day", "day_head") and not point.unit and text[token.start - 1 : token.start] == "月":
            break  # 13月5日: the month before it is none
        if not _READERS[token.kind](point, token):
            break
        point.rank, point.end, used = rank, token.end, used + 1
    if not used or (point.unit == "year" and point.year and point.year[0] == "short" and _is_length(text, point)):
        return None, max(used, 1)
    return (point if point.unit else None), used


def _is_length(text: str, point: Point) -> bool:
    """Whether two digits and 年 alone are so many years (缩短了15年) and not a year (08年, 在18年)."""
    before = text[point.start - 1 : point.start]
    return point.part is None and text[point.start] not in "0零" and before.isalpha() and before not in _YEAR_BEFORE


def _joined(text: str, point: Point, token: Token) -> bool:
    if point.end == token.start:
        return True
    match = _GAP.match(text, point.end)
    return match is not None and match.end() == token.start


def _read_year(point: Point, token: Token) -> bool:
    digits = token.text.rstrip("年度 ")
    if digits.isascii():
        value = int(digits)
        size = len(digits)
    else:
        value, size = int(parse_numeral(digits)), 4 if "千" in digits else len(digits)
    if size == 4 and not 1000 <= value <= 2999:
        return False
    point.year, point.unit = ("written" if size == 4 else "short", value), "year"
    point.dependent = token.kind == "year_tail"
    return True


def _read_year_relative(point: Point, token: Token) -> bool:
    word = token.text.removesuffix("度")
    if word == "今明两年":
        point.year, point.unit, point.args = ("published", 0), "years", (0, 1)
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
    point.unit, point.args = "half", (1 if word[0] in "上头前" or word.endswith("1") else 2,)
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
    if first > last:
        return False
    point.unit, point.args = "quarter", (first, last)
    return True


def _read_quarter_relative(point: Point, token: Token) -> bool:
    point.unit, point.args = "quarter_relative", (_shift(token.text),)
    return True


def _shift(word: str) -> int:
    return {"上": -1, "下": 1}.get(word[0], 0)


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
    point.month = ("context", int(word == "次月")) if anchored else ("published", _shift(word))
    point.unit = "month"
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
    value = number(token.text.strip("日号 ").replace("廿", "二十") or "0")
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
    name = re.sub(r"(?:小长假|长假|假期|期间|节气|长?假)$", "", token.text)
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
    point.part = "END" if rest.startswith("末") else "START" if rest.startswith("初") else None
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


def _alone_day(token: Token) -> Point | None:
    word = token.text
    day: Ref = ("published", _DAYS[word]) if word in _DAYS else ("context", int(word in ("次日", "翌日")))
    return Point(token.start, token.end, "day", day=day)


def _alone_week(token: Token) -> Point | None:
    word = token.text
    last = _WEEKDAYS.get(word[-1], 0) if word[-2:-1] in ("周", "期", "拜") else 0
    shift = word.count("下") - word.count("上")
    return Point(token.start, token.end, "week", (shift, last, int(word[-1] == "末")))


_LENGTHS: Final = re.compile(r"(个半月|[年月天日周]|星期|季度|世纪|工作日)")


def _alone_ago(token: Token) -> Point | None:
    """5年前, 30天后, 15个工作日内: so many units before or after the day of publication."""
    match = re.match(rf"([0-9{CHINESE}几数半]+)\s?(?:个(?:多|半)?)?(年|月|季度|世纪|天|日|周|星期|工作日)", token.text)
    if match is None or match[1] in ("几", "数") or match[2] == "世纪":
        return None
    value, unit = match[1], match[2]
    amount = 0 if value == "半" else number(value.rstrip("半"))
    if value == "半":
        amount, unit = (6, "月") if unit == "年" else (15, "天")
    direction = "in" if token.text[-1] == "内" else "ago" if token.text[-1] == "前" else "later"
    return Point(token.start, token.end, "offset", (amount,), name=f"{direction}:{unit}")


def _alone_span(token: Token) -> Point | None:
    """近三年, 未来9至12个月内, 下三个月."""
    match = re.match(rf"(\D*?)的?\s{{0,3}}([0-9]+|[{CHINESE}半几数]+)(?:\s?(?:至|到|-|~|—|、)\s?([0-9]+|[{CHINESE}]+))?\s?(年|个?月|天|周|个星期|个季度|日)", token.text)
    if match is None or match[2] in "几数":
        return None
    value, unit = match[3] or match[2], match[4].removeprefix("个")
    amount = 0 if value == "半" else number(value)
    if value == "半":
        amount, unit = (6, "月") if unit == "年" else (15, "天")
    if not match[2].isascii() and match[1] == "近" and unit in "日":
        unit = "天"
    within = token.text[-1] == "内"
    kind = {"近": "past", "过去": "past", "最近": "past", "上": "previous", "下": "next"}.get(match[1], "coming")
    return Point(token.start, token.end, "span", (amount, int(within)), name=f"{kind}:{unit}")


def _alone_now(token: Token) -> Point | None:
    until = token.text.startswith("截")
    return Point(token.start, token.end, "now", bound="to" if until else None)


_ALONE_READERS: Final = {
    "day_relative": _alone_day, "week": _alone_week, "ago": _alone_ago, "span": _alone_span, "now": _alone_now,
}  # fmt: skip
_READERS: Final = {
    "year": _read_year, "year_head": _read_year, "year_tail": _read_year, "year_relative": _read_year_relative, "year_part": _read_year_part, "half": _read_half,
    "quarter": _read_quarter, "quarters": _read_quarters, "quarter_relative": _read_quarter_relative, "season": _read_season,
    "month": _read_month, "month_head": _read_month, "month_relative": _read_month_relative, "part": _read_part,
    "month_part": _read_month_part, "xun": _read_xun, "day": _read_day, "day_head": _read_day, "bare_day": _read_day,
    "lunar_day": _read_lunar_day, "lunar_mark": _read_lunar_mark, "holiday": _read_holiday, "iso_date": _read_iso_date, "iso_month": _read_iso_month,
    "month_day": _read_month_day, "nth": _read_nth, "plan": _read_plan, "decade": _read_decade,
}  # fmt: skip
_HEADS: Final = frozenset(("year_head", "month_head", "day_head"))


def _finish(text: str, point: Point, floor: int) -> Point:
    """Takes the time of day, and the words of bound on either side, into the span."""
    point.inner_end = point.end
    after = text[point.end : point.end + 1]
    if after in _CLOCK_STARTS and point.unit in _DAY_UNITS and (match := _CLOCK.match(text, point.end)):
        point.end = point.inner_end = match.end()
        after = text[point.end : point.end + 1]
    if after in _POST_STARTS and (match := _POST.match(text, point.end)):
        point.end = match.end()
        kind = _BOUNDS.get(match.lastgroup or "")
        if kind and not (kind == "within" and point.unit in ("day", "offset", "span")):
            point.bound = kind
    if text[point.start - 1 : point.start] in _PRE_ENDS and (
        match := _PRE.search(text, max(floor, point.start - 5), point.start)
    ):
        point.start = match.start()
        if match.lastgroup != "start" and point.bound is None:
            point.bound = _BOUNDS[match.lastgroup or ""]
    return point


def expressions(text: str, made: list[Point]) -> list[Expression]:
    """Joins points that a connector links (`1-8月`, `2023年至2025年`, `年底或明年初`) to ranges."""
    found: list[Expression] = []
    index = 0
    while index < len(made):
        left = made[index]
        right = made[index + 1] if index + 1 < len(made) else None
        if right is not None and _linked(text, left, right):
            found.append(Expression(left.start, right.end, left, _inherit(left, right)))
            index += 2
        else:
            if not left.dependent:
                found.append(Expression(left.start, left.end, left))
            index += 1
    return found


def _linked(text: str, left: Point, right: Point) -> bool:
    gap = text[left.inner_end : right.start]
    if len(gap) > 6:
        return False
    if left.bound in ("before", "until", "after", "from", "about", "to") or left.unit in ("now", "span"):
        return False
    if gap in ("或", "或者", "、") and right.bound is None and left.bound is None:
        return gap != "、" or left.unit == right.unit == "month" and text[left.inner_end - 1] not in "月份"
    if gap in ("和", "与") and right.end > right.inner_end and text.startswith("之间", right.end - 2):
        return True
    match = _CONNECTOR.fullmatch(gap)
    return match is not None and left.bound in (None, "since")


_ORDER: Final = ("decade", "plan", "year", "half", "quarter", "season", "month", "xun", "day")


def _inherit(left: Point, right: Point) -> Point:
    """The right end of a range takes from the left what it leaves unsaid: the year, and the month of a bare day."""
    changed = right
    if right.year is None and left.year is not None and right.unit not in ("now", "week", "offset", "span") and not (
        right.day and right.day[0] != "written" or right.month and right.month[0] != "written"
    ):
        changed = replace(changed, year=left.year)
    if right.unit == "day" and right.month is None and right.day and right.day[0] == "written":
        changed = replace(changed, month=left.month)
    return changed
