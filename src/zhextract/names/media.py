"""Media: by name, by the kind of paper or station, and in bylines and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import table
from zhextract.records.values import CharSpan

#: A source in brackets at the end of a paragraph: (萧山发布).
_BRACKET = re.compile(r"[(（]([^()（）\s，。、：:]{2,12}(?:发布|日报|晚报|晨报|时报|新闻|融媒|网|在线|客户端))[)）]")
_FIELD_END = re.compile(r"[\s　，,。；;|（(【\[<>]|作者|编辑|责编|记者|时间|日期|发布时间|点击|浏览|字号")
#: A dateline: 新华社北京7月7日电, 人民网河南频道讯.
_DATELINE = re.compile(
    r"^[【\[（(\s　]*([\u4e00-\u9fffA-Za-z0-9]{2,12}?)(?:[\u4e00-\u9fff]{0,6}\d{1,2}月\d{1,2}日[电讯]|讯[\s　（(])"
)


@cache
def _known() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(dict.fromkeys((*table().media.known, *table().media.endings)))
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(sorted(table().media.labels, key=len, reverse=True))
    return re.compile(rf"(?:{labels})\s{{0,2}}[：:]\s{{0,2}}|(?:{'转载自|摘自|转自'})")


def media(passage: Passage, bylines: Sequence[CharSpan] = ()) -> Iterator[Mention]:
    """The media that the passage and the bylines name."""
    yield from _in_text(passage)
    for span in bylines:
        yield from _in_byline(passage.text, span)


def _in_text(passage: Passage) -> Iterator[Mention]:
    scan, forms = _known()
    text = passage.text
    names = set(table().media.known)
    for index, at, end, sentence in passage.hits(scan):
        form = forms[index]
        if form in names:
            start, _ = stem(text, sentence.start, at) if form == "日报" else (at, [])
            yield Mention(start, end, "media", text[start:end], "media.known")
        elif form in ("发布", "新闻", "观察", "在线", "新闻中心", "杂志", "周报", "快报", "导报", "网讯"):
            continue
        else:
            start, words = stem(text, sentence.start, at)
            if words and 1 < at - start <= 8 and is_proper(words):
                yield Mention(start, end, "media", text[start:end], "media.kind")
    for match in _BRACKET.finditer(text):
        if passage.sentence(match.start(1), match.end(1)):
            yield Mention(match.start(1), match.end(1), "media", match[1], "media.bracket")


def _in_byline(text: str, span: CharSpan) -> Iterator[Mention]:
    """What stands after 来源： in a byline, or the whole span where it is a bare name."""
    found = False
    for label in _labels().finditer(text, span.start, span.end):
        found = True
        start = label.end()
        stop = _FIELD_END.search(text, start, span.end)
        end = min(stop.start() if stop else span.end, start + 20)
        name = text[start:end].strip("《》“”\"' 　")
        start = text.find(name, start) if name else start
        if 2 <= len(name) and name not in table().media.not_media:
            yield Mention(start, start + len(name), "media", name, "media.source")
    if not found and 2 <= span.end - span.start <= 14:
        name = text[span.start : span.end]
        if name not in table().media.not_media and not re.search(r"[：:\d\s|>]", name):
            yield Mention(span.start, span.end, "media", name, "media.source")
