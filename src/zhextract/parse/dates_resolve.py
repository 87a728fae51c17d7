"""Date expressions to days: which year is meant, and what 前, 后, 以来 and ranges make of it.

Nothing reads the clock. What hangs on the day of publication is unknown where that day is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from zhextract.parse import calendar
from zhextract.parse.dates_grammar import Expression
from zhextract.parse.dates_places import Past, Place, Precision, Reference, day_place, place_of
from zhextract.parse.dates_relative import FROM_PUBLICATION, follows
from zhextract.parse.dates_words import Bound, Point
from zhextract.records.values import CharSpan, Mod, Modality, YearSource

TimeKind: TypeAlias = Literal["date", "period", "open_period", "duration"]


class TimeValue(NamedTuple):
    """A date, period or length of time that a text names. A tuple, as it is the cheapest thing that cannot change.

    `span` and `text` are the words, in code points of the text, end exclusive. `start` and `end` are the first and
    the last day, inclusive, None where open or not known. `value` and `mod` are as in TIMEX3, as precise as the words:
    `2022-08-15`, `2022-08`, `2022-Q3`, `2022-H1`, `2022`, a week as `2022-W33`, `XXXX-08` where the year is not known;
    a range has the value of its end; None where the words date nothing (`现在`, `近三年`). `edtf` is the ISO 8601-2
    form. `year_source` says whether the year is written, follows from the day of publication (also as 今年, 去年) or
    from a date before it. A `duration` has no days, and the ISO 8601 duration as `value` and `edtf`: `P18M`. `reading`
    is what `resolve` needs to read the words again.
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
    reading: tuple[Expression, Past | None] | None = None

    def __hash__(self) -> int:
        return hash(self[:-1])


Located: TypeAlias = tuple[Place, YearSource | None]

_HORIZON: Final = 20  # years
_PAST_WINDOW: Final = timedelta(days=62)


def resolve_expression(expression: Expression, reference: Reference, text: str) -> TimeValue | None:
    """What an expression in `text` means, None where the calendar has no such date."""
    left = _locate(expression.left, reference)
    if left is None:
        return None
    (first, last, value, edtf, precision, mod), source = left
    kind: TimeKind
    if expression.right is None and expression.left.bound is None:  # by far the most
        kind = "period" if "/" in edtf else "date"
    else:
        meant = _bounded(expression.left, left[0]) if expression.right is None else None
        if expression.right is not None:
            right = _locate_end(expression, reference, left)
            meant = _ranged(expression.right, left[0], right[0]) if right else None
            if right and right[1] != "context" and expression.right.unit != "now":
                source = right[1]
        if meant is None:
            return None
        (first, last, value, edtf, precision, mod), kind = meant
    start, end = expression.start, expression.end
    return TimeValue(
        CharSpan(start, end),
        text[start:end],
        first,
        last,
        value,
        mod,
        edtf,
        precision,
        kind,
        source,
        (expression, reference.past),
    )


def _locate(point: Point, reference: Reference) -> Located | None:
    if point.unit in FROM_PUBLICATION or (point.day and point.day[0] != "written"):
        try:
            return _from_a_day(point, reference)
        except OverflowError:  # beyond the years that dates can have
            return None
    if point.year and point.year[0] == "written":  # by far the most
        place = place_of(point, point.year[1], reference)
        return (place, "explicit") if place else None
    return _in_a_year(point, reference)


def _from_a_day(point: Point, reference: Reference) -> Located | None:
    if point.unit in FROM_PUBLICATION:
        place = FROM_PUBLICATION[point.unit](point, reference)
        counted: YearSource = "context" if follows(point, reference) else "published"
        return (place, counted if place.last else None) if place else None
    return _in_a_year(point, reference)


def _in_a_year(point: Point, reference: Reference) -> Located | None:
    year, source, floating = _year(point, reference)
    if not floating:
        place = place_of(point, year, reference)
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
    """The year that two digits mean: the last such year, or one as far ahead as plans reach.

    Where the day of publication is not known, as POSIX reads them (69 to 99 is 19xx).
    """
    if published is None:
        return short + (1900 if short >= 69 else 2000)
    base = published.year - published.year % 100 + short
    return max(year for year in (base - 100, base, base + 100) if year - published.year <= _HORIZON)


