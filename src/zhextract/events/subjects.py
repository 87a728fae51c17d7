"""Whether the words before a trigger leave its subject out, or have one that is not the project spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from zhextract.events.sentence import SentenceView
from zhextract.lexicon.loader import load
from zhextract.names.entities import Entity
from zhextract.records.values import CharSpan, Model
from zhextract.text.patterns import looked_for


class LeftOut(Model):
    """Words before a trigger that are no subject: for the topic, adverbs and cues, parts of a project."""

    topic: tuple[str, ...]
    adverbs: tuple[str, ...]
    parts: tuple[str, ...]


class SubjectTable(Model):
    """The shape of `subjects.toml`."""

    left_out: LeftOut


@cache
def _adverb() -> re.Pattern[str]:
    """One such word, or a number: the longest first, and each taken once and for all, so that a row of them is read
    in one pass."""
    words = load("subjects.toml", SubjectTable).left_out
    listed = sorted({*words.topic, *words.adverbs, *words.parts}, key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(["[A-Za-z]+生产线|第[一二三四]", *map(re.escape, listed), r"[0-9一二三四五六七八九十\s]"])
    )


def _adverbial(words: str) -> bool:
    """Whether `words` are nothing but dates, cues, adverbs, parts of a project and words for it."""
    place = 0
    while place < len(words):
        found = _adverb().match(words, place)
        if found is None:
            return False
        place = found.end()
    return True


#: What a clause may open with and still be about the project spoken of.
_OPENS_WITH_TOPIC = re.compile(
    r"[“”\s（(]*(?:(?:据悉|据了解|据介绍|此外|另外|同时|而|但|不过|如今|目前|其中|当时|此前|随后|届时|后来|眼下|现在|当前|截至目前|最近|今年以来|按计划|按照计划|根据计划)[，,]?)*"
    r"(?:它|(?:站区|厂区|场区|库区|工地|现场|坝区|车间)(?:里|内|上)|该(?!省|市|县|区|州|公司.{0,6}(?:另|还))|此|本(?!届|次交易|次发行|次收购|次股权|次重组|次增资|次募集)|这(?!套|座|条|家|台|批|一阶段)|其(?!中[^，：]{0,10}的(?:是|有)|他|余)|(?:募投|建设|整个|上述|两个|三个)?(?:项目|工程)|[增改扩调建达投][^，。；]{1,5}后|新增|公司(?!厂房)|企业|业主|投资方|建设单位|我们|"
    r"总投资|计划总投资|投资|占地|用地|总?建筑面积|总?规模|总?装机|规划|设计|选址|位于(?![^，。；]{2,16}的)|坐落|主体|厂房|设备|土建|施工|场地|主场区|环评|备案|可研|董事会|股东|"
    r"预计|计划|拟|力争|争取|有望|将|已|正|于|自|耽误|延误|历时|经过|赶在|抢在|原定|原本|从|因|由于|直到|赶上|受|经|按|待|等|建成|投产|达产|全部|首|第一|二者|两者|双方|"
    r"[0-9]|[一二三四]期|正月|大年|春节|去年|今年|明年|前年|上月|本月|下月|当年|次年|年[内底初])"
)
#: Who says it: 业主说, 公告称.
_SAYS = re.compile(
    r"(?:说|称|表示|介绍|透露|指出|显示|披露|告诉记者|告诉本报记者|获悉|了解到|公告|纪要|消息|讯|电)[“：:]?$"
)
#: 作为首个落地项目，: what stands before the subject.
_BESIDE = re.compile("(?:作为|随着|根据|按照|依托|据|为了|由于|近年来|多年来)")
#: A noun that is an undertaking of its own, as the last before adverbs and trigger; 首条, 两条, 公用 make it a part.
_UNDERTAKING = re.compile(
    r"(?P<lead>[^，。；：]{0,16})(?:装置|生产线|(?<!生)产线|平台|系统|工厂|新厂|基地|产业园|试验线|大?通道|高铁|铁路|高速公路|专用线)$"
)
#: 2号焦炉, 1号泊位: a unit with milestones of its own, not a building.
_UNIT = re.compile(
    r"[0-9一二三四五六七八九十]+号(?:机组|焦炉|高炉|转炉|炉|窑|泊位|线|机|井|装置|工位|厂房|车间)$"
    r"|厂房[0-9一二三四五六七八九十、]+$"
)
_OF_IT = re.compile(
    r"(?:^|[首两三四五六七八九十0-9全主各该本其]|其余|剩余|剩下|余下|其他|第[一二三])的?(?:条|套|批|个|座|部|台|厂)?$|^(?:公用|配套|生产|主体|工艺|成套|核心|主要|关键|全部|整个|部分)?$|设备|[的日月年]$"
)
#: Between a subject and its verb.
_TAIL = looked_for(
    r"(?:目前|眼下|尚|仍|还|现|已经|已|正在|正|将|预计|计划|拟|力争|争取|有望|均|都|也|又|刚|于|在|提前|完成|进入|转入|全面|全部|全线|正式|即将|陆续|开始|成功|顺利|近日|日前|两个月|"
    r"[0-9年月日底初上中下旬半季度前后]|今年|明年|去年|本月|下月|上月|、)+$"
)


def without_topic(view: SentenceView, clause: CharSpan, end: int, topic: Sequence[Entity]) -> str:
    """The words from the start of a clause to `end`, without the organization that the one topic is named by."""
    words = view.text[clause.start : end]
    names = {e.name for e in topic}
    if len(names) == 1:
        name = next(iter(names))
        for other in view.others:
            spoken = view.text[slice(*other)]
            its = name.startswith(spoken) or (spoken not in name and names_topic(spoken, names))
            if clause.start <= other.start and other.end <= end and len(spoken) > 2 and its:
                words = words.replace(spoken, "")
    return words


_FIRM = re.compile("(?:公司|集团|厂|企业)$")
_REGION = re.compile("[省市县区州旗镇乡]")


def names_topic(spoken: str, names: Iterable[str]) -> bool:
    """Whether an organization is the one that a project is named by: its name, or a firm's with the same opening.

    山西宏岳钢铁有限公司 of 宏岳钢铁升级改造项目; a region that opens both (青岚市) makes no firm of it.
    """
    if any(spoken in name for name in names):
        return True
    if not _FIRM.search(spoken):
        return False
    openings = {name[:3] for name in names if len(name) > 4}
    return any(not _REGION.search(opening) and opening in spoken for opening in openings)


def subjectless(view: SentenceView, clause: CharSpan, end: int, topic: Sequence[Entity] = ()) -> bool:
    """Whether everything from the start of the clause to `end` is dates, cues, adverbs and words of the topic."""
    words = without_topic(view, clause, end, topic)
    for date in view.dates:
        if clause.start <= date.span.start and date.span.end <= end:
            words = words.replace(date.text, "")
    return _adverbial(words)


def opened_by_another(view: SentenceView, clause: CharSpan, topic: Sequence[Entity]) -> bool:
    """Whether the sentence opens with a subject of its own, which the clause then goes on to speak of.

    新盈冷库群由蓝帆渔业投资，3月摘牌: not what the sentence before spoke of.
    """
    if view.text.startswith(("限其", "要求其", "责令其", "督促其"), clause.start):
        return False  # 发改委发函，限其4月底前开工
    part = view.part_start(clause.start)
    for opening in view.clauses:
        if opening.start < part or opening.start >= clause.start:
            continue
        words = view.text[slice(*opening)]
        if any(d.span.start - opening.start <= 1 for d in view.dates if opening.start <= d.span.start < opening.end):
            return False
        if not _has_subject(words):
            continue
        return not (_on_topic(words, topic) or _by_its_firm(view, opening, topic))
    return False


def opens_with_another(view: SentenceView, position: int, topic: Sequence[Entity]) -> bool:
    """Whether the sentence opens with a subject of its own, in the clause at `position` or in one before it."""
    clause = view.clause_of(position)
    if opened_by_another(view, clause, topic):
        return True
    first = view.clauses[0]
    words = view.text[first.start : min(first.end, position)]
    if clause != first or any(d.span.start - first.start <= 1 for d in view.dates):
        return False
    return _has_subject(words) and not (_on_topic(words, topic) or _by_its_firm(view, first, topic))


def _by_its_firm(view: SentenceView, clause: CharSpan, topic: Sequence[Entity]) -> bool:
    """Whether a clause opens with the firm that the topic is named by."""
    firms = [view.text[slice(*o)] for o in view.others if o.start == clause.start]
    return any(names_topic(firm, {e.name for e in topic}) for firm in firms)


def _has_subject(words: str) -> bool:
    """Whether a clause is more than adverbs, who says it, or what stands beside the subject."""
    return not (_SAYS.search(words) or _adverbial(words) or _BESIDE.match(words))


def _on_topic(words: str, topic: Sequence[Entity]) -> bool:
    """Whether a clause opens with words that go on with the topic, or that it is named by."""
    return _OPENS_WITH_TOPIC.match(words) is not None or _names_topic(words, topic)


def _names_topic(words: str, topic: Sequence[Entity]) -> bool:
    """Whether a clause opens with words that the topic is named by (虎门服装城 of 虎门国际服装城)."""
    return any(words[:2] in e.name or _in_order(words[:4], e.name) for e in topic)


def _in_order(short: str, name: str) -> bool:
    """Whether a name has all the characters of its short form, in their order (厦沙高速 of 厦门至沙县高速公路)."""
    rest = iter(name)
    return len(short) == 4 and all(char in rest for char in short)


def another_undertaking(view: SentenceView, clause: CharSpan, start: int) -> bool:
    """Whether the clause has a subject that is an undertaking of its own: 聚乙烯装置破土, 其2号焦炉投产."""
    words = _TAIL.sub("", view.text[clause.start : start])
    if _UNIT.search(words):
        return True
    found = _UNDERTAKING.search(words)
    return found is not None and _OF_IT.search(found.group("lead")) is None
