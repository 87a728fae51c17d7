"""Facilities named by where they are: 三一重工在印度兴建的产业园; 在韩国龙仁和清州新建两座晶圆厂, one at each place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.mention import Mention
from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_proper import is_proper_name
from zhextract.names.project_words import bare_name
from zhextract.names.vocabulary import place_chain
from zhextract.records.values import CharSpan

#: The places, how many things are at them, and of what kind; what is built stands behind.
_SITES = re.compile(
    r"(?:在|位于)(?P<places>[^，。；的在位]{2,24}?)(?:的|(?:投资|各)?(?:新建|兴建|建设|投建|设立|建))?(?P<number>[两二三四])[座家个条]?(?P<kind>[^，。；、的了和及与]{0,8})$"
)
#: X在Y兴建的产业园, X位于Y的晶圆厂: the facility is named by owner, place and kind.
_SITED = re.compile(
    r"(?P<lead>在|位于)(?P<place>[^，。；、的]{2,12}?)(?:[^，。；、的]{0,16}?(?P<built>兴建|建设|设立|建立|新建|兴办|投建|建)(?:的|一[家座个条处])?|的)$"
)
#: The words between the subject of a clause and what is at a place.
_WITHIN_CLAUSE = re.compile("(?:[（(][^（）()]{0,30}[）)])?[^，。；：、]{0,20}")
#: 两座晶圆厂: several, and so no one project.
_SEVERAL = re.compile("[两三四五六七八九十0-9]+[座条家个]")
#: How far back a place may stand, and the longest kind that is named by it alone.
_BEFORE, _KIND_ALONE = 30, 5
#: The rule that names them.
SEVERAL_SITES = "list-of-sites"
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4}
_LINKS = re.compile("、|以及|和|及|与")
_REACH = 48  # how far back the places may begin
_KIND = 11  # the longest way from the number to the kind of facility


def at_several_sites(
    text: str, sentence: CharSpan, around: Surroundings, head: tuple[int, int, str], group: int
) -> list[ProjectMention]:
    """The facilities that the kind of facility `head` closes, one at each place; empty where it stands for one."""
    start, end, kind = head
    low = max(sentence.start, start - _REACH)
    counted = kind in {"facility", "unit"} and not _NUMBERS.keys().isdisjoint(text[max(low, start - _KIND) : start])
    match = _SITES.search(text[low:start]) if counted else None
    if match is None:
        return []
    places = list(_elements(text, low + match.start("places"), low + match.end("places")))
    if len(places) != _NUMBERS[match["number"]] or not all(_is_place(text, around, p) for p in places):
        return []
    owners = _owners(text, sentence, around, low + match.start())
    if len(owners) == len(places) and text.startswith("分别", end):
        each: Sequence[Mention | None] = owners
    else:
        each = [owners[-1] if owners else None] * len(places)
    what = re.sub("^(?:全新|新|大型)", "", match["kind"]) + text[start:end]
    return [
        ProjectMention(
            place.start, place.end, "named", (owner.name if owner else "") + text[slice(*place)] + what,
            None, None, group, "", SEVERAL_SITES, company=owner.span if owner else None,
        )
        for place, owner in zip(places, each, strict=True)
    ]  # fmt: skip


def _elements(text: str, start: int, end: int) -> Iterator[CharSpan]:
    """The places of the list, without the country that opens it."""
    country = next((c for c in gazetteer().countries if text.startswith(c, start) and start + len(c) < end), "")
    begin = start + len(country)
    if country and _LINKS.match(text, begin):
        begin = start  # 印尼、匈牙利
    for link in _LINKS.finditer(text, begin, end):
        yield CharSpan(begin, link.start())
        begin = link.end()
    yield CharSpan(begin, end)


def _is_place(text: str, around: Surroundings, span: CharSpan) -> bool:
    """Whether an element of the list is a place: known, or a name that is no word."""
    if not 2 <= span.end - span.start <= 8:
        return False
    if any(p.start >= span.start and p.end == span.end for p in around.places):
        return True
    return place_chain(text, span.end, span.start) == span.start or is_proper_name(text[slice(*span)])


def _owners(text: str, sentence: CharSpan, around: Surroundings, at: int) -> list[Mention]:
    """The companies that the clause, or else the sentence, names before the places."""
    companies = [o for o in around.organizations if o.kind == "company" and o.end <= at]
    comma = max(text.rfind(mark, sentence.start, at) for mark in "，；")
    return [o for o in companies if o.start > comma] or companies[-1:]


def at_its_site(
    text: str, sentence: CharSpan, around: Surroundings, span: CharSpan, head: str
) -> tuple[str, CharSpan | None] | None:
    """The name and owner of a facility told by both and its place: 三一重工在印度兴建的产业园, A公司在B的面板项目.

    A kind that stands alone may go without an owner; longer words and projects may not.
    """
    low = max(sentence.start, span.start - _BEFORE)
    match = _SITED.search(text[low : span.start])
    if match is None or _SEVERAL.match(text, *span):
        return None
    start, lead = low + match.start("place"), low + match.start("lead")
    place = next((p for p in around.places if p.start == start), None)
    if place is None or text.startswith(("之外", "以外"), place.end):
        return None
    companies = [o for o in around.organizations if o.kind == "company" and o.end <= lead]
    if text.endswith(("其", "该公司", "，公司", "其正", "其将"), low, lead):
        if not companies or _SEVERAL.search(text, *span):
            return None
        owner: Mention | None = companies[0]
    else:
        near = [o for o in companies if low - 12 <= o.start and o.end == lead]
        if not near and match["built"] and head != "generic":  # A拟在B建设C项目: the project is called C
            # 三一重工将斥资2亿美元在印度尼西亚设立厂房: the subject of the same clause.
            near = [o for o in companies[-1:] if _WITHIN_CLAUSE.fullmatch(text, o.end, lead)]
        if not near and (head == "generic" or span.end - span.start > _KIND_ALONE or not match["built"]):
            return None
        owner = near[0] if near else None
    # 位于 says where it is; 在 makes the place part of what it is called.
    where = place.name if match["lead"] == "在" else ""
    return (owner.name if owner else "") + where + bare_name(text[slice(*span)]), owner.span if owner else None
