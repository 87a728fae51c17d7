"""Text read one byte out of step because a byte was dropped: put back where that gives clearly better Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhextract.text.byteshift import LONGEST, Repair, allowance, as_damage, lost
from zhextract.text.characters import (
    PUNCTUATION,
    RARE,
    gbk,
    is_han,
    is_rare,
    plausibility,
    scripts,
    supported,
    ungbk,
    weight,
)
from zhextract.text.lostbytes import LOST

# Pinyin letters, Cyrillic, enclosed digits, box drawing, bopomofo, squared units: rows 2 to 9 of GB 2312.
_SYMBOL = re.compile("[\u0101-\u01dc\u0400-\u04ff\u2460-\u259f\u3105-\u3129\u3220-\u33d5\ue000-\ue765]")


@cache
def _odd_runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Four rare characters or odd symbols close together, as text out of step has them and prose has not.

    By themselves, and with what else a stretch out of step may leave where it ends.
    """
    rows = [bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    every = [c for c in rows if len(c) == 1 and c not in PUNCTUATION]
    rare = [c for c in every if is_rare(c)]
    rare += [c for c in every if _SYMBOL.match(c)]
    known = "".join(sorted({c for c in every if is_han(c)} - set(rare)))
    odd = "".join(map(re.escape, rare))
    # What it leaves there: a mark, or a rare character that took a letter of a word.
    took = "".join(c for c in rare if chr(gbk(c)[-1]).isalpha() and gbk(c)[-1] < 0x80)
    runs = f"[{odd}](?:[{known}]{{0,2}}[{odd}]){{3,600}}"
    return re.compile(runs), re.compile(
        f"(?=[{odd}?\ufffd])(?:{runs}|[?\ufffd](?<=[{known}{odd}].)|[{took}](?=[A-Za-z]))"
    )


def repair_dropped(text: str) -> Iterator[Repair]:
    """Stretches out of step because one byte was dropped, set right; other runs of rare characters marked as damage."""
    at, left = 0, allowance(text) // 6
    runs, every = _odd_runs()
    while found := every.search(text, at):
        start, end = found.span()
        if left < 0:
            yield from (as_damage(text, *m.span()) for m in runs.finditer(text, start))
            return
        if found[0] in ("?", LOST):
            end = start
        while start > at and found.start() - start < LONGEST and len(gbk(text[start - 1])) == 2:
            start -= 1
        while end < len(text) and end - found.end() < LONGEST and len(gbk(text[end])) == 2:
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
                yield as_damage(text, low, high)


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
    return Repair(start + cut, end + eaten, replacement, lost(replacement))


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
