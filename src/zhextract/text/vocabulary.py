"""Which words there are and how common each is: jieba's dictionary with the package's own lists.

The dictionary is of 2012: of 光伏 or 制氢 it knows next to nothing. The lists of the lexicon and the names of the
listed companies stand beside it, each word with the count of a word that news uses now and then.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.loader import resource
from zhextract.text.characters import following, preceding
from zhextract.text.dictionary import frequency

LONGEST = 4
#: The number of words in the counts.
WORDS = 6e7
_LISTS = (
    "projects", "triggers", "modality", "units", "counts", "places", "furniture", "organizations",
    "known_organizations", "trade_names",
)  # fmt: skip
_LISTED = re.compile(f"(?<![\u4e00-\u9fa5])[\u4e00-\u9fa5]{{2,{LONGEST}}}(?![\u4e00-\u9fa5])")
#: The count of a word of the newer ones, of any other, of a company's name.
_NEWER, _OTHER, _COMPANY = 1500, 300, 10


def share(word: str) -> float:
    """Of how many words this is one; 0 where nobody knows it."""
    return max(_own().get(word, 0), frequency(word)) / WORDS


@cache
def followers(character: str) -> frozenset[str]:
    """The characters that follow a simplified one inside words."""
    return frozenset(following(character)) | _pairs()[0].get(character, frozenset())


@cache
def preceders(character: str) -> frozenset[str]:
    """The characters that precede a simplified one inside words."""
    return frozenset(preceding(character)) | _pairs()[1].get(character, frozenset())


@cache
def _own() -> dict[str, int]:
    words = {c.short: _COMPANY for c in listed_companies() if 2 <= len(c.short) <= LONGEST}
    for name in _LISTS:
        words |= dict.fromkeys(_LISTED.findall(resource(f"{name}.toml")), _OTHER)
    return words | dict.fromkeys(_LISTED.findall(resource("newer_words.toml")), _NEWER)


@cache
def _pairs() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for word in _own():
        for first, second in pairwise(word):
            after.setdefault(first, set()).add(second)
            before.setdefault(second, set()).add(first)
    return after, before
