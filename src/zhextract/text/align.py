"""Text that was changed, with the way back: raw, clean, and the map between them.

The idea is that of `NormalizedString` in huggingface/tokenizers: a step says what it replaces, and the edits of all
steps are composed into one map. Only stretches whose length changed are kept, as four arrays of offsets, so a text that
was not changed, or only character by character, costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, NoReturn

from zhextract.records.values import CharSpan as CharSpan


class Edit(NamedTuple):
    """`text[start:end]` becomes `replacement`; offsets in code points of the text being edited, `end` exclusive."""

    start: int
    end: int
    replacement: str


class Mark(NamedTuple):
    """A stretch of the clean text that is not to be read as prose: `furniture:…`, `damage` or `spliced`.

    A `spliced` mark is empty: it stands where something was cut.
    """

    kind: str
    start: int
    end: int


class Segment(NamedTuple):
    """Clean `[clean_start, clean_end)` stands for raw `[raw_start, raw_end)`, as one piece."""

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A raw text, its clean form, and the map between their code points.

    `segments` are the stretches that do not map character by character, in order; between them the two texts run in
    step. `marks` are in clean coordinates.
    """

    raw: str
    text: str
    marks: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()

    @classmethod
    def identity(cls, raw: str) -> AlignedText:
        """`raw`, unchanged."""
        return cls(raw, raw)

    def raw_span(self, start: int, end: int) -> CharSpan:
        """The raw stretch behind clean `[start, end)`.

        It runs from the first raw code point of the first character to the last of the last, with what was cut between
        them. An empty clean span gives what was cut at that place, empty where nothing was.
        """
        if not 0 <= start <= end <= len(self.text):
            _refuse(start, end, len(self.text))
        if not self.segments:
            return CharSpan(start, end)
        if start == end:
            low = _last(self.segments, 0, start - 1) if start else 0
            high = _first(self.segments, 0, start) if start < len(self.text) else len(self.raw)
            return CharSpan(low, max(low, high))
        low = _first(self.segments, 0, start)
        return CharSpan(low, max(low, _last(self.segments, 0, end - 1)))

    def clean_span(self, start: int, end: int) -> CharSpan:
        """The clean stretch that stands for raw `[start, end)`, empty where all of it was cut."""
        if not 0 <= start <= end <= len(self.raw):
            _refuse(start, end, len(self.raw))
        if not self.segments:
            return CharSpan(start, end)
        if start == end:
            low = _last(self.segments, 2, start - 1) if start else 0
            high = _first(self.segments, 2, start) if start < len(self.raw) else len(self.text)
            return CharSpan(low, max(low, high))
        low = _first(self.segments, 2, start)
        return CharSpan(low, max(low, _last(self.segments, 2, end - 1)))

    def apply(self, edits: Iterable[Edit]) -> AlignedText:
        """The text with `edits` made; they are in clean coordinates, in order, and do not overlap.

        An edit of one character to one character keeps the two in step; any other maps as one piece. Marks move with
        the text. Raises `ValueError` for edits out of order or out of the text.
        """
        pieces: list[str] = []
        steps: list[Segment] = []
        at = shift = 0
        for start, end, new in edits:
            if not at <= start <= end <= len(self.text):
                raise ValueError(f"edit [{start}, {end}) is out of order or out of the text")
            pieces += self.text[at:start], new
            at = end
            if end - start != 1 or len(new) != 1:
                steps.append(Segment(start + shift, start + shift + len(new), start, end))
                shift += len(new) - (end - start)
        if not pieces:
            return self
        pieces.append(self.text[at:])
        text = "".join(pieces)
        if not steps:
            return replace(self, text=text)
        step = AlignedText(self.text, text, (), tuple(steps))
        marks = tuple(Mark(m.kind, *step.clean_span(m.start, m.end)) for m in self.marks)
        segments = tuple(_compose(self.segments, steps)) if self.segments else tuple(steps)
        return AlignedText(self.raw, text, marks, segments)

    def recast(self, text: str) -> AlignedText:
        """The same text in other characters, one for one (`text` has the same length)."""
        if len(text) != len(self.text):
            raise ValueError("a recast keeps the length")
        return self if text == self.text else replace(self, text=text)

    def with_marks(self, marks: Iterable[Mark]) -> AlignedText:
        """The text with `marks` added, sorted by place."""
        added = [*self.marks, *marks]
        return replace(self, marks=tuple(sorted(added, key=lambda m: (m.start, m.end, m.kind))))


def _refuse(start: int, end: int, length: int) -> NoReturn:
    raise IndexError(f"span [{start}, {end}) is not in a text of {length} code points")


def _segment_at(segments: Sequence[Segment], field: int, position: int) -> Segment | None:
    """The last segment that starts at or before `position`, counted in clean (0) or raw (2) code points."""
    found = bisect_right(segments, position, key=lambda s: s[field])
    return segments[found - 1] if found else None


def _first(segments: Sequence[Segment], field: int, position: int) -> int:
    """Where the character at `position` begins on the other side."""
    segment = _segment_at(segments, field, position)
    if segment is None:
        return position
    other = 2 - field
    return segment[other] if position < segment[field + 1] else segment[other + 1] + position - segment[field + 1]


def _last(segments: Sequence[Segment], field: int, position: int) -> int:
    """Where the character at `position` ends on the other side."""
    segment = _segment_at(segments, field, position)
    if segment is None:
        return position + 1
    other = 2 - field
    inside = position < segment[field + 1]
    return segment[other + 1] if inside else segment[other + 1] + position + 1 - segment[field + 1]


def _compose(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[Segment]:
    """Segments raw → middle (`old`) and middle → clean (`new`) as segments raw → clean."""
    # In the middle text: (start, end, which, segment); overlapping stretches of both fuse to one piece.
    events = [(s.clean_start, s.clean_end, 0, s) for s in old] + [(s.raw_start, s.raw_end, 1, s) for s in new]
    events.sort(key=lambda e: e[:3])
    raw_ahead = clean_ahead = 0  # raw and clean offsets minus the middle offset, behind the last piece
    index = 0
    while index < len(events):
        low, high = events[index][:2]
        raw_low, clean_low = low + raw_ahead, low + clean_ahead
        while index < len(events):
            start, end, _, _ = events[index]
            if not (start < high or start == end == low == high):
                break
            high = max(high, end)
            raw_ahead, clean_ahead = _advance(events[index], raw_ahead, clean_ahead)
            index += 1
        yield Segment(clean_low, high + clean_ahead, raw_low, high + raw_ahead)


def _advance(event: tuple[int, int, int, Segment], raw_ahead: int, clean_ahead: int) -> tuple[int, int]:
    _, end, which, segment = event
    if which:
        return raw_ahead, segment.clean_end - end
    return segment.raw_end - end, clean_ahead
