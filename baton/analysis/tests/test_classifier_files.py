# SPDX-License-Identifier: MIT
"""Coding a file keeps every row and cell, in order."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.analysis.classifier import FileProblem, code_file, load

ADDED = ["themes", "confidences", "sentiment3", "sentiment5"]


def code(source, target, **columns):
    return code_file(source, target, text_column="words", classifier=load(), **columns)


def read(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as held:
        return list(csv.reader(held, delimiter=delimiter))


@pytest.fixture
def files(tmp_path):
    def write(content: str | bytes):
        source = tmp_path / "in.csv"
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        return source, tmp_path / "out.csv"

    return write


def test_each_row_gets_its_themes_and_sentiment(files):
    source, target = files("id,words\n1,The nurse was kind\n2,\n")
    assert code(source, target) == 2
    heading, kind, blank = read(target)
    assert heading == ["id", "words", *ADDED]
    assert kind[:2] == ["1", "The nurse was kind"]
    assert json.loads(kind[2]) == ["Staff manner & personal attributes"]
    assert 0.5 < json.loads(kind[3])[0] <= 1
    assert kind[4] == "positive"
    assert kind[5] in {"1", "2"}
    assert blank[2:] == ['["Labelling not possible"]', "[1.0]", "neutral", "3"]


def test_the_question_and_the_score_are_read_in_words(files):
    source, target = files(
        "words,asked,fft\n"
        "Nothing,What could we do better?,Very good\n"
        "Nothing,What was good?,Very poor\n"
    )
    code(source, target, question_column="asked", score_column="fft")
    assert [row[5] for row in read(target)[1:]] == ["positive", "negative"]


CELLS = st.text(
    st.characters(blacklist_categories=("Cs",)) | st.sampled_from('",;\r\n\t\x00\ufeff'),
    max_size=30,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6), delimiter=st.sampled_from(",;\t|")
)
def test_no_row_or_cell_is_lost_whatever_people_typed(tmp_path, rows, delimiter):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([("one", "words", "three"), *rows])
    source.write_bytes(written.getvalue().encode())
    assert code(source, target) == len(rows)
    coded = read(target, delimiter)
    assert [tuple(row[:3]) for row in coded] == [("one", "words", "three"), *rows]
    assert all(len(row) == 7 for row in coded)


def test_rows_keep_their_order_over_many_chunks(files):
    source, target = files("n,words\n" + "".join(f"{n},Thanks\n" for n in range(12_001)))
    assert code(source, target) == 12_001
    assert [row[0] for row in read(target)[1:]] == [str(n) for n in range(12_001)]


def test_short_and_long_rows_keep_what_they_have(files):
    source, target = files("a,words,c\n1\n2,Thanks\n3,Thanks,x,beyond,more\n\n4,Thanks,x\n")
    assert code(source, target) == 4
    rows = read(target)
    assert [len(row) for row in rows] == [7, 7, 7, 9, 7]
    assert rows[1][:3] == ["1", "", ""]
    assert rows[3][7:] == ["beyond", "more"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_file_of_any_usual_encoding_is_read(files, encoding):
    source, target = files("words,place\nThank you,café\n".encode(encoding))
    code(source, target)
    assert [row[:2] for row in read(target)] == [["words", "place"], ["Thank you", "café"]]


def test_bytes_of_no_known_encoding_are_kept_as_rows(files):
    source, target = files(b"words\nThank you \x81\xff\nKind \x9d nurse\n")
    assert code(source, target) == 2


def test_a_comment_of_a_million_letters_is_kept_whole(files):
    long = "the wait was long " * 60_000
    source, target = files(f"words\n{long}\n")
    assert code(source, target) == 1
    assert read_long(target)[1][0] == long


def read_long(path):
    limit = csv.field_size_limit(10_000_000)
    try:
        return read(path)
    finally:
        csv.field_size_limit(limit)


def test_coding_leaves_the_csv_modules_own_limit_alone(files):
    before = csv.field_size_limit()
    code(*files("words\nThanks\n"))
    assert csv.field_size_limit() == before


def test_a_header_alone_gives_a_header_alone(files):
    source, target = files("id,words\n")
    assert code(source, target) == 0
    assert read(target) == [["id", "words", *ADDED]]


def test_headings_are_found_however_they_are_capitalised(files):
    source, target = files(" WORDS \nThanks\n")
    assert code(source, target) == 1
    assert read(target)[0] == [" WORDS ", *ADDED]


def test_a_file_may_be_coded_in_its_own_place(files):
    source, _ = files("words\nThanks\n")
    code(source, source)
    assert read(source)[1][0] == "Thanks"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\n1,2\n", 'There is no column "words" in in.csv. It has: a, b.'),
        ("", "in.csv is empty."),
        ("\n\n", "in.csv is empty."),
        ("words,themes\nx,y\n", 'in.csv has a column "themes" already.'),
        ('words,n\nfine,1\n"open,2\nfine,3\n', "begins on line 3 has a quotation mark"),
    ],
)
def test_a_file_that_cannot_be_coded_is_refused_with_a_sentence(files, content, sentence):
    source, target = files(content)
    with pytest.raises(FileProblem, match=r"\S") as refused:
        code(source, target)
    assert sentence in str(refused.value)
    assert not target.exists()


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(FileProblem, match=r"There is no file gone\.csv"):
        code(tmp_path / "gone.csv", tmp_path / "out.csv")


def test_a_missing_folder_is_refused_with_a_sentence(files, tmp_path):
    source, _ = files("words\nThanks\n")
    with pytest.raises(FileProblem, match="There is no folder"):
        code(source, tmp_path / "nowhere" / "out.csv")


def test_a_failure_half_way_leaves_what_was_there_before(files):
    source, target = files('words,n\nThanks,1\n"open,2\nThanks,3\n')
    target.write_text("as before", encoding="utf-8")
    with pytest.raises(FileProblem, match="quotation mark"):
        code(source, target)
    assert target.read_text(encoding="utf-8") == "as before"
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.csv", "out.csv"]
