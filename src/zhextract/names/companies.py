"""Whose project it is: companies before the name, inside it, and in the sentence that introduces it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from zhextract.names.entities import Entity, folded
from zhextract.names.guessed_owners import guessed_owner, is_common, owners_by_pattern
from zhextract.names.mention import FACILITY_RULES, Mention
from zhextract.names.order import InOrder
from zhextract.names.project_investors import investors, parents
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_speakers import add_speaker, announcers, registered, speaker
from zhextract.names.project_units import without_unit
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

#: How many different firms are looked through for the full form of a trade name.
_MOST_NAMES = 500
#: The field of a list or table that names who builds: 建设单位：X.
_LABEL = re.compile(
    r"(?:建设|投资|业主|项目|实施|申报|承建投资)?(?:单位|主体|业主|投资方|建设方|法人)(?:名称)?[：:]\s{0,2}$|投资方[：:为]?$|"
    r"实施主体(?:为|是|系)(?:公司)?(?:全资|控股)?(?:子公司|孙公司)?$"
)
#: What makes a project that of the company named before it, and how far before.
_ITS = re.compile("(?:(?<=[，。；、])其|(?:该|同一|同一家|这家)(?:公司|企业)的|该公司)$")
_REFERRED = 120
#: The owner that speaks, or is named, behind what was said of the project: 业主A说, 业主是A.
_OWNER = re.compile("(?:^|[，。；\n“据])(?:业主|园子|项目业主|建设单位|投资方)(?:单位|方)?(?:是|为|系)?$")
_NO_LABEL = re.compile(
    r"(?:施工|监理|设计|勘察|环评|总承包|代建|检测|评价|编制|招标|咨询|主管|责任|主办|承办|来源)[^：:]{0,4}[：:]\s{0,2}$"
)


def project_companies(
    document: Document, entities: Sequence[Entity], organizations: Sequence[Mention], places: Sequence[Mention] = ()
) -> dict[int, dict[str, list[CharSpan]]]:
    """The companies of each project (by identity), as named in the article, with the words they stand on."""
    if not entities:
        return {}
    companies = [o for o in organizations if o.kind == "company"]
    known = frozenset({document.text[o.start : o.end] for o in companies} | {o.name for o in companies})
    placed = InOrder(companies)
    names = tuple(dict.fromkeys(c.name for c in companies))[:_MOST_NAMES]
    located = {p.name for p in places}
    found = {id(e): _companies(document, e, placed, known, names, located) for e in entities}
    owners_by_pattern(document, entities, organizations, located, found)
    # What is said of the owner of a project holds for its phases and units too.
    owned: dict[str, dict[str, list[CharSpan]]] = {}
    for entity in entities:
        if found[id(entity)]:
            owned.setdefault(entity.name, found[id(entity)])
    _labelled(document, entities, placed, found)
    _referred(document, entities, placed, found)
    speakers = announcers(document, companies)
    for entity in entities:
        own = found[id(entity)]
        main = speaker(document, speakers, entity.position)
        whole = owned.get(entity.name) or owned.get(without_unit(entity.name))
        if not own and whole:
            found[id(entity)] = dict(whole)
        elif main and not own:
            own[main.name] = [main.span]
        elif main and main.name not in own:
            add_speaker(document.text, own, main)
    return found


def without_built(organizations: Sequence[Mention], built: Collection[CharSpan]) -> Sequence[Mention]:
    """The organizations without the plants, schools and institutes that are themselves what is built.

    `built` is where projects are named by a kind of facility alone.
    """
    names = {o.name for o in organizations if o.rule in FACILITY_RULES and o.span in built}
    return [o for o in organizations if o.name not in names or o.rule not in FACILITY_RULES] if names else organizations


def _labelled(
    document: Document,
    entities: Sequence[Entity],
    companies: InOrder[Mention],
    found: dict[int, dict[str, list[CharSpan]]],
) -> None:
    """Companies that stand in a field of their own behind the project: 1.A项目。建设单位：X公司；建设地点：…."""
    text = document.text
    starts = sorted((m.start, i) for i, e in enumerate(entities) for m in e.mentions)
    named = InOrder([m.span for e in entities for m in e.mentions if m.form == "named"])
    for company in companies.items:
        before = text[max(0, company.start - 16) : company.start]
        if _NO_LABEL.search(before) or not (_LABEL.search(before) or _speaks_as_owner(document, company, named)):
            continue
        at = bisect_right(starts, (company.start, len(entities))) - 1
        if at >= 0 and company.start - starts[at][0] <= 200:
            found[id(entities[starts[at][1]])].setdefault(company.name, []).append(company.span)


def _referred(
    document: Document,
    entities: Sequence[Entity],
    companies: InOrder[Mention],
    found: dict[int, dict[str, list[CharSpan]]],
) -> None:
    """The company named before a project that is called its own: A选了欧洲。其B工厂…; 同一公司的B项目."""
    for entity in entities:
        named = [m for m in entity.mentions if m.form == "named"] if not found[id(entity)] else []
        owner = next((o for m in named if (o := _its_owner(document.text, m.start, companies)) is not None), None)
        if owner is not None:
            found[id(entity)][owner.name] = [owner.span]


def _its_owner(text: str, start: int, companies: InOrder[Mention]) -> Mention | None:
    """The company that 其 or 该公司 right before `start` speaks of, in its paragraph."""
    its = _ITS.search(text, max(0, start - 10), start)
    if its is None:
        return None
    low = max(text.rfind("\n", 0, start) + 1, start - _REFERRED)
    if its[0] != "其":
        before = companies.inside(low, its.start())
        return before[-1] if before else None
    # 其 is of whoever opens the sentence, or the one before where 其 opens its own.
    end = its.start() - 1
    opening = max(low, text.rfind("。", low, end) + 1)
    return next((c for c in companies.inside(opening, end) if c.start == opening), None)


def _speaks_as_owner(document: Document, company: Mention, named: InOrder[CharSpan]) -> bool:
    """Whether a company is called the owner behind a project, and the sentence names no project behind it."""
    if _OWNER.search(document.text, max(0, company.start - 8), company.start) is None:
        return False
    sentence = document.sentence_of(company.start)
    return sentence is not None and not named.inside(company.end, sentence.end)


def _companies(
    document: Document,
    entity: Entity,
    companies: InOrder[Mention],
    known: Collection[str],
    names: Sequence[str],
    places: Collection[str],
) -> dict[str, list[CharSpan]]:
    found: dict[str, list[CharSpan]] = {}

    def add(name: str, span: CharSpan) -> None:
        name = _canonical(name, names)
        found.setdefault(name, [])
        if span not in found[name]:
            found[name].append(span)

    for name, span in _in_names(document.text, entity, companies):
        add(name, span)
    guesses = not found
    for mention in entity.mentions:
        for company in investors(document, mention.start, mention.end, companies):
            add(company.name, company.span)
            for parent in parents(document.text, company.span, companies):
                found.setdefault(parent.name, []).append(parent.span)
    for mention in entity.mentions if guesses else ():
        guess = guessed_owner(document.text, mention, known, places, told=bool(found))
        if guess is not None:
            add(document.text[slice(*guess)], guess)
            break
    return found


def _in_names(text: str, entity: Entity, companies: InOrder[Mention]) -> Iterator[tuple[str, CharSpan]]:
    """The companies that the names of a project hold, or the one that a name of it is and no more."""
    alone = next((m for m in entity.mentions if _firm_alone(m)), None)
    if alone is not None:
        yield text[alone.start : alone.end], alone.span
        return
    for mention in entity.mentions:
        if mention.company is not None:
            yield text[slice(*mention.company)], mention.company
        for company in companies.inside(mention.start, mention.end):
            if not is_common(company) and not _is_built(company, mention):
                yield company.name, company.span


def _is_built(company: Mention, mention: ProjectMention) -> bool:
    """Whether what is taken for a firm is the very thing that is built (第二净水厂), or a work as a whole."""
    # 临溪县第三污水处理厂
    if mention.head == "facility" and company.rule != "registered.form" and company.span == mention.span:
        return True
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
        fuller = [h for h in holders if len(h) > len(name) and registered(h)]
        return fuller[0] if len(fuller) == 1 else name
    fuller = [h for h in holders if registered(h)]
    return fuller[0] if fuller else name
