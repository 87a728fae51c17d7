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
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from zhextract.text.characters import gbk, is_han, is_rare, plausibility, scripts, supported, ungbk
from zhextract.text.eaten import eaten, marks, unopened
from zhextract.text.elsewhere import Article
from zhextract.text.lattice import told
from zhextract.text.lostbytes import LOST, Options, fits, halved, outer, second
from zhextract.text.pinyin import SYLLABLE, plain, readings, reads

# What is left of an annotation whose opening bracket was read as the second byte of a character that does not exist.
_REMAINS = re.compile(rf"[?\ufffd][(（]?({SYLLABLE})[)）]")
# Remains close together, as a text has them that is nothing else.
_BLOCKS = re.compile(rf"{_REMAINS.pattern}(?:[^?\ufffd]{{0,20}}{_REMAINS.pattern})*".replace(f"({SYLLABLE})", SYLLABLE))
_STOP = re.compile("(?<=[\u4e00-\u9fa5])\\?(?=[\uff01-\uff5e])")
_ANNOTATION = re.compile(rf"\(({SYLLABLE})\)")
# No stretch out of step runs longer: a digit or half-width mark would have ended it.
LONGEST = 300
# An article is searched for the same words only so far.
LONGEST_ARTICLE = 20_000
# What a character counts for a reading that nothing supports, or that is rare; one that something supports counts 1.
_UNKNOWN, _ODD = -0.5, -1.5
# What one stretch costs beside its characters.
_EACH = 50
# So much of the text before a stretch is looked at: the sentence.
_NEAR = 300
# Two readings are as likely as each other where the one is at most so many times as likely (natural logarithm).
_AS_LIKELY = 4.0


class Repair(NamedTuple):
    """`text[start:end]` was `replacement`, in which the stretches `damage` (offsets in it) cannot be known."""

    start: int
    end: int
    replacement: str
    damage: tuple[tuple[int, int], ...] = ()


def as_damage(text: str, start: int, end: int) -> Repair:
    """The stretch as it stands, all of it damage."""
    return Repair(start, end, text[start:end], ((0, end - start),))


def lost(text: str) -> tuple[tuple[int, int], ...]:
    """The characters that are lost, each as a stretch."""
    return tuple((i, i + 1) for i, c in enumerate(text) if c == LOST)


def allowance(text: str) -> int:
    """How many characters of a text are looked into: more than an article has, few enough to stay linear."""
    return 20_000 + len(text) // 10


def repair_annotated(text: str) -> Iterator[Repair]:
    """The stretches out of step that begin at the remains of an annotation, set right or marked as damage."""
    if ")" not in text and "）" not in text:
        return
    at, article, left = 0, None, allowance(text) // 3
    while found := _REMAINS.search(text, at):
        start, done, at = found.start(), at, found.end()
        if not start:
            continue
        if left < 0:
            yield from (as_damage(text, *block.span()) for block in _BLOCKS.finditer(text, start))
            return
        readings_ = _readings(text, found)
        left -= _EACH + sum(r.end - start for r in readings_)
        if not readings_:
            if start == done or text[start - 1] == LOST or "\ue000" <= text[start - 1] <= "\uf8ff":
                yield Repair(start, at, LOST, ((0, 1),))
            continue
        article = article or _article(text)
        best, reading = _best(text, start, readings_, article)
        if not _vouching(reading) and not _better(text, best, at):
            best = as_damage(text, start, best.end)
        yield best
        at = best.end


def repair_stops(text: str) -> Iterator[Repair]:
    """The stretches out of step that begin within a full stop, set right: its first byte was shown as a `?` of its own.

    Its second byte, A3, makes a full-width letter or mark with the next one.
    """
    if "?" not in text:
        return
    article, left = None, allowance(text) // 6
    done = 0
    for found in _STOP.finditer(text):
        if left < 0:
            return
        if found.start() < done:
            continue
        reading = _read_on(text, found.end(), 0xA1, "")
        left -= _EACH + (reading.end - found.start() if reading else 0)
        if reading is None or len(reading.raws) < 2:
            continue
        article = article or _article(text)
        repair, _ = _settled(text, found.start(), reading, article)
        if repair.replacement.startswith("。") and _better(text, repair, found.end()):
            yield repair
            done = repair.end


def _better(text: str, repair: Repair, at: int) -> bool:
    """Whether the repair is clearly better Chinese than what stood there from `at` on."""
    old, whole = text[at : repair.end], repair.replacement.rstrip(LOST)
    if whole and LOST not in whole and not any(map(is_han, old)):
        return True
    before = _bare(text[max(repair.start - 24, 0) : repair.start])[-3:]
    return plausibility(before + whole + text[repair.end : repair.end + 2]) > plausibility(old) + 0.2


