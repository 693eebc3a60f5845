# SPDX-License-Identifier: MIT
"""What staff fill in: what came of an alert, who is told, and what a person takes back."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.listening import queries, safety
from baton.listening.models import SafetyAlert, SafetyContact
from baton.people.models import Account, Organisation


class CloseForm(forms.Form):
    """What came of an alert, and why."""

    outcome = forms.ChoiceField(
        label="What came of it",
        choices=SafetyAlert.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    note = forms.CharField(
        label="What you did, or why nothing was needed",
        help_text=f"A sentence or two, at most {safety.LONGEST_NOTE} characters. No names: the "
        "case itself is written up where your organisation keeps its safeguarding records.",
        max_length=safety.LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={
            "required": str(safety.ReasonMissing()),
            "max_length": str(safety.NoteTooLong()),
        },
    )


class ContactsForm(forms.Form):
    """Who is told of alerts, at once and when nobody has looked."""

    first = forms.MultipleChoiceField(label="Told at once", required=False)
    escalation = forms.MultipleChoiceField(label="Told when nobody has looked", required=False)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(each.public_id): each for each in queries.may_be_named(organisation)}
        for turn in SafetyContact.Turn:
            field = self.fields[turn]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [
                (key, f"{person.name}, {person.email}") for key, person in self.people.items()
            ]
            field.initial = [
                str(each.public_id) for each in queries.named(organisation, turn.value)
            ]
            field.error_messages["invalid_choice"] = (
                "Somebody you chose may not open alerts here any more. Choose again."
            )

    def chosen(self, turn: str) -> list[Account]:
        """The people chosen for a turn, after the form was found valid."""
        return [self.people[key] for key in self.cleaned_data[turn]]


class TakeBackForm(forms.Form):
    """What a person takes back: their words, or everything."""

    WITHDRAW, ERASE = "withdraw", "erase"

    what = forms.ChoiceField(
        label="What they asked for",
        choices=[
            (WITHDRAW, "Withdraw: the words go, the place in the count stays"),
            (ERASE, "Erase: everything goes"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they asked for."},
    )
    whole_answer = forms.BooleanField(
        label="Also what the same person answered to the other questions at that time",
        required=False,
    )
    asked = forms.BooleanField(
        label="The person asked for this, or somebody who may speak for them. It cannot be undone.",
        error_messages={"required": "Tick this when they have asked for it."},
    )

    def __init__(self, *args: Any, is_withdrawn: bool, others: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_withdrawn:
            what = self.fields["what"]
            assert isinstance(what, forms.ChoiceField)
            what.choices = [(self.ERASE, "Erase: everything goes")]
        if not others:
            del self.fields["whole_answer"]
