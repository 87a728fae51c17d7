"""Traditional to simplified characters (OpenCC), only where the text is traditional."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from zhextract.text.align import AlignedText, Edit
from zhextract.text.characters import scripts


@cache
def _converter(config: str) -> Any:
    # Imported late: the dictionaries take a moment to load, and most text needs none.
    from opencc import OpenCC

    return OpenCC(config)


# 昇 is a character of names in simplified text too (昇腾, 旭昇; the standard table of 2013 has it); OpenCC makes it 升
# everywhere. Only in these words it is the old form of 升.
_RISING = re.compile("(?<![提上晋晉递遞攀飙飆回])昇(?![级級值温溫华華高降任学學格空旗])")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters that only traditional text has, and those that only simplified text has."""
    traditional, simple = scripts()
    return re.compile(f"[{''.join(map(chr, traditional))}]"), re.compile(f"[{''.join(sorted(simple))}]")


def is_traditional(text: str, least: int = 2) -> bool:
    """Whether `text` is written in traditional characters, perhaps with simplified ones mixed in.

    Counts characters that only one of the scripts has: `least` of the one, and more than of the other. A name or two in
    traditional characters decides nothing.
    """
    traditional, simple = _patterns()
    found = len(traditional.findall(text))
    return found >= least and found > len(simple.findall(text))


def simplified(aligned: AlignedText, *, mirrored: bool = False) -> AlignedText:
    """`aligned` in simplified characters, where it is traditional.

    `mirrored` says that the text comes from a site that converts what it copies, so that one character is enough.
    """
    text = aligned.text
    if text.isascii() or not is_traditional(text, 1 if mirrored else 2):
        return aligned
    converted = _converted(text)
    if len(converted) == len(text):
        return aligned.recast(converted)
    return aligned.apply(_edits(text))


def _converted(text: str) -> str:
    """`text` in simplified characters; words of Taiwan and Hong Kong stay words (see docs/repair.md)."""
    new = str(_converter("t2s").convert(text))
    if "昇" not in text or len(new) != len(text):
        return new
    kept = {m.start() for m in _RISING.finditer(text)}
    return "".join("昇" if i in kept else c for i, c in enumerate(new)) if kept else new


def _edits(text: str) -> list[Edit]:
    """The conversion as edits, for a text whose length it changes."""
    edits: list[Edit] = []
    for found in re.finditer(r"[^\n，。、；：！？,;:!?]+", text):
        old, new = found[0], _converted(found[0])
        if len(old) == len(new):
            at = found.start()
            edits += [Edit(at + i, at + i + 1, b) for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
            continue
        head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        limit = min(len(old), len(new)) - head
        tail = next((i for i in range(limit) if old[-1 - i] != new[-1 - i]), limit)
        edits.append(Edit(found.start() + head, found.end() - tail, new[head : len(new) - tail]))
    return edits
