# SPDX-License-Identifier: MIT
"""Somebody new joins by invitation, and sees what their role may see."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("scripts", [True, False])
def test_sam_is_invited_and_joins(somebody, body, baton, scripts):
    address = f"sam-{scripts}@{body['organisation']}.example".lower()
    meena = somebody(scripts=scripts)
    meena.signs_in(body["administrator"])
    meena.goes_to("/people")
    meena.follows("Invite somebody")
    meena.fills("E-mail address", address)
    meena.ticks("Patient partner")
    meena.presses("Show me the message")
    meena.reads("invites you to join")
    meena.presses("Send it")
    meena.reads(address)

    letter = baton.letters_to(address, within=60)[0]
    link = next(line for line in letter.splitlines() if line.startswith(baton.address))
    sam = somebody(scripts=scripts)
    sam.goes_to(link.removeprefix(baton.address))
    sam.fills("Your name", "Sam Oadby")
    sam.fills("New password", "nine quiet otters swim")
    sam.presses("Accept and sign in")
    sam.reads("Welcome to")

    sam.goes_to("/comments/")
    sam.reads("This page is not yours to see")
    sam.reads("yours is: Patient partner")
