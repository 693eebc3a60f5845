# SPDX-License-Identifier: MIT
"""Partners see what was answered of what they sent, and may read the replies by their key."""

from __future__ import annotations

import pytest

from baton.improving.findings import operations as findings
from baton.improving.replies import operations, sending, settling
from baton.improving.replies.models import Recipient
from baton.listening.channels.partner.tests.conftest import *  # noqa: F403 - the same people
from baton.listening.channels.partner.tests.conftest import item
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution
from baton.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(board, meena):
    """Answer everybody that was heard."""
    from baton.people import operations as people
    from baton.programmes import operations as programmes

    people.give_role(board, meena, Role.ENGAGEMENT_LEAD, by="test")

    def answer():
        stage = programmes.begin(board, "Waiting", by=meena).stages.get(kind="needs")
        finding = findings.begin(stage, "People wait", by=meena, severity=1, inequality=1)
        findings.gather(finding, Contribution.objects.all(), by=meena)
        findings.conclude(finding, by=meena)
        says = {"kind": "cannot", "you_said": "You wait.", "we_say": "Too few doctors."}
        reply = operations.write(board, [finding], by=meena, **says)
        settling.gather(reply)
        operations.send(reply, by=meena)
        for each in reply.recipients.filter(state=Recipient.State.READY):
            sending.send_one(each.pk)
        return reply

    return answer


def test_a_system_reads_the_replies_to_what_it_sent(kiosk, answered):
    kiosk.send(item("lunch-17"))
    assert kiosk.get("replies").json() == {"items": []}
    reply = answered()
    (told,) = kiosk.get("replies").json()["items"]
    assert told["id"] == str(reply.public_id)
    assert (told["kind"], told["we_say"]) == ("cannot", "Too few doctors.")
    assert told["references"] == ["lunch-17"]
    assert told["page"].endswith(f"/told/{reply.public_id}/")
    assert kiosk.get("contributions/lunch-17").json()["state"] == "answered"
    assert kiosk.get("replies", since="2199-01-01T00:00:00Z").json() == {"items": []}


def test_whoever_is_held_back_is_not_answered_through_a_system_either(kiosk, answered, meena):
    kiosk.send(item("lunch-17"))
    settling.hold(Contribution.objects.get(), Recipient.Hold.BEREAVED, by=meena)
    answered()
    assert kiosk.get("replies").json() == {"items": []}


def test_who_gave_an_address_through_a_system_is_told_by_themselves(kiosk, answered):
    contact = {"way": "email", "address": "Amina@example.org", "format": "easy_read"}
    kiosk.send(item("1", contact=contact))
    kept = Contact.objects.get()
    assert (kept.address, kept.format) == ("amina@example.org", "easy_read")
    assert answered().recipients.get().state == Recipient.State.UNMET


def test_an_address_that_is_none_is_told_by_its_field(kiosk):
    answer = kiosk.send(item("1", contact={"way": "sms", "address": "12"})).json()
    (error,) = answer["items"][0]["problem"]["errors"]
    assert error["field"] == "contact.address"
    assert "12" not in error["detail"].replace("11 digits", "").split()
    assert not Contact.objects.exists()
