"""What a trigger states once its surroundings are looked at: its stage, or nothing at all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from zhextract.events.sentence import SentenceView
from zhextract.events.triggers import FINISHING, OWN_DAY, Trigger, TriggerTable
from zhextract.lexicon.loader import load
from zhextract.records.values import CharSpan, MilestoneType
from zhextract.text.patterns import looked_for

_MAIN_STRUCTURE = re.compile(
    r"(?:主体|主厂房|厂房)(?:工程|结构|厂房|建筑|框架|施工)?(?:(?!地下|部分)[^，。；、]){0,8}$"
)
_PART = re.compile(
    r"(?:引桥|匝道|附属|桩基|路基|地基|基坑|土方|地下室|地下结构|钢结构|部分[^，。；、]{1,6}|围墙|桥墩|墩柱|承台|管廊架|道路|管网|支护|临时[^，。；、]{0,6})"
    r"(?:工程|施工|框架)?[^，。；、]{0,8}$"
)
_TRANSITIVE = re.compile(
    r"(?:了)?(?:一批|一座|一条|一个|全省|全国|国内|世界|[0-9一二两三四五六七八九十百]+(?:余|多)?(?:个|座|条|家|处|栋))"
)
#: What follows a trigger that is a topic of talk and no statement: 开工与否, 投产的可能, 复工日期未定.
_NO_STATEMENT = re.compile(
    "(?:日期|时间)?(?:一推再推|一拖再拖|一再推迟|至少(?:推后|推迟|延后))|与否|延后|延期|推迟(?!到|至|为)|工作(?:受到|得到)|方案|申请(?!了)|(?:运营)?主体(?:，|。|是|为)|的前提|的可能|的风险|的条件|了吗|吗|呢|仍有|还有|尚有|的呢|的消息|的传言|的传闻|的说法|的计划|的设想|的想法|"
    "的数字|的产能|准备(?!就绪|完毕)|(?:发电)?(?:的)?目标(?!从|由|改|推|定|不改|不变|没有变|未变|锁定|锚定|瞄准|是|为|调)|(?:的)?(?:具体)?(?:时间|日期)?(?:仍|还|尚)?(?:是|为)?(?:待定|未定|尚未|视|未知|不明|没有?定|不能定|无法确定|不确定|遥遥无期|取决于)|"
    "(?:的)?(?:时间|日期)(?:仍|还|尚)?(?:是|为)?(?:未知数|个谜|不得而知|无从)|(?:尚|暂|仍)?(?:无|没有)(?:明确|具体)?(?:的)?时间表|尚需|还需|仍需|需要|尚早|为时|(?:的)?(?:没有把握|没把握|无望|已?无可能|不现实|泡汤|落空|成疑|存疑|未果|告吹)"
)
#: A ceremony that was not held, a permit that did not come.
_FAILED = re.compile(
    "(?:仪式|活动|手续|文件|意见|工作)?[^，。；、]{0,4}(?:没有?办成|未能|未如期|没能|被取消|没有?下来|没有?落实|没有?拿到|没有?到位|"
    "没过|未过|(?:都|也)没有?(?=[，。；]|$)|没有?通过|未通过|没有?批下来|未下来|未落实|未取得|未获得?|未办|未完成|尚未|还没|仍未|还差|没有?批|未批)"
)
#: 备案、环评等手续: what is strung onto a permit shares its fate.
_STRUNG = re.compile("^(?:[、和及与](?!已|正|将|拟|计划)[^，。；、]{2,6})+(?=等|尚未|手续|还没|仍未)等?")
#: The nominal subject of what a decision does not do: 终止上述项目不会产生违约责任.
_CONSEQUENCE = re.compile("[^，。；]{0,16}(?:不会|不影响|不构成|将导致|将影响|造成|对公司)")
#: A deed on paper: signed are agreements, not orders; brought in are projects, not funds.
_AGREEMENT = re.compile("[^，。；]{0,40}(?:协议|合同|意向|备忘录|项目|合作|约)")
#: 协议已经签下.
_DEED = re.compile(
    "(?<!供货)(?<!采购)(?<!施工)(?<!销售)(?<!补充)(?:协议|合同|备忘录)(?:都|也|均)?(?:已经?|刚|刚刚|正式)?$"
)
_OTHER_DEAL = re.compile(
    "[^，。；]{0,30}(?:续约|续签|项目合同|工程合同|建设合同|重大合同|订单|采购|供货|销售|施工合同|采矿|运维|供电|购电|服务合同|服务协议|总承包|租赁|劳务|贷款|授信|聘用|劳动合同|投资协议之补充|保密|收购|转让协议|股权转让)"
)
_OTHER_GUESTS = re.compile(
    "(?:了)?(?:[0-9]+|数[十百]|一批|众多|多)(?:余|多)?(?:个|家|户|位|名)[^，。；]{0,6}(?:商家|商户|企业|品牌|机构|人才|专家|团队)|[^，。；]{0,4}(?:社会资本|资金|资本|人才|技术|外资|国际|先进|战略投资者|投资者|设备|管理|专家|团队|竞争|机制|第三方|央企|民企|民间)"
)
_PLANNED_KINDS: frozenset[MilestoneType] = frozenset({"construction_start", "resumption"})


def refine(trigger: Trigger, view: SentenceView, clause: CharSpan) -> Trigger | None:
    """The milestone that a trigger states once its subject is looked at; None where it states none.

    A finished main structure is `topping_out`, a finished part `construction`; 开工前 looks ahead; 建成一批… is about
    others.
    """
    text = view.text
    before, after = text[clause.start : trigger.start], text[trigger.end : trigger.end + 48]
    if trigger.text == "交付" and _OF_LAND.search(before) and not after.startswith("后"):
        return replace(trigger, type="land")
    if _void(trigger, before, after) or _disowned(view, trigger) or _by_contractor(view, trigger, before):
        return None
    if trigger.type == "commissioning" and "并网" in trigger.text and _OVERHAULED.search(text, *view.span):
        return None
    if trigger.type == "approval" and _WITHDRAWN.match(after):
        return replace(trigger, type="cancellation")
    if trigger.text == "热试" and _ROLLS.search(before):
        return replace(trigger, type="trial")
    if trigger.text == "开始生产" and _SAMPLES.match(after):
        return replace(trigger, type="trial")
    # What stands inside the name is no part: 新厂房竣工 is the end of the project 新厂房.
    named = [m.end for m in view.mentions if m.form == "named" and clause.start <= m.start and m.end <= trigger.start]
    before = text[max([clause.start, *named]) : trigger.start]
    if trigger.text.startswith("打桩") and re.search("正在?$|在$", before):
        return replace(trigger, type="construction")
    if trigger.type == "installation" and trigger.text in _LIFTED and _frame().search(before):
        return replace(trigger, type="construction")
    if trigger.type == "topping_out" and (_some_topped(before, after) or _SPAN.search(before)):
        return replace(trigger, type="construction")
    if trigger.type == "completion":
        if trigger.text == "建成" and _TRANSITIVE.match(after):
            return None
        if trigger.text == "建成" and _SOME_BUILDINGS.match(after):
            return replace(trigger, type="construction")
        if _PART.search(before):
            return replace(trigger, type="construction")
        if _MAIN_STRUCTURE.search(before):
            return replace(trigger, type="topping_out")
    return trigger


#: 备案证已经注销, 核准文件被收回: a permit that is taken back ends what it was for.
_WITHDRAWN = re.compile(
    "(?:证|证书|文件|手续|资格)?(?:也|均|都|随后|现)?(?:已经?被?|被)(?:依法|正式)?(?:注销|撤销|作废|收回|废止|撤回)"
)
#: The hot run of a mill makes its first steel; that of a reactor tests its equipment.
_ROLLS = re.compile("(?:产线|生产线|轧线|轧机|连铸机|连退线|镀锌线|高线|棒线|转炉|电炉)[^，。；、]{0,12}$")
#: 1号机组大修后并网: it had been in use before.
_OVERHAULED = looked_for(
    "(?:大修|换料|检修)[^，。；]{0,6}(?:完成|结束|完毕|后)|(?:完成|结束)[^，。；]{0,10}(?:大修|换料|检修)"
)

_LIFTED = frozenset({"吊装", "安装", "完成吊装", "吊装完成"})


@cache
def _frame() -> re.Pattern[str]:
    """钢柱吊装完毕: what is lifted into place is the building."""
    words = load("triggers.toml", TriggerTable).works.frames
    return re.compile("(?:" + "|".join(words) + ")[^，。；、]{0,4}$")


#: A tunnel, a walk or a half of what is built: the whole goes on.
_SPAN = re.compile("(?:隧道|栈道|匝道|左幅|右幅|左线|右线|半幅)(?:工程)?[^，。；、主全]{0,4}$|标段[^，。；、]{0,8}$")
#: 封顶5栋; 五栋宿舍封顶，综合楼还在做二层.
_TOPPED = re.compile("(?:了)?[0-9一二两三四五六七八九十]+(?:栋|座|幢)")
_SO_MANY = re.compile("[0-9一二两三四五六七八九十]+(?:栋|座|幢)[^，。；、]{0,8}$")
_REST_GOES_ON = re.compile("[，、][^，。；]{1,12}(?:还在|仍在|正在|尚在|还没|正)")


def _some_topped(before: str, after: str) -> bool:
    """Whether some buildings have their roofs while others go up."""
    if _TOPPED.match(after):
        return True
    some = _SO_MANY.search(before) is not None and "全部" not in before
    return some and _REST_GOES_ON.match(after) is not None


#: 建成展馆二座: so many buildings of the whole.
_SOME_BUILDINGS = re.compile("[^，。；、]{2,10}[0-9一二两三四五六七八九十]+(?:座|栋|幢|层|间)(?=[，。；]|$)")
#: 项目用地已交付1500亩: what is handed over is the land.
_OF_LAND = re.compile("(?:用地|净地|土地)[^，。；、]{0,4}$")
#: What is said to have landed: 项目落地, 基地正式落地; not a policy.
_LANDS = re.compile(
    "(?:项目|工程|基地|工厂|总部|产业园|园区|中心|厂|线)(?:正式|成功|顺利|已|均|日前|近日|在[^，。；]{1,12})*$|^[^，。；]{0,4}$"
)
#: 开始生产验证板: what is made first is for trial.
_SAMPLES = re.compile("(?:验证|样品|样件|样机|样车|测试|试验)")
#: “A已投产”，系编辑误写: a statement that is taken back right behind the quotation around it.
_TAKEN_BACK = re.compile(
    r"[^“”。；\n]{0,20}”[^。；“”\n]{0,24}?(?:系[^，。；]{0,10}(?:误|谣)|不实|有误|与事实不符|与实际不符|为误传|是误传|系误传|是谣言|为谣言|并非事实|不属实|没有[^，。；]{0,8}(?:签约|开工|投产|这回事))"
)
#: 网上说“A已签约”，县商务局回应：还在洽谈.
_HEARSAY = re.compile(
    r"(?:网上|网友|有人|文中|原文|原稿|坊间|有传言|有消息|外界)(?:说|称|传|盛传)[^，。；“”]{0,16}[，：]?$"
)


def _disowned(view: SentenceView, trigger: Trigger) -> bool:
    """Whether the statement stands in a quotation that is hearsay, or is taken back behind it."""
    opened = view.text.rfind("“", view.span.start, trigger.start)
    if opened < 0 or view.text.find("”", opened, trigger.start) >= 0:
        return False
    if _HEARSAY.search(view.text, max(view.span.start, opened - 24), opened):
        return True
    return _TAKEN_BACK.match(view.text, trigger.end) is not None


def _by_contractor(view: SentenceView, trigger: Trigger, before: str) -> bool:
    """Whether 施工 says who builds (由中铁十一局施工), not that it goes on."""
    if trigger.text != "施工":
        return False
    return re.search("由[^，。；]{2,24}$", before) is not None or any(o.end == trigger.start for o in view.others)


#: 这也是A开工的…: the stage is an attribute of what this is.
_THIS_IS = re.compile("(?:这|其)?(?:也|还|同时)?是")
#: 离投产还有一步: how far off it is.
_AWAY_FROM = re.compile("(?:向|距|离|距离)[^，。；]{0,4}$")
_HOW_FAR = re.compile("近|迈|还有|仅|有|还早|尚早|还远|尚远|差")


def _void(trigger: Trigger, before: str, after: str) -> bool:
    """Whether the words around a trigger take its statement away."""
    near = after[:12]
    if near.startswith("的") and _THIS_IS.match(before):
        return True
    if _NO_STATEMENT.match(near) or _purpose(before, after):
        return True
    if _AWAY_FROM.search(before) and _HOW_FAR.search(near):
        return True
    if _HELD_UP.search(before):
        return True
    if (
        _DEFINED.match(near)
        or (_FROM_TO.search(before) and not _TOOK.match(near))
        or (_FROM_ON.search(before) and _ON_TO.match(after))
    ):
        return True
    if trigger.type in FINISHING and _AFTERWARDS.match(near) and not OWN_DAY.search(before):
        return True
    if _AND_AFTER.match(near) or _OF_SOMETHING.match(near) or _ASKED.match(after):
        return True
    if near.startswith("前") and trigger.type != "construction_start":
        return True
    if near.startswith(("以来", "时间", "率", "能力", "量")) and trigger.type not in _PLANNED_KINDS:
        return not _MOVES_DATE.match(after)
    if (trigger.form == "ceremony" or trigger.type in {"approval", "land"}) and _FAILED.match(_STRUNG.sub("", after)):
        return True
    return _other_matter(trigger, before, after)


#: 电网接入慢正拖延项目投产: what is held up has not happened.
_HELD_UP = re.compile("(?:拖延|拖慢|延缓|延误|阻碍|妨碍|制约|耽误)[^，。；]{0,16}$")
#: 正式运营后: what comes when it is done, which the lexicon's own words of this kind (投产后) leave open.
_AFTERWARDS = re.compile("(?:之|以)?后(?!续|期|勤|台)")
#: 热试是机组进行的综合性试验: what a word means.
_DEFINED = re.compile("(?:是|是指|指的是)(?!在|于|因|由|[0-9今明去上下本])")
#: 从开工到投产: the course between two steps.
_FROM_ON = re.compile("从[^，。；]{0,4}$")
_ON_TO = re.compile("[^，。；]{0,6}到(?![^，。；]{0,10}(?:用|历时|花))")
_FROM_TO = re.compile("从[^，。；0-9]{2,8}到[^，。；0-9]{0,2}$")
_TOOK = re.compile("(?:总共|一共|前后)?(?:仅|只|才)?(?:用|历时|花)")
#: 建成投入运营后: the first of two words that both stand before 后.
_AND_AFTER = re.compile(
    "并?(?:正式|全面|全部)?(?:投产|投用|投运|投入使用|投入运营|投入生产|运营|使用|达产|达效|通车|交付|验收)(?:之|以)?后"
)
#: The trigger only says of what kind a noun is: 安装质量, 开工投资端, 施工岗位.
_OF_SOMETHING = re.compile(
    "(?:投资)?端(?:来看)?|指标|名单|面积|意愿|需求|数据|强度|质量|就业|岗位|队伍|机械|费用|成本|图纸|难度|安全|技术|工艺|标准|环境|规范|经验|资质|专业|服务商|业务|节奏|潮|热|窗口|预期|容易|便利|便捷|总结"
)
#: 说明在10个月内建成A是否具备可行性.
_ASKED = re.compile("[^，。；]{0,40}(?:是否|能否|可否|有无)")
#: 审议通过议案，同意终止A.
_GIVES_UP = re.compile("《?(?:关于)?终止|(?:了)?(?:《[^》]{0,40}》|[^，。；]{0,12})[，,](?:同意|决定|拟)(?:公司)?终止")
#: 拉通试验正式启动: what starts is no building.
_OTHER_START = re.compile(
    "(?:试验|招标|采购|验收|调试|征集|报名|评选|申报|认证|供暖|培训|程序|活动|会议|(?<!建设)(?<!施工)工作)[^，。；、]{0,6}$"
)
#: 前期工作正在加快推进: what goes on is not yet the building.
_PREPARATION = re.compile(
    "(?:前期(?:工作)?|审批|手续|招标|设计|洽谈|谈判|筹备|可研|论证|报批|认证|验证|招商)(?:工作|等)?[^，。；、]{0,8}$|将(?:转入|进入)[^，。；]{0,8}$"
)
#: 有序推进各项筹建工作.
_PREPARED = re.compile("(?:各项|相关|有关)?(?:筹建|前期|筹备|报批|审批|招标|招商|申报)(?:工作|手续|$|[，。；])")
_OTHER_END = re.compile(
    "(?:了)?(?:本次|该次|此次|筹划)*(?:控制权|[^，。；]{0,16}研发(?=[，。；]|$)|发行|购买|收购|重组|重大资产|合作|增发|定增|回购|上市|挂牌|交易|履行|劳动|与[^，。；]{0,20}合作|审核|注册|审查)"
)
_MOVES_DATE = re.compile("时间[^，。；]{0,16}(?:定|推|延|改|挪|调|提前|拖|在)")


def _other_matter(trigger: Trigger, before: str, after: str) -> bool:
    """Whether the verb has an object that is no project."""
    word = trigger.text
    if trigger.type == "approval" and _GIVES_UP.match(after):
        return True
    # 《关于加快推进项目建设的通知》 is a title; one of an end (《关于终止A的议案》) is its news.
    if (
        trigger.type not in {"cancellation", "suspension"}
        and "《" in before
        and "》" not in before[before.rfind("《") :]
    ):
        return True
    if word == "送电" and re.search("向[^，。；]{2,40}$", before) and not re.search("开始|正式|首次|成功", before):
        return True
    if word == "合龙" and re.search("[溃决]口$", before):
        return True
    if trigger.type == "approval" and re.match("(?:之|以)?后(?:，)?(?:方可|方能|才能|才可|再)", after):
        return True
    if trigger.type == "suspension" and _CONSEQUENCE.match(after):
        return True
    if trigger.type == "cancellation":
        return _CONSEQUENCE.match(after) is not None or _OTHER_END.match(after) is not None
    if word in {"通航", "通车"} and re.match("[^，。；]{0,8}(?:吨级|里程|船舶|条件较|管理)", after):
        return True
    if word == "下线":
        return re.search("首|第一", before[-14:]) is None
    if word == "试产":
        return after[:1].isdigit()
    if word == "交付":
        return re.match("了?(?:[0-9数首]|产品|客户|给|订单|样品|使用权)", after) is not None or "客户" in before[-8:]
    if word == "启动":
        return _OTHER_START.search(before) is not None
    if trigger.type == "construction":
        return (
            after.startswith(("条件", "要", "需", "应", "须", "必须"))
            or _PREPARED.match(after) is not None
            or _PREPARATION.search(before) is not None
        )
    if trigger.type != "signing":
        return False
    if word in {"签署", "签订", "签下", "签定"}:
        if _DEED.search(before):
            return False
        return _OTHER_DEAL.match(after) is not None or _AGREEMENT.match(after) is None
    if word.endswith("落地"):
        return _LANDS.search(before) is None
    if word == "落子":
        return after[:1] in {"", "，", "。", "；"}
    if word == "引入" and re.match("[^，。；]{0,40}(?:项目|工程|基地|工厂|生产线)", after) is None:
        return True
    return word in {"引进", "引入"} and _OTHER_GUESTS.match(after) is not None


#: 为…奠定基础.
_FOR = re.compile("为[^，。；0-9]{0,24}$")
_SERVES = re.compile(
    "[^，。；]{0,16}(?:奠定|打下|夯实|筑牢|做[^，。；]{0,6}(?:冲刺|准备)|创造|提供|积累|赢得|争取|打造|而建|服务|保驾|配套)"
)


def _purpose(before: str, after: str) -> bool:
    """Whether the trigger stands in the purpose of something else: 为并网发电奠定基础."""
    # 为运河9月通航奠定基础 still says when.
    if _FOR.search(before) is None:
        return False
    return _SERVES.match(after) is not None
