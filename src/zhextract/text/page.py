"""Pages of Chinese news sites: HTML to title, date, source, address and main text.

Needs the extra `pages` (resiliparse; trafilatura, where installed, for the text).
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal, NamedTuple

from zhextract.errors import InputError, ZhextractError
from zhextract.text.bylines import dateline, source_spans
from zhextract.text.clean import clean
from zhextract.text.decode import decode
from zhextract.text.headline import headline, is_site

# A page longer than this, or with its elements nested deeper, is no article; parsers take quadratic time on the latter.
LONGEST, DEEPEST = 20_000_000, 600
# trafilatura takes seconds for a megabyte of paragraphs or links; no article needs that.
_LONGEST_PRECISE = 1_000_000
_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,20})|encoding=["']([\w-]{2,20})["']""", re.I
)
_PACKED = {
    b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz",
    b"(\xb5/\xfd": "zstd", b"7z\xbc": "7z",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,30})([^<>]{0,4000})>")
# Elements that never nest, or close by themselves.
_FLAT = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "tr", "th", "dd", "dt", "option", "thead", "tbody", "tfoot", "html", "head", "body", "script", "style",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "ul", "ol", "dl",
    "dd", "dt", "header", "footer", "title",
))  # fmt: skip
# Names of meta elements that carry the day of publication, the surest first: schema.org and Open Graph, then the
# standard for Chinese government sites (PubDate), then what the larger portals use.
_DAYS = (
    "article:published_time", "datepublished", "og:release_date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publishtime", "firstpublishedtime", "apub:time", "weibo: article:create_at",
    "weibo:article:create_at", "dc.date", "dc.date.issued",
    "og:article:published_time", "sailthru.date", "parsely-pub-date", "createdate", "date",
)  # fmt: skip
_SOURCES = ("contentsource", "source", "mediaid", "og:article:author:source", "article:source", "copyright:source")
_DAY = re.compile(r"((?:19|20)\d\d)\s?[-/.年]?\s?(\d{1,2})\s?[-/.月]?\s?(\d{1,2})(?!\d)")
# A day in the address: /2022/0722/, /2022-07/22/, /202207/22/, t20220722_.
_ADDRESS = re.compile(r"[/_t]((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.-])")
# The day in a script, which fills a page in; WeChat gives it in seconds.
_SCRIPT_DAY = re.compile(
    r"""\b(?:publish_?time|publish_?date|pub_?time|pub_?date|ptime)["']?\s?[:=]\s?["']((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)""",
    re.I,
)
_SCRIPT_SECOND = re.compile(r"""\bct\s?=\s?["'](1\d{9})["']""")
_LABEL = re.compile(r"(?:来源|稿源|來源)\s?[:：]\s?")
_STOP = re.compile("[。！？]")
# How trafilatura gives a row of a table.
_ROW = re.compile(r"^ ?\|.*$", re.M)
# The title stands above the article, behind a menu.
_TITLE_LINES = 200


class Page(NamedTuple):
    """What a page says; `published_from` tells whether the day stood in metadata and address, or in a header line."""

    title: str | None
    published: date | None
    published_from: Literal["metadata", "dateline"] | None
    source: str | None
    url: str | None
    text: str


def read_page(html: str | bytes, *, url: str | None = None, charset: str | None = None, precise: bool = True) -> Page:
    """A page as title, day, source, address and main text.

    `charset` is what the HTTP header says; `url` the address, where known. `precise` asks trafilatura for the main
    text, which takes some fifteen times as long as the first pass: switch it off to sift an archive first.
    Raises `InputError` for compressed data and for pages over 20 MB, `ZhextractError` where the extra is missing.
    """
    if len(html) > LONGEST:
        raise InputError(f"the page has {len(html):,} characters; more than {LONGEST:,} are not read", source=url)
    if isinstance(html, bytes):
        packed = next((name for magic, name in _PACKED.items() if html.startswith(magic)), None)
        if packed:
            raise InputError(f"the page is {packed} data, not HTML: unpack it first", source=url)
        found = _CHARSET.search(html[:4096])
        inside = next(filter(None, found.groups()), b"").decode("ascii") if found else None
        html = decode(html, charset or inside).text
    html = html.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if _depth(html) > DEEPEST:
        return _page(html, None, _stripped(html), _stripped(html), url)
    tree, plain = _resiliparse(html)
    body = plain(tree, main_content=True, alt_texts=False)
    precise = precise and len(html) <= _LONGEST_PRECISE
    if precise and (other := _trafilatura(html)):
        body = _better(body, other)
    return _page(html, tree, body, plain(tree, main_content=False, alt_texts=False), url)


