"""The words around counted groups: kinds of counted things, and what states a stage of a group besides the triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, TypeAlias

from zhextract.events.triggers import Trigger
from zhextract.lexicon.loader import load
from zhextract.records.values import CharSpan, MilestoneType, Model

Kind: TypeAlias = Literal["project", "permit", "contract", "site", "part", "firm"]


class CountedKind(Model):
    """The nouns of one kind and the measure words that they are counted by."""

    words: tuple[str, ...]
    classifiers: tuple[str, ...]


class WordList(Model):
    words: tuple[str, ...]


class CountTable(Model):
    """The shape of `counts.toml`."""

    kinds: dict[Kind, CountedKind]
    not_before: WordList
    other_kinds: WordList
    other_acts: WordList
    undertakings: WordList
    stages: dict[MilestoneType, tuple[str, ...]]
    planned_only: WordList
    planned_words: WordList
    framed: dict[MilestoneType, tuple[str, ...]]


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def table() -> CountTable:
    """The package's own words around counts."""
    return load("counts.toml", CountTable)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, MilestoneType]]:
    kinds = {word: kind for kind, words in table().stages.items() for word in words}
    # 建设项目 is a noun, 拟签项目 is none; 建设20个项目 states a stage.
    return re.compile(
        rf"(?:{alternatives(kinds)})(?:(?<=拟签)|(?!项目|工程|用地|规模|资金|单位|标准|计划|改造|方案|目标|任务))"
    ), kinds


def stage_words(text: str, span: CharSpan, known: Sequence[Trigger]) -> list[Trigger]:
    """The triggers of a sentence and the words that state a stage of groups only, in order."""
    known = [t for t in known if not (t.text == "通航" and text.startswith(("机场", "飞机", "产业"), t.end))]
    pattern, kinds = _words()
    more = [Trigger(m.start(), m.end(), kinds[m.group()], "group", m.group()) for m in pattern.finditer(text, *span)]
    held = [(t.start, t.end) for t in known]
    free = [m for m in more if not any(a < m.end and m.start < b for a, b in held)]
    return sorted([*(_refined(t) for t in known), *free], key=lambda t: t.start)


def _refined(trigger: Trigger) -> Trigger:
    """废止备案, 终止签约: what is called off is no stage of its own."""
    called_off = trigger.text.startswith(("废止", "撤销", "取消", "终止")) and trigger.type != "cancellation"
    return replace(trigger, type="cancellation") if called_off else trigger
