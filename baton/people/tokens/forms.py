# SPDX-License-Identifier: MIT
"""A key to be given away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from baton.core import clock
from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.people.tokens.models import Scope
from baton.ui import fields
from baton.ui.wording import _, _lazy


class MakeForm(fields.Form):
    """What it is for, whose it is, what it may do."""

    name = fields.line(
        _lazy("Which system will use it"),
        80,
        _lazy(
            "Such as “Kiosk at the front desk”. A new key of the same name goes on where the old "
            "one ended."
        ),
        missing=_lazy("Give the key a name."),
    )
    partner = fields.choice(
        _lazy("Which partner it belongs to"),
        help_text=_lazy("A partner’s key sees only what that partner sent."),
    )
    scopes = forms.MultipleChoiceField(
        label=_lazy("What it may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _lazy("Tick at least one thing that the key may do."),
            "invalid_choice": _lazy("Choose from those in the list."),
        },
    )
    ends_on = fields.day(
        _lazy("Last day on which it works"), _lazy("Leave it empty for a key without an end.")
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        in_a_year = clock.today() + timedelta(days=365)
        super().__init__(posted, initial={"scopes": list(Scope), "ends_on": in_a_year})
        self._partners = fields.by_id(stakeholders.stakeholders(organisation))
        self.choose_from("partner", fields.named(self._partners), _("None: a system of our own"))

    def clean_ends_on(self) -> date | None:
        ends_on: date | None = self.cleaned_data["ends_on"]
        if ends_on and ends_on < clock.today():
            raise forms.ValidationError(_("That day is over. Write another, or leave it empty."))
        return ends_on

    def token(self) -> dict[str, Any]:
        """What is made."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "partner": self._partners.get(given["partner"]),
            "scopes": given["scopes"],
            "expires_at": _after(given["ends_on"]) if given["ends_on"] else None,
        }


def _after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
