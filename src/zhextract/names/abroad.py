"""Places abroad that no list has: 老挝勐康, 匈牙利索尔诺克, and one of which a sentence says that a works is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhextract.lexicon.gazetteer import gazetteer, lengths_by
from zhextract.names.mention import Mention
from zhextract.names.passage import Passage
from zhextract.names.project_proper import plain_characters
from zhextract.names.vocabulary import company_names, stops
from zhextract.text import words

#: The longest name that is looked for, and the fewest syllables of one that nothing but its sentence shows.
_LONGEST, _FEWEST = 7, 3
#: What stands at a place abroad right behind its name; not a trade, by which firms are called (印尼泰景铝业).
_WORKS = re.compile(
    r"[0-9]|(?:[一-龥]{1,4}?(?:工厂|基地|电站)|工厂|生产基地|基地|项目|光伏|风电|稀土|[铁铜金镍锂煤]矿|油田|气田|水电站|电站|冶炼厂|炼油厂|电池|电解液|港)"
)
_TOWN = ("市", "镇", "郡", "县")
_PARK = re.compile("(?:工业|产业|科技)?园区?|工业区|经济区|经济特区")
#: The same behind a preposition of place.
_THERE = re.compile("[的，。、]|投资|建设|新建|兴建|设立|建|启用|启动|动工|开工|投产|举行")
_SITED = re.compile("选址(?:于|在)?|位于|落户(?:于|在)?|坐落(?:于|在)")
_AT = ("位于", "在", "选址", "选址于", "落户", "落户于", "坐落于")


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    return lengths_by(0, gazetteer().countries)


def is_abroad(name: str) -> bool:
    """Whether a chain of places is a country, or one abroad, with what is listed behind it."""
    world = gazetteer()
    return name in world.abroad or any(name[:length] in world.countries for length in _lengths().get(name[:1], ()))


def with_unlisted(text: str, start: int, end: int, stop: int) -> int:
    """The end of the place at `text[start:end]`, a country or a place abroad, with an unlisted name behind it."""
    reach = _name_end(text, end, stop)
    if reach - end < 2 or text[end:reach] in company_names():
        return end
    reach += text.startswith(_TOWN, reach, stop)
    if (park := _PARK.match(text, reach, stop)) is not None:
        return park.end()
    shown = _WORKS.match(text, reach, stop) or (text.endswith(_AT, 0, start) and _THERE.match(text, reach, stop))
    return reach if shown else end


def unlisted_sites(passage: Passage) -> Iterator[Mention]:
    """Names of several syllables that no list has, of which a clause says no more than that something is there.

    该厂选址兹雷尼亚宁，… They may be listed after all, or hold what is.
    """
    text = passage.text
    for sited in _SITED.finditer(text):
        sentence = passage.sentence(*sited.span())
        reach = _name_end(text, sited.end(), sentence.end) if sentence else 0
        if sentence and reach - sited.end() >= _FEWEST and (reach == sentence.end or text[reach] in "，。；、"):
            yield Mention(sited.end(), reach, "place", text[sited.end() : reach], "place.unlisted")


def _name_end(text: str, start: int, stop: int) -> int:
    """Where the syllables that are no word of plain language end."""
    reach, syllables, listed = start, 0, False
    for word in words.cut(text, start, min(stop, start + _LONGEST + 3)):
        if len(word.text) == 1:
            if not "\u4e00" <= word.text <= "\u9fff" or word.text in stops() or word.text in plain_characters():
                break
            syllables += 1
        elif words.tag(word.text) not in ("ns", "nr", "nrt", "nrfg") or word.text in gazetteer().countries:
            break
        else:
            listed = True
        if word.end - start > _LONGEST:
            return start
        reach = word.end
    return reach if listed or syllables > 1 else start
