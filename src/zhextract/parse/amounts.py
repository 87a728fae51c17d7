"""Amounts in running text: numbers, percentages, money, measured and counted quantities."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from zhextract.parse.amounts_numbers import Figure, exact, share_scale
from zhextract.parse.amounts_reader import LONGEST, NUMBER, RANGE, RANGE_STARTS, REST, AmountKind, Read, read
from zhextract.parse.fold import fold
from zhextract.parse.numerals import Number
from zhextract.parse.units import table
from zhextract.records.values import Bound, CharSpan


class Amount(NamedTuple):
    """A number with its unit, as a text states it. A tuple, as it is the cheapest thing that cannot change.

    `span` and `text` are the words, in code points of the text, end exclusive. `low` and `high` are equal for a
    plain value, also where a bound goes with it; 万 and 亿 are multiplied out, and both are exact (`int`, or `Decimal`
    with a fraction). 30% is 30. `unit` is the ISO 4217 code of money, else the unit in one spelling (`吨`, `MW`,
    `个`), None for a bare number; `unit_text` is how it is written. `bound` is `over` for 余, 多, 以上, 超, 不低于;
    `under` for 近, 不足, 不超过, 以内; `about` for 约, 左右. `per` is the period of a rate (`年` of 年产, /年, 每年).
    """

    span: CharSpan
    text: str
    low: Number
    high: Number
    unit: str | None
    unit_text: str | None
    kind: AmountKind
    bound: Bound = "exact"
    per: str | None = None


_TIMES: Final = re.compile(r"\s?[×xX*✕]\s?")
_SETS: Final = frozenset("台套座")  # 4台60万千瓦机组: so many of that size
_TIMES_STARTS: Final = frozenset(" ×xX*✕")
_BEFORE: Final = re.compile(
    r"(?:(?P<over>超过?|逾|突破|不低于|不少于|不小于|至少|高于|大于|多于|起码|最少|超出|上)"
    r"|(?P<under>将?近|接近|逼近|不足|不到|不超过?|不高于|不大于|低于|少于|小于|至多|最多|未满)|(?P<about>大约为?|(?<![签合条制特预邀续节])约为?|大概|约合))\s?$"
)
_BEFORE_ENDS: Final = frozenset("超过逾破于少码出上近接足到多满约为概合 ")
_AFTER: Final = re.compile(
    r"\s?(?:(?P<over>[及或]?以上|之多|有余|开外)|(?P<under>以内|之内|[及或]?以下|不到)|(?P<about>左右|上下(?!游|联)|前后))"
)
_AFTER_STARTS: Final = frozenset(" 及或以之有开不左上前")
_PER_AFTER: Final = re.compile(r"\s?[/每](?:(小时|年|月|日|天|周|a|d|h)(?![A-Za-z]))")
# Matched from the 年, 月, 日 or 每 on that stands last before the amount.
_PER_BEFORE: Final = re.compile(
    r"(?:(?<![0-9零一二三四五六七八九十百半今明去前后上下本当同全几多来次])(?P<a>[年月日])(?:均)?(?:产|处理|加工|生产|供|发电|吞吐|输送|回收|拆解|屠宰|出栏|销|消纳|利用|新增|焚烧"
    r"|开采|运|综合|设计|接待|通过|提供|可|出货|用|上网)|每(?P<b>年|月|日|天|小时|周)|(?<=一)(?P<c>年))(?:[^，。；！？,;、\n0-9]|[0-9.]+(?=英寸|寸|毫米|微米|纳米|代|型|千伏)){0,14}$"
)
# 增加3亿元至5亿元: by the first, to the second.
_CHANGED: Final = re.compile(r"(?:增加|增长|减少|下降|上升|上涨|下跌|提高|降低|扩大|收窄|回落|[涨跌增减升降])了?约?$")
_NISSAN: Final = re.compile("日产(?:汽车|公司)|[的在是将和]")
_PERIODS: Final = {"a": "年", "d": "日", "h": "小时", "天": "日"}
_SIGNS: Final = sorted(table().currency_signs.items(), key=lambda item: -len(item[0]))
_SIGN_ENDS: Final = frozenset(sign[-1] for sign in table().currency_signs) | {" "}
_SIGNED: Final = frozenset("负負- ")
_RATED: Final = frozenset(("quantity", "count", "money"))


def find_amounts(text: str) -> list[Amount]:
    """The amounts of `text`, in its order, without overlaps. Numbers of dates (2023年, 8月15日) are none."""
    folded = fold(text)
    found: list[Amount] = []
    position = floor = 0
    search = NUMBER.search
    while match := search(folded, position):
        position = match.end()
        if position - match.start() > LONGEST:
            position = REST.match(folded, position).end()  # type: ignore[union-attr]
            continue
        made = read(folded, match)
        if made is None:
            continue
        amount = _complete(text, folded, made, floor)
        found.append(amount)
        position = floor = amount.span.end
    return found


def _complete(text: str, folded: str, made: Read, floor: int) -> Amount:
    """Joins a range or a product, and adds bound, sign and period."""
    start, end, _, figure, unit, kind = made
    after = folded[end : end + 1]
    if (unit is None and after in _TIMES_STARTS) or (unit is not None and unit.word in _SETS):
        made = _product(folded, made)
        start, end, _, figure, unit, kind = made
        after = folded[end : end + 1]
    low, high, rounded, _ = figure
    bound: Bound = "over" if rounded and low == high else "exact"
    if after in RANGE_STARTS and kind != "ordinal":
        made, low, high = _ranged(folded, made)
        start, end, _, _, unit, kind = made
    symbol, written = (unit.symbol, unit.word) if unit else (None, None)
    before = folded[start - 1] if start > floor else ""
    if before in _SIGNED:
        start, low, high = _signed(folded, start, floor, low, high)
        before = folded[start - 1] if start > floor else ""
    if kind in ("money", "number") and before in _SIGN_ENDS:
        start, symbol, written, kind = _money_sign(folded, start, floor, symbol, written, kind)
        before = folded[start - 1] if start > floor else ""
    if before in _BEFORE_ENDS and (match := _BEFORE.search(folded, max(floor, start - 4), start)):
        bound, start = match.lastgroup, match.start()  # type: ignore[assignment]
    per = None
    if kind in _RATED:
        per, end = _period(folded, start, end)
    if folded[end : end + 1] in _AFTER_STARTS and (match := _AFTER.match(folded, end)):
        bound, end = match.lastgroup, match.end()  # type: ignore[assignment]
    return Amount(CharSpan(start, end), text[start:end], low, high, symbol, written, kind, bound, per)


def _period(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The period of a rate, behind the amount (/年) or before it (年产, 每年), and where the amount ends."""
    if text[end : end + 1] in ("/", "每", " ") and (match := _PER_AFTER.match(text, end)):
        return _PERIODS.get(match[1], match[1]), match.end()
    first = max(0, start - 20)
    lead = text[first:start]
    for mark in "每年日月":
        place = first + lead.rfind(mark)
        if place >= first and (match := _PER_BEFORE.match(text, place, start)):
            word = match["a"] or match["b"] or match["c"]
            if text.startswith("日产", place) and _NISSAN.search(text, place, start):
                return None, end
            return _PERIODS.get(word, word), end
    return None, end


