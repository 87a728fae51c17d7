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
    `group`, `alias` is what the article calls it from here on (以下简称“X”). `head` is the kind of head word that
    closes the mention. `company` is a full registered name that stood before the name. `strong` names stand on their
    own beside others; a `fresh` one, made of class words with a figure of its own, is no other mention of a project
    before. `industries` are the fields that the words closing its list say.
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


class Found:
    """What one sentence has yielded so far: mentions, and the stretches that are not to be read again."""

    def __init__(self, sentence: CharSpan) -> None:
        self.sentence = sentence
        self.mentions: list[ProjectMention] = []
        self.taken: list[CharSpan] = []
        self._group = sentence.start  # unlike that of any other sentence

    def new_group(self) -> int:
        """The number of the next group of mentions."""
        self._group += 1
        return self._group

    def add(self, mention: ProjectMention) -> None:
        """Keep a mention; its stretch is taken."""
        self.mentions.append(mention)
        self.taken.append(mention.span)

    def floor(self, at: int) -> int:
        """Before which place a name that ends at `at` cannot begin: the end of what is taken before it."""
        return max([self.sentence.start, *(span.end for span in self.taken if span.end <= at)])

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps one that is taken."""
        return any(span.start < end and start < span.end for span in self.taken)
