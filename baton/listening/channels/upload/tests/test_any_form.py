# SPDX-License-Identifier: MIT
"""Any table comes back the same, whichever form it was written in and whatever was said in it.

“The same” is: every character, as far as the form can hold it. What the forms cannot hold stands
with the alphabets below; and a cell of nothing but spaces, which says nothing, may come back empty.
"""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from baton.listening.channels.upload.headings import distinct
from baton.listening.channels.upload.tests import written

# XML holds no control characters but tab and line feed, no lone surrogates and no noncharacters;
# a cell of Excel ends at 32,767 characters.
XML = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | (
    st.sampled_from("\t\n\"',;|=+-@<>&")
)
# JSON holds everything but lone surrogates; NUL no database holds, so such a row is refused.
JSON = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
SAYINGS = st.sampled_from(
    [
        "كان الفريق لطيفا جدا",  # right to left
        "👩🏽‍⚕️ was kind 💙",
        "=1+1",
        "@SUM(A1:A9)",
        '"quoted", and more',
        "line one\nline two",
        "  spaces at both ends  ",
        "#hashtag",
        "0012",
        "TRUE",
        "",
    ]
)
NAMES = st.lists(st.text("abc é", min_size=1, max_size=4), min_size=1, max_size=5).map(
    lambda names: [name if name.strip() else f"n{at}" for at, name in enumerate(names)]
)


@st.composite
def tables(draw, characters):
    names = draw(NAMES)
    cells = st.text(characters, max_size=12) | SAYINGS
    row = st.lists(cells, min_size=len(names), max_size=len(names)).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    # A row of blanks is no row; the last one is filled, so that every column ends somewhere.
    return (tuple(names), *rows, tuple(f"end {at}" for at in range(len(names))))


def plain(numbered):
    return [
        (number, tuple(cell if cell.strip() else "" for cell in row)) for number, row in numbered
    ]


def expected(table):
    return plain(
        (number, row) for number, row in enumerate(table[1:], start=2) if any(map(str.strip, row))
    )


FORMS = [written.as_xlsx, written.as_xls, written.as_ods]


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=60)
@given(tables(XML))
def test_any_table_in_a_workbook_comes_back_the_same(form, table):
    back = written.opened(form(table))
    assert back.only.header == distinct(table[0])
    assert plain(back.rows()) == expected(table)
    assert not back.refused()


@pytest.mark.parametrize("form", [*FORMS, written.as_csv, written.as_json_lines])
def test_the_longest_cell_of_excel_and_three_hundred_columns_come_back_the_same(form):
    wide = 256 if form is written.as_xls else 300
    table = [tuple(f"Column {at}" for at in range(wide)), ("ł" * 32_767, *["x"] * (wide - 1))]
    back = written.opened(form(table))
    assert back.only.header == table[0]
    assert back.cells() == table[1:]


@settings(deadline=None, max_examples=80)
@given(tables(JSON), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_in_json_lines_comes_back_the_same(table, ascii_only, encoding):
    names = tuple(f"{name}{at}" for at, name in enumerate(table[0]))
    text = written.as_json_lines((names, *table[1:]), ensure_ascii=ascii_only).decode()
    back = written.opened(text.encode(encoding))
    assert back.only.header == distinct(names)
    assert plain(back.rows()) == [(number - 1, row) for number, row in expected(table)]
    assert not back.refused()


@settings(deadline=None, max_examples=40)
@given(tables(XML), st.sampled_from("\t,;|"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_any_table_in_a_zip_file_comes_back_the_same(table, delimiter, encoding):
    files = {
        "a/feedback.csv": written.as_csv(table, encoding, delimiter=delimiter),
        "feedback.xlsx": written.as_xlsx(table, table),
    }
    back = written.opened(written.as_zip(**files))
    assert [part.name for part in back.parts] == [
        "a/feedback.csv",
        "feedback.xlsx › Sheet",
        "feedback.xlsx › Sheet1",
    ]
    for at in range(3):
        assert back.parts[at].header == distinct(table[0])
        assert plain(back.rows(at)) == expected(table)


# Spreadsheets know no zones. To the second, and after the leap day of 1900 that Excel believes in.
MOMENTS = st.datetimes(
    dt.datetime(1904, 1, 2),  # noqa: DTZ001
    dt.datetime(9999, 12, 30),  # noqa: DTZ001
).map(lambda moment: moment.replace(microsecond=0))
VALUES = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.12g}")),
    st.booleans(),
    MOMENTS,
    MOMENTS.map(dt.datetime.date),
)


def text_of(value):
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return str(value.date() if value.time() == dt.time() else value)
    return str(value) if isinstance(value, dt.date) else f"{value:.15g}"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(VALUES, min_size=1, max_size=8),
    st.sampled_from([CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904]),
)
def test_numbers_truths_and_days_in_either_epoch_are_read_as_they_are_shown(values, epoch):
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.active.append(["Value"])
    for value in values:
        book.active.append([value])
    back = written.opened(written.saved(book))
    assert back.cells() == [(text_of(value),) for value in values]


def test_days_and_cells_of_older_workbooks_are_read_as_they_are_shown():
    xlwt = written.xlwt
    for shifted in (False, True):
        book = xlwt.Workbook()
        book.dates_1904 = shifted
        sheet = book.add_sheet("One")
        day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
        moment = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
        sheet.write(0, 0, "When")
        sheet.write(1, 0, dt.date(2026, 3, 31), day)
        sheet.write(2, 0, dt.datetime(2026, 3, 31, 14, 5), moment)  # noqa: DTZ001
        sheet.write(3, 0, 123_456_789_012)
        content = io.BytesIO()
        book.save(content)
        back = written.opened(content.getvalue())
        assert back.cells() == [("2026-03-31",), ("2026-03-31 14:05:00",), ("123456789012",)]
