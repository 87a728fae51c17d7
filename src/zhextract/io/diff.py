"""What cleaning did to a text, step by step, to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from zhextract.text.align import AlignedText
from zhextract.text.clean import clean_steps

# Paragraphs are too long to compare by eye.
_CLAUSE = re.compile(r"[^，。；！？,;!?\n]*[，。；！？,;!?\n]?")


def cleaning_diff(raw: str, title: str | None = None) -> str:
    """The clauses that each step of `clean` changed (`-` before, `+` after), then the stretches that are marked.

    A marked stretch (page furniture, damage that could not be repaired, a place where something was cut out) stays in
    the text but is not read as prose; it is listed as `# kind [start, end) words`, in code points of the clean text.
    Empty where the text is clean.
    """
    return "".join(f"{line}\n" for line in _lines(raw, title))


def _lines(raw: str, title: str | None) -> Iterator[str]:
    before, name = raw, "raw"
    last = AlignedText.identity(raw)
    for step, last in clean_steps(raw, title):
        if last.text == before:
            continue
        for line in unified_diff(_clauses(before), _clauses(last.text), name, step, n=0, lineterm=""):
            if not line.startswith("@@"):
                yield line
        before, name = last.text, step
    for mark in last.marks:
        yield f"# {mark.kind} [{mark.start}, {mark.end}) {last.text[mark.start : mark.end]!r}"


def _clauses(text: str) -> list[str]:
    # `+` and `-` begin every line of the output, so line ends of the text are shown as such.
    return [clause.replace("\n", "⏎") for clause in _CLAUSE.findall(text) if clause]
