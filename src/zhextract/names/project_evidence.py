"""Whether a stretch before a head word names one project: what speaks for it and against it."""

from __future__ import annotations

import re

from zhextract.names.mention import FACILITY_RULES, Mention
from zhextract.names.project_telling import Telling
from zhextract.names.project_words import bare_name
from zhextract.names.trade_names import owner
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
#: The same with what is spent on it: 投资20亿元建设|日产5000吨水泥生产线.
_INVESTS = re.compile("(?:投资|斥资|出资)[^，。；]{2,16}(?:建设|兴建|新建|投建)$")
#: What sets up the thing behind it: 投建国内首条…, 建立一家…, 在建的….
_SET_UP = re.compile(
    r"(?:(?:新建|在建|兴建|筹建)的|(?:共同建设|合作建设|合资建设|计划建设|拟建设|用于建设|(?:近期|近日|日前|顺利|新)建成|兴建|投建|筹建|布局|新建|建立|设立|投资建|建造|规划建设|投资建设|开工建设)(?:了)?(?:一?[条个座家处]|[国全世亚]?[内球界洲]?首[条个座家])?)(?:[^，。；、的]{1,8}的|大规模|大型)?[“]?$"
)
#: 多家新建|晶圆厂陆续投产, 包含|激光器芯片生产线: several of a kind, and parts of what is spoken of.
_MANY = re.compile("(?:[多数几各众]|许多|不少|一批)(?:家|座|个|条|处)(?:新建|在建|新|大型)?$|包含(?:了|有)?$")
#: What a kind of facility before it is an attribute of, or the scene: A水厂负责人, B工厂内.
_ATTRIBUTE_OF = re.compile(
    r"[一-龥]{2,5}类项目|(?:的)?标准(?:建设|设计|修建|建造)|内|里|附近|旁|部分航班|航班|一度|溃口|决口|[0-9]+米溃口|改造成|改造为|改建成|改建为|闲置|空置|车间|智能化|负责|工作人员|副总|总经理|现场|相关|有关|员工|党|管委会|企业|入驻|管理|公司|办公室|运营商|用电|算力|客户|设备|业务|需求|市场|行业|领域|产品|概念|板块|通道|沿线|客流|容量|数量|销量|各项|各类|等各"
)
#: A kind of facility that is only the beginning of a firm's name: 服务中心有限责任公司.
_FIRM_BEHIND = re.compile("(?:股份|控股|投资|建设|发展|管理|运营)?(?:有限|集团|公司)")
#: What is said of a name in brackets behind it.
_NOTE = re.compile("[（(][^（）()。；]{2,40}[）)]")
#: What makes the object right behind it a thing that is built, and the stages that only such a thing has.
_BUILDING = re.compile("(?:新建|兴建|建造|修建|筹建|在建|规划建设|投资建设|建设|建成)(?:的|了)?$")
_WORKS_ON = re.compile(
    "开工|动工|奠基|竣工|完工|封顶|结顶|在建|交工|交付|通水|投运|投用|试运行|手续|核准|立项|浇筑|正在施工|主体施工|正在建设|投入使用"
)
#: What is said of a thing that someone pays for: A水厂由B集团投资3亿元兴建, C医院总投资2亿元.
_BUILT_BY = re.compile("由[^，。；]{2,12}(?:投资|出资|兴建|建设|承建|筹建)|总投资")
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
#: What moves a work on, right before its name.
_PUSHES = re.compile("(?:推动|推进|加快|加速)$")
#: What money is for.
_FUNDED = re.compile("(?:募|定增|发行|投资)[^。；]{0,50}?(?:用于|投向)(?:[^，。；]{4,40}[、和及])?[“]?$")
#: What stands between the ends that a road is called by.
_BETWEEN_ENDS = re.compile("[-—–~～]{1,2}|至")
#: What makes a unit a part of what is spoken of: 现有的5万吨|装置, 新建一条产能2万片的|生产线.
_PART_OF_PLANT = re.compile("(?:现有|现在|原有)的?$|(?:新建|建设)(?:了)?[一两二三四0-9][条套台座][^，。；]*$")
#: What opens a list of several.
_LISTED = re.compile("(?:分别是|分别为|包括)(?:[^，。；]{2,80}[、和及])?$")
#: Where something is, not what is built.
_LOCATED = re.compile(r"(?:位于|地处|坐落于|坐落在|入驻|落户|毗邻|紧邻)[^，。；的]{0,12}$")
#: Where a road begins or ends, and what something else is based on: 起于A互通，终于B枢纽, 依托武汉的B线.
_ENDS_AT = re.compile(r"(?:(?:起|止|终|迄)于|起自|起点[为是]|终点[为是])[^，。；]{0,24}$|依托(?:于)?[^，。；]{0,8}的?$")
#: The same with 的 before the name: 位于A市的B产业园.
_LIES_IN = re.compile(r"(?:位于|地处|坐落于|坐落在|入驻|落户|毗邻|紧邻)[^，。；]{0,12}$")

