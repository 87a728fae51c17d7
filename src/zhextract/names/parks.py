"""Parks: development zones, industrial parks and new areas, with their place or bare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhextract.lexicon.gazetteer import gazetteer, short_zone_names
from zhextract.lexicon.user import Lexicon
from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import LEVELS, begins_with_brand, generic, is_place, place_chain, table
from zhextract.text import words as dictionary

#: What follows a kind that was part of another word: 示范区域, 工业区位.
_NOT_AFTER = frozenset("域位块划间县")
#: Words before a park that something stands in or comes to, and after it.
_INTO = ("在", "位于", "落户", "入驻", "进驻", "来到", "走进", "依托", "落子", "落地", "坐落于", "选址", "布局", "进入")
#: What a thing does that comes to a park, and what a park is like, by which it has no name.
_COME_TO = ("落户", "入驻", "进驻", "落在", "落子", "落地", "选址", "选在", "位于", "坐落于", "落户到", "落户在")
_NO_NAME = frozenset(
    ("特色", "专业", "现代", "高端", "当地", "本地", "园区", "国家", "主题", "科技", "企业", "产业", "重点")
)
_LIES_IN = ("位于", "落户", "入驻", "坐落")
_WITHIN = (
    "内",
    "管委会",
    "管理委员会",
    "举行",
    "里",
    "党工委",
    "招商",
    "入驻",
    "新厂",
    "厂区",
    "车间",
    "智能化车间",
    "的工厂",
    "等重点区域",
)
#: What is said of a park that one comes to or looks at, and of what is done there.
_SEEN = re.compile(
    r"这边|这里|这头|那边|那头|的(?:[东南西北大]?门|企业|工地|马路|厂区|车间|夜|清晨|早晨|一角)|是另一番|走的是|[引招迎]来|[交晒排]出|一派|一片|热火朝天|已?经?机[声器]|则?以[^，。；]{1,10}为主|传来|的(?!总|建设|规划|整个|配套|[一二三]期|年)[^，。；、的]{1,20}(?:项目|工程|生产线)|(?:在建|重点|新建)?项目(?:建设)?(?:进展|动态|一览|情况)|(?:今年|去年|已|目前|现)?(?:集聚|聚集|汇聚|引进|签约)"
)
_AT_PLACE = re.compile("(?:位于|坐落于|落户|选址|在)[^，。；]{2,9}的$")
#: A park as the scene of what follows, behind the hour or the way there at most: 清晨，大石工业园，…
_SCENE_LEAD = re.compile(
    r"[“\s　]*(?:[^，。；：、]{0,6}(?:[日天午晨晚早时分点半]|往[东南西北里前][^，。]{0,6}|同样|站)，)?"
    r"(?:走进|来到|在|到|回到|再看)?$"
)
_SCENE = re.compile(r"[，。](?!总|计划|占地|规划|由|该|项目|投资|建筑|一期|二期|目前|正|已|于|预计|将|今年|是)")
#: What opens an item of a digest, before the park or place that heads it: ◆大石产业园　…
ITEM_MARKS = "◆●■▲★◎▶"
ITEM_LEAD = re.compile(rf"[\s　]*[{ITEM_MARKS}]\s?")
#: What follows a park that is being built as a project.
_PROJECT = ("项目", "建设项目", "工程", "一期", "二期", "三期", "（一期", "(一期", "（二期", "(二期")
#: Parks inside parks: the outer one is a name of its own (武汉经开区海尔工业园).
_OUTER = ("经开区", "高新区", "开发区")


@cache
def _kinds() -> tuple[WordList, tuple[str, ...]]:
    kinds = tuple(dict.fromkeys(table().park.kinds))
    return WordList(kinds), kinds


@cache
def _zones() -> WordList:
    world = gazetteer()
    provinces = [d.short for d in world.divisions if d.level == 1]
    names = {z.name for z in world.zones}
    for zone in world.zones:
        names.update(short_zone_names(zone.name, provinces))
    useful = sorted(n for n in names if len(n) > 3 and not (n.endswith("新区") and n in world.by_name))
    return WordList(useful)


class ParkFinder:
    """Finds parks; a user's zones are added to the built-in ones.

    `word_lists` is what the passage must be scanned for.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        names = [name for zone in (lexicon.zones if lexicon else ()) for name in (zone.name, *zone.aliases)]
        self._own = WordList(names) if names else None
        self.word_lists = (_zones(), _kinds()[0], *([self._own] if self._own else ()))

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
            if not (end < len(text) and text[end] in _NOT_AFTER):
                mention = _by_kind(text, at, end, sentence.start, kinds[index])
                if mention:
                    yield mention


