"""Parks: development zones, industrial parks and new areas, with their place or bare."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.user import Lexicon
from zhextract.lexicon.gazetteer import gazetteer, short_zone_names
from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import LEVELS, table
from zhextract.text import words as dictionary

#: What follows a kind that was part of another word: 示范区域, 工业区位.
_NOT_AFTER = frozenset("域位块划间县")
#: Words before a park that something stands in or comes to, and after it.
_INTO = (
    "在",
    "位于",
    "落户",
    "入驻",
    "进驻",
    "来到",
    "走进",
    "依托",
    "落子",
    "落地",
    "坐落于",
    "选址",
    "布局",
    "落户于",
    "入园",
    "进入",
    "引进到",
)
_WITHIN = ("内", "管委会", "管理委员会", "举行", "里", "党工委", "招商", "入驻", "企业")


@cache
def _kinds() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(dict.fromkeys(table().park.kinds))
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _zones() -> AhoCorasick:
    world = gazetteer()
    provinces = [d.short for d in world.divisions if d.level == 1]
    names = {z.name for z in world.zones}
    for zone in world.zones:
        names.update(short_zone_names(zone.name, provinces))
    return AhoCorasick(
        sorted(n for n in names if len(n) > 3 and n not in world.by_name), matchkind=MatchKind.LeftmostLongest
    )


class ParkFinder:
    """Finds parks; a user's zones are added to the built-in ones."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        names = [name for zone in (lexicon.zones if lexicon else ()) for name in (zone.name, *zone.aliases)]
        self._own = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest) if names else None

    def find(self, passage: Passage) -> Iterator[Mention]:
        """The parks of the passage."""
        text = passage.text
        if self._own:
            for _, start, end, _ in passage.hits(self._own):
                yield Mention(start, end, "park", text[start:end], "park.user")
        for _, start, end, _ in passage.hits(_zones()):
            yield Mention(start, end, "park", text[start:end], "park.zone")
        scan, kinds = _kinds()
        for index, at, end, sentence in passage.hits(scan):
            if text[end : end + 1] and text[end] in _NOT_AFTER:
                continue
            mention = _by_kind(text, at, end, sentence.start, kinds[index])
            if mention:
                yield mention


def _by_kind(text: str, at: int, end: int, floor: int, kind: str) -> Mention | None:
    world = gazetteer()
    start, words = stem(text, floor, at)
    name = text[start:at]
    if name == "国家级":
        return None
    if not words or name in ("国家", "该", "全", "我"):
        if kind in table().park.bare and not text.startswith(("、", "和"), at - 1 if at > floor else at):
            return Mention(at, end, "park", kind, "park.bare")
        return Mention(at, end, "park", kind, "park.bare") if kind in table().park.bare else None
    if text[start:end] in world.by_name:
        return None
    if len(name) > 24:
        return None
    if name in LEVELS:
        return Mention(start, end, "park", text[start:end], "park.level")
    if kind in table().park.built and not _settled(text, start, end, floor):
        return None
    if not is_proper(words):
        if kind in table().park.bare:
            return Mention(at, end, "park", kind, "park.bare")
        return None
    if all(
        dictionary.frequency(w.text) > 300 and dictionary.tag(w.text) not in ("ns", "nz", "nt", "nr") for w in words
    ):
        return None
    return Mention(start, end, "park", text[start:end], "park.kind")


def _settled(text: str, start: int, end: int, floor: int) -> bool:
    """Whether the text speaks of the park as where something is, rather than as what is built."""
    before = text[max(floor, start - 4) : start]
    return before.endswith(_INTO) or text.startswith(_WITHIN, end)
