"""Patterns that are looked for find what they find without the look ahead."""

from __future__ import annotations

import re

import pytest

from zhextract.text.patterns import looked_for

TEXT = "青岚县第3条、三期（二步）和-第12个；开工[前]abbc3家企业，首期。"


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("三期|首期", "三|首"),
        ("(?:第|约)?[0-9]{1,2}[条个]", "第|约|[0-9]"),
        (r"(?<=第)\d+个?|[（(](?:二|三)步", r"\d|[（(]"),
        ("a?b{2,3}c", "a|b"),
        ("(?P<mark>[-、])(?!第)|(?:和|与){0,2}-", "[-、]|和|与|-"),
        (r"^青|\[前|[\]]", r"青|\[|[\]]"),
    ],
)
def test_the_look_ahead_changes_nothing(pattern: str, firsts: str) -> None:
    made = looked_for(pattern)
    assert made.pattern == f"(?={firsts})(?:{pattern})"
    assert [(m.span(), m.groups()) for m in made.finditer(TEXT)] == [
        (m.span(), m.groups()) for m in re.finditer(pattern, TEXT)
    ]


@pytest.mark.parametrize("pattern", ["[^，]开", ".开", "(?:开工)?", "开*", "^", "(?:[^，]|开)工"])
def test_what_can_begin_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begins with"):
        looked_for(pattern)
