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
    assert "  來源：某報⏎新開[-(kāi)-]工的項(xi" in out
    assert "目[-２-]{+2+}個" in out
    assert "{+总+}" in out
    assert "furniture:byline 来源：某报" in out
    assert "damage \ufffd" in out


def test_clean_text_has_no_steps() -> None:
    assert clean_steps("项目开工。") == []
    assert shown("项目开工。") == "nothing to clean\n"


def test_the_last_step_is_the_clean_text() -> None:
    raw = "發(fā)布日期:2024-09-23\n風(fēng)電項目 開工。"
    assert clean_steps(raw)[-1][1] == clean(raw)