def _signed(text: str, start: int, floor: int, low: Number, high: Number) -> tuple[int, Number, Number]:
    """负 or a minus before the number; a hyphen is a minus only where no number or word stands before it."""
    place = start - 1
    while place > floor and text[place] == " " and start - place < 3:
        place -= 1
    mark = text[place]
    if mark in "负負":
        return place, -high, -low
    if mark == "-" and place == start - 1:
        before = text[place - 1 : place] if place > floor else ""
        if not before or before in " \t\n(（:：为是至到":
            return place, -high, -low
    return start, low, high


def _money_sign(
    text: str, start: int, floor: int, symbol: str | None, written: str | None, kind: AmountKind
) -> tuple[int, str | None, str | None, AmountKind]:
    """The unit, taking a currency before the number: ¥50, 人民币50元."""
    place = start
    while place > floor and start - place < 3 and text[place - 1] in " \t":
        place -= 1
    for sign, code in _SIGNS:
        if text.endswith(sign, floor, place):
            if kind == "number" or written == "元":
                symbol = code
            return place - len(sign), symbol, written or sign, "money"
    return start, symbol, written, kind


def _product(text: str, made: Read) -> Read:
    """2×350兆瓦 is 700, and so is 2台350兆瓦; measures of length (3×5米) are sides, not factors."""
    match = _TIMES.match(text, made.end)
    begin = made.end if made.unit else match.end() if match else len(text)
    number = NUMBER.match(text, begin)
    other = read(text, number, second=True) if number else None
    if other is None or other.unit is None or other.kind != "quantity" or other.unit.family == "length":
        return made
    if made.unit is not None and other.unit.family != "power":
        return made
    low, high = made.figure.low * other.figure.low, made.figure.high * other.figure.high
    return other._replace(start=made.start, figure=Figure(exact(low), exact(high), False, False))


def _ranged(text: str, made: Read) -> tuple[Read, Number, Number]:
    """3至5亿元, 1万元--5万元, 2——3万: one amount from low to high."""
    low, high = made.figure.low, made.figure.high
    match = RANGE.match(text, made.end)
    number = NUMBER.match(text, match.end()) if match else None
    other = read(text, number, second=True) if number else None
    if other is None or other.kind in ("ordinal", "fraction"):
        return made, low, high
    if made.unit is not None and (other.unit is None or other.unit.symbol != made.unit.symbol):
        return made, low, high
    if made.unit is not None and text[made.end] in "至到" and _CHANGED.search(text, max(0, made.start - 5), made.start):
        return made, low, high
    if made.unit is None or made.unit == other.unit:
        low = share_scale(made.word, low, other.word, other.figure.high)
    if low > other.figure.high:
        return made, made.figure.low, high
    return other._replace(start=made.start), low, other.figure.high
