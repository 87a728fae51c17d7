"""When a milestone is: the date that belongs to a trigger."""

from __future__ import annotations

import re

from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan

_DATES_NOTHING = re.compile(r"(?:截至|截止|截止到|截至到|(?<!推迟)(?<!延期)(?<!延后)(?<!调整)(?<!延长)到|提)$")


def _datable(view: SentenceView, date: TimeValue) -> bool:
    """Whether a date can be that of a milestone: 截至7月底已开工 and 今年以来 date nothing."""
    if date.value is None:
        return False
    begins = date.kind == "open_period" and date.text.endswith("开始")
    if not begins and date.kind not in {"date", "period"} and date.mod not in {"BEFORE", "AFTER", "APPROX"}:
        return False
    if re.search(
        "(?:以来|以后|起)$|^[0-9一二两三四五六七八九十]+个?(?:天|日|周|月|年)之?[前后]$|十[一二三四五六]五[”’]?(?:时期|期间)?$",
        date.text,
    ):
        return False
    before = view.text[max(view.span.start, date.span.start - 4) : date.span.start]
    if before.endswith("到") and not re.match("[，,]?[^，。；]{0,8}(?:已|累计|共)", view.text[date.span.end :][:12]):
        return True  # 到2025年底，A将投产
    return not _DATES_NOTHING.search(before)


POSTPONED = re.compile(
    r"(?:的)?(?:时间|日期)?(?:初步)?(?:定|确定|安排|推迟|延期|延长|调整|顺延|延后)(?:在|为|到|至|于)?(?:不晚于|不迟于)?"
)
_MOMENT = re.compile(
    r"(?:的)?(?:时间|日期)?(?:分别)?(?:初步)?(?:定|确定|安排|预计)?(?:在|为|到|至|是|于)?(?:不晚于|不迟于)?"
)


def find_date(view: SentenceView, index: int, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
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
    if len(behind) > 1 and re.fullmatch(
        "(?:的)?(?:时间|日期)?(?:由|从)(?:原来的|原定的)?", view.text[trigger.end : behind[0].span.start]
    ):
        return behind[1]  # 由2024年6月延长至2025年12月
    if behind and behind[0].span.start > trigger.end:
        lead = view.text[trigger.end : behind[0].span.start]
        if POSTPONED.fullmatch(lead) or (trigger.form == "moment" and _MOMENT.fullmatch(lead)):
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


def distributed_dates(
    view: SentenceView, clause: CharSpan, trigger: Trigger, entities: list[Entity]
) -> list[TimeValue] | None:
    """A、B分别于8月、9月投产: one date for each, in order; None where it is not so said."""
    if len(entities) < 2 or not re.search("分别|依次", view.text[clause.start : trigger.start]):
        return None
    dates = [
        d for d in view.dates if clause.start <= d.span.start and d.span.end <= trigger.start and _datable(view, d)
    ]
    return dates if len(dates) == len(entities) else None
