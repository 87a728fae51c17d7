"""Words: jieba's dictionary and algorithm, used as evidence for boundaries and never as a source of spans.

Nothing is loaded before the first call; every function is thread-safe. Where `rjieba` (the same algorithm and
dictionary in Rust) is installed it does the cutting, else `_python_cutter`; unknown words are left as single characters
in both (HMM off).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from typing import NamedTuple

from zhextract.text.dictionary import crosses, frequencies, frequency, is_word, longest, tag

#: The dictionary belongs to the words: who cuts also looks up.
__all__ = ("Word", "crosses", "cut", "frequency", "is_word", "longest", "tag", "texts")

_lock = threading.RLock()


class Word(NamedTuple):
    """A word and where it stands, in code points, `end` exclusive."""

    text: str
    start: int
    end: int


#: What jieba looks up in its dictionary; everything else is a word of one character, a line break one of two.
_BLOCK = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
_SINGLE = re.compile(r"\r\n|.", re.DOTALL)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def _python_cutter() -> Callable[[str], list[str]]:
    """jieba's way of cutting (the likeliest words of its dictionary), the logarithms taken once.

    jieba looks them up again for every character, and finds the words in two passes: six times the time for the same
    words. Its own tokenizer is what the tests compare with.
    """
    counts = frequencies()
    logs: dict[int, float] = {}
    total = log(sum(counts.values()))
    weights: dict[str, float] = {}
    for word, count in counts.items():
        if count not in logs:
            logs[count] = log(count or 1) - total
        weights[word] = logs[count] if count else 0.0
        # The walk goes from prefix to prefix: each must be present, with 0 where it is no word.
        for end in range(1, len(word)):
            weights.setdefault(word[:end], 0.0)

    def cut_text(text: str) -> list[str]:
        found: list[str] = []
        for index, piece in enumerate(_BLOCK.split(text)):
            if index % 2:
                _cut_block(piece, weights, -total, found)
            elif piece:
                found += _SINGLE.findall(piece)
        return found

    return cut_text


def _cut_block(block: str, weights: dict[str, float], unknown: float, found: list[str]) -> None:
    """Append to `found` the words of `block` whose weights have the greatest sum, of equals the longer first."""
    weight_of, size = weights.get, len(block)
    best, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        top, reach, end = unknown + best[start + 1], start + 1, start + 1
        weight = weight_of(block[start])
        known = False  # an unknown character gives way to any word that begins with it
        while weight is not None:
            if weight:
                score = weight + best[end]
                if not known or score >= top:
                    top, reach, known = score, end, True
            end += 1
            if end > size:
                break
            weight = weight_of(block[start:end])
        best[start], ends[start] = top, reach
    start = letters = 0
    while start < size:
        end = ends[start]
        if end - start > 1 or block[start] not in _LATIN:
            if letters < start:
                found.append(block[letters:start])
            found.append(block[start:end])
            letters = end
        start = end
    if letters < size:
        found.append(block[letters:])


def _rust_cutter() -> Callable[[str], list[str]]:
    import rjieba

    tokenizer = rjieba.Jieba()
    cut_text: Callable[[str, bool], list[str]] = tokenizer.cut
    return lambda text: cut_text(text, False)


#: Up to this length a stretch is likely a name, which an article repeats and each of whose rules asks for its words.
_SHORT = 12


@cache
def _load_cutter() -> Callable[[str], Sequence[str]]:
    cut_text = _rust_cutter() if find_spec("rjieba") else _python_cutter()
    cut_short = lru_cache(maxsize=4096)(cut_text)
    return lambda text: cut_short(text) if len(text) <= _SHORT else cut_text(text)


def _first_cut(text: str) -> Sequence[str]:
    """What `_cut` is until the dictionary is loaded."""
    global _cut
    with _lock:
        _cut = _load_cutter()
    return _cut(text)


_cut: Callable[[str], Sequence[str]] = _first_cut


def texts(text: str) -> Sequence[str]:
    """The words of `text` in order, without their places."""
    return _cut(text)


def cut(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order, with their places in `text`.

    Together they are the whole stretch, blanks and punctuation included.
    """
    words: list[Word] = []
    new = tuple.__new__  # what Word(…) does, without the detour
    for token in _cut(text[start:end] if start or end is not None else text):
        stop = start + len(token)
        words.append(new(Word, (token, start, stop)))
        start = stop
    return words