#: The shortest name of a unit that says what is made there: 耐火砖车间, 机柜厂 says too little.
_TELLING_UNIT = 5


class Evidence(Telling):
    """Judges the stretches of one sentence."""

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
            return self._particular_unit(span) or self._paid_for(span)
        if self.anchored(span) or self._being_built(span.start) or (head == "facility" and self._finished(span)):
            return True
        if head == "facility" and self._proper(span):
            return True
        if head != "facility" or span.end - span.start < 6:
            return False
        return any(abs(b.start - span.end) <= 16 or abs(span.start - b.end) <= 16 for b in self.around.barriers)

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
        if _ENDS_AT.search(self.text, max(self.sentence.start, span.start - 30), span.start):
            return True
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
        if head == "unit" and len(name) >= _TELLING_UNIT and self._belongs(span):
            return self._staged(span) or self._measured(span)  # 恒岳食品的|牛肉分割车间
        if head == "unit":
            owned = any(o.start >= span.start and o.end <= span.end for o in self.around.organizations)
            own = before.endswith(("其", "公司", "首条", "新建的", "在建的", "配套的")) and len(name) >= 6
            invested = _INVESTS.search(self.text, max(self.sentence.start, span.start - 26), span.start) is not None
            invested = invested and (self.anchored(span) or self._paid_for(span))
            return owned or "号机组" in name or own or invested
        told = len(name) >= 4 and _TELLS.match(self.text, span.end) is not None
        introduced = _INTRODUCED.search(before) is not None
        if introduced or told or len(name) >= 7 or self.anchored(span) or before.endswith(("“", "《", "的")):
            return True
        if head == "facility" and self._proper(span) and self._alone_told(span):
            return True
        firm = owner(name) if head == "generic" else None
        return firm is not None and not self.words.is_class(name[firm.end :])  # 启岳|正极材料

    def _paid_for(self, span: CharSpan) -> bool:
        """Whether a sum is spent to build what has a name of some length: 投资8亿元建设|玻璃封装载板试验线."""
        invested = _INVESTS.search(self.text, max(self.sentence.start, span.start - 26), span.start)
        return invested is not None and span.end - span.start >= 6 and bool(re.search("[0-9]", invested.group()))

    def _of_its_own(self, span: CharSpan, name: str) -> bool:
        """Whether a unit with a figure before it is more than what a plant has or is to have: 现有的5万吨装置."""
        before = self.text[max(self.sentence.start, span.start - 60) : span.start]
        return len(name) >= 5 and not (
            name.endswith("机组") or self.words.is_class(name) or _PART_OF_PLANT.search(before)
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
        if _BUILDING.search(before) or _BUILT_BY.match(self.text, holder.end, self.sentence.end):
            return True
        return any(_WORKS_ON.search(self.text, *stage) for stage in self._stages(holder.end))

    def _part_of_project(self, start: int) -> bool:
        """Whether what stands at `start` is what a project spoken of consists of: 项目首期将建设中试线."""
        return _MADE_OF.search(self.text, max(self.sentence.start, start - 60), start) is not None

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
        return len(name) >= 6 and (_FUNDED.search(before) is not None or self._paid_for(span))

    def owned(self, span: CharSpan) -> bool:
        """Whether 的 ties a kind of some length to a firm, and a figure or site is told: 恒岳的|绿色智能生产基地."""
        at = span.start - 1
        firm = any(o.end == at and o.kind == "company" for o in self.around.organizations)
        told = firm and self.text[at] == "的" and span.end - span.start >= 6
        return told and (self._measured(span) or self.text.startswith(("选址", "总投资"), span.end))

    def _finished(self, span: CharSpan) -> bool:
        """Whether a firm is said to have finished it, and what it makes: 建成年产万吨铸件的示范工厂."""
        firms = [o.end for o in self.around.organizations if o.kind == "company" and o.end < span.start]
        return bool(firms) and any(
            firms[0] < t.start
            and t.end <= span.start <= t.end + 20
            and self.text.endswith("建成", t.start, t.end)
            and self.text.startswith("年产", t.end)
            for t in self.around.triggers
        )

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
