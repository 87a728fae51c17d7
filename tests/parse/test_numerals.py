"""Numerals in every writing, and the way back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.parse.numerals import parse_numeral, render_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一千二百零三点五万", 12035000),
        ("壹佰贰拾", 120),
        ("叁", 3),
        ("廿三", 23),
        ("卅", 30),
        ("两", 2),
        ("〇", 0),
        ("3千万", 30000000),
        ("1.2万亿", 1200000000000),
        ("１２", 12),
        ("二百五", 250),
        ("二百零五", 205),
        ("三万四", 34000),
        ("百三", 130),
        ("千三", 1300),
        ("5亿1万4千6百", 500014600),
        ("10万万", 10**9),
        ("二〇二二", 2022),
        ("1,100.9亿", 110090000000),
        ("负三十二", -32),
        ("-1.5", Decimal("-1.5")),
        ("零点七七", Decimal("0.77")),
        (".77", Decimal("0.77")),
        ("四千五百六十九万八千三百一十一亿四千八百七十二万五千三百八十二", 4569831148725382),
        ("三萬四千五百零七", 34507),
        ("參拾參", 33),
        ("十五", 15),
        ("一万零四十", 10040),
        ("3.50", Decimal("3.5")),
        ("2.0", 2),
        ("兩千兩百", 2200),
        ("五兆六十二亿四万五千二", 5006200045200),
        ("３千　８百", 3800),
    ],
)
def test_value(text: str, value: int | Decimal) -> None:
    found = parse_numeral(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["", "个", "十百", "五十千", "1,2", "1.", "点", "五点", "一二三点", "1.2.3", "3年", "一" * 500]
)
def test_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a numeral|out of order|thousands"):
        parse_numeral(text)


@given(st.integers(min_value=-(10**16) + 1, max_value=10**16 - 1))
def test_round_trip(value: int) -> None:
    assert parse_numeral(render_numeral(value)) == value


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_round_trip_of_financial_and_traditional_writing(value: int) -> None:
    written = render_numeral(value, digits="零壹貳參肆伍陸柒捌玖", units="拾佰仟", large="萬億")
    assert parse_numeral(written) == value


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_round_trip_of_fractions(value: Decimal) -> None:
    assert parse_numeral(render_numeral(value)) == value


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点负0123456789.,", max_size=30))
def test_never_anything_but_a_value_error(text: str) -> None:
    try:
        value = parse_numeral(text)
    except ValueError:
        return
    assert isinstance(value, int | Decimal)


def test_too_large_to_render() -> None:
    with pytest.raises(ValueError, match="too large"):
        render_numeral(10**16)
