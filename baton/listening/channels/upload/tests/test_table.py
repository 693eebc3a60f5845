# SPDX-License-Identifier: MIT
"""Whatever is wrong with some rows of a file, the others are read."""

from __future__ import annotations

import tracemalloc

import pytest

from baton.listening.channels.upload.table import Refused, Row, UnreadableFile, open_table


@pytest.fixture
def written(tmp_path):
    def write(content, written_in="utf-8", **how):
        path = tmp_path / "feedback.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(written_in))
        return open_table(path, **how)

    return write


def rows(table):
    return [row for row in table.rows() if isinstance(row, Row)]


def refusals(table):
    return [row for row in table.rows() if isinstance(row, Refused)]


def test_a_plain_export_is_read_and_numbered_as_a_spreadsheet_shows_it(written):
    table = written("Date,Comment\n1 May 2026,Kind staff\n\n3 May 2026,Cold food\n")
    assert table.header == ("Date", "Comment")
    assert table.delimiter == ","
    assert list(table.rows()) == [
        Row(2, ("1 May 2026", "Kind staff")),
        Row(4, ("3 May 2026", "Cold food")),
    ]


def test_a_file_can_be_read_twice(written):
    table = written("Date,Comment\n1 May 2026,Kind staff\n")
    assert list(table.rows()) == list(table.rows())


def test_a_comment_over_three_lines_is_one_row(written):
    table = written('Id,Comment\r\n1,"Kind staff.\r\n\r\nCold tea."\r\n2,Fine\r\n')
    assert list(table.rows()) == [
        Row(2, ("1", "Kind staff.\r\n\r\nCold tea.")),
        Row(3, ("2", "Fine")),
    ]


def test_lines_that_end_as_on_an_old_macintosh_are_lines(written):
    assert rows(written("Id,Comment\r1,Fine\r2,Cold\r")) == [
        Row(2, ("1", "Fine")),
        Row(3, ("2", "Cold")),
    ]


def test_columns_without_a_name_or_with_the_same_one_can_be_told_apart(written):
    table = written("Comment, ,Comment,comment\nA,B,C,D\n")
    assert table.header == ("Comment", "Column 2", "Comment (2)", "comment")


def test_a_heading_over_two_lines_becomes_one(written):
    table = written('Id,"What was  good\nabout your visit? "\n1,Staff\n')
    assert table.header == ("Id", "What was good about your visit?")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_dividing_character_is_found_out(written, delimiter):
    lines = [("Date", "Ward", "Comment"), ("1 May 2026", "Rowan", "Kind staff; tea, too | good")]
    quoted = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    table = written(quoted)
    assert table.delimiter == delimiter
    assert rows(table)[0].cells == lines[1]


def test_excels_own_line_about_the_dividing_character_is_no_row(written):
    table = written("sep=;\nDate;Comment\n1 May 2026;Kind\n")
    assert table.delimiter == ";"
    assert list(table.rows()) == [Row(2, ("1 May 2026", "Kind"))]


def test_commas_in_a_bare_list_of_comments_are_commas(written):
    table = written("Comment\nKind, patient staff\nCold, late, small\n")
    assert table.delimiter == ""
    assert [row.cells for row in rows(table)] == [("Kind, patient staff",), ("Cold, late, small",)]


def test_the_second_heading_of_a_surveymonkey_file_is_no_comment(written):
    table = written(
        "Respondent ID,What could we do better?,How did you travel?,\n"
        ",Open-Ended Response,Bus,Car\n"
        "11500,More chairs,Bus,\n"
    )
    assert table.header == (
        "Respondent ID",
        "What could we do better?",
        "How did you travel?: Bus",
        "How did you travel?: Car",
    )
    assert list(table.rows()) == [Row(3, ("11500", "More chairs", "Bus", ""))]


@pytest.mark.parametrize(
    ("content", "encoding", "found"),
    [
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode(), "", "utf-8"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("utf-8-sig"), "", "utf-8-sig"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("utf-16"), "", "utf-16"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("utf-16-le"), "", "utf-16-le"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("utf-16-be"), "", "utf-16-be"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("utf-32"), "", "utf-32"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("cp1252"), "", "cp1252"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("mac_roman"), "", "mac_roman"),
        ("Ward,Comment\nRowan,Café's great - £5\n".encode("cp850"), "", "cp850"),
        ("Ward,Comment\nRowan,Café’s great – £5\n".encode("cp1252"), "windows-1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_out(written, content, encoding, found):
    table = written(content, encoding=encoding) if encoding else written(content)
    assert table.encoding == found
    comment = rows(table)[0].cells[1]
    assert comment.replace("’", "'").replace("–", "-") == "Café's great - £5"


def test_cyrillic_in_its_old_encoding_is_not_read_as_accented_letters(written):
    said = "Очень добрая медсестра, спасибо вам за заботу и внимание, еда была холодной"
    table = written(f"Ward;Comment\nRowan;{said}\nElm;{said}\n", written_in="cp1251")
    assert rows(table)[0].cells[1] == said


def test_a_few_wrong_bytes_cost_their_rows_and_no_others(written):
    table = written(
        b"Id,Comment\n1,Caf\xc3\xa9 \xe2\x80\x93 good\n2,Wait\xe9d long\n3,na\xc3\xafve\n"
    )
    assert table.encoding == "utf-8"
    assert [row.cells[0] for row in rows(table)] == ["1", "3"]
    (refused,) = refusals(table)
    assert (refused.row, refused.column) == (3, "Comment")
    assert "not UTF-8" in refused.reason


def test_a_row_in_utf8_within_an_older_file_is_read_as_utf8(written):
    older = "".join(f"{n},Café très bien\n" for n in range(5)).encode("cp1252")
    table = written(b"Id,Comment\n" + older + "9,Très bien\n".encode())
    assert table.encoding == "cp1252"
    assert {row.cells[1] for row in rows(table)} == {"Café très bien", "Très bien"}


def test_bytes_that_no_encoding_of_the_file_knows_are_refused(written):
    table = written(b"Id,Comment\n1,Caf\xe9 tr\xe8s d\xe9j\xe0\n2,odd \x81 byte\n")
    assert [row.cells[0] for row in rows(table)] == ["1"]
    assert refusals(table)[0].column == "Comment"


def test_half_a_character_at_the_end_of_a_wide_file_is_refused(written):
    table = written("Id,Comment\n1,Fine\n2,Cold".encode("utf-16") + b"\x20")
    assert [row.cells[0] for row in rows(table)] == ["1"]
    assert [refused.row for refused in refusals(table)] == [3]


def test_a_nul_character_costs_its_row_and_is_named(written):
    table = written("Id,Comment\n1,Fi\0ne\n2,Cold\n")
    (refused,) = refusals(table)
    assert (refused.row, refused.column) == (2, "Comment")
    assert "NUL" in refused.reason
    assert rows(table) == [Row(3, ("2", "Cold"))]


def test_a_quotation_mark_left_open_costs_its_row_and_no_others(written):
    table = written(
        'Id,Comment,Score\n1,Fine,5\n2,"Never closed,4\n3,Cold,3\n4,"Kind, patient",2\n5,"Warm",1\n'
    )
    (refused,) = refusals(table)
    assert (refused.row, refused.column) == (3, "Comment")
    assert "never" not in refused.reason
    assert refused.cells == ("2", '"Never closed', "4")
    assert [(row.number, row.cells[0]) for row in rows(table)] == [
        (2, "1"),
        (4, "3"),
        (5, "4"),
        (6, "5"),
    ]


def test_a_quotation_mark_left_open_in_the_last_row_costs_only_that(written):
    table = written('Id,Comment\n1,Fine\n2,"Never closed\n')
    assert [row.cells[0] for row in rows(table)] == ["1"]
    assert [(refused.row, refused.column) for refused in refusals(table)] == [(3, "Comment")]


def test_a_row_that_the_open_quotation_would_swallow_whole_is_kept(written):
    table = written('Id,Comment,Score\n1,"Open,5\n2,Good food,4\n3,Good,"x\n4,Fine,3\n')
    assert [row.cells[0] for row in rows(table)] == ["2", "4"]
    assert [refused.row for refused in refusals(table)] == [2, 4]


def test_quotation_marks_inside_a_comment_are_explained(written):
    table = written('Id,Comment\n1,"She said "no" to me"\n2,"She said ""yes"""\n')
    (refused,) = refusals(table)
    assert (refused.row, refused.column) == (2, "Comment")
    assert "twice" in refused.reason
    assert rows(table) == [Row(3, ("2", 'She said "yes"'))]


def test_the_rest_of_a_broken_comment_is_not_taken_for_a_row(written):
    table = written('Id,Comment,Score\n1,"She said "no"\nand left, crying",5\n2,Fine,1\n')
    assert [row.cells[0] for row in rows(table)] == ["2"]
    first, second = refusals(table)
    assert (first.row, second.row) == (2, 3)
    assert "row 2" in second.reason


def test_a_comment_over_two_lines_below_a_broken_one_is_kept(written):
    table = written('Id,Comment\n1,"She said "no""\n2,"Kind staff\nand warm tea"\n')
    assert [row.cells for row in rows(table)] == [("2", "Kind staff\nand warm tea")]


def test_files_whose_rows_end_early_are_read_after_a_broken_row_too(written):
    table = written('Id,Comment,Score,Other\n1,Fine,5\n2,"Odd "quote",4\n3,Cold,3\n')
    assert [row.cells for row in rows(table)] == [("1", "Fine", "5", ""), ("3", "Cold", "3", "")]


def test_missing_cells_at_the_end_are_empty_and_surplus_ones_are_refused(written):
    table = written("Id,Comment,Score\n1,Fine\n2,Cold,3,,\n3,Kind, patient,2\n")
    assert [row.cells for row in rows(table)] == [("1", "Fine", ""), ("2", "Cold", "3")]
    (refused,) = refusals(table)
    assert refused.row == 4
    assert "4 cells" in refused.reason
    assert refused.cells == ("3", "Kind", " patient", "2")


def test_a_line_of_a_hundred_megabytes_is_refused_in_little_memory(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"Id,Comment\n1,Fine\n2,")
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b"\r\n3,Cold\r\n")
    tracemalloc.start()
    table = open_table(path)
    read = list(table.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.number for row in read if isinstance(row, Row)] == [2, 4]
    assert "1,000,000 characters" in read[1].reason
    assert peak < 16_000_000


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("length", range(94, 102))
def test_where_a_long_line_ends_no_row_is_invented(written, end, length):
    table = written(f"Id,Comment{end}1,{'a' * length}{end}2,Cold{end}", longest=99)
    read = list(table.rows())
    assert [row.number for row in rows(table)][-1:] == [3]
    assert len(read) == 2
    assert isinstance(read[0], Refused) == (length + 2 + len(end) > 99)


def test_an_open_quotation_before_a_long_line_costs_both_and_no_others(written):
    table = written(f'Id,Comment\n1,"Open\n2,Fine\n3,{"a" * 200}\n4,Cold\n', longest=99)
    assert [row.cells[0] for row in rows(table)] == ["2", "4"]
    assert [refused.row for refused in refusals(table)] == [2, 4]


def test_many_open_quotations_are_each_refused_once(written):
    # Each line closes the quotation of the one before and opens another.
    table = written("Id,Comment\n" + 'a","b\n' * 3_000 + "1,Fine\n", longest=500)
    assert [row.number for row in rows(table)] == [3_002]
    assert len(refusals(table)) == 3_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n\r\n", "The file is empty."),
        (b",,,\n,,,\n", "The file is empty."),
        (b"Date,Comment\n", "The file has a heading row but no rows below it."),
        (b"Date,Comment\n,\n\n", "The file has a heading row but no rows below it."),
        (b"PK\x03\x04rest", "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0rest", "CSV UTF-8"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr>", "web page"),
        (b'[{"comment": "Kind"}]', "JSON"),
        (bytes(range(256)) * 20, "does not hold text"),
        (b'Date,"Comment\n1 May 2026,Kind\n', "heading"),
        (b"Date,Com\0ment\n1 May 2026,Kind\n", "NUL"),
    ],
)
def test_a_file_that_holds_no_table_says_what_it_is(written, content, sentence):
    with pytest.raises(UnreadableFile) as problem:
        written(content)
    assert sentence in str(problem.value)


def test_an_encoding_that_does_not_exist_is_named(written):
    with pytest.raises(UnreadableFile, match="runes"):
        written("A,B\n1,2\n", encoding="runes")
