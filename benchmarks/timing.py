"""What the benchmarks share: processor time, and what it is compared with."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable, Sequence


def best(works: Sequence[Callable[[], object]], repeat: int) -> list[float]:
    """Seconds of processor time of the fastest of `repeat` runs of each, which take turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeat):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def fastest(work: Callable[[], object], repeat: int = 3) -> float:
    """Seconds of processor time of the fastest run: what else the machine does is left out."""
    return best([work], repeat)[0]


def all_of(function: Callable[[str], object], texts: list[str]) -> None:
    """Call the function on each text."""
    for text in texts:
        function(text)


def jieba_cutter() -> Callable[[str], list[str]]:
    """`jieba.lcut`, loaded and quiet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut
