"""Reprints: articles that say what an earlier one of the archive says, word for word or nearly so.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; rensa) over runs of five characters. A
candidate counts where at least four fifths of the runs of the later article stand in the earlier one. The measure is
containment in that direction: an article that quotes a shorter one whole is no reprint, for it says more.

The workers make the sketch of an article, in one pass in the order of the archive they are compared.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from typing import Any

from zhextract.io.frames import needed

_RUN = 5
_PERMUTATIONS, _BANDS = 128, 32
_CONTAINED = 0.8
_LETTERS = re.compile(r"\W+")
# One run in four is enough for a sketch: those that begin with a character whose number is a multiple of four, so that
# they are the same ones wherever they stand (Manber 1994).
_SAMPLED = re.compile(f"(?=([{''.join(map(chr, range(0x4E00, 0x9FFF, 4)))}048adhlptxz].{{{_RUN - 1}}}))")


def normalised(text: str) -> str:
    """The letters and digits of a text alone: reprints differ in spaces, marks and line ends."""
    return _LETTERS.sub("", text)


def runs(text: str) -> set[str]:
    """The runs of five characters of a normalised text."""
    return {text[i : i + _RUN] for i in range(max(len(text) - _RUN + 1, 1))}


def sketch(text: str) -> bytes:
    """The MinHash of a normalised text, for `Reprints.add`."""
    made = _rensa().RMinHash(num_perm=_PERMUTATIONS, seed=42)
    made.update(_SAMPLED.findall(text) or list(runs(text)))
    state: bytes = made.__getstate__()
    return state


@cache
def _rensa() -> Any:
    try:
        import rensa
    except ImportError as error:
        raise needed("rensa") from error
    return rensa


class Reprints:
    """Articles one after the other; for each, of which earlier one it is a reprint.

    The texts seen are kept in a temporary file; memory holds the signatures, about half a kilobyte an article.
    """

    def __init__(self) -> None:
        self._index: Any = _rensa().RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 -- closed below
        self._places: list[tuple[int, int]] = []
        self._ids: list[str] = []

    def add(self, id: str, text: str, sketch: bytes) -> str | None:
        """The id of the earliest article that this one, given as `normalised` text, reprints, or None for a new one."""
        made = _rensa().RMinHash(num_perm=_PERMUTATIONS, seed=42)
        made.__setstate__(sketch)
        candidates = sorted(self._index.query(made))
        own = runs(text) if candidates else set()
        for candidate in candidates:
            if len(own & runs(self._text(candidate))) >= _CONTAINED * len(own):
                return self._ids[int(candidate)]
        data = text.encode("utf-8", "surrogatepass")
        self._index.insert(len(self._ids), made)
        self._ids.append(id)
        self._places.append((self._texts.seek(0, 2), len(data)))
        self._texts.write(data)
        return None

    def _text(self, number: int) -> str:
        start, length = self._places[number]
        self._texts.seek(start)
        return self._texts.read(length).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of the temporary file."""
        self._texts.close()
