"""Whether a fragment broke a sentence: how much better what stands on both sides of it reads without it.

The measure is the likelihood of the likeliest segmentation with the counts of jieba's dictionary. A fragment put into
a word leaves two halves that read badly alone (石|…|化乙烯); one that belongs there leaves words on both sides.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

from zhextract.text.characters import follows, han_before, han_behind
from zhextract.text.dictionary import frequency, tag
from zhextract.text.vocabulary import WORDS

# log of the number of words in the counts.
_TOTAL = log(WORDS)
# What a single character pays that is no word by itself: the counts are those of a dictionary, where each is an entry.
_ALONE = 2.0
# Particles, prepositions, conjunctions, verbs, measures, numbers, pronouns, adverbs: words of one character.
_FREE = frozenset("pcuvmqrdfy")
# Before a title or a noun these are words too (原董事长, 三名工人).
_PREFIXES = frozenset("原前现副总名新老各该本")
# Characters looked at on either side, and of either end of the fragment; the longest word.
_AROUND, _END, _WORD = 4, 6, 5


def gain(text: str, start: int, end: int, inner: tuple[int, int] | None = None) -> float:
    """How much likelier the text around `[start, end)` is without it, as a natural logarithm; 0 where it is not.

    `inner` is the fragment itself, where `[start, end)` holds its brackets or spaces too.
    """
    if not start or not follows(text[start - 1], text[end : end + 1]):
        return 0.0
    left, right = _before(text, start), _behind(text, end)
    if not left or not right:
        return 0.0
    low, high = inner or (start, end)
    healed = _likelihood(left + right) - _likelihood(left) - _likelihood(right)
    if healed <= 0 or (low, high) != (start, end):
        return max(healed, 0.0)
    head, tail = text[low : min(high, low + _END)], text[max(low, high - _END) : high]
    # Where the fragment makes words with its neighbours it belongs to them.
    natural = max(_likelihood(left + head) - _likelihood(left) - _likelihood(head), 0.0)
    natural += max(_likelihood(tail + right) - _likelihood(tail) - _likelihood(right), 0.0)
    return max(healed - natural, 0.0)


def _before(text: str, at: int) -> str:
    return text[han_before(text, at, _AROUND) : at]


def _behind(text: str, at: int) -> str:
    return text[at : han_behind(text, at, _AROUND)]


@lru_cache(maxsize=4096)
def _likelihood(stretch: str) -> float:
    """The logarithm of the likelihood of the likeliest segmentation of a short stretch."""
    best = [0.0] + [-1e9] * len(stretch)
    for at in range(len(stretch)):
        for stop in range(at + 1, min(at + _WORD, len(stretch)) + 1):
            word = stretch[at:stop]
            count = frequency(word)
            if stop > at + 1 and not count:
                continue
            known = log(count or 1) - _TOTAL - (_alone(word) if stop == at + 1 else 0.0)
            best[stop] = max(best[stop], best[at] + known)
    return best[-1]


def _alone(character: str) -> float:
    free = character in _PREFIXES or (tag(character) or "n")[0] in _FREE
    return 0.0 if free else _ALONE
