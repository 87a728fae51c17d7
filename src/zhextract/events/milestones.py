"""From triggers to milestones: which project a trigger speaks of, how it is meant, and when.

A trigger finds its project in this order: the object right behind it (新开工A、B; 在建的A), the subject before it in
its clause, a list that it opens (竣工的有A、B), the subject of the clause before, and the topic of the sentence before
where the clause has no subject of its own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhextract.events.modality import Cue, Statement, cues, judge
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.names.projects import ProjectMention
from zhextract.parse.dates import TimeValue, resolve
from zhextract.records.values import CharSpan, MilestoneType


@dataclass(frozen=True, slots=True)
class Event:
    """One milestone of one or more projects, before it becomes a record."""

    type: MilestoneType
    statement: Statement
    date: TimeValue | None
    span: CharSpan
    rule: str


@dataclass(slots=True)
class SentenceView:
    """What one sentence holds, each list in order of place."""

    text: str
    span: CharSpan
    clauses: list[CharSpan]
    triggers: list[Trigger]
    cues: list[Cue]
    mentions: list[ProjectMention]
    entities: list[Entity | None]
    dates: list[TimeValue]
    groups: list[CharSpan]  # counted groups: 26个重大项目
    others: list[CharSpan]  # organizations and places: subjects of their own

    def clause_of(self, position: int) -> CharSpan:
        return next((c for c in self.clauses if c.start <= position < c.end), self.clauses[-1])


_CLAUSE = re.compile("[，,；;：:]|(?<=[^0-9]) (?=[^0-9])")
_OPENS = re.compile(
    r"(?:的)?(?:重点|重大)?(?:项目|工程)?(?:中|里|当中)?[，,]?(?:还|则)?(?:有|包括|分别是|分别为|是|为)"
)
_DIRECT = re.compile(r"(?:了|的|建设|的是|一批|包括|中的|，)?")
_ONGOING = {"construction", "installation", "trial"}
_PROCEDURES = frozenset({"征地", "拆迁", "征拆", "征地拆迁", "手续", "环评", "备案", "净地", "审批"})


def split_clauses(text: str, sentence: CharSpan) -> list[CharSpan]:
    """The clauses of a sentence: stretches between commas, semicolons and colons, brackets kept whole."""
    found: list[CharSpan] = []
    start, depth = sentence.start, 0
    for position in range(sentence.start, sentence.end):
        char = text[position]
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        elif char in "，,；;：:" and not depth and not _in_number(text, position):
            if position > start:
                found.append(CharSpan(start, position))
            start = position + 1
    if sentence.end > start or not found:
        found.append(CharSpan(start, sentence.end))
    return found


def _in_number(text: str, position: int) -> bool:
    return (
        text[position] in ",:"
        and text[position - 1 : position].isdigit()
        and text[position + 1 : position + 2].isdigit()
    )


def read_events(
    view: SentenceView, topic: Sequence[Entity], published: datetime.date | None
) -> list[tuple[Event, list[Entity]]]:
    """The milestones of one sentence with the projects that each belongs to.

    `topic` is what the sentences before spoke of last; dates are resolved against `published` once the modality is
    known.
    """
    found: list[tuple[Event, list[Entity]]] = []
    carried: Statement | None = None
    for index, hit in enumerate(view.triggers):
        clause = view.clause_of(hit.start)
        trigger = refine(hit, view.text, clause)
        if trigger is None:
            continue
        entities, rule = _targets(view, index, trigger, clause, topic)
        statement = judge(_in_scope(view, clause, trigger), CharSpan(trigger.start, trigger.end), clause)
        if view.text.startswith("前", trigger.end) or _POSTPONED.match(view.text, trigger.end):
            statement = Statement("planned", "planned", None)
        date = _date(view, index, trigger, clause)
        if statement is None:
            own = any(clause.start <= m.start < trigger.start and m.form == "named" for m in view.mentions)
            ongoing = trigger.type == "construction" or trigger.form == "ceremony"
            if carried and carried.modality == "planned" and not own and not ongoing:
                statement = carried
            else:
                statement = Statement("actual", "actual", None)
        elif statement.modality is None:
            carried = None
            continue
        if rule == "note-in-brackets":
            statement = Statement("actual", "actual", None)
        if statement.modality == "actual" and _under_way(trigger, statement, view.text):
            statement = Statement("actual", "ongoing", statement.cue)
        if date is not None:
            statement, date = _settle(statement, date, published)
        carried = None if view.text.startswith("前", trigger.end) else statement
        if entities:
            event = Event(trigger.type, statement, date, CharSpan(trigger.start, trigger.end), rule)
            shared = _distributed(view, clause, trigger, entities)
            if shared:
                for entity, day in zip(entities, shared, strict=True):
                    how, when = _settle(statement, day, published)
                    found.append((Event(trigger.type, how, when, event.span, rule), [entity]))
            else:
                found.append((event, entities))
    return found


def _under_way(trigger: Trigger, statement: Statement, text: str) -> bool:
    """Whether a step is going on rather than done: 正在施工; 征地, unless it is said to be completed."""
    if trigger.type in _ONGOING:
        return True
    if trigger.text not in _PROCEDURES:
        return False
    done = statement.cue is not None and statement.cue.text in {"已", "已经", "均已", "现已", "业已"}
    return (
        not done
        and re.match(
            r"[^，。；]{0,4}(?:完成|办结|办完|办理完|齐全|获|通过|交付|已)", text[trigger.end : trigger.end + 10]
        )
        is None
    )


def group_events(view: SentenceView, published: datetime.date | None) -> list[Event]:
    """What a sentence says of a counted group or states by a ceremony (7月2日举行集中开工仪式), plans left out."""
    found: list[Event] = []
    for index, trigger in enumerate(view.triggers):
        clause = view.clause_of(trigger.start)
        counted = any(clause.start <= g.start < clause.end for g in view.groups)
        if trigger.form != "ceremony" and not counted:
            continue
        statement = judge(view.cues, CharSpan(trigger.start, trigger.end), clause) or Statement(
            "actual", "actual", None
        )
        if statement.modality != "actual":
            continue
        date = _date(view, index, trigger, clause)
        if date is not None:
            statement, date = _settle(statement, date, published)
        found.append(Event(trigger.type, statement, date, CharSpan(trigger.start, trigger.end), "group"))
    return found


def _in_scope(view: SentenceView, clause: CharSpan, trigger: Trigger) -> list[Cue]:
    """The cues without those inside an attribute of the subject: 规划建设的A项目已投产."""
    subject = [m for m in view.mentions if clause.start <= m.start and m.end <= trigger.start]
    if not subject or view.text[subject[-1].start - 1 : subject[-1].start] != "的":
        return view.cues
    return [c for c in view.cues if not clause.start <= c.start < subject[-1].start]


def _settle(statement: Statement, date: TimeValue, published: datetime.date | None) -> tuple[Statement, TimeValue]:
    """Modality and date brought together: a day that lies ahead of the article is a plan."""
    if statement.modality == "actual" and statement.cue is None and published is not None:
        neutral = resolve(date, None, published)
        ahead = neutral.start if date.mod not in {"BEFORE", "END"} else neutral.end
        if ahead is not None and ahead > published:
            return Statement("planned", "planned", None), resolve(date, "planned", published)
    return statement, resolve(date, statement.modality, published)


_MAIN_STRUCTURE = re.compile(
    r"(?:主体|主厂房|厂房)(?:工程|结构|厂房|建筑|框架|施工)?(?:(?!地下|部分)[^，。；、]){0,8}$"
)
_PART = re.compile(
    r"(?:桩基|路基|地基|基坑|土方|地下室|地下结构|钢结构|部分[^，。；、]{1,6}|围墙|桥墩|墩柱|承台|管廊架|道路|管网|支护|临时[^，。；、]{0,6})"
    r"(?:工程|施工|框架)?[^，。；、]{0,8}$"
)
_TRANSITIVE = re.compile(
    r"(?:了)?(?:一批|一座|一条|一个|全省|全国|国内|世界|[0-9一二两三四五六七八九十百]+(?:余|多)?(?:个|座|条|家|处|栋))"
)


def refine(trigger: Trigger, text: str, clause: CharSpan) -> Trigger | None:
    """The milestone that a trigger states once its subject is looked at; None where it states none.

    A finished main structure is `topping_out`, a finished part `construction`; 开工前 looks ahead; 建成一批… is about
    others.
    """
    before, after = text[clause.start : trigger.start], text[trigger.end : trigger.end + 12]
    if after.startswith("的") and re.match("(?:这|其)?(?:也|还|同时)?是", before):
        return None
    if re.match("(?:发电)?(?:的)?目标", after):
        return None
    if after.startswith("前") and trigger.type != "construction_start":
        return None
    if after.startswith(("以来", "时间", "率", "能力", "量")) and trigger.type not in {
        "construction_start",
        "resumption",
    }:
        return None
    if trigger.text == "试产" and after[:1].isdigit():
        return None
    if trigger.type == "completion":
        if trigger.text in {"建成", "建好"} and _TRANSITIVE.match(after):
            return None
        if _PART.search(before):
            return replace(trigger, type="construction")
        if _MAIN_STRUCTURE.search(before):
            return replace(trigger, type="topping_out")
    return trigger


# ---- whose milestone -----------------------------------------------------------------------------------------------
#: 项目加速建设: of projects at large.
_GENERIC_SUBJECT = re.compile(r"(?:项目|工程)$")


def _targets(
    view: SentenceView, index: int, trigger: Trigger, clause: CharSpan, topic: Sequence[Entity]
) -> tuple[list[Entity], str]:
    if view.text[trigger.start - 1 : trigger.start] in {"（", "("}:
        noted = [i for i, m in enumerate(view.mentions) if m.end == trigger.start - 1]
        if noted:
            entity = view.entities[noted[-1]]
            return ([entity] if entity is not None else []), "note-in-brackets"
    if _GENERIC_SUBJECT.search(view.text, clause.start, trigger.start) and not any(
        m.start < trigger.start <= m.end + 2 for m in view.mentions
    ):
        return [], "generic-subject"
    known = [i for i, e in enumerate(view.entities) if e is not None]
    before = [
        i for i in known for m in [view.mentions[i]] if m.end <= trigger.start or m.start <= trigger.start < m.end
    ]
    subject = [i for i in before if view.mentions[i].start >= clause.start]
    after = [i for i in known if view.mentions[i].start >= trigger.end]
    gap = view.text[trigger.end : view.mentions[after[0]].start] if after else None
    if (
        gap is not None
        and gap in {"", "的", "了", "建设", "建设的", "的是", "一批"}
        and not _crosses(view, index, after[0])
    ):
        return _group(view, after[0]), "object-direct"
    opened = _OPENS.match(view.text, trigger.end)
    if opened and after and view.mentions[after[0]].start - opened.end() <= 14:
        return _until_next_trigger(view, index, after), "list-opened"
    counted = any(clause.start <= g.start < trigger.start for g in view.groups)
    if subject:
        last = subject[-1]
        between = [g for g in view.groups if view.mentions[last].end <= g.start < trigger.start]
        # A、B等20个项目转为开工: the group is the list itself.
        if not between or re.fullmatch("等[^，。；]{0,12}", view.text[view.mentions[last].end : between[0].start]):
            return _group(view, last), "subject"
    if counted:
        return _members(view, trigger), "group-members"
    if (
        gap is not None
        and len(gap) <= 14
        and not re.search("[，。；：,;:]", gap)
        and not _crosses(view, index, after[0])
    ):
        return _group(view, after[0]), "object"
    agreed = trigger.type == "signing" or (trigger.type == "approval" and "通过" in trigger.text)
    if agreed and after and not subject and not counted and view.mentions[after[0]].head != "facility":
        return _group(view, after[0]), "object-agreed"
    if any(clause.start <= g.start < clause.end for g in view.groups):
        return [], "group"
    part = max(view.text.rfind(mark, view.span.start, trigger.start) for mark in "；;")
    near = [i for i in before if view.mentions[i].start > part]
    if not near and part >= 0 and _subjectless(view, clause, trigger):
        near = before
    if near:
        last = near[-1]
        if not any(view.mentions[last].end <= g.start < trigger.start for g in view.groups):
            return _group(view, last), "subject-carried"
        return [], "group"
    if topic and re.search(
        "各(?:大|个)?(?:项目|工程)|(?:这些|上述)(?:项目|工程)", view.text[clause.start : trigger.start]
    ):
        return list(dict.fromkeys(topic)), "topic-all"
    if topic and _subjectless(view, clause, trigger):
        return _single(topic), "topic"
    return [], "none"


def _crosses(view: SentenceView, index: int, mention: int) -> bool:
    """Whether another trigger stands between this one and the mention."""
    following = view.triggers[index + 1] if index + 1 < len(view.triggers) else None
    return following is not None and following.start < view.mentions[mention].start


def _group(view: SentenceView, index: int) -> list[Entity]:
    """The entities of the list that the mention stands in, each once."""
    group = view.mentions[index].group
    members = [e for m, e in zip(view.mentions, view.entities, strict=True) if m.group == group and e is not None]
    return list(dict.fromkeys(members))


def _until_next_trigger(view: SentenceView, index: int, after: list[int]) -> list[Entity]:
    """竣工的有A、B：every mention up to the next trigger that opens a list of its own."""
    found: list[Entity] = []
    stop = view.span.end
    for following in view.triggers[index + 1 :]:
        if _OPENS.match(view.text, following.end) or re.match("的", view.text[following.end : following.end + 1]):
            stop = following.start
            break
    semicolon = min(
        (p for p in (view.text.find(c, view.triggers[index].end, stop) for c in "；;") if p >= 0), default=stop
    )
    for i in after:
        entity = view.entities[i]
        if entity is not None and view.mentions[i].start < min(stop, semicolon):
            found.append(entity)
    return list(dict.fromkeys(found))


def _members(view: SentenceView, trigger: Trigger) -> list[Entity]:
    """3个项目开工：A、B、C names the members of the group behind a colon."""
    colon = re.compile("[^，。；]{0,6}[：:]").match(view.text, trigger.end)
    if not colon:
        return []
    named = [e for m, e in zip(view.mentions, view.entities, strict=True) if m.start >= colon.end() and e is not None]
    return list(dict.fromkeys(named))


def _single(topic: Sequence[Entity]) -> list[Entity]:
    members = list(dict.fromkeys(topic))
    return members if len(members) == 1 else []


_ADVERBS = re.compile(
    r"(?:其中|[A-Za-z]+生产线|生产线|产线|车间|部分|目前|眼下|现|已|已经|正|正在|将|预计|计划|拟|力争|争取|有望|确保|可望|于|在|全部|全面|正式|即将|陆续|工程|整体|首台|首批|"
    r"机组|建设|主体|开始|可|并|实现|顺利|近日|日前|届时|年|月|日|底|初|前|后|内|上旬|中旬|下旬|左右|，|、|的|工期|为|和|至|到|自|"
    r"[0-9一二三四五六七八九十]|今年|明年|去年|次年|当年|同年|后|季度|上半年|下半年|春节|整个|一并|具备|条件|达到|能|就|进入|完成|\s|"
    r"[“”]|说|厂房|设备|项目|经|于是|由此|其)*"
)


def _subjectless(view: SentenceView, clause: CharSpan, trigger: Trigger) -> bool:
    """Whether everything from the start of the clause to the trigger is dates, cues and adverbs."""
    words = view.text[clause.start : trigger.start]
    for date in view.dates:
        if clause.start <= date.span.start and date.span.end <= trigger.start:
            words = words.replace(date.text, "")
    return _ADVERBS.fullmatch(words) is not None


# ---- when ----------------------------------------------------------------------------------------------------------
_DATES_NOTHING = re.compile(r"(?:截至|截止|截止到|截至到|到)$")


def _datable(view: SentenceView, date: TimeValue) -> bool:
    """Whether a date can be that of a milestone: 截至7月底已开工 and 今年以来 date nothing."""
    if date.value is None:
        return False
    if date.kind not in {"date", "period"} and date.mod not in {"BEFORE", "AFTER", "APPROX"}:
        return False
    if re.search("(?:以来|以后|起)$|[天日周]之?[前后]$|十[一二三四五六]五[”’]?(?:时期|期间)?$", date.text):
        return False
    before = view.text[max(view.span.start, date.span.start - 4) : date.span.start]
    return not _DATES_NOTHING.search(before)


_POSTPONED = re.compile(
    r"(?:的)?(?:时间|日期)?(?:初步)?(?:定|确定|安排|推迟|延期|延长|调整|顺延|延后)(?:在|为|到|至|于)?(?:不晚于|不迟于)?"
)
_MOMENT = re.compile(
    r"(?:的)?(?:时间|日期)?(?:分别)?(?:初步)?(?:定|确定|安排|预计)?(?:在|为|到|至|是|于)?(?:不晚于|不迟于)?"
)


def _date(view: SentenceView, index: int, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    """The date of a trigger: the nearest before it in its clause, one it leads to, or one that opens the sentence."""
    if trigger.form == "ceremony" and (opening := _opening_date(view, trigger, clause)) is not None:
        return opening
    floor = clause.start
    for earlier in view.triggers[:index]:
        between = view.text[earlier.end : trigger.start]
        if earlier.start < floor or earlier.end > trigger.start or between == "、":
            continue
        # 年底调试完成并开始试生产: one date for both.
        if not re.fullmatch(r"[^，。；]{0,2}并[^，。；]{0,4}", between):
            floor = earlier.end
    near = [d for d in view.dates if d.span.start >= floor and d.span.end <= trigger.start and _datable(view, d)]
    if near:
        return near[-1]
    behind = [d for d in view.dates if trigger.end <= d.span.start < clause.end and _datable(view, d)]
    if behind and behind[0].span.start > trigger.end:
        lead = view.text[trigger.end : behind[0].span.start]
        if _POSTPONED.fullmatch(lead) or (trigger.form == "moment" and _MOMENT.fullmatch(lead)):
            return behind[0]
    if "届时" in view.text[clause.start : trigger.start]:
        before = [d for d in view.dates if d.span.end <= clause.start and _datable(view, d)]
        return before[-1] if before else None
    return _opening_date(view, trigger, clause)


def _opening_date(view: SentenceView, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    """6月19日，A再添新动作：B破土动工 — a date that opens the sentence holds for its first statement."""
    first = view.triggers[0]
    if first.start != trigger.start or not view.dates:
        return None
    date = view.dates[0]
    lead = view.text[view.span.start : date.span.start]
    opens = len(lead.strip(" 　“”")) <= 1 or re.search(
        r"(?:获悉|消息|讯|电|据悉|透露)[，,]?(?:记者)?[（）()：:\s]*$", lead
    )
    far = view.clauses.index(clause) > 2 or date.mod == "BEFORE"
    if opens and not far and date.span.end <= clause.start and _datable(view, date):
        return date
    return None


def _distributed(
    view: SentenceView, clause: CharSpan, trigger: Trigger, entities: list[Entity]
) -> list[TimeValue] | None:
    """A、B分别于8月、9月投产: one date for each, in order; None where it is not so said."""
    if len(entities) < 2 or not re.search("分别|依次", view.text[clause.start : trigger.start]):
        return None
    dates = [
        d for d in view.dates if clause.start <= d.span.start and d.span.end <= trigger.start and _datable(view, d)
    ]
    return dates if len(dates) == len(entities) else None


def find_cues(text: str, span: CharSpan) -> list[Cue]:
    """The modality cues of a sentence, with offsets into `text`."""
    return cues().find(text, span.start, span.end)
