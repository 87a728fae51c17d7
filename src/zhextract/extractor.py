"""The whole way from an article to its record, on one screen."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from zhextract._version import __version__
from zhextract.assemble import assemble
from zhextract.errors import ExtractionError
from zhextract.events.scene import read_scene
from zhextract.explain import Read, Trace, explain
from zhextract.lexicon.user import Lexicon
from zhextract.names.organizations import OrganizationFinder
from zhextract.names.passage import Passage, Scan
from zhextract.names.people import find_people
from zhextract.names.people import word_lists as people_words
from zhextract.names.places import PlaceFinder
from zhextract.names.project_words import project_words
from zhextract.parse.amounts import find_amounts
from zhextract.parse.dates import find_dates
from zhextract.records import Article, ArticleRecord
from zhextract.records.article import PublishedFrom
from zhextract.records.explanation import Explanation
from zhextract.text.bylines import dateline
from zhextract.text.document import Document


class Extractor:
    """Reads articles. Build one and keep it: the dictionaries load once, and it is safe to share between threads.

    `lexicon` is a user lexicon (companies, zones, projects with their aliases) merged over the built-in one.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._organizations = OrganizationFinder(lexicon)
        self._places = PlaceFinder(lexicon)
        self._words = project_words()
        self._scan = Scan([*self._organizations.word_lists, *self._places.word_lists, *people_words()])

    def extract(self, article: Article, *, keep_text: bool = False) -> ArticleRecord:
        """The record of one article; never raises for any text. `keep_text` puts the raw text into the record."""
        return self._read(article, keep_text)

    def explain(self, article: Article) -> Explanation:
        """The record of one article with what decided it: which rule named what and why, and what was dropped.

        Takes about half as much time again as `extract`, and the record is the same, with the raw text in it.
        """
        trace = Trace()
        record = self._read(article, True, trace)
        return explain(trace, self._words, record)

    def _read(self, article: Article, keep_text: bool, trace: Trace | None = None) -> ArticleRecord:
        article = _writable(article)
        document = Document.read(article.text, article.title)
        published = article.published
        published_from: PublishedFrom | None = (article.published_from or "given") if published else None
        if published is None and (found := dateline(document.body.text, document.body.marks)) is not None:
            published, published_from = found[0], "dateline"
        passage = Passage(document.text, document.sentences, self._scan)
        considered = trace.considered if trace else None
        organizations = self._organizations.find(passage, document.sources, considered)
        places = self._places.find(passage)
        dates = find_dates(document.text, published, durations=False)
        amounts = find_amounts(document.text)
        seen = trace.seen if trace else None
        scene = read_scene(document, self._words, organizations, places, dates, amounts, published, seen)
        people = find_people(passage, organizations)
        if trace is not None:
            trace.read = Read(document, scene, organizations, places, people, dates, amounts)
        return assemble(
            document,
            scene,
            organizations,
            people,
            places,
            self._places,
            self._organizations.full_name,
            {
                "id": article.id if article.id is not None else content_id(article),
                "title": article.title,
                "source": article.source,
                "url": article.url,
                "published": published,
                "published_from": published_from,
                "extractor_version": __version__,
                "text": article.text if keep_text else None,
            },
        )

    def extract_many(
        self,
        articles: Iterable[Article],
        *,
        keep_text: bool = False,
        on_error: Callable[[ExtractionError], None] | None = None,
    ) -> Iterator[ArticleRecord]:
        """The records of the articles, one by one, in their order.

        Should a rule fail on an article, which is a fault of ours, `on_error` is told and the rest goes on; without it
        the `ExtractionError` is raised.
        """
        for article in articles:
            try:
                record = self.extract(article, keep_text=keep_text)
            except Exception as error:
                failure = ExtractionError(
                    f"article {article.id or content_id(article)}: {type(error).__name__}: {error}"
                )
                if on_error is None:
                    raise failure from error
                on_error(failure)
            else:
                yield record


def _writable(article: Article) -> Article:
    """The article with U+FFFD for surrogates that stand alone: no file and no JSON can hold them."""
    lone: dict[str, str] = {}
    for name in ("text", "title", "source", "url", "id"):
        value = getattr(article, name)
        try:
            (value or "").encode("utf-8")
        except UnicodeEncodeError:
            lone[name] = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return article.model_copy(update=lone) if lone else article


def content_id(article: Article) -> str:
    """An id for an article without one: a hash of its title and text."""
    data = f"{article.title or ''}\n{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=8).hexdigest()


@cache
def _default() -> Extractor:
    return Extractor()


def extract(
    text: str, published: datetime.date | str | None = None, title: str | None = None, *, keep_text: bool = False
) -> ArticleRecord:
    """The record of one article given as raw text.

    `published` is the day it came out, as a date or `YYYY-MM-DD`; a string that is no such day raises `ValueError`.
    """
    day = datetime.date.fromisoformat(published) if isinstance(published, str) else published
    return _default().extract(Article(text=text, title=title, published=day), keep_text=keep_text)
