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
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from zhextract.text.characters import gbk, is_han, plausibility, scripts, supported, ungbk
from zhextract.text.lostbytes import LOST, Options, chosen, fits, halved, outer, second
from zhextract.text.pinyin import SYLLABLE, plain, readings, reads

# What is left of an annotation whose opening bracket was read as the second byte of a character that does not exist.
_REMAINS = re.compile(rf"[?\ufffd][(（]?({SYLLABLE})[)）]")
_ANNOTATION = re.compile(rf"\(({SYLLABLE})\)")
# No stretch out of step runs longer: a digit or half-width mark would have ended it.
LONGEST = 300
# An article is searched for the same words only so far.
_LONGEST_ARTICLE = 20_000
# Of so many unknown characters together none is told by the others.
_LONGEST_LOOKUP = 6
_BRACKETED = re.compile(rf"[?\ufffd(]{SYLLABLE}\)")
_GONE = re.compile("\ufffd+")


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
    at, around, left = 0, _Article(text), allowance(text) // 4
    while found := _REMAINS.search(text, at):
        at = found.end()
        if not found.start():
            continue
        if left < 0:
            yield Repair(found.start(), at, found[0], ((0, len(found[0])),))
            continue
        seconds = _second_bytes(text[found.start() - 1], found[1])
        read = (_read_on(text, found.end(), c, over=over) for c in seconds for over in (False, True))
        tries = list(dict.fromkeys(reading for reading in read if reading))
        if not tries:
            if text[found.start() - 1] == LOST or "\ue000" <= text[found.start() - 1] <= "\uf8ff":
                yield Repair(found.start(), at, LOST, ((0, 1),))
            continue
        before = _bare(text[max(found.start() - 24, 0) : found.start()])[-3:]
        left -= 20 + sum(t.end - found.start() for t in tries)
        settled = [(_settled(text, found.start(), t, around), t) for t in tries]
        # A reading that has less to be marked goes first: the wrong second byte leaves nothing that fits.
        best, reading = max(settled, key=lambda pair: _merit(text, before, *pair))
        old = text[found.end() : best.end]
        whole = best.replacement.rstrip(LOST)
        better = bool(whole) and LOST not in whole and not any(map(is_han, old))
        better = better or plausibility(before + whole + text[best.end : best.end + 2]) > plausibility(old) + 0.2
        if better or _vouching(reading):
            yield best
        else:
            yield Repair(found.start(), best.end, text[found.start() : best.end], ((0, best.end - found.start()),))
        at = best.end


class _Reading(NamedTuple):
    """A stretch read in step: the bytes of each character, where it ends in the garbled text, and how.

    Two bytes are a character or the outer bytes of two; one byte is the first of a character whose second was lost, or
    one of ASCII; the second of a character whose first was lost has a zero before it. `complete`: no pair was dropped.
    `syllable`: how the last character sounds, where its annotation tells. `eaten`: a character below 0x40 went with
    the last lost byte.
    """

    raws: tuple[bytes, ...]
    end: int
    complete: bool
    syllable: str = ""
    eaten: bool = False

    @property
    def text(self) -> str:
        return "".join(chr(raw[0]) if raw[0] and raw < b"\x80" else ungbk(raw) for raw in self.raws)


def _merit(text: str, before: str, repair: Repair, reading: _Reading) -> tuple[bool, float, int]:
    """How good a reading is: the better Chinese with less lost, and of two as good the longer."""
    new = before + repair.replacement + text[repair.end : repair.end + 2]
    lost = sum(end - start for start, end in repair.damage) - reading.eaten
    return _vouching(reading), round(plausibility(new) - lost / len(reading.raws), 1), len(reading.raws)


def _second_bytes(character: str, syllable: str) -> tuple[int, ...]:
    """The second byte of each character with that reading whose first byte is the last of `character`.

    It begins another character, so it is above 0x80. Traditional characters first: they are what such tables annotate.
    """
    return _begun(gbk(character)[-1:], syllable)


@lru_cache(maxsize=4096)
def _begun(first: bytes, syllable: str) -> tuple[int, ...]:
    if first < b"\x80":
        return ()
    heard = [k for k in readings().get(plain(syllable), "") if gbk(k)[:1] == first and gbk(k)[1] > 0x80]
    traditional = [k for k in heard if ord(k) in scripts()[0]]
    return tuple(gbk(k)[1] for k in traditional or heard)


