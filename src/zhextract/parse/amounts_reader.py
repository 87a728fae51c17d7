"""One number with its unit, read at one place of a folded text; and whether it is an amount at all."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from zhextract.parse.amounts_numbers import CHINESE, VAGUE, Figure, exact, figure
from zhextract.parse.numerals import parse_numeral
from zhextract.parse.units import UNIT_STARTS, Unit, table, unit_at

AmountKind: TypeAlias = Literal["number", "ordinal", "percent", "fraction", "multiple", "money", "quantity", "count"]


class Read(NamedTuple):
    """A number and its unit before bounds, sign and range, at its place."""

    start: int
    end: int
    word: str
    figure: Figure
    unit: Unit | None
    kind: AmountKind


_SCALE: Final = "[十百千万亿拾佰仟兆]"
_UNIT_STARTS: Final = re.escape("".join(sorted(UNIT_STARTS)))
# One step further in a number. Spaces are taken only beside a scale or a point (三千 八百, 1000 万).
_STEP: Final = (
    rf"[0-9{CHINESE}]|[.,，](?=[0-9])|[多余几]\s{{0,3}}(?={_SCALE})|几|(?<=[{CHINESE} ])点\s{{0,3}}(?=[0-9{CHINESE}])"
    rf"|(?<={_SCALE})[ \t]{{1,3}}(?=[0-9{CHINESE}点多余几])|[ \t]{{1,3}}(?={_SCALE}|[点余多]\s?[0-9{CHINESE}])"
)
NUMBER: Final = re.compile(
    rf"[0-9.{CHINESE}{VAGUE}](?:(?<=[0-9])(?<![0-9][0-9])(?![0-9]?[月号]|[0-9]{{3}}年|[0-9]?日(?![元币圆]))[0-9]{{0,60}}(?:{_STEP}){{0,60}}"
    rf"|(?<=\.)(?<![0-9A-Za-z]\.)[0-9]{{1,60}}|(?<=[{CHINESE}{VAGUE}])(?:(?:{_STEP}){{1,60}}|(?=[余多]?\s{{0,3}}[{_UNIT_STARTS}分又]|[至到][0-9{CHINESE}]|[\W_]|$)))"
)
LONGEST: Final = 60  # code points; a longer run of digits is no number that news writes
REST: Final = re.compile(rf"[0-9{CHINESE}]*")
RANGE: Final = re.compile(r"(?:[(（]含[)）])?\s?(?:[-—~]{1,2}|至|到)\s?")
RANGE_STARTS: Final = frozenset("(（ -—~至到")

_FRACTION: Final = re.compile(r"\s{0,3}分\s{0,3}之\s{0,3}([负-]?)\s?")
_SCORE: Final = re.compile(
    r"[-:：][0-9]{1,3}(?:[/ ]?[0-9]{1,3}[-:])?(?:不敌|[击战打]败|[战险大完取]?胜|战?平|负|力克|逆转|落后|领先)"
)
_SLASH: Final = re.compile(r"/([0-9]{1,3})(?![0-9/年月日号.])")
_MODEL: Final = re.compile(r"-[0-9]{1,4}[A-Z](?![A-Za-z])|-[0-9]{1,2}/[0-9]{1,2}-")  # 105-4X; 4-6/4-6
_SPACED_POINTS: Final = re.compile(r"[ \t]{0,3}个?[ \t]{0,3}百[ \t]{0,3}分[ \t]{0,3}点")
_SMALL_CHANGE: Final = re.compile(
    r"(?:又|零)?([0-9]|[一二两三四五六七八九])(?:角|毛)(?:([0-9]|[一二两三四五六七八九])分)?钱?"
    r"|(?:又|零)?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:美)?分钱?"
)
# 三元锂电池, 二元结构: 元 is a part here, not money.
_PARTS_NOT_YUAN: Final = re.compile(
    r"元(?:锂|材料|前驱|正极|催化|乙丙|电池|电芯|体系|化|里|桥|结构|复合|一次|二次|方程|论|素|件|聚合|区|村|镇|街|及第)"
)
_OTHER_AFTER_TENTHS: Final = frozenset("立为功果员本都品熟长就不")
_NOT_BARE_AFTER: Final = frozenset("年月日号期级楼届版点时分秒后至到:：-—/_~.^")
_DOUBTFUL: Final = frozenset("年日成")
_SELDOM: Final = frozenset("拾陆陸伍肆參参叄")  # alone these are mostly other words (拾起, 陆地)
_HALVES: Final = frozenset("上下前后头")
_CENTURIES: Final = ("19", "20")
_OTHER_AFTER_HALF: Final = (
    *("半导", "半径", "半岛", "半挂", "半成", "半决", "半钢", "半潜", "半球"),
    *("半固态", "半自动", "半封闭", "半透明", "半精纺", "半消光"),
)
_TENTHS: Final = {"半": 5} | {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_CALENDAR: Final = frozenset("年月日号")
_OF_THE_SIZE: Final = frozenset("元吨级千美户")  # 26个亿元以上项目: so many of that size
_OF_ROADS: Final = ("国道", "省道", "县道", "乡道")
_OF_CLOCK: Final = frozenset("钟半分整0123456789")
_MORE_OR_LESS: Final = frozenset("上近过超逾达约")  # 超百万人
_BEFORE_THE_UNIT: Final = frozenset(" \t余多几")
_BEHIND_THE_UNIT: Final = frozenset("半多余级又零0123456789一二两三四五六七八九十")
_SPECIAL: Final = frozenset(("块", "成", "个多月", "个多小时"))
_FRACTION_STARTS: Final = frozenset("分 又")
_LENGTH_AFTER: Final = frozenset("期来间内以多")
_MULTIPLIERS: Final = table().multipliers
_NOT_AFTER_ONE: Final = frozenset(table().counts.not_after_one)
_NAMES: Final = table().names.words
_NAME_STARTS: Final = frozenset(name[0] for name in _NAMES)


def read(text: str, match: re.Match[str], *, second: bool = False) -> Read | None:
    """The number that `NUMBER` matched, with its unit; None where it is no amount.

    `second` when it ends a range or a product, and so stands after a mark that would else rule it out.
    """
    start, end = match.span()
    word = match.group()
    if not second:
        if word[0] <= "9" and start and text[start - 1] <= "z" and _in_name(text, start):
            return None
        if text[end : end + 1] == "、" and _in_list(text, start):
            return None
    last = word[-1]
    if (
        text[end : end + 1] == "个" and text.startswith("个亿", end) and text[end + 2 : end + 3] not in _OF_THE_SIZE
    ):  # 四个亿, 几个亿
        word, end, last = word + "亿", end + 2, "亿"
    elif last in "千兆百两" and len(word) > 1:
        word, end = _release(text, word, end)
    known = figure(word)
    if known is None:
        return _shorter(text, start, word)
    after = text[end : end + 1]
    if after in _FRACTION_STARTS:
        fraction = _mixed(text, start, end, word, known) if after == "又" else _fraction(text, start, end, known)
        if fraction is not None:
            return fraction
    return _with_unit(text, start, end, word, known)


def _in_name(text: str, start: int) -> bool:
    """Whether the digits go on a Latin word or a number with points or hyphens: GB50300, A-3, 3.2.1."""
    before = text[start - 1]
    if before.isspace():
        return False
    if before.isalpha() or before in "_.^":
        return not (before == "." and start == 1)
    return before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()


def _release(text: str, word: str, end: int) -> tuple[str, int]:
    """Gives back what belongs to the unit: 千 of 千瓦, 兆 of 兆帕, 两 of 三十两."""
    if word[-1] == "两":
        return (word[:-1], end - 1) if unit_at(text, end) is None else (word, end)
    unit = unit_at(text, end - 1)
    if unit and len(unit.word) > 1 and unit.word[0] == word[-1]:
        trimmed = word[:-1].rstrip()
        return trimmed, end - len(word) + len(trimmed)
    return word, end


def _shorter(text: str, start: int, word: str) -> Read | None:
    """The longest beginning of a run that is a number: 五十 of 五十千."""
    for size in range(min(len(word), 12) - 1, 0, -1):
        part = word[:size].rstrip()
        known = figure(part)
        if known is not None:
            return _with_unit(text, start, start + len(part), part, known)
    return None


def _fraction(text: str, start: int, end: int, below: Figure) -> Read | None:
    """百分之五, 三分之二, 千分之一百."""
    match = _FRACTION.match(text, end)
    top = NUMBER.match(text, match.end()) if match else None
    above = figure(top.group()) if top else None
    if match is None or top is None or above is None or not below.low:
        return None
    finish, scale = top.end(), -1 if match[1] else 1
    if (mark := text[finish : finish + 1]) in _MULTIPLIERS:
        scale, finish = scale * _MULTIPLIERS[mark], finish + 1
    percent = below.low >= 100 and below.low % 100 == 0
    ratio = Decimal(100 * scale if percent else scale) / below.low
    known = Figure(exact(above.low * ratio), exact(above.high * ratio), above.rounded, above.vague)
    if percent:
        return Read(start, finish, top.group(), known, Unit("分之", "%", "percent", "percent"), "percent")
    return Read(start, finish, top.group(), known, None, "fraction")


def _mixed(text: str, start: int, end: int, word: str, whole: Figure) -> Read | None:
    """一又四分之三."""
    number = NUMBER.match(text, end + 1)
    part = read(text, number, second=True) if number else None
    if part is None or part.kind != "fraction":
        return None
    value = exact(whole.low + part.figure.low)
    return Read(start, part.end, word, Figure(value, value, False, False), None, "fraction")


def _with_unit(text: str, start: int, end: int, word: str, known: Figure) -> Read | None:
    """The number with the unit behind it, or None where it is no amount."""
    mark = text[end : end + 1]
    place = end
    if mark in _BEFORE_THE_UNIT:
        if mark == " " and text[end + 1 : end + 2] in ("余", "多"):
            end, mark = end + 1, text[end + 1]
        if mark and mark in "余多几":
            known, end = known._replace(rounded=True), end + 1
            mark = text[end : end + 1]
        place = end
        while mark in (" ", "\t") and place - end < 4:
            place += 1
            mark = text[place : place + 1]
    unit = unit_at(text, place) if mark in UNIT_STARTS else None
    if unit is None and mark:
        if mark in _MULTIPLIERS and word[-1].isascii():
            return _multiplied(text, start, place, word, known)
        if mark in "个百" and (spaced := _SPACED_POINTS.match(text, place)):
            unit = Unit(spaced.group(), "%", "percent", "percent")
    if unit is not None and _fits(text, start, word, place, unit):
        return _measured(text, start, place, word, known, unit)
    return _bare(text, start, end, word, known)


def _multiplied(text: str, start: int, place: int, word: str, known: Figure) -> Read | None:
    """15k, 30w: the letter stands for thousand or 万."""
    after = text[place + 1 : place + 2]
    if after.isascii() and after.isalnum():
        return None
    scale = _MULTIPLIERS[text[place]]
    known = known._replace(low=exact(known.low * scale), high=exact(known.high * scale))
    unit = unit_at(text, place + 1)
    if unit is not None:
        return _measured(text, start, place + 1, word, known, unit)
    return Read(start, place + 1, word, known, None, "number")


def _fits(text: str, start: int, word: str, place: int, unit: Unit) -> bool:
    """Whether number and unit are an amount, and not a piece of another word or of a date."""
    before = text[start - 1 : start]
    if word[0] <= "9" and unit.word not in _DOUBTFUL:
        return before != "第"
    if before == "第" or (word in ("一", "十") and unit.word in _NOT_AFTER_ONE):
        return False
    if (word == "半" and before in _HALVES) or (word == "零" and unit.word != "个"):
        return False
    if len(word) == 1 and word > "9" and (word in _SELDOM or (word in _NAME_STARTS and text.startswith(_NAMES, start))):
        return False
    if _is_other(text, start, word, place, unit):
        return False
    if unit.word == "元" and word in "一二三四五" and _PARTS_NOT_YUAN.match(text, place):
        return False
    if word[0] in "百千万亿" and not word.strip("余多百千万亿"):
        return len(word) > 1 or before in tuple("上近过超逾数达约") or text.startswith("级", place + len(unit.word))
    if unit.word in ("年", "日"):
        return unit.word == "年" and _is_length(text, word, place)
    return unit.word != "成" or text[place + 1 : place + 2] not in _OTHER_AFTER_TENTHS


def _is_other(text: str, start: int, word: str, place: int, unit: Unit) -> bool:
    """Whether number and unit make another word: 三方面, 二次再热, 半年报, 半幅."""
    if unit.word == "方":
        return len(word) == 1
    if word == "半":
        return text.startswith(("半年报", "半年度", "半幅"), start)
    return word == "二" and unit.word == "次"


def _is_length(text: str, word: str, place: int) -> bool:
    """Whether N年 is a length of time, not a year."""
    if word.isascii():
        return len(word) in (1, 3) or (len(word) == 2 and text[place + 1 : place + 2] in _LENGTH_AFTER)
    known = figure(word)
    between = known is not None and known.low != known.high  # 一两年
    return len(word) == 1 or between or any(character in "十百千万" for character in word)


def _measured(text: str, start: int, place: int, word: str, known: Figure, unit: Unit) -> Read:
    end = place + len(unit.word)
    if text[end : end + 1] not in _BEHIND_THE_UNIT and unit.word not in _SPECIAL:
        return Read(start, end, word, known, unit, unit.kind)
    if unit.word == "块" and word[-1] in "万亿":  # pieces: no one counts so much money in 块
        return Read(start, end, word, known, unit._replace(symbol="块", kind="count", family="count"), "count")
    if unit.kind == "money":
        known, end = _small_change(text, known, end)
    elif unit.family == "tenth":
        extra = _TENTHS.get(text[end : end + 1], 0)  # 三成半, 三成五
        end += extra > 0
        known = known._replace(low=exact(known.low * 10 + extra), high=exact(known.high * 10 + extra))
    elif text.startswith("半", end) and not text.startswith(_OTHER_AFTER_HALF, end):
        half_unit = Decimal("0.5")
        known = known._replace(low=known.low + half_unit, high=known.high + half_unit)
        end += 1
    elif unit.family == "time" and (text.startswith(("多", "余"), end) or "多" in unit.word):
        known, end = known._replace(rounded=True), end + ("多" not in unit.word)
    elif unit.kind == "quantity" and text.startswith("级", end):
        end += 1
    return Read(start, end, word, known, unit, unit.kind)


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
    return known._replace(low=exact(known.low + more), high=exact(known.high + more)), match.end()


def _bare(text: str, start: int, end: int, word: str, known: Figure) -> Read | None:
    """A number without a unit, where it is one: not in a date, a name, a score or another word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("(", "（") and after in (")", "）") and len(word) == 6:
        return None  # the code of a share
    if before == "第":
        return Read(start - 1, end, word, known, None, "ordinal")
    if after == " " and text[end + 1 : end + 2] in _CALENDAR and len(word) <= 4:
        return None
    if text.startswith(_OF_ROADS, end):
        return None
    if word[0] <= "9":
        if word.isdigit() and (word[0] == "0" < word or (len(word) == 4 and word.startswith(_CENTURIES))):
            return None
        if after == "点" and (points := _points(text, start, end, word, known)):
            return points
        if after in _NOT_BARE_AFTER or (after.isascii() and after.isalpha()) or before in ("/", ":", "："):
            return _marked(text, start, end, word, known)
    elif not _stands_alone(before, after, word):
        return None
    if known.vague and known.rounded:  # 一百零几万 alone is taken as what it says at least
        known = known._replace(high=known.low)
    return Read(start, end, word, known, None, "number")


