"""From triggers to milestones: how each is meant, whose it is, and when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhextract.events.meaning import TOGETHER, how_meant, moved_to
from zhextract.events.modality import Statement, judge
from zhextract.events.refine import refine
from zhextract.events.sentence import SentenceView
from zhextract.events.settling import settle
from zhextract.events.subjects import another_undertaking
from zhextract.events.targets import Targets, carries_on, find_targets
from zhextract.events.timing import distributed_dates, find_date, paired_dates
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.parse.dates import TimeValue
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import CharSpan, MilestoneType


@dataclass(frozen=True, slots=True)
class Event:
    """One milestone of one or more projects, before it becomes a record."""

    type: MilestoneType
    statement: Statement
    date: TimeValue | None
    span: CharSpan
    rule: str
    word: str = ""
    over: bool = False  # a stop that is told as past (其间两次停工)


_ONGOING = {"construction", "installation", "trial"}
_PROCEDURES = ("征地", "征迁", "审核", "拆迁", "征拆", "征地拆迁", "手续", "环评", "备案", "净地", "审批")


def read_events(
    view: SentenceView, topic: Sequence[Entity], published: datetime.date | None, members: Sequence[Entity] = ()
) -> list[tuple[Event, list[Entity]]]:
    """The milestones of one sentence with the projects that each belongs to.

    `topic` is what the sentences before spoke of last, `members` those of the group spoken of. Dates are resolved
    against `published` once the modality is known.
    """
    telling = _Telling(view, published, _Whose(view, topic, members))
    return list(_without_label([told for index in range(len(view.triggers)) for told in telling.read(index)]))


def read_cell(view: SentenceView, entity: Entity, published: datetime.date | None) -> list[Event]:
    """The milestones that a cell of a table states of the project of its row."""
    telling = _Telling(view, published, _OfRow(entity))
    told = [event for index in range(len(view.triggers)) for event, _ in telling.read(index)]
    return [e for e in told if e.statement.cue is None or e.statement.cue.text != "待"]  # 待国家核准: not yet


class _OfRow:
    """Every trigger of a cell is of the project of its row."""

    def __init__(self, entity: Entity) -> None:
        self._entity = entity

    def find(self, index: int, trigger: Trigger, clause: CharSpan) -> Targets:
        """The project of the row."""
        return [self._entity], "table-cell"


class _Telling:
    """What the triggers of one sentence tell, in order: a plan, a date and a step under way hold for those behind."""

    def __init__(self, view: SentenceView, published: datetime.date | None, whose: _Whose | _OfRow) -> None:
        self._view, self._published, self._whose = view, published, whose
        self._carried: Statement | None = None
        self._with_it: TimeValue | None = None  # the date of the statement before
        self._going_on: Trigger | None = None  # the step under way that was told of last

    def read(self, index: int) -> list[tuple[Event, list[Entity]]]:
        """The milestones that one trigger states, each with its projects; the triggers are to be read in order."""
        view, hit = self._view, self._view.triggers[index]
        clause = view.clause_of(hit.start)
        trigger = refine(hit, view, clause)
        if trigger is None:
            return []
        entities, rule = self._whose.find(index, trigger, clause)
        meant = self._meant(index, trigger, clause, rule)
        if meant is None:
            return []
        statement, date = meant
        if statement.modality == "planned" and trigger.text.endswith("进场施工"):
            trigger = replace(trigger, type="construction_start")  # entering the site lies ahead: it is the start
        statement, date = self._settled(hit, trigger, statement, date)
        if statement.modality == "actual" and _ready(view, trigger):
            return []
        self._with_it = date
        self._carried = None if view.text.startswith("前", trigger.end) else statement
        shared = distributed_dates(view, clause, trigger, entities)
        if shared:
            settled = [settle(view, statement, day, self._published) for day in shared]
            told = [Event(trigger.type, *when, trigger.span, rule, trigger.text) for when in settled]
            return [(event, [entity]) for event, entity in zip(told, entities, strict=True)]
        over = trigger.type == "suspension" and _PAST_STOP.search(view.text, clause.start, trigger.start) is not None
        event = Event(trigger.type, statement, date, trigger.span, rule, trigger.text, over)
        return [(event, entities)] if entities else []

    def _meant(
        self, index: int, trigger: Trigger, clause: CharSpan, rule: str
    ) -> tuple[Statement, TimeValue | None] | None:
        """How a trigger is meant and the date said with it; None where it states nothing."""
        view = self._view
        noted = rule == "note-in-brackets"
        statement = Statement("actual", "actual", None) if noted else how_meant(view, trigger, clause, self._carried)
        date = paired_dates(view, index) or find_date(view, index, trigger, clause)
        if date is None and TOGETHER.search(view.text, clause.start, trigger.start):
            date = self._with_it
        if statement.modality is None:
            self._carried = None
            moved = moved_to(view, trigger) if statement.cue and statement.cue.text[0] in "原本" else None
            return (Statement("planned", "planned", statement.cue), moved) if moved is not None else None
        if date is None and (trigger.form == "moment" or _TIME_OF_IT.match(view.text, trigger.end)):
            return None  # 开工日期一推再推
        if statement.modality == "actual" and _exhorted(view, trigger, clause, rule):
            return None
        if date is not None and statement.modality == "actual" and _LENGTH.fullmatch(date.text):
            date = None  # 一周内接连投产: how long it took, not until when
        return statement, date

    def _settled(
        self, hit: Trigger, trigger: Trigger, statement: Statement, date: TimeValue | None
    ) -> tuple[Statement, TimeValue | None]:
        """Modality and date brought together, with the step under way that was told of before."""
        view = self._view
        if statement.modality == "actual" and _under_way(trigger, statement, view.text):
            statement = Statement("actual", "ongoing", statement.cue)
        going_on = self._going_on
        if going_on is not None and any(going_on.end <= m.start < trigger.start for m in view.mentions):
            going_on = None  # what goes on is another project's
        if self._published is None and date is not None and statement.cue is None and _follows(going_on, trigger):
            statement = Statement("planned", "planned", None)
        if date is not None:
            statement, date = settle(view, statement, date, self._published)
        self._going_on = hit if statement.certainty == "ongoing" and date is None else going_on
        return statement, date


#: 其间两次因疫情停工, 一度停工: a stop that is over.
_PAST_STOP = re.compile("(?:其间|期间|一度|曾|[一二两三四几数]次)[^，。；]{0,10}$")
#: 全线通车的时间，指挥部咬定在年底: the moment is spoken of, and is not said yet.
_TIME_OF_IT = re.compile("的(?:具体)?(?:时间|日期|节点)")


class _Whose:
    """Whose each trigger of one sentence is, by what the triggers before it were of."""

    def __init__(self, view: SentenceView, topic: Sequence[Entity], members: Sequence[Entity]) -> None:
        self._view, self._topic, self._members = view, topic, members
        self._spoken: list[Entity] = []  # the topic, where the sentence has gone on to speak of it
        self._stranger = False  # a subject that is no known project stands before: what has none itself is of it
        self._other = -1  # where an undertaking of its own stands that is no named project

    def find(self, index: int, trigger: Trigger, clause: CharSpan) -> Targets:
        """As `find_targets`; the triggers are to be asked for in order."""
        view = self._view
        entities, rule = find_targets(view, index, trigger, clause, self._topic, self._members)
        if rule == "topic":
            self._spoken = entities
        elif rule == "none" and self._spoken and carries_on(view, trigger, clause):
            entities, rule = self._spoken, "topic"  # 它2月投产，3月被责令停产
        if rule == "another-noun":
            self._stranger, self._other = True, trigger.start
        elif rule == "none":
            self._stranger = self._stranger or not _of_part(view, trigger, clause)
            if another_undertaking(view, clause, trigger.start):
                self._other = trigger.start
        elif (rule == "topic" and self._stranger) or (rule == "subject-carried" and self._of_other(trigger)):
            entities = []
        return entities, rule

    def _of_other(self, trigger: Trigger) -> bool:
        """其2号焦炉11月投产，配套的装置同步投运: whether no project is named since an undertaking of its own."""
        named = any(self._other < m.start < trigger.start for m in self._view.mentions)
        return self._other >= 0 and not named


def _without_label(found: Sequence[tuple[Event, list[Entity]]]) -> Iterator[tuple[Event, list[Entity]]]:
    """在建项目里，A已竣工: what a list is headed by gives way to the later stage that is told of its member."""
    for event, owners in found:
        kept = owners
        if event.rule == "list-opened" and event.type == "construction":
            further = [id(e) for other, them in found if _past(other) for e in them]
            kept = [e for e in owners if id(e) not in further]
        if kept:
            yield event, kept


def _past(event: Event) -> bool:
    """Whether an event says that the building is over."""
    return event.statement.modality == "actual" and event.type in {"trial", "completion", "commissioning"}


#: 一周内接连投产: a length of time.
_LENGTH = re.compile("[0-9一二两三四五六七八九十]+个?(?:天|日|周|月|年)内")


def _ready(view: SentenceView, trigger: Trigger) -> bool:
    """已具备通车条件: it can happen, and has not."""
    if trigger.text.startswith("具备"):
        return True
    return view.text.endswith("具备", view.span.start, trigger.start) and view.text.startswith("条件", trigger.end)


#: 安全有序推进A等工程建设: how things are to be done, with nobody who does them.
_MANNER = re.compile("(?:安全|稳妥|高质量|高标准|高水平|扎实|积极|全力|持续|大力|统筹|科学|有序|深入|适时|协同)+")


def _exhorted(view: SentenceView, trigger: Trigger, clause: CharSpan, rule: str) -> bool:
    """Whether a call to go on with a project opens the sentence."""
    if trigger.type != "construction" or rule not in {"object-direct", "object"} or clause.start != view.span.start:
        return False
    words = view.text[clause.start : trigger.end]
    return _MANNER.match(words) is not None and not any(
        c.category == "actual" for c in view.cues if c.start < trigger.end
    )


_COURSE: tuple[MilestoneType, ...] = (
    "construction_start",
    "construction",
    "topping_out",
    "installation",
    "trial",
    "completion",
    "commissioning",
    "full_capacity",
)


def _follows(going_on: Trigger | None, trigger: Trigger) -> bool:
    """正在安装机组，12月试运行: a later stage than one that is still going on lies ahead."""
    if going_on is None or going_on.type not in _COURSE or trigger.type not in _COURSE:
        return False
    return _COURSE.index(trigger.type) > _COURSE.index(going_on.type)


_PART_OF_IT = re.compile("用地|场区|厂区|厂房|设备|机组|主体|车间|栋|楼|产线|生产线|基础|土建|装置|场地")


def _of_part(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether an unnamed subject is a part of what is spoken of: 厂房, 设备."""
    return _PART_OF_IT.search(view.text, clause.start, trigger.start) is not None


