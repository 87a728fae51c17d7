"""Readers of files that hold many documents: JSON Lines, JSON, CSV, Parquet and WARC, each row as a document."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, cast

from zhextract.io.columns import Mapping, announcement
from zhextract.io.frames import arrow, needed
from zhextract.io.streams import UNREADABLE, cause_of, lines

if TYPE_CHECKING:
    from zhextract.io.archive import Document, Form, Options

_BOM = b"\xef\xbb\xbf"
#: So many times the longest document, a line is read no further.
_BOMB = 60


def _make() -> tuple[type[Document], Callable[[str, int | None, str], Document]]:
    from zhextract.io.archive import Document, broken

    return Document, broken


def _mapping(names: list[str], name: str, options: Options) -> Mapping:
    mapping = options.columns.mapping(names, name)
    if said := announcement(name, mapping):
        options.announce(said)
    return mapping


def _lines(stream: IO[bytes], options: Options) -> Iterator[bytes | None]:
    return lines(stream, options.max_document, most=_BOMB * options.max_document)


def json_lines(stream: IO[bytes], name: str, options: Options) -> Iterator[Document]:
    """Each line is a document; which keys hold what is told by the first object."""
    document, broken = _make()
    mapping: Mapping | None = None
    number = 0
    try:
        for number, line in enumerate(_lines(stream, options), 1):
            if line is None:
                yield broken(name, number, f"a line of more than {options.max_document:,} bytes (--max-document)")
                continue
            if number == 1 and line.startswith(_BOM):
                line = line[len(_BOM) :]
            if line.isspace():
                continue
            if mapping is None:
                mapping = _first(line, name, options)
            yield document(name, number, "json", line, mapping)
    except UNREADABLE as error:
        yield broken(name, number + 1, cause_of(error))
    else:
        if not number:
            yield broken(name, None, "the file is empty")


def _first(line: bytes, name: str, options: Options) -> Mapping | None:
    """The mapping by the first line, None where that is no object and the next one is to tell."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return _mapping(list(row), name, options) if isinstance(row, dict) else None


def json_file(stream: IO[bytes], name: str, options: Options) -> Iterator[Document]:
    """A list of objects, one object, or JSON Lines under the name of JSON. Lists are held in memory as a whole."""
    document, broken = _make()
    buffered = _Peeked(stream)
    start = buffered.peek(1).lstrip()[:1]
    if start == b"{":
        head = buffered.readline(options.max_document + 1)
        try:
            json.loads(head)
        except ValueError:
            pass
        else:
            buffered.unread(head)
            yield from json_lines(cast("IO[bytes]", buffered), name, options)
            return
        data = head + buffered.read(options.max_document + 1 - len(head))
    else:
        data = buffered.read(options.max_document * 20 + 1)
    limit = options.max_document * (1 if start == b"{" else 20)
    if len(data) > limit:
        yield broken(name, None, f"more than {limit:,} bytes in one JSON value; JSON Lines has no such limit")
        return
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        if start == b"{":  # objects line by line, the first of them broken
            buffered.unread(data)
            yield from json_lines(cast("IO[bytes]", buffered), name, options)
        else:
            yield broken(name, None, f"not JSON: {cause_of(error)}")
        return
    mapping: Mapping | None = None
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        if mapping is None and isinstance(row, dict):
            mapping = _mapping(list(row), name, options)
        yield document(name, number, "json", json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"), mapping)


class _Peeked:
    """A stream with bytes put back in front of it."""

    def __init__(self, stream: IO[bytes], front: bytes = b"") -> None:
        self._stream, self._front = stream, front

    def peek(self, size: int) -> bytes:
        if not self._front:
            self._front = self._stream.read(4096)
            if self._front.startswith(_BOM):
                self._front = self._front[len(_BOM) :]
        return self._front

    def read(self, size: int = -1) -> bytes:
        front, self._front = self._front[:size] if size >= 0 else self._front, self._front[size:] if size >= 0 else b""
        return front + (self._stream.read(size - len(front)) if size >= 0 else self._stream.read())

    def unread(self, data: bytes) -> None:
        """Put bytes back in front."""
        self._front = data + self._front

    def readline(self, size: int = -1) -> bytes:
        at = self._front.find(b"\n") + 1
        if at and (size < 0 or at <= size):
            line, self._front = self._front[:at], self._front[at:]
            return line
        if size >= 0 and len(self._front) >= size:
            line, self._front = self._front[:size], self._front[size:]
            return line
        front, self._front = self._front, b""
        return front + self._stream.readline(size - len(front) if size >= 0 else -1)


def csv_rows(stream: IO[bytes], name: str, options: Options) -> Iterator[Document]:
    """Each row under the header is a document; UTF-8, or GB 18030 where the header and the start are not UTF-8."""
    document, broken = _make()
    peeked = _Peeked(stream)
    start = peeked.peek(4096)
    if not start:
        yield broken(name, None, "the file is empty")
        return
    codec = "utf-8" if _is_utf8(start) else "gb18030"
    csv.field_size_limit(options.max_document)
    header: list[str] | None = None
    mapping: Mapping | None = None
    texts = ((line or b"\n").decode(codec, "surrogateescape") for line in _lines(cast("IO[bytes]", peeked), options))
    reader = csv.reader(texts, delimiter=_delimiter(start))
    number = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield broken(name, number, f"not CSV: {cause_of(error)}")
            continue
        except UNREADABLE as error:
            yield broken(name, number + 1, cause_of(error))
            return
        if header is None:
            header, mapping = row, _mapping(row, name, options)
            continue
        if not row:
            continue
        number += 1
        if len(row) != len(header):
            yield broken(name, number, f"{len(row)} cells where the header has {len(header)}")
            continue
        text = json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False)
        try:
            yield document(name, number, "json", text.encode(), mapping)
        except UnicodeEncodeError:
            yield broken(name, number, f"not {codec.upper()}")


