# SPDX-License-Identifier: MIT
"""Which register a list ends in, and what is said once for all of its rows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from baton.core.upserts import Book
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.mapping import MappingProblem
from baton.people.models import Organisation
from baton.people.stakeholders.importing import Stakeholders
from baton.programmes.activities.importing import Activities, Attendance
from baton.programmes.importing import Programmes, Steps
from baton.ui.wording import _, _lazy

#: As a form names the register of all the work of a body, which may not be there yet.
OVERALL = "overall"
_CONTACT = ("contact_name", "contact_email", "contact_phone")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows go: their register, its programmes, and the values that all rows have.

    `scope` tells this place from others, so that the same number in another place's list is not
    taken for this one's.
    """

    book: Book
    programmes: Programmes
    fixed: Mapping[str, Any]
    scope: str


def lacks(chosen: Chosen) -> list[str]:
    """A sentence for each thing that neither a column nor the whole file says."""
    given, missing = chosen.fixed, []
    if chosen.holds in ("activities", "actions") and not _says(chosen, "programme"):
        missing.append(_("Say which column names the programme, or choose one for the whole file."))
    if chosen.holds == "activities" and not _says(chosen, "with_whom"):
        missing.append(_("Say which column tells with whom, or say it once for the whole file."))
    if chosen.holds == "attendance" and not _says(chosen, "activity"):
        missing.append(_("Say which column names the activity, or choose one for the whole file."))
    keeps_contacts = chosen.holds == "stakeholders" and any(map(chosen.column_of, _CONTACT))
    if keeps_contacts and not given.get("basis"):
        missing.append(_("Say what lets you keep their contact details."))
    return missing


def _says(chosen: Chosen, code: str) -> bool:
    return bool(chosen.fixed.get(code) or chosen.column_of(code))


def place_of(organisation: Organisation, chosen: Chosen) -> Place:
    """Raises MappingProblem where what was chosen once for the file is not there any more."""
    programmes = Programmes(organisation)
    return _PLACES[chosen.holds](organisation, chosen, programmes)


def _stakeholders(organisation: Organisation, chosen: Chosen, programmes: Programmes) -> Place:
    given = chosen.fixed
    if given.get("register") in ("", OVERALL, None):
        register = organisation.registers.filter(is_overall=True).first()
    else:
        register = _one(organisation.registers, given["register"], "register")
    fixed: dict[str, Any] = {"basis": given.get("basis", "")}
    for name in ("current_else", "desired_else"):
        if given.get(name, "") != "":
            fixed[name] = int(given[name])
    return Place(
        Stakeholders(organisation, register),
        programmes,
        fixed,
        f"register {register.pk}" if register and not register.is_overall else "",
    )


def _activities(organisation: Organisation, chosen: Chosen, programmes: Programmes) -> Place:
    fixed = _programme(organisation, chosen)
    if chosen.fixed.get("with_whom"):
        fixed["with_whom"] = chosen.fixed["with_whom"]
    book = Activities(organisation, programmes)
    return Place(book, programmes, fixed, _scope(fixed))


def _actions(organisation: Organisation, chosen: Chosen, programmes: Programmes) -> Place:
    fixed = _programme(organisation, chosen)
    return Place(Steps(organisation, programmes), programmes, fixed, _scope(fixed))


def _programme(organisation: Organisation, chosen: Chosen) -> dict[str, Any]:
    if named := chosen.fixed.get("programme"):
        return {"programme": _one(organisation.programmes, named, "programme")}
    return {}


def _scope(fixed: Mapping[str, Any]) -> str:
    return f"programme {fixed['programme'].pk}" if "programme" in fixed else ""


def _attendance(organisation: Organisation, chosen: Chosen, programmes: Programmes) -> Place:
    fixed: dict[str, Any] = {}
    if named := chosen.fixed.get("activity"):
        fixed["activity"] = _one(organisation.activities, named, "activity")
    scope = f"activity {fixed['activity'].pk}" if fixed else ""
    return Place(Attendance(organisation), programmes, fixed, scope)


def _one(things: Any, public_id: str, what: str) -> Any:
    try:
        found = things.filter(public_id=uuid.UUID(public_id)).first()
    except ValueError:
        found = None
    if found is None:
        raise MappingProblem(_GONE[what])
    return found


_GONE = {
    "register": _lazy("That register is not there any more. Choose one."),
    "programme": _lazy("That programme is not there any more. Choose one."),
    "activity": _lazy("That activity is not there any more. Choose one."),
}
_PLACES = {
    "stakeholders": _stakeholders,
    "activities": _activities,
    "actions": _actions,
    "attendance": _attendance,
}
