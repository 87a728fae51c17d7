"""Townships of the counties that a text is about: 彭场 in news of 仙桃, which elsewhere names nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from zhextract.lexicon.gazetteer import Division
from zhextract.lexicon.townships import SUFFIXES, townships
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.people import is_surnamed
from zhextract.text import words

#: How many divisions of a text are looked into, those named most often.
_MOST_HOSTS = 4
#: What makes of a short form the name of a street, a river, a firm or a person: 良坊路, 冰溪大桥, 彭场股份, 彭场说.
_NO_TOWN_BEFORE = (
    *("大桥", "桥", "河", "湖", "江", "水库", "路", "街", "巷", "大道", "大街"),
    *("股份", "集团", "科技", "实业", "控股", "公司", "先生", "女士", "表示", "说"),
)


def towns(passage: Passage, hosts: Sequence[Division], taken: Sequence[Mention]) -> Iterator[Mention]:
    """The townships of `hosts`, by full and short name, that stand outside `taken` or go on beyond one of it."""
    prefixes = _narrowest(hosts) if hosts else ()
    if not prefixes:
        return
    names, scan = _lists(prefixes)
    text = passage.text
    starts = {m.start: m.end for m in taken}
    inside = {at for m in taken for at in range(m.start + 1, m.end)}
    for index, start, end, _ in passage.hits(scan):
        if start in inside or starts.get(start, 0) >= end or any(at in starts for at in range(start + 1, end)):
            continue
        short = not names[index].endswith(SUFFIXES)
        if short and (text.startswith(_NO_TOWN_BEFORE, end) or is_surnamed(text, start, end)):
            continue
        if words.crosses(text, start) or words.crosses(text, end):
            continue
        yield Mention(start, end, "place", text[start:end], "place.town")


def county_of(name: str, hosts: Sequence[Division]) -> str | None:
    """The code of the county that has a township whose name `name` begins with, among the counties of `hosts`."""
    for host in hosts:
        if host.level == 1:
            continue
        known = townships(host.prefix)
        for end in range(len(name), 1, -1):
            if (code := known.get(name[:end])) is not None:
                return code
    return None


def _narrowest(hosts: Sequence[Division]) -> tuple[str, ...]:
    """The prefixes of the cities and counties named most often; a province has too many townships to tell."""
    number = Counter(host.prefix for host in hosts if host.level > 1)
    kept = [prefix for prefix, _ in number.most_common(_MOST_HOSTS)]
    return tuple(sorted(p for p in kept if not any(p != wider and p.startswith(wider) for wider in kept)))


@lru_cache(maxsize=256)  # the articles of one paper speak of the same few counties
def _lists(prefixes: tuple[str, ...]) -> tuple[tuple[str, ...], WordList]:
    known: Mapping[str, str] = {name: code for prefix in prefixes for name, code in townships(prefix).items()}
    return tuple(known), WordList(known, passing=True)
