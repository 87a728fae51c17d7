"""Pages and texts as sites build them, read as a reader would: the table is `fixtures/pages/expected.toml`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from zhextract.errors import InputError
from zhextract.io.read import page_article
from zhextract.text.align import AlignedText
from zhextract.text.bylines import dateline, source_spans
from zhextract.text.clean import clean
from zhextract.text.page import Page, read_page

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parents[2] / "fixtures/pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
PAGES = [name for name in EXPECTED if name.endswith(".html")]
TEXTS = [name for name in EXPECTED if name.endswith(".txt")]


def page(name: str, *, precise: bool) -> Page:
    pytest.importorskip("resiliparse")
    if precise:
        pytest.importorskip("trafilatura")
    data = (FOLDER / name).read_bytes()
    charset = EXPECTED[name].get("charset")
    return read_page(data.decode("utf-8").encode(charset) if charset else data, precise=precise)


def kept(aligned: AlignedText) -> list[str]:
    """The lines of the text without what is marked as furniture."""
    text = list(aligned.text)
    for mark in aligned.marks:
        if mark.kind.startswith("furniture"):
            text[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    lines = "".join(text).replace("\0", "").split("\n")
    return [line.strip() for line in lines if line.strip()]


def kinds(aligned: AlignedText) -> list[str]:
    return sorted({m.kind.removeprefix("furniture:") for m in aligned.marks})


def test_every_file_has_its_row() -> None:
    files = {p.name for p in FOLDER.iterdir() if p.suffix in (".html", ".txt")}
    assert files - {"script_only.html"} == set(EXPECTED)
    assert len(files) > 30


@pytest.mark.parametrize("precise", [True, False], ids=["precise", "plain"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, precise: bool) -> None:
    wanted, read = EXPECTED[name], page(name, precise=precise)
    said = [wanted.get(key) for key in ("title", "published", "published_from", "source")]
    assert [read.title, read.published, read.published_from, read.source] == said
    assert kept(clean(read.text, read.title)) == wanted["kept"]


@pytest.mark.parametrize("name", PAGES)
def test_the_furniture_of_a_page(name: str) -> None:
    read = page(name, precise=False)
    assert kinds(clean(read.text, read.title)) == EXPECTED[name]["kinds"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(name: str) -> None:
    wanted, aligned = EXPECTED[name], clean((FOLDER / name).read_text(encoding="utf-8"))
    day, media = dateline(aligned.text, aligned.marks), source_spans(aligned.text, aligned.marks)
    assert (day[0] if day else None) == wanted.get("published")
    assert (aligned.text[slice(*media[0])] if media else None) == wanted.get("source")
    assert kept(aligned) == wanted["kept"]
    assert kinds(aligned) == wanted["kinds"]


def test_a_page_that_a_script_fills_has_no_text() -> None:
    pytest.importorskip("resiliparse")
    with pytest.raises(InputError, match="no text"):
        page_article((FOLDER / "script_only.html").read_bytes(), "script_only.html")
