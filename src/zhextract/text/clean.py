"""The ordered steps from a raw text to a clean one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhextract.text.align import AlignedText
from zhextract.text.furniture import furniture
from zhextract.text.markup import without_markup
from zhextract.text.mojibake import repaired
from zhextract.text.pinyin import pinyin_cuts
from zhextract.text.script import simplified
from zhextract.text.spacing import joined
from zhextract.text.spliced import without_splices
from zhextract.text.width import narrowed, without_invisible, without_repeats, without_surrogates

if TYPE_CHECKING:
    from rich.console import Console


def clean(raw: str, title: str | AlignedText | None = None) -> AlignedText:
    """`raw` repaired, in simplified characters, with page furniture and damage marked.

    Every step is a set of edits, so each clean span leads back to the raw code points. `title` is the title, raw or
    cleaned before, where one is known: mirror sites splice parts of it into the text.
    """
    aligned = AlignedText.identity(raw)
    for _, after in _steps(raw, title):
        aligned = after
    return aligned


def clean_title(raw: str) -> AlignedText:
    """A title as `clean` makes it; whatever is in it, nothing is page furniture."""
    aligned = AlignedText.identity(raw)
    for _, after in _repairs(raw, None):
        aligned = after
    return aligned


def clean_steps(raw: str, title: str | None = None) -> list[tuple[str, AlignedText]]:
    """Each step's name and the text after it, only those that changed something."""
    steps, before = [], AlignedText.identity(raw)
    for name, after in _steps(raw, title):
        if after != before:
            steps.append((name, after))
        before = after
    return steps


def _steps(raw: str, title: str | AlignedText | None) -> Iterator[tuple[str, AlignedText]]:
    heading = _heading(title) if title else None
    aligned = AlignedText.identity(raw)
    for name, aligned in _repairs(raw, heading):
        yield name, aligned
    marks = furniture(aligned.text, heading)
    yield "furniture", aligned.with_marks(marks) if marks else aligned


def _repairs(raw: str, heading: str | None) -> Iterator[tuple[str, AlignedText]]:
    aligned = repaired(without_surrogates(AlignedText.identity(raw)))
    yield "mojibake", aligned
    aligned = without_markup(aligned)
    yield "markup", aligned
    aligned = without_invisible(aligned)
    yield "invisible", aligned
    cuts = pinyin_cuts(aligned.text)
    aligned = aligned.apply(cuts) if cuts else aligned
    yield "pinyin", aligned
    aligned = without_repeats(narrowed(aligned))
    yield "width", aligned
    aligned = simplified(aligned, mirrored=bool(cuts))
    yield "script", aligned
    aligned = joined(aligned)
    yield "spacing", aligned
    yield "spliced", without_splices(aligned, heading, mirrored=bool(cuts))


def _heading(title: str | AlignedText) -> str:
    """The title as it would stand in the clean text."""
    if isinstance(title, AlignedText):
        if title.text == title.raw:  # most titles need no cleaning, and so no second one
            return title.raw.strip()
        title = title.raw
    aligned = without_invisible(repaired(without_surrogates(AlignedText.identity(title))))
    cuts = pinyin_cuts(aligned.text)
    return simplified(narrowed(aligned.apply(cuts)), mirrored=bool(cuts)).text.strip()


def render_diff(steps: list[tuple[str, AlignedText]], console: Console) -> None:
    """Print what each step of `clean_steps` did on a rich `console`: what was cut, replaced and marked."""
    # Imported late: only the command line prints.
    from zhextract.text.diff import render_diff as render

    render(steps, console)
