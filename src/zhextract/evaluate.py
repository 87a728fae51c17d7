"""How well records agree with gold articles, fact by fact.

A fact is a tuple that must agree whole: that there is such a project, that its status is so, that a milestone of this
type and modality has this date. Projects are paired first, one to one, by phase and likeness of name; what hangs on a
project counts only under the project that it was paired with. F1 over the facts is the measure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zhextract.errors import InputError
from zhextract.records.article import ArticleRecord

KINDS = (
    "project", "name", "status", "milestone", "dated", "plan", "company", "place", "investment", "capacity",
    "organization", "org_type", "count",
)  # fmt: skip
# The kinds that the overall figure adds up, one for each thing said: `dated` includes `milestone`, and so on.
HEADLINE = ("project", "status", "dated", "company", "investment", "capacity", "organization", "count")
ALL_FACTS = "ALL FACTS"

Fact: TypeAlias = tuple[Hashable, ...]

_CLOSING_WORDS = ("建设项目", "工程项目", "产业项目", "重点项目", "项目建设", "项目", "工程", "建设")
_IGNORED = re.compile(r"[\s“”\"'‘’《》「」]")
_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")
_POWER_FACTORS = {"千瓦": 1.0, "kw": 1.0, "兆瓦": 1e3, "mw": 1e3, "吉瓦": 1e6, "gw": 1e6}
_LEAST_LIKENESS = 0.75


class _Lenient(BaseModel):
    """Gold and records alike: only the keys that are compared, any value of a word."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldMilestone(_Lenient):
    """A step of a project."""

    type: str
    modality: str
    date: str | None = None
    mod: str | None = None


class GoldMoney(_Lenient):
    """A sum in whole units."""

    amount: float
    currency: str | None = None


class GoldCapacity(_Lenient):
    """A figure with its unit."""

    amount: float
    unit: str


class GoldProject(_Lenient):
    """A project or one phase of it."""

    name: str
    phase: str | None = None
    companies: tuple[str, ...] = ()
    place: str | None = None
    status: str | None = None
    investment: GoldMoney | None = None
    capacity: tuple[GoldCapacity, ...] | None = None
    milestones: tuple[GoldMilestone, ...] = ()


class GoldOrganization(_Lenient):
    """An organization."""

    name: str
    type: str | None = None


class GoldCount(_Lenient):
    """A number of grouped projects."""

    milestone: str | None = None
    modality: str | None = None
    value: float
    bound: str | None = None
    investment: float | GoldMoney | None = None


