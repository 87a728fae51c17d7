"""Companies by a registered form of name (…有限公司, …集团, …公司, …电厂): found by the ending, walked to the left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.boundary import is_proper, stem
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage, WordList
from zhextract.names.vocabulary import (
    begins_with_brand,
    company_names,
    generic,
    is_place,
    place_chain,
    relations,
    table,
)
from zhextract.text.words import Word, tag

#: Endings that make a name only of something proper: 该公司, 石油公司 and 产业集团 name nobody.
_SHORT = {"公司", "集团", "事务所", "财团", "集团公司", "总公司", "分公司", "股份公司", "集团总公司", "银行"}
#: Prepositions that stand before 公司 and make no name of it: 法院就公司的裁定.
_ABOUT = frozenset("就对向在为与给替按")
#: What follows an ending that was none: 公司法, 集团化, 公司债.
_NOT_AFTER = "法债章化军制业卡贷存家股"
#: What is built is no organization yet (污水处理厂项目), unless it is extended or has units added.
_BUILT = re.compile(r"(?:[一二三四五六]期)?(?:项目|工程|新建|选址)|[商房家区址]")
#: A foreign name in brackets shows that the words before it are a name: 新石油勘探公司（Nippon Oil Exploration）.
_GLOSS = re.compile(r"[（(][A-Z]")
#: A name in letters of two words or more, the last of which is a form of enterprise.
_LATIN = re.compile(
    r"[A-Z][A-Za-z&.]{0,20}(?: [A-Z][A-Za-z&.]{0,20}){0,4} "
    r"(?:LLC|Inc\.?|Ltd\.?|Corp\.?|G[mM][bB][hH]|Co\.?|AG|S\.?A\.?|PLC|plc|LP|Lines?|Group|Company|Limited|Holdings|"
    r"Industries|Power|Airlines|Semiconductor|Materials|Technologies|Energy|Motors|Systems|Partners|Capital)"
    r"(?![A-Za-z]| [A-Z])"
)


@cache
def _scan() -> tuple[WordList, tuple[str, ...], frozenset[str]]:
    company = table().company
    endings = tuple(dict.fromkeys((*company.legal, *company.plant, *company.branch)))
    return WordList(endings), endings, frozenset(company.plant)


def word_lists() -> tuple[WordList, ...]:
    """What the passage must be scanned for."""
    return (_scan()[0],)


def registered_companies(passage: Passage) -> Iterator[Mention]:
    """The companies whose name ends in a form of enterprise or a kind of plant."""
    yield from _latin_names(passage)
    scan, endings, plants = _scan()
    text = passage.text
    last: Mention | None = None
    for index, at, end, sentence in passage.hits(scan):
        ending = endings[index]
        if end < len(text) and text[end] in _NOT_AFTER:
            continue
        found = _with_parent(text, last, at, end) if ending in table().company.branch else None
        if found is None:
            start, words = stem(text, sentence.start, at)
            plant = ending in plants
            if not _is_name(words, ending, plant, bool(_GLOSS.match(text, end))) or (plant and _BUILT.match(text, end)):
                continue
            start = _at_known(text, start, end)
            end = _with_tail(text, end)
            found = Mention(start, end, "company", text[start:end], f"registered.{'plant' if plant else 'form'}")
        yield found
        last = found


def _with_parent(text: str, last: Mention | None, at: int, end: int) -> Mention | None:
    """A branch together with the company it follows without a break (…有限公司南岭分公司)."""
    if last is None or not 0 <= at - last.end <= 12 or not all("\u4e00" <= c <= "\u9fff" for c in text[last.end : at]):
        return None
    return Mention(last.start, end, "company", text[last.start : end], "registered.branch")


def _is_name(words: Sequence[Word], ending: str, plant: bool, gloss: bool) -> bool:
    """Whether the stem names a company."""
    name = "".join(w.text for w in words)
    if not words or words[0].text in "(（" or "“" in name or name.endswith("·"):
        return False
    if ending.startswith("公司") and (words[-1].text in relations() or words[-1].text in _ABOUT):
        return False
    if plant:
        abroad = name in gazetteer().countries
        return len(name) > 1 and not abroad and is_proper(list(words)) and (ending != "工厂" or _branded(words))
    if ending in _SHORT:
        if is_place(name) and (ending in ("集团", "银行") or name in gazetteer().countries):
            # 裕民集团 is no group of the county 裕民; one of a province or city has more to its name.
            return ending == "集团" and all(d.level == 3 for d in gazetteer().by_short.get(name, ()))
        if ending == "集团" and len(words) == 1 and 2 <= len(name) <= 4 and name not in generic():
            return tag(name) not in ("v", "d", "m", "r", "vn")
        if any(w.text == "有" for w in words):
            return False
        return gloss or is_proper(list(words)) or (words[0].text == "中国" and len(words) > 2)
    return len(name) > 1 and not all(w.text in generic() for w in words)


def _at_known(text: str, start: int, end: int) -> int:
    """Where a well-known name begins that the stretch ends in, behind words that are no place (曾约谈中粮集团)."""
    for length in range(min(_LONGEST_KNOWN, end - start - _PREFIX), 3, -1):
        if text[end - length : end] in company_names() and place_chain(text, end - length, start) != start:
            return end - length
    return start


#: The longest known name that is looked for, and the shortest stretch before one that is no part of it (中国, 山西省).
_LONGEST_KNOWN, _PREFIX = 12, 3


def _branded(words: Sequence[Word]) -> bool:
    """Whether a works is named by its place and a known company (武汉海尔…工厂)."""
    rest = "".join(w.text for w in words[1:])
    verbs = any(tag(w.text) == "v" and len(w.text) > 1 for w in words)
    return is_place(words[0].text) and begins_with_brand(rest) and not verbs


def _with_tail(text: str, end: int) -> int:
    for tail in table().company.tail:
        if text.startswith(tail, end):
            return end + len(tail)
    return end


def _latin_names(passage: Passage) -> Iterator[Mention]:
    for match in _LATIN.finditer(passage.text):
        sentence = passage.sentence(*match.span())
        if sentence:
            start = place_chain(passage.text, match.start(), sentence.start)
            yield Mention(start, match.end(), "company", passage.text[start : match.end()], "registered.latin")
