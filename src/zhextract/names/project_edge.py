"""Where the name of a project begins: leftwards from its end to the nearest word that cannot be part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zhextract.names.mention import Mention
from zhextract.names.project_mention import Surroundings
from zhextract.names.project_proper import is_proper_name
from zhextract.records.values import CharSpan
from zhextract.text.words import Word, cut

#: Each is a word of its own for the segmenter.
_MARKS = frozenset("，。；：、！？（）“”《》【】,;:!?() ")
_MARK = re.compile(f"[{''.join(sorted(_MARKS))}]")
_HARD = frozenset("，。；：！？,;:!?\n…“《【】「『→|─")
#: What may be such a mark, by what stands beside it.
_EDGES = _HARD | frozenset(" 　—（(")
_CLOSERS = {"”": "“", "》": "《", "）": "（", ")": "(", "」": "「"}
#: What makes 集中 a way of supplying rather than of starting: 集中供水.
_SUPPLIED = ("供", "处理", "处置", "安置", "排", "居住")
#: What makes 产能 a part of a name: 发动机产能扩建.
_ENLARGES = ("减量", "扩建", "扩充", "扩产", "提升", "建设", "升级", "置换")
#: A kind that names nothing by itself, to the end of a name.
_BARE_KIND = re.compile(
    "(?:生产|制造|研发|配套|总部|物流|仓储|办公|展示|销售|服务){1,3}(?:基地|中心|园区?|大楼)(?:建设)?(?:项目|工程)"
)
#: What makes 连接 a part of a product: 铜连接用铜缆, 连接器.
_LINKING = frozenset("用器件")
#: What a thing is among those of a place.
_FOREMOST = frozenset(("首座", "首个", "首条", "首家", "首台", "首套", "第一座", "第二座", "最大"))
#: The longest kind of thing that says no more than what it is (光热电站, 电动汽车工厂).
_NO_NAME_OF_ITS_OWN = 6
#: What an output is of, up to the link behind it.
_PRODUCT = re.compile("(?:(?!项目|工程)[^，。；、：！？“”]){1,24}")
#: 超 before a number is a verb (超100亿元), before anything else it opens a word (超超临界, 超薄).
_NUMBER = re.compile("[0-9一二三四五六七八九十百千万亿两几数过]")
#: What makes 建造 a part of a name, and no act: 船舶建造项目, 装备建造基地.
_MADE_THERE = ("项目", "工程", "基地", "中心", "能力", "产业")
_CLASSIFIERS = frozenset("个项条座家处台套类种")
_COUNTS = frozenset("一二三四五六七八九十百千万亿两几数多余这那每各哪该此某首半整同单上等的")
_LINKS = frozenset({"和", "与", "及", "以及", "暨", "、", "和及"})

_ROUTE = re.compile(
    r"[一-龥]{1,6}(?:高速铁路|城际铁路|铁路|高铁|高速公路|高速|公路|段|客专|轨道)"
    r"|[一-龥]{1,8}?(?:桥|[路口站村闸]|立交|互通|隧道)(?:公路|道路|路面)?(?:大修|改建|改造|改?扩建|拓宽|升级|快速化|提升)"
)
_ROUTE_START = re.compile(
    r"(?:^|[，。；、：“”—\s的])(?:[A-Z]?[0-9]{1,4}(?:国道|省道|县道|线)?|[国省县]道[A-Z0-9]{2,5}线?)?(?![从由自])[一-龥]{2,7}$"
)


_LINES = (
    "管线",
    "管道",
    "线路",
    "铁路",
    "高铁",
    "高速",
    "高速公路",
    "公路",
    "二级路",
    "航道",
    "快速路",
    "快速通道",
    "通道",
    "大道",
    "专线",
    "复线",
    "连接线",
    "联络线",
    "改建",
    "改扩建",
    "大修",
    "中修",
)
#: The one end of a line, from a mark on.
_LINE_START = re.compile(r"(?:^|[，。；：、“”\s的—])[一-龥A-Z0-9]{2,12}$")


def _covering(spans: Iterable[Mention | CharSpan]) -> Mapping[int, Mention | CharSpan]:
    """For each place behind a character of a span the longest span that holds the character."""
    found: dict[int, Mention | CharSpan] = {}
    for span in sorted(spans, key=lambda s: s.start):
        for place in range(span.start + 1, span.end + 1):
            found.setdefault(place, span)
    return found


class LeftEdge:
    """Finds left edges in one sentence. `stops` are the words that end a name."""

    def __init__(self, stops: frozenset[str], text: str, sentence: CharSpan, around: Surroundings) -> None:
        self.stops, self.text, self.sentence, self.around = stops, text, sentence, around
        self._words: dict[int, Word] = {}
        # What no name goes over, and what belongs to a name whole, by the places behind its characters.
        self._barred = _covering([*around.barriers, *around.triggers])
        self._protected = [_covering(s) for s in (around.outputs, around.organizations, around.places) if s]

    def word_before(self, position: int) -> Word | None:
        """The word that holds the character before `position`, None where the sentence begins.

        No word crosses a mark, so only the stretches between marks in which a name is looked for are cut.
        """
        at = position - 1
        if at < self.sentence.start:
            return None
        if self.text[at] in _MARKS:
            return Word(self.text[at], at, position)
        if at not in self._words:
            after = _MARK.search(self.text, at, self.sentence.end)
            end = after.start() if after else self.sentence.end
            start = at
            while start > self.sentence.start and self.text[start - 1] not in _MARKS:
                start -= 1
            for word in cut(self.text, start, end):
                for place in range(word.start, word.end):
                    self._words[place] = word
        return self._words[at]

    def is_protected(self, position: int) -> bool:
        """Whether the character at `position` is one of an output, an organization or a place."""
        return any(position + 1 in protected for protected in self._protected)

    def left_edge(self, end: int, floor: int, *, through_links: bool) -> int:
        """Where the name that ends at `end` begins, not before `floor`."""
        position = end
        while position > floor:
            inside = self._through_protected(position, floor, end)
            if inside is not None:
                position = inside
                continue
            if position in self._barred:
                return position
            held = self.word_before(position)
            if held is None:
                return position
            word, start, token_end = held
            if token_end > position:
                word = self.text[start:position]
            char = self.text[position - 1]
            if char in _CLOSERS:
                opening = self.text.rfind(_CLOSERS[char], max(floor, position - 30), position - 1)
                if opening < 0:
                    return position
                position = opening
                continue
            if char in _EDGES and self._is_mark(char, position):
                return position
            if self._ends_name(word, start, position, end, through_links):
                return position
            position = max(start, floor)
        return position

    def _through_protected(self, position: int, floor: int, end: int) -> int | None:
        """Where the output, organization or place begins that holds the character before `position`."""
        for protected in self._protected:
            span = protected.get(position)
            if span is None or any(span.start <= t.start and t.end < span.end for t in self.around.triggers):
                continue
            if span.start >= floor and span.end <= end:
                return span.start
        return None

    def _is_mark(self, char: str, position: int) -> bool:
        """Whether the character before `position` is a mark that no name goes over; a space between Latin is none."""
        around = self.text[position - 2 : position - 1], self.text[position : position + 1]
        if char in " 　" and not (around[0].isascii() and around[1].isascii()):
            return True
        if char == "," and around[0].isdigit() and around[1].isdigit():
            return False  # 4,000万件
        return char in _HARD or char in "（(" or (char == "—" and around[0] == "—")

    def _ends_name(self, word: str, start: int, position: int, end: int, through_links: bool) -> bool:
        """Whether the word at `[start, position)` cannot be part of the name that ends at `end`."""
        if word in _LINKS:
            return (word == "、" and not through_links) or not self._joins(start, position, end, through_links)
        if word in {"项目", "工程"} and position < end and not self._goes_on(position, end):
            return True
        if word in {"至", "到"} and (self._between_places(start, position) or self._of_line(start, end)):
            return False  # 西安至十堰高速铁路
        if word in _FOREMOST and self._foremost_there(start, position, end):
            return False  # 西北首座光热电站
        if word == "开发" and self._done_there(start, end):
            return True  # 在波兰|开发|A储能项目
        if word == "的" and self._makes_product(start, position, end):
            return False  # 600万吨的钢铁项目
        return word in self.stops and not (
            (word == "建设" and self._is_tail(position, end))
            or self._in_a_name(word, start)
            or (word == "集中" and self.text.startswith(_SUPPLIED, position))
            or (word == "连接" and self.text[position : position + 1] in _LINKING)
            or (word == "产能" and self.text.startswith(_ENLARGES, position))
            or (word == "超" and _NUMBER.match(self.text, position) is None)
            or (word in {"可", "再"} and self._of_product(start))
            or (word == "再" and self.text.startswith("热", position))
            or (word == "建造" and self.text.startswith(_MADE_THERE, position))
        )

    def _foremost_there(self, start: int, after: int, end: int) -> bool:
        """Whether a thing of no name of its own is told by what it is the first or largest of at a place."""
        place = next((p for p in self.around.places if p.end == start), None)
        rest = self.text[after:end].removesuffix("项目")
        if place is None or self.text[slice(*place.span)] == "中国" or len(rest) > _NO_NAME_OF_ITS_OWN:
            return False
        kinds = (self.around.organizations, self.around.places, self.around.outputs)
        anchored = any(s.start >= after and s.end <= end for spans in kinds for s in spans)
        return not anchored and not is_proper_name(rest)

    def _done_there(self, start: int, end: int) -> bool:
        """Whether a verb stands behind the place where something is done, and before what it is done to."""
        place = next((p for p in self.around.places if p.end == start), None)
        return place is not None and end - start > 6 and self.text.endswith("在", 0, place.start)

    def _of_product(self, start: int) -> bool:
        """Whether a word stands in the product behind an output: 5万吨|可再分散乳胶粉."""
        return any(0 <= start - o.end <= 1 for o in self.around.outputs)

    def _makes_product(self, start: int, after: int, end: int) -> bool:
        """Whether 的 stands between an output and the product that a project is named by (年产100万吨的冷轧项目)."""
        if not any(o.end == start for o in self.around.outputs) or not self.text.endswith("项目", after, end):
            return False
        # 年产300万只的瑞博轮毂项目 is called by its owner.
        owned = is_proper_name(self.text[after : end - 2])
        return end - after <= 8 and not owned and not self._name_starts_own(after, end)

    def _in_a_name(self, word: str, start: int) -> bool:
        """Whether a classifier stands behind no number, and so belongs to a name (秦|家|塝, 台|中, 项|城)."""
        if word not in _CLASSIFIERS:
            return False
        before = self.text[start - 1] if start > self.sentence.start else " "
        return not before.isdigit() and before not in _COUNTS

    def _between_places(self, start: int, end: int) -> bool:
        """Whether 至 stands between the ends of a route: 西安至十堰高速铁路, G358线石门至白马段改造."""
        places = self.around.places
        if any(p.end == start for p in places) and any(p.start == end for p in places):
            return True
        before = self.text[max(self.sentence.start, start - 14) : start]
        return _ROUTE.match(self.text, end) is not None and _ROUTE_START.search(before) is not None

    def _of_line(self, start: int, end: int) -> bool:
        """Whether 至 stands between the ends of a line that goes by them, whatever they are: A水库至B区供水管线."""
        before = self.text[max(self.sentence.start, start - 13) : start]
        stop = end - 2 if self.text.endswith(("项目", "工程"), start, end) else end
        return self.text.endswith(_LINES, start, stop) and _LINE_START.search(before) is not None

    def _goes_on(self, position: int, end: int) -> bool:
        """Whether a name goes on behind an inner 项目: A项目配套加氢站, A工程乌拉特中旗风电项目."""
        return self.text.startswith(("配套", "附属", "群"), position) or any(
            s.start == position and s.end < end for s in self.around.places
        )

    def _is_tail(self, position: int, end: int) -> bool:
        """Whether the word that ends at `position` stands right before the closing head (…建设项目)."""
        return re.fullmatch(r"(?:项目|工程|[一二三四五六首]期(?:工程|项目)?)?", self.text[position:end]) is not None

    def _joins(self, link: int, after: int, end: int, through_links: bool) -> bool:
        """Whether a link inside a name joins its parts (研发和生产) rather than two names (A项目和B项目)."""
        if after == end or self.text[after] == "、":
            return True  # 德建聪和、臻格生物: a syllable of a name
        own = self.text[link] == "、" or self.text.endswith(("项目", "工程"), 0, link)
        if not own and _BARE_KIND.fullmatch(self.text, after, end):
            return True  # A研发中心及生产基地项目
        left = self.text[max(self.sentence.start, link - 6) : link]
        if re.search(
            r"(?:项目|工程|期|园|园区|站|场|厂|基地|公路|高速|高铁|铁路|大桥|桥|中心|段|线|隧道|港|校区|院区|医院|新院|学校|[小中]学|幼儿园|互通|机械城|码头|枢纽|管廊|装置|产线|大道|广场|[馆院库矿闸渠楼]|[）)])$",
            left,
        ):
            return False
        # A公司和B项目
        if any(o.end == link and o.kind == "company" for o in self.around.organizations):
            return False
        both = through_links and self._second_output(link, after)
        return both or not self._name_starts_own(after, end)

    def _second_output(self, link: int, after: int) -> bool:
        """Whether outputs stand on both sides of a link, each with its product: one project that makes both
        (年产10万吨硫酸、2万吨磷酸项目)."""
        if not any(o.start == after for o in self.around.outputs):
            return False
        first = next((o for o in reversed(self.around.outputs) if o.end <= link), None)
        return first is not None and _PRODUCT.fullmatch(self.text, first.end, link) is not None

    def _name_starts_own(self, start: int, end: int) -> bool:
        """Whether a name of its own begins at `start`: an organization, a place, an output."""
        while start < end and self.text[start] in " 　":
            start += 1
        # X和国家化合物半导体产业基地
        return re.match(r"[A-Z][0-9]{2,4}|国家(?!电网|能源|电投)|中国", self.text[start:end]) is not None or any(
            span.start == start and span.end < end
            for spans in (self.around.organizations, self.around.places, self.around.outputs)
            for span in spans
        )
