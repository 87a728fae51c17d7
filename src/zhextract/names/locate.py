"""Where a project is: the place or park that its sentence, its name or the article ties it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from zhextract.lexicon.gazetteer import code_prefix, gazetteer
from zhextract.lexicon.townships import SUFFIXES as TOWNSHIPS
from zhextract.names.dealt_sites import dealt_sites
from zhextract.names.entities import Entity
from zhextract.names.hosts import HostFinder
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.parks import ITEM_LEAD, ITEM_MARKS
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_sites import SEVERAL_SITES
from zhextract.names.project_words import bare_name
from zhextract.names.told_sites import ToldSites, is_wide
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

#: What may stand before a place that opens a sentence, and what shows that it is the scene of what follows.
_SCENE_LEAD = re.compile(
    rf"[\s　“{ITEM_MARKS}•·]*(?:【[^】]{{1,8}}】)?"
    r"(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十0-9]{1,2}[）).、．]|第[一二三四五六七八九十]站，)?"
    r"(?:[^，。；：、]{0,8}[日天午晨晚早时分点半]，)?(?:[^，。；：、]{0,4}往[东南西北里前上下][^，。；：、]{0,6}?，?)?"
    r"(?:(?:再|先|同样|而|同)?(?:在|走进|走入|来到|回到|到了?|看))?[“]?"
)
_SCENE = re.compile(
    r"[”]?(?:(?:境内|辖区|片区|一带|沿线|侧)?[，：。:]|境内|这边|这头|这里|那边|那头|方面[，：]|[里内上]，|则?[有，]|则?以[^，。；]{1,10}为主|传来|是另一番|的?(?:工地|厂区|园区)(?:里|内|上)?)"
)
#: Firms of a park of which the sentences behind tell.
_ITS_FIRMS = re.compile(
    "[里内]?的?(?:几|多|数|[0-9二两三四五六七八九十]{1,3})[家个](?:[^，。；、的]{0,6})?(?:企业|公司|项目|工厂)[。：；]"
)
#: How many members of a list are gone through, and how long one may be.
_MEMBERS, _LONGEST = 12, 40
#: What speaks of the park or township named before, and how far before that is.
_THEREIN = re.compile("园区?内|园区?里|园里|区内|镇[里上内](?!的)")
_SPOKEN = 120
#: What follows a place that is no more than the name of a firm: 祥云股份.
_FIRM = re.compile("股份|集团|科技|实业|控股|公司")
#: What joins the ends of a line (临溪至云屏, 临溪—云屏), the second place behind it or the first before it.
_TO = re.compile(r"[县市区镇乡]?(?:至|到|-|—+|～|~)[一-龥]{2}")
_FROM = re.compile(r"[一-龥](?:至|到|-|—+|～|~)$")
#: What stands at the place of its name, though it is an organization.
_PLANTS = ("厂", "站", "医院", "水库", "院区", "校区")
#: What makes of a place the name of a street or canal: 武夷大道; 平陆运河, which is called by both its ends.
_STREETS = ("大道", "大街", "路", "街", "运河")
#: Areas that works are called by, which are where they stand: 武莲渔港升级改造, 荆江分洪区安置房改建.
AREA_KIND = re.compile("片区|渔港|港区|作业区|景区|分洪区|蓄滞洪区|流域|盐湖|矿区")
_AREA = re.compile(rf"[一-龥]{{2,5}}?(?:{AREA_KIND.pattern})")


class Locator:
    """Ties the projects of one article to its places and parks."""

    def __init__(
        self,
        document: Document,
        organizations: Sequence[Mention],
        places: Sequence[Mention],
        adcode: Callable[[str], str | None],
    ) -> None:
        parks = [o for o in organizations if o.kind == "park"]
        self._document, self._adcode = document, adcode
        self._sites = ToldSites(document, [*parks, *places])
        self._places = self._sites.places
        self._organizations = InOrder(organizations)
        self._named: InOrder[CharSpan] = InOrder([])
        self._told: InOrder[CharSpan] = InOrder([])  # those and the short forms of them
        self._later: dict[int, Mention] = {}
        self._scenes: dict[int, Mention] = {}
        self._host: Mention | None = None
        self._digest = False

    def survey(self, entities: Sequence[Entity]) -> None:
        """Take note of where the projects are named, and find the place or park that the article is about."""
        named = {m.span for e in entities for m in e.mentions if m.form == "named"}
        self._named = InOrder(named)
        self._told = InOrder({m.span for e in entities for m in e.mentions if m.form != "anaphor"})
        finder = HostFinder(self._document, self._organizations, self._sites, self._named, self._adcode)
        self._digest = finder.is_digest()
        self._later = {} if self._digest else self._sites_told_later()
        self._host = None if self._digest else finder.find()
        self._scenes = self._find_scenes()

    def locate(
        self, entity: Entity, siblings: Sequence[Entity] = (), companies: Collection[CharSpan] = ()
    ) -> Mention | None:
        """The narrowest named place of the project, or None; one inside the name of its `companies` is none.

        `siblings` are the whole and the phases of the same project: they stand where it does.
        """
        first = entity.mentions[0]
        if first.rule == SEVERAL_SITES:
            return Mention(*first.span, "place", self._document.text[slice(*first.span)], "place.site")
        alike = (entity, *siblings)
        named = next((p for e in alike if (p := self._in_name(e, companies)) is not None), None)
        site = next((s for e in alike if (s := self.site(e)) is not None), None)
        if site is not None:
            # 在海口兴建的美安科技新城新厂
            nearer = named is not None and named.kind == "park" and site.kind != "park"
            return named if nearer or (named is not None and self._elsewhere(named, site)) else site
        later = self._told_later(alike)
        if named is not None and any(self._is_chance(named, w) for w in (self._scene(alike), self._host) if w):
            named = None
        for wider in (*later, self._scene(alike), self._host):
            if wider is None or (named is not None and wider.rule == "place.body"):
                continue
            if wider in later and self._host is not None and self._narrows(wider, self._host):
                continue  # a province told behind what stands in the county that the article is about
            area = named is not None and named.rule == "place.area" and wider in later
            if (named is None and self._holds_line(alike, wider)) or area or (named and self._covers(named, wider)):
                return wider
        return named

    def site(self, entity: Entity) -> Mention | None:
        """The place at which a sentence about the project says that it stands, or None."""
        own = {m.span for m in entity.mentions}
        found: Mention | None = None
        for mention in entity.mentions:
            site = self._site(mention.span, own)
            # 落户苏州市吴江区 in the headline, 在吴江开发区建设 in the text
            if site is not None and (found is None or (found.kind == "place" and self._narrows(found, site))):
                found = site
        return found

    def _site(self, mention: CharSpan, own: Collection[CharSpan]) -> Mention | None:
        """The place at which the sentence of the mention says that the project stands."""
        sentence = self._document.sentence_of(mention.start)
        if sentence is None:
            return None
        found = [
            place
            for place in self._places.inside(*sentence)
            if not (mention.start <= place.start and place.end <= mention.end)
            and self._sites.is_site(place, sentence)
            and self._reaches(place, mention, own)
        ]
        if not found:
            found = self._attributes(mention, sentence)
        # 位于X的A和位于Y的B: the place of which the project is said; else the park within the place.
        of_it = (p for p in found if p.end + 1 == mention.start and self._document.text[p.end] == "的")
        park = (p for p in found if p.kind == "park")
        site = next(of_it, None) or next(park, None) or (found[0] if found else None)
        if site is None or self._sites.is_one_of_several(site, sentence):
            return None
        return self._sites.nearer(site)

    def _attributes(self, mention: CharSpan, sentence: CharSpan) -> list[Mention]:
        """The place that a project is said to be of (古云镇的A项目), or that heads its paragraph (通榆县：A项目…)."""
        text = self._document.text
        first = self._head_of_list(mention)
        near = self._places.inside(max(sentence.start, first - 16), first)
        found = [p for p in near if text[p.end : first] in {"的", "境内的", "内的"} or self._of_firm_there(p, first)]
        if found:
            return found
        start = max(text.rfind("\n", 0, mention.start) + 1, mention.start - 400)
        heads = self._places.inside(start, min(start + 16, mention.start))
        return [p for p in heads if p.start - start <= 1 and text[p.end : p.end + 1] in {"：", ":"}]

    def _head_of_list(self, mention: CharSpan) -> int:
        """Where the list begins that a mention is a member of: X内的A、B."""
        start = mention.start
        for _ in range(_MEMBERS):
            if self._document.text[start - 1 : start] not in {"、", "和"}:
                break
            before = [s for s in self._named.inside(max(0, start - _LONGEST), start) if s.end == start - 1]
            if not before:
                break
            start = before[-1].start
        return start

    def _of_firm_there(self, place: Mention, start: int) -> bool:
        """Whether a firm stands between a place and what is its: 临溪县青岚新材料的聚醚项目."""
        firms = self._organizations.inside(place.end, start)
        whole = place.rule != "place.division" or place.name.endswith(("县", "区", "市", "旗"))
        text = self._document.text
        return whole and any(
            f.kind == "company" and f.start == place.end and text[f.end : start] in {"", "的"} for f in firms
        )

    def _reaches(self, place: Mention, mention: CharSpan, own: Collection[CharSpan]) -> bool:
        """Whether nothing between a site and a mention of a project ties the site to something else."""
        low, high = min(mention.end, place.end), max(mention.start, place.start)
        before = place.start < mention.start
        between = self._document.text[low:high]
        if place.start > mention.end and self._sites.in_field(place) and not self._named.inside(low, high):
            return True  # A项目（建设单位：…；建设地点：X）
        if re.search("[；;]", between) or (before and "等" in between):
            return False
        if all(s in own for s in self._named.inside(low, high)):
            return True
        return before and (
            not re.search("[，。；]", between) or re.search("(?:分别(?:是|为)|包括|有)", between) is not None
        )

    def _elsewhere(self, named: Mention, site: Mention) -> bool:
        """Whether a site that the sentence does not surely tie to the project lies apart from the place in its name."""
        if self._sites.is_sure(site):
            return False
        a, b = self._adcode(named.name), self._adcode(site.name)
        if a is None or b is None:
            return a is not None and site.name.startswith(tuple(gazetteer().countries))
        return not (a.startswith(code_prefix(b)) or b.startswith(code_prefix(a)))

    def _in_name(self, entity: Entity, companies: Collection[CharSpan]) -> Mention | None:
        for mention in entity.mentions:
            if mention.form != "named":
                continue
            for place in self._places.inside(mention.start, mention.end):
                if any(self._is_of(place, company) for company in companies):
                    continue
                if place.kind == "park" and place.end == mention.end:
                    continue  # the park is what is built
                firm = _FIRM.match(self._document.text, place.end, mention.end)
                street = self._document.text.startswith(_STREETS, place.end, mention.end)
                if firm is None and not street and not is_wide(place) and not self._ends_line(place, mention):
                    return self._with_area(place, mention)
            area = _AREA.match(self._document.text, mention.start, mention.end)
            if area is not None and self._goes_on(area.end(), mention):
                return Mention(*area.span(), "place", area[0], "place.area")
        return None

    def _is_of(self, place: Mention, company: CharSpan) -> bool:
        """Whether a place is no more than part of a company's name; a plant or hospital is at the place of its name."""
        within = company.start <= place.start and place.end <= company.end
        return within and not self._document.text.endswith(_PLANTS, *company)

    def _ends_line(self, place: Mention, mention: ProjectMention) -> bool:
        """Whether a place in the name of a line is an end of it, and not where all of it is (临溪至云屏高速公路)."""
        text = self._document.text
        return bool(_TO.match(text, place.end, mention.end) or _FROM.search(text, mention.start, place.start))

    def _holds_line(self, alike: Sequence[Entity], outer: Mention) -> bool:
        """Whether no end of a line that the names tell is another province: such a line lies in neither of them."""
        prefix = code_prefix(self._adcode(outer.name) or "")[:2]
        named = [m for e in alike for m in e.mentions if m.form == "named"]
        ends = [p for m in named for p in self._places.inside(m.start, m.end) if self._ends_line(p, m)]
        codes = (code_prefix(self._adcode(p.name) or "") for p in ends)
        return all(len(code) != 2 or code == prefix for code in codes)

    def _with_area(self, place: Mention, mention: ProjectMention) -> Mention:
        """The place with the kind of area behind it, where the name goes on: 调楼渔港|航道疏浚."""
        tail = AREA_KIND.match(self._document.text, place.end, mention.end)
        if tail is None or not self._goes_on(tail.end(), mention):
            return place
        return replace(place, end=tail.end(), name=self._document.text[place.start : tail.end()], kind="place")

    def _goes_on(self, at: int, mention: ProjectMention) -> bool:
        """Whether a project's name goes on behind an area with what is built there, and is not the area itself."""
        return bare_name(self._document.text[at : mention.end]) not in {"", "建设"}

    def _is_chance(self, named: Mention, scene: Mention) -> bool:
        """Whether a name holds the short form of a county by chance only: 海丰水产 in news of a place in Shandong.

        The county lies in another province than the scene, and nothing else in the text speaks of it.
        """
        a, b = self._adcode(named.name) or "", self._adcode(scene.name) or ""
        if len(named.name) > 3 or len(code_prefix(a)) != 6 or not b or a[:2] == b[:2]:
            return False
        if named.name.endswith(("县", "区", "市", "旗")):
            return False
        return not any(
            p.name.startswith(named.name) and not self._within_named(p)
            for p in self._places.items
            if p.start != named.start
        )

    def _within_named(self, place: Mention) -> bool:
        near = self._named.inside(max(0, place.start - _LONGEST), place.end + _LONGEST)
        return any(s.start <= place.start and place.end <= s.end for s in near)

    def _narrows(self, outer: Mention, inner: Mention) -> bool:
        """Whether `inner` is a place within `outer`, by the codes of both."""
        if outer.name == inner.name or len(code_prefix(self._adcode(inner.name) or "")) < 4:
            return outer.name != inner.name and outer.name in inner.name
        return self._covers(outer, inner) and not inner.name.startswith(outer.name[:-1])

    def _covers(self, outer: Mention, inner: Mention) -> bool:
        """Whether `inner` names the same division or one in it, in more words (宁海, 宁海县; 北海, 北海市铁山港)."""
        if outer.name in inner.name:
            return True
        a, b = self._adcode(outer.name), self._adcode(inner.name)
        if a is not None and a.endswith("0000") and b is None and inner.kind == "park":
            return True  # a province in the name, and a park that no list has
        if a is not None and b is None and inner.kind == "park" and self._lies_in(inner, code_prefix(a)):
            return True
        narrower = b != a or inner.kind == "park" or inner.name.endswith(TOWNSHIPS)
        return a is not None and b is not None and narrower and b.startswith(code_prefix(a))

    def _lies_in(self, park: Mention, code: str) -> bool:
        """Whether a place in a division stands right before a park that no list has: 临溪市安桥区的大石开发区."""
        text = self._document.text
        before = self._places.inside(max(0, park.start - 16), park.start)
        return any(
            text[p.end : park.start] in {"", "的"} and (self._adcode(p.name) or "").startswith(code) for p in before
        )

    def _find_scenes(self) -> dict[int, Mention]:
        """Where the sentence that starts at a place is set: at the place that opens it or one before in the paragraph.

        仙桃高新区这边，…; 二是内蒙古包头。…
        """
        document, found = self._document, dict[int, Mention]()
        scene: Mention | None = None
        last, headed = 0, False
        for sentence in document.sentences[document.headlines :]:
            new_line = "\n" in document.text[last : sentence.start]
            if new_line or (self._digest and not headed):
                scene = None
            last = sentence.end
            opening = next(iter(self._places.inside(sentence.start, min(sentence.end, sentence.start + 24))), None)
            if opening and self._opens(opening, sentence):
                scene, headed = self._park_behind(opening), self._heads_item(opening, sentence)
            elif (told := self._of_whose_firms(sentence)) is not None:
                scene = told
            elif scene is None and _THEREIN.match(document.text, *sentence):
                scene = self._spoken_of(sentence.start, document.text[sentence.start])
            if scene is not None:
                found[sentence.start] = scene
        return found

    def _of_whose_firms(self, sentence: CharSpan) -> Mention | None:
        """The one park at the end of a sentence that counts its firms (受表扬的是X园区的几家企业)."""
        if self._told.inside(*sentence):
            return None
        parks = [p for p in self._places.inside(*sentence) if p.kind == "park"]
        return parks[0] if len(parks) == 1 and _ITS_FIRMS.match(self._document.text, parks[0].end) else None

    def _spoken_of(self, position: int, kind: str) -> Mention | None:
        """The park (园内, 区内) or township (镇里) that was named last before a sentence, not far from it."""
        near = self._places.inside(max(0, position - _SPOKEN), position)
        fitting = [p for p in near if (p.kind == "park" if kind in "园区" else p.name.endswith(kind))]
        return fitting[-1] if fitting else None

    def _opens(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a place at the head of a sentence says where what follows is."""
        text = self._document.text
        return self._heads_item(place, sentence) or (
            _SCENE_LEAD.fullmatch(text, sentence.start, place.start) is not None
            and _SCENE.match(text, place.end, sentence.end) is not None
            and not is_wide(place)
        )

    def _heads_item(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a place is the head of an item that a mark opens."""
        text = self._document.text
        lead = ITEM_LEAD.fullmatch(text, sentence.start, place.start)
        return lead is not None and text[place.end : place.end + 1] in {"　", " "}

    def _park_behind(self, place: Mention) -> Mention:
        """The park that a sentence goes on with behind the county that opens it (同在安桥区，大石产业园…)."""
        if self._document.text[place.end : place.end + 1] != "，" or place.kind == "park":
            return place
        behind = self._places.inside(place.end + 1, place.end + 30)
        return next((p for p in behind if p.kind == "park" and p.start == place.end + 1), place)

    def _scene(self, alike: Sequence[Entity]) -> Mention | None:
        """The scene of a sentence that names the project; None where it is no nearer than the park of the article."""
        mentions = (m for e in alike for m in e.mentions if m.form == "named")
        sentences = (sentence for m in mentions if (sentence := self._document.sentence_of(m.start)) is not None)
        scene = next((s for sentence in sentences if (s := self._scenes.get(sentence.start)) is not None), None)
        host = self._host
        if scene is not None and host is not None and host.kind == "park" and self._covers(scene, host):
            return None
        return scene

    def _sites_told_later(self) -> dict[int, Mention]:
        """Sites told in a sentence that names no project, of the one project named in the sentence before."""
        found: dict[int, Mention] = {}
        last: list[CharSpan] = []
        for sentence in self._document.sentences[self._document.headlines :]:
            named = self._named.inside(*sentence)
            if named or self._told.inside(*sentence):
                last = named
                continue
            sites = list(self._sites.told(sentence))
            found = {**dealt_sites(self._document.text, sentence, last, sites), **found}
            if len(last) == 1 and len(sites) == 1:
                found.setdefault(last[0].start, sites[0])
            last = last if len(last) == 1 and not sites else []
        return found

    def _told_later(self, alike: Sequence[Entity]) -> list[Mention]:
        """The sites of the project that sentences behind it tell."""
        return [site for e in alike for m in e.mentions if (site := self._later.get(m.start)) is not None]
