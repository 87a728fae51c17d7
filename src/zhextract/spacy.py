"""The spaCy component `zhextract`: a pipe that adds records and spans to a `Doc`.

    nlp = spacy.blank("zh")
    nlp.add_pipe("zhextract")

spaCy finds it through its entry points; nothing needs to be imported. This is the only place that imports spaCy.
"""

# No `from __future__ import annotations`: older releases of confection, which makes the components, cannot resolve it.
import datetime
from typing import Any, Literal, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from zhextract.errors import InputError
from zhextract.extractor import Extractor
from zhextract.io.read import parse_day
from zhextract.records.article import Article, ArticleRecord

AlignmentMode: TypeAlias = Literal["strict", "contract", "expand"]
SPANS_KEY = "zhextract"
# Kept as text, so that `Doc.to_bytes`, `DocBin` and worker processes can carry them.
_RECORD = "zhextract.record"
_PUBLISHED = "zhextract.published"


class ZhextractComponent:
    """Reads `doc.text` as one article.

    Sets `doc.spans["zhextract"]` to every organization (`COMPANY`, `PARK`, `GOVERNMENT`, `MEDIA`, `INSTITUTION`),
    person (`PERSON`) and project (`PROJECT`); `doc.ents` to those that agree with token boundaries, the longest first
    and none over an entity that is there already; and `doc._.record` to the `ArticleRecord`, whose offsets count the
    characters of `doc.text`.
    """

    def __init__(self, name: str, published: datetime.date | None, alignment_mode: AlignmentMode) -> None:
        self.name, self.published, self.alignment_mode = name, published, alignment_mode
        self._extractor: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._extractor is None:
            self._extractor = Extractor()
        published = doc._.published or self.published
        record = self._extractor.extract(Article(text=doc.text, published=published))
        doc.user_data[_RECORD] = record.model_dump_json()
        places = _places(record)
        spans = [doc.char_span(*place, alignment_mode=self.alignment_mode) for place in places]
        doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
        exact = [span for place in places if (span := doc.char_span(*place)) is not None]
        taken = {token.i for entity in doc.ents for token in entity}
        free = [span for span in exact if taken.isdisjoint(range(span.start, span.end))]
        doc.set_ents(filter_spans(free), default="unmodified")
        return doc

    def __reduce__(self) -> tuple[Any, ...]:
        # Workers build their own Extractor: dictionaries are not sent.
        return type(self), (self.name, self.published, self.alignment_mode)


@Language.factory(
    "zhextract",
    assigns=["doc.ents", "doc.spans", "doc._.record"],
    default_config={"published": None, "alignment_mode": "expand"},
)
def create_zhextract(
    nlp: Language, name: str, published: str | None, alignment_mode: AlignmentMode
) -> ZhextractComponent:
    """Make the component.

    Args:
        nlp: the pipeline, any that keeps the characters of the text (`spacy.blank("zh")` does).
        name: the name in the pipeline.
        published: the day on which documents came out that do not say so in `doc._.published`, `YYYY-MM-DD`.
        alignment_mode: for `doc.spans`, what becomes of a name that ends inside a token, as in `Doc.char_span`:
            `expand` takes the whole token, `contract` and `strict` leave it out.

    Raises `ValueError` for a `published` that is no day; spaCy itself refuses an unknown `alignment_mode`.
    """
    return ZhextractComponent(name, _day(published), alignment_mode)


def _places(record: ArticleRecord) -> list[tuple[int, int, str]]:
    """Start, end and label of everything that is named, in the order of the text."""
    named = [(project.spans, "PROJECT") for project in record.projects]
    named += [(organization.spans, organization.type.upper()) for organization in record.organizations]
    named += [(person.spans, "PERSON") for person in record.people]
    return sorted({(span.start, span.end, label) for spans, label in named for span in spans if span.part == "text"})


def _day(value: datetime.date | str | None) -> datetime.date | None:
    if isinstance(value, str):
        try:
            return parse_day(value)
        except InputError as error:
            raise ValueError(f"published: {error.cause}") from error
    return value


def _record(doc: Doc) -> ArticleRecord | None:
    """`doc._.record`: None for a document that the component has not seen."""
    data = doc.user_data.get(_RECORD)
    return ArticleRecord.model_validate_json(data) if data is not None else None


def _published(doc: Doc) -> datetime.date | None:
    return _day(doc.user_data.get(_PUBLISHED))


def _set_published(doc: Doc, value: datetime.date | str | None) -> None:
    day = _day(value)
    doc.user_data[_PUBLISHED] = day.isoformat() if day else None


Doc.set_extension("record", getter=_record, force=True)
Doc.set_extension("published", getter=_published, setter=_set_published, force=True)

__all__ = ["SPANS_KEY", "ZhextractComponent", "create_zhextract"]
