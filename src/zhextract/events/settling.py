"""Modality and date brought together: what lies ahead of the article is a plan, what is told as done has been."""

from __future__ import annotations

import datetime
import re

from zhextract.events.modality import Statement
from zhextract.events.sentence import SentenceView
from zhextract.parse.dates import TimeValue, resolve
from zhextract.records.values import Modality


def settle(
    view: SentenceView, statement: Statement, date: TimeValue, published: datetime.date | None
) -> tuple[Statement, TimeValue]:
    """Modality and date brought together: a day that lies ahead of the article is a plan."""
    if statement.modality != "actual" or statement.cue is not None:
        return statement, read_again(date, statement.modality, published)
    planned = Statement("planned", "planned", None)
    if published is None:
        if _lies_ahead(date):
            return planned, read_again(date, "planned", published)
        return statement, read_again(date, "actual", published)
    neutral = resolve(date, None, published)
    if date.reading is not None and _of_last_year(view, date, neutral, published):
        date = date._replace(reading=(date.reading[0], None))
    elif _next_time(date, neutral, published):
        return planned, read_again(date, "planned", published)
    elif not _WEEKDAY.match(date.text):
        ahead = neutral.start if neutral.mod not in {"BEFORE", "END"} else neutral.end
        if (ahead is not None and ahead > published) or _hardly_begun(neutral, published):
            return planned, read_again(date, "planned", published)
    return statement, read_again(date, "actual", published)


_LONG_AGO = datetime.timedelta(days=92)


def _next_time(date: TimeValue, neutral: TimeValue, published: datetime.date) -> bool:
    """春节前放行, told in December: until a day that comes again is a deadline, unless it has just gone by."""
    open_year = date.mod == "BEFORE" and date.year_source in {"published", "context"}
    return open_year and neutral.end is not None and published - neutral.end > _LONG_AGO


def _hardly_begun(date: TimeValue, published: datetime.date) -> bool:
    """四季度开工, told in October: of a quarter or a half year of which less than half is over."""
    if date.precision not in {"quarter", "half"} or date.start is None or date.end is None:
        return False
    return date.start <= published and 2 * (published - date.start) < date.end - date.start


_FAR_AHEAD = datetime.timedelta(days=225)


def _of_last_year(view: SentenceView, date: TimeValue, neutral: TimeValue, published: datetime.date) -> bool:
    """12月29日并网, told in January: a day without its year, and without a word of a plan, is the nearer one.

    So is a month where the year of the article is written out behind it (9月开建，2018年10月投产). `neutral` is the
    date read without a modality.
    """
    if date.year_source not in {"published", "context"} or date.reading is None:
        return False
    part = view.part_start(date.span.start)
    if any(part <= d.span.start < date.span.start and d.year_source == "explicit" for d in view.dates):
        return False
    if date.reading[0].left.year is not None or date.mod == "BEFORE":
        return False
    if neutral.start is None or neutral.start - published < _FAR_AHEAD:
        return False
    told_apart = any(
        d.span.start > date.span.end and d.year_source == "explicit" and d.text.startswith(str(published.year))
        for d in view.dates
    )
    near = date.precision == "day" or date.mod is not None
    return told_apart or (near and not _THIS_YEAR.search(view.text, view.span.start, date.span.start))


_THIS_YEAR = re.compile("今年|本年|全年|年内|计划|目标|力争|确保")


#: 周三签约: a day of the week by its name alone is one that has been.
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六日天末]")
#: Days that lie ahead of the article, whenever it came out.
_AHEAD = re.compile("明年|后年|来年|下个?[月周]|下季度|下半年内|今冬明春")


def _lies_ahead(date: TimeValue) -> bool:
    """Whether a date is one to come by its words alone: 明年6月, 11月底前."""
    return _AHEAD.match(date.text) is not None or date.mod == "BEFORE"


def read_again(date: TimeValue, modality: Modality | None, published: datetime.date | None) -> TimeValue:
    """The date once the modality is known; what the words around it made it (最早, 赶在…前) stays."""
    read = resolve(date, modality, published)
    return read._replace(mod=date.mod) if date.mod in {"AFTER", "BEFORE"} and read.mod is None else read