def _readings(text: str, found: re.Match[str]) -> list[_Reading]:
    """The ways to read on from the remains of an annotation."""
    seconds = _second_bytes(text[found.start() - 1], found[1])
    ways = ("", "?", LOST) if LOST in text[found.end() : found.end() + LONGEST] else ("", "?")
    read = (_read_on(text, found.end(), c, over) for c in seconds for over in ways)
    return list(dict.fromkeys(reading for reading in read if reading))


def _best(text: str, start: int, readings_: list[_Reading], article: Article) -> tuple[Repair, _Reading]:
    """The best reading as a repair; what another one that is about as likely has otherwise is lost."""
    settled = [(*_settled(text, start, reading, article), reading) for reading in readings_]
    ends: dict[int, tuple[Repair, float, _Reading]] = {}
    for repair, likely, reading in sorted(settled, key=lambda x: -x[1]):
        if reading.end not in ends:
            ends[reading.end] = repair, likely, reading
        elif likely > ends[reading.end][1] - _AS_LIKELY:
            best, most, first = ends[reading.end]
            ends[reading.end] = _agreed(best, repair), most, first
    if len(ends) > 1:
        before, last = _bare(text[max(start - 24, 0) : start])[-3:], max(ends)
        after = _bare(text[last : last + 24])[:2]
        return max(
            ((best, reading) for best, _, reading in ends.values()),
            key=lambda x: _merit(before, x[0], _bare(text[x[0].end : last]) + after, x[1]),
        )
    ((best, _, reading),) = ends.values()
    return best, reading


def _agreed(best: Repair, other: Repair) -> Repair:
    """The repair with everything lost that the other one has not."""
    new, old = best.replacement, other.replacement
    if len(new) != len(old) or best.end != other.end:
        return best._replace(damage=((0, len(new)),))
    new = "".join(a if a == b else LOST for a, b in zip(new, old, strict=True))
    return best._replace(replacement=new, damage=_marked(new, {i for d in best.damage for i in range(*d)}))


class _Reading(NamedTuple):
    """A stretch read in step: the bytes of each character, where it ends in the garbled text, and how.

    Two bytes are a character or the outer bytes of two; one byte is the first of a character whose second was lost, or
    one of ASCII; the second of a character whose first was lost has a zero before it. `complete`: no pair was dropped.
    `syllable`: how the last character sounds, where its annotation tells. `eaten`: a character below 0x40 went with
    the last lost byte. `struck`: the characters whose first byte went into an annotated pair.
    """

    raws: tuple[bytes, ...]
    struck: tuple[int, ...]
    end: int
    complete: bool
    syllable: str = ""
    eaten: bool = False

    @property
    def text(self) -> str:
        return "".join(chr(raw[0]) if raw[0] and raw < b"\x80" else ungbk(raw) for raw in self.raws)


def _merit(before: str, repair: Repair, after: str, reading: _Reading) -> tuple[bool, float, int]:
    """How good a reading is: the better Chinese with less lost, up to where the longest one ends."""
    text = before + repair.replacement + after
    worth = 0.0
    for character, known in zip(text, supported(text), strict=True):
        if not character.isascii():
            worth += 1 if known else _ODD if is_rare(character) else _UNKNOWN
    return _vouching(reading), worth, len(reading.raws)


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


def _read_on(text: str, at: int, pending: int, over: str) -> _Reading | None:
    """`text` from `at` on, read with the byte `pending` before it, until both readings are in step again.

    `over` is what ends no stretch: a `?`, taken for a byte 0x80 wherever it can be (an annotation behind it says that
    the stretch did end there), or U+FFFD, taken for a pair of bytes that the reader did not drop silently.
    """
    out: list[bytes] = []
    struck = [0]
    complete = passed = shown = False
    limit = min(at + LONGEST, len(text))
    while at < limit:
        raw = gbk(text[at])
        if len(raw) == 2:
            complete |= "\ue000" <= text[at] <= "\uf8ff"
            out.append(bytes((pending, raw[0])))
            pending = raw[1]
            if pending < 0x80:
                return _Reading((*out, raw[1:]), tuple(struck), at + 1, complete and not shown)
        elif text[at] == over == LOST:
            shown = True
        elif text[at] in "?\ufffd":
            # Either the stretch ends here, or `?` is a byte 0x80 that no character begins with, and one more.
            following = gbk(text[at + 1 : at + 2] or " ")
            if over != "?" or _REMAINS.match(text, at) or not fits(ungbk((pending, 0x80))) or following < b"@":
                return _last_of(text, at, (*out, bytes((pending,))), tuple(struck), complete and not shown)
            out += bytes((pending, 0x80)), bytes((0, following[0]))
            if len(following) == 1:
                return _Reading(tuple(out), tuple(struck), at + 2, complete and not shown)
            pending, passed = following[1], True
            at += 1
        elif raw and raw[0] >= 0x40:
            end = at + 1
            annotation = _ANNOTATION.match(text, end)
            raws = (*out, bytes((pending, raw[0])))
            return _Reading(raws, tuple(struck), end, complete and not shown, annotation[1] if annotation else "")
        elif annotation := _ANNOTATION.match(text, at):
            # Put behind what looked like a character when the table was applied; it is out of step as well.
            if passed:
                return None
            at = annotation.end() - 1
            struck.append(len(out))
        else:
            break
        at += 1
    return None


