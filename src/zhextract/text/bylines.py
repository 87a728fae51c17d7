"""Who published an article and when: header lines, datelines, signatures, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property

from zhextract.text.align import CharSpan, Mark
from zhextract.text.furniture_words import (
    BREADCRUMB,
    BYLINE,
    DATELINE,
    FurnitureWords,
    Line,
    any_of,
    furniture_words,
    lines_of,
    may_tell,
)

_DATE = (
    r"(?:(?P<y>(?:19|20)\d\d)(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})日?"
    r"|(?<=时间[:：])(?P<y3>[0-3]\d)-(?P<m3>\d\d)-(?P<d3>\d\d)|(?<=时间[:：] )(?P<y4>[0-3]\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d))"
)
_CLOCK = r"(?:上午|下午)?\s?T?\d{1,2}[:时]\d{2}(?::\d{2}|分)?"
_WEEKDAY = r"(?:\s{0,3}(?:星期|周)[一二三四五六日天])"
MOMENT = re.compile(rf"{_DATE}{_WEEKDAY}?(?P<clock>\s{{0,3}}{_CLOCK})?{_WEEKDAY}?")
# `03月18日04:32`, `8/23 11:40`: a moment of a page that is updated.
_CLOCKED = re.compile(rf"\d{{1,2}}[月/-]\d{{1,2}}日?\s{{0,2}}{_CLOCK}")
# `第02版：要闻`, `A03版`
_PAGE = re.compile(r"第?[A-Z]?\d{1,3}版?(?:[:：][^\s，。]{0,8})?")
_PAPER_PAGE = re.compile(r"第[A-Z0-9]{1,3}版[:：][^\s，。]{0,8}")
_READERS = re.compile(
    r"(?:阅读|浏览|点击|评论|点赞|热度|查看|回复|跟贴|参与|留言|人气|在看|赞|访问)(?:量|数|次数)?\s?[:：(（]?\s?\d[\d.]{0,8}\s?[万w]?\+?\s?[次人条]?[)）]?"
    r"|(?<![\d.])\d{1,7}\s?(?=分享至|条评论|人参与)"
)
# `（下转第五版）`
CONTINUED = re.compile("[(（](?:下转|上接|紧接|转|接)第?[一二三四五六七八九十A-Z0-9]{1,3}版[)）]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%-]{1,200}", re.ASCII)
_STOPS = re.compile("[。！？；，]")
_FIGURE = re.compile(r"[-+]?[\d.]{1,9}%?|\w")
_HAN = "\u4e00-\u9fa5"
# One name or a few.
_NAMES = rf"[{_HAN}·]{{2,4}}(?:[ 、][{_HAN}·]{{2,4}}){{0,3}}"
_TOPICS = frozenset(("标签", "关键词", "关键字", "tags", "tag", "分类"))
# The words of a signature's bracket behind a full stop are names; these begin remarks on what was said.
_NO_NAME = "含不以注见下上按即未如为另其均共约第一二三四五六七八九十两各本据"


class Bylines:
    """The patterns over the words, each built when it is first asked for."""

    def __init__(self, words: FurnitureWords) -> None:
        self.words = words

    @cached_property
    def _labels(self) -> str:
        return any_of([*self.words.source, *self.words.person, *self.words.time, *self.words.other])

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """What stands where a medium is named, and names none."""
        return (*self.words.ownpaper, *self.words.nomedium)

    @cached_property
    def media(self) -> re.Pattern[str]:
        """The ends of the names of media."""
        return re.compile(any_of(self.words.media))

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label with its colon, or one in brackets with its content."""
        # `电 话：`: two characters set apart to fill the width of four.
        apart = "|".join(" ".join(w) for w in [*self.words.source, *self.words.time, *self.words.other] if len(w) == 2)
        return re.compile(rf"[(（【\[|□■]?\s?(?P<label>{self._labels}|{apart})\s?[:：丨｜|]", re.IGNORECASE)

    @cached_property
    def filed(self) -> re.Pattern[str]:
        """`林立/某某日报`, `林立丨某某网`: writer and medium without a label."""
        return re.compile(rf"{_NAMES}\s?[/|丨]\s?[{_HAN}]{{1,10}}(?:{any_of(self.words.media)})")

    @cached_property
    def registry(self) -> re.Pattern[str]:
        """`索引号 0001/2024-3 主题分类 能源`: a row of the table above a notice of a government site."""
        return re.compile(rf"[|\s]{{0,3}}(?:{any_of(self.words.registry)})(?:[\s|:：]|$)")

    @cached_property
    def source(self) -> re.Pattern[str]:
        """A medium behind its label, as far as the next label or the day."""
        end = rf"(?=\s|$|[:：|()（）【】\[\]，。,;；]|(?:{self._labels})\s?[:：]|(?:19|20)\d\d[-/.年])"
        return re.compile(
            rf"(?:{any_of(self.words.source)})\s?(?:[:：丨｜|]\s{{0,3}}|\s(?<=来自\s))"
            rf"(?P<name>[^\s:：|()（）【】\[\]，。,;；]{{2,30}}?){end}"
        )

    @cached_property
    def medium(self) -> re.Pattern[str]:
        return re.compile(rf"[^()（）\s:：]{{0,16}}(?:{any_of(self.words.media)})")

    @cached_property
    def button(self) -> re.Pattern[str]:
        marks = ["【", "】", "[", "]", "|", "/", "(", ")", "（", "）", ">", "•", "·"]
        return re.compile(any_of([*self.words.buttons, *marks]), re.IGNORECASE)

    @cached_property
    def writers(self) -> re.Pattern[str]:
        """`记者 陈远 王山`, `记者庄文/台北报道`: a role with its names, inside a header line."""
        return re.compile(
            rf"(?:{any_of(self.words.roles)})(?:\s{{1,2}}[{_HAN}·]{{2,4}}(?![{_HAN}])|[{_HAN}]{{2,4}}/[{_HAN}]{{2,4}}报[道导])"
            rf"(?:[ 、][{_HAN}·]{{2,4}}(?![{_HAN}]))*"
        )

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        """`新华社合肥3月1日电(记者 张三)`, `本报讯 `, `某日报、某网讯`: opens a line or follows a headline."""
        closing = any_of(self.words.datelines)
        writer = r"(?:\s?[(（][^()（）。]{2,40}[)）])"
        return re.compile(
            rf"(?:(?:(?P<who>[^，。,:：;；！？!?（）【】\s][^，。,:：;；！？!?【】\n]{{1,40}}?)"
            rf"(?P<day>(?:\d{{1,2}}月)?\d{{1,2}}日)?(?P<end>{closing})|(?:{any_of(self.words.ownpaper)})\s?(?:讯|消息|记者|特约记者|通讯员))"
            rf"(?P<writer>{writer}?)(?P<gap>[\s，,:：]{{0,3}}))"
        )

    @cached_property
    def bracketed(self) -> re.Pattern[str]:
        """`【本报讯】`, `（某社记者 林立北海23日电）`, `〔记者林立/北海报道〕` at the head of an article."""
        place = rf"(?:[ /][{_HAN}]{{2,8}}|[{_HAN}]{{2,6}})?"
        return re.compile(
            rf"[【〔（(\[]\s?(?:(?:{any_of(self.words.ownpaper)})(?:综合)?(?:专?讯|消息|报道|报导)|(?:综合|外电)(?:报道|报导|外电)"
            rf"|(?P<who>[^，。:：；！？（）【】〔〕\n]{{0,16}}?)(?:本报|特约|实习|见习|驻[{_HAN}]{{2,4}})?(?:记者|通讯员)\s?(?![从在获注了]){_NAMES}{place}"
            rf"(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:专?电|讯|报道|报导)?)\s?[】〕）)\]][\s，,:：]{{0,3}}"
        )

    @cached_property
    def credit(self) -> re.Pattern[str]:
        """A byline in brackets that closes a line: `(责任编辑：小林)`, `（某网记者 王林）`, `(某某发布)`, `（完）`."""
        people, media = any_of(self.words.person), any_of(self.words.media)
        return re.compile(
            rf"[(（]\s?(?P<inside>完|(?:{any_of(self.words.source)}|{people})\s?[:：][^()（）。]{{0,40}}"
            rf"|[^()（）。，]{{0,20}}(?:记者|通讯员|报道员)[^()（）。]{{0,30}}|[^()（）。，]{{1,20}}(?:摄|供图|供稿|配图|制图|编制)|图片?由[^()（）。，]{{1,20}}提供|[图文]/[^()（）。，]{{2,8}}"
            rf"|[^()（）。，、\s]{{0,16}}(?:{media}))\s?[)）](?:\d{{7}})?$"
        )

    @cached_property
    def signature(self) -> re.Pattern[str]:
        """Names in brackets behind the last full stop: `（林立 陈远）`, `（某公司 林立）`; one alone may be a firm."""
        name = rf"[{_HAN}·]{{2,4}}"
        return re.compile(rf"[(（]\s?(?![{_NO_NAME}])[{_HAN}]{{2,10}}(?:[\s、]{{1,2}}{name}){{1,4}}\s?[)）]$")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What follows the last sentence in its line: `责任编辑：林立`, `返回某网，查看更多`, `林立 摄`."""
        labels = any_of([*self.words.source[:6], *self.words.person])
        return re.compile(
            rf"\s{{0,3}}(?:(?:{labels})\s?[:：丨][^，。！？；:：]{{0,20}}|返回[^，。]{{1,8}}，查看更多"
            rf"|[{_HAN}·]{{2,14}}(?:[ 、][{_HAN}·]{{2,4}}){{0,3}} ?摄)$"
        )


@cache
def bylines() -> Bylines:
    """The patterns over the package's words."""
    return Bylines(furniture_words())


