"""Words: jieba's dictionary and algorithm, used as evidence for boundaries and never as a source of spans.

The dictionary is read directly from the jieba package, so that neither the user's global tokenizer nor jieba's cache
file in the shared temporary folder is touched. Nothing is loaded before the first call; every function is thread-safe.
Where `rjieba` (the same algorithm and dictionary in Rust) is installed it does the cutting, else `_python_cutter`;
unknown words are left as single characters in both (HMM off).
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

_lock = threading.RLock()


class Word(NamedTuple):
    """A word and where it stands, in code points, `end` exclusive."""

    text: str
    start: int
    end: int


class _Dictionary:
    """jieba's dictionary. Two plain tables of strings and numbers, which the garbage collector need not walk."""

    __slots__ = ("frequencies", "tags")

    def __init__(self) -> None:
        # The package is found and not imported: its dictionary is all that is needed.
        spec = find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
        text = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8")
        self.frequencies: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        for line in text.splitlines():
            word, frequency, tag_ = line.split(" ")
            self.frequencies[word] = int(frequency)
            self.tags[word] = sys.intern(tag_)


#: What jieba looks up in its dictionary; everything else is a word of one character, a line break one of two.
_BLOCK = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
_SINGLE = re.compile(r"\r\n|.", re.DOTALL)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def _python_cutter() -> Callable[[str], list[str]]:
    """jieba's way of cutting (the likeliest words of its dictionary), the logarithms taken once.

    jieba looks them up again for every character, and finds the words in two passes: six times the time for the same
    words. Its own tokenizer is what the tests compare with.
    """
    frequencies = _dictionary().frequencies
    logs: dict[int, float] = {}
    total = log(sum(frequencies.values()))
    weights: dict[str, float] = {}
    for word, count in frequencies.items():
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


@cache
def _load_cutter() -> Callable[[str], list[str]]:
    return _rust_cutter() if find_spec("rjieba") else _python_cutter()


_loaded: _Dictionary | None = None
_cut: Callable[[str], list[str]] | None = None


def _dictionary() -> _Dictionary:
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _Dictionary()
    return _loaded


def texts(text: str) -> list[str]:
    """The words of `text` in order, without their places."""
    global _cut
    if _cut is None:
        with _lock:
            _cut = _load_cutter()
    return _cut(text)


def cut(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order, with their places in `text`.

    Together they are the whole stretch, blanks and punctuation included.
    """
    words: list[Word] = []
    new = tuple.__new__  # what Word(…) does, without the detour
    for token in texts(text[start:end] if start or end is not None else text):
        stop = start + len(token)
        words.append(new(Word, (token, start, stop)))
        start = stop
    return words


def longest(text: str, start: int) -> str:
    """The longest word of the dictionary, up to five characters, that `text` has at `start`; one character if none."""
    known = _dictionary().frequencies
    for length in range(5, 1, -1):
        if text[start : start + length] in known:
            return text[start : start + length]
    return text[start : start + 1]


def crosses(text: str, at: int) -> bool:
    """Whether a word of the dictionary, up to four characters, stands across position `at` of `text`.

    It need not be a word there (在华 in 在华为): where none stands across, no segmentation can put one there.
    """
    if not 0 < at < len(text) or not text[at - 1].isalpha() or not text[at].isalpha():
        return False
    known = _dictionary().frequencies
    before, after = text[max(0, at - 3) : at], text[at : at + 3]
    last, first = before[-1], after[0]
    # Near the ends of the text the longer stretches are the shorter ones once more.
    return (
        last + first in known
        or last + after[:2] in known
        or before[-2:] + first in known
        or last + after in known
        or before[-2:] + after[:2] in known
        or before + first in known
    )


def is_word(text: str) -> bool:
    """Whether the dictionary has `text` as a word."""
    return text in _dictionary().frequencies


def frequency(word: str) -> int:
    """How often the dictionary's corpus has `word`; 0 for an unknown word."""
    return _dictionary().frequencies.get(word, 0)


def tag(word: str) -> str | None:
    """The dictionary's part of speech (`n`, `v`, `ns`, `nt`, `nr` …, the ICTCLAS tag set), None for an unknown word."""
    return _dictionary().tags.get(word)
