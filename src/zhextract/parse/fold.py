"""One spelling for the characters that dates and amounts are written with, position by position.

Traditional characters, full-width digits and letters become their plain form, one code point for
one, so that an offset in the folded text is an offset in the text. Financial digits (陆, 伍) stay: most of them are other words too.
"""

from __future__ import annotations

import re
from typing import Final

_TRADITIONAL: Final = {
    "後": "后", "個": "个", "號": "号", "國": "国", "慶": "庆", "節": "节", "兒": "儿", "婦": "妇", "勞": "劳", "動": "动", "軍": "军", "陽": "阳",
    "曆": "历", "歷": "历", "農": "农", "臘": "腊", "閏": "闰", "時": "时", "現": "现", "當": "当", "該": "该", "這": "这", "約": "约", "幾": "几",
    "餘": "余", "萬": "万", "億": "亿", "點": "点", "負": "负", "週": "周", "歲": "岁", "來": "来", "開": "开", "間": "间", "內": "内", "從": "从",
    "於": "于", "蟄": "蛰", "驚": "惊", "穀": "谷", "種": "种", "處": "处", "噸": "吨", "畝": "亩", "條": "条", "臺": "台", "戶": "户", "輛": "辆",
    "隻": "只", "雙": "双", "對": "对", "塊": "块", "圓": "元", "歐": "欧", "韓": "韩", "幣": "币", "銖": "铢", "盧": "卢", "產": "产",
    "過": "过", "達": "达", "遲": "迟", "數": "数", "層": "层", "項": "项", "張": "张", "組": "组", "顆": "颗", "畢": "毕", "際": "际",
    "黨": "党", "師": "师", "聖": "圣", "誕": "诞", "親": "亲", "鐘": "钟", "鍾": "钟", "樣": "样", "發": "发", "標": "标", "準": "准", "體": "体",
    "頭": "头", "規": "规", "劃": "划", "紀": "纪", "禮": "礼", "連": "连", "為": "为", "佔": "占",

    "〇": "零", "○": "零", "兩": "两", "還": "还", "雲": "云", "場": "场", "門": "门",
    "輪": "轮", "廠": "厂", "園": "园", "棟": "栋", "錢": "钱", "貫": "贯", "總": "总", "計": "计", "劑": "剂", "課": "课",
    "業": "业", "話": "话", "質": "质", "實": "实", "會": "会", "維": "维", "團": "团", "藝": "艺", "縣": "县", "鄉": "乡", "鎮": "镇", "餐": "餐",
    "廳": "厅", "學": "学", "員": "员", "區": "区", "縱": "纵", "線": "线", "橋": "桥", "雜": "杂", "畫": "画", "箇": "个", "嵗": "岁",
    "．": ".", "－": "-", "／": "/", "～": "~", "〜": "~", "∼": "~", "―": "—", "─": "—", "＄": "$",
    "￥": "¥", "﹪": "%", "•": "·", "‧": "·", "–": "—", "−": "-", "＊": "*",
}  # fmt: skip
_TABLE: Final = (
    {ord(odd): plain for odd, plain in _TRADITIONAL.items()}
    | {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {0x3000: " ", 0xA0: " ", 0x2003: " ", 0x2002: " "}
)
_ODD: Final = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def fold(text: str) -> str:
    """`text` with one spelling for each such character, of the same length."""
    return text.translate(_TABLE) if _ODD.search(text) else text
