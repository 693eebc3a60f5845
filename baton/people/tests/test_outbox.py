# SPDX-License-Identifier: MIT
"""Messages leave once, are tried again, come back, and tell nobody's business in their subject."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from types import SimpleNamespace

import jinja2
import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from baton.core import clock, ticker
from baton.people import beats, outbox
from baton.people.models import Message

SECRET = "Their cousin waited nine hours with chest pain"


@pytest.fixture
def alert(board) -> Message:
    return put(board)


def put(organisation, key="alert-1", template="safety_alert", **context) -> Message:
    return outbox.put(
        template,
        "tom@example.org",
        organisation=organisation,
        key=key,
        **{"count": 2, "link": "http://127.0.0.1:8000/alerts", "waiting_since": clock.now()}
        | {"reasons": [("Somebody may be at risk.", 1)]}
        | context,
    )


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers as it is told: `server.trouble = exception`, or None."""
    trouble = SimpleNamespace(trouble=None, tries=0)

    def send(self, letters):
        trouble.tries += 1
        if trouble.trouble is not None:
            raise trouble.trouble
        return real(self, letters)

    real = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return trouble


def refusal(code, words):
    return smtplib.SMTPRecipientsRefused({"tom@example.org": (code, words)})


def send_later(minutes):
    with clock.held_at(clock.now() + timedelta(minutes=minutes)):
        return outbox.send_due()


def test_a_message_leaves_once_as_plain_text_that_no_machine_answers(alert):
    assert outbox.send_due() == 1
    assert outbox.send_due() == 0
    (letter,) = mail.outbox
    assert letter.to == ["tom@example.org"]
    assert letter.subject == "Soar Care Board: please look at Baton now"
    assert "2 comments that may speak of a risk to life" in letter.body
    sent = letter.message()
    assert sent["Message-ID"] == f"<{alert.public_id}@127.0.0.1>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent.get_content_type() == "text/plain"
    alert.refresh_from_db()
    assert (alert.state, alert.attempts) == (Message.State.SENT, 1)
    assert alert.sent_at is not None


def test_what_is_forgotten_tells_nothing_and_is_not_sent(alert, board):
    assert outbox.forget([alert.key, "another"]) == 1
    assert outbox.send_due() == 0
    alert.refresh_from_db()
    assert (alert.recipient, alert.body) == ("", outbox.FORGOTTEN)
    assert alert.state == Message.State.FAILED


def test_the_same_deed_writes_one_message(alert, board):
    again = put(board, count=9)
    assert again == alert
    assert "2 comments" in again.body
    assert put(board, key="alert-2") != alert


def test_the_worker_sends_every_few_seconds():
    beat = ticker.registered["baton.people.beats.send_due_messages"]
    assert beat.seconds == 3
    assert beat.beat is beats.send_due_messages


def test_what_waits_is_sent_by_the_beat(alert):
    assert beats.send_due_messages() == 1


def test_an_alert_overtakes_whatever_else_waits(board, meena):
    for number in range(25):
        outbox.put(
            "password_reset",
            "sam@example.org",
            organisation=None,
            key=f"reset-{number}",
            asked_at=clock.now(),
            link="http://127.0.0.1:8000/x",
        )
    alert = put(board)
    outbox.send_due(limit=1)
    alert.refresh_from_db()
    assert alert.state == Message.State.SENT


def test_a_server_in_trouble_is_asked_again_ever_more_rarely(alert, server):
    server.trouble = refusal(451, b"try later")
    waits = []
    moment = clock.now()
    for _ in range(6):
        with clock.held_at(moment):
            outbox.send_due()
            alert.refresh_from_db()
            waits.append((alert.next_attempt_at - moment) / timedelta(minutes=1))
            assert outbox.send_due() == 0
        moment = alert.next_attempt_at
    assert waits[:5] == [1, 5, 30, 120, 360]
    assert alert.state == Message.State.FAILED
    assert alert.problem == "451 try later"
    assert server.tries == 6


def test_a_message_arrives_after_trouble_with_the_same_id(alert, server):
    server.trouble = ConnectionRefusedError("nobody listens")
    assert outbox.send_due() == 0
    alert.refresh_from_db()
    assert alert.state == Message.State.WAITING
    assert "could not be reached" in alert.problem
    server.trouble = None
    assert send_later(2) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == outbox.message_id(alert)
    alert.refresh_from_db()
    assert (alert.state, alert.problem) == (Message.State.SENT, "")


def test_a_refused_recipient_is_a_bounce_with_the_reason(alert, server):
    server.trouble = refusal(550, b"5.1.1 no such person")
    outbox.send_due()
    alert.refresh_from_db()
    assert alert.state == Message.State.BOUNCED
    assert alert.problem == "550 5.1.1 no such person"
    server.trouble = None
    assert send_later(60 * 24) == 0


def test_our_own_wrong_password_is_not_the_recipients_fault(alert, server):
    server.trouble = smtplib.SMTPAuthenticationError(535, b"bad password")
    outbox.send_due()
    alert.refresh_from_db()
    assert alert.state == Message.State.WAITING


def test_one_bad_address_does_not_hold_up_the_next(board, server):
    first, second = put(board, "1"), put(board, "2")
    server.trouble = refusal(550, b"no such person")
    outbox.send_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.state, second.state} == {Message.State.BOUNCED}


def test_a_server_that_is_away_is_asked_once_a_turn(board, server):
    for number in range(3):
        put(board, str(number))
    server.trouble = TimeoutError()
    outbox.send_due()
    assert server.tries == 1


def test_a_message_that_cannot_be_put_together_fails_alone(board, server, caplog):
    bad, good = put(board, "1"), put(board, "2")
    Message.objects.filter(pk=bad.pk).update(subject="Two\nlines")
    assert outbox.send_due() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.state == Message.State.FAILED
    assert good.state == Message.State.SENT
    assert "could not be put together" in caplog.text


