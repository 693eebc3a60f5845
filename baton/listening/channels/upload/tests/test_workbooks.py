# SPDX-License-Identifier: MIT
"""Workbooks as people really send them: nothing lost, nothing invented, and what is odd is said."""

from __future__ import annotations

import io
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests import written

HEADING = ("Date", "Ward", "Comment")


def workbook(*rows, **cells):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in cells.items():
        book.active[place] = value
    return book


def opened(book):
    return written.opened(written.saved(book))


def edited(content: bytes, member: str, change) -> bytes:
    """The zip file with one member changed."""
    source = zipfile.ZipFile(io.BytesIO(content))
    changed = {name: source.read(name) for name in source.namelist()}
    changed[member] = change(changed[member])
    return written.as_zip(**changed)


def test_a_title_above_the_table_is_passed_over_and_said_so():
    back = opened(
        workbook(
            ["Friends and Family Test"],
            [],
            ["Period:", "March 2026"],
            ["Number", *HEADING],
            [1, "01/03/2026", "Kestrel", "Kind staff"],
            [2, "02/03/2026", "Heron", "Cold tea"],
        )
    )
    assert back.only.header == ("Number", *HEADING)
    assert back.rows() == [
        (5, ("1", "01/03/2026", "Kestrel", "Kind staff")),
        (6, ("2", "02/03/2026", "Heron", "Cold tea")),
    ]
    assert "named in row 4" in back.only.remarks[0]


def test_a_heading_with_fewer_names_than_the_rows_have_cells_is_still_the_heading():
    back = opened(workbook(["Comment", "Ward"], ["Kind", "Kestrel", "and", "more", "here"]))
    assert back.only.header == ("Comment", "Ward", "Column 3", "Column 4", "Column 5")
    assert back.cells() == [("Kind", "Kestrel", "and", "more", "here")]


def test_what_may_have_been_said_is_never_taken_for_a_heading():
    rows = [["Comment"], ["Kind", "patient", "helpful"], ["Cold", "wet", "dark"]]
    assert opened(workbook(*rows)).cells() == [tuple(row) for row in rows[1:]]


def test_a_narrow_first_row_of_several_things_said_is_no_title():
    rows = [["Comment"], ["Kind staff on the ward"], ["Cold tea"]]
    assert opened(workbook(*rows)).cells() == [("Kind staff on the ward",), ("Cold tea",)]


def test_columns_with_the_same_name_or_none_are_told_apart():
    back = opened(workbook(["Ward", "Ward", None, "Ward"], ["a", "b", "c", "d"]))
    assert back.only.header == ("Ward", "Ward (2)", "Column 3", "Ward (3)")


def test_a_table_that_begins_in_the_middle_of_the_sheet_keeps_its_row_numbers():
    back = opened(workbook(C5="Date", D5="Comment", C6="01/03/2026", D6="Kind", D9="Cold"))
    assert back.only.header == ("Date", "Comment")
    assert back.rows() == [(6, ("01/03/2026", "Kind")), (9, ("", "Cold"))]


def test_hidden_sheets_and_charts_are_not_read_and_said_so_by_name():
    book = workbook(["Comment"], ["Kind"])
    for name, state in (("Lookups", "hidden"), ("Secrets", "veryHidden")):
        book.create_sheet(name).append(["Comment"])
        book[name].append(["Not for you"])
        book[name].sheet_state = state
    book.create_chartsheet("Trend")
    back = opened(book)
    assert back.cells() == [("Kind",)]
    assert all(name in back.left_out for name in ("“Lookups”", "“Secrets”", "“Trend”"))


def test_every_sheet_with_a_table_is_a_part_and_an_empty_one_is_said():
    book = workbook(["Comment"], ["Kind"])
    book.active.title = "Kestrel"
    book.create_sheet("Notes")
    book.create_sheet("Heron").append(["Comment"])
    book["Heron"].append(["Cold"])
    back = opened(book)
    assert [part.name for part in back.parts] == ["Kestrel", "Heron"]
    assert "The sheet “Notes” is not read. The file is empty." in back.left_out


