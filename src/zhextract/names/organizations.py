"""The organizations that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhextract.lexicon.user import Lexicon
from zhextract.names.bodies import bodies
from zhextract.names.firms import FirmFinder
from zhextract.names.media import media
from zhextract.names.mention import Mention
from zhextract.names.merging import introduced, merged, without_overlaps
from zhextract.names.parks import ParkFinder
from zhextract.names.passage import Passage
from zhextract.names.registered import registered_companies
from zhextract.records.values import CharSpan


class OrganizationFinder:
    """Finds companies, parks, governments, media and institutions. Thread-safe once built.

    `lexicon` holds a user's own companies and zones.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._firms = FirmFinder(lexicon)
        self._parks = ParkFinder(lexicon)

    def find(self, text: str, sentences: Sequence[CharSpan], extra_spans: Sequence[CharSpan] = ()) -> list[Mention]:
        """Every mention of an organization in the sentences of the clean `text`, in order, none overlapping.

        `extra_spans` are bylines (`来源：…`): media are taken from them as well. `kind` is `company`, `park`,
        `government`, `media` or `institution`; `name` is the fullest form of the organization in the article.
        """
        passage = Passage(text, sentences)
        found: list[Mention] = list(registered_companies(passage))
        found += bodies(passage)
        found += self._parks.find(passage)
        found += media(passage, extra_spans)
        found += self._firms.find(passage)
        kept = without_overlaps(found)
        kept = without_overlaps([*kept, *_again(passage, kept)])
        return merged(text, kept, self._firms_listed())

    def full_name(self, name: str) -> str | None:
        """The registered name that the lexicon has for a company's short name, None where it has none."""
        return self._firms.full_name(name)

    def knows(self, name: str) -> bool:
        """Whether the lexicon has the name as that of a company, and it is no ordinary word."""
        return self._firms.knows(name)

    def _firms_listed(self) -> frozenset[str]:
        return self._firms._strong


def _again(passage: Passage, found: Iterable[Mention]) -> list[Mention]:
    """The other places where a short form that the text introduces stands."""
    mentions = list(found)
    aliases = introduced(passage.text, mentions)
    kinds = {m.name: m.kind for m in mentions}
    again: list[Mention] = []
    for short, full in aliases.items():
        for match in re.finditer(re.escape(short), passage.text):
            if passage.sentence(*match.span()):
                again.append(Mention(*match.span(), kinds.get(full, "company"), short, "alias"))
    return [replace(m) for m in again]
