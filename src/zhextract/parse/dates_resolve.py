"""Date expressions to days: which year is meant, and the first and the last day.

Nothing reads the clock. What hangs on the day of publication is unknown where that day is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from zhextract.parse import calendar
from zhextract.parse.dates_grammar import Bound, Expression, Point
from zhextract.records.values import Mod, Modality, YearSource

Precision: TypeAlias = Literal["day", "week", "ten_days", "month", "quarter", "season", "half", "year", "years", "decade", "century", "now"]

TimeKind: TypeAlias = Literal["date", "period", "open_period", "duration"]


class Past(NamedTuple):
    """The last date before an expression in its paragraph, as far as it is known."""

    year: int | None
    month: int | None
    day: int | None
    same_sentence: bool


class Reference(NamedTuple):
    """What a date is resolved against."""

    published: date | None
    past: Past | None
    modality: Modality | None = None


class Resolved(NamedTuple):
    """The outcome: days, TIMEX3-like value and modifier, EDTF."""

    start: date | None
    end: date | None
    value: str | None
    mod: Mod | None
    edtf: str
    precision: Precision
    kind: TimeKind
    year_source: YearSource | None


class Place(NamedTuple):
    """A stretch of the calendar before bounds are applied; without days where the year is not known."""

    first: date | None
    last: date | None
    value: str | None
    edtf: str
    precision: Precision
    mod: Mod | None = None


Located: TypeAlias = tuple[Place, YearSource | None]

_SEASON_MONTHS: Final = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}
_HORIZON: Final = 20  # years
_PAST_WINDOW: Final = timedelta(days=62)


def resolve_expression(expression: Expression, reference: Reference) -> Resolved | None:
    """The days and value of an expression, None where the calendar has no such date."""
    left = _locate(expression.left, reference)
    if left is None:
        return None
    if expression.right is None:
        return _bounded(expression.left, left)
    right = _locate_end(expression, reference, left)
    if right is None:
        return None
    return _ranged(expression, left, right)


def _locate(point: Point, reference: Reference) -> Located | None:
    if point.unit in _FROM_PUBLICATION:
        place = _FROM_PUBLICATION[point.unit](point, reference)
        return (place, "published") if place else None
    year, source, floating = _year(point, reference)
    if not floating:
        place = _place(point, year, reference)
        return (place, source) if place else None
    return _float(point, reference)


def _year(point: Point, reference: Reference) -> tuple[int | None, YearSource | None, bool]:
    """The year that the words give, where it comes from, and whether they leave it open."""
    published, past, _ = reference
    year, month, day = point.year, point.month, point.day
    if year is not None:
        anchor, value = year
        if anchor == "written":
            return value, "explicit", False
        if anchor == "short":
            return _century(value, published), "explicit", False
        if anchor == "published":
            return (published.year + value, "published", False) if published else (None, None, False)
        return (past.year + value, "context", False) if past and past.year else (None, None, False)
    anchor, value = month or day or ("written", 0)
    if anchor == "written" and (month is None or day is None or day[0] == "written"):
        return None, None, True
    if anchor == "context":
        return (past.year, "context", False) if past and past.year else (None, None, False)
    if published is None:
        return None, None, False
    if month is not None:
        return calendar.shift_month(published.year, published.month, value)[0], "published", False
    return (published + timedelta(days=value)).year, "published", False


def _century(short: int, published: date | None) -> int:
    """The year that two digits mean: the last such year, or one as far ahead as plans reach; as POSIX reads them (69-99 is
    19xx) where the day of publication is not known."""
    if published is None:
        return short + (1900 if short >= 69 else 2000)
    base = published.year - published.year % 100 + short
    return max(year for year in (base - 100, base, base + 100) if year - published.year <= _HORIZON)


def _float(point: Point, reference: Reference) -> Located | None:
    """A date without a year: from a date before it, else from the day of publication and the modality, else unknown."""
    published, past, modality = reference
    if point.unit in ("plan", "century") or (point.unit == "decade"):
        place = _place(point, published.year if published else None, reference)
        return (place, "explicit") if place else None
    if point.unit == "day" and point.month is None:
        return _float_day(point, reference)
    if past and past.year and (place := _place(point, past.year, reference)) and _carries(place, reference):
        return (place, "context")
    if published is None:
        place = _place(point, None, reference)
        return (place, None) if place else None
    for year in _years(published, modality):
        place = _place(point, year, reference)
        if place is None or place.first is None or place.last is None:
            continue
        if modality == "planned" and place.last < published or modality == "actual" and place.first > published:
            continue
        return (place, "published")
    return None


def _years(published: date, modality: Modality | None) -> Iterator[int]:
    """The years to try, likeliest first; up to eight away for 29 February."""
    year = published.year
    yield year
    for distance in range(1, 9):
        if modality != "planned":
            yield year - distance
        if modality != "actual":
            yield year + distance


def _carries(place: Place, reference: Reference) -> bool:
    """Whether the year of a date before goes on: not against the modality, nor into another sentence out of order."""
    published, past, modality = reference
    if published is None or place.first is None or place.last is None or past is None:
        return True
    if modality == "actual" and place.first > published or modality == "planned" and place.last < published:
        return False
    if past.same_sentence:
        return True
    if past.year is None or past.year >= published.year:
        return past.year == published.year
    recent = _recent(place, published)
    return not recent and (past.month is None or place.first.month >= past.month)


def _recent(place: Place, published: date) -> bool:
    """Whether the same date in the year of publication lies in the two months before it: then it is news, not history."""
    assert place.first is not None
    day = calendar.day(published.year, place.first.month, place.first.day)
    return day is not None and timedelta(0) <= published - day <= _PAST_WINDOW


def _float_day(point: Point, reference: Reference) -> Located | None:
    """A bare day of the month: of the month before it in the paragraph, else the month of publication."""
    published, past, modality = reference
    assert point.day is not None
    number = point.day[1]
    if past and past.month and (past.same_sentence or published is None or past.year == published.year):
        if past.year is None:
            return (Place(None, None, f"XXXX-{past.month:02}-{number:02}", f"XXXX-{past.month:02}-{number:02}", "day"), None)
        found = calendar.day(past.year, past.month, number)
        return (_day_place(found), "context") if found else None
    if published is None:
        return (Place(None, None, f"XXXX-XX-{number:02}", f"XXXX-XX-{number:02}", "day"), None)
    for shift in (0, 1, 2) if modality == "planned" else (0, -1, -2):
        found = calendar.day(*calendar.shift_month(published.year, published.month, shift), number)
        if found is None:
            continue
        if modality == "planned" and found < published or modality == "actual" and found > published:
            continue
        return (_day_place(found), "published")
    return None


def _place(point: Point, year: int | None, reference: Reference) -> Place | None:
    """The stretch of the calendar that a point names in a year; None where there is no such date."""
    if year is not None and not calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR:
        return None
    place = _PLACES[point.unit](point, year, reference)
    return _narrowed(point, place) if place and point.part else place


def _stretch(year: int | None, days: calendar.Days | None, value: str, edtf: str, precision: Precision, mod: Mod | None = None) -> Place | None:
    if year is None:
        return Place(None, None, value, edtf, precision, mod)
    return Place(days[0], days[1], value, edtf, precision, mod) if days else None


def _label(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04}"


def _place_year(point: Point, year: int | None, reference: Reference) -> Place | None:
    label = _label(year)
    return _stretch(year, calendar.months(year, 1, 12) if year else None, label, label, "year")


def _place_years(point: Point, year: int | None, reference: Reference) -> Place | None:
    if year is None:
        return None
    first, last = year + point.args[0], year + point.args[1]
    return Place(date(first, 1, 1), date(last, 12, 31), str(last), f"{first}/{last}", "years")


def _place_half(point: Point, year: int | None, reference: Reference) -> Place | None:
    half = point.args[0]
    label = _label(year)
    days = calendar.months(year, 6 * half - 5, 6 * half) if year else None
    return _stretch(year, days, f"{label}-H{half}", f"{label}-{39 + half}", "half")


def _place_quarter(point: Point, year: int | None, reference: Reference) -> Place | None:
    first, last = point.args
    label = _label(year)
    days = calendar.months(year, 3 * first - 2, 3 * last) if year else None
    edtf = f"{label}-{32 + last}" if first == last else f"{label}-{32 + first}/{label}-{32 + last}"
    return _stretch(year, days, f"{label}-Q{last}", edtf, "quarter")


def _month_number(point: Point, reference: Reference) -> int | None:
    if point.month is None:
        return None
    anchor, value = point.month
    if anchor == "written":
        return value
    if anchor == "published":
        published = reference.published
        return calendar.shift_month(published.year, published.month, value)[1] if published else None
    return (reference.past.month - 1 + value) % 12 + 1 if reference.past and reference.past.month else None


def _month_and_year(point: Point, year: int | None, reference: Reference) -> tuple[int | None, int | None]:
    month = _month_number(point, reference)
    past = reference.past
    if point.month == ("context", 1) and past and past.month == 12 and point.year is None and year is not None:
        year += 1  # 次月 after December
    return month, year


def _place_month(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    label = f"{_label(year)}-{month:02}"
    return _stretch(year, calendar.months(year, month, month) if year else None, label, label, "month")


def _place_months(point: Point, year: int | None, reference: Reference) -> Place | None:
    first, last = point.args
    label = _label(year)
    days = calendar.months(year, first, last) if year else None
    return _stretch(year, days, f"{label}-{last:02}", f"{label}-{first:02}/{label}-{last:02}", "month")


def _place_xun(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    first, last = point.args
    label = f"{_label(year)}-{month:02}"
    days = None
    if year:
        ends = (10, 20, calendar.last_day(year, month))
        days = date(year, month, 10 * first - 9), date(year, month, ends[last - 1])
    mods: tuple[Mod, Mod, Mod] = ("START", "MID", "END")
    return _stretch(year, days, label, label, "ten_days", mods[last - 1])


def _day_place(day: date) -> Place:
    return Place(day, day, day.isoformat(), day.isoformat(), "day")


def _place_day(point: Point, year: int | None, reference: Reference) -> Place | None:
    assert point.day is not None
    anchor, value = point.day
    if anchor == "published" and point.month is None:
        return _day_place(reference.published + timedelta(days=value)) if reference.published else None
    if anchor == "context":
        past = reference.past
        if past is None or not (past.year and past.month and past.day):
            return None
        known = calendar.day(past.year, past.month, past.day)
        return _day_place(known + timedelta(days=value)) if known else None
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    if year is None:
        if value > calendar.last_day(2000, month):
            return None
        label = f"XXXX-{month:02}-{value:02}"
        return Place(None, None, label, label, "day")
    found = calendar.day(year, month, value)
    return _day_place(found) if found else None


def _place_season(point: Point, year: int | None, reference: Reference) -> Place | None:
    """Spring is March to May, and so on; TIMEX3-like value by the half-year that holds it, else the year with a modifier."""
    season = point.args[0]
    label = _label(year)
    value, mod = {1: (f"{label}-H1", None), 2: (label, "MID"), 3: (f"{label}-H2", None), 4: (label, "END")}[season]
    days = None
    if year:
        first, last = _SEASON_MONTHS[season]
        end_year, end_month = calendar.shift_month(year, 1, last - 1)
        days = date(year, first, 1), date(end_year, end_month, calendar.last_day(end_year, end_month))
    return _stretch(year, days, value, f"{label}-{20 + season}", "season", mod)  # type: ignore[arg-type]


def _place_holiday(point: Point, year: int | None, reference: Reference) -> Place | None:
    if year is None:
        fixed = calendar.holidays().solar.get(point.name)
        label = f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else None
        return Place(None, None, label, label or "XXXX-XX-XX", "day")
    found = calendar.holiday_day(point.name, year)
    return _day_place(found) if found else None


def _place_lunar(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, number, leap = point.args
    if year is None:
        return Place(None, None, None, "XXXX-XX-XX", "day")
    if number:
        found = calendar.lunar_day(year, month, number, bool(leap))
        return _day_place(found) if found else None
    first, last = calendar.lunar_day(year, month, 1, bool(leap)), calendar.lunar_day(year, month, 0, bool(leap))
    if first is None or last is None:
        return None
    return Place(first, last, f"{first.year:04}-{first.month:02}", f"{first}/{last}", "month")


def _place_nth(point: Point, year: int | None, reference: Reference) -> Place | None:
    """第三个月, 前11个月, 最后五天 of a year or month."""
    value, _, of_month = point.args
    if year is None:
        return None
    month, year = _month_and_year(point, year, reference) if of_month else (None, year)
    assert year is not None
    frame = calendar.months(year, month or 1, month or 12)
    side, unit = point.name[:-1], point.name[-1]
    if frame is None:
        return None
    if unit == "月":
        if of_month:
            return None
        first, last = {"nth": (value, value), "first": (1, value), "last": (13 - value, 12)}[side]
        days = calendar.months(year, first, last)
        edtf = f"{year}-{first:02}/{year}-{last:02}" if first != last else f"{year}-{first:02}"
        return _stretch(year, days, f"{year}-{last:02}", edtf, "month")
    if unit not in "天日" or value > (frame[1] - frame[0]).days + 1:
        return None
    length = timedelta(days=value - 1)
    first_day, last_day = (frame[0], frame[0] + length) if side == "first" else (frame[1] - length, frame[1])
    return Place(first_day, last_day, last_day.isoformat(), f"{first_day}/{last_day}", "day")


def _place_plan(point: Point, year: int | None, reference: Reference) -> Place | None:
    first, last = calendar.plan_years(point.args[0])
    if point.part == "END":
        return Place(date(last, 1, 1), date(last, 12, 31), str(last), str(last), "year")
    if point.part == "START":
        return Place(date(first, 1, 1), date(first, 12, 31), str(first), str(first), "year")
    return Place(date(first, 1, 1), date(last, 12, 31), str(last), f"{first}/{last}", "years")


def _place_decade(point: Point, year: int | None, reference: Reference) -> Place | None:
    first = point.args[0]
    if point.name == "short":
        if year is None:
            first += 1900 if first >= 30 else 2000
        else:  # the last decade of that name that has begun
            first += year - year % 100
            first -= 100 if first > year else 0
    return Place(date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10}X", f"{first // 10}X", "decade")


def _place_century(point: Point, year: int | None, reference: Reference) -> Place | None:
    first = point.args[0] * 100
    return Place(date(first, 1, 1), date(first + 99, 12, 31), f"{point.args[0]}XX", f"{point.args[0]}XX", "century")


_PLACES: Final = {
    "year": _place_year, "years": _place_years, "half": _place_half, "quarter": _place_quarter, "month": _place_month, "months": _place_months,
    "xun": _place_xun, "day": _place_day, "season": _place_season, "holiday": _place_holiday, "lunar": _place_lunar, "nth": _place_nth,
    "plan": _place_plan, "decade": _place_decade, "century": _place_century,
}  # fmt: skip


def _narrowed(point: Point, place: Place) -> Place:
    """初, 中, 底: the part of the month, quarter or year that they name."""
    part = point.part
    if place.first is None or place.last is None or point.unit == "plan":
        return place._replace(mod=part)
    first, last = place.first, place.last
    if place.precision == "month" and point.unit == "month":
        pieces = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[part or "END"]
        first, last = first.replace(day=pieces[0]), first.replace(day=pieces[1])
    elif place.precision in ("year", "quarter", "half"):
        months = (last.month - first.month + 1) // 3 if place.precision != "year" else 4
        spans = {"START": (0, months - 1), "END": (12 - months, 11), "MID": (4, 7)} if place.precision == "year" else {
            "START": (first.month - 1, first.month - 1), "END": (last.month - 1, last.month - 1), "MID": (first.month, first.month),
        }  # fmt: skip
        if place.precision == "year":
            spans = {"START": (0, 1), "MID": (4, 7), "END": (10, 11)}
        begin, end = spans[part or "END"]
        first, last = date(first.year, begin + 1, 1), date(first.year, end + 1, calendar.last_day(first.year, end + 1))
    return place._replace(first=first, last=last, mod=part)


def _quarter_relative(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    if published is None:
        return None
    year, month = calendar.shift_month(published.year, published.month, 3 * point.args[0])
    quarter = (month + 2) // 3
    made = Point(point.start, point.end, "quarter", (quarter, quarter), part=point.part)
    return _place(made, year, reference)


def _week(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    if published is None:
        return None
    shift, weekday, weekend = point.args
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    if weekend:
        saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
        return Place(saturday, sunday, sunday.isoformat(), f"{saturday}/{sunday}", "day")
    if weekday:
        return _day_place(monday + timedelta(days=weekday - 1))
    year, number, _ = monday.isocalendar()
    sunday = monday + timedelta(days=6)
    return Place(monday, sunday, f"{year}-W{number:02}", f"{monday}/{sunday}", "week")


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


def _offset(point: Point, reference: Reference) -> Place | None:
    published = reference.published
    direction, unit = point.name.split(":")
    if published is None:
        return None
    moved = _moved(published, unit, -point.args[0] if direction == "ago" else point.args[0])
    if moved is None:
        return None
    value, precision = _value(moved, unit)
    if direction == "in":
        return Place(published, moved, value, f"{published}/{moved}", precision, "BEFORE")
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
    value, framed, _ = point.args
    if published is None:
        return None
    side, unit = point.name[:-1], point.name[-1]
    if side == "first" and unit == "月" and value < published.month:
        return _place_nth(point, published.year, reference)
    if side == "first":
        return _whole_units(published, unit, value, False)
    if side == "last" and point.name[-1] in "天日月年周":
        return _whole_units(published, unit, value, True)
    return _place_nth(point, published.year, reference)


_FROM_PUBLICATION: Final = {
    "quarter_relative": _quarter_relative, "week": _week, "offset": _offset, "span": _span, "now": _now, "first_units": _first_units,
}  # fmt: skip


def _bounded(point: Point, located: Located) -> Resolved:
    """Applies 前, 后, 以来 and their like."""
    (first, last, value, edtf, precision, mod), source = located
    bound: Bound | None = point.bound
    if bound is None:
        kind: TimeKind = "period" if "/" in edtf else "date"
        return Resolved(first, last, value, mod, edtf, precision, kind, source)
    if bound in ("before", "until", "to"):
        inclusive = bound != "before" or mod == "END" or precision == "day"
        end = last if inclusive or first is None else first - timedelta(days=1)
        return Resolved(None, end, value, "BEFORE", f"../{end or edtf}", precision, "open_period", source)
    if bound in ("after", "from"):
        start = first if bound == "from" or precision == "day" or last is None else last + timedelta(days=1)
        return Resolved(start, None, value, "AFTER", f"{start or edtf}/..", precision, "open_period", source)
    if bound == "since":
        return Resolved(first, None, value, mod, f"{edtf}/..", precision, "open_period", source)
    if bound == "within":
        return Resolved(first, last, value, "BEFORE", edtf, precision, "period", source)
    return Resolved(first, last, value, "APPROX", f"{edtf}~", precision, "date", source)


def _locate_end(expression: Expression, reference: Reference, left: Located) -> Located | None:
    """The right end of a range, which comes after the left: 12月28日至1月3日 ends in the next year."""
    right = expression.right
    assert right is not None
    if left[0].first is None:
        return _locate(right, reference)
    first = left[0].first
    past = Past(first.year, first.month, None, True)
    located = _locate(right, Reference(reference.published, past, None) if right.year is None else reference)
    floating = right.year is None and (right.month is None or right.month[0] == "written")
    last = located[0].last if located else None
    if located and last and last < first and last.month != first.month and floating and right.unit not in _FROM_PUBLICATION:
        place = _place(right, first.year + 1, reference)
        return (place, located[1]) if place else None
    return located


def _ranged(expression: Expression, left: Located, right: Located) -> Resolved | None:
    assert expression.right is not None
    ended = _bounded(expression.right, right)
    first, last = left[0].first, ended.end
    if expression.right.unit == "now":
        source = left[1]
        return Resolved(first, last, left[0].value, None, f"{left[0].edtf}/..", left[0].precision, "open_period", source)
    if first and last and first > last:
        return None
    if ended.end is None and ended.start is not None:
        return None
    begin = left[0].edtf.split("/")[0]
    finish = right[0].edtf.split("/")[-1]
    source = right[1] if right[1] != "context" else left[1]
    return Resolved(first, last, ended.value, ended.mod, f"{begin}/{finish}", right[0].precision, "period", source)
