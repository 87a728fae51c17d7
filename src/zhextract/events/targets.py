"""Which projects a trigger speaks of.

A trigger finds its project in this order: the object right behind it (新开工A、B; 在建的A), the subject before it in
its clause, a list that it opens (竣工的有A、B), the subject of the clause before, and the topic of the sentence before
where the clause has no subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from zhextract.events.pointing import counted_topic, one_of_two
from zhextract.events.sentence import SentenceView
from zhextract.events.subjects import another_undertaking, opened_by_another, subjectless
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.records.values import CharSpan, MilestoneType

#: The projects, and the name of the rule that found them.
Targets: TypeAlias = tuple[list[Entity], str]

#: Every rule that a milestone may carry, in the order in which they are tried; `Course` and tables give the last.
RULES = (
    "note-in-brackets",
    "group-members",
    "former-latter",
    "object-direct",
    "list-opened",
    "subject",
    "object",
    "object-agreed",
    "subject-carried",
    "occasion",
    "topic-all",
    "topic",
    "group-member",
    "listed-for-approval",
    "by-agreement",
    "table-cell",
)
_OPENS = re.compile(
    r"(?:的)?(?:重点|重大|产业|建设)?(?:项目|工程|大户|大单)?(?:中|里|当中)?[，,]?(?:还|则)?(?:有|包括|分别是|分别为|是|为|：|:)"
)
#: 昨日动工的项目中，以A规模最大: what is told of one of them.
_AMONG_THEM = re.compile(
    "的(?:重点|重大|产业)?(?:项目|工程)(?:中|里|当中)[，,](?:以|由|要数|当属)?(?!没|无|半数|多数|近|超)"
)
#: 项目加速建设: of projects at large.
_ALL_OF_THEM = re.compile(
    "各(?:大|个)?(?:项目|工程)|(?:这些|上述|这批)(?:项目|工程)|(?:此次|本次|这次)(?:集中)?(?:开工|签约|竣工|投产)的(?:[0-9]+个)?(?:项目|工程)(?=均|都|全部)"
)
_CLOSES_LIST = re.compile("(?:新建|续建)?等[^，。；]{0,20}(?:项目|工程)")
#: A kind of project or a number of them, not the one spoken of: 竣工项目同样不少, 拟新开工15处.
_OF_A_KIND = re.compile(
    "(?:的)?(?:重点|重大|产业)?(?:项目|工程|企业)(?!建设)|(?:了)?[0-9一二两三四五六七八九十百]+(?:余|多)?(?:处|个|项|座|家|条|套|栋|户|件|宗)(?!月)"
)
#: 签署协议，拟投资建设A; not 签约一名代理，预中标A.
_AGREED_ON = re.compile("^(?!.*中标).*(?:建设|投资|投建|打造|实施|共建|合作|开发|布局|项目|落户|引进|达成|基地|厂|园)")
_BUILT_NEXT = re.compile("(?:建设|投建|新建|打造|实施|兴建)[“《]?$")
_BOUGHT = re.compile("购|竞拍|受让|摘得")
_ISSUE = re.compile("发行|定增|募集|募资|预案|回购|激励")
#: 审议通过议案，同意终止A: not what was agreed to be built.
_GIVEN_UP = re.compile("(?:终止|延期|暂缓|变更|注销)(?![^。]{0,60}(?:建设|投建|投资|新建|实施))")
#: What may stand behind a verb whose subject is left out; an object of its own is another project
#: (预计2015年建成云海高铁).
_INTRANSITIVE = re.compile(
    r"[，。；、,;:：！？）)”’\s并且和及与暨后前了的（(/]|$|仪式|活动|建设|施工|工作|使用|生产|运行|运营|发电|阶段|状态|条件|手续|审批|调试|验收|交付|时间|日期|由|从|推|延|定|排|放|至|到|于|在|以来|中|"
    r"过半|完成|已|正|将|预计|均|都|也|就|尚|仍|目标|成功|顺利|[0-9]|今|明|去|当|不|没|未|率|最|可|达|投|试|等"
)
_WITH_SUBJECT: frozenset[MilestoneType] = frozenset(
    {
        "construction_start",
        "topping_out",
        "trial",
        "completion",
        "commissioning",
        "full_capacity",
        "suspension",
        "resumption",
    }
)
_GENERIC_SUBJECT = re.compile(r"(?:项目|工程)$")


def find_targets(
    view: SentenceView,
    index: int,
    trigger: Trigger,
    clause: CharSpan,
    topic: Sequence[Entity],
    members: Sequence[Entity] = (),
) -> Targets:
    """The projects that a trigger speaks of, and the rule that found them.

    `topic` is what the sentences before spoke of last, `members` the projects named as of the group spoken of.
    """
    if view.text[trigger.start - 1 : trigger.start] in {"（", "("}:
        noted = [i for i, m in enumerate(view.mentions) if m.end == trigger.start - 1]
        if noted:
            entity = view.entities[noted[-1]]
            return ([entity] if entity is not None else []), "note-in-brackets"
    if _GENERIC_SUBJECT.search(view.text, clause.start, trigger.start) and not any(
        m.start < trigger.start <= m.end + 2
        or m.rule == "list-counted"
        or _CLOSES_LIST.fullmatch(view.text, m.end, trigger.start)
        for m in view.mentions
        if m.end <= trigger.start
    ):
        if alone := _the_one_named(view, trigger, clause):
            return alone, "subject-carried"
        named = _members(view, trigger)  # 3个项目开工：A、B、C
        return (named, "group-members") if named else ([], "generic-subject")
    one = one_of_two(view, trigger.start, topic)
    if one is not None:
        return one, "former-latter" if one else "none"
    if named := counted_topic(view, trigger.start, topic):
        return named, "topic-all"
    within = [
        e
        for m, e in zip(view.mentions, view.entities, strict=True)
        if e is not None and trigger.start < m.start and m.end <= trigger.end
    ]
    if within:
        return within[:1], "object-direct"  # 获得二期工程施工许可证
    known = [i for i, e in enumerate(view.entities) if e is not None]
    after = [i for i in known if view.mentions[i].start >= trigger.end]
    before = [i for i in known if view.mentions[i].start <= trigger.start]
    return (
        _direct_object(view, index, trigger, after)
        or _in_clause(view, index, trigger, clause, before, after)
        or _before_clause(view, trigger, clause, before)
        or _occasion(view, clause, after)
        or _of_topic(view, trigger, clause, topic, members)
    )


def _the_one_named(view: SentenceView, trigger: Trigger, clause: CharSpan) -> list[Entity]:
    """A久无进展，项目终止: 项目 as all the subject is the one project that the part of the sentence has named."""
    if view.text[clause.start : trigger.start] not in {"项目", "工程"}:
        return []
    part = view.part_start(trigger.start)
    named = [e for m, e in zip(view.mentions, view.entities, strict=True) if part <= m.start < clause.start]
    counted = any(part <= g.start < trigger.start for g in view.groups)
    known = list(dict.fromkeys(e for e in named if e is not None))
    return known if len(known) == 1 and None not in named and not counted else []


def _direct_object(view: SentenceView, index: int, trigger: Trigger, after: list[int]) -> Targets | None:
    """新开工A、B; 在建的A; 竣工的有A、B."""
    if not after:
        return None
    first = view.mentions[after[0]]
    near = view.text[trigger.end : first.start] in {"", "的", "了", "建设", "建设的", "的是", "一批"}
    if near and not _crosses(view, index, after[0]):
        return _group(view, after[0]), "object-direct"
    opened = _OPENS.match(view.text, trigger.end) or _AMONG_THEM.match(view.text, trigger.end)
    if opened and first.start - opened.end() <= 14:
        return _until_next_trigger(view, index, after), "list-opened"
    return None


def _in_clause(
    view: SentenceView, index: int, trigger: Trigger, clause: CharSpan, before: list[int], after: list[int]
) -> Targets | None:
    """The subject before the trigger, the counted group, or the object further behind."""
    counted = any(clause.start <= g.start < trigger.start for g in view.groups)
    subject = [i for i in before if view.mentions[i].start >= clause.start]
    if subject:
        last = subject[-1]
        between = [g for g in view.groups if view.mentions[last].end <= g.start < trigger.start]
        # A、B等20个项目转为开工: the group is the list itself.
        gap = view.text[view.mentions[last].end : between[0].start] if between else ""
        # A、B两个项目均已开工: so it is where it counts the list before it.
        counts_list = gap in {"", "这"} and view.mentions[last].rule == "list-counted"
        if _is_site(view, trigger, clause, last):
            return [], "none"
        if not between or counts_list or re.fullmatch("(?:等|在内的)[^，。；]{0,12}", gap):
            return _group(view, last), "subject"
    if counted:
        return _members(view, trigger), "group-members"
    if after:
        first = view.mentions[after[0]]
        gap = view.text[trigger.end : first.start]
        if (
            len(gap) <= 14
            and not (trigger.type == "approval" and _GIVEN_UP.search(gap))
            and not re.search("[，。；：,;:]|且|并|拟|将|计划|投建|用于|调配|作为", gap)
            and not _crosses(view, index, after[0])
        ):
            return _group(view, after[0]), "object"
        consent = trigger.type == "approval" and ("通过" in trigger.text or trigger.text == "同意")
        agreed = (
            trigger.type == "signing" or consent or (trigger.type == "land" and _BOUGHT.match(trigger.text) is not None)
        )
        agreed = agreed and (trigger.type != "signing" or _AGREED_ON.search(gap + first.name) is not None)
        agreed = agreed and _GIVEN_UP.search(gap) is None
        # What a board approves is the issue of shares, not the projects that the money is for.
        agreed = agreed and not (trigger.type == "approval" and _ISSUE.search(gap))
        built = _BUILT_NEXT.search(gap) is not None
        if agreed and not subject and (first.head != "facility" or built):
            return _group(view, after[0]), "object-agreed"
    if view.counts_in(clause):
        return [], "group"
    return None


#: 首套控制系统在A项目投运: the thing, and where.
_THING_AT = re.compile(
    "(?:系统|设备|机器人|装备|装置|火箭|卫星|列车|车|船|软件|产品|芯片|技术)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?在$"
)


def _is_site(view: SentenceView, trigger: Trigger, clause: CharSpan, subject: int) -> bool:
    """Whether a project is only where another thing is put into use (首台电动矿车，在A煤矿投运)."""
    mention = view.mentions[subject]
    moved = trigger.type in _WITH_SUBJECT or trigger.type == "approval"
    if moved and _THING_AT.search(view.text, clause.start, mention.start):
        return True
    before = clause.start + 1 == mention.start and view.text[clause.start] == "在"
    first = clause == view.clauses[0] or any(d.span.end == clause.start - 1 for d in view.dates)
    return before and not first and trigger.form == "verb" and trigger.type in _WITH_SUBJECT


def _before_clause(view: SentenceView, trigger: Trigger, clause: CharSpan, before: list[int]) -> Targets | None:
    """The subject of a clause before, in the same part of the sentence between semicolons."""
    part = view.part_start(trigger.start)
    near = [i for i in before if view.mentions[i].start >= part]
    if not near and part > view.span.start and subjectless(view, clause, trigger.start):
        named = [e for e in (view.entities[i] for i in before) if e is not None]
        near = [] if opened_by_another(view, clause, named) else before
    if not near:
        return None
    last = near[-1]
    if _is_site(view, trigger, view.clause_of(view.mentions[last].start), last):
        return [], "none"
    one = _ONE_PART.search(view.text, clause.start, trigger.start) is not None
    if not one and any(view.mentions[last].end <= g.start < trigger.start for g in view.groups):
        return [], "group"
    if another_undertaking(view, clause, trigger.start) or _kind_at_large(view, trigger):
        return [], "none"
    if _of_another_noun(view, trigger) or _AFTER_ANOTHER.match(view.text, clause.start, trigger.start):
        return [], "another-noun"
    if (trigger.type == "construction" or trigger.text in _MAKES) and _has_object(view, trigger):
        return [], "none"  # 正稳步推进产能扩张
    return _group(view, last), "subject-carried"


#: 同期引进的移动电源则没有供地: a step as the attribute of a thing that is no known project; not 已投产的两条生产线.
_ATTRIBUTE = re.compile(
    "的(?!时|日|目|是|同|基|情|背|过|关|重|一期|二期|三期)(?![^，。；]{0,8}(?:项目|工程|线|机组|装置|车间|厂房|设备|部分|楼|段|期|之一|阶段|企业))"
    "[^，。；]{2,12}[，则已将]"
)


#: 这是继去年奠基二厂后的又一举措: what came before is another's.
_AFTER_ANOTHER = re.compile("(?:这(?:也)?是)?[^，。；]{0,6}继")


def _of_another_noun(view: SentenceView, trigger: Trigger) -> bool:
    """Whether a trigger with its own date before it says of a thing behind it what happened to that."""
    if trigger.form != "verb" or _ATTRIBUTE.match(view.text, trigger.end) is None:
        return False
    return not any(trigger.end <= m.start <= trigger.end + 14 for m in view.mentions)


#: 拟建两个泊位，首个泊位年底投用: one of the parts just counted.
_ONE_PART = re.compile("(?:首|第一|最后一|其中一)(?:个|台|批|条|套|座|栋|组)[^，。；]{0,8}$")
#: Verbs of completion that take what is built as their object (建成全链条平台).
_MAKES = frozenset({"建成", "全面建成", "基本建成"})


def _kind_at_large(view: SentenceView, trigger: Trigger) -> bool:
    """并对在建项目收尾: projects under construction at large."""
    return trigger.text in {"在建", "续建"} and _OF_A_KIND.match(view.text, trigger.end) is not None


def _takes_object(trigger: Trigger) -> bool:
    """Whether a noun behind the trigger is what is built, finished or moved on, and not a complement."""
    if trigger.form != "verb":
        return False
    return trigger.type in _WITH_SUBJECT or trigger.text.endswith("推进") or trigger.text in {"加快建设", "加速建设"}


def _has_object(view: SentenceView, trigger: Trigger) -> bool:
    """Whether an object stands behind the trigger: another thing than its clause may speak of (建成云海高铁)."""
    return _takes_object(trigger) and not _INTRANSITIVE.match(view.text[trigger.end : trigger.end + 4])


def _occasion(view: SentenceView, clause: CharSpan, after: list[int]) -> Targets | None:
    """随着最后一台风机完成吊装，A…: what opens the sentence is of the subject that follows."""
    if not after or not view.opens_occasion(clause):
        return None
    place = view.clauses.index(clause)
    mention = view.mentions[after[0]]
    follows = place + 1 < len(view.clauses) and view.clause_of(mention.start) == view.clauses[place + 1]
    return (_group(view, after[0]), "occasion") if follows else None


#: 核心设备如拉丝塔等已进场调试: the equipment of what is spoken of.
_ITS_EQUIPMENT = re.compile("(?:核心|主要|关键|首批|部分|全部|大型|成套)?(?:的)?(?:生产|工艺|主体|核心)?设备")


def _of_topic(
    view: SentenceView, trigger: Trigger, clause: CharSpan, topic: Sequence[Entity], members: Sequence[Entity]
) -> Targets:
    """What the sentence before spoke of, where the clause has no subject of its own."""
    if topic and _ALL_OF_THEM.search(view.text, clause.start, trigger.start):
        return list(dict.fromkeys([*topic, *members])), "topic-all"
    equipment = trigger.type == "installation" and _ITS_EQUIPMENT.match(view.text, clause.start) is not None
    if (
        topic
        and (equipment or subjectless(view, clause, trigger.start, topic))
        and not _OF_A_KIND.match(view.text, trigger.end)
        and not opened_by_another(view, clause, topic)
        and not another_undertaking(view, clause, trigger.start)
    ):
        if _has_object(view, trigger):
            return [], "none"
        after = view.text[trigger.end : trigger.end + 4]
        if after.startswith("的") and not after.startswith(("的时", "的日", "的目", "的是")):
            return [], "none"
        return _single(topic), "topic"
    return [], "none"


_BY_WHOM = re.compile("(?:被|由|经|获|受|向|与|因)[^，。；]{0,2}$")


def carries_on(view: SentenceView, trigger: Trigger, clause: CharSpan) -> bool:
    """Whether a clause goes on with the topic that its part of the sentence speaks of, whatever adverbials it has.

    It has no subject that is another undertaking, a body or a counted group.
    """
    part = view.part_start(trigger.start)
    if not any(part <= t.start < trigger.start for t in view.triggers):
        return False
    if any(part <= g.start < trigger.start for g in view.groups) or another_undertaking(view, clause, trigger.start):
        return False
    if any(clause.start <= m.start < trigger.end for m in view.mentions) or _has_object(view, trigger):
        return False
    bodies = [o for o in view.others if clause.start <= o.start < trigger.start]
    return all(_BY_WHOM.search(view.text, clause.start, o.start) for o in bodies) and not _OF_A_KIND.match(
        view.text, trigger.end
    )


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
    colon = re.compile("[^，。；]{0,6}(?:[：:]|[，,](?:包括|分别是|分别为|有))").match(view.text, trigger.end)
    if not colon:
        return []
    named = [e for m, e in zip(view.mentions, view.entities, strict=True) if m.start >= colon.end() and e is not None]
    return list(dict.fromkeys(named))


def _single(topic: Sequence[Entity]) -> list[Entity]:
    members = list(dict.fromkeys(topic))
    return members if len(members) == 1 else []
