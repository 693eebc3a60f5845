# SPDX-License-Identifier: MIT
"""The board's register: who has a stake, how they stand and stood, and what passed between us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from baton.core import clock, periods
from baton.demo.reading import Colleagues, content, day, holder, moment
from baton.people.models import Account, Organisation
from baton.people.stakeholders import operations, queries
from baton.people.stakeholders.allocating import propose
from baton.people.stakeholders.models import Engagement, Register, Stakeholder
from baton.people.stakeholders.operations import Judgement

FILES = ("people", "partners", "bodies")

#: Days ago on which the register was begun, and those in it were judged for the first time.
_BEGUN = 330

_STANDING = re.compile(
    r"(?P<power>\d) (?P<interest>\d) (?P<influence>\d) (?P<current>\w+) (?P<desired>\w+)"
    r"( (?P<marks>[LU]+))?(, (?P<ago>\d+) days ago)?"
)

Known = Mapping[str, Stakeholder]


def written() -> dict[str, dict[str, Any]]:
    """Everybody as they are written down, by their keys."""
    return {key: about for name in FILES for key, about in content(f"stakeholders/{name}").items()}


def keep(board: Organisation, known: Colleagues) -> dict[str, Stakeholder]:
    """Fill the register of all the work; the same people by their keys."""
    made: dict[str, Stakeholder] = {}
    with clock.held_at(moment(_BEGUN)):
        register = operations.overall_register(board)
    for key, about in written().items():
        described = _about(about, known)
        with clock.held_at(moment(_BEGUN)):
            made[key] = operations.add(board, by=known["meena"], **described)
        why = about.get("why", {})
        judge(register, made[key], about["stands"], by=known["meena"], ago=_BEGUN, why=why)
    for key, about in written().items():
        made[key].links.add(*(made[other] for other in about.get("links", ())))
    return made


def _about(about: dict[str, Any], known: Colleagues) -> dict[str, Any]:
    contact = about.get("contact", {})
    ago = about.get("advice_ago")
    return {
        "name": about["name"],
        "kind": about["kind"],
        "about": about["about"],
        "faces_inequality": "inequality" in about,
        "inequality": about.get("inequality", ""),
        **holder(about["owner"], known),
        "advice": about.get("advice", ""),
        "advice_from": about.get("advice_from", ""),
        "advice_on": None if ago is None else day(-ago),
        "access_needs": about.get("access", ""),
        "contact_name": contact.get("name", ""),
        "contact_email": contact.get("email", ""),
        "contact_phone": contact.get("phone", ""),
        "basis": contact.get("basis", ""),
        "contact_every_weeks": about.get("every"),
        "next_contact_on": day(about.get("next")),
    }


def share_out(register: Register, *, hours: int, by: Account) -> None:
    """Share out the hours of this quarter as they are proposed."""
    lengths = queries.minutes_of_kinds(register.organisation)
    proposal = propose(queries.standings(register), minutes=60 * hours, lengths=lengths)
    operations.keep_allocation(
        register, proposal, begins=periods.start(clock.today(), "quarter"), lengths=lengths, by=by
    )


def judge(
    register: Register,
    stakeholder: Stakeholder,
    stands: str | list[str],
    *,
    by: Account,
    ago: int,
    why: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Judge somebody as often as is written, oldest first; the reasons are of the newest."""
    told = [stands] if isinstance(stands, str) else stands
    for place, text in enumerate(told, 1):
        judged, since = standing(text, otherwise=ago)
        if place == len(told):
            reasons: dict[str, Any] = {f"{of}_reason": words for of, words in why.items()}
            judged = replace(judged, **reasons)
        with clock.held_at(moment(since)):
            operations.assess(register, stakeholder, judged, by=by)


def standing(text: str, *, otherwise: int) -> tuple[Judgement, int]:
    """How somebody stands, and since how many days.

    >>> judged, ago = standing("2 5 3 unaware leading LU, 60 days ago", otherwise=300)
    >>> judged.interest, judged.desired, judged.has_urgency, ago
    (5, 4, True, 60)
    """
    found = _STANDING.fullmatch(text)
    if found is None:
        raise ValueError(f"Nobody stands like “{text}”.")
    marks = found["marks"] or ""
    judged = Judgement(
        power=int(found["power"]),
        interest=int(found["interest"]),
        influence=int(found["influence"]),
        current=Engagement[found["current"].upper()].value,
        desired=Engagement[found["desired"].upper()].value,
        has_legitimacy="L" in marks,
        has_urgency="U" in marks,
    )
    return judged, int(found["ago"] or otherwise)


def keep_contacts(made: Known, known: Colleagues, registers: Mapping[str, Register]) -> None:
    """What we gave and what we got, oldest first; `registers` are those of programmes."""
    for name in ("people", "bodies"):
        for key, contacts in content(f"contacts/{name}").items():
            next_on = day(written()[key].get("next"))
            for each in contacts:
                ago, kind, minutes, who, *programme = each["when"].split()
                with clock.held_at(moment(int(ago))):
                    operations.record_contact(
                        made[key],
                        on=clock.today(),
                        kind=kind,
                        minutes=int(minutes),
                        by=known[who],
                        next_on=next_on,
                        register=registers[programme[0]] if programme else None,
                        gave=each["gave"],
                        got=each["got"],
                    )
