# SPDX-License-Identifier: MIT
"""What is filled in about stakeholders: who they are, how they stand, what passed between us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from baton.core import clock
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.people.stakeholders import quarters, queries
from baton.people.stakeholders.allocating import Wish
from baton.people.stakeholders.models import (
    AllocationLine,
    Assessment,
    Contact,
    ContactKind,
    Engagement,
    Kind,
    Register,
    Stakeholder,
)
from baton.people.stakeholders.operations import Judgement
from baton.people.stakeholders.strategy import STRATEGIES

_NO_SUCH_DAY = "Write a day that exists, like 28/02/2026"
_WHOLE = "Write a whole number from 1."
#: Proposed before anybody said how many hours there are.
USUAL_HOURS = 40


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"})

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"invalid": _NO_SUCH_DAY}, **options)


class LinesField(forms.CharField):
    """Some lines of words."""

    widget = forms.Textarea

    def __init__(self, *, label: str, help_text: str = "", longest: int = 4000) -> None:
        super().__init__(label=label, help_text=help_text, max_length=longest, required=False)


def colleagues(organisation: Organisation) -> dict[str, Account]:
    """Everybody who belongs to a body and can sign in, by public id."""
    return {
        str(each.account.public_id): each.account
        for each in people.members(organisation)
        if each.account.is_active
    }


class AddForm(forms.Form):
    """Somebody new, by what is known at once; all else is asked for on their page."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Write the name of the person or body."},
    )
    kind = forms.ChoiceField(
        label="What they are",
        choices=[("", "Choose one"), *Kind.choices],
        error_messages={"required": "Choose what they are."},
    )
    faces_inequality = forms.BooleanField(
        label="They face inequality",
        required=False,
        help_text="With little power they will never be left to be watched only.",
    )


class ChangeForm(AddForm):
    """All that is kept of somebody."""

    about = forms.CharField(label="In a sentence", max_length=500, required=False)
    inequality = forms.CharField(
        label="Which inequality",
        max_length=300,
        required=False,
        help_text="Such as: information is rarely given in British Sign Language.",
    )
    owner = forms.ChoiceField(label="Who of us keeps the relationship", required=False)
    post = forms.CharField(label="Or the post that keeps it", max_length=120, required=False)
    advice = LinesField(
        label="Their own advice on how best to engage their members",
        help_text="In their words.",
    )
    advice_from = forms.CharField(label="Who gave it", max_length=120, required=False)
    advice_on = DayField(label="When", required=False)
    access_needs = LinesField(label="Access needs", help_text="Such as: BSL interpreter, evenings.")
    contact_name = forms.CharField(label="Whom to reach there", max_length=150, required=False)
    contact_email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        error_messages={"invalid": "Write an e-mail address like name@example.org"},
    )
    contact_phone = forms.CharField(label="Telephone", max_length=40, required=False)
    basis = forms.ChoiceField(
        label="What lets us keep these details",
        choices=[("", "No details are kept"), *Stakeholder.Basis.choices],
        required=False,
    )
    contact_every_weeks = forms.IntegerField(
        label="In contact every so many weeks",
        min_value=1,
        max_value=104,
        required=False,
        error_messages={"invalid": "Write a whole number of weeks, such as 6."},
    )
    next_contact_on = DayField(label="Next contact due", required=False)
    review_on = DayField(label="Look at this entry again on", required=False)
    links = forms.MultipleChoiceField(
        label="Linked with", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, stakeholder: Stakeholder) -> None:
        super().__init__(data, initial=self._kept(stakeholder))
        organisation = stakeholder.organisation
        self.accounts = colleagues(organisation)
        everybody = queries.stakeholders(organisation)
        self.others = {str(each.public_id): each for each in everybody if each != stakeholder}
        _choose(self, "owner", [("", "Nobody by name"), *_named(self.accounts)])
        _choose(self, "links", [(key, each.name) for key, each in self.others.items()])

    def clean_owner(self) -> Account | None:
        return self.accounts.get(self.cleaned_data["owner"])

    def clean_links(self) -> list[Stakeholder]:
        return [self.others[key] for key in self.cleaned_data["links"]]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        details = [found.get(f"contact_{part}") for part in ("name", "email", "phone")]
        if any(details) and not found.get("basis"):
            self.add_error("basis", "Say what lets us keep whom to reach there.")
        return found

    @classmethod
    def _kept(cls, stakeholder: Stakeholder) -> dict[str, Any]:
        """What is kept of somebody, as the form shows it."""
        plain = [name for name in cls.base_fields if name not in {"owner", "links"}]
        kept = {name: getattr(stakeholder, name) for name in plain}
        owner = str(stakeholder.owner.public_id) if stakeholder.owner else ""
        links = [str(each.public_id) for each in stakeholder.links.all()]
        return {**kept, "owner": owner, "links": links}


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _named(accounts: dict[str, Account]) -> list[tuple[str, str]]:
    return [(key, account.name) for key, account in accounts.items()]


