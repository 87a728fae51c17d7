"""The words of project names: heads, stops and class words, and what they say of a name."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicon.loader import load
from zhextract.records.values import Model
from zhextract.text.words import texts

_TRAILING = re.compile(r"(?:(?:的|新|拟)?(?:建设)?(?:项目|工程)(?:建设)?|(?<=.)建设|（[^（）]{0,3}）|\s)+$")

_MARKS = re.compile(r"[“”\"‘’（）()\s、]")


class ProjectWords(Model):
    """The shape of `projects.toml`."""

    generic: tuple[str, ...]
    not_head: tuple[str, ...]
    facilities: tuple[str, ...]
    units: tuple[str, ...]
    works: tuple[str, ...]
    stops: tuple[str, ...]
    qualifiers: tuple[str, ...]
    classes: tuple[str, ...]
    anaphors: tuple[str, ...]


class ProjectVocabulary:
    """The vocabulary ready for use. Thread-safe once built."""

    def __init__(self, words: ProjectWords | None = None) -> None:
        table = words or load("projects.toml", ProjectWords)
        self.stops = frozenset(table.stops)
        self.classes = frozenset(table.classes)
        self.qualifiers = frozenset(table.qualifiers)
        self.anaphors = tuple(sorted(table.anaphors, key=len, reverse=True))
        heads = [*table.generic, *table.facilities, *table.units, *table.works]
        self._kinds = [*("generic" for _ in table.generic), *("facility" for _ in table.facilities)]
        self._kinds += ["unit"] * len(table.units)
        self._kinds += ["works"] * len(table.works) + ["not"] * len(table.not_head)
        self._scan = AhoCorasick([*heads, *table.not_head], matchkind=MatchKind.LeftmostLongest)

    def heads(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Head words in `text[start:end]` as (start, end, kind)."""
        return [
            (a + start, b + start, self._kinds[index])
            for index, a, b in self._scan.find_matches_as_indexes(text[start:end])
            if self._kinds[index] != "not"
        ]

    def is_class(self, name: str) -> bool:
        """Whether the name is made of class words alone (重点产业), and so names no one project."""
        return self._made_of(name, self.classes)

    def is_vague(self, name: str) -> bool:
        """Whether the name is made of qualifiers alone (重点, 市级重大)."""
        return self._made_of(name, self.qualifiers)

    def _made_of(self, name: str, words: frozenset[str]) -> bool:
        name = _MARKS.sub("", name)
        if len(name) < 2:
            return True
        return all(word in words or word in self.stops or word.isdigit() for word in texts(name))


def bare_name(words: str) -> str:
    """A name without closing generic words, surrounding quotation marks and spaces."""
    words = words.strip(" 　\n、，的")
    while True:
        shorter = _TRAILING.sub("", words).strip(' 　“”"《》、')
        if shorter == words or not shorter:
            return shorter
        words = shorter


@cache
def project_words() -> ProjectVocabulary:
    """The package's own vocabulary, built once."""
    return ProjectVocabulary()
