"""Page furniture in a clean text: found by line and position, and marked with its kind.

Precision comes first: a line of the article must never be marked. A line goes when all of it is furniture (labels with
their values, dates, buttons, menu items), when it opens with words that lead elsewhere and is no sentence, or when it
stands below the article and speaks of rights. In a line of the article only a dateline at its head and a byline in
brackets at its end are marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from zhextract.lexicon.loader import load
from zhextract.records.values import Model
from zhextract.text.align import CharSpan, Mark

BREADCRUMB, BYLINE, DATELINE = "furniture:breadcrumb", "furniture:byline", "furniture:dateline"
RELATED, COPYRIGHT, MENU = "furniture:related", "furniture:copyright", "furniture:menu"
COMMENTS, CONTACT, TITLE = "furniture:comments", "furniture:contact", "furniture:title"
# A line of furniture is short; rights notices run longer.
_LINE, _NOTICE = 160, 400
# Of a text with more lines than any article only so many at either end are looked at.
_MOST_LINES = 1000


class FurnitureWords(Model):
    """The words of `furniture.toml`."""

    breadcrumb: tuple[str, ...]
    path: tuple[str, ...]
    source: tuple[str, ...]
    person: tuple[str, ...]
    roles: tuple[str, ...]
    time: tuple[str, ...]
    other: tuple[str, ...]
    buttons: tuple[str, ...]
    related: tuple[str, ...]
    lists: tuple[str, ...]
    comments: tuple[str, ...]
    comment_lines: tuple[str, ...]
    notices: tuple[str, ...]
    rights: tuple[str, ...]
    contacts: tuple[str, ...]
    menu: tuple[str, ...]
    media: tuple[str, ...]
    datelines: tuple[str, ...]
    ownpaper: tuple[str, ...]


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_DATE = (
    r"(?:(?P<y>(?:19|20)\d\d)(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})日?"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d))"
)
_TIME = r"(?:\s{0,3}(?:上午|下午)?\s?T?\d{1,2}:\d{2}(?::\d{2})?)"
_MOMENT = re.compile(rf"{_DATE}{_TIME}?")
# `第02版：要闻`, `A03版`
_PAGE = re.compile(r"第?[A-Z]?\d{1,3}版?(?:[:：][^\s，。]{0,8})?")
_READERS = re.compile(r"(?:阅读|浏览|点击|评论|点赞|热度)(?:量|数|次数)?\s?\d[\d.]{0,8}\s?[万w]?\+?\s?[次人]?")
_REGISTERED = re.compile("公网安备|ICP备|icp备")
_SENTENCE = re.compile("[。！？；]|，.{6}")


@dataclass(frozen=True)
class _Rules:
    """The patterns, built from the words once."""

    words: FurnitureWords

    @cached_property
    def breadcrumb(self) -> re.Pattern[str]:
        begin, path = _any_of(self.words.breadcrumb), _any_of(self.words.path)
        return re.compile(rf"(?:(?:[您你]的)?(?:{begin})\s?[:：]?[^。，]{{0,60}}?)\s?(?:{path})+")

    @cached_property
    def trail(self) -> re.Pattern[str]:
        """`首页 > 新闻中心 > 正文`, also where the words before it are garbled."""
        return re.compile(r"(?:首页|主页)\s?(?:[>»›]{1,2}\s?[^\s>»›]{1,12}\s?){1,6}")

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label with its colon, or one in brackets with its content."""
        every = _any_of([*self.words.source, *self.words.person, *self.words.time, *self.words.other])
        return re.compile(rf"[(（【\[|]?\s?(?P<label>{every})\s?[:：丨｜|]", re.IGNORECASE)

    @cached_property
    def source(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:{_any_of(self.words.source)})\s?[:：丨｜|]\s{{0,3}}(?P<name>[^\s:：|()（）【】\[\]，。,;；]{{2,30}})"
        )

    @cached_property
    def medium(self) -> re.Pattern[str]:
        return re.compile(rf"[^()（）\s:：]{{0,16}}(?:{_any_of(self.words.media)})")

    @cached_property
    def button(self) -> re.Pattern[str]:
        return re.compile(
            _any_of([*self.words.buttons, "【", "】", "[", "]", "|", "/", "(", ")", "（", "）", ">"]), re.IGNORECASE
        )

    @cached_property
    def related(self) -> re.Pattern[str]:
        return re.compile(rf"[【\[]?(?:{_any_of(self.words.related)})(?:\s?[:：>，】\]]|\s|$)")

    @cached_property
    def notice(self) -> re.Pattern[str]:
        return re.compile(rf"[(（【\[*]?\s?(?:{_any_of(self.words.notices)})", re.IGNORECASE)

    @cached_property
    def rights(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.words.rights))

    @cached_property
    def contact(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.words.contacts))

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        """`新华社合肥3月1日电(记者 张三)`, `本报讯 `, `某日报、某网讯`: opens a line or follows a headline."""
        closing = _any_of(self.words.datelines[:2])
        own = _any_of(self.words.ownpaper[:7])
        writer = r"(?:\s?[(（][^()（）。]{2,40}[)）])"
        return re.compile(
            rf"(?P<all>(?:(?P<who>[^，。,:：;；！？!?（）【】\s][^，。,:：;；！？!?【】\n]{{1,40}}?)"
            rf"(?P<day>(?:(?P<month>\d{{1,2}})月)?\d{{1,2}}日)?(?P<end>{closing})|(?:{own})\s?(?:讯|消息|记者|特约记者|通讯员))"
            rf"(?P<writer>{writer}?)(?P<gap>[\s，,:：]{{0,3}}))"
        )

    @cached_property
    def credit(self) -> re.Pattern[str]:
        """A byline in brackets that closes a line: `(责任编辑：小林)`, `（某网记者 王林）`, `(某某发布)`, `（完）`."""
        people, media = _any_of(self.words.person), _any_of(self.words.media)
        return re.compile(
            rf"[(（]\s?(?P<inside>完|(?:{_any_of(self.words.source)}|{people})\s?[:：][^()（）。]{{0,40}}"
            rf"|[^()（）。，]{{0,20}}(?:记者|通讯员|报道员)[^()（）。]{{0,30}}|[^()（）。，]{{1,20}}(?:摄|供图|供稿|配图|制图)|图片?由[^()（）。，]{{1,20}}提供|[图文]/[^()（）。，]{{2,8}}"
            rf"|[^()（）。，、\s]{{0,16}}(?:{media}))\s?[)）]$"
        )


