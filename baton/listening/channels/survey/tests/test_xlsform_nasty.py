# SPDX-License-Identifier: MIT
"""Whatever is in a file, it gets one sentence or a form; never a fault, and never half of one."""

from __future__ import annotations

import io
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from baton.core import tables, workbooks
from baton.listening.channels.survey import flow
from baton.listening.channels.survey.tests.xlsforms import (
    YES_NO,
    by_key,
    form,
    read,
    said,
    saved,
    workbook,
)
from baton.listening.channels.survey.xlsform import carrying, reading, sheets, showing, writing
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.survey.xlsform.sheets import Book, Line, Sheet
from baton.listening.channels.upload.rows import UnreadableFile

SURVEY = [("type", "name", "label"), ("select_one yn", "q", "Was it good?")]
CHOICES = [("list_name", "name", "label"), *YES_NO]


def xls():
    book = xlwt.Workbook()
    for name, rows in (("survey", SURVEY), ("choices", CHOICES)):
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    return saved(book)


def ods():
    book = OpenDocumentSpreadsheet()
    for name, rows in (("survey", SURVEY), ("choices", CHOICES)):
        sheet = Table(name=name)
        for row in rows:
            line = TableRow()
            for text in row:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=text))
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    file = io.BytesIO()
    book.write(file)
    return file.getvalue()


@pytest.mark.parametrize("written", [xls, ods], ids=["xls", "ods"])
def test_older_workbooks_and_open_documents_are_read(written):
    (question,) = read(written()).definition
    assert (question.key, question.kind, len(question.choices)) == ("q", "one", 2)


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (200 << 20))
    return file.getvalue()


def damaged():
    return form([("text", "q", "What?")])[:-400]


def locked():
    office = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(form([("text", "q", "What?")])))
    file = io.BytesIO()
    office.encrypt("secret", file)
    return file.getvalue()


def hidden_survey():
    book = openpyxl.load_workbook(io.BytesIO(form([("text", "q", "What?")], YES_NO)))
    book["survey"].sheet_state = "hidden"
    return saved(book)


def many_rows():
    return form([("text", f"q{at}", "What?") for at in range(sheets.MOST_LINES + 1)])


def many_columns():
    more = [f"more {at}" for at in range(1_002)]
    return form([("text", "q", "What?")], columns=("type", "name", "label", *more))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb, "swells to far more than it seems to hold"),
        (damaged, "This file is damaged"),
        (lambda: b"", "The file is empty"),
        (lambda: b"\0" * 4000, "."),
        (lambda: b"type,name,label\ntext,q,What?\n", "no sheet “survey”"),
        (lambda: b"%PDF-1.7\n" + b"x" * 400, "."),
        (lambda: workbook({"questions": SURVEY, "choices": CHOICES}), "no sheet “survey”"),
        (lambda: workbook({"choices": CHOICES}), "names no column “type”"),
        (lambda: workbook({"survey": SURVEY[:1], "choices": CHOICES}), "nothing below the first"),
        (hidden_survey, "A hidden sheet is not read"),
        (locked, "This file has a password"),
        (lambda: workbook({"survey": [("kind", "name"), ("text", "q")]}), "no column “type”"),
        (lambda: form([("note", "n", "Hello")], YES_NO), "holds no question"),
        (lambda: form([("geopoint", "g", "Where?")]), "“g” is left out. It records a place"),
        (many_rows, "has more than 5,000 rows"),
        (many_columns, "names 1,005 columns"),
    ],
)
def test_a_bad_file_gets_a_sentence(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence) as caught:
        read(content())
    assert str(caught.value).endswith(".")
    assert "CSV" not in str(caught.value), "a form cannot be brought so"


def test_headings_and_names_in_any_case_with_blanks_around():
    content = workbook(
        {
            " Survey ": [
                ("\ufeffType ", "NAME", " Label ", "Required"),
                (" Select_One  yn ", " q ", " Was it good?  ", "Yes"),
            ],
            "CHOICES": [
                ("List Name", "Value", "label"),
                ("yn ", " yes", "Yes "),
                ("YN", "no", "No"),
            ],
        }
    )
    found = read(content)
    (question,) = found.definition
    assert (question.key, question.words, question.is_needed) == ("q", {"en": "Was it good?"}, True)
    assert [each.key for each in question.choices] == ["yes"], "lists are told apart by their case"


def test_a_formula_brings_its_result_and_one_without_is_said():
    book = openpyxl.load_workbook(
        io.BytesIO(form([("text", "q", "What?"), ("text", "r", "=A1&B1")]))
    )
    found = read(saved(book))
    assert [each.words["en"] for each in found.definition] == ["What?", "r"]
    assert any("formula whose result is not in the file" in each for each in said(found))


def test_a_cell_that_begins_like_a_formula_is_words():
    content = b"".join(
        workbooks.as_xlsx([tables.Sheet("survey", SURVEY[0], [("text", "q", "=1+1 is what?")])])
    )
    assert read(content).definition.questions[0].words == {"en": "=1+1 is what?"}


def test_three_hundred_columns_are_no_hindrance():
    more = [f"extra {at}" for at in range(300)]
    found = read(form([("text", "q", "What?", *more)], columns=("type", "name", "label", *more)))
    assert list(by_key(found)) == ["q"]
    assert "and 292 more" in said(found)[0]


def test_cells_beyond_the_headings_are_passed_over():
    found = read(workbook({"survey": [*SURVEY, ("text", "r", "Why?", "a note of mine")]}))
    assert "r" in by_key(found)


