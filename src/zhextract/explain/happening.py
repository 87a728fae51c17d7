"""Why triggers are milestones and counted groups counts, whose dates and amounts are, and what came to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from zhextract.events.attributes import attribute_of, read_attributes
from zhextract.events.counts_groups import Group
from zhextract.events.meaning import how_meant
from zhextract.events.milestones import Event
from zhextract.events.refine import refine
from zhextract.events.scene import Seen
from zhextract.events.sentence import SentenceView
from zhextract.events.targets import find_targets
from zhextract.events.triggers import Trigger, triggers
from zhextract.explain.telling import Telling
from zhextract.names.order import InOrder
from zhextract.parse.amounts import Amount
from zhextract.records.project import Milestone, ProjectRecord
from zhextract.records.values import CharSpan, Span

#: What the rules of `find_targets` mean where they find no project.
_NO_TARGET = {
    "generic-subject": "its subject is a kind of project, no one project",
    "group": "said of a counted group, which is a count",
    "group-members": "said of a counted group whose members are not named",
    "note-in-brackets": "a note on something that is no project",
    "list-opened": "opens a list of what are no projects",
    "topic": "its subject is something else that the sentence before spoke of",
    "another-noun": "an attribute of another thing, which stands behind it",
    "none": "no project that it could be said of",
}
_MEANT = {"obligation": "an obligation or a slogan"}


def tell_milestones(telling: Telling, seen: Sequence[Seen]) -> None:
    """The milestones of each project, and each trigger that made none."""
    stated: set[CharSpan] = set()
    for entity in telling.read.scene.entities:
        for event in telling.read.scene.events.get(id(entity), ()):
            stated.add(event.span)
            name = f"{entity.name}{entity.phase or ''}: {_said(event)}"
            index = telling.index_of(entity)
            if index is None:
                telling.add("milestone", event.rule, event.span, "dropped", "its project is not listed", name=name)
                continue
            _tell_event(telling, event, index, name)
    for sentence in seen:
        for span, friend in triggers().passed_over(telling.read.document.text, *sentence.sentence):
            rule = "false-friend" if friend else "needs-company"
            reason = (
                "a word in which no step of a project is told" if friend else "tells a step only beside other words"
            )
            telling.add("milestone", rule, span, "dropped", reason)
        view = sentence.view
        for position, trigger in enumerate(view.triggers if view else ()):
            if trigger.span not in stated and view is not None:
                rule, reason = _why_none(sentence, view, position, trigger)
                telling.add("milestone", rule, trigger.span, "dropped", reason, name=trigger.type)
        held = {t.span for t in view.triggers} if view else set()
        rule = "inside-name" if view else "none"
        reason = "inside the name of a project" if view else "no project is spoken of in the sentence or before it"
        for trigger in sentence.triggers:
            if trigger.span not in held:
                telling.add("milestone", rule, trigger.span, "dropped", reason, name=trigger.type)


def _tell_event(telling: Telling, event: Event, index: int, name: str) -> None:
    """One event of a project of the record: the milestone it became, or the one that says it already."""
    project = telling.record.projects[index]
    raw = telling.read.document.raw_span(*event.span)
    at = next((i for i, m in enumerate(project.milestones) if _is(m, event) and raw in m.spans), None)
    if at is not None:
        target = f"/projects/{index}/milestones/{at}"
        telling.add("milestone", event.rule, event.span, "kept", _why(event), name=name, target=target)
        return
    same = next((i for i, m in enumerate(project.milestones) if _alike(m, event)), None)
    reason = "said of the project elsewhere, there with its date or first"
    target = f"/projects/{index}/milestones/{same}" if same is not None else f"/projects/{index}"
    telling.add("milestone", event.rule, event.span, "merged", reason, name=name, target=target)


def _is(milestone: Milestone, event: Event) -> bool:
    date = event.date
    return _alike(milestone, event) and (milestone.date, milestone.mod) == (
        (date.value, date.mod) if date else (None, None)
    )


def _alike(milestone: Milestone, event: Event) -> bool:
    return (milestone.type, milestone.modality) == (event.type, event.statement.modality)


def _said(event: Event) -> str:
    date = event.date
    when = f" {date.value}{f' {date.mod}' if date.mod else ''}" if date and date.value else ""
    return f"{event.type} {event.statement.modality}{when}"


_FOUND_BY = {
    "subject": "the project is the subject before it in the clause",
    "subject-carried": "the project is the subject of a clause before",
    "object": "the project is the object behind it",
    "object-direct": "the project stands right behind it",
    "object-agreed": "what was signed or agreed is the project behind it",
    "list-opened": "it opens the list that the project stands in",
    "group-members": "the project is a named member of the group",
    "group-member": "the project takes part in what is said of its group",
    "former-latter": "前者 or 后者 points at the project",
    "note-in-brackets": "a note in brackets behind the project",
    "occasion": "it opens the sentence whose subject is the project",
    "topic": "the clause has no subject, and the sentence before spoke of the project",
    "topic-all": "said of all the projects spoken of",
    "table-cell": "a cell of the row that names the project",
    "by-agreement": "what the sentence before says was signed is about the project",
    "listed-for-approval": "an item of the list that is announced for approval",
}


def _why(event: Event) -> str:
    """How the target was found and how the words are meant."""
    reason = _FOUND_BY.get(event.rule, event.rule)
    cue = event.statement.cue
    meant = f"{event.statement.certainty} by {cue.text}" if cue is not None else event.statement.certainty
    dated = f", dated by {event.date.text}" if event.date is not None else ""
    return f"{reason}; {meant}{dated}"


def _why_none(sentence: Seen, view: SentenceView, position: int, hit: Trigger) -> tuple[str, str]:
    """The rule by which a trigger of a sentence makes no milestone, and why: the same questions asked once more."""
    clause = view.clause_of(hit.start)
    trigger = refine(hit, view, clause)
    if trigger is None:
        return "refine", "the words around it take its statement away"
    entities, rule = find_targets(view, position, trigger, clause, sentence.topic, sentence.members)
    statement = how_meant(view, trigger, clause, None)
    if statement.modality is None and rule != "note-in-brackets":
        cue = statement.cue
        if cue is None:
            return "modality.effect", "tells the effects of a milestone, or what is waited for"
        return f"modality.{cue.category}", f"{_MEANT.get(cue.category, cue.category)} by {cue.text}"
    why = "topic" if entities else "group" if view.counts_in(clause) and rule != "group-members" else rule
    reason = _NO_TARGET.get(why, _NO_TARGET["none"])
    return f"no-target.{rule}", reason


# ---- counts ---------------------------------------------------------------------------------------------------------
def tell_counts(telling: Telling, seen: Sequence[Seen]) -> None:
    """The counted groups that became counts, and those that are mere mentions."""
    document, record = telling.read.document, telling.record
    kept = {s: i for i, count in enumerate(record.counts) for s in count.spans[:2]}
    read: set[CharSpan] = set()
    for group in (g for s in seen for g in s.groups):
        read.add(group.span)
        rule = f"count.{group.form}"
        index = kept.get(document.raw_span(*group.span))
        if index is not None:
            stage = record.counts[index].milestone
            reason = f"counted in the stage {stage}" if stage else "a number of projects"
            telling.add("count", rule, group.span, "kept", reason, name=group.what, target=f"/counts/{index}")
            continue
        again = _again(telling, group)
        if again is not None:
            telling.add(
                "count",
                rule,
                group.span,
                "merged",
                "the same number was counted before",
                name=group.what,
                target=f"/counts/{again}",
            )
        else:
            reason = "a mere mention: no stage is said of it, or one that is negated or hypothetical"
            telling.add("count", rule, group.span, "dropped", reason, name=group.what)
    for count in telling.read.scene.counts:
        index = kept.get(document.raw_span(*count.span))
        if count.span not in read and index is not None:
            telling.add(
                "count",
                "count.headline",
                count.span,
                "kept",
                "counted in the headline",
                name=count.what,
                target=f"/counts/{index}",
            )


def _again(telling: Telling, group: Group) -> int | None:
    values = {float(group.amount.low), float(group.amount.high)}
    return next(
        (i for i, c in enumerate(telling.record.counts) if float(c.value) in values and c.what[-1:] == group.what[-1:]),
        None,
    )


# ---- dates and amounts ----------------------------------------------------------------------------------------------
def tell_dates(telling: Telling, seen: Sequence[Seen]) -> None:
    """The dates of the sentences that speak of projects: of which milestone each is, if of any."""
    used: dict[Span, str] = {}
    for index, project in enumerate(telling.record.projects):
        for at, milestone in enumerate(project.milestones):
            for span in milestone.spans if milestone.date or milestone.text else ():
                used.setdefault(span, f"/projects/{index}/milestones/{at}")
    for date in (d for s in seen if s.view is not None for d in s.view.dates):
        target = used.get(telling.read.document.raw_span(*date.span))
        reason = f"dates a milestone, {date.year_source or 'no'} year" if target else "dates no milestone of a project"
        telling.add(
            "date",
            f"date.{date.kind}",
            date.span,
            "kept" if target else "dropped",
            reason,
            name=date.value,
            target=target,
        )


def tell_amounts(telling: Telling, seen: Sequence[Seen]) -> None:
    """The amounts of the sentences that speak of projects: whose each is and as what, or why nobody's."""
    used = _figures(telling.record.projects)
    counted = {s: f"/counts/{i}" for i, c in enumerate(telling.record.counts) for s in c.spans[1:]}
    used = {**counted, **used}
    amounts = InOrder(telling.read.amounts, lambda a: a.span)
    for sentence in seen:
        if sentence.view is None:
            continue
        for amount in amounts.inside(*sentence.sentence):
            _tell_amount(telling, sentence, amount, used)


