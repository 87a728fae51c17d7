"""What an explanation says: each kind of decision, why things were dropped, and that it says the same each time."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhextract import Article, Decision, Explanation, Extractor
from zhextract.cli import app

PUBLISHED = datetime.date(2022, 7, 22)
FIXTURES = Path(__file__).parents[1] / "fixtures"
STORY = (
    "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产，总投资20亿元。今年，全市共有98个项目集中开工。"
    "“该项目进展顺利。”经开区管委会主任王建国说。"
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def story(extractor: Extractor) -> Explanation:
    return extractor.explain(Article(text=STORY, id="story", published=PUBLISHED))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def decisions(extractor: Extractor, text: str, kind: str, result: str) -> list[Decision]:
    explanation = extractor.explain(Article(text=text, published=PUBLISHED))
    return [d for d in explanation.decisions if (d.kind, d.result) == (kind, result)]


def pointed_at(explanation: Explanation, target: str) -> object:
    """What a JSON Pointer finds in the record as JSON."""
    value: object = json.loads(explanation.record.model_dump_json())
    for key in target.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]  # type: ignore[index]
    return value


# ---- what was kept --------------------------------------------------------------------------------------------------
KEPT = [
    ("organization", "长丰经开区", "park.kind", "/organizations/0"),
    ("project", "天工轴承高端轴承项目一期", "generic-head", "/projects/0"),
    ("date", "3月", "date.date", "/projects/0/milestones/0"),
    ("milestone", "开工建设", "subject", "/projects/0/milestones/0"),
    ("milestone", "投产", "subject-carried", "/projects/0/milestones/1"),
    ("amount", "20亿元", "amount.investment", "/projects/0/investment"),
    ("count", "98个项目", "count.behind", "/counts/0"),
    ("person", "王建国", "title-before-name", "/people/0"),
]


@pytest.mark.parametrize(("kind", "words", "rule", "target"), KEPT)
def test_each_kind_of_thing_is_told_with_its_rule(
    story: Explanation, kind: str, words: str, rule: str, target: str
) -> None:
    (found,) = [d for d in story.decisions if d.result == "kept" and (d.kind, d.text) == (kind, words)]
    assert (found.rule, found.target) == (rule, target)
    assert pointed_at(story, target) is not None


def test_a_place_is_told(extractor: Extractor) -> None:
    kept = decisions(extractor, "盛泰锂能在肇庆市投资建设的电池项目昨日开工。", "place", "kept")
    assert [(d.text, d.rule, d.target) for d in kept] == [("肇庆市", "place.division", "/projects/0/place")]


def test_a_planned_milestone_names_its_cue_and_its_date(story: Explanation) -> None:
    (planned,) = [d for d in story.decisions if d.text == "投产"]
    assert "planned by 计划" in planned.reason and "dated by 10月底" in planned.reason
    assert planned.name == "天工轴承高端轴承一期: commissioning planned 2022-10 END"


def test_what_is_said_again_is_merged(story: Explanation) -> None:
    (again,) = [d for d in story.decisions if d.text == "该项目"]
    assert (again.result, again.rule, again.target) == ("merged", "anaphor", "/projects/0")


def test_a_milestone_said_twice_is_merged(extractor: Extractor) -> None:
    text = "天工轴承高端轴承项目3月5日开工建设。天工轴承高端轴承项目已经开工建设。"
    (again,) = decisions(extractor, text, "milestone", "merged")
    assert again.target == "/projects/0/milestones/0"


# ---- what was dropped ----------------------------------------------------------------------------------------------
DROPPED = [
    ("天工轴承高端轴承项目投资20亿元，尚未取得环评批复。", "milestone", "环评批复", "modality.negated", "by 尚未"),
    ("天工轴承高端轴承项目投资20亿元，一旦投产将带动就业。", "milestone", "投产", "modality.hypothetical", "一旦"),
    ("江口电厂一期工程并网。省里的重大工程开工。", "milestone", "开工", "no-target.generic-subject", "no one project"),
    ("江口电厂一期工程并网。全市共有98个项目集中开工。", "milestone", "集中开工", "no-target.", "counted group"),
    ("天工轴承高端轴承项目投资20亿元，为建成投产奠定基础。", "milestone", "建成投产", "refine", "statement away"),
    ("天工轴承高端轴承项目投资20亿元，开工率高。", "milestone", "开工率", "false-friend", "no step of a project"),
    ("协会年会在合肥开幕，嘉宾谈论投产。", "milestone", "投产", "no", "no project"),
    ("重点项目加快建设，天工轴承高端轴承项目3月开工。", "project", "重点项目", "short-name", "spoken of before"),
    ("考察团参观了天工轴承高端轴承项目。", "project", "天工轴承高端轴承项目", "generic-head", "no stage"),
    ("污水处理项目3月开工建设。", "project", "污水处理项目", "generic-head", "plain words"),
    ("天工轴承高端轴承项目3月开工，主要产品去年出口3亿元。", "amount", "3亿元", "amount.", "make it a figure"),
    ("天工轴承高端轴承项目3月开工，公司成立于2008年。", "date", "2008年", "date.date", "dates no milestone"),
    ("长丰经开区的天工轴承高端轴承项目3月开工。", "place", "长丰", "place.division", "part of the name 长丰经开区"),
]


@pytest.mark.parametrize(("text", "kind", "words", "rule", "reason"), DROPPED)
def test_what_was_dropped_is_told_with_its_reason(
    extractor: Extractor, text: str, kind: str, words: str, rule: str, reason: str
) -> None:
    found = [d for d in decisions(extractor, text, kind, "dropped") if d.text == words]
    assert len(found) == 1
    assert found[0].rule.startswith(rule) and reason in found[0].reason
    assert found[0].target is None


def test_narrow_marks_explain_what_wide_ones_do(extractor: Extractor) -> None:
    wide = "12月28日8时，首趟列车驶出江阳东站，江阳至云屏高速铁路正式通车。"
    narrow = wide.replace("，", ",")
    told = [
        [
            (d.kind, d.rule, d.result, d.span.start, d.target)
            for d in extractor.explain(Article(text=text, published=PUBLISHED)).decisions
        ]
        for text in (wide, narrow)
    ]
    assert told[0] == told[1]
    assert any(kind == "project" and result == "kept" for kind, _, result, _, _ in told[0])


def test_a_word_that_its_day_makes_a_statement_is_no_false_friend(extractor: Extractor) -> None:
    dated, undated = "山南集团的轴承项目于2022年3月投产后产销两旺。", "山南集团的轴承项目投产后将产销两旺。"
    assert [d.result for d in decisions(extractor, dated, "milestone", "kept")] == ["kept"]
    assert decisions(extractor, dated, "milestone", "dropped") == []
    assert [d.rule for d in decisions(extractor, undated, "milestone", "dropped")] == ["false-friend"]


def test_damaged_text_names_no_project(extractor: Extractor) -> None:
    text = "天工轴承高端轴承项目3月开工。" + "锟斤拷锟斤拷" * 4 + "二号线项目已经开工建设。"
    explanation = extractor.explain(Article(text=text, published=PUBLISHED))
    assert [p.name for p in explanation.record.projects] == ["天工轴承高端轴承"]


def test_a_text_without_projects_has_no_project_decision(extractor: Extractor) -> None:
    explanation = extractor.explain(Article(text="昨天下了一场小雨，街上的人不多。"))
    assert not [d for d in explanation.decisions if d.kind in {"project", "milestone", "count", "amount"}]


def test_an_empty_text_is_explained(extractor: Extractor) -> None:
    assert extractor.explain(Article(text="")).decisions == ()


# ---- what always holds ---------------------------------------------------------------------------------------------
def articles() -> list[Article]:
    rows = [json.loads(line) for line in (FIXTURES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [Article(text=r["text"], id=r["id"], title=r.get("title"), published=day(r)) for r in rows]
    traditional = "長豐經開區的天工軸承高端軸承項目（gāo duān）一期3月開工建設，計劃10月底投產。"
    return [*found, Article(text=traditional, title="天工軸承項目開工", id="traditional", published=PUBLISHED)]


def day(row: dict[str, str]) -> datetime.date | None:
    return datetime.date.fromisoformat(row["published"]) if row.get("published") else None


@pytest.fixture(scope="module")
def explained(extractor: Extractor) -> Sequence[tuple[Article, Explanation]]:
    return [(article, extractor.explain(article)) for article in articles()]


def test_the_record_is_that_of_the_extraction(
    extractor: Extractor, explained: Sequence[tuple[Article, Explanation]]
) -> None:
    for article, explanation in explained:
        assert explanation.record == extractor.extract(article, keep_text=True)


def test_every_span_is_raw_words(explained: Sequence[tuple[Article, Explanation]]) -> None:
    for article, explanation in explained:
        parts = {"title": article.title or "", "text": article.text}
        for span in [*explanation.sentences, *(d.span for d in explanation.decisions)]:
            assert parts[span.part][span.start : span.end] == span.text
        for decision in explanation.decisions:
            assert decision.sentence < len(explanation.sentences)


def test_every_target_is_in_the_record_and_all_of_the_record_is_told(
    explained: Sequence[tuple[Article, Explanation]],
) -> None:
    for _, explanation in explained:
        told = {d.target for d in explanation.decisions if d.result == "kept"}
        for target in told | {d.target for d in explanation.decisions}:
            assert target is None or pointed_at(explanation, target) is not None
        record = explanation.record
        wanted = {f"/projects/{i}" for i in range(len(record.projects))}
        wanted |= {
            f"/projects/{i}/milestones/{j}" for i, p in enumerate(record.projects) for j in range(len(p.milestones))
        }
        wanted |= {f"/counts/{i}" for i in range(len(record.counts))}
        wanted |= {f"/people/{i}" for i in range(len(record.people))}
        assert wanted <= told, record.id


def test_an_explanation_is_the_same_each_time(
    extractor: Extractor, explained: Sequence[tuple[Article, Explanation]]
) -> None:
    for article, explanation in explained:
        assert extractor.explain(article) == explanation


def test_an_explanation_survives_json(explained: Sequence[tuple[Article, Explanation]]) -> None:
    for _, explanation in explained:
        assert Explanation.model_validate_json(explanation.model_dump_json()) == explanation


# ---- the command line ----------------------------------------------------------------------------------------------
@pytest.fixture
def story_file(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_command_explains_sentence_by_sentence(story_file: Path) -> None:
    result = run("explain", story_file, "--published", "2022-07-22")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "== story  2022-07-22"
    assert [line[:3] for line in lines if line.startswith("[")] == ["[1]", "[2]", "[3]", "[4]"]
    assert "  + organization 长丰经开区 [park.kind] named as park /organizations/0" in lines
    assert any(re.match(r"  - milestone 集中开工 ", line) for line in lines)


def test_the_command_writes_json_lines(story_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("explain", story_file, story_file, "--format", "jsonl", "-o", out).exit_code == 0
    found = [Explanation.model_validate_json(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(found) == 2 and found[0] == found[1] and found[0].decisions


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "red.txt"
    path.write_text("\x1b[31m天工轴承高端轴承项目\x1b[0m3月开工建设。", encoding="utf-8")
    assert "\x1b" not in run("explain", path).stdout


def test_a_file_that_is_not_there_is_named(story_file: Path) -> None:
    result = run("explain", "missing.txt", story_file)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr and "== story" in result.stdout
