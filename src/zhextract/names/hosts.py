"""The host of an article: the park, county or city that all of it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from zhextract.lexicon.gazetteer import code_prefix
from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.parks import ITEM_MARKS
from zhextract.names.project_proper import is_proper_name
from zhextract.names.told_sites import WATERWAYS, ToldSites, is_wide
from zhextract.records.values import CharSpan
from zhextract.text.document import Document
from zhextract.text.patterns import looked_for
from zhextract.text.words import is_word

#: An item of a digest, and how many make one.
_ITEM = re.compile(r"(?:^|[\n。；])\s{0,2}[0-9]{1,2}、")
_MANY_ITEMS = 4
#: The head of an item that a mark opens (◆大石县　…), and how many different places at heads make a digest.
_HEAD = re.compile(rf"(?m)^[\s　]{{0,3}}[{ITEM_MARKS}]\s?(?=[^\s，。；]{{2,12}}[\s　])")
_MANY_HEADS = 3
#: What shows that a park is meant as a body: its committee, its year.
_BODY = re.compile(
    "(?:党工委|管委会|(?:经发|经济发展|招商|投促|投资促进|规划建设|应急管理)局|年初|今年|去年|上半年|前[一二三]季度|已|现|共|累计|新签|签约|的(?:案头|账本|台账)|[里内]，)"
)
#: What a local paper says of its own county or city, and the name of one in the name of a body.
_FROM_WITHIN = looked_for(
    "全县|全市|全区|我县|我市|我区|县城|(?<![一-龥])[县市区](?:发改|住建|统计|委|政府|能源|工信|水利|交通|教育)"
)
_ENDS = "。！？”；"
#: What makes of a park the place of one part of a ceremony.
_VENUE = re.compile("[主分]会场")
_TOWNSHIPS = ("街道", "镇", "乡")
_OWN_TOWN = "(?:全|我|该|这个|本){0}|(?<![一-龥]){0}(?:里|上的|党委|政府|长)"
_OURS = re.compile("[我本]([市县区省])(?!场|政|直)")
_GOVERNMENT_SITE = re.compile("(?<![一-龥])([一-龥]{2,5}[县市区旗])(?:人民)?政府(?:门户)?网")
_BODY_OF = re.compile("(?![市县区旗])[一-龥]{2,5}?[县市区旗](?=[一-龥]{2})")
_LEVELS = ("市", "县", "区", "旗", "州", "盟")
#: What follows the first end of a line.
_LINE = re.compile("[县市区]?[至到—–～~-]")
#: The share of an article's places that lie in its host.
_SHARE = 0.6
#: How many divisions are looked at as the one that an article is about.
_MOST_HOSTS = 40


class HostFinder:
    """Finds the host of one article.

    `organizations` are those of the article, `named` is where it names its projects, and `adcode` gives the code of
    the division that a name means.
    """

    def __init__(
        self,
        document: Document,
        organizations: InOrder[Mention],
        sites: ToldSites,
        named: InOrder[CharSpan],
        adcode: Callable[[str], str | None],
    ) -> None:
        self._document, self._organizations, self._sites = document, organizations, sites
        self._named, self._adcode = named, adcode

    def is_digest(self) -> bool:
        """Whether the text is a numbered list of news under a headline that names no place: each item has its own."""
        document = self._document
        heads = [m.end() for m in _HEAD.finditer(document.text)]
        near = (p for at in heads for p in self._sites.places.inside(at, at + 16) if p.start == at)
        if len({p.name for p in near}) >= _MANY_HEADS:
            return True
        items = list(islice(_ITEM.finditer(document.text), _MANY_ITEMS))
        if len(items) < _MANY_ITEMS:
            return False
        head = document.body_start or items[0].start()  # the title, or the line above the first item
        return head > 0 and not self._sites.places.inside(0, head)

    def find(self) -> Mention | None:
        """The park or place that the article is about, None where there is none; ask it of no digest."""
        body = self._prose()
        site = self._site_of_group(body[:2])
        if site is not None:
            return site
        start, opening = (body[0].start, body[0].end) if body else (0, 0)
        free = [place for place in self._sites.places.items if self._is_free(place)]
        parks = [p for p in free if p.kind == "park"]
        park = self._leading_park(parks, self._opening_paragraph(body))
        if park is not None:
            return self._sites.nearer(next((p for p in parks if p.start >= start and _alike(p, park)), park))
        places = [p for p in free if p.kind == "place" and not is_wide(p)]
        township = self._township(places, self._opening_paragraph(body))
        division = self._host_place(places, opening)
        if division is not None and len(code_prefix(self._adcode(division.name) or "")) == 2:
            division = self._titled(places, self._opening_paragraph(body)) or division
        return (
            township
            or division
            or self._only_park(parks)
            or self._of_bodies()
            or self._own(places, opening)
            or self._of_site(body)
            or self._titled(places, self._opening_paragraph(body))
        )

    def _prose(self) -> Sequence[CharSpan]:
        """The sentences of the body from the first that ends as one: lines of a page's head stand before it."""
        text, body = self._document.text, self._document.sentences[self._document.headlines :]
        first = next((i for i, s in enumerate(body) if text[s.end - 1] in _ENDS), 0)
        return body[first:]

    def _site_of_group(self, opening: Sequence[CharSpan]) -> Mention | None:
        """The site that the opening sentences tell without a project's name: 三个能源项目落子北海市铁山港."""
        for sentence in opening:
            if self._named.inside(*sentence):
                continue
            site = next(self._sites.told(sentence), None)
            if site is not None:
                return self._sites.nearer(site)
        return None

    def _opening_paragraph(self, body: Sequence[CharSpan]) -> int:
        """Where the first paragraph ends, or its third sentence; the first sentence of a text that is one paragraph."""
        if not body:
            return 0
        end = self._document.text.find("\n", body[0].start)
        return max(body[0].end, min(end, body[min(2, len(body) - 1)].end))

    def _leading_park(self, parks: Sequence[Mention], opening: int) -> Mention | None:
        """The park that an article is about: named in its title or its opening, and as often as any other."""
        first = min((p for p in parks if not self._is_venue(p)), key=lambda p: p.start, default=None)
        if first is None or first.start >= opening:
            return None
        others = [p for p in parks if not _alike(p, first)]
        most = max((sum(_alike(p, other) for p in others) for other in others), default=0)
        return first if len(parks) - len(others) >= most else None

    def _is_venue(self, park: Mention) -> bool:
        """Whether a park is only where one part of an event takes place (X经开区主会场)."""
        return _VENUE.match(self._document.text, park.end) is not None

    def _township(self, places: Sequence[Mention], opening: int) -> Mention | None:
        """The township that an article opens with and goes on to speak of as its own (全镇, 镇里)."""
        for place in places:
            kind = next((k for k in _TOWNSHIPS if place.name.endswith(k)), None)
            if kind and place.start < opening and re.search(_OWN_TOWN.format(kind), self._document.text):
                return place
        return None

    def _host_place(self, places: Sequence[Mention], opening: int) -> Mention | None:
        """The narrowest division that most places of the article lie in, as the body first names it."""
        codes = {p.name: code_prefix(self._adcode(p.name) or "") for p in places}
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
            named = [*body, *(p for p in told if codes[p.name] == code)]  # the headlines last
            full = [p for p in named if p.name.endswith(_LEVELS)] if len(code) > 2 else []
            best = (full or body)[0]
        return _short(best) if best is not None and len(codes[best.name]) == 2 else best

    def _only_park(self, parks: Sequence[Mention]) -> Mention | None:
        """The one park of an article that something is said of: 辽滨经开区年初排定的项目."""
        if not parks or not all(_alike(p, parks[0]) for p in parks):
            return None
        return next((p for p in parks if self._acts(p)), None)

    def _acts(self, park: Mention) -> bool:
        """Whether a park is spoken of as a body, or the scene, rather than as where one thing is."""
        sentence = self._document.sentence_of(park.start)
        if sentence is None or self._sites.is_site(park, sentence):
            return False
        return _BODY.match(self._document.text, park.end, sentence.end) is not None

    def _own(self, places: Sequence[Mention], opening: int) -> Mention | None:
        """The one county or city of the opening, in an article that speaks of it as its own (我市)."""
        own = _OURS.search(self._document.text)
        level = own[1] if own else ""
        found = [p for p in places if p.start < opening and level and self._is_of_level(p.name, level)]
        codes = {self._adcode(p.name) or "" for p in found}
        if len(codes) != 1:
            return None
        return _short(found[-1]) if len(code_prefix(codes.pop())) == 2 else found[-1]

    def _of_site(self, body: Sequence[CharSpan]) -> Mention | None:
        """The county or city whose government's page it is, in a text that speaks of 全县, 县城 and the like."""
        site = _GOVERNMENT_SITE.search(self._document.text, 0, body[0].start if body else 0)
        if site is None or _FROM_WITHIN.search(self._document.text) is None:
            return None
        return Mention(*site.span(1), "place", site[1], "place.body")

    def _titled(self, places: Sequence[Mention], opening: int) -> Mention | None:
        """The county or city that the title begins with, as the opening of the text names it (平果一口气签下…)."""
        first = places[0] if places else None
        code = code_prefix(self._adcode(first.name) or "") if first else ""
        if first is None or len(code) < 4 or not self._begins_title(first):
            return None
        behind = (p for p in places[1:] if p.start < opening and "\n" in self._document.text[first.end : p.start])
        return next((p for p in behind if code_prefix(self._adcode(p.name) or "") == code), None)

    def _begins_title(self, place: Mention) -> bool:
        """Whether a place opens a title, and no railway or road (甲至乙高铁), which lies at neither of its ends."""
        text = self._document.text
        start, end = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
        title = not text[start : place.start].strip() and end > 0 and text[end - 1] not in _ENDS
        return title and _LINE.match(text, place.end) is None

    def _is_of_level(self, name: str, level: str) -> bool:
        """Whether a place is a division that 我市, 我县 or 我省 can be said of."""
        code = code_prefix(self._adcode(name) or "")
        if level == "省":
            return len(code) == 2
        return name.endswith(level) and bool(code)

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

    def _opens_name(self, place: Mention) -> bool:
        """Whether a place opens a longer name: syllables follow it each time (上海佳豪, a firm), or 运河."""
        text = self._document.text
        behind = text[place.end : place.end + 2]
        if behind in WATERWAYS:
            return True
        if place.kind == "park" or not is_proper_name(behind) or is_word(behind):
            return False
        name = re.escape(place.name + behind)
        return (
            text.count(place.name + behind) > 1 and re.search(f"{name}[：:，。、（(和与的由正将拟]", text) is not None
        )

    def _is_free(self, mention: Mention) -> bool:
        """Whether a place or park stands for itself: in no firm's, paper's or project's name, and in no dateline."""
        near = self._organizations.inside(max(0, mention.start - 30), mention.end + 30)
        around = [
            o
            for o in near
            if o.start <= mention.start and mention.end <= o.end and o.kind not in {"park", "government"}
        ]
        if around or self._opens_name(mention):
            return False
        within = self._named.inside(max(0, mention.start - 60), mention.end + 60)
        return not any(s.start <= mention.start and mention.end <= s.end for s in within)


def _short(province: Mention) -> Mention:
    """A province by its short name, which it goes by."""
    if province.name[-1] not in "省市":
        return province
    return replace(province, end=province.end - 1, name=province.name[:-1])


def _alike(a: Mention, b: Mention) -> bool:
    """Whether two names can be of one park: 常州高新区, 常州国家高新区."""
    short, long = sorted((a.name, b.name), key=len)
    rest = iter(long)
    return all(char in rest for char in short)
