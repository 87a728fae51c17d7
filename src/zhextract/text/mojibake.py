"""Stretches that were decoded with the wrong codec: set right where that is certain, else marked as damage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhextract.text.align import AlignedText, Edit, Mark
from zhextract.text.byteshift import LOST, Repair, repair_annotated, repair_dropped
from zhextract.text.characters import PUNCTUATION, follows, gbk, is_han, plausibility, weight

# U+FFFD read back as GBK, with the bytes that survived between (锟斤拷锟节碉拷), or as Latin-1 (ï¿½).
_REPLACEMENTS = re.compile("锟(?:[^\x00-\x7f，。、锟拷]{0,4}[锟拷])+|(?:ï¿½)+")
_GONE = re.compile("[\ufffd\ue000-\uf8ff]+")
# Code page 1252 where it differs from Latin-1.
_CP1252 = {c: b for b in range(0x80, 0xA0) if (c := bytes((b,)).decode("cp1252", "ignore"))}
_LATIN = re.compile(f"[\u0080-\u00ff{''.join(_CP1252)}]{{4,}}")


def repaired(aligned: AlignedText) -> AlignedText:
    """`aligned` with mis-decoded stretches set right, and `damage` marks where characters are lost."""
    text = aligned.text
    if text.isascii():
        return aligned
    for search in (_utf8_as_gbk, _bytes_as_latin, repair_annotated, repair_dropped):
        repairs = [r for r in search(aligned.text) if r.end > r.start]
        if repairs:
            aligned = _made(aligned, repairs)
    text = aligned.text
    known = [(m.start, m.end) for m in aligned.marks]
    found = [m.span() for pattern in (_REPLACEMENTS, _GONE) for m in pattern.finditer(text)]
    found = [(s, e) for s, e in found if not any(a <= s and e <= b for a, b in known)] if known else found
    return aligned.with_marks(Mark("damage", s, e) for s, e in found) if found else aligned


def _made(aligned: AlignedText, repairs: list[Repair]) -> AlignedText:
    edits: list[Edit] = []
    marks: list[Mark] = []
    shift = 0
    for repair in repairs:
        if aligned.text[repair.start : repair.end] != repair.replacement:
            edits.append(Edit(repair.start, repair.end, repair.replacement))
        at = repair.start + shift
        marks += [Mark("damage", at + s, at + e) for s, e in repair.damage]
        shift += len(repair.replacement) - (repair.end - repair.start)
    return aligned.apply(edits).with_marks(marks)


@cache
def _utf8_shapes() -> tuple[re.Pattern[str], frozenset[str]]:
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
    return re.compile(f"[{first}][{every}€?\ufffd]{{2,}}"), frozenset(begins)


def _utf8_as_gbk(text: str) -> Iterator[Repair]:
    """UTF-8 read as GBK (鍥芥満 for 国机): odd bytes became `?`, one each."""
    pattern, begins = _utf8_shapes()
    for found in pattern.finditer(text):
        run = found[0].rstrip("?")
        # A question mark behind the run belongs to it where a sequence lacks its last byte.
        if found[0] != run and gbk(run[-1])[:1] >= b"\xe0":
            run += "?"
        if sum(c in begins for c in run) * 4 < len(run) or len(run) < 3:
            continue
        repair = _from_utf8(run)
        if repair is None:
            continue
        new, damage = repair
        clear = plausibility(new) >= plausibility(run) + 0.5 and sum(map(is_han, new)) >= 2
        if clear and sum(e - s for s, e in damage) * 3 <= len(new):
            yield Repair(found.start(), found.start() + len(run), new, tuple(damage))


def _from_utf8(run: str) -> tuple[str, list[tuple[int, int]]] | None:
    """The run's bytes read as UTF-8; `?` stands for one lost byte."""
    source: list[int | None] = []
    marks: dict[int, str] = {}
    for character in run:
        if character in PUNCTUATION:
            marks[len(source)] = character
        source += [None] if character in "?\ufffd" else [0x80] if character == "€" else list(gbk(character))
    out: list[str] = []
    damage: list[tuple[int, int]] = []
    at = 0
    while at < len(source):
        lead = source[at]
        size = 0 if lead is None or lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        rest = source[at + 1 : at + size] if size else []
        if size and len(rest) == size - 1 and all(b is None or 0x80 <= b < 0xC0 for b in rest):
            character = _completed([lead, *rest], out[-1] if out else "", source, at + size)
            at += size
        elif at in marks:
            # A whole mark of punctuation where a character would begin: the stretch ended before it.
            character, at = marks[at], at + 2
        else:
            character, at = LOST, at + 1
        if character == LOST:
            if out and out[-1] == LOST:
                continue
            damage.append((len(out), len(out) + 1))
        out.append(character)
    return "".join(out), damage


def _completed(sequence: list[int | None], before: str, source: list[int | None], end: int) -> str:
    """The character of a UTF-8 sequence in which at most one byte is lost, or `\ufffd` where it cannot be known."""
    if sequence.count(None) > 1:
        return LOST
    if None not in sequence:
        return bytes(b for b in sequence if b is not None).decode("utf-8", "replace")[:1]
    hole = sequence.index(None)
    follower = (sequence[hole + 1 :] + source[end : end + 1] or [None])[0]
    candidates: list[tuple[int, str]] = []
    for byte in range(0x80, 0xC0):
        # The byte became `?` because it makes no character of GBK with the byte after it.
        if follower is not None and bytes((byte, follower)).decode("gbk", "ignore"):
            continue
        whole = bytes(byte if b is None else b for b in sequence)
        character = whole.decode("utf-8", "ignore")
        if len(character) == 1:
            candidates.append((weight(character) + 8 * follows(before, character), character))
    candidates.sort(reverse=True)
    if not candidates or (follower is None and not follows(before, candidates[0][1])):
        return LOST
    # Certain enough when it is 64 times as common as the next.
    return candidates[0][1] if len(candidates) == 1 or candidates[0][0] >= candidates[1][0] + 6 else LOST


def latin_bytes(text: str) -> bytes:
    """The bytes that were read as Latin-1 or code page 1252; `ValueError` where a character is in neither."""
    return bytes(_CP1252.get(c) or ord(c) for c in text)


def _bytes_as_latin(text: str) -> Iterator[Repair]:
    """UTF-8 or GBK read as Latin-1 or code page 1252 (ä¸­å›½, ÖÐ¹ú)."""
    for found in _LATIN.finditer(text):
        run = found[0]
        if sum("\u00a1" <= c <= "\u00ff" for c in run) * 2 < len(run):
            continue
        raw = latin_bytes(run)
        for codec in ("utf-8", "gb18030"):
            try:
                new = raw.decode(codec)
            except UnicodeDecodeError as error:
                if error.start < 4:
                    continue
                new = raw[: error.start].decode(codec) + LOST
            readable = sum(is_han(c) or c in PUNCTUATION for c in new)
            if readable >= 2 and readable * 5 >= len(new) * 4 and plausibility(new) > 0.3:
                lost = ((len(new) - 1, len(new)),) if new.endswith(LOST) else ()
                yield Repair(found.start(), found.end(), new, lost)
                break
