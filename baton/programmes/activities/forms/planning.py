# SPDX-License-Identifier: MIT
"""An activity as its organiser fills it in: four fields first, the rest when it matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from baton.core import clock
from baton.people.models import Organisation
from baton.people.stakeholders import queries as people
from baton.people.stakeholders.models import ContactKind
from baton.places import queries as places
from baton.programmes.activities.forms import base
from baton.programmes.activities.models import Activity, Method, Rung
from baton.programmes.models import Programme, StageKind

Posted = Mapping[str, Any] | None


class AddForm(base.Form):
    """What, when, with whom, which programme."""

    title = base.line("What", 200, "Such as “Workshop: the first call”.", missing="Say what it is.")
    on = base.day("When", missing="Give the day.")
    with_whom = base.line(
        "With whom", 300, "Such as “people who wait for physiotherapy”.", missing="Say with whom."
    )
    programme = forms.ChoiceField(
        label="Which programme", error_messages={"required": "Choose a programme."}
    )

    def __init__(
        self, posted: Posted, *, programmes: Iterable[Programme], chosen: str = ""
    ) -> None:
        self._programmes = base.by_id(programmes)
        only = next(iter(self._programmes)) if len(self._programmes) == 1 else ""
        chosen = chosen if chosen in self._programmes else only
        super().__init__(posted, initial={"programme": chosen})
        choices = [(key, each.title) for key, each in self._programmes.items()]
        self.choose_from("programme", choices, "Choose one")

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"programme": self._programmes[given["programme"]]}


class DetailsForm(base.Form):
    """What it is, when and where."""

    title = base.line("What", 200, missing="Say what it is.")
    stage = forms.ChoiceField(label="Stage", choices=StageKind.choices)
    method = forms.ChoiceField(
        label="Method", choices=[("", "Not said yet"), *Method.choices], required=False
    )
    on = base.day("Day", missing="Give the day.")
    until = base.day("Last day", "If it lasts longer than a day.")
    starts_at = base.time("Begins at")
    ends_at = base.time("Ends at")
    place = base.line("Place", 300)
    postcode = base.line("Postcode", 10)
    is_online = forms.BooleanField(label="People can take part online", required=False)

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        super().__init__(
            posted, initial={name: getattr(activity, name) for name in self.base_fields}
        )

    def clean_postcode(self) -> str:
        return " ".join(self.cleaned_data["postcode"].upper().split())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on, until = given.get("on"), given.get("until")
        if on and until and until < on:
            self.add_error("until", "It cannot end before it begins.")
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if ends and not starts:
            self.add_error("starts_at", "Say when it begins, too.")
        if starts and ends and ends <= starts and until in (None, on):
            self.add_error("ends_at", "It cannot end before it begins.")
        return given


class PeopleForm(base.Form):
    """Whom it asks, what, and how they can take part."""

    with_whom = base.line("With whom", 300, missing="Say with whom.")
    accessibility = base.text(
        "Accessibility", "Such as step-free, a hearing loop, a quiet room, BSL interpreters."
    )
    languages = base.line("Languages", 200, "Such as “Gujarati interpreter, Easy Read”.")
    questions = base.text("What people are asked")
    audience = base.text("Whom to reach, and how")
    area = base.line("Area", 300, "Names with commas, such as “Oadby, Wigston”.")
    services = forms.MultipleChoiceField(
        label="Whose people are asked: services",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stakeholders = forms.MultipleChoiceField(
        label="Stakeholders who take part", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        organisation = activity.organisation
        several = ("services", "stakeholders")
        plain = [name for name in self.base_fields if name not in several]
        super().__init__(
            posted,
            initial={name: getattr(activity, name) for name in plain}
            | {
                name: [str(each.public_id) for each in getattr(activity, name).all()]
                for name in several
            },
        )
        self._services = base.by_id(places.tree(organisation))
        # Who has left the register since stays chosen until somebody takes them out.
        self._bodies = base.by_id(
            [*people.stakeholders(organisation), *activity.stakeholders.all()]
        )
        names = {each.pk: each.name for each in self._services.values()}
        self.choose_from(
            "services",
            [
                (key, f"{each.name} ({names[each.parent_id]})" if each.parent_id else each.name)
                for key, each in self._services.items()
            ],
        )
        self.choose_from("stakeholders", [(key, each.name) for key, each in self._bodies.items()])

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {
            "services": [self._services[key] for key in given["services"]],
            "stakeholders": [self._bodies[key] for key in given["stakeholders"]],
        }


#: What is planned, and what became of it, side by side.
PLANNED_AND_HAPPENED = (
    ("People", "expected", "came"),
    ("Cost, £", "cost_planned", "cost"),
    ("Paid to participants, £", "payments_planned", "payments"),
    ("Hours of work", "hours_planned", "hours"),
)


class MoneyForm(base.Form):
    """People, money and hours: as planned and as it happened."""

    expected = base.whole("People, planned")
    came = base.whole("People who came")
    cost_planned = base.whole("Cost in pounds, planned")
    cost = base.whole("Cost in pounds")
    payments_planned = base.whole("Paid to participants in pounds, planned")
    payments = base.whole("Paid to participants in pounds")
    hours_planned = base.whole("Hours of work, planned")
    hours = base.whole("Hours of work")

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        super().__init__(
            posted, initial={name: getattr(activity, name) for name in self.base_fields}
        )


class HappenedForm(base.Form):
    """What is asked once its day has come."""

    came = base.whole("How many came", missing="Write how many came, 0 for nobody.")
    cost = base.whole("What it cost, in pounds", "Without what participants were paid.")
    payments = base.whole("What participants were paid, in pounds")
    hours = base.whole("Hours of work", "Getting ready and writing up, too.")
    changed = base.text("What it changed so far", "Leave it empty until something has changed.")

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        super().__init__(
            posted, initial={name: getattr(activity, name) for name in self.base_fields}
        )


class ChangedForm(base.Form):
    """What became of it, as far as is known."""

    changed = base.text("What it changed so far")

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        super().__init__(posted, initial={"changed": activity.changed})


class CancelForm(base.Form):
    why = base.line("Why it does not take place", 300, missing="Say why it does not take place.")


class RungForm(base.Form):
    """What is promised; from collaborate on, the decision that is shared."""

    intended = forms.ChoiceField(
        label="Rung you promise", choices=[("", "Not said yet"), *Rung.choices], required=False
    )
    decision_shared = base.line(
        "The decision that participants share", 300, "Such as “which of three sites opens late”."
    )
    hours_shared = base.whole("Hours they give to it", most=100_000)
    payment_shared = base.line(
        "How they are paid for them", 200, "Such as “£25 an hour”, or that they chose not to be."
    )

    def __init__(self, posted: Posted, *, activity: Activity) -> None:
        super().__init__(
            posted, initial={name: getattr(activity, name) for name in self.base_fields}
        )

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"intended": int(given["intended"]) if given["intended"] else None}


class OrganiserForm(base.Form):
    """Whose event it is, and what they said of our place there."""

    organiser = forms.ChoiceField(
        label="Organiser", error_messages={"required": "Choose whose event it is."}
    )
    slot = forms.ChoiceField(
        label="Our place there",
        choices=Activity.Slot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they were asked, agreed or declined."},
    )
    on = base.day("When you were in contact", missing="Give the day.")
    kind = forms.ChoiceField(label="How", choices=ContactKind.choices)
    said = base.text("What they said, in neutral words", longest=2000)

    def __init__(self, posted: Posted, *, activity: Activity, organisation: Organisation) -> None:
        organiser = activity.organiser
        super().__init__(
            posted,
            initial={
                "organiser": str(organiser.public_id) if organiser else "",
                "slot": activity.slot or Activity.Slot.ASKED,
                "on": clock.today(),
            },
        )
        self._bodies = base.by_id(people.stakeholders(organisation))
        if organiser:
            self._bodies.setdefault(str(organiser.public_id), organiser)
        choices = [(key, each.name) for key, each in self._bodies.items()]
        self.choose_from("organiser", choices, "Choose one")

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"organiser": self._bodies[given["organiser"]]}

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError("That day is still to come.")
        return self.cleaned_data["on"]


class AnnounceForm(base.Form):
    """Why it is announced although something is pointed out."""

    why = base.line("Why it is announced all the same", 300, "It is kept with the activity.")