def is_header(line: str, *, head: bool = False) -> bool:
    """Whether the line is made of dates, labels with short values, media, roles and buttons only.

    At the `head` of a page, with a time of day, a few words more may stand in it: the name of an account or column.
    """
    found = bylines()
    if head and not _STOPS.search(line) and (found.registry.match(line) or found.filed.fullmatch(line)):
        return True
    if len(line) > 60 and ":" not in line and "：" not in line:
        return False
    rest = MOMENT.sub("\n", line)
    dated = rest != line
    labels = list(found.label.finditer(rest))
    bare = _left(rest[: labels[0].start()] if labels else rest)
    clock = _CLOCKED.search(line)
    if bare and not (head and _few(line, bare, 3 if clock else 1) and (clock or _offers(line))):
        return False
    if not labels:
        return bool(dated or clock or found.button.search(line) or _READERS.search(line))
    ends = [*(m.start() for m in labels[1:]), len(rest)]
    for label, end in zip(labels, ends, strict=True):
        value = rest[label.end() : end].strip(" \n|()（）[]【】□■")
        if len(value) > (60 if label["label"].lower() in _TOPICS else 30) or _STOPS.search(value):
            return False
    return True


def _left(text: str) -> list[str]:
    """The words of a header line that are not its own: no buttons, counts, media, roles with their names."""
    found = bylines()
    text = _READERS.sub(" ", _CLOCKED.sub(" ", _ADDRESS.sub(" ", text)))
    text = found.button.sub(" ", found.writers.sub(" ", text)).strip(" \n|·-()（）、，")
    return [
        w for w in text.split() if not (w.endswith(found.words.media) or _PAGE.fullmatch(w) or _FIGURE.fullmatch(w))
    ]


