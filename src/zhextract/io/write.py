"""Records to files: JSON, JSON Lines and CSV, whole or not at all.

CSV is for spreadsheets: UTF-8 with a byte order mark (without which Excel does not show Chinese), CRLF line ends
(RFC 4180), and no cell that a spreadsheet would take for a formula (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias, get_args

from zhextract.errors import OutputError
from zhextract.records.article import ArticleRecord
from zhextract.records.views import CommissioningPlan, ProjectStatus

Format: TypeAlias = Literal["json", "jsonl", "csv", "parquet", "sqlite", "duckdb", "xlsx"]
View: TypeAlias = Literal["status", "plans"]

# Half- and full-width: Excel reads both as the start of a formula.
_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")
_LIST_SEPARATOR = "；"


def write(
    records: Iterable[ArticleRecord],
    target: str | PathLike[str],
    *,
    format: Format | None = None,
    view: View = "status",
) -> None:
    """Write the records to a file, which appears whole or not at all.

    Args:
        records: taken one by one; `jsonl` and `csv` hold no more than one in memory.
        target: the path. Missing folders are not made.
        format: by default what the suffix says (`.json`, `.csv`, `.parquet`, `.sqlite`, `.db`, `.duckdb`, `.xlsx`),
            else `jsonl`. The last four hold all tables of an archive: `parquet` as a folder with a file for each.
        view: for `csv`, the flat rows: `status` (`ProjectStatus`) or `plans` (`CommissioningPlan`).

    Raises `OutputError` where the file cannot be written.
    """
    chosen = format or format_of(target)
    if chosen in ("parquet", "sqlite", "duckdb", "xlsx"):
        _write_tables(records, target, chosen)
        return
    with replaced(target) as stream:
        for chunk in chunks(records, chosen, view):
            stream.write(chunk)


def _write_tables(records: Iterable[ArticleRecord], target: str | PathLike[str], format: Any) -> None:
    """All tables of the records, as an archive has them; they appear whole or not at all."""
    from zhextract.io.frames import to_arrow
    from zhextract.io.sinks import FOLDERS, sink
    from zhextract.io.tables import TABLES

    path = Path(os.path.realpath(target))
    if format in FOLDERS and path.exists():
        raise OutputError(f"{target}: is there already")
    try:
        with tempfile.TemporaryDirectory(prefix=".zhextract-", suffix=".part", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            writer = sink(format, draft)
            for record in records:
                # A batch of its own for each record: they may be many.
                made = {table: to_arrow([record], table).combine_chunks().to_batches() for table in TABLES}
                writer.write({table: batches[0] for table, batches in made.items() if batches})
            writer.close()
            os.replace(draft, path)
    except OSError as error:
        raise cannot_write(error, str(target)) from error


def format_of(target: str | PathLike[str]) -> Format:
    """The format that the suffix of a path names; `jsonl` where it names none."""
    suffix = Path(target).suffix.lower().lstrip(".")
    known: dict[str, Format] = {name: name for name in get_args(Format)}
    known["db"] = "sqlite"
    return known.get(suffix, "jsonl")


def chunks(records: Iterable[ArticleRecord], format: Format, view: View = "status") -> Iterator[bytes]:
    """The bytes of the records in a format, UTF-8, piece by piece: the pieces joined are the file."""
    if format == "csv":
        yield from _csv(records, view)
    elif format == "jsonl":
        for record in records:
            yield record.model_dump_json().encode() + b"\n"
    else:
        before = b"[\n"
        for record in records:
            yield before + record.model_dump_json(indent=2).encode()
            before = b",\n"
        yield b"\n]\n" if before == b",\n" else b"[]\n"


def _csv(records: Iterable[ArticleRecord], view: View) -> Iterator[bytes]:
    row_type = ProjectStatus if view == "status" else CommissioningPlan
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    columns = list(row_type.model_fields)
    writer.writerow(columns)
    yield _taken(buffer).encode("utf-8-sig")
    for record in records:
        for row in record.statuses() if view == "status" else record.plans():
            writer.writerow([cell(getattr(row, column)) for column in columns])
        yield _taken(buffer).encode()


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def cell(value: Any) -> str:
    """A value as the text of a spreadsheet cell: lists joined by `；`, nothing for None, never a formula."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        value = _LIST_SEPARATOR.join(map(str, value))
    text = str(value).replace("\0", "")
    # An apostrophe in front makes the cell text; spreadsheets look past leading blanks.
    return "'" + text if text.lstrip(" \u3000").startswith(_FORMULA_STARTS) else text


@contextmanager
def replaced(target: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """A binary stream whose bytes become the file `target` when the block ends without an error.

    A reader sees the old file or the whole new one. A link is followed, and the permissions of a file that is replaced
    are kept; what is no regular file (a pipe, `/dev/stdout`) is written to directly. Raises `OutputError`.
    """
    name = str(target)
    path = os.path.realpath(name)
    direct = os.path.exists(path) and not os.path.isfile(path)
    try:
        if direct:
            stream = open(path, "wb")  # noqa: SIM115 -- closed below
        else:
            handle, temporary = tempfile.mkstemp(prefix=".zhextract-", suffix=".part", dir=os.path.dirname(path))
            stream = open(handle, "wb")  # noqa: SIM115
    except OSError as error:
        raise cannot_write(error, name) from error
    try:
        with stream:
            yield stream
        if not direct:
            os.chmod(temporary, _permissions(path))
            os.replace(temporary, path)
    except BaseException as error:
        if not direct:
            os.unlink(temporary)
        # An error of writing names no file; one that does is another's.
        if isinstance(error, OSError) and error.filename in (None, temporary if not direct else None):
            raise cannot_write(error, name) from error
        raise


def cannot_write(error: OSError, name: str) -> OutputError:
    """The error of the system as one line that says what could not be written, and why."""
    return OutputError(f"{name}: cannot be written: {(error.strerror or str(error)).lower()}")


def _permissions(path: str) -> int:
    """Those of the file that is replaced, or those that a new file gets."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