def _float(point: Point, reference: Reference) -> Located | None:
    """A date without a year: from a date before it, else from the day of publication and the modality, else unknown."""
    published, past, modality = reference
    if point.unit in ("plan", "century") or (point.unit == "decade"):
        place = place_of(point, published.year if published else None, reference)
        return (place, "explicit") if place else None
    if point.unit == "day" and point.month is None:
        return _float_day(point, reference)
    if past and past.year and (place := place_of(point, past.year, reference)) and _carries(place, reference):
        return (place, "context")
    if published is None:
        place = place_of(point, None, reference)
        return (place, None) if place else None
    place = place_of(point, published.year, reference)
    if modality is None and place is not None and place.first is not None:
        return (place, "published")
    for year in _years(published, modality):
        place = place_of(point, year, reference)
        if place is None or place.first is None or place.last is None:
            continue
        if (modality == "planned" and place.last < published) or (modality == "actual" and place.first > published):
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
    if (modality == "actual" and place.first > published) or (modality == "planned" and place.last < published):
        return False
    in_order = past.month is None or place.first.month >= past.month
    if past.year is None or past.year == published.year:
        return past.same_sentence or past.year == published.year
    if past.year > published.year:  # a plan for a later year does not date the news that goes with it
        return past.same_sentence and in_order and not _recent(place, published)
    return past.same_sentence or (past.month is not None and in_order and not _recent(place, published))


def _recent(place: Place, published: date) -> bool:
    """Whether the date in the year of publication is news, not history: under way, or over for no more than a month.

    A day may be two months old.
    """
    assert place.first is not None and place.last is not None
    first = calendar.day(published.year, place.first.month, place.first.day)
    if first is None or first > published:
        return False
    window = _PAST_WINDOW if place.precision == "day" else _PAST_WINDOW / 2
    return published - first <= _PAST_WINDOW or published - (first + (place.last - place.first)) <= window


def _float_day(point: Point, reference: Reference) -> Located | None:
    """A bare day of the month: of the month before it in the paragraph, else the month of publication."""
    published, past, modality = reference
    assert point.day is not None
    number = point.day[1]
    if past and past.month and (past.same_sentence or published is None or past.year == published.year):
        if past.year is None:
            return (
                Place(None, None, f"XXXX-{past.month:02}-{number:02}", f"XXXX-{past.month:02}-{number:02}", "day"),
                None,
            )
        found = calendar.day(past.year, past.month, number)
        ahead = found and published and found > published and not past.same_sentence and modality != "planned"
        if not ahead or published is None or number > published.day:
            return (day_place(found), "context") if found else None
    if published is None:
        return (Place(None, None, f"XXXX-XX-{number:02}", f"XXXX-XX-{number:02}", "day"), None)
    for shift in (0, 1, 2) if modality == "planned" else (0, -1, -2):
        found = calendar.day(*calendar.shift_month(published.year, published.month, shift), number)
        if found is None:
            continue
        if (modality == "planned" and found < published) or (modality == "actual" and found > published):
            continue
        before = calendar.day(*calendar.shift_month(published.year, published.month, -1), number)
        if modality is None and before and 2 * (published - before) < found - published:
            found = before  # by far the nearer: 30日 on the first of a month
        return (day_place(found), "published")
    return None


def _bounded(point: Point, place: Place) -> tuple[Place, TimeKind]:
    """Applies 前, 后, 以来 and their like."""
    first, last, value, edtf, precision, mod = place
    bound: Bound | None = point.bound
    if bound is None:
        return place, "period" if "/" in edtf else "date"
    if bound in ("before", "until", "to"):
        inclusive = bound != "before" or mod == "END" or precision == "day"
        end = last if inclusive or first is None else first - timedelta(days=1)
        return Place(None, end, value, f"../{end or edtf}", precision, "BEFORE"), "open_period"
    if bound in ("after", "from"):
        start = first if bound == "from" or precision == "day" or last is None else last + timedelta(days=1)
        return Place(start, None, value, f"{start or edtf}/..", precision, "AFTER"), "open_period"
    if bound == "since":
        return Place(first, None, value, f"{edtf}/..", precision, mod), "open_period"
    if bound == "within":
        return place._replace(mod="BEFORE"), "period"
    return place._replace(edtf=f"{edtf}~", mod="APPROX"), "date"


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
    if (
        located
        and last
        and last < first
        and last.month != first.month
        and floating
        and right.unit not in FROM_PUBLICATION
    ):
        place = place_of(right, first.year + 1, reference)
        return (place, located[1]) if place else None
    return located


def _ranged(ending: Point, left: Place, right: Place) -> tuple[Place, TimeKind] | None:
    """From `left` to `right`, which `ending` names with its bounds; None where that runs backwards."""
    if ending.unit == "now":
        ended, _ = _bounded(ending, right)
        return left._replace(last=ended.last, edtf=f"{left.edtf}/..", mod=None), "open_period"
    ended, _ = _bounded(ending, right)
    if (left.first and ended.last and left.first > ended.last) or (ended.last is None and ended.first is not None):
        return None
    begin, finish = left.edtf.split("/")[0], right.edtf.split("/")[-1]
    return ended._replace(first=left.first, edtf=f"{begin}/{finish}", precision=right.precision), "period"
