"""When a milestone is: the date that belongs to a trigger."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from zhextract.events.datable import datable
from zhextract.events.dated_before import clause_of_date, day_of_meeting, opening_date
from zhextract.events.modality import AHEAD
from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan

_WHEN = (
    r"(?:的)?(?:时间|日期|节点|目标|工作|仪式)?(?:分别|也|都|则|均|已|又|再|仍|暂|被|将|"
    r"预计|计划|力争|有望|其实|最终|现在|如今|眼下)*(?:初步)?"
)
#: 投产排在11月, 开工推迟到明年, 动工最早要到3月: what leads from a trigger to the date behind it.
_LEADS = re.compile(
    _WHEN + r"(?:往后|向后)?(?:定|确定|安排|排|放|设|推迟|推|延期|延长|延|调整|改|顺延|延后|挪|拖"
    r"|后移|推后|押后|锁定|锚定|瞄准|押|提前|提早|变更|更改)"
    r"(?:在|为|到|至|于|期至)?(?:了)?(?:不晚于|不迟于)?"
    + "|"
    + _WHEN
    + r"(?P<early>最早|最快)(?:也)?(?:要|得|将|须)?(?:等)?(?:到|在|于)?|"
    + _WHEN
    + r"(?:要|得|须)(?:等到?|到)"
)
#: 开工于2020年, 都在8月26日: when something happened, said behind it.
_AT = re.compile(r"(?:时间|日期)?(?:都|均|皆|也)?(?:是)?(?:在|于)")
#: A noun of the moment needs no more than 为, 是 or a colon: 竣工时间：2024年8月.
_MOMENT = re.compile(
    r"(?:的)?(?:时间|日期)?(?:我们|公司|业主|项目方)?(?:的)?(?:预期|目标|计划)?(?:分别|均|都)?(?:初步|计划|预计|暂)?(?:定|确定|安排|预计|初定)?(?:在|为|到|至|是|于|：|:|为：|\s)*(?:不晚于|不迟于)?"
)
_FROM = re.compile(
    r"(?:的)?(?:时间|日期|目标|节点|期限)?(?:则|又|再|已|也|被|拟|将)*(?:由|从)(?:原来的|原定的|原计划的|原)?"
)
_TO = re.compile(
    r"(?:往后|向后)?(?:推迟|推|延|挪|拖)了[^，。；]{1,6}，?(?:改在|改为|改到|推到|挪到|到|至)|[^，。；]{0,4}(?:延长|推迟|推后|调整|延期|顺延|延后|变更|延|推|改|提前|挪|拖)[^，。；0-9一二三四今明后去]{0,4}"
)


def behind(view: SentenceView, trigger: Trigger, clause: CharSpan) -> tuple[TimeValue, str] | None:
    """The date that a trigger leads to, and what leads there: `moved`, `set` (a plan) or `at`."""
    end = _end_of_row(view, trigger)
    later = [d for d in view.dates if end <= d.span.start < end + 40]
    later = [d for d in later if d.span.start < clause.end or trigger.form == "moment"]
    if not later or later[0].value is None:
        return None
    lead = view.text[end : later[0].span.start]
    if later[0].text[0] in "由从":
        lead += later[0].text[0]
    elif not lead and trigger.form != "moment":
        return None
    if _FROM.fullmatch(lead):
        # 由2024年6月延长至2025年12月 may be read as one range, of its end.
        if len(later) > 1 and _TO.fullmatch(view.text[later[0].span.end : later[1].span.start]):
            return later[1], "moved"
        return (later[0], "moved") if later[0].kind == "period" and re.search("[到至]", later[0].text) else None
    led = _LEADS.fullmatch(lead)
    if led:
        date = later[0]
        early = led.group("early") is not None and date.mod is None
        return (date._replace(mod="AFTER") if early and "最早" in lead else date), "set"
    if trigger.form == "moment" and _MOMENT.fullmatch(lead):
        return later[0], "moment"
    if _AT.fullmatch(lead) and re.match("[，。；的、这]|$", view.text[later[0].span.end : later[0].span.end + 1]):
        return later[0], "at"
    return None


def _end_of_row(view: SentenceView, trigger: Trigger) -> int:
    """Where the last of the triggers strung together ends: 拿地和开工都在8月26日."""
    end = trigger.end
    for following in view.triggers:
        if following.start >= end and view.text[end : following.start] in {"、", "和", "与", "及"}:
            end = following.end
    return end


def find_date(view: SentenceView, index: int, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    """The date of a trigger: the nearest before it in its clause, one it leads to, or one that opens the sentence."""
    date = _stated(view, index, trigger, clause)
    return _begun(year_of_story(view, own_year(view, _before_event(view, date)))) if date is not None else None


def _before_event(view: SentenceView, date: TimeValue) -> TimeValue:
    """赶在5月放苗前投用: before something that comes in that time."""
    raced = date.mod is None and view.text.endswith(("赶在", "抢在"), view.span.start, date.span.start)
    until = raced and _EVENT_BEFORE.match(view.text, date.span.end)
    return date._replace(mod="BEFORE") if until else date


_EVENT_BEFORE = re.compile("[^，。；0-9]{1,6}(?:之)?前")


def _stated(view: SentenceView, index: int, trigger: Trigger, clause: CharSpan) -> TimeValue | None:
    if trigger.form == "ceremony" and (day := _day_of_ceremony(view, trigger)) is not None:
        return day
    if trigger.form == "ceremony" and (opening := opening_date(view, trigger, clause)) is not None:
        return opening
    led = behind(view, trigger, clause)
    if led is not None and led[1] != "at":
        return led[0]
    floor = _floor(view, index, trigger, clause)
    near = [
        d
        for d in view.dates
        if d.span.start >= floor
        and d.span.end <= trigger.start
        and datable(view, d, trigger)
        and not _OF_ATTRIBUTE.match(view.text[d.span.end : trigger.start])
    ]
    if near:
        days = [d for d in near if d.precision == "day"]  # 3月31日举行春季集中开工仪式: on that day
        return days[-1] if days and trigger.form == "ceremony" else near[-1]
    if led is not None:
        return led[0]
    if _LATELY.search(view.text, clause.start, trigger.start):
        return None
    if trigger.type == "approval" and (met := day_of_meeting(view, clause)) is not None:
        return met
    if "届时" in view.text[clause.start : trigger.start]:
        before = [d for d in view.dates if d.span.end <= clause.start and datable(view, d)]
        return before[-1] if before else None
    alone = clause_of_date(view, trigger, clause)
    return alone if alone is not None else opening_date(view, trigger, clause)


def _day_of_ceremony(view: SentenceView, trigger: Trigger) -> TimeValue | None:
    """开工仪式8日在宜昌举行."""
    day = next((d for d in view.dates if d.span.start == trigger.end), None)
    held = day is not None and re.match("[^，。；]{0,20}(?:举行|举办)", view.text[day.span.end : day.span.end + 24])
    return day if day is not None and held and datable(view, day, trigger) else None


def _floor(view: SentenceView, index: int, trigger: Trigger, clause: CharSpan) -> int:
    """Where the words of a trigger begin: behind the trigger before it, unless both share one date."""
    floor = clause.start
    for earlier in view.triggers[:index]:
        between = view.text[earlier.end : trigger.start]
        if earlier.start < floor or earlier.end > trigger.start or between in {"、", "和", "并"}:
            continue
        # 年底调试完成并开始试生产: one date for both.
        if not re.fullmatch(r"[^，。；]{0,2}并[^，。；]{0,4}", between):
            floor = earlier.end
    return floor


#: 去年投资建设的两家工厂已获批准: the day is that of the attribute.
_OF_ATTRIBUTE = re.compile(
    "[^，。；、]{0,10}(?:投资|规划|建设|新建|签约|引进|落户|列入|成立|立项|上马|启动)(?:建设|的项目)?的"
)
#: What happened of late has no date, whatever day was said before.
_LATELY = re.compile("近日|日前|目前|眼下|近期|不久前|刚刚")


def own_year(view: SentenceView, date: TimeValue) -> TimeValue:
    """`date` without the year of a date before it that was said of another project.

    一期2021年投运，二期3月动工: March of the year that the article came out in. A year that opens the sentence
    (2022年，A3月开工，B5月投产) holds for all of it.
    """
    if date.year_source != "context" or date.reading is None or date.reading[0].left.year is not None:
        return date
    before = [d for d in view.dates if d.span.end <= date.span.start]
    if not before:
        return date
    origin = next((d for d in reversed(before) if d.year_source != "context"), None)
    if origin is not None and origin.text in _NOW:
        return date._replace(reading=(date.reading[0], None))  # 甲厂去年10月投产，如今满产；乙厂5月签约
    if origin is None or not _used(view, origin):
        return date
    last = date.end or date.start
    if last is not None and origin.start is not None and last < origin.start:
        return date._replace(reading=(date.reading[0], None))  # a story does not run backwards
    subject = [m for m in view.mentions if origin.span.end <= m.start < date.span.start]
    if not any(any(origin.span.end <= t.start < m.start for t in view.triggers) for m in subject):
        return date
    return date._replace(reading=(date.reading[0], None))


#: Where a story has come to the present.
_NOW = frozenset({"如今", "现在", "眼下", "目前", "当前"})
#: The end or the beginning of a year that is left open.
_YEAR_OPEN = frozenset({"年底", "年末", "年初", "年中"})


def year_of_story(view: SentenceView, date: TimeValue) -> TimeValue:
    """`date`, an open 年底 told in one breath with a date of an earlier year, in that year.

    2021年6月点亮，8月量产，年底满产; 2025年三季度投产并在年底达产.
    """
    if date.text not in _YEAR_OPEN or date.year_source != "published" or date.reading is None:
        return date
    before = [d for d in view.dates if d.span.end <= date.span.start]
    origin = before[-1] if before else None
    if origin is None or origin.start is None or date.start is None or origin.start.year >= date.start.year:
        return date
    gap = CharSpan(origin.span.end, date.span.start)
    told = sum(gap.start <= t.start < gap.end for t in view.triggers) == 1
    breath = origin.year_source == "context" or "并" in view.text[slice(*gap)]
    others = any(gap.start <= m.start < gap.end for m in view.mentions)
    planned = any(gap.start <= c.start < gap.end and c.category in AHEAD for c in view.cues)
    if not told or not breath or others or planned or re.search("[；;]|今年|目前|现", view.text[slice(*gap)]):
        return date
    expression, past = date.reading
    left = replace(expression.left, year=("written", origin.start.year))
    return date._replace(reading=(replace(expression, left=left), past))


def _begun(date: TimeValue) -> TimeValue:
    """月底开始, 9月初起: the day itself, as that of a step that begins."""
    if date.kind != "open_period" or date.reading is None or not date.text.endswith(("开始", "起")):
        return date
    expression, past = date.reading
    if expression.right is not None:
        return date
    left = replace(expression.left, bound=None)
    return date._replace(reading=(replace(expression, left=left), past), kind="date", mod=None)


def _used(view: SentenceView, origin: TimeValue) -> bool:
    """Whether a statement follows a date before any other date does."""
    following = [d.span.start for d in view.dates if d.span.start >= origin.span.end]
    stop = following[0] if following else view.span.end
    return any(origin.span.end <= t.start < stop for t in view.triggers)


_EACH = re.compile("分别|依次|先后")


def distributed_dates(
    view: SentenceView, clause: CharSpan, trigger: Trigger, entities: list[Entity]
) -> list[TimeValue] | None:
    """A、B分别于8月、9月投产: one date for each, in order; None where it is not so said.

    Where the list has more members than are known, each has the date of its place counted from the end.
    """
    each = _EACH.search(view.text, clause.start, trigger.start)
    if not entities or each is None:
        return None
    dates = [d for d in view.dates if clause.start <= d.span.start and d.span.end <= trigger.start and datable(view, d)]
    if len(dates) < 2 or len(dates) <= len(entities):
        return dates if len(dates) == len(entities) > 1 else None
    found: list[TimeValue] = []
    for entity in entities:
        ends = [
            m.end for m, e in zip(view.mentions, view.entities, strict=True) if e is entity and m.end <= each.start()
        ]
        behind_it = view.text[ends[-1] : each.start()] if ends else "。"
        place = len(dates) - 1 - len(re.findall("[、和及与]", behind_it))
        if re.search("[。；]|，(?!$)", behind_it) or place < 0:
            return None
        found.append(dates[place])
    return found


def paired_dates(view: SentenceView, index: int) -> TimeValue | None:
    """开工、建成时间定为今年6月和2009年12月: of several moments strung together, each has the date of its place."""
    row = [index]
    while row[0] > 0 and _strung(view, row[0] - 1):
        row.insert(0, row[0] - 1)
    while row[-1] + 1 < len(view.triggers) and _strung(view, row[-1]):
        row.append(row[-1] + 1)
    if len(row) < 2:
        return None
    end = view.triggers[row[-1]].end
    dates = [d for d in view.dates if end < d.span.start < end + 60 and "；" not in view.text[end : d.span.start]]
    dates = dates[: len(row)]
    if len(dates) < len(row):
        return None
    lead = view.text[end : dates[0].span.start]
    links = [view.text[a.span.end : b.span.start] for a, b in pairwise(dates)]
    if not (_LEADS.fullmatch(lead) or _MOMENT.fullmatch(lead)) or not all(
        link in {"、", "和", "及", "与"} for link in links
    ):
        return None
    return dates[row.index(index)]


def _strung(view: SentenceView, index: int) -> bool:
    """Whether a trigger and the next are strung together (开工、竣工)."""
    first, second = view.triggers[index], view.triggers[index + 1]
    return view.text[first.end : second.start] in {"、", "和", "与", "及", "时间和", "时间、"}
