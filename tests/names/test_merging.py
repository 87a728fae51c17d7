from __future__ import annotations

from zhextract.names.mention import Mention
from zhextract.names.merging import merged


def test_of_full_forms_of_one_length_the_first_named_counts() -> None:
    # Ten of them: an order that came from a set would hit the first one once in ten runs.
    full = [
        f"{place}滨江经开区"
        for place in ("安徽", "合肥", "苏州", "南通", "滁州", "芜湖", "宁波", "湖州", "绍兴", "金华")
    ]
    names = ["滨江经开区", *full]
    text = "、".join(names)
    mentions = [Mention(text.index(f"、{n}") + 1 if n in full else 0, 0, "park", n, "park.zone") for n in names]
    placed = [Mention(m.start, m.start + len(m.name), m.kind, m.name, m.rule) for m in mentions]
    assert {m.name for m in merged(text, placed, ())} == set(full)
    assert merged(text, placed, ())[0].name == "安徽滨江经开区"
