from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhextract import ArticleRecord, InputError
from zhextract.evaluate import ALL_FACTS, GoldArticle, as_gold, evaluate, likeness, pair

GOLD_FOLDER = Path(__file__).parents[2] / "shared" / "gold"


def project(name: str = "天工轴承高端轴承", **values: Any) -> dict[str, Any]:
    return {"name": name, "status": "construction", **values}


def article(**values: Any) -> dict[str, Any]:
    return {"id": "a", "organizations": [], "projects": [], "counts": [], **values}


def test_gold_against_itself_is_perfect() -> None:
    gold = article(
        organizations=[{"name": "天工轴承", "type": "company"}],
        projects=[
            project(
                companies=["天工轴承"],
                place="长丰",
                investment={"amount": 1e9, "currency": "CNY"},
                capacity=[{"amount": 5, "unit": "万套"}],
                milestones=[{"type": "commissioning", "modality": "planned", "date": "2022-10", "mod": "END"}],
            )
        ],
        counts=[{"milestone": "signing", "modality": "actual", "value": 3, "bound": "exact", "investment": 5}],
    )
    scores = evaluate([gold], [gold]).scores
    assert {kind: (s.hit, s.gold, s.predicted) for kind, s in scores.items()} == dict.fromkeys(
        ["project", "name", "status", "milestone", "dated", "plan", "company", "place", "capacity"], (1, 1, 1)
    ) | {"investment": (2, 2, 2), "organization": (1, 1, 1), "org_type": (1, 1, 1), "count": (1, 1, 1)} | {
        ALL_FACTS: (9, 9, 9)
    }
    assert all(s.f1 == 1 for s in scores.values())


def test_what_is_not_predicted_is_missed_and_what_is_not_asked_is_passed_over() -> None:
    result = evaluate([article(projects=[project()])], [article(id="b", projects=[project()])])
    assert result.without_prediction == 1
    assert result.scores["project"].recall == 0
    assert result.scores["place"].f1 == 1
    assert ("project", ("天工轴承高端轴承",)) in result.differences[0].missed


def test_a_fact_under_the_wrong_project_is_wrong() -> None:
    gold = article(projects=[project("天工轴承"), project("长丰重工")])
    predicted = article(projects=[project("天工轴承", status="operating"), project("海岳水泥")])
    result = evaluate([gold], [predicted])
    assert (result.scores["project"].hit, result.scores["status"].hit) == (1, 0)
    assert ("status", ("?海岳水泥", "construction")) in result.differences[0].wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("天工轴承项目", "天工轴承"),
        ("“天工”轴承建设项目", "天工轴承工程"),
        ("ＡＢＣ轴承", "abc 轴承"),
        ("长丰天工轴承", "天工轴承"),
        ("天工高端轴承制造", "天工高端轴承智造"),
    ],
)
def test_names_that_pair(one: str, other: str) -> None:
    assert likeness(one, other) > 0


@pytest.mark.parametrize(("one", "other"), [("天工轴承", "长丰重工"), ("长丰经开区天工轴承配套", "配套"), ("", "天工")])
def test_names_that_do_not_pair(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_phases_do_not_pair_with_each_other_but_in_any_spelling() -> None:
    gold = as_gold(article(projects=[project(phase="一期"), project(phase="二期"), project()])).projects
    other = as_gold(
        article(projects=[project(phase="第2期"), project(phase="1期工程"), project(phase="三期")])
    ).projects
    assert pair(gold, other) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("one", "other"), [((1, "MW"), (1000, "千瓦")), ((1, "GWh"), (1e6, "度")), ((2, "兆瓦时"), (2000, "千瓦小时"))]
)
def test_power_in_any_spelling(one: tuple[float, str], other: tuple[float, str]) -> None:
    golds = [article(projects=[project(capacity=[{"amount": a, "unit": u}])]) for a, u in (one, other)]
    assert evaluate(golds[:1], golds[1:]).scores["capacity"].hit == 1


def test_a_record_is_compared_as_it_is() -> None:
    record = ArticleRecord(id="a", extractor_version="0")
    assert as_gold(record) == GoldArticle(id="a")


def test_a_wrong_shape_is_named() -> None:
    with pytest.raises(InputError, match=r"projects\.0\.name: field required"):
        as_gold({"id": "a", "projects": [{}]})


@pytest.mark.skipif(not GOLD_FOLDER.is_dir(), reason="the shared gold articles are not beside the project")
@pytest.mark.parametrize("name", ["seed", "dev", "dev_real"])
def test_the_figures_are_those_of_the_shared_measure(tmp_path: Path, name: str) -> None:
    path, predicted = GOLD_FOLDER / f"{name}.jsonl", tmp_path / "predicted.jsonl"
    golds = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [damaged(gold, index) for index, gold in enumerate(golds) if index % 7 or not index]
    predicted.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, str(GOLD_FOLDER / "score.py"), str(path), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    assert evaluate(golds, rows).figures() == theirs


def damaged(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """A prediction with errors of every kind, the same from run to run."""
    row: dict[str, Any] = json.loads(json.dumps(gold))
    for index, item in enumerate(row["projects"], seed):
        item["name"] = (item["name"], item["name"] + "项目", item["name"][1:] or "无", item["name"][::-1])[index % 4]
        item["phase"] = (item["phase"], item["phase"], "第1期")[index % 3]
        item["companies"] = [name[: -1 - index % 2] or name for name in item["companies"]]
        item["milestones"] = item["milestones"][index % 2 :] * 2
        for capacity in item["capacity"]:
            capacity["unit"] = (capacity["unit"], "MW", "度")[index % 3]
    row["projects"] += row["projects"][: seed % 2]
    row["organizations"] = [{**o, "name": o["name"][: 3 + seed % 5]} for o in row["organizations"]]
    row["counts"] *= 1 + seed % 2
    return row
