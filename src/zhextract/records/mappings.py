"""A project's status in the terms of other trackers: Global Energy Monitor, OC4IDS and Wikidata.

A term is given only where the definition of the other vocabulary covers ours; where it has none the answer is None.
What a term does not carry over stands in each docstring and in docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

from zhextract.errors import InputError
from zhextract.records.project import Milestone
from zhextract.records.values import MilestoneType, Status

GemTracker: TypeAlias = Literal[
    "power", "coal-plant", "coal-mine", "coal-terminal", "gas-pipeline", "oil-pipeline", "iron-steel-plant",
    "cement-plant", "iron-ore-mine",
]  # fmt: skip
GemStatus: TypeAlias = Literal[
    "announced", "pre-construction", "pre-permit", "permitted", "proposed", "construction", "operating", "shelved",
    "shelved - inferred 2 y", "cancelled", "cancelled - inferred 4 y", "idle", "mothballed",
]  # fmt: skip
Oc4idsStatus: TypeAlias = Literal[
    "identification", "preparation", "implementation", "completion", "maintenance", "cancelled"
]
WikidataProperty: TypeAlias = Literal["P5817", "P793", "P729"]
WikidataItem: TypeAlias = Literal[
    "Q811683", "Q12377751", "Q55654238", "Q56651571", "Q30108381", "Q27136782", "Q385378", "Q59913255"
]


class WikidataTerm(NamedTuple):
    """A property of Wikidata with its value. `item` is None where the value is the date itself; `label` is English."""

    property: WikidataProperty
    item: WikidataItem | None
    label: str


#: Our statuses, parted where other vocabularies draw a line that the milestones show.
_Stage: TypeAlias = Literal[
    "announced", "procedures", "land", "permitted", "construction", "completed", "operating", "halted", "idled",
    "suspended", "cancelled", "ended",
]  # fmt: skip
_STAGES: tuple[_Stage, ...] = get_args(_Stage)
_IN_USE: frozenset[MilestoneType] = frozenset({"commissioning", "full_capacity"})
#: What is said only of something that is not in use yet.
_NOT_YET_IN_USE: frozenset[MilestoneType] = frozenset(
    get_args(MilestoneType)
) - _IN_USE - {"suspension", "resumption", "cancellation"}  # fmt: skip

# One column a stage, in this order:
# announced, procedures, land, permitted, construction, completed, operating, halted, idled, suspended, cancelled, ended
_POWER: tuple[GemStatus | None, ...] = (
    "announced", "pre-construction", "pre-construction", "pre-construction", "construction", "construction",
    "operating", "shelved", "mothballed", None, "cancelled", None,
)  # fmt: skip
_COAL_PLANT: tuple[GemStatus | None, ...] = (
    "announced", "pre-permit", "pre-permit", "permitted", "construction", "construction",
    "operating", "shelved", "mothballed", None, "cancelled", None,
)  # fmt: skip
# A mine is proposed until it yields for sale. One stopped for months stays operating, one on care and maintenance is
# mothballed: a stop that is reported does not say which.
_COAL_MINE: tuple[GemStatus | None, ...] = (
    "proposed", "proposed", "proposed", "proposed", "proposed", "proposed",
    "operating", "proposed", None, None, "cancelled", None,
)  # fmt: skip
_IRON_ORE_MINE: tuple[GemStatus | None, ...] = (
    "proposed", "proposed", "proposed", "proposed", "proposed", "proposed",
    "operating", "proposed", "mothballed", None, "cancelled", None,
)  # fmt: skip
# "Officially shelved" is more than a stop of the works.
_COAL_TERMINAL: tuple[GemStatus | None, ...] = (
    "proposed", "proposed", "proposed", "proposed", "construction", "construction",
    "operating", None, "mothballed", None, "cancelled", None,
)  # fmt: skip
_PIPELINE: tuple[GemStatus | None, ...] = (
    "proposed", "proposed", "proposed", "proposed", "construction", "construction",
    "operating", None, "idle", None, "cancelled", None,
)  # fmt: skip
# Nothing between announced and construction, nothing for halted works; mothballed wants "cannot be brought into
# operation immediately", which a stop does not say.
_FURNACE_OR_KILN: tuple[GemStatus | None, ...] = (
    "announced", "announced", "announced", "announced", "construction", "construction",
    "operating", None, None, None, "cancelled", None,
)  # fmt: skip
_GEM: dict[GemTracker, tuple[GemStatus | None, ...]] = {
    "power": _POWER,
    "coal-plant": _COAL_PLANT,
    "coal-mine": _COAL_MINE,
    "coal-terminal": _COAL_TERMINAL,
    "gas-pipeline": _PIPELINE,
    "oil-pipeline": _PIPELINE,
    "iron-steel-plant": _FURNACE_OR_KILN,
    "cement-plant": _FURNACE_OR_KILN,
    "iron-ore-mine": _IRON_ORE_MINE,
}
_OC4IDS: tuple[Oc4idsStatus | None, ...] = (
    "identification", "preparation", "preparation", "preparation", "implementation", "completion",
    "maintenance", None, None, None, "cancelled", None,
)  # fmt: skip
_PROPOSED = WikidataTerm("P5817", "Q811683", "proposed building or structure")
_WIKIDATA: tuple[WikidataTerm | None, ...] = (
    _PROPOSED, _PROPOSED, _PROPOSED, _PROPOSED,
    WikidataTerm("P5817", "Q12377751", "under construction"), None,
    WikidataTerm("P5817", "Q55654238", "in use"), None,
    WikidataTerm("P5817", "Q56651571", "out of service"), None,
    WikidataTerm("P5817", "Q30108381", "cancelled"), None,
)  # fmt: skip
_WIKIDATA_EVENTS: dict[MilestoneType, WikidataTerm | None] = {
    "signing": None,
    "approval": None,
    "land": None,
    "construction_start": WikidataTerm("P793", "Q27136782", "start of construction"),
    "construction": WikidataTerm("P793", "Q385378", "construction"),
    "topping_out": None,
    "installation": None,
    "trial": None,
    "completion": WikidataTerm("P793", "Q59913255", "end of construction"),
    "commissioning": WikidataTerm("P729", None, "service entry"),
    "full_capacity": None,
    "suspension": None,
    "resumption": None,
    "cancellation": None,
}


class _Lapse(NamedTuple):
    """After how many years without progress a tracker takes a project for shelved and for cancelled."""

    shelved: tuple[int, GemStatus] | None
    cancelled: tuple[int, GemStatus]
    building: bool  # also once works have begun; otherwise only a project that has not broken ground


_LAPSES: dict[GemTracker, _Lapse] = {
    "power": _Lapse((2, "shelved - inferred 2 y"), (4, "cancelled - inferred 4 y"), building=True),
    "coal-plant": _Lapse((2, "shelved"), (4, "cancelled"), building=True),
    "coal-mine": _Lapse((2, "shelved"), (4, "cancelled"), building=True),
    "coal-terminal": _Lapse((2, "shelved"), (4, "cancelled"), building=True),
    "gas-pipeline": _Lapse((2, "shelved"), (4, "cancelled"), building=False),
    "oil-pipeline": _Lapse((2, "shelved"), (4, "cancelled"), building=False),
    "iron-steel-plant": _Lapse(None, (5, "cancelled"), building=False),
    "cement-plant": _Lapse(None, (5, "cancelled"), building=False),
    "iron-ore-mine": _Lapse((2, "shelved"), (3, "cancelled"), building=True),
}
_BEFORE_WORKS: frozenset[_Stage] = frozenset({"announced", "procedures", "land", "permitted"})
_AT_WORKS: frozenset[_Stage] = frozenset({"construction", "completed", "halted"})


def to_gem(
    status: Status,
    tracker: GemTracker = "power",
    milestones: Iterable[Milestone] = (),
    *,
    last_progress: date | None = None,
    as_of: date | None = None,
) -> GemStatus | None:
    """The status of a project in the terms of a tracker of Global Energy Monitor (GEM), None where it has no term.

    `milestones` (those of the record) part what GEM parts and our status does not: an announced project whose permits
    or land are being sought is `pre-construction` (`pre-permit` for coal plants); land alone does not make a coal plant
    `permitted`; halted works are `shelved`, a plant that stood in use before is `mothballed` or, a pipeline, `idle`.
    Without the milestones that tell these two apart `suspended` gives None, as does `cancelled` of something in use.

    GEM also infers: no progress for 2 years is shelved, for 4 cancelled (ore mines 3; steel and cement 5, and never
    shelved; pipelines, steel and cement only before works begin). This is applied when both `last_progress`, the last
    day on which the caller saw the project move, and `as_of` are given; one article cannot show it.

    Lost: `completed` (built or in trial production) is `construction` until commercial operation begins, and
    `proposed` in mines; a ground-breaking ceremony is `construction` with us, for GEM only physical works are; our
    approval is any (备案, 立项, 环评, 核准), whereas GEM calls a coal plant in China `permitted` once the Development
    and Reform Commission has approved it (核准). `retired` is never given: no status of ours says that something was
    decommissioned. GEM's files differ in letter case; the terms here are in lower case.

    Source: the definitions in GEM's data releases (power: Global Integrated Power Tracker, March 2026; coal plants,
    January 2026; coal mines, May 2026; coal terminals, December 2024; gas and oil pipelines, November and March 2025;
    iron and steel, March 2026; cement, July 2025; iron ore mines, August 2025), as collected in
    https://github.com/GlobalEnergyMonitor/gem-tracker-metadata-audit; explained tracker by tracker at
    https://globalenergymonitor.org/projects/global-coal-plant-tracker/methodology/ and its like.

    Raises InputError for an unknown status or tracker, for one day without the other, and for days out of order.
    """
    _check(tracker, get_args(GemTracker), "tracker")
    stage = _stage(status, milestones)
    term = _GEM[tracker][_STAGES.index(stage)]
    years = _years(last_progress, as_of)
    lapse = _LAPSES[tracker]
    if years is None or not (stage in _BEFORE_WORKS or (lapse.building and stage in _AT_WORKS)):
        return term
    if years >= lapse.cancelled[0]:
        return lapse.cancelled[1]
    if lapse.shelved and years >= lapse.shelved[0] and term != "shelved":
        return lapse.shelved[1]
    return term


def to_oc4ids(status: Status, milestones: Iterable[Milestone] = ()) -> Oc4idsStatus | None:
    """The status of a project as a code of the closed OC4IDS codelist `projectStatus`, None where it has no code.

    `milestones` (those of the record) show whether the permits or land of an announced project are being sought: that
    is `preparation`, not `identification`. `suspended` has no code, nor has `cancelled` of something already in use:
    the codelist ends cancellation before maintenance. `decommissioning` and `decommissioned` are never given.

    Lost: `identification` is a decision of the project's owner, our `announced` may be talks; `implementation` begins
    with procurement, our `construction` with works. OC4IDS describes public infrastructure; a factory fits its codes
    and not its scope.

    Source: OC4IDS 0.9.5, in which `maintenance` stands for the `completed` of 0.9.3 and before;
    https://standard.open-contracting.org/infrastructure/latest/en/reference/codelists/#projectstatus

    Raises InputError for an unknown status.
    """
    return _OC4IDS[_STAGES.index(_stage(status, milestones))]


def to_wikidata(status: Status, milestones: Iterable[Milestone] = ()) -> WikidataTerm | None:
    """The status of a project as a value of Wikidata's `state of use` (P5817), None where no item is established.

    `milestones` (those of the record) show whether what was suspended had been in use: that is `out of service`.
    Halted works, `completed` and the end of something in use have no established item.

    Lost: `announced` and `permitted` are both `proposed building or structure`.

    Source: https://www.wikidata.org/wiki/Property:P5817. Wikidata prescribes no values: the items are those in use,
    each under this label in at least two independent public programs or lists made from Wikidata, not checked against
    the item pages themselves; a rarer one (`on hold`) is left out.

    Raises InputError for an unknown status.
    """
    return _WIKIDATA[_STAGES.index(_stage(status, milestones))]


def to_wikidata_event(milestone: Milestone) -> WikidataTerm | None:
    """What has happened to a project as a Wikidata statement, None for a plan and where no item is established.

    The start, course and end of construction are a `significant event` (P793), to be qualified with `point in time`
    (P585; the course with `start time`, P580); commissioning is the date of `service entry` (P729), without an item.

    Lost: a ground-breaking ceremony is a start of construction with us and has an item of its own in Wikidata.

    Source: https://www.wikidata.org/wiki/Property:P793 and https://www.wikidata.org/wiki/Property:P729; the items as
    for `to_wikidata`.
    """
    if milestone.modality != "actual" or (milestone.certainty == "ongoing" and milestone.type != "construction"):
        return None
    return _WIKIDATA_EVENTS[milestone.type]


def _stage(status: Status, milestones: Iterable[Milestone]) -> _Stage:
    """Our status, parted by what the milestones show."""
    _check(status, get_args(Status), "status")
    stated = list(milestones)
    actual = {m.type for m in stated if m.modality == "actual"}
    done = {m.type for m in stated if m.modality == "actual" and m.certainty != "ongoing"}
    if status == "announced":
        return "procedures" if actual & {"approval", "land"} else "announced"
    if status == "permitted":
        return "land" if "land" in done and "approval" not in done else "permitted"
    if status == "suspended":
        if actual & _IN_USE:
            return "idled"
        return "halted" if {m.type for m in stated} & _NOT_YET_IN_USE else "suspended"
    if status == "cancelled":
        return "ended" if actual & _IN_USE else "cancelled"
    return status


def _years(last_progress: date | None, as_of: date | None) -> int | None:
    """Full years from the one day to the other, None when neither is given."""
    if last_progress is None and as_of is None:
        return None
    if last_progress is None or as_of is None:
        raise InputError("last_progress and as_of go together: the years between them decide")
    if as_of < last_progress:
        raise InputError(f"as_of {as_of} is before last_progress {last_progress}")
    unfinished = (as_of.month, as_of.day) < (last_progress.month, last_progress.day)
    return as_of.year - last_progress.year - unfinished


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise InputError(f"unknown {what} {value!r}: wanted one of {', '.join(known)}")
