"""What stands ahead of everything in an archive: one scan that stops the articles which speak of no project.

An article passes where one sentence holds a word of an event or of an intention and a noun that a project can be.
Both are taken from the word lists of the rules (traditional spellings added), so the gate grows with them. What looks
garbled passes too: its words cannot be trusted before it is repaired.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from zhextract.events.triggers import TriggerTable
from zhextract.lexicon.loader import load
from zhextract.names.project_words import ProjectWords
from zhextract.records.values import Model

_NOTHING, _EVENT, _NOUN, _DAMAGE = range(4)
_STOP = "。".encode()
# False friends of the triggers that still speak of a project's life: 投产后, 签约仪式, 开工时间.
_STILL_EVENTS = ("后", "以来", "仪式", "活动", "时间", "日期")
_WHITE = (" ", "\n", "\u3000", "\xa0")


class GateTable(Model):
    """The shape of `gate.toml`."""

    intentions: tuple[str, ...]
    not_intentions: tuple[str, ...]
    nouns: tuple[str, ...]
    not_nouns: tuple[str, ...]
    damage: tuple[str, ...]


class Gate:
    """Thread-safe once built."""

    def __init__(self) -> None:
        kinds: dict[str, int] = {}
        for words, kind in _word_lists():
            for word in words:
                kinds[word] = max(kind, kinds.get(word, 0))
        spelled = {spelling: kind for word, kind in kinds.items() for spelling in _spellings(word, kind)}
        self._kinds = tuple(spelled.values())
        self._scan = BytesAhoCorasick(
            [word.encode() for word in spelled], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def stops(self, text: str, title: str | None = None) -> bool:
        """Whether the article, raw as it came, speaks of no project and no count of them."""
        whole = f"{title}。{text}" if title else text
        for white in _WHITE:
            if white in whole:
                # Words that were broken by spaces or at the end of a line.
                whole = "".join(whole.split())
                break
        data = whole.encode("utf-8", "surrogatepass")
        hits = self._scan.find_matches_as_indexes(data)
        if not hits:
            return True
        kinds = self._kinds
        ends = [-1, -1, -1]
        for word, start, end in hits:
            kind = kinds[word]
            if kind == _NOTHING:
                continue
            if kind == _DAMAGE:
                return False
            other = ends[_EVENT + _NOUN - kind]
            if other >= 0 and data.find(_STOP, other, start) < 0:
                return False
            ends[kind] = end
        return True


def _word_lists() -> list[tuple[tuple[str, ...], int]]:
    triggers, projects = load("triggers.toml", TriggerTable), load("projects.toml", ProjectWords)
    gate = load("gate.toml", GateTable)
    friends = triggers.false_friends.words
    lists = [(words, _EVENT) for table in (triggers.milestones, triggers.moments) for words in table.values()]
    lists += [(words, _EVENT) for words in triggers.ceremonies.values()]
    lists += [(gate.intentions, _EVENT), (gate.not_intentions, _NOTHING), (gate.nouns, _NOUN), (gate.damage, _DAMAGE)]
    nouns = (projects.generic, projects.facilities, projects.units, projects.works)
    lists += [(words, _NOUN) for words in nouns]
    lists += [(_trades(word for words in nouns for word in words), _NOTHING), (gate.not_nouns, _NOTHING)]
    lists += [(projects.not_head, _NOTHING), (tuple(w for w in friends if not w.endswith(_STILL_EVENTS)), _NOTHING)]
    lists += [(tuple(w for w in friends if w.endswith(_STILL_EVENTS)), _EVENT)]
    return lists


def _trades(nouns: Iterable[str]) -> tuple[str, ...]:
    """What makers and miners are called after their plants: 芯片厂商, 黄金矿业."""
    tails = {"厂": "商", "矿": "业"}
    return tuple(noun + tails[noun[-1]] for noun in nouns if noun[-1] in tails)


def _spellings(word: str, kind: int) -> set[str]:
    """The word, and how it is written in traditional characters in Taiwan, Hong Kong and elsewhere."""
    if kind == _DAMAGE:
        return {word}
    return {word, *(converter.convert(word) for converter in _converters())}


@cache
def _converters() -> tuple[Any, ...]:
    from opencc import OpenCC

    return tuple(OpenCC(config) for config in ("s2t", "s2tw", "s2hk"))


@cache
def gate() -> Gate:
    """The gate, built once."""
    return Gate()
