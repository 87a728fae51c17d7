"""Whether the words before a kind of facility are a proper name: 碑垭|水库, 肖宅|产业园, and not 智能|工厂."""

from __future__ import annotations

from functools import lru_cache

from zhextract.names.project_words import project_words
from zhextract.names.trade_names import ends_like_product, product_opening
from zhextract.text.words import frequency, is_word, tag, texts

#: Single characters that the segmenter leaves alone in plain language too: numbers, directions, what joins and counts,
#: elements and kinds of matter.
_PLAIN = frozenset(
    "氢氧氮碳硫磷硅锂钠钾钙镁铝铁铜锌锡铅钛钒铬锰镍钴钨钼铟镓锗砷氟氯溴碘盐酸碱醇酯醚烯烷苯胺酮醛钢煤油气电水热冷"
    "零一二三四五六七八九十百千万亿两几多余半第各每某该此其这那本东西南北中前后上下内外新老旧大小高低长短主副总分首末最全单双"
    "省市县区镇乡村州的地得和与及或之以于在至到从向为由被把将已正了着过等级型式类性化率用制机器人号座条个家处台项期年月日时又也均都再更不无可能型料板线"
)
#: What two syllables that are a name do not begin and do not end with.
_NO_FIRST = frozenset(
    "该本此每各第某其这那两几数一二三四五六七八九十首末最全单双不也又已正将在有是为与和及或的地得了着过把被由从向到至于以"
)
_NO_LAST = frozenset("省市县区镇乡村州的地得了着过等级型式类性化率用制个条座家处台项期年月日号级")
#: Tags of names.
_NAMES = frozenset(("nz", "nt", "nr", "nrt", "nrfg", "ns"))
#: Words of a name's tag that are met more often are plain language (长江, 中国) or terms (集成电路).
_OFTEN, _TERM = 1500, 150


def plain_characters() -> frozenset[str]:
    """Single characters of plain language."""
    return _PLAIN


@lru_cache(maxsize=4096)
def is_proper_name(words: str) -> bool:
    """Whether `words` hold syllables that make no word side by side, or a rare word that is a name; no verb."""
    if product_opening(words):
        return False
    found_words = texts(words)
    if len(words) == 2 == len(found_words) and not is_word(words):
        # 大古|水电站: two syllables, of which one may be a word of plain language.
        return not (words[0] in _NO_FIRST or words[1] in _NO_LAST or set(words) <= _PLAIN)
    run, found = 0, False
    for word in found_words:
        if len(word) == 1:
            run = run + 1 if "\u4e00" <= word <= "\u9fff" and word not in _PLAIN else 0
            found = found or run > 1
            continue
        run = 0
        kind = tag(word) or "x"
        if kind in {"v", "vd", "d", "c", "p", "r", "u"} and word not in project_words().openers:
            return False
        found = found or (kind in _NAMES and frequency(word) < (_TERM if kind == "nz" else _OFTEN))
    return found


#: The most that the segmenter's dictionary counts of a word that is more likely a name.
_RARE = 20


def is_unlikely_product(word: str) -> bool:
    """Whether a short word is a name more likely than a product or an act: no list has it, or hardly any text."""
    if product_opening(word) or ends_like_product(word) or any(char.isascii() for char in word):
        return False
    named = tag(word) is None or tag(word) in _NAMES or tag(word) in {"n", "t"}
    return is_proper_name(word) or (named and frequency(word) < _RARE)
