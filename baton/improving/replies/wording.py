# SPDX-License-Identifier: MIT
"""A reply in the language and the form that somebody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from baton.improving.replies.models import Recipient, Reply, Wording
from baton.listening.contacts.models import Contact
from baton.ui.languages import direction


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody reads: plain paragraphs, and which of them say what."""

    language: str
    you_said: Sequence[str]
    we_say: Sequence[str]
    cannot_yet: Sequence[str]
    next_says: str
    #: In place of all others, where Easy Read was asked for and is there.
    easy_read: Sequence[str]
    is_did: bool

    @property
    def direction(self) -> str:
        return direction(self.language)


def paragraphs(text: str) -> list[str]:
    """Lines that are not empty.

    >>> paragraphs("Six seats came.\\n\\nThey have arms.")
    ['Six seats came.', 'They have arms.']
    """
    return [line.strip() for line in text.splitlines() if line.strip()]


def of(reply: Reply, recipient: Recipient | None = None) -> Said:
    """As somebody asked for it; as everybody reads it for none."""
    wanted = recipient.language if recipient else ""
    if wanted not in ("", "en"):
        found = reply.wordings.filter(language=wanted).first()
        if found is not None:
            return in_language(reply, found)
    is_easy = recipient is not None and recipient.format == Contact.Format.EASY_READ
    return _said(reply, reply, "en", easy_read=reply.easy_read if is_easy else "")


def in_language(reply: Reply, wording: Wording) -> Said:
    return _said(reply, wording, wording.language)


def _said(reply: Reply, source: Reply | Wording, language: str, *, easy_read: str = "") -> Said:
    return Said(
        language=language,
        you_said=paragraphs(source.you_said),
        we_say=paragraphs(source.we_say),
        cannot_yet=paragraphs(source.cannot_yet),
        next_says=source.next_says,
        easy_read=paragraphs(easy_read),
        is_did=reply.kind == Reply.Kind.DID,
    )
