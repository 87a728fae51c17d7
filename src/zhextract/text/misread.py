"""UTF-8 that was read as GBK: 国机集团 became 鍥芥満闆嗗洟, with a `?` for each byte that had no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from zhextract.text.byteshift import Repair, allowance
from zhextract.text.characters import PUNCTUATION, follows, gbk, is_han, plausibility, weight
from zhextract.text.lostbytes import LOST

# What stands behind a number, where nothing else tells which character a lost byte belonged to.
_UNITS = "年月日时个万亿元吨台套亩米家户项"
# A candidate is certain when it is 64 times as common as the next; a known pair counts for a factor of 256.
_CERTAIN, _PAIR = 6, 8
# A character so common that it stands beside any other.
_COMMON = 16


@cache
def _shapes() -> tuple[re.Pattern[str], frozenset[str]]:
    """Runs that may be UTF-8 read as GBK, and the characters in which the first byte of a sequence comes first."""
    heads, inner = (0xC3, *range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)
    begins: list[str] = []
    others: list[str] = []
    for lead in (*inner, *heads):
        for trail in (*inner, *heads):
            if lead in heads and trail in heads:
                continue
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1:
                (begins if lead in heads else others).append(character)
    first, every = ("".join(map(re.escape, c)) for c in (begins, begins + others))
    return re.compile(f"[{first}][{every}€?\ufffd]{{1,600}}"), frozenset(begins)


def repair_utf8(text: str) -> Iterator[Repair]:
    """The runs of UTF-8 read as GBK, set right where that gives clearly better Chinese.

    In a text that has such runs for certain, shorter ones are believed as well, and what cannot be set right is damage.
    """
    pattern, begins = _shapes()
    runs = [(m.start(), run) for m in pattern.finditer(text) if (run := _trimmed(m[0]))]
    if not runs:
        return
    read: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    before, at, left = "", 0, allowance(text)
    for start, run in runs:
        left -= len(run)
        if left < 0:
            read.append((LOST, ((0, 1),)))
            continue
        before = (before + text[max(at, start - 8) : start])[-8:]
        read.append(_read(run, before))
        before, at = before + read[-1][0], start + len(run)
    sure = [_is_sure(run, new, damage, begins) for (_, run), (new, damage) in zip(runs, read, strict=True)]
    known = sum(len(run) for (_, run), s in zip(runs, sure, strict=True) if s) >= 6
    for (start, run), (new, damage), certain in zip(runs, read, sure, strict=True):
        if certain:
            yield Repair(start, start + len(run), new, damage)
        elif known and _in_place(text, start, run):
            good = sum(is_han(c) or c in PUNCTUATION for c in new)
            if good and good >= len(new) - good and plausibility(new.replace(LOST, "")) >= plausibility(run):
                yield Repair(start, start + len(run), new, damage)
            else:
                yield Repair(start, start + len(run), run, ((0, len(run)),))


def _trimmed(run: str) -> str:
    """The run with only those question marks behind it that stand for the last bytes of a sequence."""
    bare = run.rstrip("?")
    last = b"".join(map(gbk, bare[-2:]))
    missing = 2 if last[-1:] >= b"\xe0" else 1 if last[-2:-1] >= b"\xe0" else 0
    return run[: len(bare) + missing]


def _is_sure(run: str, new: str, damage: Sequence[tuple[int, int]], begins: frozenset[str]) -> bool:
    if len(run) < 3 or sum(c in begins for c in run) * 4 < len(run) or sum(map(is_han, new)) < 2:
        return False
    return plausibility(new) >= plausibility(run) + 0.5 and len(damage) * 3 <= len(new)


def _in_place(text: str, start: int, run: str) -> bool:
    """Whether the run is no word of the text: it goes neither with what is before it nor within itself."""
    return not follows(text[start - 1 : start] or " ", run[0]) and not follows(run[0], run[1:2] or " ")


def _read(run: str, before: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The run's bytes as UTF-8, and the places in it that cannot be known; `?` stands for one lost byte."""
    source: list[int | None] = []
    marks: dict[int, str] = {}
    for character in run:
        if character in PUNCTUATION:
            marks[len(source)] = character
        source += [None] if character in "?\ufffd" else [0x80] if character == "€" else list(gbk(character))
    # Each character as its candidates with how common they are.
    out: list[list[tuple[int, str]]] = []
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
            out.append([(0, marks[at])])
            at += 2
        else:
            at += 1
            if not out or out[-1]:
                out.append([])
    new = before
    for i, candidates in enumerate(out):
        after = out[i + 1][0][1] if i + 1 < len(out) and len(out[i + 1]) == 1 else " "
        new += _chosen(candidates, new, after)
    new = new[len(before) :]
    return new, tuple((i, i + 1) for i, c in enumerate(new) if c == LOST)


@lru_cache(maxsize=4096)
def _candidates(sequence: tuple[int | None, ...], following: int | None) -> list[tuple[int, str]]:
    """The characters that a sequence of UTF-8 with at most one lost byte may be, each with its weight."""
    if None not in sequence:
        character = bytes(b for b in sequence if b is not None).decode("utf-8", "ignore")
        return [(0, character)] if len(character) == 1 else []
    if sequence.count(None) > 1:
        return []
    hole = sequence.index(None)
    follower = (*sequence[hole + 1 :], following)[0]
    found: list[tuple[int, str]] = []
    for byte in range(0x80, 0xC0):
        # The byte became `?` because it makes no character of GBK with the byte after it.
        if follower is not None and bytes((byte, follower)).decode("gbk", "ignore"):
            continue
        character = bytes(byte if b is None else b for b in sequence).decode("utf-8", "ignore")
        if len(character) == 1:
            found.append((16 if character in PUNCTUATION else weight(character), character))
    return found


def _chosen(candidates: list[tuple[int, str]], before: str, after: str) -> str:
    """The candidate that is certain beside its neighbours, or `\ufffd`."""
    if len(candidates) <= 1:
        return candidates[0][1] if candidates else LOST
    left = before[-1:] or " "
    scored = sorted((w + _PAIR * (follows(left, c) + follows(c, after)), w, c) for w, c in candidates)
    best, _, winner = scored[-1]
    # The commonest characters go with any other, so their pairs are not all in the table.
    if best >= max(w + 2 * _PAIR if w >= _COMMON else s for s, w, _ in scored[:-1]) + _CERTAIN:
        return winner
    if left.isdigit():
        units = [c for _, c in candidates if c in _UNITS]
        if len(units) == 1:
            return units[0]
        # 3月31日, not 3月31时.
        if "日" in units and re.search(r"月\d{1,2}$", before):
            return "日"
    return LOST
