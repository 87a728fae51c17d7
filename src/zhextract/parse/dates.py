"""Dates in running text: `find_dates`, and `resolve` for when the modality of the statement is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from zhextract.parse.dates_grammar import Expression, expressions, points
from zhextract.parse.dates_lexer import tokens
from zhextract.parse.dates_places import Past, Reference
from zhextract.parse.dates_relative import FROM_PUBLICATION
from zhextract.parse.dates_resolve import TimeValue, resolve_expression
from zhextract.parse.durations import durations as find_durations
from zhextract.parse.fold import fold
from zhextract.records.values import CharSpan, Mod, Modality

__all__ = ["TimeValue", "find_dates", "resolve"]


_NO_ANTECEDENT: Final = frozenset(("years", "decade", "century", "week", "now"))
_REACH: Final = 1000  # code points; further off, nobody remembers the date before
_SENTENCE_END: Final = re.compile(r"[。！？!?【】]")
_NEXT_ITEM: Final = re.compile(r"[。！？!?；;] {0,2}[0-9]{1,2}、")
_PLANNED: Final = re.compile(
    r"(?:力争|预计|计划|将(?:于|在)|拟(?:于|在)|有望(?:在|于)|确保|争取|(?:计划|预计|力争)(?:在|于|到))$"
)


def find_dates(
    text: str,
    published: date | str | None = None,
    modality: Callable[[CharSpan], Modality | None] | None = None,
    *,
    durations: bool = True,
) -> list[TimeValue]:
    """The dates and periods of `text`, in its order, without overlaps.

    `published` is the day that relative dates and missing years are resolved against, as a date or in ISO form
    (ValueError where it is neither); `modality` may say of a span whether what is dated there has happened (`actual`)
    or is `planned`. A date that the calendar has not (2月30日), and a range that runs backwards, are left out.
    `durations` gives the lengths of time (三个月) too, which date nothing.
    """
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    folded = fold(text)
    found: list[TimeValue] = []
    antecedent: TimeValue | None = None
    plain = Reference(day, None)
    numbers: list[int] = []
    written = expressions(folded, points(folded, tokens(folded, numbers if durations else None)))
    for expression in written:
        past = None
        if antecedent is not None and _leans(expression):
            past = _past(antecedent, folded, expression.start, day)
        stated = modality(CharSpan(expression.start, expression.end)) if modality else None
        reference = Reference(day, past, stated) if past or stated else plain
        resolved = resolve_expression(expression, reference, text)
        if resolved is None:
            continue
        found.append(resolved)
        dates = resolved.value is not None and resolved.precision not in _NO_ANTECEDENT
        if dates and not folded.startswith("同期", expression.end):  # 较去年同期 only compares
            antecedent = resolved
    if numbers:
        lengths = _lengths(text, folded, numbers, written)
        if lengths:
            return sorted([*found, *lengths], key=lambda value: value.span)
    return found


def _lengths(text: str, folded: str, numbers: list[int], written: list[Expression]) -> list[TimeValue]:
    """The lengths of time that are no part of a date."""
    found = []
    place = 0
    dated = {expression.start for expression in written}
    free = [start for start in numbers if start not in dated]
    for start, end, value, precision, about in find_durations(folded, free):
        while place < len(written) and written[place].end <= start:
            place += 1
        if place == len(written) or written[place].start >= end:
            mod: Mod | None = "APPROX" if about else None
            span = CharSpan(start, end)
            found.append(TimeValue(span, text[start:end], None, None, value, mod, value, precision, "duration", None))
    return found


def resolve(time_value: TimeValue, modality: Modality | None, published: date | None) -> TimeValue:
    """`time_value` read again once the modality is known.

    A planned month that has passed belongs to next year, an actual one that has not come yet to last year; a date with
    its year written stays as it is. `published` is the day that was given to `find_dates`.
    """
    if time_value.reading is None:
        return time_value
    expression, past = time_value.reading
    resolved = resolve_expression(expression, Reference(published, past, modality), "")
    return resolved._replace(text=time_value.text) if resolved else time_value


def _leans(expression: Expression) -> bool:
    """Whether an expression leaves its year open, or hangs on the date before it."""
    year = expression.left.year
    if expression.left.unit in FROM_PUBLICATION:
        return expression.left.name.startswith("later")
    return year is None or year[0] == "context"


def _past(antecedent: TimeValue, text: str, end: int, published: date | None) -> Past | None:
    """The date before, as precisely as it is written, and as far as it still holds at `end`.

    It does not reach into another paragraph, and only loosely into another sentence. A year other than that of
    publication does not leave its brackets, nor reach into the third sentence; a past one does not date a plan, and a
    future one not what follows a semicolon. No date reaches into the next item of a list.
    """
    start = antecedent.span.end
    if end - start > _REACH or text.find("\n", start, end) >= 0:
        return None
    value = antecedent.value or ""
    if published is not None and text.find("、", start, end) >= 0 and _NEXT_ITEM.search(text, start, end):
        return None
    year = int(value[:4]) if value[:4].isdigit() else None
    month = int(value[5:7]) if value[5:7].isdigit() else None
    day = int(value[8:10]) if month and value[8:10].isdigit() else None
    same = text.find("。", start, end) < 0 and _SENTENCE_END.search(text, start, end) is None
    if published is not None and year is not None and year != published.year:
        gap = text[start:end]
        if _other_topic(gap) or (year < published.year and _PLANNED.search(gap[-8:])):
            return None
        same = same and not (year > published.year and ("；" in gap or ";" in gap))
    return Past(year, month, day, same)


def _other_topic(gap: str) -> bool:
    """Whether brackets close in `gap`, or more than two sentences end."""
    if len(gap) < 2:
        return False
    if gap.count("。") + gap.count("！") + gap.count("？") > 2:
        return True
    closes = [place for place in (gap.find("）"), gap.find(")")) if place >= 0]
    return bool(closes) and not ("（" in gap[: min(closes)] or "(" in gap[: min(closes)])
