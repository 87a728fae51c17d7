"""Whether a stretch before a head word names one project: what speaks for it and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhextract.names.mention import FACILITY_RULES, Mention
from zhextract.names.project_mention import Surroundings
from zhextract.names.project_proper import is_proper_name
from zhextract.names.project_words import ProjectVocabulary, bare_name
from zhextract.names.trade_names import is_known_company, owner
from zhextract.records.values import CharSpan
from zhextract.text.words import tag, texts

#: What follows the name of something whose stage is told: 城际铁路预计年底开工.
_TELLS = re.compile(
    r"(?:主桥|双线|全线)?(?:进展|昨日|今日|合龙|贯通|开通|封顶|进入|开建|奠基|陆续|顺利|规划|总|位于|由|全长|设计|装机|占地|选址|预计|将|已|计划|拟|正|于|有望|力争|开工|动工|通车|投产|建成|今年|明年|去年|今[春夏秋冬]|现|在[^，。；]{0,6}(?:开工|动工)|起于|起自|[：:][^\n]|（暂定名）|[0-9])"
)
#: What says that another thing is what stands behind it.
_SAID_TO_BE = re.compile(r"(?:是|标志着|(?<=项目)为|(?<=工程)为|成为|作为|属于)[^，。；]{0,26}$")
#: The same, where it need not be a project that is praised, and what then says so.
_IS = re.compile("(?:是|标志着|为|成为|打造成|建成|作为|属于)[^，。；]{0,26}$")
_RANKED = re.compile("首|第|最|唯一|国内|全国|全省|全市|大型|重要|样板|世界|全球")
_INCLUDES = re.compile("(?:包括|包含|含)[^，。；]{0,4}$")
#: What such a statement praises it as.
_PRAISE = re.compile("首|唯一|重点|重要|示范|标志性|骨干|标杆|节点|支撑|之一|第[一二三]|最")
#: What introduces a project, right before its name.
_INTRODUCED = re.compile("(?:新建|投建|兴建|拟建|(?<!开工)建设|启动|追加投资建|投资建|签约)$")
#: What sets up the thing behind it: 投建国内首条…, 建立一家…, 在建的….
_SET_UP = re.compile(
    r"(?:(?:新建|在建|兴建|筹建)的|(?:共同建设|合作建设|合资建设|计划建设|拟建设|用于建设|(?:近期|近日|日前|顺利|新)建成|兴建|投建|筹建|布局|新建|建立|设立|投资建|建造|规划建设|投资建设|开工建设)(?:了)?(?:一?[条个座家处]|[国全世亚]?[内球界洲]?首[条个座家])?)(?:[^，。；、的]{1,8}的|大规模|大型)?[“]?$"
)
#: 多家新建|晶圆厂陆续投产, 包含|激光器芯片生产线: several of a kind, and parts of what is spoken of.
_MANY = re.compile("(?:[多数几各众]|许多|不少|一批)(?:家|座|个|条|处)(?:新建|在建|新|大型)?$|包含(?:了|有)?$")
#: What a kind of facility before it is an attribute of, or the scene: A水厂负责人, B工厂内.
_ATTRIBUTE_OF = re.compile(
    r"内|里|附近|旁|部分航班|航班|一度|溃口|决口|[0-9]+米溃口|改造成|改造为|改建成|改建为|闲置|空置|车间|智能化|负责|工作人员|副总|总经理|现场|相关|有关|员工|党|管委会|企业|入驻|管理|公司|办公室|运营商|用电|算力|客户|设备|业务|需求|市场|行业|领域|产品|概念|板块|通道|沿线|客流|容量|数量|销量|各项|各类|等各"
)
#: A kind of facility that is only the beginning of a firm's name: 服务中心有限责任公司.
_FIRM_BEHIND = re.compile("(?:股份|控股|投资|建设|发展|管理|运营)?(?:有限|集团|公司)")
#: What is said of a name in brackets behind it.
_NOTE = re.compile("[（(][^（）()。；]{2,40}[）)]")
#: What makes the object right behind it a thing that is built, and the stages that only such a thing has.
_BUILDING = re.compile("(?:新建|兴建|建造|修建|筹建|在建|规划建设|投资建设|建设|建成)(?:的|了)?$")
_WORKS_ON = re.compile("开工|动工|奠基|竣工|完工|封顶|结顶|在建|交工|交付|通水|投运|投用|试运行|手续|核准|立项|浇筑")
#: What counts a thing as the first of its kind, right before it.
_FIRST = re.compile("首[条个座套家]$")
#: What is said of another thing that is built at a place: 在A机场投建B.
_BUILT_THERE = re.compile("[^，。；]{0,4}?(?:投建|投资|建设|新建|兴建|设立|建立|布局|打造)")
#: What takes place at it; a ceremony is of what is built there.
_HELD_THERE = re.compile("[^，。；]{0,8}?(?:举行|召开|举办|落幕|开幕|亮相|接受采访|发表|会见|降落|起飞)")
_CEREMONY = re.compile("(?:开工|奠基|投产|通车|竣工|启动|揭牌|开业)[^，。；]{0,4}(?:仪式|典礼)")
#: What is said of the way to it.
_HOW_FAR = re.compile("[^，。；]{0,4}(?:仅|只|车程|距离|[0-9]+(?:公里|分钟))")
_GOES_TO = (
    *("飞往", "前往", "驶向", "开往", "引入", "接入", "抵达", "到达", "来到", "赴", "从", "途经", "离开", "驶入"),
    *("驶出", "走进", "位居"),
)
#: What a project is to consist of.
_MADE_OF = re.compile(
    "(?:项目|工程|[一二三首]期)(?:(?:计划)?总投资[^，。；]{0,16}，)?(?:将|拟|计划|主要|规划)(?:建设|新建|建成|形成)[^，。；]{0,24}$"
    "|[，。；](?:该|本)?(?:项目|工程)(?:新建|建设)[^，。；]{0,40}$"
)
#: What stands between a name and a figure of it.
_BEFORE_FIGURE = re.compile(
    "[（(]?(?:总?投资|(?:日|年)(?:处理|产|加工|供水)(?:能力|规模|量)?|总?装机|占地|造价|(?<=[（(]))(?:约|达|由)?"
)
#: What moves a work on, right before its name.
_PUSHES = re.compile("(?:推动|推进|加快|加速)$")
#: What money is for.
_FUNDED = re.compile("(?:募|定增|发行|投资)[^。；]{0,50}?(?:用于|投向)(?:[^，。；]{4,40}[、和及])?[“]?$")
#: What is said to have something, up to 的, from a mark on: 恒岳世纪.
_BEFORE_OF = re.compile("(?:^|(?<=[，。；：、\n]))[一-龥]{3,8}$")
#: What is told of several, and the members of a list up to it: A小学、B二中、C学校|已经启用.
_OF_SEVERAL = re.compile("均|都|分别|同时|同日|双双|相继|先后|陆续|已经|全部")
_OTHER_MEMBERS = re.compile(rf"(?:(?:、|和|以及)[^，。；、]{{2,16}}?){{1,5}}(?={_OF_SEVERAL.pattern})")
#: The number of an item in a list.
_NUMBERED = re.compile("(?:^|[；\n 　])[0-9]{1,2}[.．]$")
#: What stands before the beginning of a clause or of a member of a list.
_OPENS_CLAUSE = frozenset("【，。；：,;:!！?？、“”】 \n的")
#: Marks between several things told together.
_ENUMERATES = re.compile("[、+＋]")
#: The words of one clause, and of the members of a list in it.
_CLAUSE = re.compile("[^，。；！？]{0,40}")
#: The same with the clause behind a reason or behind what is left to do.
_REASON_FIRST = re.compile("(?:则|却|也)?(?:因|受|只|还|仅|原)[^，。；！？]{0,24}，[^，。；！？]{0,24}")
_STATEMENT = re.compile("[^。；！？\n]{0,90}")
#: What stands between the ends that a road is called by.
_BETWEEN_ENDS = re.compile("[-—–~～]{1,2}|至")
#: What makes a unit a part of what is spoken of: 现有的5万吨|装置, 新建一条产能2万片的|生产线.
_PART_OF_PLANT = re.compile("(?:现有|现在|原有)的?$|(?:新建|建设)(?:了)?[一两二三四0-9][条套台座][^，。；]*$")
#: What goes on to another thing than the one named: A工业园的厂房, A水库至B区管线, A枢纽第二回电源线.
_OF_A_PART = re.compile("的|至|到|第[一二三四五六]")
#: What opens a list of several.
_LISTED = re.compile("(?:分别是|分别为|包括)(?:[^，。；]{2,80}[、和及])?$")
#: One of several that are numbered: 第三水厂, 云计算二号变电站.
_NTH = re.compile("第[一二三四五六七八九十]|[一二三四五六七八九十0-9]号")
#: The one of its kind that a county or city has: 县中医院病房楼, 市人民医院门诊楼.
_LOCAL = re.compile(
    "[县市区省镇州](?:第?[一二三四五六七八九十]+|人民|中医|中心|妇幼|职业|实验|疾控|立|特教|党校|档案|文化|体育|图书|博物)"
)
#: A street by its name.
_STREET = re.compile(
    "(?![一二三四五六七八九十两几各条])[一-龥]{2,4}(?:(?<![道公铁线网])路|大街|街|巷|大道)(?![线由径])"
)
#: The most characters of works and whose they are.
_LONG_NAME = 20
#: Where something is, not what is built.
_LOCATED = re.compile(r"(?:位于|地处|坐落于|坐落在|入驻|落户|毗邻|紧邻)[^，。；的]{0,12}$")
#: The same with 的 before the name: 位于A市的B产业园.
_LIES_IN = re.compile(r"(?:位于|地处|坐落于|坐落在|入驻|落户|毗邻|紧邻)[^，。；]{0,12}$")


class Evidence:
    """Judges the stretches of one sentence."""

    def __init__(self, words: ProjectVocabulary, text: str, sentence: CharSpan, around: Surroundings) -> None:
        self.words, self.text, self.sentence, self.around = words, text, sentence, around
        self._judged: dict[CharSpan, bool] = {}  # stretches that hold a proper name

    def anchored(self, span: CharSpan) -> bool:
        """Whether an organization, a place or an output stands in the stretch."""
        low, high = span
        for spans in (self.around.organizations, self.around.places, self.around.outputs):
            for s in spans:
                if s.start >= low and s.end <= high and s.end - s.start >= 2:
                    return True
        return False

    def without_content(self, span: CharSpan, name: str) -> bool:
        """Whether the name, its places left out, says nothing: 河北省重点, 风电光伏."""
        rest = self.text[slice(*span)]
        inside = [p for p in self.around.places if p.start >= span.start and p.end <= span.end]
        if not inside:
            return self.words.is_class(name)
        for place in sorted(inside, key=lambda p: p.start, reverse=True):
            rest = rest[: place.start - span.start] + rest[place.end - span.start :]
        bare = bare_name(rest)
        if _BETWEEN_ENDS.fullmatch(rest):
            return False  # 青岚-望川 names a road by its ends
        return bare == "" or self.words.is_vague(bare)

    def named(self, span: CharSpan, head: str) -> bool:
        """Whether a single stretch without 项目 or 工程 is specific enough for a project of its own.

        A facility, a unit or works count with an owner, a place or an output in the name; otherwise only in a clause
        that dates or prices them, since 建设现代化公路 names no road.
        """
        if head in {"generic", ""}:
            part = self._part_of_project(span.start) or self.text.startswith(("两部分", "三部分"), span.end)
            return not (part or self._praised(span))
        if self._refused(span, head):
            return False
        if head == "facility" and (self._subject(span) or self._listed(span)):
            return True
        if head in {"facility", "unit"} and (self._staged(span) or self._measured(span) or self._pushed(span)):
            return True
        if (
            head == "works"
            and not self.text.startswith("、", span.end)
            and (self._staged(span) or self._measured(span))
        ):
            return True
        if head == "works" and self._owned_works(span):
            return True
        if head == "works" and span.end - span.start < 6:
            return False
        if _SET_UP.search(self.text, max(self.sentence.start, span.start - 16), span.start):
            return True
        if head == "unit":
            return self._particular_unit(span)
        if self.anchored(span) or self._being_built(span.start):
            return True
        if head == "facility" and self._proper(span):
            return True
        if head != "facility" or span.end - span.start < 6:
            return False
        return any(abs(b.start - span.end) <= 16 or abs(span.start - b.end) <= 16 for b in self.around.barriers)

    def _works_on_own(self, span: CharSpan) -> bool:
        """Whether works are on a street or a facility that has a name: 滨河路改造, 引黄灌区节水改造."""
        heads = self.words.heads(self.text, *span)
        if not heads or heads[-1][2] != "works":
            return False
        if _STREET.match(self.text, span.start, heads[-1][0]):
            return True
        return any(
            kind == "facility" and start - span.start >= 2 and not self.words.is_class(self.text[span.start : start])
            for start, _, kind in heads
        )

    def _owned_works(self, span: CharSpan) -> bool:
        """Whether the works are those of an owner whose name opens the clause: 恒岳|塔架扩能改造."""
        name = self.text[slice(*span)]
        firm = owner(name) if self._opens(span) and len(name) <= _LONG_NAME and "、" not in name else None
        if firm is None or len(name) - firm.end < 4:
            return False
        words = name[slice(*firm)]
        return is_known_company(words) or is_proper_name(words)

    def _praised(self, span: CharSpan) -> bool:
        """Whether the stretch is what another thing is said to be: 是全省首个重点项目."""
        said = _SAID_TO_BE.search(self.text, max(self.sentence.start, span.start - 30), span.start)
        return said is not None and _PRAISE.search(self.text, said.start(), span.end + 2) is not None

    def _refused(self, span: CharSpan, head: str) -> bool:
        """Whether what stands around the stretch makes it a scene, a firm, or a part of something else."""
        if _ATTRIBUTE_OF.match(self.text, span.end, span.end + 8):
            return True
        if _MANY.search(self.text, max(self.sentence.start, span.start - 8), span.start):
            return True
        if _FIRM_BEHIND.match(self.text, span.end) or self._is_scene(span):
            return True
        if head != "works" and not self._proper(span) and self._part_of_project(span.start):
            return True
        if self._described(span) or self.text.startswith(("两部分", "三部分", "的送出", "附近"), span.end):
            return True
        if self.text[span.start - 1 : span.start] in {"在", "于", "为"} and self._head_before(span.start):
            return True  # where something else is built
        holder = next((o for o in self.around.organizations if o.start <= span.start and o.end >= span.end), None)
        if holder is not None and not (head == "facility" and self._is_built(holder)):
            return True
        hosts = self.text[span.end - 1] in "园区港"  # 位于A市的B产业园 hosts, 位于A市的B工厂 is what is told of
        where = _LIES_IN if hosts else _LOCATED
        return where.search(self.text, max(self.sentence.start, span.start - 14), span.start) is not None

    def _particular_unit(self, span: CharSpan) -> bool:
        """Whether a unit is one of its own: by its owner, output or number, or by what is told of it."""
        numbered = re.search(r"[0-9一二三四五六七八九十]+号机组", self.text[slice(*span)]) is not None
        kinds = (self.around.organizations, self.around.outputs)
        owned = any(s.start >= span.start and s.end <= span.end for spans in kinds for s in spans)
        own = re.search("(?:其|公司|该公司)(?:的)?$", self.text[max(self.sentence.start, span.start - 4) : span.start])
        told = own is not None and len(self.text[slice(*span)]) >= 5 and _TELLS.match(self.text, span.end)
        return owned or (numbered and self.anchored(span)) or bool(told) or self._being_built(span.start)

    def _is_scene(self, span: CharSpan) -> bool:
        """Whether a facility is where something takes place or goes to: 在A度假村举行, 飞往B机场."""
        before = self.text[max(self.sentence.start, span.start - 4) : span.start]
        if before.endswith("到") and _HOW_FAR.match(self.text, span.end, span.end + 12):
            return True
        if before.endswith(_GOES_TO):
            return True
        if not before.endswith("在"):
            return False
        if _BUILT_THERE.match(self.text, span.end, self.sentence.end):
            return True
        held = _HELD_THERE.match(self.text, span.end, span.end + 16)
        return held is not None and _CEREMONY.search(self.text, span.end, span.end + 24) is None

    def strong(self, span: CharSpan, name: str, head: str, priced: bool) -> bool:
        """Whether the name stands on its own beside a project that was spoken of before."""
        before = self.text[max(self.sentence.start, span.start - 4) : span.start]
        hosts = self.text[span.end - 1] in "园区港"  # where others build
        built = not hosts or (self._staged(span) and self.text[span.end : span.end + 1] != "的")
        if built and self._opens(span) and self._own(span):
            return True
        if self._opens_statement(span) and head != "generic" and (self._measured(span) or self._staged(span)):
            return True
        if priced and (head != "unit" or self._of_its_own(span, name)):
            return True  # 投资21亿元建设的|面板生产线
        if head == "unit":
            owned = any(o.start >= span.start and o.end <= span.end for o in self.around.organizations)
            own = before.endswith(("其", "公司", "首条", "新建的", "在建的", "配套的")) and len(name) >= 6
            return owned or "号机组" in name or own
        told = len(name) >= 4 and _TELLS.match(self.text, span.end) is not None
        introduced = _INTRODUCED.search(before) is not None
        if introduced or told or len(name) >= 7 or self.anchored(span) or before.endswith(("“", "《", "的")):
            return True
        if head == "facility" and self._proper(span) and self._alone_told(span):
            return True
        firm = owner(name) if head == "generic" else None
        return firm is not None and not self.words.is_class(name[firm.end :])  # 启岳|正极材料

    def _of_its_own(self, span: CharSpan, name: str) -> bool:
        """Whether a unit with a figure before it is more than what a plant has or is to have: 现有的5万吨装置."""
        before = self.text[max(self.sentence.start, span.start - 60) : span.start]
        return len(name) >= 5 and not (
            name.endswith("机组") or self.words.is_class(name) or _PART_OF_PLANT.search(before)
        )

    def _opens(self, span: CharSpan) -> bool:
        """Whether the stretch stands at the beginning of a clause or of a member of a list, or behind 的."""
        return span.start == self.sentence.start or self.text[span.start - 1] in _OPENS_CLAUSE

    def _opens_statement(self, span: CharSpan) -> bool:
        """Whether the stretch stands at the beginning of a sentence or of a part of one that a semicolon divides."""
        return span.start == self.sentence.start or self.text[span.start - 1] in "；;。\n"

    def _own(self, span: CharSpan) -> bool:
        """Whether a name, a number or the county makes the kind one of its own: 碑垭水库, 第三水厂, 县中医院."""
        return (
            self._proper(span)
            or _NTH.search(self.text, span.start + 1, span.end) is not None
            or _LOCAL.match(self.text, *span) is not None
        )

    def priced(self, start: int) -> bool:
        """Whether a figure stands before the name as its attribute: 装机容量100MW的光伏电站."""
        if self.text[start - 1 : start] != "的" or self._part_of_project(start):
            return False
        spans = (*self.around.barriers, *self.around.outputs)
        return any(start - 4 <= s.end <= start - 1 for s in spans)

    def common_noun(self, span: CharSpan, name: str) -> bool:
        """Whether a short name before a phase is a noun of the dictionary (市场二期) and no organization."""
        if any(o.start >= span.start and o.end <= span.end for o in self.around.organizations):
            return False
        return (tag(name) or "x")[0] in "nva" and tag(name) not in {"ns", "nz", "nt", "nr"}

    def act(self, span: CharSpan, name: str) -> bool:
        """Whether the words before 项目 are an act upon projects (分管项目, 协调推进项目), not a name."""
        if self.anchored(span) or len(name) > 6:
            return False
        if self.text[span.start - 2 : span.start] in {"实施", "开展"}:
            return True
        return all((tag(word) or "x")[0] in "vdpcurft" and tag(word) != "vn" for word in texts(name))

    def _listed(self, span: CharSpan) -> bool:
        """Whether the name stands in a list that is opened as such: 分别是A、B和C."""
        before = self.text[max(self.sentence.start, span.start - 90) : span.start]
        return _LISTED.search(before) is not None

    def _subject(self, span: CharSpan) -> bool:
        """Whether the name stands as the subject of what is told next: 青峰岭隧道11月27日贯通."""
        before = self.text[span.start - 1 : span.start] if span.start > self.sentence.start else ""
        opens = before == "" or before in "，。；：,;:、的“”\n "
        # 青岚隧道（以下简称“隧道”）3月贯通
        note = _NOTE.match(self.text, span.end)
        behind = note.end() if note else span.end
        return opens and span.end - span.start >= 4 and _TELLS.match(self.text, behind) is not None

    def _is_built(self, holder: Mention) -> bool:
        """Whether what is taken for a plant, a school or an institute is itself what is built, not who builds."""
        if holder.rule not in FACILITY_RULES:
            return False
        before = self.text[max(self.sentence.start, holder.start - 8) : holder.start]
        if _BUILDING.search(before):
            return True
        return any(_WORKS_ON.search(self.text, *stage) for stage in self._stages(holder.end))

    def _staged(self, span: CharSpan) -> bool:
        """Whether the name opens a clause that tells its stage: A水库受移民影响停工, 全球首条B产线13日在C投产.

        The stage may stand in a later clause of the sentence, where nothing else is named before it.
        """
        first = _FIRST.search(self.text, self.sentence.start, span.start) is not None
        if not (self._opens(span) or first):
            return False
        long = span.end - span.start >= 8  # 首个零碳工厂 names none
        own = self._own(span) or self.anchored(span) or self._belongs(span)
        own = (
            own
            or self._works_on_own(span)
            or (self.text[span.start - 1] == "、" and _OF_SEVERAL.match(self.text, span.end) is not None)
        )
        quoted = self.text[span.start - 1 : span.start] == "“"
        return bool((first and long) or quoted or own or self._dated(span)) and self._told(span.end)

    def _dated(self, span: CharSpan) -> bool:
        """Whether a day or a sum is told behind a name of some length: 北作业区煤炭系统改造去年9月动工.

        It may stand in the clause that follows a reason or what is left to do: 纯碱装置因煤气不足，20日起停车.
        """
        clauses = _REASON_FIRST.match(self.text, span.end, self.sentence.end)
        clause = clauses or _CLAUSE.match(self.text, span.end, self.sentence.end)
        reach = clause.end() if clause else span.end
        return span.end - span.start >= 8 and any(span.end <= b.start and b.end <= reach for b in self.around.barriers)

    def _belongs(self, span: CharSpan) -> bool:
        """Whether 的 ties the name to an owner or a place before it: 恒岳世纪的双酚装置, 临溪镇的速冻果蔬加工厂."""
        at = span.start - 1
        if self.text[at : span.start] != "的":
            return False
        if any(s.end == at for spans in (self.around.organizations, self.around.places) for s in spans):
            return True
        if span.end - span.start < 4:
            return False  # 恒岳世纪的|厂房
        owner_ = _BEFORE_OF.search(self.text, max(self.sentence.start, at - 9), at)
        return owner_ is not None and (is_proper_name(owner_.group()) or owner(owner_.group()) is not None)

    def _alone_told(self, span: CharSpan) -> bool:
        """Whether a stage is told of the name and of no part of it: 成兰铁路多个标段动工, not A水库至B管线停工."""
        if _OF_A_PART.match(self.text, span.end) or self.text[span.start - 1 : span.start] in {"与", "随", "同"}:
            return False  # 与沪岳高铁同步启用
        if any(t.end == span.start for t in self.around.triggers):
            return True
        stage = next(self._stages(span.end), None)
        return stage is not None and all(k == "unit" for *_, k in self.words.heads(self.text, span.end, stage.start))

    def _told(self, end: int) -> bool:
        """Whether a stage is told behind `end`, in the same clause or before anything else is named."""
        return next(self._stages(end), None) is not None

    def _stages(self, end: int) -> Iterator[CharSpan]:
        """The stages told of what ends at `end`."""
        members = _OTHER_MEMBERS.match(self.text, end, self.sentence.end)
        end = members.end() if members else end
        clause = _CLAUSE.match(self.text, end, self.sentence.end)
        reach = clause.end() if clause else end
        further = _STATEMENT.match(self.text, end, self.sentence.end)
        for trigger in self.around.triggers:
            if trigger.start < end:
                continue
            if trigger.end > reach:
                if further is None or trigger.end > further.end():
                    return
                heads = self.words.heads(self.text, end, trigger.start)
                if any(kind not in {"unit", "works"} for _, _, kind in heads):
                    return
            yield trigger

    def _part_of_project(self, start: int) -> bool:
        """Whether what stands at `start` is what a project spoken of consists of: 项目首期将建设中试线."""
        return _MADE_OF.search(self.text, max(self.sentence.start, start - 60), start) is not None

    def _measured(self, span: CharSpan) -> bool:
        """Whether a figure of the thing stands right behind its name: A生产线日处理小麦1000吨, B中央厨房投资1.6亿元."""
        before = self.text[span.start - 1 : span.start] if span.start > self.sentence.start else ""
        if before not in "，。；：,;:、的”】 \n" and not _NUMBERED.search(self.text, self.sentence.start, span.start):
            return False
        if any(o.start == span.end for o in self.around.outputs):
            return True  # 配套的干熄焦发电装置5万千瓦
        gap = _BEFORE_FIGURE.match(self.text, span.end, self.sentence.end)
        reach = gap.end() if gap else span.end
        return (
            any(reach <= s.start <= reach + 4 for spans in (self.around.outputs, self.around.barriers) for s in spans)
            and gap is not None
        )

    def _pushed(self, span: CharSpan) -> bool:
        """Whether a company is said to push the building of it: 公司快速推动液冷产线建设."""
        if not self.text.startswith(("建设", "的建设"), span.end):
            return False
        before = self.text[max(self.sentence.start, span.start - 80) : span.start]
        return _PUSHES.search(before) is not None and (
            "公司" in before or any(o.kind == "company" and o.end <= span.start for o in self.around.organizations)
        )

    def funded(self, span: CharSpan, name: str) -> bool:
        """Whether money is raised or spent for it, by whatever words it is called (募资用于芯片研发及产业化项目)."""
        before = self.text[max(self.sentence.start, span.start - 60) : span.start]
        return len(name) >= 6 and _FUNDED.search(before) is not None

    def _proper(self, span: CharSpan) -> bool:
        """Whether what stands before the kind is a name: syllables that make no word, letters (碑垭|水库)."""
        if span not in self._judged:  # several rules ask
            heads = [start for start, end, _ in self.words.heads(self.text, *span) if self.text[start:end] != "一体化"]
            stem = self.text[span.start : heads[-1]] if heads else ""
            *others, last = _ENUMERATES.split(stem)
            proper = len(last) >= 2 and is_proper_name(last) and all(len(other) <= 4 for other in others)
            self._judged[span] = proper
        return self._judged[span]

    def _being_built(self, start: int) -> bool:
        """Whether the name is the object of a statement that it is being built: 正在建设一条…的输油管道."""
        return any(
            0 <= start - t.end <= 20
            and re.match("正在|开工|动工|奠基", self.text[t.start : t.end])
            and not re.search("[，。；、]", self.text[t.end : start])
            for t in self.around.triggers
        )

    def _head_before(self, position: int) -> bool:
        return bool(self.words.heads(self.text, self.sentence.start, position))

    def _described(self, span: CharSpan) -> bool:
        """Whether the stretch says what something is (是全省第一座大型电站), and so names nothing new."""
        before = self.text[max(self.sentence.start, span.start - 30) : span.start]
        if before.endswith(("一座", "一个", "一条")) and _INCLUDES.search(before):
            return True
        said = _IS.search(before)
        if said is None or "分别是" in before or "分别为" in before:
            return self.text.startswith("之一", span.end)
        return _RANKED.search(said.group() + self.text[slice(*span)][:8]) is not None
