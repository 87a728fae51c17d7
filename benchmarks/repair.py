"""Measures the repair of garbled text: what comes back, what is lost, what it costs, what it does to clean text.

Run: `python benchmarks/repair.py [--show] [articles.jsonl …]`; without files it garbles `fixtures/articles/*.txt`.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

SHOW = "--show" in sys.argv
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))

import garble  # noqa: E402

from timing import all_of, fastest, jieba_cutter  # noqa: E402
from zhextract.text.align import AlignedText  # noqa: E402
from zhextract.text.clean import clean  # noqa: E402


class Score(NamedTuple):
    """Of one manner: characters in all, wrong ones, wrong ones outside every mark, articles that came back exactly."""

    characters: int
    errors: int
    unmarked: int
    articles: int
    exact: int


def texts(paths: list[str]) -> list[str]:
    """The articles to garble: JSON Lines with `text`, or our own."""
    if not paths:
        ours = sorted((ROOT / "fixtures/articles").glob("*.txt"))
        return [p.read_text(encoding="utf-8").strip() for p in ours if not p.stem.endswith(".garbled")]
    return [json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]


def compared(result: AlignedText, wanted: str) -> tuple[int, int]:
    """Wrong characters in all, and those that no `damage` mark covers or touches."""
    marks = [(m.start, m.end) for m in result.marks if m.kind == "damage"]
    errors = unmarked = 0
    matcher = SequenceMatcher(None, result.text, wanted, autojunk=False)
    for tag, low, high, left, right in matcher.get_opcodes():
        if tag == "equal":
            continue
        wrong = max(high - low, right - left)
        errors += wrong
        covered = sum(any(s <= i < e for s, e in marks) for i in range(low, high))
        touched = any(s <= high and low <= e for s, e in marks)
        outside = high - low - covered if touched else wrong
        unmarked += outside
        if SHOW and outside:
            print("   ", repr(result.text[low - 8 : high + 8]), repr(wanted[left - 8 : right + 8]))
    return errors, unmarked


def measured(articles: list[str], garbled: Callable[[str], str], title: str | None = None) -> Score:
    """The score of one manner of garbling."""
    characters = errors = unmarked = exact = 0
    for article in articles:
        wanted = clean(article).text
        result = clean(garbled(article), title)
        exact += result.text == wanted
        if result.text != wanted:
            wrong, outside = compared(result, wanted)
            errors, unmarked = errors + wrong, unmarked + outside
        characters += len(wanted)
    return Score(characters, errors, unmarked, len(articles), exact)


def manners() -> Iterator[tuple[str, Callable[[str], str], str | None]]:
    """Name, function and title of each manner of garbling."""
    yield "annotated", garble.annotated, None
    # Several tables, so that few articles still give a figure: about half of the frequent characters, as in the seed.
    for share in (0.5, 0.52, 0.54, 0.56, 0.58, 0.8):
        yield f"annotated bytes, {share}", partial(garble.annotated_bytes, share=share), None
    yield "annotated bytes, rare too", lambda t: garble.annotated_bytes(t, common=0), None
    yield "annotated bytes, all kept", lambda t: garble.annotated_bytes(t, common=0, keep_user_defined=True), None
    yield "one byte dropped", lambda t: garble.dropped_byte(t, Random(len(t))), None
    yield "UTF-8 as GBK", garble.utf8_as_gbk, None
    yield "UTF-8 as cp1252", garble.utf8_as_latin, None
    yield "GBK as Latin-1", garble.gbk_as_latin, None
    yield "spaces", lambda t: garble.spaced(t, Random(len(t))), None
    yield "hard wraps", garble.wrapped, None
    yield "spliced name", lambda t: garble.spliced(t, "九州下载", Random(len(t))), "九州下载-一则新闻的题目"
    yield "full width", garble.full_width, None
    yield "traditional", garble.traditional, None


def cost(articles: list[str]) -> Iterator[tuple[str, float]]:
    """Milliseconds for 1,000 characters, beside `jieba.lcut` on the same text."""
    cut = jieba_cutter()
    noisy = [garble.annotated_bytes(a) for a in articles]
    for name, work, batch in (
        ("jieba.lcut", cut, articles),
        ("clean prose", clean, articles),
        ("clean garbled", clean, noisy),
    ):
        yield name, fastest(partial(all_of, work, batch)) * 1e6 / sum(map(len, batch))


def altered(articles: list[str]) -> int:
    """Articles in which cleaning changes more than width, space and what shows nothing."""

    def folded(text: str) -> str:
        return re.sub(r"\s|[\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text))

    return sum(folded(clean(a).text) != folded(a) for a in articles)


def main() -> None:
    """Print the figures."""
    paths = [p for p in sys.argv[1:] if not p.startswith("--")]
    originals = texts(paths)
    # Only those that are clean to begin with can say what a repair should give.
    articles = [garble.half_width(t) for t in originals if not altered([t])]
    for name, function, title in manners():
        score = measured(articles, function, title)
        print(
            f"{name:26} exact {score.exact}/{score.articles}  CER {score.errors / score.characters:.4%}"
            f"  unmarked {score.unmarked / score.characters:.4%}"
        )
    print(f"clean text altered: {len(originals) - len(articles)} of {len(originals)}")
    for name, milliseconds in cost(articles[:200]):
        print(f"{name:26} {milliseconds:.3f} ms per 1,000 characters")


if __name__ == "__main__":
    main()
