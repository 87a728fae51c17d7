"""One bad document never stops the rest."""

from __future__ import annotations

import gzip
import os
import signal
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import batch, json_lines, texts

from zhextract.extractor import Extractor

GOOD = texts(1)[0]


def _with(tmp_path: Path, name: str, data: bytes, **settings: Any) -> tuple[Any, list[dict[str, Any]]]:
    """A run over a bad file between two good ones: both good ones are read."""
    for good in ("0.txt", "z.txt"):
        (tmp_path / good).write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    counts, errors, _ = batch([tmp_path], tmp_path / "out", **settings)
    assert counts["projects"] >= 2
    return counts, errors


def test_invalid_utf8_in_a_line(tmp_path: Path) -> None:
    counts, errors = _with(tmp_path, "a.jsonl", b'{"text": "\xff\xfe"}\n{"text": "%s"}\n' % GOOD.encode())
    assert counts["projects"] == 3
    assert errors[0]["position"] == 1 and "not JSON" in errors[0]["cause"]


def test_a_file_of_noise(tmp_path: Path) -> None:
    _, errors = _with(tmp_path, "a.txt", bytes(range(256)) * 20)
    assert "not a text file" in errors[0]["cause"]


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_truncated_compression(tmp_path: Path, kind: str) -> None:
    raw = json_lines(tmp_path / "x.jsonl", 4000).read_bytes()
    (tmp_path / "x.jsonl").unlink()
    packed = gzip.compress(raw) if kind == "gz" else pa.compress(raw, "zstd", asbytes=True)
    counts, errors = _with(tmp_path, f"a.jsonl.{kind}", packed[: len(packed) // 2])
    assert counts["articles"] > 100
    assert len(errors) == 1 and errors[0]["position"] > 100


def test_a_corrupt_parquet_page(tmp_path: Path) -> None:
    path = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"text": texts(60)}), path, row_group_size=20, compression="zstd", write_page_checksum=True)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    middle = column.dictionary_page_offset + 120  # within the values
    data[middle : middle + 8] = b"\xff" * 8
    path.unlink()
    counts, errors = _with(tmp_path, "a.parquet", bytes(data))
    assert counts["articles"] == 2 + 40
    assert len(errors) == 1 and errors[0]["position"] == 21 and errors[0]["cause"].startswith("20 rows")


def test_a_warc_cut_short(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("resiliparse")
    from test_forms import _warc

    data = _warc(tmp_path / "x.warc").read_bytes()
    (tmp_path / "x.warc").unlink()
    counts, errors = _with(tmp_path, "a.warc", data[:-100])
    assert counts["articles"] == 2 + 5
    assert len(errors) == 1 and "cut short" in errors[0]["cause"]


def test_json_with_a_nul(tmp_path: Path) -> None:
    counts, errors = _with(tmp_path, "a.jsonl", b'{"text": "a\0b"}\n{"text": "\\u0000%s"}\n' % GOOD.encode())
    assert counts["projects"] == 3
    assert [e["position"] for e in errors] == [1]


def test_a_line_of_50_mb(tmp_path: Path) -> None:
    line = b'{"text": "' + b"a" * 50_000_000 + b'"}\n'
    counts, errors = _with(tmp_path, "a.jsonl", line + b'{"text": "%s"}\n' % GOOD.encode())
    assert counts["projects"] == 3
    assert errors[0]["position"] == 1 and "--max-document" in errors[0]["cause"]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_decompression_bomb(tmp_path: Path, name: str) -> None:
    _, errors = _with(tmp_path, name, gzip.compress(b"\0" * 200_000_000, 9), max_document=1_000_000)
    assert "1,000,000 bytes" in errors[0]["cause"]


def _broken_rule(monkeypatch: pytest.MonkeyPatch, effect: Any) -> None:
    extract = Extractor.extract

    def broken(self: Extractor, article: Any, **options: Any) -> Any:
        if "断裂" in article.text:
            effect()
        return extract(self, article, **options)

    monkeypatch.setattr(Extractor, "extract", broken)


def _raise() -> None:
    raise ZeroDivisionError("a rule divided by zero")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("effect", "cause"),
    [
        (_raise, "a rule failed: ZeroDivisionError"),
        (_die, "the worker died (SIGKILL)"),
        (lambda: time.sleep(100), "took more than 1 seconds"),
    ],
)
def test_a_document_that_breaks_the_rules_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, effect: Any, cause: str
) -> None:
    _broken_rule(monkeypatch, effect)
    lines = [b'{"text": "%s"}' % text.encode() for text in (GOOD, "断裂" + GOOD, GOOD)]
    counts, errors = _with(tmp_path, "a.jsonl", b"\n".join(lines), timeout=1.0, workers=2)
    assert counts["projects"] == 4
    assert [(e["position"], e["cause"].startswith(cause)) for e in errors] == [(2, True)]
