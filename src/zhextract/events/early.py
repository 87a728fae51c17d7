"""Projects that are only talked of: intended, asked for, held up before their first stage."""

from __future__ import annotations

import re

from zhextract.text.patterns import looked_for

_INTENDED = re.compile(
    r"拟|签约|签订|签署|计划(?:通过[^，。；]{2,30}，?)?(?:投资|斥资|总投资|建设|新建|在)|将(?:投资|斥资|在)|意向|募投|募集资金|议案|规划(?:建设|新建|投资|布局|中)|在规划|正规划"
    r"|前期工作|开展前期|筹备|洽谈|在谈|落户|约定"
)
#: What a permit or a plan is still waiting for: 可研正在报批, 海域论证, 核准还没有下来, 选址意见书刚办.
_PAPERS = (
    r"(?:预?可研|工可|初步设计|选址|用地|用海|环评|能评|稳评|核准|批复|许可|海域|岸线|接入系统|水土保持)"
    r"[^，。；]{0,10}(?:论证|报批|组卷|编制|办理|评审|审查|方案|意见书|(?:没有?|未)(?:办|批|获批|拿|下来|到手|完成)|获批前)"
)
_EARLY = looked_for(
    rf"募投项目|募集资金投资项目|前期工作|规划建设阶段|规划阶段|{_PAPERS}|公司注册|框架协议"
    r"|(?:尚未|还未|暂未|仍未|并未|一直没有?|还没有?|至今没有?|迟迟没有?)(?:正式|实质性)?(?:开工|动工|投产|建成|实施|投入|立项|供地|动静|批|核准|恢复)"
    r"|(?:正|在|还在|仍在)[^，。；]{0,6}(?:规划设计|设计|洽谈|对接|谈判|论证|比选|做可研|做预可研|报规|招标)"
    r"|正在?筹建|筹建(?:之?中|阶段)|(?:择机|适时|视情况?)(?:再|开始)?(?:推进|启动|实施|建设)"
    r"|另行择[时机]|视(?:市场|订单)[^，。；]{0,6}(?:启动|定)|只(?:是|有)意向|暂列[^，。；]{0,8}储备"
    r"|谈了[^，。；]{0,4}轮|没有?准信|(?:尚|还|暂)?(?:不能|难以|未能?)(?:确定|定下?来?)|(?:没有|无|暂无)(?:明确的?)?时间表"
    r"|不具备(?:开工|动工|建设)条件|[开动复]不了工|动不了(?:工)?[，。]|重新招标|流标|(?:尚处|处于|处在)[^，。；]{0,6}(?:可研|前期|论证|筹备|设想)"
)
#: 拟投资建设A项目: a project that is intended, if nothing more is said of it.
_TO_BE_BUILT = re.compile(
    r"(?:拟|计划|将|欲)(?:通过[^，。；]{2,30}，)?[^，。；]{0,24}(?:投资|建设|新建|投建|兴建|实施|投向|进行|(?:资|款|募)[^，。；]{0,8}用于)(?:[^，。；、的]{0,6}|[^，。；、]{0,12}的)[“《]?$|"
    r"(?:募资|募集|定增|发行)[^。；]{0,40}(?:用于|投向)(?:[^，。；、]{0,12}的)?[“《]?$"
)
#: The characters that this begins with: one of them stands before few names.
_AHEAD = frozenset("拟计将欲募定发")
#: 将…在A和B新建两座工厂: what is to be done stands behind the places.
_TO_BE_BUILT_THERE = re.compile("[^，。；]{0,20}?(?:新建|兴建|建设|投建|设立)")
_TO_COME = re.compile("(?:拟|计划|将|欲)[^。；]{0,60}$")


def intended(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` speaks of a project as an intention."""
    return _INTENDED.search(text, start, end) is not None


def early(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` says that a project is prepared, talked of or held up, and no more."""
    return _EARLY.search(text, start, end) is not None


def to_be_built(lead: str) -> bool:
    """Whether what stands before a project's name says that it is to be built."""
    return not _AHEAD.isdisjoint(lead) and _TO_BE_BUILT.search(lead) is not None


def to_be_built_there(text: str, start: int, end: int, lead: str) -> bool:
    """Whether `lead` and what follows the places that end at `start` say that something is to be built there."""
    return _TO_BE_BUILT_THERE.match(text, start, end) is not None and _TO_COME.search(lead) is not None
