"""What is known of single characters: script, how common they are, what follows them inside words, their GBK bytes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from zhextract.lexicon.loader import resource

# Words of one character that stand between others; a pair with them tells nothing for or against a reading.
PARTICLES = frozenset("的了在是和与及或等为将已也都对中上下不有由从向到于以被把并各年月日元")
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》【】—…·")
# Below this weight a character is rare: seen fewer than about 250 times in the word counts.
RARE = 8
_UNKNOWN = (0, "", "")
# The user-defined rows of code page 936 and where they lie in Unicode's private use area (Microsoft's best-fit table).
_USER_ROWS = ((0xAA, 0xAF, 0xA1, 0xFE, 0xE000), (0xF8, 0xFE, 0xA1, 0xFE, 0xE234), (0xA1, 0xA7, 0x40, 0xA0, 0xE4C6))


@cache
def _table() -> dict[str, str]:
    return dict(line.split("\t") for line in resource("characters.tsv").splitlines())


@cache
def scripts() -> tuple[dict[int, str], frozenset[str]]:
    """Traditional characters with their simplified form, for `str.translate`, and the simplified-only characters."""
    table = _table()
    return {ord(a): b for a, b in zip(table["traditional"], table["of"], strict=True)}, frozenset(table["simplified"])


@cache
def variants() -> frozenset[str]:
    """Traditional characters that are rare variants: no table of a site makes them of the simplified ones."""
    return frozenset(_table()["variants"])


@cache
def _followers() -> dict[str, tuple[int, str, str]]:
    rows = (line.split("\t") for line in resource("bigrams.tsv").splitlines())
    return {character: (int(weight), strong + weak, strong) for character, weight, strong, weak in rows}


def weight(character: str) -> int:
    """How common a simplified character is in words: log2 of a count, 0 where it is unknown."""
    return _followers().get(character, _UNKNOWN)[0]


def follows(first: str, second: str, *, often: bool = False) -> bool:
    """Whether `second` follows `first` inside a word of the dictionary, or `often` does (simplified characters)."""
    _, every, common = _followers().get(first, _UNKNOWN)
    return second in (common if often else every)


def following(character: str) -> str:
    """The characters that follow a simplified one inside words of the dictionary."""
    return _followers().get(character, _UNKNOWN)[1]


@cache
def _predecessors() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for first, (_, seconds, _) in _followers().items():
        for second in seconds:
            table.setdefault(second, set()).add(first)
    return table


def preceding(character: str) -> Set[str]:
    """The characters that precede a simplified one inside words of the dictionary."""
    return _predecessors().get(character, frozenset())


def is_han(character: str) -> bool:
    """Whether `character` is a Chinese character of GBK's range."""
    return "\u4e00" <= character <= "\u9fa5"


def han_before(text: str, at: int, most: int) -> int:
    """Where the Chinese characters begin that end at `at`, at most `most` of them."""
    low = at
    while low > max(0, at - most) and is_han(text[low - 1]):
        low -= 1
    return low


def han_behind(text: str, at: int, most: int) -> int:
    """Where the Chinese characters end that begin at `at`, at most `most` of them."""
    high = at
    while high < min(len(text), at + most) and is_han(text[high]):
        high += 1
    return high


def is_rare(character: str) -> bool:
    """Whether `character` is a Chinese one that is rare, in either script."""
    return is_han(character) and weight(scripts()[0].get(ord(character), character)) < RARE


def supported(text: str) -> list[bool]:
    """For each character whether it is part of a known pair, or punctuation, or a particle beside one."""
    plain = text.translate(scripts()[0])
    pair = [follows(a, b) for a, b in pairwise(plain)] + [False]
    result = [pair[i] or (i > 0 and pair[i - 1]) or c in PUNCTUATION or c.isascii() for i, c in enumerate(plain)]
    for i, character in enumerate(plain):
        if not result[i] and character in PARTICLES:
            result[i] = (i == 0 or result[i - 1]) and (i + 1 == len(plain) or result[i + 1])
    return result


def plausibility(text: str) -> float:
    """From about -1 (random characters) over 0 to 1 (running Chinese): known pairs for it, rare characters against.

    Characters marked as lost (U+FFFD) do not count.
    """
    plain = text.translate(scripts()[0])
    count = good = bad = 0
    for i, character in enumerate(plain):
        if character.isascii() or character in PUNCTUATION or character == "\ufffd":
            continue
        count += 1
        left = i > 0 and follows(plain[i - 1], character)
        if left or follows(character, plain[i + 1 : i + 2] or " "):
            good += 1
        elif weight(character) < RARE:
            bad += 1
    return (good - bad) / count if count else 0.0


@cache
def gbk(character: str) -> bytes:
    """The bytes of a character in code page 936, with its user-defined area; empty where it has none."""
    code = ord(character)
    if code < 0x80:
        return bytes((code,))
    if 0xE000 <= code < 0xE766:
        return _user_bytes(code)
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _user_bytes(code: int) -> bytes:
    for low, high, first, last, base in _USER_ROWS:
        cells = [c for c in range(first, last + 1) if c != 0x7F]
        row, cell = divmod(code - base, len(cells))
        if 0 <= row <= high - low:
            return bytes((low + row, cells[cell]))
    return b""


def ungbk(pair: Sequence[int]) -> str:
    """The character of two bytes of code page 936, `\ufffd` where there is none or it is user-defined."""
    try:
        return bytes(pair).decode("gbk")
    except UnicodeDecodeError:
        return "\ufffd"
