"""Whose project it is: companies before the name, inside it, and in the sentence that introduces it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.entities import Entity, folded
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_words import project_words
from zhextract.names.trade_names import is_known_company, owner
from zhextract.names.vocabulary import is_place
from zhextract.records.values import CharSpan
from zhextract.text.document import Document
from zhextract.text.words import frequency, is_word

#: How many different firms are looked through for the full form of a trade name.
_MOST_NAMES = 500
_ANNOUNCES = re.compile(
    r"公告|董事会|监事会|互动平台|业绩说明会|机构调研|投资者|(?:^|[，。；“”、\s])(?:该|本)?公司(?!债|法)"
)

#: What follows a company that a text is the announcement of.
_ANNOUNCER = re.compile(
    r"(?:[（(][^（）()]{2,40}[）)])?(?:[：:]|[^，。；：、的]{0,6}?(?:公告|表示|称|披露|宣布|发布|在互动|召开|董事会|拟|近日|日前|今日|晚间|[0-9]{1,2}月)|的募投)"
)


def project_companies(
    document: Document, entities: Sequence[Entity], organizations: Sequence[Mention]
) -> dict[int, dict[str, list[CharSpan]]]:
    """The companies of each project (by identity), as named in the article, with the words they stand on."""
    if not entities:
        return {}
    companies = [o for o in organizations if o.kind == "company"]
    known = {document.text[o.start : o.end] for o in companies} | {o.name for o in companies}
    placed = InOrder(companies)
    names = tuple(dict.fromkeys(c.name for c in companies))[:_MOST_NAMES]
    found = {id(e): _companies(document, e, placed, known, names) for e in entities}
    _owners_by_pattern(document, entities, organizations, found)
    # What is said of the owner of a project holds for its phases too.
    owned: dict[str, dict[str, list[CharSpan]]] = {}
    for entity in entities:
        if found[id(entity)]:
            owned.setdefault(entity.name, found[id(entity)])
    _labelled(document, entities, placed, found)
    speakers = _announcers(document, companies)
    for entity in entities:
        own = found[id(entity)]
        main = _speaker(speakers, entity.position)
        if not own and entity.name in owned:
            found[id(entity)] = dict(owned[entity.name])
        elif main and not own:
            own[main.name] = [main.span]
        elif main and main.name not in own:
            _add_speaker(document.text, own, main)
    return found


def _add_speaker(text: str, own: dict[str, list[CharSpan]], main: Mention) -> None:
    """Add the company that speaks to those of a project, where one of them is its subsidiary or partner.

    Where the project is called by a short form of it (金富华南基地 of 金富科技), it takes the place of the short form.
    """
    for name in [n for n in own if len(n) < len(main.name) and main.name.startswith(n) and not _registered(n)]:
        own.setdefault(main.name, []).extend(own.pop(name))
    spans = [s for group in own.values() for s in group]
    if main.name not in own and any(_subsidiary(text, s) or _with_partner(text, s) for s in spans):
        own[main.name] = [main.span]


#: The field of a list or table that names who builds: 建设单位：X.
_LABEL = re.compile(
    r"(?:建设|投资|业主|项目|实施|申报|承建投资)?(?:单位|主体|业主|投资方|建设方|法人)(?:名称)?[：:]\s{0,2}$|投资方[：:为]?$"
)
_NO_LABEL = re.compile(
    r"(?:施工|监理|设计|勘察|环评|总承包|代建|检测|评价|编制|招标|咨询|主管|责任|主办|承办|来源)[^：:]{0,4}[：:]\s{0,2}$"
)


def _labelled(
    document: Document,
    entities: Sequence[Entity],
    companies: InOrder[Mention],
    found: dict[int, dict[str, list[CharSpan]]],
) -> None:
    """Companies that stand in a field of their own behind the project: 1.A项目。建设单位：X公司；建设地点：…."""
    text = document.text
    starts = sorted((m.start, i) for i, e in enumerate(entities) for m in e.mentions)
    for company in companies.items:
        before = text[max(0, company.start - 12) : company.start]
        if not _LABEL.search(before) or _NO_LABEL.search(before):
            continue
        at = bisect_right(starts, (company.start, len(entities))) - 1
        if at >= 0 and company.start - starts[at][0] <= 200:
            found[id(entities[starts[at][1]])].setdefault(company.name, []).append(company.span)


def _owners_by_pattern(
    document: Document,
    entities: Sequence[Entity],
    organizations: Sequence[Mention],
    found: dict[int, dict[str, list[CharSpan]]],
) -> None:
    """Owners that the article itself gives away: a prefix that several projects share, a bare name among firms."""
    others = {o.name for o in organizations if o.kind != "company"}
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
        if at >= 0 and frequency(prefix) < 100 and prefix not in others and not _opens_with_place(prefix):
            found[id(entity)] = {prefix: [CharSpan(at, at + len(prefix))]}
        elif (
            first.group in with_firms
            and first.rule.startswith("list")
            and 3 <= len(entity.name) <= 5
            and first.end - first.start == len(entity.name)
            and not re.search(r"[园站场路桥库校院]$", entity.name)
        ):
            found[id(entity)] = {entity.name: [first.span]}


def _companies(
    document: Document, entity: Entity, companies: InOrder[Mention], known: Collection[str], names: Sequence[str]
) -> dict[str, list[CharSpan]]:
    found: dict[str, list[CharSpan]] = {}

    def add(name: str, span: CharSpan) -> None:
        name = _canonical(name, names)
        found.setdefault(name, [])
        if span not in found[name]:
            found[name].append(span)

    for mention in entity.mentions:
        if _firm_alone(mention):
            add(document.text[mention.start : mention.end], mention.span)
            break
    for mention in entity.mentions if not found else ():
        if mention.company is not None:
            add(document.text[mention.company.start : mention.company.end], mention.company)
        for company in companies.inside(mention.start, mention.end):
            # 临溪县第三污水处理厂 that is being built is no firm.
            built = (
                mention.head == "facility"
                and company.rule != "registered.form"
                and company.span == (mention.start, mention.end)
            )
            if not built and not _common(company) and not _is_built(company, mention):
                add(company.name, company.span)
    if not found:
        for mention in entity.mentions:
            if mention.form != "named" or document.text.endswith("公司", 0, mention.start):
                continue
            words = document.text[mention.start : mention.end]
            if len(mention.name) > len(words) and owner(mention.name, known) is None:
                continue  # 雅康 of 雅康高速公路, written out from a list
            inner = owner(words, known)
            whole = inner is not None and words.startswith(("项目", "工程"), inner.end) and mention.head == "generic"
            if whole and words.endswith("工程"):
                continue  # 引大济岷工程
            if inner is not None and _named_after_place(words, words[inner.start : inner.end], known):
                continue
            if inner is not None and not _no_owner(words[inner.start : inner.end]):
                span = CharSpan(mention.start + inner.start, mention.start + inner.end)
                add(words[inner.start : inner.end], span)
                break
    for mention in entity.mentions:
        for company in _investors(document, mention.start, mention.end, companies):
            add(company.name, company.span)
    return found


def _is_built(company: Mention, mention: ProjectMention) -> bool:
    """Whether what is taken for a firm is the very thing that is built (第二净水厂), or a work as a whole."""
    return company.name == mention.name and re.search("(?:厂|站|库|桥|路|园|中心|医院|学校)$", company.name) is not None


def _firm_alone(mention: ProjectMention) -> bool:
    """Whether a list element is a firm and no more: 戴尔乐、中机五建、江海泡沫等项目."""
    return (
        mention.rule == "list-closed-by-等"
        and mention.phase is None
        and 3 <= len(mention.name) <= 4
        and mention.end - mention.start == len(mention.name)
        and not re.search(
            r"[园站场路桥库校院区馆港厂线期段]$|(?:扩建|扩产|技改|改造|搬迁|升级)$|[0-9A-Z]|工程|项目|基地|中心|公园",
            mention.name,
        )
    )


def _canonical(name: str, names: Sequence[str]) -> str:
    """The article's fullest form of a trade name: the organization named first of those that hold it."""
    key = folded(name)
    holders = [other for other in names if key in folded(other)]
    if name in holders:
        fuller = [h for h in holders if len(h) > len(name) and _registered(h)]
        return fuller[0] if len(fuller) == 1 else name
    fuller = [h for h in holders if _registered(h)]
    return fuller[0] if fuller else name


