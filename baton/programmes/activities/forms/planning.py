# SPDX-License-Identifier: MIT
"""An activity as its organiser fills it in: four fields first, the rest when it matters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from baton.core import clock
from baton.people.models import Organisation
from baton.people.stakeholders import queries as people
from baton.people.stakeholders.models import ContactKind
from baton.places import queries as places
from baton.places.areas import postcodes
from baton.programmes.activities.models import Activity, Method, Rung
from baton.programmes.models import Programme, StageKind
from baton.ui import fields


class AddForm(fields.Form):
    """What, when, with whom, which programme."""

    title = fields.line(
        "What", 200, "Such as “Workshop: the first call”.", missing="Say what it is."
    )
    on = fields.day("When", missing="Give the day.")
    with_whom = fields.line(
        "With whom", 300, "Such as “people who wait for physiotherapy”.", missing="Say with whom."
    )
    programme = fields.choice("Which programme", missing="Choose a programme.")

    def __init__(
        self, posted: fields.Posted, *, programmes: Iterable[Programme], chosen: str = ""
    ) -> None:
        self._programmes = fields.by_id(programmes)
        only = next(iter(self._programmes)) if len(self._programmes) == 1 else ""
        chosen = chosen if chosen in self._programmes else only
        super().__init__(posted, initial={"programme": chosen})
        self.choose_from("programme", fields.named(self._programmes), "Choose one")

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"programme": self._programmes[given["programme"]]}


class ActivityForm(fields.Form):
    """A form about what is kept of an activity."""

    def __init__(self, posted: fields.Posted, *, activity: Activity) -> None:
        super().__init__(
            posted, initial={name: getattr(activity, name) for name in self.base_fields}
        )

    def given(self) -> dict[str, Any]:
        """The fields of the activity."""
        return dict(self.cleaned_data)


class DetailsForm(ActivityForm):
    """What it is, when and where."""

    title = fields.line("What", 200, missing="Say what it is.")
    stage = fields.choice("Stage", StageKind.choices, missing="Choose a stage.")
    method = fields.choice("Method", [("", "Not said yet"), *Method.choices])
    on = fields.day("Day", missing="Give the day.")
    until = fields.day("Last day", "If it lasts longer than a day.")
    starts_at = fields.time("Begins at")
    ends_at = fields.time("Ends at")
    place = fields.line("Place", 300)
    postcode = fields.line("Postcode", 10, "Such as LE2 5PN. It puts the activity on the map.")
    is_online = forms.BooleanField(label="People can take part online", required=False)

    def clean_postcode(self) -> str:
        try:
            return postcodes.written(self.cleaned_data["postcode"])
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(
                "Write a whole UK postcode, like LE2 5PN, or leave it empty and say it under Place."
            ) from problem

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


class PeopleForm(ActivityForm):
    """Whom it asks, what, and how they can take part."""

    with_whom = fields.line("With whom", 300, missing="Say with whom.")
    needs_agreement = forms.BooleanField(
        label="Under sixteens, or adults who may lack the capacity to agree, take part",
        help_text="Whoever notes what they say is then asked who agreed and on what basis, and "
        "photographs and voices are off until a lead turns them on.",
        required=False,
    )
    accessibility = fields.text(
        "Accessibility", "Such as step-free, a hearing loop, a quiet room, BSL interpreters."
    )
    languages = fields.line("Languages", 200, "Such as “Gujarati interpreter, Easy Read”.")
    questions = fields.text("What people are asked")
    audience = fields.text("Whom to reach, and how")
    area = fields.line("Area", 300, "Names with commas, such as “Oadby, Wigston”.")
    services = fields.several("Whose people are asked: services")
    stakeholders = fields.several("Stakeholders who take part")

    def __init__(self, posted: fields.Posted, *, activity: Activity) -> None:
        super().__init__(posted, activity=activity)
        organisation = activity.organisation
        for name in ("services", "stakeholders"):
            self.initial[name] = list(fields.by_id(getattr(activity, name).all()))
        self._services = fields.by_id(places.tree(organisation))
        # Who has left the register since stays chosen until somebody takes them out.
        self._bodies = fields.by_id(
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
        self.choose_from("stakeholders", fields.named(self._bodies))

    def given(self) -> dict[str, Any]:
        given = super().given()
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


class MoneyForm(ActivityForm):
    """People, money and hours: as planned and as it happened."""

    expected = fields.whole("People, planned")
    came = fields.whole("People who came")
    cost_planned = fields.whole("Cost in pounds, planned")
    cost = fields.whole("Cost in pounds")
    payments_planned = fields.whole("Paid to participants in pounds, planned")
    payments = fields.whole("Paid to participants in pounds")
    hours_planned = fields.whole("Hours of work, planned")
    hours = fields.whole("Hours of work")


class HappenedForm(ActivityForm):
    """What is asked once its day has come."""

    came = fields.whole("How many came", missing="Write how many came, 0 for nobody.")
    cost = fields.whole("What it cost, in pounds", "Without what participants were paid.")
    payments = fields.whole("What participants were paid, in pounds")
    hours = fields.whole("Hours of work", "Getting ready and writing up, too.")
    changed = fields.text("What it changed so far", "Leave it empty until something has changed.")


class ChangedForm(ActivityForm):
    """What became of it, as far as is known."""

    changed = fields.text("What it changed so far")


class CancelForm(fields.Form):
    why = fields.line("Why it does not take place", 300, missing="Say why it does not take place.")


class RungForm(ActivityForm):
    """What is promised; from collaborate on, the decision that is shared."""

    intended = fields.choice("Rung you promise", [("", "Not said yet"), *Rung.choices])
    decision_shared = fields.line(
        "The decision that participants share", 300, "Such as “which of three sites opens late”."
    )
    hours_shared = fields.whole("Hours they give to it", most=100_000)
    payment_shared = fields.line(
        "How they are paid for them", 200, "Such as “£25 an hour”, or that they chose not to be."
    )

    def given(self) -> dict[str, Any]:
        given = super().given()
        return given | {"intended": int(given["intended"]) if given["intended"] else None}


class OrganiserForm(fields.Form):
    """Whose event it is, and what they said of our place there."""

    organiser = fields.choice("Organiser", missing="Choose whose event it is.")
    slot = fields.choice(
        "Our place there",
        Activity.Slot.choices,
        missing="Say whether they were asked, agreed or declined.",
        widget=forms.RadioSelect,
    )
    on = fields.day("When you were in contact", missing="Give the day.")
    kind = fields.choice("How", ContactKind.choices, missing="Choose how you were in contact.")
    said = fields.text("What they said, in neutral words", longest=2000)

    def __init__(
        self, posted: fields.Posted, *, activity: Activity, organisation: Organisation
    ) -> None:
        organiser = activity.organiser
        super().__init__(
            posted,
            initial={
                "organiser": str(organiser.public_id) if organiser else "",
                "slot": activity.slot or Activity.Slot.ASKED,
                "on": clock.today(),
            },
        )
        self._bodies = fields.by_id(people.stakeholders(organisation))
        if organiser:
            self._bodies.setdefault(str(organiser.public_id), organiser)
        self.choose_from("organiser", fields.named(self._bodies), "Choose one")

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"organiser": self._bodies[given["organiser"]]}

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError("That day is still to come.")
        return self.cleaned_data["on"]


class AnnounceForm(fields.Form):
    """Why it is announced although something is pointed out."""

    why = fields.line("Why it is announced all the same", 300, "It is kept with the activity.")