def _few(line: str, words: list[str], most: int) -> bool:
    short = len(line) <= 60 and len(words) <= most and all(len(w) <= 10 for w in words)
    return short and not _STOPS.search(line) and not may_tell(line)


def _offers(line: str) -> bool:
    """Whether a word of the line is a button by itself."""
    return any(word.lower() in bylines().words.buttons and len(word) > 1 for word in line.split())


def is_writers(line: str) -> bool:
    """Whether the line is a role and names, perhaps several times: `本报记者 钟林 通讯员 邓远`, `钟林 邓远摄`."""
    if len(line) > 60:
        return False
    roles = bylines().words.roles
    tokens = [t for t in re.split(r"[\s丨｜|/:：、]+", line.strip(" □■●◎▲△◆*")) if t]
    if len(tokens) >= 2 and tokens[-1].endswith("摄"):
        last = tokens[-1].removesuffix("摄")
        tokens = [*tokens[:-1], last] if last else tokens[:-1]
        named = all(re.fullmatch(f"[{_HAN}·]{{2,4}}", t) for t in tokens)
        return named and len(tokens) <= 4
    if len(tokens) < 2 or not (tokens[0] in roles or (len(tokens[0]) <= 12 and tokens[0].endswith("记者"))):
        return False
    return all(t in roles or t == tokens[0] or re.fullmatch(f"[{_HAN}·]{{2,4}}", t) for t in tokens)