def test_a_killed_workers_message_is_sent_by_another_after_ten_minutes(alert):
    assert outbox._claim(Message.objects.get())
    assert send_later(9) == 0
    assert send_later(11) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == outbox.message_id(alert)


def test_a_message_that_kills_every_worker_is_given_up(alert):
    Message.objects.update(attempts=6, state=Message.State.SENDING)
    assert send_later(11) == 0
    alert.refresh_from_db()
    assert alert.state == Message.State.FAILED


def test_two_workers_never_take_the_same_message(alert):
    mine, yours = Message.objects.get(), Message.objects.get()
    assert outbox._claim(mine)
    assert not outbox._claim(yours)


def test_two_workers_never_take_a_dead_workers_message_both(alert):
    outbox._claim(Message.objects.get())
    mine, yours = Message.objects.get(), Message.objects.get()
    with clock.held_at(clock.now() + timedelta(minutes=11)):
        assert outbox._claim(mine)
        assert not outbox._claim(yours)


def report(message_id, action="failed", part="text/rfc822-headers", extra="") -> bytes:
    returned = f"Message-ID: {message_id}\nSubject: Something\n"
    return (
        "From: MAILER-DAEMON@mail.example.org\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"\n\n'
        "--=b\nContent-Type: text/plain\n\nYour message did not arrive.\n"
        "--=b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mail.example.org\n\n"
        f"Final-Recipient: rfc822; tom@example.org\nAction: {action}\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1\n no such person{extra}\n\n"
        f"--=b\nContent-Type: {part}\n\n{returned}\n--=b--\n"
    ).encode()


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_a_letter_that_comes_back_is_a_bounce_with_the_reason(alert, part):
    outbox.send_due()
    found = outbox.record_bounce(report(outbox.message_id(alert), part=part))
    assert found == alert
    alert.refresh_from_db()
    assert (alert.state, alert.problem) == (Message.State.BOUNCED, "550 5.1.1 no such person")


def test_a_delay_changes_nothing(alert):
    outbox.send_due()
    assert outbox.record_bounce(report(outbox.message_id(alert), action="delayed")) is None
    alert.refresh_from_db()
    assert alert.state == Message.State.SENT


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: hello\n\nI am away.",
        b'Content-Type: multipart/report; boundary="=b"\n\nno parts at all',
        report("<someone@else.example>"),
        report("<01890a5d-ac96-774b-bcce-b302099a8057@127.0.0.1>"),
        report(""),
    ],
)
def test_what_is_no_bounce_of_ours_changes_nothing(alert, raw):
    outbox.send_due()
    assert outbox.record_bounce(raw) is None
    alert.refresh_from_db()
    assert alert.state == Message.State.SENT


def test_a_letter_of_another_baton_is_not_taken_for_ours(alert):
    outbox.send_due()
    assert outbox.record_bounce(report(f"<{alert.public_id}@elsewhere.example>")) is None
    alert.refresh_from_db()
    assert alert.state == Message.State.SENT


@pytest.mark.parametrize("template", outbox.template_names())
def test_no_subject_names_more_than_the_body_and_the_product(template):
    outbox._template.cache_clear()
    outbox._template(template)


@pytest.mark.parametrize(
    "subject", ["{{ name }} wrote", "About {{ words[:20] }}", "{% if link %}x{% endif %}"]
)
def test_a_subject_that_would_tell_more_is_refused(subject):
    with pytest.raises(outbox.SubjectTellsTooMuch, match="only the organisation and Baton"):
        outbox.check_subject("example", subject)


def test_words_given_to_a_message_reach_neither_subject_nor_body_of_an_alert(board):
    message = put(board, words=SECRET, name=SECRET, organisation_name=SECRET)
    assert SECRET not in message.subject + message.body


def test_a_template_that_lacks_something_it_needs_is_not_sent_with_a_hole(board):
    with pytest.raises(jinja2.UndefinedError):
        outbox.put("safety_alert", "tom@example.org", organisation=board, key="x", count=1)
    assert Message.objects.count() == 0


def test_a_preview_is_the_message_and_stores_nothing(board):
    context = {"count": 1, "link": "http://127.0.0.1/", "waiting_since": clock.now()}
    context["reasons"] = [("Somebody may be at risk.", 2)]
    shown = outbox.preview("safety_escalation", organisation=board, **context)
    assert Message.objects.count() == 0
    sent = outbox.put("safety_escalation", "t@example.org", organisation=board, key="k", **context)
    assert (shown.subject, shown.body) == (sent.subject, sent.body)


def test_a_name_with_a_line_break_stays_in_one_subject_line(board):
    board.name = "Soar\nBcc: all@example.org"
    assert put(board).subject == "Soar Bcc: all@example.org: please look at Baton now"


def test_the_outbox_shows_what_came_back_and_why(alert, server, meena, as_):
    server.trouble = refusal(550, b"no such person")
    outbox.send_due()
    browser = as_(meena)
    listed = browser.get("/people/outbox").content.decode()
    assert "Came back" in listed
    assert "550 no such person" in listed
    opened = browser.get(f"/people/outbox/{alert.public_id}").content.decode()
    assert "may speak of a risk to life" in opened


def test_a_long_outbox_is_read_page_by_page(board, meena, as_):
    for number in range(51):
        put(board, str(number))
    browser = as_(meena)
    assert "Page 1 of 2" in browser.get("/people/outbox").content.decode()
    assert "Page 2 of 2" in browser.get("/people/outbox?page=2").content.decode()
    assert "Page 2 of 2" in browser.get("/people/outbox?page=99").content.decode()
