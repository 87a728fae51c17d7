"""Fragments that a mirror site put into the sentences of an article it copied.

Three manners: the site's own name from the title, put into the middle of words; two characters without meaning put
before commas and full stops; the items of a menu put into brackets. All are there to make the copy look new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zhextract.text.align import AlignedText, Edit, Mark
from zhextract.text.characters import follows, is_han, weight

# `(查成交价|参配|优惠政策)`: a menu in brackets, also over several lines.
_MENU = re.compile(r"[(（]\s{0,3}(?:[^()（）\n|，。]{1,8}\s{0,2}\|\s{0,3}){1,8}[^()（）\n|，。]{0,8}[)）]")
_PIECES = re.compile(r"[-_|—–:：·\s]+")
# Where a mirror repeats its name: the value of 作者 or 来源, the head of the neighbouring titles.
_NAMES = re.compile(r"(?:作者|来源|编辑|上一篇|下一篇)\s?[:：]\s?([^\s\-_|—，。:：]{2,12})")
_STOP = re.compile("[，。,.；;](?<=[\u4e00-\u9fa5]{3}.)")
# Of this weight or more a character is common enough to end a clause by itself.
_SCARCE = 12


def without_splices(aligned: AlignedText, title: str | None = None) -> AlignedText:
    """`aligned` with inserted fragments cut, a `spliced` mark where each one stood; `title` is the clean title."""
    for search in (_menus, lambda text: _names(text, title), _tails):
        cuts = list(search(aligned.text))
        if cuts:
            aligned = _cut(aligned, cuts)
    return aligned


def _cut(aligned: AlignedText, cuts: list[Edit]) -> AlignedText:
    places, shift = [], 0
    for cut in cuts:
        places.append(cut.start - shift)
        shift += cut.end - cut.start
    return aligned.apply(cuts).with_marks(Mark("spliced", at, at) for at in places)


def _menus(text: str) -> Iterator[Edit]:
    if "|" in text:
        for found in _MENU.finditer(text):
            yield Edit(found.start(), found.end(), "")


def _names(text: str, title: str | None) -> Iterator[Edit]:
    """A piece of the title, or a name from the header, that stands three times or more in and between words."""
    pieces = [p for p in _PIECES.split(title) if 2 <= len(p) <= 10] if title else []
    pieces += _NAMES.findall(text[:300]) + _NAMES.findall(text[-300:])
    cuts: list[Edit] = []
    for piece in dict.fromkeys(pieces):
        places = [m.start() for m in re.finditer(re.escape(piece), text)] if text.count(piece) >= 3 else []
        between = [(at, _breaks_word(text, at, at + len(piece))) for at in places]
        broken = [at for at, broken in between if broken]
        # A name that the article uses stands beside particles and marks at least as often as inside words.
        inside = [at for at in places if _inside(text, at, at + len(piece))]
        scattered = len(inside) == len(places) >= 4 and broken
        if scattered or (len(broken) >= 2 and len(inside) >= 3 and len(broken) * 3 >= len(inside)):
            cuts += [Edit(at, at + len(piece), "") for at in inside]
    cuts.sort()
    for i, cut in enumerate(cuts):
        if not i or cut.start >= cuts[i - 1].end:
            yield cut


def _inside(text: str, start: int, end: int) -> bool:
    return is_han(text[start - 1 : start] or " ") and is_han(text[end : end + 1] or " ")


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether what stands around the fragment makes a word, and neither side goes with the fragment's own ends."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left or not right or not follows(left, right):
        return False
    return not (follows(left, text[start]) and follows(text[end - 1], right))


def _tails(text: str) -> Iterator[Edit]:
    """Two characters without meaning before a comma or full stop, in a text where that comes again and again."""
    stops = [m.start() for m in _STOP.finditer(text)]
    odd = {at for at in stops if not follows(text[at - 2], text[at - 1]) and not follows(text[at - 3], text[at - 2])}
    if len(odd) < 5 or len(odd) * 4 < len(stops):
        return
    # The fragments come from a short list, so some return after other words.
    again = Counter(pair for pair, _ in {(text[at - 2 : at], text[at - 3]) for at in odd})
    if sum(n >= 2 for n in again.values()) < 2:
        return
    for at in stops:
        # In such a text a rare last character that goes with nothing is enough.
        if at in odd or (not follows(text[at - 2], text[at - 1]) and weight(text[at - 1]) < _SCARCE):
            yield Edit(at - 2, at, "")
