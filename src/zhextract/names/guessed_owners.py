"""Owners that are guessed from the name of a project, where no organization was found in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.entities import Entity
from zhextract.names.mention import Mention
from zhextract.names.people import is_surnamed
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_proper import is_proper_name
from zhextract.names.project_words import project_words
from zhextract.names.trade_names import is_known_company, owner
from zhextract.names.vocabulary import is_place
from zhextract.records.values import CharSpan
from zhextract.text.document import Document
from zhextract.text.words import frequency, is_word, tag, texts

#: Works that are called by where they are, whatever syllables open their name.
_OF_PLACES = re.compile(
    "气田|油田|风电场|水库|灌区|堤防|蓄洪|分洪|支?干线|铁路|高速公路|高速$|公路|大桥|隧道|机场|航道|[路街]$|河道|变电站|输变电|湿地|景区|安置房|老旧小区"
)
#: What provinces are called in the names of lines between them: 闽赣, 湘粤.
_ABBREVIATIONS = re.compile("[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀渝黔贵滇藏陕秦甘陇青宁疆港澳台]{2,4}")

#: What the name of a firm does not stand before: 上海临港|新片区.
_NO_FIRM_BEFORE = ("配套", "新片区", "新区", "开发区", "经开区", "高新区")
#: What follows the name of a place.
_PLACE_ENDINGS = (
    *("县", "市", "区", "镇", "乡", "村", "街道", "渔港", "港区", "作业区", "园区", "新区", "工业园"),
    *("经济开发", "经济技术", "高新区", "高新技术", "经开区", "开发区"),
    *("水库", "灌区", "河", "湖", "岭", "矿区", "盐湖", "油田", "气田", "景区"),
)
_OWNS = re.compile("(?:^|[，。；：、\n“ 　])(?P<name>[一-龥]{2,4})的$")
#: 前期投建的A项目: no one's name.
_BUILT = ("投建", "新建", "在建", "拟建", "续建", "兴建", "建设", "投资", "规划", "实施", "承建")
#: 日产2×7500吨熟料生产线: no car maker; nor is 16万吨 anyone's name.
_OUTPUT = re.compile("[日月年]产[0-9]")
_AMOUNT = re.compile(r"[0-9.]+(?:[万亿千百]|[吨台套辆亩]|兆瓦|公里|[MG]Wh?)")
#: A noun that texts have this often is a thing; the most common ones are names as well (远景, 联想).
_RARE, _WELL_KNOWN = 15, 150
#: Two syllables are a thing as soon as a firm, where another is told.
_SURE_LENGTH = 3
_LOOKED_AT = 20  # places of a guess that are looked at


def guessed_owner(
    text: str, mention: ProjectMention, known: Collection[str], places: Collection[str] = (), *, told: bool = False
) -> CharSpan | None:
    """The trade name inside or before a project's name, as `owner` guesses it; None where it can be no owner.

    `known` are the companies of the article, `places` its places: a township is no owner. Where an owner is `told`,
    no name before the project's is taken beside it.
    """
    if mention.form != "named" or text.endswith("公司", 0, mention.start):
        return None
    before = None if told else _named_before(text, mention, places)
    if before is not None:
        return before
    words = text[mention.start : mention.end]
    if len(mention.name) > len(words) and owner(mention.name, known) is None:
        return None  # 雅康 of 雅康高速公路, written out from a list
    inner = owner(words, known)
    if inner is None:
        return None
    guess = words[inner.start : inner.end]
    if mention.name == words and inner.end - inner.start == len(words) and words.endswith(_PLANTS):
        return None  # the plant is what is built
    whole = words.startswith(("项目", "工程"), inner.end) and mention.head == "generic"
    if whole and words.endswith("工程"):
        return None  # 引大济岷工程
    sure = guess in known or is_known_company(guess)
    if told and not sure and len(guess) < _SURE_LENGTH and not any(guess in name for name in known):
        return None  # 翔宇食品投资的豆干车间
    if whole and not sure and (_opens_with_place(guess) or len(texts(guess)[0]) > 1):
        return None  # 四川铜杆项目, 小苏打项目, 刀片电池项目
    if _OUTPUT.match(words, inner.start):
        return None
    if not sure and (_is_plain(guess) or _is_abroad(words, inner.start)):
        return None
    if _named_after_place(words, guess, known) or _no_owner(guess) or words.startswith(_NO_FIRM_BEFORE, inner.end):
        return None
    if any(place.endswith(guess) for place in places) or (not sure and _is_place_here(text, guess)):
        return None
    return CharSpan(mention.start + inner.start, mention.start + inner.end)


def _named_before(text: str, mention: ProjectMention, places: Collection[str]) -> CharSpan | None:
    """A name that no list has before 的 and a project: 杉信的年产6万吨负极材料项目."""
    match = _OWNS.search(text, max(0, mention.start - 6), mention.start)
    if match is None:
        return None
    start, end = match.span("name")
    name = match["name"]
    if name.endswith(_BUILT):
        return None
    if name in places or is_place(name) or is_word(name) or is_surnamed(text, start, end) or _no_owner(name):
        return None
    return CharSpan(start, end) if is_proper_name(name) else None


def _is_plain(guess: str) -> bool:
    """Whether a guess is an ordinary noun (云端, 速冻), and no name by its tag."""
    return tag(guess) == "n" and _RARE < frequency(guess) < _WELL_KNOWN


def _is_abroad(words: str, start: int) -> bool:
    """Whether a guess stands behind a country, where places are written in syllables too: 匈牙利索尔诺克工厂."""
    return words[:start] in gazetteer().countries


_PLANTS = ("厂", "站", "医院", "学校", "水库", "中心")
#: A number, and what a county's own are called by (县中医院), opens no firm's name.
_NO_PREFIX = re.compile("[0-9县市区镇乡村]")


def owners_by_pattern(
    document: Document,
    entities: Sequence[Entity],
    organizations: Sequence[Mention],
    places: Collection[str],
    found: dict[int, dict[str, list[CharSpan]]],
) -> None:
    """Owners that the article itself gives away: a prefix that several projects share, a bare name among firms."""
    others = {*places, *(o.name for o in organizations if o.kind != "company")}
    prefixes = Counter(name[:n] for name in {e.name for e in entities} for n in (2, 3, 4) if len(name) >= n)
    with_firms = {
        e.mentions[0].group
        for e in entities
        if any(n in e.name for n in found[id(e)]) and e.mentions[0].form == "named"
    }
    for entity in entities:
        first = entity.mentions[0]
        if found[id(entity)] or first.form != "named":
            continue
        prefix = next(
            (entity.name[:n] for n in (4, 3, 2) if len(entity.name) >= n and prefixes[entity.name[:n]] > 1), ""
        )
        at = document.text.find(prefix, first.start, first.end) if prefix else -1
        if (
            at >= 0
            and not prefix[0].isdigit()  # 5万吨|磷酸铁, 5万吨|氟化氢
            and frequency(prefix) < 100
            and prefix not in others
            and not _NO_PREFIX.match(prefix)
            and not _is_place_here(document.text, prefix[:2])
            and not (_opens_with_place(prefix) or _no_owner(prefix) or _is_place_here(document.text, prefix))
        ):
            found[id(entity)] = {prefix: [CharSpan(at, at + len(prefix))]}
        elif (
            first.group in with_firms
            and first.rule.startswith("list")
            and 3 <= len(entity.name) <= 5
            and first.end - first.start == len(entity.name)
            and not re.search(r"[园站场路桥库校院铁速线]$", entity.name)
        ):
            found[id(entity)] = {entity.name: [first.span]}


def _is_place_here(text: str, guess: str) -> bool:
    """Whether the article itself has the guess as a place: 武莲渔港, 安陵市, 秦家塝矿区."""
    at = text.find(guess)
    for _ in range(_LOOKED_AT):
        if at < 0:
            return False
        if text.startswith(_PLACE_ENDINGS, at + len(guess)):
            return True
        at = text.find(guess, at + len(guess))
    return False


def is_common(company: Mention) -> bool:
    """Whether a guessed trade name is made of dictionary words (农村公路, 热电) and so names no one."""
    return company.rule == "company.trade" and (is_word(company.name) or _no_owner(company.name))


def _named_after_place(name: str, guess: str, known: Collection[str]) -> bool:
    """Whether a guessed owner can only be the place of a work (渤中19-6气田开发): short, and no known company."""
    return (
        _OF_PLACES.search(name) is not None and len(guess) <= 3 and guess not in known and not is_known_company(guess)
    )


def _opens_with_place(prefix: str) -> bool:
    """Whether the beginning that names share is no more than where they are (缙云抽水蓄能, 缙云通用机场)."""
    world = gazetteer()
    return world.begins(prefix) or is_place(prefix)


def _no_owner(name: str) -> bool:
    """Whether a guessed owner is an attribute of the product (嵌入式, 车规级) or a class word."""
    if (_ABBREVIATIONS.fullmatch(name) and not is_known_company(name)) or _AMOUNT.match(name):
        return True
    return re.search(
        r"[与和及上里]$|^[高中低超][速压温频端硬阶]|^引.{1,2}[济入调]|[菌堆氢氨酸碱钠钾]$|^.{1,2}[焦磷硫醇醚烯烷苯酮酯胺酱醋镍钴锰钒钼钨锑]$|合金$|碳[二三四五六七八九十]$|(?:级|式|型|性|化|率|类|用|度|(?<!食)品|[0-9.]|市|县|区|镇|乡|路|道|至|客运|公路|铁路|[东南西北]延)$|^(?:路|大道)|援建|分洪|^[一-龥]大$|[园院校]$",
        name,
    ) is not None or project_words().is_class(name)
