"""Counted noun phrases: where a number, a measure word and a counted noun stand together (98个项目, 项目205个)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from zhextract.events.counts_words import CountTable, Kind, alternatives, stage_words, table
from zhextract.events.triggers import Trigger
from zhextract.parse.amounts import Amount
from zhextract.records.values import CharSpan


@dataclass(frozen=True, slots=True)
class Group:
    """A counted noun phrase before its stage is known.

    `span` covers number and noun, `lead` is where its attributes begin. `form` is where the noun stands: `behind` the
    number (98个项目), `ahead` of it (项目205个), or nowhere (竣工12个, `alone`; 其中交通类11项, `part`).
    """

    span: CharSpan
    number: CharSpan
    lead: int
    what: str
    kind: Kind
    amount: Amount
    unit: str
    form: Literal["behind", "ahead", "alone", "part"]


class _Nouns:
    """Patterns over the counted nouns, built once from the lexicon."""

    def __init__(self, words: CountTable) -> None:
        self.kind: dict[str, Kind] = {w: kind for kind, entry in words.kinds.items() for w in entry.words}
        self.classifiers = {kind: frozenset(entry.classifiers) for kind, entry in words.kinds.items()}
        noun = f"(?:(?<![投量达复停])(?=产)|(?!产))(?:{alternatives(self.kind)})"  # 投产线路 holds no 产线
        after = f"(?!{alternatives(words.not_before.words)})"
        self.behind = re.compile(
            rf"(?P<attr>(?:{_TWO_STAGES})?[^，。；！？、,;:：“”《》（）()—]{{0,24}}?)(?P<noun>{noun}(?:{noun})?){after}"
        )
        self.last = re.compile(rf"{noun}$")
        self.ahead = re.compile(rf"(?P<noun>{noun})(?:（[^（）]{{0,14}}）)?(?:{_LINK})?$")
        self.listed = re.compile(
            rf"(?P<noun>{noun})(?:主要)?(?:包括|包含|有|为|是)[^。；;！？，]{{2,160}}(?:等|在内的)(?:共)?$"
        )
        self.any = re.compile(noun)

    def kind_of(self, noun: str) -> Kind:
        """The kind of a noun or of two in a row (高速公路项目): that of the last."""
        last = self.last.search(noun)
        return self.kind[last.group()] if last else "project"


#: Two stages that one group stands in: 47个停工、缓建项目.
_TWO_STAGES = (
    "(?:停工|停建|缓建|停产|在建|续建|开工|新开工|复工|竣工|投产|拟建|签约|储备)、"
    "(?=停|缓|在建|续建|新|开|复工|竣工|投产|拟建|签|储|暂)"
)
_PHRASE = re.compile("[，。；！？、,;:：“”（）()]|其中|当中|另有")
_LINK = (
    "等?(?:总数|数量|个数|数)?(?:则)?(?:也)?(?:分别)?(?:已|就|仅|只|均|多|高|累计)?"
    "(?:共有|共计|总共|合计|共|累计|有|达到|达|为|是|增至|增加到|突破|超过|超)?(?:了)?"
)
_CLASSIFIER = "[个项件条座处份台套宗户家所张本大]"
_UNIT = re.compile(rf"{_CLASSIFIER}$")
_BOUNDED = re.compile(f"{_CLASSIFIER}(?=以上|左右|以内|之多|有余)")
_FOLLOWS = re.compile(rf"[余多]?({_CLASSIFIER})")
_TWO_OR_THREE = re.compile("[两二三四五六七八九][三四五六七八九](?![十百千万])")
_SPACED = re.compile(r"[亿万]\s?(\d{1,4})\s?\D?$")
_ORDINAL = re.compile("(?:第|前|后|每|头)$")
#: 拟安装62台机组: equipment of one project.
_INSTALLED = re.compile("(?:安装|装设|布置|布设|装机|配置)(?:了)?$")
#: What is counted is something else when it stands right behind the measure word.
_OTHER_THING = re.compile(
    "月|工作日|国家|省份|地市|市州|城市|县(?!级|重)|区(?!级|重|域)|乡镇(?!级)|镇(?!级)|村(?!级)|街道|部门|单位|方面|领域|行业|百分点|小时|交易日|季度|社区|班|小组|环节|阶段|"
    "批次|品种|类别|系列|名|位|附件|中心|子|人|岗位|床位|车位|学位|席位|主题|维度|案例|问题|亿(?!元)|大类|战区|品牌|商品|车型|型号|标准|市场|平台|窗口|指标|省(?!级|重|属|内|市)|路的"
)
#: Verbs inside an attribute: what follows is no longer the counted noun (3个部门推进项目).
_PREDICATE = re.compile(
    "在(?!建|谈|册|库|内|外)|由|对|将|为(?!主)|了|是|推进|参加|支持|帮助|推动|围绕|涉及|用于|进行|参与|签订|负责|带动|推荐|列入|纳入|受理|办理|解决|组成|承担|分别|已|经|正|均|与|以及|同|被|让|使|从|到|向|把"
)
_SIZED = re.compile(
    r"(?:元|以上|以下|级|型|类|新|大|要|点|性|内|[\u4e00-\u9fa5]{0,6}(?:资|建|工|约|产|运|谈|户|批|准|划))$"
)
_STAGE_WORDS = re.compile(
    r".*(?:新?开工|复工|停工|缓建|竣工|投[产用运]|签约|落户|在建|续建|新建|建成|完工|计划|规划|拟签?|已|正在|集中|引进|核准|储备|安排|实施|全[市县省区国年]|去年|今年|"
    r"季度|现场|该[市县区]|这批|共有?|其中|力争|预计|累计|首批|首个|批|的|等|^新增?|余|多|万千瓦级?|亿元以上|以上|[0-9.]+(?:万|亿)元以上)"
)


@cache
def _nouns() -> _Nouns:
    return _Nouns(table())


def counts(amount: Amount) -> bool:
    """Whether an amount may be the number of a group."""
    return amount.kind in {"number", "count", "quantity"} and amount.low is not None


def find_groups(
    text: str,
    clauses: Sequence[CharSpan],
    amounts: Sequence[Amount],
    hits: Sequence[Trigger],
    known: Group | None,
) -> list[Group]:
    """Counted noun phrases of a sentence.

    `hits` are its triggers, which let a number stand alone; `known` is the group spoken of last before the sentence,
    whose noun a lone number may mean.
    """
    numbers = [a for a in amounts if counts(a)]
    if not numbers or not clauses:
        return []
    triggers = stage_words(text, CharSpan(clauses[0].start, clauses[-1].end), hits)
    found: list[Group] = []
    starts = [c.start for c in clauses]
    taken = -1
    parts = False
    passed: list[_Reading] = []
    for amount in numbers:
        low = amount.span.start
        if low < taken:
            continue
        index = bisect_right(starts, low) - 1
        if index < 0 or low >= clauses[index].end:
            continue
        reading = _Reading(text, clauses[index], clauses[0].start, amount)
        group = reading.group(found, triggers, known, passed)
        if group is None or _INSTALLED.search(text, max(0, low - 6), low):
            passed.append(reading)
        else:
            found += _sharing(text, passed, group)
            passed = []
            between = text[found[-1].span.end if found else clauses[0].start : group.span.start]
            parts = "其中" in between or (parts and group.form != "alone" and "，" not in between)
            known = known if parts and known is not None else group  # parts lend their noun to nothing
            found.append(group)
            taken = group.span.end
    return found


def _sharing(text: str, passed: Sequence[_Reading], group: Group) -> list[Group]:
    """The numbers before a group that share its noun: 3万家基础级、800家先进级、50家卓越级工厂."""
    shared: list[Group] = []
    after = group.lead
    for reading in reversed(passed):
        label = text[reading.end : after] if reading.end <= after else ""
        if group.form != "behind" or reading.unit != group.unit or not _SHARES.fullmatch(label):
            break
        shared.insert(
            0, replace(group, span=reading.number, number=reading.number, lead=reading.start, amount=reading.amount)
        )
        after = reading.start
    return shared


_SHARES = re.compile("[\u4e00-\u9fa5]{1,8}[、和及]")


class _Reading:
    """One number of a sentence, read as a counted group."""

    def __init__(self, text: str, clause: CharSpan, sentence: int, amount: Amount) -> None:
        self.text, self.clause, self.sentence, self.amount = text, clause, sentence, amount
        start, end = amount.span
        spaced = _SPACED.search(amount.text)  # 5.16 亿15 个: two numbers
        self.start = start + spaced.start(1) if spaced else start
        unit = _UNIT.search(amount.text) or _BOUNDED.search(amount.text)
        self.unit = unit.group() if unit else ""
        self.end = end
        if not self.unit and amount.kind != "quantity":  # 2万吨项目 is no count
            follow = _FOLLOWS.match(text, end, min(end + 2, clause.end))
            if follow:
                self.unit, self.end = follow.group(1), follow.end()
        self.bare = self.unit == "项" and text.startswith("目", self.end)  # 两项目: no measure word
        if self.bare:
            self.unit, self.end = "个", self.end - 1
        self.number = CharSpan(self.start, self.end)
        self.before = text[max(clause.start, self.start - 44) : self.start]

    def group(
        self, found: Sequence[Group], triggers: Sequence[Trigger], known: Group | None, passed: Sequence[_Reading]
    ) -> Group | None:
        """The counted phrase of the number; `passed` are the numbers of the sentence that count other things."""
        if self.before.endswith("“") and "”" in self.text[self.end : self.end + 10]:
            return None  # “四个枢纽”: a slogan
        one = self.amount.low == 1 and self.amount.text.startswith("一")
        if one or not self.unit or _ORDINAL.search(self.before):
            return None
        if _TWO_OR_THREE.search(self.amount.text):  # 两三个
            return None
        counted = self._behind(triggers) or self._ahead() or self._listed()
        if counted is None and known is None and any(p.unit == self.unit for p in passed):
            return None  # 器械431个，获批40个: not of projects
        return counted or self._alone(found, triggers, known)

    def _behind(self, triggers: Sequence[Trigger]) -> Group | None:
        nouns = _nouns()
        close = min(self.clause.end, self.end + 34)
        match = nouns.behind.match(self.text, self.end, close)
        if match is None:
            return None
        attr, kind = match.group("attr"), nouns.kind_of(match.group("noun"))
        if self.unit not in nouns.classifiers[kind] and not (self.unit == "大" and kind == "project"):
            return None
        if self.amount.low is not None and self.amount.low > 100_000 and kind != "firm":
            return None
        if _OTHER_THING.match(attr) or _PREDICATE.search(attr.replace("为主", "")):
            return None
        if "的" in attr and not _SIZED.search(attr.rpartition("的")[0]) and not self._right_behind(triggers):
            return None
        return self._made(match.end(), self.start, self.start, _kind_of_noun(attr, match.group("noun")), kind, "behind")

    def _right_behind(self, triggers: Sequence[Trigger]) -> bool:
        """Whether the number is the object of a stage word: 清退了3个只圈地不建设的项目."""
        last = next((t for t in reversed(triggers) if t.end <= self.start), None)
        return last is not None and self.text[last.end : self.start] in {"", "了"}

    def _ahead(self) -> Group | None:
        nouns = _nouns()
        match = nouns.ahead.search(self.before)
        if match is None:
            return None
        kind = nouns.kind[match.group("noun")]
        if self.unit not in nouns.classifiers[kind] or not self._closes():
            return None
        if kind in {"site", "part", "firm"} and self.before.startswith("等", match.end("noun")):
            return None  # 医院、加油站等13个: the last of a list, not what is counted
        offset = self.start - len(self.before)
        attr = _PHRASE.split(self.before[: match.start()])[-1]
        lead = offset + match.start() - len(attr)
        what = _kind_of_noun(attr, match.group("noun"))
        return self._made(self.end, offset + match.start(), lead, what, kind, "ahead")

    def _listed(self) -> Group | None:
        """投产线路包括A线、B线在内的13条: the list stands between noun and number."""
        window = max(self.sentence, self.start - 200)
        before = self.text[window : self.start]
        if not before.endswith(("等", "在内的", "等共")) or not self._closes():
            return None
        nouns = _nouns()
        for match in nouns.any.finditer(before):
            whole = nouns.listed.match(before, match.start())
            if whole and self.unit in nouns.classifiers[nouns.kind[match.group()]]:
                lead = window + match.start()
                attr = _PHRASE.split(before[: match.start()])[-1][-12:]
                kind = nouns.kind[match.group()]
                return self._made(self.end, self.start, lead - len(attr), match.group(), kind, "ahead")
        return None

    def _closes(self) -> bool:
        """Whether nothing is counted behind the number: a boundary or a predicate follows."""
        return _CLOSES.match(self.text, self.end, self.clause.end + 1) is not None or self.end >= self.clause.end

    def _alone(self, found: Sequence[Group], triggers: Sequence[Trigger], known: Group | None) -> Group | None:
        """开工12个, 另有6家在建, 其中交通类11项: the noun is that of the group spoken of, or projects."""
        if not self._closes():
            return None
        meant = known
        if meant is not None and self.unit != meant.unit and not {self.unit, meant.unit} <= {"个", "项", "件", "处"}:
            meant = None
        if (
            meant is None
            and self.unit in {"家", "户"}
            and re.search("企业|公司", self.text[self.sentence : self.start])
        ):
            kind: Kind = "firm"
        elif meant is not None:
            kind = meant.kind
        elif self.unit in {"个", "项", "件"}:
            kind = "project"
        else:
            return None
        what = meant.what if meant is not None else {"firm": "企业"}.get(kind, "项目")
        if self._stage_ahead(triggers) or self._stage_behind(triggers):
            return self._made(self.end, self.start, self.start, what, kind, "alone")
        same = found[-1] if found and self.unit == found[-1].unit else None
        if same is not None and (self._is_part(same) or self._is_next(same) or self._is_rest(found)):
            return self._made(self.end, self.start, self.start, what, same.kind, "part")
        return None

    def _stage_ahead(self, triggers: Sequence[Trigger]) -> bool:
        last = next((t for t in reversed(triggers) if t.end <= self.start), None)
        if last is None or last.end < self.sentence:
            return False
        between = self.text[last.end : self.start]
        return _RIGHT_AHEAD.fullmatch(between) is not None or _HAS_LISTED.fullmatch(between) is not None

    def _stage_behind(self, triggers: Sequence[Trigger]) -> bool:
        if not _OPENS.search(self.before):
            return False
        following = next((t for t in triggers if t.start >= self.end), None)
        if following is None:
            return False
        between = self.text[self.end : following.start]
        return len(between) <= 26 and _TO_PREDICATE.fullmatch(between) is not None

    def _is_part(self, whole: Group) -> bool:
        between = self.text[whole.span.end : self.start]
        if len(between) > 60 or re.search("[。！？]", between):
            return False
        label = re.split("[，,；;、：:]", between)[-1]
        if "其中" in between:
            return len(label) <= 14 and not re.search("[0-9]$", label)
        if re.search("(?:合计|总计|共计|总共)(?:有)?$", label):
            return True
        if whole.form == "part" and between.startswith("、") and 2 < len(label) <= 10 and label.endswith("的"):
            return True  # 10亿元以上的3个、上市公司投资的2个
        return 0 < len(label) <= 12 and _LABEL.search(label) is not None

    def _is_rest(self, found: Sequence[Group]) -> bool:
        """Whether the number is what the parts before leave of the whole: 38个，亮绿灯的11个、黄灯的25个，另有2个."""
        parts = len(found)
        while parts and found[parts - 1].form == "part":
            parts -= 1
        if not parts or parts == len(found) or re.search("(?:另有|还有|其余|余下)$", self.before) is None:
            return False
        told = [*(g.amount.low for g in found[parts - 1 :]), self.amount.low]
        whole, *rest = [low for low in told if low is not None]
        return len(rest) == len(told) - 1 and sum(rest) == whole

    def _is_next(self, last: Group) -> bool:
        """分别为10家、2家和35家: the numbers of a row that 分别 deals out."""
        if self.text[last.span.end : self.start] not in {"、", "和", "及", "以及", "与", "，"}:
            return False
        return last.form == "part" or "分别" in self.text[max(self.sentence, last.number.start - 6) : last.number.start]

    def _made(
        self, end: int, start: int, lead: int, what: str, kind: Kind, form: Literal["behind", "ahead", "alone", "part"]
    ) -> Group:
        span = CharSpan(min(start, self.start), max(end, self.end))
        return Group(span, self.number, min(lead, span.start), what, kind, self.amount, self.unit, form)


_CLOSES = re.compile(
    r"(?:以上|左右|之多)?(?:[，。；、,;：:！？）)（(”—\s]|$|中(?![心国型小学等部东西])|里(?!程)|内(?![资陆])|受|由于|和|及|与|以及|已|正(?!式)|均|也|还|在|因|将|被|处于|处在|排队|拟|于|未|全部|全都|全面|尚|仍|计划|预计|"
    r"达产|达效|达到|是|有(?!限)|则|总投资|停工|停产|投[产用运入]|开工|开业|开建|动工|竣工|完工|完成|复工|进入|实现|建成|签约|落户|集中|陆续|相继|先后|等着|退出|清退)"
)
_RIGHT_AHEAD = re.compile(
    "(?:的|了|有|项目|工程|企业|达|达到|共|共有|共计|累计|就有|只有|仅有|已有|还有|也有|也|还|已|已达|为|超|超过|突破|分别|约|近|则|数|数量|总数|仪式|建设|状态){0,4}[：:]?"
)
_HAS_LISTED = re.compile(
    "(?:的)?(?:项目|企业|工程)?(?:主要)?(?:有|包括|为|是)[^。；;！？0-9]{2,160}(?:等|在内的)(?:共)?"
)
_OPENS = re.compile(
    "(?:^|另|另有|还有|其中|有|余下|余下的|剩余|其余|其余的|仅|还|剩下|剩下的|仅有|目前|其他|尚有|共有|约|超|近|，|、|但|而|(?<=目)中|(?<=程)中|当中)$"
)
_TO_PREDICATE = re.compile(
    "[^，。；、0-9的]{0,14}|(?:因|受|由于)[^，。；0-9]{1,12}，[^，。；、的]{0,8}|——[^，。；—]{1,20}——[^，。；、]{0,4}"
)
_LABEL = re.compile(
    "(?:类|级|以上|以上的|方面|领域|型|灯的|省|市|县|区|镇|乡|州|旗|盟|开发区|高新区|新区|外资|内资|工业|农业|服务业|占|占了)$"
)


def _kind_of_noun(attr: str, noun: str) -> str:
    """The counted noun with its kind, without stage words and sizes: 产业项目, 重大工程."""
    kind = _STAGE_WORDS.sub("", attr.rpartition("等")[2]).strip(" 　和及与并等")
    return (kind if 0 < len(kind) <= 8 and re.fullmatch(r"[一-龥A-Za-z]+", kind) else "") + noun
