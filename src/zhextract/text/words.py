"""Words: a private jieba, used as evidence for boundaries and never as a source of spans.

The dictionary is read directly from the jieba package, so that neither the user's global tokenizer nor jieba's cache
file in the shared temporary folder is touched. Nothing is loaded before the first call; every function is thread-safe.
Where `rjieba` (the same algorithm and dictionary in Rust) is installed it does the cutting; unknown words are left as
single characters in both (HMM off).
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import NamedTuple

_lock = threading.RLock()


class Word(NamedTuple):
    """A word and where it stands, in code points, `end` exclusive."""

    text: str
    start: int
    end: int


def _quiet_jieba() -> object:
    """Import jieba without the deprecation warning of `pkg_resources`, which it imports where it can."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    return jieba


class _Dictionary:
    """jieba's dictionary. Two plain tables of strings and numbers, which the garbage collector need not walk."""

    __slots__ = ("frequencies", "tags")

    def __init__(self) -> None:
        text = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
        self.frequencies: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        for line in text.splitlines():
            word, frequency, tag_ = line.split(" ")
            self.frequencies[word] = int(frequency)
            self.tags[word] = sys.intern(tag_)


def _python_cutter() -> Callable[[str], Iterable[str]]:
    jieba = _quiet_jieba()
    frequencies: dict[str, int] = {}
    total = 0
    for word, count in _dictionary().frequencies.items():
        frequencies[word] = count
        total += count
        # jieba walks prefixes: each must be present, with frequency 0 where it is no word.
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer = jieba.Tokenizer()  # type: ignore[attr-defined]
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return lambda text: tokenizer.cut(text, HMM=False)


def _rust_cutter() -> Callable[[str], Iterable[str]]:
    import rjieba

    tokenizer = rjieba.Jieba()
    return lambda text: tokenizer.cut(text, False)


@cache
def _load_cutter() -> Callable[[str], Iterable[str]]:
    return _rust_cutter() if find_spec("rjieba") else _python_cutter()


_loaded: _Dictionary | None = None


def _dictionary() -> _Dictionary:
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _Dictionary()
    return _loaded


def _cutter() -> Callable[[str], Iterable[str]]:
    with _lock:
        return _load_cutter()


def cut(text: str) -> list[Word]:
    """The words of `text` in order; together they are the whole text, blanks and punctuation included."""
    words: list[Word] = []
    start = 0
    for token in _cutter()(text):
        end = start + len(token)
        words.append(Word(token, start, end))
        start = end
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
    for start in range(max(0, at - 3), at):
        for end in range(at + 1, min(start + 4, len(text)) + 1):
            if text[start:end] in known:
                return True
    return False


def is_word(text: str) -> bool:
    """Whether the dictionary has `text` as a word."""
    return text in _dictionary().frequencies


def frequency(word: str) -> int:
    """How often the dictionary's corpus has `word`; 0 for an unknown word."""
    return _dictionary().frequencies.get(word, 0)


def tag(word: str) -> str | None:
    """The dictionary's part of speech (`n`, `v`, `ns`, `nt`, `nr` …, the ICTCLAS tag set), None for an unknown word."""
    return _dictionary().tags.get(word)
