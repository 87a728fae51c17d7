"""Where projects are named: a head word or a list, and from there leftwards to where the name begins.

A name ends in a head (项目, 工程, a kind of facility, a phase) or stands in a list that a head or 等 closes. Its left
edge is the nearest word that cannot be part of a name: a mark, a verb, a preposition, a date, a sum of money. jieba's
words are used as evidence for that edge only; the spans are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from zhextract.names.phases import find_phases
from zhextract.names.project_heads import HeadSearch
from zhextract.names.project_lists import OPENED_LIST, ListSearch
from zhextract.names.project_mention import Found, ProjectMention, Surroundings
from zhextract.names.project_naming import Naming
from zhextract.names.project_told import ToldSearch
from zhextract.names.project_words import ProjectVocabulary, bare_name
from zhextract.records.values import CharSpan

#: 以下简称“X”, 下称“X项目”.
_FOR_SHORT = re.compile(
    r"[（(](?:以下|下文)?(?:简称|下称|统称)(?:为)?[：:]?[“\"「]?([^”\"」（）()，。；]{2,20})[”\"」]?[)）]"
)


#: What stands between two of a list, with where the second is: A加工线、民乐县的B加工厂.
_BETWEEN = re.compile(
    "(?:项目)?(?:、|和)|及|与|以及|，以及|及其|(?:、|和)[一-龥]{1,7}[市县区镇乡村]的"
    "|[”》](?:项目|工程)?(?:、|和|及|与|以及)?[“《]"
)


def find_projects(
    words: ProjectVocabulary,
    text: str,
    sentence: CharSpan,
    around: Surroundings,
    naming: Callable[[ProjectVocabulary, str, CharSpan, Surroundings], Naming] = Naming,
    heads: Sequence[tuple[int, int, str]] | None = None,
) -> list[ProjectMention]:
    """The project mentions of one sentence, in order; offsets count in `text`.

    `naming` makes what judges each stretch: an explanation gives one that keeps what it refused. `heads` are the head
    words of the sentence, where they are known.
    """
    heads = words.heads(text, *sentence) if heads is None else heads
    words_of = text[slice(*sentence)]
    opened = "、" in words_of and OPENED_LIST.search(words_of) is not None
    bare = not (heads or opened or around.known) and not any(word in words_of for word in ("等", "期", "在内的"))
    if bare and not around.triggers:
        return []
    judge, found = naming(words, text, sentence, around), Found(sentence)
    _aliases(judge, found)
    # What is found first is taken: a list before the heads of its members, a head before the phase behind it.
    lists, headed = ListSearch(judge, found), HeadSearch(judge, found, heads)
    lists.closed_by_others()
    lists.counted()
    if opened:
        lists.opened()
    if "在内的" in words_of:
        lists.held()
    headed.units()
    headed.closed_by_heads()
    headed.phases()
    ToldSearch(judge, found).names()
    found.mentions.sort(key=lambda m: (m.start, m.end))
    return _joined(text, _with_short_forms(judge, found.mentions))


def _aliases(naming: Naming, found: Found) -> None:
    """The short forms that the article has introduced for a project: 婺源北段, 大安氨项目."""
    text = naming.text
    for span, name in naming.around.known:
        phases = find_phases(text, span.end, min(span.end + 8, naming.sentence.end))
        phase = phases[0] if phases and phases[0].start == span.end else None
        end = phase.end if phase else span.end
        end += 2 if text.startswith(("项目", "工程"), end) else 0
        mention = ProjectMention(span.start, end, "named", name, None, None, found.new_group(), "", "alias")
        if phase:
            phase_span = CharSpan(phase.start, phase.end)
            mention = replace(mention, phase=phase.value, phase_number=phase.number, phase_span=phase_span)
        found.mentions.append(mention)
        found.taken.append(CharSpan(span.start, end))


def _with_short_forms(naming: Naming, mentions: list[ProjectMention]) -> list[ProjectMention]:
    """Give each mention the short form that stands behind it in brackets, which is no mention of its own."""
    notes: list[CharSpan] = []
    out: list[ProjectMention] = []
    for mention in mentions:
        short = _FOR_SHORT.match(naming.text, mention.end, min(mention.end + 40, naming.sentence.end))
        alias = bare_name(short.group(1)) if short and mention.form == "named" else ""
        if short and len(alias) >= 2 and not naming.words.is_class(alias):
            mention = replace(mention, alias=alias)
            notes.append(CharSpan(*short.span()))
        out.append(mention)
    return [m for m in out if not any(n.start < m.start and m.end < n.end for n in notes)]


def _joined(text: str, mentions: list[ProjectMention]) -> list[ProjectMention]:
    """Mentions side by side (A项目、B项目和C项目) as one group."""
    out: list[ProjectMention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last and last.form == mention.form == "named" and last.group != mention.group:
            between = text[last.end : mention.start]
            if _BETWEEN.fullmatch(between):
                mention = replace(mention, group=last.group)
        out.append(mention)
    return out
