"""The private jieba: offsets, the dictionary, and that it leaves no trace in the user's program."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from zhextract.text import words

SENTENCES = [
    "岭南市与青禾新材签署协议，项目总投资3.5亿元。",
    "该厂年产5万吨角钢 (一期)，2024年8月底投产！",
    "SpaceX和TCL集团在本地建厂",
    "",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_words_are_the_whole_text(text: str) -> None:
    found = words.cut(text)
    assert "".join(w.text for w in found) == text
    assert all(text[w.start : w.end] == w.text for w in found)


@pytest.mark.parametrize("text", SENTENCES)
def test_both_cutters_agree(text: str) -> None:
    pytest.importorskip("rjieba")
    assert list(words._python_cutter()(text)) == list(words._rust_cutter()(text))


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> object:
    """jieba's own tokenizer, its cache file kept out of the shared temporary folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(40)
    own = jieba.Tokenizer()
    own.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return own


@pytest.fixture(scope="module")
def python_cutter() -> Callable[[str], list[str]]:
    return words._python_cutter()


@pytest.mark.parametrize(
    "text", [*SENTENCES, "尴", "尴尬的A股-12.5%\r\n　研究生命起源 𠀀𠀁", "乒乓球拍卖完了", "a1b2中#3"]
)
def test_the_python_cutter_cuts_as_jieba_does(
    text: str, tokenizer: Any, python_cutter: Callable[[str], list[str]]
) -> None:
    assert python_cutter(text) == list(tokenizer.cut(text, HMM=False))


def test_a_stretch_is_cut_with_its_places() -> None:
    text = "该厂年产5万吨角钢，2024年投产"
    assert words.cut(text, 2, 9) == [words.Word(w.text, w.start + 2, w.end + 2) for w in words.cut(text[2:9])]
    assert words.texts(text) == [w.text for w in words.cut(text)]


def test_unknown_words_stay_syllables() -> None:
    assert [w.text for w in words.cut("鑫砼瓴科技")] == ["鑫", "砼", "瓴", "科技"]


def test_dictionary() -> None:
    assert words.is_word("项目") and not words.is_word("鑫砼瓴")
    assert words.frequency("项目") > 1000 and words.frequency("鑫砼瓴") == 0
    assert words.tag("安庆") == "ns" and words.tag("鑫砼瓴") is None


def test_longest_and_crosses() -> None:
    assert words.longest("有限公司", 0) == "有限公司"
    assert words.longest("鑫砼", 0) == "鑫"
    assert words.crosses("投产中国新能源", 3)
    assert not words.crosses("甲，乙", 1)


def test_threads_share_one_dictionary() -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(words.cut, SENTENCES * 8))
    assert results == [words.cut(text) for text in SENTENCES * 8]


@pytest.mark.parametrize("cutter", ["_python_cutter", "_rust_cutter"])
def test_import_warns_of_nothing_and_leaves_no_cache(cutter: str, tmp_path: object) -> None:
    if cutter == "_rust_cutter":
        pytest.importorskip("rjieba")
    code = (
        "import os, tempfile; from zhextract.text import words; "
        f"print(len(list(words.{cutter}()('项目开工')))); print(os.listdir(tempfile.gettempdir()))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["2", "[]"]
