"""Which projects of an article are listed: those of which something is said, by a name that tells which one it is."""

from __future__ import annotations

import re
from collections.abc import Collection

from zhextract.events.scene import Scene
from zhextract.names.entities import Entity
from zhextract.names.locate import Locator
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.project_mention import ProjectMention
from zhextract.names.trade_names import product_opening
from zhextract.text.document import Document
from zhextract.text.words import frequency, tag, texts

#: What a town has one of: 城北客运站, 县第二幼儿园.
_OF_TOWN = re.compile(
    "城[东西南北中][^市乡镇]|[县市区镇](?:第?[一二三四五六七八九十]|客运|汽车站|图书|文化|档案|博物|疾控|福利|职教)"
)
_CHINESE = re.compile("[一-龥]+")
_NAMES = frozenset(("ns", "nr", "nz", "nt", "nrt", "nrfg"))


def has_content(scene: Scene, entity: Entity) -> bool:
    """Whether anything is said of a project: one mentioned with no stage and no figure is not listed."""
    key = id(entity)
    told = scene.attributes.get(key) or ()
    if not entity.name.endswith("机组") and all(m.head == "unit" for m in entity.mentions):
        # 110万吨/年MDI装置 is a plant that stands.
        told = [a for a in told if not any(m.start <= a.span.start and a.span.end <= m.end for m in entity.mentions)]
    return bool(scene.events.get(key) or told or key in scene.preliminary)


class Credibility:
    """Judges the names of one article's projects. `named` are its organizations and places."""

    def __init__(self, document: Document, scene: Scene, locator: Locator, named: InOrder[Mention]) -> None:
        self._document, self._scene, self._locator, self._named = document, scene, locator, named

    def holds(self, entity: Entity, companies: Collection[str]) -> bool:
        """Whether a name of plain words (集成电路项目, 数据中心) is borne out by an owner, an investment or a site."""
        named = [m for m in entity.mentions if m.form == "named"]
        if named and not self._scene.events.get(id(entity)) and all(map(self._won, named)):
            return False
        if companies or entity.phase or not all(map(self._plain, named)):
            return True
        if any(a.kind == "investment" for a in self._scene.attributes.get(id(entity), [])):
            return True
        return self._locator.site(entity) is not None

    def _won(self, mention: ProjectMention) -> bool:
        """Whether the sentence is about who won a tender for it (在A项目中成功中标): an order, not what is built."""
        sentence = self._document.sentence_of(mention.start)
        return sentence is not None and "中标" in self._document.text[slice(*sentence)]

    def _plain(self, mention: ProjectMention) -> bool:
        """Whether a mention is made of words that any text may use: no name, no number, no member of a list."""
        name = mention.name
        facility = mention.head in {"facility", "unit"}
        long = len(name) > (5 if facility else 4) and not name.endswith(("开发", "投资", "合作"))
        if mention.head not in {"generic", "facility", "unit"} or long or not _CHINESE.fullmatch(name):
            return False
        if facility and _OF_TOWN.match(name):
            return False
        near = self._named.inside(mention.start, mention.end)
        return not near and all(map(_is_plain, texts(name[product_opening(name) :])))


def _is_plain(word: str) -> bool:
    """Whether a word is one of the common language and no name."""
    return len(word) > 1 and frequency(word) > (20 if len(word) == 2 else 0) and tag(word) not in _NAMES