def test_two_people_of_two_sheets_who_say_the_same_are_two_and_a_copied_sheet_is_one():
    book = workbook(["Comment"], ["Good"], ["Good"])
    book.create_sheet("Heron").append(["Comment"])
    book["Heron"].append(["Good"])
    back = opened(book)
    assert [[row.earlier for row in rows] for rows in back.read] == [[0, 0], [2]]
    many = [[f"Comment {number}"] for number in range(20)]
    book = workbook(["Comment"], *many)
    for row in (["Comment"], *many):
        (book["Copy"] if "Copy" in book.sheetnames else book.create_sheet("Copy")).append(row)
    back = opened(book)
    assert [row.earlier for row in back.read[1]] == [0] * 20
    assert "the same table as “Sheet”" in back.parts[1].remarks[0]


def test_a_formula_gives_its_result_and_one_without_a_result_is_never_an_empty_comment():
    content = written.saved(workbook(HEADING, A2="01/03/2026", B2="=1+1", C2="Kind", C3='="a"&"b"'))

    def calculate(sheet: bytes) -> bytes:
        return sheet.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        )

    back = written.opened(edited(content, "xl/worksheets/sheet1.xml", calculate))
    assert back.rows() == [
        (2, ("01/03/2026", "2", "Kind")),
        (3, ("", "", "#NO RESULT!")),
    ]


def test_a_formula_whose_result_is_nothing_is_nothing():
    content = written.saved(workbook(HEADING, A2="x", B2='=""'))

    def calculate(sheet: bytes) -> bytes:
        return sheet.replace(b'<c r="B2">', b'<c r="B2" t="str">')

    assert written.opened(edited(content, "xl/worksheets/sheet1.xml", calculate)).cells() == [
        ("x", "", "")
    ]


def test_errors_stand_where_they_stood():
    back = opened(workbook(HEADING, ["01/03/2026", "#N/A", "Kind"], [None, "#REF!"]))
    assert back.rows() == [(2, ("01/03/2026", "#N/A", "Kind")), (3, ("", "#REF!", ""))]


def test_errors_of_older_workbooks_and_open_documents_stand_too():
    book = written.xlwt.Workbook()
    sheet = book.add_sheet("One")
    sheet.write(0, 0, "Comment")
    sheet.row(1).set_cell_error(0, 0x17)
    sheet.write(2, 0, written.xlwt.Formula("1+1"))
    content = io.BytesIO()
    book.save(content)
    assert written.opened(content.getvalue()).cells() == [("#REF!",), ("#NO RESULT!",)]
    error = 'office:value-type="string" calcext:value-type="error"'
    cells = (
        f"<table:table-cell {error}><text:p>#DIV/0!</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=1+1"/>',
    )
    lines = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    assert written.opened(ods(lines)).cells() == [("#DIV/0!",), ("#NO RESULT!",)]


def test_a_label_merged_over_rows_counts_for_each_and_a_long_text_once():
    long = "She was kind to my mother, and to everybody else in the bay. " * 3
    rows = [HEADING, ["1", "Kestrel", "a"], ["2", None, "b"], [None, None, None], ["4", None, long]]
    book = workbook(*rows, ["5", "Heron", None])
    book.active.merge_cells("B2:B5")
    book.active.merge_cells("C5:C6")
    back = opened(book)
    assert back.rows() == [
        (2, ("1", "Kestrel", "a")),
        (3, ("2", "Kestrel", "b")),
        (5, ("4", "Kestrel", long)),
        (6, ("5", "Heron", "")),
    ]
    said = " ".join(back.only.remarks)
    assert "read as the same in each" in said
    assert "read once" in said


def test_a_question_merged_over_its_answers_names_each_of_them():
    book = workbook(
        ["Number", "What was good?", None, "Ward"],
        [None, "The staff", "The place", None],
        [1, "Kind", "Bright", "Kestrel"],
    )
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("A1:A2")
    back = opened(book)
    assert back.only.header == (
        "Number",
        "What was good?: The staff",
        "What was good?: The place",
        "Ward",
    )
    assert back.rows() == [(3, ("1", "Kind", "Bright", "Kestrel"))]


