"""The sites that sentences tell: the place of which a sentence says that something stands or is built there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.records.values import CharSpan
from zhextract.text.document import Document

#: What says that a thing stands, or is to stand, at the place behind it, whatever follows; the field of a list.
_STANDS = "位于|坐落(?:于|在)?|选址(?:在|于|定在)?|选在|落户|落地|落子|落址|落(?:于|在|到|至)|进驻|设在|建在|地处"
_FIELD = r"(?:地点|地址|选址)[：:为]\s?"
_PLACE_LABEL = re.compile(r"(?:建设|项目|工程|实施)(?:地点|地址)[：:]\s?$")
#: The site that another gives way to: 建设地点由X改为Y.
_MOVED = "(?:地点|地址|选址|厂址)[^，。；]{0,12}(?:改为|变更为|调整为|改在|改到)"
_SURE = re.compile(rf"(?:{_STANDS})[^，。；]{{0,4}}$|{_FIELD}$|{_MOVED}$")
#: The same, and what says it only where building follows.
_SITED = re.compile(
    rf"(?:{_STANDS}|(?:落户|落地|落子|落址)(?:于|在|到|至)|落|放在|依托|在|{_FIELD}|{_MOVED})(?:我国|我市|我省|我县|本市|本省|该市|公司)?[“]?$"
)
#: 在X…: building there, not a meeting, a sale or a statement there.
_BUILDS = re.compile(
    r"[^，。；]{0,16}?(?:建|投资|设立|开工|动工|破土|奠基|投产|投运|投用|实施|启动|购|打造|布局|新增|扩|揭牌|开业|竣工|落成|封顶|推进|的(?!发展|未来|前景|市场|布局|销售|业务|客户|员工|需求))"
)
_ASSEMBLES = re.compile(
    r"[^，。；]{0,12}?(?:举行|召开|举办|签约|签署|签订|签下|发布|获悉|表示|接受|看到|了解|调研|考察|会见|上市|挂牌)"
)
_CEREMONY = re.compile(r"(?:开工|动工|奠基|投产|开业|竣工|启动|揭牌|通车|投运)[^，。；]{0,6}(?:仪式|典礼)")
#: A firm or its seat as what stands at the place behind it.
_SEAT = re.compile(
    r"(?:公司|集团|企业|总部|注册地|办事处)[^，。；]{0,2}(?:位于|坐落|地处|设在|落户|设立在)[^，。；]{0,3}$|"
    r"(?:联系|通讯|注册|办公|公司)地址[：:为]\s?$"
)
#: What puts the nearer name behind the wider one: 临海重工业区——北海市铁山港.
_THAT_IS = re.compile("——?|（即|，即|即|的")
_AND = re.compile("、|以及|和|及|与")
#: Parts of the country, of the world and of any town: no place to find a project at.
_WIDE = re.compile(
    r"城[东西南北中]|江[南东]|河西|华?[东西南北中粤苏浙皖鄂湘赣闽桂琼]{1,3}(?:部|方)?|(?:长|珠)(?:江)?三角(?:洲)?|海外|全国|中国|国内"
)
#: What makes of a county the name of a canal: 平陆运河.
WATERWAYS = ("运河", "水道")
#: How far before a place the words may begin that make it a site.
_BEFORE = 14


class ToldSites:
    """What the sentences of one article say of its places and parks; these, none inside another, are its `places`."""

    def __init__(self, document: Document, places: Sequence[Mention]) -> None:
        self._document = document
        self.places = InOrder(_joined(places, document.text))

    def told(self, sentence: CharSpan) -> Iterator[Mention]:
        """Where a sentence says that something stands, other than a firm or its seat."""
        for place in self.places.inside(*sentence):
            if self.is_site(place, sentence) and not self._of_firm(place, sentence):
                yield place

    def is_site(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether the sentence says that something, whatever it is, stands or is built at the place."""
        text = self._document.text
        if _SITED.search(text, max(sentence.start, place.start - _BEFORE), place.start) is None or is_wide(place):
            return False
        if text.startswith(("以来", *WATERWAYS), place.end):
            return False  # 落户X以来 tells how long
        if self.is_sure(place, sentence.start):
            return True
        after = text[place.end : min(place.end + 40, sentence.end)]
        if _ASSEMBLES.match(after):
            start = max(sentence.start, place.start - 24)
            return _CEREMONY.search(text[start : place.start]) is not None or _CEREMONY.match(after) is not None
        return _BUILDS.match(after) is not None

    def is_sure(self, place: Mention, floor: int = 0) -> bool:
        """Whether what stands before a place says by itself that something stands there (位于X)."""
        text = self._document.text
        return _SURE.search(text, max(floor, place.start - _BEFORE), place.start) is not None

    def in_field(self, place: Mention) -> bool:
        """Whether a place stands in a field that says where a project is built."""
        return _PLACE_LABEL.search(self._document.text, max(0, place.start - _BEFORE), place.start) is not None

    def is_one_of_several(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a place is the first of a list of places, and it is not said which has what: 在X、Y建设A、B."""
        joined = _AND.match(self._document.text, place.end, sentence.end)
        return joined is not None and any(
            p.start == joined.end() for p in self.places.inside(joined.end(), sentence.end)
        )

    def nearer(self, place: Mention) -> Mention:
        """The name that stands behind a wider one to say where exactly."""
        mark = _THAT_IS.match(self._document.text, place.end)
        at = mark.end() if mark else place.end  # 临海重工业区北海市铁山港
        behind = [p for p in self.places.inside(at, at + 20) if p.start == at]
        if mark and mark[0] == "的":
            behind = [p for p in behind if p.kind == "park"]  # 罗勇府的泰中罗勇工业园
        return behind[0] if behind else place

    def _of_firm(self, place: Mention, sentence: CharSpan) -> bool:
        """Whether a site is where a firm or its seat is: 公司位于X, 集团总部设在X."""
        start = max(sentence.start, place.start - _BEFORE)
        return _SEAT.search(self._document.text, start, place.start) is not None


def _is_outer(place: Mention) -> bool:
    """Whether a place or park right before a park belongs to its name: no county, 临溪县｜大石工业园 is 大石工业园."""
    return place.kind == "park" or place.name[-1] not in "县旗区"


def is_wide(place: Mention) -> bool:
    """Whether a place is a part of the country or of the world, at which no project is found (华东, 海外)."""
    return _WIDE.fullmatch(place.name) is not None


def _joined(places: Sequence[Mention], text: str) -> list[Mention]:
    """The places and parks without those inside others; one right before a park is one with it (宁波｜宁南新城)."""
    found: list[Mention] = []
    for place in sorted(places, key=lambda m: (m.start, -m.end)):
        last = found[-1] if found else None
        if last is not None and place.end <= last.end:
            continue
        if last is not None and last.kind == "place" and place.kind == "park" and last.start < place.start < last.end:
            # 上虞区杭州湾｜杭州湾上虞开发区: the place ends where the park begins
            last = found[-1] = replace(last, end=place.start, name=text[last.start : place.start])
        if last is not None and last.end == place.start and place.kind == "park" and _is_outer(last):
            found[-1] = Mention(last.start, place.end, "park", text[last.start : place.end], place.rule)
            continue
        found.append(place)
    return found
