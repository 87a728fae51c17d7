"""The words of project names: what stands before a name, and what is left of one without its generic words."""

from __future__ import annotations

import pytest

from zhextract.names.project_mention import Found, ProjectMention
from zhextract.names.project_words import bare_name, project_words
from zhextract.records.values import CharSpan


@pytest.mark.parametrize("word", ["收购", "推进", "加快", "协调", "据", "已", "又"])
@pytest.mark.parametrize("anchored", [True, False])
def test_verbs_and_particles_stand_before_a_name(word: str, anchored: bool) -> None:
    assert project_words().stands_before(word, anchored=anchored)


@pytest.mark.parametrize("word", ["高速", "退役", "智能", "云岭", "中国", "AI", "水"])
@pytest.mark.parametrize("anchored", [True, False])
def test_words_that_open_names(word: str, anchored: bool) -> None:
    assert not project_words().stands_before(word, anchored=anchored)


@pytest.mark.parametrize("word", ["改造", "服务", "升级"])
def test_verbs_that_take_names_and_open_them(word: str) -> None:
    """改造|云岭水库, but 改造升级项目."""
    assert project_words().stands_before(word, anchored=True)
    assert not project_words().stands_before(word, anchored=False)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("云岭水库建设工程", "云岭水库"),
        ("“云谷”项目", "云谷"),
        ("云岭轴承项目（一）", "云岭轴承"),
        ("云望快速路（洲陵段）", "云望快速路（洲陵段）"),
        ("云岭轴承新项目", "云岭轴承"),
        ("云岭轴承", "云岭轴承"),
        ("建设项目", ""),
    ],
)
def test_bare_name(words: str, name: str) -> None:
    assert bare_name(words) == name


def test_what_is_found_is_taken() -> None:
    found = Found(CharSpan(10, 60))
    first, second = found.new_group(), found.new_group()
    assert first != second
    assert found.floor(40) == 10
    found.add(ProjectMention(20, 30, "named", "云岭水库", None, None, first, "generic", "test"))
    assert found.floor(40) == 30
    assert found.floor(25) == 10
    assert found.overlaps(29, 35)
    assert not found.overlaps(30, 35)
    assert [m.name for m in found.mentions] == ["云岭水库"]
