# SPDX-License-Identifier: MIT
"""A programme as it begins, all that is said of it, and an objective."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.core import clock
from baton.people.choices import OwnedForm
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.programmes import queries, work_template
from baton.programmes.models import Objective, Programme
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: What a database keeps as a whole number.
_MOST = 2_000_000_000


class _OfServices(fields.Form):
    """With the services of a body, which are many: their names stand in one list of boxes."""

    services = fields.several(
        _lazy("Services"),
        _lazy("Each with all that lies in it. Choose none for a need that is no service's."),
    )

    def _offer_services(self, organisation: Organisation) -> None:
        self._services = fields.by_id(places.tree(organisation))
        self.choose_from(
            "services",
            [(key, "– " * each.depth + each.name) for key, each in self._services.items()],
        )

    def _chosen(self) -> list[Service]:
        return [self._services[key] for key in self.cleaned_data["services"]]


class BeginForm(_OfServices):
    """The least that a programme begins with; all else is asked for when it matters."""

    title = fields.line(
        _lazy("Title"),
        200,
        _lazy("Such as “Redesign foot care”."),
        missing=_lazy("Give the programme a title."),
    )
    template = fields.choice(
        _lazy("Begin from"),
        (),
        _lazy("A template brings dated steps, checks and roles. All of it can be changed."),
        widget=forms.RadioSelect,
    )
    begins_on = fields.day(
        _lazy("Begins on"),
        _lazy("The days of a template are counted from here."),
        missing=_lazy("Give the day on which it begins."),
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(posted, initial={"begins_on": clock.today()})
        self._offer_services(organisation)
        self.choose_from(
            "template",
            [(each.code, each.title) for each in work_template.templates()],
            _("Nothing"),
        )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"services": self._chosen()}


class ProgrammeForm(OwnedForm, _OfServices):
    """Everything that is said of a programme."""

    title = fields.line(_lazy("Title"), 200, missing=_lazy("Give the programme a title."))
    purpose = fields.text(
        _lazy("What it is for"), _lazy("What should be different for people when it is done.")
    )
    objectives = fields.several(_lazy("Objectives that it serves"))
    area = fields.line(_lazy("Area"), 300, _lazy("Where the people live or come from."))
    affects = fields.text(
        _lazy("People affected"), _lazy("Who will notice a change, and who more than others.")
    )
    owner = fields.choice(_lazy("Owner"))
    post = fields.line(
        _lazy("Or the post that owns it"), 120, _lazy("Such as “Head of community services”.")
    )
    begins_on = fields.day(_lazy("Begins on"), missing=_lazy("Give the day on which it begins."))
    moves_days = forms.BooleanField(
        label=_lazy("If that day changes, move open steps and stages that have not begun with it"),
        required=False,
    )
    ends_on = fields.day(_lazy("Ends on"), _lazy("Leave it empty while it has no end."))
    budget_pounds = fields.whole(
        _lazy("Budget in pounds"),
        _lazy("For engagement, with payments to participants."),
        most=_MOST,
    )
    hours = fields.whole(_lazy("Hours"), _lazy("Of our own people, for engagement."), most=_MOST)

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        programme: Programme,
    ) -> None:
        super().__init__(posted, initial=_as_typed(programme))
        self._offer_services(organisation)
        self._objectives = fields.by_id(
            [*queries.objectives(organisation), *programme.objectives.all()]
        )
        self.choose_from("objectives", fields.named(self._objectives))
        self.offer_owners(organisation, programme.owner, _("Nobody yet"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("It cannot end before it begins."))
        return given

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"services": self._chosen(), "objectives": self._served()}

    def _served(self) -> list[Objective]:
        return [self._objectives[key] for key in self.cleaned_data["objectives"]]


def _as_typed(programme: Programme) -> dict[str, Any]:
    names = set(ProgrammeForm.base_fields) - {"services", "objectives", "owner", "moves_days"}
    return {name: getattr(programme, name) for name in names} | {
        "services": [str(each.public_id) for each in programme.services.all()],
        "objectives": [str(each.public_id) for each in programme.objectives.all()],
        "owner": str(programme.owner.public_id) if programme.owner else "",
    }


class ObjectiveForm(fields.Form):
    """Something to reach; one that is there may end."""

    title = fields.line(_lazy("Title"), 200, missing=_lazy("Give the objective a title."))
    says = fields.text(_lazy("What it says"))
    due_on = fields.day(_lazy("To be reached by"))
    ended_on = fields.day(
        _lazy("Ended on"),
        _lazy("It leaves the list, and stays with the programmes that served it."),
    )

    def __init__(self, posted: fields.Posted, *, objective: Objective | None = None) -> None:
        names = self.base_fields
        before = {name: getattr(objective, name) for name in names} if objective else {}
        super().__init__(posted, initial=before)
        if objective is None:
            del self.fields["ended_on"]
