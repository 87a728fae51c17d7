"""The command line as a user meets it: its own process, files, pipes and exit codes."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhextract import ArticleRecord, __version__
from zhextract.cli import app

TEXT = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产。\n"
GARBLED = "長豐經(jīng)開區(qū)的天工軸承項(xiàng)目一期開(kāi)工建設(shè)。\n"
GOLD_FOLDER = Path(__file__).parents[2] / "shared" / "gold"


def run(*arguments: str | Path) -> Result:
    """The command in this process, where nothing depends on pipes."""
    return CliRunner().invoke(app, list(map(str, arguments)))


def command(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    line: Sequence[str | Path] = [sys.executable, "-m", "zhextract.cli", *arguments]
    return subprocess.run(line, input=stdin, capture_output=True, env={**os.environ, **environment}, timeout=60)


def records(output: bytes) -> list[ArticleRecord]:
    return [ArticleRecord.model_validate_json(line) for line in output.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "kaigong.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    rows = [{"id": "b", "text": TEXT, "published": "2022-07-22"}, {"id": "a", "text": GARBLED, "title": "开工"}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_extract_writes_a_record_a_line_where_there_is_no_terminal(article: Path) -> None:
    result = run("extract", article, "--published", "2022-07-22")
    (record,) = records(result.stdout_bytes)
    assert result.exit_code == 0
    assert record.id == "kaigong" and str(record.published) == "2022-07-22"
    (project,) = record.projects
    assert (project.name, project.phase) == ("天工轴承高端轴承", "一期")
    plan = next(step for step in project.milestones if step.modality == "planned")
    assert (plan.type, plan.date, plan.mod, plan.text) == ("commissioning", "2022-10", "END", "10月底")


def test_records_come_in_the_order_of_the_input(archive: Path, article: Path) -> None:
    result = run("extract", archive, article, archive)
    assert [record.id for record in records(result.stdout_bytes)] == ["b", "a", "kaigong", "b", "a"]


def test_the_same_input_gives_the_same_bytes(archive: Path) -> None:
    first, second = (command("extract", archive, PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first and first == second


def test_standard_input_text_and_json_lines(archive: Path) -> None:
    text = command("extract", "-", stdin=TEXT.encode())
    lines = command("extract", "-", stdin=archive.read_bytes())
    assert (text.returncode, lines.returncode, lines.stderr) == (0, 0, b"")
    assert len(records(text.stdout)) == 1
    assert [record.id for record in records(lines.stdout)] == ["b", "a"]


def test_the_table_shows_project_status_milestone_date_and_evidence(article: Path) -> None:
    output = run("extract", article, "--format", "table", "--published", "2022-07-22").stdout
    for word in ("天工轴承高端轴承 一期", "construction", "commissioning (planned) 2022-10 END", "10月底", "开工建设"):
        assert word in output, output


def test_the_table_lets_no_control_character_through(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.txt"
    path.write_text("\x1b[2J[red]天工轴承项目开工建设。", encoding="utf-8")
    result = command("extract", path, tmp_path / "\x1b[1m", "--format", "table")
    assert b"\x1b" not in result.stdout + result.stderr


def test_csv_for_a_spreadsheet(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "plans.csv"
    result = run("extract", archive, "--view", "plans", "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert {"article_id": "b", "milestone": "commissioning", "end": "2022-10-31"}.items() <= rows[0].items()


def test_json_is_one_array(archive: Path) -> None:
    assert [row["id"] for row in json.loads(run("extract", archive, "--format", "json").stdout)] == ["b", "a"]


def test_clean_text_and_json_lines(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "garbled.txt"
    path.write_text(GARBLED, encoding="utf-8")
    clean = "长丰经开区的天工轴承项目一期开工建设。\n"
    assert run("clean", path).stdout == clean
    rows = [json.loads(line) for line in run("clean", archive).stdout.splitlines()]
    assert rows == [{"id": "b", "clean": TEXT}, {"id": "a", "clean": clean}]


def test_clean_diff_shows_what_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "garbled.txt"
    path.write_text(GARBLED, encoding="utf-8")
    output = run("clean", "--diff", path).stdout
    assert "jīng" in output and output != run("clean", path).stdout


def test_schema() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["title"] == "ArticleRecord" and "projects" in schema["properties"]
    assert json.loads(run("schema", "CommissioningPlan").stdout)["title"] == "CommissioningPlan"
    wrong = run("schema", "Nothing")
    assert wrong.exit_code == 2 and "ProjectStatus" in wrong.stderr


def test_version_and_help() -> None:
    assert run("--version").stdout == f"zhextract {__version__}\n"
    for name in ("extract", "clean", "explain", "eval", "schema"):
        result = run(name, "--help")
        assert result.exit_code == 0 and f"zhextract {name} " in result.stdout.split("Examples:")[1]


def test_help_answers_at_once() -> None:
    def taken() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command("--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # The time of the processor, and the best of a few, since others use the machine too.
    assert min(taken() for _ in range(5)) < 0.3


def test_bad_input_is_named_and_everything_else_is_written(tmp_path: Path, article: Path) -> None:
    lines, empty, binary = tmp_path / "a.jsonl", tmp_path / "empty.txt", tmp_path / "binary.txt"
    lines.write_text(f'{{"id": "a", "text": "{TEXT.strip()}"}}\n{{"id": \n{{"text": "x", "published": "soon"}}\n')
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)))
    out = tmp_path / "out.jsonl"
    result = run("extract", lines, empty, binary, tmp_path / "nowhere.txt", tmp_path, article, "-o", out)
    assert result.exit_code == 1
    assert [record.id for record in records(out.read_bytes())] == ["a", "kaigong"]
    assert result.stderr.replace(f"{tmp_path}/", "").splitlines() == [
        "zhextract: a.jsonl:2: not JSON: Expecting value at column 7",
        "zhextract: a.jsonl:3: \"published\": 'soon' is no date (wanted: YYYY-MM-DD)",
        "zhextract: empty.txt: the file is empty",
        "zhextract: binary.txt: not a text file",
        "zhextract: nowhere.txt: no such file or directory",
        f"zhextract: {tmp_path}: is a directory",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", "a", "--published", "soon"], ["extract", "a", "--format", "xml"], ["nothing"], ["eval"]],
)
def test_wrong_usage_has_its_own_exit_code(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stderr and "Traceback" not in result.output


def test_an_output_that_cannot_be_written_is_said(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, "-o", tmp_path / "nowhere" / "out.jsonl")
    assert result.exit_code == 1
    assert "cannot be written: no such file or directory" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_said(article: Path) -> None:
    with open("/dev/full", "wb") as full:
        line = [sys.executable, "-m", "zhextract.cli", "extract", str(article)]
        result = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert result.returncode == 1
    assert result.stderr == b"zhextract: <stdout>: cannot be written: no space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise elsewhere")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 500)
    line = [sys.executable, "-m", "zhextract.cli", "extract", str(path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_chinese_goes_out_under_any_locale(article: Path) -> None:
    result = command("extract", article, "--format", "table", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0 and "天工轴承" in result.stdout.decode()


def test_words_of_the_user(article: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[[companies]]\nname = "天工轴承"\n', encoding="utf-8")
    (record,) = records(run("extract", article, "--lexicon", words).stdout_bytes)
    assert ("天工轴承", "company") in [(o.name, o.type) for o in record.organizations]
    words.write_text('[[companies]]\nnom = "天工轴承"\n', encoding="utf-8")
    result = run("extract", article, "--lexicon", words)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"zhextract: {words}: companies.0.n") and len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="signals are otherwise elsewhere")
def test_an_interrupt_leaves_no_half_file(tmp_path: Path) -> None:
    path, out = tmp_path / "many.jsonl", tmp_path / "out"
    out.mkdir()
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 20_000)
    line = [sys.executable, "-m", "zhextract.cli", "extract", str(path), "-o", str(out / "records.jsonl")]
    # A parent that runs in the background hands down an ignored SIGINT.
    with subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        for _ in range(600):
            if os.listdir(out):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert os.listdir(out) == []


def test_eval_prints_the_measure(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    project = {"name": "天工轴承高端轴承", "phase": "一期", "status": "operating", "companies": [], "milestones": []}
    row = {"id": "a", "text": TEXT, "projects": [project], "organizations": [], "counts": []}
    gold.write_text(json.dumps(row) + '\n{"id": "b", "text": "开工。", "projects": 3}\n', encoding="utf-8")
    result = run("eval", gold, "--errors")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"zhextract: {gold}:2: projects: ")
    assert "  - status       ('天工轴承高端轴承一期', 'operating')" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("ALL FACTS")


@pytest.mark.skipif(not GOLD_FOLDER.is_dir(), reason="the shared gold articles are not beside the project")
def test_eval_prints_the_figures_of_the_shared_measure(tmp_path: Path) -> None:
    gold, predicted = GOLD_FOLDER / "seed.jsonl", tmp_path / "predicted.jsonl"
    assert run("extract", gold, "-o", predicted).exit_code == 0
    for option in ([], ["--json"]):
        line = [sys.executable, str(GOLD_FOLDER / "score.py"), str(gold), str(predicted), *option]
        theirs = subprocess.run(line, capture_output=True, check=True, encoding="utf-8").stdout
        assert run("eval", gold, *option).stdout == theirs
