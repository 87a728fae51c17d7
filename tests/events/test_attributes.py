"""The figures of projects: investment, capacity, area, output value, jobs, open issues; and figures that are none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhextract import ProjectRecord, extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
CASES: dict[str, list[list[str]]] = tomllib.loads((HERE / "attributes_corpus.toml").read_text(encoding="utf-8"))


def figures(project: ProjectRecord) -> Iterator[str]:
    """The figures of a project, one line each: `field=amount unit bound`, an exact bound left out."""
    for field, money in (("investment", project.investment), ("output", project.output_value)):
        if money is not None:
            yield f"{field}={money.amount} {money.currency}" + ("" if money.bound == "exact" else f" {money.bound}")
    for field, size in (("area", project.area), ("jobs", project.jobs)):
        if size is not None:
            yield f"{field}={size.amount} {size.unit}" + ("" if size.bound == "exact" else f" {size.bound}")
    for made in project.capacity:
        bound = "" if made.bound == "exact" else f" {made.bound}"
        yield f"capacity={made.amount} {made.unit} {made.product or '-'}{bound}"
    if project.issues:
        yield "issues=" + "、".join(project.issues)


@pytest.mark.parametrize(
    ("sentence", "wanted"), [(sentence, wanted) for cases in CASES.values() for sentence, *wanted in cases]
)
def test_figures(sentence: str, wanted: list[str]) -> None:
    record = extract(sentence, published="2024-03-15")
    assert sorted(line for project in record.projects for line in figures(project)) == sorted(wanted)
    for project in record.projects:
        sized = (project.investment, project.output_value, project.area, project.jobs, *project.capacity)
        for value in sized:
            assert value is None or all(sentence[span.start : span.end] == span.text for span in value.spans)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("恒昱新材碳纤维项目已开工，年产3万吨碳纤维、2万吨原丝。", ["年", "年"]),
        ("恒昱新材碳纤维项目已开工，年产碳纤维3万吨、原丝2万吨和预浸料500万平方米。", ["年", "年", "年"]),
        ("恒昱新材碳纤维项目已开工，日处理污水3万吨、污泥200吨。", ["日", "日"]),
        ("恒昱新材碳纤维项目已开工，总装机20MW。", [None]),
    ],
)
def test_period_of_a_list(sentence: str, wanted: list[str | None]) -> None:
    """A period said once holds for the whole list that it opens."""
    (project,) = extract(sentence, published="2024-03-15").projects
    assert [made.per for made in project.capacity] == wanted
