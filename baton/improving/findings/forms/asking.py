# SPDX-License-Identifier: MIT
"""Asking whether we heard right, and answering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from baton.core import clock
from baton.improving.findings import asking
from baton.improving.findings.asking import Round
from baton.improving.findings.models import Answer, Finding
from baton.ui import fields
from baton.ui.speech import gettext, gettext_lazy
from baton.ui.wording import _, _lazy, _many

#: Days that people have to answer, unless somebody says otherwise; and at most.
USUAL, MOST = 14, 90


class WhomForm(fields.Form):
    """Whom to ask."""

    spoke = forms.BooleanField(
        label=_lazy("Those who spoke and agreed to be asked"), required=False
    )
    accounts = fields.several(_lazy("Patient partners"))
    stakeholders = fields.several(_lazy("Groups and partner bodies"))

    def __init__(self, posted: fields.Posted, *, finding: Finding, **more: Any) -> None:
        super().__init__(posted, **more)
        body = finding.organisation
        self.willing = asking.willing(finding)
        self._accounts = fields.by_id(asking.patient_partners(body))
        self._stakeholders = fields.by_id(asking.partners(body))
        self._offer("accounts", [(key, each.name) for key, each in self._accounts.items()])
        self._offer("stakeholders", fields.named(self._stakeholders))
        if number := len(self.willing.contributions):
            label = _many(
                "The %(n)s person who spoke and agreed to be asked",
                "The %(n)s people who spoke and agreed to be asked",
                number,
            )
            self.fields["spoke"].label = label % {"n": number}
        else:
            del self.fields["spoke"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.choose_from(name, choices)
        else:
            del self.fields[name]

    def everybody(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "contributions": self.willing.contributions if given.get("spoke") else (),
            "accounts": [self._accounts[key] for key in given.get("accounts", ())],
            "stakeholders": [self._stakeholders[key] for key in given.get("stakeholders", ())],
        }


class CheckForm(WhomForm):
    """A check: the finding in plain words, whom to ask, and until when."""

    says = fields.text(
        _lazy("What we understood, in plain words"),
        _lazy("As you would say it to one who told you. Nothing by which somebody could be known."),
        longest=500,
        missing=_lazy("Write what we understood, in plain words."),
    )
    closes_on = fields.day(
        _lazy("Last day to answer"), missing=_lazy("Give the last day to answer.")
    )

    field_order = ("says", "closes_on", "spoke", "accounts", "stakeholders")

    def __init__(self, posted: fields.Posted, *, finding: Finding) -> None:
        initial = {
            "says": finding.sentence,
            "closes_on": clock.today() + timedelta(days=USUAL),
            "spoke": True,
        }
        super().__init__(posted, finding=finding, initial=initial)

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if not clock.today() <= day <= clock.today() + timedelta(days=MOST):
            raise forms.ValidationError(
                _("Choose a day from today on, within the next %(most)s days.") % {"most": MOST}
            )
        return day

    def asks(self) -> Round:
        given = self.cleaned_data
        return Round(given["says"], given["closes_on"], **self.everybody())


class AnswerForm(fields.Form):
    """What somebody who is asked says."""

    says = forms.ChoiceField(
        label=gettext_lazy("Did we hear you right?"),
        choices=[
            (Answer.Says.AGREE, gettext_lazy("Yes")),
            (Answer.Says.ADD, gettext_lazy("Yes, and I would add something")),
            (Answer.Says.DISPUTE, gettext_lazy("No, that is not it")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three answers."),
            "invalid_choice": gettext_lazy("Choose one of the three answers."),
        },
    )
    words = fields.text(
        gettext_lazy("What would you add, or what did we get wrong?"),
        gettext_lazy("You may leave this empty. Please leave out names and phone numbers."),
        longest=2000,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("says") == Answer.Says.ADD and not given.get("words"):
            self.add_error("words", gettext("Write what you would add, or choose “Yes”."))
        return given


class NoteForm(AnswerForm):
    """The same, as it came back on paper or was said by phone."""

    number = fields.whole(
        _lazy("Sheet number"),
        _lazy("It stands at the top of the sheet."),
        missing=_lazy("Write the sheet number."),
    )
    field_order = ("number", "says", "words")

    def __init__(self, posted: fields.Posted, **more: Any) -> None:
        super().__init__(posted, **more)
        self.fields["says"].label = _("What they answered")
        self.fields["words"].label = _("What they wrote or said")
