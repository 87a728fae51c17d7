"""Where a project is: the place or park that its name, its sentence or the article ties it to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from zhextract.names.entities import Entity
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

_SITED = re.compile(
    r"(?:位于|坐落(?:于|在)|选址(?:在|于)?|落户(?:于|在|到)?|落在|落子|落地|在|地处|签约落户)[^，。；]{0,6}$"
)


class Locator:
    """Ties the projects of one article to its places and parks."""

    def __init__(self, document: Document, organizations: Sequence[Mention], places: Sequence[Mention]) -> None:
        parks = [o for o in organizations if o.kind == "park"]
        self._document = document
        self._candidates = InOrder([*parks, *places], lambda m: m.span)
        self._host = _host(parks)

    def locate(self, entity: Entity, companies: Collection[CharSpan] = ()) -> Mention | None:
        """The narrowest named place of the project, or None; one inside the name of its `companies` is none."""
        text, document = self._document.text, self._document
        for mention in entity.mentions:
            sentence = document.sentence_of(mention.start)
            if sentence is None:
                continue
            for place in self._candidates.inside(*sentence):
                if _SITED.search(text[max(sentence.start, place.start - 10) : place.start]):
                    return place
        for mention in entity.mentions:
            if mention.form != "named":
                continue
            for place in self._candidates.inside(mention.start, mention.end):
                if not any(c.start <= place.start and place.end <= c.end for c in companies):
                    return place
        return self._host


def _host(parks: Sequence[Mention]) -> Mention | None:
    """The park that an article is about: the only one, or the one named first and most."""
    if not parks:
        return None
    tally = Counter(p.name for p in parks)
    first = min(parks, key=lambda p: p.start)
    return first if tally[first.name] == max(tally.values()) else None
