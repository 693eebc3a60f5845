# SPDX-License-Identifier: MIT
"""The pages that need no sign-in, and the way in."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("scripts", [True, False])
def test_a_member_signs_in_and_out(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.stands_at("/")
    amina.signs_out()
    amina.stands_at("/sign-in")


def test_a_wrong_password_gets_a_sentence(somebody, body):
    amina = somebody()
    amina.signs_in(body["analyst"], "not the password")
    amina.reads("do not belong together")


@pytest.mark.parametrize("path", ["/sign-in", "/password/forgotten", "/password/sent", "/privacy"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_stranger_meets_accessible_pages(somebody, path, dark):
    somebody(dark=dark).goes_to(path)


def test_passkeys_are_not_offered_where_no_browser_takes_them(somebody, body):
    """This Baton is reached by a number, and not by a name."""
    amina = somebody()
    amina.goes_to("/sign-in")
    amina.reads_nowhere("passkey")
    amina.signs_in(body["analyst"])
    amina.goes_to("/account/passkeys/add")
    amina.reads("No passkeys here")
