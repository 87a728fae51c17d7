"""Sentences and the milestones that they state, end to end; and sentences that state none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import pytest

from zhextract import ArticleRecord, extract
from zhextract.records.values import MilestoneType

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
STATED: dict[str, list[list[str]]] = tomllib.loads((HERE / "milestones_corpus.toml").read_text(encoding="utf-8"))
NONE: dict[str, list[str]] = tomllib.loads((HERE / "no_milestones.toml").read_text(encoding="utf-8"))


def stated(record: ArticleRecord) -> list[str]:
    """The milestones of a record, one line each: `project@phase: type certainty date mod`."""
    return sorted(
        f"{project.name}{'@' + project.phase if project.phase else ''}: "
        + " ".join(part for part in (step.type, step.certainty, step.date, step.mod) if part)
        for project in record.projects
        for step in project.milestones
    )


@pytest.mark.parametrize(
    ("sentence", "wanted"), [(sentence, wanted) for cases in STATED.values() for sentence, *wanted in cases]
)
def test_stated(sentence: str, wanted: list[str]) -> None:
    record = extract(sentence, published="2024-03-15")
    assert stated(record) == sorted(wanted)
    for step in (step for project in record.projects for step in project.milestones):
        assert step.modality == ("actual" if step.certainty in {"actual", "ongoing"} else "planned")
        assert all(sentence[span.start : span.end] == span.text for span in step.spans)
        assert step.text is None or step.text in sentence


@pytest.mark.parametrize("sentence", [sentence for sentences in NONE.values() for sentence in sentences])
def test_none_stated(sentence: str) -> None:
    assert stated(extract(sentence, published="2024-03-15")) == []


@pytest.mark.parametrize("kind", get_args(MilestoneType))
def test_every_type_has_cases(kind: str) -> None:
    lines = [line for cases in STATED.values() for _, *wanted in cases for line in wanted]
    assert sum(line.split(": ")[1].split()[0] == kind for line in lines) >= 4
