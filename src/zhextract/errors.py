"""The exceptions that zhextract raises. All derive from `ZhextractError`."""

from __future__ import annotations


class ZhextractError(Exception):
    """Anything that went wrong for a reason that the caller can act on."""


class InputError(ZhextractError):
    """An input that cannot be read: names the file, the line where there is one, and the cause.

    Attributes:
        source: the file name, or `<stdin>`, or null for a value given in code.
        line: the line, counted from 1, or None.
        cause: what is wrong, in one clause.
    """

    def __init__(self, cause: str, *, source: str | None = None, line: int | None = None) -> None:
        self.cause, self.source, self.line = cause, source, line
        where = ":".join(str(part) for part in (source, line) if part is not None)
        super().__init__(f"{where}: {cause}" if where else cause)


class LexiconError(ZhextractError):
    """A lexicon file with an unknown key, a missing value or a wrong type: names the file and the entry."""


class OutputError(ZhextractError):
    """A file that cannot be written: names the file and the cause."""


class ExtractionError(ZhextractError):
    """A rule that failed on an article: a fault of the package; names the article and the cause."""
