"""How long dates and amounts take, as a ratio to `jieba.lcut` on the same texts.

    python benchmarks/normalise.py CORPUS.jsonl [--articles N] [--rounds N]

The corpus has one JSON object a line with a `text`. The goal is at most 0.15 for both together. Processor time, best
of some rounds in turn, so that other work on the machine weighs on all alike.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import jieba

from zhextract.parse.amounts import find_amounts
from zhextract.parse.dates import find_dates


def seconds(texts: list[str], function: Callable[[str], object]) -> float:
    """Processor time for all texts, once."""
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, options.articles)]
    characters = sum(map(len, texts))
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    functions: dict[str, Callable[[str], object]] = {
        "jieba.lcut": jieba.lcut,
        "find_dates": lambda text: find_dates(text, "2024-06-15"),
        "find_amounts": find_amounts,
        "with durations": lambda text: find_dates(text, "2024-06-15", durations=True),
    }
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(options.rounds):
        for name, function in functions.items():
            best[name] = min(best[name], seconds(texts, function))
    best["both"] = best["find_dates"] + best["find_amounts"]
    print(f"{len(texts)} articles, {characters} characters")
    for name, spent in best.items():
        print(f"{name:14}{spent / characters * 1e6:8.3f} ms per 1,000 characters{spent / best['jieba.lcut']:9.3f} ×")


if __name__ == "__main__":
    main()
