"""Numbers of unnamed or grouped projects, permits and contracts: 98个项目集中开工, 新开工项目205个, 许可证等40余件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhextract.events.modality import judge
from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger
from zhextract.parse.amounts import Amount
from zhextract.records.values import Bound, CharSpan, MilestoneType, Modality

#: What is counted. Firms, buildings and machines are not; lines and units only in a stage.
_NOUN = (
    r"(?:项目|工程|许可证|合同|协议|生产线|产线|总装线|机组|风电场|光伏电站|电站|污水处理厂|道路|高速公路|桥|水库|基地)"
)
_ALWAYS = re.compile(r"(?:项目|工程|许可证|协议)$")
_CLASSIFIER = r"(?:个|项|件|条|座|处|份|台|宗|户|家)"
_BEHIND = re.compile(
    rf"[余多几]?{_CLASSIFIER}?(?:以上)?(?P<attr>[^，。；：！？、,;:0-9“”（）()的]{{0,14}}?(?:的)?[^，。；：！？、,;:0-9“”（）()]{{0,10}}?)(?P<noun>{_NOUN})(?!公司|经理|部|组|用地|建设资金|资金|师|量)"
)
_AHEAD = re.compile(
    rf"(?P<attr>[^，。；：！？、,;:0-9（）()“”]{{0,16}}?)(?P<noun>{_NOUN})(?:等|共有|共计|共|已有|已达|达到|达|有|为|数为|数|分别为|总数|以上)?$"
)
_BARE = re.compile(
    r"(?:已|新|续建|开工|竣工|投产|签约|在建|建设|完工|建成|等|其中|市|县|区|在谈|前期|储备|的|、|建成运营|有)+$"
)


@dataclass(frozen=True, slots=True)
class CountMention:
    """One counted group: `span` covers number, classifier and noun."""

    span: CharSpan
    what: str
    value: int | float
    bound: Bound
    unit: str | None
    milestone: MilestoneType | None
    modality: Modality
    investment: int | float | None
    investment_span: CharSpan | None
    members: tuple[str, ...] = ()
    open_list: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A counted noun phrase before its stage is known."""

    span: CharSpan
    number: CharSpan
    what: str
    amount: Amount
    unit: str | None


def find_groups(text: str, clauses: Sequence[CharSpan], amounts: Sequence[Amount]) -> list[Group]:
    """Counted noun phrases of a sentence: where a number and a counted noun stand together."""
    found: list[Group] = []
    taken = -1
    for amount in amounts:
        if amount.kind not in {"number", "count", "quantity"} or amount.low is None:
            continue
        start = amount.span.start
        if start < taken:
            continue
        clause = next((c for c in clauses if c.start <= start < c.end), None)
        if clause is None:
            continue
        group = _group(text, clause, amount)
        if group is not None:
            found.append(group)
            taken = group.span.end
    return found


def _group(text: str, clause: CharSpan, amount: Amount) -> Group | None:
    start, end = amount.span
    written = text[start:end]
    classifier = re.search(rf"{_CLASSIFIER}$", written)
    unit = classifier.group() if classifier else None
    number_end = end - len(unit) if unit else end
    before = text[clause.start : start]
    uncounted = unit in {"户", "家", "人"} or (unit == "台" and not text.startswith("机组", end))
    if before.endswith("第") or uncounted or text[end : end + 1] in {"人", "户", "家", "月"}:
        return None
    follow = re.match(rf"(?:[余多])?{_CLASSIFIER}", text[number_end : number_end + 3])
    if not unit and follow:
        unit = follow.group()[-1]
    behind = (
        _BEHIND.match(text, number_end, min(clause.end, number_end + 34))
        if unit or text[end : end + 1] not in "年月日"
        else None
    )
    if behind and unit:
        attr = behind.group("attr")
        if not re.search(r"(?:在|由|对|将|为|了|是)", attr.replace("为主", "")[:6]):
            what = _noun(attr, behind.group("noun"))
            return Group(CharSpan(start, behind.end()), CharSpan(start, end), what, amount, unit)
    ahead = _AHEAD.search(before)
    if ahead and (unit or (amount.kind != "quantity" and text[end : end + 1] in "，。；、,; ")):
        what = _noun(ahead.group("attr"), ahead.group("noun"))
        close = number_end + (follow.end() if follow else 0)
        return Group(
            CharSpan(clause.start + ahead.start("noun"), max(close, end)), CharSpan(start, end), what, amount, unit
        )
    close = max(number_end + (follow.end() if follow else 0), end)
    alone = unit in {"个", "项", "件"} and re.match(r"[，。；、,;）)（(]|$", text[close : close + 1]) is not None
    if alone and (_BARE.search(before) or re.search(r"等[^，。；]{0,4}$", before)):
        return Group(CharSpan(start, end), CharSpan(start, end), "项目", amount, unit)
    return None


