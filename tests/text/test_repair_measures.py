"""The measures of the repair, on our own articles: what comes back, what is lost, and nothing wrong unmarked."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import garble

import repair

# What clean text is; the one article that is garbled to begin with tells nothing.
ARTICLES = [garble.half_width(text) for text in repair.texts([]) if not repair.altered([text])]
SITE = (0.5, 0.52, 0.54, 0.56, 0.58, 0.8)


def test_annotation_of_characters_is_undone() -> None:
    for share in (0.3, 0.8, 1.0):
        score = repair.measured(ARTICLES, partial(garble.annotated, share=share))
        assert (score.errors, score.exact) == (0, score.articles)


@pytest.mark.parametrize("share", SITE)
def test_annotation_of_bytes_as_sites_do_it(share: float) -> None:
    score = repair.measured(ARTICLES, partial(garble.annotated_bytes, share=share))
    assert score.errors <= 0.001 * score.characters
    assert score.unmarked == 0


@pytest.mark.parametrize("kept", [True, False])
def test_a_table_that_strikes_ten_times_as_often(kept: bool) -> None:
    score = repair.measured(ARTICLES, partial(garble.annotated_bytes, common=0, keep_user_defined=kept))
    assert score.errors <= 0.003 * score.characters
    assert score.unmarked == 0


def test_wrong_decodings_are_undone() -> None:
    for manner in (garble.utf8_as_latin, garble.gbk_as_latin, garble.traditional, garble.full_width):
        score = repair.measured(ARTICLES, manner)
        assert score.errors == 0


def test_a_dropped_byte_is_undone_or_marked() -> None:
    score = repair.measured(ARTICLES, lambda text: garble.dropped_byte(text, Random(len(text))))
    assert score.unmarked == 0


def test_clean_text_stays() -> None:
    assert repair.altered(ARTICLES) == 0
