"""From the results of all chunks, in order, to the output: reprints marked, written beside, moved into place whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zhextract.batch.journal import Journal
from zhextract.batch.reprints import Reprints
from zhextract.batch.work import tables_of
from zhextract.errors import OutputError
from zhextract.io.frames import arrow
from zhextract.io.sinks import FOLDERS, ArchiveFormat, sink
from zhextract.io.tables import TABLES
from zhextract.io.write import cannot_write


def finish(
    journal: Journal, chunks: int, output: Path, format: ArchiveFormat, *, skip_reprints: bool, step: Callable[[], None]
) -> Counter[str]:
    """Write the output of all `chunks` and remove the journal; the number of rows in each table, `errors`, `reprints`.

    Raises `OutputError` where it cannot be written; the journal then stays, and a resumed run begins here.
    """
    draft = journal.folder / "output"
    if draft.is_dir():
        shutil.rmtree(draft)
    try:
        draft.mkdir()
        counts = _write(journal, chunks, draft, format, skip_reprints, step)
        _move(draft, output, format)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, OSError):
            raise cannot_write(error, str(output)) from error
        raise OutputError(f"{output}: cannot be written: {error}") from error
    journal.remove()
    return counts


def errors_path(output: Path, format: ArchiveFormat) -> Path:
    """Where the documents that could not be read are listed."""
    return output / "errors.jsonl" if format in FOLDERS else output.with_name(output.name + ".errors.jsonl")


def _write(
    journal: Journal, chunks: int, draft: Path, format: ArchiveFormat, skip_reprints: bool, step: Callable[[], None]
) -> Counter[str]:
    pa = arrow()
    counts: Counter[str] = Counter()
    writer = sink(format, draft / "tables")
    reprints = Reprints()
    options = pa.ipc.IpcReadOptions(use_threads=False)
    with (draft / "errors.jsonl").open("wb") as errors:
        for number in range(chunks):
            with pa.ipc.open_file(str(journal.path(number)), options=options) as reader:
                batch = reader.get_batch(0)
            batch, found = _marked(batch, reprints, skip_reprints)
            counts["reprints"] += found
            for line in _errors(batch):
                errors.write(line)
                counts["errors"] += 1
            tables = tables_of(batch)
            for table in TABLES:
                counts[table] += tables[table].num_rows
            counts["read"] += pa.compute.sum(tables["articles"]["read"]).as_py() or 0
            writer.write(tables)
            step()
    writer.close()
    reprints.close()
    return counts


def _errors(batch: Any) -> Iterator[bytes]:
    pa = arrow()
    bad = batch.filter(pa.compute.is_valid(batch["error"])).select(["input", "line", "error"])
    for row in bad.to_pylist():
        entry = {"input": row["input"], "position": row["line"], "cause": row["error"]}
        yield json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _marked(batch: Any, reprints: Reprints, skip: bool) -> tuple[Any, int]:
    """The batch with `reprint_of` filled in, and how many reprints it has; without their rows if skipped."""
    pa = arrow()
    read = pa.compute.is_valid(batch["normalised"])
    known = batch.select(["id", "normalised", "sketch"]).filter(read).to_pydict()
    batch = batch.drop_columns(["normalised", "sketch"])
    found = list(map(reprints.add, *known.values()))
    number = sum(one is not None for one in found)
    if not number:
        return batch, 0
    arrays = {name: batch[name] for name in batch.schema.names}
    arrays["reprint_of"] = pa.compute.replace_with_mask(arrays["reprint_of"], read, pa.array(found, pa.string()))
    if skip:
        keep = pa.compute.is_null(arrays["reprint_of"])
        for table in TABLES[1:]:
            empty = pa.array([[]] * batch.num_rows, arrays[table].type)
            arrays[table] = pa.compute.if_else(keep, arrays[table], empty)
    return pa.RecordBatch.from_arrays(list(arrays.values()), schema=batch.schema), number


def _move(draft: Path, output: Path, format: ArchiveFormat) -> None:
    """Everything is on the disk before it gets its name; the tables come last."""
    tables = draft / "tables"
    for path in [draft / "errors.jsonl", *(tables.iterdir() if tables.is_dir() else [tables])]:
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    if format in FOLDERS:
        os.replace(draft / "errors.jsonl", tables / "errors.jsonl")
    else:
        os.replace(draft / "errors.jsonl", errors_path(output, format))
    os.rename(tables, output)