def _resiliparse(html: str) -> tuple[Any, Any]:
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree
    except ImportError as error:
        raise ZhextractError("reading pages needs an extra: pip install 'zhextract[pages]'") from error
    return HTMLTree.parse(html), extract_plain_text


def _trafilatura(html: str) -> str | None:
    try:
        import trafilatura
    except ImportError:
        return None
    text = trafilatura.extract(html, include_comments=False, include_tables=True)
    return str(text) if text else None


def _better(plain: str, precise: str) -> str:
    """Which of two readings of a page is its main text: the second, where it is whole and has kept its lines.

    trafilatura finds the article best, but gives a page laid out in tables as rows, a short article as one line, and of
    a page without an article it gives everything.
    """
    plain = plain.strip()
    if len(precise) * 2 <= len(plain):
        return plain
    rows = sum(len(row) for row in _ROW.findall(precise))
    if rows * 2 > len(precise) or ("\n" not in precise.strip() and "\n" in plain):
        return plain if 2 * len(plain) > len(precise) else precise
    said, shown = _sentences(precise), _sentences(plain)
    if not said:
        return min(plain, precise, key=len)
    if said == shown and plain.count("\n") < precise.count("\n"):
        return plain
    # Paragraphs that one has as lines and the other in one.
    both = said & shown
    return plain if 4 * len(both) > 3 * len(said) and _lines(plain, both) >= 2 * _lines(precise, both) else precise


def _sentences(text: str) -> set[str]:
    """The sentences of the text, without white space, but for what no stop ends."""
    found = (_STOP.split(re.sub(r"\s", "", line))[:-1] for line in text.split("\n"))
    return {sentence for line in found for sentence in line if len(sentence) >= 8}


def _lines(text: str, sentences: set[str]) -> int:
    """On how many lines of the text one of the sentences stands."""
    return sum(not sentences.isdisjoint(_sentences(line)) for line in text.split("\n"))


def _depth(html: str) -> int:
    """How deep the elements nest, roughly: elements that never close count as open."""
    depth = deepest = 0
    for closing, name, rest in _TAG.findall(html):
        if name.lower() in _FLAT or rest.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _stripped(html: str) -> str:
    """The text between the tags, in one pass: for pages that no parser should be given."""
    out: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        if found.start() < at:
            continue
        out.append(html[at : found.start()])
        name, at = found[2].lower(), found.end()
        if name in ("script", "style") and not found[1]:
            end = html.find(f"</{name}", at)
            at = end if end >= 0 else len(html)
        elif name in _BLOCKS:
            out.append("\n")
    out.append(html[at:])
    return re.sub(r"\n\s{0,1000}\n", "\n", entities.unescape("".join(out)))


def _page(html: str, tree: Any, text: str, whole: str, url: str | None) -> Page:
    meta = _meta(tree) if tree is not None else {}
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    url = url or meta.get("og:url") or _canonical(tree)
    title = _title(tree, meta, whole)
    day, origin = _published(tree, meta, url) or _scripted(html), "metadata"
    aligned = clean(_head_and_tail(whole), title)
    if day is None and (found := dateline(aligned.text, aligned.marks)):
        day, origin = found[0], "dateline"
    source = next((_LABEL.sub("", meta[name]) for name in _SOURCES if meta.get(name)), None)
    if source is None:
        named = source_spans(aligned.text, aligned.marks)
        source = aligned.text[named[0].start : named[0].end] if named else None
    published_from: Literal["metadata", "dateline"] | None = None
    if day is not None:
        published_from = "metadata" if origin == "metadata" else "dateline"
    return Page(title, day, published_from, source, url, text)