def test_digits_are_kept_as_far_as_the_sheet_holds_them():
    back = opened(workbook(["Number"], [123456789012], [0.1 + 0.2], [45.0], [1.5e300]))
    assert back.cells() == [("123456789012",), ("0.3",), ("45",), ("1.5e+300",)]


def locked(kind: str) -> bytes:
    plain = written.as_xlsx([HEADING, ("x", "y", "z")])
    if kind == "xlsx":
        content = io.BytesIO()
        msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt("secret", content)
        return content.getvalue()
    if kind == "xls":
        # What a locked stream begins with: its beginning, then the record FilePass.
        return written.as_xls([HEADING, ("x", "y", "z")]).replace(
            b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1
        )
    if kind == "ods":
        entry = b"<manifest:encryption-data/></manifest:manifest>"
        return edited(
            written.as_ods([HEADING, ("x", "y", "z")]),
            "META-INF/manifest.xml",
            lambda manifest: manifest.replace(b"</manifest:manifest>", entry),
        )
    # Bit 0 of the flags, in the file's own header and in the list.
    zipped = bytearray(written.as_zip(**{"a.csv": written.as_csv([HEADING, ("x", "y", "z")])}))
    zipped[6] |= 1
    zipped[zipped.index(b"PK\x01\x02") + 8] |= 1
    return bytes(zipped)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "zip"])
def test_a_file_with_a_password_says_how_to_take_it_off(kind):
    with pytest.raises(UnreadableFile, match=r"has a password\. Save a copy without one"):
        written.opened(locked(kind))


NAMESPACES = " ".join(
    f'xmlns:{short}="{long}"'
    for short, long in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)


def ods(rows: str, before: str = "", after: str = "") -> bytes:
    """As LibreOffice writes it: a heading “Comment”, and these rows."""
    heading = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Comment</text:p>'
        "</table:table-cell></table:table-row>"
    )
    return written.as_zip(
        **{
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (
                f"<office:document-content {NAMESPACES}>{before}<office:body><office:spreadsheet>"
                f'<table:table table:name="One">{heading}{rows}</table:table>{after}'
                "</office:spreadsheet></office:body></office:document-content>"
            ).encode(),
        }
    )


def test_an_open_document_is_read_as_it_is_shown():
    row = """<table:table-row>
      <table:table-cell office:value-type="string"><office:annotation><text:p>A note</text:p>
        </office:annotation><text:p>Kind<text:s text:c="2"/><text:span>and</text:span>
        <text:tab/>warm<text:line-break/>always</text:p><text:p>Thank you</text:p>
      </table:table-cell>
      <table:table-cell table:number-columns-repeated="16383"/>
    </table:table-row><table:table-row table:number-rows-repeated="1048574">
      <table:table-cell table:number-columns-repeated="16384"/></table:table-row>"""
    hidden = (
        '<office:automatic-styles><style:style style:name="h"><style:table-properties '
        'table:display="false"/></style:style></office:automatic-styles>'
    )
    after = '<table:table table:name="Lookups" table:style-name="h"></table:table>'
    back = written.opened(ods(row, hidden, after))
    assert back.rows() == [(2, ("Kind  and \twarm\nalways\nThank you",))]
    assert "“Lookups”" in back.left_out


def test_a_label_merged_over_rows_of_an_open_document_counts_for_each():
    word = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = [
        word.format("", "a") + word.format(' table:number-rows-spanned="2"', "Kestrel"),
        word.format("", "b") + "<table:covered-table-cell/>",
        word.format("", "c"),
    ]
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    back = written.opened(ods(lines))
    assert back.cells() == [("a", "Kestrel"), ("b", "Kestrel"), ("c", "")]


def test_an_open_document_that_repeats_a_row_for_ever_is_bounded(monkeypatch):
    monkeypatch.setattr("baton.listening.channels.upload.sheets.MOST_CELLS", 1_000)
    row = (
        '<table:table-row table:number-rows-repeated="99999999"><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    with pytest.raises(UnreadableFile, match="too large to be opened"):
        written.opened(ods(row))


def test_a_document_type_that_may_hold_anything_is_refused():
    content = ods("")
    bomb = edited(content, "content.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml)
    with pytest.raises(UnreadableFile, match="damaged"):
        written.opened(bomb)
