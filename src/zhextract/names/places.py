"""Places: the narrowest expression at each spot, and the division that a name belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from zhextract.lexicon.gazetteer import Division, Gazetteer, gazetteer, short_zone_names
from zhextract.lexicon.user import Lexicon
from zhextract.names.abroad import is_abroad, unlisted_sites, with_unlisted
from zhextract.names.boundary import stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.people import is_surnamed
from zhextract.names.towns import county_of, towns
from zhextract.names.vocabulary import LEVELS, stops
from zhextract.records.values import CharSpan
from zhextract.text import words

#: The longest name of a place below the county, without its ending.
_LOCAL_STEM = 5
#: Endings of hamlets and sites that count only behind a township (西村乡谢家场).
_HAMLET = re.compile(r"[\u4e00-\u9fff]{1,3}[场山峪沟坪屯庄堡坝营店坡桥寨洼湖湾岭塘塬梁川]")


#: What is no hamlet, though it ends like one: 新路村项目现场.
_AT_WORK = ("项目", "工程", "施工", "建设", "开工", "生产", "活动", "签约")


@cache
def _scan() -> tuple[WordList, tuple[str, ...]]:
    world = gazetteer()
    names = {*world.by_name, *world.countries, *world.abroad, *world.table.regions.names}
    names.update(short for short in world.by_short)
    ordered = tuple(sorted(names))
    return WordList(ordered), ordered


@cache
def _local() -> tuple[WordList, frozenset[str]]:
    """The endings of places below the county, and the characters that they begin with."""
    endings = gazetteer().table.grammar.local
    return WordList(endings), frozenset(ending[0] for ending in endings)


class PlaceFinder:
    """Finds places and resolves them to codes. Thread-safe once built.

    `word_lists` is what a passage is best scanned for.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._zones: dict[str, str] = {}
        for zone in lexicon.zones if lexicon else ():
            for name in (zone.name, *zone.aliases):
                if zone.adcode:
                    self._zones[name] = zone.adcode
        self.word_lists = (_scan()[0], _standalone()[0])

    def find(self, passage: Passage) -> list[Mention]:
        """The place expressions in the passage, in order.

        Divisions that follow each other are one (湖南娄底), with the township, village, port or island behind them
        (石家庄鹿泉市寺家庄村). `kind` is `place`.
        """
        text = passage.text
        found: list[Mention] = []
        for start, end, sentence in _chains(passage):
            longer = _with_local(text, end, sentence.end)
            if longer == end and is_abroad(text[start:end]):
                longer = with_unlisted(text, start, end, sentence.end)
            found.append(Mention(start, longer, "place", text[start:longer], "place.division"))
        hosts = [host for m in found[:_MOST_READ] if (host := _by_itself(m.name)) is not None]
        at = {m.start: m for m in found}
        for town in towns(passage, hosts, found):
            within = passage.sentence(town.start, town.end)
            end = _with_local(text, town.end, within.end) if within else town.end
            at[town.start] = replace(town, end=end, name=text[town.start : end])  # 双塔镇 is no 双塔区
        found = _joined(text, [at[start] for start in sorted(at)], hosts)
        found.extend(_townships(passage, found))
        if unlisted := [*unlisted_sites(passage), *_in_fields(passage)]:
            taken = {at for m in found for at in range(m.start, m.end)}
            found.extend(m for m in unlisted if taken.isdisjoint(range(m.start, m.end)))
        return sorted(found, key=lambda m: m.start)

    def adcode(self, name: str, context: Sequence[str] = ()) -> str | None:
        """The six-digit code of the narrowest division that `name` is or lies in, None where it cannot be told.

        `context` are places that the article is about: they decide between namesakes (鼓楼区). A name that fits several
        divisions and no context resolves to None.
        """
        if name in self._zones:
            return self._zones[name]
        hints = _hints(tuple(context))
        found = _resolve(name, hints) if hints else _by_itself(name)
        return found.adcode if found else _zone_adcode(name) or county_of(name, hints)


@lru_cache(maxsize=8)  # the names of one article are asked for with the same context
def _hints(context: tuple[str, ...]) -> tuple[Division, ...]:
    return tuple(hint for place in context if (hint := _by_itself(place)))


#: How many places of a text are looked at to see which counties it speaks of.
_MOST_READ = 60


_FIELD = re.compile(r"(?:建设|项目|工程|实施)(?:地点|地址)[：:]\s?(?P<place>[一-龥]{2,16})(?=[，。；）)\n]|$)")


