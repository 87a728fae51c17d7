"""Where a project is: the place or park that its name, its sentence or the article ties it to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from zhextract.names.entities import Entity
from zhextract.names.mention import Mention
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

_SITED = re.compile(
    r"(?:位于|坐落(?:于|在)|选址(?:在|于)?|落户(?:于|在|到)?|落在|落子|落地|在|地处|签约落户)[^，。；]{0,6}$"
)


def locate(
    document: Document,
    entity: Entity,
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    companies: Collection[CharSpan] = (),
) -> Mention | None:
    """The narrowest named place of the project, or None; a place inside the name of one of its `companies` is none."""
    places = [p for p in places if not any(c.start <= p.start and p.end <= c.end for c in companies)]
    parks = [o for o in organizations if o.kind == "park"]
    candidates = sorted([*parks, *places], key=lambda m: m.start)
    text = document.text
    for mention in entity.mentions:
        index = document.sentence_at(mention.start)
        if index < 0:
            continue
        sentence = document.sentences[index]
        for place in candidates:
            if sentence.start <= place.start < sentence.end and _SITED.search(
                text[max(sentence.start, place.start - 10) : place.start]
            ):
                return place
    inside = [
        p for m in entity.mentions if m.form == "named" for p in candidates if m.start <= p.start and p.end <= m.end
    ]
    if inside:
        return inside[0]
    return _host(parks)


def _host(parks: Sequence[Mention]) -> Mention | None:
    """The park that an article is about: the only one, or the one named first and most."""
    if not parks:
        return None
    tally = Counter(p.name for p in parks)
    first = min(parks, key=lambda p: p.start)
    return first if tally[first.name] == max(tally.values()) else None
