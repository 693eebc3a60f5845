# SPDX-License-Identifier: MIT
"""What staff type of a whole survey: its name, whose it is, when it is open; and of its places."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.listening.channels.survey import queries
from baton.listening.channels.survey.models import Survey
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.programmes.activities.models import Activity
from baton.ui import fields
from baton.ui.wording import _, _lazy

EMPTY, FFT = "empty", "fft"
_TITLE = _lazy("Give it a title. People see it on its first page.")


class _AboutForm(fields.Form):
    """A form with the boxes `activity` and `service`."""

    title = fields.line(
        _lazy("Title"), 200, _lazy("People see it on the first page."), missing=_TITLE
    )
    activity = fields.choice(
        _lazy("Activity"),
        (),
        _lazy("The act of engagement that it belongs to. Ongoing listening has none."),
    )
    service = fields.choice(
        _lazy("Service"), (), _lazy("What people speak of. A place of the survey may say another.")
    )

    def offer(self, organisation: Organisation, activity: Activity | None) -> None:
        self._activities = fields.by_id(queries.activities_to_ask_of(organisation, activity))
        self._services = fields.by_id(places.tree(organisation))
        titles = [
            (key, f"{each.title}, {each.programme}") for key, each in self._activities.items()
        ]
        self.choose_from("activity", titles, _("None: ongoing listening"))
        self.choose_from("service", fields.named(self._services), _("All of them, or several"))

    def about(self) -> dict[str, Any]:
        """As fields of the survey."""
        given = self.cleaned_data
        return {
            "activity": self._activities.get(given["activity"]),
            "service": self._services.get(given["service"]),
        }


class BeginForm(_AboutForm):
    """A new survey, and what it starts from."""

    start = fields.choice(
        _lazy("Start from"), missing=_lazy("Choose what it starts from."), initial=EMPTY
    )

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        activity: Activity | None = None,
    ) -> None:
        initial = {"activity": str(activity.public_id)} if activity else {}
        super().__init__(posted, initial=initial)
        self.offer(organisation, activity)
        self._others = fields.by_id(queries.surveys(organisation))
        self.choose_from(
            "start",
            [
                (EMPTY, _("Nothing: I write the questions")),
                (FFT, _("The Friends and Family Test")),
                *(
                    (key, _("A copy of “%(title)s”") % {"title": each.title})
                    for key, each in self._others.items()
                ),
            ],
        )

    def source(self) -> Survey | None:
        """The survey to copy, if one was chosen."""
        return self._others.get(self.cleaned_data["start"])


class SurveyForm(_AboutForm):
    """What a survey is called, whose it is, and how and when it is asked."""

    opens_on = fields.day(
        _lazy("Opens on"), _lazy("Leave it empty to open it as soon as it is published.")
    )
    closes_on = fields.day(_lazy("Last day"), _lazy("Leave it empty to keep it open."))
    one_a_page = fields.choice(
        _lazy("How people see the questions"),
        [("one", _lazy("One a page: easiest on a telephone")), ("all", _lazy("All on one page"))],
        missing=_lazy("Choose how people see the questions."),
        widget=forms.RadioSelect,
    )
    asks_rung = forms.BooleanField(
        label=_lazy("Ask at the end how people had a part in the activity"),
        help_text=_lazy("One question; the answers show on the activity’s page."),
        required=False,
    )

    asks_under_16 = forms.BooleanField(
        label=_lazy("Ask at the end whether people are under 16"),
        help_text=_lazy(
            "Only where under sixteens may answer. What they write is kept and counted, and "
            "neither quoted nor shared until somebody has agreed."
        ),
        required=False,
    )
    asks_contact = forms.BooleanField(
        label=_lazy("Ask at the end whether we may tell people what comes of it"),
        help_text=_lazy(
            "Ask only if somebody will. How they are reached is kept apart from their words."
        ),
        required=False,
    )

    def __init__(self, posted: fields.Posted, *, survey: Survey) -> None:
        super().__init__(
            posted,
            initial={
                "title": survey.title,
                "activity": str(survey.activity.public_id) if survey.activity else "",
                "service": str(survey.service.public_id) if survey.service else "",
                "opens_on": survey.opens_on,
                "closes_on": survey.closes_on,
                "one_a_page": "one" if survey.one_a_page else "all",
                "asks_rung": survey.asks_rung,
                "asks_under_16": survey.asks_under_16,
                "asks_contact": survey.asks_contact,
            },
        )
        self.offer(survey.organisation, survey.activity)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It cannot close before it opens."))
        if given.get("asks_rung") and not given.get("activity"):
            self.add_error(
                "asks_rung",
                _("That question is about an activity. Choose one, or leave this empty."),
            )
        return given

    def about(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("title", "opens_on", "closes_on", "asks_rung", "asks_under_16", "asks_contact")
        kept = {name: given[name] for name in names}
        return super().about() | kept | {"one_a_page": given["one_a_page"] == "one"}


class PlaceForm(fields.Form):
    """A place at which the survey lies."""

    name = fields.line(
        _lazy("Name of the place"),
        200,
        _lazy("Such as “Reception of the walk-in centre”. People see it above the questions."),
        missing=_lazy("Give the place a name."),
    )
    service = fields.choice(_lazy("Service"), (), _lazy("What people there speak of."))

    def __init__(self, posted: fields.Posted, *, survey: Survey) -> None:
        super().__init__(posted)
        self._services = fields.by_id(places.tree(survey.organisation))
        own = survey.service
        of_survey = (
            _("That of the survey: %(service)s") % {"service": own.name}
            if own
            else _("That of the survey: several")
        )
        self.choose_from("service", fields.named(self._services), of_survey)

    def service_chosen(self) -> Service | None:
        return self._services.get(self.cleaned_data["service"])