#: 可研报告正在报批; 核准文件上周由省能源局转报国家发改委, 批复尚在审查: a permit that has not come.
_IN_PAPERS = re.compile("^(?!.{0,2}通过).*(?:报批|审批中|正在审批|评审|已报|审查)")
_ON_ITS_WAY = re.compile(
    "(?:尚|还|仍|正)在[^，。；]{0,12}(?:审查|审批|流转|办理|审核|路上)|[^，。；]{0,16}(?:转报|上报|报送|报请|呈报)"
)


def _under_way(trigger: Trigger, statement: Statement, text: str) -> bool:
    """Whether a step is going on rather than done: 正在施工; 征地, unless it is said to be completed."""
    if trigger.type in _ONGOING:
        return True
    if trigger.type == "approval" and (_IN_PAPERS.match(trigger.text) or _ON_ITS_WAY.match(text, trigger.end)):
        return True
    if trigger.text.endswith("验收"):
        return statement.cue is not None and statement.cue.text in {"正在", "正"}
    if not trigger.text.endswith(_PROCEDURES):
        return False
    if statement.cue is not None and statement.cue.text in {"已", "已经", "均已", "现已", "业已"}:
        return False
    if trigger.text.startswith(("通过", "取得", "获", "拿到", "完成")):
        return False
    before, after = text[max(0, trigger.start - 6) : trigger.start], text[trigger.end : trigger.end + 10]
    done = re.match(r"证|后|[^，。；]{0,4}(?:完成|办结|办完|办理完|齐全|获|通过|交付|已)", after)
    return done is None and re.search("(?:获得?|取得|完成|拿到|通过|领到|领取|办妥|办好)(?:了)?$", before) is None


