"""From mentions and events to a record: what is kept, each milestone once, ids, evidence, speakers, flat rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from zhextract import Article, ArticleRecord, Extractor, Span, extract
from zhextract.assemble import project_id

ARTICLE = (
    "本报讯 3月12日，记者从望川经开区获悉，总投资12亿元的恒昱新材碳纤维项目一期已于去年3月开工建设，目前主体封顶，"
    "预计今年9月投产；"
    "二期计划明年上半年开工。\n"
    "恒昱新材碳纤维项目占地200亩，一期建成后可年产1000吨碳纤维，新增就业300人。\n"
    "今年以来，全区26个重点项目集中开工，总投资150亿元。其中，宏岳精工减速机项目因资金问题已停工。\n"
)


@pytest.fixture(scope="module")
def record() -> ArticleRecord:
    return extract(ARTICLE, published="2024-03-15", title="恒昱新材碳纤维项目加快建设")


def spans(value: Any) -> Iterator[Span]:
    """Every span of a record, wherever it hangs."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from spans(getattr(value, field))
    elif isinstance(value, dict):
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def project(record: ArticleRecord, name: str, phase: str | None) -> Any:
    (found,) = [p for p in record.projects if (p.name, p.phase) == (name, phase)]
    return found


def test_projects_and_phases(record: ArticleRecord) -> None:
    assert {(p.name, p.phase, p.phase_number, p.status) for p in record.projects} == {
        ("恒昱新材碳纤维", "一期", 1, "construction"),
        ("恒昱新材碳纤维", "二期", 2, "announced"),
        ("恒昱新材碳纤维", None, None, "construction"),
        ("宏岳精工减速机", None, None, "suspended"),
    }
    area = project(record, "恒昱新材碳纤维", None).area
    assert (area.amount, area.unit) == (200, "亩")


def test_milestones(record: ArticleRecord) -> None:
    first = project(record, "恒昱新材碳纤维", "一期")
    assert [(m.type, m.modality, m.date) for m in first.milestones] == [
        ("construction_start", "actual", "2023-03"),
        ("topping_out", "actual", None),
        ("commissioning", "planned", "2024-09"),
    ]
    opening = first.milestones[0]
    assert (str(opening.start), str(opening.end), opening.edtf) == ("2023-03-01", "2023-03-31", "2023-03")
    assert opening.text == "去年3月"
    (second,) = project(record, "恒昱新材碳纤维", "二期").milestones
    assert (second.type, second.certainty, second.date) == ("construction_start", "planned", "2025-H1")


def test_every_value_stands_on_words(record: ArticleRecord) -> None:
    found = list(spans(record))
    assert len(found) > 20
    for span in found:
        part = record.title if span.part == "title" else ARTICLE
        assert part is not None and part[span.start : span.end] == span.text
    for p in record.projects:
        assert any(words in span.text for span in p.spans for words in (p.name, p.phase) if words)
        if p.phase:
            assert "".join(span.text for span in p.evidence["phase"])


def test_counts(record: ArticleRecord) -> None:
    (count,) = record.counts
    assert (count.what, count.milestone, count.value, count.investment) == (
        "重点项目",
        "construction_start",
        26,
        15 * 10**9,
    )


def test_flat_rows(record: ArticleRecord) -> None:
    rows = record.statuses()
    assert [(r.project, r.phase, r.status) for r in rows] == [(p.name, p.phase, p.status) for p in record.projects]
    assert {str(r.as_of) for r in rows} == {"2024-03-15"}
    plans = record.plans()
    assert [(r.project, r.phase, r.milestone, r.certainty) for r in plans] == [
        ("恒昱新材碳纤维", "一期", "commissioning", "expected"),
        ("恒昱新材碳纤维", "二期", "construction_start", "planned"),
    ]
    assert "投产" in plans[0].evidence and "预计" in plans[0].evidence


def test_the_record_is_the_same_each_time() -> None:
    article = Article(text=ARTICLE)
    assert Extractor().extract(article).model_dump_json() == Extractor().extract(article).model_dump_json()


def test_ids() -> None:
    one = project_id("恒昱新材碳纤维", "一期", ["恒昱新材"], "望川经开区")
    assert re.fullmatch(r"[0-9a-f]{16}", one)
    assert one == project_id("“恒昱新材”碳纤维", "一期", ["恒昱新材"], "望川经开区")
    assert project_id("A", None, ["b", "a"], None) == project_id("a", None, ["a", "b"], None)
    others = [
        project_id("恒昱新材碳纤维", "二期", ["恒昱新材"], "望川经开区"),
        project_id("恒昱新材碳纤维", None, ["恒昱新材"], "望川经开区"),
        project_id("恒昱新材碳纤维", "一期", [], "望川经开区"),
        project_id("恒昱新材碳纤维", "一期", ["恒昱新材"], None),
    ]
    assert len({one, *others}) == 5


@pytest.mark.parametrize(
    "text",
    [
        "记者来到恒昱新材碳纤维项目采访。",
        "恒昱新材碳纤维项目位于望川经开区。",
        "他负责恒昱新材碳纤维项目的宣传。",
        "恒昱新材碳纤维项目一旦投产，将改变格局。",
    ],
)
def test_a_project_without_stage_or_figure_is_not_listed(text: str) -> None:
    assert extract(text, published="2024-03-15").projects == ()


@pytest.mark.parametrize("stage", ["尚未开工", "还未投产", "目前仍在规划建设阶段"])
def test_a_project_whose_stage_is_denied_is_listed_without_milestones(stage: str) -> None:
    (project,) = extract(f"恒昱新材碳纤维项目{stage}。", published="2024-03-15").projects
    assert (project.status, project.milestones) == ("announced", ())


