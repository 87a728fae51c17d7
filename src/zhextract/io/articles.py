"""A document of an archive as an article."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

from zhextract.errors import InputError
from zhextract.io.archive import Document
from zhextract.io.read import Fields, fields_of, page_article, text_of
from zhextract.records.article import Article
from zhextract.text.decode import decode

try:
    import orjson
except ImportError:  # the extra `archives` is not needed for this
    loads: Callable[[bytes], Any] = json.loads
else:
    loads = orjson.loads

_DAY = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_DIGITS = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def article(document: Document, published: date | None = None) -> Article:
    """The article of a document, its id the place where it stands if it has none of its own.

    Raises `InputError` with the cause where there is none.
    """
    return fields(document, None, published).article()


def fields(document: Document, stops: Callable[[str], bool] | None, published: date | None = None) -> Fields:
    """What a document gives of its article, as `article` does.

    A page of which `stops` is true is not parsed: its text is left empty. Raises `InputError` with the cause.
    """
    if document.form == "json":
        return _of_json(document, published)
    if document.form == "error":
        raise InputError(document.data.decode())
    place = _place(document)
    url = (document.columns or {}).get("url") or None
    if document.form == "text":
        return Fields(text_of(document.data, place), place, url=url, published=published)
    if stops is not None and stops(decode(document.data).text):
        return Fields("", place, url=url)
    page = page_article(document.data, None, id=place, published=published)
    return Fields(page.text, page.id, page.title, page.published, page.published_from, page.source, page.url or url)


def _place(document: Document) -> str:
    return document.input if document.line is None else f"{document.input}:{document.line}"


def _of_json(document: Document, published: date | None) -> Fields:
    try:
        row = loads(document.data)
    except ValueError as error:
        cause = " ".join(str(error).split())[:120]
        raise InputError(f"not JSON: {cause}") from error
    if not isinstance(row, dict):
        raise InputError("a JSON object is wanted")
    if document.columns is not None:
        row = {key: row.get(column) for key, column in document.columns.items()}
    day = row.get("published")
    if day is not None and not (isinstance(day, str) and _ISO.match(day)):
        row["published"] = as_day(day)
    if row.get("id") in (None, ""):
        row["id"] = _place(document)
    return fields_of(row, published=published)


def as_day(value: Any) -> str | None:
    """A day as other people write it (`2022/7/22 10:00`, `20220722`, `2022年7月22日`, seconds or milliseconds since
    1970, UTC) in the form of ISO 8601; None for nothing. Raises `InputError` for what is no day."""
    if value is None or value == "":
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    text = str(value).strip()
    if not text:
        return None
    if found := _DAY.match(text) or _DIGITS.match(text):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            pass
    elif re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        seconds = float(text) if len(text) < 12 or "." in text else float(text) / 1000
        return datetime.fromtimestamp(seconds, timezone.utc).date().isoformat()
    raise InputError(f'"published": {text[:40]!r} is no date')
