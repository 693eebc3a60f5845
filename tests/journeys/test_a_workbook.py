# SPDX-License-Identifier: MIT
"""Bring a workbook of several sheets: each is seen before it is read; what is left out is said."""

from __future__ import annotations

import openpyxl
import pytest

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

HEADING = ("Response ID", "Date", "What was good?", "What could be better?")
SHEETS = {
    "Kestrel ward": [(1, "25/06/2026", "The night staff sang to us", "More chairs")],
    "Heron clinic": [
        (11, "26/06/2026", "I was listened to", ""),
        (12, "27/06/2026", "", "Nobody told us why we waited"),
    ],
    "Lookups": [(1, "", "Not for you", "")],
}


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append(["Friends and Family Test"])
        sheet.append([])
        for row in (HEADING, *rows):
            sheet.append(row)
    del book["Sheet"]
    book["Lookups"].sheet_state = "hidden"
    path = tmp_path / "june.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_amina_brings_a_workbook_and_reads_one_ward_after_the_other(
    somebody, body, workbook, scripts
):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", workbook)
    amina.presses("Bring it")
    amina.reads("The columns are named in row 3.")
    amina.reads("The hidden sheet “Lookups” is not read.")
    amina.reads("2 parts of this file")
    amina.reads("The night staff sang to us")
    amina.presses("This is right: read the file")
    amina.waits_to_read("2 comments from 1 row are kept.")
    amina.follows("Heron clinic")
    amina.reads("I was listened to")
    amina.presses("This is right: read the file")
    amina.waits_to_read("2 comments from 2 rows are kept.")
    amina.follows("Uploads")
    amina.reads("june.xlsx › Kestrel ward")
    amina.reads("june.xlsx › Heron clinic")


def test_a_workbook_with_a_password_is_answered_with_the_way_to_take_it_off(
    somebody, body, tmp_path
):
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(_locked())
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", locked)
    amina.presses("Bring it")
    amina.reads("This file has a password. Save a copy without one")


def _locked() -> bytes:
    import io

    from msoffcrypto.format.ooxml import OOXMLFile

    plain, content = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    OOXMLFile(plain).encrypt("secret", content)
    return content.getvalue()
