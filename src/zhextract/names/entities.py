"""Mentions of one article brought together: one entity for each project and phase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from zhextract.names.merging import core
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_units import without_unit
from zhextract.names.trade_names import is_known_company, owner
from zhextract.records.values import CharSpan
from zhextract.text.words import is_word

#: Where a statement begins, and what tells of a plant right behind its firm: 恒岳6月…, 恒岳的厂房….
_OPENS_STATEMENT = frozenset("，。；：！？\n 　")
_GOES_ON = re.compile(
    "的(?:厂房|主体|桩基|用地|地块|土地|设备|主厂房|生产线|窑炉|车间)|[0-9]{1,2}月|今年|去年|明年|目前|眼下|现已|已|正(?!式)|则|却|也|还|只(?!有)|最[快慢早晚]|因|"
    "上月|本月|下月|上个月|计划|预计|将|拟|[一二三]期|进[度展]"
)
_FIRM = 4  # the most characters of a firm's short name
#: How far back a name is looked up, in entities: no article of a person's length has more.
_RECENT = 300
_UNIT = re.compile(r"[0-9一二三四五六七八九十]+[号#](?:机|厂|线|炉|焦炉|高炉|转炉|窑|楼|工位|船坞|船台|泊位)")
#: The number of one of several plants at the end of a name.
_NUMBERED_END = re.compile("[0-9一二三四五六七八九十]{1,2}号[一-龥]{1,3}$")
#: A line of a city's railways, bare and with the name of its network.
_LINE = re.compile(r"[0-9一二三四五六七八九十]{1,3}号线")
_NETWORK = re.compile(r"([^0-9]{2,8}?)[0-9一二三四五六七八九十]{1,3}号线$")
#: The section of a road or line at the end of a name.
_SECTION = re.compile("(?<=[路速线])(?![公道路线])[一-龥]{2,6}段$")
#: An output that opens a name.
_OUTPUT = re.compile(r"(?:年产)?[0-9.]+[万亿]?(?:吨|套|台|片|件|米|千瓦|兆瓦|[MGmg]wh?)级?(?=[^级]{3})")
#: What tells one thing from another of its kind: 8.5代线, 第二工厂.
_NUMBER = re.compile("[0-9.]+|第[一二三四五六七八九十]+")
_NOISE = re.compile(r"[\s“”\"‘’（）()《》·]")


@dataclass(slots=True, eq=False)
class Entity:
    """One project or one phase of it, with the places where it is named. Compared by identity."""

    name: str
    phase: str | None
    phase_number: int | None
    fresh: bool = False
    mentions: list[ProjectMention] = field(default_factory=list)

    @property
    def position(self) -> int:
        return self.mentions[0].start


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The name without brackets, quotation marks, spaces and case, for comparison."""
    return _NOISE.sub("", name).lower()


def same_name(a: str, b: str) -> bool:
    """Whether two names can be of one project: equal, or the shorter is the longer with words left out."""
    a, b = folded(a), folded(b)
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 3 and _OUTPUT.sub("", long, 1) == short:
        return True  # 碳阳极 of 30万吨碳阳极
    if not _SECTION.search(short):
        long = _SECTION.sub("", long)  # 温福高速公路 of 温州至福州高速公路宁德段
    if len(short) < 3 or (short[-1] != long[-1] and short not in long):
        return False
    if _numbers(short) != _numbers(long) and (_numbers(short) or _UNIT.search(long)):
        return False
    if long.startswith(short) or long.endswith(short):
        return len(short) >= 4 and 3 * len(short) >= len(long)
    if short in long:
        return 2 * len(short) >= len(long)
    unit = _NUMBERED_END.search(short)
    numbered = unit is not None and unit.start() >= 2 and long.endswith(unit.group())  # 大连2号工厂
    if len(short) < 5 or (2 * len(short) < len(long) and not numbered) or not _subsequence(short, long):
        return False
    if _SECTION.search(short) and _SECTION.search(long):
        return True
    # 京东方北京8.5代线 and 京东方北京8.5代液晶面板生产线: the number makes up for what is left out.
    return short[-2:] == long[-2:] or (bool(_numbers(short)) and short[-1] == long[-1])


