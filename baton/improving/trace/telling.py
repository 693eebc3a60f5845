# SPDX-License-Identifier: MIT
"""The same line in plain words, for the person who spoke: no names, no abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from baton.core import clock
from baton.improving.batons.models import Baton, Move
from baton.improving.decisions.models import Action
from baton.improving.replies.models import Recipient
from baton.improving.trace import queries, rows
from baton.improving.trace.lines import Known, decided_at, noon
from baton.improving.trace.rows import Row
from baton.programmes.models import StageKind
from baton.ui.words import capitalised, day

#: Who takes a finding up in each stage, as people outside would say it.
_WHO = {
    StageKind.NEEDS: "those who ask what people need",
    StageKind.PLAN: "those who plan services",
    StageKind.IMPROVE: "those who improve services",
    StageKind.PROCURE: "those who choose and buy services",
    StageKind.MONITOR: "those who watch over services",
}
_TURNED = {
    Action.State.DOING: "Work on it began",
    Action.State.DONE: "It was done",
    Action.State.NOT_DOING: "It will not be done",
    Action.State.NOT_FIXED: "It is looked at again",
}
_WAYS = {
    "email": "This page, and an e-mail.",
    "sms": "This page, and a text to your phone.",
    "post": "This page, and a letter.",
    "phone": "This page, and a call.",
    "partner": "This page, through those who passed your words on.",
}


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
    happened = [
        *_read(recipient, findings),
        *_understood(known),
        *_moved(known.behind(findings)),
        *_decided(known.behind(findings)),
        Told(
            recipient.sent_at or reply.sent_at or clock.now(),
            "We are telling you",
            _WAYS.get(recipient.way, "This page."),
            is_here=True,
        ),
    ]
    steps = sorted(happened, key=lambda each: (each.at, each.is_here))
    return [*steps, *_to_come(recipient, known.behind(findings))]


def _read(recipient: Recipient, findings: list[int]) -> Iterator[Told]:
    theirs = recipient.behind.exclude(contribution=None).select_related("contribution")
    received = [each.contribution.received_at for each in theirs if each.contribution]
    if received:
        others = queries.voices(findings).number - len(received)
        with_them = f"You and {others:,} other{'s' * (others != 1)}" if others > 0 else "You"
        yield Told(min(received), "We read it", f"{with_them} told us about this.")


def _understood(known: Known) -> Iterator[Told]:
    """What was concluded, and whether people were asked if it is right."""
    for key, row in known.findings.items():
        if row.then is None:
            continue
        checks = [each for each in known.others[key] if each.kind == "check"]
        plain = row.says or next((each.title for each in reversed(checks)), "") or row.title
        asked = sum(each.number for each in checks)
        people = f"{asked:,} of you" if asked > 1 else "one of you"
        right = f" We asked {people} whether we had heard right." if asked else ""
        yield Told(row.then, "We wrote down what we understood", f"{_sentence(plain)}{right}")


def _moved(happened: list[Row]) -> Iterator[Told]:
    """That it was handed on; and that it ended somewhere, with the reason that people are told."""
    for row in happened:
        if row.at is None:
            continue
        if row.kind == "baton" and row.code in (Move.Kind.ON, Move.Kind.COPIED):
            whom = _WHO[StageKind(row.title)]
            yield Told(row.at, "It was handed on", f"To {whom}: {row.says}.")
        elif row.kind == "closed" and row.code == Baton.State.ENDED:
            yield Told(row.at, "It ends here", _sentence(row.says))


def _decided(happened: list[Row]) -> Iterator[Told]:
    actions = {row.key: row for row in happened if row.kind == "action"}
    decisions = {row.key: row for row in happened if row.kind == "decision"}
    for row in decisions.values():
        says = row.says or f"{row.more}: {row.title}"
        yield Told(decided_at(row), "A decision was made", _sentence(says))
    for row in happened:
        if row.kind == "turn" and row.code in _TURNED and row.at is not None:
            says = row.says or actions[row.key].says or row.title
            yield Told(row.at, _TURNED[Action.State(row.code)], _sentence(says))


def _to_come(recipient: Recipient, happened: list[Row]) -> Iterator[Told]:
    # Of what is not fixed the line has said that it is looked at again; its old day is no promise.
    owed = (Action.State.TO_DO, Action.State.DOING)
    open_ones = [row for row in happened if row.kind == "action" and row.code in owed]
    for row in sorted(open_ones, key=lambda each: each.day or clock.today()):
        assert row.day is not None
        yield Told(noon(row.day), "To be done", _sentence(row.says or row.title), is_to_come=True)
    reply = recipient.reply
    if reply.next_on and reply.next_says:
        at = noon(reply.next_on)
        yield Told(at, "We will look again", _sentence(reply.next_says), is_to_come=True)


def _sentence(text: str) -> str:
    """With a capital, and a full stop where it has no end.

    >>> _sentence("seats came"), _sentence("Why not?")
    ('Seats came.', 'Why not?')
    """
    text = capitalised(text.strip())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
