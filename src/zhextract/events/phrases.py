"""Statements that are more than one word: verb and object apart, shares of works done, and words that need company.

获国家发改委批准, 购置了约10公顷土地; 路基完成七成, 正在浇筑; 调试, which is a step of a project only where it is said
to go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from zhextract.records.values import MilestoneType, Model


class Conditional(Model):
    """Words that state a milestone only beside others; `both` asks for one on either side."""

    type: MilestoneType
    words: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    both: bool = False


class Phrase(Model):
    """A verb and its object with at most `gap` characters between.

    It stands where both stand, with `last_only` where the object does, with `first_only` where the verb does, so that
    what is between them may be a name (启动A扩建项目).
    """

    type: MilestoneType
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    gap: int
    last_only: bool = False
    first_only: bool = False


class Works(Model):
    """Parts of a project, and what is done to them."""

    parts: tuple[str, ...]
    frames: tuple[str, ...]
    equipment: tuple[str, ...]
    shares: tuple[str, ...]
    verbs: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    type: MilestoneType


#: How far a condition or a part may stand from its word.
_NEAR, _PART_REACH = 8, 18
_FULL_WIDTH = {",": "，", ";": "；", "\n": "。"}
_MARK = re.compile("[，。；：;]|(?<![0-9])[,:]|[,:](?![0-9])")
#: A share of works, and words in front of which it is one of something else.
#: A pattern of several forms opens with the set of their first characters, by which most of a text is skipped.
_SHARE_FIRST = "0-9.一二三四五六七八九"
_SHARE_REST = (
    r"(?<=[0-9.])[0-9.]{0,5}[%％]"
    "|(?<=[一二三四五六七八九])成(?:半|多)?(?![立功为员本果都长绩效套品份型])|(?<=[三四])分之[一二三]"
)
_SHARE = re.compile(f"[{_SHARE_FIRST}](?:{_SHARE_REST})")
_NOT_WORKS = re.compile(
    "同比|环比|增长|下降|占|投资|产值|价格|产能|利用率|销|涨|收入|股|利润|份额|计划|目标|税|率|补|提高|缩短|成本|比例|节约|降|征地|拆迁"
)
#: 盾构已掘进12公里: works that are told by how far they have got.
_BY_LENGTH = frozenset({"掘进", "铺设", "架设", "摊铺", "开挖"})
_SO_FAR = re.compile(r"(?:了)?[0-9.]+(?:余)?(?:公里|千米|米|延米)")
#: A step of the works that goes on, or is done: 桩基施工中, 浇筑完毕.
_STEP = re.compile(
    "中[，。；]|(?:工作|作业|施工)?(?:已经?|均已?|全部|基本){0,2}(?:完毕|完成|到位|结束)(?!后|率|投资|量)"
)
_DONE = re.compile(
    "完成|已|过|达|近|做|铺|收尾|超|建|进入|成[形型]|贯通|掘进|[装焊吊打砌浇挖填架盖掘干亮](?:了|好|完|到|成)"
)
#: 大坝填到105米, 还在做二层, 铺轨至某地, 已铺轨8公里: how far the works have got.
_UP_TO = re.compile(
    r"[填筑浇吊砌挖掘盖做铺架焊建正还仍](?:(?<=[填筑浇吊砌挖掘盖做铺架焊建])(?:到了?|至)(?:第|地下|地上|正负零|±0)?"
    r"[0-9一二两三四五六七八九十零]*(?:米|层|高程|号墩|半|[一二三四五六七八九]成)|(?<=铺)轨(?:已)?(?:到|至)|(?<=[已计]铺)轨[0-9.]{1,6}(?:余|多)?公里"
    r"|(?<=[正还仍])在(?:[做盖建](?:地下|地上|第)?[0-9一二三四五六七八九十]+层|铺轨))"
)
#: 停了四十天, 停过大半年, 停在半道: a stop, told by how long it lasted.
_STOPPED = re.compile(
    r"停(?:了|过)(?:将近|近|差不多|大约|整整|足足)?(?:[0-9一二两三四五六七八九十半数]+(?:多|余)?个?(?:多)?(?:年|月|周|天|日)(?:多|有余)?|大半年|多年)(?!的?[电水气课])"
    r"|停在了?(?:半道|半腰|半路|半中腰)"
)


def stands(conditions: dict[str, Conditional], word: str, text: str, start: int, end: int) -> bool:
    """Whether a word that needs company has it; True for every other word."""
    needed = conditions.get(word)
    if needed is None:
        return True
    lead = _MARK.split(text[max(0, start - _NEAR) : start])[-1]
    before = any(w in lead for w in needed.before)
    behind = any(text.startswith(w, end) for w in needed.behind) or (end == len(text) and "。" in needed.behind)
    behind = behind or _FULL_WIDTH.get(text[end : end + 1], "") in needed.behind
    return (before and behind) if needed.both else (before or behind)


class PhraseMatcher:
    """Finds statements of several words in clean text. Thread-safe once built."""

    def __init__(self, phrases: tuple[Phrase, ...], works: Works) -> None:
        self._phrases = [(phrase, re.compile("|".join(_longest_first(phrase.objects)))) for phrase in phrases]
        self._verbs = [(verb, which) for which, phrase in enumerate(phrases) for verb in phrase.verbs]
        self._scan = AhoCorasick([verb for verb, _ in self._verbs], implementation=Implementation.DFA)
        self._parts = re.compile("|".join(_longest_first(works.parts)))
        self._frames = re.compile("|".join(_longest_first(works.frames)))
        self._equipment = re.compile("|".join(_longest_first(works.equipment)))
        firsts = "".join(sorted({word[0] for word in works.shares}))
        words = "|".join(f"(?<={word[0]}){re.escape(word[1:])}" for word in _longest_first(works.shares))
        self._shares = re.compile(f"[{firsts}{_SHARE_FIRST}](?:{words}|{_SHARE_REST})")
        self._works = re.compile("|".join(_longest_first(works.verbs)))
        self._going_on = re.compile("|".join(_longest_first(works.before)))

    def find(self, text: str) -> list[Hit]:
        """The hits in order of place; they may overlap."""
        found = [*self._apart(text), *self._parts_done(text), *self._under_way(text), *self._so_far(text)]
        return sorted(found, key=lambda h: h.start) if len(found) > 1 else found

    def _apart(self, text: str) -> Iterator[Hit]:
        for index, start, end in self._scan.find_matches_as_indexes(text, overlapping=True):
            phrase, objects = self._phrases[self._verbs[index][1]]
            mark = _MARK.search(text, end, end + phrase.gap)
            found = objects.search(text, end, mark.start() if mark else min(len(text), end + phrase.gap + 6))
            if found and not _SHARE.match(text, found.end()):
                yield Hit(
                    found.start() if phrase.last_only else start, end if phrase.first_only else found.end(), phrase.type
                )

    def _parts_done(self, text: str) -> Iterator[Hit]:
        """路基完成七成; 组件安装过半."""
        for share in self._shares.finditer(text):
            lead = _MARK.split(text[max(0, share.start() - _PART_REACH) : share.start()])[-1]
            if _NOT_WORKS.search(lead) or (share.group()[-1] in "%％成一二三" and not _DONE.search(lead)):
                continue
            building = self._frames.search(lead) or "机电安装" in lead
            if self._equipment.search(lead) and not building:
                yield Hit(share.start(), share.end(), "installation")
            elif building or self._parts.search(lead):
                yield Hit(share.start(), share.end(), "construction")

    def _under_way(self, text: str) -> Iterator[Hit]:
        """正在浇筑; 桩基施工中."""
        for verb in self._works.finditer(text):
            lead = _MARK.split(text[max(0, verb.start() - _NEAR) : verb.start()])[-1]
            done = (
                verb.group() in _BY_LENGTH and _SO_FAR.match(text, verb.end()) and lead.endswith(("已", "已经", "累计"))
            )
            done = done or lead.endswith(("完成", "累计"))
            if done or self._going_on.search(lead) or _STEP.match(text, verb.end()):
                yield Hit(verb.start(), verb.end(), "construction")

    def _so_far(self, text: str) -> Iterator[Hit]:
        """大坝填到105米; 停了四十天."""
        for found in _UP_TO.finditer(text):
            lead = _MARK.split(text[max(0, found.start() - _PART_REACH) : found.start()])[-1]
            if not _NOT_WORKS.search(lead):
                yield Hit(found.start(), found.end(), "construction")
        for stop in _STOPPED.finditer(text) if "停" in text else ():
            yield Hit(stop.start(), stop.end(), "suspension")


def _longest_first(words: tuple[str, ...]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]
