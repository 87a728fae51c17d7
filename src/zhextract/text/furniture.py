"""Page furniture in a clean text: found by line and position, and marked with its kind.

Precision comes first: a line of the article must never be marked. A line goes when all of it is furniture (labels with
their values, dates, buttons, menu items), when it opens with words that lead elsewhere and is no sentence, or when it
stands below the article and speaks of rights. In a line of the article only a dateline at its head and a signature at
its end are marked.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from zhextract.text.align import Mark
from zhextract.text.bylines import CONTINUED, MOMENT, bylines, is_header, is_readers, is_writers, within
from zhextract.text.furniture_words import (
    BREADCRUMB,
    BYLINE,
    COMMENTS,
    CONTACT,
    COPYRIGHT,
    DATELINE,
    MENU,
    RELATED,
    TITLE,
    FurnitureWords,
    Line,
    any_of,
    furniture_words,
    lines_of,
    may_tell,
)
from zhextract.text.headline import is_site, is_teased, same_headline

# A line of furniture is short; rights notices run longer.
_LINE, _NOTICE, _HEADING, _PAGER_LINE = 160, 400, 24, 80
# Of a text with more lines than any article only so many at either end are looked at.
_MOST_LINES = 1000
_REGISTERED = re.compile("公网安备|ICP备|icp备")
_SENTENCE = re.compile("[。！？；]|，.{6}")
# Below a list of links an article goes on only with a sentence of this length.
_PARAGRAPH = 30
_PAGES = re.compile(r"第? ?\d{1,3} ?[页/]|[上下]一页|[尾末]页")
_PAGER = re.compile(r"共\s?\d{1,6}\s?[条页篇](?:记录)?|第?\s?\d{1,6}\s?[/页]?|首页|[上下]一页|[尾末]页|[\s/,，|>…]")
_LINKED = re.compile(
    r"[^。！？]{4,60}\s[(（\[]?(?:(?:(?:19|20)\d\d[-/.])?\d{2}[-/.]\d{2}|今天|昨天|前天)(?: \d{2}:\d{2})?[)）\]]?"
)
# A step of a path that stands on a line by itself.
_STEP = re.compile(r"\w{2,8} ?[>»›]{1,2}|[您你](?:当前|现在)?所?在?的?位置(?:是)?[:：]?")
_DATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d|\D|$)")
# `跟贴 12 参与 340`
_COUNTED = re.compile(r"(?:跟贴|跟帖|留言|网友评论|评论)\s?[(（]?\d{1,7}[)）]?(?:\s?(?:参与|人参与)\s?\d{0,7})?$")
# What a converter sets before the items of a list, and what a portal sets behind an article.
_BULLET = re.compile(r"^[-•·●*] ")
_ONWARD = re.compile(r"返回[^，。]{1,8}，查看更多$")
# Between title and date stands the name of an account.
_NAME = re.compile(r"\w{2,10}")
# What signs an article off.
_EDITED = re.compile("编辑|责编|审核|校对|终审")
# `-------分隔线-------`, `* * *`, `↓↓↓`
_RULE = re.compile(r"[\W_]{2,}(?:分[隔割]线)?[\W_]*|[-—]? ?(?:END|\d{1,3}) ?[-—]", re.IGNORECASE)


class _Rules:
    """The patterns, built from the words once."""

    def __init__(self, words: FurnitureWords) -> None:
        self.words = words

    @cached_property
    def known(self) -> frozenset[str]:
        """Words that stand alone on a line of a menu."""
        return frozenset((*self.words.menu, *self.words.buttons, *self.words.lists))

    @cached_property
    def breadcrumb(self) -> re.Pattern[str]:
        begin, path = any_of(self.words.breadcrumb + self.words.home), any_of(self.words.path)
        return re.compile(rf"(?:(?:[您你]的)?(?:{begin})\s?[:：]?[^。，]{{0,60}}?)\s?(?:{path})+")

    @cached_property
    def home(self) -> re.Pattern[str]:
        """`首页 > 新闻中心 > 正文`, also where the words before it are garbled."""
        return re.compile(r"(?:首页|主页)\s?(?:(?:[>»›]{1,2}|->|→)\s?[^\s>»›]{1,12}\s?){1,6}")

    @cached_property
    def trail(self) -> re.Pattern[str]:
        """`某网 -> 新闻 -> 正文`: a whole line of steps."""
        step = r"(?:[>»›]{1,2}|->|→)\s?"
        return re.compile(
            rf"[^\s>»›。，]{{2,12}}\s?(?:{step}[^\s>»›。，]{{1,12}}\s?){{1,5}}(?:{step})?[^\s>»›。，]{{0,12}}$"
        )

    @cached_property
    def place(self) -> re.Pattern[str]:
        """`您的位置:首页园区要闻正文`: a path whose marks were pictures."""
        return re.compile(
            rf"(?:{any_of(self.words.breadcrumb)})\s?[:：][^。，！？]{{2,40}}(?:正文|列表|首页)[^。，！？]{{0,20}}"
        )

    @cached_property
    def related(self) -> re.Pattern[str]:
        return re.compile(rf"[•●·\s]{{0,2}}[【\[]?(?:{any_of(self.words.related)})(?:\s?[:：>，】\]]|\s|$)")

    @cached_property
    def more(self) -> re.Pattern[str]:
        """`更多某报报道`: the heading of a list."""
        return re.compile(r"(?:更多|查看更多|最新)[^，。！？]{0,10}(?:新闻|报[道导]|内容|资讯|文章|精彩)")

    @cached_property
    def original(self) -> re.Pattern[str]:
        return re.compile(rf"[(（【]?(?:{any_of(self.words.original)})\s?[:：]")

    @cached_property
    def notice(self) -> re.Pattern[str]:
        return re.compile(rf"[(（【\[*※]?\s?(?:{any_of(self.words.notices)})", re.IGNORECASE)

    @cached_property
    def disclaimer(self) -> re.Pattern[str]:
        return re.compile(any_of(self.words.disclaimers), re.IGNORECASE)

    @cached_property
    def rights(self) -> re.Pattern[str]:
        return re.compile(any_of(self.words.rights))

    @cached_property
    def contact(self) -> re.Pattern[str]:
        return re.compile(any_of(self.words.contacts))

    @cached_property
    def channel(self) -> re.Pattern[str]:
        return re.compile(any_of(self.words.channels), re.IGNORECASE)

    @cached_property
    def invitation(self) -> re.Pattern[str]:
        return re.compile(any_of(self.words.invitations), re.IGNORECASE)


@cache
def _rules() -> _Rules:
    return _Rules(furniture_words())


def furniture(text: str, title: str | None = None) -> list[Mark]:
    """Marks for what in the clean `text` is not the article; `title` is the clean title, where known."""
    lines = lines_of(text)
    if len(lines) > 2 * _MOST_LINES:
        lines = lines[:_MOST_LINES] + lines[-_MOST_LINES:]
    kinds = _kinds(lines)
    _titles(lines, kinds, title)
    _menus(lines, kinds)
    _below(lines, kinds)
    _links(lines, kinds)
    _listing(lines, kinds)
    marks = [
        Mark(kind, line.start, line.start + len(line.text)) for line, kind in zip(lines, kinds, strict=True) if kind
    ]
    for line, kind in zip(lines, kinds, strict=True):
        if not kind:
            marks += within(line)
    return sorted(marks, key=lambda m: m.start)


def _kinds(lines: list[Line]) -> list[str | None]:
    kinds: list[str | None] = []
    head = True
    for line in lines:
        head = head and not _is_prose(line.text)
        kinds.append(_kind(line.text, head))
    return kinds


def _is_prose(line: str) -> bool:
    return len(line) >= 20 and ("。" in line or (len(line) >= 40 and "，" in line))


def _kind(line: str, head: bool) -> str | None:
    """The kind of a line that is furniture by itself; `head` where no sentence stands before it."""
    rules, found = _rules(), bylines()
    if len(line) > _LINE or "。" in line:
        # A sentence; only a byline in brackets may have one inside.
        return BYLINE if len(line) < 60 and line[0] in "(（" and found.credit.fullmatch(line) else None
    line = _ONWARD.sub("", _BULLET.sub("", line)) or line
    if rules.original.match(line):
        return TITLE
    bare = line.strip("()（）[]【】《》■●▲◆ ")
    if bare in rules.words.placeholders or _is_filler(line, head):
        return MENU
    if line[0] in "[【" and line[-1] in "]】" and is_site(bare):
        return BYLINE
    if _is_path(line, head):
        return BREADCRUMB
    if MOMENT.fullmatch(line):
        return DATELINE
    if kind := _heading(line):
        return kind
    if _invites(line):
        return CONTACT
    if _turns_pages(line):
        return MENU
    if is_writers(line) or is_readers(line) or is_header(line, head=head):
        return BYLINE
    if rules.related.match(line) and not re.search("[。！？]$", line):
        return RELATED
    if _is_menu(line):
        return MENU
    signed = (
        found.credit.fullmatch(line)
        or found.bracketed.fullmatch(line)
        or (not head and found.signature.fullmatch(line))
    )
    return BYLINE if signed or CONTINUED.fullmatch(line) else None


def _is_filler(line: str, head: bool) -> bool:
    """Whether the line is a rule, a number by itself, or what a site shows of the day."""
    return (
        bool(_RULE.fullmatch(line)) or (head and line.isdigit()) or line.startswith("今天是") or "天气：" in line[:40]
    )


def _turns_pages(line: str) -> bool:
    """Whether the line leads through the pages of a list or of an article: `1 2 3 下一页`, `第 2 页 共 8 页`."""
    return len(line) <= _PAGER_LINE and bool(_PAGES.search(line)) and not _PAGER.sub("", line)


def _is_path(line: str, head: bool) -> bool:
    """Whether the line says where on its site the page stands."""
    rules, path = _rules(), MOMENT.sub("", line).rstrip()
    if rules.place.fullmatch(line) or (head and _STEP.fullmatch(line)):
        return True
    known = rules.breadcrumb.match(line) or rules.home.search(path)
    return bool(known or (rules.trail.match(path) and not may_tell(path))) and not _SENTENCE.search(line)


def _is_menu(line: str) -> bool:
    items = [i for i in re.split(r"[\s|/·•>»›]+", line) if i]
    if len(items) < 2 or any(len(i) > 8 for i in items):
        return False
    known = sum(i in _rules().words.menu for i in items)
    # Two items need to be known both, or to stand in a path.
    return known * 2 >= len(items) if len(items) > 2 or re.search("[>»›]", line) else known == 2


def _invites(line: str) -> bool:
    """Whether the line bids the reader to open, follow or share: `打开APP，查看更多精彩内容`."""
    rules = _rules()
    bids = len(line) <= 80 and rules.channel.search(line) and rules.invitation.search(line)
    return bool(bids) and not may_tell(line)


def _titles(lines: list[Line], kinds: list[str | None], title: str | None) -> None:
    """Marks the title where it stands again as a line above the article."""
    if not title:
        return
    for i, line in enumerate(lines[:16]):
        if _is_prose(line.text):
            return
        if not kinds[i] and len(lines) > i + 1 and same_headline(line.text, title):
            kinds[i] = TITLE
        elif (
            kinds[i] == DATELINE
            and i > 1
            and kinds[i - 2] == TITLE
            and kinds[i - 1] is None
            and _is_account(lines[i - 1].text)
        ):
            kinds[i - 1] = BYLINE


def _is_account(line: str) -> bool:
    return bool(_NAME.fullmatch(line)) and not may_tell(line)


def _menus(lines: list[Line], kinds: list[str | None]) -> None:
    """Marks the items of a menu that stand one to a line, where half of three or more are known."""
    if len(lines) < 3:
        return
    known, at = _rules().known, 0
    while at < len(lines):
        end = at
        while end < len(lines) and len(lines[end].text) <= 8 and re.fullmatch(r"[\w]{1,8}", lines[end].text):
            end += 1
        items = [line.text for line in lines[at:end]]
        if len(items) >= 3 and sum(i in known for i in items) * 2 >= len(items):
            kinds[at:end] = [kind or MENU for kind in kinds[at:end]]
        at = end + 1


def _below(lines: list[Line], kinds: list[str | None]) -> None:
    """Marks what stands below the article: lists of other articles, comments, rights, contacts."""
    body = [i for i, kind in enumerate(kinds) if kind is None]
    if not body:
        return
    _lists(lines, kinds)
    prose = (i for i in reversed(body) if kinds[i] is None and _is_prose(lines[i].text))
    last = next((i for i in prose if not _is_notice(lines[i].text, True)), -1)
    for i in reversed(range(len(lines))):
        if kinds[i]:
            continue
        line = lines[i].text
        if len(line) > _NOTICE:
            return
        if i != last and _is_notice(line, i != body[0]):
            kinds[i] = COPYRIGHT
        elif len(line) < 60 and _rules().contact.search(line) and re.search(r"\d{5}|[:：]|关注|扫", line):
            kinds[i] = CONTACT
        elif i > last >= 0 and is_teased(line):
            kinds[i] = RELATED
        elif i <= last:
            return


def _links(lines: list[Line], kinds: list[str | None]) -> None:
    """Marks short lines below the signature or the notices of the page: links whose heading was lost."""
    last = max((i for i, kind in enumerate(kinds) if kind is None and "。" in lines[i].text), default=None)
    if last is None:
        return
    closed = False
    for i in range(last + 1, len(lines)):
        text = lines[i].text
        if kinds[i]:
            closed = closed or kinds[i] in (RELATED, COMMENTS, CONTACT, COPYRIGHT) or bool(_EDITED.search(text))
        elif (
            closed and "。" not in text and ((len(text) <= 40 and not re.search("[；，]", text)) or _DATED.search(text))
        ):
            kinds[i] = RELATED


def _lists(lines: list[Line], kinds: list[str | None]) -> None:
    """Marks lists of other articles and readers' comments, from their heading on."""
    total, seen = sum(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is None), 0
    opened: str | None = None
    for i, line in enumerate(lines):
        text, own = line.text, kinds[i] is None
        kind = _heading(text)
        # The last half of a page is that of its lists; before it they end where the article goes on.
        low = seen * 2 >= total and seen > 0
        if opened and not low and kinds[i] is None and "。" in text and len(text) >= _PARAGRAPH:
            opened = None
        if kind:
            opened = kind if seen else None
            kinds[i] = kinds[i] or (kind if low else RELATED)
        elif opened and kinds[i] in (None, DATELINE):
            kinds[i] = COPYRIGHT if _is_notice(text, True) else opened
        elif kinds[i] is None and low and _is_comment_box(text):
            kinds[i] = opened = COMMENTS
        if own:
            seen += len(text)