def _head_and_tail(whole: str) -> str:
    """The lines around the article, where a page names its day and source."""
    lines = [line.strip() for line in whole.split("\n") if line.strip()]
    near = [line for line in lines[:200] if len(line) < 160]
    # Only lines with a year or a label are of use, and the header of a page may stand below a long menu.
    telling = [line for line in near if re.search(r"(?:19|20)\d\d|[:：]", line)]
    return "\n".join(telling if len(telling) <= 20 else [*telling[:12], *telling[-8:]])


def _meta(tree: Any) -> dict[str, str]:
    """The meta elements by name, property or itemprop, in lower case; the first of each name counts."""
    found: dict[str, str] = {}
    for element in tree.document.query_selector_all("meta")[:300]:
        content = (element.getattr("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.getattr(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:500])
    return found


def _canonical(tree: Any) -> str | None:
    if tree is None:
        return None
    link = tree.document.query_selector("link[rel=canonical]")
    return (link.getattr("href") or None) if link is not None else None


def _title(tree: Any, meta: dict[str, str], whole: str) -> str | None:
    """The headline: an h1, og:title or line of the page that the page's title contains, else the headline in that."""
    page = re.sub(r"\s+", " ", (tree.title if tree is not None else "") or "").strip()
    heads = [h.text for h in tree.document.query_selector_all("h1")[:5]] if tree is not None else []
    for head in [*heads, meta.get("og:title", "")]:
        bare = re.sub(r"\s+", " ", head).strip()
        if len(bare) >= 4 and not is_site(bare) and (not page or bare in page or page in bare):
            return bare[slice(*headline(bare))]
    own = page[slice(*headline(page))] if page else None
    lines = (re.sub(r"\s+", " ", line).strip() for line in whole.split("\n", _TITLE_LINES)[:_TITLE_LINES])
    shown = max(
        (line for line in lines if 6 <= len(line) < len(page) and line in page and not is_site(line)),
        key=len,
        default=None,
    )
    return shown or own


def _published(tree: Any, meta: dict[str, str], url: str | None) -> date | None:
    candidates = [meta[name] for name in _DAYS if name in meta]
    if tree is not None:
        candidates += list(_linked_data(tree))
        # A page also dates its links to other articles: the element that says what it dates goes first.
        for said in ("time[itemprop=datePublished]", "time[pubdate]", "time[datetime]"):
            candidates += [t.getattr("datetime") or "" for t in tree.document.query_selector_all(said)[:1]]
    for candidate in candidates:
        if (found := _DAY.search(candidate)) and (day := _day(found)):
            return day
    found = _ADDRESS.search(url or "")
    return _day(found) if found else None


def _scripted(html: str) -> date | None:
    """The day that the page's own script names, where it names one only."""
    days = {day for found in _SCRIPT_DAY.finditer(html) if (day := _day(found))}
    if len(days) == 1:
        return days.pop()
    seconds = _SCRIPT_SECOND.search(html)
    # Accounts of WeChat write in the time of China.
    return (datetime.fromtimestamp(int(seconds[1]), timezone.utc) + timedelta(hours=8)).date() if seconds else None


def _linked_data(tree: Any) -> Iterator[str]:
    """`datePublished` and Baidu's `pubDate` in JSON-LD."""
    for script in tree.document.query_selector_all('script[type="application/ld+json"]')[:5]:
        try:
            data = json.loads(script.text[:100_000])
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        # schema.org's examples list the page's things under one `@graph`.
        items += [i for d in items if isinstance(d, dict) and isinstance(d.get("@graph"), list) for i in d["@graph"]]
        for item in items:
            if isinstance(item, dict):
                yield from (str(item[key]) for key in ("datePublished", "pubDate") if item.get(key))


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
