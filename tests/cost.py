"""What a job costs, measured so that a busy machine and a long test run do not matter."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(job: Callable[[], object]) -> float:
    """Processor seconds of this thread for a job: the least of three runs, no collection of garbage between.

    In a long test run one collection takes longer than the jobs that are measured.
    """
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = time.thread_time()
            job()
            taken.append(time.thread_time() - start)
    finally:
        gc.enable()
    return min(taken)
