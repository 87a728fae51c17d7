"""Amounts in running text: numbers, percentages, money, measured and counted quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from zhextract.parse.amounts_numbers import CHINESE, FINANCIAL, VAGUE, Figure, figure, share_scale
from zhextract.parse.fold import fold
from zhextract.parse.numerals import Number, parse_numeral
from zhextract.parse.units import Unit, by_first_character, table, unit_at
from zhextract.records.values import Bound, CharSpan

AmountKind: TypeAlias = Literal["number", "ordinal", "percent", "fraction", "multiple", "money", "quantity", "count"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as a text states it.

    `span` and `text` are the words, in code points of the text, end exclusive. `low` and `high` are equal for a plain value;
    万 and 亿 are multiplied out, and both are exact (`int`, or `Decimal` with a fraction). 30% is 30. `unit` is the ISO 4217
    code of money, else the unit in one spelling (`吨`, `MW`, `个`), None for a bare number; `unit_text` is how it is written.
    `bound` is `over` for 余, 多, 以上, 超, 不低于; `under` for 近, 不足, 不超过, 以内; `about` for 约, 左右. `per` is the period of a rate
    (`年` of 年产, /年, 每年).
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


class _Read(NamedTuple):
    """A number and its unit before bounds, at its place."""

    start: int
    number_start: int
    end: int
    word: str
    figure: Figure
    unit: Unit | None
    kind: AmountKind


_NUMERALS: Final = CHINESE + VAGUE
_SCALE: Final = "[十百千万亿拾佰仟兆]"
_UNIT_STARTS: Final = re.escape("".join(sorted(by_first_character())))
# One step further in a number. Spaces are taken only beside a scale or a point (三千 八百, 1000 万).
_STEP: Final = (
    rf"[0-9{CHINESE}]|[.,，](?=[0-9])|[多余几]\s{{0,3}}(?={_SCALE})|几|(?<=[{CHINESE} ])点\s{{0,3}}(?=[0-9{CHINESE}])"
    rf"|(?<={_SCALE})[ \t]{{1,3}}(?=[0-9{CHINESE}点多余几])|[ \t]{{1,3}}(?={_SCALE}|[点余多]\s?[0-9{CHINESE}])"
)
_NUMBER: Final = re.compile(
    rf"[0-9](?:{_STEP})*|\.(?<![0-9A-Za-z]\.)[0-9]+"
    rf"|[{_NUMERALS}](?:(?:{_STEP})+|(?=[余多]?\s{{0,3}}[{_UNIT_STARTS}分]|[至到][0-9{CHINESE}]|[\W_]|$))"
)
_RANGE: Final = re.compile(rf"(?:[(（]含[)）])?\s?(?:[-—~]{{1,2}}|至|到)\s?")
_TIMES: Final = re.compile(r"\s?[×xX*✕]\s?")
_FRACTION: Final = re.compile(r"\s{0,3}分\s{0,3}之\s{0,3}([负-]?)\s?")
_BEFORE: Final = re.compile(
    r"(?:(?P<over>超过?|逾|突破|不低于|不少于|不小于|至少|高于|大于|多于|起码|最少|超出|上)|(?P<under>将?近|接近|不足|不到|不超过|不高于|不大于|低于|少于|小于|至多|最多|未满)"
    r"|(?P<about>大?约为?|大概|约合))\s?$"
)
_AFTER: Final = re.compile(
    r"\s?(?:(?P<over>[及或]?以上|之多|有余|开外)|(?P<under>以内|之内|[及或]?以下|不到)|(?P<about>左右|上下|前后|上下浮动))"
)
_PER_AFTER: Final = re.compile(r"\s?(?:/|每|／)(?:(小时|年|月|日|天|周|a|d|h)(?![A-Za-z]))")
_PER_BEFORE: Final = re.compile(
    r"(?:(?<![0-9零一二三四五六七八九])(?P<a>[年月日])(?:均)?(?:产|处理|加工|生产|供|发电|吞吐|输送|回收|拆解|屠宰|出栏|销|消纳|利用|新增|焚烧|开采|运|综合|设计|接待|通过|提供|可|出货|用|上网)"
    r"|(?:每|一)(?P<b>年|月|日|天|小时|周))[^，。；！？,;、\n0-9]{0,14}$"
)
_PERIODS: Final = {"a": "年", "d": "日", "h": "小时", "天": "日"}
_OTHER_AFTER_TENTHS: Final = frozenset("立为功果员本都品熟长就不")
_NOT_BARE_AFTER: Final = frozenset("年月日号期级楼届版:：-—–/_~")
_SMALL_CHANGE: Final = re.compile(
    rf"(?:又|零)?([0-9]|[一二两三四五六七八九])(?:角|毛)(?:([0-9]|[一二两三四五六七八九])分)?钱?|(?:又|零)?([0-9]{{1,2}}|[{CHINESE}]{{1,3}})(?:美)?分钱?"
)
_YUAN_NOUNS: Final = re.compile(r"元(?:锂|材料|前驱|正极|催化|乙丙|电池|电芯|体系|化|里|桥|结构|复合|一次|二次|方程|论|素|件|聚合|区|村|镇|街)")


def find_amounts(text: str) -> list[Amount]:
    """The amounts of `text`, in its order, without overlaps. Numbers of dates (2023年, 8月15日) are none."""
    folded = fold(text)
    found: list[Amount] = []
    position = 0
    while match := _NUMBER.search(folded, position):
        read = _read(folded, match)
        if read is None:
            position = _skip(match)
            continue
        amount = _complete(text, folded, read, found[-1].span.end if found else 0)
        found.append(amount)
        position = max(amount.span.end, match.start() + 1)
    return found


def _skip(match: re.Match[str]) -> int:
    """Where to go on after a number that is no amount: past its digits, but into a run of Chinese ones."""
    return match.end() if match.group()[0].isascii() else match.start() + 1


def _read(text: str, match: re.Match[str], *, second: bool = False) -> _Read | None:
    """The number of a match with its unit; `second` when it ends a range or product, and so stands after a mark."""
    start, end = match.span()
    word = match.group()
    if word[0] in "0123456789." and start and not second and _joined(text, start):
        return None
    word, end = _release(text, word, end)
    if not word:
        return None
    known = figure("".join(word.split()))
    if known is None:
        return _shorter(text, start, word)
    fraction = _fraction(text, start, end, known)
    if fraction is not None:
        return fraction
    return _with_unit(text, start, end, word, known)


def _joined(text: str, start: int) -> bool:
    """Whether the digits go on a Latin word or a name with a hyphen: GB50300, A-3, 3.2.1."""
    before = text[start - 1]
    if before.isascii() and (before.isalpha() or before in "_."):
        return not (before == "." and start == 1)
    return before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()


def _release(text: str, word: str, end: int) -> tuple[str, int]:
    """Gives back what belongs to the unit: 千 of 千瓦, 兆 of 兆帕, 两 of 三十两."""
    if len(word) > 1 and word[-1] in "千兆百":
        unit = unit_at(text, end - 1)
        if unit and unit.word[0] == word[-1] and len(unit.word) > 1:
            trimmed = word[:-1].rstrip()
            return trimmed, end - 1 - (len(word) - 1 - len(trimmed))
    if len(word) > 1 and word[-1] == "两" and unit_at(text, end) is None:
        return word[:-1], end - 1
    return word, end


def _shorter(text: str, start: int, word: str) -> _Read | None:
    """The longest beginning of a run that is a number: 五十 of 五十千."""
    for size in range(min(len(word), 12) - 1, 0, -1):
        part = word[:size].rstrip()
        known = figure("".join(part.split()))
        if known is not None:
            return _with_unit(text, start, start + len(part), part, known)
    return None


def _fraction(text: str, start: int, end: int, below: Figure) -> _Read | None:
    """百分之五, 三分之二, 千分之一百."""
    match = _FRACTION.match(text, end)
    if match is None:
        return None
    top = _NUMBER.match(text, match.end())
    if top is None or not below.low:
        return None
    above = figure("".join(top.group().split()))
    if above is None:
        return None
    sign = -1 if match[1] else 1
    finish = top.end()
    scale = 1
    if (mark := text[finish : finish + 1]) in table().multipliers:
        scale, finish = table().multipliers[mark], finish + 1
    percent = below.low in (100, 1000, 10**4, 10**7, 10**8, 10**10) or below.low % 100 == 0
    factor = Decimal(100) if percent else Decimal(1)
    low, high = (_exact(sign * scale * value * factor / below.low) for value in (above.low, above.high))
    kind: AmountKind = "percent" if percent else "fraction"
    unit = Unit("分之", "%", "percent", "percent") if percent else None
    return _Read(start, start, finish, top.group(), Figure(low, high, above.rounded, above.vague), unit, kind)


def _exact(value: Number) -> Number:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _with_unit(text: str, start: int, end: int, word: str, known: Figure) -> _Read | None:
    """The number with the unit behind it, or None where it is no amount."""
    position = end
    while position < len(text) and text[position] in "余多几" and position - end < 1:
        position += 1
        known = known._replace(rounded=True)
    gap = position
    while gap < len(text) and text[gap] in " \t" and gap - position < 4:
        gap += 1
    mark = text[gap : gap + 1]
    unit = unit_at(text, gap) or _spaced_percent(text, gap)
    if unit is None and mark in table().multipliers and word[-1].isascii():
        after = text[gap + 1 : gap + 2]
        if not (after.isascii() and after.isalnum()):
            scale = table().multipliers[mark]
            known = known._replace(low=_exact(known.low * scale), high=_exact(known.high * scale))
            gap += 1
            position = gap
            unit = unit_at(text, gap)
    if unit is not None and not _fits(text, start, word, gap, unit):
        unit = None
    if unit is None:
        return _bare(text, start, position, word, known)
    return _measured(text, start, gap, word, known, unit)


_SPACED: Final = re.compile(r"[ \t]{0,3}个?[ \t]{0,3}百[ \t]{0,3}分[ \t]{0,3}点")


def _spaced_percent(text: str, position: int) -> Unit | None:
    """个 百 分 点, with spaces between."""
    if text[position : position + 1] not in ("个", "百"):
        return None
    match = _SPACED.match(text, position)
    return Unit(match.group(), "%", "percent", "percent") if match else None


def _fits(text: str, start: int, word: str, position: int, unit: Unit) -> bool:
    """Whether number and unit are an amount, and not a piece of another word or of a date."""
    if word in ("一", "十") and unit.word in table().counts.not_after_one:
        return False
    if unit.word == "元" and word in "一二三四五" and _YUAN_NOUNS.match(text, position):
        return False
    if unit.word in ("年", "日"):
        return _is_length(text, start, word, position, unit)
    if word[0] in "百千万亿" and not word[1:].strip("余多百千万亿"):
        before = text[start - 1 : start]
        return before in tuple("上近过超逾数达") or text.startswith("级", position + len(unit.word))
    return unit.word != "成" or text[position + 1 : position + 2] not in _OTHER_AFTER_TENTHS


def _is_length(text: str, start: int, word: str, position: int, unit: Unit) -> bool:
    """Whether N年 or N日 is a length of time, not a date."""
    if text[start - 1 : start] in ("第", "月"):
        return False
    digits = word.strip()
    after = text[position + 1 : position + 2]
    if unit.word == "日":
        return False
    if digits.isascii():
        return len(digits) < 2 or (len(digits) == 2 and after in ("期", "来", "间", "内", "以", "多")) or len(digits) == 3
    return not all(character in "零一二三四五六七八九" for character in digits) or len(digits) == 1


def _measured(text: str, start: int, gap: int, word: str, known: Figure, unit: Unit) -> _Read:
    end = gap + len(unit.word)
    kind: AmountKind = unit.kind
    if unit.family == "tenth":
        half = text.startswith("半", end)
        end += half
        extra = 5 if half else 0
        known = known._replace(low=_exact(known.low * 10 + extra), high=_exact(known.high * 10 + extra))
    elif unit.kind == "money":
        known, end = _small_change(text, known, end)
    elif text.startswith("半", end) and not text.startswith(("半导", "半径", "半岛", "半挂", "半成", "半决"), end):
        half_unit = Decimal("0.5")
        known = known._replace(low=known.low + half_unit, high=known.high + half_unit)
        end += 1
    return _Read(start, start, end, word, known, unit, kind)


def _small_change(text: str, known: Figure, end: int) -> tuple[Figure, int]:
    """五元三毛, 一百三十五块六角七分钱."""
    match = _SMALL_CHANGE.match(text, end)
    if match is None:
        return known, end
    if match[1]:
        cents = parse_numeral(match[1]) * 10 + (parse_numeral(match[2]) if match[2] else 0)
    else:
        try:
            cents = parse_numeral(match[3])
        except ValueError:
            return known, end
    more = Decimal(cents) / 100
    return known._replace(low=_exact(known.low + more), high=_exact(known.high + more)), match.end()


def _bare(text: str, start: int, end: int, word: str, known: Figure) -> _Read | None:
    """A number without a unit, where it is one: not in a date, a name, a score or another word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "第":
        return _Read(start - 1, start, end, word, known, None, "ordinal")
    if word[0].isascii():
        if after in _NOT_BARE_AFTER or before in ("/", ":", "：") or (after.isascii() and after.isalpha()):
            return _slashed(text, start, end, word, known)
    elif not _stands_alone(before, after, word):
        return None
    if known.vague and known.rounded:
        known = known._replace(high=known.low)
    return _Read(start, start, end, word, known, None, "number")