@lru_cache(maxsize=4096)
def _numbers(name: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(name))


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _shortens(short: str, long: str) -> bool:
    """Whether a later name is a part of a longer one, or its first words and some of those behind them."""
    return short in long or (short[:2] == long[:2] and 3 * len(short) >= len(long) and _subsequence(short, long))


class Registry:
    """The entities of one article in the order of their first mention, and the ones spoken of last."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.aliases: dict[str, str] = {}
        self.firms: dict[str, list[Entity]] = {}  # the firm that a name opens with, where no list has it
        self.topic: list[Entity] = []

    def knows(self, name: str) -> bool:
        """Whether a project was spoken of that the name can be of."""
        return any(same_name(e.name, name) for e in self.entities[-_RECENT:])

    def resolve(self, mentions: list[ProjectMention]) -> list[Entity | None]:
        """The entity of each mention of one sentence; None for a pronoun that nothing answers."""
        found: list[Entity | None] = []
        group: int | None = None
        for mention in mentions:
            if mention.form == "named":
                entity: Entity | None = self._named(mention)
            elif mention.form == "short":
                entity = self._short(mention)
            else:
                entity = self._referred(mention)
            if entity is not None:
                entity.mentions.append(mention)
                if mention.alias:
                    self.aliases[mention.alias] = entity.name
                if mention.form == "named" and mention.group == group:
                    self.topic.append(entity)
                else:
                    self.topic = [entity]
                group = mention.group
            found.append(entity)
        return found

    def occurrences(self, text: str, sentence: CharSpan) -> list[tuple[CharSpan, str]]:
        """Where the sentence uses a short form that the article has given to a project, and the project's name."""
        found = []
        for alias, name in self.aliases.items():
            at = text.find(alias, *sentence)
            while at >= 0:
                found.append((CharSpan(at, at + len(alias)), name))
                at = text.find(alias, at + len(alias), sentence.end)
        return sorted([*found, *self._by_firm(text, sentence)])

    def _by_firm(self, text: str, sentence: CharSpan) -> Iterator[tuple[CharSpan, str]]:
        """Where a statement speaks of a project by its firm alone: 恒岳电解液落户。恒岳6月取得环评批复."""
        for firm, entities in self.firms.items():
            names = {e.name for e in entities}
            at = text.find(firm, *sentence) if len(names) == 1 else -1
            while at >= 0:
                end = at + len(firm)
                opens = at == sentence.start or text[at - 1] in _OPENS_STATEMENT
                if opens and _GOES_ON.match(text, end, sentence.end):
                    yield CharSpan(at, end), next(iter(names))
                at = text.find(firm, end, sentence.end)

    def _named(self, mention: ProjectMention) -> Entity:
        mention = self._of_network(mention)
        # 装机100MW的光伏电站 is not the 良坊光伏电站 spoken of before.
        named = [e for e in self.entities[-_RECENT:] if self._may_be(e, mention)]
        exact = [e for e in named if folded(e.name) == folded(mention.name)] or named or self._opened_by(mention)
        for entity in reversed(exact):
            if entity.phase == mention.phase:
                if len(mention.name) > len(entity.name):
                    entity.name = mention.name
                return entity
        phases = [e for e in exact if e.phase is not None]
        if mention.phase is None and len(phases) == 1 and not [e for e in exact if e.phase is None]:
            return phases[0]
        name = max((e.name for e in exact), key=len, default=mention.name) if exact else mention.name
        name = max(name, mention.name, key=len)
        return self._add(name, mention)

    def _of_network(self, mention: ProjectMention) -> ProjectMention:
        """A bare line (4号线) with the name of the network that the line named before it belongs to (徐州地铁6号线)."""
        if not _LINE.fullmatch(mention.name):
            return mention
        for entity in reversed(self.entities[-_RECENT:]):
            line = _NETWORK.match(entity.name)
            if line is not None:
                return replace(mention, name=line[1] + mention.name)
        return mention

    def _opened_by(self, mention: ProjectMention) -> list[Entity]:
        """The entities of the one longer name that a later, shorter one opens: 硅零部件项目 of 硅零部件研发项目."""
        key = folded(mention.name)
        if mention.fresh or len(key) < 4 or mention.head != "generic":
            return []
        # 徐岭核电 is more than 徐岭核电3号机组.
        plants = [e for e in self.entities[-_RECENT:] if not _UNIT.search(e.name)]
        found = [e for e in plants if folded(e.name).startswith(key)]
        if not found and not _numbers(key):
            found = [e for e in plants if _shortens(key, folded(e.name))]
        return found if len({e.name for e in found}) == 1 else []

    def _may_be(self, entity: Entity, mention: ProjectMention) -> bool:
        """Whether a named mention can be of the entity; a name of class words with its own figures is only itself."""
        if mention.fresh:
            return False
        return entity.name == mention.name if entity.fresh else same_name(entity.name, mention.name)

    def _short(self, mention: ProjectMention) -> Entity | None:
        """The one project whose name ends in the class words of a later mention (产业基地项目)."""
        key = folded(mention.name)
        matching = [e for e in self.entities[-_RECENT:] if folded(e.name).endswith(key) and len(key) >= 2]
        return matching[0] if len({e.name for e in matching}) == 1 else None

    def _referred(self, mention: ProjectMention) -> Entity | None:
        """The project that 该项目 or 其中一期 speaks of: the one topic."""
        topics = list(dict.fromkeys(self.topic))
        names = {e.name for e in topics}
        if len(names) != 1:
            return None
        topic = topics[-1]
        if mention.head not in {"phase", ""} and mention.head != "generic" and mention.head[-1] != topic.name[-1]:
            return None
        plant = without_unit(topic.name)
        if plant != topic.name and topic.name[-1] != mention.head[-1:] and mention.form == "anaphor":
            # 3号机组投运。电站总装机140万千瓦
            return self._plant(plant, replace(mention, phase=topic.phase, phase_number=topic.phase_number))
        whole = mention.rule == "anaphor-whole" and mention.phase is None
        if whole and topic.name.endswith(("装置", "机组")) and len(self.entities) > 1:
            return None  # 整个项目2030年建成: of more than the one plant spoken of last
        if not whole and (mention.phase is None or mention.phase == topic.phase):
            return topic
        for entity in self.entities[-_RECENT:]:
            if entity.name == topic.name and entity.phase == mention.phase:
                return entity
        return self._add(topic.name, mention)

    def speak_of_plant(self) -> None:
        """Take the plant as what is spoken of where a unit of it was."""
        topics = list(dict.fromkeys(self.topic))
        if len(topics) == 1 and (plant := without_unit(topics[0].name)) != topics[0].name:
            entity = self._plant(plant, topics[0].mentions[-1])
            if not entity.mentions:
                entity.mentions.append(topics[0].mentions[-1])
            self.topic = [entity]

    def _plant(self, name: str, mention: ProjectMention) -> Entity:
        """The plant of a unit spoken of."""
        known = [e for e in self.entities[-_RECENT:] if e.name == name and e.phase == mention.phase]
        return known[-1] if known else self._add(name, mention)

    def _add(self, name: str, mention: ProjectMention) -> Entity:
        entity = Entity(name, mention.phase, mention.phase_number, mention.fresh)
        self.entities.append(entity)
        for firm in _firms(name):
            self.firms.setdefault(firm, []).append(entity)
        return entity


class Recalled(Registry):
    """The entities of an article as a headline recalls them: looked up by name, none added, none renamed."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self.entities, self.aliases = registry.entities, registry.aliases

    def resolve(self, mentions: list[ProjectMention]) -> list[Entity | None]:
        """The one entity of each named mention; None where several are meant, or none."""
        return [self._known(m) if m.form == "named" else None for m in mentions]

    def _known(self, mention: ProjectMention) -> Entity | None:
        found = [e for e in self.entities[-_RECENT:] if e.phase == mention.phase and self._may_be(e, mention)]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _firms(name: str) -> tuple[str, ...]:
    """What a project may be called by later: the firm that its name opens with, whole and without its trade."""
    own = owner(name)
    firm = name[slice(*own)] if own is not None and own.start == 0 else ""
    if not firm or is_known_company(firm):
        return ()
    short = {firm, core(firm)} - {name}
    return tuple(sorted(f for f in short if 2 <= len(f) <= _FIRM and not is_word(f)))


def spans_of(entity: Entity) -> list[CharSpan]:
    """Where the entity is named, the pronouns left out unless nothing else names it."""
    named = [m.span for m in entity.mentions if m.form != "anaphor"]
    return named or [m.span for m in entity.mentions]
