# SPDX-License-Identifier: MIT
"""Ten groups and committees of the board: what for, whom they report to, who has a seat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baton.demo.reading import Colleagues, content, day, some_day
from baton.people.groups.models import Group, Holding, Seat
from baton.people.models import Organisation
from baton.people.stakeholders.models import Stakeholder

Known = Mapping[str, Stakeholder]


def keep(board: Organisation, known: Colleagues, made: Known) -> None:
    """Those that others report to stand first."""
    groups: dict[str, Group] = {}
    for key, told in content("groups").items():
        groups[key] = group = Group.objects.create(
            organisation=board,
            name=told["name"],
            kind=told["kind"],
            purpose=told["purpose"],
            remit=told["remit"],
            connects=told["connects"],
            reports_to=groups.get(told.get("reports_to", "")),
            meets=told["meets"],
            began_on=some_day(told["began"]),
            review_on=day(told["review"]),
        )
        for each in told["seats"]:
            seat = Seat.objects.create(group=group, kind=each["kind"], title=each.get("title", ""))
            for held in (each, each.get("before", {})):
                if "name" in held:
                    _hold(seat, held, known, made)


def _hold(seat: Seat, held: dict[str, Any], known: Colleagues, made: Known) -> None:
    Holding.objects.create(
        seat=seat,
        name=held["name"],
        account=known.get(held.get("account", "")),
        stakeholder=made.get(held.get("stakeholder", "")),
        began_on=some_day(held["began"]),
        term_ends_on=day(held.get("ends")),
        left_on=day(held.get("left")),
    )
