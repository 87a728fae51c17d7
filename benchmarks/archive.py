"""How fast an archive is worked through, side by side with `jieba.lcut` in one run.

    python benchmarks/archive.py GENERAL.jsonl RELEVANT.jsonl [--articles 20000] [--million]

GENERAL holds news of all kinds, RELEVANT news of projects. (a) the gate on what it stops, (b) `extract` on RELEVANT,
(c) an archive with 4 % of RELEVANT through `zhextract batch` with one worker, (d) with two, (e) the private memory of a
worker, over a million articles with --million, (f) the cost by length. Times of (a), (b), (f) are the best of three.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.table import Table

import zhextract
from timing import fastest, jieba_cutter
from zhextract import Article, Extractor
from zhextract.batch.gate import gate

RELEVANT_SHARE = 0.04


def archive(path: Path, general: list[Article], relevant: list[Article], count: int) -> list[str]:
    """Write an archive with `RELEVANT_SHARE` of relevant articles, evenly spread; the texts."""
    every = round(1 / RELEVANT_SHARE)
    texts = []
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            source = relevant if n % every == 0 else general
            article = source[(n // every if n % every == 0 else n) % len(source)]
            # Each copy is an article of its own: a number in front keeps it from being a mere repetition.
            text = f"{n}　{article.text}"
            texts.append(text)
            file.write(json.dumps({"id": str(n), "text": text, "title": article.title}, ensure_ascii=False) + "\n")
    return texts


def private_memory(pid: int) -> float:
    """Private megabytes of a process."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(n) for n in re.findall(r"Private_\w+:\s+(\d+) kB", text)) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def run(source: Path, workers: int) -> tuple[float, float, list[float]]:
    """Seconds of a run, its start included, by the clock and of all processes; a worker's top memory by quarter.

    Memory is private, in MB.
    """
    with tempfile.TemporaryDirectory() as folder:
        start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-W", "ignore", "-m", "zhextract.cli", "batch", str(source), "-q"]
        process = subprocess.Popen(
            [*command, "-o", f"{folder}/out", "--workers", str(workers)], stderr=subprocess.DEVNULL
        )
        seen: list[float] = []

        def watch() -> None:
            while process.poll() is None:
                with suppress(OSError):  # a worker that has ended meanwhile
                    seen.append(max((private_memory(pid) for pid in children(process.pid)), default=0.0))
                time.sleep(0.2)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        watcher.join()
        if process.returncode:
            raise SystemExit("the run failed")
        seconds, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    quarter = max(len(seen) // 4, 1)
    return seconds, processor, [max(seen[i : i + quarter], default=0.0) for i in range(0, 4 * quarter, quarter)]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("general")
    parser.add_argument("relevant")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--million", action="store_true", help="measure the memory over a million articles")
    parser.add_argument("--no-lengths", action="store_true")
    options = parser.parse_args()
    general, relevant = list(zhextract.read(options.general)), list(zhextract.read(options.relevant))
    cut, extractor, stops = jieba_cutter(), Extractor(), gate().stops
    extractor.extract(relevant[0])
    cut(relevant[0].text)
    rows: list[tuple[str, ...]] = []

    stopped = [a for a in general if stops(a.text, a.title)]
    gating = fastest(lambda: [stops(a.text, a.title) for a in stopped])
    cutting = fastest(lambda: [cut(a.text) for a in stopped], 1)
    rows.append(
        (
            f"(a) gate, {len(stopped)} stopped of {len(general)}",
            f"{gating / len(stopped) * 1e6:.1f} µs",
            f"{gating / cutting:.4f}",
            "0.02",
        )
    )
    extracting = fastest(lambda: [extractor.extract(a) for a in relevant])
    cutting = fastest(lambda: [cut(a.text) for a in relevant], 1)
    rows.append(
        (
            f"(b) extract, {len(relevant)} relevant",
            f"{extracting / len(relevant) * 1e3:.2f} ms",
            f"{extracting / cutting:.2f}",
            "0.5",
        )
    )

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        texts = archive(path, general, relevant, options.articles)
        jieba = fastest(lambda: [cut(text) for text in texts], 1)
        start, start_used, _ = run(_short(path), 1)
        one, one_used, _ = run(path, 1)
        two, _, _ = run(path, 2)
        used = one_used - start_used
        measured = f"{options.articles / used:,.0f} articles/s"
        rows.append(
            ("(c) archive, one worker, processor time without its start", measured, f"{jieba / used:.1f} ×", "25 ×")
        )
        rows.append(
            ("(d) two workers, by the clock", f"{two - start:.1f} s", f"{(one - start) / (two - start):.2f} ×", "1.7 ×")
        )
        if options.million:
            archive(path, general, relevant, 1_000_000)
        seconds, _, memory = run(path, 2)
        shown = " ".join(f"{megabytes:.0f}" for megabytes in memory)
        rows.append((f"(e) private memory of a worker by quarters, MB ({seconds:,.0f} s)", shown, "", "200, flat"))
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
