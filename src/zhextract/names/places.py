"""Places: the narrowest expression at each spot, and the division that a name belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from zhextract.lexicon.gazetteer import Division, Gazetteer, gazetteer, short_zone_names
from zhextract.lexicon.user import Lexicon
from zhextract.names.boundary import stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, scanner
from zhextract.names.vocabulary import LEVELS, stops
from zhextract.records.values import CharSpan
from zhextract.text import words

#: The longest name of a place below the county, without its ending.
_LOCAL_STEM = 5
#: Endings of hamlets and sites that count only behind a township (西村乡谢家场).
_HAMLET = re.compile(r"[\u4e00-\u9fff]{1,3}[场山峪沟坪屯庄堡坝营店坡桥寨洼湖湾岭塘塬梁川]")
#: A division that the list lacks: 西村乡 needs none, but 某某县 does.
_STANDALONE = ("街道办事处", "街道", "苏木", "嘎查", "镇", "乡", "村")


@cache
def _scan() -> tuple[AhoCorasick, tuple[str, ...]]:
    world = gazetteer()
    names = {*world.by_name, *world.countries, *world.abroad, *world.table.regions.names}
    names.update(short for short in world.by_short)
    ordered = tuple(sorted(names))
    return scanner(ordered), ordered


@cache
def _local() -> tuple[AhoCorasick, tuple[str, ...]]:
    endings = gazetteer().table.grammar.local
    return scanner(endings), endings


class PlaceFinder:
    """Finds places and resolves them to codes. Thread-safe once built."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._zones: dict[str, str] = {}
        for zone in lexicon.zones if lexicon else ():
            for name in (zone.name, *zone.aliases):
                if zone.adcode:
                    self._zones[name] = zone.adcode

    def find(self, text: str, sentences: Sequence[CharSpan]) -> list[Mention]:
        """The place expressions in the sentences, in order.

        Divisions that follow each other are one (湖南娄底), with the township, village, port or island behind them
        (石家庄鹿泉市寺家庄村). `kind` is `place`.
        """
        passage = Passage(text, sentences)
        found: list[Mention] = []
        for start, end, sentence in _chains(passage):
            longer = _with_local(text, end, sentence.end)
            found.append(Mention(start, longer, "place", text[start:longer], "place.division"))
        found.extend(_townships(passage, found))
        return sorted(found, key=lambda m: m.start)

    def adcode(self, name: str, context: Sequence[str] = ()) -> str | None:
        """The six-digit code of the narrowest division that `name` is or lies in, None where it cannot be told.

        `context` are places that the article is about: they decide between namesakes (鼓楼区). A name that fits several
        divisions and no context resolves to None.
        """
        if name in self._zones:
            return self._zones[name]
        hints = [hint for hint in (_resolve(place, ()) for place in context) if hint]
        found = _resolve(name, hints)
        return found.adcode if found else _zone_adcode(name)


def _chains(passage: Passage) -> Iterable[tuple[int, int, CharSpan]]:
    """The runs of division names in the passage."""
    scan, names = _scan()
    text = passage.text
    current: tuple[int, int, CharSpan] | None = None
    for index, start, end, sentence in passage.hits(scan):
        follows = current is not None and current[1] == start and current[2] == sentence
        if not _stands(text, start, end, names[index], follows):
            continue
        if follows and current is not None:
            current = (current[0], end, sentence)
            continue
        if current:
            yield current
        current = (start, end, sentence)
    if current:
        yield current


def _stands(text: str, start: int, end: int, name: str, follows: bool) -> bool:
    """Whether the characters are meant as the place: no plain word, no part of a longer one."""
    world = gazetteer()
    found = world.by_name.get(name) or world.by_short.get(name)
    if name in world.by_name or not found:
        return len(name) > 2 or _aligned(text, start, end)
    if not follows and all(d.plain for d in found):
        return False
    return _aligned(text, start, end)


def _aligned(text: str, start: int, end: int) -> bool:
    """Whether no longer word of the segmenter runs over an edge of the name."""
    low, high = max(0, start - 2), min(len(text), end + 2)
    for word in words.cut(text[low:high]):
        a, b = word.start + low, word.end + low
        if (a < start < b or a < end < b) and len(word.text) > 1:
            return False
    return True


def _with_local(text: str, end: int, stop: int) -> int:
    """The end of the expression with what follows the division: 镇, 乡, 村, 港, 岛 …, up to two of them."""
    reach = end
    for _ in range(2):
        nearer = _one_local(text, reach, stop)
        if nearer == reach:
            break
        reach = nearer
    if reach > end and text[reach - 1] in "乡镇村道":
        hamlet = _HAMLET.match(text, reach, min(stop, reach + 4))
        if (
            hamlet
            and not words.is_word(hamlet[0])
            and all(len(w.text) == 1 or not words.is_word(hamlet[0]) for w in words.cut(hamlet[0]))
        ):
            reach = hamlet.end()
    return reach


