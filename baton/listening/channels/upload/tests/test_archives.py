# SPDX-License-Identifier: MIT
"""Zip files: each table in them, nothing of what would do harm, and every file accounted for."""

from __future__ import annotations

import io
import zipfile

import pytest

from baton.listening.channels.upload import archives
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests import written

TABLE = [("Date", "Comment"), ("01/03/2026", "Kind"), ("02/03/2026", "Cold")]


def test_each_file_of_a_zip_file_is_a_part_and_what_cannot_be_read_is_named():
    back = written.opened(
        written.as_zip(
            **{
                "march.csv": written.as_csv(TABLE),
                "wards/april.XLSX": written.as_xlsx(TABLE, TABLE[:1]),
                "letter.docx": written.as_zip(**{"[Content_Types].xml": b"", "word/a.xml": b""}),
                "inside.zip": written.as_zip(**{"a.csv": written.as_csv(TABLE)}),
                "__MACOSX/._march.csv": b"resource fork",
                ".DS_Store": b"\0\0\0\1Bud1",
                "wards/": b"",
            }
        )
    )
    assert [part.name for part in back.parts] == ["march.csv", "wards/april.XLSX › Sheet"]
    assert "“letter.docx” is not read. This is a Word document" in back.left_out
    assert "“inside.zip” is not read. A zip file inside a zip file" in back.left_out
    assert "wards/april.XLSX: The sheet “Sheet1” is not read." in back.left_out
    assert "MACOSX" not in back.left_out


def test_a_zip_file_of_one_table_is_that_table():
    back = written.opened(written.as_zip(**{"march.csv": written.as_csv(TABLE)}))
    assert back.only.name == ""
    assert back.rows() == [(2, TABLE[1]), (3, TABLE[2])]


def test_no_name_in_a_zip_file_leads_out_of_our_folder(tmp_path):
    names = ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a\x1b[2J\u202e.csv"]
    back = written.opened(written.as_zip(**{name: written.as_csv(TABLE) for name in names}))
    shown = [part.name for part in back.parts]
    assert shown[:2] == ["evil.csv", "etc/evil.csv"]
    assert len(shown) == 4
    assert not any("\x1b" in name or "\u202e" in name or ".." in name for name in shown)
    assert all(part.path.endswith(f"/{at}.rows") for at, part in enumerate(back.parts, start=1))


def test_content_and_not_the_name_says_what_a_file_is():
    for content in (written.as_csv(TABLE), written.as_xlsx(TABLE), written.as_ods(TABLE)):
        for name in ("feedback.xlsx", "feedback.csv", "feedback.zip"):
            assert written.opened(content, name).cells() == TABLE[1:]


def bomb(size: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("comments.csv", b"Comment\n" + b"a" * size)
    return content.getvalue()


def test_a_file_that_swells_beyond_measure_is_not_opened():
    with pytest.raises(UnreadableFile, match="swells to far more than it seems to hold"):
        written.opened(bomb(archives.NEVER_TOO_MUCH + 1))


def test_a_workbook_that_swells_is_not_opened_either():
    with pytest.raises(UnreadableFile, match="swells"):
        written.opened(
            written.as_zip(
                **{
                    "[Content_Types].xml": b"",
                    "xl/workbook.xml": b" " * archives.NEVER_TOO_MUCH + b" ",
                }
            )
        )


def test_a_list_that_lies_about_a_size_is_found_out_when_that_much_has_been_read():
    content = bytearray(bomb(100_000))
    true, small = (100_008).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert content.count(true) == 2
    with pytest.raises(UnreadableFile, match="damaged"):
        written.opened(bytes(content).replace(true, small))


def test_the_same_bytes_listed_a_thousand_times_are_counted_a_thousand_times():
    one = bomb(1_000_000)
    begins = one.index(b"PK\x01\x02")
    ends = one.index(b"PK\x05\x06")
    entry, tail = one[begins:ends], bytearray(one[ends:])
    tail[8:12] = (1_000).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * 1_000).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="swells"):
        written.opened(one[:begins] + entry * 1_000 + bytes(tail))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (written.as_zip(), "The zip file is empty."),
        (written.as_zip(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "Word document"),
        (written.as_zip(**{"[Content_Types].xml": b"", "ppt/a.xml": b""}), "PowerPoint"),
        (written.as_zip(**{"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
        (written.as_zip(**{"Index/Document.iwa": b""}), "Numbers document of a Mac"),
        (written.as_zip(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument text"),
        (b"Rar!\x1a\x07\x00", "compressed (RAR)"),
        (b"7z\xbc\xaf\x27\x1c", "compressed (7z)"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"$FL2@(#) SPSS DATA FILE", "SPSS"),
        (
            b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>Comment",
            "survey systems save under the name of an Excel workbook",
        ),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "Excel workbook (.xlsx)",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (written.as_xlsx([["Comment"]]), "has a heading row but no rows below it"),
        (written.as_xlsx([]), "is empty"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_way_to_mend_it(content, sentence):
    with pytest.raises(UnreadableFile) as problem:
        written.opened(content)
    assert sentence in str(problem.value)