def test_duplicate_names_are_kept_apart():
    rows = [
        ("select_one yn", "q", "Was it good?", ""),
        ("select_one yn", "q", "Was it near?", ""),
        ("text", "why", "Why?", "${q}='yes'"),
    ]
    twice = [*YES_NO, ("yn", "yes", "Yes, very")]
    found = read(form(rows, twice))
    asked = by_key(found)
    assert list(asked) == ["q", "q_2", "why"]
    assert asked["why"].show_if is None
    assert any("several questions are called “q”" in each for each in said(found))
    assert [each.key for each in asked["q"].choices] == ["yes", "no", "yes_2"]
    assert any("has an answer of this name already" in each for each in said(found))


def test_choices_without_a_list_a_name_or_a_label():
    choices = [("", "lost", "Lost"), ("yn", "", "Perhaps"), ("yn", "no", "")]
    found = read(form([("select_one yn", "q", "Was it good?", "")], choices))
    (question,) = found.definition
    words = [(each.key, each.words["en"]) for each in question.choices]
    assert words == [("a1", "Perhaps"), ("no", "no")]
    assert len(said(found)) == 3


def test_a_list_that_is_too_long_to_show_is_left_out():
    towns = [("towns", f"t{at}", f"Town {at}") for at in range(61)]
    found = read(form([("select_one towns", "q", "Where?", ""), ("text", "r", "Why?", "")], towns))
    assert list(by_key(found)) == ["r"]
    assert "has 61 answers, and 60 are the most" in said(found)[0]


def test_groups_that_do_not_end_or_never_began():
    found = read(
        form(
            [
                ("end_group", "", "", ""),
                ("text", "a", "A?", ""),
                ("begin_repeat", "r", "R", ""),
                ("begin_group", "g", "G", ""),
                ("text", "b", "B?", ""),
            ]
        )
    )
    assert list(by_key(found)) == ["a"]
    told = "\n".join(said(found))
    assert "no group here to end" in told
    assert "“r” is left out with all in it (1 row)" in told


def test_a_hidden_sheet_of_answers_is_said():
    book = openpyxl.load_workbook(io.BytesIO(form([("text", "q", "What?")], YES_NO)))
    book["choices"].sheet_state = "hidden"
    book.create_sheet("settings").append(["form_title"])
    assert any("choices: A hidden sheet" in each for each in said(read(saved(book))))


def test_names_of_any_script_and_length_become_keys():
    names = ["вопрос", "ответ", "a" * 40, "a" * 41, "1st", "_x", "area", "a.b-c"]
    found = read(form([("text", name, "What?") for name in names]))
    keys = list(by_key(found))
    assert len(keys) == len(names)
    assert all(key.isascii() and key.replace("_", "a").isalnum() and len(key) <= 20 for key in keys)


def test_a_chain_of_a_thousand_conditions_is_followed():
    rows = [("select_one yn", "q0", "0?", "")]
    rows += [("select_one yn", f"q{at}", "?", f"${{q{at - 1}}}='yes'") for at in range(1, 1200)]
    rows += [("begin_group", "g", "", "${q0}='yes'"), ("text", "z", "Z?", "${q1199}='yes'")]
    found = read(form([*rows, ("end_group", "", "", "")], YES_NO))
    assert by_key(found)["z"].show_if.question == "q1199"
    assert any("more than 100 questions" in each for each in found.problems)


TYPES = [
    *("text", "note", "begin_group", "end_group", "begin_repeat", "end_repeat", "range", "start"),
    *("select_one l", "select_multiple l or_other", "select_one f", "integer", "calculate", "?"),
]
RELEVANT = ["${a}='x'", "${b} > 2 and ${a}='x'", "selected(${a}, 'y')", "${c}=${a}", "(("]
words = st.one_of(st.text(max_size=6), st.sampled_from(["a", "b", "c", "postcode", "q-age", "end"]))


def lines(**columns):
    return st.lists(
        st.fixed_dictionaries({}, optional=columns).map(
            lambda cells: {name: cell for name, cell in cells.items() if cell}
        ),
        max_size=12,
    ).map(lambda rows: tuple(Line(at, cells) for at, cells in enumerate(rows, 2) if cells))


rows = lines(
    type=st.sampled_from(TYPES),
    name=words,
    label=words,
    relevant=st.sampled_from(RELEVANT),
    required=st.sampled_from(["yes", "no", "${a}"]),
    parameters=st.sampled_from(["start=0 end=5", "start=2.5", "end=1"]),
    appearance=st.just("likert"),
    baton=st.sampled_from(["fft", "monitoring", "asks age", "hint", "scale", "postcode kept", "x"]),
)
answers = lines(list_name=st.sampled_from("lf"), name=words, label=words)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows, answers, lines(form_title=words, default_language=words))
def test_whatever_stands_in_the_sheets_it_is_asked_or_refused_in_a_sentence(rows, answers, more):
    columns = ("type", "name", "label", "relevant")
    book = Book(Sheet("survey", columns, rows), Sheet("choices", (), answers), Sheet("", (), more))
    try:
        found = reading.understood(book, Remarks())
    except UnreadableFile as problem:
        sentence = str(problem)
        assert sentence.endswith(".")
        return
    keys = [each.key for each in found.definition]
    assert len(set(keys)) == len(keys)
    assert all(0 < len(key) <= 20 and key.replace("_", "a").isalnum() for key in keys)
    assert not any("depends" in each for each in found.problems), "a condition leads somewhere"
    assert flow.asked(found.definition, {})
    assert list(showing.shown(found.definition))
    kept = carrying.unpacked(carrying.packed(found))
    assert kept == found
    again = writing.sheets(found.definition, title=found.title, form_id="f", version="1")
    assert [each.name for each in again] == ["survey", "choices", "settings"]
