"""The words that dates are made of: one anchored scan over a folded text gives tokens.

A token is one calendar word (`2023年`, `上半年`, `11月`, `底`, `国庆节`); `dates_grammar` puts neighbours together.
The scan stops only at characters that can begin such a word and are followed by one that can go on; there the few
alternatives that begin with that character are tried. Every repeat is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from zhextract.parse.calendar import holidays

Alternative: TypeAlias = tuple[str, str, str | None, str]

ARABIC: Final = "0123456789"
DIGIT: Final = "零一二三四五六七八九"
CHINESE: Final = DIGIT + "十两廿卅"

_DASH: Final = r" ?(?:[-—~]{1,2}|至|到) ?"
_ALONE: Final = r"(?<![0-9.])(?<![0-9],)"  # no number goes on from the left
_COUNT: Final = r"(?:[0-9]{1,3}|[一二两三四五六七八九十半]{1,3}|几|数)"
_SHORT: Final = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
_CN_MONTH: Final = r"(?:十[一二]?|[一二三四五六七八九])"
_CN_DAY: Final = r"(?:三十一?|[二廿]?十?[一二三四五六七八九]|[二廿]?十|卅一?)"
_UNIT: Final = " ?[万亿千百元吨米个亩公平台套倍户人家度点美%]"  # of an amount: 1950-2000元
# What follows 年, 月 and 日 in words that are not dates.
_NO_MONTH: Final = " ?(?:1[3-9]|[2-9][0-9]|00?)月"
_YEAR_END: Final = rf"年度?(?![期来间级历龄薪租保均检轮产]|以上|终身|用[电水]|{_NO_MONTH})"
_MONTH_END: Final = r"月(?:份|(?![薪饼嫂球亮]))"
_DAY_END: Final = r"[日号](?![内游元币圆均产用化式系企]|以内|之内|本(?!报|台|网|刊))"

# Kind, the characters it begins with, those that may follow the number it begins with (None: any), its pattern.
# Order matters: the first that fits wins.
_ALTERNATIVES: Final[tuple[Alternative, ...]] = (
    (
        "iso_date",
        "12",
        "-/.· ",
        rf"(?<![0-9.A-Za-z])(?<![0-9][-/])[12][0-9]{{3}}(?: ?[-/.·] ?{_MONTH} ?[-/.·] ?"
        rf"| {_MONTH} )"
        rf"{_DAY}(?![0-9])",
    ),
    (
        "iso_date",
        "12",
        None,
        r"(?<![0-9.A-Za-z])(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])"
        r"(?![0-9A-Za-z.])",
    ),
    # In one word what is by far the most frequent.
    ("month_and_day", ARABIC, "年月", rf"{_ALONE}(?:(?:19|20)[0-9]{{2}}年)?{_MONTH}月{_DAY}日"),
    ("iso_date", ARABIC, "-", rf"(?<![0-9.A-Za-z\-])[0-9]{{2}}-{_MONTH}-{_DAY}(?![0-9\-])"),
    (
        "iso_month",
        "12",
        "-/.",
        r"(?<![0-9.A-Za-z])(?<![A-Za-z][-/])(?:19|20)[0-9]{2}[-/.](?:0[1-9]|1[0-2])"
        r"(?![0-9%A-Za-z])"
        r"(?! ?[万亿千百元吨米个亩公平台套倍户人/.年])",
    ),
    ("month_day", ARABIC, "·/.", rf"(?<![0-9.]){_MONTH}(?:·{_DAY}(?![0-9])|[/.]{_DAY}[日号])"),
    (
        "decade",
        ARABIC + CHINESE + "上本",
        "年世",
        r"(?:[上本]世纪|(?:二十一?|十[六七八九]|1[6-9]|2[01])世纪)?"
        r"(?:(?:1[6-9]|20)?[0-9]0|[一二三四五六七八九]十)年代|[上本]世纪(?:中叶|末|初)",
    ),
    (
        "year_head",
        "12",
        "-—~至到、/ QH上下前半第一二三四",
        rf"(?<![0-9.A-Za-z\-])(?:19|20)[0-9]{{2}}(?=Q[1-4]|H[12]|[上下]半年|前[二两三]?季度|半年|第?[一二三四]季度|{_DASH}(?:(?:19"
        rf"|20)?[0-9]{{2}} ?年(?!代)"
        rf"|(?:19|20)[0-9]{{2}}(?![0-9.\-/A-Za-z]|{_UNIT}))"
        r"|、(?:19|20)[0-9]{2}[年、]|/(?:20)?[0-9]{2} ?年度)"
        r"|(?<![0-9.A-Za-z\-])[12][0-9](?=(?:Q[1-4]|H[12])(?![A-Za-z0-9]))",
    ),
    (
        "year_tail",
        "12",
        None,
        rf"(?<=[-—~至到])(?:19|20)[0-9]{{2}}(?![0-9.\-/A-Za-z年]|{_UNIT})",
    ),
    (
        "year",
        ARABIC,
        "年 ",
        rf"{_ALONE}(?:(?:19|20)[0-9]{{2}} ?年度?(?![级代历龄]|终身|{_NO_MONTH})"
        rf"|(?:1[0-9]{{3}}|2[1-9][0-9]{{2}}|0[0-9]|[1-9][0-9](?! ?年[之以]?[前后内](?!后))) ?{_YEAR_END})",
    ),
    (
        "year",
        CHINESE,
        "年千",
        rf"[{DIGIT}][{DIGIT}0]{{3}}{_YEAR_END}|[零六七八九][{DIGIT}]年(?![代来])|[{DIGIT}]{{2}}年"
        rf"(?=[一二三四五六七八九十前第上下0-9])"
        rf"|[二两]千零?[一二三四五六七八九十]{{0,3}}年(?![代来前历间])",
    ),
    (
        "ago",
        ARABIC + CHINESE + "几数半",
        "年天日周个月 ",
        rf"{_ALONE}(?<![第前月年{CHINESE}]){_COUNT} ?(?:个(?:多|半)?(?:月|季度|世纪|星期"
        rf"|工作日)|年|天|日|周)(?:半|多)?"
        r"(?:之前|以前|前|之后|以后|后|之内|以内|内(?!蒙)|以来|来(?![自源到看说访]))(?![列锋沿景台任期瞻言院置续勤端者缀排后])",
    ),
    (
        "quarter",
        ARABIC + CHINESE + "第首Q",
        "季个Q",
        r"(?:第[一二三四1-4]个?|(?<![0-9.])[1-4]|[一二三四]|首个?)季度|(?<=年)(?:第[一二三四1-4]|首)季(?![度节])|[首一二三四]季末"
        r"|第[一二三四1-4]季(?=试产|投产|完工|动工|竣工|量产|开工|启用|落成|通车|营运|建成)"
        r"|(?<![A-Za-z])Q[1-4](?![A-Za-z0-9])|(?<![0-9.])[1-4]Q(?![A-Za-z0-9])",
    ),
    (
        "quarters",
        ARABIC + CHINESE + "第前后",
        "季、至到-~—个度",
        r"(?:一二|二三|三四|第?[一二三四1-4]季?度?(?:、|至|到|-|~|—)第?[一二三四1-4])季度"
        r"|[前后][一二两三四123]个?季度",
    ),
    (
        "month_head",
        ARABIC + CHINESE,
        "-—~至到、 月",
        rf"{_ALONE}(?<![{CHINESE}])(?:{_MONTH}|{_CN_MONTH})(?=(?:{_DASH}|、)(?:{_MONTH}"
        rf"|{_CN_MONTH}) ?月(?! ?[0-9]{{1,2}} ?[日号]))"
        rf"|(?:一二|二三|三四|四五|五六|六七|七八|八九|九十)月份",
    ),
    ("month", ARABIC, "月 ", rf"{_ALONE}{_MONTH} ?{_MONTH_END}"),
    ("month", CHINESE + "元正腊冬闰", "月 ", rf"(?<![{CHINESE}])闰?(?:{_CN_MONTH}|[元正腊冬]){_MONTH_END}"),
    (
        "day_head",
        ARABIC,
        "-—~至到、 ",
        rf"{_ALONE}{_DAY}(?={_DASH}{_DAY} ?[日号])"
        rf"|(?<=[月、]){_DAY}(?=(?:、{_DAY}){{1,5}} ?[日号])",
    ),
    (
        "day",
        ARABIC,
        "日号 ",
        rf"(?<=月){_DAY} ?[日号]|{_ALONE}{_DAY}日(?=[对在向电讯说表宣称])"
        rf"|{_ALONE}(?<![续时期约共每满经需达长超逾])(?<![少多]于)(?<!超过){_DAY} ?{_DAY_END}",
    ),
    ("day", CHINESE, "日号 ", rf"(?<=月){_CN_DAY}[日号]|(?<![{CHINESE}几数]){_CN_DAY}{_DAY_END}"),
    (
        "plan",
        CHINESE + '“"「',
        "期时规末初以收开",
        r"[“\"「](?:十[一二三四五六七八]?|[一二三四五六七八九])?五[”\"」](?:期间|时期|规划期|期[末初]"
        r"|末期?|初期?|以来|(?!规划|纲要|重))"
        r"|(?:十[一二三四五六七八]五|[一二三四五六七八九]五)(?:期间|时期|规划期|期[末初]|末期?|初期?|以来|(?=收官|开局))",
    ),
    (
        "half",
        "上下头前后半H",
        None,
        r"[上下]个?半年(?!报)|[头前后]半年|(?<=年)半年度|(?<=[0-9]{4})半年度?|(?<=[0-9年])H[12](?![A-Za-z0-9])",
    ),
    (
        "nth",
        "第首最前头后",
        None,
        rf"第{_SHORT}个?月|首月|(?:最后|(?<![提目之以此先日])前|(?<![码源龙桥桩街巷船渡带牵接])头|后) ?{_SHORT}"
        rf" ?(?:个月|月|天|日|周|年)|首{_SHORT}"
        rf"(?:个?月|天)",
    ),
    (
        "span",
        "近过最未今此往接上下",
        None,
        r"(?![上下]半[月年])(?:近|过去|最近|未来|今后|此后|往后|接下来|上|下)的? ?"
        rf"{_COUNT}(?: ?(?:至|到|-|~|—|、) ?{_COUNT})? ?"
        r"(?:年|个月|月(?![0-9底初末中上下份])|天|周|个星期|个季度|日)"
        rf"(?:之内|以内|内|里|间|时间|以来|来(?!自|源|到|看|说))?",
    ),
    (
        "year_relative",
        "大前今明后去昨来上下本这该当同次翌",
        None,
        r"大前年|(?<![目之以此先日当提])前年(?!轻)|今明(?:两|二|后三)年|明后(?:两|二)?年|[今明去]年度?|大后年|(?:(?<!\w)|(?<=[到于在至明和将划计争望拟定会约]))后年(?![均度])|[昨来]年"
        r"|(?<!以)[上下]一?年度?(?![级龄半])|本年度?|这一年|该年度?|当年|同年(?![级龄])|次年|翌年",
    ),
    ("quarter_relative", "上下本", None, r"[上下本]一?个?季度"),
    ("xun", "上中下", None, r"[上中下]旬|上中旬|中下旬"),
    ("half_month", "上下", None, "[上下]半月"),
    (
        "month_relative",
        "上下本当该同次这",
        None,
        r"[上下]{1,3}一?个?月(?![球饼亮])|本月|当月|该月|同月(?!比)|次月|这个月",
    ),
    ("lunar_mark", "农阴", None, r"农历|阴历"),
    ("lunar_day", "大初", None, r"大年初[一二三四五六七]|初[一二三四五六七八九十]"),
    (
        "day_relative",
        "大今昨明后前当同次翌即本",
        None,
        r"大[前后]天|(?:今明|明后|昨今)(?:两|二)?[天日]|[今昨明]天|[今昨明]日(?!头条|之[星后])|(?:(?<!\w)|(?<=[到于在至明和将划计争望拟定会约]))后[天日](?!性)"
        r"|(?<![目之以此先日当提])前(?:天(?![性然津气文际])|日(?![性本元系企方产照]))|[今昨明]晚|今早|[今明](?=起)|今晨|昨夜|当日|当天|当晚|同日|次日|翌日|即日|本日",
    ),
    ("year_part", "年岁", None, r"年初|年中(?![国心])|年底(?![部盘蕴层])|年末|年尾|年内|年终(?!奖)|岁末|岁尾"),
    ("month_part", "月季", None, r"月底|月初|月末|月中(?![旬国])|月内|季末|季初"),
    (
        "week",
        "上下本这周星礼",
        None,
        rf"[上下本这]{{1,3}}一?个?(?:周|星期|礼拜)(?:[一二三四五六日天末])?|周末|(?<![{CHINESE}0-9每])(?:周"
        rf"|星期|礼拜)[一二三四五六日天](?![年岁报])",
    ),
    ("nth_week", "第", None, r"第(?:[1-5][0-9]|(?<=年第)[1-9])周(?![年边期岁])"),
    ("season", "今明去来春夏秋冬", None, r"[今明去来](?:年的?)?[春夏秋冬](?![奥运])(?:季|天)?|[春夏秋冬][季天]"),
    # 目前, 近日 and 日前 alone date nothing; they count as the end of a period only.
    (
        "now",
        "截现如至迄最",
        None,
        r"截[至止](?:到)?(?:目前|当前)|截[至止](?:本报|记者)?发稿(?:前|时)?|(?<![出发体实呈表兑涌再展浮重])现在|如今|至今(?![年天日晚早晨春夏秋冬])|迄今(?!年)|最近(?!处)",
    ),
)

# Words that hold only right after another token, and what they begin with.
_PART: Final = re.compile(
    r"初(?![一二三四五六七八九十步审创评始级期中])|中(?=[，,。;；、)）前后至到投开建竣完]|$)"
    r"|底(?![板盘座部蕴层下])|末(?!端)"
)
_PART_STARTS: Final = frozenset("初中底末")
_BARE_DAY: Final = re.compile(rf" ?(?:{_DAY}|{_CN_DAY})(?= ?(?:至|到|-|—|~)|[,，。;；、)）早晚]|$)")
_LUNAR_DAY: Final = re.compile(
    r"(?:初[一二三四五六七八九十]|[二廿]十?[一二三四五六七八九]|廿|二?十[一二三四五六七八九]?|三十)日?"
)
_DAY_STARTS: Final = frozenset(ARABIC + CHINESE + " 初")
_TAKES_PART: Final = frozenset(
    ("year", "year_relative", "half", "month", "month_relative", "quarter", "quarters", "quarter_relative")
)


class Token(NamedTuple):
    """One calendar word: its kind, and where it stands."""

    kind: str
    start: int
    end: int
    text: str


def _holiday_alternatives() -> list[Alternative]:
    table = holidays()
    weather = [term.name for term in table.terms if term.weather]
    terms = [term.name + "节?" for term in table.terms if not term.weather]
    names = [*table.solar, *table.weekday, *table.lunar, *terms]
    names.sort(key=len, reverse=True)
    # 五一 and 十一 are numbers first: they are the holiday when a word for one follows, or nothing does.
    numbers = [name for name in names if set(name) <= set(CHINESE)]
    plain = [name for name in names if name not in numbers]
    named = (
        f"(?:{'|'.join(plain)})(?:长?假期?|小长假|期间)?(?![路村街镇乡巷桥湖岛]|月饼|联欢|上河图|水库|广场|小学|中学)"
        f"|(?:{'|'.join(weather)})(?:节气|(?=前|当天))"
    )
    numbered = (
        f"(?<![第{CHINESE}百千0-9])(?:{'|'.join(numbers)})(?:长假|假期|小长假|黄金周|期间|节(?=前|后)|(?=[前后]|$))(?!个)"
        f"|(?<![第{CHINESE}百千0-9])[五六七八]一(?=[,，。；;])"
    )
    # “五一”前开放, “十一”迎客; not “五一”劳动奖章, “七一”讲话.
    quoted = (
        f'[“"「](?:{"|".join(numbers)})[”"」]'
        "(?:长假|假期|小长假|黄金周|期间|节(?=前|后)|(?=[前后,，。；;、）)]|$|当天|就|便|方|即|能|可|[开投通竣完落启迎正全整试上]|建(?!军)))"
    )
    after = {name.lstrip(CHINESE)[0] for name in plain if name[0] in CHINESE}
    return [
        ("holiday", "".join({name[0] for name in (*plain, *weather)}), "".join(after), named),
        ("holiday", "".join({name[0] for name in numbers}), "长假小期节前后黄", numbered),
        ("holiday", '“"「', None, quoted),
    ]


def _pattern(table: Sequence[Alternative], keep: tuple[int, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{table[i][0]}_{i}>{table[i][3]})" for i in keep))


def _dispatch() -> dict[str, re.Pattern[str]]:
    """The alternatives that can begin with a character; with a digit, those that fit what follows the number.

    Keys are the character, and for digits also the digit with the character behind the number (`8月`).
    """
    table = (*_holiday_alternatives(), *_ALTERNATIVES)
    patterns: dict[tuple[int, ...], re.Pattern[str]] = {}
    found = {}
    following = {mark for _, _, follows, _ in table for mark in follows or ""}
    for first in sorted({character for _, begins, _, _ in table for character in begins}):
        fits = [i for i, (_, begins, _, _) in enumerate(table) if first in begins]
        numeric = first in ARABIC + CHINESE
        keys = [first, *((first + mark) for mark in sorted(following) if numeric)]
        for key in keys:
            keep = tuple(i for i in fits if not numeric or table[i][2] is None or key[1:] in (table[i][2] or ""))
            if numeric and len(key) == 1:
                keep = tuple(i for i in fits if table[i][2] is None or table[i][0] == "holiday")
            if keep:
                found[key] = patterns.setdefault(keep, _pattern(table, keep))
    return found


def _anchor(dispatch: dict[str, re.Pattern[str]]) -> re.Pattern[str]:
    """A first character, perhaps a short number, and what can go on; at digits the hit ends with the number."""
    table = holidays()
    names = [*table.solar, *table.weekday, *table.lunar, *(term.name for term in table.terms)]
    named = {name[0]: "" for name in names if name[0] not in CHINESE}
    seconds = {name[1] for name in names if name[0] in named} - set(CHINESE + ARABIC)
    numbers = ARABIC + CHINESE + "几数千"
    goes_on = (
        '[年月日号季天周旬星半晚早晨夜春夏秋冬世拜历前后来去近在今明起Q”」"]',
        f"(?<=[{''.join(named)}])[{''.join(sorted(seconds))}]",
        "(?<=[年月季岁])[初中底末尾内终]",
        "[余多]?个[月季星工半多周]",
        "[余多]年",
        "(?<=[五一八四])[期时规末初以收开假长小节黄妇青儿建国劳]",
        rf"[-—~/·、至到][{numbers}第]",
        "(?<=[0-9])(?:H|[—-][—-])|(?<=[0-9]{4})(?:[上下]?半年|[前第][一二三四两])",
        r"\.[0-9]{1,2}[日号]",
        "(?<=上)[上中]|(?<=[中接下])下|(?<=星)期|(?<=截)[至止]",
    )
    first = re.escape("".join(sorted({key[0] for key in dispatch} | set(ARABIC + CHINESE))))
    # What may stand behind the number, in one look: no numeral, so that a shorter number is never tried.
    behind = re.escape("".join(sorted((seconds | set("".join(goes_on)) - set("[](){}?<=|\\") | {" "}) - set(numbers))))
    whole = (
        rf"[{numbers}]{{0,8}}(?=[{behind}]|$)(?= ?(?:{'|'.join(goes_on)})|$)",
        "(?<=[12])[0-9]{3}(?:[0-9]{4}(?![0-9])|(?=[ .]))",  # 20240307, 2024 3 7, 2024.3.7
        "[1-4](?<=Q[1-4])|(?<=H)[12]",
        "(?<=周)[一二三四五六末]|(?<=[五六七八])一(?=[,，。；;])",
    )
    return re.compile(rf"[{first}](?=[{behind}{numbers}]|$)(?<![0-9][0-9]) ?(?:{'|'.join(whole)})")


_DISPATCH: Final = _dispatch()
_ANCHOR: Final = _anchor(_DISPATCH)
_NUMERALS: Final = frozenset(ARABIC + CHINESE)
_COUNTING: Final = _NUMERALS | {"半"}
_BEFORE_UNIT: Final = frozenset("年天日周个星余多 -—~至到、")
_KINDS: Final = {group: group.rpartition("_")[0] for pattern in _DISPATCH.values() for group in pattern.groupindex}


def tokens(text: str, numbers: list[int] | None = None) -> list[Token]:
    """The calendar words of a folded text, in its order, none overlapping another.

    `numbers` takes the places of numbers before a unit of time, which may be lengths of time instead.
    """
    found: list[Token] = []
    position = 0
    search = _ANCHOR.search
    while hit := search(text, position):
        start = hit.start()
        first, end = text[start], hit.end()
        if numbers is not None and first in _COUNTING and text[end : end + 1] in _BEFORE_UNIT:
            numbers.append(start)
        if first in _NUMERALS:
            pattern = _DISPATCH.get(first + text[end : end + 1]) or _DISPATCH.get(first)
        else:
            pattern = _DISPATCH[first]
        match = pattern.match(text, start) if pattern else None
        if match is None:
            position = max(start + 1, end) if first in ARABIC else start + 1
            continue
        position = match.end()
        kind = _KINDS[match.lastgroup or ""]
        found.append(Token(kind, start, position, match.group()))
        after = text[position : position + 1]
        if kind in _TAKES_PART and after in _PART_STARTS and (match := _PART.match(text, position)):
            kind = "part"
        elif kind != "month" or after not in _DAY_STARTS:
            continue
        elif _is_lunar(found) and (match := _LUNAR_DAY.match(text, position)):
            kind = "lunar_day"
        elif match := _BARE_DAY.match(text, position):
            kind = "bare_day"
        else:
            continue
        found.append(Token(kind, position, match.end(), match.group()))
        position = match.end()
    return found


def _is_lunar(found: list[Token]) -> bool:
    """Whether the month at the end is one of the lunar year: 正月, 腊月, 农历八月."""
    return found[-1].text[0] in "正腊冬闰" or (len(found) > 1 and found[-2].text in ("农历", "阴历"))
