"""One spelling for the characters that dates and amounts are written with, position by position.

Traditional characters, full-width digits and letters become their plain form, one code point for one, so that an offset
in the folded text is an offset in the text. Financial digits (陆, 伍) stay: most of them are other words too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ODD_CHARACTERS: Final = (
    "後個號國慶節兒婦勞動軍陽曆歷農臘閏時現當該這約幾餘萬億點負週歲來開間內從"
    "於蟄驚穀種處噸畝條臺戶輛隻雙對塊圓歐韓幣銖盧產過達遲數層項張組顆畢際黨師"
    "聖誕親鐘鍾樣發標準體頭規劃紀禮連為佔〇○兩還雲場門輪廠園棟錢貫總計劑課業"
    "話質實會維團藝縣鄉鎮餐廳學員區縱線橋雜畫箇嵗．－／～〜∼―─＄￥﹪•‧–"
    "−＊"
)
_PLAIN_CHARACTERS: Final = (
    "后个号国庆节儿妇劳动军阳历历农腊闰时现当该这约几余万亿点负周岁来开间内从"
    "于蛰惊谷种处吨亩条台户辆只双对块元欧韩币铢卢产过达迟数层项张组颗毕际党师"
    "圣诞亲钟钟样发标准体头规划纪礼连为占零零两还云场门轮厂园栋钱贯总计剂课业"
    "话质实会维团艺县乡镇餐厅学员区纵线桥杂画个岁.-/~~~——$¥%··—"
    "-*"
)
_TABLE: Final = (
    dict(zip(map(ord, _ODD_CHARACTERS), _PLAIN_CHARACTERS, strict=True))
    | {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {0x3000: " ", 0xA0: " ", 0x2003: " ", 0x2002: " "}
)
_ODD: Final = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


@lru_cache(maxsize=8)  # dates and amounts fold the same text one after the other
def fold(text: str) -> str:
    """`text` with one spelling for each such character, of the same length."""
    return text.translate(_TABLE) if _ODD.search(text) else text
