"""UTF-8 that was read as GBK: 国机集团 became 鍥芥満闆嗗洟, with a `?` for each byte that had no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from zhextract.text.byteshift import LONGEST_ARTICLE, Repair, allowance, as_damage, lost
from zhextract.text.characters import PUNCTUATION, RARE, follows, gbk, is_han, plausibility, weight
from zhextract.text.elsewhere import Article
from zhextract.text.lattice import told
from zhextract.text.lostbytes import LOST, Options

# Lost bytes so close to each other are told together; so many in a text, and one more for so many characters.
_NEAR, _LOOKUPS, _PER_LOOKUP = 3, 300, 1_000
# Of so many characters a run may be certain by itself.
_SHORTEST = 3
# The two bytes of · in UTF-8.
_DOT = re.compile("路")
# Every tenth character has lost a byte, so that what is next to it often has too: less is certain.
_SURE = 0.998


@cache
def _shapes() -> tuple[re.Pattern[str], frozenset[str]]:
    """Runs that may be UTF-8 read as GBK, and the characters in which the first byte of a sequence comes first."""
    heads, inner = (0xC3, *range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)
    begins: list[str] = []
    others: list[str] = []
    # C2 begins ·, ± and the like, which begin no run.
    for lead in (*inner, *heads, 0xC2):
        for trail in (*inner, *heads, 0xC2):
            if lead not in inner and trail not in inner:
                continue
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1:
                (begins if lead in heads else others).append(character)
    first, every = ("".join(map(re.escape, c)) for c in (begins, begins + others))
    # Where a letter follows, the last byte was read together with it.
    took = [bytes((lead, trail)).decode("gbk", "ignore") for lead in inner for trail in range(0x40, 0x7F)]
    last = "".join(map(re.escape, (c for c in took if len(c) == 1)))
    return re.compile(f"[{first}](?:[{every}€?\ufffd]{{1,600}}[{last}]?|[{last}])"), frozenset(begins)


def repair_utf8(text: str) -> Iterator[Repair]:
    """The runs of UTF-8 read as GBK, set right where that gives clearly better Chinese.

    In a text that has such runs for certain, shorter ones are believed as well, and what cannot be set right is damage.
    """
    pattern, begins = _shapes()
    found = list(pattern.finditer(text))
    if all(m.end() - m.start() < _SHORTEST for m in found):
        return
    runs = [(m.start(), run) for m in found if (run := _trimmed(m[0]))]
    if not any(_may_be_sure(run, begins) for _, run in runs):
        return
    left = allowance(text)
    laid_out: list[list[str]] = []
    for _, run in runs:
        left -= len(run)
        laid_out.append(_laid_out(run) if left >= 0 else [""])
    read = _read(text, runs, laid_out)
    sure = [_is_sure(run, new, begins) for (_, run), new in zip(runs, read, strict=True)]
    certain = sum(len(run) for (_, run), s in zip(runs, sure, strict=True) if s)
    repairs = list(_repairs(text, runs, read, sure, known=certain >= 6))
    if 2 * certain >= sum(map(is_han, text)):
        # All of the text was misread, so this character is no 路 either.
        at = 0
        for start, run in (*runs, (len(text), "")):
            repairs += [Repair(m.start(), m.end(), "·") for m in _DOT.finditer(text, at, start)]
            at = start + len(run)
    yield from sorted(repairs)


def _repairs(
    text: str,
    runs: Sequence[tuple[int, str]],
    read: Sequence[str],
    sure: Sequence[bool],
    *,
    known: bool,
) -> Iterator[Repair]:
    for (start, run), new, certain in zip(runs, read, sure, strict=True):
        if certain:
            yield Repair(start, start + len(run), new, lost(new))
        elif known and _in_place(text, start, run):
            good = sum(is_han(c) or c in PUNCTUATION for c in new)
            if good and good >= len(new) - good and plausibility(new.replace(LOST, "")) >= plausibility(run):
                yield Repair(start, start + len(run), new, lost(new))
            else:
                yield as_damage(text, start, start + len(run))


def _trimmed(run: str) -> str:
    """The run with only those question marks behind it that stand for the last bytes of a sequence."""
    bare = run.rstrip("?")
    last = b"".join(map(gbk, bare[-2:]))
    missing = 2 if last[-1:] >= b"\xe0" else 1 if last[-2:-1] >= b"\xe0" else 0
    return run[: len(bare) + missing]


def _may_be_sure(run: str, begins: frozenset[str]) -> bool:
    return len(run) >= _SHORTEST and sum(c in begins for c in run) * 4 >= len(run)


def _is_sure(run: str, new: str, begins: frozenset[str]) -> bool:
    if not _may_be_sure(run, begins) or sum(map(is_han, new)) < 2:
        return False
    return plausibility(new) >= plausibility(run) + 0.5 and new.count(LOST) * 3 <= len(new)


def _in_place(text: str, start: int, run: str) -> bool:
    """Whether the run is no word of the text: it goes neither with what is before it nor within itself."""
    return not follows(text[start - 1 : start] or " ", run[0]) and not follows(run[0], run[1:2] or " ")


def _read(text: str, runs: Sequence[tuple[int, str]], laid_out: Sequence[Sequence[str]]) -> list[str]:
    """Each run with what the words around it and the rest of the text can tell."""
    pieces, at = [], 0
    for (start, run), characters in zip(runs, laid_out, strict=True):
        pieces += [text[at:start], *(c if len(c) == 1 else LOST for c in characters)]
        at = start + len(run)
    article = Article("".join(pieces)[:LONGEST_ARTICLE])
    left, before, at = _LOOKUPS + len(text) // _PER_LOOKUP, "", 0
    read: list[str] = []
    for (start, run), characters in zip(runs, laid_out, strict=True):
        before = (before + text[max(at, start - 8) : start])[-8:]
        at = start + len(run)
        left -= sum(len(c) > 1 for c in characters)
        new = _told(before, characters, text[at : at + 1], article if left > 0 else None)
        before += new
        read.append(new)
    return read


def _told(before: str, characters: Sequence[str], after: str, article: Article | None) -> str:
    """The characters of a run, of which some can be one of several or, where there is none, anything."""
    new, at = "", 0
    while at < len(characters):
        if len(characters[at]) == 1:
            new += characters[at]
            at += 1
            continue
        end, last = at + 1, at
        while end < len(characters) and end - last <= _NEAR and characters[end]:
            last = end if len(characters[end]) > 1 else last
            end += 1
        end = last + 1
        right = "".join(
            characters[end : end + _NEAR] if all(len(c) == 1 for c in characters[end : end + _NEAR]) else ""
        )
        options = [Options(c.replace(LOST, ""), open=len(c) != 1) for c in characters[at:end]]
        if article and all(characters[at:end]):
            new += told((before + new)[-4:], options, right or after, article, sure=_SURE).text
        else:
            new += "".join(c if len(c) == 1 else LOST for c in characters[at:end])
        at = end
    return new


def _laid_out(run: str) -> list[str]:
    """What each character of the run's bytes read as UTF-8 can have been; `?` stands for one lost byte."""
    source: list[int | None] = []
    marks: dict[int, str] = {}
    for character in run:
        if character in PUNCTUATION:
            marks[len(source)] = character
        source += [None] if character in "?\ufffd" else [0x80] if character == "€" else list(gbk(character))
    out: list[str] = []
    at = 0
    while at < len(source):
        lead = source[at]
        size = 0 if lead is None or lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        rest = source[at + 1 : at + size] if size else []
        if size and len(rest) == size - 1 and all(b is None or 0x80 <= b < 0xC0 for b in rest):
            at += size
            out.append(_candidates((lead, *rest), source[at] if at < len(source) else None))
        elif at in marks:
            # A whole mark of punctuation where a character would begin: the stretch ended before it.
            out.append(marks[at])
            at += 2
        elif lead is not None and lead < 0x80:
            out.append(chr(lead))
            at += 1
        else:
            at += 1
            if not out or out[-1]:
                out.append("")
    return out


@lru_cache(maxsize=4096)
def _candidates(sequence: tuple[int | None, ...], following: int | None) -> str:
    """The characters that a sequence of UTF-8 with at most one lost byte may be, U+FFFD for all the rare ones."""
    if None not in sequence:
        character = bytes(b for b in sequence if b is not None).decode("utf-8", "ignore")
        return character if len(character) == 1 else ""
    if sequence.count(None) > 1:
        return ""
    hole = sequence.index(None)
    follower = (*sequence[hole + 1 :], following)[0]
    found = ""
    for byte in range(0x80, 0xC0):
        # The byte became `?` because it makes no character of GBK with the byte after it.
        if follower is not None and bytes((byte, follower)).decode("gbk", "ignore"):
            continue
        character = bytes(byte if b is None else b for b in sequence).decode("utf-8", "ignore")
        if len(character) == 1:
            common = character in PUNCTUATION or weight(character) >= RARE
            found += character if common else LOST if LOST not in found else ""
    return found
