"""Fragments that a mirror site put into the sentences of an article it copied.

Four manners: the site's own name, or a part of the title or of the article itself, put into the middle of words,
perhaps in brackets; two characters without meaning put before commas and full stops; the items of a menu put into
brackets. All are there to make the copy look new. A fragment is cut where it recurs and breaks the sentence: where the
halves of a word stand on its two sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zhextract.text.align import AlignedText, Edit, Mark
from zhextract.text.characters import follows, is_han, weight
from zhextract.text.joint import gain

# `(查成交价|参配|优惠政策)`: a menu in brackets, also over several lines.
_MENU = re.compile(r"[(（]\s{0,3}(?:[^()（）\n|，。]{1,8}\s{0,2}\|\s{0,3}){1,8}[^()（）\n|，。]{0,8}[)）]")
_PIECES = re.compile(r"[-_|—–]|\s[-–]\s")
# Where a mirror repeats its name: the value of 作者 or 来源, the head of the neighbouring titles.
_NAMES = re.compile(r"(?:作者|来源|编辑|上一篇|下一篇)\s?[:：]\s?([^\s\-_|—，。:：]{2,12})")
_STOP = re.compile("[，。,.；;](?<=[\u4e00-\u9fa5]{3}.)")
# Of this weight or more a character is common enough to end a clause by itself.
_SCARCE = 12
# What a fragment gains by being cut: alone, in a text of which another was cut, and one of a name that recurs. Of
# 4,800 places where a clean article repeats words of its title, none gains 8 and three gain 4.
_ALONE, _ANOTHER, _BROKEN = 8.0, 4.0, 6.0
# Characters of a stretch by which a fragment is found, of the longest, and places looked at.
_GRAM, _LONGEST, _PLACES = 4, 40, 200
_TITLE, _ARTICLE = 120, 20_000
_STOPS = "，。；、0123456789"
_OPEN, _CLOSE = "(（[【 ", ")）]】 "


class _Place(NamedTuple):
    """A fragment and the brackets or spaces that it was put in with."""

    start: int
    end: int
    gain: float


def without_splices(aligned: AlignedText, title: str | None = None, *, mirrored: bool = False) -> AlignedText:
    """`aligned` with inserted fragments cut, a `spliced` mark where each one stood; `title` is the clean title.

    Stretches of the article itself are looked for only where something else was cut, or where the text is known to be
    `mirrored`.
    """
    for search in (_menus, lambda text: _names(text, title), _tails):
        cuts = list(search(aligned.text))
        if cuts:
            aligned = _cut(aligned, cuts)
    if title and (found := _repeated(aligned.text, title)):
        other = _is_spliced(aligned) or any(p.gain >= _ALONE for p in found)
        cuts = [Edit(p.start, p.end, "") for p in found if p.gain >= _ANOTHER] if other else []
        aligned = _cut(aligned, cuts) if cuts else aligned
    if (mirrored or _is_spliced(aligned)) and len(aligned.text) <= _ARTICLE:
        again = [Edit(p.start, p.end, "") for p in _again(aligned.text) if p.gain >= _ALONE]
        aligned = _cut(aligned, again) if again else aligned
    return aligned


def _is_spliced(aligned: AlignedText) -> bool:
    return any(mark.kind == "spliced" for mark in aligned.marks)


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
    """A piece of the title, or a name from the header, that stands in the middle of words again and again."""
    pieces = [p.strip() for p in _PIECES.split(title[:_TITLE])] if title else []
    pieces += _NAMES.findall(text[:300]) + _NAMES.findall(text[-300:])
    cuts: list[_Place] = []
    for piece in dict.fromkeys(pieces):
        if not 2 <= len(piece) <= 10 or text.count(piece) < 3:
            continue
        places = [_placed(text, m.start(), m.end()) for m in re.finditer(re.escape(piece), text)][: 10 * _PLACES]
        within = [p for p in places if _in_sentence(text, p)]
        broken = sum(p.gain >= _BROKEN for p in within)
        if broken >= 2 and broken * 5 >= len(within):
            cuts += within
    yield from _apart(cuts)


def _placed(text: str, start: int, end: int) -> _Place:
    """The fragment at `[start, end)` with the brackets or spaces around it."""
    low, high = start, end
    while low > 0 and high < len(text) and (kind := _OPEN.find(text[low - 1])) >= 0 and text[high] == _CLOSE[kind]:
        low, high = low - 1, high + 1
    return _Place(low, high, gain(text, low, high, (start, end)))


def _in_sentence(text: str, place: _Place) -> bool:
    """Whether Chinese characters stand on both sides, or on one, with a stop of the sentence on the other."""
    left, right = text[place.start - 1 : place.start] or "\n", text[place.end : place.end + 1] or "\n"
    if is_han(left):
        return is_han(right) or right in _STOPS
    return is_han(right) and left in _STOPS


def _apart(places: list[_Place]) -> Iterator[Edit]:
    """The places as edits, in order, none over another."""
    at = 0
    for place in sorted(places):
        if place.start >= at:
            yield Edit(place.start, place.end, "")
            at = place.end


def _repeated(text: str, title: str) -> list[_Place]:
    """Where words of the title stand in the text and break a word."""
    bare = title[:_TITLE]
    # The title again, in brackets at the head of the text.
    head = text.find("】", 0, len(bare) + 4) + 1 if text.startswith("【") else 0
    starts: set[int] = set()
    # Of a stretch of five characters or more one of every other four is enough.
    for i in range(0, len(bare) - _GRAM + 1, 2):
        if (gram := bare[i : i + _GRAM]) not in text:
            continue
        at = text.find(gram, head)
        while at >= 0 and len(starts) < _PLACES:
            starts.add(at)
            at = text.find(gram, at + 1)
    found, stop = [], 0
    for start in sorted(starts):
        if start < stop:
            continue
        stop = _as_far(text, start, bare)
        if start and text[start - 1 : stop] in bare:
            start -= 1
        if stop - start > _GRAM and text[start:stop].isalnum():
            found.append(_placed(text, start, stop))
    return [p for p in found if p.gain]


def _as_far(text: str, start: int, bare: str) -> int:
    """Where the longest stretch of `bare` ends that the text has from `start` on, by halves."""
    low, high = start + _GRAM, min(start + _LONGEST, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        if text[start:middle] in bare:
            low = middle
        else:
            high = middle - 1
    return low


def _again(text: str) -> list[_Place]:
    """Where a stretch of the article, six characters or more, stands a second time and breaks a word."""
    size = _GRAM + 2
    first: dict[str, int] = {}
    found, stop = [], 0
    for start in range(len(text) - size + 1):
        gram = text[start : start + size]
        before = first.setdefault(gram, start)
        if before + size > start or start < stop or not gram.isalnum():
            continue
        stop, other = start + size, before + size
        while stop - start < _LONGEST and stop < len(text) and text[stop] == text[other] and text[stop].isalnum():
            stop, other = stop + 1, other + 1
        # Either of the two may be the one put in.
        found += [_placed(text, start, stop), _placed(text, before, other)]
    return _ordered([p for p in found if p.gain])


def _ordered(places: list[_Place]) -> list[_Place]:
    """The places in order, of two that overlap the one that gains more."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda p: (-p.gain, p.start)):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return sorted(kept)


def _tails(text: str) -> Iterator[Edit]:
    """Two characters without meaning before a comma or full stop, in a text where that comes again and again."""
    stops = [m.start() for m in _STOP.finditer(text)]
    if len(stops) - len({text[at - 2 : at] for at in stops}) < 2:
        return  # the fragments come from a short list, so some return
    odd = {at for at in stops if not follows(text[at - 2], text[at - 1]) and not follows(text[at - 3], text[at - 2])}
    if len(odd) < 5 or len(odd) * 4 < len(stops):
        return
    # Some return after other words.
    again = Counter(pair for pair, _ in {(text[at - 2 : at], text[at - 3]) for at in odd})
    if sum(n >= 2 for n in again.values()) < 2:
        return
    for at in stops:
        # In such a text a rare last character that goes with nothing is enough.
        if at in odd or (not follows(text[at - 2], text[at - 1]) and weight(text[at - 1]) < _SCARCE):
            yield Edit(at - 2, at, "")
