"""How fast an archive is worked through, side by side with `jieba.lcut` in one run.

    python benchmarks/archive.py GENERAL.jsonl RELEVANT.jsonl [--articles 20000] [--million]

GENERAL holds news of all kinds, RELEVANT news of projects. (a) the gate on what it stops, (b) `extract` on RELEVANT,
(c) an archive with 4 % of RELEVANT through `zhextract batch` with one worker, and what of that is neither the gate nor
`extract`, (d) with two workers, and what the processor times allow at best, (e) the private memory of a worker, over a
million articles with --million, (f) the cost by length. Times of (a), (b), (f) are the best of three.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

import zhextract
from timing import fastest, jieba_cutter
from zhextract import Article, Extractor
from zhextract.batch.gate import gate

RELEVANT_SHARE = 0.04


def archive(path: Path, general: list[Article], relevant: list[Article], count: int) -> Iterator[Article]:
    """Write an archive with `RELEVANT_SHARE` of relevant articles, evenly spread; gives each as it is written."""
    every = round(1 / RELEVANT_SHARE)
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            source = relevant if n % every == 0 else general
            article = source[(n // every if n % every == 0 else n) % len(source)]
            # Each copy is an article of its own: a number in front keeps it from being a mere repetition.
            text = f"{n}　{article.text}"
            file.write(json.dumps({"id": str(n), "text": text, "title": article.title}, ensure_ascii=False) + "\n")
            yield Article(text=text, title=article.title)


def private_memory(pid: int) -> float:
    """Private megabytes of a process."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(n) for n in re.findall(r"Private_\w+:\s+(\d+) kB", text)) / 1024


