"""Things that stand in a text, in order of place: what lies in a stretch is found without looking at the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from zhextract.records.values import CharSpan

Item = TypeVar("Item")


class InOrder(Generic[Item]):
    """The items sorted by place; `place` gives the stretch of one."""

    def __init__(self, items: Iterable[Item], place: Callable[[Item], CharSpan]) -> None:
        self.items = list(items)
        spans = [place(item) for item in self.items]
        order = sorted(range(len(spans)), key=lambda index: (spans[index][0], -spans[index][1]))
        self.items = [self.items[index] for index in order]
        self._starts = [spans[index][0] for index in order]
        self._ends = [spans[index][1] for index in order]

    def inside(self, low: int, high: int) -> list[Item]:
        """The items that lie whole in `[low, high)`, in order."""
        first = bisect_left(self._starts, low)
        last = bisect_left(self._starts, high, first)
        return [self.items[index] for index in range(first, last) if self._ends[index] <= high]