def _in_fields(passage: Passage) -> Iterable[Mention]:
    """What stands in the fields of a notice that say where a project is built: 建设地点：大石化工园."""
    for field in _FIELD.finditer(passage.text):
        yield Mention(*field.span("place"), "place", field["place"], "place.field")


def _joined(text: str, found: Sequence[Mention], hosts: Sequence[Division]) -> list[Mention]:
    """The places in order, a township with the division that stands right before it as one (仙桃彭场)."""
    out: list[Mention] = []
    for place in found:
        last = out[-1] if out else None
        if last and place.rule == "place.town" and last.rule == "place.division" and last.end == place.start:
            outer = _resolve(last.name, hosts)
            if outer and (county_of(place.name, [outer]) or "").startswith(outer.prefix):
                out[-1] = replace(last, end=place.end, name=text[last.start : place.end])
                continue
        out.append(place)
    return out


def _chains(passage: Passage) -> Iterable[tuple[int, int, CharSpan]]:
    """The runs of division names in the passage, each inside the one before it."""
    scan, names = _scan()
    text = passage.text
    current: tuple[int, int, CharSpan] | None = None
    last = ""
    for index, start, end, sentence in passage.hits(scan):
        name = names[index]
        follows = current is not None and current[1] == start and current[2] == sentence
        if follows and current is not None and _inside(name, last):
            current, last = (current[0], end, sentence), name
            continue
        if follows or not _stands(text, start, end, name):
            # What is no part of the place before it is no place of its own either (宁波｜宁南新城).
            continue
        if current:
            yield current
        current, last = (start, end, sentence), name
    if current:
        yield current


def _inside(name: str, outer: str) -> bool:
    """Whether a division of that name lies in one of the other name (or a place abroad in a country)."""
    world = gazetteer()
    if outer in world.countries:
        return name in world.abroad
    if outer in world.table.regions.names:
        return bool(world.named(name))
    return any(
        a.adcode != b.adcode and a.adcode.startswith(b.prefix) for a in world.named(name) for b in world.named(outer)
    )


def _stands(text: str, start: int, end: int, name: str) -> bool:
    """Whether the characters are meant as the place: no plain word, no part of a longer one."""
    world = gazetteer()
    divisions = world.by_name.get(name) or world.by_short.get(name)
    if not divisions:
        return _aligned(text, start, end)
    if name in world.by_name:
        return name[:-1] not in _BARE and _aligned(text, start, end)
    if all(d.plain for d in divisions) or is_surnamed(text, start, end):
        return False
    return _aligned(text, start, end)


#: Names of districts that say nothing without their city: 城区, 西区.
_BARE = frozenset(("城", "东", "西", "南", "北", "郊", "矿", "新城", "开发", "市辖", "市中", "城关"))


def _aligned(text: str, start: int, end: int) -> bool:
    """Whether no longer word of the segmenter runs over an edge of the name."""
    if not (words.crosses(text, start) or words.crosses(text, end)):
        return True
    low, high = max(0, start - 2), min(len(text), end + 2)
    return not any(a < start < b or a < end < b for _, a, b in words.cut(text, low, high) if b - a > 1)


def _with_local(text: str, end: int, stop: int) -> int:
    """The end of the expression with what follows the division: 镇, 乡, 村, 港, 岛 …, up to two of them."""
    reach = end
    for _ in range(2):
        nearer = _one_local(text, reach, stop)
        if nearer == reach:
            break
        reach = nearer
    return _with_hamlet(text, end, reach, stop)


def _with_hamlet(text: str, end: int, reach: int, stop: int) -> int:
    """The end with a hamlet behind a township, or an unlisted place before installed power (新庄20MW)."""
    if reach > end and text[reach - 1] in "乡镇村道":
        hamlet = _HAMLET.match(text, reach, min(stop, reach + 4))
        named = hamlet and not hamlet[0].startswith(_AT_WORK) and not words.is_word(hamlet[0])
        return hamlet.end() if hamlet and named else reach
    site = _SITE.match(text, reach, stop) if reach == end else None
    if site and not any(words.frequency(w) > 300 for w in words.texts(site[1]) if len(w) > 1):
        return site.end(1)
    return reach


#: A place of two or three characters between a county and the size of a plant: 西吉县新庄20MW.
_SITE = re.compile(r"(?<=[县区市旗])([\u4e00-\u9fff]{2,3})(?=\d[\d.]{0,6}(?:MW|mw|GW|兆瓦|万千瓦|千瓦))")


