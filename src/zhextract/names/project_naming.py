"""From a stretch of text to the mention of a project: what is cut off at its edges, and what makes it none."""

from __future__ import annotations

import re

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.mention import FACILITY_RULES, Mention
from zhextract.names.phases import find_phases
from zhextract.names.project_edge import LeftEdge
from zhextract.names.project_evidence import Evidence
from zhextract.names.project_mention import ProjectMention, Surroundings
from zhextract.names.project_sites import at_its_site
from zhextract.names.project_words import ProjectVocabulary, bare_name
from zhextract.records.values import CharSpan
from zhextract.text.words import texts

#: Stretches that are no names: a partner or a place with its preposition, a back-reference, traffic figures.
_NO_NAME = re.compile(
    r"^[(（][^)）]*[)）](?![0-9A-Za-z])|^(?:上述|前述|本次|此次|本期|前期)|^近[0-9]|各(?:项|类|大|个|地)|[0-9](?:亿|万)(?:多|余)?对|(?:大部分|多数|型大?|保障)$|获多[家个]|建[一二三四五六七八九两][^期号]|(?:相关|有关|募投|因|等|的|上述|未[建完供竣复])$|^[^《“]*[》”][^《“]*$(?<![》”])|"
    r"(?:(?<!第)[两三四五六七八九十]|(?<![0-9#])[0-9]{1,2})[条座家](?!路)|(?<!第)[两三四五六七八九十]大(?!道)|(?:首|末|最后[一1两]|第[一1])[台条套个]|[0-9]万?(?:余|多)?[套户](?:棚户|危|老旧|廉租|保障|安居|公租)|[0-9]+(?:公里|架次|人次|万人|亿元|万元|次|亩)|改造成"
)
#: First words that make a stretch a partner, a place with its preposition or a back-reference, and no name.
_NO_FIRST = frozenset("与从向以使及对为给让由该其无非因就") | {"面向", "来自", "传闻", "否认"}
#: 26个重大…, 第四批…: a quantity, no name.
_COUNTED = re.compile(
    r"(?:第|近|约|超|上)?[0-9.一二两三四五六七八九十百千万余多几数]+(?:余|多)?(?:个|项|条|座|家|大|台|处|种|批|张|份)|[0-9两三四五六七八九十]+(?:栋|幢|间|层|口|孔|根|块)(?![0-9])"
)
#: An output without what is put out names nothing: 60GW.
_AMOUNT = re.compile(r"(?:年|日)?(?:产|处理)?[0-9.]+(?:万|亿)?(?:吨|千瓦|兆瓦|吉瓦|[MGKmgk][Ww]h?|套|台|片|件)(?:/年)?")
#: What makes the words behind it a group.
_GROUPS = ("一批", "多个", "若干", "各类", "所有")
#: A verb of building that the words of jieba hid inside a name: 募资金投建A.
_BUILDS = re.compile(r"[^“”《》]{0,12}?(?:投资建设|投资新建|投资兴建|投资开发|投资建|投建)")
#: What can stand before a name without being part of it: list numbers, 首条, 以及, 即.
_LEAD = re.compile(
    r"(?:(?<=的)有|(?<=元)投资(?!公司|集团|控股|基金)|若(?![羌尔])|不仅|双方就|"
    r"[0-9]{1,2}(?:[、.．](?![0-9])|[　／/](?=[^0-9])| (?=[^0-9万亿吨台条个座年月日公千米]))|"
    r"[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十期])|"
    r"配套(?=[0-9年])|[①-⑩]|建(?=[^设筑材立成有好言议])|"
    r"(?:全球|全国|国内|世界|我国|全省|亚洲)?(?:首[条个座套家批]|最大)(?:单体)?的?|新一轮|重要|另一|"
    r"以及|要数|莫过于|至于|特别是|尤其是|即|像|仅|至|[ 　“”、·—-])+"
)
#: 防护产业园一期|8栋厂房封顶: what a phase consists of is no part of the name.
_COUNTED_PART = re.compile(
    "(?:的|共|有)?[0-9两三四五六七八九十]+(?:余|多)?(?:栋|幢|座|间|台|条|个|套|亩|万平方米|平方米)"
)
#: Kinds of head that a place can name, and the longest of their words that it does.
_AT_PLACES, _LONGEST_KIND = frozenset(("facility", "unit", "generic")), 16
#: What makes a project the occasion of an order that a supplier has won.
_ORDER = re.compile("(?:项目|工程)?(?:招标)?中，?(?:再次|成功|顺利)?(?:中标|夺标|胜出)")
#: What a firm is called from here on.
_FIRM_NOTE = re.compile(r"[（(](?:以下|下文)?(?:简称|下称)[^（）()，。；]{2,20}[）)]")


