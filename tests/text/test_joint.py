"""How much better a sentence reads without a fragment."""

from __future__ import annotations

import pytest

from zhextract.text.joint import gain


def of(text: str) -> float:
    """The gain of the fragment between ［ and ］ in `text`."""
    start, end = text.index("［"), text.index("］") - 1
    return gain(text.replace("［", "").replace("］", ""), start, end)


@pytest.mark.parametrize(
    "text",
    ["重型运［飞鸟体育］输车来回穿梭", "乙烯项目配［二期工程］套道路完工", "日均投入机械设［项目加快建设］备一百台"],
)
def test_a_word_in_two_halves_gains(text: str) -> None:
    assert of(text) > 8


@pytest.mark.parametrize(
    "text",
    [
        "由［宏远集团］与市政府签约",
        "记者从［宏远集团］获悉",
        "在建的［石化项目］已经封顶",
        "公告称，原［董事长］因退休辞职",
        "［宏远集团］投资",
        "总投资［二十亿元］",
        "12［项目］，",
    ],
)
def test_what_belongs_there_does_not(text: str) -> None:
    assert of(text) < 8
