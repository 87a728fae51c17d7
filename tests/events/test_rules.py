"""Every rule that finds whose milestone a statement is has texts in which it does: no rule is silent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract import extract
from zhextract.events.targets import RULES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "rules_corpus.toml").read_text(encoding="utf-8")
)


def test_every_rule_has_cases() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize(
    ("rule", "text", "wanted"), [(rule, text, wanted) for rule, cases in CASES.items() for text, *wanted in cases]
)
def test_rule(rule: str, text: str, wanted: list[str]) -> None:
    found = [
        f"{project.name}{'@' + project.phase if project.phase else ''}: {step.type}"
        for project in extract(text, published="2024-03-15").projects
        for step in project.milestones
        if step.rule == rule
    ]
    assert sorted(found) == sorted(wanted)
