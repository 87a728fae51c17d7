"""Every Python and console block of the README and the documentation runs, and prints what it shows.

`pycon` blocks are doctests and `python` blocks run as they stand, those of a page one after another in one namespace.
In `console` blocks each line that begins with `$ ` and calls `zhextract` runs in a shell; where output is shown under
it, it must be that (`...` stands for anything). The working folder has a copy of the fixtures.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.M | re.S)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    """A fenced block: its language, its text, and the line that its text begins on."""

    language: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield Block(match[1], match[2], text.count("\n", 0, match.start(2)) + 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_blocks(page: Path, folder: Path) -> None:
    if page.name == "archives.md":
        pytest.importorskip("pandas", reason="the page is about the extras for archives")
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.text, str(page), "exec"), names)
        elif block.language == "pycon":
            test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), block.line - 1)
            said: list[str] = []
            doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append, clear_globs=False)
            names.update(test.globs)
            assert not said, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_console_blocks(page: Path, folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for block in blocks(page):
        if block.language != "console":
            continue
        for shown in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
            line, _, expected = shown.partition("\n")
            if not re.search(r"(^|[|;] )zhextract ", line):
                continue
            if "zhextract batch" in line and find_spec("pyarrow") is None:
                continue  # the extra `archives` is not installed
            result = subprocess.run(
                ["sh", "-c", line], capture_output=True, encoding="utf-8", env={**os.environ, "PATH": path}, timeout=60
            )
            # A batch ends with its summary on stderr.
            said = "" if "zhextract batch" in line else result.stderr
            assert (result.returncode, said) == (0, ""), f"{line}\n{result.stderr}"
            if expected:
                assert doctest.OutputChecker().check_output(expected, result.stdout, FLAGS), f"{line}\n{result.stdout}"
