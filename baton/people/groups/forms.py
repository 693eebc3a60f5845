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
from baton.ui.wording import _, _lazy

_MOST_SEATS = 20


class GroupForm(fields.Form):
    """What a group is. Its purpose was chosen before it is begun, and can be changed later."""

    name = fields.line(_lazy("Name"), 200, missing=_lazy("Give the group a name."))
    kind = fields.choice(
        _lazy("Kind"), Group.Kind.choices, missing=_lazy("Choose the kind of group.")
    )
    purpose = fields.choice(
        _lazy("What it is for"), Group.Purpose.choices, missing=_lazy("Choose what it is for.")
    )
    remit = fields.text(_lazy("Remit"), _lazy("What it is asked to do, and what it is not."))
    reports_to = fields.choice(_lazy("Reports to"))
    connects = fields.text(
        _lazy("How what it says reaches a decision"),
        _lazy("Such as “Its chair brings a report to every second meeting of the board”."),
    )
    meets = fields.line(
        _lazy("How often it meets"), 120, _lazy("Such as “On the first Tuesday, at six”.")
    )
    review_on = fields.day(
        _lazy("Review on"), _lazy("When it is asked anew whether the group is still needed.")
    )
    began_on = fields.day(_lazy("Began on"), missing=_lazy("Give the day."))

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
        self.choose_from("reports_to", [(k, _called(e)) for k, e in others.items()], _("No group"))
        if not others:
            del self.fields["reports_to"]
        if group is None:
            for name in self.LATER:
                del self.fields[name]
            self.choose_from("kind", Group.Kind.choices, _("Choose"))

    def given(self) -> dict[str, Any]:
        """The fields of the group."""
        given = dict(self.cleaned_data)
        return given | {"reports_to": self._others.get(given.get("reports_to", ""))}


def _called(group: Group) -> str:
    if not group.ended_on:
        return str(group)
    told = {"group": group, "day": words.day(group.ended_on)}
    return _("%(group)s (ended on %(day)s)") % told


def _group_as_typed(group: Group) -> dict[str, Any]:
    given = {name: getattr(group, name) for name in GroupForm.base_fields}
    return given | {"reports_to": str(group.reports_to.public_id) if group.reports_to else ""}


class EndForm(fields.Form):
    """When a group ended, and why."""

    on = fields.day(_lazy("Its last day"), missing=_lazy("Give the day."))
    why = fields.line(
        _lazy("Why it ended"), 300, missing=_lazy("Say why it ended, for those who ask later.")
    )

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted, initial={"on": clock.today()})


class SeatForm(fields.Form):
    """For whom a seat is."""

    kind = fields.choice(_lazy("For whom"), missing=_lazy("Choose for whom."))
    title = fields.line(
        _lazy("What it is called"),
        120,
        _lazy("Such as “Carer of a child”. Empty for the kind alone."),
    )

    def __init__(self, posted: fields.Posted, *, seat: Seat | None = None) -> None:
        there = {"kind": seat.kind, "title": seat.title} if seat else {}
        super().__init__(posted, initial=there)
        self.choose_from("kind", Seat.Kind.choices, _("Choose"))


class SeatsForm(SeatForm):
    """Several seats of one kind at once."""

    many = fields.whole(
        _lazy("How many"),
        _lazy("At most %(most)s at once; more can be added after them.", most=_MOST_SEATS),
        least=1,
        most=_MOST_SEATS,
        missing=_lazy("Write how many."),
        initial=1,
    )


class HoldingForm(fields.Form):
    """Who has a seat, and for how long. Their name is all that is kept of a person."""

    name = fields.line(
        _lazy("Name"), 150, _lazy("Only a name: how to reach them is kept elsewhere.")
    )
    account = fields.choice(
        _lazy("A colleague with an account"), (), _lazy("The name may then stay empty.")
    )
    stakeholder = fields.choice(_lazy("Speaks for"))
    began_on = fields.day(_lazy("From"), missing=_lazy("Give the day."))
    term_ends_on = fields.day(
        _lazy("Until"), _lazy("The last day of the term. Leave it empty for no end.")
    )

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
        self.choose_from("account", fields.named(self._accounts), _("Nobody"))
        self.choose_from("stakeholder", fields.named(self._stakeholders), _("Nobody"))
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
            self.add_error("name", _("Write a name, or choose a colleague."))
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

    on = fields.day(_lazy("The last day"), missing=_lazy("Give the day."))

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted, initial={"on": clock.today()})
