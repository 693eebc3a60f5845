# SPDX-License-Identifier: MIT
"""Amina begins with the three spreadsheets that she has, and brings them again when they change."""

from __future__ import annotations

import time
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

STAKEHOLDERS = [
    ("Stakeholder", "Type", "Power", "Interest", "Current", "Desired", "Owner", "E-mail"),
    ("Soar Valley Voices", "VCSE", 2, 5, "Supportive", "Leading", "Engagement lead", "a@b.example"),
    ("Wreake Borough Council", "Local authority", 5, 3, "Neutral", "Supportive", "", ""),
    ("Soar Singers", "Choir", 1, 4, "Unaware", "Supportive", "", ""),
]
LOG = """Ref,Activity,Date,With whom,Programme,Method,Attended
E1,Waiting room chats,12/03/2026,People who wait,Redesign physiotherapy,Drop-in,31
E2,Co-design evening,31/02/2026,Lived experience panel,Redesign physiotherapy,Workshop,
"""
ACTIONS = """Action,Due,Owner,Status,Programme
Publish what people told us,31/03/2026,Engagement lead,In progress,Redesign physiotherapy
Ask the council for a room,15/04/2026,Project manager,Open,Redesign physiotherapy
"""
TEN_MINUTES = 600
RIGHT = "This is right: bring them in"
UNCHANGED = "0 will be added, 0 will be changed"


def workbook(folder: Path, *, interest: int) -> Path:
    book = openpyxl.Workbook()
    for row in STAKEHOLDERS:
        book.active.append(row)
    book.active["D3"] = interest
    path = folder / "stakeholders.xlsx"
    book.save(path)
    return path


def text(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content)
    return path


def brings(visitor, file, holds=""):
    visitor.goes_to(f"/uploads/new?holds={holds}")
    visitor.brings("Choose a file", file)
    visitor.presses("Bring it")
    visitor.reads("What does the file hold?")


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_three_spreadsheets_come_in_and_come_in_again(somebody, body, tmp_path, scripts):
    began = time.monotonic()
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    the_stakeholders_come_in(amina, tmp_path)
    the_log_comes_in(amina, tmp_path)
    the_actions_come_in(amina, tmp_path)
    they_come_in_again(amina, tmp_path)
    the_programme_runs(amina)
    assert time.monotonic() - began < TEN_MINUTES


def the_stakeholders_come_in(amina, folder):
    brings(amina, workbook(folder, interest=3))
    amina.reads("Say what lets you keep their contact details.")
    amina.chooses("What lets you keep their contact details?", "Published by them")
    amina.presses("Show the rows that way")
    amina.reads("Of 3 rows, 3 will be added, 0 will be changed")
    amina.reads("Nothing is written yet.")
    answer = amina.page.get_by_label("How “Choir” in “Type” is read")
    answer.select_option(label="Voluntary or community organisation")
    amina.presses("Show the rows that way")
    expect(amina.page.get_by_text("Not known")).to_have_count(0)
    amina.presses(RIGHT)
    amina.waits_to_read("Of 3 rows, 3 were added, 0 changed")


def the_log_comes_in(amina, folder):
    brings(amina, text(folder, "log.csv", LOG))
    amina.reads("1 programme will be begun")
    amina.reads("Of 2 rows, 1 will be added")
    amina.reads("31 February does not exist. Write a day like 28/02/2026.")
    amina.presses(RIGHT)
    amina.waits_to_read("1 was refused and kept aside. 1 programme was begun.")
    with amina.page.expect_download() as download:
        amina.page.get_by_role("link", name="Download them with reasons").click()
    refused = download.value.path().read_text(encoding="utf-8-sig")
    brings_mended(amina, text(folder, "refused-rows.csv", refused.replace("31/02", "28/02")))
    amina.reads("1 row comes back of the 1 that were refused")
    amina.presses(RIGHT)
    amina.waits_to_read("Of 1 row, 1 was added")


def brings_mended(amina, file):
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", file)
    amina.presses("Bring it")


def the_actions_come_in(amina, folder):
    brings(amina, text(folder, "actions.csv", ACTIONS), "actions")
    amina.reads("Of 2 rows, 2 will be added")
    amina.presses(RIGHT)
    amina.waits_to_read("Of 2 rows, 2 were added")


def they_come_in_again(amina, folder):
    brings(amina, workbook(folder, interest=5))
    amina.reads("Of 3 rows, 0 will be added, 1 will be changed, 2 stay as they are")
    amina.reads("Interest: 3 → 5")
    amina.presses(RIGHT)
    amina.waits_to_read("Of 3 rows, 0 were added, 1 changed, 2 stayed as they were")
    brings(amina, text(folder, "log.csv", LOG.replace("31/02/2026", "28/02/2026")))
    amina.reads(f"Of 2 rows, {UNCHANGED}, 2 stay as they are")
    changed = ACTIONS.replace("In progress", "Complete")
    brings(amina, text(folder, "actions.csv", changed))
    amina.reads("Of 2 rows, 0 will be added, 1 will be changed, 1 stays as it is")
    amina.presses(RIGHT)
    amina.waits_to_read("Of 2 rows, 0 were added, 1 changed, 1 stayed as it was")


def the_programme_runs(amina):
    """What came in stands where it belongs, and the first stage is at work."""
    amina.goes_to("/programmes/")
    amina.follows("Redesign physiotherapy")
    amina.reads("Waiting room chats")
    amina.reads("Ask the council for a room")
    amina.follows("Identify needs and aspirations")
    amina.presses("Open it")
    amina.reads("Needs is open.")
    amina.goes_to("/stakeholders/")
    amina.reads("Soar Valley Voices")
    amina.reads("Supportive → Leading")
