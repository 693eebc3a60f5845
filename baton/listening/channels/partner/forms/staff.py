# SPDX-License-Identifier: MIT
"""What staff fill in about partners, and about systems that are told something."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.listening.channels.partner import queries
from baton.listening.channels.partner.models import Event, Partner
from baton.people.models import Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.ui import fields
from baton.ui.languages import PUBLIC, offered
from baton.ui.wording import _, _lazy


class AddForm(fields.Form):
    """Who of the register is to be a partner."""

    stakeholder = fields.choice(_lazy("Who sends"), missing=_lazy("Choose who is to be a partner."))

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(posted)
        self._offered = fields.by_id(queries.may_become_partners(organisation))
        self.choose_from("stakeholder", fields.named(self._offered), _("Choose"))

    @property
    def offers_somebody(self) -> bool:
        return bool(self._offered)

    @property
    def chosen(self) -> Stakeholder:
        found: Stakeholder = self._offered[self.cleaned_data["stakeholder"]]
        return found


class LinkForm(fields.Form):
    """Where a new private link goes."""

    email = fields.email(
        _lazy("E-mail address of whoever fills in the form"),
        _lazy("Baton sends the link there. Leave it empty to pass the link on yourself."),
    )
    language = fields.choice(_lazy("Language of the letter"), offered(PUBLIC))

    def __init__(self, posted: fields.Posted, *, partner: Partner) -> None:
        known = partner.stakeholder.contact_email if partner.stakeholder else ""
        super().__init__(posted, initial={"email": known})


class HookForm(fields.Form):
    """Which system hears of what."""

    partner = fields.choice(
        _lazy("Whose items"), missing=_lazy("Choose whose items it is told about.")
    )
    url = fields.line(
        _lazy("Address of the other system"),
        500,
        _lazy("It begins with https://."),
        missing=_lazy("Write the address that is called."),
    )
    events = forms.MultipleChoiceField(
        label=_lazy("What it is told"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _lazy("Tick at least one thing."),
            "invalid_choice": _lazy("Choose from those in the list."),
        },
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(posted, initial={"events": list(Event)})
        self._partners = fields.by_id(queries.partners(organisation).filter(ended_at=None))
        self.choose_from("partner", fields.named(self._partners), _("Choose"))

    @property
    def offers_somebody(self) -> bool:
        return bool(self._partners)

    def hook(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "partner": self._partners[given["partner"]],
            "url": given["url"],
            "events": given["events"],
        }
