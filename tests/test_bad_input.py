"""Bad input: bounded in cost, named or marked, never a crash; from the library and from the command line."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhextract import Article, Extractor
from zhextract.cli import app
from zhextract.io.read import read
from zhextract.text.clean import clean
from zhextract.text.decode import decode

TEXT = "3月1日，东屏港三期码头工程开工，总投资31亿元，计划2024年10月投用。"
LATER = "据介绍，码头由东屏港务集团有限公司建设，建设2个10万吨级泊位，年吞吐能力800万吨。"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def run(path: Path, verb: str = "clean") -> Result:
    """The command on one file; an exception of its own is a failure."""
    result = CliRunner().invoke(app, [verb, str(path)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    "junk", ["\0", "\ud800", "\udc00\ud800", "\uffff", "\ufffd", "\x1b[31m", "\u202e", "\U0010ffff"]
)
def test_characters_that_stand_for_nothing_in_the_library(extractor: Extractor, junk: str) -> None:
    text = f"{junk}{TEXT}\n东屏{junk}港{junk}{LATER}{junk}"
    aligned = clean(text, f"东屏{junk}港")
    assert TEXT in aligned.text and aligned.raw == text
    record = extractor.extract(Article(text=text, title=f"东屏{junk}港"), keep_text=True)
    assert len(json.loads(record.model_dump_json())["text"]) == len(text)
    assert [(m.type, m.modality) for m in record.projects[0].milestones[:1]] == [("construction_start", "actual")]
    for project in record.projects:
        assert all(span.text == text[span.start : span.end] for span in project.spans if span.part == "text")


def test_nul_bytes(tmp_path: Path) -> None:
    page = written(tmp_path, "a.html", f"<html><body><p>东屏\0港</p><p>{TEXT}</p></body></html>")
    assert TEXT in run(page).stdout
    text = run(written(tmp_path, "a.txt", f"东屏\0港{TEXT}"))
    assert (text.exit_code, "not a text file" in text.stderr) == (1, True)
    lines = written(tmp_path, "a.jsonl", '{"text": "\0"}\n' + json.dumps({"text": "东屏\0港" + TEXT}) + "\n")
    result = run(lines)
    assert (result.exit_code, "a.jsonl:1: not JSON" in result.stderr) == (1, True)
    assert TEXT in result.stdout


def test_lone_surrogates(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html"):
        body = f"{TEXT}\ud800{LATER}"
        data = f"<html><body><p>{body}&#xD800;&#0;</p></body></html>" if name == "a.html" else body
        result = run(written(tmp_path, name, data))
        assert TEXT in result.stdout and LATER in result.stdout
    lines = written(tmp_path, "a.jsonl", '{"text": "\\ud800' + TEXT + '"}\n' + json.dumps({"text": TEXT}) + "\n")
    result = run(lines)
    assert (result.exit_code, "lone surrogate" in result.stderr, TEXT in result.stdout) == (1, True, True)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_a_line_of_fifty_million_bytes(tmp_path: Path, name: str) -> None:
    unit = TEXT.encode()
    data = unit * (50_000_000 // len(unit) + 1)
    good = json.dumps({"text": LATER}).encode()
    path = written(tmp_path, name, b'{"text": "' + data + b'"}\n' + good if name == "a.jsonl" else data)
    result = run(path)
    assert (result.exit_code, "has more than 20,000,000 bytes; no article has" in result.stderr) == (1, True)
    assert (LATER in result.stdout) == (name == "a.jsonl")


@pytest.mark.parametrize("tag", ["<div>", "<b><i>", "<table><tr><td>", "<ul><li>", "<blockquote>"])
def test_elements_nested_a_hundred_thousand_deep(tmp_path: Path, tag: str) -> None:
    pytest.importorskip("resiliparse")
    result = run(written(tmp_path, "a.html", f"<html><body>{tag * (100_000 // tag.count('<'))}{TEXT}"))
    assert (result.exit_code, TEXT in result.stdout) == (0, True)


@pytest.mark.parametrize(
    "junk",
    [
        "<",
        "&",
        "<!--",
        "<script>",
        "<a href='",
        "<p",
        "<meta name=date content=2020-13-45>",
        "]]>",
        "<title>",
    ],
)
def test_broken_markup(tmp_path: Path, junk: str) -> None:
    pytest.importorskip("resiliparse")
    result = run(written(tmp_path, "a.html", f"<html><body><p>{TEXT}</p>{junk * 100_000}"))
    assert result.exit_code == 0 or "the page has no text" in result.stderr
    assert result.exit_code == 1 or TEXT in result.stdout


def test_bombs_that_pose_as_pages(tmp_path: Path) -> None:
    pytest.importorskip("resiliparse")
    zeros = bytes(30_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", zeros)
    for data, kind in ((gzip.compress(zeros), "gzip"), (packed.getvalue(), "zip")):
        result = run(written(tmp_path, "a.html", data))
        assert (result.exit_code, f"the page is {kind} data, not HTML" in result.stderr) == (1, True)
    # A name that says so is unpacked as far as an article may be long.
    result = run(written(tmp_path, "a.html.gz", gzip.compress(b"<html><body>" + zeros)), "extract")
    assert (result.exit_code, "more than 20,000,000 bytes" in result.stderr) == (1, True)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_bytes_that_no_codec_reads_are_damage(extractor: Extractor, tmp_path: Path, codec: str) -> None:
    data = TEXT.encode(codec) + b"\xff\xff\x80" + LATER.encode(codec) * 2
    assert decode(data).damage
    (article,) = read(written(tmp_path, "a.txt", data))
    assert TEXT in article.text and LATER in article.text
    record = extractor.extract(article)
    assert [warning.code for warning in record.warnings] == ["damaged-text"]
    page = f"<html><meta charset={codec}><body><p>".encode() + data + b"</p></body></html>"
    assert TEXT in run(written(tmp_path, "a.html", page)).stdout


def test_random_bytes_are_no_text_and_no_page(tmp_path: Path) -> None:
    pytest.importorskip("resiliparse")
    noise = random.Random(1).randbytes(20_000)
    for name, cause in (("a.txt", "not a text file"), ("a.html", "not a page"), ("a.jsonl", "not UTF-8")):
        result = run(written(tmp_path, name, b"<html>" + noise if name == "a.html" else noise))
        assert (result.exit_code, result.stdout, cause in result.stderr) == (1, "", True)
    assert decode(noise).damage


@pytest.mark.parametrize(("right", "wrong"), [("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gbk", "latin-1")])
def test_text_decoded_twice(tmp_path: Path, right: str, wrong: str) -> None:
    data = "".join(_misread(c, right, wrong) for c in TEXT + LATER).encode()
    assert decode(data).text == TEXT + LATER
    assert run(written(tmp_path, "a.txt", data)).stdout.strip() == TEXT + LATER
    assert TEXT in run(written(tmp_path, "a.html", b"<html><body><p>" + data + b"</p></body></html>")).stdout


def _misread(character: str, right: str, wrong: str) -> str:
    data = character.encode(right)
    try:
        return data.decode(wrong)
    except UnicodeDecodeError:
        # What code page 1252 leaves open a browser shows as the control character.
        return "".join(bytes((b,)).decode(wrong, "ignore") or chr(b) for b in data)
