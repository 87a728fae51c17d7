"""Which column of a file holds what: said by the user, else guessed from the names that such columns have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from zhextract.errors import InputError

#: From the keys of an article to the columns of a file.
Mapping: TypeAlias = dict[str, str]

# In the order of preference, in lower case.
_KNOWN: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "fulltext", "full_text", "maintext", "article_text", "raw_text",
             "正文", "内容", "全文", "文章内容", "新闻内容", "文本"),
    "title": ("title", "headline", "heading", "标题", "题目", "新闻标题", "文章标题"),
    "id": ("id", "article_id", "doc_id", "docid", "news_id", "uuid", "编号", "文章id"),
    "published": ("published", "date", "publish_date", "published_at", "pubdate", "pub_date", "publish_time", "pubtime",
                  "publishdate", "time", "datetime", "日期", "发布时间", "发布日期", "时间", "出版日期", "发表时间"),
    "source": ("source", "media", "publisher", "site", "来源", "媒体", "出处", "网站"),
    "url": ("url", "link", "href", "网址", "链接", "地址"),
}  # fmt: skip
KEYS = tuple(_KNOWN)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the user names; those that are None are guessed."""

    text: str | None = None
    title: str | None = None
    id: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None

    def mapping(self, names: Iterable[str], input: str) -> Mapping:
        """From the keys of an article to the columns of a file that has these columns.

        Raises `InputError` where a named column is missing and where none can be taken for the text.
        """
        there = {name.strip().lower(): name for name in reversed(list(names))}
        found: Mapping = {}
        for key in KEYS:
            wanted = getattr(self, key)
            if wanted is not None:
                if wanted.lower() not in there:
                    raise InputError(f"no column {wanted!r}; there are {_listed(there.values())}", source=input)
                found[key] = there[wanted.lower()]
            elif (guess := next((name for name in _KNOWN[key] if name in there), None)) is not None:
                found[key] = there[guess]
        if "text" not in found:
            raise InputError(
                f"no column is known to hold the text (--text-column); there are {_listed(there.values())}",
                source=input,
            )
        return found


def announcement(input: str, mapping: Mapping) -> str | None:
    """What was guessed, in one line; None where every column has the name that is expected."""
    if all(key == column for key, column in mapping.items()):
        return None
    return f"{input}: " + ", ".join(f"{key} is {column!r}" for key, column in mapping.items())


def _listed(names: Iterable[str]) -> str:
    shown = [repr(name) for name in list(names)[:20]]
    return ", ".join(reversed(shown)) or "none"
