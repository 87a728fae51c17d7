from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from zhextract.errors import OutputError
from zhextract.io.write import cell, chunks, write
from zhextract.records import ArticleRecord, Milestone, ProjectRecord, Span

SPAN = Span(part="text", start=0, end=5, text="=天工轴承")


def record(id: str = "a") -> ArticleRecord:
    plan = Milestone(
        type="commissioning", modality="planned", certainty="expected", date="2022-10", rule="plan", spans=(SPAN,)
    )
    done = Milestone(type="signing", modality="actual", certainty="actual", rule="verb", spans=(SPAN,))
    project = ProjectRecord(
        id="p",
        name="=天工轴承",
        companies=("天工轴承", "长丰重工"),
        status="construction",
        milestones=(done, plan),
        spans=(SPAN,),
    )
    return ArticleRecord(id=id, extractor_version="0", projects=(project,))


def test_json_lines_are_one_record_a_line(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write([record("a"), record("b")], path)
    assert [ArticleRecord.model_validate_json(line) for line in path.read_bytes().splitlines()] == [
        record("a"),
        record("b"),
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_one_array(tmp_path: Path, count: int) -> None:
    path = tmp_path / "out.json"
    write([record()] * count, path)
    assert len(json.loads(path.read_bytes())) == count


def test_csv_has_the_flat_view_and_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write([record()], path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert row["project"] == "'=天工轴承"
    assert row["companies"] == "天工轴承；长丰重工"
    assert row["status"] == "construction"
    assert row["phase"] == row["published"] == ""


def test_csv_of_plans_has_the_planned_milestones_only(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write([record()], path, view="plans")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["milestone"], row["certainty"]) for row in rows] == [("commissioning", "expected")]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-天工", "@SUM", "＝1", "\tx", " =1", "\u3000＠a", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["天工轴承", "A=B", "3-5月", ""])
def test_other_cells_are_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_the_pieces_joined_are_the_file(tmp_path: Path) -> None:
    write([record()], tmp_path / "a", format="json")
    assert (tmp_path / "a").read_bytes() == b"".join(chunks([record()], "json"))


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def broken() -> list[ArticleRecord]:
        raise KeyError("x")

    with pytest.raises(KeyError):
        write((r for r in [record(), *broken()]), path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write([record()], link)
    assert link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
    assert path.read_text() != "old"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere.*cannot be written: no such file or directory"):
        write([record()], tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(OutputError, match="cannot be written: is a directory"):
        write([record()], tmp_path)
