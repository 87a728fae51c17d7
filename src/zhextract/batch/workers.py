"""Processes that work through chunks, and are replaced when they die or when a document takes too long."""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from zhextract.errors import ZhextractError

#: (chunk, documents, documents set aside with the cause, mark) -> what is to be known of the result. `mark` is to be
#: called with the index of each document before it is worked on, and with -1 after the last.
Work: TypeAlias = Callable[[int, Sequence[Any], dict[int, str], Callable[[int], None]], dict[str, Any]]

_TRIES = 3


class Marks:
    """Which document each worker is at, and since when, in memory that they share with their parent.

    A mark is one number of eight bytes, which is written at once: of two, the parent could see one without the other
    where a worker has to wait between them, and take a time of nothing for an age.
    """

    _INDEX_BITS = 24  # a chunk has fewer documents than that by far; the rest is milliseconds

    def __init__(self, size: int) -> None:
        self._marks = memoryview(mmap.mmap(-1, 8 * size)).cast("Q")

    def set(self, slot: int, index: int) -> None:
        """A worker begins a document now; -1 for none."""
        self._marks[slot] = int(time.monotonic() * 1000) << self._INDEX_BITS | (index + 1)

    def get(self, slot: int) -> tuple[int, float]:
        """The document that a worker is at, -1 for none, and since when, in seconds."""
        mark = self._marks[slot]
        return (mark & ((1 << self._INDEX_BITS) - 1)) - 1, (mark >> self._INDEX_BITS) / 1000


@dataclass(slots=True)
class Task:
    """A chunk to be worked on."""

    number: int
    documents: Sequence[Any]
    set_aside: dict[int, str]
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    slot: int
    task: Task | None = None


class Pool:
    """Some workers that do the same work. `on_set_aside(chunk, index, cause)` hears of each document that broke one."""

    def __init__(self, size: int, work: Work, timeout: float, on_set_aside: Callable[[int, int, str], None]) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self._work, self._timeout, self._on_set_aside = work, timeout, on_set_aside
        self._marks = Marks(size)
        self._workers: list[_Worker] = []
        self._tasks: Iterator[Task] = iter(())
        self._stopping: Callable[[], bool] = lambda: False
        self._ready: deque[tuple[Task, bytes]] = deque()  # read ahead
        self._waiting: deque[Task] = deque()  # to be done again
        gc.collect()
        gc.freeze()  # what is loaded by now is shared with the workers, and stays so
        for slot in range(size):
            self._workers.append(self._begin(slot))

    def _begin(self, slot: int) -> _Worker:
        ours, theirs = self._context.Pipe()
        self._marks.set(slot, -1)
        others = [w.connection for w in self._workers if w.slot != slot]
        process = self._context.Process(
            target=_serve, args=(theirs, [ours, *others], self._marks, slot, self._work), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, slot)

    def run(self, tasks: Iterator[Task], stopping: Callable[[], bool]) -> Iterator[dict[str, Any]]:
        """Work through the tasks, results as they come; once `stopping()` only what is under way is finished."""
        self._tasks, self._stopping = tasks, stopping
        while True:
            for worker in self._workers:
                self._give(worker)
            busy = [w for w in self._workers if w.task is not None]
            if not busy:
                return
            self._prepare()
            wait([w.connection for w in busy] + [w.process.sentinel for w in busy], timeout=0.2)
            yield from self._collect(busy)

    def _prepare(self) -> None:
        """Have a task at hand for each worker while they work: none waits for the next one to be read and packed."""
        while len(self._ready) < len(self._workers) and not self._stopping():
            task = next(self._tasks, None)
            if task is None:
                return
            self._ready.append((task, _packed(task)))

    def _give(self, worker: _Worker) -> None:
        """Give an idle worker what waits to be done again, else the next task."""
        if worker.task is not None:
            return
        if self._waiting:
            task = self._waiting.popleft()
            data = _packed(task)
        elif self._stopping():
            return
        else:
            self._prepare()
            if not self._ready:
                return
            task, data = self._ready.popleft()
        worker.task = task
        with suppress(OSError):  # it has died; seen later
            worker.connection.send_bytes(data)

    def _collect(self, busy: Sequence[_Worker]) -> Iterator[dict[str, Any]]:
        for worker in busy:
            answer, ended = None, False
            try:
                if worker.connection.poll():
                    answer = worker.connection.recv()
            except (EOFError, OSError):
                ended = True
            if answer is not None:
                worker.task = None
                if isinstance(answer, BaseException):
                    raise answer
                self._give(worker)
                yield answer
            elif ended or not worker.process.is_alive():
                worker.process.join()
                self._replace(worker, f"the worker died ({_how(worker.process.exitcode)})")
            else:
                self._check_time(worker)

    def _check_time(self, worker: _Worker) -> None:
        index, since = self._marks.get(worker.slot)
        if index >= 0 and time.monotonic() - since > self._timeout:
            worker.process.kill()
            worker.process.join()
            self._replace(worker, f"took more than {self._timeout:g} seconds (--timeout)")

    def _replace(self, worker: _Worker, cause: str) -> None:
        """Set aside the document that was worked on, and have another worker do the chunk without it."""
        task, (index, _) = worker.task, self._marks.get(worker.slot)
        worker.connection.close()
        worker.process.join()
        assert task is not None
        if index >= 0:
            task.set_aside[index] = cause
            self._on_set_aside(task.number, index, cause)
        else:
            task.tries += 1
            if task.tries == _TRIES:
                raise ZhextractError(f"{cause} {_TRIES} times outside of any document, in chunk {task.number}")
        self._waiting.append(task)
        self._workers[worker.slot] = self._begin(worker.slot)

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
            worker.process.join()
        gc.unfreeze()


def _packed(task: Task) -> bytes:
    return pickle.dumps((task.number, task.documents, task.set_aside), pickle.HIGHEST_PROTOCOL)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


def _serve(connection: Connection, others: Sequence[Connection], marks: Marks, slot: int, work: Work) -> None:
    """What a worker does until its parent closes the connection or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:  # copies that would keep the connections of a dead parent open
        other.close()
    parent = os.getppid()

    def mark(index: int) -> None:
        marks.set(slot, index)

    while True:
        try:
            while not connection.poll(1):
                if os.getppid() != parent:
                    return
            number, documents, set_aside = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Any = work(number, documents, set_aside, mark)
        except ZhextractError as error:
            answer = error
        except Exception as error:
            answer = ZhextractError(f"{type(error).__name__}: {error}")
        mark(-1)
        connection.send(answer)