def _common(company: Mention) -> bool:
    """Whether a guessed trade name is made of dictionary words (农村公路, 热电) and so names no one."""
    return company.rule == "company.trade" and (is_word(company.name) or _no_owner(company.name))


#: Works that are called by where they are, whatever syllables open their name.
_OF_PLACES = re.compile(
    "气田|油田|风电场|水库|灌区|堤防|蓄洪|分洪|支?干线|铁路|高速公路|高速$|公路|大桥|隧道|机场|航道|[路街]$|河道|湿地|景区|安置房|老旧小区"
)


def _named_after_place(name: str, guess: str, known: Collection[str]) -> bool:
    """Whether a guessed owner can only be the place of a work (渤中19-6气田开发): short, and no known company."""
    return (
        _OF_PLACES.search(name) is not None and len(guess) <= 3 and guess not in known and not is_known_company(guess)
    )


def _opens_with_place(prefix: str) -> bool:
    """Whether the beginning that names share is no more than where they are (缙云抽水蓄能, 缙云通用机场)."""
    world = gazetteer()
    return any(True for _ in world.prefixes(prefix)) or is_place(prefix)


#: What provinces are called in the names of lines between them: 闽赣, 湘粤.
_ABBREVIATIONS = re.compile("[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀渝黔贵滇藏陕秦甘陇青宁疆港澳台]{2,4}")


