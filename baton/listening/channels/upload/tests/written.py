# SPDX-License-Identifier: MIT
"""Writers of tables in every form that people bring, for tests."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

from baton.listening.channels.upload.parts import Part, Parts, take_apart
from baton.listening.channels.upload.rows import Refused, Row
from baton.listening.channels.upload.table import open_table

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # odfpy's own, on being imported
    from odf import teletype
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

Rows = Sequence[Sequence[str]]


def as_csv(rows: Rows, encoding: str = "utf-8", **form: Any) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, **({"quoting": csv.QUOTE_ALL} | form)).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(*sheets: Rows) -> bytes:
    """Every cell as text, whatever it looks like."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(number, column, text)
                    cell.data_type = "s"  # else “=1+1” is a formula, and “#N/A” an error
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_xls(*sheets: Rows) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for index, rows in enumerate(sheets):
        sheet = book.add_sheet(f"Sheet{index + 1}")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write(number, column, text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods(*sheets: Rows) -> bytes:
    book = OpenDocumentSpreadsheet()
    for index, rows in enumerate(sheets):
        sheet = Table(name=f"Sheet{index + 1}")
        for row in rows:
            line = TableRow()
            for text in row:
                cell = TableCell(valuetype="string") if text else TableCell()
                for paragraph in text.split("\n") if text else ():
                    said = P()
                    teletype.addTextToElement(said, paragraph)
                    cell.addElement(said)
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_json_lines(rows: Rows, **form: Any) -> bytes:
    header, *below = rows
    lines = (json.dumps(dict(zip(header, row, strict=True)), **form) for row in below)
    return "".join(f"{line}\n" for line in lines).encode()


def as_zip(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


class Opened:
    """What a file held: its parts, and their rows as they will be read."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts.tables
        self.left_out = " ".join(parts.left_out)
        self.read = [list(open_table(Path(part.path)).rows()) for part in parts.tables]

    @property
    def only(self) -> Part:
        assert len(self.parts) == 1
        return self.parts[0]

    def rows(self, at: int = 0) -> list[tuple[int, tuple[str, ...]]]:
        return [(row.number, row.cells) for row in self.read[at] if isinstance(row, Row)]

    def cells(self, at: int = 0) -> list[tuple[str, ...]]:
        return [cells for _, cells in self.rows(at)]

    def refused(self, at: int = 0) -> list[Refused]:
        return [row for row in self.read[at] if isinstance(row, Refused)]


def opened(content: bytes, name: str = "brought.file") -> Opened:
    """The file taken apart, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return Opened(take_apart(path, Path(folder)))
