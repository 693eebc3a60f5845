# SPDX-License-Identifier: MIT
"""What a file does to the program that opens it, it does to that program alone."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import openpyxl
import pytest

from baton.listening.channels.upload import opening, stored
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.table import open_table
from baton.listening.channels.upload.tests import written

TABLE = [("Date", "Comment"), ("01/03/2026", "Kind 👍"), ("02/03/2026", "شكرا")]


@pytest.fixture
def brought(tmp_path):
    def write(content: bytes) -> Path:
        path = tmp_path / "brought.file"
        path.write_bytes(content)
        return path

    return write


def test_a_workbook_is_opened_in_a_process_of_its_own(brought, tmp_path):
    parts = opening.open_apart(brought(written.as_xlsx(TABLE)), tmp_path)
    (part,) = parts.tables
    assert (part.header, part.rows, part.heading_rows) == (TABLE[0], 2, 1)
    table = open_table(Path(part.path))
    assert table.header == TABLE[0]
    assert list(table.rows()) == [Row(2, TABLE[1]), Row(3, TABLE[2])]
    assert table.sample(1) == [Row(2, TABLE[1])]
    assert table.described == "sheet of an Excel workbook"


def test_what_is_wrong_is_said_across_the_processes(brought, tmp_path):
    with pytest.raises(UnreadableFile, match="damaged"):
        opening.open_apart(brought(written.as_xlsx(TABLE)[:-300]), tmp_path)


def test_cells_that_stand_too_far_apart_do_not_take_all_memory(brought, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Comment"
    book.active["XFD1048576"] = "far away"
    with pytest.raises(UnreadableFile, match="stand too far apart"):
        opening.open_apart(brought(written.saved(book)), tmp_path)


def test_a_sheet_that_claims_to_be_endless_and_is_blank_is_read_at_once(brought, tmp_path):
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    far = book.active["XFD1048576"]
    far.font = openpyxl.styles.Font(bold=True)  # a cell that is there and holds nothing
    (part,) = opening.open_apart(brought(written.saved(book)), tmp_path).tables
    assert (part.header, part.rows) == (TABLE[0], 2)


def test_a_file_that_kills_its_program_is_a_file_that_cannot_be_opened(
    brought, tmp_path, monkeypatch
):
    fell = tmp_path / "fell.py"
    fell.write_text(f"import os\nos.kill(os.getpid(), {int(signal.SIGKILL)})\n")
    monkeypatch.setattr(opening, "_PROGRAM", "fell")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    with pytest.raises(UnreadableFile, match="too large to be opened"):
        opening.open_apart(brought(b"PK"), tmp_path)


def test_time_is_bounded(brought, tmp_path):
    # Some seconds of computing on any machine: each row takes its time, however short it is.
    content = written.as_zip(**{"a.jsonl": b'{"comment": "a"}\n' * 3_000_000})
    with pytest.raises(UnreadableFile, match="too large to be opened"):
        opening.open_apart(brought(content), tmp_path, seconds=1)


def test_a_refused_row_is_kept_with_all_that_it_held(tmp_path):
    rows = [Row(2, ("a", "\ud800"), 3), Refused(4, "Comment", "why", ("x", "\ud83d", "\0"))]
    path = tmp_path / "1.rows"
    with path.open("wb") as stream:
        assert stored.store(stream, ("Id", "Comment"), 1, "for a test", rows) == 2
    assert list(stored.open_stored(path).rows()) == rows


@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: data[:40], lambda data: data[:-9]]
)
def test_a_spoilt_file_of_ours_is_said(tmp_path, spoil):
    path = tmp_path / "1.rows"
    with path.open("wb") as stream:
        stored.store(stream, ("Comment",), 1, "for a test", [Row(2, ("a",))])
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(UnreadableFile, match="spoilt"):
        list(open_table(path).rows())
