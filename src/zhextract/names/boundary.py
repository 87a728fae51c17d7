"""Where a name begins that was found by its ending.

From the ending the way goes left as far as characters can belong to a name; the words on that way then show where the
name begins: after a preposition or a conjunction, after a verb or a title, at the name of a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from zhextract.names.vocabulary import (
    LEVELS,
    brands,
    company_names,
    generic,
    heads,
    is_place,
    places,
    soft_stops,
    stops,
    table,
    trades,
)
from zhextract.text import words
from zhextract.text.words import Word

#: The longest stretch before an ending that is looked at, and the longest bracket inside a name.
_REACH, _BRACKET = 36, 10
_OPEN = {")": "(", "）": "（", "”": "“"}
#: Single characters that end a name on the left when the segmenter has them as words of their own.
_STRONG = frozenset(
    "由在对向的是为被让把给从及等据经而则也都已又称说系即其该此这那每某因了着使令需须但或赴获诉聘暨与和同于至到自将以用并当各本"
)
#: Those of them that names hold too (中信和业, 至正).
_SYLLABLES = frozenset("和同与于至自将以用并当各本")
_COUNT = re.compile(r"[一二三四五六七八九十两几数多百\d][余多]?家$")
_UNITS = frozenset("年月日号元亿万千百吨亩个名家台套期届项条次时点")
#: Parts of speech that open no name: prepositions, conjunctions, pronouns, particles, adverbs, times.
_FUNCTION_TAGS = frozenset(("p", "c", "r", "rr", "u", "uj", "ul", "uz", "d", "t", "tg", "y", "e"))
_COMMON_TAGS = frozenset(
    ("n", "v", "vn", "a", "ad", "an", "b", "d", "c", "p", "r", "m", "q", "t", "f", "l", "i", "s", "z")
)


@cache
def _names_with_stops() -> tuple[str, ...]:
    """Known companies whose name holds a function word (美的, 必和必拓)."""
    return tuple(name for name in table().known.companies if len(name) < 6 and not _STRONG.isdisjoint(name))


@cache
def _around_stops() -> dict[str, list[tuple[str, str]]]:
    """For each function word what stands before and behind it in the known names that hold it."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in _names_with_stops():
        for word in _STRONG.intersection(name):
            before, _, behind = name.partition(word)
            found[word].append((before, behind))
    return dict(found)


def _in_known_name(found: list[Word], i: int) -> bool:
    """Whether the function word at `i` belongs to a known company's name."""
    names = _around_stops().get(found[i].text)
    if not names:
        return False
    before = "".join(w.text for w in found[max(0, i - 3) : i])
    after = "".join(w.text for w in found[i + 1 : i + 4])
    return any(before.endswith(left) and after.startswith(right) for left, right in names)


#: A character that is in no name: neither letter nor digit nor one of the marks in names.
_NO_NAME = re.compile(r"[^\w·&\-・＆.]|_")


def reach(text: str, floor: int, end: int) -> int:
    """The leftmost position from which characters that may belong to one name run up to `end`."""
    start = end
    lowest = max(floor, end - _REACH)
    while start > lowest:
        other = _NO_NAME.search(text[lowest:start][::-1])  # the next one to the left
        if other is None:
            start = lowest
            break
        start -= other.start()
        c = other[0]
        if c in _OPEN:
            opening = text.rfind(_OPEN[c], max(lowest, start - 2 - _BRACKET), start - 1)
            if opening < 0 or _NO_NAME.search(text, opening + 1, start - 1):
                break
            # A stray blank before the bracket: 岭南新材 (江苏)有限公司.
            start = opening - (
                opening > lowest + 1 and text[opening - 1] == " " and not _NO_NAME.match(text[opening - 2])
            )
        elif c == " " and _latin_gap(text, start - 1):
            start -= 1
        else:
            break
    while start < end and text[start] in " .-·&)）”(（":
        start += 1
    return start