#: What a count says besides its noun: stage, area and time. The kind is what stands behind the last of them.
_STAGE_WORDS = re.compile(
    r".*(?:新?开工|竣工|投[产用运]|签约|在建|续建|新建|建成|完工|计划|拟|已|正在|集中|引进|核准|储备|安排|实施|全[市县省区国年]|去年|今年|"
    r"季度|现场|该[市县区]|这批|共有?|其中|力争|预计|累计|的|等|^新|亿元以上|[0-9.]+(?:万|亿)元以上)"
)


def _noun(attr: str, noun: str) -> str:
    """The counted noun with its kind, without stage words and sizes: 产业项目, 重大工程."""
    kind = _STAGE_WORDS.sub("", attr.rpartition("等")[2]).strip(" 　和及与并等")
    return (kind if 0 < len(kind) <= 8 and re.fullmatch(r"[一-龥A-Za-z]+", kind) else "") + noun


_MONEY = re.compile(
    r"(?:总投资|投资总额|总金额|协议投资|协议总投资|总投资额|投资|投资额|合计投资|合同金额|涉及总投资)[^，。；]{0,6}$"
)
_ATTRIBUTE = re.compile(r"(?:（[^（）]{0,12}）)?(?:左右)?的")
_NOT_TOTAL = re.compile(r"(?:年度|完成|累计完成|到位|今年)[^，。；]{0,4}$|年度计划投资$")


def read_counts(view: SentenceView, groups: Sequence[Group], amounts: Sequence[Amount]) -> list[CountMention]:
    """The counts of one sentence with their stage, modality and total investment."""
    found: list[CountMention] = []
    last: CountMention | None = None
    inherited = False
    for index, group in enumerate(groups):
        clause = view.clause_of(group.number.start)
        until = groups[index + 1].span.start if index + 1 < len(groups) else view.span.end
        trigger = _stage(view, group, clause, groups)
        both = trigger is not None and "开竣工" in trigger.text  # starts and finishes together: no one stage
        milestone: MilestoneType | None = trigger.type if trigger and not both else None
        if milestone == "approval" and group.what.endswith("许可证"):
            milestone = None  # a permit is no stage of permits
        modality: Modality = "actual"
        if trigger:
            statement = judge(view.cues, trigger.span, clause)
            if statement is not None:
                if statement.modality is None:
                    continue
                modality = statement.modality
        elif last is not None and (
            _of_same(between := view.text[last.span.end : group.span.start])
            or (inherited and between in {"、", "，", "和"})
        ):
            milestone, modality, inherited = last.milestone, last.modality, True
        if milestone is None and not _ALWAYS.search(group.what):
            continue
        money = _money(view, group, until, amounts)
        count = CountMention(
            CharSpan(min(group.span.start, group.number.start), group.span.end),
            group.what,
            plain(group.amount.low),
            _bound(view.text, group),
            group.unit,
            milestone,
            modality,
            plain(money.low) if money else None,
            money.span if money else None,
            *_named_members(view, group),
        )
        found.append(count)
        last = count
    return found


def _bound(text: str, group: Group) -> Bound:
    """The bound of a count, also where it is said behind the number: 100个以上, 40余件."""
    end = group.number.end
    over = text.startswith(("个以上", "项以上", "以上"), end - (1 if group.unit else 0)) or text.startswith(
        ("余", "多"), end
    )
    return "over" if over and group.amount.bound == "exact" else group.amount.bound


