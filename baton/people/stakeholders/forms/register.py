# SPDX-License-Identifier: MIT
"""A register: how somebody stands in it, who gets a place, and what of it is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.people.choices import colleagues
from baton.people.models import Organisation
from baton.people.stakeholders import queries
from baton.people.stakeholders.models import (
    Assessment,
    Engagement,
    Kind,
    Register,
    Stakeholder,
)
from baton.people.stakeholders.operations import Judgement
from baton.people.stakeholders.strategy import STRATEGIES
from baton.ui import fields
from baton.ui.wording import _, _lazy

_ONE_TO_FIVE = [
    (5, _lazy("5, very high")),
    (4, _lazy("4, high")),
    (3, _lazy("3, middling")),
    (2, _lazy("2, low")),
    (1, _lazy("1, very low")),
]


class JudgeForm(fields.Form):
    """How somebody stands in a register."""

    power = fields.choice(
        _lazy("Power"),
        [("", _lazy("Choose one")), *_ONE_TO_FIVE],
        _lazy("How much they can decide or hold up."),
        missing=_lazy("Choose how much power they have."),
        coerce=int,
    )
    power_reason = fields.line(_lazy("Why"), 300)
    interest = fields.choice(
        _lazy("Interest"),
        [("", _lazy("Choose one")), *_ONE_TO_FIVE],
        _lazy("How much it matters to them."),
        missing=_lazy("Choose how much it matters to them."),
        coerce=int,
    )
    interest_reason = fields.line(_lazy("Why"), 300)
    influence = fields.choice(
        _lazy("Influence"),
        [("", _lazy("Not judged")), *_ONE_TO_FIVE],
        _lazy("How much others listen to them."),
        coerce=int,
        empty_value=None,
    )
    influence_reason = fields.line(_lazy("Why"), 300)
    has_legitimacy = forms.BooleanField(label=_lazy("They have a rightful claim"), required=False)
    has_urgency = forms.BooleanField(label=_lazy("Their claim is urgent"), required=False)
    current = fields.choice(
        _lazy("How they stand now"),
        [("", _lazy("Choose one")), *Engagement.choices],
        missing=_lazy("Choose how they stand now."),
        coerce=int,
    )
    desired = fields.choice(
        _lazy("How you wish they stood"),
        [("", _lazy("Choose one")), *Engagement.choices],
        missing=_lazy("Choose how you wish they stood."),
        coerce=int,
    )

    def judgement(self) -> Judgement:
        return Judgement(**self.cleaned_data)

    @staticmethod
    def of(assessment: Assessment | None) -> dict[str, Any]:
        """What is judged now, as the form shows it."""
        if assessment is None:
            return {}
        return {name: getattr(assessment, name) for name in JudgeForm.base_fields}


class PlaceForm(fields.Form):
    """A dot's new place on the grid. The page answers for both boxes in one sentence."""

    power = forms.IntegerField(min_value=1, max_value=5)
    interest = forms.IntegerField(min_value=1, max_value=5)

    def moved(self, assessment: Assessment) -> Judgement:
        """As it was judged, at the new place. A reason for another level goes; what was once
        written for the new one comes back."""
        kept = JudgeForm.of(assessment)
        register, who = assessment.register, assessment.stakeholder
        for side in ("power", "interest"):
            level = self.cleaned_data[side]
            if kept[side] != level:
                reason = queries.reason_for(register, who, side, level)
                kept |= {side: level, f"{side}_reason": reason}
        return Judgement(**kept)


class JoinForm(fields.Form):
    """Somebody of the body who gets a place in another register."""

    stakeholder = fields.choice(_lazy("Who"), missing=_lazy("Choose who."))

    def __init__(self, posted: fields.Posted, *, register: Register) -> None:
        super().__init__(posted)
        self.outside = fields.by_id(queries.not_in(register))
        self.choose_from("stakeholder", fields.named(self.outside), _("Choose one"))

    def clean_stakeholder(self) -> Stakeholder:
        found: Stakeholder = self.outside[self.cleaned_data["stakeholder"]]
        return found


class FilterForm(fields.Form):
    """What of a register is shown."""

    words = fields.line(_lazy("Name or description"), 100)
    kind = fields.choice(_lazy("Kind"), [("", _lazy("All")), *Kind.choices])
    strategy = fields.choice(
        _lazy("Strategy"), [("", _lazy("All")), *((each.code, each.title) for each in STRATEGIES)]
    )
    owner = fields.choice(_lazy("Kept by"))
    inequality = forms.BooleanField(label=_lazy("Facing inequality"), required=False)
    overdue = forms.BooleanField(label=_lazy("Contact overdue"), required=False)

    def __init__(self, asked: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(asked)
        self.choose_from("owner", fields.named(colleagues(organisation)), _("Everybody"))

    def asked(self) -> queries.Asked:
        """What is understood of it; what is not is left out."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if value}
        return queries.Asked(**known)
