"""The words that stand on a page around its article (`furniture.toml`), and the kinds of what they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from zhextract.lexicon.loader import load
from zhextract.records.values import Model

BREADCRUMB, BYLINE, DATELINE = "furniture:breadcrumb", "furniture:byline", "furniture:dateline"
RELATED, COPYRIGHT, MENU = "furniture:related", "furniture:copyright", "furniture:menu"
COMMENTS, CONTACT, TITLE = "furniture:comments", "furniture:contact", "furniture:title"


class FurnitureWords(Model):
    """The words of `furniture.toml`."""

    breadcrumb: tuple[str, ...]
    home: tuple[str, ...]
    path: tuple[str, ...]
    source: tuple[str, ...]
    person: tuple[str, ...]
    roles: tuple[str, ...]
    time: tuple[str, ...]
    other: tuple[str, ...]
    registry: tuple[str, ...]
    original: tuple[str, ...]
    buttons: tuple[str, ...]
    placeholders: tuple[str, ...]
    related: tuple[str, ...]
    lists: tuple[str, ...]
    comments: tuple[str, ...]
    comment_lines: tuple[str, ...]
    notices: tuple[str, ...]
    disclaimers: tuple[str, ...]
    rights: tuple[str, ...]
    contacts: tuple[str, ...]
    channels: tuple[str, ...]
    invitations: tuple[str, ...]
    facts: tuple[str, ...]
    menu: tuple[str, ...]
    media: tuple[str, ...]
    sites: tuple[str, ...]
    promoters: tuple[str, ...]
    teasers: tuple[str, ...]
    tags: tuple[str, ...]
    datelines: tuple[str, ...]
    ownpaper: tuple[str, ...]
    nomedium: tuple[str, ...]


class Line(NamedTuple):
    """A line of the text without the white space around it, and where it begins."""

    start: int
    text: str


@cache
def furniture_words() -> FurnitureWords:
    """The package's words."""
    return load("furniture.toml", FurnitureWords)


def may_tell(line: str) -> bool:
    """Whether a short line has words of the facts that articles tell."""
    return any(word in line for word in furniture_words().facts)


def any_of(words: Sequence[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def lines_of(text: str) -> list[Line]:
    """The lines of the text that are not blank."""
    lines, at = [], 0
    for piece in text.split("\n"):
        bare = piece.strip()
        if bare:
            lines.append(Line(at + piece.index(bare[0]), bare))
        at += len(piece) + 1
    return lines
