"""How far a run is: a bar on a terminal, plain lines elsewhere, a JSON log on request."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from zhextract.console import one_line

_EVERY = 10.0


class RunProgress:
    """Hears of every chunk. Not for results: this alone looks at the clock."""

    def __init__(self, stream: TextIO | None = None, log: IO[bytes] | None = None, quiet: bool = False) -> None:
        self._console = Console(file=stream or sys.stderr, highlight=False)
        self._log, self._quiet = log, quiet
        self.counts: Counter[str] = Counter()
        self._start = self._said = time.monotonic()
        self._here = 0  # documents of this run, without those of an earlier one
        self._size = self._passed = self._current = 0
        self._bar: Any = None
        self._bar_task: Any = None

    def begin(self, files: list[Path]) -> None:
        """The inputs, by whose size the remaining time is told."""
        self._size = sum(file.stat().st_size for file in files if file.exists())
        if self._console.is_terminal and not self._quiet:
            self._bar = Progress(
                BarColumn(), TextColumn("{task.percentage:>3.0f} %  {task.description}"), TimeRemainingColumn(),
                console=self._console, auto_refresh=False,
            )  # fmt: skip
            self._bar.start()
            self._bar_task = self._bar.add_task("", total=max(self._size, 1))

    def file(self, file: Path) -> None:
        """An input is opened."""
        self._passed += self._current
        self._current = file.stat().st_size if file.exists() else 0

    def chunk(self, entry: Mapping[str, Any], again: bool = False) -> None:
        """A chunk is done, or was done by an earlier run."""
        for key in ("documents", "errors", "read", "projects"):
            self.counts[key] += entry[key]
        if not again:
            self._here += entry["documents"]
        self._event({"event": "chunk", **entry})
        now = time.monotonic()
        if self._bar is not None:
            self._bar.update(self._bar_task, completed=self._passed, description=self.line(), refresh=True)
        elif now - self._said >= _EVERY and not self._quiet:
            self._said = now
            self._console.print(self.line() + self._remaining(now), markup=False, soft_wrap=True)

    def line(self) -> str:
        """The figures so far in one line."""
        rate = self._here / max(time.monotonic() - self._start, 0.001)
        counts = self.counts
        return (
            f"{counts['documents']:,} documents, {rate:,.0f} a second; {counts['read']:,} read, "
            f"{counts['projects']:,} projects, {counts['errors']:,} errors"
        )

    def _remaining(self, now: float) -> str:
        if not self._passed or not self._size:
            return ""
        left = (now - self._start) * max(self._size - self._passed, 0) / self._passed
        return f"; about {left:,.0f} s left" if left < 600 else f"; about {left / 60:,.0f} min left"

    def finishing(self, chunks: int) -> None:
        """All chunks are done."""
        self._event({"event": "writing", "chunks": chunks})
        if self._bar is not None:
            self._bar.update(self._bar_task, completed=0, total=max(chunks, 1), description="writing", refresh=True)

    def finished_chunk(self) -> None:
        """One chunk is in the output."""
        if self._bar is not None:
            self._bar.update(self._bar_task, advance=1, refresh=True)

    def say(self, message: str) -> None:
        """Something that the user should know."""
        self._event({"event": "note", "message": message})
        self._console.print(one_line(message), markup=False, soft_wrap=True)

    def end(self, summary: Mapping[str, Any]) -> None:
        """The run is over, well or not."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        self._event({"event": "end", **summary})

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return time.monotonic() - self._start

    def _event(self, event: Mapping[str, Any]) -> None:
        if self._log is not None:
            seconds = round(time.monotonic() - self._start, 3)
            self._log.write(json.dumps({"seconds": seconds, **event}, ensure_ascii=False).encode() + b"\n")
            self._log.flush()
