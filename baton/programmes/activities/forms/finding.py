# SPDX-License-Identifier: MIT
"""The filters of the audit of engagement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from baton.people.models import Organisation
from baton.people.stakeholders import queries as people
from baton.places import queries as places
from baton.programmes.activities.models import Activity, Method, Rung
from baton.programmes.activities.queries import Filters
from baton.programmes.models import StageKind
from baton.ui import fields, words
from baton.ui.wording import _, _lazy


class FilterForm(fields.Form):
    """Which activities to show. What cannot be read is left aside, and said."""

    q = fields.line(_lazy("Words"), 100)
    since = fields.day(_lazy("From"))
    until = fields.day(_lazy("Up to"))
    programme = fields.choice(_lazy("Programme"))
    stage = fields.choice(_lazy("Stage"), [("", _lazy("All")), *StageKind.choices])
    rung = fields.choice(_lazy("Rung intended"), [("", _lazy("All")), *Rung.choices])
    method = fields.choice(_lazy("Method"), [("", _lazy("All")), *Method.choices])
    state = fields.choice(_lazy("State"), [("", _lazy("All")), *Activity.State.choices])
    service = fields.choice(_lazy("Service"))
    stakeholder = fields.choice(_lazy("Stakeholder"))

    def __init__(self, asked: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(asked)
        self._records = {
            "programme": fields.by_id(organisation.programmes.order_by("title", "pk")),
            "service": fields.by_id(places.tree(organisation)),
            "stakeholder": fields.by_id(people.stakeholders(organisation)),
        }
        for name, records in self._records.items():
            self.choose_from(name, fields.named(records), _("All"))

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