def _is_utf8(start: bytes) -> bool:
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4
    return True


def _delimiter(start: bytes) -> str:
    head = start.split(b"\n", 1)[0]
    return max((",", "\t", ";"), key=lambda mark: head.count(mark.encode()))


def parquet_rows(stream: IO[bytes], name: str, options: Options) -> Iterator[Document]:
    """Each row is a document; a row group that cannot be read is named, and the next one goes on."""
    _, broken = _make()
    pa = arrow()
    import pyarrow.parquet as pq

    source = seekable(stream)
    try:
        file = pq.ParquetFile(source, page_checksum_verification=True)
        yield from _row_groups(file, name, options)
    except (*UNREADABLE, pa.ArrowException) as error:
        yield broken(name, None, cause_of(error))
    finally:
        if source is not stream:
            source.close()


def _row_groups(file: Any, name: str, options: Options) -> Iterator[Document]:
    document, broken = _make()
    pa = arrow()
    mapping = _mapping(file.schema_arrow.names, name, options)
    kept = list(dict.fromkeys(mapping.values()))
    first = 1
    for group in range(file.num_row_groups):
        number = first
        first += file.metadata.row_group(group).num_rows
        try:
            for batch in file.iter_batches(1024, row_groups=[group], columns=kept, use_threads=False):
                for row in batch.to_pylist():
                    data = json.dumps(row, ensure_ascii=False, default=str)
                    yield document(name, number, "json", data.encode("utf-8", "replace"), mapping)
                    number += 1
        except (*UNREADABLE, pa.ArrowException, UnicodeDecodeError) as error:
            lost = first - number
            yield broken(name, number, f"{lost} rows from here on cannot be read: {cause_of(error)}")


def warc_records(stream: IO[bytes], name: str, options: Options) -> Iterator[Document]:
    """Each page, and each text of a WET file, is a document; positions count all records."""
    document, broken = _make()
    try:
        from fastwarc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise needed("fastwarc") from error
    watched = _Watched(stream)
    number = 0
    try:
        for number, record in enumerate(
            ArchiveIterator(cast("IO[bytes]", watched), auto_decode="all", stream_detect=False), 1
        ):
            if record.record_type not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
                continue
            kind = str(record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip()
            if record.record_type != WarcRecordType.conversion and kind not in ("text/html", "application/xhtml+xml"):
                continue
            length = int(record.headers.get("Content-Length") or 0)
            data = record.reader.read(options.max_document + 1)
            if len(data) > options.max_document:
                yield broken(name, number, f"more than {options.max_document:,} bytes (--max-document)")
                continue
            if watched.ended and watched.tail != b"\r\n\r\n" and len(data) < length:
                yield broken(name, number, "the record is cut short; the rest of the file is missing")
                return
            mapping = {"url": str(record.headers.get("WARC-Target-URI") or "").strip("<>")}
            form: Form = "text" if record.record_type == WarcRecordType.conversion else "html"
            yield document(name, number, form, data, mapping)
    except (*UNREADABLE, ValueError) as error:
        yield broken(name, number + 1, cause_of(error))
        return
    if not number:
        yield broken(name, None, "no WARC record in the file")
    elif watched.tail != b"\r\n\r\n":
        yield broken(name, number + 1, "the file ends within a record")


class _Watched:
    """A stream that remembers its last bytes: fastwarc stops without a word where a file is cut short."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.tail, self.ended, self._at = stream, b"", False, 0

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        self.tail = (self.tail + data)[-4:]
        self.ended = not data and size != 0
        return data


def seekable(stream: IO[bytes]) -> IO[bytes]:
    """The stream, or a copy of it on disk, for the caller to close, where it cannot be read from behind."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by the caller
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


READERS: dict[str, Callable[[IO[bytes], str, Any], Iterator[Any]]] = {
    "jsonl": json_lines,
    "json": json_file,
    "csv": csv_rows,
    "parquet": parquet_rows,
    "warc": warc_records,
}
