"""The public contract: what goes in, what comes out, the flat views, and a status in the terms of other trackers.

Imports nothing else of the package but its exceptions.
"""

from zhextract.records.article import (
    SCHEMA_VERSION,
    Article,
    ArticleRecord,
    ExtractionWarning,
    GroupCount,
    Organization,
    Person,
)
from zhextract.records.explanation import Decision, Explanation
from zhextract.records.mappings import WikidataTerm, to_gem, to_oc4ids, to_wikidata, to_wikidata_event
from zhextract.records.project import Milestone, ProjectRecord
from zhextract.records.values import Capacity, Money, Quantity, Span
from zhextract.records.views import CommissioningPlan, ProjectStatus

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "ArticleRecord",
    "Capacity",
    "CommissioningPlan",
    "Decision",
    "Explanation",
    "ExtractionWarning",
    "GroupCount",
    "Milestone",
    "Money",
    "Organization",
    "Person",
    "ProjectRecord",
    "ProjectStatus",
    "Quantity",
    "Span",
    "WikidataTerm",
    "to_gem",
    "to_oc4ids",
    "to_wikidata",
    "to_wikidata_event",
]
