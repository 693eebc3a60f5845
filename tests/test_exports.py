# SPDX-License-Identifier: MIT
"""Nothing that people download runs in their spreadsheet."""

from __future__ import annotations

import ast
import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

import baton
from baton.core import spreadsheets
from baton.listening.channels.upload import operations as uploads
from baton.listening.channels.upload.mapping import from_dict
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.understanding.measures import operations as measures
from baton.understanding.measures.files import Given

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "＝1+1", '=HYPERLINK("x")']

#: What writes a table that is not for a spreadsheet, and why.
NOT_FOR_SPREADSHEETS = {
    "demo/voices/export.py": "invents a file to be brought, as a survey system writes it",
    "analysis/spc/files.py": "has dates, numbers and words of ours alone: nobody's text",
    "analysis/classifier/files.py": "copies a program's own file, which must come back unchanged",
}


def writers_of_tables() -> set[str]:
    """Modules that call csv.writer or csv.DictWriter, or write a workbook's cells."""
    root = Path(baton.__file__).parent
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "tests" not in path.parts
        and any(_writes_a_table(node) for node in ast.walk(ast.parse(path.read_text())))
    }


def _writes_a_table(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [getattr(node, "module", None), *(each.name for each in node.names)]
        return any(name in ("xlsxwriter", "openpyxl", "xlwt", "pyexcelerate") for name in names)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "inlineStr" in node.value
    return isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter")


def test_whatever_writes_a_table_makes_its_cells_harmless():
    found = writers_of_tables()
    assert found >= NOT_FOR_SPREADSHEETS.keys() | {"core/tables.py", "core/workbooks.py"}
    root = Path(baton.__file__).parent
    for module in found - NOT_FOR_SPREADSHEETS.keys():
        assert "spreadsheets.safe(" in (root / module).read_text(), module


@pytest.mark.parametrize("cell", EVIL)
def test_a_harmless_cell_begins_with_an_apostrophe_and_can_be_read_back(cell):
    assert spreadsheets.safe(cell).startswith("'")
    assert spreadsheets.as_written(spreadsheets.safe(cell)) == cell


def harmless(content: str) -> list[str]:
    cells = [cell for row in csv.reader(io.StringIO(content.lstrip("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝")]
    return cells


@pytest.mark.django_db
def test_downloads_hold_what_people_said_and_no_formula(settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    board = people.create_organisation("Soar Care Board", "icb", by="test")
    priya = Account.objects.create_account("priya@example.org", "Priya", None)
    people.give_role(board, priya, Role.ANALYST, by="test")
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ["Date", "Ward", "=Comment"],
            *(["31/03/2026", cell.strip(), f"{cell} said somebody"] for cell in EVIL),
            *(["31/02/2026", cell, f"{cell} was refused"] for cell in EVIL),
        ]
    )
    file = ContentFile(text.getvalue().encode())
    upload = uploads.bring(file, "=evil.csv", organisation=board, by=priya)
    chosen = {"comments": "=Comment", "date": "Date", "services": "Ward"}
    uploads.read_now(upload, from_dict(chosen, upload.header), lambda done, total: None)
    client.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    refused = client.get(reverse("upload:refused", args=[upload.public_id])).content.decode()
    assert sum("was refused" in cell for cell in harmless(refused)) == len(EVIL)
    answer = client.get(reverse("understanding:download"))
    comments = b"".join(answer.streaming_content).decode()
    assert sum("said somebody" in cell for cell in harmless(comments)) == len(EVIL)
    answer = client.get(reverse("understanding:download"), {"file": "xlsx"})
    assert answer.headers["Content-Disposition"].endswith('soar-care-board.xlsx"')
    (sheet,) = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}, "no formula"
    written = io.StringIO()
    csv.writer(written).writerows([[cell.value for cell in row] for row in sheet])
    again = harmless(written.getvalue())
    assert sum("said somebody" in cell for cell in again) == len(EVIL)


@pytest.mark.django_db
def test_a_measure_holds_what_people_typed_and_no_formula(client):
    board = people.create_organisation("Soar Care Board", "icb", by="test")
    priya = Account.objects.create_account("priya@example.org", "Priya", None)
    people.give_role(board, priya, Role.ANALYST, by="test")
    kind = {"source": "typed", "frequency": "week", "direction": "increase", "unit": "number"}
    measure = measures.add(board, by=priya, title="=1+1", **kind)
    weeks = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(len(EVIL))]
    given = [
        Given(week, Decimal(-1 - n), note=cell)
        for n, (week, cell) in enumerate(zip(weeks, EVIL, strict=True))
    ]
    measures.put(measure, given, by=priya)
    client.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("understanding:download_measure", args=[measure.public_id]))
    cells = harmless(b"".join(answer.streaming_content).decode())
    assert [cell for cell in cells if cell in map(spreadsheets.safe, EVIL)]
    assert cells.count("'=1+1") == len(EVIL) + 1
    assert "'-1" in cells
