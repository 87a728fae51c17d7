"""Control characters, character width, and white space."""

from __future__ import annotations

import re

from zhextract.text.align import AlignedText, Edit

# Zero-width and directional marks, soft hyphen, byte order mark, controls other than tab and line feed.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f]+"
)
_TWICE = ("，，", "、、", "；；", "：：", "。。")
_REPEATED = re.compile("|".join(f"{twice}+" for twice in _TWICE))
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {ord(a): ord(b) for a, b in zip("％＋－／＠＃＆＊＜＞＝．", "%+-/@#&*<>=.", strict=True)}
_WIDE |= dict.fromkeys((0x3000, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x9), ord(" "))
_WIDE |= {ord(c): ord("\n") for c in "\u2028\u2029\u0085\r"}
# Half-width Chinese punctuation (from the Japanese standard).
_WIDE |= {ord(a): ord(b) for a, b in zip("｡､｢｣･", "。、「」·", strict=True)}
_NARROWED = re.compile(f"[{''.join(re.escape(chr(c)) for c in _WIDE)}]")
_NARROW_MARK = re.compile(r"[,;:](?:(?<=[\u4e00-\u9fff）)”%].)|(?=[\u4e00-\u9fff“]))")
_WIDE_MARKS = {",": "，", ";": "；", ":": "："}
_LOOSE = re.compile(r"(?<![^\n]) +| +(?![^\n])|(?<= ) +|\n[ \n]*\n(?=[ \n]|[^ \n])")


def without_invisible(aligned: AlignedText) -> AlignedText:
    """`aligned` without characters that show nothing; CR LF and CR become LF."""
    edits = []
    for found in INVISIBLE.finditer(aligned.text):
        breaks = any(c in found[0] for c in "\r\u0085\x0b\x0c") and aligned.text[found.end() : found.end() + 1] != "\n"
        edits.append(Edit(found.start(), found.end(), "\n" if breaks else ""))
    return aligned.apply(edits) if edits else aligned


def without_repeats(aligned: AlignedText) -> AlignedText:
    """`aligned` with one comma or full stop where several of the same stand together."""
    if not any(twice in aligned.text for twice in _TWICE):
        return aligned
    edits = [Edit(m.start() + 1, m.end(), "") for m in _REPEATED.finditer(aligned.text)]
    return aligned.apply(edits) if edits else aligned


def without_surrogates(aligned: AlignedText) -> AlignedText:
    """`aligned` with U+FFFD for surrogates that stand alone, which no codec and no library takes."""
    return aligned.recast(_SURROGATE.sub("\ufffd", aligned.text)) if _SURROGATE.search(aligned.text) else aligned


def narrowed(aligned: AlignedText) -> AlignedText:
    """`aligned` with half-width digits, letters and spaces; Chinese punctuation stays as it is."""
    return aligned.recast(aligned.text.translate(_WIDE)) if _NARROWED.search(aligned.text) else aligned


def punctuated(text: str) -> str:
    """`text` with the narrow commas, semicolons and colons beside Chinese as wide ones, one for one."""
    return _NARROW_MARK.sub(lambda mark: _WIDE_MARKS[mark[0]], text)
