"""Which dates can be those of a milestone at all."""

from __future__ import annotations

import re

from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger
from zhextract.parse.dates import TimeValue
from zhextract.records.values import MilestoneType

#: 截至7月底, and 至昨天 where it opens a clause.
_DATES_NOTHING = re.compile(
    r"(?:截至|截止|截止到|截至到|(?:^|[，。；、])至|(?<!推迟)(?<!延期)(?<!延后)(?<!调整)(?<!延长)(?<!改)(?<!推)(?<!挪)(?<!拖)到|提)$"
)
#: A time that goes on, or one counted from another; a five-year plan.
_LASTS = re.compile(
    "(?:以来|以后|起)$|^[0-9一二两三四五六七八九十]+(?:天|日|周|个月|年)之?[前后]$|十[一二三四五六]五[”’]?(?:时期|期间)?$"
)
#: 到7月底，已累计开工: what has come about by then.
_SO_FAR = re.compile("[，,]?[^，。；]{0,8}(?:已|累计|共)")
#: Steps that a day from which on they last dates (9月初起试运行).
_LASTING: frozenset[MilestoneType] = frozenset({"trial", "installation"})


def datable(view: SentenceView, date: TimeValue, trigger: Trigger | None = None) -> bool:
    """Whether a date can be that of a milestone: 截至7月底已开工 and 今年以来 date nothing.

    A stop lasts: 自8月起停产 dates it.
    """
    if date.value is None:
        return False
    if trigger is not None and date.text.endswith("起"):
        since = view.text[date.span.start - 1 : date.span.start] in {"自", "从"} or date.text[0] in "自从"
        if trigger.type == "suspension" or (trigger.type in _LASTING and not since):
            return True
    begins = date.kind == "open_period" and date.text.endswith("开始")
    if not begins and date.kind not in {"date", "period"} and date.mod not in {"BEFORE", "AFTER", "APPROX"}:
        return False
    if _LASTS.search(date.text):
        return False
    before = view.text[max(view.span.start, date.span.start - 4) : date.span.start]
    if before.endswith("到") and not _SO_FAR.match(view.text, date.span.end, date.span.end + 12):
        return True  # 到2025年底，A将投产
    return not _DATES_NOTHING.search(before)