def _one_local(text: str, end: int, stop: int) -> int:
    grammar = gazetteer().table.grammar
    scan, _endings = _local()
    window = text[end : min(stop, end + _LOCAL_STEM + 5)]
    for _index, a, b in scan.find_matches_as_indexes(window):
        name = window[:b]
        if a == 0 or a > _LOCAL_STEM or not all("\u4e00" <= c <= "\u9fff" for c in name):
            break
        if name.endswith(grammar.not_local) or name[0] in LEVELS:
            break
        parts = words.cut(window)
        inside = [w for w in parts if w.start < b]
        if any(
            w.text in stops() or (words.tag(w.text) in ("p", "c", "v", "uj", "d", "m") and len(w.text) > 1)
            for w in inside
        ):
            break
        if inside and inside[-1].end > b and len(inside[-1].text) > 1:
            break
        if any(w.text in "的和与在及将了是为" for w in inside):
            break
        return end + b
    return end


def _townships(passage: Passage, found: Sequence[Mention]) -> Iterable[Mention]:
    """Townships and villages that stand without their county (岔路镇)."""
    text = passage.text
    taken = [(m.start, m.end) for m in found]
    grammar = gazetteer().table.grammar
    scan, endings = _local()
    for index, at, end, sentence in passage.hits(scan):
        if endings[index] not in _STANDALONE or any(a < end and at < b for a, b in taken):
            continue
        start, parts = stem(text, max(sentence.start, at - 6), at)
        name = text[start:end]
        if not parts or not 1 <= at - start <= 5 or name.endswith(grammar.not_local) or not _aligned(text, at, end):
            continue
        known = [w for w in parts if len(w.text) > 1]
        if any(words.tag(w.text) not in ("ns", "nr", "nz", "nrt") and words.frequency(w.text) > 50 for w in known):
            continue
        if (
            (len(name) == 2 and words.is_word(name))
            or parts[0].text in LEVELS
            or not name[0].isalpha()
            or name[0].isascii()
        ):
            continue
        if words.tag(parts[0].text) in ("m", "r", "q", "a", "v", "d", "f") and len(parts) == 1:
            continue
        yield Mention(start, end, "place", name, "place.township")


def _resolve(name: str, hints: Sequence[Division]) -> Division | None:
    """The narrowest division along the beginning of `name`."""
    world = gazetteer()
    current: Division | None = None
    at = 0
    while at < len(name):
        step = _step(world, name, at, current, hints)
        if step is None:
            break
        at, current = step
    return current


def _step(
    world: Gazetteer, name: str, at: int, current: Division | None, hints: Sequence[Division]
) -> tuple[int, Division] | None:
    for text, divisions in world.prefixes(name, at):
        options: Sequence[Division] = divisions
        if current:
            inside = [d for d in options if d.adcode.startswith(current.prefix) and d.level > current.level]
            if not inside and text in world.by_name:
                # A former prefecture (柳州地区忻城县): a full name that fits one division decides.
                inside = list(options) if len(options) == 1 and options[0].adcode[:2] == current.adcode[:2] else []
            if text not in world.by_name and not inside and current.level >= 2:
                continue
            options = inside
        elif text not in world.by_name and len(text) < len(name) and _is_other_word(name, at, text):
            continue
        chosen = _choose(options, hints, full=text in world.by_name)
        if chosen:
            return at + len(text), chosen
        if options and not current and len(options) > 1:
            return None
    return None


def _is_other_word(name: str, at: int, text: str) -> bool:
    following = name[at + len(text) : at + len(text) + 1]
    return bool(following) and following in "县市区" and False


def _choose(options: Sequence[Division], hints: Sequence[Division], *, full: bool) -> Division | None:
    """The one division among namesakes: the largest level, then what the context speaks of."""
    if not options:
        return None
    top = min(d.level for d in options)
    best = [d for d in options if d.level == top]
    for depth in (4, 2):
        for hint in hints:
            near = [d for d in options if d.adcode[:depth] == hint.adcode[:depth] and len(hint.prefix) >= depth]
            if len(near) == 1:
                return near[0]
    return best[0] if len(best) == 1 else None


@cache
def _zone_names() -> dict[str, str]:
    world = gazetteer()
    provinces = [d.short for d in world.divisions if d.level == 1]
    found: dict[str, str] = {}
    for zone in world.zones:
        for name in (zone.name, *short_zone_names(zone.name, provinces)):
            found.setdefault(name, zone.code[:2] + "0000")
    return found


def _zone_adcode(name: str) -> str | None:
    return _zone_names().get(name)
