"""Records as Arrow tables, pandas and polars frames, one call each. Needs the extra `archives` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from zhextract.errors import ZhextractError
from zhextract.io.tables import TABLES, columns, table_rows
from zhextract.records.article import ArticleRecord


def needed(package: str, extra: str = "archives") -> ZhextractError:
    """The message for a package that is not installed."""
    return ZhextractError(f"this needs the package {package}: pip install 'zhextract[{extra}]'")


@cache
def schema(table: str) -> Any:
    """The Arrow schema of a table."""
    pa = arrow()
    kinds = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "strings": pa.list_(pa.string()), "json": pa.string(),
    }  # fmt: skip
    if table not in TABLES:
        raise ZhextractError(f"no table {table!r}: there are {', '.join(TABLES)}")
    return pa.schema([(name, kinds[kind]) for name, kind in columns(table)])


def arrow() -> Any:
    """The module pyarrow; raises `ZhextractError` where it is missing."""
    try:
        import pyarrow
        import pyarrow.compute
    except ImportError as error:
        raise needed("pyarrow") from error
    return pyarrow


def to_arrow(records: Iterable[ArticleRecord], table: str = "projects") -> Any:
    """One table of the records as a `pyarrow.Table`; the columns are the same whatever the records hold.

    Raises `ZhextractError` for an unknown table and where pyarrow is missing.
    """
    kinds = schema(table)
    return arrow().Table.from_pylist(list(table_rows(records, table)), schema=kinds)


def to_pandas(records: Iterable[ArticleRecord], table: str = "projects") -> Any:
    """One table of the records as a `pandas.DataFrame`. Errors as for `to_arrow`."""
    try:
        import pandas  # noqa: F401 -- pyarrow asks for it later, less clearly
    except ImportError as error:
        raise needed("pandas", "pandas") from error
    return to_arrow(records, table).to_pandas()


def to_polars(records: Iterable[ArticleRecord], table: str = "projects") -> Any:
    """One table of the records as a `polars.DataFrame`. Errors as for `to_arrow`."""
    try:
        import polars
    except ImportError as error:
        raise needed("polars", "polars") from error
    return polars.from_arrow(to_arrow(records, table))
