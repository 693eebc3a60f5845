# SPDX-License-Identifier: MIT
"""The one door for messages that leave: rendered once, kept, sent by the worker, followed up.

A subject line lies open on a locked telephone and in every mail server's log. So it may name
only the body and the product: a template whose subject uses anything else is refused.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, message_from_string
from email.message import Message as Letter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Case, Q, When
from django.urls import reverse
from jinja2 import meta

from baton.core import clock
from baton.people import texts
from baton.people.models import Message, Organisation
from baton.ui import speech, words
from baton.ui.wording import _

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
MAY_STAND_IN_A_SUBJECT = frozenset({"organisation", "baton", "_"})

#: How long to wait after the first, second, … failure; after the last it is given up.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
#: A message that a worker took and never finished is taken again after this.
LEASE = timedelta(minutes=10)


#: These leave before all others.
URGENT = ("safety_alert", "safety_escalation")
#: Stands for a link that only the recipient may follow, wherever anybody else reads the message.
LINK_UNSEEN = "[a link for this person alone]"
_WITH_OWN_LINK = (
    *("invitation", "password_reset"),
    *("partner_link", "heard_right"),
    *("news", "news_confirm"),
    *("activity_invitation", "activity_place", "activity_changed", "activity_reminder"),
    *("reply", "reply_text"),
)
#: A code that only the recipient may type.
_WITH_OWN_CODE = ("reply_code",)
CODE_UNSEEN = "[a code for this person alone]"
#: Stands in a message whose reader was promised that we forget them.
FORGOTTEN = "Whom this was for, and what it said, was forgotten as promised."
_ABOUT_THE_LETTER = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


class SubjectTellsTooMuch(Exception):
    """A template's subject line would name more than the body and the product."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as its reader would get it."""

    subject: str
    body: str


# Plain text needs no escaping: nothing here becomes HTML.
_jinja = jinja2.Environment(  # noqa: S701
    loader=jinja2.FileSystemLoader(TEMPLATES),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_jinja.add_extension("jinja2.ext.i18n")
_jinja.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=True)  # type: ignore[attr-defined]
_jinja.filters.update(words.FILTERS)


def template_names() -> list[str]:
    """Every message that Baton can send."""
    return sorted(path.stem for path in (TEMPLATES / "people" / "mail").glob("*.txt"))


def check_subject(template: str, subject: str) -> None:
    """Raise SubjectTellsTooMuch if the subject's source names anything that it must not."""
    told = meta.find_undeclared_variables(_jinja.parse(subject)) - MAY_STAND_IN_A_SUBJECT
    if told:
        raise SubjectTellsTooMuch(
            f"The subject of “{template}” would tell {words.listed(sorted(told))}. "
            "It may name only the organisation and Baton."
        )


@cache
def _template(name: str) -> tuple[jinja2.Template, jinja2.Template]:
    source = (TEMPLATES / "people" / "mail" / f"{name}.txt").read_text(encoding="utf-8")
    first, _, body = source.partition("\n")
    subject = first.removeprefix("Subject:").strip()
    check_subject(name, subject)
    return _jinja.from_string(subject), _jinja.from_string(body.lstrip("\n"))


def preview(template: str, *, organisation: Organisation | None, **context: Any) -> Rendered:
    """The message as it would be sent; nothing is stored."""
    subject, body = _template(template)
    names = {
        "organisation": organisation.name if organisation else "",
        "baton": settings.BATON_NAME,
    }
    return Rendered(
        subject=" ".join(subject.render(names).split())[:200],
        body=body.render(context | names).strip() + "\n",
    )


def put(
    template: str,
    recipient: str,
    *,
    organisation: Organisation | None,
    key: str,
    way: str = Message.Way.EMAIL,
    **context: Any,
) -> Message:
    """Write a message, once, in the caller's transaction; the worker sends it after.

    The same `key` again returns the message already written, whatever became of it.
    """
    rendered = preview(template, organisation=organisation, **context)
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "organisation": organisation,
            "template": template,
            "way": way,
            "recipient": recipient,
            "subject": rendered.subject,
            "body": rendered.body,
        },
    )
    return message


def written(keys: Iterable[str]) -> set[str]:
    """Which of these messages were written already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def forget(keys: Iterable[str]) -> int:
    """Take out of these messages to whom they went and what they said; returns of how many. One
    that still waits is not sent any more."""
    named = Message.objects.filter(key__in=list(keys))
    late = _("It was not sent before it was to be forgotten.")
    named.filter(state=Message.State.WAITING).update(state=Message.State.FAILED, problem=late)
    return named.update(recipient="", body=FORGOTTEN)


def link(url_name: str, *arguments: object) -> str:
    """A page's whole address, for a message."""
    return settings.BATON_ADDRESS + reverse(url_name, args=arguments)


def body_for_others(message: Message) -> str:
    """The body for those who look after the outbox: whoever holds a personal link is its person."""
    if message.template in _WITH_OWN_CODE:
        return re.sub(r"\b[0-9]{6}\b", CODE_UNSEEN, message.body)
    if message.template not in _WITH_OWN_LINK:
        return message.body
    return re.sub(re.escape(settings.BATON_ADDRESS) + r"/\S+", LINK_UNSEEN, message.body)


def message_id(message: Message) -> str:
    """The same at every attempt, so that a letter sent twice is one letter to its reader."""
    return f"<{message.public_id}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.BATON_ADDRESS).hostname or "localhost"


