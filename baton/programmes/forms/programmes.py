# SPDX-License-Identifier: MIT
"""A programme as it begins, all that is said of it, and an objective."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from baton.core import clock
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.programmes import queries, work_template
from baton.programmes.forms.fields import Form, day, gone, line, number, text
from baton.programmes.models import Objective, Programme


class _OfServices(Form):
    """With the services of a body, which are many: their names stand in one list of boxes."""

    services = forms.MultipleChoiceField(
        label="Services",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each with all that lies in it. Choose none for a need that is no service's.",
        error_messages=gone("service"),
    )

    def _offer_services(self, organisation: Organisation) -> None:
        self._services = {str(each.public_id): each for each in places.tree(organisation)}
        self.offer(
            "services",
            [(key, "– " * each.depth + each.name) for key, each in self._services.items()],
        )

    def _chosen(self) -> list[Service]:
        return [self._services[key] for key in self.cleaned_data["services"]]


class BeginForm(_OfServices):
    """The least that a programme begins with; all else is asked for when it matters."""

    title = line("Title", 200, "Give the programme a title.", "Such as “Redesign foot care”.")
    template = forms.ChoiceField(
        label="Begin from",
        required=False,
        widget=forms.RadioSelect,
        help_text="A template brings dated steps, checks and roles. All of it can be changed.",
        error_messages=gone("template"),
    )
    begins_on = day(
        "Begins on",
        "The days of a template are counted from here.",
        "Give the day on which it begins.",
    )

    def __init__(self, posted: Mapping[str, Any] | None, *, organisation: Organisation) -> None:
        super().__init__(posted, initial={"begins_on": clock.today()})
        self._offer_services(organisation)
        self.offer(
            "template", [(each.code, each.title) for each in work_template.templates()], "Nothing"
        )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"services": self._chosen()}


class ProgrammeForm(_OfServices):
    """Everything that is said of a programme."""

    title = line("Title", 200, "Give the programme a title.")
    purpose = text("What it is for", "What should be different for people when it is done.")
    objectives = forms.MultipleChoiceField(
        label="Objectives that it serves",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=gone("objective"),
    )
    area = line("Area", 300, "", "Where the people live or come from.")
    affects = text("People affected", "Who will notice a change, and who more than others.")
    owner = forms.ChoiceField(label="Owner", required=False, error_messages=gone("person"))
    post = line("Or the post that owns it", 120, "", "Such as “Head of community services”.")
    begins_on = day("Begins on", "", "Give the day on which it begins.")
    moves_days = forms.BooleanField(
        label="If that day changes, move open steps and stages that have not begun with it",
        required=False,
    )
    ends_on = day("Ends on", "Leave it empty while it has no end.")
    budget_pounds = number("Budget in pounds", "For engagement, with payments to participants.")
    hours = number("Hours", "Of our own people, for engagement.")

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        organisation: Organisation,
        programme: Programme,
    ) -> None:
        super().__init__(posted, initial=_as_typed(programme))
        self._offer_services(organisation)
        self._objectives = {
            str(each.public_id): each for each in queries.objectives(organisation)
        } | {str(each.public_id): each for each in programme.objectives.all()}
        self.offer("objectives", [(key, str(each)) for key, each in self._objectives.items()])
        self._owners = owners(organisation, programme.owner)
        self.offer("owner", [(key, each.name) for key, each in self._owners.items()], "Nobody yet")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("owner") and given.get("post"):
            self.add_error("post", "Choose a person or name a post, not both.")
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "It cannot end before it begins.")
        return given

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {
            "services": self._chosen(),
            "objectives": self._served(),
            "owner": self._owners.get(given["owner"]),
        }

    def _served(self) -> list[Objective]:
        return [self._objectives[key] for key in self.cleaned_data["objectives"]]


def owners(organisation: Organisation, now: Account | None) -> dict[str, Account]:
    """Who may own something; who has left may still be named until somebody chooses another."""
    found = {str(each.account.public_id): each.account for each in people.members(organisation)}
    if now is not None:
        found.setdefault(str(now.public_id), now)
    return found


def _as_typed(programme: Programme) -> dict[str, Any]:
    names = set(ProgrammeForm.base_fields) - {"services", "objectives", "owner", "moves_days"}
    return {name: getattr(programme, name) for name in names} | {
        "services": [str(each.public_id) for each in programme.services.all()],
        "objectives": [str(each.public_id) for each in programme.objectives.all()],
        "owner": str(programme.owner.public_id) if programme.owner else "",
    }


class ObjectiveForm(Form):
    """Something to reach; one that is there may end."""

    title = line("Title", 200, "Give the objective a title.")
    says = text("What it says")
    due_on = day("To be reached by")
    ended_on = day("Ended on", "It leaves the list, and stays with the programmes that served it.")

    def __init__(
        self, posted: Mapping[str, Any] | None, *, objective: Objective | None = None
    ) -> None:
        names = self.base_fields
        before = {name: getattr(objective, name) for name in names} if objective else {}
        super().__init__(posted, initial=before)
        if objective is None:
            del self.fields["ended_on"]
