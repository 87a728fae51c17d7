"""Page furniture in a text: found by line and position, and marked with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhextract.text.align import CharSpan, Mark


def furniture(text: str, title: str | None = None) -> list[Mark]:
    """Marks for the lines of `text` that are not the article."""
    return []


def dateline(text: str) -> tuple[date, CharSpan] | None:
    """The day that a dateline or page header of `text` gives, and where it stands."""
    return None


def source_spans(text: str, marks: Sequence[Mark] = ()) -> list[CharSpan]:
    """The media named in 来源, bylines and datelines."""
    return []
