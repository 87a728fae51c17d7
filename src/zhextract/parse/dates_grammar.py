"""Calendar words to date expressions: which tokens make one point in time, and what stands before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from zhextract.parse.dates_alone import ALONE_READERS
from zhextract.parse.dates_lexer import CHINESE, Token
from zhextract.parse.dates_words import READERS, Bound, Point


@dataclass(slots=True)
class Expression:
    """A point, or a range of two."""

    start: int
    end: int
    left: Point
    right: Point | None = None


_RANKS: Final = {
    "plan": 0,
    "decade": 0,
    "year": 1,
    "year_head": 1,
    "year_tail": 1,
    "year_relative": 1,
    "half": 2,
    "lunar_mark": 2,
    "quarter": 2,
    "quarters": 2,
    "season": 2,
    "year_part": 2,
    "quarter_relative": 2,
    "nth_week": 2,
    "holiday": 5,
    "month": 3,
    "month_head": 3,
    "month_relative": 3,
    "nth": 4,
    "part": 4,
    "half_month": 4,
    "month_part": 4,
    "xun": 4,
    "day": 5,
    "day_head": 5,
    "bare_day": 5,
    "lunar_day": 5,
    "month_day": 5,
    "month_and_day": 5,
    "iso_month": 3,
    "iso_date": 6,
}
_YEAR_BEFORE: Final = frozenset("在于至到从自和及与截")

_CLOCK: Final = re.compile(
    r"\s?(?:[(（]\s?(?:星期|周|礼拜)[一二三四五六日天]\s?[)）]|(?:星期|周|礼拜)[一二三四五六日天])?\s?"
    r"(?:凌晨|清晨|早晨|早上|早间|早|上午|中午|正午|午间|午后|下午|傍晚|晚间|晚上|晚|深夜|夜间|夜里)?"
    r"(?:\s?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?时?|\s?(?:[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})(?:时|点钟?)"
    r"(?:\s?(?:[0-9]{1,2}|[零一二三四五六七八九十]{1,3})分?|半|[一二三1-3]刻)?)?(?:许)?"
)
_POST: Final = re.compile(
    r"\s?(?:(?P<until>(?:或|及其?)[之以]?前)|(?P<from>(?:或|及其?)[之以]?后)|(?P<about>前后|左右|上下)"
    rf"|(?P<before>[之以]前|前夕|前(?![0-9{CHINESE}首往景期列沿台任来提述端者身所瞻缀置驱哨]))"
    rf"|(?P<after>[之以过]后|后(?![0-9{CHINESE}期续勤台方备者来劲备半]))"
    r"|(?P<since>以来|(?<=年)来(?![自源到看说访])|起?至今(?![年天日晚早])|到现在|到目前)|(?P<start>起(?![草到点步重伏诉初源因飞降码用运])|开始)"
    r"|(?P<within>[之以]内|内(?![蒙部地外陆需容燃饰资存销涵河江]))|(?P<till>为止)|(?:期间|之间|当天|当日|时节|止))"
)
_PRE: Final = re.compile(
    r"(?:(?P<until>不晚于|不迟于|最迟(?:于|在|到)?|最晚(?:于|在|到)?)|"
    r"(?P<before>早于)|(?P<after>晚于)|(?P<to>截[至止]到?|截至)"
    r"|(?P<start>自从?|从|打从)|(?P<about>大?约|大概))(?:在|于)?\s?$"
)
_BOUNDS: Final[dict[str, Bound]] = {
    "until": "until",
    "from": "from",
    "about": "about",
    "before": "before",
    "after": "after",
    "since": "since",
    "start": "since",
    "within": "within",
    "to": "to",
    "till": "to",
}
_DAY_UNITS: Final = frozenset(("day", "holiday", "lunar", "week"))
_CLOCK_STARTS: Final = frozenset(" (（星周礼凌清早上中正午下傍晚深夜0123456789零一二两三四五六七八九十许")
_POST_STARTS: Final = frozenset(" 或及之以前后左上过起至到开内期当时止为来")
_PRE_ENDS: Final = frozenset("于迟晚在到至止从自约概 早")
# What makes 三日 the third and not three days: 三日电, 三日在京, 于三日.
_REPORTED: Final = frozenset("电讯在")
_ON: Final = frozenset("于自")
_BEFORE_RECURRING: Final = frozenset("年月每逢的 ")
_WIDEST_GAP: Final = 5
_WIDEST_LINK: Final = 6
_GAP: Final = re.compile(r"\s{0,2}的?\s{0,2}")
_CONNECTOR: Final = re.compile(r"\s?(?:起|开始)?\s?(?:[-—~]{1,2}|至|到)\s?")


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
    if first.kind in ALONE_READERS:
        return _alone(first), 1
    point = Point(first.start, first.end, "")
    used = 0
    for place in range(index, len(found)):
        token = found[place]
        rank = _RANKS.get(token.kind, -1)
        if used and (rank <= point.rank or (token.start != point.end and not _joined(text, point.end, token.start))):
            break
        if token.kind in ("day", "day_head") and not point.unit and text[token.start - 1 : token.start] == "月":
            break  # 13月5日: the month before it is none
        if not _fits(point, token):
            break
        point.rank, point.end, used = rank, token.end, used + 1
    if not used or (point.unit == "year" and point.year and point.year[0] == "short" and _is_length(text, point)):
        return None, max(used, 1)
    return (point if point.unit else None), used


def _alone(token: Token) -> Point | None:
    try:
        return ALONE_READERS[token.kind](token)
    except ValueError:  # 十十个月后: no numeral
        return None


def _fits(point: Point, token: Token) -> bool:
    """Takes a token into a point; False where it does not fit there, or writes no number."""
    try:
        return READERS[token.kind](point, token)
    except ValueError:
        return False


def _is_length(text: str, point: Point) -> bool:
    """Whether two digits and 年 alone are so many years (缩短了15年) and not a year (08年, 在18年)."""
    before = text[max(0, point.start - 2) : point.start].rstrip(" ")[-1:]
    return point.part is None and text[point.start] not in "0零" and before.isalpha() and before not in _YEAR_BEFORE


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= _WIDEST_GAP and _GAP.fullmatch(text, end, start) is not None


def _finish(text: str, point: Point, floor: int) -> Point:
    """Takes the time of day, and the words of bound on either side, into the span."""
    start = point.start
    before = text[start - 1 : start]
    point.inner_end = point.end
    after = text[point.end : point.end + 1]
    if after in _CLOCK_STARTS and point.unit in _DAY_UNITS and (match := _CLOCK.match(text, point.end)):
        point.dependent = point.dependent and match.end() == point.end
        point.end = point.inner_end = match.end()
        after = text[point.end : point.end + 1]
    if point.dependent and (after in _REPORTED or before in _ON):
        point.dependent = text[point.end - 1] == "号"
    if after in _POST_STARTS and (match := _POST.match(text, point.end)):
        point.end = match.end()
        kind = _BOUNDS.get(match.lastgroup or "")
        if kind and not (kind == "within" and point.unit in ("day", "offset", "span")):
            point.bound = kind
    if before in _PRE_ENDS and (match := _PRE.search(text, max(floor, start - 5), start)):
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
        if right is not None and right.start - left.inner_end <= _WIDEST_LINK and _linked(text, left, right):
            expression = Expression(left.start, right.end, left, _inherit(left, right))
            index += 2
        else:
            expression = Expression(left.start, left.end, left)
            index += 1
            if left.dependent:
                continue
        before = text[expression.start - 1 : expression.start]
        if before not in _BEFORE_RECURRING or not _recurs(text, expression.start):
            found.append(expression)
    return found


def _recurs(text: str, start: int) -> bool:
    """Whether the words before make it a date of every year (每年3月), or of a year that is none of the calendar."""
    before = text[max(0, start - 4) : start].rstrip(" 的")
    return before.endswith(("每年", "每月", "每", "逢", "财年", "历年", "往年"))


def _linked(text: str, left: Point, right: Point) -> bool:
    gap = text[left.inner_end : right.start]
    if left.bound in ("before", "until", "after", "from", "about", "to") or left.unit in ("now", "span"):
        return False
    if gap in ("或", "或者", "、") and right.bound is None and left.bound is None:
        return gap != "、" or _neighbours(text, left, right)
    if not gap:  # 今冬明春
        return left.unit == right.unit == "season" and left.year != right.year
    if gap in ("和", "与") and right.end > right.inner_end and text.startswith("之间", right.end - 2):
        return True
    if gap == "/" and left.unit == right.unit == "year":  # 2011/2012年度
        return True
    match = _CONNECTOR.fullmatch(gap)
    return match is not None and left.bound in (None, "since")


def _neighbours(text: str, left: Point, right: Point) -> bool:
    """Whether 、 joins two months to one stretch: 7、8月份, but not 7月、8月 nor 3、9月."""
    if not left.unit == right.unit == "month" or text[left.inner_end - 1] in "月份":
        return False
    return left.month is not None and right.month is not None and right.month[1] - left.month[1] == 1


def _inherit(left: Point, right: Point) -> Point:
    """The right end of a range takes from the left what it leaves unsaid: the year, and the month of a bare day."""
    if left.unit == right.unit == "week":  # 周一至周五 are of one week
        left.args, right.args = (*left.args[:3], 0), (*right.args[:3], 0)
    changed = right
    if (
        right.year is None
        and left.year is not None
        and right.unit not in ("now", "week", "offset", "span")
        and not ((right.day and right.day[0] != "written") or (right.month and right.month[0] != "written"))
    ):
        changed = replace(changed, year=left.year)
    if right.unit == "day" and right.month is None and right.day and right.day[0] == "written":
        changed = replace(changed, month=left.month)
    return changed
