"""Media: by name, by the kind of paper or station, and in bylines and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import is_place, table
from zhextract.records.values import CharSpan

#: A source in brackets at the end of a paragraph: （萧山发布）.
_BRACKET = re.compile(r"[(（]([^()（）\s，。、：:]{2,12}(?:发布|日报|晚报|晨报|时报|新闻|融媒|网|在线|客户端))[)）]")
#: A paper in book marks: 《信使邮报》报道.
_BOOK_MARKS = re.compile(
    r"《([^《》\s，。]{1,10}(?:报|周刊|杂志|新闻))》(?:网站|客户端|记者|援引|引述|\S{0,6}?(?:报道|消息|称|刊))"
)
#: A source in brackets that ends a paragraph: （央岭财经）.
_LAST_BRACKET = re.compile(
    r"[(（]([\u4e00-\u9fffA-Za-z]{2,10}(?:财经|经纬|报|社|网|观察|电视台|之声|传媒))[)）]\s*(?:\n|$)"
)
#: The account of a place: 据萧山发布消息.
_ACCOUNT = re.compile(r"(?:据|[“\"])([\u4e00-\u9fff]{2,5}发布)(?=[，,”\"]|消息|微信|官微|公众号|报道)")
#: A site whose analyst or reporter speaks: 岭农网分析师.
_SITE = re.compile(r"网(?=(?:首席|资深|高级)?(?:分析师|编辑|记者))")
_FIELD_END = re.compile(r"[\s　，,。;；|（(【\[<>]|作者|编辑|责编|记者|时间|日期|发布时间|点击|浏览|字号")
#: Kinds that are too general to make a medium of what stands before them in running text.
_GENERAL = {"发布", "新闻", "观察", "在线", "新闻中心", "杂志", "周报", "快报", "导报", "网讯", "信息网"}
#: A channel or bureau behind a known medium: 人民网河南频道.
_CHANNEL = re.compile(r"[\u4e00-\u9fff]{2,4}(?:频道|分社|记者站)")


@cache
def _known() -> tuple[WordList, tuple[str, ...], frozenset[str]]:
    media_ = table().media
    forms = tuple(dict.fromkeys((*media_.known, *media_.endings)))
    return WordList(forms), forms, frozenset(media_.known)


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(sorted(table().media.labels, key=len, reverse=True))
    return re.compile(rf"(?:{labels})\s{{0,2}}[：:]\s{{0,2}}|(?:转载自|摘自|转自)")


def word_lists() -> tuple[WordList, ...]:
    """What the passage must be scanned for."""
    return (_known()[0],)


def media(passage: Passage, bylines: Sequence[CharSpan] = ()) -> Iterator[Mention]:
    """The media that the passage and the bylines name."""
    yield from _in_text(passage)
    for span in bylines:
        yield from _in_byline(passage.text, span)


def _in_text(passage: Passage) -> Iterator[Mention]:
    scan, forms, names = _known()
    text = passage.text
    for index, at, end, sentence in passage.hits(scan):
        form = forms[index]
        if form in names:
            channel = _CHANNEL.match(text, end)
            end = channel.end() if channel else end
            yield Mention(at, end, "media", text[at:end], "media.known")
        elif form not in _GENERAL:
            start, words = stem(text, sentence.start, at)
            if words and 1 < at - start <= 8 and is_proper(words) and not text[at - 1].isdigit():
                yield Mention(start, end, "media", text[start:end], "media.kind")
    yield from _sites(passage)
    for pattern, needed in ((_BRACKET, ""), (_BOOK_MARKS, "》"), (_LAST_BRACKET, ""), (_ACCOUNT, "发布")):
        if needed not in text:
            continue
        for match in pattern.finditer(text):
            if pattern is _ACCOUNT and not is_place(match[1][:-2]):
                continue
            if passage.sentence(match.start(1), match.end(1)):
                yield Mention(match.start(1), match.end(1), "media", match[1], "media.marks")


def _sites(passage: Passage) -> Iterator[Mention]:
    """The sites whose analysts, editors or reporters speak."""
    text = passage.text
    for match in _SITE.finditer(text) if "网" in text else ():
        sentence = passage.sentence(*match.span())
        if sentence is None:
            continue
        start, words = stem(text, sentence.start, match.start())
        name = text[start : match.end()]
        if words and 3 <= len(name) <= 8 and name not in table().media.not_media and words[0].text not in ("本", "该"):
            yield Mention(start, match.end(), "media", name, "media.site")


def _source_kind(name: str) -> str:
    """What a source is: a medium, unless its name says that it is a body (来源：某某工业协会)."""
    if name.endswith(("协会", "学会", "联合会", "商会", "大学", "学院", "研究院", "研究所", "交易所")):
        return "institution"
    if name.endswith(("政府", "委员会", "发改委", "局", "厅", "国资委", "办公室")) and len(name) > 3:
        return "government"
    return "company" if name.endswith(("公司", "集团")) and not name.endswith(("报业集团", "传媒集团")) else "media"


def _in_byline(text: str, span: CharSpan) -> Iterator[Mention]:
    """What stands after 来源： in a byline, or the whole span where it is a bare name."""
    found = False
    for label in _labels().finditer(text, span.start, span.end):
        found = True
        stop = _FIELD_END.search(text, label.end(), min(span.end, label.end() + 21))
        end = min(stop.start() if stop else span.end, label.end() + 20)
        name = text[label.end() : end].strip("《》“”\"' 　")
        if len(name) > 1 and name not in table().media.not_media:
            start = text.find(name, label.end())
            yield Mention(start, start + len(name), _source_kind(name), name, "media.source")
    name = text[span.start : span.end]
    bare = 2 <= len(name) <= 14 and name not in table().media.not_media and not re.search(r"[：:\d\s|>]", name)
    if bare and not found:
        yield Mention(span.start, span.end, _source_kind(name), name, "media.source")