def _named_members(view: SentenceView, group: Group) -> tuple[tuple[str, ...], bool]:
    """The projects that a list names as of the group, and whether the list is open: A、B等优质项目5个."""
    before = [m for m in view.mentions if m.form == "named" and m.end <= group.number.start]
    if before and re.fullmatch("等[^，。；]{0,30}", view.text[before[-1].end : group.number.start]):
        listed = [m for m in before if m.group == before[-1].group]
        return tuple(m.name + (m.phase or "") for m in listed), True
    after = [m for m in view.mentions if m.form == "named" and m.start >= group.span.end]
    if after and re.fullmatch(
        "[^，。；]{0,8}(?:[：:]|[，,](?:分别为|分别是|包括|有|即))", view.text[group.span.end : after[0].start]
    ):
        listed = [m for m in after if m.group == after[0].group]
        return tuple(m.name + (m.phase or "") for m in listed), any(m.open_list for m in listed)
    return (), False


def plain(value: object) -> int | float:
    """A Decimal or number as int where it is whole, as float otherwise."""
    number = float(value)  # type: ignore[arg-type]
    return int(value) if number == int(number) else number  # type: ignore[call-overload]


def _of_same(between: str) -> bool:
    """其中工业项目29个、服务业项目12个 stand in the stage of the whole."""
    return "其中" in between


def _stage(view: SentenceView, group: Group, clause: CharSpan, groups: Sequence[Group]) -> Trigger | None:
    """The trigger that says in which stage the group stands: inside it, right behind it, or before it in its clause."""
    inside = [t for t in view.triggers if group.span.start <= t.start < group.span.end]
    if inside:
        return inside[-1]
    others = [g for g in groups if g is not group]
    before = [t for t in view.triggers if clause.start <= t.start and t.end <= group.span.start]
    before = [t for t in before if not any(t.end <= o.span.start < group.span.start for o in others)]
    behind = [t for t in view.triggers if group.span.end <= t.start < clause.end]
    behind = [t for t in behind if not any(group.span.end <= o.span.start < t.start for o in others)]
    if before and group.span.start - before[-1].end <= 4:
        return before[-1]
    if behind:
        return behind[0]
    if before:
        return before[-1]
    return None


def _money(view: SentenceView, group: Group, until: int, amounts: Sequence[Amount]) -> Amount | None:
    """The total investment of the group: a sum with 总投资 behind it, before the next group, or right in front."""
    clause = view.clause_of(group.number.start)
    for amount in amounts:
        if amount.kind != "money" or amount.low is None:
            continue
        lead = view.text[max(view.span.start, amount.span.start - 12) : amount.span.start]
        if (
            not _MONEY.search(lead)
            or _NOT_TOTAL.search(re.sub(r"(?:总投资|投资|投资额)[^，。；]{0,6}$", "", lead))
            or "年度" in lead[-8:]
        ):
            continue
        between = view.text[group.span.end : amount.span.start]
        if group.span.end <= amount.span.start < until and len(between) <= 40 and between.count("，") <= 2:
            if any(group.span.end <= m.start < amount.span.start and m.form == "named" for m in view.mentions):
                return None
            return amount
        if (
            clause.start <= amount.span.start
            and amount.span.end <= group.number.start
            and _ATTRIBUTE.match(view.text, amount.span.end)
        ):
            return amount
    return None


def unique(counts: Sequence[CountMention]) -> list[CountMention]:
    """Each count once: the same number in the same stage said again adds only what was missing."""
    kept: list[CountMention] = []
    for count in counts:
        for index, other in enumerate(kept):
            if (
                (count.value, count.bound, count.modality) == (other.value, other.bound, other.modality)
                and (count.milestone == other.milestone or None in (count.milestone, other.milestone))
                and _alike(count.what, other.what)
            ):
                kept[index] = replace(
                    other,
                    milestone=other.milestone or count.milestone,
                    investment=other.investment if other.investment is not None else count.investment,
                    investment_span=other.investment_span or count.investment_span,
                )
                break
        else:
            kept.append(count)
    return kept


def _alike(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a) or a[-2:] == b[-2:]
