"""What is told of the stretch before a head word: its stage, its figures, whose it is, what works it is.

The base of the evidence for a name: a thing of which works are told where a statement opens is one project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.project_mention import Surroundings
from zhextract.names.project_proper import is_proper_name
from zhextract.names.project_words import ProjectVocabulary
from zhextract.names.trade_names import is_known_company, owner
from zhextract.records.values import CharSpan

#: What counts a thing as the first of its kind, right before it.
_FIRST = re.compile("首[条个座套家]$")
#: What stands between a name and a figure of it.
_BEFORE_FIGURE = re.compile(
    "[（(]?(?:总?投资|(?:日|年)(?:处理|产|加工|供水)(?:能力|规模|量)?|总?装机|占地|造价|(?<=[（(]))(?:约|达|由)?"
)
#: What is said to have something, up to 的, from a mark on: 恒岳世纪.
_BEFORE_OF = re.compile("(?:^|(?<=[，。；：、\n]))[一-龥]{3,8}$")
#: What is told of several, and the members of a list up to it: A小学、B二中、C学校|已经启用.
_OF_SEVERAL = re.compile("均|都|分别|同时|同日|双双|相继|先后|陆续|已经|全部")
_OTHER_MEMBERS = re.compile(rf"(?:(?:、|和|以及)[^，。；、]{{2,16}}?){{1,5}}(?={_OF_SEVERAL.pattern})")
#: The number of an item in a list.
_NUMBERED = re.compile("(?:^|[；\n 　])[0-9]{1,2}[.．]$")
#: What stands before the beginning of a clause or of a member of a list.
_OPENS_CLAUSE = frozenset("【，。；：,;:!！?？、“”】 \n的")
#: What a firm calls one of its plants or lines: t8产线, M10工厂.
_CODE = re.compile("[A-Za-z][0-9]{1,3}")
#: Marks between several things told together.
_ENUMERATES = re.compile("[、+＋]")
#: The words of one clause, and of the members of a list in it.
_CLAUSE = re.compile("[^，。；！？]{0,40}")
#: The same with the clause behind a reason or behind what is left to do.
_REASON_FIRST = re.compile("(?:则|却|也)?(?:因|受|只|还|仅|原)[^，。；！？]{0,24}，[^，。；！？]{0,24}")
_STATEMENT = re.compile("[^。；！？\n]{0,90}")
#: What goes on to another thing than the one named: A工业园的厂房, A水库至B区管线, A枢纽第二回电源线.
_OF_A_PART = re.compile("的|至|到|第[一二三四五六]")
#: One of several that are numbered: 第三水厂, 云计算二号变电站.
_NTH = re.compile("第[一二三四五六七八九十]|[一二三四五六七八九十0-9]号")
#: The one of its kind that a county or city has: 县中医院病房楼, 市人民医院门诊楼.
_LOCAL = re.compile(
    "[县市区省镇州](?:第?[一二三四五六七八九十]+|人民|中医|中心|妇幼|职业|实验|疾控|立|特教|党校|档案|文化|体育|图书|博物)"
)
#: What power stations are called: a place and how the power is made.
_CALLED = re.compile(
    "([一-龥]{2,3}?)(?:混合式?)?(?:抽水|生物质|燃机)?(?:蓄能电站|水电站|水电枢纽|核电站|热电厂|发电厂|电厂)"
)
#: A street by its name, a road by its number.
_STREET = re.compile(
    "(?![一二三四五六七八九十两几各条])[一-龥]{2,4}(?:(?<![道公铁线网])路|大街|街|巷|大道)(?![线由径])|[A-Z][0-9]{2,4}线?"
)
#: The most characters of works and whose they are.
_LONG_NAME = 20


class Telling:
    """Asks what one sentence tells of its stretches."""

    def __init__(self, words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings) -> None:
        self.words, self.text, self.sentence, self.around = words, text, sentence, around
        self._judged: dict[CharSpan, bool] = {}  # stretches that hold a proper name

    def _works_on_own(self, span: CharSpan) -> bool:
        """Whether works are on a street or a facility that has a name: 滨河路改造, 引黄灌区节水改造."""
        heads = self.words.heads(self.text, *span)
        if not heads or heads[-1][2] != "works":
            return False
        if _STREET.match(self.text, span.start, heads[-1][0]):
            return True
        return any(
            kind == "facility" and start - span.start >= 2 and not self.words.is_class(self.text[span.start : start])
            for start, _, kind in heads
        )

    def _owned_works(self, span: CharSpan) -> bool:
        """Whether the works are those of an owner whose name opens the clause: 恒岳|塔架扩能改造."""
        name = self.text[slice(*span)]
        firm = owner(name) if self._opens(span) and len(name) <= _LONG_NAME and "、" not in name else None
        if firm is None or len(name) - firm.end < 4:
            return False
        words = name[slice(*firm)]
        return is_known_company(words) or is_proper_name(words)

    def _opens(self, span: CharSpan) -> bool:
        """Whether the stretch stands at the beginning of a clause or of a member of a list, or behind 的."""
        return span.start == self.sentence.start or self.text[span.start - 1] in _OPENS_CLAUSE

    def _opens_statement(self, span: CharSpan) -> bool:
        """Whether the stretch stands at the beginning of a sentence or of a part of one that a semicolon divides."""
        return span.start == self.sentence.start or self.text[span.start - 1] in "；;。\n"

    def _own(self, span: CharSpan) -> bool:
        """Whether a name, a number or the county makes the kind one of its own: 碑垭水库, 第三水厂, 县中医院."""
        return (
            self._proper(span)
            or self._of_county(span)
            or _NTH.search(self.text, span.start + 1, span.end) is not None
            or _LOCAL.match(self.text, *span) is not None
        )

    def _of_county(self, span: CharSpan) -> bool:
        """Whether a power station is called by a county whose short name is a word as well: 天台|抽水|蓄能电站."""
        called = _CALLED.fullmatch(self.text, *span)
        return called is not None and called[1] in gazetteer().by_short and not self.words.is_class(called[1])

    def _staged(self, span: CharSpan) -> bool:
        """Whether the name opens a clause that tells its stage: A水库受移民影响停工, 全球首条B产线13日在C投产.

        The stage may stand in a later clause of the sentence, where nothing else is named before it.
        """
        first = _FIRST.search(self.text, self.sentence.start, span.start) is not None
        if not (self._opens(span) or first):
            return False
        long = span.end - span.start >= 8  # 首个零碳工厂 names none
        own = self._own(span) or self.anchored(span) or self._belongs(span)
        own = (
            own
            or self._works_on_own(span)
            or (self.text[span.start - 1] == "、" and _OF_SEVERAL.match(self.text, span.end) is not None)
        )
        quoted = self.text[span.start - 1 : span.start] == "“"
        return bool((first and long) or quoted or own or self._dated(span)) and self._told(span.end)

    def _dated(self, span: CharSpan) -> bool:
        """Whether a day or a sum is told behind a name of some length: 北作业区煤炭系统改造去年9月动工.

        It may stand in the clause that follows a reason or what is left to do: 纯碱装置因煤气不足，20日起停车.
        """
        clauses = _REASON_FIRST.match(self.text, span.end, self.sentence.end)
        clause = clauses or _CLAUSE.match(self.text, span.end, self.sentence.end)
        reach = clause.end() if clause else span.end
        return span.end - span.start >= 8 and any(span.end <= b.start and b.end <= reach for b in self.around.barriers)

    def _belongs(self, span: CharSpan) -> bool:
        """Whether 的 ties the name to an owner or a place before it: 恒岳世纪的双酚装置, 临溪镇的速冻果蔬加工厂."""
        at = span.start - 1
        if self.text[at : span.start] != "的":
            return False
        if any(s.end == at for spans in (self.around.organizations, self.around.places) for s in spans):
            return True
        if span.end - span.start < 4:
            return False  # 恒岳世纪的|厂房
        owner_ = _BEFORE_OF.search(self.text, max(self.sentence.start, at - 9), at)
        return owner_ is not None and (is_proper_name(owner_.group()) or owner(owner_.group()) is not None)

    def _alone_told(self, span: CharSpan) -> bool:
        """Whether a stage is told of the name and of no part of it: 成兰铁路多个标段动工, not A水库至B管线停工."""
        if _OF_A_PART.match(self.text, span.end) or self.text[span.start - 1 : span.start] in {"与", "随", "同"}:
            return False  # 与沪岳高铁同步启用
        if any(t.end == span.start for t in self.around.triggers):
            return True
        stage = next(self._stages(span.end), None)
        return stage is not None and all(k == "unit" for *_, k in self.words.heads(self.text, span.end, stage.start))

    def _told(self, end: int) -> bool:
        """Whether a stage is told behind `end`, in the same clause or before anything else is named."""
        return next(self._stages(end), None) is not None

    def _stages(self, end: int) -> Iterator[CharSpan]:
        """The stages told of what ends at `end`."""
        members = _OTHER_MEMBERS.match(self.text, end, self.sentence.end)
        end = members.end() if members else end
        clause = _CLAUSE.match(self.text, end, self.sentence.end)
        reach = clause.end() if clause else end
        further = _STATEMENT.match(self.text, end, self.sentence.end)
        for trigger in self.around.triggers:
            if trigger.start < end:
                continue
            if trigger.end > reach:
                if further is None or trigger.end > further.end():
                    return
                heads = self.words.heads(self.text, end, trigger.start)
                if any(kind not in {"unit", "works"} for _, _, kind in heads):
                    return
            yield trigger

    def _measured(self, span: CharSpan) -> bool:
        """Whether a figure of the thing stands right behind its name: A生产线日处理小麦1000吨, B中央厨房投资1.6亿元."""
        before = self.text[span.start - 1 : span.start] if span.start > self.sentence.start else ""
        if before not in "，。；：,;:、的”】 \n" and not _NUMBERED.search(self.text, self.sentence.start, span.start):
            return False
        if any(o.start == span.end for o in self.around.outputs):
            return True  # 配套的干熄焦发电装置5万千瓦
        gap = _BEFORE_FIGURE.match(self.text, span.end, self.sentence.end)
        reach = gap.end() if gap else span.end
        return (
            any(reach <= s.start <= reach + 4 for spans in (self.around.outputs, self.around.barriers) for s in spans)
            and gap is not None
        )

    def _proper(self, span: CharSpan) -> bool:
        """Whether what stands before the kind is a name: syllables that make no word, letters (碑垭|水库)."""
        if span not in self._judged:  # several rules ask
            heads = [start for start, end, _ in self.words.heads(self.text, *span) if self.text[start:end] != "一体化"]
            stem = self.text[span.start : heads[-1]] if heads else ""
            *others, last = _ENUMERATES.split(stem)
            proper = len(last) >= 2 and is_proper_name(last) and all(len(other) <= 4 for other in others)
            self._judged[span] = proper or _CODE.fullmatch(stem) is not None
        return self._judged[span]

    def anchored(self, span: CharSpan) -> bool:
        """Whether an organization, a place or an output stands in the stretch."""
        low, high = span
        for spans in (self.around.organizations, self.around.places, self.around.outputs):
            for s in spans:
                if s.start >= low and s.end <= high and s.end - s.start >= 2:
                    return True
        return False
