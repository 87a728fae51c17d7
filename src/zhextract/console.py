"""How a command ends: where its output goes, what it says of what failed, and its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

from zhextract.errors import OutputError, ZhextractError

if TYPE_CHECKING:
    from rich.console import Console

FAILED = 1  # something could not be read or written
BROKEN_PIPE = 141  # as a shell reports a program that SIGPIPE ended


def one_line(message: object) -> str:
    """The message as a terminal may show it: what cannot be printed, a line break too, as �."""
    return "zhextract: " + "".join(c if c.isprintable() else "�" for c in str(message))


class Report:
    """Says each thing that could not be read, one line each, and remembers that there was one."""

    def __init__(self) -> None:
        self.failed = False

    def __call__(self, error: ZhextractError) -> None:
        self.failed = True
        typer.echo(one_line(error), err=True)


@contextmanager
def destination(output: Path | None, report: Report) -> Iterator[IO[bytes]]:
    """Where to write: the file, or standard output as bytes; says so where that fails."""
    from zhextract.io.write import cannot_write, replaced

    try:
        if output is not None:
            with replaced(output) as stream:
                yield stream
        else:
            yield sys.stdout.buffer
    except OutputError as error:
        report(error)
        raise typer.Exit(FAILED) from error
    except OSError as error:
        if error.filename is not None:
            raise
        # What is still in the buffer must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(BROKEN_PIPE) from error
        report(cannot_write(error, "<stdout>"))
        raise typer.Exit(FAILED) from error


def printed(show: Callable[[Console], None], output: Path | None) -> bytes:
    """What `show` prints, in colour on a terminal, else plain and wide."""
    import io

    from rich.console import Console

    terminal = output is None and sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else 120
    text = io.StringIO()
    show(Console(file=text, force_terminal=terminal or None, width=width, highlight=False))
    return text.getvalue().encode()
