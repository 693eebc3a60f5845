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
from baton.ui.wording import _, _lazy


class AddForm(fields.Form):
    """What, when, with whom, which programme."""

    title = fields.line(
        _lazy("What"),
        200,
        _lazy("Such as “Workshop: the first call”."),
        missing=_lazy("Say what it is."),
    )
    on = fields.day(_lazy("When"), missing=_lazy("Give the day."))
    with_whom = fields.line(
        _lazy("With whom"),
        300,
        _lazy("Such as “people who wait for physiotherapy”."),
        missing=_lazy("Say with whom."),
    )
    programme = fields.choice(_lazy("Which programme"), missing=_lazy("Choose a programme."))

    def __init__(
        self, posted: fields.Posted, *, programmes: Iterable[Programme], chosen: str = ""
    ) -> None:
        self._programmes = fields.by_id(programmes)
        only = next(iter(self._programmes)) if len(self._programmes) == 1 else ""
        chosen = chosen if chosen in self._programmes else only
        super().__init__(posted, initial={"programme": chosen})
        self.choose_from("programme", fields.named(self._programmes), _("Choose one"))

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

    title = fields.line(_lazy("What"), 200, missing=_lazy("Say what it is."))
    stage = fields.choice(_lazy("Stage"), StageKind.choices, missing=_lazy("Choose a stage."))
    method = fields.choice(_lazy("Method"), [("", _lazy("Not said yet")), *Method.choices])
    on = fields.day(_lazy("Day"), missing=_lazy("Give the day."))
    until = fields.day(_lazy("Last day"), _lazy("If it lasts longer than a day."))
    starts_at = fields.time(_lazy("Begins at"))
    ends_at = fields.time(_lazy("Ends at"))
    place = fields.line(_lazy("Place"), 300)
    postcode = fields.line(
        _lazy("Postcode"), 10, _lazy("Such as LE2 5PN. It puts the activity on the map.")
    )
    is_online = forms.BooleanField(label=_lazy("People can take part online"), required=False)

    def clean_postcode(self) -> str:
        try:
            return postcodes.written(self.cleaned_data["postcode"])
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(
                _(
                    "Write a whole UK postcode, like LE2 5PN, or leave it empty and say it under "
                    "Place."
                )
            ) from problem

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on, until = given.get("on"), given.get("until")
        if on and until and until < on:
            self.add_error("until", _("It cannot end before it begins."))
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if ends and not starts:
            self.add_error("starts_at", _("Say when it begins, too."))
        if starts and ends and ends <= starts and until in (None, on):
            self.add_error("ends_at", _("It cannot end before it begins."))
        return given


class PeopleForm(ActivityForm):
    """Whom it asks, what, and how they can take part."""

    with_whom = fields.line(_lazy("With whom"), 300, missing=_lazy("Say with whom."))
    needs_agreement = forms.BooleanField(
        label=_lazy("Under sixteens, or adults who may lack the capacity to agree, take part"),
        help_text=_lazy(
            "Whoever notes what they say is then asked who agreed and on what basis, and "
            "photographs and voices are off until a lead turns them on."
        ),
        required=False,
    )
    accessibility = fields.text(
        _lazy("Accessibility"),
        _lazy("Such as step-free, a hearing loop, a quiet room, BSL interpreters."),
    )
    languages = fields.line(
        _lazy("Languages"), 200, _lazy("Such as “Gujarati interpreter, Easy Read”.")
    )
    questions = fields.text(_lazy("What people are asked"))
    audience = fields.text(_lazy("Whom to reach, and how"))
    area = fields.line(_lazy("Area"), 300, _lazy("Names with commas, such as “Oadby, Wigston”."))
    services = fields.several(_lazy("Whose people are asked: services"))
    stakeholders = fields.several(_lazy("Stakeholders who take part"))

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
    (_lazy("People"), "expected", "came"),
    (_lazy("Cost, £"), "cost_planned", "cost"),
    (_lazy("Paid to participants, £"), "payments_planned", "payments"),
    (_lazy("Hours of work"), "hours_planned", "hours"),
)


class MoneyForm(ActivityForm):
    """People, money and hours: as planned and as it happened."""

    expected = fields.whole(_lazy("People, planned"))
    came = fields.whole(_lazy("People who came"))
    cost_planned = fields.whole(_lazy("Cost in pounds, planned"))
    cost = fields.whole(_lazy("Cost in pounds"))
    payments_planned = fields.whole(_lazy("Paid to participants in pounds, planned"))
    payments = fields.whole(_lazy("Paid to participants in pounds"))
    hours_planned = fields.whole(_lazy("Hours of work, planned"))
    hours = fields.whole(_lazy("Hours of work"))


class HappenedForm(ActivityForm):
    """What is asked once its day has come."""

    came = fields.whole(_lazy("How many came"), missing=_lazy("Write how many came, 0 for nobody."))
    cost = fields.whole(
        _lazy("What it cost, in pounds"), _lazy("Without what participants were paid.")
    )
    payments = fields.whole(_lazy("What participants were paid, in pounds"))
    hours = fields.whole(_lazy("Hours of work"), _lazy("Getting ready and writing up, too."))
    changed = fields.text(
        _lazy("What it changed so far"), _lazy("Leave it empty until something has changed.")
    )


class ChangedForm(ActivityForm):
    """What became of it, as far as is known."""

    changed = fields.text(_lazy("What it changed so far"))


class CancelForm(fields.Form):
    why = fields.line(
        _lazy("Why it does not take place"), 300, missing=_lazy("Say why it does not take place.")
    )


class RungForm(ActivityForm):
    """What is promised; from collaborate on, the decision that is shared."""

    intended = fields.choice(
        _lazy("Rung you promise"), [("", _lazy("Not said yet")), *Rung.choices]
    )
    decision_shared = fields.line(
        _lazy("The decision that participants share"),
        300,
        _lazy("Such as “which of three sites opens late”."),
    )
    hours_shared = fields.whole(_lazy("Hours they give to it"), most=100_000)
    payment_shared = fields.line(
        _lazy("How they are paid for them"),
        200,
        _lazy("Such as “£25 an hour”, or that they chose not to be."),
    )

    def given(self) -> dict[str, Any]:
        given = super().given()
        return given | {"intended": int(given["intended"]) if given["intended"] else None}


class OrganiserForm(fields.Form):
    """Whose event it is, and what they said of our place there."""

    organiser = fields.choice(_lazy("Organiser"), missing=_lazy("Choose whose event it is."))
    slot = fields.choice(
        _lazy("Our place there"),
        Activity.Slot.choices,
        missing=_lazy("Say whether they were asked, agreed or declined."),
        widget=forms.RadioSelect,
    )
    on = fields.day(_lazy("When you were in contact"), missing=_lazy("Give the day."))
    kind = fields.choice(
        _lazy("How"), ContactKind.choices, missing=_lazy("Choose how you were in contact.")
    )
    said = fields.text(_lazy("What they said, in neutral words"), longest=2000)

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
        self.choose_from("organiser", fields.named(self._bodies), _("Choose one"))

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"organiser": self._bodies[given["organiser"]]}

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return self.cleaned_data["on"]


class AnnounceForm(fields.Form):
    """Why it is announced although something is pointed out."""

    why = fields.line(
        _lazy("Why it is announced all the same"), 300, _lazy("It is kept with the activity.")
    )
