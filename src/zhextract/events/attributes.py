"""What is said of a project besides its milestones: investment, capacity, area, output value, jobs, open issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from zhextract.events.owners import before_it, dealt_out, opens_list_of_name, owners_of
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
    r"投入|总金额|估算|注资|募资投入|协议金额|投资规模)(?:总额|额|金额|增至|增加到|调整为|为|约|近|超|超过|达|达到|预计|预计为|预计约|人民币|分别为|分别|不低于|不超过|不超|逾|高达|共|合计|规模|：|:|最高可达|最高|将达|总额为|计划|约为|额约|额为|约人民币|\s|最多达)*$"
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
_POWER = re.compile(r"(?i:[mgk]?wh?p?)|[万亿兆吉]?(?:千瓦|瓦|兆瓦|吉瓦)(?:时|小时)?|度")
_GOODS = re.compile(
    r"^(?:吨|千克|公斤|台|套|辆|片|只|件|颗|块|米|千米|平方米|立方米|方|立方|千升|升|个|支|条|把|双|万片|标方|台套|台（套）|台\(套\)|盒|瓶|粒|K|张|Nm3|m3|m³|芯公里|羽|剂|头|株|箱|副|锭|卷|匹|尾)"
)
_SAVED = re.compile(
    r"(?:节约|节省|减排|减少|相当于|替代|消耗|用水|用电|需求|库存|消费|耗|抽水电量|单机容量|单机|每台|供应|进口|出口|废旧|储备|储存)[^，。；]{0,12}$"
)
_YEARLY = re.compile(
    r"(?:每年|(?<![0-9今去明当同次全近本历往逐上前来周整])(?:年产能?|年产量|年生产能力?|年生产|年处理|年加工|年发电量?|年上网电量|年封装|年封装测试|年吞吐|年吞吐能力|年产能可?达|年平均发电量|年均发电量|年可产|年产出|年|一年可产|年产能最高可达|年(?!计划|初|底|末|内|度|前|间|新|将|拟|共|已|完成|开工|竣工|建设|实施|安排)[^，。；0-9]{0,14}))[^，。；0-9]{0,14}$"
)
#: 月产12英寸晶圆4万片: the size of what is made is no figure of its own.
_SIZE = re.compile(r"[0-9.]+(?:英寸|寸|代|纳米|nm|微米)")
_PERIODIC = re.compile(
    r"(?:(?<![0-9一二三四五六七八九十本上下当次同今昨明半])[日月]|每天|每日|每月|日均)(?:产|熔|产能|产量|处理|处理能力|加工|供水|能处理|可处理|处理污水|供气)?[^，。；0-9]{0,12}$"
)
_CAPABLE = re.compile(
    r"(?:产能|生产能力|装机|总装机|装机容量|装机规模|总装机容量|规模|处理能力|建设规模|最终规模|新增产能)[^，。；]{0,10}$"
)
_AREA_UNITS = frozenset({"亩", "平方米", "公顷", "平方公里", "万平方米"})
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
            product = _product_before(view.text[max(view.span.start, amount.span.start - 14) : amount.span.start])
            product = product or _product(view.text, amount.span.end, view.span.end)
            attribute = Attribute("capacity", amount, amount.span, product=product, per=last.per)
        if attribute is None and last is not None and last.kind == "investment" and amount.span in dealt:
            attribute = Attribute("investment", amount, amount.span)
        last = attribute if attribute is not None and attribute.kind in {"capacity", "investment"} else None
        if attribute is None:
            continue
        if attribute.kind == "capacity":
            attribute = last = replace(attribute, per=_period(view.text, attribute))
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


#: 日处理, 月产, 每天: a period that is said in front.
_DAILY = re.compile(
    r"(?<![0-9本上下当次同今昨明半])(日|月)(?:均)?(?:产|处理|产能|能处理|产量|供|熔)[^，。；0-9]{0,8}$|每(天|日|月)[^，。；0-9]{0,10}$"
)


def _period(text: str, attribute: Attribute) -> str | None:
    """In what time a capacity is made: 年, 日, 月; None where it is not said."""
    amount = attribute.amount
    per = attribute.per or (amount.per if amount is not None else None)
    if per is None:
        start = attribute.span.start
        daily = _DAILY.search(_SIZE.sub("", text[max(0, start - 20) : start]))
        per = (daily.group(1) or daily.group(2)) if daily else None
    return per.replace("天", "日") if per else None


def _continues(text: str, last: Attribute, amount: Amount) -> bool:
    """年产压路机6000台、挖掘机5000台: a list of outputs under one period."""
    return (
        last.kind == "capacity"
        and amount.kind in {"quantity", "count"}
        and _GOODS.match(amount.unit or "") is not None
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
    before = _SIZE.sub("", text[max(clause.start, start - 26) : start])
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
        and not (_MADE_YEARLY.search(before) or _PER_YEAR_BEHIND.match(text, amount.span.end))
    ):
        return (
            Attribute("area", amount, amount.span)
            if re.search(r"(?:占地|用地|征地|面积)[^，。；]{0,8}$", before)
            else None
        )
    if unit in {"人", "个"} and re.search(r"就业(?:岗位)?[^，。；]{0,6}$|岗位$", before):
        return Attribute("jobs", amount, amount.span)
    return _capacity(view, amount, before, unit)


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


def _capacity(view: SentenceView, amount: Amount, before: str, unit: str) -> Attribute | None:
    text, (start, end) = view.text, amount.span
    if _SAVED.search(before) or _was(view, amount):
        return None
    holds = [m for m in view.mentions if m.start <= start and end <= m.end and m.form == "named"]
    in_name = bool(holds)
    if in_name and "配套" in text[end : holds[-1].end]:
        return None  # 10万千瓦风电项目配套加氢站
    power = _POWER.fullmatch(unit) is not None
    product = _product_before(before) or _product(text, end, view.span.end)
    if power:
        if "级" in amount.text or text.startswith("级", end):
            return None
        if re.search("(?:千伏|kV|KV|变电|单机)", text[max(view.span.start, start - 6) : start] + text[end : end + 2]):
            return None
        if (
            in_name
            or _CAPABLE.search(before)
            or _YEARLY.search(before)
            or amount.per
            or _of_phase(view, amount)
            or re.match(
                r"[/／]?[0-9.]*(?:兆瓦时|MWh|的)?(?:光伏|风电|风力|储能|机组|热电|抽水|水电|电站|分布式|独立|共享|发电)",
                text[end : end + 12],
            )
            or re.search(r"[0-9](?:万)?(?:兆瓦|MW|千瓦)[/／]$", before)
        ):
            generated = re.search("发电量|上网电量|供电", before) is not None
            return Attribute("capacity", amount, amount.span, product="电" if generated else None)
        return None
    if (
        not (_GOODS.match(unit) or (amount.per and unit not in _NEVER_MADE))
        or "级" in amount.text
        or text.startswith("级", end)
    ):
        return None
    rate = _RATE_BEHIND.match(text, end)
    if rate is not None:
        return Attribute("capacity", amount, amount.span, product=rate.group("product"), per=rate.group("per"))
    if _able_to_make(view, amount):
        return Attribute("capacity", amount, amount.span, product=product)
    if (
        amount.per
        or _PER_YEAR_BEHIND.match(text, end)
        or _YEARLY.search(before)
        or _PERIODIC.search(before)
        or _result(view, amount)
    ):
        if re.search(r"(?:产值|收入|税|利润|销售额|开票)[^，。；0-9]{0,6}$", before):
            return None
        if unit in {"个", "条", "处", "台套"} and re.search("产|制造|加工|封装", before) is None:
            return None
        return Attribute("capacity", amount, amount.span, product=product)
    few = unit in {"台", "套", "辆", "个", "条", "支", "块"} and float(amount.low) < 1000
    if not few and (in_name or opens_list_of_name(view, amount.span)):
        return Attribute("capacity", amount, amount.span, product=product)
    named = re.search(r"(?:产能|(?:生产|加工|处理)能力)[^，。；]{0,8}$", before) or (
        not few and re.match("的?产能", text[end:]) and not before.endswith("剩余")
    )
    if named or (not few and _share_of_whole(view, amount)):
        return Attribute("capacity", amount, amount.span, product=product)
    return None


#: Units in which nothing is made: 年接待8万人次.
_NEVER_MADE = frozenset(
    (
        *("亩", "公顷", "人", "人次", "名", "家", "户", "项", "次", "所", "对", "趟", "班", "列", "场", "节"),
        *("小时", "天", "年"),
    )
)
#: 1.8万张玻璃基板/月: the period stands behind the product.
_RATE_BEHIND = re.compile(r"(?P<product>[一-龥A-Za-z]{1,10})(?:/|／|每)(?P<per>年|月|日|天)")
_MADE_YEARLY = re.compile("年产能?[^，。；0-9]{0,8}$")
_PER_YEAR_BEHIND = re.compile(r"(?:的)?[^，。；、0-9的]{0,12}(?:年产能|年生产能力|年加工能力|年处理能力)")
_WILL_MAKE = re.compile(r"(?:形成|新增|具备|增加|拥有)(?:了)?(?:年产)?(?:约|近|超过?|逾)?$")
_ABILITY = re.compile(
    r"(?:[^，。；0-9]{0,14}[和、及与][0-9.]+[^，。；0-9]{1,6})?[^，。；0-9]{0,14}?(?:产能|(?:生产|制造|加工|处理|接卸)能力)"
)


def _able_to_make(view: SentenceView, amount: Amount) -> bool:
    """形成70万吨冷轧板和30万吨镀锌板产能."""
    start, end = amount.span
    lead = _WILL_MAKE.search(view.text, max(view.span.start, start - 10), start)
    return lead is not None and _ABILITY.match(view.text, end) is not None


#: 由3万吨提高到5万吨: what it was, and what leads to what it will be.
_RAISED = re.compile(
    r"[^，。；0-9]{0,6}(?:提升|提高|增加|增|扩大|扩建|扩产|扩能|扩|上升|升|跃升|改)(?:至|到|为)?(?:了)?(?:约|近|超)?$"
)


def _of_phase(view: SentenceView, amount: Amount) -> bool:
    """一期100MW投产; 规模200MW的二期: power that stands right beside a phase is that of the phase."""
    start, end = amount.span
    for mention in view.mentions:
        if mention.phase is None:
            continue
        if mention.end <= start and re.fullmatch(
            "(?:工程|项目)?(?:为|是|也是|同样|规模|装机|仍是)*", view.text[mention.end : start]
        ):
            return True
        if mention.start >= end and view.text[end : mention.start] in {"的", ""}:
            return True
    return False


def _share_of_whole(view: SentenceView, amount: Amount) -> bool:
    """年产12万吨，其中一期6万吨: what a phase makes of a yearly output named just before."""
    start = amount.span.start
    lead = view.text[max(0, start - 80) : start]
    unit = re.escape(amount.unit or "")
    return _of_phase(view, amount) and re.search(rf"(?:年产|产能|年处理|日处理)[^。]{{0,60}}{unit}", lead) is not None


def _was(view: SentenceView, amount: Amount) -> bool:
    """Whether an amount is what stood before an expansion: an expansion takes the resulting total."""
    start, end = amount.span
    if (
        re.search(
            "[由从](?:原来的|原有的|现有的|目前的|的)?(?:年产)?$", view.text[max(view.span.start, start - 8) : start]
        )
        is None
    ):
        return False
    following = re.match(r"[^，。；0-9]{2,12}(?=[0-9])", view.text[end : min(view.span.end, end + 16)])
    return following is not None and _RAISED.fullmatch(following.group()) is not None


def _result(view: SentenceView, amount: Amount) -> bool:
    """Whether an amount is what an expansion of output leads to (产能由3万吨提高到5万吨)."""
    lead = view.text[max(view.span.start, amount.span.start - 40) : amount.span.start]
    return (
        re.search(
            r"[由从][^，。；]{2,16}(?:提升|提高|增加|增|扩大|扩建|扩产|扩能|扩|上升|升|改)(?:至|到|为)?(?:了)?(?:约|近|超)?$",
            lead,
        )
        is not None
        and re.search("产能|年产|处理|能力|规模|吞吐|接卸|产量", lead) is not None
    )


_MADE = re.compile(
    r"(?:年产|日产|月产|可产|年?处理|年加工|(?:每年|年|可)生产|形成年产)(?P<product>[一-龥A-Za-z]{2,12})$"
)


def _product_before(before: str) -> str | None:
    """The product named between the verb and its amount: 年产碳纤维2000吨."""
    match = _MADE.search(before)
    product = match.group("product") if match else ""
    return product if product and not re.search("^量|^能|能力|产能|规模|约|达|可|超|近", product) else None


def _product(text: str, start: int, end: int) -> str | None:
    """The product named right behind an amount."""
    match = re.match(
        r"(?:/年|/日|/月|／年)?(?:的)?([^，。；：、！？的（）()“”]{2,14}?)(?=[及和与][0-9]|项目|生产线|产能|生产基地|工程|[，。；、（(的“”]|$)",
        text[start:end],
    )
    product = match.group(1).strip().removesuffix("年") if match else ""
    return None if product in {"", "生产能力", "能力", "规模"} else product
