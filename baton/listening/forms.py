# SPDX-License-Identifier: MIT
"""What staff fill in: what came of an alert, who is told, and what a person takes back."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.listening import agreed, queries, safety
from baton.listening.agreed import Agreed
from baton.listening.heard import WAYS
from baton.listening.models import Contribution, SafetyAlert, SafetyContact
from baton.people.models import Account, Organisation
from baton.ui import fields
from baton.ui.speech import gettext_lazy, said_later
from baton.ui.wording import _, _lazy


class CloseForm(forms.Form):
    """What came of an alert, and why."""

    outcome = forms.ChoiceField(
        label=_lazy("What came of it"),
        choices=SafetyAlert.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose what came of it.")},
    )
    note = forms.CharField(
        label=_lazy("What you did, or why nothing was needed"),
        help_text=_lazy(
            "A sentence or two, at most %(most)s characters. No names: the case itself is "
            "written up where your organisation keeps its safeguarding records.",
            most=safety.LONGEST_NOTE,
        ),
        max_length=safety.LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={
            "required": safety.NO_REASON,
            "max_length": safety.TOO_LONG,
        },
    )


class ContactsForm(forms.Form):
    """Who is told of alerts, at once and when nobody has looked."""

    first = forms.MultipleChoiceField(label=_lazy("Told at once"), required=False)
    escalation = forms.MultipleChoiceField(
        label=_lazy("Told when nobody has looked"), required=False
    )

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
            field.error_messages["invalid_choice"] = _(
                "Somebody you chose may not open alerts here any more. Choose again."
            )

    def chosen(self, turn: str) -> list[Account]:
        """The people chosen for a turn, after the form was found valid."""
        return [self.people[key] for key in self.cleaned_data[turn]]


class TakeBackForm(forms.Form):
    """What a person takes back: their words, or everything."""

    WITHDRAW, ERASE = "withdraw", "erase"

    what = forms.ChoiceField(
        label=_lazy("What they asked for"),
        choices=[
            (WITHDRAW, _lazy("Withdraw: the words go, the place in the count stays")),
            (ERASE, _lazy("Erase: everything goes")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose what they asked for.")},
    )
    whole_answer = forms.BooleanField(
        label=_lazy("Also what the same person answered to the other questions at that time"),
        required=False,
    )
    asked = forms.BooleanField(
        label=_lazy(
            "The person asked for this, or somebody who may speak for them. It cannot be undone."
        ),
        error_messages={"required": _lazy("Tick this when they have asked for it.")},
    )

    def __init__(self, *args: Any, is_withdrawn: bool, others: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_withdrawn:
            what = self.fields["what"]
            assert isinstance(what, forms.ChoiceField)
            what.choices = [(self.ERASE, _("Erase: everything goes"))]
        if not others:
            del self.fields["whole_answer"]


#: In the list of whom it is about: nobody else has to agree.
ABLE = "able"


def way() -> forms.TypedChoiceField:
    """In which way somebody spoke, for whoever wrote it down."""
    return fields.choice(
        gettext_lazy("How they spoke"),
        [("", gettext_lazy("By themselves")), *said_later(WAYS.items())],
        coerce=int,
        empty_value=None,
    )


class WhoAgreedForm(fields.Form):
    """Who agreed, for whom, and on what basis. A form that asks this is made of it."""

    for_whom = fields.choice(
        gettext_lazy("Who said it"),
        [
            ("", gettext_lazy("Choose")),
            (ABLE, gettext_lazy("Somebody who can agree for themselves")),
            *said_later(agreed.FOR_WHOM.items()),
        ],
        missing=gettext_lazy("Say who said it: that decides who may agree."),
    )
    who = fields.choice(
        gettext_lazy("Who agreed that it is used"),
        [("", gettext_lazy("Nobody yet")), *said_later(agreed.WHO.items())],
    )
    basis = fields.choice(
        gettext_lazy("On what basis"),
        [("", gettext_lazy("None yet")), *said_later(agreed.BASES.items())],
    )
    relation = fields.line(
        gettext_lazy("How they are related to them"),
        agreed.LONGEST_RELATION,
        gettext_lazy("In words and without names, such as “mother” or “social worker”."),
    )

    def do_not_ask(self) -> None:
        """Leave these boxes out: nobody has to agree for those whom this is about."""
        for name in WhoAgreedForm.base_fields:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            if (found := self.agreed()) is not None:
                agreed.check(found)
        except agreed.NotTogether as problem:
            self.add_error(problem.field, str(problem))
        return given

    def agreed(self) -> Agreed | None:
        """Who agreed; None where nobody else has to, or nobody is asked."""
        given = self.cleaned_data
        for_whom = given.get("for_whom", "")
        if for_whom in ("", ABLE):
            return None
        return Agreed(
            for_whom, given.get("who", ""), given.get("basis", ""), given.get("relation", "")
        )


class AgreementForm(WhoAgreedForm):
    """Who agreed to what may be done with one person's words."""

    may_quote = forms.BooleanField(
        label=_lazy("They agreed that the words may be quoted, without a name"), required=False
    )
    may_share = fields.choice(
        _lazy("They agreed that the words may be shared"),
        [each for each in Contribution.Share.choices if each[0] != Contribution.Share.NOBODY],
        missing=_lazy("Say with whom the words may be shared."),
    )

    def __init__(self, posted: fields.Posted, *, contribution: Contribution) -> None:
        there = getattr(contribution, "agreement", None)
        kept = {name: getattr(there, name, "") for name in WhoAgreedForm.base_fields}
        super().__init__(
            posted,
            initial={
                **kept,
                "may_quote": contribution.may_quote,
                "may_share": Contribution.Share.ORGANISATION
                if contribution.may_share == Contribution.Share.NOBODY
                else contribution.may_share,
            },
        )
        self.choose_from("for_whom", said_later(agreed.FOR_WHOM.items()), _("Choose"))
        if contribution.manner != Contribution.Manner.VERBATIM:
            del self.fields["may_quote"]

    def given(self) -> dict[str, Any]:
        return {
            "may_quote": self.cleaned_data.get("may_quote", False),
            "may_share": self.cleaned_data["may_share"],
        }


class PicturesForm(WhoAgreedForm):
    """Who agreed to photographs and voices at an activity, for those who take part."""

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted)
        self.fields["for_whom"].label = _("For whom")
        self.choose_from("for_whom", said_later(agreed.FOR_WHOM.items()), _("Choose"))
        self.fields["who"].required = True
        self.fields["who"].label = _("Who agreed to photographs and voices")
        self.fields["who"].error_messages["required"] = _(
            "Say who agreed: without that, photographs and voices stay off."
        )
        self.choose_from("who", said_later(agreed.WHO.items()), _("Choose"))
