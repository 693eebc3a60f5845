# SPDX-License-Identifier: MIT
"""The same line in plain words, for the person who spoke: no names, no abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from baton.core import clock
from baton.improving.batons.models import Baton, Move
from baton.improving.decisions.models import Action
from baton.improving.replies.models import Recipient, Reply
from baton.improving.trace import queries, rows
from baton.improving.trace.lines import Known, decided_at, noon
from baton.improving.trace.rows import Row
from baton.programmes.models import StageKind
from baton.ui.speech import gettext, ngettext, noop
from baton.ui.words import capitalised, day, number

#: Who takes a finding up in each stage, as people outside would say it.
_WHO = {
    StageKind.NEEDS: noop("To those who ask what people need: %(programme)s."),
    StageKind.PLAN: noop("To those who plan services: %(programme)s."),
    StageKind.IMPROVE: noop("To those who improve services: %(programme)s."),
    StageKind.PROCURE: noop("To those who choose and buy services: %(programme)s."),
    StageKind.MONITOR: noop("To those who watch over services: %(programme)s."),
}
_TURNED = {
    Action.State.DOING: noop("Work on it began"),
    Action.State.DONE: noop("It was done"),
    Action.State.NOT_DOING: noop("It will not be done"),
    Action.State.NOT_FIXED: noop("It is looked at again"),
}
_WAYS = {
    "email": noop("This page, and an e-mail."),
    "sms": noop("This page, and a text to your phone."),
    "post": noop("This page, and a letter."),
    "phone": noop("This page, and a call."),
    "partner": noop("This page, through those who passed your words on."),
}
_THIS_PAGE = noop("This page.")


@dataclass(frozen=True, slots=True)
class Told:
    """One step as the person reads it."""

    at: datetime
    name: str
    says: str
    is_to_come: bool = False
    is_here: bool = False

    @property
    def when(self) -> str:
        return day(self.at)


def told_to_person(recipient: Recipient) -> list[Told]:
    """From their words to this reply and what comes after it. It holds no words of theirs."""
    reply = recipient.reply
    findings = list(reply.findings.order_by("number").values_list("pk", flat=True))
    known = Known.of(rows.of_findings(reply.organisation, findings))
    behind = known.behind(findings)
    here = Told(
        recipient.sent_at or reply.sent_at or clock.now(),
        gettext("We are telling you"),
        gettext(_WAYS.get(recipient.way, _THIS_PAGE)),
        is_here=True,
    )
    # Some of it is known to the day only: on one day it stands in this order.
    parts = [
        _read(recipient, findings),
        _understood(known),
        _moved(behind),
        _decided(behind, reply),
        _done(behind, reply),
        iter([here]),
    ]
    happened = [(place, each) for place, part in enumerate(parts) for each in part]
    happened.sort(key=lambda each: (timezone.localdate(each[1].at), each[0], each[1].at))
    steps = [each for _, each in happened]
    return [*steps, *_to_come(recipient, behind)]


def _read(recipient: Recipient, findings: list[int]) -> Iterator[Told]:
    theirs = recipient.behind.exclude(contribution=None).select_related("contribution")
    received = [each.contribution.received_at for each in theirs if each.contribution]
    if received:
        others = queries.voices(findings).number - len(received)
        yield Told(min(received), gettext("We read it"), _with(others))


def _with(others: int) -> str:
    if others <= 0:
        return gettext("You told us about this.")
    told = ngettext(
        "You and %(num)s other told us about this.",
        "You and %(num)s others told us about this.",
        others,
    )
    return told % {"num": number(others)}


def _understood(known: Known) -> Iterator[Told]:
    """What was concluded, and whether people were asked if it is right."""
    for key, row in known.findings.items():
        if row.then is None:
            continue
        checks = [each for each in known.others[key] if each.kind == "check"]
        plain = row.says or next((each.title for each in reversed(checks)), "") or row.title
        asked = sum(each.number for each in checks)
        right = f" {_were_asked(asked)}" if asked else ""
        title = gettext("We wrote down what we understood")
        yield Told(row.then, title, f"{_sentence(plain)}{right}")


def _were_asked(people: int) -> str:
    if people == 1:
        return gettext("We asked one of you whether we had heard right.")
    return ngettext(
        "We asked %(num)s of you whether we had heard right.",
        "We asked %(num)s of you whether we had heard right.",
        people,
    ) % {"num": number(people)}


def _moved(happened: list[Row]) -> Iterator[Told]:
    """That it was handed on; and that it ended somewhere, with the reason that people are told."""
    for row in happened:
        if row.at is None:
            continue
        if row.kind == "baton" and row.code in (Move.Kind.ON, Move.Kind.COPIED):
            whom = gettext(_WHO[StageKind(row.title)]) % {"programme": row.says}
            yield Told(row.at, gettext("It was handed on"), whom)
        elif row.kind == "closed" and row.code == Baton.State.ENDED:
            yield Told(row.at, gettext("It ends here"), _sentence(row.says))


def _decided(happened: list[Row], reply: Reply) -> Iterator[Told]:
    """What answered the batons of the findings; and what the reply itself names."""
    decisions = {row.key: row for row in happened if row.kind == "decision"}
    for row in decisions.values():
        says = row.says or f"{row.more}: {row.title}"
        yield Told(decided_at(row), gettext("A decision was made"), _sentence(says))
    named = reply.decision
    if named is not None and named.pk not in decisions:
        says = named.told or f"{named.group}: {named.title}"
        yield Told(noon(named.decided_on), gettext("A decision was made"), _sentence(says))


def _done(happened: list[Row], reply: Reply) -> Iterator[Told]:
    actions = {row.key: row for row in happened if row.kind == "action"}
    for row in happened:
        if row.kind == "turn" and row.code in _TURNED and row.at is not None:
            # One reason is ours: that somebody says it is not put right.
            says = gettext(row.says) or actions[row.key].says or row.title
            yield Told(row.at, gettext(_TURNED[Action.State(row.code)]), _sentence(says))
    named = reply.actions.filter(state=Action.State.DONE, done_on__isnull=False)
    for action in named.exclude(pk__in=actions):
        assert action.done_on is not None
        says = _sentence(action.told or action.title)
        yield Told(noon(action.done_on), gettext(_TURNED[Action.State.DONE]), says)


def _to_come(recipient: Recipient, happened: list[Row]) -> Iterator[Told]:
    # Of what is not fixed the line has said that it is looked at again; its old day is no promise.
    owed = (Action.State.TO_DO, Action.State.DOING)
    open_ones = [row for row in happened if row.kind == "action" and row.code in owed]
    for row in sorted(open_ones, key=lambda each: each.day or clock.today()):
        assert row.day is not None
        says = _sentence(row.says or row.title)
        yield Told(noon(row.day), gettext("To be done"), says, is_to_come=True)
    reply = recipient.reply
    if reply.next_on and reply.next_says:
        at = noon(reply.next_on)
        says = _sentence(reply.next_says)
        yield Told(at, gettext("We will look again"), says, is_to_come=True)


def _sentence(text: str) -> str:
    """With a capital, and a full stop where it has no end.

    >>> _sentence("seats came"), _sentence("Why not?")
    ('Seats came.', 'Why not?')
    """
    text = capitalised(text.strip())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
