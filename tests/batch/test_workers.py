"""The workers and what they share with their parent."""

from __future__ import annotations

import multiprocessing
import time

import pytest

from zhextract.batch.workers import Marks


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="memory is shared by a fork")
def test_a_mark_is_seen_whole_or_not_at_all() -> None:
    """Else a worker that waits for the processor while it writes one is taken for one that has hung."""
    marks = Marks(2)
    marks.set(1, 5)

    def write() -> None:
        while True:
            marks.set(1, 5)
            marks.set(1, 900)

    writer = multiprocessing.get_context("fork").Process(target=write, daemon=True)
    writer.start()
    try:
        end = time.monotonic() + 1.0
        while (now := time.monotonic()) < end:
            index, since = marks.get(1)
            assert index in (5, 900)
            assert now - 10 < since < now + 1
    finally:
        writer.kill()
        writer.join()


def test_no_document_is_marked_by_minus_one() -> None:
    marks = Marks(1)
    marks.set(0, -1)
    assert marks.get(0)[0] == -1
