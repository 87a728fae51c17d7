"""The public contract: what goes in, what comes out, and the flat views. Imports nothing else of the package."""

from zhextract.records.article import (
    SCHEMA_VERSION,
    Article,
    ArticleRecord,
    ExtractionWarning,
    GroupCount,
    Organization,
    Person,
)
from zhextract.records.project import Milestone, ProjectRecord
from zhextract.records.values import Capacity, Money, Quantity, Span
from zhextract.records.views import CommissioningPlan, ProjectStatus

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "ArticleRecord",
    "Capacity",
    "CommissioningPlan",
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
]
