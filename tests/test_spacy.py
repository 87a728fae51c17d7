from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import zhextract

TEXT = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，计划10月底投产。"
DAY = datetime.date(2022, 7, 22)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhextract", config={"published": "2022-07-22"})
    return nlp


def test_the_entry_point_is_found_without_an_import() -> None:
    code = f"""
import spacy
nlp = spacy.blank("zh")
nlp.add_pipe("zhextract")
print(nlp({TEXT!r})._.record.projects[0].name)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert result.stdout == "天工轴承高端轴承\n", result.stderr


def test_the_record_is_that_of_the_library(nlp: Language) -> None:
    assert nlp(TEXT)._.record == zhextract.extract(TEXT, published=DAY)


def test_spans_and_entities(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(span.text, span.label_) for span in doc.spans["zhextract"]}
    assert ("长丰经开区", "PARK") in found
    assert any(label == "COMPANY" and text == "天工轴承" for text, label in found)
    assert any(label == "PROJECT" and text.startswith("天工轴承高端轴承") for text, label in found)
    assert doc.ents and {(e.text, e.label_) for e in doc.ents} <= found
    for span in doc.spans["zhextract"]:
        assert doc.text[span.start_char : span.end_char] == span.text


def test_the_offsets_of_the_record_count_the_characters_of_the_document(nlp: Language) -> None:
    doc = nlp("  " + TEXT + "\n\n" + TEXT)
    spans = [span for project in doc._.record.projects for span in project.spans]
    assert spans and all(doc.text[span.start : span.end] == span.text for span in spans)


def test_the_day_of_a_document_goes_before_that_of_the_pipe(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = "2021-02-03"
    assert nlp(doc)._.record.published == datetime.date(2021, 2, 3)
    assert nlp(TEXT)._.record.published == DAY
    with pytest.raises(ValueError, match="is no date"):
        doc._.published = "soon"


def test_entities_that_are_there_stay(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.ents = [Span(doc, 0, 2, label="GPE")]
    ents = {(e.text, e.label_) for e in nlp(doc).ents}
    assert ("长丰", "GPE") in ents and len(ents) > 1


def test_words_that_cut_across_a_name(nlp: Language) -> None:
    words = ["长丰", "经开区的", "天工", "轴承高端", "轴承项目一期3月开工建设，", "计划10月底投产。"]
    doc = nlp(Doc(nlp.vocab, words=words, spaces=[False] * len(words)))
    assert "长丰经开区的" in {span.text for span in doc.spans["zhextract"]}
    assert "长丰经开区的" not in {entity.text for entity in doc.ents}


def test_pipe_in_one_process_and_in_two(nlp: Language) -> None:
    texts = [TEXT, "天气晴。", "", TEXT]
    one = [doc._.record for doc in nlp.pipe(texts)]
    assert one == [zhextract.extract(text, published=DAY) for text in texts]
    assert [doc._.record for doc in nlp.pipe(texts, n_process=2)] == one


def test_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.record == nlp(TEXT)._.record


def test_documents_keep_their_record_as_bytes(nlp: Language) -> None:
    data = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert doc._.record == nlp(TEXT)._.record
    assert nlp.make_doc(TEXT)._.record is None


@pytest.mark.parametrize("config", [{"published": "soon"}, {"alignment_mode": "loose"}])
def test_a_wrong_setting_is_refused(config: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"is no date|alignment_mode"):
        spacy.blank("zh").add_pipe("zhextract", config=config)
