"""In which stage a counted group stands, and whether it has got there or is to: from the stage words around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhextract.events.counts_groups import Group
from zhextract.events.counts_words import alternatives, table
from zhextract.events.modality import Statement, judge
from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import Trigger, triggers
from zhextract.parse.dates import resolve
from zhextract.records.values import CharSpan, MilestoneType, Modality


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage of a group: `milestone` None where several are said at once; `modality` None where it is denied.

    `cued` is whether a word beside the stage word says that it is planned or has happened.
    """

    milestone: MilestoneType | None
    modality: Modality | None
    cued: bool


class StageFinder:
    """Reads the stages of the groups of one sentence."""

    def __init__(
        self,
        view: SentenceView,
        groups: Sequence[Group],
        words: Sequence[Trigger],
        published: datetime.date | None,
    ) -> None:
        self.view, self.groups, self.words, self.published = view, groups, words, published

    def stage(self, index: int, carried: Stage | None) -> Stage | None:
        """The stage that the sentence gives to a group of its own, None where it gives none.

        `carried` is that of the group before, whose plan goes on where nothing ends it (计划开工12个，竣工8个).
        """
        group = self.groups[index]
        dealt = self._dealt_out(index)
        if dealt == []:
            return Stage(None, None, False)
        found = dealt or self._around(index)
        if not found or found[-1].text in _planned_only():
            found = self._framed(index) or self._predicate(index) or found
        if not found:
            return carried if carried is not None and self._coordinate(index) else None
        trigger = found[-1]
        modality, cued = self._meant(group, trigger, carried)
        if trigger.text in _planned_only() and modality != "planned":
            return None
        mixed = len({t.type for t in found}) > 1 or "开竣工" in trigger.text  # no one stage
        if group.kind == "firm" and not dealt and not self._of_firms(group, trigger):
            return None
        milestone: MilestoneType | None = None if mixed else trigger.type
        if group.what.endswith("地块") and milestone == "signing":
            return None  # A、B分别落在滨海工业区3个地块
        if group.kind == "permit" and milestone == "approval":
            milestone = None  # a permit is no stage of permits
        return Stage(milestone, modality, cued)

    def _around(self, index: int) -> list[Trigger]:
        """The stage word inside the counted phrase, beside it, or in its clause; several that are strung together."""
        strong = [t for t in self.words if t.text not in _planned_only()]
        return self._beside(index, strong) or self._beside(index, self.words)

    def _beside(self, index: int, words: Sequence[Trigger]) -> list[Trigger]:
        group, clause = self.groups[index], self.view.clause_of(self.groups[index].number.start)
        inside = [t for t in words if group.lead <= t.start and t.end <= group.span.end]
        low = self.groups[index - 1].span.end if index else self.view.span.start
        high = self.groups[index + 1].lead if index + 1 < len(self.groups) else self.view.span.end
        listed = group.form == "alone"
        before = [t for t in words if max(low, self.view.span.start if listed else clause.start) <= t.start]
        before = [t for t in before if t.end <= group.lead]
        behind = [t for t in words if group.span.end <= t.start and t.end <= min(high, clause.end)]
        behind = [t for t in behind if self._of_group(group, t) and not self._of_next(index, t)]
        if (
            inside
            and inside[-1].type in {"construction", "suspension"}
            and (again := self._again(group, inside, behind))
        ):
            return [again]
        if inside and not (group.form == "behind" and before and self._text(before[-1].end, group.lead) in {"", "了"}):
            return self._strung(inside, len(inside) - 1)
        if behind and before and self._each_behind(index, before[-1], behind[0]):
            return behind[:1]
        if before and group.lead - before[-1].end <= 6 and not _CUT_OFF.search(self._text(before[-1].end, group.lead)):
            return self._strung(before, len(before) - 1)
        if behind:
            last = 0
            while last + 1 < len(behind) and self._text(behind[last].end, behind[last + 1].start) in _STRINGS:
                last += 1
            return behind[: last + 1]
        if before and (listed or self._reaches(before[-1], group, clause)):
            between = self._text(before[-1].end, group.lead)
            far = group.kind in {"site", "part", "firm"} and len(between) > 16
            if (listed and not _APART.search(between)) or not (listed or _CUT_OFF.search(between) or far):
                return self._strung(before, len(before) - 1)
        return []

    def _again(self, group: Group, inside: Sequence[Trigger], behind: Sequence[Trigger]) -> Trigger | None:
        """已复工的停建项目, 7个续建项目同时复工: what goes on again says more than the kind of project it is."""
        attributes = [t for t in inside if t.type == "resumption" and self._text(t.end, t.end + 1) == "的"]
        if attributes:
            return attributes[-1]
        if not behind or behind[0].type != "resumption":
            return None
        return behind[0] if _BESIDE.fullmatch(self._text(group.span.end, behind[0].start)) else None

    def _of_next(self, index: int, word: Trigger) -> bool:
        """Whether a word behind the group opens the number that follows it: 36条道路|完工21条."""
        following = self.groups[index + 1] if index + 1 < len(self.groups) else None
        return following is not None and following.form == "alone" and word.end == following.lead

    def _each_behind(self, index: int, before: Trigger, behind: Trigger) -> bool:
        """Whether each number of a row has its word right behind it: 5个投产、3个达产."""
        if not index or behind.start != self.groups[index].span.end:
            return False
        return before.start == self.groups[index - 1].span.end

    def _framed(self, index: int) -> list[Trigger]:
        """先后启动6条公路建设: a word before the group and 建设 behind it."""
        group = self.groups[index]
        behind = _BUILDING.match(self.view.text, group.span.end)
        clause = self.view.clause_of(group.number.start)
        before = _frames()[0].search(self._text(max(clause.start, group.lead - 60), group.lead))
        if behind is None or before is None or re.search("[，；]", before.group("between")):
            return []
        end = group.lead - len(before.group("between"))
        word = before.group("word")
        return [Trigger(end - len(word), end, _frames()[1][word], "group", word)]

    def _coordinate(self, index: int) -> bool:
        """签订了21个主协议、18个附属协议; 核准4个项目，共8台机组: the stage of the group before holds for this one."""
        if not index:
            return False
        group, before = self.groups[index], self.groups[index - 1]
        between = self._text(before.span.end, group.lead)
        if _TOGETHER.fullmatch(between):
            return True
        alike = group.form == before.form and group.form in {"behind", "ahead"} and group.kind == before.kind
        return (
            alike
            and _AND.fullmatch(between) is not None
            and self._text(group.span.end, group.span.end + 1) not in {"的", "中"}
        )

    def _dealt_out(self, index: int) -> list[Trigger] | None:
        """新开工、竣工、投产项目分别为20个、15个和9个: the stage words in turn; None where nothing is dealt out."""
        first = index
        while first and self._text(self.groups[first - 1].span.end, self.groups[first].span.start) in _ROW:
            first -= 1
        last = index
        while (
            last + 1 < len(self.groups)
            and self._text(self.groups[last].span.end, self.groups[last + 1].span.start) in _ROW
        ):
            last += 1
        number = self.groups[first].number.start
        clause = self.view.clause_of(number)
        before = _DEALS.search(self._text(max(clause.start, number - 60), number))
        if last == first or before is None:
            return None
        low = max(clause.start, number - 60)
        parts = list(_PARTS.finditer(self.view.text, low, low + before.start()))
        if len(parts) != last - first + 1:
            return None
        part = parts[index - first]
        # 竣工、投产 is one word elsewhere; here each has its number.
        return triggers().find(self.view.text, part.start(), part.end())[-1:]

    def _reaches(self, word: Trigger, group: Group, clause: CharSpan) -> bool:
        """Whether a word of the clause still speaks of the group: 新开工A、B、C等高端制造、电子信息项目8个."""
        between = self._text(word.end, group.span.start)
        listed = ("等" in between or "、" in between) and len(between) <= 200
        return word.start >= clause.start and (len(between) <= 24 or listed)

    def _strung(self, words: Sequence[Trigger], last: int) -> list[Trigger]:
        """The stage words that a list holds together with the last: 新开工和复工项目."""
        first = last
        while first and self._text(words[first - 1].end, words[first].start) in _STRINGS:
            first -= 1
        return list(words[first : last + 1])

    def _of_group(self, group: Group, word: Trigger) -> bool:
        """Whether a word behind the group states its stage: 两个项目的施工、采购 does not."""
        between = self._text(group.span.end, word.start)
        if _OTHER_SUBJECT.search(between) or _AMONG.match(between):
            return False
        after = self._text(word.end, word.end + 8)
        if self._is_step(word) and not re.match("已|均|完成|通过|获|批", after):
            return False
        if _STEP_DONE.fullmatch(between):
            return True
        if between.startswith("的"):
            return re.search("已|完成|通过|获", after) is not None
        return not (word.form == "group" and word.text in {"建设", "新建"} and len(between) > 12)

    def _predicate(self, index: int) -> list[Trigger]:
        """The stage said after the clause of the group: 18个项目，均已投产; A3个，B5个都已开工; 2个因故，已废止."""
        group = self.groups[index]
        if group.form == "part":
            return []
        following = [t for t in self.words if t.start >= group.span.end and not self._is_step(t)][:1]
        if not following:
            return []
        word = following[0]
        between = self._text(group.span.end, word.start)
        if len(between) > 100 or "其中" in between or _AMONG.match(between) or re.search("[。；;！？]", between):
            return []
        if word.type != "signing" and not _ENDS.match(self._text(word.end, word.end + 4)):
            return []  # 建成公路20公里: a thing of its own; 新开工的有…, 复工5个: of the group that follows
        if _SHARED.search(between):
            return [word]
        apart = any(g.lead < word.start for g in self.groups[index + 1 :]) or any(
            group.span.end <= m.start < word.start and m.form == "named" for m in self.view.mentions
        )
        return [word] if not apart and _GOES_ON.fullmatch(between) else []

    def _is_step(self, word: Trigger) -> bool:
        """Whether a word names a step that the group has to go through: 4个项目的环评, 6个项目的土地预审."""
        named = word.type == "approval" and self._text(word.start - 1, word.start) == "的"
        return named and any(g.span.end == word.start - 1 for g in self.groups)

    def _of_firms(self, group: Group, word: Trigger) -> bool:
        """Firms are counted in a stage of theirs only, said right beside them; that they go to work again is none."""
        if word.type in {"resumption", "approval", "land", "topping_out", "installation"}:
            return False
        if word.type == "signing" and not _SETTLES.search(word.text):
            return False
        if word.text in {"开工", "新开工", "交付", "验收"} or "下线" in word.text or "量产" in word.text:
            return False
        low, high = sorted((word.end, group.lead)) if word.end <= group.lead else sorted((group.span.end, word.start))
        return _BESIDE.fullmatch(self._text(low, high)) is not None or group.lead <= word.start < group.span.end

    def _meant(self, group: Group, word: Trigger, carried: Stage | None) -> tuple[Modality | None, bool]:
        clause = self.view.clause_of(word.start)
        if word.text in _planned_words() or _waiting().search(self._text(max(clause.start, group.lead), word.start)):
            return "planned", True
        # “十四五”规划102项工程: the plan is a book here.
        cues = [c for c in self.view.cues if not (c.text == "规划" and c.end == group.lead <= word.start)]
        statement = judge(cues, word.span, clause)
        if statement is None and word.end <= group.number.start:
            between = CharSpan(word.end, group.number.start)
            cues = [c for c in self.view.cues if between.start <= c.start and c.end <= between.end]
            statement = judge(cues, CharSpan(between.end, between.end), between)
        opens = word.text in _planned_only() and word.start == clause.start
        if statement is None and (opens or _LINKED.match(self._text(clause.start, clause.start + 2))):
            statement = self._planned_before(clause)
        if statement is not None:
            # 符合要求已投产: what has happened is no more a duty
            happened = statement.modality is None and self._text(clause.start, word.start).endswith(("已", "已经"))
            if statement.cue is not None and statement.cue.text in {"才能", "方能"} and self._ahead_in_time(word):
                return "planned", True  # 要到2026年才能建成
            return "actual" if happened else statement.modality, True
        if self._ahead_in_time(word):
            return "planned", True
        goes_on = carried is not None and carried.modality == "planned" and carried.cued
        goes_on = goes_on and word.end <= group.number.start
        if goes_on and word.type != "construction" and not _SINCE_THEN.search(self._since(group)):
            return "planned", True
        return "actual", False

    def _planned_before(self, clause: CharSpan) -> Statement | None:
        """计划投资10亿元，并建设两座工厂: the plan of the clause before goes on."""
        before = self.view.clause_before(clause)
        if before is None:
            return None
        statement = judge(self.view.cues, CharSpan(before.end, before.end), before)
        return statement if statement is not None and statement.modality == "planned" else None

    def _since(self, group: Group) -> str:
        """The words between the group before and this one."""
        index = self.groups.index(group)
        return self._text(self.groups[index - 1].span.end, group.lead) if index else ""

    def _ahead_in_time(self, word: Trigger) -> bool:
        """Whether the date that the word stands under lies after the article: 到2030年，建成20个."""
        before = [d for d in self.view.dates if d.span.end <= word.start]
        if not before or self.published is None:
            return False
        date = before[-1]
        if date.kind != "date" or date.value is None:
            return False
        neutral = resolve(date, None, self.published)
        first = neutral.end if date.mod in {"BEFORE", "END"} else neutral.start
        told = [c for c in self.view.cues if date.span.end <= c.start < word.start and c.category == "actual"]
        return first is not None and first > self.published and not told

    def _text(self, start: int, end: int) -> str:
        return self.view.text[start:end]


