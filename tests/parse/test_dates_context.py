"""Which year is meant: the day of publication, the modality, and the dates before."""

from __future__ import annotations

from datetime import date

import pytest

from zhextract.parse.dates import TimeValue, find_dates, resolve
from zhextract.records.values import CharSpan, Modality


def values(text: str, published: str | None = "2022-07-22", modality: Modality | None = None) -> list[str | None]:
    return [t.value for t in find_dates(text, published, (lambda span: modality) if modality else None)]


# The phrases that matter most, as of 22 July 2022.
PHRASES = {
    "8月底": ("2022-08", "END", "2022-08-21", "2022-08-31", "published"),
    "三季度": ("2022-Q3", None, "2022-07-01", "2022-09-30", "published"),
    "今年以来": ("2022", None, "2022-01-01", None, "published"),
    "截至目前": (None, "BEFORE", None, "2022-07-22", "published"),
    "年内": ("2022", "BEFORE", "2022-01-01", "2022-12-31", "published"),
    "年底前": ("2022", "BEFORE", None, "2022-12-31", "published"),
    "11月": ("2022-11", None, "2022-11-01", "2022-11-30", "published"),
    "明年6月": ("2023-06", None, "2023-06-01", "2023-06-30", "published"),
    "去年底": ("2021", "END", "2021-11-01", "2021-12-31", "published"),
    "上半年": ("2022-H1", None, "2022-01-01", "2022-06-30", "published"),
    "2023年上半年": ("2023-H1", None, "2023-01-01", "2023-06-30", "explicit"),
    "十四五期间": ("2025", None, "2021-01-01", "2025-12-31", "explicit"),
    "3月26日上午": ("2022-03-26", None, "2022-03-26", "2022-03-26", "published"),
    "10月中旬": ("2022-10", "MID", "2022-10-11", "2022-10-20", "published"),
    "国庆节前": ("2022-10-01", "BEFORE", None, "2022-10-01", "published"),
    "春节后": ("2022-02-01", "AFTER", "2022-02-01", None, "published"),
    "本月底": ("2022-07", "END", "2022-07-21", "2022-07-31", "published"),
    "今年三四季度": ("2022-Q4", None, "2022-07-01", "2022-12-31", "published"),
    "1-8月份": ("2022-08", None, "2022-01-01", "2022-08-31", "published"),
    "2023年8月": ("2023-08", None, "2023-08-01", "2023-08-31", "explicit"),
    "力争2025年底": ("2025", "END", "2025-11-01", "2025-12-31", "explicit"),
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrase(phrase: str) -> None:
    (found,) = find_dates(f"该项目{phrase}建成投产。", "2022-07-22")
    value, mod, first, last, source = PHRASES[phrase]
    assert (found.value, found.mod, found.year_source) == (value, mod, source)
    assert [d and d.isoformat() for d in (found.start, found.end)] == [first, last]
    assert found.text == phrase.removeprefix("力争")


@pytest.mark.parametrize(
    ("phrase", "published", "edtf"),
    [
        ("2022年8月", None, "2022-08"),
        ("8月", None, "XXXX-08"),
        ("三季度", "2022-07-22", "2022-35"),
        ("“十四五”期间", None, "2021/2025"),
        ("下半年", "2022-07-22", "2022-41"),
        ("明年秋季", "2022-07-22", "2023-23"),
        ("2030年前后", None, "2030~"),
        ("今年以来", "2022-07-22", "2022/.."),
        ("1-8月份", "2022-07-22", "2022-01/2022-08"),
        ("20世纪90年代", None, "199X"),
        ("8月15日", None, "XXXX-08-15"),
    ],
)
def test_edtf(phrase: str, published: str | None, edtf: str) -> None:
    (found,) = find_dates(phrase, published)
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        # an earlier year goes on, in the sentence and in the paragraph
        (
            "厂区2018年5月动工，10月封顶，次年3月设备进场，6月15日试产，9月20日量产",
            None,
            ["2018-05", "2018-10", "2019-03", "2019-06-15", "2019-09-20"],
        ),
        ("厂区2018年5月动工，10月封顶，次年3月设备进场", "2023-05-10", ["2018-05", "2018-10", "2019-03"]),
        ("去年5月动工，10月封顶。", "2023-05-10", ["2022-05", "2022-10"]),
        ("项目2018年5月动工。10月主体封顶。", "2023-05-10", ["2018-05", "2018-10"]),
        ("项目2018年5月动工。同年10月封顶。翌年6月投产。", "2023-05-10", ["2018-05", "2018-10", "2019-06"]),
        ("2021年3月1日签约，当月动工，次月打桩", "2023-05-10", ["2021-03-01", "2021-03", "2021-04"]),
        ("2021年12月签约，次月动工", "2023-05-10", ["2021-12", "2022-01"]),
        ("2021年3月1日签约，同日动工，次日打桩", "2023-05-10", ["2021-03-01", "2021-03-01", "2021-03-02"]),
        ("5月28日签约，30日动工", "2023-06-10", ["2023-05-28", "2023-05-30"]),
        # news of the last weeks is not history, nor does a paragraph reach into the next
        ("项目2020年3月获批。6月19日，主厂房动工。", "2023-06-26", ["2020-03", "2023-06-19"]),
        ("项目2018年5月动工。\n10月主体封顶。", "2023-11-10", ["2018-05", "2023-10"]),
        ("2030年建成的基地7月14日动工。", "2023-08-10", ["2030", "2023-07-14"]),
        ("目标是2030年达到千亿。5月14日，项目动工。", "2023-08-10", ["2030", "2023-05-14"]),
        # nothing before, nothing given: unknown
        ("10月封顶，次年3月进场", None, ["XXXX-10", "XXXX-03"]),
        ("项目今年11月动工", None, ["XXXX-11"]),
    ],
)
def test_context(text: str, published: str | None, wanted: list[str]) -> None:
    assert values(text, published) == wanted


