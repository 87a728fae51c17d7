"""The small values of the contract: where words stand, and how much."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Part: TypeAlias = Literal["title", "text"]
Bound: TypeAlias = Literal["exact", "over", "under", "about"]
Modality: TypeAlias = Literal["actual", "planned"]
Certainty: TypeAlias = Literal["actual", "ongoing", "planned", "expected", "targeted"]
Mod: TypeAlias = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]
YearSource: TypeAlias = Literal["explicit", "published", "context"]
MilestoneType: TypeAlias = Literal[
    "signing", "approval", "land", "construction_start", "construction", "topping_out", "installation", "trial",
    "completion", "commissioning", "full_capacity", "suspension", "resumption", "cancellation",
]  # fmt: skip
Status: TypeAlias = Literal[
    "announced", "permitted", "construction", "completed", "operating", "suspended", "cancelled"
]
OrganizationType: TypeAlias = Literal["company", "park", "government", "media", "institution"]


class CharSpan(NamedTuple):
    """A stretch of a string in code points, `end` exclusive."""

    start: int
    end: int


class Model(BaseModel):
    """Base of every record: frozen, strict about types, and refusing unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Span(Model):
    """Words of the article that a value stands on.

    `start` and `end` count code points of the raw part (the title or the text as it was given), `end` exclusive;
    `text` is `raw[start:end]`.
    """

    part: Part
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @classmethod
    def of(cls, part: Part, start: int, end: int, raw: str) -> Span:
        """The span `raw[start:end]`, where `0 <= start <= end <= len(raw)`.

        Made as pydantic makes a model, but for the validation, which a slice cannot fail: a record has dozens of spans,
        and they would cost twice as much.
        """
        span = cls.__new__(cls)
        fields = {"part": part, "start": start, "end": end, "text": raw[start:end]}
        object.__setattr__(span, "__dict__", fields)
        object.__setattr__(span, "__pydantic_fields_set__", set(fields))
        object.__setattr__(span, "__pydantic_extra__", None)
        object.__setattr__(span, "__pydantic_private__", None)
        return span

    @model_validator(mode="after")
    def _words_fit(self) -> Span:
        if len(self.text) != self.end - self.start:
            raise ValueError(f"the text of span [{self.start}, {self.end}) has {len(self.text)} code points")
        return self


class Money(Model):
    """A sum of money in whole units of an ISO 4217 currency (`万` and `亿` multiplied out)."""

    amount: int | float
    currency: str
    bound: Bound = "exact"
    spans: tuple[Span, ...] = Field(min_length=1)


class Capacity(Model):
    """What a project makes or handles in a stated time, or its installed power or storage.

    `amount` is in single units (`3万吨` is 30000 `吨`). A yearly figure has `unit` `吨` and `per` `年`; any other
    period stays in the unit as well: `unit` `吨/日`, `per` `日`. Installed power has `per` None.
    """

    amount: int | float
    unit: str
    product: str | None = None
    per: str | None = None
    bound: Bound = "exact"
    spans: tuple[Span, ...] = Field(min_length=1)


class Quantity(Model):
    """Any other measured attribute: an area in 亩 or 平方米, a number of jobs."""

    amount: int | float
    unit: str
    bound: Bound = "exact"
    spans: tuple[Span, ...] = Field(min_length=1)
