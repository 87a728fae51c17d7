"""Builds `lexicon/readings.tsv`: every character of GBK under each of its readings, without tones.

Source: the single-character table of pypinyin (MIT, from the Unihan and kMandarin readings). Importing pypinyin loads
its phrase dictionary as well, which is why the package ships this table instead.
Run: `python tools/build_readings.py`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parent.parent / "src/zhextract/lexicon/readings.tsv"
TONES = "\u0300\u0301\u0304\u030c"


def plain(reading: str) -> str:
    """The reading without its tone, `ü` kept apart from `u` and written `v`."""
    bare = "".join(c for c in unicodedata.normalize("NFD", reading) if c not in TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v").replace("ê", "e")


def main() -> None:
    """Write the table."""
    table: dict[str, set[str]] = defaultdict(set)
    for code, readings in pinyin_dict.items():
        character = chr(code)
        try:
            character.encode("gbk")
        except UnicodeEncodeError:
            continue
        for reading in readings.split(","):
            table[plain(reading)].add(character)
    lines = [f"{reading}\t{''.join(sorted(characters))}\n" for reading, characters in sorted(table.items())]
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
