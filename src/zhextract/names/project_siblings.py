"""Several projects that one closing word names together without 等: 鑫源、天合食用菌栽培项目, A、B以及C项目均已竣工."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_proper import is_unlikely_product
from zhextract.names.project_words import ProjectVocabulary, bare_name
from zhextract.names.trade_names import owner
from zhextract.records.values import CharSpan
from zhextract.text.words import tag, texts

_MARKS = re.compile("、|以及|和|及|与")
#: Roads and lines go by more than one place.
_LINES = ("路", "速", "铁", "线", "道", "运河", "通道")
#: What is said of more than one thing, right behind the names or after the day (项目4月同时动工).
_PLURAL = re.compile("[^，。；、的]{0,8}?(?:均|都|分别|同时|同日|双双|相继|先后|陆续|已经|全部|[两三四五六2-6]个项目)")
#: One project that goes through several steps or makes several products.
_WHOLE = re.compile("一体化|产业链|综合|配套|联产|循环|源网荷储|上下游")
#: A part that goes on with another number of the same: 作业区1号、2号泊位.
_NUMBERED = re.compile("[0-9一二三四五六七八九十]{1,2}[号#]")
#: The longest owner or place that stands for a whole name.
_BARE = 4


def siblings(
    words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings, mention: ProjectMention
) -> list[ProjectMention]:
    """The projects that the mention names: itself, or one for each owner, place or name in its list."""
    if "、" not in mention.name or mention.phase is not None or _WHOLE.search(mention.name):
        return [mention]
    parts = list(_parts(text, mention.span))
    if any(end - start < 2 or _NUMBERED.match(text, start, end) for start, end in parts) or len(parts) > 12:
        return [mention]
    whole = all(_is_whole(words, text, part) for part in parts[:-1])
    names, rule = [] if whole else _shared(words, text, around, mention, parts), "list-with-shared-head"
    if not names:
        names, rule = _own(words, text, sentence, mention, parts), "list-before-head"
    if not names:
        return [mention]
    return [
        replace(mention, start=start, end=end, name=name, company=None, head="", rule=rule, strong=True)
        for (start, end), name in zip(parts, names, strict=True)
    ]


def at_places_before(text: str, around: Surroundings, mention: ProjectMention, floor: int) -> list[ProjectMention]:
    """The same kind of facility at the places that stand right before the mention's own: 印尼、匈牙利|工厂."""
    own = next((p for p in around.places if p.start == mention.start and p.end < mention.end), None)
    kind = text[own.end : mention.end] if own else ""
    if not kind or mention.phase is not None or mention.name != own_name(text, mention) or kind.endswith(_LINES):
        return []
    found: list[ProjectMention] = []
    at = mention.start
    while True:
        mark = next((m for m in ("以及", "、", "和", "及", "与") if text.endswith(m, floor, at)), "")
        place = next((p for p in around.places if mark and p.end == at - len(mark) and p.start >= floor), None)
        if place is None:
            return found
        name = text[slice(*place.span)] + bare_name(kind)
        found.insert(0, replace(mention, start=place.start, end=place.end, name=name, rule="list-with-shared-head"))
        at = place.start


def own_name(text: str, mention: ProjectMention) -> str:
    """The name of a mention that is called by its own words."""
    return bare_name(text[slice(*mention.span)])


def _parts(text: str, span: CharSpan) -> Iterator[CharSpan]:
    """The stretches between the marks of the list; what joins words before the first 、 joins no names."""
    begin = span.start
    first = text.find("、", *span)
    for mark in _MARKS.finditer(text, *span):
        if mark.start() >= first and mark.start() > begin:
            yield CharSpan(begin, mark.start())
            begin = mark.end()
    yield CharSpan(begin, span.end)


#: Schools as people call them: 滨江二中, 城关一小.
_SCHOOL = re.compile("[一二三四五六七八九十]+[中小幼]$")


def _is_whole(words: ProjectVocabulary, text: str, part: CharSpan) -> bool:
    """Whether a part ends in a kind of its own, and so shares none with those behind it."""
    return _SCHOOL.search(text, *part) is not None or any(
        end == part.end and kind in {"facility", "unit", "works"} for _, end, kind in words.heads(text, *part)
    )


def _shared(
    words: ProjectVocabulary, text: str, around: Surroundings, mention: ProjectMention, parts: list[CharSpan]
) -> list[str]:
    """The names where owners or places share what stands behind the last of them; empty where they do not."""
    size = next((text[slice(*o)] for o in around.outputs if o.start == parts[0].start and o.end < parts[0].end), "")
    heads = [CharSpan(parts[0].start + len(size), parts[0].end), *parts[1:-1]]
    if not all(_stands_alone(text, around, part) for part in heads):
        return []
    opening = _opening(words, text, around, parts[-1], {part.end - part.start for part in heads})
    rest = bare_name(text[opening : parts[-1].end]) if opening else ""
    if len(rest) < 2:
        return []
    # 330千伏恒元、砼界变电站: both are of that size.
    return [size + text[slice(*part)] + rest for part in heads] + [size + bare_name(text[slice(*parts[-1])])]


def _stands_alone(text: str, around: Surroundings, part: CharSpan) -> bool:
    """Whether a part is an owner or a place and no more."""
    if any(s.span == part for spans in (around.organizations, around.places) for s in spans):
        return True
    return part.end - part.start <= _BARE and is_unlikely_product(text[slice(*part)])


def _opening(words: ProjectVocabulary, text: str, around: Surroundings, last: CharSpan, lengths: set[int]) -> int:
    """Where the shared words begin behind the owner or place that opens the last name, 0 where none opens it."""
    for spans in (around.organizations, around.places):
        for span in spans:
            if span.start == last.start and span.end < last.end and span.end - span.start <= _BARE + 2:
                return span.end
    # 石井子|220千伏变电站, 温福|铁路
    starts = [o.start for o in around.outputs] + [start for start, _, _ in words.heads(text, *last)]
    near = [
        at for at in starts if last.start + 2 <= at <= last.start + _BARE and is_unlikely_product(text[last.start : at])
    ]
    if near:
        return min(near)
    for length in sorted(lengths, reverse=True):
        if last.start + length < last.end and is_unlikely_product(text[last.start : last.start + length]):
            return last.start + length
    return 0


def _works_on(words: ProjectVocabulary, text: str, part: CharSpan) -> bool:
    """Whether a part tells what is done to a facility that has a name (红岳机械厂|整体搬迁)."""
    heads = words.heads(text, *part)
    return any(
        kind in {"facility", "unit"} and start - part.start >= 2 and end < part.end for start, end, kind in heads
    )


def _has_owner(name: str) -> bool:
    """Whether a name is an owner's with a product behind it (雨润|生猪屠宰)."""
    firm = owner(name)
    return firm is not None and len(name) - firm.end >= 2


def _own(
    words: ProjectVocabulary, text: str, sentence: CharSpan, mention: ProjectMention, parts: list[CharSpan]
) -> list[str]:
    """The names where each part is one of its own, which what follows or 以及 must show; empty where they are not."""
    names = [bare_name(text[slice(*part)]) for part in parts]
    several = _PLURAL.match(text, mention.end, sentence.end) or (len(parts) > 2 and "以及" in mention.name)
    several = several or all(map(_has_owner, names)) or all(_works_on(words, text, part) for part in parts)
    if not several or not all(len(name) >= 3 and not words.is_class(name) for name in names):
        return []
    return [] if any(all((tag(word) or "x")[0] == "v" for word in texts(name)) for name in names) else names
