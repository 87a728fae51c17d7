"""Dates that hold for a milestone from a clause before: a day of news, a meeting, a clause that is only a date."""

from __future__ import annotations

import re

from zhextract.events.datable import datable
from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan

#: 4月26日召开董事会会议，审议通过…: the day of the meeting is that of what it decides.
_MET = re.compile("[^，。；]{0,8}(?:召开|举行)[^，。；]{0,30}(?:会议|大会|董事会|股东会|监事会)$")


def day_of_meeting(view: SentenceView, clause: CharSpan) -> TimeValue | None:
    """The day of the meeting that the clause before tells of."""
    before = view.clause_before(clause)
    if before is None:
        return None
    dates = [d for d in view.dates if before.start <= d.span.start and d.span.end <= before.end and datable(view, d)]
    met = len(dates) == 1 and _MET.match(view.text[dates[0].span.end : before.end])
    return dates[0] if met else None


#: 今年6月底，该公司的生产线也将投产: a clause that is nothing but a date holds for the clause behind it.
_SET_OFF = re.compile(r"(?:到|至|在|于|就在|早在|而|但|并|计划|预计)?")
#: 7月因指标没有着落，被责令停产: the day of what follows from a reason.
_FOR_A_REASON = re.compile("(?:就|却|又|便|再次|也)?(?:因|由于)|受[^，。；]{2,30}(?:影响|拖累|冲击)$")
#: 7月26日产出合格液氨，转入试运行: what is gone over to the day something else was done.
_GOES_OVER = re.compile("(?:并|即|随即|随后|由此|正式|顺利)?(?:转入|进入|移交)")


def clause_of_date(view: SentenceView, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    """The date of the clause before, where it is nothing but the date, a reason, or what was done right before."""
    before = view.clause_before(clause)
    if (
        before is None
        or trigger.type == "construction"
        or any(clause.start <= t.start < trigger.start for t in view.triggers)
    ):
        return None
    start = max(before.start, heading_end(view))
    dates = [d for d in view.dates if start <= d.span.start and d.span.end <= before.end]
    if len(dates) != 1 or not datable(view, dates[0], trigger) or _visited(view, trigger, dates[0]):
        return None
    date = dates[0]
    if date.text.startswith(("截至", "截止")):
        return None
    lead, tail = view.text[start : date.span.start], view.text[date.span.end : before.end]
    alone = _SET_OFF.fullmatch(lead) is not None and _DATE_TAIL.fullmatch(tail) is not None
    return date if alone or _FOR_A_REASON.match(tail) or _GOES_OVER.match(view.text, clause.start) else None


def heading_end(view: SentenceView) -> int:
    """Where a heading that opens the sentence ends (【三季度·点火】8月8日，…; ◆城关　8日，…); its start without one."""
    start = view.span.start
    if item := _ITEM.match(view.text, start, start + 20):
        return item.end()
    return max(start, view.text.find("】", start, start + 24) + 1) if view.text.startswith("【", start) else start


#: What an item of a column of short news is headed by: a bullet and the town or the trade.
_ITEM = re.compile(r"[◆◇●○■□▲△★☆][ 　]?[\u4e00-\u9fa5]{1,10}[ 　：:|｜]+")
#: A clause that is nothing but a date, and what may stand in front of it.
_DATE_ONLY = re.compile(r"[“”\s　]*(?:当地时间|就在|早在|时间回到)?[“”\s　]*")
_DATE_TAIL = re.compile(r"(?:上午|下午|晚间|晚上|晚|中午|凌晨|清晨|一早|傍晚|[0-9]{1,2}[时点](?:许|整)?|当天|起|以来)*")
_SOURCE = re.compile(
    r"(?:获悉|消息面上|消息|讯|电|据悉|透露|报道|发布|公告|介绍|显示|通报|了解|称)[，,]?(?:记者)?[（）()：:\s】]*$"
    r"|^据[^，。；]{2,16}[，,]$"
)
#: A reporter's visit dates what is seen, not what is built.
_VISIT = re.compile("记者|走进|来到|走访|探访|现场|看到|见到|调研|督查|观摩|视察|考察|获悉|了解到")


#: 年底前，A开通，B同步投用: by the same day.
_ALONGSIDE = re.compile("(?:同步|一并|一同)[^，。；]{0,4}$")


def opening_date(view: SentenceView, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    """6月19日，A再添新动作：B破土动工 — a date that opens the sentence holds for its first statement."""
    start = heading_end(view)
    date = next((d for d in view.dates if d.span.start >= start), None)
    if date is None:
        return None
    told = [t for t in view.triggers if t.start >= start] or view.triggers
    first = next((t for t in told if not _occasion(view, t)), told[0])
    if first.start != trigger.start and not _occasion(view, trigger) and not _same_day(view, trigger, date):
        return None
    lead = view.text[start : date.span.start]
    opens = _DATE_ONLY.fullmatch(lead) is not None or len(lead) <= 1 or _SOURCE.search(lead) is not None
    if not opens or date.span.end > clause.start or not datable(view, date):
        return None
    if trigger.type == "construction" or _visited(view, trigger, date) or _learnt(view, trigger, date, clause):
        return None
    far = view.clauses.index(clause) - view.clauses.index(view.clause_of(date.span.start)) > 2
    alongside = _ALONGSIDE.search(view.text, clause.start, trigger.start) is not None
    return None if (far or date.mod == "BEFORE") and not alongside else date


def _same_day(view: SentenceView, trigger: Trigger, date: TimeValue) -> bool:
    """5月5日A开工；B开工: the day of the first of a row of like news, with no other day between."""
    before = [t for t in view.triggers if t.start < trigger.start]
    alike = all(t.type == trigger.type for t in before)
    return alike and not any(date.span.end <= d.span.start < trigger.start for d in view.dates)


#: 7月2日，公司在接待调研时表示: the day of the talk.
SPOKEN = re.compile("(?:表示|透露|互动平台|互动易|调研时|说明会|回复投资者|接受采访)[^，。；]{0,6}(?:[，：]|$)")


def _learnt(view: SentenceView, trigger: Trigger, date: TimeValue, clause: CharSpan) -> bool:
    """Whether a date is that on which a reporter learnt of it, not at a ceremony: 8月9日，记者获悉，A投产."""
    between = view.text[date.span.end : clause.start]
    learnt = re.search("记者[^。；]{0,24}(?:获悉|了解到)", between) or SPOKEN.search(between)
    return learnt is not None and trigger.form != "ceremony" and not re.search("现场|仪式|活动|会场", between)


def _occasion(view: SentenceView, trigger: Trigger) -> bool:
    """随着最后一台机组完成试运行，A投产: both on the day that opens the sentence."""
    return view.opens_occasion(view.clause_of(trigger.start))


def _visited(view: SentenceView, trigger: Trigger, date: TimeValue) -> bool:
    """Whether the date is that of a visit: 5月9日，记者走进…，设备正在安装."""
    return trigger.type in {"installation", "approval", "land"} and (
        _VISIT.search(view.text, date.span.end, trigger.start) is not None
    )