def _last_of(text: str, at: int, raws: tuple[bytes, ...], struck: tuple[int, ...], complete: bool) -> _Reading:
    """The end of a stretch at a `?`: the last character lost its second byte, and what followed it was eaten.

    Where that was the bracket of the character's own annotation, its sound is known, and nothing more is lost.
    """
    if remains := _REMAINS.match(text, at):
        return _Reading(raws, struck, remains.end(), complete, remains[1])
    return _Reading(raws, struck, at + 1, complete, eaten=True)


def is_annotated(text: str, least: int) -> bool:
    """Whether at least so many characters of the text have pinyin behind them."""
    return sum(1 for _ in islice(_annotated(text), least)) == least


def _annotated(text: str) -> Iterator[str]:
    """The characters with their pinyin behind them."""
    for found in _ANNOTATION.finditer(text):
        if (at := found.start()) and reads(text[at - 1], found[1]):
            yield text[at - 1]


def _article(text: str) -> Article:
    text = text[:LONGEST_ARTICLE]
    return Article(_bare(text), frozenset(_annotated(text)))


def _vouching(reading: _Reading) -> bool:
    """Whether the annotation behind the stretch fits its last character, or the second of two fused in it."""
    raw = reading.raws[-1]
    return bool(reading.syllable) and len(raw) == 2 and (reads(ungbk(raw), reading.syllable) or _fused(reading))


def _fused(reading: _Reading) -> bool:
    return not reading.complete and bool(outer(reading.raws[-1], reading.syllable).two)


def _settled(text: str, start: int, reading: _Reading, article: Article) -> tuple[Repair, float]:
    """The reading as a repair, where bytes were lost with what cannot be known as lost, and how likely it is."""
    before, after = _bare(text[max(start - _NEAR, 0) : start]), _bare(text[reading.end : reading.end + 96])
    raws = reading.raws
    options = [_options(raw, reading) for raw in raws[:-1]]
    options.append(_options(raws[-1], reading, last=True))
    for i in reading.struck:
        options[i] = options[i]._replace(free=True)
    never = unopened(before + "".join(c for c in reading.text if c in "“《"))
    options = [o._replace(one="", open=True) if o.one in never else o for o in options]
    if mark := reading.eaten and raws[-1] == b"\xa1":
        options[-1] = marks(before + reading.text[:-1], after)
    stretch = told(before[-4:], options, "\n" if reading.eaten else after[:4], article, never)
    replacement, end = stretch.text, reading.end
    unsure = set(stretch.unsure)
    if reading.eaten:
        last = eaten(before + replacement, after)
        if mark or not last.character:
            unsure.add(len(replacement) - 1)
        if not last.certain:
            unsure.add(len(replacement))
        replacement += last.character
        while text[end : end + 1] == "?" and not _REMAINS.match(text, end):
            replacement, end = replacement + LOST, end + 1
    if replacement.endswith(LOST) and (annotation := _ANNOTATION.match(text, end)):
        end = annotation.end()
    return Repair(start, end, replacement, _marked(replacement, unsure)), stretch.likely


def _marked(text: str, unsure: set[int]) -> tuple[tuple[int, int], ...]:
    """The stretches of what is lost or unsure."""
    stretches: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if character == LOST or i in unsure:
            start = stretches.pop()[0] if stretches and stretches[-1][1] == i else i
            stretches.append((start, i + 1))
    return tuple(stretches)


def _bare(text: str) -> str:
    """Without annotations, so that the characters stand together."""
    return _ANNOTATION.sub("", text)


def _options(raw: bytes, reading: _Reading, *, last: bool = False) -> Options:
    """What a character of which `raw` is left can have been; `last` where it ends the stretch."""
    syllable = reading.syllable if last else ""
    if not raw[0]:
        return second(raw[1])
    if len(raw) == 1:
        return halved(raw[0], syllable) if raw[0] >= 0x80 else Options(chr(raw[0]))
    return Options(ungbk(raw)) if reading.complete else outer(raw, syllable)