@cache
def rules() -> _Rules:
    """The rules over the package's words."""
    return _Rules(load("furniture.toml", FurnitureWords))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for piece in text.split("\n"):
        bare = piece.strip()
        if bare:
            lines.append(_Line(at + piece.index(bare[0]), bare))
        at += len(piece) + 1
    return lines


def furniture(text: str, title: str | None = None) -> list[Mark]:
    """Marks for what in the clean `text` is not the article; `title` is the clean title, where known."""
    lines = _lines(text)
    if len(lines) > 2 * _MOST_LINES:
        lines = lines[:_MOST_LINES] + lines[-_MOST_LINES:]
    kinds = [_kind(line.text) for line in lines]
    _title_line(lines, kinds, title)
    _below(lines, kinds)
    marks = [
        Mark(kind, line.start, line.start + len(line.text)) for line, kind in zip(lines, kinds, strict=True) if kind
    ]
    for line, kind in zip(lines, kinds, strict=True):
        if not kind:
            marks += _within(line)
    return sorted(marks, key=lambda m: m.start)


def _kind(line: str) -> str | None:
    """The kind of a line that is furniture by itself, wherever it stands."""
    found = rules()
    if len(line) > _LINE or "。" in line:
        # A sentence; only a byline in brackets may have one inside.
        return BYLINE if len(line) < 60 and line[0] in "(（" and found.credit.fullmatch(line) else None
    if (found.breadcrumb.match(line) or found.trail.search(line)) and not _SENTENCE.search(line):
        return BREADCRUMB
    if _MOMENT.fullmatch(line):
        return DATELINE
    if _is_writers(line) or _READERS.fullmatch(line):
        return BYLINE
    if _is_header(line):
        return BYLINE
    if found.related.match(line) and not re.search("[。！？]$", line):
        return RELATED
    if _is_menu(line):
        return MENU
    return BYLINE if found.credit.fullmatch(line) else None


