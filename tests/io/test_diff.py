from __future__ import annotations

from zhextract import clean
from zhextract.io.diff import cleaning_diff


def test_each_step_shows_the_clauses_that_it_changed() -> None:
    lines = cleaning_diff("今年，項(xiàng)目開(kāi)工。\n天晴。\n").splitlines()
    assert "-項(xiàng)目開(kāi)工。" in lines and "+項目開工。" in lines and "+项目开工。" in lines
    assert [line for line in lines if line.startswith("+++")] == ["+++ pinyin", "+++ script"]
    assert not any("天晴" in line or "今年" in line for line in lines)


def test_a_clean_text_has_no_diff() -> None:
    assert cleaning_diff("天工轴承项目一期开工。") == ""


def test_what_is_marked_is_listed_with_its_place_in_the_clean_text() -> None:
    raw = "本报讯（记者 张三）天工轴承项目一期开工。\n责任编辑：李四"
    text = clean(raw).text
    marks = [line for line in cleaning_diff(raw).splitlines() if line.startswith("# furniture")]
    assert marks
    for line in marks:
        start, end = map(int, line.split("[")[1].split(")")[0].split(", "))
        assert line.endswith(repr(text[start:end]))
