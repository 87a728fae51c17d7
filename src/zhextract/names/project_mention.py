"""Where a project is named, and what was found around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhextract.names.mention import Mention
from zhextract.records.values import CharSpan


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A place where a project is meant.

    `form` is `named`, `short` (产业基地项目, which only recalls a longer name), `anaphor` (该项目) or `phase`
    (其中一期); `name` is without phase and closing generic word, empty for the last two. Mentions of one list share
    `group`, `alias` is what the article calls it from here on (以下简称“X”). `head` is the kind of head word that closes the mention. `company` is a full registered name that stood
    before the name. `strong` names stand on their own beside others; a `fresh` one, made of class words with a figure
    of its own, is no other mention of a project before. `industries` are the fields that the words closing its list
    say.
    """

    start: int
    end: int
    form: str
    name: str
    phase: str | None
    phase_number: int | None
    group: int
    head: str
    rule: str
    open_list: bool = False
    company: CharSpan | None = None
    phase_span: CharSpan | None = None
    strong: bool = True
    fresh: bool = False
    industries: tuple[CharSpan, ...] = ()
    alias: str = ""

    @property
    def span(self) -> CharSpan:
        """Where it stands."""
        return CharSpan(self.start, self.end)


@dataclass(slots=True)
class Surroundings:
    """What else was found in the text, sorted by place: evidence for where a name begins and whether it is one."""

    organizations: Sequence[Mention] = ()
    places: Sequence[Mention] = ()
    barriers: Sequence[CharSpan] = ()  # dates and sums of money: never inside a name
    outputs: Sequence[CharSpan] = ()  # 年产5万吨, 20MW: may be inside a name
    triggers: Sequence[CharSpan] = ()  # 新开工, 投产: end a name on its left
    known: Sequence[tuple[CharSpan, str]] = ()  # where an alias stands, and the name it is short for
