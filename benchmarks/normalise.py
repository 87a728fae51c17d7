"""How long dates and amounts take, as a ratio to `jieba.lcut` on the same texts.

    python benchmarks/normalise.py CORPUS.jsonl [--articles N] [--rounds N]

The corpus has one JSON object a line with a `text`. The goal is at most 0.15 for both together. Processor time, best
of some rounds in turn, so that other work on the machine weighs on all alike.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from timing import all_of, best, jieba_cutter
from zhextract.parse.amounts import find_amounts
from zhextract.parse.dates import find_dates


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, options.articles)]
    characters = sum(map(len, texts))
    functions: dict[str, Callable[[str], object]] = {
        "jieba.lcut": jieba_cutter(),
        "find_dates": lambda text: find_dates(text, "2024-06-15"),
        "find_amounts": find_amounts,
        "no durations": lambda text: find_dates(text, "2024-06-15", durations=False),
    }
    seconds = best([partial(all_of, function, texts) for function in functions.values()], options.rounds)
    spent = dict(zip(functions, seconds, strict=True))
    spent["both"] = spent["find_dates"] + spent["find_amounts"]
    print(f"{len(texts)} articles, {characters} characters")
    for name, taken in spent.items():
        print(f"{name:14}{taken / characters * 1e6:8.3f} ms per 1,000 characters{taken / spent['jieba.lcut']:9.3f} ×")


if __name__ == "__main__":
    main()
