"""The unit of work: a batch of articles in, a batch of rows out. One pure function, here and on other machines.

One row comes out for each article that goes in, in the same order: the columns of `articles`, each other table as a
list of its rows, and `error`, which is null unless the article could not be read. Nothing is raised for a bad row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from zhextract._version import __version__
from zhextract.batch.gate import Gate
from zhextract.batch.gate import gate as the_gate
from zhextract.batch.where import Where
from zhextract.errors import InputError
from zhextract.extractor import Extractor, content_id
from zhextract.io.articles import as_day
from zhextract.io.frames import arrow, schema
from zhextract.io.read import article_of
from zhextract.io.tables import TABLES, article_row, columns, rows
from zhextract.records.article import SCHEMA_VERSION, Article

_PASSED = ("id", "title", "source", "url", "published")


class Item(NamedTuple):
    """What is worked on: an article, or why there is none; where it stands; `stopped` before it was read."""

    article: Article | None
    input: str | None = None
    line: int | None = None
    error: str | None = None


@cache
def result_schema() -> Any:
    """The Arrow schema of what comes out: `articles`, the other tables as lists, and `error`."""
    pa = arrow()
    fields = [*schema("articles"), *(pa.field(t, pa.list_(pa.struct(list(schema(t))))) for t in TABLES[1:])]
    return pa.schema([*fields, pa.field("error", pa.string())])


def extract_batch(batch: Any, extractor: Extractor, *, gate: bool = True, where: Where | None = None) -> Any:
    """Extract one `pyarrow.RecordBatch` of articles.

    Args:
        batch: the column `text` and, each optional, `id`, `title`, `published` (a date or text), `source`, `url`,
            `input` and `line`. Other columns are left alone.
        extractor: reads the articles.
        gate: whether to stop articles that speak of no project ahead of everything.
        where: keeps the projects for which it holds.

    Returns a `pyarrow.RecordBatch` of `result_schema()` with a row for each row of `batch`.
    """
    return as_batch(list(outcomes(list(_items(batch)), extractor, the_gate() if gate else None, where)))


class Outcome(NamedTuple):
    """What became of one item: its row of `articles`, the rows of the other tables and the text if it was read, or the
    error."""

    row: dict[str, Any]
    tables: Mapping[str, Sequence[dict[str, Any]]] | None
    error: str | None
    text: str | None = None


def outcomes(
    items: Sequence[Item],
    extractor: Extractor,
    gate: Gate | None,
    where: Where | None = None,
    begin: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """What becomes of each item; `begin` is called with the index of each before it is read."""
    for index, item in enumerate(items):
        article = item.article
        if article is None:
            yield Outcome(_unread(item), None, item.error)
            continue
        if gate is not None and gate.stops(article.text, article.title):
            yield Outcome(_unread(item), None, None)
            continue
        if begin is not None:
            begin(index)
        try:
            record = extractor.extract(article)
        except Exception as error:
            yield Outcome(_unread(item), None, f"a rule failed: {type(error).__name__}: {error}"[:300])
            continue
        row = article_row(record)
        row["input"], row["line"] = item.input, item.line
        tables = rows(record)
        yield Outcome(row, tables if where is None else where.kept(row, tables), None, article.text)


def _unread(item: Item) -> dict[str, Any]:
    article = item.article
    row: dict[str, Any] = dict.fromkeys(column.name for column in columns("articles"))
    if article is not None:
        for key in _PASSED:
            row[key] = getattr(article, key)
        if article.id is None:
            row["id"] = content_id(article)
        if article.published is not None:
            row["published_from"] = article.published_from or "given"
    row["schema_version"], row["extractor_version"], row["read"] = SCHEMA_VERSION, __version__, False
    row["input"], row["line"] = item.input, item.line
    return row


def as_batch(made: Sequence[Outcome]) -> Any:
    """Outcomes as a record batch of `result_schema()`."""
    pa = arrow()
    arrays = [pa.array([o.row[name] for o in made], type=kind) for name, kind in _typed("articles")]
    for table in TABLES[1:]:
        offsets, found = [0], list[dict[str, Any]]()
        for outcome in made:
            if outcome.tables is not None:
                found += outcome.tables[table]
            offsets.append(len(found))
        struct = pa.struct(list(schema(table)))
        values = pa.array(found, type=struct) if found else pa.array([], type=struct)
        arrays.append(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values))
    arrays.append(pa.array([o.error for o in made], type=pa.string()))
    return pa.RecordBatch.from_arrays(arrays, schema=result_schema())


def _typed(table: str) -> list[tuple[str, Any]]:
    return [(field.name, field.type) for field in schema(table)]


def _items(batch: Any) -> Iterator[Item]:
    """The rows of a batch as items; what does not fit the contract becomes an error."""
    names = batch.schema.names
    if "text" not in names:
        raise InputError(f"the batch has no column 'text'; there are {', '.join(names)}")
    kept = [name for name in ("text", *_PASSED, "input", "line") if name in names]
    for row in batch.select(kept).to_pylist():
        place, line = row.pop("input", None), row.pop("line", None)
        try:
            row["published"] = as_day(row.get("published"))
            yield Item(article_of(row, None, None), place, line)
        except InputError as error:
            yield Item(None, place, line, error.cause)


def tables_of(batch: Any) -> dict[str, Any]:
    """The tables of a batch of results: each as a record batch, rows in order; rows with an error are left out."""
    pa = arrow()
    good = batch.filter(pa.compute.is_null(batch["error"]))
    made = {"articles": good.select(schema("articles").names)}
    for table in TABLES[1:]:
        made[table] = pa.RecordBatch.from_struct_array(good[table].flatten())
    return made
