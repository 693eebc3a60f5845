# SPDX-License-Identifier: MIT
"""What groups come to, in sentences written from their numbers. None of them says why."""

from __future__ import annotations

from collections.abc import Sequence

from baton.people.groups.models import SEATS_OF_PEOPLE, Group
from baton.people.groups.queries import SEATS_FROM_OUTSIDE, Roll
from baton.ui.words import capitalised, count, day, number

NOWHERE = "It is written nowhere how what this group says reaches a decision."


def overview(rolls: Sequence[Roll]) -> str:
    """All of a body's groups: what stands empty, what is late, what leads nowhere."""
    if not rolls:
        return ""
    is_are = "is" if len(rolls) == 1 else "are"
    sentences = [f"There {is_are} {count(len(rolls), 'group')}.", _outside(rolls)]
    late = sum(each.group.review_is_overdue for each in rolls)
    if late:
        sentences.append(f"The review of {count(late, 'group')} is overdue.")
    lost = sum(bool(gap(each.line)) for each in rolls)
    if lost:
        sentences.append(
            f"Of {count(lost, 'group')} it is written nowhere how what it says reaches a decision."
        )
    return " ".join(sentences)


def _outside(rolls: Sequence[Roll]) -> str:
    seats = sum(each.seats(SEATS_FROM_OUTSIDE) for each in rolls)
    vacant = sum(each.vacant(SEATS_FROM_OUTSIDE) for each in rolls)
    if not seats:
        return "No seat is kept for patients, the public or partners."
    return _vacancies(vacant, seats, "for patients, the public and partners")


def _vacancies(vacant: int, seats: int, whose: str) -> str:
    if seats == 1:
        return f"The one seat {whose} is {'vacant' if vacant else 'filled'}."
    some = number(vacant) if vacant else "none"
    return f"Of {number(seats)} seats {whose}, {some} {'is' if vacant < 2 else 'are'} vacant."


def of_one(roll: Roll) -> str:
    """One group: its seats, then its terms and its review."""
    group = roll.group
    if group.ended_on is not None:
        return f"It ended on {day(group.ended_on)}."
    sentences = ["It has no seats yet."]
    if roll.places:
        sentences = [_filled(roll), _people(roll)]
    return " ".join([*sentences, *_late(roll)])


def _filled(roll: Roll) -> str:
    filled, seats = roll.filled(), roll.seats()
    if seats == 1:
        return f"Its one seat is {'filled' if filled else 'vacant'}."
    return f"{number(filled)} of its {number(seats)} seats {'is' if filled == 1 else 'are'} filled."


def _people(roll: Roll) -> str:
    seats = roll.seats(SEATS_OF_PEOPLE)
    if not seats:
        return "None is kept for patients or the public."
    return _vacancies(roll.vacant(SEATS_OF_PEOPLE), seats, "for patients and the public")


def _late(roll: Roll) -> list[str]:
    sentences = []
    over = sum(each.is_over for each in roll.held)
    soon = sum(each.ends_soon for each in roll.held)
    if over:
        sentences.append(f"{count(over, 'term')} {'is' if over == 1 else 'are'} over.")
    if soon:
        sentences.append(f"{count(soon, 'term')} {'ends' if soon == 1 else 'end'} within 60 days.")
    if roll.group.review_is_overdue and roll.group.review_on:
        sentences.append(f"Its review was due on {day(roll.group.review_on)}.")
    return sentences


def gap(line: Sequence[Group]) -> str:
    """Why what a group says may reach no decision; empty where it is written how it does.

    It does where a group of the line decides, or says in words how it connects.
    """
    group, top = line[0], line[-1]
    if group.ended_on is not None:
        return ""
    if top.ended_on is not None:
        whose = "it" if line[-2] == group else str(line[-2])
        return (
            f"{capitalised(whose)} reports to {top}, which ended on {day(top.ended_on)}. "
            f"Say to whom {whose} reports now."
        )
    if any(each.decides or each.connects for each in line):
        return ""
    if top == group:
        return NOWHERE
    return f"{NOWHERE[:-1]} once it has come to {top}."
