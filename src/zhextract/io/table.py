"""Records as tables to read on a terminal."""

from __future__ import annotations

import re
from collections import Counter

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from zhextract.records.article import ArticleRecord, GroupCount
from zhextract.records.project import Milestone, ProjectRecord

# Control characters of an article must not reach the terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_STATUS_STYLES = {"operating": "green", "completed": "green", "suspended": "red", "cancelled": "red"}


def show(record: ArticleRecord, console: Console) -> None:
    """Print one record: its projects with status, milestones and evidence, then organizations, counts and warnings."""
    heading = Text(_plain(record.id), style="bold")
    if record.published:
        heading.append(f"  {record.published.isoformat()}", style="dim")
    if record.title:
        heading.append(f"  {_plain(record.title)}", style="dim")
    console.print(heading)
    if record.projects:
        console.print(_projects(record))
    else:
        console.print(Text("no project", style="dim"))
    _list(console, "Organizations", [f"{o.name} ({o.type})" for o in record.organizations])
    _list(console, "Counts", [_count(c) for c in record.counts])
    for message, times in Counter(warning.message for warning in record.warnings).items():
        console.print(Text(f"Warning: {_plain(message)}{f' ({times} times)' if times > 1 else ''}", style="yellow"))
    console.print()


def _projects(record: ArticleRecord) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False, expand=False)
    for name, ratio in (("Project", 4), ("Status", 0), ("Milestones", 5), ("Evidence", 5)):
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for project, row in zip(record.projects, record.statuses(), strict=True):
        steps = Group(*(_milestone(step) for step in project.milestones))
        status = Text(project.status, style=_STATUS_STYLES.get(project.status, "cyan"))
        table.add_row(_project(project), status, steps, Text(_plain(row.evidence), style="dim"))
    return table


def _project(project: ProjectRecord) -> Text:
    """The name and the phase, then what is known of it: who, where, how much."""
    text = Text(_plain(project.name), style="bold")
    if project.phase:
        text.append(f" {_plain(project.phase)}", style="bold")
    facts = ["、".join(project.companies), project.place or ""]
    if project.investment:
        facts.append(f"{project.investment.amount:,} {project.investment.currency}")
    facts += [f"{c.amount:,} {c.unit}{' ' + c.product if c.product else ''}" for c in project.capacity]
    for fact in facts:
        if fact:
            text.append(f"\n{_plain(fact)}", style="not bold dim")
    return text


def _milestone(step: Milestone) -> Text:
    """`commissioning (planned) 2022-08 END 8月底`."""
    text = Text(step.type)
    if step.modality == "planned":
        text.append(f" ({step.certainty})", style="italic")
    if step.date:
        text.append(f" {step.date}", style="bold")
    if step.mod:
        text.append(f" {step.mod}")
    if step.text:
        text.append(f" {_plain(step.text)}", style="dim")
    return text


def _count(count: GroupCount) -> str:
    bound = {"over": ">", "under": "<", "about": "~"}.get(count.bound, "")
    stage = f", {count.milestone}" + (" (planned)" if count.modality == "planned" else "") if count.milestone else ""
    return f"{bound}{count.value}{count.unit or ''} {count.what}{stage}"


def _list(console: Console, title: str, items: list[str]) -> None:
    if items:
        console.print(Text(f"{title}: ", style="bold").append(_plain("; ".join(items)), style="not bold"))


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)
