"""The words that organizations are recognised by (`organizations.toml`), in the shapes that the finders use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from zhextract.lexicon.companies import listed_companies
from zhextract.lexicon.gazetteer import Gazetteer, gazetteer, lengths_by
from zhextract.lexicon.loader import load
from zhextract.records.values import Model

_M = TypeVar("_M", bound=Model)


class _Company(Model):
    legal: tuple[str, ...]
    tail: tuple[str, ...]
    branch: tuple[str, ...]
    plant: tuple[str, ...]
    trade: tuple[str, ...]
    of_places: tuple[str, ...]
    weak_trade: tuple[str, ...]
    products: tuple[str, ...]


class _Known(Model):
    companies: tuple[str, ...]
    plain: tuple[str, ...]


class _Government(Model):
    national: tuple[str, ...]
    functions: tuple[str, ...]
    organs: tuple[str, ...]
    endings: tuple[str, ...]
    synonyms: dict[str, str]


class _Park(Model):
    kinds: tuple[str, ...]
    built: tuple[str, ...]
    bare: tuple[str, ...]


class _Media(Model):
    known: tuple[str, ...]
    endings: tuple[str, ...]
    labels: tuple[str, ...]
    not_media: tuple[str, ...]


class _Institution(Model):
    endings: tuple[str, ...]
    known: tuple[str, ...]
    not_stems: tuple[str, ...]


class _Boundary(Model):
    soft: tuple[str, ...]
    relations: tuple[str, ...]
    stops: tuple[str, ...]
    not_stops: tuple[str, ...]
    heads: tuple[str, ...]
    generic: tuple[str, ...]


class _Alias(Model):
    introductions: tuple[str, ...]
    dropped: tuple[str, ...]


class _Statement(Model):
    verbs: tuple[str, ...]


class _Subsidiary(Model):
    heads: tuple[str, ...]


class OrganizationTable(Model):
    """The shape of `organizations.toml`."""

    company: _Company
    known: _Known
    government: _Government
    park: _Park
    media: _Media
    institution: _Institution
    boundary: _Boundary
    alias: _Alias
    statement: _Statement
    subsidiary: _Subsidiary


def _divided(words: object) -> object:
    return tuple(words.split()) if isinstance(words, str) else words


#: Names divided by blanks: one long string is read many times faster than a list of short ones.
_Names = Annotated[tuple[str, ...], BeforeValidator(_divided)]


class _Ordinary(Model):
    companies: _Names


class _Others(Model):
    institutions: _Names
    governments: _Names
    media: _Names


class KnownOrganizations(Model):
    """The shape of `known_organizations.toml`: companies by industry, those that are ordinary words, others."""

    companies: dict[str, _Names]
    ordinary: _Ordinary
    others: _Others


@cache
def table() -> OrganizationTable:
    """The word lists, read once, with the names of `known_organizations.toml` added."""
    words: OrganizationTable = load("organizations.toml", OrganizationTable)
    more: KnownOrganizations = load("known_organizations.toml", KnownOrganizations)
    companies = (*words.known.companies, *chain.from_iterable(more.companies.values()))
    plain = (*words.known.plain, *more.ordinary.companies)
    others = more.others
    return words.model_copy(
        update={
            "known": _Known(companies=_distinct(companies), plain=_distinct(plain)),
            "government": _extended(words.government, "national", others.governments),
            "institution": _extended(words.institution, "known", others.institutions),
            "media": _extended(words.media, "known", others.media),
        }
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _extended(model: _M, field: str, names: Iterable[str]) -> _M:
    return model.model_copy(update={field: _distinct((*getattr(model, field), *names))})


@cache
def stops() -> frozenset[str]:
    """Words that end the way to the left of a name."""
    return frozenset(table().boundary.stops)


@cache
def soft_stops() -> frozenset[str]:
    """Stops that names hold as well (联合, 管理)."""
    return frozenset(table().boundary.soft)


@cache
def relations() -> frozenset[str]:
    """What says whose company it is and names none (母公司, 关联公司)."""
    return frozenset(table().boundary.relations)


@cache
def generic() -> frozenset[str]:
    """Nouns that make no proper name before 公司 or 集团."""
    return frozenset(table().boundary.generic)


@cache
def heads() -> frozenset[str]:
    """Nouns of function that may stand directly before a name."""
    return frozenset(table().boundary.heads)


@cache
def company_names() -> frozenset[str]:
    """Names that are enough by themselves to be a company: well-known and listed ones that are no ordinary words."""
    listed = {c.short for c in listed_companies() if not c.ambiguous}
    return frozenset(listed | set(table().known.companies) - set(table().known.plain))


@cache
def brands() -> frozenset[str]:
    """The companies that are well known by name, ordinary words among them."""
    return frozenset(table().known.companies)


@cache
def _brand_lengths() -> dict[str, tuple[int, ...]]:
    return lengths_by(0, brands())


def begins_with_brand(text: str) -> bool:
    """Whether the text begins with the name of a well-known company."""
    return any(text[:length] in brands() for length in _brand_lengths().get(text[:1], ()))


@cache
def trades() -> frozenset[str]:
    """What firms call their trade at the end of their names (科技, 机械)."""
    return frozenset(table().company.trade)


def places() -> Gazetteer:
    """The gazetteer (a name of its own, so that callers read well)."""
    return gazetteer()


#: Levels that stand for a division whose name the text leaves out: 市发改委, 县气象局.
LEVELS = ("自治区", "自治州", "省", "市", "县", "区", "州", "旗", "盟")


@cache
def _place_names() -> frozenset[str]:
    world = places()
    shorts = {short for short, found in world.by_short.items() if not all(d.plain for d in found)}
    return frozenset(shorts | world.by_name.keys() | world.countries | world.abroad)


@cache
def _place_lengths() -> dict[str, tuple[int, ...]]:
    return lengths_by(-1, _place_names())


def is_place(word: str) -> bool:
    """Whether the word is a division by full, former or unmistakable short name, or a country or place abroad."""
    return word in _place_names()


def place_chain(text: str, end: int, floor: int) -> int:
    """Where the run of division names that ends at `end` begins; `end` itself where there is none."""
    names, lengths = _place_names(), _place_lengths()
    start = end
    while start > floor:
        for length in lengths.get(text[start - 1], ()):
            if length <= start - floor and text[start - length : start] in names:
                start -= length
                break
        else:
            break
    return start
