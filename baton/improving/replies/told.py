# SPDX-License-Identifier: MIT
"""What became of what one person said, step by step and in plain words, for that person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from baton.improving.decisions.models import Action
from baton.improving.findings.models import Asked, Finding, Support
from baton.improving.replies.models import Recipient, Reply
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution
from baton.ui.speech import gettext, ngettext, noop
from baton.ui.words import number

_BY_WAY = {
    Contact.Way.EMAIL: noop("This page, and an e-mail to you."),
    Contact.Way.SMS: noop("This page, and a text to your phone."),
    Contact.Way.POST: noop("This page, and a letter to you."),
    Contact.Way.PHONE: noop("This page, and a call to you."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, or is still to come."""

    on: date | None
    title: str
    says: str = ""
    is_here: bool = False
    is_to_come: bool = False


def steps(reply: Reply, recipient: Recipient | None = None) -> list[Step]:
    """The line from what was said to this page, in the order of its days."""
    findings = list(reply.findings.all())
    past = sorted(_past(reply, findings, recipient), key=lambda step: step.on or date.min)
    way = _BY_WAY.get(Contact.Way(recipient.way), "") if recipient and recipient.way else ""
    told_at = (recipient.sent_at if recipient else None) or reply.sent_at
    says = gettext(way) if way else gettext("This page.")
    here = Step(_day(told_at), gettext("We are telling you"), says, is_here=True)
    to_come = []
    if reply.next_says:
        title = gettext("What comes next")
        to_come.append(Step(reply.next_on, title, reply.next_says, is_to_come=True))
    return [*past, here, *to_come]


def _past(reply: Reply, findings: list[Finding], recipient: Recipient | None) -> Iterator[Step]:
    said = contributions(recipient) if recipient else []
    if said:
        yield Step(_day(said[0].received_at), gettext("We read it"), _with_others(findings))
    concluded = [each.concluded_at for each in findings if each.concluded_at]
    understood = _plain([(each.told, _sentence(each.sentence)) for each in findings], recipient)
    if concluded and understood:
        also = _asked(findings) if recipient else ""
        yield Step(
            _day(max(concluded)), gettext("We wrote down what we understood"), f"{understood}{also}"
        )
    decision = reply.decision
    if decision:
        named = {"group": decision.group.name, "title": decision.title}
        ours = gettext("%(group)s decided: %(title)s.") % named
        if says := _plain([(decision.told, ours)], recipient):
            yield Step(decision.decided_on, gettext("A decision was made"), says)
    for action in reply.actions.filter(state=Action.State.DONE, done_on__isnull=False):
        if says := _plain([(action.told, _sentence(action.title))], recipient):
            yield Step(action.done_on, gettext("It was done"), says)


def _plain(texts: list[tuple[str, str]], recipient: Recipient | None) -> str:
    """Each as it is told in plain words. Where it is not, whoever spoke reads it as staff wrote it,
    and everybody else nothing."""
    return " ".join(filter(None, (told or (ours if recipient else "") for told, ours in texts)))


def _asked(findings: list[Finding]) -> str:
    heard = Asked.objects.filter(check_of__finding__in=findings).count()
    return f" {were_asked(heard)}" if heard else ""


def contributions(recipient: Recipient) -> list[Contribution]:
    """What somebody said that this reply answers, as far as it is still there."""
    rows = Contribution.objects.filter(answered_by__recipient=recipient)
    return list(rows.select_related("service", "organisation").order_by("said_at", "pk"))


def _with_others(findings: list[Finding]) -> str:
    people = Support.objects.filter(finding__in=findings).values("contribution").distinct().count()
    if people > 1:
        said = ngettext(
            "Yours is one of %(num)s things that people told us of this.",
            "Yours is one of %(num)s things that people told us of this.",
            people,
        )
        return said % {"num": number(people)}
    return gettext("You told us of this.")


def were_asked(people: int) -> str:
    """That some of those who spoke were asked about what was understood."""
    return ngettext(
        "We asked %(num)s of you whether we had heard right.",
        "We asked %(num)s of you whether we had heard right.",
        people,
    ) % {"num": number(people)}


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?" else f"{text}."


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
