"""Where in the calendar a point lies, once its year is known: first and last day, TIMEX3-like value, EDTF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from zhextract.parse import calendar
from zhextract.parse.dates_words import Point
from zhextract.records.values import Mod, Modality

Precision: TypeAlias = Literal[
    "day", "week", "ten_days", "month", "quarter", "season", "half", "year", "years", "decade", "century", "now"
]


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


class Place(NamedTuple):
    """A stretch of the calendar before bounds are applied; without days where the year is not known."""

    first: date | None
    last: date | None
    value: str | None
    edtf: str
    precision: Precision
    mod: Mod | None = None


_TWO_DIGITS: Final = tuple(f"{number:02}" for number in range(13))
_SEASON_MONTHS: Final = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}


def place_of(point: Point, year: int | None, reference: Reference) -> Place | None:
    """The stretch of the calendar that a point names in a year; None where there is no such date."""
    if year is not None and not calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR:
        return None
    place = _PLACES[point.unit](point, year, reference)
    return _narrowed(point, place) if place and point.part else place


def _stretch(
    year: int | None, days: calendar.Days | None, value: str, edtf: str, precision: Precision, mod: Mod | None = None
) -> Place | None:
    if year is None:
        return Place(None, None, value, edtf, precision, mod)
    return Place(days[0], days[1], value, edtf, precision, mod) if days else None


def _label(year: int | None) -> str:
    return "XXXX" if year is None else str(year)


@lru_cache(maxsize=512)  # the same few years and months come again and again
def _whole_year(year: int | None) -> Place:
    label = _label(year)
    if year is None:
        return Place(None, None, label, label, "year")
    return Place(date(year, 1, 1), date(year, 12, 31), label, label, "year")


@lru_cache(maxsize=2048)
def _whole_month(year: int | None, month: int) -> Place:
    label = f"{_label(year)}-{_TWO_DIGITS[month]}"
    if year is None:
        return Place(None, None, label, label, "month")
    return Place(date(year, month, 1), date(year, month, calendar.last_day(year, month)), label, label, "month")


@lru_cache(maxsize=4096)
def _one_day(year: int, month: int, number: int) -> Place | None:
    found = calendar.day(year, month, number)
    return day_place(found) if found else None


def _place_year(point: Point, year: int | None, reference: Reference) -> Place | None:
    return _whole_year(year)


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


def _month_and_year(point: Point, year: int | None, reference: Reference) -> tuple[int | None, int | None]:
    if point.month is None:
        return None, year
    anchor, value = point.month
    if anchor == "written":
        return value, year
    if anchor == "published":
        published = reference.published
        return calendar.shift_month(published.year, published.month, value)[1] if published else None, year
    past = reference.past
    if past is None or not past.month:
        return None, year
    if value == 1 and past.month == 12 and point.year is None and year is not None:
        year += 1  # 次月 after December
    return (past.month - 1 + value) % 12 + 1, year


def _place_month(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    return _whole_month(year, month)


def _place_nth_week(point: Point, year: int | None, reference: Reference) -> Place | None:
    """A week of the year as ISO 8601 counts them."""
    number = point.args[0]
    if year is None:
        return Place(None, None, f"XXXX-W{number:02}", f"XXXX-W{number:02}", "week")
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    sunday = monday + timedelta(days=6)
    return Place(monday, sunday, f"{year}-W{number:02}", f"{monday}/{sunday}", "week")


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


def _place_half_month(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    label = f"{_label(year)}-{_TWO_DIGITS[month]}"
    first, last = (1, 15) if point.args[0] == 1 else (16, calendar.last_day(year or 2000, month))
    days = (date(year, month, first), date(year, month, last)) if year else None
    return _stretch(year, days, label, label, "ten_days", "START" if first == 1 else "END")


def day_place(day: date) -> Place:
    """One day as a place."""
    label = day.isoformat()
    return Place(day, day, label, label, "day")


def _place_day(point: Point, year: int | None, reference: Reference) -> Place | None:
    assert point.day is not None
    anchor, value = point.day
    if anchor == "published" and point.month is None:
        return day_place(reference.published + timedelta(days=value)) if reference.published else None
    if anchor == "context":
        past = reference.past
        if past is None or not (past.year and past.month and past.day):
            return None
        known = calendar.day(past.year, past.month, past.day)
        return day_place(known + timedelta(days=value)) if known else None
    month, year = _month_and_year(point, year, reference)
    if month is None:
        return None
    if year is None:
        if value > calendar.last_day(2000, month):
            return None
        label = f"XXXX-{month:02}-{value:02}"
        return Place(None, None, label, label, "day")
    return _one_day(year, month, value)


def _place_season(point: Point, year: int | None, reference: Reference) -> Place | None:
    """Spring is March to May, and so on. The value is the half-year that holds it, else the year with a modifier."""
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
    return day_place(found) if found else None


def _place_lunar(point: Point, year: int | None, reference: Reference) -> Place | None:
    month, number, leap = point.args
    if year is None:
        return Place(None, None, None, "XXXX-XX-XX", "day")
    if number:
        found = calendar.lunar_day(year, month, number, bool(leap))
        return day_place(found) if found else None
    first, last = calendar.lunar_day(year, month, 1, bool(leap)), calendar.lunar_day(year, month, 0, bool(leap))
    if first is None or last is None:
        return None
    return Place(first, last, f"{first.year:04}-{first.month:02}", f"{first}/{last}", "month")


def place_nth(point: Point, year: int | None, reference: Reference) -> Place | None:
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


_PLACES: Final[dict[str, Callable[[Point, int | None, Reference], Place | None]]] = {
    "year": _place_year,
    "years": _place_years,
    "half": _place_half,
    "quarter": _place_quarter,
    "month": _place_month,
    "months": _place_months,
    "nth_week": _place_nth_week,
    "xun": _place_xun,
    "half_month": _place_half_month,
    "day": _place_day,
    "season": _place_season,
    "holiday": _place_holiday,
    "lunar": _place_lunar,
    "nth": place_nth,
    "plan": _place_plan,
    "decade": _place_decade,
    "century": _place_century,
}


def _narrowed(point: Point, place: Place) -> Place:
    """初, 中, 底: the part of the month, quarter or year that they name."""
    part = point.part or "END"
    if place.first is None or place.last is None or point.unit == "plan":
        return place._replace(mod=part)
    first, last = place.first, place.last
    if point.unit == "month":
        begin_day, end_day = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[part]
        first, last = first.replace(day=begin_day), first.replace(day=end_day)
    elif place.precision in ("year", "quarter", "half"):
        whole_year = place.precision == "year"
        begin, end = {
            "START": (1, 2) if whole_year else (first.month, first.month),
            "MID": (5, 8) if whole_year else (first.month + 1, last.month - 1),
            "END": (11, 12) if whole_year else (last.month, last.month),
        }[part]
        first, last = date(first.year, begin, 1), date(first.year, end, calendar.last_day(first.year, end))
    return place._replace(first=first, last=last, mod=part)
