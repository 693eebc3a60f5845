# SPDX-License-Identifier: MIT
"""Whoever may be at risk is noticed within a minute, by people who are named for it."""

from __future__ import annotations

import time


def test_a_risk_to_life_in_a_file_reaches_a_person_who_closes_the_alert(
    somebody, body, baton, tmp_path
):
    file = tmp_path / "night.csv"
    file.write_text("Date,Comment\n28/06/2026,I said to the nurse that I want to kill myself\n")
    baton.command_line("import", file, "--organisation", body["organisation"])
    read = time.time()

    amir = somebody()
    amir.signs_in(body["complaints_officer"])
    amir.goes_to("/alerts")
    amir.waits_to_read("1 alert waits for a person")
    letters = baton.letters_to(body["complaints_officer"], within=60 - (time.time() - read))
    assert "kill" not in letters[0], "words stay on the page"
    link = next(line for line in letters[0].splitlines() if line.startswith(baton.address))

    amir.goes_to(link.removeprefix(baton.address))
    amir.reads("I said to the nurse that I want to kill myself")
    amir.presses("Close the alert")
    amir.reads("Choose what came of it.")
    amir.page.locator("input[type=radio]").first.check()
    amir.fills("What you did, or why nothing was needed", "Spoke with the ward; they are safe.")
    amir.presses("Close the alert")
    amir.reads("The alert is closed.")
