"""Where a project stands: the one table from milestones to a status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhextract.events.milestones import Event
from zhextract.events.scene import Scene
from zhextract.names.entities import Entity
from zhextract.names.project_units import without_unit
from zhextract.records.values import MilestoneType, Status

#: The stage that a milestone has reached once it has happened.
REACHED: dict[MilestoneType, Status] = {
    "signing": "announced",
    "approval": "permitted",
    "land": "permitted",
    "construction_start": "construction",
    "construction": "construction",
    "topping_out": "construction",
    "installation": "construction",
    "resumption": "construction",
    "trial": "completed",
    "completion": "completed",
    "commissioning": "operating",
    "full_capacity": "operating",
    "suspension": "suspended",
    "cancellation": "cancelled",
}
_ORDER: tuple[Status, ...] = ("announced", "permitted", "construction", "completed", "operating")
#: Steps that only something already being built can be about to take.
_LATE: frozenset[MilestoneType] = frozenset(
    {"topping_out", "installation", "trial", "completion", "commissioning", "full_capacity"}
)


#: What goes on again is production, not building.
_OUTPUT_AGAIN = frozenset({"复产", "恢复生产"})
#: A stop that is told by how long it lasted, or that it was.
_OVER = ("停了", "停过")
#: Where a project stands while a step is going on that has not moved it yet.
_UNDER_WAY: dict[MilestoneType, Status] = {"approval": "announced", "land": "announced", "completion": "construction"}


def derive_status(events: Iterable[Event], *, intended: bool) -> Status:
    """The status on the day of the article: the furthest stage reached; a stop or an end overrides what came before.

    `intended` says that the article speaks of the project as an intention (拟投资, 签约): with plans alone it is then
    `announced`; otherwise something of which only its finish or commissioning lies ahead is under construction.
    """
    events = sorted(events, key=lambda e: e.span.start)
    actual = [e for e in events if e.statement.modality == "actual"]
    if any(e.type == "resumption" and e.word in _OUTPUT_AGAIN for e in actual[-1:]):
        return "operating"
    stopped = [e for e in actual if e.type in {"suspension", "cancellation", "resumption"}]
    if stopped and stopped[-1].type != "resumption" and not _went_on(actual, stopped[-1]):
        return REACHED[stopped[-1].type]
    # A step under way has not moved the project on (正在办理环评, 征地, 正在组织竣工验收).
    reached = [
        _UNDER_WAY.get(e.type, REACHED[e.type]) if e.statement.certainty == "ongoing" else REACHED[e.type]
        for e in actual
    ]
    if "construction" in {e.type for e in actual} and "operating" not in reached:
        # Works are going on: a part that is finished does not finish the whole.
        reached = [s for s in reached if s != "completed"] or reached
    best = max((s for s in reached if s in _ORDER), key=_ORDER.index, default=None)
    if best in {None, "announced"}:
        planned = {e.type for e in events if e.statement.modality == "planned"}
        if planned and planned <= _LATE and not intended and best is None:
            return "construction"
        return "announced"
    assert best is not None
    return best


def _went_on(actual: Sequence[Event], stop: Event) -> bool:
    """Whether a stop is over: a stage is reached on a later day (2023年停工，今年4月投产), or it is told as past.

    So it is where its length is told with the resumption (3月复工，此前停了四十天).
    """
    if stop.over:
        return True
    if stop.word.startswith(_OVER) and any(e.type == "resumption" for e in actual):
        return True
    if stop.type != "suspension" or stop.date is None:
        return False
    stopped = stop.date.end or stop.date.start
    days = [e.date.start for e in actual if e is not stop and e.date is not None and REACHED[e.type] in _ORDER[2:]]
    return stopped is not None and any(day is not None and day > stopped for day in days)


def whole_status(whole: Status, phases: Sequence[Status]) -> Status:
    """The whole stands at the furthest stage of its phases; a stop of the whole stays one."""
    if whole not in _ORDER:
        return whole
    return max([whole, *(p for p in phases if p in _ORDER)], key=_ORDER.index)


def first_phase_status(whole: Status, phase: Status) -> Status:
    """When the whole has broken ground so has its first phase, and what is in use has a first phase in use."""
    begun = _ORDER.index("construction")
    if whole in _ORDER and phase in _ORDER and _ORDER.index(whole) >= begun > _ORDER.index(phase):
        return "operating" if whole == "operating" else "construction"
    return phase


def statuses_of(kept: Sequence[Entity], scene: Scene) -> dict[int, Status]:
    """The status of each project, by the `id` of its entity: the whole and its phases brought together."""
    # What is only intended has phases that are.
    intended = {e.name for e in kept if id(e) in scene.intended and e.phase is None and not _begun(scene, e)}
    own = {
        id(e): derive_status(scene.events.get(id(e), []), intended=id(e) in scene.intended or e.name in intended)
        for e in kept
    }
    for entity in kept:
        issues = any(a.kind == "issue" for a in scene.attributes.get(id(entity), []))
        if issues and not scene.events.get(id(entity)):
            own[id(entity)] = "construction"
    parts: dict[str, list[Entity]] = {}
    for entity in kept:
        if entity.phase is not None:
            parts.setdefault(entity.name, []).append(entity)
    units = [(plant, e) for e in kept if (plant := without_unit(e.name)) != e.name]
    for whole in (e for e in kept if e.phase is None):
        phases = parts.get(whole.name, [])
        if without_unit(whole.name) == whole.name:
            of_it = [e for plant, e in units if plant.endswith(whole.name) or whole.name.startswith(plant)]
            phases = phases + of_it
        for phase in phases:
            if phase.phase is not None and phase.phase_number == 1:
                own[id(phase)] = first_phase_status(own[id(whole)], own[id(phase)])
        own[id(whole)] = whole_status(own[id(whole)], [own[id(p)] for p in phases])
    return own


def _begun(scene: Scene, entity: Entity) -> bool:
    return any(e.statement.modality == "actual" for e in scene.events.get(id(entity), []))
