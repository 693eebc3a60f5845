# SPDX-License-Identifier: MIT
"""What a register says, in sentences written from its numbers. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.people.stakeholders.models import Assessment, Stakeholder
from baton.people.stakeholders.queries import Standing
from baton.people.stakeholders.strategy import REACH, pair, strategy_for
from baton.ui import words
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import capitalised, count, listed, short_day

_WORDS = (
    *(_lazy("no"), _lazy("one"), _lazy("two"), _lazy("three"), _lazy("four"), _lazy("five")),
    *(_lazy("six"), _lazy("seven"), _lazy("eight"), _lazy("nine"), _lazy("ten")),
)


def in_words(number: int) -> str:
    """Small numbers as a word.

    >>> in_words(3), in_words(14)
    ('three', '14')
    """
    return str(_WORDS[number]) if number < len(_WORDS) else words.number(number)


def overview(rows: Sequence[Standing]) -> str:
    """The answer on top of a register."""
    if not rows:
        return _("Nobody is in this register yet.")
    sentences = [_overdue(rows)]
    closer = sum(row.closer > 0 for row in rows)
    further = sum(row.closer < 0 for row in rows)
    moved = [
        *([_closer(closer) % {"n": in_words(closer)}] if closer else []),
        *([_away(further) % {"n": in_words(further)}] if further else []),
    ]
    if moved:
        told = _("%(moved)s in the last six months.") % {"moved": listed(moved)}
    else:
        apart = sum(row.gap > 0 for row in rows)
        told = _many(
            "%(n)s of %(relationships)s stands further away than you wish.",
            "%(n)s of %(relationships)s stand further away than you wish.",
            apart,
        ) % {"n": in_words(apart), "relationships": count(len(rows), "relationship")}
    return " ".join([*sentences, capitalised(told)])


def _closer(number: int) -> str:
    return _many(
        "%(n)s relationship has come closer", "%(n)s relationships have come closer", number
    )


def _away(number: int) -> str:
    return _many("%(n)s relationship has moved away", "%(n)s relationships have moved away", number)


def _overdue(rows: Sequence[Standing]) -> str:
    late = [row for row in rows if row.stakeholder.is_overdue]
    if not late:
        return _("No contact is overdue.")
    facing = sum(row.stakeholder.faces_inequality for row in late)
    if facing:
        told = _many(
            "%(n)s contact is overdue, with a group that faces inequality.",
            "%(n)s contacts are overdue, %(facing)s of them with groups that face inequality.",
            len(late),
        )
    else:
        told = _many("%(n)s contact is overdue.", "%(n)s contacts are overdue.", len(late))
    return capitalised(told % {"n": in_words(len(late)), "facing": in_words(facing)})


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
        parts.append(_("No next contact is planned."))
    else:
        due = {"day": short_day(stakeholder.next_contact_on)}
        was = _("The next contact was due on %(day)s.") % due
        parts.append(
            was if stakeholder.is_overdue else _("The next contact is due on %(day)s.") % due
        )
    return " ".join(parts)
