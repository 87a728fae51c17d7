"""Files to articles: plain text and HTML (one article a file) and JSON Lines (one article a line).

A JSON line is an object with `text` and, each optional, `id`, `title`, `published` (ISO 8601), `source` and `url`;
other keys are left alone, so that gold files and other people's exports can be read as they are. JSON Lines is UTF-8
(RFC 8259); plain text may be in any encoding that Chinese files have, and so may a page, whatever it says of itself.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, TypeAlias

from zhextract.errors import InputError, ZhextractError
from zhextract.io.streams import lines
from zhextract.records.article import Article, PublishedFrom
from zhextract.text.decode import decode

Form: TypeAlias = Literal["text", "jsonl", "html"]
OnError: TypeAlias = Callable[[InputError], None]

# No article is longer, in bytes: what is longer is named and passed over, and never held in memory as a whole.
LONGEST = 20_000_000
_SUFFIXES: dict[str, Form] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
}  # fmt: skip
# An object opens the file: no news text begins like this.
_OPENING_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
_OPENING_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)[\s>]", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TIME_OF_DAY = re.compile(r"[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d{1,9})?\s?(?:Z|[+-]\d{2}(?::?\d{2})?)?", re.I)


def read(
    source: str | PathLike[str], *, published: date | None = None, on_error: OnError | None = None
) -> Iterator[Article]:
    """The articles of one file, read as they are asked for.

    A file whose name says that it is compressed or packed, or CSV, Parquet or WARC, is read as `zhextract batch` reads
    it: columns are taken by their usual names, and an article without an id has the place where it stands for one.

    Args:
        source: a path, or `-` for standard input.
        published: the day for articles that do not give one themselves.
        on_error: called with each `InputError`; reading then goes on with the next line. Without it the first error is
            raised.
    """
    report = on_error or _raise
    if _is_archive(str(source)):
        yield from _of_archive(source, published, report)
        return
    try:
        with opened(source) as (stream, name, form):
            yield from articles(stream, name, form, published=published, on_error=report)
    except InputError as error:
        report(error)


def _is_archive(name: str) -> bool:
    from zhextract.io.archive import form_of

    form, packed = form_of(name)
    return bool(packed) or form in ("csv", "parquet", "warc", "tar", "zip")


def _of_archive(source: str | PathLike[str], published: date | None, report: OnError) -> Iterator[Article]:
    from zhextract.io.archive import Options, documents
    from zhextract.io.articles import article

    for document in documents(source, Options(max_document=LONGEST)):
        try:
            yield article(document, published)
        except InputError as error:
            report(InputError(error.cause, source=document.input, line=document.line))


@contextmanager
def opened(source: str | PathLike[str]) -> Iterator[tuple[IO[bytes], str, Form]]:
    """Open a path or `-`: the bytes, the name for messages, and the form that they are in.

    Raises `InputError` where the file cannot be opened.
    """
    name = "<stdin>" if str(source) == "-" else str(source)
    stream: IO[bytes] = sys.stdin.buffer
    try:
        if name != "<stdin>":
            stream = Path(source).open("rb")  # noqa: SIM115 -- closed below
        form = _form_of(stream, Path(name))
    except OSError as error:
        raise _cannot_read(error, name) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(str(error), source=repr(name)) from error
    try:
        yield stream, name, form
    finally:
        if stream is not sys.stdin.buffer:
            stream.close()


def articles(
    stream: IO[bytes], name: str, form: Form, *, published: date | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of an open file; a bad line goes to `on_error`, and so does a file that is no text."""
    if form != "jsonl":
        try:
            data, id = _whole(stream, name), None if name == "<stdin>" else Path(name).stem
            if form == "html":
                yield page_article(data, name, id=id, published=published)
            else:
                yield Article(text=text_of(data, name), id=id, published=published)
        except InputError as error:
            on_error(error)
        return
    for line, row in json_lines(stream, name, on_error=on_error):
        try:
            yield article_of(row, name, line, published=published)
        except InputError as error:
            on_error(error)


