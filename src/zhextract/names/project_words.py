"""The words of project names: heads, stops and class words, and what they say of a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.lexicon.loader import load
from zhextract.records.values import Model
from zhextract.text.words import frequency, tag, texts

#: Single words before a name that are no part of it.
_PARTICLES = frozenset("也之据用自和及与暨已正如又更不都约受做打对从向以按把给让使")
#: Words of `openers` that take an organization or a place as their object all the same.
_TAKES_NAMES = frozenset(
    ("改造", "升级", "扩建", "服务", "出口", "进口", "连接", "贯通", "承接", "共享", "检测", "监测", "保障")
)
_TRAILING = re.compile(
    r"(?:(?:的|(?<![更创革翻高])新|拟|总体|整体|主体)?(?:建设)?(?:项目|工程)(?:建设)?|(?<=.)建设|[（(](?![^（）()]*段)[^（）()]{0,3}[）)]|\s)+$"
)

#: What makes another word of the head before it: a firm of a plant (水泥厂|商), a change of works (改造|成).
_GOES_ON = {"facility": ("商", "家"), "unit": ("商", "家"), "works": ("成", "为")}
#: What a closing generic word ends in.
_LAST = frozenset("目程设）")
_MARKS = re.compile(r"[“”\"‘’（）()\s、]")


class ProjectWords(Model):
    """The shape of `projects.toml`."""

    generic: tuple[str, ...]
    not_head: tuple[str, ...]
    facilities: tuple[str, ...]
    units: tuple[str, ...]
    works: tuple[str, ...]
    stops: tuple[str, ...]
    openers: tuple[str, ...]
    no_openers: tuple[str, ...]
    qualifiers: tuple[str, ...]
    classes: tuple[str, ...]
    anaphors: tuple[str, ...]


class ProjectVocabulary:
    """The vocabulary ready for use. Thread-safe once built."""

    def __init__(self, words: ProjectWords | None = None) -> None:
        table = words or load("projects.toml", ProjectWords)
        self.stops = frozenset(table.stops)
        self.openers = frozenset(table.openers)
        self.no_openers = frozenset(table.no_openers)
        self.classes = frozenset(table.classes)
        self.qualifiers = frozenset(table.qualifiers)
        self._class, self._vague = self.classes | self.stops, self.qualifiers | self.stops
        self.anaphors = tuple(sorted(table.anaphors, key=len, reverse=True))
        heads = [*table.generic, *table.facilities, *table.units, *table.works]
        self._kinds = [*("generic" for _ in table.generic), *("facility" for _ in table.facilities)]
        self._kinds += ["unit"] * len(table.units)
        self._kinds += ["works"] * len(table.works) + ["not"] * len(table.not_head)
        self._scan = AhoCorasick(
            [*heads, *table.not_head], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def heads(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Head words in `text[start:end]` as (start, end, kind)."""
        return [
            (a + start, b + start, self._kinds[index])
            for index, a, b in self._scan.find_matches_as_indexes(text[start:end])
            if self._kinds[index] != "not" and not text.startswith(_GOES_ON.get(self._kinds[index], ()), b + start)
        ]

    def is_class(self, name: str) -> bool:
        """Whether the name is made of class words alone (重点产业), and so names no one project."""
        return _made_of(name, self._class)

    def is_vague(self, name: str) -> bool:
        """Whether the name is made of qualifiers alone (重点, 市级重大)."""
        return _made_of(name, self._vague)

    def stands_before(self, word: str, *, anchored: bool) -> bool:
        """Whether a word at the beginning of a stretch is a verb or a particle before the name: 收购|赤峰金矿.

        `anchored` says that an organization or a place follows it: then any verb is one.
        """
        if word in self.openers:
            return (anchored and word in _TAKES_NAMES) or word == "扩建"
        if word in _PARTICLES:
            return True
        if len(word) < 2 or word.isascii():
            return False
        kind = tag(word) or "x"
        if anchored:
            return (kind[0] in "vdpcr" or kind == "ad") and frequency(word) >= 200
        return (kind in {"v", "vd", "d", "ad", "p", "c"}) and frequency(word) >= 300


@lru_cache(maxsize=1024)  # many rules ask it of one name
def _made_of(name: str, words: frozenset[str]) -> bool:
    """Whether the name is made of these words and numbers alone."""
    name = _MARKS.sub("", name)
    return len(name) < 2 or all(word in words or word.isdigit() for word in texts(name))


@lru_cache(maxsize=1024)  # the same for many rules
def bare_name(words: str) -> str:
    """A name without closing generic words, surrounding quotation marks and spaces."""
    words = words.strip(" 　\n、，的")
    while True:
        # Looked for only where one can end: the pattern is tried at every character.
        closed = words[-1:] in _LAST or words[-1:].isspace()
        shorter = (_TRAILING.sub("", words) if closed else words).strip(' 　“”"《》、')
        if "”" in shorter and "“" not in shorter[: shorter.find("”")] and words.startswith("“"):
            shorter = "“" + shorter  # “五金之都”采购中心
        if "“" in shorter and "”" not in shorter:
            shorter += "”"  # 电动汽车“E-Car”项目
        if shorter == words or not shorter:
            return shorter
        words = shorter


@cache
def project_words() -> ProjectVocabulary:
    """The package's own vocabulary, built once."""
    return ProjectVocabulary()
