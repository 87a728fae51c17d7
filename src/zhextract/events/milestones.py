"""From triggers to milestones: how each is meant, whose it is, and when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhextract.events.modality import Cue, Statement, judge
from zhextract.events.refine import refine
from zhextract.events.sentence import SentenceView
from zhextract.events.subjects import another_undertaking
from zhextract.events.targets import find_targets
from zhextract.events.timing import behind, distributed_dates, find_date, paired_dates
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.parse.dates import TimeValue, resolve
from zhextract.parse.numerals import parse_numeral
from zhextract.records.values import CharSpan, MilestoneType, Modality


@dataclass(frozen=True, slots=True)
class Event:
    """One milestone of one or more projects, before it becomes a record."""

    type: MilestoneType
    statement: Statement
    date: TimeValue | None
    span: CharSpan
    rule: str
    word: str = ""


_ONGOING = {"construction", "installation", "trial"}
_PROCEDURES = ("征地", "征迁", "审核", "拆迁", "征拆", "征地拆迁", "手续", "环评", "备案", "净地", "审批")


def read_events(
    view: SentenceView, topic: Sequence[Entity], published: datetime.date | None, members: Sequence[Entity] = ()
) -> list[tuple[Event, list[Entity]]]:
    """The milestones of one sentence with the projects that each belongs to.

    `topic` is what the sentences before spoke of last, `members` those of the group spoken of. Dates are resolved
    against `published` once the modality is known.
    """
    found: list[tuple[Event, list[Entity]]] = []
    carried: Statement | None = None
    with_it: TimeValue | None = None  # the date of the statement before
    going_on: Trigger | None = None  # the step under way that was told of last
    other = -1  # where an undertaking of its own stands that is no named project
    stranger = -1  # where a subject that is no known project stands: what follows without a subject is of it
    for index, hit in enumerate(view.triggers):
        clause = view.clause_of(hit.start)
        trigger = refine(hit, view, clause)
        if trigger is None:
            continue
        entities, rule = find_targets(view, index, trigger, clause, topic, members)
        if rule == "none" and not _of_part(view, trigger, clause):
            stranger = trigger.start
        elif rule == "topic" and stranger >= 0:
            entities = []
        if rule == "none" and another_undertaking(view, clause, trigger.start):
            other = trigger.start
        elif (
            rule == "subject-carried" and other >= 0 and not any(other < m.start < trigger.start for m in view.mentions)
        ):
            entities = []  # 其2号焦炉11月投产，配套的装置同步投运
        noted = rule == "note-in-brackets"
        statement = Statement("actual", "actual", None) if noted else how_meant(view, trigger, clause, carried)
        date = paired_dates(view, index) or find_date(view, index, trigger, clause)
        if date is None and _TOGETHER.search(view.text, clause.start, trigger.start):
            date = with_it
        if statement.modality is None:
            carried = None
            moved = _moved_to(view, trigger) if statement.cue and statement.cue.text.startswith("原") else None
            if moved is None:
                continue
            statement, date = Statement("planned", "planned", statement.cue), moved
        if statement.modality == "actual" and (_ready(view, trigger) or _exhorted(view, trigger, clause, rule)):
            continue
        if date is not None and statement.modality == "actual" and _LENGTH.fullmatch(date.text):
            date = None  # 一周内接连投产: how long it took, not until when
        if statement.modality == "planned" and trigger.text.endswith("进场施工"):
            trigger = replace(trigger, type="construction_start")  # entering the site lies ahead: it is the start
        if statement.modality == "actual" and _under_way(trigger, statement, view.text):
            statement = Statement("actual", "ongoing", statement.cue)
        if published is None and date is not None and statement.cue is None and _follows(going_on, trigger):
            statement = Statement("planned", "planned", None)
        if date is not None:
            statement, date = _settle(statement, date, published)
        going_on = hit if statement.certainty == "ongoing" and date is None else going_on
        with_it = date
        carried = None if view.text.startswith("前", trigger.end) else statement
        shared = distributed_dates(view, clause, trigger, entities)
        if shared:
            for entity, day in zip(entities, shared, strict=True):
                found.append((Event(trigger.type, *_settle(statement, day, published), trigger.span, rule), [entity]))
        elif entities:
            found.append((Event(trigger.type, statement, date, trigger.span, rule, trigger.text), entities))
    return found


def _ready(view: SentenceView, trigger: Trigger) -> bool:
    """已具备通车条件: it can happen, and has not."""
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


def how_meant(view: SentenceView, trigger: Trigger, clause: CharSpan, carried: Statement | None) -> Statement:
    """How a trigger is meant, by what stands behind it, by the cues of its clause, and by the plan before it.

    A statement without modality makes no milestone.
    """
    led = behind(view, trigger, clause)
    if view.text.startswith("前", trigger.end) or (led is not None and led[1] in {"moved", "set"}):
        return Statement("planned", "planned", None)
    if _WAITS.match(view.text, clause.start, trigger.start):
        return Statement(None, "actual", None)
    if _NOT_BEFORE.search(view.text, clause.start, trigger.start):
        return Statement("planned", "planned", None)
    if view.text.endswith(_THIS, clause.start, trigger.start):
        return Statement("actual", "actual", None)
    statement = judge(_in_scope(view, clause, trigger), trigger.span, clause) or _set_before(view, clause)
    if statement is None and _WITHIN.search(view.text, max(clause.start, trigger.start - 16), trigger.start):
        return Statement("planned", "planned", None)
    if statement is None and _pushed(view, trigger, clause):
        return Statement("planned", "targeted", None)
    if statement is None and trigger.type == "completion" and _is_goal(view, trigger, clause):
        return Statement("planned", "targeted", None)
    if (statement is None or statement.modality == "planned") and _is_effect(view, trigger, clause):
        return Statement(None, "actual", None)
    if statement is not None:
        return statement
    if _after_length(view, clause) or _TIMETABLE.search(view.text, view.span.start, clause.start):
        return Statement("planned", "planned", None)
    own = any(clause.start <= m.start < trigger.start and m.form == "named" for m in view.mentions)
    ongoing = trigger.type == "construction" or trigger.form == "ceremony"
    deadline = _opens_with_deadline(view, clause) or _TOGETHER.search(view.text, clause.start, trigger.start)
    if carried and carried.modality == "planned" and (not own or deadline) and not ongoing:
        return carried
    return Statement("actual", "actual", None)


#: 全部产线要到2026年才能建成: not before a day, and then.
_NOT_BEFORE = re.compile(
    "(?:要|得|须|预计|最早|最快)(?:要)?(?:等)?到[^，。；]{2,12}(?:才能|才会|才|方能|方可)(?:全部|正式|全面)?$"
)
#: 以此次签约为契机: what has just been told of is a fact, whatever plan it stands in.
_THIS = ("此次", "本次", "这次")
#: A将于6月开通，B同步投用: what comes with a plan is one.
_TOGETHER = re.compile("(?:同步|同时|一并|一同)[^，。；]{0,4}$")
#: 硫酸装置11个月投产: a length of time that lies ahead, unless it was taken (历时11个月建成).
_WITHIN = re.compile(r"(?:^|[^时用了经0-9])[0-9]{1,2}个月(?:内|左右)?$")


def _after_length(view: SentenceView, clause: CharSpan) -> bool:
    """预计建设期12个月，7月启动: the clause before says how long the works are planned to take."""
    index = view.clauses.index(clause)
    if index == 0:
        return False
    before = view.clauses[index - 1]
    if not re.search("建设期|建设周期|工期|施工期", view.text[before.start : before.end]):
        return False
    planned = any(c.category in {"planned", "expected"} for c in view.cues if before.start <= c.start < before.end)
    return planned and not any(before.start <= t.start < before.end for t in view.triggers)


#: 排定时间表：上半年动工，年底封顶.
_TIMETABLE = re.compile("(?:时间表|路线图|时间节点|进度安排|建设计划|工期安排)(?:为|是)?[：:]")
_LENGTH = re.compile("[0-9一二两三四五六七八九十]+个?(?:天|日|周|月|年)内")
#: 等这批项目全部建成，…: what is waited for.
_WAITS = re.compile(
    "[“”]?(?:等到?|待到)(?!级|[0-9一二三四五六七八九十]*(?:个|条|座|项)?(?:重点|重大|产业)?(?:项目|工程)|一批|地|多|等|企业|公司)"
)
#: 推动A二季度开工，B三季度投产: a task is a plan, for all that the part of the sentence lists.
_PUSHED = re.compile(
    "(?:^|[，。；：:])(?:加快|全力|着力|大力|积极|重点|继续)?(?:推动|促成|力促|推进|促进|确保|抓好|加快)(?!了)|^，实现(?!了)"
)


def _pushed(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether a task opens the part of the sentence, with a project between it and the trigger."""
    if trigger.type == "construction" or trigger.form == "ceremony":
        return False
    start = view.part_start(trigger.start)
    task = _PUSHED.search("，" + view.text[start : trigger.start])
    if task is None:
        return False
    at = start + task.end() - 1
    if any(c.category == "actual" and at <= c.start < trigger.start for c in view.cues):
        return False
    return any(at <= m.start and m.end <= trigger.start for m in view.mentions)


