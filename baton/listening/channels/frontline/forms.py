# SPDX-License-Identifier: MIT
"""What a patient told somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening.channels.frontline.operations import LONGEST
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service

#: Further back nobody remembers what was said: that is for an upload.
FIRST_DAY = date(1948, 7, 5)


class NoteForm(forms.Form):
    """One box, and what is nearly always right already."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="What they told you",
        help_text="Leave out names, theirs and others’.",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": "Write down what the patient told you.",
            "max_length": f"A note has {LONGEST:,} characters at most. Make two of it.",
            "null_characters_not_allowed": "Take the zero byte out of it.",
        },
    )
    service = forms.ChoiceField(
        label="Where",
        required=False,
        error_messages={"invalid_choice": "Choose one of these services."},
    )
    told_on = forms.DateField(
        label="When",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "Give the day.",
            "invalid": "Write a day like 2026-05-31.",
        },
    )

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
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
        self._services = {str(each.public_id): each for each in places.tree(organisation)}
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, "\u2003" * each.depth + each.name) for key, each in self._services.items()]
        field.choices = [("", "No service in particular"), *named]

    def clean_told_on(self) -> date:
        told_on: date = self.cleaned_data["told_on"]
        if told_on > clock.today():
            raise forms.ValidationError("That day is still to come.")
        if told_on < FIRST_DAY:
            raise forms.ValidationError("That day is before the NHS began. Write another.")
        return told_on

    def note(self) -> dict[str, Any]:
        """What is kept."""
        given = self.cleaned_data
        return given | {"service": self._services.get(given["service"])}
