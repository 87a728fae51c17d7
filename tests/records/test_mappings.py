"""A status in the terms of other trackers: every status and tracker, and what milestones and years change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from zhextract import InputError, extract, to_gem, to_oc4ids, to_wikidata, to_wikidata_event
from zhextract.records import mappings
from zhextract.records.mappings import GemStatus, GemTracker, Oc4idsStatus, WikidataItem, WikidataProperty
from zhextract.records.project import Milestone
from zhextract.records.values import Certainty, MilestoneType, Span, Status

STATUSES: tuple[Status, ...] = get_args(Status)
TRACKERS: tuple[GemTracker, ...] = get_args(GemTracker)
PAGE = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text(encoding="utf-8")


def milestone(kind: MilestoneType, certainty: Certainty = "actual") -> Milestone:
    return Milestone(
        type=kind,
        modality="actual" if certainty in {"actual", "ongoing"} else "planned",
        certainty=certainty,
        rule="test",
        spans=(Span(part="text", start=0, end=2, text="开工"),),
    )


def stated(*steps: MilestoneType) -> list[Milestone]:
    return [milestone(step) for step in steps]


# --- every status has its term, or None on purpose ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("tracker", "terms"),
    [
        ("power", "announced|pre-construction|construction|construction|operating|None|cancelled"),
        ("coal-plant", "announced|permitted|construction|construction|operating|None|cancelled"),
        ("coal-mine", "proposed|proposed|proposed|proposed|operating|None|cancelled"),
        ("coal-terminal", "proposed|proposed|construction|construction|operating|None|cancelled"),
        ("gas-pipeline", "proposed|proposed|construction|construction|operating|None|cancelled"),
        ("oil-pipeline", "proposed|proposed|construction|construction|operating|None|cancelled"),
        ("iron-steel-plant", "announced|announced|construction|construction|operating|None|cancelled"),
        ("cement-plant", "announced|announced|construction|construction|operating|None|cancelled"),
        ("iron-ore-mine", "proposed|proposed|proposed|proposed|operating|None|cancelled"),
    ],
)
def test_gem(tracker: GemTracker, terms: str) -> None:
    assert [str(to_gem(status, tracker)) for status in STATUSES] == terms.split("|")


def test_the_trackers_are_all_tested_and_power_is_the_default() -> None:
    assert set(TRACKERS) == set(mappings._GEM) == set(mappings._LAPSES)
    assert [to_gem(s) for s in STATUSES] == [to_gem(s, "power") for s in STATUSES]


def test_oc4ids() -> None:
    assert {status: to_oc4ids(status) for status in STATUSES} == {
        "announced": "identification",
        "permitted": "preparation",
        "construction": "implementation",
        "completed": "completion",
        "operating": "maintenance",
        "suspended": None,
        "cancelled": "cancelled",
    }


def test_wikidata() -> None:
    found = {status: to_wikidata(status) for status in STATUSES}
    assert {status: term and term.item for status, term in found.items()} == {
        "announced": "Q811683",
        "permitted": "Q811683",
        "construction": "Q12377751",
        "completed": None,
        "operating": "Q55654238",
        "suspended": None,
        "cancelled": "Q30108381",
    }
    assert {term.property for term in found.values() if term} == {"P5817"}


def test_every_stage_stands_in_every_table() -> None:
    for row in (*mappings._GEM.values(), mappings._OC4IDS, mappings._WIKIDATA):
        assert len(row) == len(mappings._STAGES)
    assert set(mappings._WIKIDATA_EVENTS) == set(get_args(MilestoneType))
    # A status without milestones is a stage of its own name.
    assert set(STATUSES) <= set(mappings._STAGES)


def test_no_term_is_declared_and_never_given() -> None:
    lapses = {lapse.cancelled[1] for lapse in mappings._LAPSES.values()}
    lapses |= {lapse.shelved[1] for lapse in mappings._LAPSES.values() if lapse.shelved}
    gem = {term for row in mappings._GEM.values() for term in row if term}
    assert gem | lapses == set(get_args(GemStatus))
    assert {term for term in mappings._OC4IDS if term} == set(get_args(Oc4idsStatus))
    terms = [t for t in (*mappings._WIKIDATA, *mappings._WIKIDATA_EVENTS.values()) if t]
    assert {t.item for t in terms if t.item} == set(get_args(WikidataItem))
    assert {t.property for t in terms} == set(get_args(WikidataProperty))


# --- what the milestones tell apart ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["approval", "land"])
def test_permits_or_land_being_sought(kind: MilestoneType) -> None:
    seeking = [milestone("signing"), milestone(kind, "ongoing")]
    assert to_gem("announced", "power", seeking) == "pre-construction"
    assert to_gem("announced", "coal-plant", seeking) == "pre-permit"
    assert to_gem("announced", "iron-steel-plant", seeking) == "announced"
    assert to_gem("announced", "gas-pipeline", seeking) == "proposed"
    assert to_oc4ids("announced", seeking) == "preparation"
    item = to_wikidata("announced", seeking)
    assert item and item.item == "Q811683"


def test_permits_that_are_only_planned_change_nothing() -> None:
    plan = [milestone("signing"), milestone("approval", "planned"), milestone("construction_start", "expected")]
    assert to_gem("announced", "power", plan) == "announced"
    assert to_oc4ids("announced", plan) == "identification"


@pytest.mark.parametrize(
    ("milestones", "term"),
    [
        ([], "permitted"),
        (stated("approval"), "permitted"),
        (stated("approval", "land"), "permitted"),
        (stated("signing", "land"), "pre-permit"),
        ([milestone("land"), milestone("approval", "ongoing")], "pre-permit"),
        ([milestone("land"), milestone("approval", "planned")], "pre-permit"),
        ([milestone("approval"), milestone("land", "ongoing")], "permitted"),
    ],
)
def test_land_alone_is_no_permit_for_a_coal_plant(milestones: list[Milestone], term: str) -> None:
    assert to_gem("permitted", "coal-plant", milestones) == term
    assert to_gem("permitted", "power", milestones) == "pre-construction"
    assert to_oc4ids("permitted", milestones) == "preparation"


SUSPENDED = {
    "works": stated("construction_start", "suspension"),
    "before works": stated("signing", "suspension"),
    "works planned": [milestone("construction_start", "planned"), milestone("suspension")],
    "in trial": stated("trial", "suspension"),
    "in use": stated("commissioning", "suspension"),
    "at full capacity": stated("construction", "full_capacity", "suspension"),
    "unknown": stated("suspension"),
    "resumption planned": [milestone("suspension"), milestone("resumption", "planned")],
    "commissioning planned": [milestone("suspension"), milestone("commissioning", "planned")],
}


@pytest.mark.parametrize("what", SUSPENDED)
def test_what_was_suspended(what: str) -> None:
    milestones = SUSPENDED[what]
    halted = what in {"works", "before works", "works planned", "in trial"}
    idled = what in {"in use", "at full capacity"}
    assert to_gem("suspended", "power", milestones) == ("shelved" if halted else "mothballed" if idled else None)
    assert to_gem("suspended", "coal-plant", milestones) == ("shelved" if halted else "mothballed" if idled else None)
    assert to_gem("suspended", "oil-pipeline", milestones) == ("idle" if idled else None)
    assert to_gem("suspended", "coal-mine", milestones) == ("proposed" if halted else None)
    assert to_gem("suspended", "iron-ore-mine", milestones) == (
        "proposed" if halted else "mothballed" if idled else None
    )
    assert to_gem("suspended", "coal-terminal", milestones) == ("mothballed" if idled else None)
    assert to_gem("suspended", "iron-steel-plant", milestones) is None
    assert to_gem("suspended", "cement-plant", milestones) is None
    assert to_oc4ids("suspended", milestones) is None
    term = to_wikidata("suspended", milestones)
    assert (term and term.item) == ("Q56651571" if idled else None)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_something_in_use_is_not_cancelled(tracker: GemTracker) -> None:
    ended = stated("commissioning", "cancellation")
    assert to_gem("cancelled", tracker, ended) is None
    assert to_gem("cancelled", tracker, stated("construction", "cancellation")) == "cancelled"
    assert to_oc4ids("cancelled", ended) is None
    assert to_wikidata("cancelled", ended) is None
    # A commissioning that never came is none.
    never = [milestone("commissioning", "planned"), milestone("cancellation")]
    assert to_gem("cancelled", tracker, never) == to_oc4ids("cancelled", never) == "cancelled"


def test_milestones_may_come_from_a_generator() -> None:
    assert to_gem("suspended", "power", (m for m in stated("construction", "suspension"))) == "shelved"


# --- what the years change ---------------------------------------------------------------------------------------

LAST = date(2020, 3, 15)


@pytest.mark.parametrize(
    ("tracker", "status", "terms"),  # after 1, 2, 3, 4 and 5 years
    [
        (
            "power",
            "announced",
            "announced|shelved - inferred 2 y|shelved - inferred 2 y|cancelled - inferred 4 y|cancelled - inferred 4 y",
        ),
        (
            "power",
            "construction",
            "construction|shelved - inferred 2 y|shelved - inferred 2 y|cancelled - inferred 4 y|"
            "cancelled - inferred 4 y",
        ),
        ("coal-plant", "permitted", "permitted|shelved|shelved|cancelled|cancelled"),
        ("coal-plant", "construction", "construction|shelved|shelved|cancelled|cancelled"),
        ("coal-mine", "construction", "proposed|shelved|shelved|cancelled|cancelled"),
        ("coal-terminal", "announced", "proposed|shelved|shelved|cancelled|cancelled"),
        ("gas-pipeline", "announced", "proposed|shelved|shelved|cancelled|cancelled"),
        ("oil-pipeline", "permitted", "proposed|shelved|shelved|cancelled|cancelled"),
        ("gas-pipeline", "construction", "construction|construction|construction|construction|construction"),
        ("iron-steel-plant", "announced", "announced|announced|announced|announced|cancelled"),
        ("cement-plant", "permitted", "announced|announced|announced|announced|cancelled"),
        ("cement-plant", "construction", "construction|construction|construction|construction|construction"),
        ("iron-ore-mine", "announced", "proposed|shelved|cancelled|cancelled|cancelled"),
    ],
)
def test_years_without_progress(tracker: GemTracker, status: Status, terms: str) -> None:
    found = [to_gem(status, tracker, last_progress=LAST, as_of=LAST.replace(year=2020 + n)) for n in range(1, 6)]
    assert found == terms.split("|")


@pytest.mark.parametrize("tracker", TRACKERS)
@pytest.mark.parametrize("status", ["operating", "cancelled", "suspended"])
def test_the_years_do_not_touch_what_is_no_longer_under_way(tracker: GemTracker, status: Status) -> None:
    late = date(2040, 1, 1)
    assert to_gem(status, tracker, last_progress=LAST, as_of=late) == to_gem(status, tracker)
    idled = stated("commissioning", "suspension")
    assert to_gem("suspended", tracker, idled, last_progress=LAST, as_of=late) == to_gem("suspended", tracker, idled)


@pytest.mark.parametrize(("years", "term"), [(1, "shelved"), (3, "shelved"), (4, "cancelled - inferred 4 y")])
def test_a_stop_that_was_announced_is_not_inferred(years: int, term: str) -> None:
    halted = stated("construction", "suspension")
    as_of = LAST.replace(year=LAST.year + years)
    assert to_gem("suspended", "power", halted, last_progress=LAST, as_of=as_of) == term


@pytest.mark.parametrize(
    ("last", "as_of", "shelved"),
    [
        (date(2020, 3, 15), date(2022, 3, 14), False),
        (date(2020, 3, 15), date(2022, 3, 15), True),
        (date(2020, 2, 29), date(2022, 2, 28), False),
        (date(2020, 2, 29), date(2022, 3, 1), True),
        (date(2020, 3, 15), date(2020, 3, 15), False),
    ],
)
def test_years_are_full_years(last: date, as_of: date, shelved: bool) -> None:
    assert to_gem("announced", "coal-plant", last_progress=last, as_of=as_of) == ("shelved" if shelved else "announced")


# --- milestones as events of Wikidata ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(MilestoneType))
def test_wikidata_events(kind: MilestoneType) -> None:
    wanted = {
        "construction_start": ("P793", "Q27136782"),
        "construction": ("P793", "Q385378"),
        "completion": ("P793", "Q59913255"),
        "commissioning": ("P729", None),
    }
    term = to_wikidata_event(milestone(kind))
    assert (term and term[:2]) == wanted.get(kind)
    assert to_wikidata_event(milestone(kind, "planned")) is None
    under_way = to_wikidata_event(milestone(kind, "ongoing"))
    assert (under_way and under_way.item) == ("Q385378" if kind == "construction" else None)


# --- what is refused ---------------------------------------------------------------------------------------------


def test_what_is_unknown_is_named() -> None:
    for mapping in (to_gem, to_oc4ids, to_wikidata):
        with pytest.raises(InputError, match="unknown status 'retired': wanted one of announced, permitted"):
            mapping("retired")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="unknown tracker 'wind': wanted one of power, coal-plant"):
        to_gem("announced", "wind")  # type: ignore[arg-type]


def test_days_that_do_not_fit() -> None:
    with pytest.raises(InputError, match="go together"):
        to_gem("announced", last_progress=LAST)
    with pytest.raises(InputError, match="go together"):
        to_gem("operating", as_of=LAST)
    with pytest.raises(InputError, match="as_of 2020-03-14 is before last_progress 2020-03-15"):
        to_gem("announced", last_progress=LAST, as_of=date(2020, 3, 14))


# --- the page and the code say the same --------------------------------------------------------------------------


def rows(heading: str, table: int = 0) -> list[list[str]]:
    """The body rows of a table under a heading of the page, code marks taken off."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    tables = [block.splitlines() for block in section.split("\n\n") if block.startswith("|")]
    return [[cell.strip().replace("`", "") for cell in line.split("|")[1:-1]] for line in tables[table][2:]]