def send_due(limit: int = 20) -> int:
    """Send what waits, what is urgent first; returns how many were sent.

    Safe in two workers at once. A turn ends when the mail server cannot be reached: the next
    turn begins with the next message.
    """
    due = (
        Message.objects.filter(
            state__in=[Message.State.WAITING, Message.State.SENDING],
            next_attempt_at__lte=clock.now(),
        )
        .annotate(urgency=Case(When(template__in=URGENT, then=0), default=1))
        .order_by("urgency", "next_attempt_at", "pk")[:limit]
    )
    sent = 0
    try:
        for message in due:
            if _claim(message):
                sent += _send(message)
    except _Unreachable:
        log.warning("The mail server could not be reached; messages wait in the outbox")
    return sent


class _Unreachable(Exception):
    """The trouble is the mail server's or the gateway's, not this message's."""


def _claim(message: Message) -> bool:
    """Take one message in hand, unless another worker was first.

    While it is being sent, `next_attempt_at` is when its sender is taken for dead.
    """
    mine = Message.objects.filter(
        pk=message.pk, state=message.state, next_attempt_at=message.next_attempt_at
    )
    if message.attempts > len(BACKOFF):
        mine.update(
            state=Message.State.FAILED, problem=_("Its sending was begun and never finished.")
        )
        return False
    message.attempts += 1
    return bool(
        mine.update(
            state=Message.State.SENDING,
            attempts=message.attempts,
            next_attempt_at=clock.now() + LEASE,
        )
    )


def _send(message: Message) -> bool:
    """Send one message and write down what became of it."""
    try:
        if message.way == Message.Way.SMS:
            texts.send(message.recipient, message.body, reference=str(message.public_id))
        else:
            _compose(message).send()
    except texts.Refused as problem:
        _finish(message, Message.State.BOUNCED, str(problem))
        return False
    except (smtplib.SMTPException, OSError) as problem:
        _note_failure(message, problem)
        if not isinstance(problem, _ABOUT_THE_LETTER):
            raise _Unreachable from problem
        return False
    except Exception as surprise:
        log.exception("Message %s could not be put together", message.pk)
        _finish(
            message,
            Message.State.FAILED,
            _("It could not be put together: %(problem)r") % {"problem": surprise},
        )
        return False
    _finish(message, Message.State.SENT)
    return True


def _compose(message: Message) -> EmailMessage:
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.recipient],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )


def _note_failure(message: Message, problem: Exception) -> None:
    """Bounced, if the other side said never; else later, a few times."""
    reason, is_final = _reason(problem)
    if is_final:
        _finish(message, Message.State.BOUNCED, reason)
    elif message.attempts > len(BACKOFF):
        _finish(message, Message.State.FAILED, reason)
    else:
        Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
            state=Message.State.WAITING,
            next_attempt_at=clock.now() + BACKOFF[message.attempts - 1],
            problem=reason,
        )


def _reason(problem: Exception) -> tuple[str, bool]:
    """What the mail server said, and whether it said never (5xx) to this recipient or letter.

    A 5xx to our sender or our password is our own fault, which somebody may mend meanwhile.
    """
    code: int = 0
    said: bytes | str = ""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, said = problem.smtp_code, problem.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    if isinstance(problem, texts.NotTaken):
        return str(problem)[:500], False
    refused = isinstance(problem, _ABOUT_THE_LETTER)
    reason = (
        f"{code} {text}"
        if code
        else _("The mail server could not be reached: %(problem)s") % {"problem": problem}
    )
    return " ".join(reason.split())[:500], refused and 500 <= code < 600


def _finish(message: Message, state: str, problem: str = "") -> None:
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=state,
        problem=problem[:500],
        sent_at=clock.now() if state == Message.State.SENT else None,
    )


def record_bounce(raw: bytes) -> Message | None:
    """Mark the message that a delivery report (RFC 3464) says has failed; None if it is not ours.

    Reports of a delay or of a delivery change nothing.
    """
    report = message_from_bytes(raw)
    if report.get_content_type() != "multipart/report":
        return None
    diagnostic, original = None, None
    for part in _parts(report):
        if part.get_content_type() == "message/delivery-status":
            diagnostic = diagnostic or _failure(part)
        elif part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            original = original or _ours(part)
    if diagnostic is None or original is None:
        return None
    found = Message.objects.filter(~Q(state=Message.State.BOUNCED), public_id=original)
    found.update(state=Message.State.BOUNCED, problem=diagnostic[:500])
    return Message.objects.filter(public_id=original).first()


def _parts(letter: Letter) -> list[Letter]:
    """The letters within a letter; none in plain text."""
    payload = letter.get_payload()
    return (
        [part for part in payload if isinstance(part, Letter)] if isinstance(payload, list) else []
    )


def _failure(status: Letter) -> str | None:
    """The diagnostic of the first recipient whom the letter did not reach."""
    for block in _parts(status):
        if str(block.get("Action", "")).strip().lower() == "failed":
            said = str(
                block.get("Diagnostic-Code") or block.get("Status") or _("No reason was given.")
            )
            return " ".join(said.partition(";")[2].split() or said.split())
    return None


def _ours(returned: Letter) -> str | None:
    """The public id in the Message-ID of the letter that came back."""
    whole = _parts(returned)
    letter = whole[0] if whole else message_from_string(str(returned.get_payload()))
    stated = str(letter.get("Message-ID", "")).strip()
    match = re.fullmatch(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)>", stated)
    return match[1] if match and match[2] == _host() else None
