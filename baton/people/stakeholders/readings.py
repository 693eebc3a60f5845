# SPDX-License-Identifier: MIT
"""What a register says, in sentences written from its numbers. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.people.stakeholders.models import Assessment, Stakeholder
from baton.people.stakeholders.queries import Standing
from baton.people.stakeholders.strategy import REACH, pair, strategy_for
from baton.ui.words import capitalised, count, listed, short_day

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(number: int) -> str:
    """Small numbers as a word.

    >>> in_words(3), in_words(14)
    ('three', '14')
    """
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def overview(rows: Sequence[Standing]) -> str:
    """The answer on top of a register."""
    if not rows:
        return "Nobody is in this register yet."
    sentences = [_overdue(rows)]
    closer = sum(row.closer > 0 for row in rows)
    further = sum(row.closer < 0 for row in rows)
    moved = [
        f"{in_words(number)} {'relationship has' if number == 1 else 'relationships have'} {how}"
        for number, how in ((closer, "come closer"), (further, "moved away"))
        if number
    ]
    if moved:
        sentences.append(f"{capitalised(listed(moved))} in the last six months.")
    else:
        apart = sum(row.gap > 0 for row in rows)
        sentences.append(
            f"{capitalised(in_words(apart))} of {count(len(rows), 'relationship')} "
            f"{'stands' if apart == 1 else 'stand'} further away than you wish."
        )
    return " ".join(sentences)


def _overdue(rows: Sequence[Standing]) -> str:
    late = [row for row in rows if row.stakeholder.is_overdue]
    if not late:
        return "No contact is overdue."
    facing = sum(row.stakeholder.faces_inequality for row in late)
    contacts = "contact is" if len(late) == 1 else "contacts are"
    first = f"{capitalised(in_words(len(late)))} {contacts} overdue"
    if not facing:
        return f"{first}."
    if len(late) == 1:
        return f"{first}, with a group that faces inequality."
    return f"{first}, {in_words(facing)} of them with groups that face inequality."


def left_aside(rows: Sequence[Standing]) -> list[Stakeholder]:
    """Those with little power who face inequality, and with whom no contact is planned."""
    return [
        row.stakeholder
        for row in rows
        if row.strategy == REACH and row.stakeholder.next_contact_on is None
    ]


def of_one(stakeholder: Stakeholder, judged: Assessment | None) -> str:
    """The answer on top of somebody's page."""
    parts = []
    if judged is not None:
        asks = strategy_for(
            judged.power, judged.interest, faces_inequality=stakeholder.faces_inequality
        )
        parts.append(f"{pair(judged.current, judged.desired)}. {asks.title}.")
    if stakeholder.next_contact_on is None:
        parts.append("No next contact is planned.")
    else:
        verb = "was" if stakeholder.is_overdue else "is"
        parts.append(f"The next contact {verb} due on {short_day(stakeholder.next_contact_on)}.")
    return " ".join(parts)