_ONE_TO_FIVE = [
    (5, "5, very high"),
    (4, "4, high"),
    (3, "3, middling"),
    (2, "2, low"),
    (1, "1, very low"),
]


class JudgeForm(forms.Form):
    """How somebody stands in a register."""

    power = forms.TypedChoiceField(
        label="Power",
        help_text="How much they can decide or hold up.",
        choices=[("", "Choose one"), *_ONE_TO_FIVE],
        coerce=int,
        error_messages={"required": "Choose how much power they have."},
    )
    power_reason = forms.CharField(label="Why", max_length=300, required=False)
    interest = forms.TypedChoiceField(
        label="Interest",
        help_text="How much it matters to them.",
        choices=[("", "Choose one"), *_ONE_TO_FIVE],
        coerce=int,
        error_messages={"required": "Choose how much it matters to them."},
    )
    interest_reason = forms.CharField(label="Why", max_length=300, required=False)
    influence = forms.TypedChoiceField(
        label="Influence",
        help_text="How much others listen to them.",
        choices=[("", "Not judged"), *_ONE_TO_FIVE],
        coerce=int,
        empty_value=None,
        required=False,
    )
    influence_reason = forms.CharField(label="Why", max_length=300, required=False)
    has_legitimacy = forms.BooleanField(label="They have a rightful claim", required=False)
    has_urgency = forms.BooleanField(label="Their claim is urgent", required=False)
    current = forms.TypedChoiceField(
        label="How they stand now",
        choices=[("", "Choose one"), *Engagement.choices],
        coerce=int,
        error_messages={"required": "Choose how they stand now."},
    )
    desired = forms.TypedChoiceField(
        label="How you wish they stood",
        choices=[("", "Choose one"), *Engagement.choices],
        coerce=int,
        error_messages={"required": "Choose how you wish they stood."},
    )

    def judgement(self) -> Judgement:
        return Judgement(**self.cleaned_data)

    @staticmethod
    def of(assessment: Assessment | None) -> dict[str, Any]:
        """What is judged now, as the form shows it."""
        if assessment is None:
            return {}
        return {name: getattr(assessment, name) for name in JudgeForm.base_fields}


class PlaceForm(forms.Form):
    """A dot's new place on the grid."""

    power = forms.IntegerField(min_value=1, max_value=5)
    interest = forms.IntegerField(min_value=1, max_value=5)

    def moved(self, assessment: Assessment) -> Judgement:
        """As it was judged, at the new place; a reason that was given for another level goes."""
        kept = JudgeForm.of(assessment)
        for side in ("power", "interest"):
            if kept[side] != self.cleaned_data[side]:
                kept |= {side: self.cleaned_data[side], f"{side}_reason": ""}
        return Judgement(**kept)


class JoinForm(forms.Form):
    """Somebody of the body who gets a place in another register."""

    stakeholder = forms.ChoiceField(
        label="Who", error_messages={"required": "Choose who.", "invalid_choice": "Choose who."}
    )

    def __init__(self, *args: Any, register: Register, **options: Any) -> None:
        super().__init__(*args, **options)
        self.outside = {str(each.public_id): each for each in queries.not_in(register)}
        _choose(
            self,
            "stakeholder",
            [("", "Choose one"), *((key, each.name) for key, each in self.outside.items())],
        )

    def clean_stakeholder(self) -> Stakeholder:
        return self.outside[self.cleaned_data["stakeholder"]]


