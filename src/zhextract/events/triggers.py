"""Where the text says that something happens to a project: hits of the trigger lexicon, compounds joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.events.phrases import Conditional, Phrase, PhraseMatcher, Works, stands
from zhextract.lexicon.loader import load
from zhextract.records.values import CharSpan, MilestoneType, Model


class FalseFriends(Model):
    words: tuple[str, ...]


class TriggerTable(Model):
    """The shape of `triggers.toml`."""

    milestones: dict[MilestoneType, tuple[str, ...]]
    false_friends: FalseFriends
    moments: dict[MilestoneType, tuple[str, ...]]
    ceremonies: dict[MilestoneType, tuple[str, ...]]
    conditional: tuple[Conditional, ...]
    phrases: tuple[Phrase, ...]
    works: Works


@dataclass(frozen=True, slots=True)
class Trigger:
    """One statement word: `form` is `verb`, `moment` (投产时间) or `ceremony` (签约仪式)."""

    start: int
    end: int
    type: MilestoneType
    form: str
    text: str

    @property
    def span(self) -> CharSpan:
        """Where it stands."""
        return CharSpan(self.start, self.end)


class TriggerMatcher:
    """Finds triggers in clean text with one Aho-Corasick scan. Thread-safe once built."""

    def __init__(self, table: TriggerTable) -> None:
        self._what: list[tuple[MilestoneType, str] | None] = []
        words: list[str] = []
        for form, entries in (("verb", table.milestones), ("moment", table.moments), ("ceremony", table.ceremonies)):
            for kind, forms in entries.items():
                for word in forms:
                    words.append(word)
                    self._what.append((kind, form))
        self._conditions = {word: entry for entry in table.conditional for word in entry.words}
        for word, entry in self._conditions.items():
            words.append(word)
            self._what.append((entry.type, "verb"))
        known = set(words)
        self._stages = {word: kind for kind, forms in table.milestones.items() for word in forms}
        for word in table.false_friends.words:
            if word not in known:
                words.append(word)
                self._what.append(None)
        self._scan = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
        self._phrases = PhraseMatcher(table.phrases, table.works)

    def find(self, text: str, low: int = 0, high: int | None = None) -> list[Trigger]:
        """The triggers of `text[low:high]` in order, with their places in `text`.

        They are joined where they follow each other (竣工投产, 建成并投入使用).
        """
        part = text[low:high]
        found: list[Trigger] = []
        for trigger in self._hits(part):
            last = found[-1] if found else None
            if last and last.form == trigger.form == "verb" and _joined(part[last.end : trigger.start], last, trigger):
                found[-1] = _compound(last, trigger, part)
            else:
                found.append(trigger)
        return [Trigger(t.start + low, t.end + low, t.type, t.form, t.text) for t in found] if low else found

    def passed_over(self, text: str, low: int, high: int) -> list[tuple[CharSpan, bool]]:
        """The words of the lexicon in `text[low:high]` that are no triggers there, for an explanation.

        With each whether it is a false friend (开工率); the others lack the company that they need.
        """
        part = text[low:high]
        return [
            (CharSpan(start + low, end + low), self._what[index] is None)
            for index, start, end in self._scan.find_matches_as_indexes(part)
            if not (
                self._dated_after(part, start, end)
                if self._what[index] is None
                else stands(self._conditions, part[start:end], part, start, end)
            )
        ]

    def _dated_after(self, text: str, start: int, end: int) -> tuple[MilestoneType, str] | None:
        """What a word before 后 states where its day stands right before it."""
        kind = self._stages.get(text[start : end - 1]) if text[end - 1] == "后" else None
        return (kind, "verb") if kind and OWN_DAY.search(text[max(0, start - 8) : start]) else None

    def _hits(self, text: str) -> list[Trigger]:
        """Every word that states a milestone where it stands, and the phrases that no such word lies in."""
        hits: list[Trigger] = []
        for index, start, end in self._scan.find_matches_as_indexes(text):
            what = self._what[index]
            if what is None:
                what = self._dated_after(text, start, end)
                end -= 1
            if what is not None and stands(self._conditions, text[start:end], text, start, end):
                hits.append(Trigger(start, end, *what, text[start:end]))
        taken = -1
        for hit in self._phrases.find(text):
            if hit.start >= taken and not any(t.start < hit.end and hit.start < t.end for t in hits):
                hits.append(Trigger(hit.start, hit.end, hit.type, "verb", text[hit.start : hit.end]))
                taken = hit.end
        return sorted(hits, key=lambda t: t.start) if len(hits) > 1 else hits


#: 于2026年3月投产后: a day of its own makes it a statement after all.
OWN_DAY = re.compile(r"[0-9一二三四五六七八九十][年月日](?:[上中下]旬|底|初)?(?:正式|全面|顺利)?$")

#: Stages whose names are strung together for one event (竣工、投产; 建成并投入使用).
FINISHING: frozenset[MilestoneType] = frozenset({"trial", "completion", "commissioning", "full_capacity"})


#: Links that lead on to a later stage, and all between finishing stages.
_LEADS_ON = frozenset({"并开始", "并顺利", "并成功", "并正式", "并转入", "并进入"})
_LINKS = _LEADS_ON | {"并", "、", "和", "及", "暨", "实现", "并实现", "实现全面", "并实现全面"}


def _joined(between: str, first: Trigger, second: Trigger) -> bool:
    """Whether two triggers are one compound: nothing between them, or a mere link between finishing stages."""
    if between == "":
        return True
    if {first.type, second.type} <= FINISHING:
        return between in _LINKS
    # 调试完成并开始试生产: what is done with gives way to what it leads to.
    return between in _LEADS_ON and first.type == "installation" and second.type in FINISHING


def _compound(first: Trigger, second: Trigger, text: str) -> Trigger:
    """One trigger of the last stage said; 开工建设 is the start."""
    last = second.type
    if second.type == "construction" and first.type == "construction_start":
        last = "construction_start"
    if second.text == "启动":
        last = first.type  # 投产启动 is a commissioning
    return Trigger(first.start, second.end, last, "verb", text[first.start : second.end])


@cache
def triggers() -> TriggerMatcher:
    """The matcher for the package's own lexicon, built once."""
    return TriggerMatcher(load("triggers.toml", TriggerTable))
