"""Reprints: articles that say what an earlier one of the archive says, word for word or nearly so.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; rensa) over runs of five characters. A
candidate counts where at least four fifths of the runs of the later article stand in the earlier one. The measure is
containment in that direction: an article that quotes a shorter one whole is no reprint, for it says more.
"""

from __future__ import annotations

import re
import tempfile
from typing import Any

from zhextract.io.frames import needed

_RUN = 5
_PERMUTATIONS, _BANDS = 128, 32
_CONTAINED = 0.8
_LETTERS = re.compile(r"\W+")


def normalised(text: str) -> str:
    """The letters and digits of a text alone: reprints differ in spaces, marks and line ends."""
    return _LETTERS.sub("", text)


def runs(text: str) -> set[str]:
    """The runs of five characters of a normalised text."""
    return {text[i : i + _RUN] for i in range(max(len(text) - _RUN + 1, 1))}


class Reprints:
    """Articles one after the other; for each, of which earlier one it is a reprint.

    The texts seen are kept in a temporary file; memory holds the signatures, about half a kilobyte an article.
    """

    def __init__(self) -> None:
        try:
            import rensa
        except ImportError as error:
            raise needed("rensa") from error
        self._sketch = rensa.RMinHash
        self._index: Any = rensa.RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 -- closed below
        self._places: list[tuple[int, int]] = []
        self._ids: list[str] = []

    def add(self, id: str, text: str) -> str | None:
        """The id of the earliest article that this one, given as `normalised` text, reprints, or None for a new one."""
        own = runs(text)
        sketch = self._sketch(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(sorted(own))
        for candidate in sorted(self._index.query(sketch)):
            if len(own & runs(self._text(candidate))) >= _CONTAINED * len(own):
                return self._ids[int(candidate)]
        data = text.encode("utf-8", "surrogatepass")
        self._index.insert(len(self._ids), sketch)
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
