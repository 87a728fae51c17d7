"""Every form of input gives its articles, compressed and packed too."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import batch, json_lines, table, texts

TEXTS = texts(6)
PAGE = "<html><head><title>标题</title></head><body><p>{}</p></body></html>"


def _csv(path: Path, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["标题", "正文", "日期"])
        writer.writerows(["甲", text, "2022年7月2日"] for text in TEXTS)
    return path


def _parquet(path: Path) -> Path:
    pq.write_table(pa.table({"content": TEXTS, "date": ["20220702"] * 6}), path, row_group_size=2)
    return path


def _warc(path: Path) -> Path:
    records = []
    for text in TEXTS:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.format(text).encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(http)}\r\n"
        head += "WARC-Target-URI: http://news.example/1\r\n"
        head += "Content-Type: application/http; msgtype=response\r\nWARC-Date: 2022-07-02T00:00:00Z\r\n"
        head += "WARC-Record-ID: <urn:uuid:1c2b3a49-0000-4000-8000-000000000000>\r\n"
        records.append(head.encode() + b"\r\n" + http + b"\r\n\r\n")
    path.write_bytes(b"".join(records))
    return path


def _json(path: Path) -> Path:
    path.write_text(json.dumps([{"body": text} for text in TEXTS], ensure_ascii=False, indent=1), encoding="utf-8")
    return path


MAKERS = {
    "a.csv": _csv,
    "b.csv": lambda path: _csv(path, "gb18030"),
    "a.parquet": _parquet,
    "a.warc": _warc,
    "a.json": _json,
    "b.json": lambda path: json_lines(path, 6),
    "a.jsonl": lambda path: json_lines(path, 6),
}


@pytest.mark.parametrize("name", MAKERS)
def test_each_form_gives_its_articles(tmp_path: Path, name: str) -> None:
    if name.endswith("warc"):
        pytest.importorskip("resiliparse")
        pytest.importorskip("fastwarc")
    source = MAKERS[name](tmp_path / name)
    counts, errors, _ = batch([source], tmp_path / "out")
    assert errors == []
    assert (counts["articles"], counts["projects"]) == (6, 2)
    assert {p["name"] for p in table(tmp_path / "out", "projects")} == {"天工2号轴承", "天工6号轴承"}


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda d: pa.compress(d, "zstd", asbytes=True)]
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.csv"])
def test_compressed(tmp_path: Path, name: str, pack: object) -> None:
    suffix = {gzip.compress: ".gz", bz2.compress: ".bz2", lzma.compress: ".xz"}.get(pack, ".zst")  # type: ignore[call-overload]
    data = MAKERS[name](tmp_path / name).read_bytes()
    (tmp_path / name).unlink()
    packed = tmp_path / (name + suffix)
    packed.write_bytes(pack(data))  # type: ignore[operator]
    counts, errors, _ = batch([tmp_path], tmp_path / "out")
    assert (errors, counts["articles"], counts["projects"]) == ([], 6, 2)


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tgz", "tar.xz"])
def test_packed(tmp_path: Path, kind: str) -> None:
    inner = json_lines(tmp_path / "in.jsonl", 6).read_bytes()
    path = tmp_path / f"all.{kind}"
    members = {"新闻/一.jsonl": inner, "b.txt.gz": gzip.compress(TEXTS[0].encode()), "read.me": b"\x00"}
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        mode = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.xz": "w:xz"}[kind]
        with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    counts, errors, _ = batch([path], tmp_path / "out")
    assert (errors, counts["articles"], counts["projects"]) == ([], 7, 3)
    assert table(tmp_path / "out", "articles")[-1]["input"] == f"{path}/b.txt.gz"


def test_folders_and_globs_take_each_file_once(tmp_path: Path) -> None:
    for name in ("b/1.txt", "a/2.txt", "a/x.unknown"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXTS[0], encoding="utf-8")
    counts, _, _ = batch([tmp_path, str(tmp_path / "*" / "*.txt")], tmp_path / "out")
    assert counts["articles"] == 2
    assert [Path(a["input"]).name for a in table(tmp_path / "out", "articles")] == ["2.txt", "1.txt"]


def test_what_columns_are_taken_is_said(tmp_path: Path) -> None:
    _, _, progress = batch([_csv(tmp_path / "a.csv")], tmp_path / "out")
    assert "text is '正文', title is '标题', published is '日期'" in progress.said[0]
    assert table(tmp_path / "out", "articles")[0]["published"] == "2022-07-02"


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    from zhextract.io.columns import Columns

    _, errors, _ = batch([_csv(tmp_path / "a.csv")], tmp_path / "out", columns=Columns(text="词"))
    assert "no column '词'" in errors[0]["cause"]
