"""Nothing lost, nothing twice: runs that are killed, stopped, starved of disk, or whose inputs change."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archives import batch, json_lines, table

from zhextract.errors import ZhextractError

COMMAND = [sys.executable, "-W", "ignore", "-m", "zhextract.cli", "batch"]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _start(archive: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(archive), "-o", str(output), "--workers", "2", "--chunk", "8", "-q", *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)


def test_killed_at_any_moment_and_resumed_gives_the_same_bytes(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    json_lines(archive / "a.jsonl", 900)
    (archive / "b.jsonl").write_bytes(b'{"text": broken}\n' + (archive / "a.jsonl").read_bytes()[:5000])
    started = time.monotonic()
    process = _start(archive, tmp_path / "whole")
    assert process.communicate()[1] is not None and process.returncode == 0
    length = time.monotonic() - started
    wanted = _files(tmp_path / "whole")
    chance, kills, output = random.Random(7), 0, tmp_path / "out"
    # The last kill may come before the run has written anything, or in the middle of it.
    while kills < 20 or not output.exists() or output.with_name("out.journal").exists():
        resume = output.with_name("out.journal").exists() or output.exists()
        process = _start(archive, output, *(["--resume"] if resume else []))
        try:
            process.wait(chance.uniform(0.2, 1.0) * length if kills < 20 else 120)
            assert process.returncode == 0, process.stderr and process.stderr.read().decode()
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            continue
        finally:
            if process.stderr:
                process.stderr.close()
        assert _files(output) == wanted
        if kills < 20:
            for path in output.iterdir():
                path.unlink()
            output.rmdir()
    assert _files(output) == wanted


def test_ctrl_c_finishes_what_is_under_way_and_says_how_to_go_on(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 6000)
    output = tmp_path / "out"
    process = _start(archive, output)
    journal = tmp_path / "out.journal" / "journal.jsonl"
    while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < 3):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "--resume" in said and str(archive) in said
    assert not output.exists()
    counts, errors, _ = batch([archive], output, chunk=8, format="parquet", resume=True, workers=2)
    assert errors == []
    assert counts["articles"] == 6000


def test_a_changed_input_is_named_and_the_journal_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 40)
    _break_off(archive, tmp_path / "out", monkeypatch)
    before = (tmp_path / "out.journal" / "journal.jsonl").read_bytes()
    json_lines(archive, 41)
    with pytest.raises(ZhextractError, match=r"a\.jsonl: this input has changed since the run began"):
        batch([archive], tmp_path / "out", chunk=8, resume=True)
    assert (tmp_path / "out.journal" / "journal.jsonl").read_bytes() == before


def test_other_options_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 40)
    _break_off(archive, tmp_path / "out", monkeypatch)
    with pytest.raises(ZhextractError, match="format 'jsonl', this one has 'csv'"):
        batch([archive], tmp_path / "out", chunk=8, resume=True, format="csv")
    with pytest.raises(ZhextractError, match="go on with --resume"):
        batch([archive], tmp_path / "out", chunk=8)


def _break_off(archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that fails when its output is written."""
    from zhextract.batch import local

    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(local, "finish", full)
        with pytest.raises(ZhextractError, match="cannot be written: no space left on device"):
            batch([archive], output, chunk=8)


def test_a_full_disk_is_said_and_the_run_goes_on_later(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    archive = json_lines(tmp_path / "a.jsonl", 400)
    output = tmp_path / "out"
    command = [*COMMAND, str(archive), "-o", str(output), "--workers", "1", "--chunk", "100", "-q", "--format", "jsonl"]
    limited = subprocess.run(
        command,
        capture_output=True,
        preexec_fn=lambda: (resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)), None)[1],
        check=False,
    )
    assert limited.returncode == 1
    said = limited.stderr.decode()
    assert "cannot be written: file too large" in said and "--resume" in said
    assert not output.exists()
    again = subprocess.run([*command, "--resume"], capture_output=True, check=False)
    assert again.returncode == 0, again.stderr.decode()
    assert len(table(output, "articles")) == 400


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 4)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(ZhextractError, match="cannot be written: permission denied"):
        batch([archive], folder / "out")


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 4)
    with pytest.raises(ZhextractError, match="cannot be written: not a directory"):
        batch([archive], archive / "out")


def test_an_output_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    archive = json_lines(tmp_path / "a.jsonl", 4)
    batch([archive], tmp_path / "out")
    with pytest.raises(ZhextractError, match="is there already"):
        batch([archive], tmp_path / "out")
