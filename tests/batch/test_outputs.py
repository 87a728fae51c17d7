"""What an archive gives: the tables in each format, the gate, conditions and reprints."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from archives import PROJECT, Silent, batch, json_lines, table, texts

import zhextract
from zhextract.batch.gate import gate
from zhextract.batch.local import Settings, dry_run
from zhextract.errors import InputError, ZhextractError
from zhextract.io.tables import TABLES, columns, markdown

DOCS = Path(__file__).parents[2] / "docs" / "archives.md"


def test_the_documented_columns_are_those_of_the_contract() -> None:
    assert markdown() in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv", "sqlite", "duckdb", "xlsx"])
def test_every_format_holds_the_same_rows(tmp_path: Path, format: str) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 40)
    output = tmp_path / f"out.{format}"
    counts, _, _ = batch([archive], output, format=format)
    for name in TABLES:
        assert _rows(output, format, name) == (counts[name], [c.name for c in columns(name)]), name


def _rows(output: Path, format: str, name: str) -> tuple[int, list[str]]:
    if format == "parquet":
        read = pq.read_table(output / f"{name}.parquet")
        return read.num_rows, read.column_names
    if format == "jsonl":
        rows = table(output, name)
        return len(rows), list(rows[0]) if rows else [c.name for c in columns(name)]
    if format == "csv":
        text = (output / f"{name}.csv").read_text(encoding="utf-8-sig")
        lines = list(csv.reader(text.splitlines()))
        return len(lines) - 1, lines[0]
    if format == "xlsx":
        book = pytest.importorskip("openpyxl").load_workbook(output, read_only=True)
        lines = [list(row) for row in book[name].iter_rows(values_only=True)]
        book.close()
        return len(lines) - 1, lines[0]
    if format == "sqlite":
        base: Any = sqlite3.connect(output)
    else:
        base = pytest.importorskip("duckdb").connect(str(output))
    found = base.execute(f'SELECT * FROM "{name}"')
    made = len(found.fetchall()), [column[0] for column in found.description]
    base.close()
    return made


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_text_is_a_formula(tmp_path: Path, format: str) -> None:
    line = json.dumps({"id": "=1+1", "title": '=HYPERLINK("http://a.example")', "text": texts(1)[0]})
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    output = tmp_path / f"out.{format}"
    batch([tmp_path / "a.jsonl"], output, format=format)
    if format == "csv":
        data = (output / "articles.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        row = list(csv.reader(data.decode("utf-8-sig").splitlines()))[1]
        assert row[0] == "'=1+1" and row[1].startswith("'=")
    else:
        sheet = pytest.importorskip("openpyxl").load_workbook(output)["articles"]
        assert [sheet[at].data_type for at in ("A2", "B2")] == ["s", "s"]


def test_the_gate_loses_no_project_of_the_fixtures() -> None:
    """Nor one that was garbled."""
    gold = Path(__file__).parents[2] / "fixtures" / "gold.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    facts = [row for row in rows if row["projects"] or row["counts"]]
    assert facts and not [row["id"] for row in facts if gate().stops(row["text"], row.get("title"))]


@pytest.mark.parametrize("set_", ["dev", "dev_real", "seed"])
def test_the_gate_loses_no_project_or_count_of_the_gold(set_: str) -> None:
    path = Path(__file__).parents[3] / "shared" / "gold" / f"{set_}.jsonl"
    if not path.exists():
        pytest.skip("the gold of the workshop is not here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    facts = [row for row in rows if row["projects"] or row["counts"]]
    assert not [row["id"] for row in facts if gate().stops(row["text"], row.get("title"))]


@pytest.mark.parametrize(
    "text",
    [
        "長豐經開區的天工軸承項目一期3月開工建設。",
        "长丰经开区的天工轴承项(xiàng)目一期3月开(kāi)工。",
        "长 丰 经 开 区 的 天 工 轴 承 项 目 3 月 开 工",
        "长丰经开区的天工轴承项\n目一期3月开\n工建设。",
        "拟投资3亿元建设新厂区。",
        "当地的芯片厂商拟投资3亿元建设芯片厂。",
        "宁海至象山高速公路开工，沿线推进一体化发展。",
    ],
)
def test_the_gate_lets_pass(text: str) -> None:
    assert not gate().stops(text)


@pytest.mark.parametrize(
    "text",
    [
        "今天晴到多云，最高气温30度。",
        "他投资股票多年。我家附近有一所小学。",
        "五年规划纲要全文公布。",
        "多家芯片厂商计划上调报价，合作伙伴投资意愿增强。",
        "该公司拟加快一体化解决方案布局，高速光模块业务有望放量。",
        "",
    ],
)
def test_the_gate_stops(text: str) -> None:
    assert gate().stops(text)


def test_every_article_is_read_on_request(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 8)
    batch([archive], tmp_path / "gated")
    batch([archive], tmp_path / "all", gate=False)
    assert [a["read"] for a in table(tmp_path / "gated", "articles")] == [True, False, False, False] * 2
    assert all(a["read"] for a in table(tmp_path / "all", "articles"))
    assert table(tmp_path / "gated", "projects") == table(tmp_path / "all", "projects")


def test_articles_without_a_project_or_a_count_are_left_as_soon_as_that_is_known(tmp_path: Path) -> None:
    """The gate lets them pass; what they say is there on request."""
    lines = [
        "天工轴承有限公司计划与肥西县政府合作，双方商定下月再谈项目。",
        "天工轴承有限公司的高端轴承项目3月开工建设，总投资5亿元。",
        "肥西县今年已有26个重大项目开工。",
    ]
    assert not any(map(gate().stops, lines))
    archive = tmp_path / "a.jsonl"
    archive.write_text("\n".join(json.dumps({"id": str(n), "text": t}) for n, t in enumerate(lines)), encoding="utf-8")
    batch([archive], tmp_path / "gated")
    batch([archive], tmp_path / "all", gate=False)
    assert [a["read"] for a in table(tmp_path / "gated", "articles")] == [False, True, True]
    every = table(tmp_path / "all", "organizations")
    assert {o["article_id"] for o in every} >= {"0", "1"}
    assert table(tmp_path / "gated", "organizations") == [o for o in every if o["article_id"] != "0"]
    for name in ("projects", "milestones", "counts"):
        assert table(tmp_path / "gated", name) == table(tmp_path / "all", name)


def test_where(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 24)
    batch([archive], tmp_path / "out", where=["investment_amount > 1000000000", "milestones.modality = planned"])
    kept = table(tmp_path / "out", "projects")
    assert [p["investment_amount"] for p in kept] == [1.4e9, 1.8e9, 2.2e9]
    ids = {p["id"] for p in kept}
    assert {m["project_id"] for m in table(tmp_path / "out", "milestones")} == ids
    assert len(table(tmp_path / "out", "articles")) == 24


@pytest.mark.parametrize(
    ("condition", "cause"),
    [("status", "wanted COLUMN OPERATOR VALUE"), ("colour = red", "no column 'colour'"), ("phase_number > x", "'x'")],
)
def test_a_condition_that_cannot_be_read_is_named(tmp_path: Path, condition: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        batch([json_lines(tmp_path / "a.jsonl", 1)], tmp_path / "out", where=[condition])


STORY = (
    "长丰经开区的天工轴承高端轴承项目一期3月开工建设，总投资5亿元，计划10月底投产。记者在现场看到，塔吊林立，工人们正在绑扎钢筋。"
    "项目负责人介绍，厂房主体已经封顶，设备采购合同全部签订，首批设备将于下月进场安装，投产后可年产高端轴承三百万套。"
)


@pytest.mark.parametrize("skip", [False, True])
def test_reprints(tmp_path: Path, skip: bool) -> None:
    longer = STORY + "".join(PROJECT.format(place=p, n=n) for n, p in enumerate(("肥西", "当涂", "无为"), 20)) * 2
    articles = [STORY, texts(1)[0], "【转载】" + STORY.replace("，", ", ") + "（来源：某报）", longer]
    lines = [json.dumps({"id": f"a{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(articles)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    counts, _, _ = batch([tmp_path / "a.jsonl"], tmp_path / "out", skip_reprints=skip)
    # The last one says more: it is none.
    assert [a["reprint_of"] for a in table(tmp_path / "out", "articles")] == [None, None, "a0", None]
    assert counts["reprints"] == 1
    owners = {p["article_id"] for p in table(tmp_path / "out", "projects")}
    assert ("a2" in owners) is not skip and {"a0", "a1", "a3"} <= owners


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 8)
    counts = dry_run(Settings([str(archive)], tmp_path / "out", "jsonl"), Silent())
    assert dict(counts) == {"inputs": 1, "documents": 8, "articles": 8, "read": 2}
    assert list(tmp_path.iterdir()) == [archive]


def test_frames_and_files_with_one_call(tmp_path: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    records = [zhextract.extract(text) for text in texts(5)]
    assert zhextract.to_arrow(records).num_rows == 2
    assert isinstance(zhextract.to_pandas(records, "milestones"), pandas.DataFrame)
    assert isinstance(zhextract.to_polars(records, "evidence"), polars.DataFrame)
    assert zhextract.to_arrow([]).schema == zhextract.to_arrow(records).schema
    with pytest.raises(ZhextractError, match="no table 'x'"):
        zhextract.to_arrow(records, "x")
    zhextract.write(records, tmp_path / "out.sqlite")
    base = sqlite3.connect(tmp_path / "out.sqlite")
    assert base.execute("SELECT count(*) FROM projects").fetchone() == (2,)
    base.close()


def test_read_takes_the_forms_of_an_archive(tmp_path: Path) -> None:
    import gzip

    archive = json_lines(tmp_path / "a.jsonl", 8)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(archive.read_bytes()))
    assert [a.text for a in zhextract.read(tmp_path / "b.jsonl.gz")] == texts(8)
