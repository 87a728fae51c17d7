"""Whether an amount is what a project makes or will make: capacities by unit, period and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhextract.events.owners import opens_list_of_name
from zhextract.events.products import named, product_before, product_behind
from zhextract.events.sentence import SentenceView
from zhextract.parse.amounts import Amount


@dataclass(frozen=True, slots=True)
class Made:
    """What is made, and in what time, where that stands beside the amount."""

    product: str | None = None
    per: str | None = None


_POWER = re.compile(r"(?i:[mgk]?wh?p?)|[万亿兆吉]?(?:千瓦|瓦|兆瓦|吉瓦)(?:时|小时)?|度")
GOODS = re.compile(
    r"^(?:吨|千克|公斤|台|套|辆|片|只|件|颗|块|米|千米|平方米|立方米|方|立方|千升|升|个|支|条|把|双|万片|标方|台套|台（套）|台\(套\)|盒|瓶|粒|K|张|Nm3|m3|m³|芯公里|羽|剂|头|株|箱|副|锭|卷|匹|尾|根|桶|标箱|标准箱|TEU|平米|公里|盏|枚|朵|本)"
)
_SAVED = re.compile(
    r"(?:节约|节省|减排|减少|相当于|替代|消耗|用水|用电|需求|库存|消费|耗|抽水电量|单机容量|单机|每台|供应|进口|出口|(?<!处理)(?<!回收)(?<!利用)废旧|储备|储存)[^，。；]{0,12}$"
)
#: 现有每月10万片产能: of what stands already.
_EXISTING = re.compile("现有的?(?:每?[年月日天])?(?:产能?)?(?:约|近)?$")
_YEARLY = re.compile(
    r"(?:每年|(?<![0-9今去明当同次全近本历往逐上前来周整])(?:年产能?|年产量|年生产能力?|年生产|年处理|年加工|年发电量?|年上网电量|年封装|年封装测试|年吞吐|年吞吐能力|年产能可?达|年平均发电量|年均发电量|年可产|年产出|年|一年(?:就|便)?(?:可|能)|年产能最高可达|年(?!计划|初|底|末|内|度|前|间|新|将|拟|共|已|完成|开工|竣工|建设|实施|安排)[^，。；0-9]{0,14}))[^，。；0-9]{0,14}$"
)
#: 月产12英寸晶圆4万片: the size of what is made is no figure of its own.
SIZE = re.compile(r"[0-9.]+(?:英寸|寸|代|纳米|nm|微米)")
#: 由600吨提高到, 从8000吨提到: what it was, and what leads to what it will be.
_GROWS = "(?:提升|提高|提|增加|增|扩大|扩展|扩建|扩产|扩能|扩|上升|升|跃升|改|加|变)"
_GROWS_TO = f"{_GROWS}(?:至|到|为)?(?:了)?(?:约|近|超)?$"
_FORMER = "(?:(?:原来|原有|原先|原计划|现有|目前|此前)?的|原)"
RISEN = re.compile(rf"[由从]{_FORMER}?[0-9.]+[百千万亿]*[^，。；0-9]{{1,6}}?{_GROWS_TO}")
_PERIODIC = re.compile(
    r"(?:(?<![0-9一二三四五六七八九十本上下当次同今昨明半])[日月]|每天|每日|每月|日均)(?:产|熔|产能|产量|处理|处理能力|加工|供水|能处理|可处理|处理污水|供气)?[^，。；0-9]{0,12}$"
    r"|一[天日](?:就|便)?(?:可|能)[^，。；0-9]{0,8}$"
)
_CAPABLE = re.compile(
    r"(?:产能|生产能力|装机|总装机|装机容量|装机规模|总装机容量|规模|总容量|额定容量|储能容量|规划容量|处理能力|建设规模|最终规模|新增产能)[^，。；]{0,10}$"
)
#: 日处理, 月产, 每天: a period that is said in front.
_DAILY = re.compile(
    r"(?<![0-9本上下当次同今昨明半])(日|月)(?:均)?(?:产|处理|产能|能处理|产量|供|熔|交易|加工|输|灌装|屠宰|封装)[^，。；0-9]{0,10}$"
    r"|每(天|日|月)[^，。；0-9]{0,10}$|一(天|日)(?:就|便)?(?:可|能)[^，。；0-9]{0,8}$"
)


def period(text: str, amount: Amount, said: str | None) -> str | None:
    """In what time a capacity is made: 年, 日, 月; None where it is not said. `said` is what was found beside it."""
    per = said or amount.per
    if per is None:
        start = amount.span.start
        daily = _DAILY.search(RISEN.sub("", SIZE.sub("", text[max(0, start - 26) : start])))
        per = next(filter(None, daily.groups()), None) if daily else None
    return per.replace("天", "日") if per else None


def made(view: SentenceView, amount: Amount, before: str) -> Made | None:
    """What an amount says of a capacity, by its unit and the words around it; None where it is none.

    `before` is what stands before it in its clause.
    """
    text, (start, end), unit = view.text, amount.span, amount.unit or ""
    if (
        _SAVED.search(before)
        or _EXISTING.search(before)
        or _was(view, amount)
        or (unit == "米" and _is_measure(text, amount, before))
    ):
        return None
    holds = [m for m in view.mentions if m.start <= start and end <= m.end and m.form == "named"]
    in_name = bool(holds)
    if in_name and "配套" in text[end : holds[-1].end]:
        return None  # 10万千瓦风电项目配套加氢站
    if _POWER.fullmatch(unit):
        return _power_made(view, amount, before, in_name=in_name)
    if unit == "人次":
        return Made("旅客") if _YEARLY.search(before) and "旅客吞吐" in before else None
    if (
        not (GOODS.match(unit) or (amount.per and unit not in _NEVER_MADE))
        or "级" in amount.text
        or text.startswith("级", end)
    ):
        return None
    rate = _RATE_BEHIND.match(text, end)
    if rate is not None:
        return Made(named(rate.group("product")), rate.group("per"))
    product = product_before(before) or product_behind(text, end, view.span.end)
    if _able_to_make(view, amount):
        return Made(product)
    if (
        amount.per
        or PER_YEAR_BEHIND.match(text, end)
        or _YEARLY.search(before)
        or _PERIODIC.search(before)
        or _result(view, amount)
    ):
        if re.search(r"(?:产值|收入|税|利润|销售额|开票)[^，。；0-9]{0,6}$", before) or _firms_own(view, amount):
            return None
        if unit in {"个", "条", "处", "台套"} and re.search("产|制造|加工|封装", before) is None:
            return None
        return Made(product)
    few = unit in {"台", "套", "辆", "个", "条", "支", "块"} and float(amount.low) < 1000
    if not few and (in_name or opens_list_of_name(view, amount.span)):
        return Made(product)
    capable = re.search(r"(?:产能|(?:生产|加工|处理)能力)[^，。；]{0,8}$", before) or (
        not few and text.startswith(("产能", "的产能"), end) and not before.endswith("剩余")
    )
    if capable or (not few and _share_of_whole(view, amount)):
        return Made(product)
    return None


def _power_made(view: SentenceView, amount: Amount, before: str, *, in_name: bool) -> Made | None:
    """What power says of a capacity: that of a plant, not of one machine nor of a line's voltage."""
    text, (start, end) = view.text, amount.span
    if "级" in amount.text or text.startswith("级", end) or _ONE_MACHINE.search(before):
        return None
    if _OF_GRID.search(text[max(view.span.start, start - 6) : start] + text[end : end + 2]):
        return None
    if (
        in_name
        or _CAPABLE.search(before)
        or _YEARLY.search(before)
        or amount.per
        or _of_phase(view, amount)
        or _beside_name(view, amount)
        or _OF_POWER.match(text, end, end + 14)
        or _BEHIND_POWER.search(before)
    ):
        return Made("电" if _GENERATED.search(before) else None)
    return None


