"""The table of rules over a corpus, and that it knows every rule of the code."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhextract import Article, Explanation, Extractor, InputError
from zhextract.cli import app
from zhextract.rule_table import RULES, RuleRow, render, rule_table

SOURCE = Path(__file__).parents[1] / "src" / "zhextract"
GOLD = Path(__file__).parents[1] / "fixtures" / "gold.jsonl"
TEXT = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产，总投资20亿元。"


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return Extractor().explain(Article(text=TEXT, id="a", published=datetime.date(2022, 7, 22)))


def row(rows: list[RuleRow], kind: str, rule: str) -> RuleRow:
    (found,) = [r for r in rows if (r.kind, r.rule) == (kind, rule)]
    return found


def gold(name: str = "天工轴承高端轴承", day: str = "2022-03") -> dict[str, object]:
    milestones = [{"type": "construction_start", "modality": "actual", "date": day}]
    project = {"name": name, "phase": "一期", "milestones": milestones, "place": "长丰经开区"}
    money = {"amount": 2_000_000_000, "currency": "CNY"}
    organizations = [{"name": "长丰经开区", "type": "park"}]
    return {"id": "a", "projects": [{**project, "investment": money}], "organizations": organizations}


def test_rules_are_counted(explanation: Explanation) -> None:
    rows = rule_table([explanation, explanation])
    head = row(rows, "project", "generic-head")
    assert (head.fired, head.kept, head.right, head.wrong) == (2, 2, None, None)
    assert all(r.fired == r.kept + r.merged + r.dropped for r in rows)


def test_what_gold_has_is_right(explanation: Explanation) -> None:
    rows = rule_table([explanation], [gold()])
    assert (row(rows, "project", "generic-head").right, row(rows, "project", "generic-head").wrong) == (1, 0)
    assert (row(rows, "milestone", "subject").right, row(rows, "milestone", "subject-carried").wrong) == (1, 1)
    assert row(rows, "amount", "amount.investment").right == 1
    assert row(rows, "organization", "park.kind").right == 1


def test_what_gold_has_not_is_wrong(explanation: Explanation) -> None:
    rows = rule_table([explanation], [gold(day="2022-04")])
    assert (row(rows, "milestone", "subject").right, row(rows, "milestone", "subject").wrong) == (0, 1)
    rows = rule_table([explanation], [gold(name="云海大桥")])
    assert (row(rows, "project", "generic-head").right, row(rows, "project", "generic-head").wrong) == (0, 1)
    assert row(rows, "milestone", "subject").wrong == row(rows, "amount", "amount.investment").wrong == 1


def test_gold_of_another_article_judges_nothing(explanation: Explanation) -> None:
    rows = rule_table([explanation], [{**gold(), "id": "b"}])
    assert all(r.right is None and r.wrong is None for r in rows)


def test_gold_of_another_shape_is_refused(explanation: Explanation) -> None:
    with pytest.raises(InputError):
        rule_table([explanation], [{"id": "a", "projects": 5}])


def test_two_rules_for_the_same_words_overlap(explanation: Explanation) -> None:
    first = explanation.decisions[0]
    both = explanation.model_copy(update={"decisions": (first, first.model_copy(update={"rule": "park.zone"}))})
    rows = rule_table([both])
    assert row(rows, first.kind, first.rule).overlaps == row(rows, first.kind, "park.zone").overlaps == 1


def test_silent_rules_have_a_row() -> None:
    rows = rule_table([])
    assert {(r.kind, r.rule) for r in rows} == {(kind, rule) for kind, rules in RULES.items() for rule in rules}
    assert all(r.fired == 0 for r in rows)
    assert len(render(rows).splitlines()) == len(rows) + 1


# ---- the list of rules against the code -----------------------------------------------------------------------------
def source(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob(pattern)))


def test_every_rule_of_names_is_listed() -> None:
    kinds = "company|park|government|institution|media|registered|place"
    said = set(re.findall(rf'"((?:{kinds})\.[a-z-]+)"', source("names/*.py")))
    assert said <= {*RULES["organization"], *RULES["place"]}


def test_every_rule_of_projects_is_listed() -> None:
    code = source("names/project*.py") + source("events/scene.py")
    said = set(re.findall(r'"((?:list|unit|phase|anaphor|sited|short)-[a-z等-]+)"', code))
    assert said <= set(RULES["project"])


def test_every_rule_of_targets_is_listed() -> None:
    said = set(re.findall(r'[\])], "([a-z-]+)"', source("events/targets.py")))
    assert len(said) > 10
    assert all(rule in RULES["milestone"] or f"no-target.{rule}" in RULES["milestone"] for rule in said)


def test_no_rule_is_listed_that_the_code_does_not_have() -> None:
    code = source("names/*.py") + source("events/*.py") + source("explain/*.py") + source("parse/*.py")
    for rule in (rule for rules in RULES.values() for rule in rules):
        stem = re.split(r"[.-]", rule)[-1]
        assert f'"{rule}"' in code or stem in code, rule


# ---- the command line ----------------------------------------------------------------------------------------------
def test_the_command_prints_the_table() -> None:
    result = CliRunner().invoke(app, ["explain", "--table", str(GOLD), "--gold", str(GOLD)])
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["kind", "rule", "fired", "kept", "merged", "dropped", "overlaps", "right", "wrong"]
    assert any(line.startswith("project       generic-head") for line in lines)


def test_the_command_writes_rows_as_json() -> None:
    result = CliRunner().invoke(app, ["explain", "--table", str(GOLD), "--format", "jsonl"])
    rows = [RuleRow.model_validate(json.loads(line)) for line in result.stdout.splitlines()]
    assert rows == rule_table_of_fixtures()
    assert all(row.rule in RULES[row.kind] for row in rows)


def rule_table_of_fixtures() -> list[RuleRow]:
    from zhextract.io.read import read

    return rule_table(map(Extractor().explain, read(GOLD)))


def test_gold_without_a_table_is_refused() -> None:
    assert CliRunner().invoke(app, ["explain", str(GOLD), "--gold", str(GOLD)]).exit_code == 2


def test_unreadable_gold_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["explain", "--table", str(GOLD), "--gold", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1 and "none.jsonl" in result.stderr