def _in_list(text: str, start: int) -> bool:
    """Whether the number only numbers an item: 3、 at the start of a line or sentence."""
    return start == 0 or text[start - 1] in "\n\r 。；;】：:（(“"


def _marked(text: str, start: int, end: int, word: str, known: Figure) -> Read | None:
    """3/5 is three fifths, and a range goes on; any other number before such a mark is no amount."""
    match = _SLASH.match(text, end)
    if match and int(match[1]) > 1 and 0 < known.low < int(match[1]) and text[start - 1 : start] != "/":
        value = exact(Decimal(known.low) / int(match[1]))
        return Read(start, match.end(), word, Figure(value, value, False, False), None, "fraction")
    if _SCORE.match(text, end) or (text[end : end + 1] == "-" and _MODEL.match(text, end)):
        return None
    times = text[end : end + 1] in ("x", "X") and text[end + 1 : end + 2].isdigit()
    gap = RANGE.match(text, end)
    goes_on = gap is not None and NUMBER.match(text, gap.end()) is not None  # and is no date: 1-6月
    return Read(start, end, word, known, None, "number") if times or goes_on else None


def _points(text: str, start: int, end: int, word: str, known: Figure) -> Read | None:
    """6,850点: the points of an index, where the number is too large for a time of day."""
    if known.low < 100 or text[end + 1 : end + 2] in _OF_CLOCK:
        return None
    return Read(start, end + 1, word, known, Unit("点", "点", "count", "count"), "count")


def _stands_alone(before: str, after: str, word: str) -> bool:
    """Whether a Chinese numeral without a unit is a number: a long one mostly, a short one only between marks."""
    if not word.strip("百千万亿兆"):
        return len(word) > 1 and before in _MORE_OR_LESS
    if len(word) >= 4 or after in ("至", "到") or "点" in word:
        return True
    scales = any(character in "十百千万亿兆拾佰仟" for character in word)
    if len(word) == 3 and scales:
        return True
    loose = not before.isalpha() and not after.isalpha()
    return loose or (len(word) == 2 and scales and not after.isalpha())
