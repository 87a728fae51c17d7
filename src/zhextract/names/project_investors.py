"""Who is said to invest in a project or to build it, in the sentence that names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

#: 与A、B共同投资…: partners of the one that speaks.
_JOINTLY = re.compile("[^，。；]{0,4}(?:共同|合资|合作|联合)[^，。；]{0,4}(?:投资|出资|建设|投建|设立|打造)")
_PUTS_MONEY = re.compile("[^，。；]{0,12}(?:出资|投资|合资|合建|实施|承担|兴建|投建|建设|开发|主导|推动|控股|运营)")
_BUILDS_IT = re.compile(
    "[^，。；]{0,12}(?:投资|投建|建设|承担|兴建|开发|出资|独立|合资|打造|推动|主导|注资|控股|实施|运营)"
)
#: What names the owner behind it: 业主为A, 业主A公司说.
_OWNER = re.compile("业主(?:单位|方|企业)?(?:为|是|系|，)?[：:]?$")
#: What stands between the members of one subject: A与B, A、B及C, A（股票代码）和B.
_BETWEEN_FIRMS = re.compile(
    r"(?:[（(][^（）()]{0,20}[）)])?(?:近日|日前|今日|宣布|将|拟|计划|欲|已){0,3}(?:与|和|及|以及|、|联合|携手|会同)(?:其)?(?:(?:全资|控股|参股)?(?:子|孙)公司)?"
)
#: What says that the company behind it belongs to the one before it.
_BELONGS = re.compile("(?:之|的|旗下|下属)?(?:[0-9.]{1,5}[%％])?(?:全资|控股|参股)?(?:子|孙)公司(?:之|的)?$")
#: What a company does to the project behind the words, in one clause or in the last of them.
_DIRECT = re.compile(
    r"(?:\([^()]{0,16}\)|（[^（）]{0,16}）)?[^，。；]{0,10}?(?:拟|计划|将|欲)?[^，。；、]{0,12}?"
    r"(?:投资|斥资|出资|合资|合建|控股|兴建|兴办|投建|建设|新建|打造|独资|开发|布局|签下)[^。；]{0,30}"
)
_NEAR = re.compile("(?:投资|建设|新建|兴建|投建|扩建|打造|推进|实施|布局|开发|启动|(?<!承)建)[^，。；]{0,14}$")
_AS_CONTRACTOR = re.compile("中标|承建|总承包")
#: What stands before a subsidiary that does what follows (子公司A开展B项目), and what one does for others.
_OWN_FIRM = re.compile("(?:(?:子|孙)公司|(?:旗下|下属)(?:的)?(?:企业|公司|单位)?)$")
_FOR_OTHERS = re.compile(
    "中标|承建|承包|施工|供货|供应|供电|参股|担保|借款|转让|出售|减持|总包|设计|监理|起诉|诉讼|收购|采购|向[^，。；]{2,20}(?:提供|销售)"
)
_WORKS_FOR = re.compile("[^，。；]{0,8}(?:承包|施工|设计|监理|勘察)")
#: By whom something is done, a subsidiary or not: 由全资子公司A在现有厂区实施.
_BY = re.compile("由(?:公司|其)?(?:的)?(?:全资|控股|间接|下属|旗下|参股)*(?:(?:子|孙)公司|企业)?[^，。；]{0,3}$")
#: How many owners of owners are followed.
_GENERATIONS = 3
#: 首席执行官A说，B正在建设: what is told has a subject of its own, unless it is the speaker's firm or none.
_TOLD = re.compile(
    "(?:说|表示|(?<![简下统])称|介绍|透露|指出)[，：“]{1,2}(?!公司|本公司|该|其|将|拟|正|已|目前|今年|明年|我们|计划|预计|项目)"
)


def investors(document: Document, start: int, end: int, companies: InOrder[Mention]) -> list[Mention]:
    """Companies said to invest in or build what stands at `start`, in its sentence."""
    text = document.text
    sentence = document.sentence_of(start)
    if sentence is None:
        return []
    found: list[Mention] = []
    groups = _together(text, companies.inside(*sentence))
    for index, group in enumerate(groups):
        first, last = group[0], group[-1]
        alone = not any(last.end <= g[0].start < start for g in groups[index + 1 :])
        if not alone and text.startswith(("旗下", "下属"), last.end):
            continue  # A旗下B投资的C is B's
        by = _BY.search(text, max(sentence.start, first.start - 16), first.start) is not None
        if last.end <= start and by:
            if alone and _PUTS_MONEY.match(text, last.end, start) and not _WORKS_FOR.match(text, last.end, start):
                found += group
        elif last.end <= start:
            partners = text.endswith(("与", "和", "联合"), sentence.start, first.start)
            jointly = partners and _JOINTLY.match(text, last.end, start)
            if jointly or _invests(text[last.end : start], alone=alone):
                # A宣布，与B启动C项目: the partner's partner is the subject.
                found += [*group, *(groups[index - 1] if partners and index else ())]
            elif _acts_itself(text, first, last, start, groups[index + 1 :]):
                found += group
        elif (alone and _OWNER.search(text, max(end, first.start - 8), first.start)) or (
            by and _BUILDS_IT.match(text, last.end, last.end + 24) and not _WORKS_FOR.match(text, last.end)
        ):
            found += group
    return found


def _acts_itself(text: str, first: Mention, last: Mention, start: int, behind: Sequence[Sequence[Mention]]) -> bool:
    """Whether a subsidiary is the subject of what a sentence says of the project at `start`, alone or with partners."""
    if not _OWN_FIRM.search(text, max(0, first.start - 8), first.start):
        return False
    between = text[last.end : start]
    others = [g for g in behind if g[0].start < start]
    partners = all(text.endswith(("与", "和", "及", "同", "联合"), 0, g[0].start) for g in others)
    return partners and not re.search("[。；]", between) and _FOR_OTHERS.search(between) is None


def parents(text: str, company: CharSpan, companies: InOrder[Mention]) -> list[Mention]:
    """The companies that the text says, right before it, the company to belong to: A控股子公司B之全资子公司C."""
    found: list[Mention] = []
    for _ in range(_GENERATIONS):
        belongs = _BELONGS.search(text, max(0, company.start - 14), company.start)
        if belongs is None:
            break
        owner = next(
            (c for c in companies.inside(belongs.start() - 30, belongs.start()) if c.end == belongs.start()), None
        )
        if owner is None:
            break
        found.append(owner)
        company = owner.span
    return found


def _together(text: str, companies: Sequence[Mention]) -> list[list[Mention]]:
    """The companies of a sentence, those that are one subject together."""
    groups: list[list[Mention]] = []
    for company in companies:
        last = groups[-1][-1] if groups else None
        if last is not None and company.start < last.end:
            continue
        if last is not None and _BETWEEN_FIRMS.fullmatch(text, last.end, company.start):
            groups[-1].append(company)
        else:
            groups.append([company])
    return groups


def _invests(between: str, *, alone: bool) -> bool:
    """Whether the words between a company and a project say that it invests in it or builds it."""
    if between == "的":
        return True
    if _TOLD.search(between) or _AS_CONTRACTOR.search(between):
        return False
    direct = _DIRECT.fullmatch(between) is not None
    between = between.replace("，下同", "")
    if direct and not re.search("[，,、等]", between):
        return True
    return alone and "、" not in between and between.count("，") <= 2 and _NEAR.search(between) is not None
