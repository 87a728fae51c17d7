"""Trigger words: each of the lexicon is found as what it states, compounds are one, and false friends are none."""

from __future__ import annotations

import pytest

from zhextract.events.triggers import TriggerTable, triggers
from zhextract.lexicon.loader import load

TABLE = load("triggers.toml", TriggerTable)
LISTED = [
    (word, kind, form)
    for form, entries in (("verb", TABLE.milestones), ("moment", TABLE.moments), ("ceremony", TABLE.ceremonies))
    for kind, words in entries.items()
    for word in words
]


@pytest.mark.parametrize(("word", "kind", "form"), LISTED)
def test_listed_word(word: str, kind: str, form: str) -> None:
    text = f"江洲电子封装基板一期：{word}。"
    (found,) = triggers().find(text)
    assert (found.type, found.form, found.text) == (kind, form, word)
    assert text[found.start : found.end] == word


KNOWN = {word for word, _, _ in LISTED}


@pytest.mark.parametrize("word", [word for word in TABLE.false_friends.words if word not in KNOWN])
def test_false_friend(word: str) -> None:
    assert triggers().find(f"有关{word}的消息") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("项目竣工投产", [("completion", "commissioning")]),
        ("大桥建成通车", [("completion", "commissioning")]),
        ("项目投产达产", [("commissioning", "full_capacity")]),
        ("工程竣工并投入使用", [("completion", "commissioning")]),
        ("项目竣工、投产", [("completion", "commissioning")]),
        ("项目建成并正式投产", [("completion", "commissioning")]),
        ("项目试生产、达产", [("trial", "full_capacity")]),
        ("项目开工建设", [("construction_start", "construction_start")]),
        ("学校落成启用", [("completion", "commissioning")]),
    ],
)
def test_compound_is_its_last_stage(text: str, wanted: list[tuple[str, str]]) -> None:
    found = triggers().find(text)
    assert [t.type for t in found] == [last for _, last in wanted]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("项目开工，封顶在即", ["construction_start", "topping_out"]),
        ("签约、开工、投产的项目", ["signing", "construction_start", "commissioning"]),
        ("去年开工，今年投产", ["construction_start", "commissioning"]),
        ("开工和竣工的项目", ["construction_start", "completion"]),
        ("先停工后复工", ["suspension", "resumption"]),
    ],
)
def test_stages_apart(text: str, kinds: list[str]) -> None:
    assert [t.type for t in triggers().find(text)] == kinds


@pytest.mark.parametrize("text", ["", "。", "江洲电子", "天气晴朗，适合出行。", "会议在北京举行。"])
def test_nothing_to_find(text: str) -> None:
    assert triggers().find(text) == []
