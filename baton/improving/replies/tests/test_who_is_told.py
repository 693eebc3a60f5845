# SPDX-License-Identifier: MIT
"""Who stands behind a reply, and how each of them stands."""

from __future__ import annotations

from collections import Counter

import pytest

from baton.core import clock
from baton.improving.findings import asking
from baton.improving.findings.models import Support
from baton.improving.replies import holding, operations, policies, settling
from baton.improving.replies.models import Hold, Recipient
from baton.improving.replies.tests.conftest import NOWHERE
from baton.listening import operations as listening
from baton.listening.contacts import operations as contacts
from baton.listening.contacts import policies as keeping
from baton.listening.contacts.models import Contact
from baton.people.models import Message
from baton.understanding import operations as understanding

pytestmark = pytest.mark.django_db
State = Recipient.State


def states(reply):
    return Counter(reply.recipients.values_list("state", flat=True))


def test_of_whom_only_the_classifier_knows_is_confirmed_by_a_person(
    say, reached, concluded, answer, code, board, meena, priya
):
    said = [say("We waited four hours to be seen by a doctor.") for _ in range(3)]
    for number, each in enumerate(said):
        reached(each, address=f"p{number}@example.org")
    code(board)
    understanding.confirm(said[0].codings.first(), by=priya)
    reply = answer(concluded(*said, how=Support.How.FILTER))
    assert states(reply) == {State.READY: 1, State.TO_CONFIRM: 2}
    with pytest.raises(policies.NotNow, match="Of 2 only the classifier"):
        operations.send(reply, by=meena)
    unsure = list(reply.recipients.filter(state=State.TO_CONFIRM))
    settling.confirm(unsure[:1], reply, by=meena)
    settling.leave_out(unsure[1:], reply, by=meena)
    settling.gather(reply)
    assert states(reply) == {State.READY: 2, State.LEFT_OUT: 1}
    assert reply.recipients.get(pk=unsure[0].pk).confirmed_by == meena


def test_many_are_settled_some_at_a_time(
    say, reached, concluded, answer, meena, monkeypatch, django_assert_max_num_queries
):
    """Each part is a transaction of its own, with its line in the audit trail."""
    from baton.core.models import AuditEntry

    for number, each in enumerate(said := [say(NOWHERE) for _ in range(5)]):
        reached(each, address=f"p{number}@example.org")
    reply = answer(concluded(*said))
    monkeypatch.setattr(settling, "_AT_ONCE", 2)
    everybody = list(reply.recipients.all())
    assert settling.leave_out(everybody, reply, by=meena) == 5
    told = AuditEntry.objects.filter(verb="reply.left_out")
    assert sorted(each.about["number"] for each in told) == [1, 2, 2]
    monkeypatch.undo()
    with django_assert_max_num_queries(16) as asked:
        settling.gather(reply)
    assert not any(each["sql"].startswith("UPDATE") for each in asked), "nothing had changed"


def test_what_a_person_said_of_another_theme_confirms_nobody(
    say, reached, concluded, answer, code, board, priya
):
    said = say("We waited four hours to be seen by a doctor.")
    reached(said, address="amina@example.org")
    code(board)
    assert said.codings.filter(theme__slug="timeliness-of-care").exists()
    understanding.add(said, "Parking", by=priya)
    finding = concluded(said, how=Support.How.FILTER, looks_for="?theme=timeliness-of-care")
    reply = answer(finding)
    assert states(reply) == {State.TO_CONFIRM: 1}
    understanding.confirm(said.codings.get(theme__slug="timeliness-of-care"), by=priya)
    settling.gather(reply)
    assert states(reply) == {State.READY: 1}


def test_who_spoke_against_it_is_told_too(say, reached, concluded, answer, priya):
    from baton.improving.findings import operations as findings

    said, against = say(NOWHERE), say("There were plenty of seats.")
    finding = concluded(said)
    findings.gather(finding, [against], by=priya, side=Support.Side.AGAINST)
    assert answer(finding).recipients.count() == 2


def test_somebody_held_back_for_anything_they_said_is_held_here(
    say, reached, concluded, answer, meena, send
):
    said, elsewhere = say(NOWHERE), say("My mother died on this ward.")
    reached(said, elsewhere, address="amina@example.org")
    held = settling.hold(elsewhere, Recipient.Hold.BEREAVED, by=meena)
    reply = answer(concluded(said))
    assert reply.recipients.get().hold == Recipient.Hold.BEREAVED
    send(reply)
    assert not Message.objects.filter(template="reply").exists()
    settling.lift(held, by=meena)
    settling.gather(reply)
    send(reply)
    assert states(reply) == {State.SENT: 1}


def test_who_is_held_back_is_not_asked_either_whether_we_heard_right(
    say, reached, concluded, meena
):
    """Because of anything that they said, not of this finding alone."""
    said, elsewhere, other = say(NOWHERE), say("My mother died here."), say("No seats.")
    reached(said, elsewhere, address="amina@example.org")
    reached(other, address="ben@example.org")
    finding = concluded(said, other)
    assert list(asking.willing(finding).contributions) == [said, other]
    held = settling.hold(elsewhere, Recipient.Hold.BEREAVED, by=meena)
    willing = asking.willing(finding)
    assert list(willing.contributions) == [other]
    assert willing.spared == 1
    settling.lift(held, by=meena)
    assert list(asking.willing(finding).contributions) == [said, other]


