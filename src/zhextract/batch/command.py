"""The command `zhextract batch`: parses arguments, calls the library, says what went wrong and how to go on."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import ExitStack
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhextract.arguments import Lexicons, day
from zhextract.console import FAILED, Report
from zhextract.errors import ZhextractError

if TYPE_CHECKING:
    from zhextract.batch.local import Settings
    from zhextract.batch.progress import RunProgress

INTERRUPTED = 130  # as a shell reports a program that SIGINT ended


class BatchFormat(str, Enum):
    """What `batch` can write."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    sqlite = "sqlite"
    duckdb = "duckdb"
    xlsx = "xlsx"


_SUFFIXES = {
    ".db": "sqlite", ".sqlite": "sqlite", ".duckdb": "duckdb", ".xlsx": "xlsx", ".csv": "csv", ".jsonl": "jsonl",
}  # fmt: skip
_READING, _OUTPUT, _RUN = "Reading", "Output", "The run"


def _column(key: str) -> Any:
    help = f"The column that holds the {key}; guessed and said where not given."
    return typer.Option(f"--{key}-column", metavar="NAME", help=help, rich_help_panel=_READING)


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, globs: txt html json jsonl csv parquet warc, each also gz zst bz2 xz, zip and tar.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="A folder, or a file for sqlite, duckdb and xlsx."),
    ] = None,
    format: Annotated[
        BatchFormat | None,
        typer.Option(
            help="Default: what the suffix of OUT says, else parquet.", show_default=False, rich_help_panel=_OUTPUT
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes. Default: one a processor.", show_default=False, rich_help_panel=_RUN),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was broken off.", rich_help_panel=_RUN)
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and count, write nothing.", rich_help_panel=_RUN)
    ] = False,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help='Keep projects for which it holds, as in "milestones.start >= 2022-08-01"; several: all of them.',
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    skip_reprints: Annotated[
        bool,
        typer.Option("--skip-reprints", help="Of a reprint keep only its row in articles.", rich_help_panel=_OUTPUT),
    ] = False,
    every: Annotated[
        bool,
        typer.Option(
            "--every-article",
            help="Give also what articles without a project or a count say: organizations and people.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    text_column: Annotated[str | None, _column("text")] = None,
    title_column: Annotated[str | None, _column("title")] = None,
    id_column: Annotated[str | None, _column("id")] = None,
    published_column: Annotated[str | None, _column("published")] = None,
    source_column: Annotated[str | None, _column("source")] = None,
    url_column: Annotated[str | None, _column("url")] = None,
    published: Annotated[
        Any,
        typer.Option(
            parser=day,
            metavar="DATE",
            help="When it came out, where an article does not say.",
            rich_help_panel=_READING,
        ),
    ] = None,
    max_document: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="No document is longer.", rich_help_panel=_READING)
    ] = 20_000_000,
    timeout: Annotated[
        float,
        typer.Option(min=0.1, metavar="SECONDS", help="No document takes longer.", rich_help_panel=_RUN),
    ] = 60.0,
    chunk: Annotated[int, typer.Option(min=1, metavar="N", help="Documents in a chunk.", rich_help_panel=_RUN)] = 1024,
    lexicon: Lexicons = None,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a log, one JSON object a line.", rich_help_panel=_RUN)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.", rich_help_panel=_RUN)] = False,
) -> None:
    """Work through an archive: many files in, tables out, nothing lost.

    The tables are articles, projects, milestones, plans, counts,
    organizations, people, evidence and warnings. What cannot be read is
    listed in errors.jsonl, and the rest goes on. A run that was broken off,
    however it was, goes on with --resume and gives the same bytes.
    """
    from zhextract.batch.local import Settings
    from zhextract.io.columns import Columns

    if output is None and not dry_run:
        raise typer.BadParameter("where to write is missing", param_hint="--output")
    out = output or Path("archive")
    settings = Settings(
        inputs=inputs,
        output=out,
        format=format.value if format else _SUFFIXES.get(out.suffix.lower(), "parquet"),  # type: ignore[arg-type]
        workers=workers or os.cpu_count() or 1,
        columns=Columns(text_column, title_column, id_column, published_column, source_column, url_column),
        published=published,
        gate=not every,
        where=tuple(where or ()),
        skip_reprints=skip_reprints,
        max_document=max_document,
        timeout=timeout,
        chunk=chunk,
        lexicons=tuple(lexicon or ()),
    )
    raise typer.Exit(_run(settings, log, quiet, resume, dry_run))


def _run(settings: Settings, log: Path | None, quiet: bool, resume: bool, dry: bool) -> int:
    from zhextract.batch import local
    from zhextract.batch.progress import RunProgress
    from zhextract.io.write import cannot_write

    with ExitStack() as stack:
        try:
            stream = stack.enter_context(log.open("ab")) if log else None
        except OSError as error:
            Report()(cannot_write(error, str(log)))
            return FAILED
        progress = RunProgress(log=stream, quiet=quiet)
        try:
            if dry:
                counts = local.dry_run(settings, progress)
                progress.end({"dry_run": True, **counts})
                typer.echo(", ".join(f"{number:,} {what}" for what, number in counts.items()))
                return 0
            done = local.run(settings, progress, resume=resume)
        except local.Interrupted:
            progress.end({"interrupted": True})
            typer.echo(f"Stopped. Go on with:  {_command()}", err=True)
            return INTERRUPTED
        except KeyboardInterrupt:
            progress.end({"interrupted": True})
            typer.echo(f"Broken off. Go on with:  {_command()}", err=True)
            return INTERRUPTED
        except ZhextractError as error:
            progress.end({"error": str(error)})
            progress.say(str(error))
            if settings.journal.exists():
                typer.echo(f"What was done is kept in {settings.journal}; --resume goes on from there.", err=True)
            return FAILED
        return _summary(settings, progress, done)


def _command() -> str:
    arguments = sys.argv[1:]
    return shlex.join(["zhextract", *arguments, *([] if "--resume" in arguments else ["--resume"])])


def _summary(settings: Settings, progress: RunProgress, done: Any) -> int:
    from zhextract.batch.finish import errors_path
    from zhextract.io.tables import TABLES

    if done is None:
        progress.end({"complete": True})
        typer.echo(f"{settings.output} is complete; there is nothing to resume.", err=True)
        return 0
    progress.end(dict(done))
    rows = ", ".join(f"{done[table]:,} {table}" for table in TABLES)
    typer.echo(f"{settings.output}: {rows}", err=True)
    where = f" ({errors_path(settings.output, settings.format)})" if done["errors"] else ""
    rate = progress.counts["documents"] / max(progress.seconds, 0.001)
    typer.echo(f"{done['read']:,} articles have words of projects, {done['reprints']:,} are reprints", err=True)
    typer.echo(f"{done['errors']:,} documents could not be read{where}", err=True)
    typer.echo(f"{progress.seconds:,.1f} s, {rate:,.0f} documents a second", err=True)
    return 0
