"""How long dates and amounts take, as a ratio to `jieba.lcut` on the same texts.

    python benchmarks/normalise.py CORPUS.jsonl [--articles N]

The corpus has one JSON object a line with a `text`. The goal is at most 0.15 for both together.
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


def seconds(texts: list[str], function: Callable[[str], object], rounds: int = 3) -> float:
    """The best of some rounds over all texts."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            function(text)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, options.articles)]
    characters = sum(map(len, texts))
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    timed = {
        "jieba.lcut": seconds(texts, jieba.lcut, 2),
        "find_dates": seconds(texts, lambda text: find_dates(text, "2024-06-15")),
        "find_amounts": seconds(texts, find_amounts),
    }
    print(f"{len(texts)} articles, {characters} characters")
    for name, spent in timed.items():
        print(f"{name:14}{spent / characters * 1e6:9.1f} ms per 1,000{spent / timed['jieba.lcut']:9.3f} ×")
    both = timed["find_dates"] + timed["find_amounts"]
    print(f"{'both':14}{both / characters * 1e6:9.1f} ms per 1,000{both / timed['jieba.lcut']:9.3f} ×")


if __name__ == "__main__":
    main()
