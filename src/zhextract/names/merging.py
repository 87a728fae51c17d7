"""Which mentions name the same organization, and by which name: the fullest form in the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache, lru_cache

from zhextract.names.mention import Mention
from zhextract.names.vocabulary import generic, is_place, table
from zhextract.text import words

#: Rules that outrank others where mentions of one length overlap.
_RANK = {"registered.form": 0, "registered.branch": 0, "media.source": 0, "park.user": 0}
_BRACKETS = re.compile(r"[（(][^（）()]{1,10}[)）]")
#: Rules that show a company as one that speaks for itself.
_SUBJECTS = {"company.title", "company.code", "company.notice"}
_MOST_NAMES = 1000
#: 公司 itself is introduced as a short form, but stands for whoever the sentence is about.
_NO_ALIAS = {"公司", "本公司", "集团", "标的公司", "目标公司", "上市公司", "发行人", "甲方", "乙方", "协议"}


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, the longer kept where two overlap; at equal length a rule of higher rank."""
    ordered = sorted(mentions, key=lambda m: (m.start - m.end, _RANK.get(m.rule, 1), m.start))
    taken = bytearray(max((m.end for m in ordered), default=0))
    kept: list[Mention] = []
    for mention in ordered:
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


@cache
def _introduction() -> re.Pattern[str]:
    forms = "|".join(sorted(table().alias.introductions, key=len, reverse=True))
    short = r"([^“”\"'‘’，。；（）()]{2,16})"
    return re.compile(
        rf"\s?[（(][^（）()]{{0,12}}?(?:{forms})[为：:]{{0,2}}[“\"'‘]?{short}[”\"'’]?(?:[或、和/][“\"'‘]{short}[”\"'’])?"
    )


def introduced(text: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """Short forms that the text introduces behind a full name: （以下简称“汇祥新材”）."""
    found: dict[str, str] = {}
    for mention in mentions:
        if text[mention.end : mention.end + 1] not in ("（", "(", " "):
            continue
        bracket = _BRACKETS.match(text, mention.end)
        if bracket and _abbreviates(bracket[0][1:-1], mention.name):
            found.setdefault(bracket[0][1:-1], mention.name)
        match = _introduction().match(text, mention.end)
        for short in match.groups() if match else ():
            if short and short.strip() not in _NO_ALIAS:
                found.setdefault(short.strip(), mention.name)
    return found


def _abbreviates(short: str, full: str) -> bool:
    """Whether what stands in brackets behind a name is a short form of it: its characters in order, or capitals."""
    if not 2 <= len(short) < len(full) or is_place(short):
        return False
    if short.isascii():
        return short.isupper() and short.isalpha() and len(short) <= 8
    rest = iter(full)
    return short not in generic() and all(c in rest for c in short)


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """A company's name without legal form and generic words behind (世纪晶源科技有限公司 → 世纪晶源)."""
    name = _BRACKETS.sub("", name)
    name = _shortened(name, _dropped())
    return _shortened(name, _generic_endings())


@cache
def _generic_endings() -> frozenset[str]:
    return frozenset((*table().company.trade, *generic()))


@cache
def _dropped() -> frozenset[str]:
    return frozenset(table().alias.dropped)


_LONGEST_ENDING = 6


def _shortened(name: str, endings: frozenset[str]) -> str:
    """The name without the endings, as long as something stays that is no place and no common word."""
    while True:
        for length in range(min(_LONGEST_ENDING, len(name) - 2), 0, -1):
            rest = name[:-length]
            if name[-length:] in endings and rest != "中国" and rest not in generic() and not is_place(rest):
                name = rest
                break
        else:
            return name


@lru_cache(maxsize=4096)
def without_place(name: str) -> str:
    """The name without the place that opens it (广州粤芯半导体 → 粤芯半导体)."""
    if name.startswith("中国") and len(name) > 4:
        return name[2:]
    for length in range(min(8, len(name) - 2), 1, -1):
        if is_place(name[:length]):
            rest = name[length:]
            return rest.removeprefix("市") if len(rest) > 2 else rest
    return name


def merged(text: str, mentions: list[Mention], listed: Collection[str]) -> list[Mention]:
    """The mentions with `name` set to the fullest form of each organization.

    `listed` are names that stand for a company of their own: one is not taken for a subsidiary named after it.
    """
    aliases = introduced(text, mentions)
    own = {m.name for m in mentions if m.rule in _SUBJECTS or m.name in listed}
    # A text with more names than this is no article; its short forms stay as they are.
    names = sorted(dict.fromkeys(m.name for m in mentions), key=len, reverse=True)  # of one length: the first named
    compared = names if len(names) <= _MOST_NAMES else []
    kinds = {m.name: m.kind for m in mentions}
    subsidiaries = {m.name for m in mentions if m.rule == "company.subsidiary"}
    fullest: dict[str, str] = {}
    for name in names:
        key = core(without_place(name)) if kinds[name] == "company" else ""
        options = (n for n in compared if len(n) > len(name) and key in n and kinds[n] == kinds[name])
        if name in own:
            options = (n for n in options if n not in subsidiaries)
        full = aliases.get(name) or next((n for n in options if _same(name, n, kinds[name], own)), name)
        fullest[name] = fullest.get(full, full)
    return [m if fullest[m.name] == m.name else replace(m, name=fullest[m.name]) for m in mentions]


def _same(short: str, full: str, kind: str, listed: Collection[str]) -> bool:
    """Whether `short` is `full` with something dropped."""
    if kind == "company":
        return _same_company(short, full, listed)
    if kind == "park":
        return full.endswith(short) and len(short) > 3
    if kind == "government":
        return _same_government(short, full)
    return kind == "institution" and full.endswith(short) and is_place(full[: -len(short)])


def _same_government(short: str, full: str) -> bool:
    """Whether one organ is meant: the same field in other words, or without its division (发改委 of 莲花县发改委)."""
    a, b = _written_out(short), _written_out(full)
    if a == b:
        return True
    if not b.endswith(a) or short in table().government.national:
        return False
    dropped = b[: -len(a)]
    return dropped in ("国家", "中国") or is_place(dropped) or (a[0] in "省市县区州旗" and is_place(dropped + a[0]))


def _written_out(name: str) -> str:
    """The name with the long wording of its field and its kind."""
    for short, long in table().government.synonyms.items():
        if short in name and long not in name:
            name = name.replace(short, long, 1)
            break
    return name + "员会" if name.endswith("委") else name


def _same_company(short: str, full: str, listed: Collection[str]) -> bool:
    base = _BRACKETS.sub("", full)
    if full in (f"{short}(中国)有限公司", f"{short}（中国）有限公司"):
        return True
    if short in listed and (not base.startswith(short) or base != full or _has_place(base[len(short) :])):
        return False
    if (
        short.endswith(("有限公司", "责任公司"))
        or base.endswith(("分公司", "分行", "支行", "工厂"))
        or re.search(r"公司.", base)
    ):
        return False
    bare = without_place(base)
    if core(base) == core(short) or (core(bare) == core(without_place(short)) and len(core(bare)) > 1):
        return True
    stripped = _shortened(short, _dropped())
    return (
        len(stripped) > 1
        and not is_place(stripped)
        and any(form.startswith(stripped) and not _has_place(form[len(stripped) :]) for form in (base, bare))
    )


def _has_place(text: str) -> bool:
    return any(is_place(word) or word == "中国" for word in words.texts(text))
