# SPDX-License-Identifier: MIT
"""What the numbers of replies say, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from baton.improving.replies.answered import Answered, Group
from baton.improving.replies.models import Recipient, Reply
from baton.improving.replies.queries import Counts
from baton.listening.contacts.models import Contact
from baton.ui.words import count, listed, number, percent

State = Recipient.State
WAYS: Mapping[str, str] = {
    "": "not known",
    **{way.value: way.label for way in Contact.Way},
}
#: Why somebody is held back, as far as a person says so.
HOLDS: Mapping[str, str] = {
    each.value: each.label for each in Recipient.Hold if each != Recipient.Hold.NONE
}
#: What each state means, and what is to be done.
MEANINGS: Mapping[str, str] = {
    State.TO_CONFIRM: "Only the classifier says that they spoke of this. Confirm them, or leave "
    "them out.",
    State.READY: "They get it when it is sent.",
    State.HELD: "Nobody writes to them for now.",
    State.UNMET: "They asked for a form or a language that is not there yet.",
    State.NOTICE: "Nobody knows how to reach them: a public page and a notice tell them.",
    State.SENT: "They were told.",
    State.BOUNCED: "The message came back. Look for another way.",
    State.LEFT_OUT: "Somebody left them out.",
}


def _people(many: int) -> str:
    return count(many, "person", "people")


def overview(rows: Sequence[Reply], waiting: int) -> str:
    """How many were answered by replies, and what nobody answered."""
    if not rows and not waiting:
        return ""
    sent = [each for each in rows if each.sent_at]
    told = sum(each.told for each in sent)  # type: ignore[attr-defined]
    said = f"{count(len(sent), 'reply', 'replies')} told {_people(told)}."
    if not waiting:
        return said
    are = "finding has" if waiting == 1 else "findings have"
    return f"{said} {number(waiting)} concluded {are} no reply yet."


def sentence(reply: Reply, counts: Counts) -> str:
    """How a reply stands."""
    everybody = counts.everybody
    if not everybody:
        return "Nobody stands behind it who could be told."
    if reply.state == Reply.State.DRAFT:
        ready = counts.of(State.READY)
        return f"It answers {_people(everybody)}. {number(ready)} would be told when it is sent."
    told = counts.of(State.SENT)
    notice = counts.of(State.NOTICE)
    said = f"Of {_people(everybody)} {number(told)} {'was' if told == 1 else 'were'} told"
    return f"{said}, and {number(notice)} can read it on a notice." if notice else f"{said}."


def answered(found: Answered) -> str:
    """How many voices of the year were answered, and how soon."""
    if not found.heard:
        return "Nobody was heard in these months."
    share = percent(found.share)
    said = f"{number(found.answered)} of {count(found.heard, 'voice')} were answered ({share})"
    if found.days is not None:
        said += f", half of them within {count(found.days, 'day')}"
    if found.by_notice:
        said += f". {number(found.by_notice)} more can read the answer on a notice"
    return f"{said}."


def of_groups(less: Sequence[Group]) -> str:
    """Whether some are answered less than the others."""
    if not less:
        return "No group is answered less than the others, as far as can be told."
    are = "is" if len(less) == 1 else "are"
    return f"{listed([each.name for each in less])} {are} answered less than others, beyond chance."
