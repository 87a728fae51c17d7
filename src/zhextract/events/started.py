"""What is started is named behind the verb: 启动A项目, 重启B基地, which no word states without its project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhextract.events.triggers import Trigger
from zhextract.names.project_mention import ProjectMention
from zhextract.records.values import CharSpan, MilestoneType

_LEADS = re.compile(
    r"(?P<verb>启动|重启)(?:了)?(?!暨|仪式|活动|会)(?:建设)?(?:总?投资[^，。；的]{2,12}的|[^，。；、的]{0,8})[“《]?$"
)
#: What is started of a project without being its works.
_NOT_WORKS = re.compile(
    r"[”》]?(?:的)?(?:招标|招商|前期|可研|可行性|申报|采购|融资|评估|征集|收购|谈判|规划|设计|论证|环评|征地|试生产|投产|试运行|调试|验收|运营|运行|仪式|活动)"
)
#: What shows that a 工程 is built.
_BUILT = re.compile("[水路桥电管站厂坝港线园楼库渠堤隧铁场输供矿基地建改扩治]")
_STARTED: dict[str, MilestoneType] = {"启动": "construction_start", "重启": "resumption"}


def started(
    text: str, sentence: CharSpan, mentions: Sequence[ProjectMention], hits: Sequence[Trigger]
) -> Iterator[Trigger]:
    """The verbs of a sentence that start a project named behind them, where no word of the lexicon stands there."""
    for mention in mentions:
        lead = _LEADS.search(text, max(sentence.start, mention.start - 24), mention.start)
        if lead is None or not mention.strong or mention.form != "named" or _NOT_WORKS.match(text, mention.end):
            continue
        if text.endswith("工程", mention.start, mention.end) and _BUILT.search(mention.name) is None:
            continue  # 启动青少年阅读工程: a campaign
        start, end = lead.span("verb")
        if not any(t.start < mention.start and start < t.end for t in hits):
            yield Trigger(start, end, _STARTED[lead.group("verb")], "verb", lead.group("verb"))
