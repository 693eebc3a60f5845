# SPDX-License-Identifier: MIT
"""A reply goes to every person behind it, once, by the way that each asked for."""

from __future__ import annotations

import pytest
from django.core import mail

from baton.core.models import Job
from baton.improving.findings import operations as findings
from baton.improving.replies import operations, policies, sending, settling
from baton.improving.replies.models import Recipient, Reply
from baton.improving.replies.tests.conftest import NOWHERE
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.models import Contact
from baton.people import outbox
from baton.people.models import Message

pytestmark = pytest.mark.django_db
State = Recipient.State


def states(reply):
    return sorted(reply.recipients.values_list("state", flat=True))


def test_amina_is_told_by_e_mail_and_whoever_gave_no_address_by_the_notice(
    say, reached, concluded, answer, send
):
    amina, other = say(NOWHERE), say("No seats.")
    reached(amina, address="Amina@Example.org")
    reply = answer(concluded(amina, other))
    assert states(reply) == ["notice", "ready"]
    send(reply)
    assert states(reply) == ["notice", "sent"]
    assert reply.state == Reply.State.SENT
    outbox.send_due()
    (letter,) = mail.outbox
    assert letter.to == ["amina@example.org"]
    assert "Six seats with arms came in May." in letter.body


def test_who_spoke_thrice_is_one_person_and_gets_one_reply(say, reached, concluded, answer, send):
    said = [say(NOWHERE), say("Still no seats."), say("I stood for hours.")]
    for each in said:
        reached(each, address="amina@example.org")
    first, second = concluded(*said[:2]), concluded(said[2])
    reply = answer(first, second)
    assert reply.recipients.get().behind.count() == 3
    send(reply)
    assert Message.objects.filter(template="reply").count() == 1


def test_it_is_sent_once_though_pressed_twice_and_though_the_worker_does_it_twice(
    say, reached, concluded, answer, meena
):
    amina = say(NOWHERE)
    reached(amina, address="amina@example.org")
    reply = answer(concluded(amina))
    assert operations.send(reply, by=meena)
    assert not operations.send(reply, by=meena)
    job = Job.objects.get(kind=operations.SENDING)
    from baton.core import jobs

    jobs.do.func(job.pk)
    recipient = reply.recipients.get()
    assert not sending.send_one(recipient.pk)
    with pytest.raises(policies.NotNow, match="sent already"):
        operations.send(reply, by=meena)
    assert Message.objects.filter(template="reply").count() == 1


def test_a_worker_that_dies_in_between_is_gone_on_from(
    say, reached, concluded, answer, meena, monkeypatch
):
    """The message and the note that it was sent stand or fall together."""
    people = [say(NOWHERE) for _ in range(3)]
    for number, each in enumerate(people):
        reached(each, address=f"person{number}@example.org")
    reply = answer(concluded(*people))
    operations.send(reply, by=meena)
    keys = list(reply.recipients.order_by("pk").values_list("pk", flat=True))
    sending.send_one(keys[0])
    with monkeypatch.context() as broken:
        broken.setattr(sending, "_done", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sending.send_one(keys[1])
    assert Message.objects.filter(template="reply").count() == 1
    for key in keys:
        sending.send_one(key)
    assert Message.objects.filter(template="reply").count() == 3
    assert states(reply) == ["sent"] * 3


def test_sending_that_failed_is_begun_again_and_goes_on_with_who_is_left(
    say, reached, concluded, answer, meena, send, monkeypatch
):
    for number, each in enumerate(people := [say(NOWHERE) for _ in range(2)]):
        reached(each, address=f"person{number}@example.org")
    reply = answer(concluded(*people))
    with monkeypatch.context() as broken:
        broken.setattr(sending, "send_one", lambda _: 1 / 0)
        send(reply)
    assert reply.state == Reply.State.SENDING
    assert Job.objects.get(kind=operations.SENDING).state == Job.State.FAILED
    send(reply)
    assert reply.state == Reply.State.SENT
    assert states(reply) == ["sent"] * 2


def test_who_changed_their_way_or_was_forgotten_since_is_not_told_twice(
    say, reached, concluded, answer, send
):
    amina, ben = say(NOWHERE), say("No seats.")
    reached(amina, address="amina@example.org")
    reached(ben, address="ben@example.org")
    reply = answer(concluded(amina, ben))
    send(reply)
    reached(amina, address="amina@elsewhere.example.org")
    contacts.forget(list(Contact.objects.filter(address="ben@example.org")), by="test", why="over")
    settling.gather(reply)
    assert states(reply) == ["sent"] * 2


def test_what_somebody_says_after_they_were_told_is_not_answered_by_it(
    say, reached, concluded, answer, send, priya
):
    first, later = say(NOWHERE), say("Still no seats.")
    reached(first, later, address="amina@example.org")
    finding = concluded(first)
    reply = answer(finding)
    send(reply)
    findings.gather(finding, [later], by=priya)
    settling.gather(reply)
    assert [each.contribution for each in reply.recipients.get().behind.all()] == [first]


def test_subjects_and_texts_name_no_service_and_none_of_their_words(
    say, reached, concluded, answer, send, settings
):
    settings.BATON_SMS_URL = "https://texts.example.org/"
    said = [say(NOWHERE, service_path=("Sexual health clinic",)) for _ in range(2)]
    reached(said[0], address="amina@example.org")
    reached(said[1], address="07700 900982", way="sms")
    reply = answer(
        concluded(*said), you_said="The Sexual health clinic has nowhere to sit.", we_say="Seats."
    )
    send(reply)
    email, text = (Message.objects.get(way=way) for way in ("email", "sms"))
    for open_to_all in (email.subject, text.subject, text.body):
        assert "clinic" not in open_to_all.lower()
        assert "seat" not in open_to_all.lower()
        assert "sit" not in open_to_all.lower().split()


def test_a_message_that_came_back_shows_on_the_reply(say, reached, concluded, answer, send):
    amina = say(NOWHERE)
    reached(amina, address="amina@example.org")
    reply = answer(concluded(amina))
    send(reply)
    Message.objects.filter(template="reply").update(state="bounced", problem="550 no such box")
    assert sending.note_what_came_back() == 1
    recipient = reply.recipients.get()
    assert (recipient.state, recipient.problem) == (State.BOUNCED, "550 no such box")
    settling.gather(reply)
    assert states(reply) == ["bounced"]
