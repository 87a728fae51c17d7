"""What was found in a whole article, ready to be cut to a sentence: evidence for where project names begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhextract.names.mention import Mention
from zhextract.names.order import InOrder
from zhextract.names.project_mention import Surroundings
from zhextract.parse.amounts import Amount
from zhextract.parse.dates import TimeValue
from zhextract.records.values import CharSpan

_NEVER_OUTPUT = frozenset({"亩", "平方米", "平米", "个", "项", "年", "月", "天", "人", "户", "件", "家", "处"})
_PIECES = frozenset({"台", "套", "条", "座", "辆", "块", "支"})


class Evidence:
    """The surroundings of a whole article: evidence for where project names begin, ready to be cut to a sentence."""

    def __init__(
        self,
        text: str,
        organizations: Sequence[Mention],
        places: Sequence[Mention],
        dates: Sequence[TimeValue],
        amounts: Sequence[Amount],
    ) -> None:
        money = [a.span for a in amounts if a.kind == "money"]
        self._organizations = InOrder(organizations)
        self._places = InOrder(places)
        self._barriers = InOrder([*(d.span for d in dates), *money])
        self._outputs = InOrder(_outputs(text, amounts))

    def inside(self, sentence: CharSpan) -> Surroundings:
        """What lies in one sentence."""
        return Surroundings(
            organizations=self._organizations.inside(*sentence),
            places=self._places.inside(*sentence),
            barriers=self._barriers.inside(*sentence),
            outputs=self._outputs.inside(*sentence),
        )


_YEARLY = re.compile("年产能?$|日处理$|年处理$")


def _outputs(text: str, amounts: Sequence[Amount]) -> Iterator[CharSpan]:
    """The amounts that may stand inside a name: 年产5万吨, 20MW; not a size (百吨级) and not a few pieces."""
    for amount in amounts:
        if amount.kind not in {"quantity", "count"} or amount.unit in _NEVER_OUTPUT:
            continue
        start, end = amount.span
        lead = _YEARLY.search(text, max(0, start - 3), start)
        few = amount.unit in _PIECES and lead is None and (amount.low is None or amount.low < 1000)
        if few or "级" in amount.text or text.startswith("级", end):
            continue
        yield CharSpan(start - len(lead.group()) if lead else start, end)
