"""What is left of HTML in a text: entities and simple tags."""

from __future__ import annotations

import html
import re

from zhextract.text.align import AlignedText, Edit

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_TAG = re.compile(
    r"</?(p|br|div|span|strong|b|i|em|u|a|font|img|li|ul|ol|h[1-6]|td|tr|table|tbody)(?:\s[^<>]{0,300})?/?>", re.I
)
_BREAKS = frozenset(("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"))


def without_markup(aligned: AlignedText) -> AlignedText:
    """`aligned` with entities as the characters they stand for and tags cut, some for a line break."""
    edits: list[Edit] = []
    if "&" in aligned.text:
        for found in _ENTITY.finditer(aligned.text):
            character = html.unescape(found[0])
            if character != found[0]:
                edits.append(Edit(found.start(), found.end(), character))
    if "<" in aligned.text:
        for found in _TAG.finditer(aligned.text):
            edits.append(Edit(found.start(), found.end(), "\n" if found[1].lower() in _BREAKS else ""))
    return aligned.apply(sorted(edits)) if edits else aligned
