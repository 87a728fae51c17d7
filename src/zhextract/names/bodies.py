"""Governments, bureaus and committees; universities, institutes, hospitals, associations and exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import LEVELS, is_place, place_chain, stops, table
from zhextract.text import words as dictionary

#: Single characters after 委, 局, 办 and the like that make another word: 委托, 局面, 办理.
_NOT_AFTER = frozenset("托员派屈任面部势限理法事学成好结证案化域实")
#: Organs that are named only together with their division: bare 市委 or 市政府 counts for nothing.
_NEEDS_PLACE = ("委", "政府", "党委", "党工委", "政协", "行署", "管理委员会", "管委会", "人大常委会")
#: What goes on behind 政府 and makes it no body.
_NOT_GOVERNMENT = (
    "工作报告",
    "采购",
    "部门",
    "专项",
    "投资",
    "债",
    "补",
    "性",
    "网",
    "引导",
    "产业",
    "主导",
    "机构",
    "服务",
)
#: Associations may be made of ordinary words alone (天然橡胶生产国协会).
_ASSOCIATIONS = ("协会", "学会", "联合会", "商会", "交易所")
_BUILT = ("项目", "工程", "建设", "新建", "迁建", "选址")
#: Schools and hospitals by number: 安庆一中, 沧州二院.
_DIGITS = "一二三四五六七八九十"
_NOT_NUMBERED = re.compile(r"[\u4e00-\u9fff]?[心级等型央原部后午东西南北路队]")
#: An office by its task in two characters, where someone of it speaks: 市创建办主任.
_OF_OFFICE = ("主任", "副主任", "综合处", "处长", "负责人", "有关", "相关", "介绍", "表示", "获悉", "消息")


@cache
def _organs() -> WordList:
    government = table().government
    forms = {
        function + organ
        for function in government.functions
        for organ in government.organs
        if organ != "中心" and not function.endswith(organ)
    }
    return WordList(sorted(forms))


@cache
def _named() -> tuple[WordList, tuple[tuple[str, str], ...]]:
    entries = [(word, "government") for word in table().government.national]
    entries += [(word, "institution") for word in table().institution.known]
    return WordList([w for w, _ in entries]), tuple(entries)


@cache
def _endings() -> tuple[WordList, tuple[tuple[str, str], ...]]:
    kinds = dict.fromkeys(table().institution.endings, "institution")
    kinds.update(dict.fromkeys(table().government.endings, "government"))
    return WordList(list(kinds)), tuple(kinds.items())


def word_lists() -> tuple[WordList, ...]:
    """What the passage must be scanned for."""
    return _organs(), _named()[0], _endings()[0], _countries(), _numbers(), _offices()


def bodies(passage: Passage) -> Iterator[Mention]:
    """The governments and institutions of the passage."""
    yield from _known(passage)
    yield from _local_organs(passage)
    yield from _by_ending(passage)
    yield from _numbered(passage)
    yield from _foreign_ministries(passage)


def _known(passage: Passage) -> Iterator[Mention]:
    scan, entries = _named()
    text = passage.text
    for index, start, end, _ in passage.hits(scan):
        word, kind = entries[index]
        after = text[end : end + 1]
        if (len(word) <= 3 and after in ("分", "大", "门", "桥", "道", "街")) or (
            word.endswith("部") and after in ("门", "分")
        ):
            continue
        yield Mention(start, end, kind, word, f"{kind}.known")


def _local_organs(passage: Passage) -> Iterator[Mention]:
    """市发改委, 莲花县气象局, 四川省发展改革委: a function and a kind of organ, with what stands before it."""
    text = passage.text
    for _, at, end, sentence in passage.hits(_organs()):
        if end < len(text) and text[end] in _NOT_AFTER:
            continue
        start = _joined_start(text, _with_division(text, at, sentence.start), sentence.start)
        if start == at and not text[at:end].endswith(("委", "局", "厅", "委员会")):
            continue
        yield Mention(start, end, "government", text[start:end], "government.organ")


def _with_division(text: str, at: int, floor: int) -> int:
    """The start of the division or level that stands before `at`, or `at`."""
    start = place_chain(text, at, floor)
    if start < at:
        return start
    for word in ("国家", "中国", "中央", *LEVELS):
        if text.endswith(word, floor, at):
            return _unlisted_division(text, at, len(word), floor) if word in LEVELS else at - len(word)
    return at


def _unlisted_division(text: str, at: int, width: int, floor: int) -> int:
    """Before a bare level (县): the start of a division that the list lacks, or of the level itself."""
    begin = at - width
    start, words = stem(text, floor, begin)
    name = text[start:begin]
    if words and 2 <= len(name) <= 4 and is_proper(words) and not name.endswith(("全", "各", "我", "该", "本")):
        return start
    return begin


def _by_ending(passage: Passage) -> Iterator[Mention]:
    scan, entries = _endings()
    text = passage.text
    last: Mention | None = None
    for index, at, end, sentence in passage.hits(scan):
        ending, kind = entries[index]
        after = text[end : end + 1]
        if after and after in "生员化路系场":
            continue
        if ending == "商会" and any(w.endswith("商") for w in dictionary.texts(text[max(0, at - 3) : end])):
            continue
        if ending == "分会" and last and last.kind == "institution" and at - last.end <= 8:
            # A branch is named by the association that it belongs to.
            last = Mention(last.start, end, kind, text[last.start : end], "institution.branch")
            yield last
            continue
        start = (
            _government_start(text, at, end, ending, sentence.start)
            if kind == "government"
            else _institution_start(text, at, end, ending, sentence.start)
        )
        if start < at:
            last = Mention(start, end, kind, text[start:end], f"{kind}.ending")
            yield last


def _institution_start(text: str, at: int, end: int, ending: str, floor: int) -> int:
    """Where the institution begins, or `at` where the ending makes none."""
    start, words = stem(text, floor, at)
    name = text[start:at]
    if ending.endswith("大学") and text.startswith(("科技园", "城"), end):
        return at
    if not words or len(name) > 20 or name in table().institution.not_stems or text.startswith(_BUILT, end):
        return at
    start = _joined_start(text, start, floor)
    if start < words[0].start or is_proper(words) or (ending in _ASSOCIATIONS and len(words) > 1 and len(name) > 3):
        return start
    return at


def _joined_start(text: str, start: int, floor: int) -> int:
    """The start before a 和 inside the name: what stands before it opens with a place and ends in no organization."""
    if start <= floor or text[start - 1] not in "和与暨":
        return start
    before, words = stem(text, floor, start - 1)
    if not words or not (is_place(words[0].text) or words[0].text == "中国") or len(words) < 2:
        return start
    last = words[-1].text
    whole = text[before : start - 1]
    if whole.endswith(
        ("会", "院", "局", "部", "委", "公司", "集团", "大学", "所", ")", "）", "省", "市", "县", "区")
    ) or is_place(last):
        return start
    return before


def _government_start(text: str, at: int, end: int, ending: str, floor: int) -> int:
    """Where the organ begins, or `at` where the ending makes none."""
    if ending.endswith(("管委会", "管理委员会")) and text.endswith(table().park.kinds, floor, at):
        return at
    if ending in ("党委", "党工委") and text.endswith(("公司", "集团", "厂", "区", "局"), floor, at):
        return at
    if ending.endswith("政府") and text.startswith(_NOT_GOVERNMENT, end):
        return at
    start, words = stem(text, floor, at)
    chain = place_chain(text, at, floor)
    if not words and chain < at:
        start = chain
    name = text[start:at]
    whole = name + ending[0] if ending[0] in "省市县区镇乡州旗盟" else name
    if any((w.text in stops() and w.text != "驻") or dictionary.tag(w.text) in ("m", "q", "uj") for w in words[1:]):
        return at
    placed = _begins_with_place(whole)
    if ending.endswith(_NEEDS_PLACE):
        return start if placed else at
    if ending == "法院" and name in gazetteer().countries:
        return at  # any court of the country
    if placed or (whole.startswith(LEVELS) and len(whole) <= 10):
        return start
    return at


def _begins_with_place(name: str) -> bool:
    if name.startswith(("国家", "全国", "中央")) and len(name) > 3:
        return True
    if any(is_place(name[:length]) for length in range(min(12, len(name)), 1, -1)):
        return True
    plain = dictionary.is_word(name) or dictionary.tag(name[:-1]) not in (None, "ns", "nr", "nz")
    return 2 < len(name) <= 5 and name[-1] in "县市区镇乡州旗盟" and not plain


_MINISTRY = frozenset("部省署厅")


@cache
def _countries() -> WordList:
    return WordList(sorted(gazetteer().countries))


def _foreign_ministries(passage: Passage) -> Iterator[Mention]:
    """日本经济产业省, 韩国科学技术信息通信部: a country, a field, and 部 or 省 as a word of its own."""
    text = passage.text
    for _, start, at, sentence in passage.hits(_countries()):
        if _MINISTRY.isdisjoint(text[at + 2 : at + 12]):
            continue
        for word in dictionary.cut(text[at : min(at + 12, sentence.end)]):
            end = at + word.end
            if not "\u4e00" <= word.text[0] <= "\u9fff" or word.text in stops() or word.text in "的将在与和及":
                break
            if (
                word.text in ("部", "署", "厅")
                or (word.text == "省" and text[start:at] == "日本")
                or word.text in table().government.national
            ):
                if word.start > 1 or len(word.text) > 1:
                    yield Mention(start, end, "government", text[start:end], "government.ministry")
                break


def _numbered(passage: Passage) -> Iterator[Mention]:
    """安庆一中 and 岭南创建办: a division and a short form that only it makes a name."""
    text = passage.text
    for _, at, end, sentence in passage.hits(_numbers()):
        if _NOT_NUMBERED.match(text, end) or text.startswith(_BUILT, end):
            continue
        for before in (_DIGITS, "第"):
            if at > sentence.start and text[at - 1] in before:
                at -= 1
        start = place_chain(text, at, sentence.start)
        if start < at:
            yield Mention(start, end, "institution", text[start:end], "institution.short")
    for _, office, _, sentence in passage.hits(_offices()):
        at, end = office - 2, office + 1
        if at < sentence.start or not all("\u4e00" <= c <= "\u9fff" for c in text[at:office]):
            continue
        start = place_chain(text, at, sentence.start)
        if start == at and text[start - 1 : start] in ("市", "县", "区", "省"):
            start -= 1
        if start < at:
            yield Mention(start, end, "government", text[start:end], "government.short")


@cache
def _numbers() -> WordList:
    return WordList(digit + kind for digit in _DIGITS for kind in "中院小高")


@cache
def _offices() -> WordList:
    return WordList("办" + what for what in _OF_OFFICE)