#: What makes power that of a line or of one machine, what else a plant's is told by, and what it yields.
_OF_GRID = re.compile("千伏|kV|KV|变电|单机")
_BEHIND_POWER = re.compile(r"[0-9](?:万)?(?:兆瓦|MW|千瓦)[/／]$")
_GENERATED = re.compile("发电量|上网电量|供电")
_SIDE = "(?:口径|直径|[长宽高深厚])"
_OF_SIDE = re.compile(f"{_SIDE}(?:度)?(?:约|达|为)*$")
_SIDE_BEHIND = re.compile(_SIDE)


def _is_measure(text: str, amount: Amount, before: str) -> bool:
    """Whether a length is a measure of what is made: 4米宽幅, 口径120米."""
    return _OF_SIDE.search(before) is not None or _SIDE_BEHIND.match(text, amount.span.end) is not None


#: 100MW光伏, 4GWh PACK产线: plants that make power, and lines whose output is told by it.
_OF_POWER = re.compile(
    r"[/／]?[0-9.]*(?:兆瓦时|MWh|的)?"
    r"(?:光伏|风电|风力|储能|机组|热电|抽水|水电|电站|分布式|独立|共享|发电"
    r"|动力电池|电池|电芯|模组|组件|硅片|切片|\s?PACK)"
)
#: 首台10兆瓦机组: the size of a machine.
_ONE_MACHINE = re.compile("(?:首|单|每|第一|一)台$")
#: 50亿平方米隔膜项目: what is told by its area and is no ground.
_SHEETS = re.compile("[^，。；、]{0,14}?(?:膜|板|布|玻璃|箔|片材|瓷砖|地板|革|纸|毯|面料)")


def sheets_in_name(view: SentenceView, amount: Amount) -> bool:
    """Whether an area stands in a project's name before a product that is made by the area."""
    start, end = amount.span
    return any(
        m.form == "named" and m.start <= start and _SHEETS.match(view.text, end, m.end) is not None
        for m in view.mentions
        if end <= m.end
    )


