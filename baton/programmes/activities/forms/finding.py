# SPDX-License-Identifier: MIT
"""The filters of the audit of engagement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from baton.people.models import Organisation
from baton.people.stakeholders import queries as people
from baton.places import queries as places
from baton.programmes.activities.forms import base
from baton.programmes.activities.models import Activity, Method, Rung
from baton.programmes.activities.queries import Filters
from baton.programmes.models import StageKind
from baton.ui import words


def _choice(label: str, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "All"), *choices])


class FilterForm(base.Form):
    """Which activities to show. What cannot be read is left aside, and said."""

    q = base.line("Words", 100)
    since = base.day("From")
    until = base.day("Up to")
    programme = _choice("Programme")
    stage = _choice("Stage", StageKind.choices)
    rung = _choice("Rung intended", Rung.choices)
    method = _choice("Method", Method.choices)
    state = _choice("State", Activity.State.choices)
    service = _choice("Service")
    stakeholder = _choice("Stakeholder")

    def __init__(self, asked: Mapping[str, Any], *, organisation: Organisation) -> None:
        super().__init__(asked)
        self._records = {
            "programme": base.by_id(organisation.programmes.order_by("title", "pk")),
            "service": base.by_id(places.tree(organisation)),
            "stakeholder": base.by_id(people.stakeholders(organisation)),
        }
        for name, records in self._records.items():
            choices = [
                (key, "\u2003" * getattr(each, "depth", 0) + str(each))
                for key, each in records.items()
            ]
            self.choose_from(name, choices, "All")

    def filters(self) -> Filters:
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        for name, records in self._records.items():
            if name in given:
                given[name] = records[given[name]]
        if "rung" in given:
            given["rung"] = Rung(int(given["rung"]))
        return Filters(**given)

    def problems(self) -> list[str]:
        return [
            f"{self.fields[name].label}: {error}"
            for name, errors in self.errors.items()
            for error in errors
        ]

    def chips(self, asked: Filters) -> list[tuple[str, str, str]]:
        """Each filter in force: its name, its value, and the address without it."""
        chips = []
        for name in asked.params():
            field, value = self.fields[name], getattr(asked, name)
            if isinstance(value, date):
                value = words.day(value)
            elif isinstance(field, forms.ChoiceField) and not hasattr(value, "pk"):
                items: Any = field.choices
                value = {str(key): label for key, label in items}[str(value)]
            without = asked.query(**{name: ""}) or "?"
            chips.append((str(field.label), str(value), without))
        return chips
