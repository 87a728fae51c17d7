"""Which mentions name the same organization, and by which name: the fullest form in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from zhextract.names.mention import Mention
from zhextract.names.vocabulary import generic, is_place, table

#: Rules that outrank others where their mentions overlap: a whole name beats a part of it.
_RANK = {"registered.form": 0, "registered.branch": 0, "media.source": 0, "park.user": 0}


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, the longer kept where two overlap; at equal length a rule of higher rank."""
    kept: list[Mention] = []
    ordered = sorted(mentions, key=lambda m: (m.start - m.end, _RANK.get(m.rule, 1), m.start))
    taken: list[tuple[int, int]] = []
    for mention in ordered:
        if any(mention.start < end and start < mention.end for start, end in taken):
            continue
        taken.append((mention.start, mention.end))
        kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


@cache
def _introduction() -> re.Pattern[str]:
    words = "|".join(sorted(table().alias.introductions, key=len, reverse=True))
    return re.compile(
        rf"\s?[（(][^（）()]{{0,12}}?(?:{words})[为：:]{{0,2}}[“\"'‘]?([^“”\"'‘’，。；（）()]{{2,16}})[”\"'’]?"
        rf"(?:[或、和/][“\"'‘]([^“”\"'‘’，。；（）()]{{2,16}})[”\"'’])?"
    )


#: 公司 itself is introduced as a short form, but stands for whoever the sentence is about.
_NO_ALIAS = {"公司", "本公司", "集团", "标的公司", "目标公司", "上市公司", "发行人", "甲方", "乙方"}


def introduced(text: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """Short forms that the text introduces behind a full name: `汇祥新材` → `新疆天业汇祥新材料有限公司`."""
    found: dict[str, str] = {}
    for mention in mentions:
        match = _introduction().match(text, mention.end)
        if match:
            for short in match.groups():
                if short and short not in _NO_ALIAS:
                    found.setdefault(short.strip(), mention.name)
    return found


def core(name: str) -> str:
    """A company's name without its legal form and without generic words before that (世纪晶源科技有限公司 → 世纪晶源)."""
    name = re.sub(r"[（(][^（）()]{1,10}[)）]", "", name)
    shorter = True
    while shorter:
        shorter = False
        for ending in table().alias.dropped:
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                name, shorter = name[: -len(ending)], True
                break
    shorter = True
    while shorter:
        shorter = False
        for ending in (*table().company.trade, *generic()):
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                name, shorter = name[: -len(ending)], True
                break
    return name


def without_place(name: str) -> str:
    """The name without the place that opens it (广州粤芯半导体 → 粤芯半导体)."""
    for length in range(min(8, len(name) - 2), 1, -1):
        if is_place(name[:length]):
            rest = name[length:]
            return rest.removeprefix("市") if len(rest) > 2 else rest
    return name


def merged(text: str, mentions: list[Mention], listed: frozenset[str]) -> list[Mention]:
    """The mentions with `name` set to the fullest form of each organization."""
    aliases = introduced(text, mentions)
    names = sorted({m.name for m in mentions}, key=len, reverse=True)
    kinds = {m.name: m.kind for m in mentions}
    fullest: dict[str, str] = {}
    for name in names:
        fullest[name] = aliases.get(name) or next(
            (
                fullest.get(longer, longer)
                for longer in names
                if len(longer) > len(name)
                and kinds[longer] == kinds[name]
                and _same(name, longer, kinds[name], listed, text)
            ),
            name,
        )
    return [
        replace(m, name=fullest[fullest[m.name]] if fullest[m.name] in fullest else fullest[m.name]) for m in mentions
    ]


def _same(short: str, full: str, kind: str, listed: frozenset[str], text: str) -> bool:
    """Whether `short` is `full` with something dropped."""
    if kind == "company":
        if short in listed and not full.startswith(short):
            return False
        if re.search(r"[（(]", full[:-1]) and short in listed:
            return False
        if "分公司" in full:
            return False
        base = re.sub(r"[（(][^（）()]{1,10}[)）]", "", full)
        bare = without_place(base)
        stripped = core(short)
        if core(full) == stripped or core(bare) == core(without_place(short)) and len(core(bare)) > 1:
            return True
        return (base.startswith(short) or bare.startswith(short)) and len(short) >= 2 and len(short) >= len(core(bare))
    if kind == "park":
        return full.endswith(short) and len(short) > 3
    if kind == "government":
        return (
            full.endswith(short)
            and short[0] not in "省市县区"
            or full.replace("和", "").replace("委员会", "委") == short
        )
    return False
