"""Where a project is: the place or park that its sentence, its name or the article ties it to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from zhextract.lexicon.gazetteer import gazetteer
from zhextract.names.entities import Entity
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.project_mention import ProjectMention
from zhextract.names.project_sites import SEVERAL_SITES
from zhextract.names.project_words import bare_name
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

#: What says that a thing stands, or is to stand, at the place behind it, whatever follows; the field of a list.
_STANDS = "位于|坐落(?:于|在)?|选址(?:在|于|定在)?|选在|落户|落地|落子|落址|落(?:于|在|到|至)|设在|建在|地处"
_FIELD = r"(?:地点|地址|选址)[：:为]\s?"
_SURE = re.compile(rf"(?:{_STANDS})[^，。；]{{0,4}}$|{_FIELD}$")
#: These, and what says it only where building follows.
_SITED = re.compile(
    rf"(?:{_STANDS}|(?:落户|落地|落子|落址)(?:于|在|到|至)|落|放在|依托|在|{_FIELD})(?:我国|我市|我省|我县|本市|本省|该市|公司)?[“]?$"
)
#: 在X…: building there, not a meeting, a sale or a statement there.
_BUILDS = re.compile(
    r"[^，。；]{0,16}?(?:建|投资|设立|开工|动工|破土|奠基|投产|投运|投用|实施|启动|购|打造|布局|新增|扩|揭牌|开业|竣工|落成|封顶|推进|的)"
)
_ASSEMBLES = re.compile(
    r"[^，。；]{0,12}?(?:举行|召开|举办|签约|签署|签订|发布|获悉|表示|接受|看到|了解|调研|考察|会见|上市|挂牌)"
)
_CEREMONY = re.compile(r"(?:开工|动工|奠基|投产|开业|竣工|启动|揭牌|通车|投运)[^，。；]{0,6}(?:仪式|典礼)")
#: Parts of the country and of the world: no place to find a project at.
_WIDE = re.compile(
    r"华?[东西南北中粤苏浙皖鄂湘赣闽桂琼]{1,3}(?:部|方)?|(?:长|珠)(?:江)?三角(?:洲)?|海外|全国|中国|国内"
)

#: A firm or its seat as what stands at the place behind it.
_SEAT = re.compile(
    r"(?:公司|集团|企业|总部|注册地|办事处)[^，。；]{0,2}(?:位于|坐落|地处|设在|落户|设立在)[^，。；]{0,3}$|"
    r"(?:联系|通讯|注册|办公|公司)地址[：:为]\s?$"
)

#: What may stand before a place that opens a sentence, and what shows that it is the scene of what follows.
_SCENE_LEAD = re.compile(
    r"[\s　“●■◆▲•·]*(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十0-9]{1,2}[）).、．])?"
    r"(?:再|先)?(?:在|走进|走入|来到|到了?|看)?[“]?"
)
_SCENE = re.compile(
    r"[”]?(?:(?:境内|辖区|片区|一带|沿线)?[，：。:]|境内|这边|这头|这里|那边|那头|方面[，：]|[里内上]，|则?[有，]|的?(?:工地|厂区|园区)(?:里|内|上)?)"
)

#: What shows that a park is meant as a body: its committee, its year.
_BODY = re.compile(
    "(?:党工委|管委会|年初|今年|去年|上半年|前[一二三]季度|已|现|共|累计|新签|签约|的(?:案头|账本|台账)|[里内]，)"
)

_LEVELS = ("市", "县", "区", "旗", "州", "盟")
#: What follows a place that is no more than the name of a firm: 祥云股份.
_FIRM = re.compile("股份|集团|科技|实业|控股|公司")
#: What puts the nearer name behind the wider one: 临海重工业区——北海市铁山港.
_THAT_IS = re.compile("——?|（即|，即|即")

#: Areas that works are called by, which are where they stand: 武莲渔港升级改造, 荆江分洪区安置房改建.
AREA_KIND = re.compile("渔港|港区|作业区|景区|分洪区|蓄滞洪区|流域|盐湖|矿区")
_AREA = re.compile(rf"[一-龥]{{2,5}}?(?:{AREA_KIND.pattern})")
#: An item of a digest, and how many make one.
_ITEM = re.compile(r"(?:^|[\n。；])\s{0,2}[0-9]{1,2}、")
_MANY_ITEMS = 4
#: What a local paper says of its own county or city, and the name of one in the name of a body.
_FROM_WITHIN = re.compile(
    "全县|全市|全区|我县|我市|我区|(?<![一-龥])[县市区](?:发改|住建|统计|委|政府|能源|工信|水利|交通|教育)"
)
_BODY_OF = re.compile("[一-龥]{2,5}?[县市区旗](?=[一-龥]{2})")

#: The share of an article's places that lie in its host, and the least number of them.
_SHARE = 0.6
#: How many divisions are looked at as the one that an article is about.
_MOST_HOSTS = 40


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
        self._sites = _joined([*parks, *places], document.text)
        self._candidates = InOrder(self._sites)
        self._organizations = InOrder(organizations)
        self._named: InOrder[CharSpan] = InOrder([])
        self._later: dict[int, Mention] = {}
        self._scenes: dict[int, Mention] = {}
        self._host: Mention | None = None
        self._digest = False

    def survey(self, entities: Sequence[Entity]) -> None:
        """Take note of where the projects are named, and find the place or park that the article is about."""
        named = {m.span for e in entities for m in e.mentions if m.form == "named"}
        self._named = InOrder(named)
        self._digest = self._is_digest()
        self._later = {} if self._digest else self._sites_told_later()
        self._host = self._find_host()
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
        named = next((p for e in (entity, *siblings) if (p := self._in_name(e, companies)) is not None), None)
        for one in (entity, *siblings):
            site = self.site(one)
            if site is not None:
                # 在海口兴建的美安科技新城新厂
                nearer = named is not None and named.kind == "park" and site.kind != "park"
                return named if nearer or (named is not None and self._elsewhere(named, site)) else site
        later = [
            site for e in (entity, *siblings) for m in e.mentions if (site := self._later.get(m.start)) is not None
        ]
        scene = next((s for e in (entity, *siblings) for m in e.mentions if (s := self._scene_of(m)) is not None), None)
        if (
            scene is not None
            and self._host is not None
            and self._host.kind == "park"
            and self._covers(scene, self._host)
        ):
            scene = None
        for wider in (*later, scene, self._host):
            if wider is None or (named is not None and wider.rule == "place.body"):
                continue
            area = named is not None and named.rule == "place.area" and wider in later
            if named is None or area or self._covers(named, wider):
                return wider
        return named

    def site(self, entity: Entity) -> Mention | None:
        """The place at which a sentence about the project says that it stands, or None."""
        own = {m.span for m in entity.mentions}
        return next((site for m in entity.mentions if (site := self._site(m.span, own)) is not None), None)

    def _site(self, mention: CharSpan, own: Collection[CharSpan]) -> Mention | None:
        """The place at which the sentence of the mention says that the project stands."""
        sentence = self._document.sentence_of(mention.start)
        if sentence is None:
            return None
        found = [
            place
            for place in self._candidates.inside(*sentence)
            if not (mention.start <= place.start and place.end <= mention.end)
            and self._is_site(place, sentence)
            and self._reaches(place, mention, own)
        ]
        if not found:
            found = self._attributes(mention, sentence)
        # 落户苏州市吴江区，将在吴江开发区建设: the park within the place.
        site = next((p for p in found if p.kind == "park"), found[0] if found else None)
        return self._nearer(site) if site else None

    def _attributes(self, mention: CharSpan, sentence: CharSpan) -> list[Mention]:
        """The place that a project is said to be of (古云镇的A项目), or that heads its paragraph (通榆县：A项目…)."""
        text = self._document.text
        near = self._candidates.inside(max(sentence.start, mention.start - 16), mention.start)
        found = [p for p in near if text[p.end : mention.start] in {"的", "境内的", "内的"}]
        if found:
            return found
        start = max(text.rfind("\n", 0, mention.start) + 1, mention.start - 400)
        heads = self._candidates.inside(start, min(start + 16, mention.start))
        return [p for p in heads if p.start - start <= 1 and text[p.end : p.end + 1] in {"：", ":"}]

    def _reaches(self, place: Mention, mention: CharSpan, own: Collection[CharSpan]) -> bool:
        """Whether nothing between a site and a mention of a project ties the site to something else."""
        low, high = min(mention.end, place.end), max(mention.start, place.start)
        before = place.start < mention.start
        between = self._document.text[low:high]
        if re.search("[；;]", between) or (before and "等" in between):
            return False
        if all(s in own for s in self._named.inside(low, high)):
            return True
        return before and (
            not re.search("[，。；]", between) or re.search("(?:分别(?:是|为)|包括|有)", between) is not None
        )

    def _is_site(self, place: Mention, sentence: CharSpan) -> bool:
        text = self._document.text
        before = text[max(sentence.start, place.start - 14) : place.start]
        if _SITED.search(before) is None or _WIDE.fullmatch(place.name):
            return False
        if _SURE.search(before):
            return True
        after = text[place.end : min(place.end + 40, sentence.end)]
        if _ASSEMBLES.match(after):
            start = max(sentence.start, place.start - 24)
            return _CEREMONY.search(text[start : place.start]) is not None or _CEREMONY.match(after) is not None
        return _BUILDS.match(after) is not None

    def _elsewhere(self, named: Mention, site: Mention) -> bool:
        """Whether a site that the sentence does not surely tie to the project lies apart from the place in its name."""
        if _SURE.search(self._document.text, max(0, site.start - 14), site.start):
            return False
        a, b = self._adcode(named.name), self._adcode(site.name)
        if a is None or b is None:
            return a is not None and site.name.startswith(tuple(gazetteer().countries))
        return not (a.startswith(_prefix(b)) or b.startswith(_prefix(a)))

    def _in_name(self, entity: Entity, companies: Collection[CharSpan]) -> Mention | None:
        for mention in entity.mentions:
            if mention.form != "named":
                continue
            for place in self._candidates.inside(mention.start, mention.end):
                if any(c.start <= place.start and place.end <= c.end for c in companies):
                    continue
                firm = _FIRM.match(self._document.text, place.end, mention.end)
                if firm is None and not _WIDE.fullmatch(place.name):
                    return self._with_area(place, mention)
            area = _AREA.match(self._document.text, mention.start, mention.end)
            if area is not None and self._goes_on(area.end(), mention):
                return Mention(*area.span(), "place", area[0], "place.area")
        return None

    def _with_area(self, place: Mention, mention: ProjectMention) -> Mention:
        """The place with the kind of area behind it, where the name goes on: 调楼渔港|航道疏浚."""
        tail = AREA_KIND.match(self._document.text, place.end, mention.end)
        if tail is None or not self._goes_on(tail.end(), mention):
            return place
        return replace(place, end=tail.end(), name=self._document.text[place.start : tail.end()], kind="place")

    def _goes_on(self, at: int, mention: ProjectMention) -> bool:
        """Whether a project's name goes on behind an area with what is built there, and is not the area itself."""
        return bare_name(self._document.text[at : mention.end]) not in {"", "建设"}

    def _covers(self, outer: Mention, inner: Mention) -> bool:
        """Whether `inner` names the same division or one in it, in more words (宁海, 宁海县; 北海, 北海市铁山港)."""
        if outer.name in inner.name:
            return True
        a, b = self._adcode(outer.name), self._adcode(inner.name)
        if a is not None and a.endswith("0000") and b is None and inner.kind == "park":
            return True  # a province in the name, and a park that no list has
        return a is not None and b is not None and (b != a or inner.kind == "park") and b.startswith(_prefix(a))

    def _find_scenes(self) -> dict[int, Mention]:
        """Where the sentence that starts at a place is set: at the place that opens it or one before in the paragraph.

        仙桃高新区这边，…; 二是内蒙古包头。…
        """
        document, found = self._document, dict[int, Mention]()
        scene: Mention | None = None
        last = 0
        for sentence in document.sentences[document.headlines :]:
            if self._digest or "\n" in document.text[last : sentence.start]:
                scene = None
            last = sentence.end
            opening = next(iter(self._candidates.inside(sentence.start, min(sentence.end, sentence.start + 24))), None)
            if opening and self._opens(opening, sentence):
                scene = opening
            if scene is not None:
                found[sentence.start] = scene
        return found

    def _opens(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a place at the head of a sentence says where what follows is."""
        text = self._document.text
        return (
            _SCENE_LEAD.fullmatch(text, sentence.start, place.start) is not None
            and _SCENE.match(text, place.end, sentence.end) is not None
            and not _WIDE.fullmatch(place.name)
        )

    def _scene_of(self, mention: ProjectMention) -> Mention | None:
        sentence = self._document.sentence_of(mention.start)
        return self._scenes.get(sentence.start) if sentence and mention.form == "named" else None

    def _is_digest(self) -> bool:
        """Whether the text is a numbered list of news under a headline that names no place."""
        document = self._document
        placed = not document.headlines or self._candidates.inside(0, document.body_start)
        return not placed and len(_ITEM.findall(document.text)) >= _MANY_ITEMS

    def _find_host(self) -> Mention | None:
        """The park or place that the article is about; None for a digest of news, whose items have each their own."""
        document = self._document
        if self._digest:
            return None
        body = document.sentences[document.headlines :]
        opening = body[0].end if body else 0
        first = document.text.find("\n", body[0].start) if body else 0
        paragraph = max(opening, min(first, body[min(2, len(body) - 1)].end)) if body else 0
        for sentence in body[:2]:
            if self._named.inside(*sentence):
                continue
            # 三个能源项目落子北海市铁山港: the site of the group.
            site = next(self._sites_told(sentence), None)
            if site is not None:
                return self._nearer(site)
        free = [m for m in self._sites if self._is_free(m)]
        park = self._leading([m for m in free if m.kind == "park"], paragraph)
        if park is not None:
            start = body[0].start if body else 0
            return next((p for p in free if p.kind == "park" and p.start >= start and _alike(p, park)), park)
        place = self._host_place([m for m in free if m.kind == "place" and not _WIDE.fullmatch(m.name)], opening)
        return place or self._only_park([m for m in free if m.kind == "park"]) or self._of_bodies()

    def _of_bodies(self) -> Mention | None:
        """The county or city whose bodies alone speak in an article that speaks of 全县, 市住建局 and the like."""
        if _FROM_WITHIN.search(self._document.text) is None:
            return None
        bodies = [o for o in self._organizations.items if o.kind in {"government", "institution"}]
        found = [(o, m) for o in bodies if (m := _BODY_OF.match(self._document.text, o.start, o.end))]
        if not found or len({m[0] for _, m in found}) > 1:
            return None
        first, name = found[0]
        return Mention(first.start, first.start + len(name[0]), "place", name[0], "place.body")

    def _leading(self, parks: Sequence[Mention], opening: int) -> Mention | None:
        """The park that an article is about: named in its title or its opening, and as often as any other."""
        first = min(parks, key=lambda p: p.start, default=None)
        if first is None or first.start >= opening:
            return None
        others = [p for p in parks if not _alike(p, first)]
        most = max((sum(_alike(p, other) for p in others) for other in others), default=0)
        return first if len(parks) - len(others) >= most else None

    def _only_park(self, parks: Sequence[Mention]) -> Mention | None:
        """The one park of an article that something is said of: 辽滨经开区年初排定的项目."""
        if not parks or not all(_alike(p, parks[0]) for p in parks):
            return None
        return next((p for p in parks if self._acts(p)), None)

    def _acts(self, park: Mention) -> bool:
        """Whether a park is spoken of as a body, or the scene, rather than as where one thing is."""
        sentence = self._document.sentence_of(park.start)
        if sentence is None or self._is_site(park, sentence):
            return False
        return _BODY.match(self._document.text, park.end, sentence.end) is not None

    def _host_place(self, places: Sequence[Mention], opening: int) -> Mention | None:
        """The narrowest division that most places of the article lie in, as the body first names it."""
        codes = {p.name: _prefix(self._adcode(p.name) or "") for p in places}
        told = [p for p in places if codes[p.name]]
        number = Counter(codes[p.name] for p in told)
        best: Mention | None = None
        for code in [c for c, _ in number.most_common(_MOST_HOSTS)]:
            mine = sum(n for other, n in number.items() if other.startswith(code))
            wider = sum(n for other, n in number.items() if code.startswith(other) and other != code)
            if mine < _SHARE * (len(told) - wider) or (best is not None and len(code) <= len(codes[best.name])):
                continue
            inside = next(p for p in told if codes[p.name].startswith(code))
            body = [p for p in told if codes[p.name] == code and p.start >= self._document.body_start]
            if inside.start > opening or not body:
                continue
            full = [p for p in body if p.name.endswith(_LEVELS)] if len(code) > 2 else []
            best = (full or body)[0]
        if best is not None and len(codes[best.name]) == 2 and best.name[-1] in "省市":
            # A province goes by its short name.
            return replace(best, end=best.end - 1, name=best.name[:-1])
        return best

    def _nearer(self, place: Mention) -> Mention:
        """The name that stands behind a wider one to say where exactly."""
        mark = _THAT_IS.match(self._document.text, place.end)
        behind = (
            [p for p in self._candidates.inside(mark.end(), mark.end() + 20) if p.start == mark.end()] if mark else []
        )
        return behind[0] if behind else place

    def _sites_told_later(self) -> dict[int, Mention]:
        """Sites told in a sentence that names no project, of the one project named in the sentence before."""
        found: dict[int, Mention] = {}
        last: list[CharSpan] = []
        for sentence in self._document.sentences[self._document.headlines :]:
            named = self._named.inside(*sentence)
            if named:
                last = named
                continue
            sites = list(self._sites_told(sentence))
            if len(last) == 1 and len(sites) == 1:
                found.setdefault(last[0].start, sites[0])
            last = last if len(last) == 1 and not sites else []
        return found

    def _sites_told(self, sentence: CharSpan) -> Iterator[Mention]:
        """Where a sentence says that something stands, other than a firm or its seat."""
        for place in self._candidates.inside(*sentence):
            if self._is_site(place, sentence) and not self._of_firm(place, sentence):
                yield place

    def _of_firm(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a site is where a firm or its seat is: 公司位于X, 集团总部设在X."""
        before = self._document.text[max(sentence.start, place.start - 14) : place.start]
        return _SEAT.search(before) is not None

    def _is_free(self, mention: Mention) -> bool:
        """Whether a place or park stands for itself: in no firm's, paper's or project's name, and in no dateline."""
        near = self._organizations.inside(max(0, mention.start - 30), mention.end + 30)
        around = [
            o
            for o in near
            if o.start <= mention.start and mention.end <= o.end and o.kind not in {"park", "government"}
        ]
        if around:
            return False
        within = self._named.inside(max(0, mention.start - 60), mention.end + 60)
        return not any(s.start <= mention.start and mention.end <= s.end for s in within)


def _prefix(code: str) -> str:
    """The digits that the codes of all that lies in a division begin with."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def _alike(a: Mention, b: Mention) -> bool:
    """Whether two names can be of one park: 常州高新区, 常州国家高新区."""
    short, long = sorted((a.name, b.name), key=len)
    rest = iter(long)
    return all(char in rest for char in short)


def _joined(sites: Sequence[Mention], text: str) -> list[Mention]:
    """The sites without those inside others; a place right before a park is one with it (宁波｜宁南新城)."""
    found: list[Mention] = []
    for site in sorted(sites, key=lambda m: (m.start, -m.end)):
        last = found[-1] if found else None
        if last is not None and site.end <= last.end:
            continue
        if last is not None and last.end == site.start and last.kind == "place" and site.kind == "park":
            found[-1] = Mention(last.start, site.end, "park", text[last.start : site.end], site.rule)
            continue
        found.append(site)
    return found
