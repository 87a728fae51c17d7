"""How fast and how large: `extract` beside `jieba.lcut` on the same texts in the same process.

    python benchmarks/run.py [FILE.jsonl ...] [--repeat 5]

Without files, the articles in fixtures/ are read. Times are the best of the repeats; both sides are warmed up first.
Cold start is a fresh interpreter up to the first record. Peak memory is that of a fresh process which does one thing.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import zhextract
from zhextract import Article, Extractor

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gold.jsonl"
SAMPLE = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产。"


def best(work: Callable[[], object], repeat: int) -> float:
    """Seconds of the fastest of `repeat` runs."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def jieba_cutter() -> Callable[[str], list[str]]:
    """`jieba.lcut`, loaded and quiet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut


# ru_maxrss would count what the parent had before it started the program; the high-water mark of Linux does not.
PEAK = """
import pathlib, re, resource, sys
try:
    print(int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024)
except (OSError, TypeError):
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))
"""


def fresh(code: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of `code` in an interpreter of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", f"{code}\n{PEAK}"]
    output = subprocess.run(command, capture_output=True, check=True).stdout
    return time.perf_counter() - start, float(output.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", default=[str(FIXTURES)])
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    articles: list[Article] = [article for file in options.files for article in zhextract.read(file)]
    characters = sum(len(article.text) for article in articles)

    cut, extractor = jieba_cutter(), Extractor()
    extractor.extract(Article(text=SAMPLE))
    cutting = best(lambda: [cut(article.text) for article in articles], options.repeat)
    extracting = best(lambda: list(extractor.extract_many(articles)), options.repeat)
    cold, small = fresh(f"import zhextract; zhextract.extract({SAMPLE!r})")
    reading = f"[zhextract.read(f) for f in {options.files!r}]"
    _, peak = fresh(
        f"import zhextract, itertools; list(zhextract.Extractor().extract_many(itertools.chain(*{reading})))"
    )
    jieba_cold, jieba_small = fresh(f"import jieba; jieba.setLogLevel(40); jieba.lcut({SAMPLE!r})")

    table = Table(title=f"{len(articles)} articles, {characters:,} characters, Python {sys.version.split()[0]}")
    for column in ("", "zhextract", "jieba.lcut", "ratio"):
        table.add_column(column, justify="right" if column else "left")
    rows = (
        ("characters a second", characters / extracting, characters / cutting, "{:,.0f}"),
        ("ms for 1,000 characters", extracting / characters * 1e6, cutting / characters * 1e6, "{:.2f}"),
        ("cold start (jieba: with its cache file), s", cold, jieba_cold, "{:.2f}"),
        ("memory after one sentence, MB", small, jieba_small, "{:.0f}"),
    )
    for name, ours, theirs, form in rows:
        table.add_row(name, form.format(ours), form.format(theirs), f"{ours / theirs:.2f}")
    table.add_row("peak memory over all articles, MB", f"{peak:.0f}", "", "")
    Console().print(table)


if __name__ == "__main__":
    main()
