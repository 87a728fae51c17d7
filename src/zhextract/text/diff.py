"""What cleaning did, step by step, raw beside clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from zhextract.text.align import AlignedText, Mark

# Characters of the text on one line, roughly, and so many exchanges on it that two lines are read more easily.
_LINE, _MANY = 36, 3


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
        groups = list(_near(changes(before, after), 2 * context))
        ends = [0, *(_end(group) for group in groups)]
        starts = [*(group[0].start for group in groups[1:]), len(before.text)]
        for group, end, start in zip(groups, ends, starts, strict=False):
            # What stands around a group shows no change of another.
            around = max(end, group[0].start - context), min(start, _end(group) + context)
            for line in _shown(before.text, group, *around):
                console.print(line, soft_wrap=True)
        known = {(m.kind, before.raw_span(m.start, m.end)) for m in before.marks}
        for mark in after.marks:
            if mark.end > mark.start and (mark.kind, after.raw_span(mark.start, mark.end)) not in known:
                console.print(_marked(after.text, mark))
        before = after


def _end(group: list[Change]) -> int:
    return group[-1].start + len(group[-1].before)


def _near(found: list[Change], gap: int) -> Iterator[list[Change]]:
    """The changes in groups that stand near one another, each for one line."""
    group: list[Change] = []
    for change in found:
        if group and (change.start - _end(group) > gap or change.start - group[0].start > _LINE):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _shown(text: str, group: list[Change], low: int, high: int) -> Iterator[Text]:
    """The group within `text[low:high]` on one line; many characters exchanged one for one are on two, old and new."""
    if len(group) < _MANY or any(len(change.before) != len(change.after) for change in group):
        yield _line(text, group, low, high)
        return
    for sign, style in (("-", "red"), ("+", "green")):
        line, at = Text(f"  {sign} "), low
        for change in group:
            line.append(_flat(text[at : change.start]), style="dim")
            line.append(_flat(change.before if sign == "-" else change.after), style=style)
            at = change.start + len(change.before)
        line.append(_flat(text[at:high]), style="dim")
        yield line


def _line(text: str, group: list[Change], low: int, high: int) -> Text:
    """One line: what stands around the changes of the group, and in each what was and what is."""
    line, at = Text("  "), low
    for change in group:
        line.append(_flat(text[at : change.start]), style="dim")
        if change.before:
            line.append(f"[-{_flat(change.before)}-]", style="red")
        if change.after:
            line.append(f"{{+{_flat(change.after)}+}}", style="green")
        at = change.start + len(change.before)
    line.append(_flat(text[at:high]), style="dim")
    return line


def _marked(text: str, mark: Mark) -> Text:
    words = _flat(text[mark.start : mark.end])
    shown = words if len(words) <= 60 else f"{words[:40]} … {words[-16:]}"
    return Text.assemble("  ", (mark.kind, "yellow"), " ", shown)


def _flat(text: str) -> str:
    """Line feeds and characters that show nothing, made visible."""
    return "".join("⏎" if c == "\n" else c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