def _read_on(text: str, at: int, pending: int, *, over: bool) -> _Reading | None:
    """`text` from `at` on, read with the byte `pending` before it, until both readings are in step again.

    `over`: a `?` is taken for a byte 0x80, which ends no stretch, wherever it can be.
    """
    out: list[bytes] = []
    complete = False
    limit = min(at + LONGEST, len(text))
    while at < limit:
        raw = gbk(text[at])
        if len(raw) == 2:
            complete |= "\ue000" <= text[at] <= "\uf8ff"
            out.append(bytes((pending, raw[0])))
            pending = raw[1]
            if pending < 0x80:
                return _Reading((*out, raw[1:]), at + 1, complete)
        elif text[at] in "?\ufffd":
            # Either the stretch ends here, or `?` is a byte 0x80 that no character begins with, and one more.
            following = gbk(text[at + 1 : at + 2] or " ")
            if not over or _REMAINS.match(text, at) or not fits(ungbk((pending, 0x80))) or len(following) != 2:
                return _last_of(text, at, pending, out, complete)
            out += bytes((pending, 0x80)), bytes((0, following[0]))
            pending = following[1]
            at += 1
        elif raw and raw[0] >= 0x40:
            end = at + 1
            annotation = _ANNOTATION.match(text, end)
            return _Reading((*out, bytes((pending, raw[0]))), end, complete, annotation[1] if annotation else "")
        elif annotation := _ANNOTATION.match(text, at):
            # Put behind what looked like a character when the table was applied; it is out of step as well.
            at = annotation.end() - 1
        else:
            break
        at += 1
    return None


def _last_of(text: str, at: int, pending: int, out: list[bytes], complete: bool) -> _Reading:
    """The end of a stretch at a `?`: the last character lost its second byte, and what followed it was eaten.

    Where that was the bracket of the character's own annotation, its sound is known, and nothing more is lost.
    """
    raws = (*out, bytes((pending,)))
    if remains := _REMAINS.match(text, at):
        return _Reading(raws, remains.end(), complete, remains[1])
    return _Reading(raws, at + 1, complete, eaten=True)


class _Article:
    """What a text has elsewhere: the pairs of characters that stand together in it.

    `left`: how many more stretches of it may be looked up word by word.
    """

    def __init__(self, text: str) -> None:
        self._text = text[:_LONGEST_ARTICLE]
        self.left = 40 + len(text) // 5000

    @cached_property
    def pairs(self) -> frozenset[str]:
        plain_text = _bare(self._text)
        return frozenset(a + b for a, b in pairwise(plain_text) if is_han(a) and is_han(b))


def _vouching(reading: _Reading) -> bool:
    """Whether the annotation behind the stretch fits its last character, or the second of two fused in it."""
    raw = reading.raws[-1]
    return bool(reading.syllable) and len(raw) == 2 and (reads(ungbk(raw), reading.syllable) or _fused(reading))


def _fused(reading: _Reading) -> bool:
    return not reading.complete and bool(outer(reading.raws[-1], reading.syllable).two)


def _settled(text: str, start: int, reading: _Reading, around: _Article) -> Repair:
    """The reading as a repair; where bytes were lost, what more than one reading fits is marked as lost."""
    before, after = _bare(text[max(start - 24, 0) : start])[-4:], _bare(text[reading.end : reading.end + 24])[:4]
    new, raws = reading.text, reading.raws
    whole = before + new + after
    known = supported(whole, {i for i, pair in enumerate(pairwise(whole)) if "".join(pair) in around.pairs})
    known = [k and (fits(c) or not is_han(c)) and c != LOST for k, c in zip(known[len(before) :], new, strict=False)]
    if reading.complete:
        known = [c != LOST for c in new]
    elif _vouching(reading):
        known[-1] = reads(new[-1], reading.syllable)
    pieces: list[str] = []
    at = 0
    while at < len(raws):
        end = at
        while end < len(raws) and not known[end]:
            end += 1
        if end > at and around.left > 0 and end - at <= _LONGEST_LOOKUP:
            around.left -= 1
            options = [_options(raws[i], reading if i + 1 == len(raws) else None) for i in range(at, end)]
            right = new[end:] + ("\n" if reading.eaten else after)
            heard = end == len(raws) and bool(reading.syllable)
            pieces.append(chosen(before + "".join(pieces), options, right, around.pairs, heard=heard))
        elif end > at:
            pieces.append(LOST)
        if end < len(raws):
            pieces.append(new[end])
        at = end + 1
    if reading.eaten:
        pieces.append(_closing(text, start, reading.end))
    replacement, end = "".join(pieces), reading.end
    if replacement.endswith(LOST) and (annotation := _ANNOTATION.match(text, end)):
        end = annotation.end()
    return Repair(start, end, replacement, tuple(m.span() for m in _GONE.finditer(replacement)))


def _bare(text: str) -> str:
    """Without annotations, so that the characters stand together."""
    return _ANNOTATION.sub("", text)


def _options(raw: bytes, last: _Reading | None) -> Options:
    """What a character of which `raw` is left can have been; `last` is the reading where it ends it."""
    syllable = last.syllable if last else ""
    if not raw[0]:
        return second(raw[1])
    if len(raw) == 1:
        return halved(raw[0], syllable)
    return Options(ungbk(raw)) if last and last.complete else outer(raw, syllable)


def _closing(text: str, start: int, end: int) -> str:
    """The character that went with the last byte of a stretch: `)` where a bracket of the line needs one, else lost."""
    line = _BRACKETED.sub("", text[max(text.rfind("\n", max(0, start - 80), start), start - 80, 0) : start])
    stop = text.find("\n", end, end + 80)
    rest = _BRACKETED.sub("", text[end : stop if stop >= 0 else end + 80])
    closes, opens = rest.find(")"), rest.find("(")
    if line.rfind("(") > line.rfind(")") and (closes < 0 or 0 <= opens < closes):
        return ")"
    return LOST
