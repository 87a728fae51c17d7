"""Numbers of unnamed or grouped projects, permits and contracts: 98个项目集中开工, 新开工项目205个, 许可证等40余件."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from zhextract.events.counts_groups import Group
from zhextract.events.counts_money import investment
from zhextract.events.counts_stage import Stage, StageFinder
from zhextract.events.counts_words import alternatives, stage_words, table
from zhextract.events.sentence import SentenceView
from zhextract.parse.amounts import Amount
from zhextract.records.values import Bound, CharSpan, MilestoneType, Modality


@dataclass(frozen=True, slots=True)
class CountMention:
    """One counted group: `span` covers number, classifier and noun.

    `cued` is whether a word says that it is planned or has happened; `sentence` where its sentence starts; `whole`
    where the group of which it is a part is counted.
    """

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
    cued: bool = False
    sentence: int = -1
    whole: CharSpan | None = None


@dataclass(slots=True)
class Told:
    """What the sentences so far have counted, and the stage of the ceremony that the sentence before speaks of."""

    counts: list[CountMention] = field(default_factory=list)
    ceremony: MilestoneType | None = None


#: How far behind a group its parts may still be told, in the next sentence (其中，…).
_REACH = 160


def read_counts(
    view: SentenceView,
    groups: Sequence[Group],
    amounts: Sequence[Amount],
    published: datetime.date | None,
    told: Told,
) -> list[CountMention]:
    """The counts of one sentence with their stage, modality and total investment.

    `told` is what the sentences before have counted; it is brought up to date.
    """
    ceremony, told.ceremony = told.ceremony, _ceremony(view)
    if not groups:
        return []
    finder = StageFinder(view, groups, stage_words(view.text, view.span, view.triggers), published)
    found: list[CountMention] = []
    stages: dict[int, Stage] = {}
    before = told.counts[-1] if told.counts else None
    near = before is not None and view.span.start - before.span.end <= _REACH
    whole = before if near and _TAKES_UP.match(view.text, view.span.start, view.span.end) else None
    ceremony = None if view.triggers else ceremony
    for index, group in enumerate(groups):
        total = _is_total(view, groups, index)
        stage = None if total else finder.stage(index, stages.get(index - 1))
        of: CountMention | None = None
        if stage is None and not total:
            of = _whole(view, group, found, whole)
            of = of or _again(view, group, told)
            stage = Stage(of.milestone, of.modality, of.cued) if of else None
            if stage is None and ceremony is not None and group.kind == "project" and group.form == "behind":
                stage = Stage(ceremony, "actual", False)
        stage = stage or Stage(None, "actual", False)
        stages[index] = stage
        if stage.modality is None or not _counts(view, groups, index, stage, of):
            continue
        money = investment(view, groups, index, amounts)
        if money and of and (upper := _at(found, of)) is not None and found[upper].investment is None and not money.own:
            found[upper] = replace(found[upper], investment=money.value, investment_span=money.span)
            money = None
        step = _STEP.match(view.text, group.span.end)
        members, open_list = _named_members(view, group)
        found.append(
            CountMention(
                span=group.span,
                what=step.group(1) if step else group.what,
                value=_value(group),
                bound=_bound(view.text, group),
                unit=group.unit,
                milestone=stage.milestone,
                modality=stage.modality,
                investment=money.value if money else None,
                investment_span=money.span if money else None,
                members=members,
                open_list=open_list,
                cued=stage.cued,
                sentence=view.span.start,
                whole=of.span if of else None,
            )
        )
    told.counts += found
    if found:
        told.ceremony = None
    return found


def _ceremony(view: SentenceView) -> MilestoneType | None:
    """The stage of the one ceremony of a sentence: what is listed after it was part of it."""
    stages = {t.type for t in view.triggers if t.form == "ceremony" and "开竣工" not in t.text}
    return stages.pop() if len(stages) == 1 else None


def _again(view: SentenceView, group: Group, told: Told) -> CountMention | None:
    """A group in whose stage the article has spoken of just as many: 20个项目中有5个…"""
    if group.form != "behind" or group.what != "项目" or not view.text.startswith(("中", "里"), group.span.end):
        return None
    value = _value(group)
    return next((c for c in reversed(told.counts) if c.value == value and c.what.endswith("项目")), None)


#: What the group has to go through, in place of the group: 4个项目的环评.
_STEP = re.compile("的(环评|水保|土地预审|用地预审|地质灾害评估|环境影响评价文件|可研|施工图审查)")
#: 其中，10亿元以上项目3个; 先进制造业占了大半，14个项目…: the sentence speaks of parts of the group before.
_TAKES_UP = re.compile("(?:其中|当中)|[^，。；]{2,12}占(?:了|据|比|到)[^，。；]{0,10}，")


def _at(found: Sequence[CountMention], count: CountMention) -> int | None:
    return next((i for i, c in enumerate(found) if c.span == count.span), None)


def _whole(
    view: SentenceView, group: Group, found: Sequence[CountMention], whole: CountMention | None
) -> CountMention | None:
    """The group that this one is a part of, and whose stage it shares: 其中工业项目29个、服务业项目12个."""
    value = _value(group)
    if _SAYS_MORE.match(view.text, group.span.end):
        return None
    last = found[-1] if found else None
    if last is None:
        return whole if whole is not None and value <= whole.value else None
    between = view.text[last.span.end : group.lead]
    if "其中" in between or "当中" in between or re.match("[中里][，,]?(?:有|共有)?$", between):
        return last if value <= last.value else None
    if last.whole is not None and len(between) <= 40 and not re.search("[。！？]", between):
        upper = next((c for c in (*found, whole) if c is not None and c.span == last.whole), None)
        told = sum(c.value for c in found if c.whole == last.whole)
        if upper is not None and told + value <= upper.value:
            return upper
    return last if group.form == "part" and "其中" not in between else None


#: A part of which something is said: its stage is not that of the whole.
_SAYS_MORE = re.compile("(?:[^，。；、]{0,6})(?:已|正|将|尚|未|拟|还|均|因)")


def _counts(view: SentenceView, groups: Sequence[Group], index: int, stage: Stage, of: CountMention | None) -> bool:
    """Whether a counted phrase is a count: in a stage, or a number of projects that is no mere mention."""
    group = groups[index]
    if _value(group) == 1 and of is None and group.form not in {"alone", "ahead"}:
        return False
    if stage.milestone is not None:
        return True
    if of is not None:
        return group.kind in {"project", "permit"}
    if group.form in {"alone", "part"}:
        return _is_total(view, groups, index)
    if _has_parts(view, groups, index):
        return True
    if group.kind not in {"project", "permit"}:
        return False
    if group.unit == "大" or view.text[group.number.end - 1] not in group.unit + "上余多右":  # 六大工程, 两项目
        return False
    words = view.text[group.lead : group.span.end]
    lead = view.text[max(view.clause_of(group.number.start).start, group.lead - 12) : group.lead]
    following = view.text[group.span.end : group.span.end + 6]
    if _DEMONSTRATIVE.search(lead) or _BROKEN.match(following):
        return False
    around = view.text[max(view.span.start, group.lead - 60) : min(view.span.end, group.span.end + 60)]
    if group.kind == "project" and not _undertakings().search(around):
        return False
    if group.what == "项目" and group.form == "behind" and _after_names(view, group):
        return False
    return not (_others().search(words) or _acts()[0].search(lead) or _acts()[1].match(following))


def _has_parts(view: SentenceView, groups: Sequence[Group], index: int) -> bool:
    """Whether part of the group is counted in a stage right behind it: 中小学31所，眼下完工22所."""
    group = groups[index]
    part = groups[index + 1] if index + 1 < len(groups) else None
    if part is None or group.kind not in {"project", "site"} or part.form != "alone" or part.unit != group.unit:
        return False
    if any(m.form == "named" and m.end == group.lead for m in view.mentions):
        return False  # 望川铁路47座隧道: what one project is made of
    between = view.text[group.span.end : part.span.start]
    return _value(part) < _value(group) and len(between) <= 24 and not re.search("[。；;]", between)


def _after_names(view: SentenceView, group: Group) -> bool:
    """A、B、C三个项目: the names are all there is."""
    before = view.text[max(view.clause_of(group.number.start).start, group.lead - 60) : group.lead]
    return "、" in before and not before.endswith(("等", "的", "有"))


def _is_total(view: SentenceView, groups: Sequence[Group], index: int) -> bool:
    """三类合计29个: the sum of the groups before it in the sentence."""
    before = view.text[max(view.span.start, groups[index].lead - 8) : groups[index].lead]
    parts = [_value(g) for g in groups[:index]]
    return len(parts) > 1 and sum(parts) == _value(groups[index]) and re.search("合计|总计|共", before) is not None


_DEMONSTRATIVE = re.compile("(?:这|该|此|上述|以上|前述|其他|其它|另外|任何|某|负责|负责这)$")
_BROKEN = re.compile(
    "的(?:可行性|设计|方案|施工|环评|意见|负责|建议|业主|名称)|可行性|负责人|同日亮相|(?:尚|仍|还|均|都|暂|目前)?(?:未|没|无法|不能|不会)"
)


@cache
def _others() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(table().other_kinds.words)})[^，。；]{{0,4}}(?:项目|工程)")


@cache
def _undertakings() -> re.Pattern[str]:
    return re.compile(alternatives(table().undertakings.words))


@cache
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    acts = alternatives(table().other_acts.words)
    return re.compile(f"(?:{acts})(?:出|了|的|过)?$"), re.compile(f"(?:已)?(?:{acts})")


_TO = frozenset("至到~—-")


def _value(group: Group) -> int | float:
    """The number; of a range, its end."""
    apart = group.number.start > group.amount.span.start
    spaced = re.search(r"[亿万]\s?(\d{1,4})\s?\D?$", group.amount.text) if apart else None
    if spaced:
        return int(spaced.group(1))
    ranged = not _TO.isdisjoint(group.amount.text)
    return plain(group.amount.high if ranged else group.amount.low)


def _bound(text: str, group: Group) -> Bound:
    """The bound of a count, also where it is said behind the number: 100个以上, 40余件."""
    bound = group.amount.bound
    if bound != "exact":
        return bound
    if text.startswith(("以上", "之多"), group.number.end) or re.search("[余多几]|数[十百千]", group.amount.text):
        return "over"
    if text[group.amount.span.end : group.amount.span.end + 1] in {"余", "多"}:
        return "over"
    return "exact" if _TO.isdisjoint(group.amount.text) else "about"


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


def unique(counts: Sequence[CountMention]) -> list[CountMention]:
    """Each count once: the same number in the same stage said again adds only what was missing.

    A group that is planned in one place and told without a word of fact in another (新开工项目15项) is planned, and so
    are its parts.
    """
    kept: list[CountMention] = []
    planned: set[CharSpan] = set()
    for count in counts:
        if count.whole in planned and not count.cued:
            count = replace(count, modality="planned")
        index = next((i for i, other in enumerate(kept) if _same(count, other)), None)
        if index is None:
            kept.append(count)
            continue
        other = kept[index]
        if count.modality != other.modality:
            planned |= {count.span, other.span}
            kept = [replace(k, modality="planned") if k.whole == other.span and not k.cued else k for k in kept]
            other = replace(kept[index], modality="planned")
        kept[index] = replace(
            other,
            milestone=other.milestone or count.milestone,
            investment=other.investment if other.investment is not None else count.investment,
            investment_span=other.investment_span or count.investment_span,
            members=other.members or count.members,
            open_list=other.open_list or (not other.members and count.open_list),
        )
    return kept


def _same(a: CountMention, b: CountMention) -> bool:
    if (a.value, a.bound) != (b.value, b.bound) or not _alike(a.what, b.what):
        return False
    if a.sentence == b.sentence:
        return False
    if a.milestone != b.milestone and None not in (a.milestone, b.milestone):
        return False
    if a.modality == b.modality:
        return True
    actual = a if a.modality == "actual" else b
    return not actual.cued and a.value > 1


def _alike(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a) or a[-2:] == b[-2:] or a[-1:] == b[-1:] == "线"