def _one_local(text: str, end: int, stop: int) -> int:
    """The end with the next local name, or `end`."""
    scan, firsts = _local()
    window = text[end : min(stop, end + _LOCAL_STEM + 5)]
    if firsts.isdisjoint(window):
        return end
    for _, a, b in scan.find(window):
        name = window[:b]
        if a == 0 or a > _LOCAL_STEM or not all("\u4e00" <= c <= "\u9fff" for c in name):
            break
        return end + b if _is_local(name) and name[0] not in LEVELS and not _runs_on(window, b) else end
    return end


def _is_local(name: str, *, shown: bool = False) -> bool:
    """Whether the words can name a place below the county."""
    grammar = gazetteer().table.grammar
    if name.endswith(grammar.not_local) or name in grammar.not_alone:
        return False
    # Where a preposition shows the place, its syllables may be function words (在甘其毛都镇).
    return not any(_ends_names(w) for w in words.texts(name) if not shown or len(w) > 1)


def _ends_names(word: str) -> bool:
    if word in stops() or word in "的和与在及将了是为":
        return True
    return len(word) > 1 and words.tag(word) in ("p", "c", "v", "uj", "d", "m", "vn")


def _runs_on(window: str, end: int) -> bool:
    """Whether a longer word of the segmenter runs over `end`, other than one that says where there (岛上, 镇里)."""
    return any(w.start < end < w.end and w.text[end - w.start :] not in ("上", "里", "内") for w in words.cut(window))


def _townships(passage: Passage, found: Sequence[Mention]) -> Iterable[Mention]:
    """Townships, villages and counties abroad that stand without their division (选址岔路镇)."""
    text = passage.text
    spans = sorted((m.start, m.end) for m in found)
    scan, endings = _standalone()
    for index, at, end, sentence in passage.hits(scan):
        near = bisect_right(spans, (end, 0)) - 1
        if near >= 0 and spans[near][1] > at:
            continue
        start = _after_preposition(text, at, sentence.start)
        shown = start >= 0
        if not shown:
            start, parts = stem(text, max(sentence.start, at - 6), at)
            if not parts or not _unusual(parts) or (len(endings[index]) == 1 and endings[index] not in "镇乡村"):
                continue
        name = text[start:end]
        if not 2 <= at - start <= 5 or not _is_local(name, shown=shown):
            continue
        listed = words.tag(name) == "ns"  # 永丰镇 is a word of the segmenter, and a name
        if not listed and (_runs_on(text[at : at + 4], end - at) or not (shown or _aligned(text, at, end))):
            continue
        end = _with_hamlet(text, at, end, sentence.end)
        if endings[index] in "州邦府郡":
            end = with_unlisted(text, start, end, sentence.end)
        yield Mention(start, end, "place", text[start:end], "place.township")


@cache
def _standalone() -> tuple[WordList, tuple[str, ...]]:
    endings = ("街道办事处", "街道", "苏木", "嘎查", "镇", "乡", "村", "县", "郡", "邦", "州", "府")
    return WordList(endings), endings


def _after_preposition(text: str, at: int, floor: int) -> int:
    """Where the name before `at` begins when a preposition of place stands directly before it, or -1."""
    low = max(floor, at - 9)
    for word in gazetteer().table.grammar.before:
        position = text.rfind(word, low, at - 1)
        if position >= 0:
            name = text[position + len(word) : at]
            plain = any(len(w) > 1 and words.frequency(w) > 500 for w in words.texts(name))
            if (
                2 <= len(name) <= 5
                and not plain
                and all("\u4e00" <= c <= "\u9fff" for c in name)
                and name[0] not in "该本各全我"
            ):
                return position + len(word)
    return -1


def _unusual(parts: Sequence[words.Word]) -> bool:
    """Whether the words before a township's ending are a name rather than plain language."""
    first = parts[0].text
    if first in LEVELS or (len(parts) == 1 and words.tag(first) in ("m", "r", "q", "a", "v", "d", "f", "n", "s")):
        return False
    return not any(
        len(w.text) > 1 and words.frequency(w.text) > 50 and words.tag(w.text) not in ("ns", "nr", "nz", "nrt")
        for w in parts
    )


@lru_cache(maxsize=4096)  # every article about a place asks for it
def _by_itself(name: str) -> Division | None:
    """The narrowest division along the beginning of `name`, without a context."""
    return _resolve(name, ())


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
        chosen = _choose(options, hints, full=text in world.by_name)
        if chosen:
            return at + len(text), chosen
        if options and not current and len(options) > 1:
            return None
    return None


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
