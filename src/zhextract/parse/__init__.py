"""Strings and a reference day to values: numerals, calendar, dates, amounts. Knows no project."""
