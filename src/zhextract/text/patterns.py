"""Patterns of several forms that are looked for in running text, made so that most of the text is skipped.

`re` skips to the first characters of a pattern only where each of its forms begins with one literal character. With a
set, a group or an optional part in front every form is tried at every character, which costs several times as much.
"""

from __future__ import annotations

import re

_QUANTIFIER = re.compile(r"(?:[?*+]|\{(?P<least>[0-9]*)(?:,[0-9]*)?\})[?+]?")
_SET = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]")
_GROUP = re.compile(r"\((?:\?(?::|P<\w+>))?")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


def looked_for(pattern: str) -> re.Pattern[str]:
    """The compiled `pattern`, which finds the same: a look at the characters that it can begin with stands in front.

    They are read from the pattern. Raises `ValueError` where it can begin with anything, or match nothing at all.
    """
    firsts, nothing, end = _alternatives(pattern, 0)
    if nothing or end < len(pattern) or any(first == "." or first.startswith("[^") for first in firsts):
        raise ValueError(f"what {pattern!r} begins with cannot be told")
    return re.compile(f"(?={'|'.join(dict.fromkeys(firsts))})(?:{pattern})")


def _alternatives(pattern: str, at: int) -> tuple[list[str], bool, int]:
    """What the forms up to the end of a group can begin with, whether one can match nothing, and where they end."""
    firsts: list[str] = []
    nothing = False
    while True:
        more, empty, at = _sequence(pattern, at)
        firsts, nothing = firsts + more, nothing or empty
        if not pattern.startswith("|", at):
            return firsts, nothing, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[list[str], bool, int]:
    """The same of one form."""
    firsts: list[str] = []
    nothing = True
    while at < len(pattern) and pattern[at] not in "|)":
        more, empty, at = _part(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier:
            at = quantifier.end()
            empty = empty or quantifier[0][0] in "?*" or int(quantifier["least"] or quantifier[0][0] == "+") == 0
        firsts, nothing = firsts + more if nothing else firsts, nothing and empty
    return firsts, nothing, at


def _part(pattern: str, at: int) -> tuple[list[str], bool, int]:
    """The same of a character, a set or a group; what only looks around matches nothing."""
    if pattern.startswith(_AROUND, at):
        return [], True, _alternatives(pattern, at + (4 if pattern[at + 2] == "<" else 3))[2] + 1
    if pattern[at] in "^$":
        return [], True, at + 1
    group = _GROUP.match(pattern, at)
    if group and not pattern.startswith("?", group.end()):
        firsts, nothing, end = _alternatives(pattern, group.end())
        return firsts, nothing, end + 1
    if found := _SET.match(pattern, at):
        return [found[0]], False, found.end()
    if pattern[at] in "([":
        raise ValueError(f"what {pattern!r} begins with cannot be told")
    end = at + 2 if pattern[at] == "\\" else at + 1
    return [pattern[at:end]], False, end
