# SPDX-License-Identifier: MIT
"""Femi keeps what a patient told her on a phone, in five touches or fewer."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

TOLD = "Nobody told her when the clinic would call back."


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_note_takes_a_moment_on_a_phone(somebody, body, baton, scripts):
    baton.plans(body["organisation"], "Tea")  # so that there is a service
    femi = somebody(scripts=scripts)
    femi.page.set_viewport_size(NARROW)
    femi.signs_in(body["frontline"])

    began = time.monotonic()
    femi.page.locator("main").get_by_role("link", name="A patient told me").click()
    box = femi.page.get_by_label("What they told you")
    expect(box).to_be_focused()
    femi.page.keyboard.type(TOLD)
    femi.page.get_by_label("Where", exact=True).select_option(label="Memory clinic")
    femi.page.get_by_role("button", name="Keep it").click()
    femi.reads("Kept. 1 note of yours so far.")
    assert time.monotonic() - began < 30, "link, words, place, button: four touches"
    femi.looks()

    # The next one is where the last one was.
    expect(femi.page.get_by_label("Where", exact=True).locator("option:checked")).to_have_text(
        "Memory clinic"
    )
    femi.waits_to_read("About ")
    femi.reads("nobody has checked it yet")

    lena = somebody(scripts=scripts)
    lena.signs_in(body["engagement_lead"])
    lena.goes_to("/comments/?channel=frontline")
    lena.reads(f"Relayed by staff: {TOLD}")
    lena.goes_to("/patient-told-me/")
    lena.reads_nowhere(TOLD)
