"""The documents of an archive, in order and not yet read: files, folders and globs, compressed and packed.

A reader gives each document as bytes with the form that they are in; making an article of them is work for the workers.
What cannot be read is a document too, with the cause for its data, so that it keeps its place in the order.
"""

from __future__ import annotations

import glob
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from zhextract.errors import InputError, ZhextractError
from zhextract.io.columns import Columns, Mapping
from zhextract.io.streams import COMPRESSED, UNREADABLE, cause_of, decompressed

Form: TypeAlias = Literal["json", "text", "html", "error"]
#: The longest document in bytes, where nothing else is said.
MAX_DOCUMENT = 20_000_000

_FORMS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".warc": "warc", ".wet": "warc",
    ".tar": "tar", ".zip": "zip",
}  # fmt: skip
_SHORT = {".tgz": (".tar", ".gz"), ".tbz2": (".tar", ".bz2"), ".txz": (".tar", ".xz"), ".tzst": (".tar", ".zst")}


class Document(NamedTuple):
    """One document: where it stands and its bytes. `line` counts lines, rows or records, from 1."""

    input: str
    line: int | None
    form: Form
    data: bytes
    columns: Mapping | None = None


class Options(NamedTuple):
    """How an archive is read: which columns hold what, and how long a document may be, in bytes."""

    columns: Columns = Columns()
    max_document: int = MAX_DOCUMENT
    announce: Callable[[str], None] = lambda message: None


def find_inputs(patterns: list[str]) -> list[Path]:
    """The files that paths, folders and globs stand for: each once, those of a folder or glob sorted by name.

    In a folder only files of a known form are taken. Raises `InputError` for what is not there.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and form_of(p.name)[0] and p.name[0] != ".")
        elif path.exists():
            files = [path]
        else:
            files = [Path(p) for p in sorted(glob.glob(pattern, recursive=True)) if Path(p).is_file()]
            if not files:
                raise InputError("no such file or directory, and no file fits it as a pattern", source=pattern)
        found.update(dict.fromkeys(files))
        if not files:
            raise InputError("no file of a form that can be read in this folder", source=pattern)
    return list(found)


def form_of(name: str) -> tuple[str | None, tuple[str, ...]]:
    """The form that a name says (None where it says none), and the compressions around it, the outermost first."""
    suffixes = [s.lower() for s in Path(name).suffixes]
    if suffixes and suffixes[-1] in _SHORT:
        suffixes[-1:] = _SHORT[suffixes[-1]]
    packed: list[str] = []
    while suffixes and suffixes[-1] in COMPRESSED:
        packed.append(suffixes.pop())
    return (_FORMS.get(suffixes[-1]) if suffixes else None), tuple(packed)


def documents(path: str | PathLike[str], options: Options) -> Iterator[Document]:
    """The documents of one file, in order; never raises for what the file holds."""
    name = str(path)
    try:
        with open(path, "rb") as stream:
            yield from _of_stream(stream, name, options, 0)
    except UNREADABLE as error:
        yield broken(name, None, cause_of(error))


def broken(name: str, line: int | None, cause: str) -> Document:
    """A document that cannot be read, for a cause."""
    return Document(name, line, "error", cause.encode("utf-8", "replace"))


def _of_stream(stream: IO[bytes], name: str, options: Options, depth: int) -> Iterator[Document]:
    from zhextract.io import rows

    form, packed = form_of(name)
    for suffix in packed:
        stream = decompressed(stream, suffix)
    try:
        if form in ("tar", "zip"):
            if depth > 1:
                yield broken(name, None, "an archive in an archive in an archive is not opened")
                return
            members = _tar(stream) if form == "tar" else _zip(stream)
            for member, inner in members:
                yield from _of_stream(inner, f"{name}/{member}", options, depth + 1)
        elif form in ("jsonl", "json", "csv", "parquet", "warc"):
            yield from rows.READERS[form](stream, name, options)
        else:
            yield _whole(stream, name, form, options)
    except (*UNREADABLE, tarfile.TarError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        yield broken(name, None, cause_of(error))
    except ZhextractError as error:
        yield broken(name, None, str(error))


def _whole(stream: IO[bytes], name: str, form: str | None, options: Options) -> Document:
    data = stream.read(options.max_document + 1)
    if len(data) > options.max_document:
        return broken(name, None, f"more than {options.max_document:,} bytes (--max-document)")
    return Document(name, None, "html" if form == "html" else "text", data)


def _tar(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    # Read as a stream: a tar that is cut short gives what stands before the cut.
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            inner = archive.extractfile(member) if member.isfile() else None
            if inner is not None and form_of(member.name)[0]:
                yield member.name, inner


def _zip(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    from zhextract.io.rows import seekable

    source = seekable(stream)
    try:
        with zipfile.ZipFile(source) as archive:
            for member in archive.infolist():
                if not member.is_dir() and form_of(member.filename)[0]:
                    with archive.open(member) as inner:
                        yield _name(member), inner
    finally:
        if source is not stream:
            source.close()


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows in China writes GBK where the flag for UTF-8 is not set."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
