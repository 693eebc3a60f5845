# SPDX-License-Identifier: MIT
"""Somebody in the register: added in three fields, then all that is kept of them."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.people.choices import OwnedForm
from baton.people.stakeholders import queries
from baton.people.stakeholders.models import Kind, Stakeholder
from baton.ui import fields
from baton.ui.wording import _, _lazy


class AddForm(fields.Form):
    """Somebody new, by what is known at once; all else is asked for on their page."""

    name = fields.line(_lazy("Name"), 200, missing=_lazy("Write the name of the person or body."))
    kind = fields.choice(
        _lazy("What they are"),
        [("", _lazy("Choose one")), *Kind.choices],
        missing=_lazy("Choose what they are."),
    )
    faces_inequality = forms.BooleanField(
        label=_lazy("They face inequality"),
        required=False,
        help_text=_lazy("With little power they will never be left to be watched only."),
    )


class ChangeForm(OwnedForm, AddForm):
    """All that is kept of somebody."""

    about = fields.line(_lazy("In a sentence"), 500)
    inequality = fields.line(
        _lazy("Which inequality"),
        300,
        _lazy("Such as: information is rarely given in British Sign Language."),
    )
    owner = fields.choice(_lazy("Who of us keeps the relationship"))
    post = fields.line(_lazy("Or the post that keeps it"), 120)
    advice = fields.text(
        _lazy("Their own advice on how best to engage their members"), _lazy("In their words.")
    )
    advice_from = fields.line(_lazy("Who gave it"), 120)
    advice_on = fields.day(_lazy("When"))
    access_needs = fields.text(_lazy("Access needs"), _lazy("Such as: BSL interpreter, evenings."))
    contact_name = fields.line(_lazy("Whom to reach there"), 150)
    contact_email = fields.email(_lazy("E-mail address"))
    contact_phone = fields.line(_lazy("Telephone"), 40)
    basis = fields.choice(
        _lazy("What lets us keep these details"),
        [("", _lazy("No details are kept")), *Stakeholder.Basis.choices],
    )
    contact_every_weeks = fields.whole(_lazy("In contact every so many weeks"), least=1, most=104)
    next_contact_on = fields.day(_lazy("Next contact due"))
    review_on = fields.day(_lazy("Look at this entry again on"))
    links = fields.several(_lazy("Linked with"))

    def __init__(self, posted: fields.Posted, *, stakeholder: Stakeholder) -> None:
        super().__init__(posted, initial=self._kept(stakeholder))
        organisation = stakeholder.organisation
        everybody = queries.stakeholders(organisation)
        self.others = fields.by_id(each for each in everybody if each != stakeholder)
        self.offer_owners(organisation, stakeholder.owner, _("Nobody by name"))
        self.choose_from("links", fields.named(self.others))

    def clean_links(self) -> list[Stakeholder]:
        return [self.others[key] for key in self.cleaned_data["links"]]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        details = [found.get(f"contact_{part}") for part in ("name", "email", "phone")]
        if any(details) and not found.get("basis"):
            self.add_error("basis", _("Say what lets us keep whom to reach there."))
        return found

    @classmethod
    def _kept(cls, stakeholder: Stakeholder) -> dict[str, Any]:
        """What is kept of somebody, as the form shows it."""
        plain = [name for name in cls.base_fields if name not in {"owner", "links"}]
        kept = {name: getattr(stakeholder, name) for name in plain}
        owner = str(stakeholder.owner.public_id) if stakeholder.owner else ""
        links = [str(each.public_id) for each in stakeholder.links.all()]
        return {**kept, "owner": owner, "links": links}
