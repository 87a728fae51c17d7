"""Governments, bureaus and committees; universities, institutes, hospitals, associations and exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.vocabulary import LEVELS, is_place, place_chain, table

#: Single characters after 委, 局, 办 and the like that make another word: 委托, 局面, 办理.
_NOT_AFTER = frozenset("托员派屈任面部势限理公法事学成好结证案化域")
#: Organs that are named only together with their division: bare 市委 or 市政府 counts for nothing.
_NEEDS_PLACE = ("委", "政府", "党委", "党工委", "政协", "行署", "管理委员会", "管委会", "人大常委会")
_BUILT = ("项目", "工程", "建设", "新建", "迁建", "选址")


@cache
def _organs() -> tuple[AhoCorasick, tuple[str, ...]]:
    government = table().government
    forms = [
        function + organ
        for function in government.functions
        for organ in government.organs
        if organ != "中心" and not function.endswith(organ)
    ]
    words = tuple(dict.fromkeys(forms))
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _named() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    entries = [(word, "government") for word in table().government.national]
    entries += [(word, "institution") for word in table().institution.known]
    return AhoCorasick([w for w, _ in entries], matchkind=MatchKind.LeftmostLongest), tuple(entries)


@cache
def _endings() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    entries = [(word, "government") for word in table().government.endings]
    entries += [(word, "institution") for word in table().institution.endings]
    entries = list(dict(entries).items())
    return AhoCorasick([w for w, _ in entries], matchkind=MatchKind.LeftmostLongest), tuple(entries)


def bodies(passage: Passage) -> Iterator[Mention]:
    """The governments and institutions of the passage."""
    yield from _known(passage)
    yield from _local_organs(passage)
    yield from _by_ending(passage)


def _known(passage: Passage) -> Iterator[Mention]:
    scan, entries = _named()
    text = passage.text
    for index, start, end, _ in passage.hits(scan):
        word, kind = entries[index]
        if (end - start <= 3 and text[end : end + 1] in ("分", "大")) or (
            word.endswith("部") and text[end : end + 1] == "门"
        ):
            continue
        yield Mention(start, end, kind, word, f"{kind}.known")


def _local_organs(passage: Passage) -> Iterator[Mention]:
    """市发改委, 莲花县气象局, 四川省发展改革委: a function and a kind of organ, with what stands before it."""
    scan, _ = _organs()
    text = passage.text
    for _, at, end, sentence in passage.hits(scan):
        if text[end : end + 1] and text[end] in _NOT_AFTER:
            continue
        start = _with_division(text, at, sentence.start)
        if start == at and end - at < 4 and not text[at:end].endswith(("委", "局", "厅")):
            continue
        yield Mention(start, end, "government", text[start:end], "government.organ")


def _with_division(text: str, at: int, floor: int) -> int:
    """The start of the division or level that stands before `at`, or `at`."""
    start = place_chain(text, at, floor)
    if start < at:
        return start
    for word in ("国家", "中国", *LEVELS):
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
    for index, at, end, sentence in passage.hits(scan):
        ending, kind = entries[index]
        if text[end : end + 1] and text[end] in "生员化路系":
            continue
        start, words = stem(text, sentence.start, at)
        name = text[start:at]
        if kind == "government":
            if not _governs(text, start, at, name, ending, sentence.start):
                continue
            chain = place_chain(text, at, sentence.start)
            if chain < at and not words:
                start = chain
        elif not words or name in table().institution.not_stems or not is_proper(words) or len(name) > 20:
            continue
        elif text.startswith(_BUILT, end):
            continue
        if start >= at:
            continue
        yield Mention(start, end, kind, text[start:end], f"{kind}.ending")


def _governs(text: str, start: int, at: int, name: str, ending: str, floor: int) -> bool:
    """Whether what stands before the ending makes it a named body."""
    if ending[0] in "省市县区镇乡州旗盟" and ending not in ("市政府",):
        whole = name + ending[0]
    else:
        whole = name
    placed = _begins_with_place(whole)
    if ending.endswith(_NEEDS_PLACE):
        return placed
    return placed or any(whole.startswith(level) and len(whole) <= 8 for level in LEVELS) and len(whole) > 0


def _begins_with_place(name: str) -> bool:
    return any(is_place(name[:length]) for length in range(min(12, len(name)), 1, -1)) or (
        len(name) > 2 and name[-1] in "县市区镇乡州旗盟" and len(name) <= 6
    )