@pytest.mark.parametrize(
    ("phrase", "published", "modality", "wanted"),
    [
        ("3月", "2022-07-22", "planned", "2023-03"),
        ("3月", "2022-07-22", "actual", "2022-03"),
        ("3月", "2022-07-22", None, "2022-03"),
        ("11月", "2022-07-22", "actual", "2021-11"),
        ("11月", "2022-07-22", "planned", "2022-11"),
        ("7月", "2022-07-22", "planned", "2022-07"),
        ("7月", "2022-07-22", "actual", "2022-07"),
        ("12月15日", "2022-01-05", "actual", "2021-12-15"),
        ("1月15日", "2022-12-20", "planned", "2023-01-15"),
        ("一季度", "2022-07-22", "planned", "2023-Q1"),
        ("四季度", "2022-01-22", "actual", "2021-Q4"),
        ("上半年", "2022-07-22", "planned", "2023-H1"),
        ("春节", "2022-07-22", "planned", "2023-01-22"),
        ("中秋节", "2022-03-22", "actual", "2021-09-21"),
        ("29日", "2022-07-22", "actual", "2022-06-29"),
        ("15日", "2022-07-22", "planned", "2022-08-15"),
        ("2022年3月", "2022-07-22", "planned", "2022-03"),
        ("今年3月", "2022-07-22", "planned", "2022-03"),
        ("年底", "2022-07-22", "planned", "2022"),
        ("2月29日", "2022-07-22", "planned", "2024-02-29"),
        ("2月29日", "2022-07-22", "actual", "2020-02-29"),
    ],
)
def test_modality(phrase: str, published: str, modality: Modality | None, wanted: str) -> None:
    (given,) = find_dates(phrase, published, lambda span: modality)
    assert given.value == wanted
    (plain,) = find_dates(phrase, published)
    assert resolve(plain, modality, date.fromisoformat(published)).value == wanted


def test_the_modality_is_asked_for_each_span() -> None:
    text = "3月动工，预计2月投产"
    asked: list[CharSpan] = []

    def modality(span: CharSpan) -> Modality:
        asked.append(span)
        return "planned" if span.start > 4 else "actual"

    assert [t.value for t in find_dates(text, "2022-07-22", modality)] == ["2022-03", "2023-02"]
    assert asked == [CharSpan(0, 2), CharSpan(7, 9)]


def test_published_as_a_date_or_a_string() -> None:
    assert find_dates("8月", date(2022, 7, 22)) == find_dates("8月", "2022-07-22")
    with pytest.raises(ValueError, match="isoformat"):
        find_dates("8月", "last year")


def test_frozen() -> None:
    (found,) = find_dates("8月", "2022-07-22")
    assert isinstance(found, TimeValue)
    with pytest.raises(AttributeError):
        found.value = "2023"  # type: ignore[misc]
    hash(found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("13月45日", []),
        ("2月30日", []),
        ("0000年", []),
        ("2023年13月", []),
        ("2022年2月29日", []),
        ("10^100", []),
        ("9" * 400 + "年", []),
        ("", []),
        ("2025年至2023年", []),
        ("10月至2022年3月", []),
        ("8月20日至15日", []),
        ("99999999", []),
        ("第100000个月", []),
        ("未来" + "9" * 30 + "年", []),
        ("9999年", []),
        ("十" * 400 + "月", []),
        ("2022年" * 3, ["2022", "2022", "2022"]),
    ],
)
def test_odd_input(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("（记者王某）7月22日，从县里获悉", (6, 11)),
        ("新华社合肥7月22日电（记者）", (5, 10)),
        ("预计将于今年 8 月底投产", (4, 11)),
        ("自2022年3月起实施", (0, 9)),
        ("不晚于2026年6月建成", (0, 10)),
        ("8月15日（星期一）上午9时30分开工", (0, 17)),
    ],
)
def test_span(text: str, span: tuple[int, int]) -> None:
    (found,) = find_dates(text, "2022-07-22")
    assert found.span == span
    assert found.text == text[slice(*span)]
