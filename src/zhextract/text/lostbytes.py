"""Characters of which a reader left one byte: what they can have been, and whether only one reading fits.

Of two characters between which the reader dropped a pair of bytes, the first byte of the one and the second of the
other are left; of a character at the end of a stretch, its first byte, and sometimes its sound. Each is one of a few
dozen. Which of them is told by the words around: all readings are laid out as a lattice, the likeliest segmentations
are found with the counts of jieba's dictionary, and what all readings within a factor of the best agree on, and what
stands there inside a word, is taken for known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from zhextract.text.characters import PARTICLES, RARE, following, gbk, is_han, scripts, ungbk, variants, weight
from zhextract.text.dictionary import frequency
from zhextract.text.pinyin import plain, readings

LOST = "\ufffd"
# Two readings both fit unless the one is so many times as likely as the other (natural logarithm).
_FITS = 5.0
# log of the number of words in the counts; the count of a pair that the article has elsewhere though no dictionary
# has it, and what any such pair gains; the counts of marks.
_TOTAL, _ELSEWHERE, _GAIN = log(6e7), 600, 4.5
_MARKS = {"、": 1_200_000, "。": 1_200_000, "”": 200_000, "》": 100_000, "“": 200_000, "《": 100_000}
# What a single character pays that is no particle: the counts are those of a dictionary, where each is an entry.
_ALONE = 2.0
# Readings kept at each place, single characters tried there, characters looked at on either side.
_KEPT, _SINGLE, _AROUND = 6, 3, 3
# Behind a digit these are words by themselves.
_UNITS = frozenset("年月日时个万亿元吨台套亩米家户项度")


@cache
def _by_first() -> dict[int, str]:
    """The characters that a traditional text may have, by their first byte in GBK.

    Sites convert one character for one, so what Big5 has stays (后, 于, 里).
    """
    table: dict[int, list[str]] = {}
    for character in [*map(chr, range(0x4E00, 0x9FA6)), *_MARKS]:
        raw = gbk(character)
        if len(raw) == 2 and (character in _MARKS or fits(character)):
            table.setdefault(raw[0], []).append(character)
    return {byte: "".join(characters) for byte, characters in table.items()}


@cache
def _by_second() -> dict[int, str]:
    """The same by their second byte."""
    table: dict[int, list[str]] = {}
    for every in _by_first().values():
        for character in every:
            table.setdefault(gbk(character)[1], []).append(character)
    return {byte: "".join(characters) for byte, characters in table.items()}


@cache
def fits(character: str) -> bool:
    """Whether the character is a common one that a text in traditional characters may have."""
    if character in variants() or weight(scripts()[0].get(ord(character), character)) < RARE:
        return False
    return ord(character) in scripts()[0] or bool(character.encode("big5", "ignore"))


class Options(NamedTuple):
    """What is left of one or two characters can have been: each of `one`, or one of a pair of `two`.

    `two` has, for each way to split, the first characters and the second ones that go with any of them.
    """

    one: str = ""
    two: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def outer(raw: bytes, syllable: str = "") -> Options:
    """What two bytes stand for: their character, or two of which the inner bytes were dropped.

    `syllable` is the sound of the last, where its annotation tells.
    """
    character = ungbk(raw)
    heard = readings().get(plain(syllable), "") if syllable else ""
    if heard and character in heard:
        return Options(character)
    seconds = _by_second().get(raw[1], "")
    two = _split(raw[0], [c for c in seconds if c in heard] if heard else seconds)
    return Options(character if fits(character) and not (heard and two) else "", two)


@lru_cache(maxsize=1024)
def halved(first: int, syllable: str = "") -> Options:
    """What the first byte of a character stands for whose second can begin another; of that sound, where one is known.

    With a sound, the byte may also be the first of two characters between which a pair was dropped.
    """
    if not syllable:
        return Options("".join(c for c in _by_first().get(first, "") if gbk(c)[1] > 0x80))
    heard = readings().get(plain(syllable), "")
    every = [c for row in _by_first().values() for c in row if c in heard and gbk(c)[1] > 0x80]
    one = "".join(c for c in every if gbk(c)[0] == first)
    return Options(one, () if one else _split(first, [c for c in every if ord(c) in scripts()[0]]))


@lru_cache(maxsize=256)
def second(byte: int) -> Options:
    """What the second byte of a character stands for whose first was lost."""
    return Options(_by_second().get(byte, ""))


def _split(first: int, seconds: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The characters that begin with `first` by their second byte, with those of `seconds` that were fused to them."""
    begins: dict[int, str] = {}
    for character in seconds:
        begins[gbk(character)[0]] = begins.get(gbk(character)[0], "") + character
    inner: dict[int, str] = {}
    for character in _by_first().get(first, ""):
        inner[gbk(character)[1]] = inner.get(gbk(character)[1], "") + character
    found = (
        (heads, "".join(tails for begin, tails in begins.items() if _dropped(byte, begin)))
        for byte, heads in inner.items()
    )
    return tuple((heads, tails) for heads, tails in found if tails)


@cache
def _dropped(lead: int, trail: int) -> bool:
    """Whether the reader drops the two bytes because no character has them."""
    return ungbk((lead, trail)) == LOST


class _Reading(NamedTuple):
    """The likeliest segmentation up to a place: its score, its characters, and for each whether it is in a word."""

    score: float
    text: str
    words: str