def processor_time(pid: int) -> float:
    """Seconds that a process itself has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Run(NamedTuple):
    """What a run has cost: seconds by the clock and of all processes, those of the process that hands out the work, and
    the top private memory of a worker by quarters of the run, in MB."""

    clock: float
    used: float
    serial: float
    memory: list[float]


def run(source: Path, workers: int) -> Run:
    """Work through an archive, the start included."""
    with tempfile.TemporaryDirectory() as folder:
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-W", "ignore", "-m", "zhextract.cli", "batch", str(source), "-q"]
        process = subprocess.Popen(
            [*command, "-o", f"{folder}/out", "--workers", str(workers)], stderr=subprocess.DEVNULL
        )
        seen: list[float] = []
        serial = 0.0

        def watch() -> None:
            nonlocal serial
            while process.poll() is None:
                with suppress(OSError, IndexError):  # one that has ended meanwhile
                    serial = processor_time(process.pid)
                    seen.append(max((private_memory(pid) for pid in children(process.pid)), default=0.0))
                time.sleep(0.1)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        watcher.join()
        if process.returncode:
            raise SystemExit("the run failed")
        clock, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    quarter = max(len(seen) // 4, 1)
    memory = [max(seen[i : i + quarter], default=0.0) for i in range(0, 4 * quarter, quarter)]
    return Run(clock, now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime, serial, memory)


def lengths(relevant: list[Article], extractor: Extractor, cut: Callable[[str], list[str]]) -> list[tuple[str, ...]]:
    """Rows of (f): the cost for 1,000 characters of texts that are ten times as long each."""
    joined = "\n".join(article.text for article in relevant)
    rows = []
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (joined * (size // len(joined) + 1))[: size // 3]  # three bytes a character
        repeat = 3 if size <= 100_000 else 1
        cost = fastest(lambda text=text: extractor.extract(Article(text=text)), repeat) / len(text) * 1e6  # type: ignore[misc]
        jieba = fastest(lambda text=text: cut(text), repeat) / len(text) * 1e6  # type: ignore[misc]
        rows.append((f"(f) {size:,} bytes, ms for 1,000 characters", f"{cost:.2f}", f"{cost / jieba:.2f}", "flat"))
    return rows


def alone(
    general: list[Article], relevant: list[Article], extractor: Extractor, cut: Callable[[str], list[str]]
) -> list[tuple[str, ...]]:
    """Rows of (a) and (b)."""
    stops = gate().stops
    stopped = [a for a in general if stops(a.text, a.title)]
    gating = fastest(lambda: [stops(a.text, a.title) for a in stopped])
    of_stopped = fastest(lambda: [cut(a.text) for a in stopped], 1)
    extracting = fastest(lambda: [extractor.extract(a) for a in relevant])
    of_relevant = fastest(lambda: [cut(a.text) for a in relevant], 1)
    gated, read = f"{gating / len(stopped) * 1e6:.1f} µs", f"{extracting / len(relevant) * 1e3:.2f} ms"
    return [
        (f"(a) gate, {len(stopped)} stopped of {len(general)}", gated, f"{gating / of_stopped:.4f}", "0.02"),
        (f"(b) extract, {len(relevant)} relevant", read, f"{extracting / of_relevant:.2f}", "0.5"),
    ]


def worked_through(
    path: Path, articles: list[Article], extractor: Extractor, cut: Callable[[str], list[str]]
) -> tuple[list[tuple[str, ...]], Run]:
    """Rows of (c) and (d), and the run with two workers."""
    stops, count = gate().stops, len(articles)
    jieba = fastest(lambda: [cut(a.text) for a in articles], 1)
    passed = [a for a in articles if not stops(a.text, a.title)]
    needed = fastest(lambda: [stops(a.text, a.title) for a in articles])
    needed += fastest(lambda: [extractor.extract(a) for a in passed], 1)
    start, one, two = run(_short(path), 1), run(path, 1), run(path, 2)
    used, serial = one.used - start.used, two.serial - start.serial
    besides, ratio = used - needed, (one.clock - start.clock) / (two.clock - start.clock)
    rate, seconds = f"{count / used:,.0f} articles/s", f"{two.clock - start.clock:.1f} s"
    at_best = used / (serial + (used - serial) / 2)
    rows: list[tuple[str, ...]] = [
        ("(c) one worker, processor time without its start", rate, f"{jieba / used:.1f} ×", "25 ×"),
        ("(c) besides the gate and extract", f"{besides / count * 1e6:.0f} µs", f"{besides / jieba:.4f}", "0.01"),
        ("(d) two workers, by the clock", seconds, f"{ratio:.2f} ×", "1.7 ×"),
        ("(d) at best, by processor time", f"{serial / count * 1e6:.0f} µs in turn", f"{at_best:.2f} ×", "1.7 ×"),
    ]
    return rows, two


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("general")
    parser.add_argument("relevant")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--million", action="store_true", help="measure the memory over a million articles")
    parser.add_argument("--no-lengths", action="store_true")
    options = parser.parse_args()
    general, relevant = list(zhextract.read(options.general)), list(zhextract.read(options.relevant))
    cut, extractor = jieba_cutter(), Extractor()
    extractor.extract(relevant[0])
    cut(relevant[0].text)
    rows = alone(general, relevant, extractor, cut)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        found, two = worked_through(path, list(archive(path, general, relevant, options.articles)), extractor, cut)
        rows += found
        if options.million:
            deque(archive(path, general, relevant, 1_000_000), 0)
            two = run(path, 2)
        shown = " ".join(f"{megabytes:.0f}" for megabytes in two.memory)
        rows.append((f"(e) private memory of a worker by quarters, MB ({two.clock:,.0f} s)", shown, "", "200, flat"))
    if not options.no_lengths:
        rows += lengths(relevant, extractor, cut)
    table = Table(title=f"Python {sys.version.split()[0]}")
    for name in ("", "measured", "beside jieba.lcut", "wanted"):
        table.add_column(name, justify="right" if name else "left")
    for row in rows:
        table.add_row(*row)
    Console(width=120).print(table)


def _short(path: Path) -> Path:
    """An archive of one article: what a run costs before and after its work."""
    short = path.with_name("short.jsonl")
    with path.open("rb") as file:
        short.write_bytes(file.readline())
    return short


if __name__ == "__main__":
    main()
