"""Lengths of time in days, weeks, months and years: 三个月, 180天, 两年半, 1年6个月, as ISO 8601 durations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from zhextract.parse.amounts_numbers import figure
from zhextract.parse.dates_places import Precision


class Duration(NamedTuple):
    """A length of time at its place: the ISO 8601 duration, its finest unit, and whether it is only about so long."""

    start: int
    end: int
    value: str
    precision: Precision
    about: bool


_NUMBER: Final = r"(?:[1-9][0-9]{0,3}|[一二两三四五六七八九十百廿卅]{1,5})"
_HALF: Final = r"半(?![导径岛挂成决程])"
_YEAR: Final = (
    r"年(?![级代产度初底末中内龄限薪租均报会货味轻画尾终检轮青后前来之]|以(?![上下])"
    r"|[一二]班|一[度届次]|四季|到头|如一日|五载)"
)
_DAY: Final = r"天(?![天然津府目猫气线空际平赋性籁后前来内之]|以(?![上下])|两头|打鱼)"
_WEEK: Final = r"(?:个?星期(?![一二三四五六日天])|周(?![年边期转末刊岁长报围身密知一二三四五六日至到以之内前后]))"
_PATTERN: Final = re.compile(
    rf"(?P<low>{_NUMBER}|半)(?: ?(?:至|到|-|~|—|、) ?(?P<high>{_NUMBER}))? ?(?P<more>[余多])? ?"
    rf"(?:(?P<years>{_YEAR})(?P<half_year>{_HALF})?"
    rf"(?: ?[零又]? ?(?P<then>{_NUMBER}) ?个?月(?!份|[初中底末上下]))?"
    rf"|(?P<months>个[多余]?月)(?:[零又]?(?P<rest>{_NUMBER})天)?|(?P<half_month>个半月)|(?P<quarters>个季度)"
    rf"|(?P<weeks>{_WEEK})|(?P<days>{_DAY}|日(?![元币圆报均内后前本游以之用常])))(?P<about>左右|上下(?!游))?"
)
_ABOUT: Final = re.compile(r"(?:大约|大概|约)为?\s?$")
# What makes of the words an ordinal, a point in time or a rate: 第三年, 前两天, 每三个月, 这一年.
_NOT_AFTER: Final = frozenset("月第每前后头首这那哪同某近上下新又来去今明末整几数零一二三四五六七八九十百千万亿点")
_COUNTED_DAYS: Final = re.compile(
    r"(?:为期|历时|连续|持续|长达|工期|期限|仅用|只用|共计?|满|[少多]于|至少|至多|超过?|逾)(?:约|为|了)?$"
)
_FROM_YEAR: Final = 1000  # 2023年 is a year


def durations(text: str, starts: Sequence[int]) -> Iterator[Duration]:
    """The lengths of time in a folded `text` that begin at one of `starts`, in order, none overlapping another."""
    end = 0
    for start in starts:
        if start < end or not _may_begin(text, start):
            continue
        match = _PATTERN.match(text, start)
        made = _read(text, match) if match else None
        if made is not None:
            end = made.end
            yield made


def _may_begin(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before == "前" and text[start - 2 : start] == "提前":
        return True
    if before in _NOT_AFTER or (before.isascii() and before.isalnum()):
        return not before
    return not (before in "-—~.,，、/:至到" and text[start - 2 : start - 1].isdigit())


def _read(text: str, match: re.Match[str]) -> Duration | None:
    low = match["low"]
    found = figure(match["high"] or low)
    if found is None or found.vague:
        return None
    start, end, number = match.start(), match.end(), found.high
    if (match["years"] and number >= _FROM_YEAR) or text[start - 1 : end] == "有一天":
        return None
    if (match["days"] or match.group() == "四周") and not _are_days(text, match, int(number)):
        return None
    value, precision = ("P6M", "month") if low == "半" and match["years"] else _value(match, low == "半", int(number))
    if not value:
        return None
    about = bool(match["more"] or match["about"] or "多" in (match["months"] or ""))
    if text[start - 1 : start] in ("约", "概", "为", " ") and (before := _ABOUT.search(text, max(0, start - 4), start)):
        start, about = before.start(), True
    return Duration(start, end, value, precision, about)  # type: ignore[arg-type]


def _are_days(text: str, match: re.Match[str], number: int) -> bool:
    """Whether N日 is a number of days and not a day of the month (天 always is), and 四周 four weeks and not around."""
    if match["days"] == "天":
        return match["low"] != "半"
    return number > 31 or _COUNTED_DAYS.search(text, max(0, match.start() - 5), match.start()) is not None


def _value(match: re.Match[str], half: bool, number: int) -> tuple[str, str]:
    if match["years"]:
        months = 6 if match["half_year"] else 0
        if match["then"] and (then := figure(match["then"])):
            months = int(then.high)
        return f"P{number}Y" + (f"{months}M" if months else ""), "month" if months else "year"
    if match["months"]:
        if half:
            return "P15D", "day"
        rest = figure(match["rest"]) if match["rest"] else None
        return f"P{number}M" + (f"{int(rest.high)}D" if rest else ""), "day" if rest else "month"
    if half:
        return "", "day"
    if match["half_month"]:
        return f"P{number}M15D", "day"
    if match["quarters"]:
        return f"P{3 * number}M", "quarter"
    if match["weeks"]:
        return f"P{number}W", "week"
    return f"P{number}D", "day"
