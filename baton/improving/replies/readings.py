# SPDX-License-Identifier: MIT
"""What the numbers of replies say, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from baton.improving.replies.answered import Answered, Group
from baton.improving.replies.models import Recipient, Reply
from baton.improving.replies.queries import Counts
from baton.listening.contacts.models import Contact
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import count, listed, number, percent

State = Recipient.State
WAYS: Mapping[str, str] = {
    "": _lazy("not known"),
    **{way.value: way.label for way in Contact.Way},
}
#: Why somebody is held back, as far as a person says so.
HOLDS: Mapping[str, str] = {
    each.value: each.label for each in Recipient.Hold if each != Recipient.Hold.NONE
}
#: What each state means, and what is to be done.
MEANINGS: Mapping[str, str] = {
    State.TO_CONFIRM: _lazy(
        "Only the classifier says that they spoke of this. Confirm them, or leave them out."
    ),
    State.READY: _lazy("They get it when it is sent."),
    State.HELD: _lazy("Nobody writes to them for now."),
    State.UNMET: _lazy("They asked for a form or a language that is not there yet."),
    State.NOTICE: _lazy("Nobody knows how to reach them: a public page and a notice tell them."),
    State.SENT: _lazy("They were told."),
    State.BOUNCED: _lazy("The message came back. Look for another way."),
    State.LEFT_OUT: _lazy("Somebody left them out."),
}


def _people(many: int) -> str:
    return count(many, "person", "people")


def overview(sent: int, told: int, waiting: int) -> str:
    """How many people were answered by how many replies, and what nobody answered."""
    if not sent and not waiting:
        return ""
    said = _many("%(n)s reply told %(people)s.", "%(n)s replies told %(people)s.", sent) % {
        "n": number(sent),
        "people": _people(told),
    }
    if not waiting:
        return said
    more = _many(
        "%(n)s concluded finding has no reply yet.",
        "%(n)s concluded findings have no reply yet.",
        waiting,
    ) % {"n": number(waiting)}
    return f"{said} {more}"


def sentence(reply: Reply, counts: Counts) -> str:
    """How a reply stands."""
    everybody = counts.everybody
    if not everybody:
        return _("Nobody stands behind it who could be told.")
    if reply.state == Reply.State.DRAFT:
        said = _("It answers %(people)s. %(ready)s would be told when it is sent.")
        return said % {"people": _people(everybody), "ready": number(counts.of(State.READY))}
    told = counts.of(State.SENT)
    notice = counts.of(State.NOTICE)
    if notice:
        said = _many(
            "Of %(people)s %(n)s was told, and %(notice)s can read it on a notice.",
            "Of %(people)s %(n)s were told, and %(notice)s can read it on a notice.",
            told,
        )
    else:
        said = _many("Of %(people)s %(n)s was told.", "Of %(people)s %(n)s were told.", told)
    return said % {"people": _people(everybody), "n": number(told), "notice": number(notice)}


def answered(found: Answered) -> str:
    """How many voices of the year were answered, and how soon."""
    if not found.heard:
        return _("Nobody was heard in these months.")
    told = {
        "answered": number(found.answered),
        "voices": count(found.heard, "voice"),
        "share": percent(found.share),
    }
    if found.days is None:
        said = _("%(answered)s of %(voices)s were answered (%(share)s).") % told
    else:
        said = _(
            "%(answered)s of %(voices)s were answered (%(share)s), half of them within %(days)s."
        ) % {**told, "days": count(found.days, "day")}
    if not found.by_notice:
        return said
    more = _("%(n)s more can read the answer on a notice.") % {"n": number(found.by_notice)}
    return f"{said} {more}"


def of_groups(less: Sequence[Group]) -> str:
    """Whether some are answered less than the others."""
    if not less:
        return _("No group is answered less than the others, as far as can be told.")
    said = _many(
        "%(groups)s is answered less than others, beyond chance.",
        "%(groups)s are answered less than others, beyond chance.",
        len(less),
    )
    return said % {"groups": listed([each.name for each in less])}
