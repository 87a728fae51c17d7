"""What decided a record: each thing that a rule named, and each that was considered and dropped."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from zhextract.records.article import ArticleRecord
from zhextract.records.values import Model, Span

DecisionKind: TypeAlias = Literal["organization", "place", "person", "date", "amount", "project", "milestone", "count"]
Outcome: TypeAlias = Literal["kept", "dropped", "merged"]


class Decision(Model):
    """One thing that a rule named, and what became of it.

    `text` is the words in the clean text, `span` where they stand in the raw one, and `sentence` the place of their
    sentence in `Explanation.sentences`. `rule` is the stable name of the rule, unique within a kind. `kept` things
    stand in the record, `merged` ones say again what another decision of theirs put there, `dropped` ones do not stand
    there; `reason` says why, in English. `name` is what the thing is called in the record, or would be; `target` is the
    JSON Pointer (RFC 6901) of what it became there, as `/projects/0/milestones/1`.
    """

    kind: DecisionKind
    rule: str = Field(min_length=1)
    result: Outcome
    reason: str = Field(min_length=1)
    text: str
    span: Span
    sentence: int = Field(ge=0)
    name: str | None = None
    target: str | None = None


class Explanation(Model):
    """A record, the sentences of its article, and the decisions behind it, in the order of the text."""

    record: ArticleRecord
    sentences: tuple[Span, ...] = ()
    decisions: tuple[Decision, ...] = ()
