"""The modality engine: every cue of the lexicon, clauses with what their cues say, and words that only look so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhextract import extract
from zhextract.events.modality import CueTable, cues, judge
from zhextract.events.sentence import find_cues, split_clauses
from zhextract.lexicon.loader import load
from zhextract.records.values import CharSpan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CLAUSES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "modality_corpus.toml").read_text(encoding="utf-8")
)
TABLE = load("modality.toml", CueTable)
CATEGORIES = ("planned", "expected", "targeted", "actual", "negated", "hypothetical", "obligation")
#: A word listed twice belongs to the first category that has it.
CUES = {word: category for category in reversed(CATEGORIES) for word in getattr(TABLE, category)}


@pytest.mark.parametrize(("marked", "wanted"), [(c, wanted) for wanted, clauses in CLAUSES.items() for c in clauses])
def test_clause(marked: str, wanted: str) -> None:
    start, end = marked.index("〔"), marked.index("〕") - 1
    text = marked.replace("〔", "").replace("〕", "")
    span = CharSpan(0, len(text))
    clause = next(c for c in split_clauses(text, span) if c.start <= start < c.end)
    statement = judge(find_cues(text, span), CharSpan(start, end), clause)
    if wanted == "bare":
        assert statement is None
    elif wanted == "void":
        assert statement is not None and statement.modality is None
    else:
        assert statement is not None and statement.certainty == wanted
        assert statement.modality == ("actual" if wanted == "actual" else "planned")
        assert statement.cue is not None and text[statement.cue.start : statement.cue.end] == statement.cue.text


@pytest.mark.parametrize(("word", "category"), sorted(CUES.items()))
def test_cue(word: str, category: str) -> None:
    text = f"江洲项目{word}投产"
    assert [(c.text, c.category) for c in cues().find(text, 0, len(text))] == [(word, category)]


@pytest.mark.parametrize("word", [word for word in TABLE.pseudo if word not in CUES])
def test_pseudo_cue(word: str) -> None:
    text = f"有关{word}的介绍"
    assert cues().find(text, 0, len(text)) == []


def test_offsets_count_in_the_whole_text() -> None:
    text = "项目已开工。二期计划明年投产。"
    assert [(c.start, c.text) for c in cues().find(text, 6, len(text))] == [(8, "计划")]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # A plan goes on into the clauses that follow, until a cue of fact or a subject of their own ends it.
        ("恒昱新材碳纤维项目计划5月封顶，8月投产。", ["planned", "planned"]),
        ("恒昱新材碳纤维项目预计6月竣工，7月试生产，9月投产。", ["expected", "expected", "expected"]),
        ("恒昱新材碳纤维项目去年开工，计划8月投产。", ["actual", "planned"]),
        ("恒昱新材碳纤维项目计划8月投产，目前已封顶。", ["planned", "actual"]),
        ("恒昱新材碳纤维项目计划8月投产，启元锂电正极材料项目封顶。", ["planned", "actual"]),
        ("恒昱新材碳纤维项目尚未开工，但已完成备案。", ["actual"]),
        # A day that lies ahead of the article is a plan, one that has passed is a fact.
        ("恒昱新材碳纤维项目2025年5月投产。", ["planned"]),
        ("恒昱新材碳纤维项目2023年5月投产。", ["actual"]),
        # What stands in an attribute of the subject says nothing of the verb.
        ("规划建设的恒昱新材碳纤维项目投产。", ["actual"]),
        ("计划总投资8亿元的恒昱新材碳纤维项目投产。", ["actual"]),
    ],
)
def test_scope(sentence: str, wanted: list[str]) -> None:
    record = extract(sentence, published="2024-03-15")
    steps = [step for project in record.projects for step in project.milestones]
    assert [s.certainty for s in sorted(steps, key=lambda s: s.spans[-1].start)] == wanted
