"""Small archives for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zhextract.batch.local import Settings, run
from zhextract.batch.progress import RunProgress

PLACES = ("长丰", "肥西", "当涂", "无为", "南陵", "繁昌", "庐江", "含山")
PROJECT = "{place}经开区的天工{n}号轴承项目一期3月开工建设，总投资{n}亿元，计划10月底投产。"
OTHER = "{place}今天晴到多云，最高气温{n}度，市民出门请注意防晒。"


def texts(count: int) -> list[str]:
    """Every fourth speaks of a project."""
    return [
        (OTHER if n % 4 else PROJECT).format(place=PLACES[n % len(PLACES)], n=n + 2)
        + "其余情况有待记者进一步了解。" * 3
        for n in range(count)
    ]


def json_lines(path: Path, count: int) -> Path:
    lines = [json.dumps({"id": f"a{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts(count))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Silent(RunProgress):
    """Progress that remembers what was said."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.said: list[str] = []

    def say(self, message: str) -> None:
        self.said.append(message)


def batch(inputs: list[Path | str], output: Path, **settings: Any) -> tuple[Any, list[dict[str, Any]], Silent]:
    """A run: the counts, the errors, and the progress."""
    progress = Silent()
    settings.setdefault("format", "jsonl")
    resume = settings.pop("resume", False)
    counts = run(Settings([str(i) for i in inputs], output, **settings), progress, resume=resume)
    errors = output / "errors.jsonl" if output.is_dir() else output.with_name(output.name + ".errors.jsonl")
    return counts, [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()], progress


def table(output: Path, name: str) -> list[dict[str, Any]]:
    """A table of a run that wrote JSON Lines."""
    return [json.loads(line) for line in (output / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
