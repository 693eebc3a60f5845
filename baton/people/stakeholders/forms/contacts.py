# SPDX-License-Identifier: MIT
"""What passed between somebody and us."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.core import clock
from baton.people.stakeholders.models import Contact, ContactKind
from baton.ui import fields
from baton.ui.wording import _, _lazy


class ContactForm(fields.Form):
    """One contact: when, how, what we gave and what we got."""

    on = fields.day(_lazy("When"), missing=_lazy("Give the day."))
    kind = fields.choice(
        _lazy("How"),
        [("", _lazy("Choose one")), *ContactKind.choices],
        missing=_lazy("Choose how you were in contact."),
    )
    gave = fields.text(_lazy("What we gave"), _lazy("What we told them, brought or promised."))
    got = fields.text(_lazy("What we got"), _lazy("What they told us, offered or asked for."))
    minutes = fields.whole(_lazy("Minutes it took"), least=1, most=6000)
    next_on = fields.day(
        _lazy("Next contact due"),
        _lazy("Leave it empty to go by the weeks agreed on, if there are any."),
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(
                _("This day is still to come. Put it under “Next contact due”.")
            )
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not (found.get("gave") or found.get("got")):
            self.add_error("got", _("Write what we gave or what we got, in a few words."))
        return found


class MendContactForm(ContactForm):
    """A contact that was kept, without its next day: that is the relationship's."""

    next_on = None  # type: ignore[assignment]

    @staticmethod
    def of(contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ("on", "kind", "gave", "got", "minutes")}
