"""Pinyin in brackets after a character (`項(xiàng)目`), as some mirror sites put into every other word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from zhextract.lexicon.loader import resource
from zhextract.text.align import Edit
from zhextract.text.characters import gbk, ungbk

# One syllable with or without a tone. Lower case only: (AI), (XI) are abbreviations.
SYLLABLE = "[a-zɑɡüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}[\u0300\u0301\u0304\u0308\u030c]{0,2}[a-z]{0,4}[1-5]?"
ANNOTATION = re.compile(rf"[(（][ \t]{{0,2}}({SYLLABLE})[ \t]{{0,2}}[)）]")
_TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")
_VARIANTS = str.maketrans({"ɑ": "a", "ɡ": "g", "ü": "v", "ê": "e"})


@cache
def readings() -> dict[str, str]:
    """Each toneless reading and the characters that have it, `ü` written `v` (table of pypinyin, GBK characters)."""
    return dict(line.split("\t") for line in resource("readings.tsv").splitlines())


@cache
def plain(syllable: str) -> str:
    """A syllable without tone mark or digit: `lǜ`, `lü4`, `lv` all become `lv`."""
    bare = unicodedata.normalize("NFD", syllable.rstrip("12345")).translate(_TONES)
    return unicodedata.normalize("NFC", bare).translate(_VARIANTS).replace("u:", "v")


@lru_cache(maxsize=16384)
def reads(character: str, syllable: str) -> bool:
    """Whether `character` has the reading `syllable` (tones aside: annotators pick the wrong one of several)."""
    return character in readings().get(plain(syllable), "")


def _struck(text: str, at: int, syllable: str) -> bool:
    """Whether the annotation belongs to the pair of bytes of a character's second half and an ASCII letter.

    A table applied to GBK bytes strikes those too: in `板P(zhēng)CB` the bytes E5 of 板 and 50 of P are 錚.
    """
    if at < 2 or not "@" <= text[at - 1] <= "~":
        return False
    first = gbk(text[at - 2])
    return len(first) == 2 and reads(ungbk((first[1], ord(text[at - 1]))), syllable)


def pinyin_cuts(text: str) -> list[Edit]:
    """The cuts that take pinyin in brackets out of `text`, only where the reading fits the character before it."""
    if "(" not in text and "（" not in text:
        return []
    cuts = []
    for found in ANNOTATION.finditer(text):
        start = found.start()
        while start and found.start() - start < 2 and text[start - 1] in " \t":
            start -= 1
        if start and (reads(text[start - 1], found[1]) or _struck(text, start, found[1])):
            cuts.append(Edit(start, found.end(), ""))
    return cuts
