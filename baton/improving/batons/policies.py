# SPDX-License-Identifier: MIT
"""May this be done with a baton now? Each function raises, explaining itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baton.analysis import identifiers
from baton.core import clock
from baton.improving.batons.models import Baton
from baton.programmes.models import Stage
from baton.ui.wording import _
from baton.ui.words import long_day

#: A split makes at least so many, and a merger takes so many.
_SOME = 2


class NotNow(ValueError):
    """It cannot be done as things stand."""


def check_is_open(baton: Baton) -> None:
    if not baton.is_open:
        raise NotNow(
            _("This baton is not in anybody’s hands any more: %(state)s.")
            % {"state": baton.get_state_display().lower()}
        )


def check_told(why: str) -> None:
    """Each of the people who spoke reads it: it holds nothing by which another could be found."""
    found = identifiers.find(why)
    if found:
        first = why[found[0].start : found[0].end]
        raise NotNow(
            _("“%(words)s” may tell who somebody is. The people who spoke read this reason.")
            % {"words": first}
        )


def check_can_leave(baton: Baton) -> None:
    """A draft is not handed on: nobody could tell what it will say."""
    check_is_open(baton)
    draft = baton.findings.filter(concluded_at=None).first()
    if draft is not None:
        raise NotNow(
            _("%(finding)s is a draft. Conclude it first, then hand it on.")
            % {"finding": draft.name}
        )


def check_destination(baton: Baton, stage: Stage) -> None:
    """Where it goes: another stage in which work goes on, or is still to begin."""
    if stage.programme.organisation_id != baton.organisation_id:
        raise NotNow(_("It can go to a programme of its own organisation only."))
    if stage.pk == baton.stage_id:
        raise NotNow(
            _("It lies in %(stage)s already. Choose another stage.") % {"stage": stage.name}
        )
    if stage.programme.is_ended:
        raise NotNow(
            _("%(programme)s has ended. Choose another programme.") % {"programme": stage.programme}
        )
    if not stage.takes_part:
        raise NotNow(
            _("%(stage)s was left out of %(programme)s. Choose another stage.")
            % {"stage": stage.name, "programme": stage.programme}
        )
    if stage.state == Stage.State.CLOSED:
        raise NotNow(
            _("%(stage)s of %(programme)s is closed. Choose another stage.")
            % {"stage": stage.name, "programme": stage.programme}
        )


def check_due(due_on: date) -> None:
    if due_on < clock.today():
        raise NotNow(_("%(day)s is past. Choose a day from today on.") % {"day": long_day(due_on)})


def check_can_take_up(baton: Baton) -> None:
    check_is_open(baton)
    if baton.state != Baton.State.OFFERED:
        raise NotNow(_("It is taken up already."))


def can_decline(baton: Baton) -> bool:
    return baton.is_open and baton.came_by.exists()


def check_can_decline(baton: Baton) -> None:
    check_is_open(baton)
    if not can_decline(baton):
        raise NotNow(_("Nobody handed it on yet. Hand it on, or end it with a reason."))


def check_can_split(baton: Baton, parts: int) -> None:
    check_is_open(baton)
    if parts < _SOME:
        raise NotNow(_("Splitting makes two batons at least. Add another question."))


def check_date_of_part(baton: Baton, due_on: date | None, *, is_handed: bool) -> None:
    """What stays in the same hands keeps its date or has an earlier one: a later one is given once,
    with a reason."""
    if due_on is None or (due_on == baton.due_on and not is_handed):
        return
    check_due(due_on)
    if baton.due_on and due_on > baton.due_on and not is_handed:
        raise NotNow(
            _(
                "In the same hands no part has a later day than %(day)s. "
                "Change the date first, with a reason."
            )
            % {"day": long_day(baton.due_on)}
        )


def check_can_merge(batons: Sequence[Baton]) -> None:
    if len(batons) < _SOME:
        raise NotNow(_("Choose two batons at least to merge."))
    for each in batons:
        check_is_open(each)
    if len({each.stage_id for each in batons}) > 1:
        raise NotNow(_("They lie in different stages. Batons of one stage can be merged."))


def check_can_copy(baton: Baton, stage: Stage) -> None:
    check_can_leave(baton)
    check_destination(baton, stage)
    if stage.programme.pk == baton.stage.programme_id:
        raise NotNow(
            _("A copy goes to another programme. Within this one, split it or hand it on.")
        )


def can_redate(baton: Baton) -> bool:
    return baton.is_open and baton.due_on is not None and baton.was_due_on is None


def check_can_redate(baton: Baton, due_on: date) -> None:
    check_is_open(baton)
    if baton.due_on is None:
        raise NotNow(_("It has no date to change."))
    if baton.was_due_on is not None:
        raise NotNow(_("Its date was changed once already. Hand it on, decline it, or end it."))
    check_due(due_on)
    if due_on <= baton.due_on:
        raise NotNow(
            _("Choose a day after %(day)s, which it has now.") % {"day": long_day(baton.due_on)}
        )
