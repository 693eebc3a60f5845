# SPDX-License-Identifier: MIT
"""What people type about groups, their seats and who holds them."""

from __future__ import annotations

from typing import Any

from baton.core import clock
from baton.people.choices import colleagues
from baton.people.groups import queries
from baton.people.groups.models import Group, Holding, Seat
from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.ui import fields, words

_MOST_SEATS = 20


class GroupForm(fields.Form):
    """What a group is. Its purpose was chosen before it is begun, and can be changed later."""

    name = fields.line("Name", 200, missing="Give the group a name.")
    kind = fields.choice("Kind", Group.Kind.choices, missing="Choose the kind of group.")
    purpose = fields.choice(
        "What it is for", Group.Purpose.choices, missing="Choose what it is for."
    )
    remit = fields.text("Remit", "What it is asked to do, and what it is not.")
    reports_to = fields.choice("Reports to")
    connects = fields.text(
        "How what it says reaches a decision",
        "Such as “Its chair brings a report to every second meeting of the board”.",
    )
    meets = fields.line("How often it meets", 120, "Such as “On the first Tuesday, at six”.")
    review_on = fields.day("Review on", "When it is asked anew whether the group is still needed.")
    began_on = fields.day("Began on", missing="Give the day.")

    #: Asked once it is there.
    LATER = ("purpose", "began_on")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        group: Group | None = None,
    ) -> None:
        super().__init__(posted, initial=_group_as_typed(group) if group else {})
        others = fields.by_id(each for each in queries.current(organisation) if each != group)
        if group and group.reports_to:
            # One that has ended may stand there until somebody chooses another.
            others.setdefault(str(group.reports_to.public_id), group.reports_to)
        self._others = others
        self.choose_from("reports_to", [(k, _called(e)) for k, e in others.items()], "No group")
        if not others:
            del self.fields["reports_to"]
        if group is None:
            for name in self.LATER:
                del self.fields[name]
            self.choose_from("kind", Group.Kind.choices, "Choose")

    def given(self) -> dict[str, Any]:
        """The fields of the group."""
        given = dict(self.cleaned_data)
        return given | {"reports_to": self._others.get(given.get("reports_to", ""))}


def _called(group: Group) -> str:
    return f"{group} (ended on {words.day(group.ended_on)})" if group.ended_on else str(group)


def _group_as_typed(group: Group) -> dict[str, Any]:
    given = {name: getattr(group, name) for name in GroupForm.base_fields}
    return given | {"reports_to": str(group.reports_to.public_id) if group.reports_to else ""}


class EndForm(fields.Form):
    """When a group ended, and why."""

    on = fields.day("Its last day", missing="Give the day.")
    why = fields.line("Why it ended", 300, missing="Say why it ended, for those who ask later.")

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted, initial={"on": clock.today()})


class SeatForm(fields.Form):
    """For whom a seat is."""

    kind = fields.choice("For whom", missing="Choose for whom.")
    title = fields.line(
        "What it is called", 120, "Such as “Carer of a child”. Empty for the kind alone."
    )

    def __init__(self, posted: fields.Posted, *, seat: Seat | None = None) -> None:
        there = {"kind": seat.kind, "title": seat.title} if seat else {}
        super().__init__(posted, initial=there)
        self.choose_from("kind", Seat.Kind.choices, "Choose")


class SeatsForm(SeatForm):
    """Several seats of one kind at once."""

    many = fields.whole(
        "How many",
        f"At most {_MOST_SEATS} at once; more can be added after them.",
        least=1,
        most=_MOST_SEATS,
        missing="Write how many.",
        initial=1,
    )


class HoldingForm(fields.Form):
    """Who has a seat, and for how long. Their name is all that is kept of a person."""

    name = fields.line("Name", 150, "Only a name: how to reach them is kept elsewhere.")
    account = fields.choice("A colleague with an account", (), "The name may then stay empty.")
    stakeholder = fields.choice("Speaks for")
    began_on = fields.day("From", missing="Give the day.")
    term_ends_on = fields.day("Until", "The last day of the term. Leave it empty for no end.")

    #: What does not change any more once somebody has left.
    TERM = ("began_on", "term_ends_on")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        holding: Holding | None = None,
    ) -> None:
        there = _holding_as_typed(holding) if holding else {"began_on": clock.today()}
        super().__init__(posted, initial=there)
        # Who has left stays named until somebody is chosen.
        self._accounts = colleagues(organisation, holding.account if holding else None)
        self._stakeholders = fields.by_id(stakeholders.stakeholders(organisation))
        if holding and holding.stakeholder:
            self._stakeholders.setdefault(str(holding.stakeholder.public_id), holding.stakeholder)
        self.choose_from("account", fields.named(self._accounts), "Nobody")
        self.choose_from("stakeholder", fields.named(self._stakeholders), "Nobody")
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


class LeaveForm(fields.Form):
    """The last day on which somebody had a seat."""

    on = fields.day("The last day", missing="Give the day.")

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted, initial={"on": clock.today()})
