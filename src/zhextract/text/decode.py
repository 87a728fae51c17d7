"""Bytes of a Chinese text or page to characters: the declared charset is a hint that the bytes must bear out."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from zhextract.text.align import AlignedText, CharSpan
from zhextract.text.characters import plausibility
from zhextract.text.mojibake import latin_bytes, repaired

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What pages call their charset, and the codec that reads it: gb2312 is always read as its superset.
_NAMES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "euc-cn": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs", "cp950": "big5hkscs", "big-5": "big5hkscs", "utf8": "utf-8", "utf-8": "utf-8",
    "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "unicode": "utf-16-le",
}  # fmt: skip
# Enough bytes to tell one codec from another.
_SAMPLE = 60_000
_LOST = re.compile("\ufffd+")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_READABLE = re.compile("[ -~\r\n\t\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]")


class Decoded(NamedTuple):
    """A decoded text, the codec that read it, and the stretches of `text` that could not be read (`\ufffd`)."""

    text: str
    encoding: str
    damage: tuple[CharSpan, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """`data` as text. Never fails: what no codec reads becomes `\ufffd` and is listed in `damage`.

    `declared` is the charset that a header or the page names; it decides only where the bytes allow several.
    Text that was decoded wrongly once before and saved (UTF-8 read as Latin-1 or GBK, GBK read as Latin-1) is set
    right when nearly all of it can be; `encoding` then says so (`utf-8 via cp1252`).
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], codec)
    if data.isascii():
        return _read(data, "hz" if declared and declared.lower() == "hz-gb-2312" else "ascii")
    if wide := _utf16(data):
        return _read(data, wide)
    hint = _NAMES.get((declared or "").strip().strip("\"'").lower())
    return _once_more(_read(data, _codec(data, hint)))


def _read(data: bytes, codec: str) -> Decoded:
    # Lone surrogates, which the UTF-16 codecs refuse, become U+FFFD like any other error.
    text = data.decode(codec, "replace")
    return Decoded(text, codec, _lost(text))


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: line feeds, digits and Latin letters have a zero byte, which other codecs have not."""
    sample = data[:4096]
    if sample.count(0) < 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
        if len(_READABLE.findall(text)) * 20 >= len(text) * 19:
            return codec
    return None


def _codec(data: bytes, hint: str | None) -> str:
    """The codec that reads `data` with the fewest errors and the most plausible Chinese."""
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "replace")
    errors = len(_LOST.findall(text)) - sample.count(b"\xef\xbf\xbd")
    sequences = sum(not c.isascii() for c in text) - text.count("\ufffd") or 1
    # Bytes of another codec form a valid sequence of UTF-8 only by chance, one of three bytes hardly ever; a cut at the
    # end of the sample is no error.
    if (errors <= 1 + sequences // 50 and sequences > 2 * errors) or len(_WIDE.findall(text)) >= 10 * errors > 0:
        return "utf-8"
    best, codec = -2.0, hint or "gb18030"
    for name in ("gb18030", "big5hkscs"):
        read = sample.decode(name, "replace")
        lost = read.count("\ufffd") / max(1, sum(not c.isascii() for c in read))
        score = plausibility(read[:8000]) - 4 * lost + 0.05 * (name == hint)
        if score > best:
            best, codec = score, name
    return codec


def _once_more(decoded: Decoded) -> Decoded:
    """The text set right where nearly all of it is the product of one wrong decoding."""
    text = decoded.text
    head = text[:_SAMPLE]
    foreign = sum(not c.isascii() for c in head)
    aligned = repaired(AlignedText.identity(head))
    wrong = sum(
        sum(not c.isascii() for c in head[s.raw_start : s.raw_end])
        for s in aligned.segments
        if s.raw_end - s.raw_start > s.clean_end - s.clean_start
    )
    if foreign < 6 or wrong * 10 < foreign * 8:
        return decoded
    for through in ("cp1252", "gb18030"):
        for codec in ("utf-8", "gb18030"):
            if codec == through:
                continue
            again = _back(text, through, codec)
            if again and plausibility(again[:4000]) > 0.3:
                return Decoded(again, f"{codec} via {through}", _lost(again))
    right = repaired(AlignedText.identity(text)) if len(text) > len(head) else aligned
    return Decoded(right.text, f"{decoded.encoding}, mixed", _lost(right.text))


def _lost(text: str) -> tuple[CharSpan, ...]:
    return tuple(CharSpan(*m.span()) for m in _LOST.finditer(text))


def _back(text: str, through: str, codec: str) -> str | None:
    """`text` as bytes of the codec it was wrongly read with, read with the right one; None where that is not exact."""
    try:
        return (latin_bytes(text) if through == "cp1252" else text.encode(through)).decode(codec)
    except ValueError:
        return None