def test_a_hold_that_was_set_after_the_preview_counts(say, reached, concluded, answer, meena, send):
    said = say(NOWHERE)
    reached(said, address="amina@example.org")
    reply = answer(concluded(said))
    settling.hold(said, Recipient.Hold.DO_NOT_CONTACT, by=meena)
    send(reply)
    assert states(reply) == {State.HELD: 1}


def test_a_channel_that_knows_of_an_open_complaint_holds_too(
    say, reached, concluded, answer, monkeypatch
):
    said = say(NOWHERE)
    reached(said, address="amina@example.org")
    complaint = Recipient.Hold.OPEN_COMPLAINT
    monkeypatch.setattr(holding, "_knows", [lambda keys: dict.fromkeys(keys, complaint)])
    assert answer(concluded(said)).recipients.get().hold == complaint


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ({"format": "braille"}, "Braille"),
        ({"format": "bsl"}, "British Sign Language"),
        ({"format": "audio"}, "recorded"),
        ({"format": "easy_read"}, "Easy Read"),
        ({"language": "pl"}, "another language"),
        ({"way": "sms", "address": "07700 900982"}, "text gateway"),
    ],
)
def test_what_is_not_there_yet_is_listed_with_what_is_missing(
    say, reached, concluded, answer, asked, missing
):
    said = say(NOWHERE)
    reached(said, **({"address": "amina@example.org"} | asked))
    recipient = answer(concluded(said)).recipients.get()
    assert recipient.state == State.UNMET
    assert missing in recipient.problem


def test_once_the_language_is_there_who_asked_for_it_gets_it_in_it(
    say, reached, concluded, answer, meena, send
):
    zofia = say(NOWHERE)
    reached(zofia, address="zofia@example.org", language="pl")
    reply = answer(concluded(zofia))
    operations.word(reply, "pl", you_said="Nie było gdzie usiąść.", we_say="Są miejsca.", by=meena)
    settling.gather(reply)
    send(reply)
    assert "Są miejsca." in Message.objects.get(template="reply").body


def test_who_took_it_back_is_told_nothing(say, reached, concluded, answer, send):
    said, other = say(NOWHERE), say(NOWHERE)
    reached(said, address="amina@example.org")
    reached(other, address="joan@example.org")
    reply = answer(concluded(said, other))
    listening.withdraw(said, by="test")
    listening.erase(other, by="test")
    assert states(reply) == {State.LEFT_OUT: 2}
    send(reply)
    assert not Message.objects.filter(template="reply").exists()


def test_who_still_waits_for_a_reply_is_not_forgotten_and_who_was_told_is(
    say, reached, concluded, answer, send
):
    said = say(NOWHERE)
    reached(said, address="amina@example.org")
    reply = answer(concluded(said))
    with clock.held_at(clock.now() + keeping.UNANSWERED):
        assert contacts.forget_due() == 0
    send(reply)
    with clock.held_at(clock.now() + keeping.UNANSWERED):
        assert contacts.forget_due() == 1
    assert not Contact.objects.exists()
    message = Message.objects.get(template="reply")
    assert (message.recipient, "amina" in message.body) == ("", False)
    assert states(reply) == {State.SENT: 1}


def test_who_was_told_of_one_thing_and_waits_for_another_is_not_forgotten(
    say, reached, concluded, answer, send
):
    said, also = say(NOWHERE), say("Nobody told me when the bus goes.")
    reached(said, also, address="amina@example.org")
    send(answer(concluded(said)))
    other = concluded(also)
    with clock.held_at(clock.now() + keeping.ANSWERED):
        assert contacts.forget_due() == 0
    send(answer(other))
    with clock.held_at(clock.now() + keeping.ANSWERED + keeping.AGAIN):
        assert contacts.forget_due() == 1


def test_who_waits_for_an_answer_that_never_comes_is_forgotten_all_the_same(
    say, reached, concluded
):
    said = say(NOWHERE)
    reached(said, address="amina@example.org")
    concluded(said)
    with clock.held_at(clock.now() + keeping.UNANSWERED):
        assert contacts.forget_due() == 1


def test_a_hold_is_one_of_its_reason_until_it_is_lifted(say, meena):
    said = say(NOWHERE)
    first = settling.hold(said, "bereaved", by=meena)
    assert settling.hold(said, "bereaved", by=meena) == first
    settling.lift(first, by=meena)
    assert settling.hold(said, "bereaved", by=meena) != first
    assert Hold.objects.count() == 2


def test_an_upload_that_is_undone_leaves_counted_places(say, concluded, answer, board):
    from baton.improving.replies import receivers

    said = say(NOWHERE)
    reply = answer(concluded(said))
    receivers.forget_undone([said.pk])
    assert reply.recipients.get().behind.get().contribution is None
