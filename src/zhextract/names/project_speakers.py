"""The company that a text speaks for, and when it stands beside those named with a project."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from zhextract.names.mention import Mention
from zhextract.records.values import CharSpan
from zhextract.text.document import Document
from zhextract.text.patterns import looked_for

_ANNOUNCES = looked_for(
    r"公告|董事会|监事会|互动平台|业绩说明会|机构调研|投资者|(?:^|[，。；“”、\s])(?:该|本)?公司(?!债|法)"
)
#: What follows a company that a text is the announcement of.
_ANNOUNCER = re.compile(
    r"(?:[（(][^（）()]{2,40}[）)])?(?:[：:]|[^，。；：、的]{0,6}?(?:公告|表示|称|披露|宣布|发布|在互动|召开|董事会|拟|近日|日前|今日|晚间|[0-9]{1,2}月)|的募投)"
)
#: The same, where nothing else shows that the text is an announcement.
_NOTICE = re.compile(r"(?:[（(][^（）()]{2,40}[）)])?[^，。；：、的]{0,4}?(?:发布)?(?:公告|披露)(?!的|显示)")
#: What a bank or broker says of another's shares.
_ON_ANOTHER = re.compile(
    "(?:[：:]|近日|今日)?[^，。；]{0,6}(?:研报|评级|(?:发布|关于)[^，。；]{2,24}(?:研报|研究报告|评级))"
)
#: What makes the company behind it another's: 子公司A, 子公司A及B.
_OWNED = re.compile(
    "(?:子公司|孙公司|(?:旗下|下属)(?:的)?(?:企业|公司)?|控股的?|参股公司|合资公司|设立|成立)(?:了|[-—]{1,2})?$|(?:子公司|孙公司)[^，。；：]{2,12}(?:及|和|、|与)(?:其)?$"
)
#: How many firms speak in a digest, and what ends an item of it.
_MANY = 3
_SENTENCE_END = re.compile("[。！？\n]")
#: The ends of a name that is no short form.
_FULL_FORMS = ("公司", "集团", "株式会社", "厂")


def announcers(document: Document, companies: Sequence[Mention]) -> list[Mention]:
    """The companies that the text speaks for, in order: X(600000)公告, X：…, X近日表示."""
    text = document.text
    pattern = _ANNOUNCER if _ANNOUNCES.search(text[:600]) else _NOTICE
    said = [
        c
        for c in companies
        if pattern.match(text, c.end) and not _subsidiary(text, c.span) and not _ON_ANOTHER.match(text, c.end)
    ]
    return sorted(said, key=lambda c: c.start)


def speaker(document: Document, speakers: Sequence[Mention], position: int) -> Mention | None:
    """The company spoken for at a place: the one that was named last before it.

    A text that speaks for many, a digest of news, speaks for each in its own sentence only.
    """
    if not speakers:
        return None
    main = speakers[max(bisect_right(speakers, position, key=lambda c: c.start) - 1, 0)]
    if len({c.name for c in speakers}) < _MANY:
        return main
    low, high = sorted((main.start, position))
    return None if _SENTENCE_END.search(document.text, low, high) else main


def add_speaker(text: str, own: dict[str, list[CharSpan]], main: Mention) -> None:
    """Add the company that speaks to those of a project, where one of them is its subsidiary or partner.

    Where the project is called by a short form of it (金富华南基地 of 金富科技), it takes the place of the short form.
    """
    for name in [n for n in own if len(n) < len(main.name) and main.name.startswith(n) and not registered(n)]:
        own.setdefault(main.name, []).extend(own.pop(name))
    spans = [s for group in own.values() for s in group]
    if main.name not in own and any(_subsidiary(text, s) or _with_partner(text, s) for s in spans):
        own[main.name] = [main.span]


def _subsidiary(text: str, span: CharSpan) -> bool:
    before = text[max(0, span.start - 24) : span.start]
    return _OWNED.search(before) is not None


def _with_partner(text: str, span: CharSpan) -> bool:
    """Whether a company is the partner of the one that speaks: 拟与X共同投建."""
    before, after = text[max(0, span.start - 6) : span.start], text[span.end : span.end + 12]
    return (
        before.endswith(("与", "和", "联合"))
        and re.match("[^，。；]{0,6}(?:共同|合资|合作|联合|签)", after) is not None
    )


def registered(name: str) -> bool:
    """Whether a company's name is written with its form, and so is no short form."""
    return name.endswith(_FULL_FORMS)
