"""How fast and how large: `extract` beside `jieba.lcut` on the same texts in the same process.

    python benchmarks/run.py [FILE.jsonl ...] [--repeat 5] [--without-rjieba]

Without files, the articles in fixtures/ are read. Times are processor time, the best of the repeats; both sides are
warmed up first and take turns, so that what else the machine does falls on both. Cold start is a fresh interpreter up
to the first record. Peak memory is that of a fresh process which does one thing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table

import zhextract
from timing import best, jieba_cutter
from zhextract import Article, Extractor

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gold.jsonl"
SAMPLE = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产。"


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
    parser.add_argument("--without-rjieba", action="store_true", help="cut words as where rjieba is not installed")
    options = parser.parse_args()
    hidden = ""
    if options.without_rjieba:
        hidden = "import sys; sys.modules['rjieba'] = None; "  # what is None there cannot be found
        sys.modules["rjieba"] = None  # type: ignore[assignment]
    rust = find_spec("rjieba") is not None
    articles: list[Article] = [article for file in options.files for article in zhextract.read(file)]
    characters = sum(len(article.text) for article in articles)

    cut, extractor = jieba_cutter(), Extractor()
    extractor.extract(Article(text=SAMPLE))
    cutting, extracting = best(
        [lambda: [cut(article.text) for article in articles], lambda: list(extractor.extract_many(articles))],
        options.repeat,
    )
    cold, small = fresh(f"{hidden}import zhextract; zhextract.extract({SAMPLE!r})")
    reading = f"[zhextract.read(f) for f in {options.files!r}]"
    _, peak = fresh(
        f"{hidden}import zhextract, itertools; list(zhextract.Extractor().extract_many(itertools.chain(*{reading})))"
    )
    jieba_cold, jieba_small = fresh(f"import jieba; jieba.setLogLevel(40); jieba.lcut({SAMPLE!r})")

    words = "words by rjieba" if rust else "words without rjieba"
    table = Table(
        title=f"{len(articles)} articles, {characters:,} characters, {words}, Python {sys.version.split()[0]}"
    )
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
