"""Which rule named what and why, and what was considered and dropped.

An extraction that is to be explained leaves a `Trace`; the reasons are found afterwards, by asking the rules again. An
extraction that is not pays nothing.
"""

from __future__ import annotations

from zhextract.explain.happening import tell_amounts, tell_counts, tell_dates, tell_milestones
from zhextract.explain.naming import tell_organizations, tell_people, tell_places
from zhextract.explain.projects import tell_projects
from zhextract.explain.telling import Read, Telling, Trace
from zhextract.names.project_words import ProjectVocabulary
from zhextract.records.article import ArticleRecord
from zhextract.records.explanation import Explanation

__all__ = ["Read", "Trace", "explain"]


def explain(trace: Trace, words: ProjectVocabulary, record: ArticleRecord) -> Explanation:
    """The decisions behind `record`, in the order of the text, from what its extraction left in `trace`."""
    assert trace.read is not None
    telling = Telling(trace.read, record)
    tell_organizations(telling, trace.considered)
    tell_places(telling)
    tell_people(telling)
    tell_projects(telling, words, trace.seen)
    tell_milestones(telling, trace.seen)
    tell_counts(telling, trace.seen)
    tell_dates(telling, trace.seen)
    tell_amounts(telling, trace.seen)
    order = sorted(telling.decisions, key=lambda d: (d.sentence, d.span.start, -d.span.end))
    return Explanation(record=record, sentences=telling.sentences, decisions=tuple(order))