def _slashed(text: str, start: int, end: int, word: str, known: Figure) -> _Read | None:
    """3/5 is three fifths, 2至3万 goes on; any other number before such a mark is no amount."""
    match = re.compile(r"/([0-9]{1,3})(?![0-9/年月日号.])").match(text, end)
    if match and int(match[1]) > 1 and known.low and known.low < int(match[1]) and text[start - 1 : start] != "/":
        value = _exact(Decimal(known.low) / int(match[1]))
        return _Read(start, start, match.end(), word, Figure(value, value, False, False), None, "fraction")
    if _RANGE.match(text, end):
        return _Read(start, start, end, word, known, None, "number")
    return None


def _stands_alone(before: str, after: str, word: str) -> bool:
    """Whether a Chinese numeral without a unit is a number: a long one mostly, a short one only between marks."""
    units = sum(character in "十百千万亿兆拾佰仟" for character in word)
    if len(word) >= 4 or (len(word) >= 3 and units):
        return True
    if not any(character not in "百千万亿兆" for character in word):
        return False
    loose = not before.isalpha() and not after.isalpha()
    if after in tuple("至到") or "点" in word:
        return True
    return loose or (len(word) >= 2 and units > 0 and not after.isalpha())


def _complete(text: str, folded: str, read: _Read, floor: int) -> Amount:
    """Joins a range or a product, and adds bound, sign and period."""
    read = _product(folded, read)
    read, low, high = _ranged(folded, read)
    start, end = read.start, read.end
    bound: Bound = "over" if read.figure.rounded and read.figure.low == read.figure.high else "exact"
    sign = 1
    if start > floor and folded[start - 1] in "负負-" and _negative(folded, start):
        start, sign = start - 1, -1
    elif start > floor + 1 and folded[start - 1] == " " and folded[start - 2] in "负負":
        start, sign = start - 2, -1
    unit_symbol, unit_text, kind, start = _sign_of_money(folded, read, start, floor)
    if match := _BEFORE.search(folded, max(floor, start - 4), start):
        bound = match.lastgroup  # type: ignore[assignment]
        start = match.start()
    if kind in ("quantity", "count", "money") and (match := _PER_AFTER.match(folded, end)):
        per: str | None = _PERIODS.get(match[1], match[1])
        end = match.end()
    else:
        match = _PER_BEFORE.search(folded, max(floor, start - 20), start) if kind in ("quantity", "count", "money") else None
        found = (match["a"] or match["b"]) if match else None
        per = _PERIODS.get(found, found) if found else None
    if match := _AFTER.match(folded, end):
        bound = match.lastgroup  # type: ignore[assignment]
        end = match.end()
    low, high = (sign * low, sign * high) if sign > 0 else (-high, -low)
    return Amount(CharSpan(start, end), text[start:end], low, high, unit_symbol, unit_text, kind, bound, per)


