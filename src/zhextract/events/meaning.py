"""How a trigger is meant: as a fact, as a plan, or as neither, by all that stands around it."""

from __future__ import annotations

import re

from zhextract.events.modality import AHEAD, Cue, Statement, judge
from zhextract.events.sentence import SentenceView
from zhextract.events.timing import behind
from zhextract.events.triggers import Trigger
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan, MilestoneType


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
    if _BY_ORDER.search(view.text, clause.start, trigger.start):
        return Statement("planned", "targeted", None)
    if view.text.endswith(_THIS, clause.start, trigger.start):
        return Statement("actual", "actual", None)
    statement = judge(_in_scope(view, clause, trigger), trigger.span, clause) or _set_before(view, clause)
    if statement is None and _CAN.search(view.text, clause.start, trigger.start):
        return Statement("planned", "planned", None)
    if statement is None and _WITHIN.search(view.text, max(clause.start, trigger.start - 16), trigger.start):
        return Statement("planned", "planned", None)
    together = TOGETHER.search(view.text, clause.start, trigger.start) is not None
    if statement is None and together and _opens_with_deadline(view, clause):
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
    part = view.part_start(trigger.start)
    opens = part > view.span.start and not any(part <= t.start < trigger.start for t in view.triggers)
    own = any(clause.start <= m.start < trigger.start and m.form == "named" for m in view.mentions)
    own = own or (opens and any(part <= m.start < trigger.start for m in view.mentions))
    ongoing = trigger.type == "construction" or trigger.form == "ceremony"
    deadline = _opens_with_deadline(view, clause) or TOGETHER.search(view.text, clause.start, trigger.start)
    if carried and carried.modality == "planned" and (not own or deadline) and not ongoing:
        return carried
    return Statement("actual", "actual", None)


#: 全部产线要到2026年才能建成: not before a day, and then.
_NOT_BEFORE = re.compile(
    "(?:(?:要|得|须|预计|最早|最快)(?:要)?(?:等)?到[^，。；]{2,12}(?:才能|才会|才|方能|方可)|[0-9](?:年|月|日|季度)(?:初|底)?(?:才能|才会|方能|方可))(?:全部|正式|全面)?$"
)
#: 会议要求4月底前必须开工: a duty with a deadline is a plan.
_BY_ORDER = re.compile(
    "(?:[0-9]月|[0-9]日|月底|旬|年底|季度)(?:之|以)?前(?:都|均)?(?:必须|务必|须|一定)(?:要|全部|全面|正式|如期)?$"
)
#: 以此次签约为契机: what has just been told of is a fact, whatever plan it stands in.
_THIS = ("此次", "本次", "这次")
#: A将于6月开通，B同步投用: what comes with a plan is one.
TOGETHER = re.compile("(?:同步|同时|一并|一同)[^，。；]{0,4}$")
#: 10月底可投产: what can be by a day lies ahead.
_CAN = re.compile(
    "(?:[0-9]月|[0-9]日|旬|年底|季度|半年|月底|年内|节前)(?:就|便|即|方)?可(?:正式|全面|全部|实现|陆续)?$"
)
#: 硫酸装置11个月投产: a length of time that lies ahead, unless it was taken (历时11个月建成).
_WITHIN = re.compile(r"(?:^|[^时用了经0-9])[0-9]{1,2}个月(?:内|左右)?$")


#: How long the works take.
_DURATION = re.compile("建设期|建设周期|工期|施工期")


def _after_length(view: SentenceView, clause: CharSpan) -> bool:
    """预计建设期12个月，7月启动: the clause before says how long the works are planned to take."""
    before = view.clause_before(clause)
    if before is None or not _DURATION.search(view.text, *before):
        return False
    planned = any(c.category in {"planned", "expected"} for c in view.cues if before.start <= c.start < before.end)
    return planned and not any(before.start <= t.start < before.end for t in view.triggers)


#: 排定时间表：上半年动工，年底封顶.
_TIMETABLE = re.compile("(?:时间表|路线图|时间节点|进度安排|建设计划|工期安排)(?:为|是)?[：:]")
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
    if view.text.endswith("新", clause.start, trigger.start) or view.text.startswith("截至", view.span.start):
        return False  # 截至目前，加快推进A建设，新投产B: what has been reached
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
    if not view.text.endswith("最终", clause.start, trigger.start):
        return False
    part = view.part_start(trigger.start)
    return any(c.category == "planned" for c in view.cues if part <= c.start < clause.start)


_GOAL = re.compile("(?:高标准|高质量|高水平|高品质)$")
#: Steps that no finished project leads to.
_FIRST_STEPS: frozenset[MilestoneType] = frozenset({"land", "approval", "signing"})
#: 项目建成投产后，…: the effects of a milestone.
_EFFECTS = re.compile("(?:建成|投产|达产|投用|投运|竣工|建成运营|满产|通车|并网|完工)(?:之|以)?后[，,]?(?!不久|随即)")


def _set_before(view: SentenceView, clause: CharSpan) -> Statement | None:
    """预计10月底，A投产: a cue and a date in a clause of their own, right before."""
    before = view.clause_before(clause)
    if before is None or before.end - before.start > 14 or before.start < view.part_start(clause.start):
        return None
    cues = [c for c in view.cues if before.start <= c.start < before.end and c.category in AHEAD]
    dates = [d for d in view.dates if before.start <= d.span.start < before.end]
    if len(cues) != 1 or len(dates) != 1 or any(before.start <= t.start < before.end for t in view.triggers):
        return None
    rest = before.end - before.start - len(cues[0].text) - len(dates[0].text)
    return judge(cues, CharSpan(before.end, before.end), before) if rest <= 3 else None


_MOVED = re.compile("(?:(?:推迟|延期|延后|顺延|调整|拖|推|挪|改|放|押后|延)(?:到|至|为|在)|(?:要|得)等?到)$")


def moved_to(view: SentenceView, trigger: Trigger) -> TimeValue | None:
    """The new date of a plan that was moved: 原计划2023年底投产，现推迟至2024年6月."""
    later = [d for d in view.dates if trigger.end < d.span.start <= trigger.end + 16]
    said_again = any(t.type == trigger.type and trigger.end < t.start for t in view.triggers)
    if later and not said_again and _MOVED.search(view.text[trigger.end : later[0].span.start]):
        return later[0]
    return None


def _in_scope(view: SentenceView, clause: CharSpan, trigger: Trigger) -> list[Cue]:
    """The cues without those inside an attribute of the subject: 规划建设的A项目已投产."""
    subject = [m for m in view.mentions if clause.start <= m.start and m.end <= trigger.start]
    if not subject or view.text[subject[-1].start - 1 : subject[-1].start] != "的":
        return view.cues
    return [c for c in view.cues if not clause.start <= c.start < subject[-1].start]
