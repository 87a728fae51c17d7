"""Where a name begins that was found by its ending.

From the ending the way goes left as far as characters can belong to a name; the words on that way then show where the
name begins: after a preposition or a conjunction, after a verb or a title, at the name of a place.
"""

from __future__ import annotations

from zhextract.names.vocabulary import LEVELS, generic, heads, is_place, stops, table
from zhextract.text import words
from zhextract.text.words import Word

#: The longest stretch before an ending that is looked at, and the longest bracket inside a name.
_REACH, _BRACKET = 36, 10
_OPEN = {")": "(", "）": "（", "”": "“", "》": ""}
#: Single characters that end a name on the left when the segmenter has them as words of their own.
_STRONG = frozenset(
    "由与和及在对向的是为将从被让把给等于自据经并而则也都已又称说系即其该此这那各每某以用因到至了着使令需须应当但且或"
)
_UNITS = frozenset("年月日号元亿万千百吨亩个名家台套期届项条次")
#: Parts of speech that open no name: prepositions, conjunctions, pronouns, particles, adverbs, times.
_FUNCTION_TAGS = frozenset(("p", "c", "r", "rr", "u", "uj", "ul", "uz", "d", "t", "tg", "y", "e"))
_COMMON_TAGS = frozenset(
    ("n", "v", "vn", "a", "ad", "an", "b", "d", "c", "p", "r", "m", "q", "t", "f", "l", "i", "s", "z")
)


def _name_character(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff" or c.isalnum() or c in "·&-・＆."


def reach(text: str, floor: int, end: int) -> int:
    """The leftmost position from which characters that may belong to one name run up to `end`."""
    start = end
    lowest = max(floor, end - _REACH)
    while start > lowest:
        c = text[start - 1]
        if c in _OPEN:
            opening = text.rfind(_OPEN[c] or c, max(lowest, start - 2 - _BRACKET), start - 1)
            if opening < 0 or not all(_name_character(x) for x in text[opening + 1 : start - 1]):
                break
            start = opening
        elif _name_character(c) or (c == " " and _latin_gap(text, start - 1)):
            start -= 1
        else:
            break
    while start < end and text[start] in " .-·&)）”(（":
        start += 1
    return start


def _latin_gap(text: str, at: int) -> bool:
    return (
        0 < at < len(text) - 1
        and text[at - 1].isascii()
        and text[at - 1].isalpha()
        and text[at + 1].isascii()
        and (text[at + 1].isalpha())
    )


def stem(text: str, floor: int, end: int) -> tuple[int, list[Word]]:
    """Where the name whose ending starts at `end` begins, and the words of its stem (offsets into `text`)."""
    begin = reach(text, floor, end)
    found = [Word(w.text, w.start + begin, w.end + begin) for w in words.cut(text[begin:end])]
    first = _after_stop(found)
    found = _at_place(_trimmed(found[first:]))
    return (found[0].start if found else end), found


def _after_stop(found: list[Word]) -> int:
    """The index of the first word after the last one that ends a name on the left."""
    depth = 0
    for i in range(len(found) - 1, -1, -1):
        word = found[i].text
        if word in ")）":
            depth += 1
        elif word in "(（":
            depth -= 1
        if depth > 0:
            continue
        if len(word) == 1:
            rest = "".join(w.text for w in found[i + 1 :])
            if word in _STRONG and not _part_of_name(found, i, rest):
                return i + 1
            if word in _UNITS and i and found[i - 1].text[-1].isdigit():
                return i + 1
        elif word in stops() or (words.tag(word) in ("t", "p", "c", "r") and word not in table().boundary.not_stops):
            return i + 1
    return 0


def _part_of_name(found: list[Word], i: int, rest: str) -> bool:
    """Whether the function word at `i` is a syllable of the name (中信和业投资): too little is left without it."""
    if not rest:
        return True
    following = found[i + 1]
    if len(following.text) > 1 or is_place(following.text):
        return all(w.text in generic() for w in found[i + 1 :]) and i > 0 and len(found[i - 1].text) == 1
    return len(found) - i - 1 == 1 or (
        len(found[i + 1].text) == 1 and len(found) > i + 2 and len(found[i + 2].text) > 1
    )


def _trimmed(found: list[Word]) -> list[Word]:
    """Without the words of function that open the stretch (投资方…, 目前…)."""
    first = 0
    while first < len(found):
        word = found[first].text
        if (
            word in heads()
            or word in "、的原"
            or (words.tag(word) in _FUNCTION_TAGS and len(found) - first > 1 and (len(word) > 1 or word in _STRONG))
        ):
            first += 1
        else:
            break
    return found[first:]


def _at_place(found: list[Word]) -> list[Word]:
    """From the first place on, where only ordinary words stand before it (董事单位湖南…)."""
    for j, word in enumerate(found):
        if is_place(word.text) or word.text == "中国":
            before = found[:j]
            if before and all(_ordinary(w.text) for w in before):
                return found[j:]
            return found
    return found


def _ordinary(word: str) -> bool:
    return len(word) > 1 and words.frequency(word) > 20 and words.tag(word) in _COMMON_TAGS


def is_proper(stem_words: list[Word]) -> bool:
    """Whether the stem has something that makes it a name: a place, an unknown word, letters, a level (市电力公司)."""
    singles = 0
    for word in stem_words:
        text = word.text
        if text in generic():
            singles = 0
            continue
        if len(text) == 1 and "\u4e00" <= text <= "\u9fff":
            singles += 1
            if singles > 1 or (text in LEVELS and word is stem_words[0] and len(stem_words) > 1):
                return True
            continue
        singles = 0
        if is_place(text) or text[0].isascii() and text[0].isalpha():
            return True
        if words.tag(text) in ("nz", "nt", "nr", "nrt", "ns", None) and not text.isdigit():
            return True
    return False
