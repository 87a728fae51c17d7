"""Tables of projects flattened to text: the rows below their column heads, whatever stands between the cells."""

from __future__ import annotations

import pytest

from zhextract import extract

HEADS = ("序号", "项目名称", "建设单位", "总投资（亿元）", "形象进度", "计划投产")
ROWS = (
    ("1", "恒昱新材碳纤维项目", "恒昱新材料有限公司", "5.2", "主体封顶", "2024年12月"),
    ("2", "望川矿石码头三期", "望川港务集团", "51", "桩基施工", "2025年3月"),
)


def _told(text: str) -> list[tuple[str, str | None, str, int | float | None, list[str]]]:
    record = extract(text, published="2024-03-15")
    for project in record.projects:
        for step in project.milestones:
            assert all(text[span.start : span.end] == span.text for span in step.spans)
    return [
        (
            p.name,
            p.phase,
            p.status,
            p.investment.amount if p.investment else None,
            [" ".join(filter(None, (m.type, m.modality, m.date))) for m in p.milestones],
        )
        for p in record.projects
    ]


WANTED = [
    (
        "恒昱新材碳纤维",
        None,
        "construction",
        520_000_000,
        ["topping_out actual", "commissioning planned 2024-12"],
    ),
    (
        "望川矿石码头",
        "三期",
        "construction",
        5_100_000_000,
        ["construction actual", "commissioning planned 2025-03"],
    ),
]


@pytest.mark.parametrize("between", ["　", "\t", " | ", "｜", "／"])
def test_separators(between: str) -> None:
    rows = "\n".join(between.join(row) for row in (HEADS, *ROWS))
    assert _told(f"重点项目进展如下。\n{rows}\n以上项目由发改委调度。") == WANTED


def test_a_cell_a_line() -> None:
    lines = [
        "序号",
        "项目名称",
        "总投资",
        "开工时间",
        "1",
        "恒昱新材碳纤维项目",
        "5.2亿元",
        "2024年2月",
        "2",
        "启元锂电正极材料项目",
    ]
    lines += ["12亿元", "2024年6月"]
    assert _told("重点项目如下。\n" + "\n".join(lines) + "\n以上项目由发改委调度。") == [
        ("恒昱新材碳纤维", None, "construction", 520_000_000, ["construction_start actual 2024-02"]),
        ("启元锂电正极材料", None, "announced", 1_200_000_000, ["construction_start planned 2024-06"]),
    ]


def test_a_line_that_is_lost() -> None:
    lines = [
        "项目名称",
        "总投资",
        "开工时间",
        "恒昱新材碳纤维项目",
        "2024年2月",
        "启元锂电正极材料项目",
        "12亿元",
        "2024年6月",
    ]
    assert _told("\n".join(lines)) == []


def test_owner_of_a_row() -> None:
    rows = "\n".join("｜".join(row) for row in (HEADS, *ROWS))
    assert [p.companies for p in extract(rows).projects] == [("恒昱新材料有限公司",), ("望川港务集团",)]


def test_unit_above_the_table() -> None:
    text = "填报单位：望川县发改局　单位：万元\n项目名称／总投资／开工时间\n启元锂电正极材料项目／128000／2024年2月"
    assert _told(text) == [
        ("启元锂电正极材料", None, "construction", 1_280_000_000, ["construction_start actual 2024-02"])
    ]


def test_a_plan_and_what_is_not_known() -> None:
    rows = [
        "项目名称|进展情况|下步安排",
        "恒昱LNG接收站一期|待国家核准|——",
        "云岭热源厂扩建工程|可研已批|四季度开工",
        "合计|——|——",
    ]
    text = "\n".join(rows)
    assert _told(text) == [
        ("恒昱LNG接收站", "一期", "announced", None, []),
        ("云岭热源厂扩建", None, "permitted", None, ["approval actual", "construction_start planned 2024-Q4"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "项目 进展 顺利，望川县召开调度会。",
        "总投资\n开工时间\n投产时间\n望川县今年抓好重点项目建设，各方都要出力。",
        "项目名称、总投资、开工时间均以备案证为准。",
        "序号/姓名/单位\n1/张三/恒昱新材料有限公司",
    ],
)
def test_no_table(text: str) -> None:
    assert _told(text) == []
