"""What holds for any text: spans inside it, intervals in order, dates that survive every way of writing; and time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cost import seconds
from zhextract.parse.amounts import find_amounts
from zhextract.parse.dates import find_dates, resolve
from zhextract.parse.numerals import render_numeral

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
PIECES = st.sampled_from(
    [
        *"年月日号底初中末前后内至到—-、，。约近超上下半旬季度今明去本同次第十一二三五〇0129.()（） \n",
        "2023",
        "8月",
        "“十四五”",
        "国庆",
        "万吨",
        "亿元",
        "%",
        "个",
        "起",
        "以来",
        "两个月后",
        "四年后",
        "周五",
        "今明两天",
        "几百",
        "数十",
        "第30周",
        "个亿",
    ]
)


def digits(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))


STYLES: list[Callable[[date], str]] = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{digits(d.year)}年{render_numeral(d.month)}月{render_numeral(d.day)}日".replace("一十", "十"),
    lambda d: f"{d.year}年{d.month}月{d.day}日上午",
    lambda d: f"{d.year}年{d.month}月{d.day}日（星期{'一二三四五六日'[d.weekday()]}）",
    lambda d: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{d.year}年{d.month}月{d.day}日"),
]


@given(DAYS, st.sampled_from(STYLES), st.sampled_from(["", "据悉，", "（", "于"]))
def test_a_day_in_every_style(day: date, style: Callable[[date], str], before: str) -> None:
    (found,) = find_dates(f"{before}{style(day)}，开工", "2000-01-01")
    assert (found.start, found.end, found.value) == (day, day, day.isoformat())


@given(DAYS, DAYS)
def test_a_range_of_days(first: date, last: date) -> None:
    found = find_dates(f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日")
    assert [(t.start, t.end) for t in found] == ([(first, last)] if first <= last else [])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)), st.one_of(st.none(), DAYS))
@example("2022年2022年10月底前至3月", None)
def test_any_text(text: str, published: date | None) -> None:
    end = 0
    for value in find_dates(text, published, durations=True):
        assert end <= value.span.start < value.span.end <= len(text)
        assert text[value.span.start : value.span.end] == value.text
        assert value.start is None or value.end is None or value.start <= value.end
        end = value.span.end
        for modality in ("actual", "planned", None):
            again = resolve(value, modality, published)  # type: ignore[arg-type]
            assert again.span == value.span
            assert again.start is None or again.end is None or again.start <= again.end
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.span.start < amount.span.end <= len(text)
        assert text[amount.span.start : amount.span.end] == amount.text
        assert amount.low <= amount.high
        end = amount.span.end


@pytest.mark.parametrize("published", [date.min, date.max])
def test_at_the_ends_of_the_calendar(published: date) -> None:
    for words in (
        "周五",
        "上周",
        "明天",
        "下周末",
        "大后天",
        "三天内",
        "近三年",
        "次日",
        "年内",
        "下月",
        "两周后",
        "上季度",
    ):
        for value in find_dates(words, published, durations=True):
            assert resolve(value, "planned", published).span == value.span


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(["万吨", "亿元", "个", "平方米", "MW"]))
def test_an_amount_in_figures(value: int, unit: str) -> None:
    (found,) = find_amounts(f"共{value}{unit}。")
    assert found.low == found.high == value * {"万": 10**4, "亿": 10**8}.get(unit[0], 1)


ADVERSARIAL = [
    "1",
    "一",
    "十",
    "9,",
    "2022年",
    "2022",
    "2022-",
    "8月",
    "至",
    "1-",
    "1至",
    "前",
    "1、",
    "万",
    "一万",
    "1 ",
    "年底前",
    "“十",
    "百分之",
    "1/",
    "1.",
    "半年",
    "现在",
    "去年，周一",
    "近1",
    "第1个",
    "约",
    "2×",
    "1x",
    "2022年8月至",
    "正月",
    "今年年",
    "未来9至",
    "一二",
    "余万",
    "几十",
    "零点",
    "十 ",
    "3年",
    "1个月",
    "1个亿",
    "（2022年",
    "2022年；",
    "7、8、",
    "两个月后，",
]


@pytest.mark.parametrize("piece", ADVERSARIAL)
@pytest.mark.parametrize("function", [find_dates, find_amounts])
def test_time_grows_with_the_text(piece: str, function: Callable[[str], list[object]]) -> None:
    def spent(times: int) -> float:
        return seconds(lambda: function(piece * times))

    size = 1500 // len(piece)
    # Eight times the text; quadratic would be sixty-four.
    assert spent(8 * size) < 24 * (spent(size) + 0.001)
