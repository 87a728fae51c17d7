"""Lost bytes: told by the words around and by the rest of the article; lost where two readings are about as likely."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract.text.characters import gbk
from zhextract.text.clean import clean
from zhextract.text.elsewhere import Article
from zhextract.text.lattice import told
from zhextract.text.lostbytes import LOST, Options, halved, outer

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))
import garble

NOWHERE = Article("")


def fused(two: str) -> Options:
    """What can be left of two characters between which a pair of bytes was dropped."""
    return outer(gbk(two[0])[:1] + gbk(two[1])[1:])


@pytest.mark.parametrize(
    ("left", "lost", "right"),
    [
        ("全省", "生產", "能力"),
        ("县", "政府", "批准"),
        ("已", "正式", "投产"),
        ("汽车", "工業", "园"),
        ("召开", "會議", "的"),
        ("拟", "利用", "外资"),
    ],
)
def test_two_fused_characters_are_told_by_the_words_around(left: str, lost: str, right: str) -> None:
    assert told(left, [fused(lost)], right, NOWHERE).text == lost


@pytest.mark.parametrize(
    ("left", "lost", "right"), [("城区", "公路", "改造"), ("水平", "全面", "提高"), ("由", "專業", "队伍")]
)
def test_what_more_than_one_reading_fits_is_lost(left: str, lost: str, right: str) -> None:
    known = told(left, [fused(lost)], right, NOWHERE).text
    assert LOST in known
    assert known.replace(LOST, "") in lost


def test_a_whole_character_stays() -> None:
    assert told("新開", [outer(gbk("工"))], "的工厂", NOWHERE).text == "工"


@pytest.mark.parametrize("character", "陵巢")
def test_a_name_is_told_by_the_article(character: str) -> None:
    half = halved(gbk(character)[0])
    assert told("与云", [half], "制药", NOWHERE).text == LOST
    article = Article(f"云{character}制药年内投产。云{character}制药的仓库也已开工。")
    assert told("与云", [half], "制药", article).text == character
    other = Article("云湖制药年内投产。云湖制药的仓库也已开工。")
    assert told("与云", [half], "制药", other).text == LOST


def test_what_the_article_annotates_stands_nowhere_without_its_sound() -> None:
    annotated = Article("會場", frozenset("會"))
    assert told("召开", [fused("會議")], "的", annotated).text != "會議"
    free = fused("會議")._replace(free=True)
    assert told("召开", [free], "的", annotated).text == "會議"


@pytest.mark.parametrize(
    "text",
    [
        "报道称《江州日报》记者昨日到场",
        "目标责任书由县长签订,工期两年,年底交付使用",
        "首届大会开幕",
        "日报记者从市里获悉",
        "争取今年动工,明年投产",
        "力争3月动工。\n项目由县里牵头",
    ],
)
def test_struck_text_comes_back(text: str) -> None:
    garbled = garble.annotated_bytes(text, 1.0, common=0)
    assert "?" in garbled
    assert clean(garbled).text == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        # Only likely, and so marked: the comma, the line break with its full stop.
        ("争取今年动工,明年投产", [","]),
        ("力争3月动工。\n项目由县里牵头", ["。\n"]),
        # Of a year the digit can be known, of a day it cannot.
        ("日报2025年6月", []),
        ("据《江州日报》1月2日讯", ["》\ufffd"]),
    ],
)
def test_what_a_lost_byte_took_with_it(text: str, marked: list[str]) -> None:
    aligned = clean(garble.annotated_bytes(text, 1.0, common=0))
    assert [aligned.text[m.start : m.end] for m in aligned.marks if m.kind == "damage"] == marked


@pytest.mark.parametrize(
    ("raw", "marked"),
    [
        ("新開(kāi)工的項(xiàng)目減(jiǎn)少CO?排放", ["?"]),
        ("新開(kāi)工的項(xiàng)目何時(shí)投用?", []),
        ("減少CO?排放的项目", []),
    ],
)
def test_a_question_mark_of_a_mirror_that_asks_nothing_is_damage(raw: str, marked: list[str]) -> None:
    aligned = clean(raw)
    assert [aligned.text[m.start : m.end] for m in aligned.marks if m.kind == "damage"] == marked