def group_events(view: SentenceView, published: datetime.date | None) -> list[Event]:
    """What a sentence says of a counted group or states by a ceremony (7月2日举行集中开工仪式), plans left out."""
    found: list[Event] = []
    for index, trigger in enumerate(view.triggers):
        clause = view.clause_of(trigger.start)
        if not view.counts_in(clause) and (trigger.form != "ceremony" or _own_ceremony(view, trigger, clause)):
            continue
        statement = judge(view.cues, trigger.span, clause) or Statement("actual", "actual", None)
        if statement.modality != "actual":
            continue
        if _under_way(trigger, statement, view.text):
            statement = Statement("actual", "ongoing", statement.cue)
        date = find_date(view, index, trigger, clause)
        if date is not None and _LENGTH.fullmatch(date.text):
            date = None
        if date is not None:
            statement, date = settle(view, statement, date, published)
        found.append(Event(trigger.type, statement, date, trigger.span, "group", trigger.text))
    return found


def signed_in(view: SentenceView, published: datetime.date | None) -> Event | None:
    """What a sentence says was signed without naming a project (甲与乙签署战略合作协议)."""
    if any(m.form == "named" for m in view.mentions):
        return None
    for index, hit in enumerate(view.triggers):
        if hit.type != "signing":
            continue
        clause = view.clause_of(hit.start)
        trigger = refine(hit, view, clause)
        if trigger is None or trigger.type != "signing" or view.counts_in(clause):
            continue
        statement = how_meant(view, trigger, clause, None)
        if statement.modality != "actual":
            continue
        date = find_date(view, index, trigger, clause)
        if date is not None:
            statement, date = settle(view, statement, date, published)
        if statement.modality == "actual":
            return Event("signing", statement, date, trigger.span, "by-agreement", trigger.text)
    return None


