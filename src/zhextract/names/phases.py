"""Phases of projects: 一期, 第二期, I期, 一、二期, 三期（二步）, 首期, 二期二阶段."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhextract.text.patterns import looked_for

_NUMBER = r"[一二三四五六七八九十]{1,2}|[0-9]{1,2}|[ⅠⅡⅢⅣⅤIV]{1,3}|首"
#: A phase expression. 前期, 后期, 工期, 中期 and 1期 of a magazine are none: the number must stand before 期.
PHASE = looked_for(
    rf"[（(]?第?(?:{_NUMBER})(?:期?[、和及,](?:{_NUMBER}))*期(?:工程|项目)?(?:[（(]?(?:[一二三四1-4]|首)(?:步|阶段)[）)]?)?[）)]?"
)
_ROMAN = {
    "Ⅰ": "一",
    "Ⅱ": "二",
    "Ⅲ": "三",
    "Ⅳ": "四",
    "Ⅴ": "五",
    "I": "一",
    "II": "二",
    "III": "三",
    "IV": "四",
    "V": "五",
}
_DIGITS = "零一二三四五六七八九"
_ONE = re.compile(_NUMBER)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as the records write it (`一期`, `一期、二期`, `二期二阶段`), and where it stands."""

    start: int
    end: int
    value: str
    number: int | None


def _chinese(number: str) -> str:
    if number == "首":
        return "一"
    if number in _ROMAN:
        return _ROMAN[number]
    if number.isdigit():
        value = int(number)
        tens, ones = divmod(value, 10)
        return (
            _DIGITS[value]
            if value < 10
            else ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
        )
    return number


def _value(text: str) -> tuple[str, int | None]:
    head, _, tail = text.strip("（()）").partition("期")
    while "期" in tail and _ONE.match(tail.lstrip("、和及,")):
        more, _, tail = tail.partition("期")
        head += more
    numbers = [_chinese(n) for n in _ONE.findall(head)]
    step = re.search(r"([一二三四1-4首])(步|阶段)", tail)
    value = "、".join(f"{n}期" for n in numbers)
    if step:
        value += _chinese(step.group(1)) + step.group(2)
    first = numbers[0] if numbers else ""
    number = _DIGITS.find(first) if len(first) == 1 and len(numbers) == 1 else -1
    return value, number if number > 0 else None


def find_phases(text: str, start: int = 0, end: int | None = None) -> list[Phase]:
    """The phase expressions in `text[start:end]`, in order."""
    found: list[Phase] = []
    end = len(text) if end is None else end
    if text.find("期", start, end) < 0:
        return found
    for match in PHASE.finditer(text, start, end):
        words = match.group()
        a, b = match.span()
        if words[0] in "（(" and words[-1] not in "）)":
            a += 1
        elif words[-1] in "）)" and words[0] not in "（(" and not re.search(r"[（(]", words):
            b -= 1
        # 三期叠加, 两期, 近期 and 二十期 of a paper are no phases; 分三期 and 共3期 count them.
        if text[max(a - 1, 0) : a] in {"分", "共", "计", "近", "每"} or text[b : b + 1] in {
            "货",
            "间",
            "限",
            "刊",
            "末",
        }:
            continue
        if text.startswith("全部", b):  # 三期全部建成 counts the phases
            continue
        if words == "首期" and text.startswith("设备", b):  # 首期设备: what is put in first
            continue
        value, number = _value(text[a:b])
        if value:
            found.append(Phase(a, b, value, number))
    return found
