# SPDX-License-Identifier: MIT
"""Who was invited joins by signing in with the organisation's own provider."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations, queries, steps
from baton.people.models import Account, Message
from baton.people.tests.conftest import person
from baton.people.tests.test_provider import comes, verified
from baton.people.tests.test_second_steps import code_at
from baton.people.tests.test_sign_in import text

pytestmark = pytest.mark.usefixtures("named")


def invited(board, meena, address, role="analyst"):
    """Somebody whom Meena invited; returns the link in their letter."""
    operations.invite(board, email=address, role=role, by=meena)
    return re.search(r"/invitation/\S+", Message.objects.latest("pk").body)[0]


def test_who_was_invited_joins_by_arriving(running, board, meena):
    link = invited(board, meena, "sam@example.org")
    sam = Client()
    assert "Accept and sign in with Soar Connect" in text(sam.get(link))
    sam, answer = comes(
        running, "s-24", sam, email="Sam@example.org", email_verified=True, name=" Sam  Oadby "
    )
    assert "Welcome to Soar Care Board." in text(answer)
    assert sam.get("/comments/").status_code == 200
    account = Account.objects.get(email="sam@example.org")
    assert (account.name, account.has_usable_password()) == ("Sam Oadby", False)
    assert "Choose one by e-mail" in text(sam.get("/account"))
    # Their letter is not needed any more, and says nothing that would frighten them.
    assert sam.get(link).url == "/"
    assert Client().get(link).status_code == 410
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"account.created", "identity.linked", "invitation.accepted"} <= set(verbs)


def test_a_member_takes_up_what_they_were_offered_since(running, board, meena, other_board):
    priya = person("Priya Shah", board, "analyst")
    comes(running, "s-25", **verified(priya))
    operations.invite(board, email=priya.email, role="engagement_lead", by=meena)
    browser, answer = comes(running, "s-25", **verified(priya))
    assert text(answer).count("Welcome to Soar Care Board.") == 1
    assert browser.get("/uploads/").status_code == 200
    _, again = comes(running, "s-25", **verified(priya))
    assert "Welcome" not in text(again)


def test_an_invitation_that_ended_or_was_taken_back_makes_nobody(running, board, meena):
    with clock.held_at(clock.now() - timedelta(days=15)):
        invited(board, meena, "sam@example.org")
    invited(board, meena, "joy@example.org")
    operations.revoke_invitation(queries.open_invitations(board).first(), by=meena)
    for subject, address in (("s-26", "sam@example.org"), ("s-27", "joy@example.org")):
        _, answer = comes(running, subject, email=address, email_verified=True)
        assert "It has no open invitation either" in text(answer)
    assert Account.objects.count() == 1


def test_an_invitation_is_not_taken_up_before_the_second_step(running, board, meena):
    priya = person("Priya Shah", board, "analyst")
    key = steps.new_key()
    steps.set_up_app(priya, key, code_at(key))
    operations.invite(board, email=priya.email, role="engagement_lead", by=meena)
    browser, _ = comes(running, "s-28", **verified(priya))
    assert queries.open_invitations(board).count() == 1
    later = clock.now() + timedelta(seconds=30)
    browser.post("/sign-in/second-step", {"code": code_at(key, later)})
    assert queries.open_invitations(board).count() == 0
