"""Dates in running text: `find_dates`, and `resolve` for when the modality of the statement is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhextract.parse.dates_grammar import Expression, expressions, points
from zhextract.parse.dates_lexer import tokens
from zhextract.parse.dates_places import Past, Precision, Reference
from zhextract.parse.dates_relative import FROM_PUBLICATION
from zhextract.parse.dates_resolve import Resolved, TimeKind, resolve_expression
from zhextract.parse.fold import fold
from zhextract.records.values import CharSpan, Mod, Modality, YearSource


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date or period that a text names.

    `span` and `text` are the words, in code points of the text, end exclusive. `start` and `end` are the first and
    the last day, inclusive, None where open or not known. `value` and `mod` are as in TIMEX3, as precise as the words:
    `2022-08-15`, `2022-08`, `2022-Q3`, `2022-H1`, `2022`, a week as `2022-W33`, `XXXX-08` where the year is not known;
    a range has the value of its end; None where the words date nothing (`现在`, `近三年`). `edtf` is the ISO 8601-2
    form. `year_source` says whether the year is written, follows from the day of publication (also as 今年, 去年) or
    from a date before it. `reading` is what `resolve` needs to read the words again.
    """

    span: CharSpan
    text: str
    start: date | None
    end: date | None
    value: str | None
    mod: Mod | None
    edtf: str
    precision: Precision
    kind: TimeKind
    year_source: YearSource | None
    reading: tuple[Expression, Past | None] | None = field(default=None, repr=False, compare=False)


_NO_ANTECEDENT: Final = frozenset(("years", "decade", "century", "week", "now"))
_REACH: Final = 1000  # code points; further off, nobody remembers the date before
_SENTENCE_END: Final = re.compile(r"[。！？!?【】]")


def find_dates(
    text: str,
    published: date | str | None = None,
    modality: Callable[[CharSpan], Modality | None] | None = None,
) -> list[TimeValue]:
    """The dates and periods of `text`, in its order, without overlaps.

    `published` is the day that relative dates and missing years are resolved against, as a date or in ISO form
    (ValueError where it is neither); `modality` may say of a span whether what is dated there has happened (`actual`)
    or is `planned`. A date that the calendar has not (2月30日), and a range that runs backwards, are left out.
    """
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    folded = fold(text)
    found: list[TimeValue] = []
    antecedent: Resolved | None = None
    plain = Reference(day, None)
    since = 0  # where the antecedent ends
    for expression in expressions(folded, points(folded, tokens(folded))):
        start, end = expression.start, expression.end
        past = None
        if antecedent is not None and _leans(expression):
            past = _past(antecedent, folded, since, start)
        span = CharSpan(start, end)
        stated = modality(span) if modality else None
        reference = Reference(day, past, stated) if past or stated else plain
        resolved = resolve_expression(expression, reference)
        if resolved is None:
            continue
        found.append(TimeValue(span, text[start:end], *resolved, (expression, past)))
        if resolved.value is not None and resolved.precision not in _NO_ANTECEDENT:
            antecedent, since = resolved, end
    return found


def resolve(time_value: TimeValue, modality: Modality | None, published: date | None) -> TimeValue:
    """`time_value` read again once the modality is known.

    A planned month that has passed belongs to next year, an actual one that has not come yet to last year; a date with
    its year written stays as it is. `published` is the day that was given to `find_dates`.
    """
    if time_value.reading is None:
        return time_value
    expression, past = time_value.reading
    resolved = resolve_expression(expression, Reference(published, past, modality))
    if resolved is None:
        return time_value
    return TimeValue(time_value.span, time_value.text, *resolved, time_value.reading)


def _leans(expression: Expression) -> bool:
    """Whether an expression leaves its year open, or hangs on the date before it."""
    year = expression.left.year
    return (year is None or year[0] == "context") and expression.left.unit not in FROM_PUBLICATION


def _past(antecedent: Resolved, text: str, start: int, end: int) -> Past | None:
    """The date before, as precisely as it is written, and as far as it still holds at `end`.

    It does not reach into another paragraph, and only loosely into another sentence.
    """
    if end - start > _REACH or text.find("\n", start, end) >= 0:
        return None
    value = antecedent.value or ""
    year = int(value[:4]) if value[:4].isdigit() else None
    month = int(value[5:7]) if value[5:7].isdigit() else None
    day = int(value[8:10]) if month and value[8:10].isdigit() else None
    return Past(year, month, day, _SENTENCE_END.search(text, start, end) is None)
