# SPDX-License-Identifier: MIT
"""What groups come to, in sentences written from their numbers. None of them says why."""

from __future__ import annotations

from collections.abc import Sequence

from baton.people.groups.models import SEATS_OF_PEOPLE, Group
from baton.people.groups.queries import SEATS_FROM_OUTSIDE, Roll
from baton.ui.wording import _, _many
from baton.ui.words import count, day, number


def overview(rolls: Sequence[Roll]) -> str:
    """All of a body's groups: what stands empty, what is late, what leads nowhere."""
    if not rolls:
        return ""
    there = _many("There is %(n)s group.", "There are %(n)s groups.", len(rolls))
    sentences = [there % {"n": number(len(rolls))}, _outside(rolls)]
    late = sum(each.group.review_is_overdue for each in rolls)
    if late:
        told = {"groups": count(late, "group")}
        sentences.append(_("The review of %(groups)s is overdue.") % told)
    lost = sum(bool(gap(each.line)) for each in rolls)
    if lost:
        sentences.append(
            _("Of %(groups)s it is written nowhere how what it says reaches a decision.")
            % {"groups": count(lost, "group")}
        )
    return " ".join(sentences)


def _outside(rolls: Sequence[Roll]) -> str:
    seats = sum(each.seats(SEATS_FROM_OUTSIDE) for each in rolls)
    vacant = sum(each.vacant(SEATS_FROM_OUTSIDE) for each in rolls)
    if not seats:
        return _("No seat is kept for patients, the public or partners.")
    return _vacancies(vacant, seats, _("for patients, the public and partners"))


def _vacancies(vacant: int, seats: int, whose: str) -> str:
    told = {"seats": number(seats), "whose": whose, "n": number(vacant)}
    if seats == 1 and vacant:
        return _("The one seat %(whose)s is vacant.") % told
    if seats == 1:
        return _("The one seat %(whose)s is filled.") % told
    if not vacant:
        return _("Of %(seats)s seats %(whose)s, none is vacant.") % told
    some = _many(
        "Of %(seats)s seats %(whose)s, %(n)s is vacant.",
        "Of %(seats)s seats %(whose)s, %(n)s are vacant.",
        vacant,
    )
    return some % told


def of_one(roll: Roll) -> str:
    """One group: its seats, then its terms and its review."""
    group = roll.group
    if group.ended_on is not None:
        return _("It ended on %(day)s.") % {"day": day(group.ended_on)}
    sentences = [_("It has no seats yet.")]
    if roll.places:
        sentences = [_filled(roll), _people(roll)]
    return " ".join([*sentences, *_late(roll)])


def _filled(roll: Roll) -> str:
    filled, seats = roll.filled(), roll.seats()
    if seats == 1:
        return _("Its one seat is filled.") if filled else _("Its one seat is vacant.")
    some = _many(
        "%(n)s of its %(seats)s seats is filled.",
        "%(n)s of its %(seats)s seats are filled.",
        filled,
    )
    return some % {"n": number(filled), "seats": number(seats)}


def _people(roll: Roll) -> str:
    seats = roll.seats(SEATS_OF_PEOPLE)
    if not seats:
        return _("None is kept for patients or the public.")
    return _vacancies(roll.vacant(SEATS_OF_PEOPLE), seats, _("for patients and the public"))


def _late(roll: Roll) -> list[str]:
    sentences = []
    over = sum(each.is_over for each in roll.held)
    soon = sum(each.ends_soon for each in roll.held)
    if over:
        told = _many("%(n)s term is over.", "%(n)s terms are over.", over)
        sentences.append(told % {"n": number(over)})
    if soon:
        told = _many("%(n)s term ends within 60 days.", "%(n)s terms end within 60 days.", soon)
        sentences.append(told % {"n": number(soon)})
    if roll.group.review_is_overdue and roll.group.review_on:
        due = {"day": day(roll.group.review_on)}
        sentences.append(_("Its review was due on %(day)s.") % due)
    return sentences


def gap(line: Sequence[Group]) -> str:
    """Why what a group says may reach no decision; empty where it is written how it does.

    It does where a group of the line decides, or says in words how it connects.
    """
    group, top = line[0], line[-1]
    if group.ended_on is not None:
        return ""
    if top.ended_on is not None:
        told = {"group": line[-2], "above": top, "day": day(top.ended_on)}
        if line[-2] == group:
            return (
                _("It reports to %(above)s, which ended on %(day)s. Say to whom it reports now.")
                % told
            )
        return (
            _(
                "%(group)s reports to %(above)s, which ended on %(day)s. Say to whom %(group)s "
                "reports now."
            )
            % told
        )
    if any(each.decides or each.connects for each in line):
        return ""
    if top == group:
        return _("It is written nowhere how what this group says reaches a decision.")
    return _(
        "It is written nowhere how what this group says reaches a decision once it has come to "
        "%(group)s."
    ) % {"group": top}
