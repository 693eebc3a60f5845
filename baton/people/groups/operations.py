# SPDX-License-Identifier: MIT
"""Writing groups: they begin, change and end; seats are added, filled and left.

Each function is one transaction with its entry in the audit trail. What cannot be done raises
policies.Refused, with a sentence that says why.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit, clock
from baton.people.groups import policies
from baton.people.groups.models import Group, Holding, Seat
from baton.people.groups.policies import NameTaken, Refused
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder

__all__ = [
    "NameTaken",
    "Refused",
    "add",
    "add_seats",
    "change",
    "change_holding",
    "change_seat",
    "end",
    "fill",
    "leave",
    "remove_seat",
]


@transaction.atomic
def add(organisation: Organisation, *, by: models.Model | str, **given: Any) -> Group:
    """Begin a group. `given` are its fields. Raises NameTaken."""
    given["name"] = _one_line(given["name"])
    _check_own(organisation, given.get("reports_to"))
    policies.check_name(organisation, given["name"])
    try:
        with transaction.atomic():
            group = Group.objects.create(organisation=organisation, **given)
    except IntegrityError:
        # One of this name began between our look and our write, or else something is wrong.
        policies.check_name(organisation, given["name"])
        raise
    _record("group.added", group, by=by, purpose=group.purpose, kind=group.kind)
    return group


@transaction.atomic
def change(group: Group, *, by: models.Model | str, **given: Any) -> None:
    """Change its fields. Raises NameTaken, and Refused where it would report in a circle."""
    if "name" in given:
        given["name"] = _one_line(given["name"])
    _check_own(group.organisation, given.get("reports_to"))
    # Two changes at once could close a circle together: they take turns.
    _lock_all(group.organisation)
    group.refresh_from_db()
    policies.check_lasts(group)
    policies.check_name(group.organisation, given.get("name", group.name), group)
    policies.check_reporting(group, given.get("reports_to"))
    policies.check_began(group, given.get("began_on", group.began_on))
    if changed := _set(group, given):
        _record("group.changed", group, by=by, fields=changed)


@transaction.atomic
def end(group: Group, *, on: date, why: str, by: models.Model | str) -> None:
    """End it, with a reason; whoever had a seat had it until that day."""
    _lock(group)
    policies.check_lasts(group)
    policies.check_end(group, on)
    left = Holding.objects.filter(seat__group=group, left_on=None).update(left_on=on)
    group.ended_on, group.ended_why = on, why
    group.save(update_fields=["ended_on", "ended_why"])
    _record("group.ended", group, by=by, on=on.isoformat(), left=left)


@transaction.atomic
def add_seats(
    group: Group, kind: str, *, by: models.Model | str, many: int = 1, title: str = ""
) -> list[Seat]:
    """Add seats of one kind."""
    _lock(group)
    policies.check_lasts(group)
    title = _one_line(title)
    seats = [Seat.objects.create(group=group, kind=kind, title=title) for _ in range(many)]
    _record("group.seats_added", group, by=by, kind=kind, many=many)
    return seats


@transaction.atomic
def change_seat(seat: Seat, *, kind: str, title: str, by: models.Model | str) -> None:
    """Say anew for whom a seat is."""
    _lock(seat.group)
    policies.check_lasts(seat.group)
    if changed := _set(seat, {"kind": kind, "title": _one_line(title)}):
        _record("group.seat_changed", seat.group, by=by, seat=seat.pk, fields=changed)


@transaction.atomic
def remove_seat(seat: Seat, *, by: models.Model | str) -> None:
    """Take away a seat that nobody holds; who held it before is kept."""
    _lock(seat.group)
    seat.refresh_from_db(fields=["removed_on"])
    policies.check_lasts(seat.group)
    policies.check_vacant(seat)
    seat.removed_on = clock.today()
    seat.save(update_fields=["removed_on"])
    _record("group.seat_removed", seat.group, by=by, seat=seat.pk, kind=seat.kind)


@transaction.atomic
def fill(
    seat: Seat,
    name: str,
    *,
    by: models.Model | str,
    began_on: date,
    term_ends_on: date | None = None,
    account: Account | None = None,
    stakeholder: Stakeholder | None = None,
) -> Holding:
    """Somebody takes a vacant seat, with or without an account."""
    _check_own(seat.group.organisation, stakeholder)
    _lock(seat.group)
    seat.refresh_from_db(fields=["removed_on"])
    policies.check_lasts(seat.group)
    policies.check_vacant(seat)
    policies.check_term(seat, began_on, term_ends_on)
    holding = Holding.objects.create(
        seat=seat,
        name=_one_line(name),
        account=account,
        stakeholder=stakeholder,
        began_on=began_on,
        term_ends_on=term_ends_on,
    )
    _record("group.seat_filled", seat.group, by=by, seat=seat.pk, kind=seat.kind)
    return holding


@transaction.atomic
def change_holding(holding: Holding, *, by: models.Model | str, **given: Any) -> None:
    """Renew a term, or mend what is written of somebody.

    Of who has left only who they are is changed, so that they need not be named for ever.
    """
    group = holding.seat.group
    _check_own(group.organisation, given.get("stakeholder"))
    _lock(group)
    holding.refresh_from_db(fields=["left_on"])
    begins = given.get("began_on", holding.began_on)
    ends = given.get("term_ends_on", holding.term_ends_on)
    if (begins, ends) != (holding.began_on, holding.term_ends_on):
        policies.check_lasts(group)
        policies.check_holds(holding)
        policies.check_term(holding.seat, begins, ends)
    if "name" in given:
        given["name"] = _one_line(given["name"])
    if changed := _set(holding, given):
        _record("group.holding_changed", group, by=by, holding=holding.pk, fields=changed)


@transaction.atomic
def leave(holding: Holding, *, on: date, by: models.Model | str) -> None:
    """Somebody leaves their seat, which is vacant from then on."""
    _lock(holding.seat.group)
    holding.refresh_from_db(fields=["left_on"])
    policies.check_leave(holding, on)
    holding.left_on = on
    holding.save(update_fields=["left_on"])
    _record("group.seat_left", holding.seat.group, by=by, seat=holding.seat_id, on=on.isoformat())


def _set(thing: models.Model, given: dict[str, Any]) -> list[str]:
    """Give it these values; returns the names of those that were others."""
    changed = [name for name, value in given.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, given[name])
    thing.save(update_fields=changed)
    return changed


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check_own(organisation: Organisation, other: Group | Stakeholder | None) -> None:
    assert other is None or other.organisation_id == organisation.pk


def _lock(group: Group) -> None:
    """Who changes a group's seats takes turns, and sees it as it is now."""
    now = Group.objects.select_for_update().get(pk=group.pk)
    group.ended_on = now.ended_on


def _lock_all(organisation: Organisation) -> None:
    list(Group.objects.select_for_update().filter(organisation=organisation).order_by("pk"))


def _record(verb: str, group: Group, *, by: models.Model | str, **details: Any) -> None:
    audit.record(verb, group, by=by, organisation=group.organisation_id, **details)
