"""jieba's dictionary as data: what is a word, how often, and of which part of speech.

It is read directly from the jieba package, so that neither the user's global tokenizer nor jieba's cache file in the
shared temporary folder is touched, and without any segmenter: the repair of text, which reading a file needs, depends
on none. Nothing is loaded before the first call; every function is thread-safe.
"""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec
from pathlib import Path

_lock = threading.Lock()


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


_loaded: _Dictionary | None = None


def _dictionary() -> _Dictionary:
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _Dictionary()
    return _loaded


def frequencies() -> dict[str, int]:
    """How often the dictionary's corpus has each word. Not to be changed."""
    return _dictionary().frequencies


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
    known = (_loaded or _dictionary()).frequencies
    two, three = max(0, at - 2), max(0, at - 3)
    # Near the ends of the text the longer stretches are the shorter ones once more.
    return (
        text[at - 1 : at + 1] in known
        or text[at - 1 : at + 2] in known
        or text[two : at + 1] in known
        or text[at - 1 : at + 3] in known
        or text[two : at + 2] in known
        or text[three : at + 1] in known
    )


def is_word(text: str) -> bool:
    """Whether the dictionary has `text` as a word."""
    return text in (_loaded or _dictionary()).frequencies


def frequency(word: str) -> int:
    """How often the dictionary's corpus has `word`; 0 for an unknown word."""
    return (_loaded or _dictionary()).frequencies.get(word, 0)


def tag(word: str) -> str | None:
    """The dictionary's part of speech (`n`, `v`, `ns`, `nt`, `nr` …, the ICTCLAS tag set), None for an unknown word."""
    return (_loaded or _dictionary()).tags.get(word)