def _by_kind(text: str, at: int, end: int, floor: int, kind: str) -> Mention | None:
    """The park whose kind stands at `at`, None where the words name none."""
    begin, words = stem(text, floor, at)
    start = _inside_outer(text, begin, at)
    if begin < start and not is_proper([w for w in words if w.start >= start]):
        start = begin  # 临溪高新区化工循环产业园
    words = _behind_quoted(words)
    words = _own_name([w for w in words if w.start >= start])
    if not words and (place := place_chain(text, at, floor)) < at:
        words = [dictionary.Word(text[place:at], place, at)]  # 曾都, which begins with a word that ends names
    start = words[0].start if words else start
    name = text[start:at]
    bare = Mention(at, end, "park", kind, "park.bare") if kind in table().park.bare else None
    if not words or name in ("国家", "该", "全", "我", "国家级", "省级"):
        return bare if not name.endswith("级") else None
    if (kind == "新区" and text[start:end] in gazetteer().by_name) or len(name) > 24 or text.startswith(_PROJECT, end):
        return None
    if name in LEVELS:
        return Mention(start, end, "park", text[start:end], "park.level")
    while len(words) > 1 and dictionary.tag(words[0].text) in ("v", "d", "p") and len(words[0].text) > 1:
        words = words[1:]
        start = words[0].start
    if (kind in table().park.built or begins_with_brand(name)) and not _settled(text, start, end, floor):
        return None
    if kind.startswith(("自贸", "自由贸易")) and any(c in name for c in ("东盟", *gazetteer().countries)):
        return None  # between states
    named = is_proper(words) or _is_by_water(words)
    if not _has_committee(text, end, words) and (not named or _is_plain(words)):
        return Mention(start, end, "park", text[start:end], "park.site") if _come_to(text, start, words) else bare
    return Mention(start, end, "park", text[start:end], "park.kind")


def _behind_quoted(words: list[dictionary.Word]) -> list[dictionary.Word]:
    """Without what stands in quotation marks before a park with words of its own (逐个“过堂”北岸开发区)."""
    if words and words[0].text == "“":
        close = next((i for i, word in enumerate(words) if word.text == "”"), None)
        rest = words[close + 1 :] if close is not None else []
        return words if not rest or all(w.text in generic() for w in rest) else rest  # “一带一路”国际产业园
    return words


def _has_committee(text: str, end: int, words: Sequence[dictionary.Word]) -> bool:
    """Whether a park has a committee, and a word that texts hardly ever have as its name (恒口示范区管委会)."""
    rare = len(words) == 1 and dictionary.frequency(words[0].text) < _RARE and len(words[0].text) == 2
    return rare and text.startswith(_COMMITTEES, end)


_COMMITTEES = ("管委会", "管理委员会", "党工委", "工委")
_RARE = 5


def _own_name(words: list[dictionary.Word]) -> list[dictionary.Word]:
    """Without a district before a park that has a name of its own (津南区八里台工业区)."""
    after = 0
    while after < len(words) and (is_place(words[after].text) or (after and words[after].text in LEVELS)):
        after += 1
    rest = words[after:]
    own = rest and is_proper(rest) and not _is_plain(rest)
    return rest if after and own and words[after - 1].text[-1] in "区县市" else words


_LANDS = frozenset("港澳湾岛湖山岭洲坪坝")


def _is_plain(words: Sequence[dictionary.Word]) -> bool:
    """Whether a stem has nothing but ordinary words; syllables that make no word together are a name (可门)."""
    singles = len([w for w in words if len(w.text) == 1])
    return singles < 2 and not _is_by_water(words) and all(_ordinary(w.text) for w in words)


def _is_by_water(words: Sequence[dictionary.Word]) -> bool:
    """Whether a stem is the name of a harbour, an island or the like: 金牌港|开发区."""
    return len(words) > 1 and words[-1].text in _LANDS and len(words[-2].text) > 1


def _come_to(text: str, start: int, words: Sequence[dictionary.Word]) -> bool:
    """Whether something comes to a park that is called by a trade or a thing: 落户空港产业园, 进驻生物医药产业园."""
    named = words and all(dictionary.tag(w.text) in ("n", "nz", "j", None) and w.text not in _NO_NAME for w in words)
    return bool(named) and text.endswith(_COME_TO, 0, start)


def _inside_outer(text: str, start: int, at: int) -> int:
    """The start of the inner park where the stretch begins with an outer one."""
    for outer in _OUTER:
        position = text.find(outer, start, at)
        if position >= 0 and position + len(outer) < at:
            return position + len(outer)
    return start


def _ordinary(word: str) -> bool:
    return word in generic() or (
        dictionary.frequency(word) > 300 and dictionary.tag(word) not in ("ns", "nz", "nt", "nr") and not is_place(word)
    )


def _settled(text: str, start: int, end: int, floor: int) -> bool:
    """Whether the text speaks of the park as where something is, rather than as what is built."""
    if _SEEN.match(text, end) or (_SCENE.match(text, end) and _SCENE_LEAD.match(text, floor, start)):
        return True
    if text[end : end + 1] in {"\u3000", " "} and ITEM_LEAD.fullmatch(text, floor, start):
        return True
    if _AT_PLACE.search(text, max(floor, start - 14), start):
        return True
    before = text[max(floor, start - 4) : start]
    if text[start - 1 : start] in ("和", "、", "及") and any(
        w in text[max(floor, start - 16) : start] for w in _LIES_IN
    ):
        return True
    return before.endswith((*_INTO, *_OUTER)) or text.startswith(_WITHIN, end)
