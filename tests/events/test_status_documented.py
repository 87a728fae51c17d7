"""The documentation shows the table from milestones to a status as the code has it."""

from __future__ import annotations

from pathlib import Path

from zhextract.events.status import REACHED

ROOT = Path(__file__).parents[2]


def test_the_documented_table_is_the_one_in_the_code() -> None:
    page = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
    section = page.split("\n## Status\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("| `")]
    documented = {kind.strip(" `"): status.strip(" `") for kinds, status in rows for kind in kinds.split(",")}
    assert documented == REACHED
