"""Words that point back at projects named before: 前者, 后者, 两个项目."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhextract.events.sentence import SentenceView
from zhextract.names.entities import Entity
from zhextract.parse.numerals import parse_numeral

#: 前者…，后者…: the first and the second of the two named last.
_ONE_OF_TWO = re.compile("前者|后者|前一个|后一个")
_BOTH = re.compile("(?:两者|二者|目前|现|预计|计划)?(?:均|都|双双|皆)|两者|二者")


def one_of_two(view: SentenceView, position: int, topic: Sequence[Entity]) -> list[Entity] | None:
    """前者开工，后者竣工: which of the two projects named last the words before `position` speak of.

    None where they speak of neither so; empty where the two are not known.
    """
    words = list(_ONE_OF_TWO.finditer(view.text, view.part_start(position), position))
    if not words or any(words[-1].end() <= m.start < position for m in view.mentions):
        return None
    named = [
        e for m, e in zip(view.mentions, view.entities, strict=True) if e is not None and m.end <= words[0].start()
    ]
    pair = list(dict.fromkeys(named))[-2:] if named else list(dict.fromkeys(topic))
    if len(pair) != 2:
        return []
    if _BOTH.match(view.text, view.clause_of(position).start):
        return pair
    return [pair[0] if words[-1].group().startswith("前") else pair[1]]


#: 两个项目均计划年内开工: as many as the sentence before spoke of.
_SO_MANY_OF_THEM = re.compile("(?:上述|以上|这|该)?([0-9两二三四五六七八九十]+)(?:个|大)?(?:项目|工程)(?!中|之一|里)")


def counted_topic(view: SentenceView, position: int, topic: Sequence[Entity]) -> list[Entity]:
    """The projects spoken of before, where the part of the sentence around `position` opens with so many of them."""
    part = view.part_start(position)
    opening = _SO_MANY_OF_THEM.match(view.text, part)
    members = list(dict.fromkeys(topic))
    if opening is None or len(members) < 2 or parse_numeral(opening[1].replace("两", "二")) != len(members):
        return []
    own = any(part <= m.start < position for m in view.mentions)
    return [] if own else members
