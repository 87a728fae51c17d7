"""Things that stand in a text, in order of place: what lies in a stretch is found without looking at the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

Item = TypeVar("Item")


class Placed(Protocol):
    """What stands somewhere, in code points, `end` exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def _itself(item: Any) -> Any:
    return item


class InOrder(Generic[Item]):
    """The items sorted by place; `place` gives the stretch of one, the item itself unless told otherwise."""

    __slots__ = ("_apart", "_ends", "_starts", "items")

    def __init__(self, items: Iterable[Item], place: Callable[[Item], Placed] = _itself) -> None:
        self.items = list(items)
        spans: Sequence[Any] = self.items if place is _itself else [place(item) for item in self.items]
        places = [(span.start, -span.end) for span in spans]
        ordered = sorted(places)
        if places != ordered:
            order = sorted(range(len(places)), key=places.__getitem__)
            self.items = [self.items[index] for index in order]
        self._starts = [start for start, _ in ordered]
        self._ends = [-end for _, end in ordered]
        self._apart = self._ends == sorted(self._ends)  # whether none lies in one that begins before it

    def inside(self, low: int, high: int) -> list[Item]:
        """The items that lie whole in `[low, high)`, in order."""
        first = bisect_left(self._starts, low)
        last = bisect_left(self._starts, high, first)
        if first == last:
            return []
        if self._apart and self._ends[last - 1] <= high:
            return self.items[first:last]
        return [self.items[index] for index in range(first, last) if self._ends[index] <= high]
