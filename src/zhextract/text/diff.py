"""What cleaning did, step by step, raw beside clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from zhextract.text.align import AlignedText, Mark


class Change(NamedTuple):
    """One stretch that a step replaced: the texts before and after, and where it stands in each."""

    before: str
    after: str
    start: int
    new_start: int


def changes(before: AlignedText, after: AlignedText) -> list[Change]:
    """The stretches in which two texts over the same raw text differ, in order.

    Found through the raw text both stand on, not by comparing strings: a change is what maps to the same raw stretch.
    """
    cuts = sorted({0, len(before.raw), *_borders(before), *_borders(after)})
    found: list[Change] = []
    for low, high in pairwise(cuts):
        old, new = before.clean_span(low, high), after.clean_span(low, high)
        one, two = before.text[old.start : old.end], after.text[new.start : new.end]
        if one == two:
            continue
        if len(one) != len(two):
            found.append(Change(one, two, old.start, new.start))
            continue
        found += _recast(one, two, old.start, new.start)
    return found


def _borders(aligned: AlignedText) -> Iterator[int]:
    for segment in aligned.segments:
        yield segment.raw_start
        yield segment.raw_end


def _recast(one: str, two: str, start: int, new_start: int) -> Iterator[Change]:
    """Runs of characters that were exchanged one for one."""
    at = 0
    while at < len(one):
        if one[at] == two[at]:
            at += 1
            continue
        end = at
        while end < len(one) and one[end] != two[end]:
            end += 1
        yield Change(one[at:end], two[at:end], start + at, new_start + at)
        at = end


def render_diff(steps: Sequence[tuple[str, AlignedText]], console: Console, *, context: int = 8) -> None:
    """Print each step of `clean_steps` with what it replaced, `context` characters of the text around it."""
    if not steps:
        console.print("nothing to clean")
        return
    before = AlignedText.identity(steps[0][1].raw)
    for name, after in steps:
        console.print(Text(name, style="bold"))
        for change in changes(before, after):
            console.print(_line(before.text, change, context))
        known = {(m.kind, before.raw_span(m.start, m.end)) for m in before.marks}
        for mark in after.marks:
            if mark.end > mark.start and (mark.kind, after.raw_span(mark.start, mark.end)) not in known:
                console.print(_marked(after.text, mark))
        before = after


def _line(text: str, change: Change, context: int) -> Text:
    end = change.start + len(change.before)
    line = Text("  ")
    line.append(_flat(text[max(0, change.start - context) : change.start]), style="dim")
    if change.before:
        line.append(f"[-{_flat(change.before)}-]", style="red")
    if change.after:
        line.append(f"{{+{_flat(change.after)}+}}", style="green")
    line.append(_flat(text[end : end + context]), style="dim")
    return line


def _marked(text: str, mark: Mark) -> Text:
    words = _flat(text[mark.start : mark.end])
    shown = words if len(words) <= 60 else f"{words[:40]} … {words[-16:]}"
    return Text.assemble("  ", (mark.kind, "yellow"), " ", shown)


def _flat(text: str) -> str:
    """Line feeds and characters that show nothing, made visible."""
    return "".join("⏎" if c == "\n" else c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
