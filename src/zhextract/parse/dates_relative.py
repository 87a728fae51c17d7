"""What hangs on the day of publication alone: weeks, 3个月后, 近三年, 未来9至12个月内, 上季度."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from zhextract.parse import calendar
from zhextract.parse.dates_places import Place, Precision, Reference, day_place, place_nth, place_of
from zhextract.parse.dates_words import Point
from zhextract.records.values import Modality


def _quarter_relative(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    if published is None:
        return None
    year, month = calendar.shift_month(published.year, published.month, 3 * point.args[0])
    quarter = (month + 2) // 3
    made = Point(point.start, point.end, "quarter", (quarter, quarter), part=point.part)
    return place_of(made, year, reference)


def _week(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    if published is None:
        return None
    shift, weekday, weekend, bare = point.args
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    if weekend:
        saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
        return Place(saturday, sunday, sunday.isoformat(), f"{saturday}/{sunday}", "day")
    if weekday:
        ahead = weekday - 1 - published.weekday()
        if bare:
            ahead += _other_week(ahead, reference.modality)
        return day_place(published + timedelta(days=ahead + 7 * shift))
    year, number, _ = monday.isocalendar()
    sunday = monday + timedelta(days=6)
    return Place(monday, sunday, f"{year}-W{number:02}", f"{monday}/{sunday}", "week")


def _days(point: Point, reference: Reference) -> Place | None:
    """今明两天."""
    if reference.published is None:
        return None
    first, last = (reference.published + timedelta(days=shift) for shift in point.args)
    return Place(first, last, last.isoformat(), f"{first}/{last}", "day")


def _other_week(ahead: int, modality: Modality | None) -> int:
    """Days to add to a bare 周五 of this week: facts lie behind, plans ahead, else it is the nearer one."""
    if modality == "planned":
        return 7 if ahead < 0 else 0
    return -7 if ahead > (0 if modality == "actual" else 3) else 0


def _moved(start: date, unit: str, amount: int) -> date | None:
    if unit == "年":
        return calendar.shift_day(start, years=amount)
    if unit in ("月", "季度"):
        return calendar.shift_day(start, months=amount * (3 if unit == "季度" else 1))
    if unit == "工作日":
        return _working_days(start, amount)
    return calendar.shift_day(start, days=amount * (7 if unit in ("周", "星期") else 1))


def _working_days(start: date, amount: int) -> date | None:
    """So many days from Monday to Friday on; public holidays are not known here."""
    if not 0 <= amount <= 3000:
        return None
    moved = start
    while amount:
        moved += timedelta(days=1)
        amount -= moved.weekday() < 5
    return moved


def _value(day: date, unit: str) -> tuple[str, Precision]:
    if unit == "年":
        return f"{day.year:04}", "year"
    if unit in ("月", "季度"):
        return f"{day.year:04}-{day.month:02}", "month"
    return day.isoformat(), "day"


def follows(point: Point, reference: Reference) -> date | None:
    """The day from which 两个月后 counts where a date stands before it in the sentence: 5月签约，两个月后开工."""
    past = reference.past
    if past is None or not past.same_sentence or not past.year or not point.name.startswith("later:"):
        return None
    needed = past.year if point.name.endswith("年") else past.month if point.name.endswith(("月", "季度")) else past.day
    if needed is None:
        return None
    return calendar.day(past.year, past.month or 1, past.day or 1)


def _offset(point: Point, reference: Reference) -> Place | None:
    base = follows(point, reference)
    published = base or reference.published
    direction, unit = point.name.split(":")
    if published is None:
        return None
    moved = _moved(published, unit, -point.args[0] if direction == "ago" else point.args[0])
    if moved is None:
        return None
    value, precision = _value(moved, unit)
    if direction == "in":
        return Place(published, moved, value, f"{published}/{moved}", precision, "BEFORE")
    if base and reference.past and reference.past.day is None:  # not known to the day
        first, last = (1, 12) if reference.past.month is None else (moved.month, moved.month)
        end = date(moved.year, last, calendar.last_day(moved.year, last))
        return Place(date(moved.year, first, 1), end, value, value, precision)
    return Place(moved, moved, value, value, precision)


def _span(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    kind, unit = point.name.split(":")
    amount, within = point.args
    if published is None:
        return None
    if kind in ("previous", "next"):
        return _whole_units(published, unit, amount, kind == "next")
    if kind == "past":
        first = _moved(published, unit, -amount)
        return Place(first, published, None, f"{first}/{published}", "day") if first else None
    last = _moved(published, unit, amount)
    if last is None:
        return None
    value, precision = _value(last, unit)
    return Place(published, last, value, f"{published}/{last}", precision, "BEFORE" if within else None)


def _whole_units(published: date, unit: str, amount: int, ahead: bool) -> Place | None:
    """上三天, 下两个月: so many whole days, months or years right before or after that of publication."""
    if not amount or amount > 1000:
        return None
    low, high = (1, amount) if ahead else (-amount, -1)
    if unit == "年":
        first, last = calendar.day(published.year + low, 1, 1), calendar.day(published.year + high, 12, 31)
    elif unit in ("月", "季度"):
        scale = 3 if unit == "季度" else 1
        month = (published.month - 1) // scale * scale + 1
        start = calendar.shift_month(published.year, month, low * scale)
        year, end = calendar.shift_month(published.year, month, high * scale + scale - 1)
        first, last = calendar.day(*start, 1), calendar.day(year, end, calendar.last_day(year, end))
    else:
        scale = 7 if unit in ("周", "星期") else 1
        base = published - timedelta(days=published.weekday()) if scale == 7 else published
        first, last = base + timedelta(days=low * scale), base + timedelta(days=high * scale + scale - 1)
    if first is None or last is None:
        return None
    value, precision = _value(last, unit)
    return Place(first, last, value, f"{first}/{last}", precision)


def _now(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    label = published.isoformat() if published else "XXXX-XX-XX"
    return Place(published, published, None, label, "now")


def _first_units(point: Point, reference: Reference) -> Place | None:
    """前11个月 alone: the first months of the running year once they are over, else the ones right before now."""
    published = reference.published
    value = point.args[0]
    if published is None:
        return None
    side, unit = point.name[:-1], point.name[-1]
    if side == "first" and unit == "月" and value < published.month:
        return place_nth(point, published.year, reference)
    if side == "first":
        return _whole_units(published, unit, value, False)
    if side == "last" and point.name[-1] in "天日月年周":
        return _whole_units(published, unit, value, True)
    return place_nth(point, published.year, reference)


FROM_PUBLICATION: Final[dict[str, Callable[[Point, Reference], Place | None]]] = {
    "quarter_relative": _quarter_relative,
    "week": _week,
    "days": _days,
    "offset": _offset,
    "span": _span,
    "now": _now,
    "first_units": _first_units,
}