def _tell_amount(telling: Telling, sentence: Seen, amount: Amount, used: dict[Span, str]) -> None:
    view = sentence.view
    assert view is not None
    target = used.get(telling.read.document.raw_span(*amount.span))
    attribute = attribute_of(view, amount)
    if attribute is None and target is None and amount.kind not in {"money", "quantity"}:
        return  # a number of anything, a share
    rule = f"amount.{_taken_as(target) or (attribute.kind if attribute else amount.kind)}"
    owners = [e for _, found in read_attributes(view, [amount], sentence.topic) for e in found]
    name = "、".join(dict.fromkeys(e.name + (e.phase or "") for e in owners)) or None
    if target is not None:
        reason = "of a counted group" if target.startswith("/counts") else "of the project that its words tie it to"
        telling.add("amount", rule, amount.span, "kept", reason, name=name, target=target)
    elif attribute is None:
        telling.add("amount", rule, amount.span, "dropped", "no words around it make it a figure of a project")
    elif not owners:
        telling.add("amount", rule, amount.span, "dropped", "its words tie it to no one project")
    elif all(telling.index_of(e) is None for e in owners):
        telling.add("amount", rule, amount.span, "dropped", "its project is not listed", name=name)
    else:
        reason = "the project has such a figure already, or this is a part of it"
        telling.add("amount", rule, amount.span, "merged", reason, name=name)


def _taken_as(target: str | None) -> str | None:
    """What an amount became: the kind of figure of a project, or one of a counted group."""
    if target is None:
        return None
    return "group" if target.startswith("/counts") else target.split("/")[3]


def _figures(projects: Sequence[ProjectRecord]) -> dict[Span, str]:
    """Where each figure of a project stands in the raw text, and its pointer."""
    found: dict[Span, str] = {}

    def note(spans: Sequence[Span], pointer: str) -> None:
        for span in spans:
            found.setdefault(span, pointer)

    for index, project in enumerate(projects):
        figures = {
            "investment": project.investment,
            "output_value": project.output_value,
            "area": project.area,
            "jobs": project.jobs,
        }
        for key, figure in figures.items():
            if figure is not None:
                note(figure.spans, f"/projects/{index}/{key}")
        for at, capacity in enumerate(project.capacity):
            note(capacity.spans, f"/projects/{index}/capacity/{at}")
    return found