def _latin_gap(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and all(text[i].isascii() and text[i].isalpha() for i in (at - 1, at + 1))


def stem(text: str, floor: int, end: int) -> tuple[int, list[Word]]:
    """Where the name whose ending starts at `end` begins, and the words of its stem (offsets into `text`)."""
    begin = reach(text, floor, end)
    if begin == end:
        return end, []
    found = words.cut(text, begin, end)
    found = _at_letters(_at_place(_trimmed(found[_after_stop(found) :])))
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
        if depth == 0 and word != " " and _stops(found, i, word):
            return i + 1
    return 0


def _stops(found: list[Word], i: int, word: str) -> bool:
    if word[0] in _UNITS and i and found[i - 1].text[-1].isdigit():
        return True
    if word[-1] == "家" and _COUNT.search("".join(w.text for w in found[max(0, i - 2) : i + 1])):
        return True
    if len(word) == 1:
        if word == "原" and i + 1 < len(found) and is_place(found[i + 1].text):
            return True
        if word not in _STRONG or (word == "经" and "".join(w.text for w in found[i + 1 : i + 3]) == "开区"):
            return False
        if _in_known_name(found, i):
            return False
        return word not in _SYLLABLES or not _part_of_name(found, i)
    if word in table().boundary.not_stops:
        return False
    if word in soft_stops():
        placed = i and (is_place(found[i - 1].text) or found[i - 1].text in places().table.regions.names)
        return i + 1 < len(found) and not placed and _begins_name(found, i + 1)
    if len(word) == 2 and word[1] in "在于" and words.tag(word) == "v":
        return True
    if words.tag(word) == "v" and word not in generic() and i + 1 < len(found) and _begins_company(found, i + 1):
        return True
    return word in stops() or words.tag(word) in ("t", "p", "c", "r")


def _part_of_name(found: list[Word], i: int) -> bool:
    """Whether the function word at `i` is a syllable of the name (中信和业投资): too little is left without it."""
    after = found[i + 1 :]
    if not after or is_place(after[0].text) or after[0].text[0] in "中(（" or after[0].text[0].isascii():
        return False
    if len(after[0].text) == 1 and len(after) > 1 and all(w.text in generic() for w in after[1:]):
        return True
    if i and len(found[i - 1].text) > 1 and found[i - 1].text not in generic() and not is_place(found[i - 1].text):
        return False
    if i > 1 and found[i - 1].text in trades():
        return False  # 康元生物与长参堂药业
    return len(after[0].text) == 1 and (len(after) == 1 or len(after[1].text) > 1)


def _begins_name(found: list[Word], i: int) -> bool:
    """Whether a name of its own begins at word `i`: a place, letters, or syllables that make no word."""
    word = found[i].text
    if is_place(word) or word == "中国" or (word[0].isascii() and word[0].isalpha()):
        return True
    if _begins_company(found, i):
        return True
    if word in generic() or word in "(（":
        return False
    return len(word) == 1 and i + 1 < len(found) and len(found[i + 1].text) == 1 and found[i + 1].text not in "(（"


def _begins_company(found: list[Word], i: int) -> bool:
    """Whether a company's name that everyone knows begins at word `i`."""
    following = "".join(w.text for w in found[i : i + 4])
    return any(following[:length] in company_names() for length in range(2, 7))


def _trimmed(found: list[Word]) -> list[Word]:
    """Without the words of function that open the stretch (投资方…, 目前…)."""
    first = 0
    while first < len(found):
        word = found[first].text
        if first + 2 < len(found) and word + found[first + 1].text in stops() and len(word) == 1:
            first += 2
            continue
        function = words.tag(word) in _FUNCTION_TAGS and len(found) - first > 1 and (len(word) > 1 or word in _STRONG)
        if (
            word in heads() or word in "、的原" or (function and word not in _SYLLABLES and word not in brands())
        ) and not (first + 1 < len(found) and (word + found[first + 1].text).startswith(_names_with_stops())):
            first += 1
        else:
            break
    return found[first:]


def _at_place(found: list[Word]) -> list[Word]:
    """From the first place on, where only ordinary words stand before it (董事单位湖南…)."""
    for j, word in enumerate(found):
        if is_place(word.text) or word.text == "中国":
            return found[j:] if j and all(_ordinary(w.text) for w in found[:j]) else found
    return found


def _at_letters(found: list[Word]) -> list[Word]:
    """From the name in letters that ends the stem on, where an ordinary word stands before it (办公平台IWG集团)."""
    if len(found) > 1 and found[-1].text.isascii() and found[-1].text[:1].isalpha() and _ordinary(found[-2].text):
        return found[-1:]
    return found


def _ordinary(word: str) -> bool:
    return len(word) > 1 and words.frequency(word) > 20 and words.tag(word) in _COMMON_TAGS


def is_proper(stem_words: list[Word]) -> bool:
    """Whether the stem has something that makes it a name: a place, an unknown word, letters, a level (市电力公司)."""
    singles = named = 0
    for word in stem_words:
        text = word.text
        if text in generic():
            singles = named = 0
        elif len(text) == 1 and "\u4e00" <= text <= "\u9fff":
            singles += 1
            named += text not in soft_stops()
            if (singles > 1 and named) or (text in LEVELS and word is stem_words[0] and len(stem_words) > 1):
                return True
        elif (
            is_place(text)
            or (text[0].isascii() and text[0].isalpha())
            or (words.tag(text) in ("nz", "nt", "nr", "nrt", "ns", None) and not text.isdigit())
        ):
            return True
        else:
            singles = named = 0
    return False