class GoldArticle(_Lenient):
    """What one article must yield: the part of an `ArticleRecord` that is compared."""

    id: str
    organizations: tuple[GoldOrganization, ...] = Field(default=())
    projects: tuple[GoldProject, ...] = Field(default=())
    counts: tuple[GoldCount, ...] = Field(default=())


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts are right, how many gold has, and how many were predicted."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right, 0 where nothing was."""
        return self.hit / (self.predicted or 1)

    @property
    def recall(self) -> float:
        """The share of gold that was found, 0 where there is none."""
        return self.hit / (self.gold or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 1 where there was nothing to find and nothing was found."""
        return 2 * self.hit / (self.gold + self.predicted) if self.gold + self.predicted else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is missed in one article and what is wrong, each as (kind, fact)."""

    id: str
    missed: tuple[tuple[str, Fact], ...]
    wrong: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome: a `Score` for each kind of fact and for `ALL FACTS`, and the differences article by article."""

    articles: int
    without_prediction: int
    scores: dict[str, Score]
    differences: tuple[Difference, ...] = field(repr=False)

    def figures(self) -> dict[str, dict[str, int | float]]:
        """The scores as plain values, F1 to four digits."""
        return {
            kind: {"hit": s.hit, "gold": s.gold, "predicted": s.predicted, "f1": round(s.f1, 4)}
            for kind, s in self.scores.items()
        }

    def table(self) -> str:
        """The scores as a table of text, one line a kind."""
        lines = [
            f"{self.articles} articles, {self.without_prediction} without a prediction",
            f"{'fact':14}{'gold':>7}{'found':>7}{'right':>7}{'precision':>11}{'recall':>9}{'F1':>8}",
        ]
        lines += [
            f"{kind:14}{s.gold:7}{s.predicted:7}{s.hit:7}{s.precision:11.3f}{s.recall:9.3f}{s.f1:8.3f}"
            for kind, s in self.scores.items()
        ]
        return "\n".join(lines)


def evaluate(
    gold: Iterable[GoldArticle | Mapping[str, Any]],
    predicted: Iterable[ArticleRecord | GoldArticle | Mapping[str, Any]],
) -> Evaluation:
    """Score `predicted` against `gold`.

    Articles are matched by `id`; a gold article without a prediction counts as having yielded nothing, a prediction
    without a gold article is passed over. Mappings are in the shape of an `ArticleRecord` as JSON; other keys are
    ignored. Raises `InputError` for a mapping of another shape.
    """
    predictions = {article.id: article for article in map(as_gold, predicted)}
    totals = dict.fromkeys(KINDS, Score())
    differences = []
    articles = missing = 0
    for wanted in map(as_gold, gold):
        articles += 1
        missing += wanted.id not in predictions
        expected, found = compare(wanted, predictions.get(wanted.id, GoldArticle(id=wanted.id)))
        for kind in KINDS:
            right = (expected[kind] & found[kind]).total()
            totals[kind] += Score(right, expected[kind].total(), found[kind].total())
        missed = tuple((kind, fact) for kind in KINDS for fact in (expected[kind] - found[kind]).elements())
        wrong = tuple((kind, fact) for kind in KINDS for fact in (found[kind] - expected[kind]).elements())
        differences.append(Difference(wanted.id, missed, wrong))
    overall = sum((totals[kind] for kind in HEADLINE), Score())
    return Evaluation(articles, missing, totals | {ALL_FACTS: overall}, tuple(differences))


def as_gold(item: ArticleRecord | GoldArticle | Mapping[str, Any]) -> GoldArticle:
    """The part of a record or of a JSON object that is compared; raises `InputError` where the shape is wrong."""
    if isinstance(item, GoldArticle):
        return item
    try:
        return GoldArticle.model_validate(item.model_dump() if isinstance(item, ArticleRecord) else item)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from error


def compare(gold: GoldArticle, predicted: GoldArticle) -> tuple[dict[str, Counter[Fact]], dict[str, Counter[Fact]]]:
    """The facts of a gold article and of a prediction, with paired projects under one key."""
    partners = {theirs: ours for ours, theirs in pair(gold.projects, predicted.projects).items()}
    keys = [project.name + (project.phase or "") for project in gold.projects]
    their_keys = [
        keys[partners[index]] if index in partners else f"?{project.name}{project.phase or ''}"
        for index, project in enumerate(predicted.projects)
    ]
    names = [organization.name for organization in gold.organizations]
    return _facts(gold, keys, names), _facts(predicted, their_keys, names)


def pair(gold: Iterable[GoldProject], predicted: Iterable[GoldProject]) -> dict[int, int]:
    """Which gold project (by index) is which predicted one: the same phase, the likest names first, one to one."""
    theirs = list(predicted)
    options = [
        (-likeness(ours.name, other.name), i, j)
        for i, ours in enumerate(gold)
        for j, other in enumerate(theirs)
        if _phase(ours.phase) == _phase(other.phase)
    ]
    pairs: dict[int, int] = {}
    for unlikeness, i, j in sorted(options):
        if unlikeness < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def likeness(one: str, other: str) -> float:
    """How alike two names are, 1.0 for the same and 0 for names that are not to be paired."""
    one, other = _bare(one), _bare(other)
    if one == other:
        return 1.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short and short in long and 2 * len(short) >= len(long):
        return 0.9 * len(short) / len(long) + 0.1
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio * 0.9 if ratio >= _LEAST_LIKENESS else 0.0


def _facts(article: GoldArticle, keys: list[str], gold_names: list[str]) -> dict[str, Counter[Fact]]:
    """Every fact of an article by kind; all but counts are said once, however often."""
    found: dict[str, Counter[Fact]] = {kind: Counter() for kind in KINDS}
    for project, key in zip(article.projects, keys, strict=True):
        for kind, fact in _project_facts(project, key, gold_names):
            found[kind][fact] = 1
    for organization in article.organizations:
        name = fold(_partner(organization.name, gold_names))
        found["organization"][(name,)] = 1
        found["org_type"][(name, organization.type)] = 1
    for count in article.counts:
        found["count"][(count.milestone, count.modality, count.value, count.bound)] += 1
        sum_ = count.investment.amount if isinstance(count.investment, GoldMoney) else count.investment
        if sum_:
            found["investment"][("群", round(sum_), "CNY")] = 1
    return found


def _project_facts(project: GoldProject, key: str, gold_names: list[str]) -> Iterator[tuple[str, Fact]]:
    yield "project", (key,)
    yield "name", (key, _bare(project.name))
    yield "status", (key, project.status)
    for step in project.milestones:
        yield "milestone", (key, step.type, step.modality)
        yield "dated", (key, step.type, step.modality, step.date, step.mod)
        if step.modality == "planned" and step.date:
            yield "plan", (key, step.type, step.date, step.mod)
    for company in project.companies:
        yield "company", (key, fold(_partner(company, gold_names)))
    if project.place:
        yield "place", (key, fold(project.place))
    if project.investment:
        yield "investment", (key, round(project.investment.amount), project.investment.currency)
    for capacity in project.capacity or ():
        yield "capacity", (key, *base_amount(capacity.amount, capacity.unit))


def _partner(name: str, names: list[str]) -> str:
    """The likest of `names`, or `name` itself where none may be paired."""
    best = max(names, key=lambda other: likeness(name, other), default=name)
    return best if likeness(name, best) > 0 else name


def fold(text: str) -> str:
    """Half-width, lower case, without white space and quotation marks."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def _bare(name: str) -> str:
    """The name without generic words at its end, though never without any."""
    bare = fold(name)
    while True:
        # The longest comes first, as in a pattern of alternatives that starts as early as it can.
        word = next((w for w in _CLOSING_WORDS if bare.endswith(w)), "")
        if not word or word == bare:
            return bare
        bare = bare[: -len(word)]


def _phase(phase: str | None) -> str:
    """The phase as its numeral and kind: `第1期工程` is `一期`."""
    return "".join(c for c in fold(phase or "").translate(_NUMERALS) if c not in "第工程项目")


def base_amount(amount: float, unit: str) -> tuple[float, str]:
    """Power in kW and energy in kWh, whatever the spelling; anything else as it is."""
    unit = fold(unit)
    if unit in ("度", "度电"):
        return round(amount, 3), "kwh"
    for tail, base in (("小时", "kwh"), ("时", "kwh"), ("h", "kwh"), ("", "kw")):
        factor = _POWER_FACTORS.get(unit.removesuffix(tail)) if unit.endswith(tail) else None
        if factor is not None:
            return round(amount * factor, 3), base
    return round(amount, 3), unit
