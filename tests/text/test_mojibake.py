"""Wrong decodings: undone where that is certain, marked where something is lost, and prose left alone."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from zhextract.text.align import AlignedText
from zhextract.text.clean import clean

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))
import garble

ARTICLE = (
    "7月22日,记者从临江市发改委获悉,今年上半年全市新开工亿元以上项目36个,总投资120亿元。\n"
    "其中,宏远新材料产业园一期已经建成投产,二期计划明年6月动工;江北高新区的锂电池隔膜项目正在安装设备,"
    "预计年底试生产,达产后年产值约15亿元。市领导要求,各县区要倒排工期、挂图作战,确保重点项目按期竣工。\n"
    "据介绍,下半年还将推进轨道交通、污水处理厂扩建等民生工程,力争早开工、早见效。"
)


def lost(aligned: AlignedText) -> list[str]:
    return [aligned.text[m.start : m.end] for m in aligned.marks if m.kind == "damage"]


def outside(aligned: AlignedText) -> list[str]:
    """The stretches between the damage marks."""
    pieces, at = [], 0
    for mark in sorted(m for m in aligned.marks if m.kind == "damage"):
        pieces.append(aligned.text[at : mark.start])
        at = max(at, mark.end)
    return [*pieces, aligned.text[at:]]


def in_order(pieces: list[str], whole: str) -> bool:
    at = 0
    for piece in pieces:
        at = whole.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def test_annotated_characters_come_back() -> None:
    for share in (0.2, 0.8, 1.0):
        assert clean(garble.annotated(ARTICLE, share)).text == ARTICLE


def test_a_struck_pair_of_two_characters() -> None:
    # 戈 B8EA and 爾 A096: the bytes EA A0 between them are 隊, and got its pinyin.
    aligned = clean("、雅戈?duì)柹彙⒅裉锲涞软?xiàng)目协调。本地企業竹田汽配已開工")
    assert aligned.text.startswith("、雅戈尔�、竹田汽配等项目协调")
    assert lost(aligned) == ["�"]


def test_struck_bytes_with_everything_kept_come_back_whole() -> None:
    garbled = garble.annotated_bytes("雅戈尔衬衫厂的车间,今年又有新设备", 1.0, keep_user_defined=True)
    assert "?" in garbled
    assert clean(garbled).text == "雅戈尔衬衫厂的车间,今年又有新设备"


def behind_a_lost_byte(text: str) -> str:
    """`text` with the first byte of its first full stop shown as a `?`, and what follows read from the next byte on."""
    head, tail = text.split("。", 1)
    return garble.traditional(head) + "?" + garble.read_gbk(b"\xa3" + garble.traditional(tail).encode("gbk"))


@pytest.mark.parametrize(
    "text",
    [
        "新区的厂房已封顶。客观条件允许,年底投产",
        "县里的项目都动了工。下半年,还有两个要签约",
        "生产线正在调试。省里的专家8月到场",
    ],
)
def test_a_full_stop_that_lost_its_first_byte(text: str) -> None:
    garbled = behind_a_lost_byte(text)
    assert garbled[: len(text.split("。")[0]) + 1].endswith("?")
    aligned = clean(garbled)
    assert in_order(outside(aligned), text)
    assert aligned.text.startswith(text.split("。")[0] + "。")


@pytest.mark.parametrize("raw", ["项目何时开工?！很快", "真的要建吗?！县里说没有", "什么时候投产?ＡＢＢ公司说明年"])
def test_a_question_before_a_full_width_character_stays(raw: str) -> None:
    assert "?" in clean(raw).text
    assert lost(clean(raw)) == []


@pytest.mark.parametrize("kept", [True, False])
def test_struck_bytes_lose_nothing_unmarked(kept: bool) -> None:
    aligned = clean(garble.annotated_bytes(ARTICLE, 1.0, keep_user_defined=kept))
    assert in_order(outside(aligned), ARTICLE)


@pytest.mark.parametrize("seed", range(20))
def test_a_dropped_byte(seed: int) -> None:
    aligned = clean(garble.dropped_byte(ARTICLE, Random(seed)))
    assert in_order(outside(aligned), ARTICLE)


def test_utf8_as_latin_and_gbk_as_latin() -> None:
    assert clean(garble.utf8_as_latin(ARTICLE)).text == ARTICLE
    assert clean(garble.gbk_as_latin(ARTICLE)).text == ARTICLE


def test_utf8_as_gbk() -> None:
    aligned = clean("宋县长说,鍥芥満闆嗗洟鏄?鎴戝浗鏈烘?板伐涓氱殑鎺掑ご鍏?，洛阳已是其城市之一")
    assert aligned.text == "宋县长说,国机集团是我国机械工业的排头�，洛阳已是其城市之一"
    assert lost(aligned) == ["�"]
    assert clean("鍏充簬鎴戜滑 | 鑱旂郴鎴戜滑").text == "关于我们 | 联系我们"


def test_utf8_as_gbk_ends_at_a_letter_and_keeps_the_dot() -> None:
    aligned = clean(garble.utf8_as_gbk("先进封装TCB热压键合设备由约翰·迪尔公司投产"))
    assert in_order(outside(aligned), "先进封装TCB热压键合设备由约翰·迪尔公司投产")
    assert "TCB" in aligned.text and "·迪" in aligned.text
    assert clean("沿江路隆重开工").text == "沿江路隆重开工"


def test_replacement_characters_are_damage() -> None:
    assert "锟斤拷锟斤拷" in lost(clean("锟斤拷锟斤拷 某公司投资建厂"))[0]
    assert lost(clean("项目占地\ufffd1000亩")) == ["\ufffd"]
    assert lost(clean("年销售收入\ue123亿元")) == ["\ue123"]


@pytest.mark.parametrize(
    "raw",
    [
        "铼、铱、碲化镉、钕铁硼等稀有金属材料产能扩张",
        "Müller与Citroën公司在东莞设厂，Škoda随后跟进",
        "项目何时开工?县里说(下周)有消息",
        "这是真的吗?duì)",
        "彳亍、饕餮、魑魅魍魉、耄耋之年",
        "供應鏈?項目",
        "Ⅰ标段、Ⅱ标段、Ⅲ标段均已完工",
        "カタカナのテスト工厂",
    ],
)
def test_what_is_rare_but_right_stays(raw: str) -> None:
    aligned = clean(raw)
    assert aligned.text.translate(str.maketrans("应链项", "應鏈項")) == raw or aligned.text == raw
    assert lost(aligned) == []


@pytest.mark.parametrize(
    "raw", ["\x00", "\ud800项目\udfff", "�", "", " ", "\n\n", "?", "(", "?duì)", "戈?duì)", "\ue000"]
)
def test_no_input_is_too_bad(raw: str) -> None:
    aligned = clean(raw)
    assert aligned.raw == raw
    aligned.raw_span(0, len(aligned.text))
