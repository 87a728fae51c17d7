"""Mentions of one article brought together: when names are of one project, what pronouns and phases refer to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhextract import extract
from zhextract.names.entities import Registry, folded, same_name, spans_of
from zhextract.names.project_mention import ProjectMention
from zhextract.records.values import CharSpan

SAME = [
    ("江洲电子封装基板", "江洲电子封装基板"),
    ("江洲电子封装基板", "封装基板"),
    ("江洲电子封装基板", "江洲电子"),
    ("“云谷”大数据中心", "云谷大数据中心"),
    ("江洲（安徽）电子", "江洲安徽电子"),
    ("Micro LED 模组", "micro led模组"),
    ("恒昱新材年产2000吨碳纤维", "年产2000吨碳纤维"),
    ("宁德时代宜春锂电池生产基地", "宁德时代锂电池基地"),
    ("霍山抽水蓄能电站", "霍山抽水蓄能"),
]
OTHER = [
    ("江洲电子封装基板", "恒昱新材碳纤维"),
    ("江洲电子封装基板", "电子"),
    ("年产5万吨角钢", "年产3万吨角钢"),
    ("1号机组", "2号机组"),
    ("芜湖大桥", "铜陵大桥"),
    ("霍山风电", "金寨风电"),
    ("江洲电子年产30万片高密度封装基板及配套载板", "配套载板"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other_name(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("“云谷”", "云谷"),
        ("Micro LED", "microled"),
        ("《江城》（一）", "江城一"),
        ("A·B", "ab"),
        ("江洲 电子", "江洲电子"),
    ],
)
def test_folded(name: str, wanted: str) -> None:
    assert folded(name) == wanted


def mention(start: int, name: str, phase: str | None = None, form: str = "named", group: int = 1) -> ProjectMention:
    number = {"一期": 1, "二期": 2}.get(phase or "")
    return ProjectMention(start, start + 4, form, name, phase, number, group, "generic", "test")


def test_a_fuller_name_replaces_the_short_one() -> None:
    registry = Registry()
    registry.resolve([mention(0, "封装基板")])
    registry.resolve([mention(10, "江洲电子封装基板")])
    (entity,) = registry.entities
    assert entity.name == "江洲电子封装基板"
    assert entity.position == 0
    assert spans_of(entity) == [CharSpan(0, 4), CharSpan(10, 14)]


def test_phases_are_entities_of_one_name() -> None:
    registry = Registry()
    registry.resolve([mention(0, "江洲电子封装基板", "一期")])
    registry.resolve([mention(10, "", "二期", "phase")])
    assert [(e.name, e.phase) for e in registry.entities] == [
        ("江洲电子封装基板", "一期"),
        ("江洲电子封装基板", "二期"),
    ]


def test_a_name_without_phase_merges_with_the_only_phase() -> None:
    registry = Registry()
    registry.resolve([mention(0, "江洲电子封装基板", "二期")])
    (again,) = registry.resolve([mention(10, "江洲电子封装基板")])
    assert [again] == registry.entities


def test_a_pronoun_needs_one_topic() -> None:
    registry = Registry()
    assert registry.resolve([mention(0, "", None, "anaphor")]) == [None]
    first, second = registry.resolve([mention(10, "江洲电子封装基板"), mention(20, "恒昱新材碳纤维")])
    assert registry.resolve([mention(30, "", None, "anaphor", group=2)]) == [None]
    registry.resolve([mention(40, "恒昱新材碳纤维", group=3)])
    assert registry.resolve([mention(50, "", None, "anaphor", group=4)]) == [second]
    assert first is not second


def test_a_short_name_recalls_the_one_that_ends_in_it() -> None:
    registry = Registry()
    (known,) = registry.resolve([mention(0, "江洲电子芜湖生产基地")])
    assert registry.resolve([mention(10, "生产基地", None, "short", 2)]) == [known]
    registry.resolve([mention(20, "恒昱新材合肥生产基地", group=3)])
    assert registry.resolve([mention(30, "生产基地", None, "short", 4)]) == [None]


def test_a_short_form_is_found_where_it_stands() -> None:
    registry = Registry()
    registry.resolve([replace(mention(0, "青岚至望川高速公路"), alias="岚望高速")])
    text = "岚望高速全长90公里，岚望高速年内通车，望岚高速不在其中。"
    sentence = CharSpan(0, len(text))
    assert registry.occurrences(text, sentence) == [
        (CharSpan(0, 4), "青岚至望川高速公路"),
        (CharSpan(11, 15), "青岚至望川高速公路"),
    ]
    assert registry.occurrences(text, CharSpan(1, 11)) == []
    assert Registry().occurrences(text, sentence) == []


TEXTS = [
    ("江洲电子封装基板项目3月开工。该项目预计明年投产。", [("江洲电子封装基板", None, 2)]),
    (
        "江洲电子封装基板项目3月开工。其中一期预计明年投产。",
        [("江洲电子封装基板", "一期", 1), ("江洲电子封装基板", None, 1)],
    ),
    (
        "恒昱新材碳纤维项目一期已投产。二期计划明年开工。",
        [("恒昱新材碳纤维", "一期", 1), ("恒昱新材碳纤维", "二期", 1)],
    ),
    ("芜湖长江大桥正在施工。这座大桥预计明年通车。", [("芜湖长江大桥", None, 2)]),
    (
        "恒昱新材碳纤维项目开工。启元锂电正极材料项目封顶。",
        [("恒昱新材碳纤维", None, 1), ("启元锂电正极材料", None, 1)],
    ),
    ("恒昱新材碳纤维项目已开工。项目总投资8亿元，预计年底投产。", [("恒昱新材碳纤维", None, 2)]),
    ("恒昱新材碳纤维项目二期已开工。恒昱新材碳纤维项目预计年底投产。", [("恒昱新材碳纤维", "二期", 2)]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_texts(text: str, wanted: list[tuple[str, str | None, int]]) -> None:
    record = extract(text, published="2024-03-15")
    found = [(p.name, p.phase, len(p.milestones)) for p in record.projects]
    assert sorted(found, key=str) == sorted(wanted, key=str)
