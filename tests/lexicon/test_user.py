"""User lexicons: what may stand in them, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhextract.errors import LexiconError
from zhextract.lexicon.user import Lexicon
from zhextract.names.organizations import OrganizationFinder
from zhextract.names.passage import Passage
from zhextract.names.places import PlaceFinder
from zhextract.records.values import CharSpan

TOML = """
[[companies]]
name = "云岭"
full_name = "云南云岭新材料股份有限公司"
aliases = ["云岭新材"]

[[zones]]
name = "云岭谷"
adcode = "530102"

[[projects]]
name = "云岭绿色铝"
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_toml_and_csv_are_joined(tmp_path: Path) -> None:
    table = write(tmp_path / "own.csv", "kind,name,aliases\ncompany,青禾,青禾股份|青禾材料\nproject,青禾二厂,\n")
    lexicon = Lexicon.from_files([write(tmp_path / "own.toml", TOML), table])
    assert [c.name for c in lexicon.companies] == ["云岭", "青禾"]
    assert lexicon.companies[1].aliases == ("青禾股份", "青禾材料")
    assert [z.adcode for z in lexicon.zones] == ["530102"]
    assert [p.name for p in lexicon.projects] == ["云岭绿色铝", "青禾二厂"]


def test_finders_take_it(tmp_path: Path) -> None:
    lexicon = Lexicon.from_files([write(tmp_path / "own.toml", TOML)])
    text = "云岭在云岭谷开工。"
    found = OrganizationFinder(lexicon).find(Passage(text, [CharSpan(0, len(text))]))
    assert {(m.name, m.kind) for m in found} == {("云岭", "company"), ("云岭谷", "park")}
    assert OrganizationFinder(lexicon).full_name("云岭新材") == "云南云岭新材料股份有限公司"
    assert PlaceFinder(lexicon).adcode("云岭谷") == "530102"


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("a.toml", '[[companies]]\nname = "青禾"\nfullname = "x"\n', ["a.toml", "companies.0.fullname"]),
        ("a.toml", "[[zones]]\nadcode = '530102'\n", ["a.toml", "zones.0.name"]),
        ("a.toml", "[[zones]]\nname = '云岭谷'\nadcode = '53'\n", ["a.toml", "zones.0.adcode"]),
        ("a.toml", "name = ", ["a.toml", "TOML"]),
        ("a.csv", "kind,name,colour\ncompany,青禾,x\n", ["a.csv", "line 1", "colour"]),
        ("a.csv", "kind,name\ncompany,青禾\nplanet,火星\n", ["a.csv", "line 3"]),
        ("a.csv", "kind,name\ncompany,禾\n", ["a.csv", "line 2", "name"]),
        ("a.txt", "", ["a.txt"]),
    ],
)
def test_errors_name_file_and_entry(tmp_path: Path, name: str, text: str, parts: list[str]) -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_files([write(tmp_path / name, text)])
    assert all(part in str(caught.value) for part in parts)


def test_a_missing_file_is_a_lexicon_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml"):
        Lexicon.from_files([tmp_path / "none.toml"])
