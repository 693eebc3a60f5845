# SPDX-License-Identifier: MIT
"""Messages as their readers would get them, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from baton.improving.replies import policies, wording
from baton.improving.replies.models import Recipient, Reply
from baton.listening.contacts.models import Contact
from baton.people import outbox
from baton.people.outbox import Rendered
from baton.ui.languages import OWN_NAMES
from baton.ui.speech import spoken_in
from baton.ui.wording import _


@dataclass(frozen=True, slots=True)
class Preview:
    """One of the messages that differ, and how many people would get it."""

    name: str
    number: int
    message: Rendered
    language: str


def all_of(reply: Reply) -> list[Preview]:
    """By way, language and format, one message each of those that leave by themselves."""
    found: dict[tuple[str, str, bool], list[Recipient]] = {}
    ready = reply.recipients.filter(
        state=Recipient.State.READY, way__in=(Contact.Way.EMAIL, Contact.Way.SMS)
    )
    for each in ready.order_by("way", "language", "pk"):
        is_easy = each.format == Contact.Format.EASY_READ
        key = (each.way, each.language, is_easy and each.way == Contact.Way.EMAIL)
        found.setdefault(key, []).append(each)
    return [_preview(reply, *key, some) for key, some in found.items()]


def _preview(
    reply: Reply, way: str, language: str, is_easy: bool, some: list[Recipient]
) -> Preview:
    is_text, says = way == Contact.Way.SMS, wording.of(reply, some[0])
    with spoken_in(says.language):
        message = outbox.preview(
            "reply_text" if is_text else "reply",
            organisation=reply.organisation,
            link=outbox.LINK_UNSEEN,
            **({} if is_text else {"says": says}),
        )
    parts = [str(Contact.Way(way).label)]
    if language not in ("", "en"):
        parts.append(OWN_NAMES.get(language, language))
    if is_easy:
        parts.append(_("Easy Read"))
    return Preview(", ".join(parts), len(some), message, language or "en")


def why_not(reply: Reply) -> str:
    """Why it cannot be sent now; "" where it can."""
    try:
        policies.check_can_send(reply)
    except policies.NotNow as problem:
        return str(problem)
    return ""
