"""Words: a private jieba, used as evidence for boundaries and never as a source of spans.

The dictionary is read directly from the jieba package, so that neither the user's global tokenizer nor jieba's cache
file in the shared temporary folder is touched. Nothing is loaded before the first call; every function is thread-safe.
Where `rjieba` (the same algorithm and dictionary in Rust) is installed it does the cutting; unknown words are left as
single characters in both (HMM off).
"""

from __future__ import annotations

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


class _Entry(NamedTuple):
    frequency: int
    tag: str


def _quiet_jieba() -> object:
    """Import jieba without the deprecation warning of `pkg_resources`, which it imports where it can."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    return jieba


@cache
def _entries() -> dict[str, _Entry]:
    """jieba's dictionary: word → frequency and part of speech."""
    text = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    found: dict[str, _Entry] = {}
    tags: dict[str, str] = {}
    for line in text.splitlines():
        word, frequency, tag = line.split(" ")
        found[word] = _Entry(int(frequency), tags.setdefault(tag, tag))
    return found


def _python_cutter() -> Callable[[str], Iterable[str]]:
    jieba = _quiet_jieba()
    frequencies: dict[str, int] = {}
    total = 0
    for word, entry in dictionary().items():
        frequencies[word] = entry.frequency
        total += entry.frequency
        # jieba walks prefixes: each must be present, with frequency 0 where it is no word.
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer = jieba.Tokenizer()  # type: ignore[attr-defined]
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return lambda text: tokenizer.cut(text, HMM=False)  # type: ignore[no-any-return]


def _rust_cutter() -> Callable[[str], Iterable[str]]:
    import rjieba

    tokenizer = rjieba.Jieba()
    return lambda text: tokenizer.cut(text, False)  # type: ignore[no-any-return]


@cache
def _load_cutter() -> Callable[[str], Iterable[str]]:
    return _rust_cutter() if find_spec("rjieba") else _python_cutter()


def _cutter() -> Callable[[str], Iterable[str]]:
    with _lock:
        return _load_cutter()


def dictionary() -> dict[str, _Entry]:
    """The dictionary, loaded once; do not change it."""
    with _lock:
        return _entries()


def cut(text: str) -> list[Word]:
    """The words of `text` in order; together they are the whole text, blanks and punctuation included."""
    words: list[Word] = []
    start = 0
    for token in _cutter()(text):
        end = start + len(token)
        words.append(Word(token, start, end))
        start = end
    return words


def is_word(text: str) -> bool:
    """Whether the dictionary has `text` as a word."""
    return text in dictionary()


def frequency(word: str) -> int:
    """How often the dictionary's corpus has `word`; 0 for an unknown word."""
    entry = dictionary().get(word)
    return entry.frequency if entry else 0


def tag(word: str) -> str | None:
    """The dictionary's part of speech (`n`, `v`, `ns`, `nt`, `nr` …, the ICTCLAS tag set), None for an unknown word."""
    entry = dictionary().get(word)
    return entry.tag if entry else None
