"""Reads the package's word lists: TOML checked against a pydantic model, where an unknown key is an error."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import ValidationError

from zhextract.errors import LexiconError
from zhextract.records.values import Model

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Table = TypeVar("Table", bound=Model)


def resource(name: str) -> str:
    """The text of one data file of the package, such as `triggers.toml`."""
    return files("zhextract.lexicon").joinpath(name).read_text(encoding="utf-8")


def parse(text: str, model: type[Table], source: str) -> Table:
    """The TOML `text` as a `model`; raises `LexiconError` naming `source` and the entry that does not fit."""
    try:
        return model.model_validate(tomllib.loads(text), strict=False)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{source}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{source}: {where}: {first['msg']}") from error


def load(name: str, model: type[Table]) -> Table:
    """One of the package's own TOML files as a `model`, read once."""
    table = _load(name, model)
    assert isinstance(table, model)
    return table


@cache
def _load(name: str, model: type[Model]) -> Model:
    return parse(resource(name), model, name)
