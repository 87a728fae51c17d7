"""What around a trade name shows that a firm is meant: where the name begins and ends, and what follows it."""

from __future__ import annotations

import re

from zhextract.names.vocabulary import stops
from zhextract.text import words as dictionary

#: What shows that the name before it is that of a firm, though it is a word too.
SUBJECT = re.compile(
    r"[：:]|公告|发布公告|披露|晚间|[(（]\d{4,6}|集团|公司|董事|总经理|总裁|副总|董秘|股份|新?工厂|在互动|表示|宣布|签署|签订|签约|合资|达成|"
    r"的?(?:一位|一名)?(?:首席|资深|高级)?(?:\S{2,4}行业)?(?:分析师|研究员|研究总监)|生产基地|等[^，。]{0,6}企业|(?:将|拟)(?:在|于|投|新|与|建|斥|出)"
)
#: What joins the members of a list.
JOINS = frozenset("、和与及")
#: The most that the segmenter's dictionary counts of a name that is hardly ever a word.
RARE = 30
#: Words that go on behind a name without making it a longer one.
_AFTER = ("项目", "公司", "集团", "总部", "年产", "工厂", "基地", "等", "董事长", "总经理")


def begins_here(text: str, start: int, floor: int) -> bool:
    """Whether a clause or a member of a list begins at `start`, or a preposition stands before it."""
    return start == floor or text[start - 1] in "，。；、：“【（( \n由与和向对及在被为"


def ends_here(text: str, end: int, stop: int) -> bool:
    """Whether a word ends at `end`: nothing that goes on as a compound follows."""
    if end >= stop or not "\u4e00" <= text[end] <= "\u9fff":
        return True
    first = dictionary.longest(text, end)
    if first in stops() or first in _AFTER:
        return True
    return dictionary.tag(first) in ("v", "p", "c", "d", "t", "uj", "f", "m", "ad")
