# SPDX-License-Identifier: MIT
"""Workbooks as Excel's readers find them."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from baton.core import workbooks
from baton.core.tables import Sheet


def written(*sheets):
    return io.BytesIO(b"".join(workbooks.as_xlsx(sheets)))


def read(file):
    """Every sheet's rows, as two readers agree on them."""
    book = openpyxl.load_workbook(file)
    rows = {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    file.seek(0)
    other = CalamineWorkbook.from_filelike(file)
    assert other.sheet_names == list(rows)
    for name, values in rows.items():
        found = other.get_sheet_by_name(name).to_python()
        assert [row[0] for row in found] == ["" if row[0] is None else row[0] for row in values]
    return rows


def test_numbers_days_and_words_keep_their_kinds():
    head, row = ["Day", "No.", "Share", "Words"], [date(2026, 2, 28), 3, 0.5, "kind & <gentle>\n"]
    file = written(Sheet("Figures", head, [row], [11, 4], notes=[["Counted today"], []]))
    book = openpyxl.load_workbook(file)
    (sheet,) = book
    found = [[cell.value for cell in cells] for cells in sheet]
    assert found[0] == ["Counted today", None, None, None]
    assert found[2] == head
    assert sheet["A3"].font.b
    assert not sheet["A4"].font.b
    assert found[3][0].date() == date(2026, 2, 28)
    assert found[3][1:] == [3, 0.5, "kind & <gentle>\n"]


def test_empty_cells_and_sheets_hold_their_places():
    found = read(written(Sheet("One", ["a", "b", "c"], [["x", None, ""], ["y", "", "z"]])))
    assert found == {"One": [["a", "b", "c"], ["x", None, None], ["y", None, "z"]]}
    assert read(written(Sheet("A & B", ["a"], []), Sheet("Two", ["b"], []))) == {
        "A & B": [["a"]],
        "Two": [["b"]],
    }


def test_what_xml_cannot_hold_breaks_no_file():
    said = "bell\x07 null\x00 half\ud83d end\uffff"
    found = read(written(Sheet("Words", ["Words"], [[said]])))
    assert found["Words"][1] == ["bell\ufffd null\ufffd half\ufffd end\ufffd"]


@pytest.mark.parametrize("letter", ["é", "🙂"])
def test_a_cell_that_excel_cannot_hold_is_cut_and_says_so(letter):
    most = workbooks.MOST_CHARACTERS // (len(letter.encode("utf-16-le")) // 2)
    found = read(written(Sheet("Words", ["Words"], [[letter * most], [letter * (most + 1)]])))
    whole, cut = (row[0] for row in found["Words"][1:])
    assert whole == letter * most
    assert cut.endswith("(cut here: Excel takes 32,767 characters a cell)")
    assert len(cut.encode("utf-16-le")) // 2 in (workbooks.MOST_CHARACTERS, 32_766)


def test_rows_that_a_sheet_cannot_hold_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 5)
    rows = [[number] for number in range(6)]
    found = read(written(Sheet("All", ["No."], rows, notes=[["Note"]]), Sheet("Other", ["x"], [])))
    goes_on = ["Excel takes no more rows in a sheet: they go on in the next."]
    assert found == {
        "All": [["Note"], ["No."], [0], [1], goes_on],
        "All 2": [["No."], [2], [3], [4], goes_on],
        "All 3": [["No."], [5]],
        "Other": [["x"]],
    }


def test_a_sheet_stays_below_what_an_archive_can_hold(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_BYTES", 5_000)
    found = read(written(Sheet("All", ["Words"], [["w" * 1_000]] * 20)))
    assert len(found) == 4
    assert sum(row == ["w" * 1_000] for rows in found.values() for row in rows) == 20


def test_it_is_sent_while_it_is_written():
    taken = 0

    def rows():
        nonlocal taken
        for taken in range(200_000):
            yield [f"{taken} {hash(str(taken))}"]

    content = workbooks.as_xlsx([Sheet("All", ["No."], rows())])
    first = next(content)
    assert taken < 20_000, "it was not sent on until much was written"
    # Somebody closes the browser: nothing is left open.
    content.close()
    assert first[:2] == b"PK"


def test_the_archive_is_sound():
    with ZipFile(written(Sheet("All", ["No."], [[1]]))) as archive:
        assert archive.testzip() is None
