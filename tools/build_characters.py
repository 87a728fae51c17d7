"""Builds the character tables of the repair: `lexicon/characters.tsv` and `lexicon/bigrams.tsv`.

`characters.tsv` has the characters of GBK that only one script uses, as OpenCC (Apache-2.0) converts them: traditional
ones beside the simplified form of each, simplified ones, and those traditional ones that are rare variants: neither
what OpenCC makes of the simplified character nor among the 5,401 frequent characters of Big5.
`bigrams.tsv` has, for each simplified character, how common it is (log2 of its weighted count in the words of jieba's
dictionary, MIT) and the characters that follow it inside words, the common pairs and then the rarer ones.
Run: `python tools/build_characters.py`.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from pathlib import Path

import jieba
from opencc import OpenCC

TARGET = Path(__file__).parent.parent / "src/zhextract/lexicon"
COMMON, SEEN = 100, 15


def script_table() -> str:
    """The characters of GBK that belong to one script only."""
    block = [c for c in map(chr, range(0x4E00, 0x9FA6)) if _in_gbk(c)]
    simple = dict(zip(block, OpenCC("t2s").convert("\n".join(block)).split("\n"), strict=True))
    full = dict(zip(block, OpenCC("s2t").convert("\n".join(block)).split("\n"), strict=True))
    pairs = [(c, s) for c, s in simple.items() if s != c and len(s) == 1]
    only_simple = [c for c, f in full.items() if f != c and simple[c] == c]
    standard = {f for c, f in full.items() if f != c}
    variants = [c for c, _ in pairs if c not in standard and not _frequent(c)]
    lines = [
        "traditional\t" + "".join(c for c, _ in pairs),
        "of\t" + "".join(s for _, s in pairs),
        "simplified\t" + "".join(only_simple),
        "variants\t" + "".join(variants),
    ]
    return "".join(f"{line}\n" for line in lines)


def bigram_table() -> str:
    """Pairs of characters inside the words of jieba's dictionary."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    with jieba.get_dict_file() as file:
        for line in file:
            word, count = line.decode("utf-8").split()[:2]
            for character in word:
                single[character] += int(count)
            for i in range(len(word) - 1):
                pairs[word[i : i + 2]] += int(count)
    follow: dict[str, tuple[list[str], list[str]]] = {c: ([], []) for c in sorted(single) if _is_han(c)}
    for pair, count in sorted(pairs.items()):
        if _is_han(pair[0]) and _is_han(pair[1]) and count >= SEEN:
            follow[pair[0]][count < COMMON].append(pair[1])
    return "".join(
        f"{c}\t{int(log2(single[c] + 1))}\t{''.join(strong)}\t{''.join(weak)}\n" for c, (strong, weak) in follow.items()
    )


def _in_gbk(character: str) -> bool:
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def _frequent(character: str) -> bool:
    """Whether the character is in the first level of Big5."""
    return b"" < character.encode("big5", "ignore") < b"\xc9\x40"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fa5"


def main() -> None:
    """Write both tables."""
    (TARGET / "characters.tsv").write_text(script_table(), encoding="utf-8")
    (TARGET / "bigrams.tsv").write_text(bigram_table(), encoding="utf-8")


if __name__ == "__main__":
    main()
