"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.text.decode import decode

SIMPLE = "国机重工工业园项目今日破土动工，一期工程预计明年底建成投产，总投资30亿元。"
FULL = "國機重工工業園項目今日破土動工，一期工程預計明年底建成投產，總投資30億元。"


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (SIMPLE, "utf-8", None),
        (SIMPLE, "utf-8-sig", None),
        (SIMPLE, "utf-8", "gb2312"),
        (SIMPLE, "utf-16", None),
        (SIMPLE, "utf-16-le", None),
        (SIMPLE, "utf-16-be", "utf-8"),
        (SIMPLE, "gb18030", None),
        (SIMPLE, "gbk", "utf-8"),
        (SIMPLE + "镕堃喆", "gb18030", "gb2312"),
        (FULL, "big5", None),
        (FULL, "big5", "gb2312"),
        (FULL, "gbk", "gb2312"),
        ("短文。", "gbk", None),
        ("plain ascii", "ascii", "utf-8"),
    ],
)
def test_codecs(text: str, codec: str, declared: str | None) -> None:
    decoded = decode(text.encode(codec), declared)
    assert decoded.text == text
    assert decoded.damage == ()


def test_decoded_twice() -> None:
    assert decode(SIMPLE.encode().decode("latin-1").encode()).text == SIMPLE
    assert decode(SIMPLE.encode("gbk").decode("latin-1").encode()).text == SIMPLE
    even = "国机集团"
    assert decode(even.encode().decode("gbk").encode()).text == even
    # A French name in a Chinese text is no wrong decoding.
    assert decode((SIMPLE + "Citroën").encode()).text == SIMPLE + "Citroën"


def test_what_cannot_be_read_is_marked() -> None:
    decoded = decode(SIMPLE.encode()[:30] + b"\xff" + SIMPLE.encode()[30:])
    assert decoded.text == SIMPLE[:10] + "\ufffd" + SIMPLE[10:]
    assert decoded.damage == ((10, 11),)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_bad(data: bytes) -> None:
    decoded = decode(data)
    assert all(set(decoded.text[s.start : s.end]) == {"\ufffd"} for s in decoded.damage)
