"""The command line: parses arguments, calls the library, says what went wrong.

Everything heavy is imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhextract._version import __version__
from zhextract.arguments import Files, Lexicons, Output, Published
from zhextract.batch.command import batch
from zhextract.console import FAILED, Report, destination, printed
from zhextract.errors import InputError, LexiconError

if TYPE_CHECKING:
    from zhextract.extractor import Extractor
    from zhextract.records.article import ArticleRecord
    from zhextract.records.explanation import Explanation

app = typer.Typer(
    name="zhextract",
    help="Reads Chinese news and returns records: which company builds which project, in which phase, where and when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class OutputFormat(str, Enum):
    """What `extract` can write."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class ExplanationFormat(str, Enum):
    """What `explain` can write."""

    text = "text"
    jsonl = "jsonl"


class CsvView(str, Enum):
    """The flat rows that CSV can hold."""

    status = "status"
    plans = "plans"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhextract {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _examples(*commands: str) -> str:
    # Blank lines keep the commands on lines of their own.
    return "\n\n".join(["Examples:", *commands])


def _extractor(lexicons: list[str] | None, report: Report) -> Extractor:
    from zhextract.extractor import Extractor
    from zhextract.lexicon.user import Lexicon

    try:
        return Extractor(Lexicon.from_files(lexicons) if lexicons else None)
    except LexiconError as error:
        report(error)
        raise typer.Exit(FAILED) from error


@app.command(
    epilog=_examples(
        "zhextract extract news.txt --published 2022-07-22",
        "zhextract extract archive.jsonl -o records.jsonl",
        "zhextract extract archive.jsonl --view plans -o plans.csv",
        "zhextract extract - < news.txt",
    )
)
def extract(
    files: Files,
    published: Published = None,
    format: Annotated[
        OutputFormat | None,
        typer.Option(
            help="Default: a table on a terminal, else what the suffix of OUT says, else jsonl.", show_default=False
        ),
    ] = None,
    view: Annotated[
        CsvView, typer.Option(help="For csv: one row a project, or one a planned milestone.")
    ] = CsvView.status,
    lexicon: Lexicons = None,
    output: Output = None,
) -> None:
    """Extract projects, milestones, organizations and counts.

    A plain text file is one article, and so is an HTML page, whose title,
    day and source are read from it. A JSON line is an object with "text"
    and, each optional, "id", "title", "published", "source" and "url".

    Records come in the order of the input. What cannot be read is named on
    standard error; the rest is still written, and the exit code is 1.
    """
    from zhextract.io.read import read
    from zhextract.io.write import chunks, format_of

    report = Report()
    articles = chain.from_iterable(read(file, published=published, on_error=report) for file in files)
    records = _extractor(lexicon, report).extract_many(articles, on_error=report)
    if format is None and output is None and sys.stdout.isatty():
        format = OutputFormat.table
    if format is OutputFormat.table:
        pieces = _tables(records, output)
    else:
        chosen = format_of(output or "") if format is None else format.value
        pieces = chunks(records, chosen, view.value)
    with destination(output, report) as stream:
        for piece in pieces:
            stream.write(piece)
            stream.flush()
    raise typer.Exit(FAILED if report.failed else 0)


def _tables(records: Iterator[ArticleRecord], output: Path | None) -> Iterator[bytes]:
    from zhextract.io.table import show

    for record in records:
        yield printed(partial(show, record), output)


@app.command(
    epilog=_examples(
        "zhextract clean garbled.txt", "zhextract clean --diff garbled.txt", "zhextract clean in.jsonl -o out.jsonl"
    )
)
def clean(
    files: Files,
    diff: Annotated[bool, typer.Option("--diff", help="Show what each step changed instead of the text.")] = False,
    output: Output = None,
) -> None:
    """Print the repaired text: simplified characters, no pinyin in brackets, no mojibake.

    JSON Lines in give JSON Lines out, with "id" and "clean".
    """
    report = Report()
    with destination(output, report) as stream:
        for file in files:
            for chunk in _cleaned(file, diff, output, report):
                stream.write(chunk)
                stream.flush()
    raise typer.Exit(FAILED if report.failed else 0)


def _cleaned(file: str, diff: bool, output: Path | None, report: Report) -> Iterator[bytes]:
    import json

    from zhextract.io.read import articles, opened
    from zhextract.text.clean import clean, clean_steps, render_diff

    try:
        with opened(file) as (stream, name, form):
            for article in articles(stream, name, form, on_error=report):
                if diff:
                    steps = clean_steps(article.text, article.title)
                    yield printed(partial(render_diff, steps), output)
                    continue
                text = clean(article.text, article.title).text
                if form == "jsonl":
                    text = json.dumps({"id": article.id, "clean": text}, ensure_ascii=False)
                yield text.encode() + (b"" if text.endswith("\n") else b"\n")
    except InputError as error:
        report(error)


app.command(
    epilog=_examples(
        "zhextract batch news/ -o out",
        "zhextract batch 'crawl/*.warc.gz' -o plans.xlsx --where 'milestones.modality = planned'",
        "zhextract batch news/ -o out --resume",
    )
)(batch)


@app.command("eval", epilog=_examples("zhextract eval gold.jsonl", "zhextract eval gold.jsonl --errors"))
def evaluate_(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Gold articles, JSON Lines; - is standard input.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every missed (-) and wrong (+) fact.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    lexicon: Lexicons = None,
) -> None:
    """Extract the articles of a gold file and score the records against it, fact by fact."""
    import json

    from zhextract.evaluate import GoldArticle, as_gold, evaluate
    from zhextract.io.read import article_of, json_lines, opened

    report = Report()
    golds: list[GoldArticle] = []
    records: list[ArticleRecord] = []
    extractor = _extractor(lexicon, report)
    try:
        with opened(gold) as (stream, name, _):
            for line, row in json_lines(stream, name, on_error=report):
                try:
                    wanted = as_gold(row)
                    records.append(extractor.extract(article_of(row, name, line)))
                    golds.append(wanted)
                except InputError as error:
                    report(InputError(error.cause, source=name, line=line))
    except InputError as error:
        report(error)
    result = evaluate(golds, records)
    with destination(None, report) as out:
        if errors:
            for difference in result.differences:
                lines = [f"== {difference.id}"]
                lines += [f"  - {kind:12} {fact}" for kind, fact in difference.missed]
                lines += [f"  + {kind:12} {fact}" for kind, fact in difference.wrong]
                out.write("\n".join([*lines, ""]).encode())
        text = json.dumps(result.figures(), ensure_ascii=False) if as_json else result.table()
        out.write(text.encode() + b"\n")
        out.flush()
    raise typer.Exit(FAILED if report.failed else 0)


@app.command(
    epilog=_examples(
        "zhextract explain news.txt --published 2022-07-22",
        "zhextract explain archive.jsonl --format jsonl -o decisions.jsonl",
        "zhextract explain --table archive.jsonl --gold gold.jsonl",
    )
)
def explain(
    files: Files,
    published: Published = None,
    format: Annotated[ExplanationFormat, typer.Option(help="Text to read, or JSON Lines.")] = ExplanationFormat.text,
    table: Annotated[bool, typer.Option("--table", help="Add up over all files: one line a rule.")] = False,
    gold: Annotated[
        str | None,
        typer.Option(metavar="GOLD", help="With --table: gold articles, JSON Lines, to count what is right."),
    ] = None,
    lexicon: Lexicons = None,
    output: Output = None,
) -> None:
    """Say which rule named what and why, and what was considered and dropped.

    The text goes sentence by sentence: + stands in the record, = says
    again what stands there, - was dropped. With --table each rule has a
    line: how often it fired, what became of it, how often another rule
    named the same words, and with --gold how often it was right.
    """
    from zhextract.io.read import read

    if gold is not None and not table:
        raise typer.BadParameter("it goes with --table", param_hint="--gold")
    report = Report()
    articles = chain.from_iterable(read(file, published=published, on_error=report) for file in files)
    explanations = map(_extractor(lexicon, report).explain, articles)
    as_json = format is ExplanationFormat.jsonl
    pieces = _rules(explanations, gold, as_json, report) if table else _explained(explanations, as_json)
    with destination(output, report) as stream:
        for piece in pieces:
            stream.write(piece.encode() + b"\n")
            stream.flush()
    raise typer.Exit(FAILED if report.failed else 0)


def _explained(explanations: Iterator[Explanation], as_json: bool) -> Iterator[str]:
    from zhextract.io.explained import lines

    for explanation in explanations:
        if as_json:
            yield explanation.model_dump_json()
        else:
            yield from lines(explanation)


def _rules(explanations: Iterator[Explanation], gold: str | None, as_json: bool, report: Report) -> Iterator[str]:
    from zhextract.io.read import json_lines, opened
    from zhextract.rule_table import render, rule_table

    wanted: list[dict[str, Any]] = []
    try:
        if gold is not None:
            with opened(gold) as (stream, name, _):
                wanted = [row for _, row in json_lines(stream, name, on_error=report)]
        rows = rule_table(explanations, wanted)
    except InputError as error:
        report(error)
        return
    if as_json:
        yield from (row.model_dump_json() for row in rows)
    else:
        yield render(rows)


@app.command(epilog=_examples("zhextract schema", "zhextract schema CommissioningPlan"))
def schema(
    model: Annotated[str, typer.Argument(metavar="[MODEL]", help="A model of the contract.")] = "ArticleRecord",
) -> None:
    """Print the JSON Schema (draft 2020-12) of a record."""
    import json

    from zhextract import records
    from zhextract.records.values import Model

    known = [name for name in records.__all__ if isinstance(getattr(records, name), type)]
    if model not in known:
        raise typer.BadParameter(f"{model!r} is none of {', '.join(known)}", param_hint="MODEL")
    chosen: type[Model] = getattr(records, model)
    text = json.dumps(chosen.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2)
    with destination(None, Report()) as stream:
        stream.write(text.encode() + b"\n")
        stream.flush()


def main() -> None:
    """The entry point of the `zhextract` command."""
    for stream in (sys.stdout, sys.stderr):
        # The same bytes on every system and under every locale.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
