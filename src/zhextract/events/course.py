"""What goes on from sentence to sentence besides the topic: groups and their members, and the days of news.

A group's milestone is shared by members named later; a list of projects announced for approval is a plan for each; a
decision to stop is dated by its announcement; a day that opens the story dates what the next sentence tells.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhextract.events.dated_before import SPOKEN
from zhextract.events.milestones import Event, group_events, planned_group, plans_group, signed_in
from zhextract.events.modality import Statement
from zhextract.events.sentence import SentenceView
from zhextract.events.settling import read_again
from zhextract.names.entities import Entity
from zhextract.names.order import InOrder
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan, MilestoneType

_LISTED = re.compile("等(?:[0-9]+个)?(?:项目)?在列")
_OF_GROUP = re.compile("此次|(?:开工|竣工|签约|投产)的(?:项目|工程)")
_ALL_NAMED = re.compile(
    r"(?:[0-9一二三四五六七八九十]+|这些|上述)个?(?:项目|工程)[^，。；]{0,24}?(?:分别为|分别是|，?即|包括)"
)
_JOINS_GROUP = re.compile(
    r"其中|此次|这[0-9一二三四五六七八九十]+(?:个|项)|分别为|分别是|当天|最大的(?:一个|一单|一笔|项目)?(?:是|要数|当属)"
)
#: 另外2个正在办理手续: what is said of those that are not named.
_OF_THE_REST = re.compile("(?:另外|其余|另有|余下|剩下)[^，。；]{0,12}$")
#: 清单如下, 名单如下: the members of the group are the items that follow.
_LISTED_BELOW = re.compile("(?:清单|名单|项目|情况)(?:分别)?(?:如下|为)(?:（[^（）]{1,6}）)?[：:]?$")
#: 会上，A签约，B获批: what was told at what the sentence before told of.
_AT_IT = re.compile("(?:会上|大会上|仪式上|活动上|签约仪式上|现场)(?!映)")
#: On the day that was named last.
_THAT_DAY = re.compile("同日|同一天|同天|当天|当日|当场")
#: 根据协议，…: what was signed in the sentence before is about what is named now.
_BY_AGREEMENT = re.compile("(?:根据|按照|依据)(?:该|上述|此次|本次|双方|合作|投资|框架)*(?:协议|合同|约定|备忘录)")

#: 拟对下列4个项目作出审批意见: what is announced for each project of the list that follows.
_FOR_APPROVAL = re.compile(
    "拟(?:对|作出|批准|审批|同意|核准)[^。；]{0,60}(?:审批意见|审批决定|审批|批准|核准|许可决定|环境影响评价)|拟审批|拟批准"
)
_LIST_FOLLOWS = re.compile("下列|以下|如下|下述|[0-9一二三四五六七八九十]+(?:个|项)")
_ITEM = re.compile(
    r"(?:[0-9]{1,2}[.．、)）]|[①-⑳]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|项目名称)"
)
#: A day on which something was made known, and words of a decision then made known.
_MADE_KNOWN = re.compile("[^。；\n]{0,60}?(?:公告|披露|电[，）)])")
_DECIDED = re.compile("决定|协商|同意|予以|宣布|决议|公告|议案|终止在|暂缓")
_BY_DECISION: frozenset[MilestoneType] = frozenset({"cancellation", "suspension"})
_STOPPED_ONE_DAY = re.compile("暂停运营|停止运营|停产|停工|停摆|停了|叫停|停建")
_NEWS: frozenset[MilestoneType] = frozenset(
    {
        "signing",
        "construction_start",
        "topping_out",
        "trial",
        "completion",
        "commissioning",
        "full_capacity",
        "resumption",
    }
)


_NEAR = 200  # how far back a day is that is spoken of as the same
_FIRST = 4  # the sentences, and the dates, among which the day of the news stands


class Course:
    """The state that one article's sentences leave to those that follow."""

    def __init__(self, published: datetime.date | None, text: str, dates: Sequence[TimeValue]) -> None:
        """`dates` are those of the whole `text`, datelines with them."""
        self.published = published
        self.groups: list[Event] = []
        self._planned = False  # whether the group spoken of last is only planned
        self._plan: tuple[Event, int] | None = None  # what is planned for a group, and of how many
        self.members: list[Entity] = []
        self._list_plan: Event | None = None
        self._listed_below: Event | None = None  # what happened to the items of the list that follows
        self._signed: Event | None = None  # what the sentence before signed, of no project named
        self._days = InOrder([d for d in dates if d.precision == "day"], lambda d: d.span)
        self._announced = _announcement(text, dates)
        self._day: tuple[TimeValue, int] | None = None  # and where its sentence ends
        self._read = 0

    @property
    def early(self) -> bool:
        """Whether the day of the news may still be said."""
        return self._read < _FIRST

    def settle(
        self, view: SentenceView, events: Sequence[tuple[Event, list[Entity]]]
    ) -> list[tuple[Event, list[Entity]]]:
        """The events of a sentence with the dates that stand in sentences before it."""
        self._read += 1
        dated = [(self._that_day(view, self._decided(view, event)), owners) for event, owners in events]
        dated = [(self._listed(event), owners) for event, owners in dated]
        if self._day is not None and dated:
            told = len(dated) if _AT_IT.match(view.text, view.span.start) else 1
            dated[:told] = [(self._told_next(view, event), owners) for event, owners in dated[:told]]
        self._day = _opening_day(view) if not view.triggers else None
        return dated

    def _decided(self, view: SentenceView, event: Event) -> Event:
        if event.type not in _BY_DECISION or event.date is not None or event.statement.modality != "actual":
            return event
        if self._announced is None or not _DECIDED.search(view.text, *view.span):
            return event
        if _STOPPED_ONE_DAY.match(view.text, event.span.start):
            return event
        return replace(event, date=self._announced)

    def _that_day(self, view: SentenceView, event: Event) -> Event:
        """公司同日签署协议: on the day that was named last before."""
        clause = view.clause_of(event.span.start)
        if event.date is not None or event.statement.modality != "actual":
            return event
        if _THAT_DAY.search(view.text, clause.start, event.span.start) is None:
            return event
        before = self._days.inside(max(0, event.span.start - _NEAR), event.span.start)
        return replace(event, date=read_again(before[-1], "actual", self.published)) if before else event

    def _listed(self, event: Event) -> Event:
        """开工的项目有A、B: on the day on which the group broke ground."""
        if (
            event.rule not in {"list-opened", "topic-all"}
            or event.date is not None
            or event.statement.modality != "actual"
        ):
            return event
        days = [g.date for g in self.groups if g.type == event.type and g.date is not None]
        return replace(event, date=days[-1]) if days else event

    def _told_next(self, view: SentenceView, event: Event) -> Event:
        assert self._day is not None
        day, end = self._day
        near = view.span.start - end <= 1 and "\n" not in view.text[end : view.span.start]
        first = not any(d.span.start < event.span.start for d in view.dates)
        news = event.type in _NEWS or _AT_IT.match(view.text, view.span.start) is not None
        told = event.statement.certainty == "actual" and news and event.rule != "topic"
        return replace(event, date=day) if near and first and told and event.date is None else event

    def follow(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """Note what is said of groups, and give what was said of one to its members."""
        self._note(view, events)
        self._take_part(view, events)
        self._take_plan(view, events)
        self._take_place_in_list(view, events)
        self._take_as_agreed(view, events)

    def _note(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """Remember what was said of a group (26个项目破土动工): members named later take part in it.

        The ceremony of the one project that has begun so (出席了昨日的奠基仪式) is no group's.
        """
        planned_only = plans_group(view) if view.groups else None
        self._planned = self._planned if planned_only is None else planned_only
        for event in group_events(view, self.published):
            own = sum(any(e.type == event.type for e in told) for told in events.values()) == 1
            if own and not view.groups and "集中" not in event.word and not self.groups:
                continue
            event = self._that_day(view, event)
            if event.date is None:
                dated = [e.date for e in self.groups if e.type == event.type and e.date is not None]
                event = replace(event, date=dated[-1] if dated else None)
            self.groups.append(event)
            if "开竣工" in view.text[slice(*event.span)]:
                self.groups.insert(-1, replace(event, type="completion"))
        planned = _FOR_APPROVAL.search(view.text, *view.span)
        if planned and _LIST_FOLLOWS.search(view.text, planned.start(), planned.end()):
            span = CharSpan(planned.start(), planned.end())
            self._list_plan = Event(
                "approval", Statement("planned", "planned", None), None, span, "listed-for-approval"
            )

    def _take_part(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """其中, A、B…; A是此次开工的项目之一; A、B等在列: members of the group spoken of share its milestone."""
        if not self.groups or self._planned:
            return
        spoken = [
            g
            for g in self.groups
            if not _OF_THE_REST.search(view.text, max(view.span.start, g.span.start - 16), g.span.start)
        ]
        if not spoken:
            return
        event = spoken[-1]
        words = view.text[slice(*view.span)]
        joins = _JOINS_GROUP.search(words)
        listed = _LISTED.search(words)
        for mention, entity in zip(view.mentions, view.entities, strict=True):
            if entity is None or mention.form != "named":
                continue
            place = mention.start - view.span.start
            joined = joins is not None and (place >= joins.start() or "此次" in words)
            joined = joined or mention.rule == "list-opened-by-count"
            before = words[place : listed.start()] if listed else ""
            if not joined and (not before or re.search("[；;]", before)):
                continue
            self.members.append(entity)
            own = events.setdefault(id(entity), [])
            same = [e for e in own if e.type == event.type]
            if not same:
                own.append(replace(event, rule="group-member"))
            elif same[-1].date is None and event.date is not None and _OF_GROUP.search(words):
                own[own.index(same[-1])] = replace(same[-1], date=event.date)

    def _take_plan(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """三个项目有望落户青岚。三个项目分别为A、B、C: what is planned for a group whose members are all named."""
        listed = _ALL_NAMED.search(view.text, *view.span) if self._plan is not None else None
        if listed is not None and self._plan is not None:
            named = [
                e
                for m, e in zip(view.mentions, view.entities, strict=True)
                if e is not None and m.start >= listed.end() and m.form == "named"
            ]
            for entity in named[: self._plan[1]] if len(named) >= self._plan[1] else ():
                own = events.setdefault(id(entity), [])
                if not any(e.type == self._plan[0].type for e in own):
                    own.append(replace(self._plan[0], rule="group-member"))
            self._plan = None
        planned = planned_group(view, self.published)
        self._plan = planned if planned is not None else self._plan

    def _take_place_in_list(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """1.A项目。建设单位：…: an item of the list that was announced for approval, or of what a group did."""
        item = _ITEM.match(view.text, view.span.start) is not None
        self._listed_below = self._listed_below if item else None
        listed = [e for e in (self._list_plan, self._listed_below) if e is not None] if item else []
        named = [e for m, e in zip(view.mentions, view.entities, strict=True) if e is not None and m.form == "named"]
        for event in listed:
            for entity in named[:1]:
                own = events.setdefault(id(entity), [])
                if not any(e.type == event.type and e.statement.modality == event.statement.modality for e in own):
                    own.append(event)
        if self.groups and _LISTED_BELOW.search(view.text, *view.span):
            self._listed_below = replace(self.groups[-1], rule="group-member")

    def _take_as_agreed(self, view: SentenceView, events: dict[int, list[Event]]) -> None:
        """甲与乙签署协议。根据协议，甲将投资建设A: what was signed is about A."""
        signed, self._signed = self._signed, None
        if signed is not None and _BY_AGREEMENT.match(view.text, view.span.start):
            named = [e for m, e in zip(view.mentions, view.entities, strict=True) if e and m.form == "named"]
            for entity in list(dict.fromkeys(named))[:1]:
                own = events.setdefault(id(entity), [])
                if not any(e.type == "signing" and e.statement.modality == "actual" for e in own):
                    own.append(signed)
        self._signed = signed_in(view, self.published)


def _announcement(text: str, dates: Sequence[TimeValue]) -> TimeValue | None:
    """The day on which the article's news was made known: 8月13日公告, 财联社8月13日电."""
    for date in dates[:_FIRST]:
        if date.precision == "day" and _MADE_KNOWN.match(text, date.span.end):
            return date
    return None


def _opening_day(view: SentenceView) -> tuple[TimeValue, int] | None:
    """The day that opens a sentence in which nothing happens to a project yet."""
    first: Iterable[TimeValue] = view.dates[:1]
    for date in first:
        lead = view.text[view.span.start : date.span.start]
        if SPOKEN.search(view.text, date.span.end, view.span.end):
            return None
        if date.precision == "day" and (
            len(lead) <= 1 or re.search(r"(?:讯|电)[（）()：:\s]*(?:（[^（）]{2,16}）)?$", lead)
        ):
            return date, view.span.end
    return None