def is_readers(line: str) -> bool:
    """Whether the line counts readers: `阅读 1.2万`."""
    return bool(_READERS.fullmatch(line))


def within(line: Line) -> list[Mark]:
    """Marks inside a line of the article: the dateline at its head, a signature at its end."""
    text, marks = line.text, []
    if onward := CONTINUED.match(text):
        return [Mark(BYLINE, line.start, line.start + onward.end())]
    at = text.find("】") + 1 if text.startswith("【") and "】" in text[:200] else 0
    span = (_bracketed(text) if text[0] in "【〔（([" else None) or _dateline_at(text, at)
    if span:
        marks.append(Mark(DATELINE, line.start + span.start, line.start + span.end))
        at = span.end
    start = _signed(text, at)
    if start < len(text):
        marks.append(Mark(BYLINE, line.start + start, line.start + len(text)))
    return marks


def _signed(text: str, at: int) -> int:
    """Where the signature at the end of the line begins, behind `at`; the line's length where there is none."""
    found = bylines()
    low = max(at, len(text) - 60)
    tail = max(text.rfind("(", low), text.rfind("（", low))
    behind = text[:tail].rstrip()[-1:] in "。！？”…)）" if tail > 0 else False
    if tail > 0 and (credit := found.credit.match(text, tail)) and (behind or credit["inside"] == "完"):
        return tail
    if behind and found.signature.match(text, tail):
        return tail
    if text[-1] in "。！？；，":
        return len(text)  # the end of a sentence
    stop = max(text.rfind(mark, low, len(text) - 1) for mark in "。！？”")
    if stop >= 0 and (closing := found.closing.match(text, stop + 1)):
        return closing.start() + len(closing[0]) - len(closing[0].lstrip())
    return len(text)


def _bracketed(text: str) -> CharSpan | None:
    found = bylines().bracketed.match(text[:120])
    return CharSpan(0, found.end()) if found and len(text) > found.end() + 8 else None


#: Before this a dateline says 电 or 讯.
_DATELINE = 64


def _dateline_at(text: str, at: int) -> CharSpan | None:
    """The dateline that opens a line of the article at `at`, with the writers in brackets behind it."""
    at += len(text[at : at + 4]) - len(text[at : at + 4].lstrip())
    found = bylines()
    opening = text[at : at + _DATELINE]
    if not (opening.startswith(found.words.ownpaper) or any(w in opening for w in found.words.datelines)):
        return None  # what most lines begin with is not tried
    head = found.dateline.match(text[: at + 120], at)
    if not head:
        return None
    if head["who"] is None:
        # 本报讯, 本报记者: what follows a bare 记者 is the sentence itself.
        return CharSpan(at, head.end()) if head[0].rstrip(" ，,:：").endswith(("讯", "消息", ")", "）")) else None
    who, named = head["who"], bool(found.media.search(head["who"]))
    own = who in found.words.ownpaper
    closed = own or bool(head["writer"]) or bool(head["gap"])
    if head["day"] and named and closed:
        return CharSpan(at, head.end())
    if not head["day"] and head["end"] == "讯" and closed and (named or own):
        return CharSpan(at, head.end())
    return None


