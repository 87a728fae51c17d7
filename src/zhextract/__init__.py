"""zhextract reads Chinese news and returns records: which company builds which project, in which phase, where and when.

Importing the package runs nothing and loads no dictionary; each public name is imported at its first use (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zhextract._version import __version__

if TYPE_CHECKING:
    from zhextract.errors import InputError, LexiconError, OutputError, ZhextractError
    from zhextract.extractor import Extractor, extract
    from zhextract.io.frames import to_arrow, to_pandas, to_polars
    from zhextract.io.read import read
    from zhextract.io.write import write
    from zhextract.lexicon.user import Lexicon
    from zhextract.parse.amounts import Amount, find_amounts
    from zhextract.parse.dates import TimeValue, find_dates
    from zhextract.parse.numerals import parse_numeral
    from zhextract.records.article import (
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
    from zhextract.text.clean import clean

__all__ = [
    "Amount",
    "Article",
    "ArticleRecord",
    "Capacity",
    "CommissioningPlan",
    "Decision",
    "Explanation",
    "ExtractionWarning",
    "Extractor",
    "GroupCount",
    "InputError",
    "Lexicon",
    "LexiconError",
    "Milestone",
    "Money",
    "Organization",
    "OutputError",
    "Person",
    "ProjectRecord",
    "ProjectStatus",
    "Quantity",
    "Span",
    "TimeValue",
    "WikidataTerm",
    "ZhextractError",
    "__version__",
    "clean",
    "extract",
    "find_amounts",
    "find_dates",
    "parse_numeral",
    "read",
    "to_arrow",
    "to_gem",
    "to_oc4ids",
    "to_pandas",
    "to_polars",
    "to_wikidata",
    "to_wikidata_event",
    "write",
]

# Where each name lives that is not a record.
_HOMES = {
    "Amount": "zhextract.parse.amounts",
    "Extractor": "zhextract.extractor",
    "InputError": "zhextract.errors",
    "Lexicon": "zhextract.lexicon.user",
    "LexiconError": "zhextract.errors",
    "OutputError": "zhextract.errors",
    "TimeValue": "zhextract.parse.dates",
    "ZhextractError": "zhextract.errors",
    "clean": "zhextract.text.clean",
    "extract": "zhextract.extractor",
    "find_amounts": "zhextract.parse.amounts",
    "find_dates": "zhextract.parse.dates",
    "parse_numeral": "zhextract.parse.numerals",
    "read": "zhextract.io.read",
    "to_arrow": "zhextract.io.frames",
    "to_pandas": "zhextract.io.frames",
    "to_polars": "zhextract.io.frames",
    "write": "zhextract.io.write",
}


if not TYPE_CHECKING:  # so that a type checker still sees a name that does not exist

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES.get(name, "zhextract.records")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