def _is_header(line: str) -> bool:
    """Whether the line is made of dates, labels with short values, media and buttons only."""
    found = rules()
    if len(line) > 40 and ":" not in line and "：" not in line:
        return False
    rest = _MOMENT.sub("\n", line)
    dated = rest != line
    labels = list(found.label.finditer(rest))
    if not labels:
        bare = found.button.sub(" ", rest).split()
        if not bare:
            return bool(dated or found.button.search(line))
        # `2024年7月29日 湖州日报 05版`
        return dated and all(w.endswith(found.words.media) or _PAGE.fullmatch(w) for w in bare)
    if rest[: labels[0].start()].strip(" \n|·-()（）") and found.button.sub(" ", rest[: labels[0].start()]).strip():
        return False
    ends = [*(m.start() for m in labels[1:]), len(rest)]
    for label, end in zip(labels, ends, strict=True):
        value = rest[label.end() : end].strip(" \n|()（）[]【】")
        limit = 60 if label["label"].lower() in ("标签", "关键词", "关键字", "tags", "tag", "分类") else 30
        if len(value) > limit or re.search("[。！？；，]", value):
            return False
    return True


def _is_menu(line: str) -> bool:
    items = [i for i in re.split(r"[\s|/·•>»›]+", line) if i]
    if len(items) < 2 or any(len(i) > 8 for i in items):
        return False
    known = sum(i in rules().words.menu for i in items)
    # Two items need to be known both, or to stand in a path.
    return known * 2 >= len(items) if len(items) > 2 or re.search("[>»›]", line) else known == 2


def _is_writers(line: str) -> bool:
    """Whether the line is a role and names, perhaps several times: `本报记者 钟林 通讯员 邓远`."""
    if len(line) > 60:
        return False
    tokens = re.split(r"[\s丨｜|/:：、]+", line.strip(" □■●◎▲△◆*"))
    if len(tokens) < 2 or tokens[0] not in rules().words.roles:
        return False
    return all(t in rules().words.roles or re.fullmatch("[\u4e00-\u9fa5·]{2,4}", t) for t in tokens if t)


def _title_line(lines: list[_Line], kinds: list[str | None], title: str | None) -> None:
    """Marks the title where it stands again as a line at the head of the text."""
    if not title:
        return
    bare = re.sub(r"\s", "", title)
    for i, line in enumerate(lines[:6]):
        if not kinds[i] and len(lines) > i + 1 and re.sub(r"\s", "", line.text) == bare:
            kinds[i] = TITLE
            return


def _below(lines: list[_Line], kinds: list[str | None]) -> None:
    """Marks what stands below the article: lists of other articles, comments, rights, contacts."""
    body = [i for i, kind in enumerate(kinds) if kind is None]
    if not body:
        return
    found, total, seen = rules(), sum(len(lines[i].text) for i in body), 0
    for i in body:
        line = lines[i].text
        heading = line.strip(" :：>»【】[]■●◆▪|")
        # A list of other articles is short beside the article above it.
        if seen * 2 >= total and seen:
            kind = RELATED if heading in found.words.lists else COMMENTS if heading in found.words.comments else None
            if kind:
                for j in range(i, len(lines)):
                    kinds[j] = kinds[j] or kind
                return
            if len(line) < 60 and any(w in line for w in found.words.comment_lines) and not line.endswith("。"):
                kinds[i] = COMMENTS
        elif heading in found.words.lists or heading in found.words.comments:
            kinds[i] = RELATED
        seen += len(line)
    for i in reversed(body):
        if kinds[i]:
            continue
        line = lines[i].text
        if len(line) > _NOTICE:
            return
        phrases = len(set(found.rights.findall(line)))
        opens = found.notice.match(line) and (phrases or len(line) < 40)
        registered = len(line) < 120 and _REGISTERED.search(line)
        if opens or registered or (i != body[0] and phrases >= 3 and len(line) < 300):
            kinds[i] = COPYRIGHT
        elif len(line) < 60 and found.contact.search(line) and re.search(r"\d{5}|[:：]|关注|扫", line):
            kinds[i] = CONTACT
        else:
            return


