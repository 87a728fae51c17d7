"""How often each rule fires over a corpus, what becomes of it, and how often it is right on gold.

A rule that never fires has its row too: the rules are listed here by name, and a test holds the list against the code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, get_args

from zhextract.evaluate import (
    GoldArticle,
    GoldCount,
    GoldMoney,
    GoldProject,
    as_gold,
    base_amount,
    fold,
    likeness,
    pair,
)
from zhextract.records.article import GroupCount
from zhextract.records.explanation import Decision, DecisionKind, Explanation
from zhextract.records.project import Milestone, ProjectRecord
from zhextract.records.values import Capacity, Model, Money

#: Every rule by the kind of thing that it names or refuses.
RULES: dict[DecisionKind, tuple[str, ...]] = {
    "organization": (
        *("registered.form", "registered.plant", "registered.branch", "registered.latin"),
        *("company.lexicon", "company.code", "company.title", "company.notice", "company.trade", "company.list"),
        *(
            "company.neighbour",
            "company.counterparty",
            "company.party",
            "company.subsidiary",
            "company.of-project",
            "alias",
        ),
        *("park.user", "park.zone", "park.bare", "park.level", "park.kind", "park.site"),
        *("government.known", "government.ending", "government.organ", "government.ministry", "government.short"),
        *("institution.known", "institution.ending", "institution.branch", "institution.short"),
        *("media.known", "media.kind", "media.marks", "media.source", "media.site"),
    ),
    "place": (
        "place.division",
        "place.township",
        "place.town",
        "place.park",
        "place.site",
        "place.area",
        "place.body",
        "place.unlisted",
        "place.field",
    ),
    "person": ("title-before-name",),
    "project": (
        *("generic-head", "facility-head", "unit-head", "works-head", "phase-head", "sited-facility", "short-name"),
        "told-name",
        *(
            "list-closed-by-等",
            "list-with-shared-head",
            "list-before-head",
            "list-counted",
            "list-of-sites",
            "list-opened-by-count",
            "list-held-by-count",
            "works-of-facility",
            "alias",
            "anaphor",
            "anaphor-whole",
        ),
        *("phase-alone", "phase-of-company", "unit-named", "unit-alone", "table-row"),
    ),
    "milestone": (
        *("subject", "subject-carried", "object", "object-direct", "object-agreed", "list-opened", "occasion"),
        *("former-latter", "note-in-brackets", "topic", "topic-all", "group-members", "group-member"),
        *("listed-for-approval", "by-agreement", "refine", "inside-name", "modality.negated", "modality.hypothetical"),
        *("modality.obligation", "modality.effect", "no-target.none", "no-target.group", "no-target.group-members"),
        *("no-target.generic-subject", "no-target.topic", "no-target.note-in-brackets", "no-target.list-opened"),
        *("table-cell", "no-target.another-noun", "false-friend", "needs-company", "none"),
    ),
    "count": ("count.behind", "count.ahead", "count.alone", "count.part", "count.headline"),
    "amount": (
        *("amount.investment", "amount.capacity", "amount.area", "amount.output_value", "amount.jobs"),
        *("amount.group", "amount.money", "amount.quantity"),
    ),
    "date": ("date.date", "date.period", "date.open_period"),
}
#: The values of a project that gold has.
_COMPARED = frozenset({"milestones", "capacity", "investment", "place"})
_Where: TypeAlias = tuple[str, int, int]


class RuleRow(Model):
    """One rule over a corpus.

    `fired` is `kept` + `merged` + `dropped`; `overlaps` how often another rule of the kind named the same words.
    `right` and `wrong` count what was kept against gold, None where no gold was given or gold does not say.
    """

    kind: DecisionKind
    rule: str
    fired: int = 0
    kept: int = 0
    merged: int = 0
    dropped: int = 0
    overlaps: int = 0
    right: int | None = None
    wrong: int | None = None


@dataclass(slots=True)
class _Tally:
    results: Counter[str] = field(default_factory=Counter)
    overlaps: int = 0
    judged: Counter[bool] = field(default_factory=Counter)


def rule_table(
    explanations: Iterable[Explanation], gold: Iterable[GoldArticle | Mapping[str, Any]] = ()
) -> list[RuleRow]:
    """One row a rule, the kinds in the order of the contract, the rule that fires most first and silent ones last.

    Gold articles are matched by `id`; articles without one are counted and not judged. A project is right when
    `zhextract.evaluate.pair` finds it a partner, a milestone when the partner has it with the same date, an
    organization when gold has one of like name, a place or figure when the partner has the same, a date as its
    milestone; a person is never judged. Raises `InputError` where gold has another shape.
    """
    wanted = {article.id: article for article in map(as_gold, gold)}
    tallies: defaultdict[tuple[DecisionKind, str], _Tally] = defaultdict(_Tally)
    for explanation in explanations:
        judge = _Judge(explanation, wanted[explanation.record.id]) if explanation.record.id in wanted else None
        rules: defaultdict[tuple[DecisionKind, _Where], set[str]] = defaultdict(set)
        for decision in explanation.decisions:
            rules[decision.kind, _where(decision)].add(decision.rule)
        for decision in explanation.decisions:
            tally = tallies[decision.kind, decision.rule]
            tally.results[decision.result] += 1
            tally.overlaps += len(rules[decision.kind, _where(decision)]) > 1
            right = judge.right(decision) if judge is not None else None
            if right is not None:
                tally.judged[right] += 1
    return _rows(tallies)


def _where(decision: Decision) -> _Where:
    return decision.span.part, decision.span.start, decision.span.end


def _rows(tallies: Mapping[tuple[DecisionKind, str], _Tally]) -> list[RuleRow]:
    rows = []
    kinds: Sequence[DecisionKind] = get_args(DecisionKind)
    for kind, rule in dict.fromkeys([*tallies, *((kind, rule) for kind, names in RULES.items() for rule in names)]):
        tally = tallies.get((kind, rule), _Tally())
        judged = tally.judged if tally.judged else None
        rows.append(
            RuleRow(
                kind=kind,
                rule=rule,
                fired=tally.results.total(),
                kept=tally.results["kept"],
                merged=tally.results["merged"],
                dropped=tally.results["dropped"],
                overlaps=tally.overlaps,
                right=judged[True] if judged is not None else None,
                wrong=judged[False] if judged is not None else None,
            )
        )
    return sorted(rows, key=lambda r: (kinds.index(r.kind), -r.fired, r.rule))


def render(rows: Iterable[RuleRow]) -> str:
    """The rows as a table of text, one line each; `-` where gold says nothing."""
    lines = [
        f"{'kind':14}{'rule':28}{'fired':>7}{'kept':>7}{'merged':>8}{'dropped':>9}{'overlaps':>10}{'right':>7}{'wrong':>7}"
    ]
    for row in rows:
        right, wrong = ("-" if value is None else str(value) for value in (row.right, row.wrong))
        pad = 28 - sum("一" <= c <= "鿿" for c in row.rule)  # a Chinese character is two columns wide
        lines.append(
            f"{row.kind:14}{row.rule:{pad}}{row.fired:7}{row.kept:7}{row.merged:8}{row.dropped:9}{row.overlaps:10}"
            f"{right:>7}{wrong:>7}"
        )
    return "\n".join(lines)


class _Judge:
    """Holds the decisions of one article against its gold."""

    def __init__(self, explanation: Explanation, gold: GoldArticle) -> None:
        self.record, self.gold = explanation.record, gold
        pairs = pair(gold.projects, as_gold(explanation.record).projects)
        self.partners = {theirs: gold.projects[ours] for ours, theirs in pairs.items()}

    def right(self, decision: Decision) -> bool | None:
        """Whether gold has what was kept; None for what it does not say."""
        if decision.result != "kept" or decision.target is None:
            return None
        head, *rest = decision.target.strip("/").split("/")
        index = int(rest[0])
        if head == "organizations":
            name = self.record.organizations[index].name
            return any(likeness(name, other.name) > 0 for other in self.gold.organizations)
        if head == "counts":
            return None if decision.kind == "amount" else self._has_count(self.record.counts[index])
        if head != "projects":
            return None
        partner = self.partners.get(index)
        if len(rest) == 1:
            return partner is not None
        if partner is None:
            return False if rest[1] in _COMPARED else None
        return _has(partner, self.record.projects[index], rest[1:])

    def _has_count(self, count: GroupCount) -> bool:
        said = (count.milestone, count.modality, count.value, count.bound)
        return any(said == _said(other) for other in self.gold.counts)


def _said(count: GoldCount) -> tuple[str | None, str | None, float, str | None]:
    return count.milestone, count.modality, count.value, count.bound


def _has(gold: GoldProject, project: ProjectRecord, path: Sequence[str]) -> bool | None:
    """Whether the partner of a project has the value at a path into it; None where gold has no such key."""
    key = path[0]
    value: object = getattr(project, key)
    if len(path) > 1 and isinstance(value, tuple):
        value = value[int(path[1])]
    if isinstance(value, Milestone):
        said = (value.type, value.modality, value.date, value.mod)
        return any(said == (m.type, m.modality, m.date, m.mod) for m in gold.milestones)
    if isinstance(value, Capacity):
        figure = base_amount(value.amount, value.unit)
        return any(figure == base_amount(c.amount, c.unit) for c in gold.capacity or ())
    if key == "investment" and isinstance(value, Money):
        return _same_sum(value, gold.investment)
    if key == "place":
        return isinstance(value, str) and gold.place is not None and fold(gold.place) == fold(value)
    return None


def _same_sum(money: Money, gold: GoldMoney | None) -> bool:
    return gold is not None and (round(gold.amount), gold.currency) == (round(money.amount), money.currency)