def chosen(
    left: str, options: Sequence[Options], right: str, elsewhere: Collection[str] = frozenset(), *, heard: bool = False
) -> str:
    """The reading of `options`, one after another, that fits between `left` and `right`; U+FFFD where none does.

    `elsewhere` are the pairs of characters that the article has; `heard`: the sound of the last character is known.
    The result has at least one character.
    """
    left, right = _known_end(left), _known_begin(right)
    places = _Lattice()
    for character in left:
        places.add(Options(character))
    for option in options:
        places.add(option)
    for character in right:
        places.add(Options(character))
    low, high = len(left), -len(right) or None
    readings_ = places.best(elsewhere)
    if not readings_:
        return LOST
    fitting = [r.text[low:high] for r in readings_ if r.score >= readings_[0].score - _FITS]
    agreed = _agreed(fitting)
    if len(agreed) != len(fitting[0]):
        return agreed
    words = f" {readings_[0].words} "[low : len(left) + len(agreed) + 2]
    known = [
        w in "wm" or (w == "p" and before in "wm" and after == "w")
        for before, w, after in zip(words, words[1:], words[2:], strict=False)
    ]
    known[-1] |= heard
    return "".join(c if k else LOST for c, k in zip(agreed, known, strict=True))


def _known_end(text: str) -> str:
    at = len(text)
    while at and len(text) - at < _AROUND and is_han(text[at - 1]):
        at -= 1
    if at < len(text) and at and text[at - 1].isdigit() and text[at] in _UNITS:
        at += 1
    return text[at:]


def _known_begin(text: str) -> str:
    at = 0
    while at < min(len(text), _AROUND) and is_han(text[at]):
        at += 1
    return text[:at]


def _agreed(fitting: list[str]) -> str:
    """What all of them have at the same place, or from either end, with U+FFFD for the rest."""
    first = fitting[0]
    if len({len(f) for f in fitting}) == 1:
        return "".join(c if all(f[i] == c for f in fitting) else LOST for i, c in enumerate(first))
    return LOST


class _Lattice:
    """All readings: places between characters, and the characters that lead from one to the next."""

    def __init__(self) -> None:
        # For each place the characters that begin there: as they are, simplified, and the place behind them.
        self._edges: list[list[tuple[str, str, int]]] = [[]]

    def add(self, options: Options) -> None:
        """Another stretch behind the last place."""
        start = len(self._edges) - 1
        end = start + len(options.two) + 1
        self._edges += [[] for _ in range(end - start)]
        self._edges[start] += _edges(options.one, end)
        for middle, (heads, tails) in enumerate(options.two, start + 1):
            self._edges[start] += _edges(heads, middle)
            self._edges[middle] += _edges(tails, end)

    def best(self, elsewhere: Collection[str]) -> list[_Reading]:
        """The likeliest readings from the first place to the last, best first."""
        at: list[dict[str, _Reading]] = [{} for _ in self._edges]
        at[0][""] = _Reading(0.0, "", "")
        for place in range(len(self._edges) - 1):
            before = sorted(at[place].values(), reverse=True)[:_KEPT]
            if not before:
                continue
            for word, cost, end in self._words(place, elsewhere):
                flags = "w" * len(word) if len(word) > 1 else _flag(word)
                for score, text, words in before:
                    gain = _GAIN if text and text[-1] + word[0] in elsewhere else 0.0
                    new = _Reading(score + cost + gain, text + word, words + flags)
                    if (old := at[end].get(new.text)) is None or old.score < new.score:
                        at[end][new.text] = new
        return sorted(at[-1].values(), reverse=True)[: 2 * _KEPT]

    def _words(self, place: int, elsewhere: Collection[str]) -> list[tuple[str, float, int]]:
        """The words that begin at a place, with the logarithm of their share, and where they end."""
        found: list[tuple[str, float, int]] = []
        singles = [(_share(simple), word, end) for word, simple, end in self._edges[place]]
        if len(singles) > _SINGLE:
            singles = sorted(singles, reverse=True)[:_SINGLE]
        found += [(word, cost, end) for cost, word, end in singles]
        stack = [(word, simple, end) for word, simple, end in self._edges[place]]
        while stack:
            word, simple, at = stack.pop()
            after = following(simple[-1])
            for character, plain_, end in self._edges[at]:
                pair = word[-1] + character
                if plain_ not in after and pair not in elsewhere:
                    continue
                count = frequency(simple + plain_)
                said = len(word) == 1 and pair in elsewhere
                if count or said:
                    share = log(max(count, _ELSEWHERE) if said else count) - _TOTAL
                    found.append((word + character, share + _GAIN * said, end))
                if len(word) < 3:
                    stack.append((word + character, simple + plain_, end))
        return found


def _flag(character: str) -> str:
    return "m" if character in _MARKS else "p" if character in PARTICLES else "s"


def _edges(characters: str, end: int) -> list[tuple[str, str, int]]:
    return [(c, s, end) for c, s in zip(characters, characters.translate(scripts()[0]), strict=True)]


def _share(character: str) -> float:
    if character in _MARKS:
        return log(_MARKS[character]) - _TOTAL
    return log(frequency(character) + 0.3) - _TOTAL - (0 if character in PARTICLES else _ALONE)