def json_lines(stream: IO[bytes], name: str, *, on_error: OnError) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each object of a JSON Lines file with its line number, from 1; blank lines are passed over."""
    found = False
    for line, raw in enumerate(_lines(stream, name), 1):
        if raw is None:
            found = True
            on_error(InputError(_too_long("the line"), source=name, line=line))
            continue
        try:
            text = raw.decode("utf-8-sig" if line == 1 else "utf-8").strip()
            if not text:
                continue
            found = True
            row = json.loads(text)
        except UnicodeDecodeError as error:
            found = True
            on_error(InputError(f"not UTF-8 at byte {error.start + 1} of the line", source=name, line=line))
        except json.JSONDecodeError as error:
            on_error(InputError(f"not JSON: {error.msg} at column {error.colno}", source=name, line=line))
        except (ValueError, RecursionError) as error:
            on_error(InputError(f"JSON that cannot be read: {str(error)[:80]}", source=name, line=line))
        else:
            if isinstance(row, dict):
                yield line, row
            else:
                on_error(InputError(f"a JSON object is wanted, this is {_kind(row)}", source=name, line=line))
    if not found:
        on_error(InputError("the file is empty", source=name))


class Fields(NamedTuple):
    """What is given of an article, checked: an `Article` that nobody has asked for yet."""

    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    source: str | None = None
    url: str | None = None

    def article(self) -> Article:
        """The article."""
        return Article(**self._asdict())


def article_of(row: dict[str, Any], name: str | None, line: int | None, *, published: date | None = None) -> Article:
    """One JSON object as an `Article`; raises `InputError` naming the key that does not fit."""
    return fields_of(row, name, line, published=published).article()


def fields_of(
    row: dict[str, Any], name: str | None = None, line: int | None = None, *, published: date | None = None
) -> Fields:
    """What one JSON object gives of an article; raises `InputError` naming the key that does not fit."""

    def wrong(cause: str) -> InputError:
        return InputError(cause, source=name, line=line)

    id = row.get("id")
    if type(id) is int:
        id = str(id)
    text, title, source, url, day = map(row.get, ("text", "title", "source", "url", "published"))
    values = (("text", text), ("id", id), ("title", title), ("source", source), ("url", url), ("published", day))
    for key, value in values:
        if value is None:
            continue
        if not isinstance(value, str):
            raise wrong(f'"{key}" is to be a string, this is {_kind(value)}')
        try:
            value.encode()
        except UnicodeEncodeError:
            raise wrong(f'"{key}" holds half of a character (a lone surrogate)') from None
    if text is None:
        raise wrong('"text" is missing')
    if not text or text.isspace():
        raise wrong('"text" is empty')
    try:
        given = parse_day(day) if day and not day.isspace() else published
    except InputError as error:
        raise wrong(f'"published": {error.cause}') from error
    return Fields(text, id or None, title or None, given, None, source or None, url or None)


def page_article(data: bytes, name: str | None, *, id: str | None = None, published: date | None = None) -> Article:
    """A page of a news site as an `Article`: its main text, title, day, source and address.

    The day of its metadata goes before `published`, and that before the day of a header line. Raises `InputError` for
    what is no page or has no text, and where the extra `pages` is missing.
    """
    from zhextract.text.page import read_page

    if not data.strip():
        raise InputError("the file is empty" if not data else "the file holds only white space", source=name)
    try:
        page = read_page(data)
    except ZhextractError as error:
        raise InputError(error.cause if isinstance(error, InputError) else str(error), source=name) from error
    if _is_binary(page.text, page.text.count("\ufffd")):
        raise InputError("not a page", source=name)
    if not page.text.strip():
        raise InputError("the page has no text", source=name)
    day, origin = page.published, page.published_from
    if published is not None and origin != "metadata":
        day, origin = published, None
    return Article(
        text=page.text, id=id, title=page.title, published=day, published_from=origin, source=page.source, url=page.url
    )


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """An ISO 8601 day (`2022-07-22`), with or without a time of day, as it is written: no time zone is applied.

    Raises `InputError` for anything else.
    """
    day = text.strip()
    rest = day[10:]
    try:
        if rest and not _TIME_OF_DAY.fullmatch(rest):
            raise ValueError
        return datetime.strptime(day[:10], "%Y-%m-%d").date()
    except ValueError:
        raise InputError(f"{text[:40]!r} is no date (wanted: YYYY-MM-DD)") from None


def text_of(data: bytes, name: str) -> str:
    """The text of a plain text file: UTF-8 as it is, so that offsets are those of the file, else by its looks.

    See `zhextract.text.decode` for the other encodings. Raises `InputError` for an empty or a binary file.
    """
    if not data.strip():
        raise InputError("the file is empty" if not data else "the file holds only white space", source=name)
    try:
        text = data.decode("utf-8-sig")
        unreadable = 0
    except UnicodeDecodeError:
        text = decode(data).text
        unreadable = text.count("\ufffd")
    if "\0" in text or _is_binary(text, unreadable):
        raise InputError("not a text file", source=name)
    if not text.strip():
        raise InputError("the file holds only white space", source=name)
    return text


def _is_binary(text: str, unreadable: int = 0) -> bool:
    """Whether one character in fifty shows nothing, or one in ten could not be read; less is damage to a text."""
    return len(_CONTROL.findall(text)) * 50 > len(text) or unreadable * 10 > max(len(text), 200)


def _form_of(stream: IO[bytes], path: Path) -> Form:
    if known := _SUFFIXES.get(path.suffix.lower()):
        return known
    start = stream.peek(256) if isinstance(stream, io.BufferedReader) else b""
    if _OPENING_PAGE.match(start):
        return "html"
    return "jsonl" if _OPENING_OBJECT.match(start) else "text"


def _whole(stream: IO[bytes], name: str) -> bytes:
    """All of the file, where it is not too long for an article."""
    try:
        data = stream.read(LONGEST + 1)
    except OSError as error:
        raise _cannot_read(error, name) from error
    if len(data) > LONGEST:
        raise InputError(_too_long("the file"), source=name)
    return data


def _lines(stream: IO[bytes], name: str) -> Iterator[bytes | None]:
    """The lines of the file, None for one that is too long; an error of the system names the file."""
    try:
        yield from lines(stream, LONGEST)
    except OSError as error:
        raise _cannot_read(error, name) from error


def _too_long(what: str) -> str:
    return f"{what} has more than {LONGEST:,} bytes; no article has"


def _cannot_read(error: OSError, name: str) -> InputError:
    return InputError((error.strerror or str(error)).lower(), source=name)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _raise(error: InputError) -> None:
    raise error
