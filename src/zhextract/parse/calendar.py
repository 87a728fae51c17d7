"""The calendar: months, quarters and weeks as intervals of days, holidays, solar terms, and the lunar year.

An interval is the first and the last day, inclusive. Lunar dates come from `lunardate` (1900 to 2099), as it is one
file with the official tables and does nothing else. What does not exist (2月30日) gives None.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from functools import cache
from typing import Final, TypeAlias

from lunardate import LunarDate

from zhextract.lexicon.loader import load
from zhextract.records.values import Model

Days: TypeAlias = tuple[date, date]

FIRST_YEAR: Final = 1000  # an earlier year in news is a slip or no year
LAST_YEAR: Final = 2999


class Term(Model):
    """A solar term: its month and the constants of the formula for both centuries."""

    name: str
    month: int
    constants: tuple[float, float]
    weather: bool = False


class Holidays(Model):
    """`holidays.toml`."""

    solar: dict[str, tuple[int, int]]
    weekday: dict[str, tuple[int, int, int]]
    lunar: dict[str, tuple[int, int]]
    corrections: dict[str, dict[int, int]]
    terms: tuple[Term, ...]


@cache
def holidays() -> Holidays:
    """The holidays and terms of the lexicon."""
    return load("holidays.toml", Holidays)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day(year: int, month: int, day_of_month: int) -> date | None:
    """A day, or None where the calendar has none."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day_of_month <= last_day(year, month)):
        return None
    return date(year, month, day_of_month)


def months(year: int, first: int, last: int) -> Days | None:
    """From the first day of one month to the last day of another of the same year."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return date(year, first, 1), date(year, last, last_day(year, last))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month `by` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_day(start: date, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """The same day some years, months or days later; the last day of the month where there is no such day."""
    year, month = shift_month(start.year + years, start.month, months)
    if not FIRST_YEAR <= year <= LAST_YEAR or abs(days) > 10**6:
        return None
    moved = date(year, month, min(start.day, last_day(year, month)))
    try:
        return moved + timedelta(days=days)
    except OverflowError:
        return None


def lunar_day(year: int, month: int, day_of_month: int, leap: bool = False) -> date | None:
    """The solar day of a lunar date; `day_of_month` 0 is the last of the month. None where there is no such day."""
    if not 1900 <= year <= 2098:
        return None
    for number in (day_of_month,) if day_of_month else (30, 29):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # renamed in lunardate 0.3; we take 0.2.2 too
                found: date = LunarDate(year, month, number, leap).toSolarDate()
            return found
        except ValueError:
            continue
    return None


def term_day(term: Term, year: int) -> date | None:
    """The day of a solar term by the customary formula, with its known corrections; None outside 1901-2099."""
    if not 1901 <= year <= 2099:
        return None
    short, constant = year % 100, term.constants[year >= 2000]
    leaps = (short - 1) // 4 if term.month <= 2 else short // 4
    correction = holidays().corrections.get(term.name, {}).get(year, 0)
    return day(year, term.month, int(short * 0.2422 + constant) - leaps + correction)


def is_term(name: str) -> bool:
    """Whether a name is that of a solar term."""
    return any(term.name == name for term in holidays().terms)


def holiday_day(name: str, year: int) -> date | None:
    """The day of a named holiday or term in a year."""
    table = holidays()
    if name in table.solar:
        return day(year, *table.solar[name])
    if name in table.lunar:
        return lunar_day(year, *table.lunar[name])
    if name in table.weekday:
        month, nth, weekday = table.weekday[name]
        first = date(year, month, 1).weekday()
        return day(year, month, 1 + (weekday - 1 - first) % 7 + 7 * (nth - 1))
    term = next((term for term in table.terms if term.name == name), None)
    return term_day(term, year) if term else None


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan: 1 is 1953-1957, 14 is 2021-2025 (none ran from 1963 to 1965)."""
    first = 1953 + 5 * (number - 1) + (3 if number >= 3 else 0)
    return first, first + 4
