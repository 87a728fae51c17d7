"""The calendar behind the dates."""

from __future__ import annotations

from datetime import date

import pytest

from zhextract.parse import calendar


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("立春", 2024, date(2024, 2, 4)),
        ("清明", 2000, date(2000, 4, 4)),
        ("冬至", 2021, date(2021, 12, 21)),
        ("小寒", 2019, date(2019, 1, 5)),
        ("雨水", 2026, date(2026, 2, 18)),
        ("春节", 2024, date(2024, 2, 10)),
        ("除夕", 2024, date(2025, 1, 28)),
        ("端午节", 2006, date(2006, 5, 31)),
        ("感恩节", 2017, date(2017, 11, 23)),
        ("父亲节", 2017, date(2017, 6, 18)),
        ("国庆节", 2022, date(2022, 10, 1)),
        ("春节", 2200, None),
        ("立春", 1700, None),
        ("无名节", 2022, None),
    ],
)
def test_holiday(name: str, year: int, day: date | None) -> None:
    assert calendar.holiday_day(name, year) == day


def test_what_is_not_in_the_calendar() -> None:
    assert calendar.day(2023, 2, 29) is None
    assert calendar.day(2024, 2, 29) == date(2024, 2, 29)
    assert calendar.day(2023, 13, 1) is None
    assert calendar.day(0, 1, 1) is None
    assert calendar.months(2023, 9, 8) is None
    assert calendar.lunar_day(2024, 2, 30, True) is None


@pytest.mark.parametrize(
    ("plan", "years"), [(1, (1953, 1957)), (2, (1958, 1962)), (3, (1966, 1970)), (14, (2021, 2025))]
)
def test_plan(plan: int, years: tuple[int, int]) -> None:
    assert calendar.plan_years(plan) == years


def test_a_month_later_keeps_to_the_month() -> None:
    assert calendar.shift_day(date(2024, 1, 31), months=1) == date(2024, 2, 29)
    assert calendar.shift_day(date(2024, 2, 29), years=1) == date(2025, 2, 28)
    assert calendar.shift_day(date(2024, 1, 1), years=10**9) is None
