"""The unit of work: a batch of articles in, a batch of rows out. One pure function, here and on other machines.

One row comes out for each article that goes in, in the same order: the columns of `articles`, each other table as a
list of its rows, and `error`, which is null unless the article could not be read. Nothing is raised for a bad row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from zhextract._version import __version__
from zhextract.batch.gate import Gate
from zhextract.batch.gate import gate as the_gate
from zhextract.batch.where import Where
from zhextract.errors import InputError
from zhextract.extractor import Extractor, content_id
from zhextract.io.articles import as_day
from zhextract.io.frames import arrow, schema
from zhextract.io.read import Fields, fields_of
from zhextract.io.tables import TABLES, Row, article_row, rows
from zhextract.records.article import SCHEMA_VERSION

_PASSED = ("id", "title", "source", "url", "published")


class Item(NamedTuple):
    """What is worked on: what is given of an article, or why there is none; where it stands."""

    fields: Fields | None
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
        gate: whether to leave articles alone that name no project and count none.
        where: keeps the projects for which it holds.

    Returns a `pyarrow.RecordBatch` of `result_schema()` with a row for each row of `batch`.
    """
    return as_batch(list(outcomes(list(_items(batch)), extractor, the_gate() if gate else None, where)))


class Outcome(NamedTuple):
    """What became of one item: its row of `articles`, the rows of the other tables and the text if it was read, or the
    error."""

    row: tuple[Any, ...]
    tables: Mapping[str, Sequence[Row]] | None = None
    error: str | None = None
    text: str | None = None


def outcomes(
    items: Sequence[Item],
    extractor: Extractor,
    gate: Gate | None,
    where: Where | None = None,
    begin: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """What becomes of each item; `begin` is called with the index of each before it is read."""
    # All through the gate first: its table stays in the processor's cache, which reading an article clears.
    stopped = [gate is not None and i.fields is not None and gate.stops(i.fields.text, i.fields.title) for i in items]
    for index, item in enumerate(items):
        fields = item.fields
        if fields is None:
            yield Outcome(_unread(item), None, item.error)
        elif stopped[index]:
            yield Outcome(_unread(item))
        else:
            if begin is not None:
                begin(index)
            yield _read(item, fields, extractor, gate is not None, where)


def _read(item: Item, fields: Fields, extractor: Extractor, facts_only: bool, where: Where | None) -> Outcome:
    try:
        record = extractor.extract(fields.article())
    except Exception as error:
        return Outcome(_unread(item), None, f"a rule failed: {type(error).__name__}: {error}"[:300])
    if facts_only and not (record.projects or record.counts):
        return Outcome(_unread(item))  # like those that the gate stops
    row = article_row(record)
    row["input"], row["line"] = item.input, item.line
    tables = rows(record)
    return Outcome(tuple(row.values()), tables if where is None else where.kept(row, tables), None, fields.text)


def _unread(item: Item) -> tuple[Any, ...]:
    """The row of `articles` of an item that is not read, in the order of `columns("articles")`."""
    _, id, title, published, published_from, source, url = item.fields or _NOTHING
    if item.fields is not None:
        id = content_id(item.fields.article()) if id is None else id
        published_from = (published_from or "given") if published else None
    made = (SCHEMA_VERSION, __version__, item.input, item.line, False, None)
    return (id, title, source, url, published, published_from, *made)


_NOTHING = Fields("")


def as_batch(made: Sequence[Outcome]) -> Any:
    """Outcomes as a record batch of `result_schema()`."""
    pa = arrow()
    kinds = schema("articles")
    values = zip(*(o.row for o in made), strict=True) if made else ((),) * len(kinds)
    arrays = [pa.array(column, kind) for column, kind in zip(values, kinds.types, strict=True)]
    read = [(number, o.tables) for number, o in enumerate(made, 1) if o.tables is not None]
    for table in TABLES[1:]:
        found, counts = list[Row](), [0] * (len(made) + 1)
        for number, tables in read:
            found += tables[table]
            counts[number] = len(tables[table])
        # Column by column: many times faster than rows are made into structs.
        fields = list(schema(table))
        columns = [pa.array([row[field.name] for row in found], field.type) for field in fields]
        values = pa.StructArray.from_arrays(columns, fields=fields)
        arrays.append(pa.ListArray.from_arrays(pa.array(accumulate(counts), pa.int32()), values))
    arrays.append(pa.array([o.error for o in made], pa.string()))
    return pa.RecordBatch.from_arrays(arrays, schema=result_schema())


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
            yield Item(fields_of(row), place, line)
        except InputError as error:
            yield Item(None, place, line, error.cause)


def tables_of(batch: Any) -> dict[str, Any]:
    """The tables of a batch of results: each as a record batch, rows in order; rows with an error are left out."""
    pa = arrow()
    bad = batch.num_rows - batch["error"].null_count
    good = batch.filter(pa.compute.is_null(batch["error"])) if bad else batch
    made = {"articles": good.select(schema("articles").names)}
    for table in TABLES[1:]:
        made[table] = pa.RecordBatch.from_struct_array(good[table].flatten())
    return made