def _beside_name(view: SentenceView, amount: Amount) -> bool:
    """安北风电场C区（40万千瓦）, 余热发电装置5万千瓦: power that stands right behind a name, alone or in brackets."""
    start, end = amount.span
    for mention in view.mentions:
        if mention.form == "named" and mention.end <= start:
            link = view.text[mention.end : start]
            if link in {"（", "("}:
                return view.text[end : end + 1] in {"）", ")", "，", "、", "/"}
            if link == "":
                return view.text[end : end + 1] in {"，", "。", "；", "、"}
    return False


#: Units in which nothing is made: 年接待8万人次.
_NEVER_MADE = frozenset(
    (
        *("亩", "公顷", "人", "人次", "名", "家", "户", "项", "次", "所", "对", "趟", "班", "列", "场", "节"),
        *("小时", "天", "年", "个月", "周"),
    )
)
#: 1.8万张玻璃基板/月: the period stands behind the product.
_RATE_BEHIND = re.compile(r"(?P<product>[一-龥A-Za-z]{1,10})(?:/|／|每)(?P<per>年|月|日|天)")
MADE_YEARLY = re.compile("年产能?[^，。；0-9]{0,8}$")
PER_YEAR_BEHIND = re.compile(r"(?:的)?[^，。；、0-9的]{0,12}(?:年产能|年生产能力|年加工能力|年处理能力)")
_WILL_MAKE = re.compile(r"(?:形成|新增|具备|增加|拥有)(?:了)?(?:年产)?(?:约|近|超过?|逾)?$")
_ABILITY = re.compile(
    r"(?:[^，。；0-9]{0,14}[和、及与][0-9.]+[^，。；0-9]{1,6})?[^，。；0-9]{0,14}?(?:产能|(?:生产|制造|加工|处理|接卸)能力)"
)


#: 投产后，公司产能将达5万吨: what the firm makes in all.
_FIRM_MAKES = re.compile(
    "公司[^，。；0-9]{0,12}(?:产能|能力|规模)[^，。；0-9]{0,8}(?:达|增|提升|提高)[^，。；0-9]{0,4}$"
)


def _firms_own(view: SentenceView, amount: Amount) -> bool:
    """Whether an amount is what the whole firm makes, unless the project is its extension."""
    clause = view.clause_of(amount.span.start)
    firm = _FIRM_MAKES.search(view.text, clause.start, amount.span.start)
    if firm is None or any(firm.start() <= m.start < amount.span.start for m in view.mentions):
        return False  # 公司隔膜项目年产能可达4亿平方米
    return not any(m.form == "named" and "扩" in m.name for m in view.mentions)


def _able_to_make(view: SentenceView, amount: Amount) -> bool:
    """形成70万吨冷轧板和30万吨镀锌板产能."""
    start, end = amount.span
    lead = _WILL_MAKE.search(view.text, max(view.span.start, start - 10), start)
    return lead is not None and _ABILITY.match(view.text, end) is not None


#: 由3万吨提高到5万吨: what it was, and what leads to what it will be.
_RAISED = re.compile(rf"[^，。；0-9]{{0,6}}{_GROWS_TO}")


def _of_phase(view: SentenceView, amount: Amount) -> bool:
    """一期100MW投产; 规模200MW的二期: power that stands right beside a phase is that of the phase."""
    start, end = amount.span
    for mention in view.mentions:
        if mention.phase is None:
            continue
        if mention.end <= start and re.fullmatch(
            "(?:工程|项目)?[（(]?(?:为|是|也是|同样|规模|装机|仍是)*", view.text[mention.end : start]
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


_FROM = re.compile(f"[由从]{_FORMER}?(?:年产)?$")
#: 对年产18万吨生产线实施冷修技改: what there is before it.
_TO_BE_REBUILT = re.compile("对[^，。；]{0,30}$")
_REBUILT = re.compile(
    "[^，。；]{0,16}(?:线|装置|产能|工厂|项目)(?:实施|进行|开展)[^，。；]{0,6}(?:改造|技改|扩建|升级|搬迁)"
)


def _was(view: SentenceView, amount: Amount) -> bool:
    """Whether an amount is what stood before an expansion: an expansion takes the resulting total."""
    start, end = amount.span
    if _REBUILT.match(view.text, end) and _TO_BE_REBUILT.search(view.text, view.span.start, start):
        return True
    if _FROM.search(view.text, max(view.span.start, start - 8), start) is None:
        return False
    following = re.match(r"[^，。；0-9]{2,12}(?=[0-9])", view.text[end : min(view.span.end, end + 16)])
    return following is not None and _RAISED.fullmatch(following.group()) is not None


_RISEN_FROM = re.compile(rf"[由从][^，。；]{{2,16}}{_GROWS_TO}")
_OF_OUTPUT = re.compile("产能|年产|处理|能力|规模|吞吐|接卸|产量")


def _result(view: SentenceView, amount: Amount) -> bool:
    """Whether an amount is what an expansion of output leads to (产能由3万吨提高到5万吨)."""
    lead = view.text[max(view.span.start, amount.span.start - 40) : amount.span.start]
    return _RISEN_FROM.search(lead) is not None and _OF_OUTPUT.search(lead) is not None
