"""The fixtures are well formed: every article has its gold line, and every gold line has the gold's shape.

How well the extractor does on them is scored elsewhere.
"""

from __future__ import annotations

import json
import re
import runpy
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from zhextract.records.values import Bound, MilestoneType, Mod, Modality, OrganizationType, Status

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ARTICLES = FIXTURES / "articles"
NOISE = {"clean", "traditional", "pinyin", "mojibake", "furniture", "spacing", "spliced"}
#: The release whose tables made the garbled articles.
OPENCC = "1.4.2"
READABLE = {"clean", "furniture"}
MONTH_OR_DAY = r"(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"
DATE = re.compile(rf"(\d{{4}}|XXXX)(-(Q[1-4]|H[12]|{MONTH_OR_DAY}))?")


class Gold(BaseModel):
    """Base of the gold's shapes: exact types, no unknown key, no key left out."""

    model_config = ConfigDict(strict=True, extra="forbid")


class GoldOrganization(Gold):
    name: str = Field(min_length=1)
    type: OrganizationType


class GoldMoney(Gold):
    amount: int | float
    currency: str = Field(pattern="^[A-Z]{3}$")


class GoldCapacity(Gold):
    amount: int | float
    unit: str = Field(min_length=1)
    product: str | None


class GoldMilestone(Gold):
    type: MilestoneType
    modality: Modality
    date: str | None
    mod: Mod | None
    text: str | None


class GoldProject(Gold):
    name: str = Field(min_length=1)
    phase: str | None
    companies: list[str]
    place: str | None
    status: Status
    investment: GoldMoney | None
    capacity: list[GoldCapacity]
    milestones: list[GoldMilestone]


class GoldCount(Gold):
    what: str = Field(min_length=1)
    milestone: MilestoneType | None
    modality: Modality
    value: int
    bound: Bound
    investment: int | None


class GoldArticle(Gold):
    id: str
    published: str | None
    title: str | None
    text: str = Field(min_length=1)
    noise: list[str] = Field(min_length=1)
    organizations: list[GoldOrganization]
    projects: list[GoldProject]
    counts: list[GoldCount]


LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
IDS = [line["id"] for line in LINES]


@pytest.fixture(params=LINES, ids=IDS)
def gold(request: pytest.FixtureRequest) -> GoldArticle:
    return GoldArticle.model_validate(request.param)


def test_articles_and_gold_lines_match_one_to_one() -> None:
    assert sorted(IDS) == sorted(path.name.removesuffix(".txt") for path in ARTICLES.glob("*.txt"))


def test_there_is_variety() -> None:
    assert len([id_ for id_ in IDS if not id_.endswith(".garbled")]) >= 12
    assert {noise for line in LINES for noise in line["noise"]} >= {"clean", "traditional", "furniture", "spacing"}
    assert sum(not line["projects"] for line in LINES) >= 2, "articles without a project"


def test_text_is_the_file(gold: GoldArticle) -> None:
    assert (ARTICLES / f"{gold.id}.txt").read_bytes().decode("utf-8") == gold.text + "\n"
    assert 200 <= len(gold.text) <= 3000


def test_dates_and_noise_are_of_the_known_forms(gold: GoldArticle) -> None:
    assert set(gold.noise) <= NOISE
    assert "clean" not in gold.noise or gold.noise == ["clean"]
    if gold.published is not None:
        date.fromisoformat(gold.published)
    for project in gold.projects:
        for milestone in project.milestones:
            assert (milestone.date is None) == (milestone.text is None), milestone
            assert milestone.mod is None or milestone.date is not None, milestone
            assert milestone.date is None or DATE.fullmatch(milestone.date), milestone


def test_nothing_is_listed_twice(gold: GoldArticle) -> None:
    names = [organization.name for organization in gold.organizations]
    assert len(names) == len(set(names))
    keys = [(project.name, project.phase) for project in gold.projects]
    assert len(keys) == len(set(keys))
    for project in gold.projects:
        said = [tuple(milestone.model_dump().values()) for milestone in project.milestones]
        assert len(said) == len(set(said)), project.name


def test_companies_are_among_the_organizations(gold: GoldArticle) -> None:
    names = {organization.name for organization in gold.organizations if organization.type == "company"}
    for project in gold.projects:
        assert set(project.companies) <= names, project.name


def test_readable_articles_hold_the_words_of_their_gold(gold: GoldArticle) -> None:
    if not set(gold.noise) <= READABLE:
        pytest.skip("the gold is in repaired simplified Chinese, the text is not")
    article = f"{gold.title or ''}\n{gold.text}"
    words = [organization.name for organization in gold.organizations]
    words += [milestone.text for project in gold.projects for milestone in project.milestones if milestone.text]
    assert [word for word in words if word not in article] == []


def test_garbled_articles_are_made_again_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FIXTURES))
    make = runpy.run_path(str(FIXTURES / "make_garbled.py"))["make"]
    gold = (FIXTURES / "gold.jsonl").read_bytes().decode("utf-8")
    again, files = make(gold)
    if version("opencc") != OPENCC and again != gold:
        pytest.skip(f"the garbled articles were made with OpenCC {OPENCC}, whose tables differ from release to release")
    assert again == gold
    assert sorted(files) == sorted(id_ for id_ in IDS if id_.endswith(".garbled"))
    for name, contents in files.items():
        assert (ARTICLES / f"{name}.txt").read_bytes() == contents.encode("utf-8")


def test_garbled_articles_keep_every_digit() -> None:
    texts = {line["id"]: line["text"] for line in LINES}
    garbled = {id_ for id_ in texts if id_.endswith(".garbled")}
    assert len(garbled) == 3
    for id_ in garbled:
        assert re.findall(r"\d", texts[id_]) == re.findall(r"\d", texts[id_.removesuffix(".garbled")])


def test_a_year_is_known_where_the_day_of_the_article_is(gold: GoldArticle) -> None:
    dates = [milestone.date for project in gold.projects for milestone in project.milestones if milestone.date]
    if gold.published is not None:
        assert not [value for value in dates if value.startswith("XXXX")]
