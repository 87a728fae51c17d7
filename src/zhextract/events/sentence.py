"""One sentence as the rules of events see it: clauses, triggers, cues, mentions, dates and counted groups."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhextract.events.modality import Cue, cues
from zhextract.events.triggers import Trigger
from zhextract.names.entities import Entity
from zhextract.names.project_mention import ProjectMention
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan


@dataclass(slots=True)
class SentenceView:
    """What one sentence holds, each list in order of place."""

    text: str
    span: CharSpan
    clauses: list[CharSpan]
    triggers: list[Trigger]
    mentions: list[ProjectMention]
    entities: list[Entity | None]
    dates: list[TimeValue]
    groups: list[CharSpan]  # counted groups: 26个重大项目
    others: list[CharSpan]  # organizations and places: subjects of their own
    _cues: list[Cue] | None = None

    @property
    def cues(self) -> list[Cue]:
        """The cues of modality outside names and dates; looked for where something asks, which few sentences do."""
        if self._cues is None:
            # 如 of 如东, 自 of 自贡: what stands inside a name is no cue.
            held = [*(m.span for m in self.mentions if m.form == "named"), *self.others, *(d.span for d in self.dates)]
            found = find_cues(self.text, self.span)
            self._cues = [c for c in found if not any(s.start <= c.start and c.end <= s.end for s in held)]
        return self._cues

    def clause_of(self, position: int) -> CharSpan:
        for clause in self.clauses:
            if clause.start <= position < clause.end:
                return clause
        return self.clauses[-1]

    def part_start(self, position: int) -> int:
        """Where the part of the sentence between semicolons begins that `position` lies in; brackets are kept whole."""
        if self.text.find("；", *self.span) < 0 and self.text.find(";", *self.span) < 0:
            return self.span.start
        starts = [c.start for c in self.clauses if c.start <= position and self.text[c.start - 1 : c.start] in "；;"]
        return max([self.span.start, *starts])

    def clause_before(self, clause: CharSpan) -> CharSpan | None:
        """The clause right before `clause`, None for the first."""
        index = self.clauses.index(clause)
        return self.clauses[index - 1] if index else None

    def counts_in(self, clause: CharSpan) -> bool:
        """Whether a counted group begins in the clause."""
        return any(clause.start <= g.start < clause.end for g in self.groups)

    def opens_occasion(self, clause: CharSpan) -> bool:
        """Whether the clause tells on what occasion the next one is told: 随着最后一台机组完成试运行，A投产."""
        return self.text.startswith(("随着", "伴随"), clause.start)


_MARK = re.compile("[（()），,；;：:]")


def split_clauses(text: str, sentence: CharSpan) -> list[CharSpan]:
    """The clauses of a sentence: stretches between commas, semicolons and colons, brackets kept whole."""
    found: list[CharSpan] = []
    start, depth = sentence.start, 0
    for mark in _MARK.finditer(text, *sentence):
        position, char = mark.start(), mark[0]
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        elif not depth and not _in_number(text, position):
            if position > start:
                found.append(CharSpan(start, position))
            start = position + 1
    if sentence.end > start or not found:
        found.append(CharSpan(start, sentence.end))
    return found


def _in_number(text: str, position: int) -> bool:
    return (
        text[position] in ",:"
        and text[position - 1 : position].isdigit()
        and text[position + 1 : position + 2].isdigit()
    )


def find_cues(text: str, span: CharSpan) -> list[Cue]:
    """The modality cues of a sentence, with offsets into `text`; 如 of an example (设备如A、B等) is none."""
    found = cues().find(text, span.start, span.end)
    return [c for c in found if c.text != "如" or not _FOR_EXAMPLE.match(text, c.start, span.end)]


_FOR_EXAMPLE = re.compile("如[^，。；果]{2,24}等")
