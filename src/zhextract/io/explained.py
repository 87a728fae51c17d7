"""Explanations as text to read: sentence by sentence, each decision with its words, its rule and its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhextract.records.explanation import Decision, Explanation, Outcome

# Control characters of an article must not reach the terminal.
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_SIGNS: dict[Outcome, str] = {"kept": "+", "merged": "=", "dropped": "-"}


def lines(explanation: Explanation) -> Iterator[str]:
    """The lines of one explanation: `+` is in the record, `=` says again what is, `-` was considered and dropped.

    Sentences upon which nothing was decided are left out.
    """
    record = explanation.record
    heading = [record.id, record.published.isoformat() if record.published else "", record.title or ""]
    yield "== " + "  ".join(_plain(part) for part in heading if part)
    last = -1
    for decision in explanation.decisions:
        if decision.sentence != last:
            last = decision.sentence
            yield ""
            yield (
                f"[{last + 1}] {_plain(explanation.sentences[last].text)}" if explanation.sentences else f"[{last + 1}]"
            )
        yield _line(decision)
    yield ""


def _line(decision: Decision) -> str:
    name = f" → {_plain(decision.name)}" if decision.name and decision.name != decision.text else ""
    target = f" {decision.target}" if decision.target else ""
    words = _plain(decision.text)
    return f"  {_SIGNS[decision.result]} {decision.kind} {words}{name} [{decision.rule}] {decision.reason}{target}"


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
