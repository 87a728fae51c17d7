"""The organizations that an article names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhextract.lexicon.user import Lexicon
from zhextract.names import bodies, listed, media, registered
from zhextract.names.firms import FirmFinder, is_whole
from zhextract.names.mention import Mention
from zhextract.names.merging import introduced, merged, without_overlaps
from zhextract.names.parks import ParkFinder
from zhextract.names.passage import Passage, WordList
from zhextract.records.values import CharSpan


class OrganizationFinder:
    """Finds companies, parks, governments, media and institutions. Thread-safe once built.

    `lexicon` holds a user's own companies and zones; `word_lists` is what a passage is best scanned for.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._firms = FirmFinder(lexicon)
        self._parks = ParkFinder(lexicon)
        others = (registered, bodies, media, listed)
        self.word_lists = (
            *self._firms.word_lists,
            *self._parks.word_lists,
            *(words for module in others for words in module.word_lists()),
        )

    def find(
        self, passage: Passage, extra_spans: Sequence[CharSpan] = (), considered: list[Mention] | None = None
    ) -> list[Mention]:
        """Every mention of an organization in the passage; none overlap, but for a branch and the company that its name
        begins with, which are both named.

        `extra_spans` are bylines (`来源：…`): media are taken from them as well. `kind` is `company`, `park`,
        `government`, `media` or `institution`; `name` is the fullest form of the organization in the article.
        `considered` takes every mention that a rule proposes, those that gave way to others among them.
        """
        found = [
            *registered.registered_companies(passage),
            *bodies.bodies(passage),
            *self._parks.find(passage),
            *media.media(passage, extra_spans),
            *self._firms.find(passage),
        ]
        if considered is not None:
            considered += found
        kept = without_overlaps(found)
        kept = without_overlaps([*kept, *_again(passage, kept)])
        kept = without_overlaps([*kept, *listed.list_members(passage, kept, self._firms)])
        return merged(passage.text, [*kept, *_parents(kept, found)], self._firms.strong)

    def full_name(self, name: str) -> str | None:
        """The registered name that the lexicon has for a company's short name, None where it has none."""
        return self._firms.full_name(name)

    def knows(self, name: str) -> bool:
        """Whether the lexicon has the name as that of a company, and it is no ordinary word."""
        return name in self._firms.strong


def _parents(kept: Iterable[Mention], found: Iterable[Mention]) -> Iterator[Mention]:
    """The companies whose whole name opens the name of a branch."""
    branches = {m.start: m for m in kept if m.rule == "registered.branch"}
    for mention in found:
        branch = branches.get(mention.start)
        if branch and mention.rule == "registered.form" and mention.end < branch.end:
            yield mention


#: Rules by which the context of one place shows that a name is a company wherever it stands.
_SHOWN = {
    "company.code",
    "company.title",
    "company.notice",
    "company.subsidiary",
    "company.party",
    "company.counterparty",
    "company.neighbour",
    "company.list",
}


def _again(passage: Passage, found: Iterable[Mention]) -> Iterator[Mention]:
    """The other places where a short form that the text introduces, or a name that its context showed, stands."""
    mentions = list(found)
    kinds = {m.name: m.kind for m in mentions}
    forms = {short: (kinds.get(full, "company"), "alias") for short, full in introduced(passage.text, mentions).items()}
    for mention in mentions:
        if mention.rule in _SHOWN:
            forms.setdefault(mention.name, (mention.kind, mention.rule))
    if not forms:
        return
    names = list(forms)
    for index, start, end, _ in passage.hits(WordList(names, passing=True)):
        form = names[index]
        kind, rule = forms[form]
        if is_whole(passage.text, start, end, form):
            yield Mention(start, end, kind, form, rule)