def test_the_documented_tables_are_those_of_the_code() -> None:
    cases: dict[str, tuple[Status, list[Milestone]]] = {
        "announced": ("announced", []),
        "announced, permits or land being sought": ("announced", [milestone("approval", "ongoing")]),
        "permitted, by land alone": ("permitted", stated("land")),
        "permitted": ("permitted", []),
        "construction": ("construction", []),
        "completed": ("completed", []),
        "operating": ("operating", []),
        "suspended before use": ("suspended", stated("construction", "suspension")),
        "suspended in use": ("suspended", stated("commissioning", "suspension")),
        "suspended, not said which": ("suspended", []),
        "cancelled": ("cancelled", []),
        "cancelled in use": ("cancelled", stated("commissioning", "cancellation")),
    }
    groups: list[list[GemTracker]] = [
        ["power"],
        ["coal-plant"],
        ["coal-mine"],
        ["iron-ore-mine"],
        ["coal-terminal"],
        ["gas-pipeline", "oil-pipeline"],
        ["iron-steel-plant", "cement-plant"],
    ]
    gem = rows("Global Energy Monitor")
    assert [row[0] for row in gem] == list(cases)
    for name, *cells in gem:
        status, milestones = cases[name]
        for trackers, cell in zip(groups, cells, strict=True):
            assert {str(to_gem(status, tracker, milestones)) for tracker in trackers} == {cell.replace("–", "None")}
    others = rows("OC4IDS and Wikidata")
    assert [row[0] for row in others] == list(cases)
    for name, code, item in others:
        status, milestones = cases[name]
        term = to_wikidata(status, milestones)
        assert str(to_oc4ids(status, milestones)) == code.replace("–", "None")
        assert (f"{term.item} {term.label}" if term else "–") == item


def test_the_documented_years_are_those_of_the_code() -> None:
    documented = {name: years for names, *years in rows("Global Energy Monitor", 1) for name in names.split(", ")}
    assert set(documented) == set(TRACKERS)
    for tracker, lapse in mappings._LAPSES.items():
        shelved, cancelled, building = documented[tracker]
        assert shelved.split(",")[0] == (str(lapse.shelved[0]) if lapse.shelved else "never")
        assert cancelled.split(",")[0] == str(lapse.cancelled[0])
        assert building == ("yes" if lapse.building else "no")


def test_the_documented_events_are_those_of_the_code() -> None:
    documented = dict(rows("Milestones in Wikidata"))
    terms = {kind: term for kind, term in mappings._WIKIDATA_EVENTS.items() if term}
    assert set(documented) == set(terms)
    for kind, term in terms.items():
        assert term.property in documented[kind] and term.label in documented[kind]
        assert (term.item or "whose value is the date") in documented[kind]


def test_from_an_article() -> None:
    text = "云岭水泥熟料生产线项目2021年3月开工，因资金链断裂，项目现已停工。"
    (project,) = extract(text, published="2022-07-22").projects
    assert project.status == "suspended"
    assert to_gem(project.status, "power", project.milestones) == "shelved"