def _negative(text: str, start: int) -> bool:
    """A hyphen is a minus only where no number or word stands before it."""
    if text[start - 1] != "-":
        return True
    before = text[start - 2 : start - 1]
    return not before or before in " \t\n(（:：为是至到"


def _sign_of_money(text: str, read: _Read, start: int, floor: int) -> tuple[str | None, str | None, AmountKind, int]:
    """The unit, taking a currency before the number: ¥50, 人民币50元."""
    unit, kind = read.unit, read.kind
    symbol, written = (unit.symbol, unit.word) if unit else (None, None)
    if kind not in ("money", "number"):
        return symbol, written, kind, start
    before = start
    while before > floor and start - before < 3 and text[before - 1] in " \t":
        before -= 1
    for sign, code in table().currency_signs.items():
        if text.endswith(sign, floor, before):
            begin = before - len(sign)
            if kind == "number" or written == "元":
                symbol = code
            return symbol, written or sign, "money", begin
    return symbol, written, kind, start


def _product(text: str, read: _Read) -> _Read:
    """2×350兆瓦 is 700; measures of length (3×5米) are sides, not factors."""
    if read.unit is not None or read.kind != "number":
        return read
    match = _TIMES.match(text, read.end)
    number = _NUMBER.match(text, match.end()) if match else None
    other = _read(text, number, second=True) if number else None
    if other is None or other.unit is None or other.unit.family in ("length", "money") or other.kind != "quantity":
        return read
    low, high = read.figure.low * other.figure.low, read.figure.high * other.figure.high
    return other._replace(start=read.start, figure=Figure(_exact(low), _exact(high), False, False))


def _ranged(text: str, read: _Read) -> tuple[_Read, Number, Number]:
    """3至5亿元, 1万元--5万元, 2——3万: one amount from low to high."""
    low, high = read.figure.low, read.figure.high
    match = _RANGE.match(text, read.end)
    number = _NUMBER.match(text, match.end()) if match and read.kind != "ordinal" else None
    other = _read(text, number, second=True) if number else None
    if other is None or other.kind in ("ordinal", "fraction"):
        return read, low, high
    if read.unit is not None and (other.unit is None or other.unit.symbol != read.unit.symbol):
        return read, low, high
    low = share_scale(read.word, low, other.word, other.figure.high) if read.unit is None or read.unit == other.unit else low
    if low > other.figure.high:
        return read, read.figure.low, high
    return other._replace(start=read.start), low, other.figure.high
