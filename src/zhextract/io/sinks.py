"""Tables to files: one writer a format, fed with record batches of all tables, which writes the same bytes each time.

`parquet`, `jsonl` and `csv` make a folder with a file for each table, `sqlite`, `duckdb` and `xlsx` one file.
"""

from __future__ import annotations

import csv
import datetime
import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Literal, Protocol, TypeAlias

from zhextract.io.frames import arrow, needed, schema
from zhextract.io.tables import TABLES, columns
from zhextract.io.write import cell

ArchiveFormat: TypeAlias = Literal["parquet", "jsonl", "csv", "sqlite", "duckdb", "xlsx"]
#: Formats that are a folder; the others are one file.
FOLDERS = ("parquet", "jsonl", "csv")
_GROUP = 50_000


class Sink(Protocol):
    """Takes the tables of one batch after another; nothing is whole before `close`."""

    def write(self, tables: Mapping[str, Any]) -> None:
        """Add the rows of a batch to each table."""

    def close(self) -> None:
        """Finish the files."""


class _Parquet:
    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        self._writers = {
            table: pq.ParquetWriter(folder / f"{table}.parquet", schema(table), compression="zstd") for table in TABLES
        }
        self._held: dict[str, list[Any]] = {table: [] for table in TABLES}

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            held = self._held[table]
            held.append(batch)
            if sum(b.num_rows for b in held) >= _GROUP:
                self._flush(table)

    def _flush(self, table: str) -> None:
        if self._held[table]:
            whole = arrow().Table.from_batches(self._held[table], schema=schema(table))
            self._writers[table].write_table(whole)
            self._held[table].clear()

    def close(self) -> None:
        for table, writer in self._writers.items():
            self._flush(table)
            writer.close()


class _Jsonl:
    def __init__(self, folder: Path) -> None:
        self._files = {table: (folder / f"{table}.jsonl").open("wb") for table in TABLES}

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            write = self._files[table].write
            nested = [c.name for c in columns(table) if c.kind == "json"]
            for row in batch.to_pylist():
                for name in nested:
                    row[name] = json.loads(row[name]) if row[name] else []
                write(json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n")

    def close(self) -> None:
        for file in self._files.values():
            file.close()


class _Csv:
    def __init__(self, folder: Path) -> None:
        self._files: dict[str, IO[str]] = {}
        self._writers: dict[str, Any] = {}
        for table in TABLES:
            # The byte order mark and CRLF are for Excel; see zhextract.io.write.
            file = (folder / f"{table}.csv").open("w", encoding="utf-8-sig", errors="replace", newline="")
            self._files[table], self._writers[table] = file, csv.writer(file, lineterminator="\r\n")
            self._writers[table].writerow([column.name for column in columns(table)])

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            writer = self._writers[table]
            writer.writerows([cell(value) for value in row.values()] for row in batch.to_pylist())

    def close(self) -> None:
        for file in self._files.values():
            file.close()


_SQL = {
    "string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "strings": "TEXT",
    "json": "TEXT",
}  # fmt: skip


class _Sqlite:
    """Days are ISO 8601 text and lists JSON text, as SQLite's own functions take them."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._base = sqlite3.connect(path)
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        for table in TABLES:
            kinds = ", ".join(f'"{name}" {_SQL[kind]}' for name, kind in columns(table))
            self._base.execute(f'CREATE TABLE "{table}" ({kinds})')

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            marks = ", ".join("?" * len(columns(table)))
            values = ([_plain(value) for value in row.values()] for row in batch.to_pylist())
            self._base.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)

    def close(self) -> None:
        for table in TABLES:
            key = "id" if table == "articles" else "article_id"
            self._base.execute(f'CREATE INDEX "{table}_article" ON "{table}" ("{key}")')
        self._base.commit()
        self._base.close()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime.date) else value


class _Duckdb:
    def __init__(self, path: Path) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise needed("duckdb", "duckdb") from error
        path.unlink(missing_ok=True)
        self._base = duckdb.connect(str(path), config={"threads": 1})
        pa = arrow()
        for table in TABLES:
            self._base.register("batch", pa.Table.from_batches([], schema=schema(table)))
            self._base.execute(f'CREATE TABLE "{table}" AS SELECT * FROM batch')
            self._base.unregister("batch")
        self._base.execute("BEGIN")

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            self._base.register("batch", arrow().Table.from_batches([batch]))
            self._base.execute(f'INSERT INTO "{table}" SELECT * FROM batch')
            self._base.unregister("batch")

    def close(self) -> None:
        self._base.execute("COMMIT")
        self._base.execute("CHECKPOINT")
        self._base.close()


class _Xlsx:
    """A sheet for each table. Text is never a formula; what has more rows than a sheet goes on in the next one."""

    _ROWS, _CHARACTERS = 1_048_576, 32_767

    def __init__(self, path: Path) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise needed("xlsxwriter", "xlsx") from error
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        # The same bytes each time: a fixed date instead of that of today.
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        self._sheets: dict[str, Any] = {}
        self._at: dict[str, int] = {}
        self._parts = dict.fromkeys(TABLES, 1)
        for table in TABLES:
            self._sheet(table, table)

    def _sheet(self, table: str, name: str) -> None:
        self._sheets[table], self._at[table] = self._book.add_worksheet(name), 1
        for at, column in enumerate(columns(table)):
            self._sheets[table].write_string(0, at, column.name)

    def write(self, tables: Mapping[str, Any]) -> None:
        for table, batch in tables.items():
            for row in batch.to_pylist():
                if self._at[table] == self._ROWS:
                    self._parts[table] += 1
                    self._sheet(table, f"{table} {self._parts[table]}")
                for at, value in enumerate(row.values()):
                    self._cell(table, at, value)
                self._at[table] += 1

    def _cell(self, table: str, at: int, value: Any) -> None:
        sheet, row = self._sheets[table], self._at[table]
        if value is None or value == []:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, at, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, at, value)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, at, datetime.datetime(value.year, value.month, value.day))
        else:
            text = "；".join(value) if isinstance(value, list) else str(value)
            sheet.write_string(row, at, text[: self._CHARACTERS])

    def close(self) -> None:
        self._book.close()


_SINKS: dict[str, Callable[[Path], Sink]] = {
    "parquet": _Parquet, "jsonl": _Jsonl, "csv": _Csv, "sqlite": _Sqlite, "duckdb": _Duckdb, "xlsx": _Xlsx,
}  # fmt: skip


def sink(format: ArchiveFormat, path: Path) -> Sink:
    """A writer of a format. Raises `ZhextractError` where its package is missing, `OSError` as the system does."""
    if format in FOLDERS:
        path.mkdir(parents=True, exist_ok=True)
    return _SINKS[format](path)
