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
        self.items = sorted(items, key=lambda item: (place(item).start, -place(item).end))
        self._place = place
        self._starts = [place(item).start for item in self.items]

    def inside(self, low: int, high: int) -> list[Item]:
        """The items that lie whole in `[low, high)`, in order."""
        found = []
        for index in range(bisect_left(self._starts, low), len(self.items)):
            if self._starts[index] >= high:
                break
            if self._place(self.items[index]).end <= high:
                found.append(self.items[index])
        return found
