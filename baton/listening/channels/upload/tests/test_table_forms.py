# SPDX-License-Identifier: MIT
"""Any table of text comes back as it was written, in whatever form a program wrote it."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from baton.listening.channels.upload.table import Refused, Row, open_table

# Any character but what cannot be written (lone surrogates), control characters, of which a file of
# text holds few, and U+FFFF, which is no character.
ANYTHING = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\uffff") | (
    st.sampled_from("\t\r\n\"',;|")
)
NAMES = st.lists(
    st.text(alphabet="abcdefghij", min_size=1, max_size=6), min_size=1, max_size=6, unique=True
)
# In an encoding of one byte a character, some letters together spell UTF-8; these words do not.
WESTERN_WORDS = st.sampled_from(
    ["café", "don’t", "£5", "naïve", "“kind”", "tea – cold", "a\nb", ""]
)
# Before Python 3.13, csv leaves "\r" unquoted where lines end in "\n", and the other way about.
LINE_ENDS = st.sampled_from(
    [("\r\n", csv.QUOTE_MINIMAL), *((end, csv.QUOTE_ALL) for end in ("\n", "\r\n", "\r"))]
)
FORMS = st.builds(
    lambda delimiter, end: {
        "delimiter": delimiter,
        "lineterminator": end[0],
        "quoting": end[1],
    },
    st.sampled_from([",", ";", "\t", "|"]),
    LINE_ENDS,
)


@st.composite
def tables(draw, cells):
    names = draw(NAMES)
    row = st.lists(cells, min_size=len(names), max_size=len(names)).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=8))
    # A row of blanks is no row, and the first row decides whether there is any.
    return tuple(names), [row for row in rows if any(map(str.strip, row))] or [("x",) * len(names)]


def read_back(names, rows, form, encoding):
    text = io.StringIO(newline="")
    csv.writer(text, **form).writerows([names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feedback.csv")
        path.write_bytes(text.getvalue().encode(encoding))
        table = open_table(path)
        return table.header, list(table.rows())


@settings(deadline=None)
@given(
    tables(st.text(ANYTHING, max_size=12)),
    FORMS,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_table_in_unicode_comes_back_the_same(table, form, encoding):
    names, rows = table
    header, read = read_back(names, rows, form, encoding)
    assert header == names
    assert read == [Row(number, row) for number, row in enumerate(rows, start=2)]


@settings(deadline=None)
@given(tables(st.lists(WESTERN_WORDS, max_size=3).map(" ".join)), FORMS)
def test_any_western_table_from_an_older_windows_comes_back_the_same(table, form):
    names, rows = table
    header, read = read_back(names, rows, form, "cp1252")
    assert header == names
    assert [row.cells for row in read if isinstance(row, Row)] == rows


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_every_row_is_read_or_refused_and_numbered_once(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feedback.csv")
        path.write_bytes(b"Id,Comment\n1,Fine and no more\n" + content)
        read = list(open_table(path, encoding="utf-8").rows())
    numbers = [row.row if isinstance(row, Refused) else row.number for row in read]
    assert numbers == sorted(set(numbers))
    assert read[0] == Row(2, ("1", "Fine and no more"))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(['"', ",", "\n", "a", "b,c\n", '"d"', '""']), max_size=60).map("".join)
)
def test_quotation_marks_anywhere_never_lose_the_last_row(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feedback.csv")
        path.write_text(f"Id,Comment\n1,Fine\n{content}\n8,Tea\n9,Last\n", newline="")
        read = list(open_table(path).rows())
    cells = [row.cells for row in read]
    assert cells[0] == ("1", "Fine")
    assert "Last" in cells[-1][-1]
