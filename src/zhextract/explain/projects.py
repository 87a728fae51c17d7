"""Why projects are named, and which stretches were looked at and refused.

The sentences are read again with judges that keep what they answered: a reason is the answer of the rule itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhextract.events.scene import Seen
from zhextract.explain.telling import Telling
from zhextract.names.entities import Entity
from zhextract.names.project_evidence import Evidence
from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_naming import Naming
from zhextract.names.project_words import ProjectVocabulary
from zhextract.names.projects import find_projects
from zhextract.records.values import CharSpan

_CLASS = "class words only: it says what kind of project, not which"
_UNBORNE = "nothing around it shows one project: no owner, place or figure, or it says what something is or where"
_ACT = "an act upon projects, no name"
_NOUN = "a noun of the dictionary before a phase"
_OPENER = "opens with a word that no name begins with"
_QUANTITY = "a quantity, a partner, a back-reference or half of a pair, no name"


class AskedEvidence(Evidence):
    """Evidence that keeps the last answer by which a stretch is no name."""

    def __init__(self, words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings) -> None:
        super().__init__(words, text, sentence, around)
        self.against = ""

    def without_content(self, span: CharSpan, name: str) -> bool:
        """As `Evidence.without_content`."""
        return self._note(super().without_content(span, name), _CLASS)

    def named(self, span: CharSpan, head: str) -> bool:
        """As `Evidence.named`."""
        return not self._note(not super().named(span, head), _UNBORNE)

    def act(self, span: CharSpan, name: str) -> bool:
        """As `Evidence.act`."""
        return self._note(super().act(span, name), _ACT)

    def common_noun(self, span: CharSpan, name: str) -> bool:
        """As `Evidence.common_noun`."""
        return self._note(super().common_noun(span, name), _NOUN)

    def _note(self, refused: bool, reason: str) -> bool:
        self.against = reason if refused else self.against
        return refused


class AskedNaming(Naming):
    """Naming that keeps each stretch that it refused: the stretch, the rule that proposed it, and why."""

    def __init__(self, words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings) -> None:
        super().__init__(words, text, sentence, around)
        self.asked = AskedEvidence(words, text, sentence, around)
        self.evidence = self.asked
        self.refused: list[tuple[CharSpan, str, str]] = []

    def mention(self, span: CharSpan, rule: str, group: int, *, in_list: bool, head: str = "") -> ProjectMention | None:
        """As `Naming.mention`."""
        self.asked.against = ""
        found = super().mention(span, rule, group, in_list=in_list, head=head)
        if found is None:
            owner = next((o for o in self.around.organizations if o.span == span), None)
            fallback = f"the name of an organization ({owner.kind})" if owner else "too little is left for a name"
            self.refused.append((span, rule, self.asked.against or fallback))
        return found

    def _opened_by_name(self, span: CharSpan) -> CharSpan | None:
        opened = super()._opened_by_name(span)
        self.asked._note(opened is None, _OPENER)
        return opened

    def _is_no_name(self, span: CharSpan, name: str, head: str) -> bool:
        return self.asked._note(super()._is_no_name(span, name, head), _QUANTITY)


def tell_projects(telling: Telling, words: ProjectVocabulary, seen: Sequence[Seen]) -> None:
    """What each sentence names: mentions kept, mentions left out, stretches refused."""
    text = telling.read.document.text
    damage = [CharSpan(m.start, m.end) for m in telling.read.document.marks if m.kind == "damage"]
    first: set[int] = set()  # entities whose first mention was told
    for sentence in seen:
        judges: list[AskedNaming] = []

        def judge(
            words: ProjectVocabulary,
            text: str,
            span: CharSpan,
            around: Surroundings,
            made: list[AskedNaming] = judges,
        ) -> Naming:
            made.append(AskedNaming(words, text, span, around))
            return made[-1]

        found = find_projects(words, text, sentence.sentence, sentence.around, judge)
        view = sentence.view
        kept = {m.span: (m, e) for m, e in zip(view.mentions, view.entities, strict=True)} if view else {}
        for mention in found:
            if mention.span in kept:
                _tell_mention(telling, *kept[mention.span], first)
            else:
                reason = _left_out(sentence, mention, damage)
                telling.add("project", mention.rule, mention.span, "dropped", reason, name=mention.name or None)
        told: set[CharSpan] = set()
        for span, rule, reason in (r for j in judges for r in j.refused):
            if span in told or any(m.start < span.end and span.start < m.end for m in found):
                continue  # the words became a name in another way
            told.add(span)
            telling.add("project", rule, span, "dropped", reason)
    for entity in telling.read.scene.entities:
        index = telling.index_of(entity)
        if index is not None and id(entity) not in first:  # named in the headlines alone
            mention, name = entity.mentions[0], entity.name + (entity.phase or "")
            target = f"/projects/{index}"
            telling.add("project", mention.rule, mention.span, "kept", _named_by(mention), name=name, target=target)


def _tell_mention(telling: Telling, mention: ProjectMention, entity: Entity | None, first: set[int]) -> None:
    """A mention that its sentence kept: of a project of the record, of one that is not listed, or of none."""
    if entity is None:
        reason = "no one project was spoken of before that it could be"
        telling.add("project", mention.rule, mention.span, "dropped", reason, name=mention.name or None)
        return
    name = entity.name + (entity.phase or "")
    index = telling.index_of(entity)
    if index is None:
        telling.add("project", mention.rule, mention.span, "dropped", _not_listed(telling, entity), name=name)
    elif id(entity) not in first:
        first.add(id(entity))
        telling.add(
            "project", mention.rule, mention.span, "kept", _named_by(mention), name=name, target=f"/projects/{index}"
        )
    else:
        reason = f"the same project again ({_named_by(mention)})"
        telling.add("project", mention.rule, mention.span, "merged", reason, name=name, target=f"/projects/{index}")


_FORMS = {
    "named": "named here",
    "short": "a later, shorter form",
    "anaphor": "points back at the project spoken of",
    "phase": "a phase of the project spoken of",
}


def _named_by(mention: ProjectMention) -> str:
    return _FORMS.get(mention.form, mention.form)


def _not_listed(telling: Telling, entity: Entity) -> str:
    """Why an entity did not become a project of the record."""
    scene, key = telling.read.scene, id(entity)
    if not (scene.events.get(key) or scene.attributes.get(key) or key in scene.preliminary):
        return "no stage and no figure is said of it"
    return "a name of plain words, with no owner, investment or site"


def _left_out(sentence: Seen, mention: ProjectMention, damage: Sequence[CharSpan]) -> str:
    """Why a mention that was found in a sentence is not among those that the sentence is read with."""
    if any(d.start < mention.end and mention.start < d.end for d in damage):
        return "in a stretch of damaged text"
    if mention.form == "unit":
        return "a unit of no known plant"
    if sentence.view is None:
        return "nothing in the sentence speaks of a project"
    if any(g.span.start < mention.end and mention.start < g.span.end for g in sentence.groups):
        return "part of a counted group"
    if not mention.strong:
        return "a name of few words beside a project that is well named"
    return "counted, and so no one project"
