"""The public names, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import zhextract

HEAVY = ("jieba", "rjieba", "opencc", "spacy", "pydantic", "rich", "typer", "numpy")


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `code`."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"]
    return set(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())


def test_importing_the_package_loads_nothing() -> None:
    assert modules_after("import zhextract").isdisjoint(HEAVY)


def test_the_command_line_starts_without_the_library() -> None:
    assert modules_after("import zhextract.cli").isdisjoint(set(HEAVY) - {"typer", "rich"})


@pytest.mark.parametrize("name", ["find_dates", "find_amounts", "parse_numeral", "Article", "read"])
def test_a_small_part_does_not_load_a_segmenter_or_spacy(name: str) -> None:
    assert modules_after(f"from zhextract import {name}").isdisjoint({"jieba", "rjieba", "spacy", "opencc"})


def test_the_extractor_does_not_load_spacy() -> None:
    assert "spacy" not in modules_after("import zhextract; zhextract.extract('天工轴承项目一期开工。')")


@pytest.mark.parametrize("name", zhextract.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(zhextract, name)
    assert name == "__version__" or value.__doc__


def test_names_are_listed_and_others_refused() -> None:
    assert dir(zhextract) == sorted(zhextract.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extrcat'"):
        zhextract.extrcat  # type: ignore[attr-defined]  # noqa: B018
