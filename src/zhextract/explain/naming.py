"""Why organizations, places and people are named, and which proposals gave way."""

from __future__ import annotations

from collections.abc import Sequence

from zhextract.explain.telling import Telling
from zhextract.names.locate import AREA_KIND
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.records.values import CharSpan, Span

#: No name of an organization is longer, in code points.
_LONGEST = 80


def tell_organizations(telling: Telling, considered: Sequence[Mention]) -> None:
    """The organizations of the record, and each proposal of a rule that another took the place of."""
    read, record = telling.read, telling.record
    at = {o.name: i for i, o in enumerate(record.organizations)}
    standing = {s for o in record.organizations for s in o.spans}
    for mention in read.organizations:
        index = at.get(mention.name)
        if index is None or read.document.raw_span(*mention.span) not in standing:
            telling.add(
                "organization",
                mention.rule,
                mention.span,
                "dropped",
                "part of a company's longer name in a project",
                name=mention.name,
            )
            continue
        words = read.document.text[slice(*mention.span)]
        reason = f"named as {mention.kind}" if words == mention.name else f"another form of {mention.name}"
        telling.add(
            "organization",
            mention.rule,
            mention.span,
            "kept",
            reason,
            name=mention.name,
            target=f"/organizations/{index}",
        )
    named = {m.name for m in read.organizations}
    for index, organization in enumerate(record.organizations):
        if organization.name not in named:
            reason = "whose project it is, by the words of the project's name"
            span, target = organization.spans[0], f"/organizations/{index}"
            telling.add_raw("organization", "company.of-project", span, reason, name=organization.name, target=target)
    _tell_given_way(telling, considered)


def _tell_given_way(telling: Telling, considered: Sequence[Mention]) -> None:
    """Each proposal of a rule that did not stand: the same words by another rule, or words that another has."""
    placed = InOrder(telling.read.organizations)
    told = {(m.start, m.end, m.rule) for m in telling.read.organizations}
    for mention in considered:
        key = (mention.start, mention.end, mention.rule)
        if key in told:
            continue
        told.add(key)
        same = [m for m in placed.inside(mention.start, mention.end) if m.span == mention.span]
        if same:
            reason = f"the same words are named by {same[0].rule}"
            telling.add("organization", mention.rule, mention.span, "merged", reason, name=mention.name)
            continue
        near = placed.inside(max(0, mention.start - _LONGEST), mention.end + _LONGEST)
        over = next((m for m in near if m.start < mention.end and mention.start < m.end), None)
        reason = f"overlaps {over.name}, which {over.rule} names" if over else "no company where its name stands alone"
        telling.add("organization", mention.rule, mention.span, "dropped", reason, name=mention.name)


def tell_places(telling: Telling) -> None:
    """Every place of the text: those that became the place of a project, and the rest."""
    used: dict[Span, list[str]] = {}
    for index, project in enumerate(telling.record.projects):
        for span in project.evidence.get("place", ()):
            used.setdefault(span, []).append(f"/projects/{index}/place")
    holders = InOrder(telling.read.organizations)
    for mention in telling.read.places:
        targets = used.get(telling.read.document.raw_span(*mention.span), [])
        for target in targets:
            telling.add(
                "place", mention.rule, mention.span, "kept", "where a project is", name=mention.name, target=target
            )
        if targets:
            continue
        near = holders.inside(max(0, mention.start - _LONGEST), mention.end + _LONGEST)
        holder = next((o for o in near if o.start <= mention.start and mention.end <= o.end), None)
        reason = f"part of the name {holder.name}" if holder else "no project is tied to it, or a nearer place is"
        telling.add("place", mention.rule, mention.span, "dropped", reason, name=mention.name)
    known = {m.name for m in telling.read.places}
    for index, project in enumerate(telling.record.projects):
        if project.place is not None and project.place not in known:
            target = f"/projects/{index}/place"
            rule, reason = _made(telling, project.place)
            for span in project.evidence.get("place", ())[:1]:
                telling.add_raw("place", rule, span, reason, name=project.place, target=target)


def _made(telling: Telling, place: str) -> tuple[str, str]:
    """The rule and reason of a place that is no mention of one: a park, an area, a county by its bodies, a site."""
    organizations = telling.read.organizations
    if any(o.kind == "park" and o.name.endswith(place[-3:]) for o in organizations):
        return "place.park", "the park that it is in"
    if AREA_KIND.search(place):
        return "place.area", "the area that the work is called by"
    if any(o.kind in {"government", "institution"} and o.name.startswith(place) for o in organizations):
        return "place.body", "the county or city whose bodies speak"
    return "place.site", "one of the places at which several are said to stand"


def tell_people(telling: Telling) -> None:
    """The people of the record."""
    for index, person in enumerate(telling.read.people):
        titled = f"follows the title {person.title}" if person.title else "speaks"
        span = CharSpan(person.start, person.end)
        telling.add("person", "title-before-name", span, "kept", titled, name=person.name, target=f"/people/{index}")