class Naming:
    """Makes mentions of the stretches of one sentence."""

    def __init__(self, words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings) -> None:
        self.words, self.text, self.sentence, self.around = words, text, sentence, around
        self.edge = LeftEdge(words.stops, text, sentence, around)
        self.evidence = Evidence(words, text, sentence, around)

    def trim(self, span: CharSpan) -> CharSpan | None:
        """The stretch without list numbers, quotation marks and the like; None where too little is left."""
        start, end = span
        lead = _LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        closing = self.text.find("”", start, end) if lead and self.text[start - 1] == "“" else -1
        rest = bare_name(self.text[closing + 1 : end]) if closing >= 0 else ""
        if rest and "的" not in self.text[start:closing] and not self.words.is_vague(rest):
            start -= 1  # “五金之都”采购中心
        while end > start and self.text[end - 1] in " 　“”、·":
            end -= 1
        return CharSpan(start, end) if end - start >= 2 else None

    def facility(self, span: CharSpan) -> bool:
        """Whether the stretch ends in a head word with something before it."""
        return any(end == span.end and start > span.start for start, end, _ in self.words.heads(self.text, *span))

    def mention(self, span: CharSpan, rule: str, group: int, *, in_list: bool, head: str = "") -> ProjectMention | None:
        """The mention that `span` is, without what stands before its name; None where it names no project."""
        text = self.text
        company, span = self.without_owner(span)
        span = self._behind_builds(span)
        works = self._works_of_facility(span, group) if head in {"works", "generic"} else None
        if works is not None:
            return works
        sited = self._sited(span, head)
        if sited is not None:
            name, builder = sited
            return ProjectMention(
                span.start, span.end, "named", name, None, None, group, head, "sited-facility", company=builder
            )
        if any(self._is_body(o) for o in self.around.organizations if o.span == span):
            return None
        if text.startswith(("各项", "各类"), span.end) or _ORDER.match(text, span.end):
            return None  # 农村公路|各项整治工程, A中心项目|中成功中标
        opened = span if self._fills_quotation(span) else self._opened_by_name(span)
        if opened is None:
            return None
        span = opened
        phases = find_phases(text, span.start, span.end)
        phase = phases[0] if phases else None
        words = text[span.start : phase.start] + _tail(text[phase.end : span.end]) if phase else text[slice(*span)]
        name = bare_name(words)
        if len(name) < 2:
            return None
        priced = head in {"facility", "unit"} and self.evidence.priced(span.start)
        funded = head == "generic" and self.evidence.funded(span, name)
        owned = head == "facility" and self.evidence.owned(span)
        if self.evidence.without_content(span, name) and not (priced or funded or owned):
            if head != "generic" or in_list:
                return None
            return ProjectMention(
                span.start, span.end, "short", name, None, None, group, head, "short-name", strong=False
            )
        if phase and head == "" and not in_list and len(name) <= 3 and self.evidence.common_noun(span, name):
            return None
        if not in_list and (not (priced or self.evidence.named(span, head)) or self.evidence.act(span, name)):
            return None
        if self._is_no_name(span, name, head):
            return None
        if head in {"facility", "unit"} and not in_list and phase is None:
            name = self._owner_before_place(span) + name
        return ProjectMention(
            span.start, span.end, "named", name, phase.value if phase else None, phase.number if phase else None,
            group, head, rule, company=company, phase_span=CharSpan(phase.start, phase.end) if phase else None,
            fresh=priced and self.words.is_class(name),
            strong=in_list or bool(phase or company) or self.evidence.strong(span, name, head, priced),
        )  # fmt: skip

    def _behind_builds(self, span: CharSpan) -> CharSpan:
        """The stretch behind a verb of building that opens it: 投建|国内首条|A."""
        verb = _BUILDS.match(self.text, span.start, span.end)
        if verb is None or span.end - verb.end() < 4:
            return span
        return self.trim(CharSpan(verb.end(), span.end)) or span

    def _sited(self, span: CharSpan, head: str) -> tuple[str, CharSpan | None] | None:
        """The name and owner of what is told by where it is."""
        if head not in _AT_PLACES or span.end - span.start > _LONGEST_KIND or self.evidence.anchored(span):
            return None
        return at_its_site(self.text, self.sentence, self.around, span, head)

    def _works_of_facility(self, span: CharSpan, group: int) -> ProjectMention | None:
        """Works on a facility that 的 ties to them: 广岛工厂的扩建工程 is the 广岛工厂扩建."""
        end, works = span.start - 1, bare_name(self.text[slice(*span)])
        if self.text[end : span.start] != "的" or self.words.heads(works, 0, len(works)) != [(0, len(works), "works")]:
            return None
        before = self.words.heads(self.text, self.sentence.start, end)
        if not before or before[-1][1:] != (end, "facility"):
            return None
        facility = self.trim(CharSpan(self.edge.left_edge(end, self.sentence.start, through_links=True), end))
        if facility is None or not self.evidence.anchored(facility):
            return None
        name = self.text[slice(*facility)] + works
        return ProjectMention(facility.start, span.end, "named", name, None, None, group, "works", "works-of-facility")

    def _owner_before_place(self, span: CharSpan) -> str:
        """The company that 的 ties to a place with no more than a kind of facility behind it: 启岳的成都工厂."""
        at = span.start - 1
        owner = next((o for o in self.around.organizations if o.end == at and o.kind == "company"), None)
        place = next((p for p in self.around.places if p.start == span.start and p.end < span.end), None)
        if owner is None or place is None or self.text[at] != "的" or self.text[at - 2 : at] in {"公司", "集团"}:
            return ""
        kind = self.words.heads(self.text, place.end, span.end)
        return self.text[slice(*owner.span)] if kind and kind[-1][:2] == (place.end, span.end) else ""

    def _fills_quotation(self, span: CharSpan) -> bool:
        """Whether the stretch stands between quotation marks, whole: “如皋产能扩充项目”."""
        return self.text[span.start - 1 : span.start] == "“" and self.text[span.end : span.end + 1] == "”"

    def _is_no_name(self, span: CharSpan, name: str, head: str) -> bool:
        """Whether the words are a count, a partner, a back-reference or half of a pair."""
        start = span.start
        return (
            (head == "generic" and name[-1] in "与和及或暨")
            or _NO_NAME.search(name) is not None
            or self._first_word(start, name) in _NO_FIRST
            or _COUNTED.match(name) is not None
            or name.endswith(("基金", "债券", "保险", "类"))
            or len(name) > (30 if name.count("、") > 1 else 60)
            or _AMOUNT.fullmatch(name) is not None
            or self.text.startswith(_GROUPS, max(self.sentence.start, start - 2), start)
            # 国家“西电东送”骨干
            or self._is_plain_around_quotation(name)
        )

    def _is_plain_around_quotation(self, name: str) -> bool:
        """Whether class words alone stand on both sides of a quotation in the name."""
        before, mark, rest = name.partition("“")
        after = rest.rpartition("”")[2]
        return bool(mark and before and after) and self.words.is_class(before) and self.words.is_class(after)

    def _opened_by_name(self, span: CharSpan) -> CharSpan | None:
        """The stretch from the word on that its name begins with; None where it names no one project."""
        at = span.start
        for word in texts(self.text[span.start : span.end])[:4]:
            kinds, after = (self.around.organizations, self.around.places), at + len(word)
            if self.edge.is_protected(at):
                break
            if gazetteer().begins(self.text[at : at + 4]):
                break  # 如东, 应城
            if word in self.words.no_openers:
                return None
            if word == "和" and (at == self.sentence.start or self.text[at - 1] in "。；;\n"):
                break  # 和|盛医疗: nothing stands before that it could join
            anchored = any(s.start == after for spans in kinds for s in spans)
            anchored = anchored or any(p.start == 0 for p in find_phases(self.text[after : span.end]))  # 扩建|二期工厂
            if span.end - after < 3 or not self.words.stands_before(word, anchored=anchored):
                break
            at = after
        return CharSpan(at, span.end)

    def _is_body(self, organization: Mention) -> bool:
        """Whether an organization is one that acts: no company or park, and no school that may be what is built."""
        return organization.kind not in {"company", "park"} and organization.rule not in FACILITY_RULES

    def without_owner(self, span: CharSpan) -> tuple[CharSpan | None, CharSpan]:
        """A registered name before a name of its own, which is the company and no part of the name; and the rest."""
        for org in self.around.organizations:
            if org.start != span.start or org.end >= span.end - 2:
                continue
            # 恒岳机械有限公司（以下简称“恒岳”）轴承项目
            note = _FIRM_NOTE.match(self.text, org.end, span.end)
            begin = note.end() if note else org.end
            rest = bare_name(_without_phases(self.text[begin : span.end]))
            registered = self.text[org.start : org.end].endswith(("有限公司", "有限责任公司"))
            if registered and len(rest) > 3 and not self.words.is_class(rest):
                return org.span, CharSpan(begin, span.end)
        return None, span

    def _first_word(self, start: int, name: str) -> str:
        """The word that a name begins with, unless an organization or a place begins there (从化, 无锡)."""
        if any(s.start == start for spans in (self.around.organizations, self.around.places) for s in spans):
            return ""
        words = texts(name)
        return words[0] if words else ""


def _without_phases(text: str) -> str:
    """The text without the phases in it: 二期工厂 is no name of its own."""
    for phase in reversed(find_phases(text)):
        text = text[: phase.start] + text[phase.end :]
    return text


def _tail(text: str) -> str:
    """What stands after the phase inside a mention, without the head that belongs to the phase."""
    return "" if _COUNTED_PART.match(text) else re.sub(r"^(?:的)?(?:项目|工程)(?=$)", "", text)