def _is_comment_box(line: str) -> bool:
    return len(line) < 60 and not line.endswith("。") and any(w in line for w in _rules().words.comment_lines)


def _heading(line: str) -> str | None:
    """The kind of the list that the line is the heading of."""
    rules = _rules()
    if len(line) > _HEADING:
        return None
    if _COUNTED.match(line):
        return COMMENTS
    heading = line.strip(" :：>»【】[]■●◆▪|《》※-—")
    if heading in rules.words.lists or (rules.more.fullmatch(heading) and len(heading) <= 16):
        return RELATED
    return COMMENTS if heading in rules.words.comments else None


def _is_notice(line: str, below: bool) -> bool:
    """Whether the line speaks of rights or disclaims what the page says."""
    rules = _rules()
    if len(line) > _NOTICE:
        return False
    phrases, named = len(set(rules.rights.findall(line))), rules.notice.match(line)
    if phrases and (phrases >= 2 or named or len(line) < 60) and rules.disclaimer.search(line):
        return below
    opens = named and (phrases or len(line) < 40)
    registered = len(line) < 120 and _REGISTERED.search(line)
    return bool(opens or registered or (below and phrases >= 3 and len(line) < 300))


def _listing(lines: list[Line], kinds: list[str | None]) -> None:
    """Marks the headlines of a page that is no article: it turns its pages, and no line of it is a sentence."""
    if any(_is_prose(line.text) for line in lines):
        return
    dated = sum(kind == DATELINE or bool(_LINKED.fullmatch(line.text)) for line, kind in zip(lines, kinds, strict=True))
    if any(_turns_pages(line.text) for line in lines) and dated != 1:
        kinds[:] = [RELATED if kind in (None, DATELINE) else kind for kind in kinds]
