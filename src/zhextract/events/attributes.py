"""What is said of a project besides its milestones: investment, capacity, area, output value, jobs, open issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from zhextract.events.capacity import (
    GOODS,
    MADE_YEARLY,
    PER_YEAR_BEHIND,
    RISEN,
    SIZE,
    made,
    period,
    sheets_in_name,
)
from zhextract.events.owners import before_it, dealt_out, owners_of
from zhextract.events.products import product_before, product_behind
from zhextract.events.sentence import SentenceView
from zhextract.names.entities import Entity
from zhextract.parse.amounts import Amount
from zhextract.records.values import CharSpan

Kind: TypeAlias = Literal["investment", "capacity", "area", "output_value", "jobs", "issue"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One figure (or issue) of a project: the amount, the words it stands on, and the period in which it is made."""

    kind: Kind
    amount: Amount | None
    span: CharSpan
    text: str = ""
    product: str | None = None
    per: str | None = None


_INVEST = re.compile(
    r"(?:总投资|造价|总造价|工程造价|投资总额|计划投资|总投资额|投资额|固定资产投资|固定投资|项目投资|总投入|投资|斥资|出资|耗资|概算|投入资金|计划投入资金|投资金额|"
    r"投入|总金额|估算|注资|募资投入|协议金额|投资规模|^金额)(?:总额|额|金额|增至|增加到|调整为|为|约|近|超|超过|达|达到|预计|预计为|预计约|人民币|分别为|分别|不低于|不超过|不超|逾|高达|共|合计|规模|：|:|最高可达|最高|将达|总额为|计划|约为|额约|额为|约人民币|\s|最多达|应为|是)*$"
)
_NOT_INVEST = re.compile(
    r"(?:年度计划|年度|完成(?!后)|累计|已|到位|产值|收入|利润|税收|销售|增资|注册资本|融资|募集|每年|今年|去年|带动|拉动|撬动|可带动下游)"
    r"[^，。；\s]{0,6}(?:总投资|投资|投入|出资)[^，。；]{0,6}$|(?:完成(?!后)|拉动|带动|撬动)[^，。；]{0,8}$|"
    r"(?:环保|设备|土建|研发|前期|首期|首批|增加|追加)(?:工程)?(?:计划|预计)?(?:总?投资|投入)[^，。；]{0,6}$"
)
#: 拟31亿元投建A; 18亿元的B in a list of investments: what stands behind a sum makes it one.
_SPENT_ON = re.compile(
    r"(?:人民币|元)?(?:左右|以上)?(?:，)?(?:在[^，。；]{1,10}?)?(?:投资)?(?:投建|投向|投资建设|投资新建|建设|兴建|新建|打造|投资|用于建设|用于新建|用于投资)[^，。；、]{0,16}$"
)
_SPENT_HERE = re.compile("(?:人民币|元)?(?:在[^，。；]{1,10}?)?(?:投建|投资建设|投资新建|建设|兴建|新建)(?!的)")
_WILL_SPEND = re.compile(
    r"(?:拟|将|计划|欲|斥|斥资|拿出|豪掷|砸|增资|使用|以|用|(?:自有|自筹|超募|募集)?资金|合计|不超过?|不超|约|近|超)*$"
)
_NO_SPENDING = re.compile(
    r"(?:(?<!超)募资|募集|定增|融资|贷款|收购|中标|合同|订单|销售|营收|净利|利润)[^，。；]{0,10}$"
)
#: 出资3000万元设立子公司: what a firm costs, not what it builds.
_OF_FIRM = re.compile("(?:人民币|元)?(?:在[^，。；]{1,10})?(?:设立|成立|注册|认购|收购)")
_AREA_UNITS = frozenset({"亩", "平方米", "平米", "公顷", "平方公里", "万平方米"})
_ISSUE = re.compile(r"(?:协调解决|解决|破解|化解)(?P<list>[^，。；“”]{2,40}?)(?:等)?(?:问题|困难|难题)")


