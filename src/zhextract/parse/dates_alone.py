"""Words that are a point in time by themselves: 昨天, 下周五, 三个月后, 近三年, 截至目前."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from zhextract.parse.dates_lexer import CHINESE, Token
from zhextract.parse.dates_words import Point, Ref, number

_DAYS: Final = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨夜": -1,
    "今": 0,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今早": 0,
    "今晨": 0,
    "即日": 0,
    "本日": 0,
    "明": 1,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
}
_DAY_PAIRS: Final = {"昨今": (-1, 0), "今明": (0, 1), "明后": (1, 2)}
_WEEKDAYS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7, "末": 6}


def _alone_day(token: Token) -> Point | None:
    word = token.text
    if word[:2] in _DAY_PAIRS:
        return Point(token.start, token.end, "days", _DAY_PAIRS[word[:2]])
    day: Ref = ("published", _DAYS[word]) if word in _DAYS else ("context", int(word in ("次日", "翌日")))
    return Point(token.start, token.end, "day", day=day)


def _alone_week(token: Token) -> Point | None:
    word = token.text
    if word == "周末":
        return Point(token.start, token.end, "week", (0, 6, 1, 0))
    last = _WEEKDAYS.get(word[-1], 0) if word[-2:-1] in ("周", "期", "拜") else 0
    shift = word.count("下") - word.count("上")
    return Point(token.start, token.end, "week", (shift, last, int(word[-1] == "末"), int(word[0] in "周星礼")))


def _alone_ago(token: Token) -> Point | None:
    """5年前, 30天后, 15个工作日内: so many units before or after the day of publication; 五年来 is up to it."""
    match = re.match(rf"([0-9{CHINESE}几数半]+)\s?(?:个(?:多|半)?)?(年|月|季度|世纪|天|日|周|星期|工作日)", token.text)
    if match is None or match[1] in ("几", "数") or match[2] == "世纪":
        return None
    value, unit = match[1], match[2]
    amount = 0 if value == "半" else number(value.rstrip("半"))
    if value == "半":
        amount, unit = (6, "月") if unit == "年" else (15, "天")
    if token.text[-1] == "来":
        return Point(token.start, token.end, "span", (amount, 0), name=f"past:{unit}")
    direction = "in" if token.text[-1] == "内" else "ago" if token.text[-1] == "前" else "later"
    return Point(token.start, token.end, "offset", (amount,), name=f"{direction}:{unit}")


def _alone_span(token: Token) -> Point | None:
    """近三年, 未来9至12个月内, 下三个月."""
    match = re.match(
        rf"(\D*?)的?\s{{0,3}}([0-9]+|[{CHINESE}半几数]+)(?:\s?(?:至|到|-|~|—|、)\s?([0-9]+"
        rf"|[{CHINESE}]+))?\s?(年|个?月|天|周|个星期|个季度|日)",
        token.text,
    )
    if match is None or match[2] in "几数":
        return None
    value, unit = match[3] or match[2], match[4].removeprefix("个")
    amount = 0 if value == "半" else number(value)
    if value == "半":
        amount, unit = (6, "月") if unit == "年" else (15, "天")
    if not match[2].isascii() and match[1] == "近" and unit in "日":
        unit = "天"
    within = token.text[-1] == "内"
    kind = {"近": "past", "过去": "past", "最近": "past", "上": "previous", "下": "next"}.get(match[1], "coming")
    return Point(token.start, token.end, "span", (amount, int(within)), name=f"{kind}:{unit}")


def _alone_now(token: Token) -> Point | None:
    until = token.text.startswith("截")
    return Point(token.start, token.end, "now", bound="to" if until else None)


ALONE_READERS: Final[dict[str, Callable[[Token], Point | None]]] = {
    "day_relative": _alone_day,
    "week": _alone_week,
    "ago": _alone_ago,
    "span": _alone_span,
    "now": _alone_now,
}
