"""Text whose GBK bytes were read one byte out of step.

Two ways lead there. A mirror site puts pinyin behind every character of a table, working on bytes; where the second
byte of one character and the first of the next happen to form a character of the table, the annotation lands between
the two bytes of a character:

    戈 B8 EA | 爾 A0 96      EA A0 is 隊, so the bytes become   B8 EA A0 ( d u ì ) 96 …
    read as   戈 ? d u ì )   and everything after it is one byte out of step, until a byte below 0x80 sets it right.

Or one byte was dropped. Both are undone by putting the byte back and reading on; the pairs of bytes between two
characters that no character has (the user-defined rows of GBK) were dropped by the reader and are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhextract.text.characters import (
    PARTICLES,
    PUNCTUATION,
    RARE,
    gbk,
    is_han,
    plausibility,
    scripts,
    supported,
    ungbk,
    weight,
)
from zhextract.text.pinyin import SYLLABLE, plain, readings, reads

# What is left of an annotation whose opening bracket was read as the second byte of a character that does not exist.
_REMAINS = re.compile(rf"[?\ufffd][(（]?({SYLLABLE})[)）]")
_ANNOTATION = re.compile(rf"\(({SYLLABLE})\)")
# Pinyin letters, Cyrillic, enclosed digits, box drawing, bopomofo, squared units: rows 2 to 9 of GB 2312.
_SYMBOL = re.compile("[\u0101-\u01dc\u0400-\u04ff\u2460-\u259f\u3105-\u3129\u3220-\u33d5\ue000-\ue765]")
# No stretch out of step runs longer: a digit or half-width mark would have ended it.
_LONGEST = 300
# An article is searched for the same words only so far.
_LONGEST_ARTICLE = 20_000
LOST = "\ufffd"


class Repair(NamedTuple):
    """`text[start:end]` was `replacement`, in which the stretches `damage` (offsets in it) cannot be known."""

    start: int
    end: int
    replacement: str
    damage: tuple[tuple[int, int], ...] = ()


def allowance(text: str) -> int:
    """How many characters of a text are looked into: more than an article has, few enough to stay linear."""
    return 20_000 + len(text) // 10


def repair_annotated(text: str) -> Iterator[Repair]:
    """The stretches out of step that begin at the remains of an annotation, set right or marked as damage."""
    if ")" not in text and "）" not in text:
        return
    at, around, left = 0, _Article(text), allowance(text)
    while found := _REMAINS.search(text, at):
        at = found.end()
        if not found.start():
            continue
        if left < 0:
            yield Repair(found.start(), at, found[0], ((0, len(found[0])),))
            continue
        tries = [t for c in _second_bytes(text[found.start() - 1], found[1]) if (t := _read_on(text, found.end(), c))]
        if not tries:
            if text[found.start() - 1] == LOST or "\ue000" <= text[found.start() - 1] <= "\uf8ff":
                yield Repair(found.start(), at, LOST, ((0, 1),))
            continue
        before = text[max(found.start() - 2, 0) : found.start()]
        best = max(tries, key=lambda t: (_vouched(text, t)[1], plausibility(before + t.text + text[t.end : t.end + 2])))
        old = text[found.end() : best.end]
        left -= 20 + (best.end - found.start()) * len(tries)
        better = plausibility(before + best.text + text[best.end : best.end + 2]) > plausibility(old) + 0.2
        if better or _vouched(text, best)[1]:
            yield _settled(text, found.start(), best, around)
        else:
            yield Repair(found.start(), best.end, text[found.start() : best.end], ((0, best.end - found.start()),))
        at = best.end


class _Reading(NamedTuple):
    """A stretch read in step: its text, where it ends in the garbled text, and whether all its bytes were there."""

    text: str
    end: int
    complete: bool


def _second_bytes(character: str, syllable: str) -> list[int]:
    """The second byte of each character with that reading whose first byte is the last of `character`.

    Traditional characters first: they are what such tables annotate.
    """
    last = gbk(character)[-1:]
    heard = [k for k in readings().get(plain(syllable), "") if gbk(k)[:1] == last]
    traditional = [k for k in heard if ord(k) in scripts()[0]]
    return [gbk(k)[1] for k in traditional or heard if last >= b"\x80"]


def _read_on(text: str, at: int, pending: int) -> _Reading | None:
    """`text` from `at` on, read with the byte `pending` before it, until both readings are in step again."""
    out: list[str] = []
    complete = False
    limit = min(at + _LONGEST, len(text))
    while at < limit:
        raw = gbk(text[at])
        if len(raw) == 2:
            complete |= "\ue000" <= text[at] <= "\uf8ff"
            out.append(ungbk((pending, raw[0])))
            pending = raw[1]
        elif text[at] in "?\ufffd":
            # Either the stretch ends here, or `?` is a byte 0x80 that no character begins with, and one more.
            half = ungbk((pending, 0x80))
            if half == LOST or _REMAINS.match(text, at) or _goes_on(text, at + 1):
                return _last_of(text, at, pending, out, complete)
            following = gbk(text[at + 1 : at + 2] or " ")
            if len(following) != 2:
                end = at + 1
                while text[end : end + 1] in ("?", LOST):
                    end += 1
                return _Reading("".join(out) + half + LOST, end, complete)
            out += half, LOST
            pending = following[1]
            at += 1
        elif raw and raw[0] >= 0x40:
            return _Reading("".join(out) + ungbk((pending, raw[0])), at + 1, complete)
        elif annotation := _ANNOTATION.match(text, at):
            # Put behind what looked like a character when the table was applied; it is out of step as well.
            at = annotation.end() - 1
        else:
            break
        at += 1
    return None


def _goes_on(text: str, at: int) -> bool:
    """Whether the text reads well from `at` on, so that a stretch out of step ended before it."""
    return text[at : at + 1] not in ("?", LOST) and plausibility(text[at : at + 3]) > -0.3


def _last_of(text: str, at: int, pending: int, out: list[str], complete: bool) -> _Reading:
    """The end of a stretch at a `?`: the last character lost its second byte, and what followed it was eaten."""
    remains = _REMAINS.match(text, at)
    if remains:
        heard = [k for k in readings().get(plain(remains[1]), "") if gbk(k)[:1] == bytes((pending,))]
        heard = [k for k in heard if ord(k) in scripts()[0]] or heard
        if heard:
            after = text[remains.end() : remains.end() + 1]
            best = max(heard, key=lambda k: plausibility("".join(out[-1:]) + k + after))
            return _Reading("".join(out) + best, remains.end(), complete)
        # Its first byte went with a pair that was dropped.
        return _Reading("".join(out) + LOST, remains.end(), complete)
    return _Reading("".join(out) + LOST, at + 1, complete)


class _Article:
    """What a text has elsewhere: evidence for a stretch of it that was garbled. Answers are kept, to be asked again."""

    def __init__(self, text: str) -> None:
        self._text = text[:_LONGEST_ARTICLE]
        self._pairs: dict[str, bool] = {}
        self._fused: dict[tuple[str, bytes], str | None] = {}

    def has(self, pair: str) -> bool:
        """Whether two Chinese characters stand together in the text."""
        if pair not in self._pairs:
            self._pairs[pair] = is_han(pair[0]) and is_han(pair[1]) and pair in self._text
        return self._pairs[pair]

    def recurring(self, before: str, fused: str) -> str | None:
        """The two characters that `fused` was left of, when the text has them elsewhere after the same character.

        Between the first byte of the one and the last of the other a pair without a character was dropped. Only a
        single pair that fits both bytes and the gap is taken.
        """
        head, raw = before[-1:], gbk(fused)
        if len(raw) < 2 or not is_han(head or " "):
            return None
        if (head, raw) not in self._fused:
            fitting = {pair for pair in self._after(head) if _fits(pair, raw)}
            self._fused[head, raw] = fitting.pop() if len(fitting) == 1 else None
        return self._fused[head, raw]

    def _after(self, head: str) -> Iterator[str]:
        """The two characters behind `head`, at its first two hundred places."""
        at = -1
        for _ in range(200):
            at = self._text.find(head, at + 1)
            if at < 0:
                return
            yield self._text[at + 1 : at + 3]


def _fits(pair: str, raw: bytes) -> bool:
    """Whether of the four bytes of `pair` the outer two are `raw` and the inner two were dropped by the reader."""
    both = b"".join(map(gbk, pair))
    return len(pair) == 2 and len(both) == 4 and both[::3] == raw and ungbk(both[1:3]) == LOST


def _vouched(text: str, reading: _Reading) -> tuple[str, bool]:
    """The reading's text, and whether an annotation behind it vouches for its last character.

    Where the last character is two that were fused, the annotation tells the second by its sound and last byte.
    """
    annotation = _ANNOTATION.match(text, reading.end)
    last = gbk(reading.text[-1:] or " ")
    if not annotation or len(last) != 2:
        return reading.text, False
    if reads(reading.text[-1], annotation[1]):
        return reading.text, True
    heard = [k for k in readings().get(plain(annotation[1]), "") if ord(k) in scripts()[0] and gbk(k)[1:] == last[1:]]
    heard.sort(key=lambda k: -weight(scripts()[0][ord(k)]))
    common = [weight(scripts()[0][ord(k)]) for k in heard[:2]]
    if len(heard) == 1 or (heard and common[0] >= common[1] + 6):
        return reading.text[:-1] + LOST + heard[0], True
    return reading.text, False


def _settled(text: str, start: int, reading: _Reading, around: _Article) -> Repair:
    """The reading as a repair: where bytes may have been dropped, what nothing supports is marked as lost."""
    before, after = text[max(start - 2, 0) : start], text[reading.end : reading.end + 2]
    new, vouched = _vouched(text, reading)
    if reading.complete:
        known = [c != LOST for c in new]
    else:
        whole = before + new + after
        known = supported(whole, {i for i in range(len(whole) - 1) if around.has(whole[i : i + 2])})
        known = [k and c != LOST for k, c in zip(known[len(before) :], new, strict=False)]
        if vouched:
            known[-1] = True
    pieces: list[str] = []
    damage: list[tuple[int, int]] = []
    length = 0
    for i, character in enumerate(new):
        piece = character
        beside = i > 0 and pieces[-1] != LOST and (i + 1 == len(new) or known[i + 1])
        if not known[i] and not (character in PARTICLES and beside):
            piece = around.recurring(before + "".join(pieces[-2:]), character) or LOST
        if piece == LOST:
            joined = bool(damage) and damage[-1][1] == length
            damage[-1 if joined else len(damage) :] = [(damage[-1][0] if joined else length, length + 1)]
        pieces.append(piece)
        length += len(piece)
    return Repair(start, reading.end, "".join(pieces), tuple(damage))


@cache
def _odd_runs() -> re.Pattern[str]:
    """Four rare characters or odd symbols close together, as text out of step has them and prose has not."""
    rows = [bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    every = [c for c in rows if len(c) == 1 and c not in PUNCTUATION]
    script = scripts()[0]
    rare = [c for c in every if is_han(c) and weight(script.get(ord(c), c)) < RARE]
    rare += [c for c in every if _SYMBOL.match(c)]
    known = "".join(sorted({c for c in every if is_han(c)} - set(rare)))
    odd = "".join(map(re.escape, rare))
    # Or what a stretch out of step leaves where it ends: a mark, or a rare character that took a letter of a word.
    took = "".join(c for c in rare if chr(gbk(c)[-1]).isalpha() and gbk(c)[-1] < 0x80)
    return re.compile(f"[{odd}](?:[{known}]{{0,2}}[{odd}]){{3,600}}|[?\ufffd](?<=[{known}{odd}].)|[{took}](?=[A-Za-z])")


def repair_dropped(text: str) -> Iterator[Repair]:
    """Stretches out of step because one byte was dropped, set right; other runs of rare characters marked as damage."""
    at, left = 0, allowance(text)
    while found := _odd_runs().search(text, at):
        start, end = found.span()
        if left < 0:
            at = end
            if len(found[0]) > 1:
                yield Repair(start, end, found[0], ((0, end - start),))
            continue
        if found[0] in ("?", LOST):
            end = start
        while start > at and found.start() - start < _LONGEST and len(gbk(text[start - 1])) == 2:
            start -= 1
        while end < len(text) and end - found.end() < _LONGEST and len(gbk(text[end])) == 2:
            end += 1
        at = max(end, found.end())
        if end - start < 4:
            continue
        left -= end - start
        if repair := _back_in_step(text, start, end):
            yield repair
            at = max(at, repair.end)
        elif len(found[0]) > 1:
            low, high = _odd_part(text, start, end)
            if plausibility(text[low:high]) < -0.4 and high - low >= 5:
                yield Repair(low, high, text[low:high], ((0, high - low),))


def _back_in_step(text: str, start: int, end: int) -> Repair | None:
    """The run with one byte taken for lost, where reading on from there gives clearly better Chinese.

    It ends where the run does, or at a character that took an ASCII letter for its second byte.
    """
    run = text[start:end]
    raws = [gbk(c) for c in run]
    ends = [i + 1 for i, raw in enumerate(raws) if raw[1] < 0x80][-3:]
    for stop in dict.fromkeys([*ends, len(run)]):
        if repair := _shifted(text, start, run[:stop], b"".join(raws[:stop])):
            return repair
    return None


def _shifted(text: str, start: int, run: str, raw: bytes) -> Repair | None:
    shifted = "".join(ungbk(raw[i : i + 2]) for i in range(1, len(raw) - 1, 2))
    old, new = _scores(run), _scores(shifted)
    gain = best = 0
    cut = len(run)
    # From which character on the shifted reading is the better one: walk back over the difference of the two.
    for i in range(len(shifted) - 1, -1, -1):
        gain += new[i] - old[i]
        if gain >= best:
            best, cut = gain, i
    length = len(shifted) - cut
    # Clearly better: most characters supported where at most a third were.
    better = sum(is_han(c) and s == 2 for c, s in zip(shifted[cut:], new[cut:], strict=True))
    if better < 3 or sum(new[cut:]) < length or sum(old[cut : cut + length]) > 0:
        return None
    while cut and old[cut - 1] < 0 and run[cut - 1] not in PUNCTUATION:
        cut -= 1
    last = chr(raw[-1]) if raw[-1] < 0x80 else LOST
    end = start + len(run)
    eaten = last == LOST and text[end : end + 1] in ("?", LOST)
    replacement = LOST + shifted[len(shifted) - length :] + last
    damage = tuple((i, i + 1) for i, c in enumerate(replacement) if c == LOST)
    return Repair(start + cut, end + eaten, replacement, damage)


def _scores(text: str) -> list[int]:
    """2 for each character that something supports, -3 for the rare ones, -1 for others."""
    script = scripts()[0]
    return [
        2 if known else -3 if character == LOST or weight(script.get(ord(character), character)) < RARE else -1
        for character, known in zip(text, supported(text), strict=True)
    ]


def _odd_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the run with the lowest sum of scores: what is to be marked, and no more."""
    total = low = best = 0
    part = (start, start)
    for i, score in enumerate(_scores(text[start:end])):
        total += score
        if total > 0:
            total, low = 0, i + 1
        if total < best:
            best, part = total, (start + low, start + i + 1)
    return part