def _no_owner(name: str) -> bool:
    """Whether a guessed owner is an attribute of the product (嵌入式, 车规级) or a class word."""
    if _ABBREVIATIONS.fullmatch(name) and not is_known_company(name):
        return True
    return re.search(
        r"^[高中低超][速压温频端硬]|(?:级|式|型|性|化|率|类|用|度|品|[0-9.]|市|县|区|镇|乡|路|道|至|客运|公路|铁路|[东南西北]延)$|^(?:路|大道)",
        name,
    ) is not None or project_words().is_class(name)


def _registered(name: str) -> bool:
    return name.endswith(("公司", "集团", "株式会社", "厂"))


def _investors(document: Document, start: int, end: int, companies: InOrder[Mention]) -> list[Mention]:
    """Companies said to invest in or build what stands at `start`, in its sentence."""
    text = document.text
    sentence = document.sentence_of(start)
    if sentence is None:
        return []
    found: list[Mention] = []
    groups = _together(text, companies.inside(*sentence))
    for index, group in enumerate(groups):
        first, last = group[0], group[-1]
        alone = not any(last.end <= g[0].start < start for g in groups[index + 1 :])
        by = re.search("由[^，。；]{0,3}$", text[max(sentence.start, first.start - 4) : first.start]) is not None
        if last.end <= start and by:
            if alone and _PUTS_MONEY.match(text, last.end, start):
                found += group
        elif last.end <= start:
            if _invests(text[last.end : start], alone=alone):
                found += group
        elif (
            by
            and _BUILDS_IT.match(text, last.end, last.end + 24)
            and not re.search("总承包|施工|设计", text[last.end : last.end + 10])
        ):
            found += group
    return found


_PUTS_MONEY = re.compile("[^，。；]{0,12}(?:出资|投资|兴建|投建|建设|开发)")
_BUILDS_IT = re.compile("[^，。；]{0,12}(?:投资|建设|兴建|开发|出资|独立|合资|打造)")
#: What stands between the members of one subject: A与B, A、B及C, A（股票代码）和B.
_BETWEEN_FIRMS = re.compile(r"(?:[（(][^（）()]{0,20}[）)])?(?:与|和|及|以及|、|联合|携手|会同)")


def _together(text: str, companies: Sequence[Mention]) -> list[list[Mention]]:
    """The companies of a sentence, those that are one subject together."""
    groups: list[list[Mention]] = []
    for company in companies:
        last = groups[-1][-1] if groups else None
        if last is not None and company.start < last.end:
            continue
        if last is not None and _BETWEEN_FIRMS.fullmatch(text, last.end, company.start):
            groups[-1].append(company)
        else:
            groups.append([company])
    return groups


def _invests(between: str, *, alone: bool) -> bool:
    """Whether the words between a company and a project say that it invests in it or builds it."""
    direct = re.fullmatch(
        r"(?:\([^()]{0,16}\)|（[^（）]{0,16}）)?[^，。；]{0,10}?(?:拟|计划|将|欲)?[^，。；、]{0,12}?(?:投资|斥资|出资|兴建|兴办|投建|建设|新建|打造|独资|开发|布局)[^。；]{0,30}",
        between,
    )
    between = between.replace("，下同", "")
    near = re.search(r"(?:投资|建设|新建|兴建|投建|扩建|打造|推进|实施|布局|建)[^，。；]{0,14}$", between)
    return (
        (direct is not None and not re.search("[，,、等]", between))
        or (alone and near is not None and between.count("，") <= 2 and "、" not in between)
        or between == "的"
    )


def _subsidiary(text: str, span: CharSpan) -> bool:
    before = text[max(0, span.start - 8) : span.start]
    return re.search("(?:子公司|孙公司|旗下|下属|控股的?|参股公司|合资公司|设立|成立)(?:了)?$", before) is not None


def _with_partner(text: str, span: CharSpan) -> bool:
    """Whether a company is the partner of the one that speaks: 拟与X共同投建."""
    before, after = text[max(0, span.start - 6) : span.start], text[span.end : span.end + 12]
    return (
        before.endswith(("与", "和", "联合"))
        and re.match("[^，。；]{0,6}(?:共同|合资|合作|联合|签)", after) is not None
    )


def _announcers(document: Document, companies: Sequence[Mention]) -> list[Mention]:
    """The companies that the text speaks for, in order: X(600000)公告, X：…, X近日表示."""
    if not _ANNOUNCES.search(document.text[:600]):
        return []
    text = document.text
    said = [c for c in companies if _ANNOUNCER.match(text, c.end) and not _subsidiary(text, c.span)]
    return sorted(said, key=lambda c: c.start)


def _speaker(announcers: Sequence[Mention], position: int) -> Mention | None:
    """The company spoken for at a place: the one that was named last before it."""
    index = bisect_right(announcers, position, key=lambda c: c.start)
    return announcers[max(index - 1, 0)] if announcers else None