def _own_ceremony(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether a ceremony is that of the project before it (A开工仪式举行), and of no group."""
    return any(clause.start <= m.start and m.end <= trigger.start and m.form == "named" for m in view.mentions)


def plans_group(view: SentenceView) -> bool | None:
    """Whether the last that a sentence says of a counted group is a plan (今年计划新开工项目13个).

    None where it says nothing of one.
    """
    clauses = [(t, view.clause_of(t.start)) for t in view.triggers]
    meant = [judge(view.cues, t.span, clause) for t, clause in clauses if view.counts_in(clause)]
    if not meant:
        return None
    return meant[-1] is not None and meant[-1].modality == "planned"


def planned_group(view: SentenceView, published: datetime.date | None) -> tuple[Event, int] | None:
    """What a sentence plans for a counted group, and how many it is of (三个项目有望落户青岚)."""
    for index, trigger in enumerate(view.triggers if view.groups else ()):
        clause, part = view.clause_of(trigger.start), view.part_start(trigger.start)
        before = [g for g in view.groups if g.end <= trigger.start and part <= g.start]
        statement = judge(view.cues, trigger.span, clause)
        if not before or statement is None or statement.modality != "planned" or clause.start > before[-1].end + 1:
            continue
        number = _OF_HOW_MANY.search(view.text, *before[-1])
        if number is None:
            continue
        date = find_date(view, index, trigger, clause)
        if date is not None:
            statement, date = settle(view, statement, date, published)
        event = Event(trigger.type, statement, date, trigger.span, "group", trigger.text)
        return event, int(parse_numeral(number.group()))
    return None


_OF_HOW_MANY = re.compile("[0-9一二两三四五六七八九十]+(?=个|项)")
