"""Text that was changed, with the way back: raw, clean, and the map between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class CharSpan(NamedTuple):
    """A stretch of a string in code points, `end` exclusive."""

    start: int
    end: int
