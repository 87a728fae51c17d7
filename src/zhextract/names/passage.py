"""The part of a text that is searched for names: its sentences, and the words that stand in them.

Every finder looks for words of its own. They are looked for together, in one pass over the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.records.values import CharSpan

#: So few words are found sooner without an automaton.
_FEW = 16


class WordList:
    """Words that are looked for together: of those at one place the longest counts, and hits never overlap.

    A list of one article or county is `passing`: its automaton is sooner built and a tenth of the size, and a few words
    are looked for one by one, without any.
    """

    __slots__ = ("_few", "_kind", "_scan", "words")

    def __init__(self, words: Iterable[str], *, passing: bool = False) -> None:
        self.words = tuple(words)
        # As a DFA it is twice as fast on Chinese as the default, for some megabytes.
        self._kind = Implementation.ContiguousNFA if passing else Implementation.DFA
        self._scan: AhoCorasick | None = None
        self._few = passing and len(self.words) <= _FEW

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The hits in `text` in order, each as the index of the word, where it starts, and where it ends."""
        if self._few:
            return _longest([(at, -at - len(w), i) for i, w in enumerate(self.words) for at in _places(text, w)])
        if self._scan is None:
            self._scan = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest, implementation=self._kind)
        found: list[tuple[int, int, int]] = self._scan.find_matches_as_indexes(text)
        return found


class Scan:
    """Many word lists looked for in one pass. Thread-safe once built."""

    __slots__ = ("_numbers", "_scan", "_uses")

    def __init__(self, lists: Iterable[WordList]) -> None:
        self._numbers = {words: number for number, words in enumerate(dict.fromkeys(lists))}
        uses: dict[str, list[tuple[int, int]]] = {}
        for words, number in self._numbers.items():
            for index, word in enumerate(words.words):
                uses.setdefault(word, []).append((number, index))
        self._uses = tuple(map(tuple, uses.values()))
        self._scan = AhoCorasick(tuple(uses), implementation=Implementation.ContiguousNFA)

    def hits(self, text: str) -> dict[WordList, list[tuple[int, int, int]]]:
        """The hits of each list in `text`, the same that it finds alone."""
        found: list[list[tuple[int, int, int]]] = [[] for _ in self._numbers]
        uses = self._uses
        for word, start, end in self._scan.find_matches_as_indexes(text, overlapping=True):
            for number, index in uses[word]:
                found[number].append((start, -end, index))
        return {words: _longest(found[number]) if found[number] else [] for words, number in self._numbers.items()}


def _places(text: str, word: str) -> Iterator[int]:
    """Where the word begins, at every place where it stands."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _longest(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of hits as (start, -end, word) the longest at each place, from the left, as (word, start, end)."""
    kept: list[tuple[int, int, int]] = []
    reached = 0
    hits.sort()
    for start, end, word in hits:
        if start >= reached:
            reached = -end
            kept.append((word, start, reached))
    return kept


class Passage:
    """A text and the sentences of it that are searched; everything between them is left out.

    `scan` looks for many lists at once; a list that it does not have is looked for when it is asked for.
    """

    __slots__ = ("_hits", "_starts", "sentences", "text")

    def __init__(self, text: str, sentences: Sequence[CharSpan], scan: Scan | None = None) -> None:
        self.text = text
        self.sentences = sorted(sentences)
        self._starts = [s.start for s in self.sentences]
        self._hits = scan.hits(text) if scan else {}

    def sentence(self, start: int, end: int) -> CharSpan | None:
        """The sentence that holds `text[start:end]`, None where no searched sentence does."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        span = self.sentences[at]
        return span if end <= span.end else None

    def hits(self, words: WordList) -> list[tuple[int, int, int, CharSpan]]:
        """Every hit of the list inside a sentence: which word, where, and the sentence."""
        found = self._hits.get(words)
        if found is None:
            found = words.find(self.text)
        inside: list[tuple[int, int, int, CharSpan]] = []
        spans = iter(self.sentences)
        span = next(spans, None)
        for word, start, end in found:
            while span is not None and span.end < end:  # the hits are in order, and so are the sentences
                span = next(spans, None)
            if span is None:
                break
            if span.start <= start:
                inside.append((word, start, end, span))
        return inside