_ROW = frozenset({"、", "和", "及", "以及", "与", "，"})
_DEALS = re.compile("(?:则)?分别(?:为|有|达到?|高达|是|完成|增至)?$")
_PARTS = re.compile("(?:(?!、|以及|和|及|与)[^，。；])+")
#: What ends a plan: another part of the sentence, or what is so by now.
_SINCE_THEN = re.compile("[；;。]|现在|目前|眼下|如今|已")
_STRINGS = frozenset({"、", "和", "与", "及", "以及", "，", "或", "暨", ""})
_BUILDING = re.compile("(?:的)?建设(?!项目|工程|用地|规模|单位|者)")
_TOGETHER = re.compile("(?:，|（)(?:共|共计|合计|总计|总共)")
_AND = re.compile("[\u4e00-\u9fa5]{0,8}[、和及]")
_LINKED = re.compile("并|且|同时|还|以及")
#: What stands between a stage word and a group that is another's: 签约后将带动20个.
_CUT_OFF = re.compile("后|带动|吸引|来自|位于|，|,|以来|期间|时|率|涉及|覆盖|服务|分布")
_OTHER_SUBJECT = re.compile("公司|企业|有限|带动|后[，]?|总投资[^，。；]{0,14}的")
_STEP_DONE = re.compile("的[^，。；、的]{2,12}(?:作出|给出|下达|通过)")
_APART = re.compile("[，,；;0-9]")
#: 47座隧道中已贯通39座: the stage is that of some of them.
_AMONG = re.compile("中|里|当中|是")
_ENDS = re.compile(r"[，。；、！？）)”\s]|$|并|和|且|及|于|后|，")
_SHARED = re.compile(
    "(?:均|都|全部|悉数|全都)(?:已经?|将|在|正|于|要|可|顺利|成功|如期|实现|获|按期|进入|完成|[0-9]{1,4}年|[0-9]{1,2}月|底|前){0,5}$"
)
_GOES_ON = re.compile(
    "(?:（[^（）]{0,20}）)?(?:，?总投资[^，。；]{2,14})?(?:(?:因|受|由于)[^，。；0-9]{1,16})?(?:，(?:经|因|由于|受|按|根据|依)[^，。；]{1,24}){0,2}，"
    "(?:均|都|全部|目前|现|现已|已|已经|将|将于|将在|有望|预计|计划|拟|力争|确保|正|正在|陆续|先后|相继|年内|今年|明年|年底前?|缓到|再|[0-9]{1,4}年|[0-9]{1,2}月|底|前|集中|顺利|成功|全面|实现){0,5}"
)
_SETTLES = re.compile("落户|入驻|引进|引入|招引|签约入驻")
_BESIDE = re.compile(
    "(?:已|已经|均|均已|都|全部|相继|先后|陆续|成功|顺利|目前|正|正式|同时|同日|一齐|实现|处|处于|处在|被责令|被|仍|也|在|的|有|仅有|只有|共|共有|共计|累计|企业|达|各类|优质|了|约|超|数量|数|则|分别|高达|或|、){0,5}"
)


@cache
def _planned_only() -> frozenset[str]:
    return frozenset(table().planned_only.words)


@cache
def _frames() -> tuple[re.Pattern[str], dict[str, MilestoneType]]:
    kinds = {word: kind for kind, words in table().framed.items() for word in words}
    return re.compile(rf"(?P<word>{alternatives(kinds)})(?P<between>(?:(?!{alternatives(kinds)}).){{0,56}})$"), kinds


@cache
def _planned_words() -> frozenset[str]:
    return frozenset(table().planned_words.words)


@cache
def _waiting() -> re.Pattern[str]:
    return re.compile(alternatives(table().planned_words.words))
