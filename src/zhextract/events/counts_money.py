"""The total investment of a counted group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhextract.events.counts_groups import Group
from zhextract.events.sentence import SentenceView
from zhextract.parse.amounts import Amount
from zhextract.records.values import CharSpan


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in yuan; `own` is whether it stands right behind its group, with nothing that may be meant before it."""

    value: int | float
    span: CharSpan
    own: bool


_MONEY = re.compile(
    "(?:总投资|投资总额|总金额|协议投资|协议总投资|总投资额|投资|投资额|合计投资|合同金额|签约金额|涉及总投资|合同引资|协议引资|引资|投入|斥资|总规模)[^，。；]{0,6}$"
)
_TOTAL = re.compile("(?:总投资|投资总额|总金额|投资|投资额|引资|投入)[^，。；]{0,6}$")
_NOT_TOTAL = re.compile("(?:年度|完成|累计完成|到位|今年|已投|已经投)[^，。；]{0,4}$|年度计划投资$")
_ATTRIBUTE = re.compile("(?:（[^（）]{0,12}）)?(?:左右)?(?:的|建设|兴建|新建|投建|打造|实施)")


def investment(view: SentenceView, groups: Sequence[Group], index: int, amounts: Sequence[Amount]) -> Total | None:
    """The total investment of a group: a sum with 总投资 behind it, before the next group, or right in front."""
    group = groups[index]
    clause = view.clause_of(group.number.start)
    until = groups[index + 1].lead if index + 1 < len(groups) else view.span.end
    for amount in amounts:
        if amount.kind != "money" or amount.low is None or amount.unit != "CNY":
            continue
        place = amount.span
        between = view.text[group.span.end : place.start]
        behind = group.span.end <= place.start < until and len(between) <= 40 and between.count("，") <= 2
        if behind and between in {"，", "、"} and _bare(view, groups, index, place):
            return _total(amount, own=True)
        lead = view.text[max(view.span.start, place.start - 12) : place.start]
        if not _MONEY.search(lead) or _NOT_TOTAL.search(_TOTAL.sub("", lead)) or "年度" in lead[-8:]:
            continue
        if behind:
            if any(group.span.end <= m.start < place.start and m.form == "named" for m in view.mentions):
                return None
            if re.search("每[个家]|单个|最大|其中最|[0-9一二两三四五六七八九十](?:多|余)?[个项家]", between):
                return None
            return _total(amount, own=re.search("，[^，]{0,4}项目", between) is None and not _after_parts(view, group))
        if group.number.end <= place.start and place.end <= group.span.end and view.text[place.end] == "的":
            return _total(amount, own=True)  # 三个合计投资约143亿元的能源项目
        in_front = clause.start <= place.start and place.end <= group.lead
        if in_front and _ATTRIBUTE.match(view.text, place.end):
            return _total(amount, own=True)
    return None


def _total(amount: Amount, own: bool) -> Total:
    number = float(amount.low)
    return Total(int(number) if number == int(number) else number, amount.span, own)


def _bare(view: SentenceView, groups: Sequence[Group], index: int, place: CharSpan) -> bool:
    """武穴市3个，15.2亿元: a sum alone, in a row whose first group has its 总投资."""
    if view.text[place.end : place.end + 1] not in "，。；;）" or not index:
        return False
    return "总投资" in view.text[groups[0].span.end : groups[1].lead]


def _after_parts(view: SentenceView, group: Group) -> bool:
    """引入项目8个，其中工业项目6个，总投资350亿元: the sum may be that of the whole."""
    before = view.text[max(view.span.start, group.lead - 40) : group.lead]
    return (
        re.search("[0-9一二三四五六七八九十]+(?:余|多)?[个项件][^0-9]{0,6}其中[，,]?[^，。；]{0,12}$", before)
        is not None
    )
