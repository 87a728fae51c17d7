"""One article as the rules see it: one clean string, its sentences, and the way back to the raw parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhextract.records.values import Part, Span
from zhextract.text.align import AlignedText, CharSpan, Mark
from zhextract.text.bylines import source_spans
from zhextract.text.clean import clean, clean_title
from zhextract.text.headline import headline
from zhextract.text.sentences import sentences
from zhextract.text.width import punctuated


@dataclass(frozen=True, slots=True)
class Document:
    """The clean title (if any), a line break, and the clean body as one `text`, narrow marks beside Chinese read as
    wide ones.

    Offsets of everything found inside count code points of `text`; `raw_span` takes them back to the raw title or body.
    `sentences` leave out page furniture; the first `headlines` of them are the title and a headline in 【…】 that opens
    the body, which repeat in short what the body says in full. `sources` are the media in bylines and datelines.
    """

    text: str
    title: AlignedText | None
    body: AlignedText
    body_start: int
    sentences: tuple[CharSpan, ...]
    headlines: int
    marks: tuple[Mark, ...]
    sources: tuple[CharSpan, ...]

    @classmethod
    def read(cls, text: str, title: str | None = None) -> Document:
        """Clean the raw `title` and `text` and find their sentences."""
        head = clean_title(title) if title and title.strip() else None
        body = clean(text, head)
        start = len(head.text) + 1 if head else 0
        found = [headline(head.text)] if head else []
        headlines = len(found)
        opening = _headline(body.text)
        for sentence in sentences(body.text, body.marks):
            if sentence.start < opening:
                if sentence.end <= opening:
                    found.append(CharSpan(sentence.start + start, sentence.end + start))
                    headlines += 1
                    continue
                found.append(CharSpan(sentence.start + start, opening + start))
                headlines += 1
                sentence = CharSpan(opening, sentence.end)
            for piece in _pieces(body.text, sentence) if sentence.end - sentence.start > _LONGEST else (sentence,):
                found.append(CharSpan(piece.start + start, piece.end + start))
        sources = tuple(CharSpan(s.start + start, s.end + start) for s in source_spans(body.text, body.marks))
        marks = tuple(Mark(m.kind, m.start + start, m.end + start) for m in body.marks)
        whole = f"{head.text}\n{body.text}" if head else body.text
        return cls(punctuated(whole), head, body, start, tuple(found), headlines, marks, sources)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw words behind `text[start:end]`, which must lie in one part."""
        part: Part
        if self.title is not None and start < self.body_start:
            part, aligned, offset = "title", self.title, 0
        else:
            part, aligned, offset = "text", self.body, self.body_start
        low, high = aligned.raw_span(max(start - offset, 0), max(end - offset, 0))
        return Span.of(part, low, high, aligned.raw)

    def sentence_of(self, position: int) -> CharSpan | None:
        """The last sentence that starts at or before `position`, None where there is none."""
        index = bisect_right(self.sentences, (position, len(self.text))) - 1
        return self.sentences[index] if index >= 0 else None


#: The longest sentence that is read as one, in code points: what is looked at within a sentence is then bounded.
_LONGEST = 1000


def _pieces(text: str, sentence: CharSpan) -> Iterator[CharSpan]:
    """The sentence, cut behind a clause mark wherever it grows longer than any sentence of prose."""
    begin = sentence.start
    while sentence.end - begin > _LONGEST:
        low, high = begin + _LONGEST // 2, begin + _LONGEST
        cut = max(text.rfind(mark, low, high) for mark in "；;，,、 ") + 1 or high
        yield CharSpan(begin, cut)
        begin = cut
    if sentence.end > begin:
        yield CharSpan(begin, sentence.end)


def _headline(text: str) -> int:
    """Where a headline in 【…】 that opens the text ends, or 0."""
    begin = len(text) - len(text.lstrip())
    if not text.startswith("【", begin):
        return 0
    end = text.find("】", begin, begin + 200)
    # 【本报讯】 and the like is a dateline, no headline.
    return end + 1 if end - begin > 6 and end + 1 < len(text.rstrip()) else 0
