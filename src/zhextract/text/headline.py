"""The headline in a title: without the names of site and channel, and without what a mirror puts before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from zhextract.text.align import CharSpan
from zhextract.text.furniture_words import any_of, furniture_words

# Marks between headline, channel and site. A hyphen alone may belong to the headline (`中国-东盟`).
_STRONG = re.compile(r"\s?[_|｜]{1,2}\s?|\s?--\s?|\s[-–—]\s")
_WEAK = re.compile("[-–—]")
# Shorter, what is left is no headline; longer, what is cut off is no name.
_SHORTEST, _LONGEST_NAME, _SHORT_NAME = 6, 20, 8
# Nobody writes longer titles.
_LONGEST_TITLE = 300
# Words that end as the names of sites do.
_NO_SITE = re.compile("(?:[电管路并联水气热组上入]网|[申公年通季预月快简汇]报|正式发布|集团公司)$")


@cache
def _ahead() -> re.Pattern[str]:
    """`【转载】`, `今日热讯：`, `【某网】` before a headline."""
    words = furniture_words()
    tags, sites = any_of(words.tags), any_of([*words.media, *words.sites])
    return re.compile(
        rf"\s*(?:[【\[〔(（](?:{tags}|[^【】\[\]\s]{{1,10}}(?:{sites}))[】\]〕)）]\s*"
        rf"|(?:{tags}|{any_of(words.teasers)})\s?[:：!！丨|]\s?)"
    )


def headline(title: str) -> CharSpan:
    """Where the headline stands in a clean `title`; all of it where nothing else is recognized."""
    if len(title) > _LONGEST_TITLE:
        return CharSpan(0, len(title))
    span = _without_hyphened(title, _longest(title))
    while (ahead := _ahead().match(title, span.start, span.end)) and span.end - ahead.end() >= _SHORTEST:
        span = CharSpan(ahead.end(), span.end)
    return _stripped(title, span)


def is_site(name: str) -> bool:
    """Whether the words name a site, a channel of one, or the kind of page."""
    bare = name.strip()
    named = len(bare) <= _LONGEST_NAME and bare.endswith(_site_endings()) and not _NO_SITE.search(bare)
    return named or bare in furniture_words().menu


@cache
def _site_endings() -> tuple[str, ...]:
    return (*furniture_words().media, *furniture_words().sites)


def is_teased(line: str) -> bool:
    """Whether the line begins as a mirror begins its headlines: `今日热讯：…`."""
    return bool(_teaser().match(line))


@cache
def _teaser() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(furniture_words().teasers)})\s?[:：!！丨|]")


def same_headline(line: str, title: str) -> bool:
    """Whether a line of the page is its `title`, or the headline in it, but for spaces, marks and names of sites."""
    bare, whole, own = _bare(line), _bare(title), _own(title)
    if len(bare) < _SHORTEST:
        return bool(bare) and bare == whole
    return bare in (whole, own) or _bare(line[slice(*headline(line))]) == own


@lru_cache(maxsize=16)  # each line at the head of a page is held against the title
def _own(title: str) -> str:
    return _bare(title[slice(*headline(title))])


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _longest(title: str) -> CharSpan:
    """The longest piece between strong marks, with neighbours that are no site's name and say more."""
    pieces = _pieces(title, _STRONG, CharSpan(0, len(title)))
    own = [i for i, p in enumerate(pieces) if not is_site(title[p.start : p.end])] or list(range(len(pieces)))
    best = max(own, key=lambda i: (pieces[i].end - pieces[i].start, -i))
    start, end = pieces[best]
    # Behind an underscore stand channels and keywords, whatever they are.
    if "_" not in title:
        start = min(pieces[i].start for i in own if i <= best)
        end = max(
            pieces[i].end for i in own if i == best or (i > best and pieces[i].end - pieces[i].start > _SHORT_NAME)
        )
    return CharSpan(start, end)


def _without_hyphened(title: str, span: CharSpan) -> CharSpan:
    """The span without the names of sites behind or before a hyphen."""
    words = furniture_words()
    parts = _pieces(title, _WEAK, span)
    while len(parts) > 1 and is_site(title[slice(*parts[-1])]) and parts[-2].end - parts[0].start >= _SHORTEST:
        parts.pop()
    while len(parts) > 1 and parts[-1].end - parts[1].start >= _SHORTEST:
        name = title[slice(*parts[0])]
        if len(name) > 2 * _SHORTEST or not (name.endswith(words.promoters) or is_site(name)):
            break
        parts.pop(0)
    return CharSpan(parts[0].start, parts[-1].end)


def _pieces(title: str, mark: re.Pattern[str], span: CharSpan) -> list[CharSpan]:
    borders = [span.start, *(at for m in mark.finditer(title, span.start, span.end) for at in m.span()), span.end]
    found = [_stripped(title, CharSpan(a, b)) for a, b in list(pairwise(borders))[::2]]
    return [p for p in found if p.end > p.start] or [span]


def _stripped(title: str, span: CharSpan) -> CharSpan:
    start, end = span
    while start < end and title[start].isspace():
        start += 1
    while end > start and title[end - 1].isspace():
        end -= 1
    return CharSpan(start, end)
