"""Characters of which a reader left one byte: what they can have been.

Of two characters between which the reader dropped a pair of bytes, the first byte of the one and the second of the
other are left; of a character at the end of a stretch, its first byte, and sometimes its sound. Each is one of a few
dozen; which of them, the words around tell (`text/lattice.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.text.characters import RARE, gbk, scripts, ungbk, variants, weight
from zhextract.text.pinyin import plain, readings

LOST = "\ufffd"
# The marks that stand between words, with how often they do beside the counts of jieba's dictionary.
MARKS = {"、": 1_200_000, "。": 1_200_000, "”": 200_000, "》": 100_000, "“": 200_000, "《": 100_000, "—": 50_000,
         "\u3000": 20_000, "·": 20_000, "…": 5_000}  # fmt: skip


@cache
def _by_first() -> dict[int, str]:
    """The characters that a traditional text may have, by their first byte in GBK.

    Sites convert one character for one, so what Big5 has stays (后, 于, 里).
    """
    table: dict[int, list[str]] = {}
    for character in [*map(chr, range(0x4E00, 0x9FA6)), *MARKS]:
        raw = gbk(character)
        if len(raw) == 2 and (character in MARKS or fits(character)):
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

    `two` has, for each way to split, the first characters and the second ones that go with any of them. `open`: it can
    have been a rare character as well, or two. `heard`: the last of it is annotated;
    `free`: the first of it may be one that the site annotates, since its first byte went with another;
    `cut`: another that was lost whole may follow it.
    """

    one: str = ""
    two: tuple[tuple[str, str], ...] = ()
    open: bool = False
    heard: bool = False
    free: bool = False
    cut: bool = False


@lru_cache(maxsize=4096)
def outer(raw: bytes, syllable: str = "") -> Options:
    """What two bytes stand for: their character, or two of which the inner bytes were dropped.

    `syllable` is the sound of the last, where its annotation tells.
    """
    character = ungbk(raw)
    heard = readings().get(plain(syllable), "") if syllable else ""
    if heard and character in heard:
        return Options(character, heard=True)
    seconds = _by_second().get(raw[1], "")
    two = _split(raw[0], [c for c in seconds if c in heard] if heard else seconds)
    one = "" if character == LOST or (heard and two) else character
    return Options(one, two, open=bool(two) or not one, heard=bool(heard))


@lru_cache(maxsize=1024)
def halved(first: int, syllable: str = "") -> Options:
    """What the first byte of a character stands for whose second can begin another; of that sound, where one is known.

    With a sound, the byte may also be the first of two characters between which a pair was dropped.
    """
    if not syllable:
        return Options("".join(c for c in _by_first().get(first, "") if gbk(c)[1] >= 0x80), open=True, cut=True)
    heard = readings().get(plain(syllable), "")
    every = [c for row in _by_first().values() for c in row if c in heard and gbk(c)[1] >= 0x80]
    one = "".join(c for c in every if gbk(c)[0] == first)
    two = _split(first, [c for c in every if ord(c) in scripts()[0]])
    return Options(one, two, open=not one and not two, heard=True)


@lru_cache(maxsize=256)
def second(byte: int) -> Options:
    """What the second byte of a character stands for whose first was lost."""
    return Options(_by_second().get(byte, ""), open=True)


def _split(first: int, seconds: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The characters that begin with `first` by their second byte, with those of `seconds` that were fused to them."""
    begins: dict[int, str] = {}
    for character in seconds:
        begins[gbk(character)[0]] = begins.get(gbk(character)[0], "") + character
    inner: dict[int, str] = {}
    for character in _by_first().get(first, ""):
        inner[gbk(character)[1]] = inner.get(gbk(character)[1], "") + character
    # Most second bytes go with the same characters: those share one split.
    splits: dict[str, str] = {}
    for byte, heads in inner.items():
        tails = "".join(tails for begin, tails in begins.items() if _dropped(byte, begin))
        splits[tails] = splits.get(tails, "") + heads
    return tuple((heads, tails) for tails, heads in splits.items() if tails)


@cache
def _dropped(lead: int, trail: int) -> bool:
    """Whether the reader drops the two bytes because no character has them."""
    return lead > 0x80 and ungbk((lead, trail)) == LOST
