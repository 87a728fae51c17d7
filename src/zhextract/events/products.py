"""What is made, by the words beside an amount: 年产碳纤维2000吨, 3万吨锂电铜箔项目."""

from __future__ import annotations

import re

_MADE = re.compile(
    r"(?:年产|日产|月产|可产|年?处理|年加工|(?:每年|年|可)生产|形成年产)(?P<product>[一-龥A-Za-z]{2,12})$"
)
_BEHIND = re.compile(
    r"(?:/年|/日|/月|／年)?(?:的)?([^，。；：、！？的（）()“”【】…—]{2,14}?)"
    r"(?=[及和与][0-9]|项目|生产|产线|产能|工程|[已将正拟]|预计|计划|建成|投[产用运]|[一二三四五]期|[，。；：、！？（(的“”】…—]|$)"
)
#: What is built for a product, and other words that close its name in that of a project.
_BUILT = re.compile(
    "(?:(?:智能)?(?:工厂|车间)|改?扩建|扩产|(?:配套)?改造|技改|搬迁|采矿|建设|一体化|(?:研发)?及产业化|项目|工程|基地"
    "|(?:全流程)?产线|等(?:产品)?|装置|(?<!核电)单元|配套|码头|中心|任务|年)+$"
)
#: What no name of a product has: a stage, a time, a change of the figure itself.
_TOLD = re.compile(
    "[0-9一二三四五][期月]|[0-9]{4}年|[去今明]年|投[产运用]|试产|复工|运抵|成功|具备|预计|计划|正式"
    "|提升|提高|增[加至]|[调缩]减|减至|[将已]|产能|产量|能力|规模|两部分|^(?:约|达|可|超|近|量|能|项目|工程|等|世界级$|适配$|生产$)"
)


def named(words: str) -> str | None:
    """The product that words beside an amount name, without what is built for it; None where they name none."""
    product = _BUILT.sub("", words.strip().removeprefix("的"))
    return product if len(product) >= 2 and not _TOLD.search(product) else None


def product_before(before: str) -> str | None:
    """The product named between the verb and its amount: 年产碳纤维2000吨."""
    match = _MADE.search(before)
    return named(match.group("product")) if match else None


def product_behind(text: str, start: int, end: int) -> str | None:
    """The product named right behind an amount that ends at `start`; `end` is where its sentence ends."""
    match = _BEHIND.match(text, start, end)
    return named(match.group(1)) if match else None
