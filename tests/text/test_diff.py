"""What each step did, as it is shown."""

from __future__ import annotations

import io

from rich.console import Console

from zhextract.text.clean import clean, clean_steps, render_diff


def shown(raw: str) -> str:
    out = io.StringIO()
    render_diff(clean_steps(raw), Console(file=out, width=200, color_system=None))
    return out.getvalue()


def test_each_step_is_shown() -> None:
    out = shown("來源：某報\n新開(kāi)工的項(xiàng)目２個，總投資[３]億元。\ufffd")
    assert "  來源：某報⏎新開[-(kāi)-]工的項[-(xiàng)-]目２個，總投資[" in out
    assert "工的項目[-２-]{+2+}個，總投資[[-３-]{+3+}]" in out
    assert "  - 來源：某報⏎新開工的項目2個，總投資[3]億元。" in out
    assert "  + 来源：某报⏎新开工的项目2个，总投资[3]亿元。" in out
    assert "furniture:byline 来源：某报" in out
    assert "damage \ufffd" in out


def test_changes_near_one_another_share_a_line() -> None:
    lines = shown("項(xiàng)目已開(kāi)工。").splitlines()
    assert lines[:2] == ["pinyin", "  項[-(xiàng)-]目已開[-(kāi)-]工。"]
    assert lines[2:] == ["script", "  [-項-]{+项+}目已[-開-]{+开+}工。"]
    far = "開(kāi)工" + "，施工有序推進" * 6 + "，開(kāi)工。"
    assert sum("(kāi)" in line for line in shown(far).splitlines()) == 2


def test_colours_are_for_a_terminal() -> None:
    for terminal in (True, False):
        out = io.StringIO()
        render_diff(clean_steps("項(xiàng)目。"), Console(file=out, width=200, force_terminal=terminal))
        assert ("\x1b[" in out.getvalue()) is terminal


def test_clean_text_has_no_steps() -> None:
    assert clean_steps("项目开工。") == []
    assert shown("项目开工。") == "nothing to clean\n"


def test_the_last_step_is_the_clean_text() -> None:
    raw = "發(fā)布日期:2024-09-23\n風(fēng)電項目 開工。"
    assert clean_steps(raw)[-1][1] == clean(raw)
