from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from zhextract import Article, InputError, read
from zhextract.io.read import parse_day, text_of

TEXT = "天工轴承高端轴承项目一期开工建设。"


def lines(path: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def failures(path: Path) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    found = list(read(path, on_error=errors.append))
    return found, [str(error).removeprefix(str(path)) for error in errors]


def test_a_plain_text_file_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "kaigong.txt"
    path.write_text(TEXT + "\n", encoding="utf-8")
    assert list(read(path, published=date(2022, 7, 22))) == [
        Article(text=TEXT + "\n", id="kaigong", published=date(2022, 7, 22))
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5"])
def test_plain_text_in_the_encodings_of_chinese_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    text = "天工項目一期開工建設，總投資十二億元。" if encoding == "big5" else TEXT
    path.write_bytes(text.encode(encoding))
    assert next(read(path)).text == text


def test_utf_8_is_read_as_it_is_even_where_it_was_garbled_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    garbled = "�" * 9 + TEXT.encode().decode("latin-1") + "\r\n項(xiàng)目"
    path.write_bytes(garbled.encode())
    assert next(read(path)).text == garbled


def test_json_lines(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "title": "开工", "source": "日报", "url": "https://example.org/", "noise": []}
    path = lines(tmp_path / "a.jsonl", {**row, "published": "2022-07-22"}, "", {"id": 7, "text": TEXT, "title": None})
    day = date(2022, 7, 22)
    assert list(read(path)) == [
        Article(text=TEXT, id="a", title="开工", source="日报", url="https://example.org/", published=day),
        Article(text=TEXT, id="7"),
    ]


def test_json_lines_are_recognized_by_their_content(tmp_path: Path) -> None:
    path = lines(tmp_path / "export", {"text": TEXT})
    assert next(read(path)) == Article(text=TEXT)


def test_a_text_with_brackets_is_no_json(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", "{本报讯} 开工。")
    assert next(read(path)).text == "{本报讯} 开工。"


def test_the_day_of_a_line_goes_before_the_day_for_all(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": TEXT, "published": "2021-01-02"}, {"text": TEXT, "published": ""})
    assert [a.published for a in read(path, published=date(2022, 7, 22))] == [date(2021, 1, 2), date(2022, 7, 22)]


def test_every_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        {"id": "first", "text": TEXT},
        '{"id": "b", "text": ',
        [1],
        {"id": "c"},
        {"text": " \n"},
        {"text": 5},
        {"text": TEXT, "published": "2022-02-30"},
        {"text": TEXT, "published": 20220230},
        '{"text": "\\ud800"}',
        "[" * 100_000,
        '{"text": ' + "9" * 5000 + "}",
        {"id": "last", "text": TEXT},
    )
    found, errors = failures(path)
    assert [a.id for a in found] == ["first", "last"]
    assert errors[:8] == [
        ":2: not JSON: Expecting value at column 20",
        ":3: a JSON object is wanted, this is a list",
        ':4: "text" is missing',
        ':5: "text" is empty',
        ':6: "text" is to be a string, this is a number',
        ":7: \"published\": '2022-02-30' is no date (wanted: YYYY-MM-DD)",
        ':8: "published" is to be a string, this is a number',
        ':9: "text" holds half of a character (a lone surrogate)',
    ]
    assert [error.split(":")[1] for error in errors[8:]] == ["10", "11"]


def test_a_line_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "开工"}\n'.encode("gbk") + '{"text": "开工"}\n'.encode())
    found, errors = failures(path)
    assert len(found) == 1
    assert errors == [":1: not UTF-8 at byte 11 of the line"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file holds only white space"),
        ("\u3000\n".encode(), "the file holds only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (bytes(range(1, 256)) * 4, "not a text file"),
        (b"PK\x03\x04\x14\x00\x00\x00", "not a text file"),
    ],
)
def test_what_is_no_text(data: bytes, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        text_of(data, "a.txt")
    assert str(caught.value) == f"a.txt: {cause}"


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert text_of((TEXT * 10 + "\x08").encode(), "a.txt").endswith("\x08")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert failures(tmp_path / "nowhere.txt") == ([], [": no such file or directory"])
    assert failures(tmp_path) == ([], [": is a directory"])
    with pytest.raises(InputError, match="no such file"):
        next(read(tmp_path / "nowhere.txt"))
    with pytest.raises(InputError, match="null"):
        next(read("a\0b"))


def test_an_empty_json_lines_file(tmp_path: Path) -> None:
    assert failures(lines(tmp_path / "a.jsonl", "", "")) == ([], [": the file is empty"])


@pytest.mark.parametrize(
    "text", ["2022-07-22", " 2022-07-22 ", "2022-07-22T08:00:00+08:00", "2022-07-22 08:00", "2022-07-22T08:00:00.123Z"]
)
def test_days(text: str) -> None:
    assert parse_day(text) == date(2022, 7, 22)


@pytest.mark.parametrize("text", ["", "2022", "2022-13-01", "22.7.2022", "2022-07-22abc", "昨天", "2022-07-22T"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        parse_day(text)
