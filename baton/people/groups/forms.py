# SPDX-License-Identifier: MIT
"""What people type about groups, their seats and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from baton.core import clock
from baton.people import queries as people
from baton.people.groups import queries
from baton.people.groups.models import Group, Holding, Seat
from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.ui.words import day

_MOST_SEATS = 20


def _day(label: str, help_text: str = "", *, required: bool = False) -> Any:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day.", "invalid": "Write a day like 2026-05-31."},
    )


def _line(label: str, longest: int, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"Write at most {longest} characters.",
        },
    )


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"max_length": "Write at most 4,000 characters."},
    )


def _choice(label: str, choices: Any = (), help_text: str = "", missing: str = "") -> Any:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=bool(missing),
        error_messages={
            "required": missing,
            "invalid_choice": "Choose one of those in the list.",
        },
    )


class _Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False

    def _choices(self, name: str, choices: Iterable[tuple[str, str]], empty: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", empty), *choices]


class GroupForm(_Form):
    """What a group is. Its purpose was chosen before it is begun, and can be changed later."""

    name = _line("Name", 200, "Give the group a name.")
    kind = _choice("Kind", Group.Kind.choices, missing="Choose the kind of group.")
    purpose = _choice("What it is for", Group.Purpose.choices, missing="Choose what it is for.")
    remit = _text("Remit", "What it is asked to do, and what it is not.")
    reports_to = _choice("Reports to")
    connects = _text(
        "How what it says reaches a decision",
        "Such as “Its chair brings a report to every second meeting of the board”.",
    )
    meets = _line("How often it meets", 120, help_text="Such as “On the first Tuesday, at six”.")
    review_on = _day("Review on", "When it is asked anew whether the group is still needed.")
    began_on = _day("Began on", required=True)

    #: Asked once it is there.
    LATER = ("purpose", "began_on")

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        organisation: Organisation,
        group: Group | None = None,
    ) -> None:
        super().__init__(posted, initial=_group_as_typed(group) if group else {})
        others = {str(e.public_id): e for e in queries.current(organisation) if e != group}
        if group and group.reports_to:
            # One that has ended may stand there until somebody chooses another.
            others.setdefault(str(group.reports_to.public_id), group.reports_to)
        self._others = others
        self._choices("reports_to", [(k, _called(e)) for k, e in others.items()], "No group")
        if not others:
            del self.fields["reports_to"]
        if group is None:
            for name in self.LATER:
                del self.fields[name]
            self._choices("kind", Group.Kind.choices, "Choose")

    def given(self) -> dict[str, Any]:
        """The fields of the group."""
        given = dict(self.cleaned_data)
        return given | {"reports_to": self._others.get(given.get("reports_to", ""))}


def _called(group: Group) -> str:
    return f"{group} (ended on {day(group.ended_on)})" if group.ended_on else str(group)


def _group_as_typed(group: Group) -> dict[str, Any]:
    given = {name: getattr(group, name) for name in GroupForm.base_fields}
    return given | {"reports_to": str(group.reports_to.public_id) if group.reports_to else ""}


class EndForm(_Form):
    """When a group ended, and why."""

    on = _day("Its last day", required=True)
    why = _line("Why it ended", 300, "Say why it ended, for those who ask later.")

    def __init__(self, posted: Mapping[str, Any] | None) -> None:
        super().__init__(posted, initial={"on": clock.today()})


class SeatForm(_Form):
    """For whom a seat is."""

    kind = _choice("For whom", missing="Choose for whom.")
    title = _line(
        "What it is called", 120, help_text="Such as “Carer of a child”. Empty for the kind alone."
    )

    def __init__(self, posted: Mapping[str, Any] | None, *, seat: Seat | None = None) -> None:
        there = {"kind": seat.kind, "title": seat.title} if seat else {}
        super().__init__(posted, initial=there)
        self._choices("kind", Seat.Kind.choices, "Choose")


class SeatsForm(SeatForm):
    """Several seats of one kind at once."""

    many = forms.IntegerField(
        label="How many",
        initial=1,
        min_value=1,
        max_value=_MOST_SEATS,
        error_messages={
            "required": "Write how many.",
            "invalid": "Write a whole number, such as 2.",
            "min_value": "Write 1 or more.",
            "max_value": f"Write {_MOST_SEATS} or fewer; more can be added after them.",
        },
    )


class HoldingForm(_Form):
    """Who has a seat, and for how long. Their name is all that is kept of a person."""

    name = _line("Name", 150, help_text="Only a name: how to reach them is kept elsewhere.")
    account = _choice("A colleague with an account", help_text="The name may then stay empty.")
    stakeholder = _choice("Speaks for")
    began_on = _day("From", required=True)
    term_ends_on = _day("Until", "The last day of the term. Leave it empty for no end.")

    #: What does not change any more once somebody has left.
    TERM = ("began_on", "term_ends_on")

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        organisation: Organisation,
        holding: Holding | None = None,
    ) -> None:
        there = _holding_as_typed(holding) if holding else {"began_on": clock.today()}
        super().__init__(posted, initial=there)
        self._accounts = {
            str(each.account.public_id): each.account for each in people.members(organisation)
        }
        self._stakeholders = {
            str(each.public_id): each for each in stakeholders.stakeholders(organisation)
        }
        if holding and holding.account:
            # Who has left the organisation stays named until somebody is chosen.
            self._accounts.setdefault(str(holding.account.public_id), holding.account)
        if holding and holding.stakeholder:
            self._stakeholders.setdefault(str(holding.stakeholder.public_id), holding.stakeholder)
        self._choices("account", [(k, e.name) for k, e in self._accounts.items()], "Nobody")
        self._choices("stakeholder", [(k, e.name) for k, e in self._stakeholders.items()], "Nobody")
        if not self._stakeholders:
            del self.fields["stakeholder"]
        if holding and holding.left_on:
            for name in self.TERM:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        account = self._accounts.get(given.get("account", ""))
        if account and not given.get("name"):
            given["name"] = account.name
        if "name" not in self.errors and not given.get("name"):
            self.add_error("name", "Write a name, or choose a colleague.")
        return given

    def given(self) -> dict[str, Any]:
        """The fields of the holding."""
        given = dict(self.cleaned_data)
        return given | {
            "account": self._accounts.get(given["account"]),
            "stakeholder": self._stakeholders.get(given.get("stakeholder", "")),
        }


def _holding_as_typed(holding: Holding) -> dict[str, Any]:
    return {
        "name": holding.name,
        "account": str(holding.account.public_id) if holding.account else "",
        "stakeholder": str(holding.stakeholder.public_id) if holding.stakeholder else "",
        "began_on": holding.began_on,
        "term_ends_on": holding.term_ends_on,
    }


class LeaveForm(_Form):
    """The last day on which somebody had a seat."""

    on = _day("The last day", required=True)

    def __init__(self, posted: Mapping[str, Any] | None) -> None:
        super().__init__(posted, initial={"on": clock.today()})
