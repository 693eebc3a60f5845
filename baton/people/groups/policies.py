# SPDX-License-Identifier: MIT
"""May this be done now? Each check raises Refused with a sentence that says why not."""

from __future__ import annotations

from datetime import date

from baton.core import clock
from baton.people.groups import queries
from baton.people.groups.models import Group, Holding, Seat
from baton.people.models import Organisation
from baton.ui.wording import _, _lazy
from baton.ui.words import day


class Refused(ValueError):
    """It cannot be done; `field` names the box of a form at which that is said."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NameTaken(Refused):
    """Another group that lasts has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is a group called “%(name)s”. Choose another name.") % {"name": name}, "name"
        )


def check_name(organisation: Organisation, name: str, group: Group | None = None) -> None:
    """Names are unique among the groups that last."""
    found = queries.named(organisation, name)
    if found is not None and found != group:
        raise NameTaken(name)


def check_lasts(group: Group) -> None:
    """What has ended stays as it was."""
    if group.ended_on is not None:
        raise Refused(
            _("%(group)s ended on %(day)s, so it stays as it was.")
            % {"group": group, "day": day(group.ended_on)}
        )


def check_reporting(group: Group, to: Group | None) -> None:
    """No group reports to itself, over however many others."""
    if to is None:
        return
    if to == group:
        raise Refused(_("A group cannot report to itself. Choose another."), "reports_to")
    if group in queries.line(to):
        raise Refused(
            _(
                "%(to)s reports to this group, directly or through others, so what both say "
                "would go round in a circle. Choose another."
            )
            % {"to": to},
            "reports_to",
        )


def check_began(group: Group, on: date) -> None:
    """Nobody took a seat before there was a group."""
    _check_is_past(on, "began_on")
    first = queries.first_held_on(group)
    if first is not None and on > first:
        raise Refused(
            _("Somebody has had a seat since %(day)s. Write that day or an earlier one.")
            % {"day": day(first)},
            "began_on",
        )


def check_end(group: Group, on: date) -> None:
    """It ends today or before, and not before the last who took or left a seat did so."""
    _check_is_past(on, "on")
    last = queries.last_changed_on(group)
    if on < last:
        raise Refused(
            _("Its seats changed on %(day)s. Write that day or a later one.") % {"day": day(last)},
            "on",
        )


def check_leave(holding: Holding, on: date) -> None:
    """Nobody leaves twice, in days to come, or before they began."""
    check_holds(holding)
    _check_is_past(on, "on", _("To say when a term will end, change the term."))
    if on < holding.began_on:
        raise Refused(
            _("%(name)s has held this seat since %(day)s. Write that day or a later one.")
            % {"name": holding.name, "day": day(holding.began_on)},
            "on",
        )


def _check_is_past(
    on: date, field: str, more: str = _lazy("Write today or an earlier day.")
) -> None:
    if on > clock.today():
        still = _("That day is still to come.")
        raise Refused(f"{still} {more}", field)


def check_vacant(seat: Seat) -> None:
    """Nobody holds it, and it was not removed."""
    if seat.removed_on is not None:
        raise Refused(_("This seat was removed on %(day)s.") % {"day": day(seat.removed_on)})
    held = queries.holder(seat)
    if held is not None:
        raise Refused(_("%(name)s holds this seat. Let that end first.") % {"name": held.name})


def check_holds(holding: Holding) -> None:
    """They hold it still."""
    if holding.left_on is not None:
        raise Refused(
            _("%(name)s left on %(day)s, so that stays as it was.")
            % {"name": holding.name, "day": day(holding.left_on)}
        )


def check_term(seat: Seat, begins: date, ends: date | None) -> None:
    """Two people do not hold one seat at a time, nor anybody before there was a group."""
    _check_is_past(begins, "began_on", _("Fill the seat when it begins."))
    if ends is not None and ends < begins:
        raise Refused(_("It cannot end before it begins."), "term_ends_on")
    if begins < seat.group.began_on:
        raise Refused(
            _("The group began on %(day)s. Write that day or a later one.")
            % {"day": day(seat.group.began_on)},
            "began_on",
        )
    before = queries.last_left_on(seat)
    if before is not None and begins < before:
        raise Refused(
            _("Somebody else held this seat until %(day)s. Write that day or a later one.")
            % {"day": day(before)},
            "began_on",
        )