def _opens_with_deadline(view: SentenceView, clause: CharSpan) -> bool:
    """Whether the sentence opens with the day until when all that follows is planned (年底前，A投产，B竣工)."""
    if not view.dates or view.dates[0].mod != "BEFORE" or view.dates[0].span.end > clause.start:
        return False
    opening = view.text[view.span.start : view.dates[0].span.start]
    return len(opening) <= 4 and not re.search("[；;]", view.text[view.span.start : clause.start])


def _is_effect(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether a trigger tells what follows 建成投产后, and so says nothing of whether or when."""
    effects = _EFFECTS.search(view.text, view.span.start, trigger.start)
    if (
        effects is None
        or trigger.type in _FIRST_STEPS
        or any(clause.start <= d.span.start < trigger.start for d in view.dates)
    ):
        return False
    return not any(effects.end() <= m.start < trigger.start and m.form == "named" for m in view.mentions)


def _is_goal(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """高标准建成A; 计划投资80亿元，最终建成A: what a plan sets itself."""
    if _GOAL.search(view.text, clause.start, trigger.start):
        return True
    ahead = any(c.category == "planned" for c in view.cues if view.part_start(trigger.start) <= c.start < clause.start)
    return ahead and view.text.endswith("最终", clause.start, trigger.start)


_GOAL = re.compile("(?:高标准|高质量|高水平|高品质)$")
#: Steps that no finished project leads to.
_FIRST_STEPS: frozenset[MilestoneType] = frozenset({"land", "approval", "signing"})
#: 项目建成投产后，…: the effects of a milestone.
_EFFECTS = re.compile("(?:建成|投产|达产|投用|投运|竣工|建成运营|满产|通车|并网|完工)(?:之|以)?后[，,]?(?!不久|随即)")


def _set_before(view: SentenceView, clause: CharSpan) -> Statement | None:
    """预计10月底，A投产: a cue and a date in a clause of their own, right before."""
    index = view.clauses.index(clause)
    before = view.clauses[index - 1] if index else None
    if before is None or before.end - before.start > 14:
        return None
    cues = [
        c
        for c in view.cues
        if before.start <= c.start < before.end and c.category in {"planned", "expected", "targeted"}
    ]
    dates = [d for d in view.dates if before.start <= d.span.start < before.end]
    if len(cues) != 1 or len(dates) != 1 or any(before.start <= t.start < before.end for t in view.triggers):
        return None
    rest = before.end - before.start - len(cues[0].text) - len(dates[0].text)
    return judge(cues, CharSpan(before.end, before.end), before) if rest <= 3 else None


def _moved_to(view: SentenceView, trigger: Trigger) -> TimeValue | None:
    """The new date of a plan that was moved: 原计划2023年底投产，现推迟至2024年6月."""
    later = [d for d in view.dates if trigger.end < d.span.start <= trigger.end + 16]
    if later and re.search("(?:推迟|延期|延后|顺延|调整)(?:到|至|为)$", view.text[trigger.end : later[0].span.start]):
        return later[0]
    return None


def _under_way(trigger: Trigger, statement: Statement, text: str) -> bool:
    """Whether a step is going on rather than done: 正在施工; 征地, unless it is said to be completed."""
    if trigger.type in _ONGOING:
        return True
    if trigger.text.endswith("验收"):
        return statement.cue is not None and statement.cue.text in {"正在", "正"}
    if not trigger.text.endswith(_PROCEDURES):
        return False
    if statement.cue is not None and statement.cue.text in {"已", "已经", "均已", "现已", "业已"}:
        return False
    before, after = text[max(0, trigger.start - 6) : trigger.start], text[trigger.end : trigger.end + 10]
    done = re.match(r"证|[^，。；]{0,4}(?:完成|办结|办完|办理完|齐全|获|通过|交付|已)", after)
    return done is None and re.search("(?:获得?|取得|完成|拿到|通过|领到|领取|办妥|办好)(?:了)?$", before) is None


def group_events(view: SentenceView, published: datetime.date | None) -> list[Event]:
    """What a sentence says of a counted group or states by a ceremony (7月2日举行集中开工仪式), plans left out."""
    found: list[Event] = []
    for index, trigger in enumerate(view.triggers):
        clause = view.clause_of(trigger.start)
        counted = any(clause.start <= g.start < clause.end for g in view.groups)
        if not counted and (trigger.form != "ceremony" or _own_ceremony(view, trigger, clause)):
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
            statement, date = _settle(statement, date, published)
        found.append(Event(trigger.type, statement, date, trigger.span, "group"))
    return found


def _own_ceremony(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether a ceremony is that of the project before it (A开工仪式举行), and of no group."""
    return any(clause.start <= m.start and m.end <= trigger.start and m.form == "named" for m in view.mentions)


def plans_group(view: SentenceView) -> bool | None:
    """Whether the last that a sentence says of a counted group is a plan (今年计划新开工项目13个).

    None where it says nothing of one.
    """
    meant = [
        judge(view.cues, t.span, view.clause_of(t.start))
        for t in view.triggers
        if any(view.clause_of(t.start).start <= g.start < view.clause_of(t.start).end for g in view.groups)
    ]
    if not meant:
        return None
    return meant[-1] is not None and meant[-1].modality == "planned"


def planned_group(view: SentenceView, published: datetime.date | None) -> tuple[Event, int] | None:
    """What a sentence plans for a counted group, and how many it is of (三个项目有望落户青岚)."""
    for index, trigger in enumerate(view.triggers if view.groups else ()):
        clause = view.clause_of(trigger.start)
        before = [g for g in view.groups if g.end <= trigger.start and view.part_start(trigger.start) <= g.start]
        statement = judge(view.cues, trigger.span, clause)
        if not before or statement is None or statement.modality != "planned" or clause.start > before[-1].end + 1:
            continue
        number = _OF_HOW_MANY.search(view.text, *before[-1])
        if number is None:
            continue
        date = find_date(view, index, trigger, clause)
        if date is not None:
            statement, date = _settle(statement, date, published)
        event = Event(trigger.type, statement, date, trigger.span, "group", trigger.text)
        return event, int(parse_numeral(number.group()))
    return None


_OF_HOW_MANY = re.compile("[0-9一二两三四五六七八九十]+(?=个|项)")


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
        ahead = neutral.start if neutral.mod not in {"BEFORE", "END"} else neutral.end
        if ahead is not None and ahead > published:
            return Statement("planned", "planned", None), _read_again(date, "planned", published)
    return statement, _read_again(date, statement.modality, published)


def _read_again(date: TimeValue, modality: Modality | None, published: datetime.date | None) -> TimeValue:
    """The date once the modality is known; an AFTER that the trigger put there (最早) stays."""
    read = resolve(date, modality, published)
    return read._replace(mod=date.mod) if date.mod == "AFTER" and read.mod is None else read
