"""The map between raw and clean text: examples, and every offset under random edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.text.align import AlignedText, Edit, Mark


def test_identity_costs_nothing() -> None:
    text = AlignedText.identity("总投资3亿元")
    assert text.text is text.raw
    assert text.segments == ()
    assert text.raw_span(1, 3) == (1, 3)


def test_a_cut_annotation_lies_between() -> None:
    text = AlignedText.identity("經(jīng)開(kāi)區").apply([Edit(1, 7, ""), Edit(8, 13, "")]).recast("经开区")
    assert text.text == "经开区"
    assert text.raw_span(0, 3) == (0, 14)
    assert text.raw_span(1, 2) == (7, 8)
    assert text.raw_span(1, 1) == (1, 7)
    assert text.clean_span(2, 5) == (1, 1)
    assert text.clean_span(0, 8) == (0, 2)


def test_a_piece_maps_as_a_whole() -> None:
    text = AlignedText.identity("鍥芥満。").apply([Edit(0, 3, "国机")])
    assert text.raw_span(0, 1) == text.raw_span(1, 2) == (0, 3)
    assert text.raw_span(2, 3) == (3, 4)


def test_marks_move_with_the_text() -> None:
    text = AlignedText("编辑：甲乙", "编辑：甲乙", (Mark("damage", 3, 5),)).apply([Edit(0, 1, "")])
    assert text.marks == (Mark("damage", 2, 4),)


def test_edits_must_be_in_order() -> None:
    with pytest.raises(ValueError, match="order"):
        AlignedText.identity("abc").apply([Edit(2, 3, ""), Edit(0, 1, "")])
    with pytest.raises(IndexError):
        AlignedText.identity("abc").raw_span(0, 4)


@st.composite
def edited(draw: st.DrawFn) -> tuple[AlignedText, list[tuple[str, frozenset[int]]]]:
    """A text under up to four rounds of edits, beside a naive model: each character with the raw places behind it."""
    raw = draw(st.text("甲乙丙丁ab", max_size=30))
    aligned = AlignedText.identity(raw)
    model = [(c, frozenset([i])) for i, c in enumerate(raw)]
    for _ in range(draw(st.integers(0, 4))):
        edits, result, at = [], [], 0
        while at < len(model):
            kept = draw(st.integers(0, 4))
            result += model[at : at + kept]
            at = min(at + kept, len(model))
            size = draw(st.integers(0, min(3, len(model) - at)))
            new = draw(st.text("戊己庚", max_size=3))
            if not size and not new:
                continue
            edits.append(Edit(at, at + size, new))
            behind = frozenset[int]().union(*(places for _, places in model[at : at + size]))
            result += [(c, behind) for c in new]
            at += size
        aligned = aligned.apply(edits)
        model = result
    return aligned, model


@given(edited())
def test_every_offset_under_random_edits(case: tuple[AlignedText, list[tuple[str, frozenset[int]]]]) -> None:
    aligned, model = case
    assert aligned.text == "".join(c for c, _ in model)
    end_before = 0
    for i, (_, places) in enumerate(model):
        span = aligned.raw_span(i, i + 1)
        assert all(span.start <= p < span.end for p in places)
        # In order: what stands behind a character never begins before what stands behind its left neighbour.
        assert span.start >= end_before or span.end >= end_before
        end_before = max(end_before, span.start)
        if places:
            back = aligned.clean_span(span.start, span.end)
            assert back.start <= i < back.end
    for i in range(len(model)):
        for j in range(i, len(model) + 1):
            span = aligned.raw_span(i, j)
            assert 0 <= span.start <= span.end <= len(aligned.raw)
    for i in range(len(aligned.raw)):
        for j in range(i, len(aligned.raw) + 1):
            back = aligned.clean_span(i, j)
            assert 0 <= back.start <= back.end <= len(aligned.text)


@given(edited())
def test_untouched_characters_map_to_themselves(case: tuple[AlignedText, list[tuple[str, frozenset[int]]]]) -> None:
    aligned, _ = case
    inside = {i for s in aligned.segments for i in range(s.clean_start, s.clean_end)}
    for i, character in enumerate(aligned.text):
        if i not in inside:
            span = aligned.raw_span(i, i + 1)
            assert span.end == span.start + 1
            if character in "甲乙丙丁ab":
                assert aligned.raw[span.start] == character