class ContactForm(forms.Form):
    """One contact: when, how, what we gave and what we got."""

    on = DayField(label="When")
    kind = forms.ChoiceField(
        label="How",
        choices=[("", "Choose one"), *ContactKind.choices],
        error_messages={"required": "Choose how you were in contact."},
    )
    gave = LinesField(label="What we gave", help_text="What we told them, brought or promised.")
    got = LinesField(label="What we got", help_text="What they told us, offered or asked for.")
    minutes = forms.IntegerField(
        label="Minutes it took",
        min_value=1,
        max_value=6000,
        required=False,
        error_messages={"invalid": "Write a whole number of minutes."},
    )
    next_on = DayField(
        label="Next contact due",
        required=False,
        help_text="Leave it empty to go by the weeks agreed on, if there are any.",
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(
                "This day is still to come. Put it under “Next contact due”."
            )
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not (found.get("gave") or found.get("got")):
            self.add_error("got", "Write what we gave or what we got, in a few words.")
        return found


class MendContactForm(ContactForm):
    """A contact that was kept, without its next day: that is the relationship's."""

    next_on = None  # type: ignore[assignment]

    @staticmethod
    def of(contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ("on", "kind", "gave", "got", "minutes")}


class FilterForm(forms.Form):
    """What of a register is shown."""

    words = forms.CharField(label="Name or description", max_length=100, required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *Kind.choices])
    strategy = forms.ChoiceField(
        label="Strategy",
        required=False,
        choices=[("", "All"), *((each.code, each.title) for each in STRATEGIES)],
    )
    owner = forms.ChoiceField(label="Kept by", required=False)
    inequality = forms.BooleanField(label="Facing inequality", required=False)
    overdue = forms.BooleanField(label="Contact overdue", required=False)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.accounts = colleagues(organisation)
        _choose(self, "owner", [("", "Everybody"), *_named(self.accounts)])

    def asked(self) -> queries.Asked:
        """What is understood of it; what is not is left out."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if value}
        return queries.Asked(**known)


class HoursForm(forms.Form):
    """Hours of a quarter, minutes a kind of contact, and what is asked for each relationship.

    Nothing sent yet, it is filled with what was kept last: the hours, and what a person chose.
    """

    hours = forms.IntegerField(
        label="Hours this quarter",
        min_value=1,
        max_value=5000,
        error_messages={"required": "Write how many hours there are.", "invalid": _WHOLE},
    )
    quarter = forms.ChoiceField(label="Quarter")

    def __init__(
        self, *args: Any, register: Register, standings: Sequence[queries.Standing], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._last = queries.allocation(register)
        usual = queries.minutes_of_kinds(register.organisation)
        now = quarters.quarter_of(clock.today())
        self._quarters = {each.isoformat(): each for each in (now, quarters.after(now))}
        _choose(self, "quarter", [(key, quarters.name(on)) for key, on in self._quarters.items()])
        self.fields["hours"].initial = self._last.minutes // 60 if self._last else USUAL_HOURS
        for kind in ContactKind:
            self.fields[f"length-{kind}"] = forms.IntegerField(
                label=kind.label,
                min_value=1,
                max_value=2000,
                initial=usual[kind],
                error_messages={"required": _WHOLE, "invalid": _WHOLE},
            )
        chosen = queries.chosen_lines(self._last) if self._last else {}
        self._lines = {each.stakeholder.pk: str(each.stakeholder.public_id) for each in standings}
        for each in standings:
            self._ask_for(each.stakeholder, chosen.get(each.stakeholder.pk))

    def _ask_for(self, stakeholder: Stakeholder, line: AllocationLine | None) -> None:
        key = str(stakeholder.public_id)
        self.fields[f"kind-{key}"] = forms.ChoiceField(
            label=f"How, {stakeholder.name}",
            required=False,
            choices=[("", "As proposed"), *ContactKind.choices],
            initial=line.kind if line else "",
        )
        self.fields[f"contacts-{key}"] = forms.IntegerField(
            label=f"Contacts, {stakeholder.name}",
            required=False,
            min_value=0,
            max_value=60,
            initial=line.contacts if line else None,
            error_messages={
                "invalid": f"{stakeholder.name}: write a whole number of contacts, or nothing."
            },
        )

    def line(self, standing: queries.Standing) -> tuple[forms.BoundField, forms.BoundField]:
        """The fields of a relationship: how, and how many contacts."""
        key = self._lines[standing.stakeholder.pk]
        return self[f"kind-{key}"], self[f"contacts-{key}"]

    def _now(self, name: str) -> Any:
        return (
            self.cleaned_data[name]
            if self.is_bound
            else self.get_initial_for_field(self.fields[name], name)
        )

    @property
    def minutes(self) -> int:
        return int(self._now("hours")) * 60

    @property
    def begins(self) -> date:
        return self._quarters[self._now("quarter")]

    @property
    def lengths(self) -> dict[str, int]:
        """Kind of contact → minutes."""
        return {kind: self._now(f"length-{kind}") for kind in ContactKind}

    @property
    def wishes(self) -> dict[int, Wish]:
        """Stakeholder's key → what a person asked for."""
        return {
            who: Wish(self._now(f"kind-{key}"), self._now(f"contacts-{key}"))
            for who, key in self._lines.items()
        }
