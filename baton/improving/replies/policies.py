# SPDX-License-Identifier: MIT
"""May this be done now? Each function raises, explaining itself."""

from __future__ import annotations

from collections.abc import Collection

from baton.improving.findings.models import Finding
from baton.improving.replies.models import Recipient, Reply
from baton.listening.contacts.models import Contact
from baton.ui.wording import _

#: What leaves by itself; a letter is posted and a call is made by somebody.
BY_ITSELF = (Contact.Way.EMAIL, Contact.Way.SMS, Contact.Way.PARTNER)


class NotNow(ValueError):
    """It cannot be done as things stand."""


def check_can_write(findings: Collection[Finding]) -> None:
    if not findings:
        raise NotNow(_("Choose at least one finding: its people are those who are answered."))
    drafts = [each.name for each in findings if each.is_draft]
    if drafts:
        raise NotNow(
            _("%(finding)s is a draft. Conclude it first, then answer its people.")
            % {"finding": drafts[0]}
        )


def check_can_change(reply: Reply) -> None:
    if reply.state != Reply.State.DRAFT:
        raise NotNow(_("It went to people already, so its words stay as they are. Write another."))


def check_can_send(reply: Reply) -> None:
    """Once everybody was previewed, and everybody of whom only the classifier knew confirmed."""
    if not reply.recipients.exists():
        raise NotNow(_("Look first at who would be answered."))
    unsure = reply.recipients.filter(state=Recipient.State.TO_CONFIRM).count()
    if unsure:
        raise NotNow(
            _(
                "Of %(n)s only the classifier says that they spoke of this. Confirm them or "
                "leave them out, then send it."
            )
            % {"n": unsure}
        )
    if (
        reply.state == Reply.State.SENT
        and not reply.recipients.filter(state=Recipient.State.READY, way__in=BY_ITSELF).exists()
    ):
        raise NotNow(_("It was sent already, once to each person."))


def check_was_begun(reply: Reply) -> None:
    if reply.state == Reply.State.DRAFT:
        raise NotNow(_("It is a draft still. Send it first; letters and calls go out then too."))
