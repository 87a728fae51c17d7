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
# 覆 is 复 in 批覆 only, and OpenCC sees that word in 一批覆蓋 too, or, in its older releases, not at all.
_KEPT = re.compile("(?<![提上晋晉递遞攀飙飆回])昇(?![级級值温溫华華高降任学學格空旗])|覆(?=[盖蓋没沒灭滅辙轍])")
_ANSWERED = re.compile("(?<=批)覆(?![盖蓋没沒灭滅辙轍])")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
# 於 is a family name, which stays; behind a character it is the preposition, also where OpenCC sees a name (成於單).
_AT = re.compile("(?<=[\u4e00-\u9fa5])(?<!樊)於")


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
    new = str(_converter("t2s").convert(_AT.sub("于", text) if "於" in text else text))
    if len(new) != len(text):
        return new
    # OpenCC writes 昵 so and does not read it back.
    new = new.replace("暱", "昵")
    new = _ANSWERED.sub("复", new) if "批覆" in new else new
    kept = [m.start() for m in _KEPT.finditer(text)] if "昇" in text or "覆" in text else []
    # Forms by analogy that no standard has and hardly a typeface: 噁 stays.
    kept += [m.start() for m in _BEYOND.finditer(new)]
    if not kept:
        return new
    characters = list(new)
    for at in kept:
        characters[at] = text[at]
    return "".join(characters)


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
