# SPDX-License-Identifier: MIT
"""The hours of a quarter, and how they are shared out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from baton.core import clock, periods
from baton.people.stakeholders import queries
from baton.people.stakeholders.allocating import Wish
from baton.people.stakeholders.models import AllocationLine, ContactKind, Register, Stakeholder
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: Proposed before anybody said how many hours there are.
USUAL_HOURS = 40
#: More contacts with somebody are not asked for in a quarter.
_MOST_CONTACTS = 60


class HoursForm(fields.Form):
    """Hours of a quarter, minutes a kind of contact, and what is asked for each relationship.

    Nothing sent yet, it is filled with what was kept last: the hours, and what a person chose.
    """

    hours = fields.whole(
        _lazy("Hours this quarter"),
        least=1,
        most=5000,
        missing=_lazy("Write how many hours there are."),
    )
    quarter = fields.choice(_lazy("Quarter"), missing=_lazy("Choose a quarter."))

    def __init__(
        self,
        posted: fields.Posted,
        *,
        register: Register,
        standings: Sequence[queries.Standing],
    ) -> None:
        super().__init__(posted)
        self._last = queries.allocation(register)
        usual = queries.minutes_of_kinds(register.organisation)
        now = periods.start(clock.today(), "quarter")
        self._quarters = {
            each.isoformat(): each for each in (now, periods.following(now, "quarter"))
        }
        self.choose_from(
            "quarter", [(key, periods.brief(on, "quarter")) for key, on in self._quarters.items()]
        )
        self.fields["hours"].initial = self._last.minutes // 60 if self._last else USUAL_HOURS
        for kind in ContactKind:
            self.fields[f"length-{kind}"] = fields.whole(
                kind.label,
                least=1,
                most=2000,
                missing=_("Write how many minutes it takes."),
                initial=usual[kind],
            )
        chosen = queries.chosen_lines(self._last) if self._last else {}
        self._lines = {each.stakeholder.pk: str(each.stakeholder.public_id) for each in standings}
        for each in standings:
            self._ask_for(each.stakeholder, chosen.get(each.stakeholder.pk))

    def _ask_for(self, stakeholder: Stakeholder, line: AllocationLine | None) -> None:
        key = str(stakeholder.public_id)
        how = fields.choice(
            _("How, %(name)s") % {"name": stakeholder.name},
            [("", _("As proposed")), *ContactKind.choices],
            initial=line.kind if line else "",
        )
        contacts = fields.whole(
            _("Contacts, %(name)s") % {"name": stakeholder.name},
            most=_MOST_CONTACTS,
            initial=line.contacts if line else None,
        )
        # The table has room for the boxes only: the sentences above it must say whose they are.
        how.error_messages["invalid_choice"] = _("%(name)s: choose one of the ways.") % {
            "name": stakeholder.name
        }
        contacts.error_messages |= dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            _("%(name)s: write a whole number of contacts up to %(most)s, or nothing.")
            % {"name": stakeholder.name, "most": _MOST_CONTACTS},
        )
        self.fields |= {f"kind-{key}": how, f"contacts-{key}": contacts}

    def line(self, standing: queries.Standing) -> tuple[forms.BoundField, forms.BoundField]:
        """The fields of a relationship: how, and how many contacts."""
        key = self._lines[standing.stakeholder.pk]
        return self[f"kind-{key}"], self[f"contacts-{key}"]

    def _now(self, name: str) -> Any:
        return (
            self.cleaned_data[name]
            if self.is_bound
            else self.get_initial_for_field(self.fields[name], name)
        )

    @property
    def minutes(self) -> int:
        return int(self._now("hours")) * 60

    @property
    def begins(self) -> date:
        return self._quarters[self._now("quarter")]

    @property
    def lengths(self) -> dict[str, int]:
        """Kind of contact → minutes."""
        return {kind: self._now(f"length-{kind}") for kind in ContactKind}

    @property
    def wishes(self) -> dict[int, Wish]:
        """Stakeholder's key → what a person asked for."""
        return {
            who: Wish(self._now(f"kind-{key}"), self._now(f"contacts-{key}"))
            for who, key in self._lines.items()
        }
