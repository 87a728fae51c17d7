"""The arguments that several commands share, and how what is typed becomes a value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from zhextract.errors import InputError


def day(text: str) -> date:
    """The day that an argument gives, as `typer` parses it: YYYY-MM-DD, else `typer.BadParameter`."""
    from zhextract.io.read import parse_day

    try:
        return parse_day(text)
    except InputError as error:
        raise typer.BadParameter(error.cause) from error


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Plain text, HTML or JSON Lines; - is standard input.", show_default=False),
]
Published = Annotated[
    Any, typer.Option(parser=day, metavar="DATE", help="When it came out, where an article does not say (YYYY-MM-DD).")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file, whole or not at all.")
]
Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="FILE", help="Words of your own, TOML or CSV; may be given more than once."),
]
