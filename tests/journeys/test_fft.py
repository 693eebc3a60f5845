# SPDX-License-Identifier: MIT
"""Amina brings a supplier's file, reads the return of a hospital and marks it as sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

ROWS = 24


def last_month():
    today = datetime.now(UTC).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def a_suppliers_file(file):
    month = last_month()
    rows = [
        f"S{n},{month:%Y-%m}-{n % 27 + 1:02},Abbey Hospital,{'Elm' if n < 2 else 'Ash'},"
        f"{n % 3 + 1},{'Agent call' if n % 4 == 0 else 'SMS'},The ward was quiet number {n}"
        for n in range(ROWS)
    ]
    head = "Ref,Date,Site,Ward,FFT,Survey channel,Comment"
    file.write_text("\n".join([head, *rows, ""]))
    return file


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_brings_answers_and_marks_the_return_as_sent(somebody, body, tmp_path, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    brings(amina, a_suppliers_file(tmp_path / "supplier.csv"))
    amina.follows("Measures")
    amina.follows("Friends and Family Test")
    amina.reads("No service is counted in a return yet.")
    amina.follows("Say in which setting a service is counted")
    amina.presses("Save")
    amina.reads("Choose a service.")
    amina.page.get_by_label("Service").select_option(label="Abbey Hospital")
    amina.presses("Save")
    amina.reads("Abbey Hospital is counted in Inpatients and day cases.")
    amina.follows("Back to the returns")
    amina.reads(f"{ROWS} people answered in {last_month():%B %Y} in 1 setting.")
    amina.follows("Inpatients and day cases")
    reads_the_return(amina)
    types_and_sends(amina)


def brings(amina, file):
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", file)
    amina.presses("Bring it")
    amina.waits_to_read("What are the columns?")
    amina.reads("collected by Telephone")
    amina.presses("This is right: read the file")
    amina.waits_to_read(f"{ROWS} comments from {ROWS} rows are kept.")


def reads_the_return(amina):
    amina.reads("67% said good or very good, and 0% poor or very poor.")
    amina.reads("To be sent by")
    amina.reads("How many people could have answered is not known of 2 wards of 2.")
    row = amina.page.get_by_role("row", name="Telephone")
    expect(row).to_contain_text("6")
    with amina.page.expect_download() as waiting:
        amina.page.get_by_role("link", name=re.compile("Wards as CSV.*Safe to publish")).click()
    told = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "Mode: safe, for publishing." in told
    assert "Elm,*" in told
    assert "Ash,*" in told


def types_and_sends(amina):
    amina.follows("Type eligible numbers")
    amina.fills("Elm", "some")
    amina.presses("Keep them")
    amina.reads("Write a whole number")
    amina.fills("Elm", "9")
    amina.fills("Ash", "110")
    amina.presses("Keep them")
    amina.reads("2 numbers were kept.")
    amina.presses("Mark as sent")
    amina.reads("Marked as sent by")
    amina.reads("Nothing has changed since.")
