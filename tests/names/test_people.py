"""People by their titles."""

from __future__ import annotations

import pytest

from zhextract.names.organizations import OrganizationFinder
from zhextract.names.passage import Passage
from zhextract.names.people import find_people
from zhextract.records.values import CharSpan

FINDER = OrganizationFinder()


@pytest.mark.parametrize(("text", "people"), [
    ("居巢经开区党工委书记、管委会主任王庆林说，年底投产。", [("王庆林", "党工委书记、管委会主任", "居巢经开区")]),
    ("岭南青禾有限公司总经理林波说，塔筒要看市场。", [("林波", "总经理", "岭南青禾有限公司")]),
    ("岭南青禾有限公司物资部主任欧阳明远介绍，煤已备足。", [("欧阳明远", "物资部主任", "岭南青禾有限公司")]),
    ("市长许勤、董事长李东生等出席。", [("许勤", "市长", None), ("李东生", "董事长", None)]),
    ("外长唐·波利在东京签署协议。", [("唐·波利", "外长", None)]),
    ("董秘谭华杰表示，竣工集中在四季度。", [("谭华杰", "董秘", None)]),
    ("有关负责人表示，主任会议决定，市长接受采访。", []),
    ("总经理办公会研究，书记高度重视。", []),
])  # fmt: skip
def test_people(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    sentences = [CharSpan(0, len(text))]
    passage = Passage(text, sentences)
    found = find_people(passage, FINDER.find(passage))
    assert [(p.name, p.title, p.organization) for p in found] == people
    assert all(text[p.start : p.end] == p.name for p in found)
