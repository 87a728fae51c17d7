"""Whose a figure is: the project that its amount stands in, behind, before, or that the sentence before spoke of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhextract.events.pointing import one_of_two
from zhextract.events.sentence import SentenceView
from zhextract.events.subjects import names_topic, opens_with_another
from zhextract.names.entities import Entity
from zhextract.parse.amounts import Amount
from zhextract.records.values import CharSpan

_MAKES = re.compile(
    r"(?:人民币|（[^（）]{0,8}）|左右|以上)?(?:、?[^，。；]{2,24})?(?:的|，?(?:投资)?(?:建设|兴建|兴办|新建|投建|建|打造|用于|实施|上|启动|进行|在[^，。；]{1,12}(?:建设|新建|设立|兴建|建)))[^，。；]{0,16}$"
)


def owners_of(view: SentenceView, kind: str, span: CharSpan, topic: Sequence[Entity]) -> list[Entity]:
    """The projects that a figure at `span` belongs to; `topic` is what the sentences before spoke of last."""
    start, end = span
    inside = [(m, e) for m, e in zip(view.mentions, view.entities, strict=True) if m.start <= start and end <= m.end]
    if inside and (inside[-1][1] is not None or inside[-1][0].form == "named"):
        return [e for _, e in inside[-1:] if e is not None]
    after = [(m, e) for m, e in zip(view.mentions, view.entities, strict=True) if m.start >= end and e is not None]
    if after:
        mention, entity = after[0]
        between = view.text[end : mention.start]
        if _MAKES.fullmatch(between) or (kind == "investment" and between in {"的", ""}):
            return [entity]
        if opens_list_of_name(view, span):
            return [entity]
        clause = view.clause_of(start)
        chained = re.fullmatch(r"(?:、|，)?[^。；，]{2,30}的", between)
        subject = any(m.end <= start and m.start >= clause.start for m in view.mentions)
        if chained and not subject:
            return [entity]
    one = one_of_two(view, start, topic)
    if one is not None:
        return one if len(one) == 1 else []
    if _OF_ANOTHER.match(view.text, end) or _elsewhere(view, kind, start):
        return []
    before = before_it(view, start)
    if _between_group(view, start):
        return []
    if before and kind == "investment" and _of_both(view, start):
        return []
    if before:
        return before if len(before) == 1 else before[-1:] if kind == "capacity" else []
    if any(g.end <= start for g in view.groups):
        return []
    clause = view.clause_of(start)
    spoken_of = {e.name for e in topic}
    foreign = any(
        clause.start <= o.start < start and not names_topic(view.text[slice(*o)], spoken_of) for o in view.others
    )
    if foreign and not any(m.form == "anaphor" for m in view.mentions):
        return []  # another subject
    if opens_with_another(view, start, topic):
        return []
    members = list(dict.fromkeys(topic))
    names = {e.name for e in members}
    return members[-1:] if len(names) == 1 else []


#: 投资21亿美元建设的某线: it is spent on what follows, whether that was recognised or not.
_OF_ANOTHER = re.compile(
    r"(?:人民币|左右|以上)?(?:在[^，。；]{1,12})?(?:投资)?(?:建设|兴建|新建|打造|投建|建造|兴办)的(?!$|[，。；])"
)


def _elsewhere(view: SentenceView, kind: str, start: int) -> bool:
    """Whether the part of the sentence in which a figure stands has a firm or a region of its own as its subject.

    A项目开工；青岚集团将投资2亿元扩建厂房; 形成两大基地，全省炼油能力达4000万吨.
    """
    part = view.part_start(start)
    clause = view.clause_of(start)
    floor = part if part > view.span.start else clause.start if kind == "capacity" else -1
    if floor < 0 or any(floor <= m.start < start for m in view.mentions):
        return False
    named = [view.text[slice(*o)] for o in view.others if o.start == floor and o.end <= start]
    spoken = "".join(e.name for m, e in zip(view.mentions, view.entities, strict=True) if e and m.end <= start)
    return any(name not in spoken for name in named)


def _of_both(view: SentenceView, start: int) -> bool:
    """分别是A和B，总投资170亿元: whether the clause before names two strung together, whose sum a figure may be."""
    clause = view.clause_of(start)
    before = view.clause_before(clause)
    if before is None or any(clause.start <= m.start < start for m in view.mentions):
        return False
    named = [
        (m, e) for m, e in zip(view.mentions, view.entities, strict=True) if e and before.start <= m.start < before.end
    ]
    return any(
        a[1] is not b[1] and a[0].end < b[0].start and _AND.match(view.text, a[0].end, b[0].start)
        for a, b in pairwise(named)
    )


_AND = re.compile("(?:项目|工程)?(?:和|以及|及|、)")


def _between_group(view: SentenceView, start: int) -> bool:
    """Whether a counted group stands nearer before the figure than any project does."""
    last = max((m.end for m in view.mentions if m.end <= start), default=-1)
    return any(last <= g.start < start for g in view.groups)


def before_it(view: SentenceView, start: int) -> list[Entity]:
    """The entities of the nearest mention or list before `start` in the sentence."""
    before = [(m, e) for m, e in zip(view.mentions, view.entities, strict=True) if m.end <= start and e is not None]
    if not before:
        return []
    group = before[-1][0].group
    return list(dict.fromkeys(e for m, e in before if m.group == group))


_RESPECTIVELY = re.compile("分别(?:为|是|达|约|总?装机|年产|规模|投资|斥资|计划|超过?|近)*$")


def dealt_out(view: SentenceView, amounts: Sequence[Amount]) -> dict[CharSpan, list[Entity]]:
    """A、B总投资分别为12亿元和9亿元: of as many figures as projects, each has the figure of its place."""
    dealt: dict[CharSpan, list[Entity]] = {}
    for first, amount in enumerate(amounts):
        if _RESPECTIVELY.search(view.text, view.span.start, amount.span.start) is None:
            continue
        row = [amount]
        for following in amounts[first + 1 :]:
            if not re.fullmatch("[、和及与]", view.text[row[-1].span.end : following.span.start]):
                break
            row.append(following)
        named = before_it(view, amount.span.start)
        if len(row) > 1 and len(row) == len(named):
            dealt |= {a.span: [entity] for a, entity in zip(row, named, strict=True)}
    return dealt


_OPENS_WITH_OUTPUT = re.compile("(?:年产)?[0-9.]+[万亿千百]*")


def opens_list_of_name(view: SentenceView, span: CharSpan) -> bool:
    """2万吨四氯化硅和5000吨硅烷项目: an output listed before a name that begins with another."""
    behind = [m for m in view.mentions if m.form == "named" and m.start > span.end]
    made = view.text.endswith(("年产", "年处理"), view.span.start, span.start)
    unit = "" if made else view.text[slice(*span)].lstrip("约近超过0123456789.万亿千百")
    opens = _OPENS_WITH_OUTPUT.match(behind[0].name) if behind else None
    if opens is None or not behind[0].name.startswith(unit, opens.end()):
        return False
    return re.fullmatch("[^，。；0-9和及与、]{1,14}[和及与、]", view.text[span.end : behind[0].start]) is not None
