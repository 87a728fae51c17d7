"""Stretches that were decoded with the wrong codec: set right where that is certain, else marked as damage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhextract.text.align import AlignedText, Edit, Mark
from zhextract.text.byteshift import Repair, allowance, is_annotated, repair_annotated, repair_stops
from zhextract.text.characters import PUNCTUATION, follows, gbk, is_han, plausibility, supported
from zhextract.text.dropped import repair_dropped
from zhextract.text.lostbytes import LOST
from zhextract.text.misread import repair_utf8

# U+FFFD read back as GBK, with the bytes that survived between (锟斤拷锟节碉拷), or as Latin-1 (ï¿½).
_REPLACEMENTS = re.compile("锟(?:[^\x00-\x7f，。、锟拷]{0,4}[锟拷])+|(?:ï¿½)+")
_GONE = re.compile("[\ufffd\ue000-\uf8ff]+")
# Code page 1252 where it differs from Latin-1.
_CP1252 = {c: b for b in range(0x80, 0xA0) if (c := bytes((b,)).decode("cp1252", "ignore"))}
_LATIN = re.compile(f"[\u0080-\u00ff{''.join(_CP1252)}]{{2,}}")
_HIGH = re.compile("[\u00a1-\u00ff]")
# A question mark of a text that went through GBK may be a character that GBK has not (⑪, CO₂); not one that asks.
_MARK = re.compile(r"(?<![?\ufffd])\?(?!\?)")
_ASKS = re.compile(r"[吗嗎呢吧么麼嘛谁誰何哪几幾怎否啥甚岂豈难難孰呀啊]|多少|什|(.)[不没沒]\1")
_SENTENCE = re.compile("[。！!?？;；\n]")
# So many annotated characters say that a text is from such a mirror.
_ANNOTATIONS = 3
# What stands between Chinese characters as well: signs of measure, full-width and enclosed digits.
_SIGNS = frozenset("\u3000％×～±≥≤℃μ／＋－①②③④⑤⑥⑦⑧⑨⑩")


def repaired(aligned: AlignedText) -> AlignedText:
    """`aligned` with mis-decoded stretches set right, and `damage` marks where characters are lost."""
    text = aligned.text
    if text.isascii():
        return aligned
    for search in (repair_utf8, _bytes_as_latin, repair_stops, repair_annotated, repair_dropped):
        repairs = [r for r in search(aligned.text) if r.end > r.start]
        if repairs:
            aligned = _made(aligned, repairs)
    text = aligned.text
    left = allowance(text) // 10
    settled = sorted(aligned.marks, key=lambda m: m.start, reverse=True)
    found: list[tuple[int, int]] = []
    for gone in _GONE.finditer(text):
        left -= 1
        while settled and settled[-1].end <= gone.start():
            settled.pop()
        known = left < 0 or (settled and settled[-1].start <= gone.start())
        found.append(gone.span() if known else _with_fragments(text, *gone.span()))
    if "锟" in text or "ï¿½" in text:
        found += [m.span() for m in _REPLACEMENTS.finditer(text)]
    found += _beyond_gbk(text)
    if not found and not aligned.marks:
        return aligned
    found += [(m.start, m.end) for m in aligned.marks]
    return replace(aligned, marks=_merged([_with_spaces(text, *stretch) for stretch in found]))


def _beyond_gbk(text: str) -> Iterator[tuple[int, int]]:
    """The question marks in a mirror's text that ask nothing: characters that its GBK could not hold."""
    if "?" not in text or not is_annotated(text, _ANNOTATIONS):
        return
    for mark in _MARK.finditer(text):
        clause = _SENTENCE.split(text[max(0, mark.start() - 40) : mark.start()])[-1]
        if not _ASKS.search(clause):
            yield mark.span()


def _merged(stretches: list[tuple[int, int]]) -> tuple[Mark, ...]:
    """`damage` marks over the stretches, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Mark("damage", start, end) for start, end in merged)


def _with_fragments(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the characters before it that nothing supports: what is left of a reading out of step.

    The last of them may go with what is before it by chance, unless the pair is a common one (`占地\ufffd1000亩`).
    """
    low, first = max(0, start - 8), start
    known = supported(text[low:start] + LOST)
    while first > low and not known[first - low - 1] and len(gbk(text[first - 1])) == 2:
        first -= 1
    if first and is_han(text[first - 1]) and not follows(text[first - 2 : first - 1], text[first - 1], often=True):
        first -= 1
    return first, end


def _with_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with a space on either side of it that is no other's: what broke the text may have put it there."""
    before = start > 1 and text[start - 1] == " " and is_han(text[start - 2])
    after = end + 1 < len(text) and text[end] == " " and is_han(text[end + 1])
    return start - before, end + after


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


def latin_bytes(text: str) -> bytes:
    """The bytes that were read as Latin-1 or code page 1252; `ValueError` where a character is in neither."""
    return bytes(_CP1252.get(c) or ord(c) for c in text)


def _bytes_as_latin(text: str) -> Iterator[Repair]:
    """UTF-8 or GBK read as Latin-1 or code page 1252 (ä¸­å›½, ÖÐ¹ú).

    In a text that has such runs for certain, a single character is believed as well.
    """
    runs = [m for m in _LATIN.finditer(text) if len(_HIGH.findall(m[0])) * 3 >= len(m[0])]
    if not runs:
        return
    read = [_from_latin(m[0]) for m in runs]
    known = sum(len(m[0]) for m, (new, sure) in zip(runs, read, strict=True) if sure) >= 8
    for found, (new, sure) in zip(runs, read, strict=True):
        if new and (sure or known):
            yield Repair(found.start(), found.end(), new, ((len(new) - 1, len(new)),) if new.endswith(LOST) else ())


def _from_latin(run: str) -> tuple[str, bool]:
    """The run as Chinese, empty where it is none, and whether that is certain by itself."""
    raw = latin_bytes(run)
    for codec in ("utf-8", "gb18030"):
        try:
            new = raw.decode(codec)
        except UnicodeDecodeError as error:
            new = raw[: error.start].decode(codec) + LOST
        readable = sum(is_han(c) or c in PUNCTUATION or c in _SIGNS for c in new)
        if readable and readable * 5 >= len(new) * 4:
            sure = readable >= 2 and plausibility(new) > 0.3
            return new, sure or (codec == "utf-8" and all(map(is_han, new)))
    return "", False