@pytest.mark.parametrize(
    "text",
    [
        "恒昱新材碳纤维项目尚未开工。",
        "目前恒昱新材碳纤维项目仍处于前期工作阶段。",
        "恒昱新材碳纤维项目暂未投入建设。",
    ],
)
def test_a_project_before_its_first_stage_is_announced(text: str) -> None:
    (found,) = extract(text, published="2024-03-15").projects
    assert (found.name, found.status) == ("恒昱新材碳纤维", "announced")


@pytest.mark.parametrize(
    "text",
    [
        "恒岳集团投资的轴承项目已开工。",
        "轴承项目总投资30亿元，已开工。",
        "轴承项目落户合肥高新区，已开工。",
        "青岚轴承项目已投产。",
        "轴承项目二期已投产。",
    ],
)
def test_a_plain_name_is_borne_out(text: str) -> None:
    assert len(extract(text, published="2024-03-15").projects) == 1


@pytest.mark.parametrize(
    "text",
    ["轴承项目已投产。", "化肥项目已开工。", "石油勘探项目已投产。", "天然气开发项目已开工。", "数据中心正在建设。"],
)
def test_a_plain_name_alone_is_no_project(text: str) -> None:
    assert extract(text, published="2024-03-15").projects == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The dated statement replaces the undated one; the same date is said once; two dates are two milestones.
        ("恒昱新材碳纤维项目已开工。恒昱新材碳纤维项目于3月8日开工。", [("construction_start", "2024-03-08")]),
        ("恒昱新材碳纤维项目于3月8日开工。恒昱新材碳纤维项目已开工。", [("construction_start", "2024-03-08")]),
        ("恒昱新材碳纤维项目3月8日开工。恒昱新材碳纤维项目3月8日开工。", [("construction_start", "2024-03-08")]),
        (
            "恒昱新材碳纤维项目首条产线去年9月投产。恒昱新材碳纤维项目今年2月全部投产。",
            [("commissioning", "2023-09"), ("commissioning", "2024-02")],
        ),
        (
            "恒昱新材碳纤维项目已投产。恒昱新材碳纤维项目预计年底达产。",
            [("commissioning", None), ("full_capacity", "2024")],
        ),
    ],
)
def test_each_milestone_once(text: str, wanted: list[tuple[str, str | None]]) -> None:
    (found,) = extract(text, published="2024-03-15").projects
    assert [(m.type, m.date) for m in found.milestones] == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“恒昱新材碳纤维项目预计8月投产。”公司总经理王建国说。", "王建国"),
        ("公司董事长李志强表示，恒昱新材碳纤维项目预计8月投产。", "李志强"),
        ("恒昱新材碳纤维项目预计8月投产。", None),
    ],
)
def test_stated_by(text: str, speaker: str | None) -> None:
    (found,) = extract(text, published="2024-03-15").projects
    (step,) = found.milestones
    assert step.stated_by == speaker


@pytest.mark.parametrize(
    ("text", "date", "edtf", "source"),
    [
        ("恒昱新材碳纤维项目预计8月投产。", "XXXX-08", "XXXX-08", None),
        ("恒昱新材碳纤维项目预计2025年8月投产。", "2025-08", "2025-08", "explicit"),
    ],
)
def test_without_a_day_of_publication_the_year_is_not_guessed(
    text: str, date: str, edtf: str, source: str | None
) -> None:
    record = extract(text)
    assert record.published is None
    (step,) = record.projects[0].milestones
    assert (step.date, step.edtf, step.year_source) == (date, edtf, source)


def test_the_whole_stands_at_the_furthest_stage_of_its_phases() -> None:
    text = "恒昱新材碳纤维项目总投资12亿元，分两期建设。一期已投产。二期计划明年开工。"
    record = extract(text, published="2024-03-15")
    assert {p.phase: p.status for p in record.projects} == {None: "operating", "一期": "operating", "二期": "announced"}
    assert project(record, "恒昱新材碳纤维", None).investment.amount == 12 * 10**8


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "今天天气很好。"])
def test_nothing_to_say(text: str) -> None:
    record = extract(text, published="2024-03-15")
    assert (record.projects, record.counts, record.organizations, record.people) == ((), (), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "日前，云岭新材、山南集团，青岚股份，签约落户临溪县的三个项目同时开工。其中，山南集团的年产3万吨铝箔项目计划明年5月投产。",
        "第二站，铜陵经开区；恒岳聚醚项目：总投资12亿元，已开工。",
        "建设单位：恒岳集团；建设地点：池州市。项目总投资1,200万元，计划10月开工。",
    ],
)
def test_narrow_marks_are_read_as_wide(text: str) -> None:
    wide, narrow = extract(text), extract(text.translate(str.maketrans("，；：", ",;:")))
    for record in (wide, narrow):
        assert all(o.spans for o in record.organizations)
    assert [(o.name, o.type) for o in narrow.organizations] == [(o.name, o.type) for o in wide.organizations]
    assert [(p.name, p.place, p.companies, p.status) for p in narrow.projects] == [
        (p.name, p.place, p.companies, p.status) for p in wide.projects
    ]


def test_narrow_marks_stay_in_the_words_quoted() -> None:
    text = "恒岳集团,日前宣布:位于池州市的聚醚项目,已开工。"
    record = extract(text)
    assert all(text[s.start : s.end] == s.text for p in record.projects for s in p.spans)
