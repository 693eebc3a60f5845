# SPDX-License-Identifier: MIT
"""How people join a body, and leave it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations, queries
from baton.people.models import Account, Invitation, Message
from baton.people.roles import MEANINGS, Role
from baton.people.tests.conftest import PASSWORD

NEW = "sam@example.org"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def invitation(board, meena) -> Invitation:
    return operations.invite(board, email=NEW, role=Role.ANALYST, by=meena)


def page_of(invitation) -> str:
    """Where the link in its message leads."""
    message = Message.objects.get(key=f"invitation:{invitation.public_id}")
    return re.search(r"/invitation/\S+", message.body)[0]


def test_an_invitation_puts_one_message_with_its_link_into_the_outbox(invitation, board, meena):
    message = Message.objects.get()
    assert message.recipient == NEW
    assert message.organisation == board
    assert message.subject == "Soar Care Board invites you to Baton"
    assert f"http://127.0.0.1:8000{page_of(invitation)}\n" in message.body
    assert "Meena Rao invites you" in message.body
    assert AuditEntry.objects.get(verb="invitation.sent").actor == f"account:{meena.pk}"


def test_the_administrator_reads_the_message_before_it_leaves(meena, as_):
    browser = as_(meena)
    shown = browser.post("/people/invite", {"email": NEW, "role": "analyst", "step": "preview"})
    assert "Soar Care Board invites you to Baton" in text(shown)
    assert "[a link for this person alone]" in text(shown)
    assert Message.objects.count() == 0
    changed = browser.post("/people/invite", {"email": NEW, "role": "analyst", "step": "change"})
    assert f'value="{NEW}"' in text(changed)
    assert "There is a problem" not in text(changed)
    sent = browser.post("/people/invite", {"email": NEW, "role": "analyst", "step": "send"})
    assert sent.url == "/people"
    assert Message.objects.get().recipient == NEW
    assert f"{NEW}, as Analyst" in text(browser.get("/people"))


def test_the_administrator_reads_what_each_role_may_do(meena, as_):
    page = text(as_(meena).get("/people/invite"))
    assert [role for role in Role if str(MEANINGS[role]) not in page] == []


def test_an_incomplete_invitation_says_what_is_missing(meena, as_):
    answer = as_(meena).post("/people/invite", {"email": "sam", "step": "preview"})
    assert "Write an e-mail address like name@example.org" in text(answer)
    assert "Choose a role." in text(answer)


def test_the_outbox_keeps_the_link_for_the_invited_person_alone(invitation, meena, as_):
    browser = as_(meena)
    assert "Soar Care Board invites you" in text(browser.get("/people/outbox"))
    shown = text(browser.get(f"/people/outbox/{Message.objects.get().public_id}"))
    assert "[a link for this person alone]" in shown
    assert page_of(invitation) not in shown


def test_no_administrator_can_accept_in_anothers_name(invitation, meena, as_):
    browser = as_(meena)
    token = page_of(invitation).rpartition("/")[2]
    for path in ("/people", "/people/outbox", f"/people/outbox/{Message.objects.get().public_id}"):
        page = text(browser.get(path))
        assert token not in page
        assert invitation.token_digest not in page
    for known in (invitation.public_id, invitation.token_digest):
        assert Client().get(f"/invitation/{known}").status_code == 404


def test_somebody_new_accepts_with_a_name_and_a_password(invitation, board):
    browser = Client()
    assert "Join Soar Care Board" in text(browser.get(page_of(invitation)))
    answer = browser.post(page_of(invitation), {"name": "Sam Lark", "password": PASSWORD})
    assert answer.url == "/"
    sam = Account.objects.get(email=NEW)
    assert sam.check_password(PASSWORD)
    assert [each.role for each in queries.open_memberships(sam)] == [Role.ANALYST]
    assert browser.get("/account").wsgi_request.organisation == board


def test_a_password_like_the_name_is_refused(invitation):
    answer = Client().post(
        page_of(invitation), {"name": "Samantha Larkfield", "password": "samantha larkfield"}
    )
    assert "too similar" in text(answer)
    assert not Account.objects.filter(email=NEW).exists()


def test_somebody_with_an_account_signs_in_first(invitation, other_board):
    sam = Account.objects.create_account("Sam@Example.org", "Sam Lark", PASSWORD)
    browser = Client()
    shown = browser.get(page_of(invitation))
    assert f"/sign-in?next={page_of(invitation)}" in text(shown)
    browser.post(page_of(invitation), {"name": "Thief", "password": PASSWORD})
    assert not queries.open_memberships(sam).exists()
    browser.post("/sign-in", {"username": NEW, "password": PASSWORD})
    assert browser.post(page_of(invitation)).url == "/"
    assert queries.organisations_of(sam) == [invitation.organisation]
    with pytest.raises(operations.InvitationClosed):
        operations.accept_as_new_person(invitation, name="Thief", password=PASSWORD)


def test_an_account_made_meanwhile_is_not_overwritten(invitation):
    Account.objects.create_account(NEW, "Sam Lark", PASSWORD)
    with pytest.raises(operations.SignInFirst, match="has an account already"):
        operations.accept_as_new_person(invitation, name="Thief", password="another one entirely")


def test_nobody_accepts_anothers_invitation(invitation, priya, as_):
    browser = as_(priya)
    assert "you are signed in as priya@example.org" in text(browser.get(page_of(invitation)))
    assert browser.post(page_of(invitation)).status_code == 403
    invitation.refresh_from_db()
    assert invitation.is_open


def test_a_used_invitation_says_so(invitation):
    operations.accept_as_new_person(invitation, name="Sam Lark", password=PASSWORD)
    answer = Client().get(page_of(invitation))
    assert answer.status_code == 410
    assert "This invitation has been used" in text(answer)


def test_an_expired_invitation_says_so(invitation):
    with clock.held_at(clock.now() + timedelta(days=15)):
        answer = Client().get(page_of(invitation))
        assert answer.status_code == 410
        assert "Ask Soar Care Board for a new one" in text(answer)


def test_a_revoked_invitation_says_so(invitation, meena, as_):
    browser = as_(meena)
    browser.post(f"/people/invitations/{invitation.public_id}/revoke")
    answer = Client().post(page_of(invitation), {"name": "Sam Lark", "password": PASSWORD})
    assert answer.status_code == 410
    assert "took this invitation back" in text(answer)
    assert not Account.objects.filter(email=NEW).exists()


def test_an_invitation_to_a_body_that_was_abolished_says_so(invitation, board):
    with clock.held_at(clock.now() + timedelta(days=2)):
        operations.abolish(board, on=clock.today(), by="test")
        with pytest.raises(operations.InvitationClosed, match="no longer exists"):
            operations.accept_as_new_person(invitation, name="Sam Lark", password=PASSWORD)


def test_an_unknown_link_leads_nowhere(db):
    assert Client().get("/invitation/01890a5d-ac96-774b-bcce-b302099a8057").status_code == 404


def test_nobody_is_invited_twice_to_one_role_while_the_first_is_open(invitation, board, meena):
    with pytest.raises(operations.AlreadyThere, match="take that invitation back first"):
        operations.invite(board, email="SAM@example.org", role=Role.ANALYST, by=meena)
    operations.invite(board, email=NEW, role=Role.FRONTLINE, by=meena)
    assert queries.open_invitations(board).count() == 2


def test_inviting_again_after_it_expired_sends_a_new_link(invitation, board, meena):
    with clock.held_at(clock.now() + timedelta(days=15)):
        again = operations.invite(board, email=NEW, role=Role.ANALYST, by=meena)
        assert again != invitation
        assert [each.is_open for each in queries.open_invitations(board)] == [True]
    assert Message.objects.count() == 2


def test_nobody_is_invited_to_a_role_they_have(board, meena, priya, as_):
    with pytest.raises(operations.AlreadyThere, match="already has the role “Analyst” here"):
        operations.invite(board, email=priya.email, role=Role.ANALYST, by=meena)
    answer = as_(meena).post(
        "/people/invite", {"email": priya.email, "role": "analyst", "step": "send"}
    )
    assert "already has the role" in text(answer)


def test_a_role_ends_at_once_and_is_asked_about_first(board, meena, priya, as_):
    browser = as_(meena)
    path = f"/people/{priya.public_id}/analyst/end"
    assert "Priya Shah would no longer be Analyst" in text(browser.get(path))
    assert priya.memberships.get().ended_at is None
    assert browser.post(path).url == "/people"
    assert not queries.open_memberships(priya).exists()
    assert AuditEntry.objects.get(verb="membership.ended").about == {
        "account": priya.pk,
        "role": "analyst",
    }


def test_a_body_keeps_its_last_administrator(board, meena, as_):
    with pytest.raises(operations.LastAdministrator, match="no administrator left"):
        operations.end_membership(meena.memberships.get(), by=meena)
    answer = as_(meena).post(f"/people/{meena.public_id}/administrator/end", follow=True)
    assert "Make somebody else an administrator first" in text(answer)
    assert meena.memberships.get().ended_at is None


def test_an_administrator_who_cannot_sign_in_does_not_count(board, meena, priya):
    operations.give_role(board, priya, Role.ADMINISTRATOR, by=meena)
    priya.is_active = False
    priya.save()
    with pytest.raises(operations.LastAdministrator):
        operations.end_membership(meena.memberships.get(), by=meena)
    priya.is_active = True
    priya.save()
    operations.end_membership(meena.memberships.get(), by=priya)
    assert [each.account for each in queries.administrators(board)] == [priya]


def test_the_same_role_is_given_once(board, priya):
    first = priya.memberships.get()
    assert operations.give_role(board, priya, Role.ANALYST, by="test") == first


def test_members_are_listed_once_with_all_their_roles(board, meena, priya):
    operations.give_role(board, priya, Role.FRONTLINE, by=meena)
    assert [(role.label, len(held)) for role, held in queries.members_by_role(board)] == [
        ("Administrator", 1),
        ("Analyst", 1),
        ("Frontline", 1),
    ]
    assert [
        (member.account.name, [each.role for each in member.memberships])
        for member in queries.members(board)
    ] == [("Meena Rao", ["administrator"]), ("Priya Shah", ["analyst", "frontline"])]


def test_alerts_find_those_who_may_answer_them(board, meena, priya):
    assert list(queries.people_who_may(board, "answer_alerts")) == [meena]
    assert list(queries.people_who_may(board, "code")) == [priya]
    priya.is_active = False
    priya.save()
    assert list(queries.people_who_may(board, "code")) == []
