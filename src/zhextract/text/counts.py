"""How often jieba's dictionary counted a word: read as data, without importing the segmenter.

Reading files repairs them, and what reads files must not depend on jieba's code; the package is only found.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

# The lattice of the repair looks no longer word up.
_LONGEST = 4


@cache
def _counts() -> dict[str, int]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    rows = (
        line.split(" ", 2) for line in Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    )
    return {word: int(count) for word, count, _ in rows if len(word) <= _LONGEST}


def count(word: str) -> int:
    """How often the dictionary's corpus has `word`, of up to four characters; 0 for an unknown word."""
    return _counts().get(word, 0)