def dateline(text: str, marks: Sequence[Mark]) -> tuple[date, CharSpan] | None:
    """The day that a header line of the clean `text` gives, with its year, and where it stands.

    `marks` are those of `furniture`. Header lines before the article are asked first, then those behind it; a day with
    its time or behind a label goes before a bare one, which may be the day on which the page was shown. A dateline
    without a year (`本报讯 3月26日`) gives no day.
    """
    lines = lines_of(text)
    whole = {m.start: m.kind for m in marks if m.kind in (BYLINE, DATELINE, BREADCRUMB)}
    heads = [line for line in lines[:12] if line.start in whole]
    tails = [line for line in lines[-8:] if whole.get(line.start) in (BYLINE, DATELINE)]
    sure: list[tuple[date, CharSpan]] = []
    bare: list[tuple[date, CharSpan]] = []
    for line in [*heads, *tails]:
        labelled = bylines().label.search(line.text)
        for found in MOMENT.finditer(line.text):
            if day := _day(found):
                end = max(found.end(group) for group in ("d", "y2", "d3", "d4"))
                span = CharSpan(line.start + found.start(), line.start + end)
                (sure if found["clock"] or labelled else bare).append((day, span))
    return next(iter(sure or bare), None)


def _day(found: re.Match[str]) -> date | None:
    year, month, day = (
        int(next(filter(None, (found[k], found[k + "2"], found[k + "3"], found[k + "4"])))) for k in "ymd"
    )
    try:
        return date(year + 2000 * (year < 100), month, day)
    except ValueError:
        return None


def source_spans(text: str, marks: Sequence[Mark]) -> list[CharSpan]:
    """The media named in 来源 lines, bylines and datelines: what stands in the `marks` that `furniture` made."""
    found, spans = bylines(), []
    for mark in marks:
        if mark.kind not in (BYLINE, DATELINE, BREADCRUMB):
            continue
        inside = text[mark.start : mark.end]
        named = [m.span("name") for m in found.source.finditer(inside)]
        if not named and mark.kind == DATELINE:
            named = _media_of_dateline(inside)
        elif not named and found.credit.match(inside):
            named = [m.span() for m in found.medium.finditer(inside)][:1]
        elif not named and mark.kind == BYLINE:
            bare = _PAPER_PAGE.sub(lambda m: " " * len(m[0]), inside)
            named = [m.span() for m in re.finditer(r"[^\s|:：]+", bare) if _is_medium(m[0])]
        spans += [CharSpan(mark.start + s, mark.start + e) for s, e in named if inside[s:e] not in found.unnamed]
    return spans


def _is_medium(word: str) -> bool:
    words = bylines().words
    return (
        word.endswith(words.media)
        and len(word) > 2
        and not (
            word in words.menu
            or word in words.buttons
            or word in words.media
            or _PAGE.fullmatch(word)
            or word.endswith("公众号")
        )
    )


def _media_of_dateline(text: str) -> list[tuple[int, int]]:
    """The media that open a dateline, without the place behind them: `中新社` of `中新社北海`."""
    patterns = bylines()
    if bracket := patterns.bracketed.match(text):
        start = bracket.start("who")
        return [(start, bracket.end("who"))] if (bracket["who"] or "").endswith(patterns.words.media) else []
    head = patterns.dateline.match(text)
    if not head or not head["who"]:
        return []
    found: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^、\s(（)）]+(?=[、\s(（]|$)", head["who"]):
        if re.fullmatch(r"[\w.:/-]+", piece[0], re.ASCII) or piece[0].startswith(patterns.unnamed):
            continue
        ends = [m.end() for m in patterns.media.finditer(piece[0])]
        end = ends[-1] if ends else len(piece[0])
        found.append((piece.start(), piece.start() + end))
    return found
