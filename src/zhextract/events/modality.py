"""Whether a statement is of a fact, a plan, or neither: one engine over the cues of `modality.toml`.

In the manner of ConText: each cue has a category and a scope that runs forward from it. Inside a clause the cue nearest
before the trigger decides, negation and hypothesis before plans. A plan goes on into the following clauses of its
sentence until a cue of fact ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.lexicon.loader import load
from zhextract.records.values import Certainty, Modality, Model
from zhextract.text.align import CharSpan

Category: TypeAlias = Literal["planned", "expected", "targeted", "actual", "negated", "hypothetical", "obligation"]

#: What lies ahead, by any word for it.
AHEAD: frozenset[Category] = frozenset({"planned", "expected", "targeted"})


class CueTable(Model):
    """The shape of `modality.toml`."""

    planned: tuple[str, ...]
    expected: tuple[str, ...]
    targeted: tuple[str, ...]
    actual: tuple[str, ...]
    negated: tuple[str, ...]
    hypothetical: tuple[str, ...]
    obligation: tuple[str, ...]
    pseudo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    start: int
    end: int
    category: Category
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """How a trigger is meant: None as modality is a statement that makes no milestone."""

    modality: Modality | None
    certainty: Certainty
    cue: Cue | None


class CueMatcher:
    """Finds modality cues with one scan. Thread-safe once built."""

    def __init__(self, table: CueTable) -> None:
        self._category: list[Category | None] = []
        words: list[str] = []
        for category in ("planned", "expected", "targeted", "actual", "negated", "hypothetical", "obligation"):
            for word in getattr(table, category):
                if word not in words:
                    words.append(word)
                    self._category.append(category)
        for word in table.pseudo:
            if word not in words:
                words.append(word)
                self._category.append(None)
        self._scan = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def find(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues in `text[start:end]`, with offsets into `text`."""
        return [
            Cue(a + start, b + start, category, text[a + start : b + start])
            for index, a, b in self._scan.find_matches_as_indexes(text[start:end])
            if (category := self._category[index]) is not None
        ]


#: Cues that speak of the trigger right before them: 投产在即.
_ONLY_BEHIND = frozenset({"在即", "指日可待", "在望", "倒计时"})
#: How far before its trigger a bare negation still reaches: 未能如期在年底前开工.
_NEGATION_REACH = 8
#: Denials of all that follows in the clause: 不存在A停工的情况.
_DENIALS = frozenset({"不存在", "并不存在", "并非"})


def judge(cues: list[Cue], trigger: CharSpan, clause: CharSpan) -> Statement | None:
    """How the trigger of a clause is meant by the cues of that clause; None where they say nothing."""
    # 不具备 reaches into 具备通车条件.
    before = [c for c in cues if clause.start <= c.start < trigger.start and c.end <= trigger.start + 2]
    before = [c for c in before if c.text not in _ONLY_BEHIND]
    happened = False
    for cue in reversed(before):
        happened = happened or cue.category == "actual"
        if cue.category == "negated" and (trigger.start - cue.end <= _NEGATION_REACH or cue.text in _DENIALS):
            return Statement(None, "actual", cue)
        # 原计划明年投产，现已投产: a plan that was overtaken does not reach past what has happened.
        if cue.category == "hypothetical" and not (happened and cue.text.startswith("原")):
            return Statement(None, "actual", cue)
        if cue.category == "obligation" and trigger.start - cue.end <= 2:
            return Statement(None, "actual", cue)
    for cue in reversed(before):
        if cue.category == "planned":
            return Statement("planned", "planned", cue)
        if cue.category == "expected":
            return Statement("planned", "expected", cue)
        if cue.category == "targeted":
            return Statement("planned", "targeted", cue)
        if cue.category == "actual":
            return Statement("actual", "actual", cue)
    for cue in cues:
        if cue.start >= trigger.end and cue.start - trigger.end <= 1 and cue.text in _ONLY_BEHIND:
            return Statement("planned", "expected", cue)
    return None


@cache
def cues() -> CueMatcher:
    """The matcher for the package's own lexicon, built once."""
    return CueMatcher(load("modality.toml", CueTable))
