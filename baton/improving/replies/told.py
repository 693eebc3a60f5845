# SPDX-License-Identifier: MIT
"""What everybody may read of a reply, step by step; and what one person said that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from baton.improving.decisions.models import Action
from baton.improving.replies.models import Recipient, Reply
from baton.listening.models import Contribution
from baton.ui.speech import gettext


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, or is still to come."""

    on: date | None
    title: str
    says: str = ""
    is_here: bool = False
    is_to_come: bool = False


def steps(reply: Reply) -> list[Step]:
    """The line to this page for everybody, in the order of its days: of findings, the decision and
    actions only what was written for everybody to read."""
    here = Step(
        _day(reply.sent_at), gettext("We are telling you"), gettext("This page."), is_here=True
    )
    to_come = []
    if reply.next_says:
        title = gettext("What comes next")
        to_come.append(Step(reply.next_on, title, reply.next_says, is_to_come=True))
    past = sorted(_past(reply), key=lambda step: step.on or date.min)
    return [*past, here, *to_come]


def _past(reply: Reply) -> Iterator[Step]:
    findings = reply.findings.exclude(told="").exclude(concluded_at=None).order_by("concluded_at")
    if told := list(findings):
        says = " ".join(each.told for each in told)
        title = gettext("We wrote down what we understood")
        yield Step(_day(told[-1].concluded_at), title, says)
    decision = reply.decision
    if decision and decision.told:
        yield Step(decision.decided_on, gettext("A decision was made"), decision.told)
    done = reply.actions.filter(state=Action.State.DONE, done_on__isnull=False).exclude(told="")
    for action in done:
        yield Step(action.done_on, gettext("It was done"), action.told)


def contributions(recipient: Recipient) -> list[Contribution]:
    """What somebody said that this reply answers, as far as it is still there."""
    rows = Contribution.objects.filter(answered_by__recipient=recipient)
    return list(rows.select_related("service", "organisation").order_by("said_at", "pk"))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
