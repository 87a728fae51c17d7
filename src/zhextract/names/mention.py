"""A name as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from zhextract.records.values import CharSpan

#: Rules that take a facility by its kind for an organization; it is none where it is itself what is built.
FACILITY_RULES = frozenset(("registered.plant", "institution.ending", "institution.short"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of the clean text that names something.

    `start` and `end` are code points of the clean text, `end` exclusive. `kind` is the sort of thing (`company`,
    `park`, `government`, `media`, `institution`, `place`, `person`); `name` is the canonical form within the article,
    which may be fuller than the words at this place; `rule` is the stable name of the rule that found it.
    """

    start: int
    end: int
    kind: str
    name: str
    rule: str

    @property
    def span(self) -> CharSpan:
        """Where it stands."""
        return CharSpan(self.start, self.end)
