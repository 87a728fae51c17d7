"""Where a project stands: every row of the table from milestones to a status, and sentences read end to end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import pytest

from zhextract import extract
from zhextract.events.milestones import Event
from zhextract.events.modality import Statement
from zhextract.events.status import REACHED, derive_status, first_phase_status, whole_status
from zhextract.records.values import Certainty, CharSpan, MilestoneType, Modality, Status

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SENTENCES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "status_corpus.toml").read_text(encoding="utf-8")
)
ROWS: list[tuple[MilestoneType, Status]] = [
    ("signing", "announced"),
    ("approval", "permitted"),
    ("land", "permitted"),
    ("construction_start", "construction"),
    ("construction", "construction"),
    ("topping_out", "construction"),
    ("installation", "construction"),
    ("trial", "completed"),
    ("completion", "completed"),
    ("commissioning", "operating"),
    ("full_capacity", "operating"),
    ("suspension", "suspended"),
    ("resumption", "construction"),
    ("cancellation", "cancelled"),
]
LATE = {"topping_out", "installation", "trial", "completion", "commissioning", "full_capacity"}


def events(*steps: tuple[MilestoneType, Certainty]) -> list[Event]:
    """Milestones in the order of the text."""
    found = []
    for place, (kind, certainty) in enumerate(steps):
        modality: Modality = "actual" if certainty in {"actual", "ongoing"} else "planned"
        found.append(Event(kind, Statement(modality, certainty, None), None, CharSpan(place, place + 1), "test"))
    return found


def test_the_table_is_complete() -> None:
    assert [kind for kind, _ in ROWS] == list(get_args(MilestoneType))
    assert dict(ROWS) == REACHED


@pytest.mark.parametrize(("kind", "status"), ROWS)
def test_reached(kind: MilestoneType, status: Status) -> None:
    for intended in (True, False):
        assert derive_status(events((kind, "actual")), intended=intended) == status


@pytest.mark.parametrize("kind", [kind for kind, _ in ROWS])
def test_planned_only(kind: MilestoneType) -> None:
    plan = events((kind, "planned"))
    assert derive_status(plan, intended=True) == "announced"
    assert derive_status(plan, intended=False) == ("construction" if kind in LATE else "announced")


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([], "announced"),
        ([("signing", "actual"), ("construction_start", "planned")], "announced"),
        ([("signing", "actual"), ("commissioning", "planned")], "announced"),
        ([("approval", "ongoing")], "announced"),
        ([("land", "ongoing")], "announced"),
        ([("approval", "actual"), ("construction_start", "planned")], "permitted"),
        ([("construction_start", "actual"), ("commissioning", "expected")], "construction"),
        ([("commissioning", "actual"), ("full_capacity", "targeted")], "operating"),
        ([("construction_start", "actual"), ("completion", "actual"), ("commissioning", "planned")], "completed"),
        ([("construction", "ongoing"), ("completion", "actual")], "construction"),
        ([("construction", "ongoing"), ("commissioning", "actual")], "operating"),
        ([("commissioning", "actual"), ("suspension", "actual")], "suspended"),
        ([("suspension", "actual"), ("resumption", "actual")], "construction"),
        ([("construction_start", "actual"), ("suspension", "actual"), ("resumption", "planned")], "suspended"),
        ([("signing", "actual"), ("cancellation", "actual")], "cancelled"),
        ([("construction_start", "actual"), ("cancellation", "planned")], "construction"),
        ([("trial", "ongoing"), ("commissioning", "planned")], "completed"),
    ],
)
def test_several(steps: list[tuple[MilestoneType, Certainty]], status: Status) -> None:
    assert derive_status(events(*steps), intended=False) == status


@pytest.mark.parametrize(
    ("whole", "phases", "status"),
    [
        ("announced", ["operating", "construction"], "operating"),
        ("construction", ["announced"], "construction"),
        ("suspended", ["operating"], "suspended"),
        ("cancelled", ["construction"], "cancelled"),
        ("construction", ["suspended", "completed"], "completed"),
        ("permitted", [], "permitted"),
    ],
)
def test_whole(whole: Status, phases: list[Status], status: Status) -> None:
    assert whole_status(whole, phases) == status


@pytest.mark.parametrize(
    ("whole", "phase", "status"),
    [
        ("construction", "announced", "construction"),
        ("operating", "permitted", "operating"),
        ("construction", "completed", "completed"),
        ("announced", "announced", "announced"),
        ("suspended", "announced", "announced"),
    ],
)
def test_first_phase(whole: Status, phase: Status, status: Status) -> None:
    assert first_phase_status(whole, phase) == status


@pytest.mark.parametrize(("sentence", "wanted"), [(s, wanted) for wanted, said in SENTENCES.items() for s in said])
def test_sentence(sentence: str, wanted: str) -> None:
    assert {p.status for p in extract(sentence, published="2024-03-15").projects} == {wanted}


@pytest.mark.parametrize(
    "sentence",
    [
        "恒昱新材碳纤维项目2024年1月复产，江洲电子封装基板项目2024年2月复产。",
        "恒昱新材碳纤维项目、江洲电子封装基板项目分别于2024年1月、2月复产。",
    ],
)
def test_dates_dealt_out_leave_the_word_that_tells_the_status(sentence: str) -> None:
    assert [p.status for p in extract(sentence, published="2024-03-15").projects] == ["operating", "operating"]


def test_every_status_has_sentences() -> None:
    assert set(SENTENCES) == set(get_args(Status))
