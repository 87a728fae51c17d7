"""Sites dealt out to the projects of the sentence before: 前者落户X，后者选址Y; 前两个项目落户X，后一个选址Y."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhextract.names.mention import Mention
from zhextract.records.values import CharSpan

_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_SHARE = re.compile("(?P<side>前|后)(?:者|(?P<number>[一两二三四])[个项条座](?:项目)?)")


def dealt_sites(
    text: str, sentence: CharSpan, named: Sequence[CharSpan], sites: Sequence[Mention]
) -> dict[int, Mention]:
    """The site of each project, by where it is named, that a sentence of several of them gives.

    `named` are the projects of the sentence before, in order, and `sites` what this one tells.
    """
    shares = list(_SHARE.finditer(text, *sentence))
    if len(named) < 2 or not shares:
        return {}
    found: dict[int, Mention] = {}
    for share, following in zip(shares, [*shares[1:], None], strict=True):
        stop = following.start() if following else sentence.end
        told = [s for s in sites if share.end() <= s.start and s.end <= stop]
        number = _NUMBERS[share["number"]] if share["number"] else 1
        if len(told) != 1 or number >= len(named) or (not share["number"] and len(named) != 2):
            continue
        for span in named[:number] if share["side"] == "前" else named[-number:]:
            found.setdefault(span.start, told[0])
    return found