def read_attributes(
    view: SentenceView, amounts: Sequence[Amount], topic: Sequence[Entity]
) -> list[tuple[Attribute, list[Entity]]]:
    """The figures of one sentence with the projects that each belongs to."""
    found: list[tuple[Attribute, list[Entity]]] = []
    last: Attribute | None = None
    dealt = dealt_out(view, amounts)
    for amount in amounts:
        attribute = attribute_of(view, amount)
        if attribute is None and last is not None and _continues(view.text, last, amount):
            product = product_before(view.text[max(view.span.start, amount.span.start - 14) : amount.span.start])
            product = product or product_behind(view.text, amount.span.end, view.span.end)
            attribute = Attribute("capacity", amount, amount.span, product=product, per=last.per)
        if attribute is None and last is not None and last.kind == "investment" and amount.span in dealt:
            attribute = Attribute("investment", amount, amount.span)
        last = attribute if attribute is not None and attribute.kind in {"capacity", "investment"} else None
        if attribute is None:
            continue
        if attribute.kind == "capacity":
            attribute = last = replace(attribute, per=period(view.text, amount, attribute.per))
        owners = dealt.get(amount.span) or owners_of(view, attribute.kind, attribute.span, topic)
        if owners:
            found.append((attribute, owners))
    for match in _ISSUE.finditer(view.text, *view.span):
        owners = before_it(view, match.start())
        for issue in re.split("[、和及]", match.group("list")):
            if owners and 2 <= len(issue) <= 12 and not re.search("的|遇到|出现", issue):
                at = view.text.index(issue, match.start())
                found.append((Attribute("issue", None, CharSpan(at, at + len(issue)), issue), owners))
    return found


def _continues(text: str, last: Attribute, amount: Amount) -> bool:
    """年产压路机6000台、挖掘机5000台: a list of outputs under one period."""
    return (
        last.kind == "capacity"
        and amount.kind in {"quantity", "count"}
        and "级" not in amount.text
        and GOODS.match(amount.unit or "") is not None
        and re.fullmatch(
            r"[、和及与][^，。；、0-9]{1,14}|[^，。；、0-9和及与]{1,14}[、和及与]",
            text[last.span.end : amount.span.start],
        )
        is not None
    )


def attribute_of(view: SentenceView, amount: Amount) -> Attribute | None:
    """What the words around an amount make it, whoever's it is; None where they make it nothing of a project."""
    text = view.text
    start = amount.span.start
    clause = view.clause_of(start)
    before = RISEN.sub("", SIZE.sub("", text[max(clause.start, start - 26) : start]))
    if amount.low is None or amount.kind in {"percent", "ordinal", "fraction", "multiple"}:
        return None
    if amount.kind == "money":
        if any(g.start <= start < g.end for g in view.groups):
            return None
        if _OF_FIRM.match(text, amount.span.end):
            return None
        if _INVEST.search(before) and not _NOT_INVEST.search(before):
            return Attribute("investment", amount, amount.span)
        if _spent(view, amount, before):
            return Attribute("investment", amount, amount.span)
        lead = re.search(r"(?:年产值|年销售收入|年营业收入|产值)[^，。；0-9]{0,8}$", before)
        return Attribute("output_value", amount, amount.span) if lead else None
    unit = amount.unit or ""
    if (
        unit in _AREA_UNITS
        and amount.per is None
        and not (MADE_YEARLY.search(before) or PER_YEAR_BEHIND.match(text, amount.span.end))
        and not sheets_in_name(view, amount)
    ):
        return (
            Attribute("area", amount, amount.span)
            if re.search(r"(?:占地|用地|征地|面积)[^，。；]{0,8}$", before)
            else None
        )
    if unit in {"人", "个"} and re.search(r"就业(?:岗位)?[^，。；]{0,6}$|岗位$", before):
        return Attribute("jobs", amount, amount.span)
    of_capacity = made(view, amount, before)
    if of_capacity is None:
        return None
    return Attribute("capacity", amount, amount.span, product=of_capacity.product, per=of_capacity.per)


def _spent(view: SentenceView, amount: Amount, before: str) -> bool:
    """Whether a sum is what a project named behind it costs, or one of a list of such sums (25亿元的A、18亿元的B)."""
    start, end = amount.span
    after = [m for m in view.mentions if m.start >= end and m.form == "named"]
    if _NO_SPENDING.search(before):
        return False
    if not after and any(m.end < start for m in view.mentions):  # 审议通过A项目议案，拟以自有资金2000万元建设两条线
        lead = _WILL_SPEND.search(before)
        return (
            lead is not None
            and lead.group()[:1] in {"拟", "将", "计"}
            and _SPENT_HERE.match(view.text, end) is not None
        )
    if not after or after[0].start - end > 26:
        return False
    between = view.text[end : after[0].start]
    if _SPENT_ON.fullmatch(between):
        lead = _WILL_SPEND.search(before)
        return lead is not None and lead.group() != ""
    listed = re.search("[、和及与]$", before) is not None and between == "的"
    return listed and any(m.end < start for m in view.mentions) and "投资" in view.text[view.span.start : start]
