# SPDX-License-Identifier: MIT
"""What a patient told somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening.channels.frontline import queries
from baton.listening.channels.frontline.operations import LONGEST
from baton.listening.forms import WhoAgreedForm, way
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: Further back nobody remembers what was said: that is for an upload.
FIRST_DAY = date(1948, 7, 5)


class NoteForm(WhoAgreedForm):
    """One box, and what is nearly always right already."""

    key = fields.key()
    words = fields.text(
        _lazy("What they told you"),
        _lazy("Leave out names, theirs and others’."),
        longest=LONGEST,
        missing=_lazy("Write down what the patient told you."),
        too_long=_lazy("A note has %(most)s characters at most. Make two of it.", most=LONGEST),
    )
    service = fields.choice(_lazy("Where"))
    told_on = fields.day(_lazy("When"), missing=_lazy("Give the day."))
    way = way()
    field_order = ("key", "words", "service", "told_on", "way")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        service: Service | None,
    ) -> None:
        super().__init__(
            posted,
            initial={
                "key": uuid7(),
                "told_on": clock.today(),
                "service": str(service.public_id) if service else "",
            },
        )
        self._services = fields.by_id(places.tree(organisation))
        self.choose_from("service", fields.named(self._services), _("No service in particular"))
        if not queries.must_ask_who_agreed(organisation):
            self.do_not_ask()

    def clean_told_on(self) -> date:
        told_on: date = self.cleaned_data["told_on"]
        if told_on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        if told_on < FIRST_DAY:
            raise forms.ValidationError(_("That day is before the NHS began. Write another."))
        return told_on

    def note(self) -> dict[str, Any]:
        """What is kept."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("key", "words", "told_on", "way")}
        return kept | {"service": self._services.get(given["service"]), "agreed": self.agreed()}