def _within(line: _Line) -> list[Mark]:
    """Marks inside a line of the article: the dateline at its head, a byline in brackets at its end."""
    text, marks = line.text, []
    at = text.find("】") + 1 if text.startswith("【") and "】" in text[:200] else 0
    span = _dateline_at(text, at)
    if span:
        marks.append(Mark(DATELINE, line.start + span.start, line.start + span.end))
        at = span.end
    tail = text.rfind("(", max(at, len(text) - 60)), text.rfind("（", max(at, len(text) - 60))
    credit = rules().credit.match(text, max(tail)) if max(tail) > 0 else None
    if credit and (text[: credit.start()].rstrip()[-1:] in "。！？”…)）" or credit["inside"] == "完"):
        start = credit.start()
        marks.append(Mark(BYLINE, line.start + start, line.start + len(text)))
    return marks


def _dateline_at(text: str, at: int) -> CharSpan | None:
    """The dateline that opens a line of the article at `at`, with the writers in brackets behind it."""
    at += len(text[at : at + 4]) - len(text[at : at + 4].lstrip())
    found = rules().dateline.match(text[: at + 120], at)
    if not found:
        return None
    if found["who"] is None:
        # 本报讯, 本报记者: what follows a bare 记者 is the sentence itself.
        return CharSpan(at, found.end()) if found[0].rstrip(" ，,:：").endswith(("讯", "消息", ")", "）")) else None
    who, named = found["who"], any(w in found["who"] for w in rules().words.media)
    own = who in rules().words.ownpaper[:7]
    closed = own or bool(found["writer"]) or bool(found["gap"])
    if found["day"] and named and closed:
        return CharSpan(at, found.end())
    if not found["day"] and found["end"] == "讯" and closed and (named or own):
        return CharSpan(at, found.end())
    return None


def dateline(text: str) -> tuple[date, CharSpan] | None:
    """The day that a header line of the clean `text` gives, with its year, and where it stands.

    Header lines before the article are asked first, then those behind it. A dateline without a year (`本报讯 3月26日`)
    gives no day.
    """
    lines = _lines(text)
    heads = [line for line in lines[:8] if _kind(line.text)]
    tails = [line for line in lines[-6:] if _kind(line.text) in (BYLINE, DATELINE)]
    for line in [*heads, *tails]:
        for found in _MOMENT.finditer(line.text):
            year, month, day = (int(found[k] or found[k + "2"]) for k in "ymd")
            try:
                value = date(year, month, day)
            except ValueError:
                continue
            return value, CharSpan(line.start + found.start(), line.start + found.end())
    return None


def source_spans(text: str, marks: Sequence[Mark]) -> list[CharSpan]:
    """The media named in 来源 lines, bylines and datelines: what stands in the `marks` that `furniture` made."""
    found, spans = rules(), []
    for mark in marks:
        if mark.kind not in (BYLINE, DATELINE, BREADCRUMB):
            continue
        inside = text[mark.start : mark.end]
        named = [m.span("name") for m in found.source.finditer(inside)]
        if not named and mark.kind == DATELINE and (head := found.dateline.match(inside)) and head["who"]:
            named = _media_of_dateline(head["who"])
        elif not named and found.credit.match(inside):
            named = [m.span() for m in found.medium.finditer(inside)][:1]
        elif not named and mark.kind == BYLINE:
            named = [m.span() for m in re.finditer(r"\S+", inside) if m[0].endswith(found.words.media)]
        spans += [CharSpan(mark.start + s, mark.start + e) for s, e in named if inside[s:e] not in found.words.ownpaper]
    return spans


def _media_of_dateline(who: str) -> list[tuple[int, int]]:
    """The media that open a dateline, without the place behind them: `中新社` of `中新社北海`."""
    found: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^、\s(（)）]+(?=[、\s(（]|$)", who):
        if re.fullmatch(r"[\w.:/-]+", piece[0], re.ASCII) or piece[0].startswith(rules().words.ownpaper):
            continue
        ends = [m.end() for m in re.finditer(_any_of(rules().words.media), piece[0])]
        end = ends[-1] if ends else len(piece[0])
        found.append((piece.start(), piece.start() + end))
    return found
