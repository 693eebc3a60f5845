# SPDX-License-Identifier: MIT
"""What people type about measures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from baton.core import clock
from baton.people.choices import OwnedForm
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.forms import CsvForm
from baton.ui import fields
from baton.ui.wording import _, _lazy
from baton.understanding.measures import files
from baton.understanding.measures.files import Given, NotRead
from baton.understanding.measures.models import Measure, Standard
from baton.understanding.models import Codebook

#: What stands for each period when a figure is typed.
_ANY_DAY = {
    "week": _lazy("Any day of the week."),
    "month": _lazy("Any day of the month."),
    "quarter": _lazy("Any day of the quarter."),
}


class MeasureForm(OwnedForm):
    """What a measure is; of one that is there already, also how its chart is made."""

    title = fields.line(
        _lazy("Title"),
        120,
        _lazy("Such as “Median days to answer”."),
        missing=_lazy("Give the measure a title."),
    )
    says = fields.line(_lazy("What it says, in a sentence"), 300)
    source = fields.choice(
        _lazy("How it is counted"),
        Measure.Source.choices,
        missing=_lazy("Choose how it is counted."),
    )
    service = fields.choice(_lazy("Service"), (), _lazy("With all that lies in it."))
    theme = fields.choice(_lazy("Theme"), (), _lazy("A category counts all of its themes."))
    frequency = fields.choice(
        _lazy("How often"),
        Measure.Frequency.choices,
        missing=_lazy("Choose how often."),
        initial="month",
    )
    direction = fields.choice(
        _lazy("Which way is better"),
        Measure.Direction.choices,
        missing=_lazy("Choose which way is better."),
    )
    unit = fields.choice(
        _lazy("Unit"),
        Measure.Unit.choices,
        _lazy("For figures that are typed; shares of comments are percentages."),
        missing=_lazy("Choose a unit."),
    )
    owner = fields.choice(_lazy("Owner"))
    post = fields.line(
        _lazy("Or the post that owns it"), 120, _lazy("Such as “Head of patient experience”.")
    )
    begun = fields.day(
        _lazy("Counted from"), _lazy("Leave it empty to begin with the first comment or figure.")
    )
    retired = fields.day(
        _lazy("Retired after"), _lazy("The last day that is counted. What was measured is kept.")
    )
    rule_set = fields.choice(
        _lazy("Rules"), Measure.RuleSet.choices, missing=_lazy("Choose the rules.")
    )
    fix_points = fields.whole(
        _lazy("Rest the limits on the first points: how many"),
        _lazy("Leave it empty for all. After a rebase, on as many again."),
        least=2,
        most=1000,
    )
    fix_until = fields.day(_lazy("Or on the points up to this day"))
    screens_outliers = forms.BooleanField(
        label=_lazy("Leave unusual ups and downs out of the limits"), required=False
    )

    #: Asked once there is something to chart.
    LATER = ("retired", "rule_set", "fix_points", "fix_until", "screens_outliers")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        codebook: Codebook,
        measure: Measure | None = None,
    ) -> None:
        super().__init__(posted, initial=_as_typed(measure) if measure else {})
        self._services = fields.by_id(places.tree(organisation))
        self._themes = {each.slug: each for each in codebook.themes.order_by("position")}
        self.choose_from("service", fields.named(self._services), _("All of them"))
        self.choose_from(
            "theme",
            [
                (slug, each.title if each.parent_id is None else f"\u2003{each.title}")
                for slug, each in self._themes.items()
            ],
            _("None"),
        )
        self.offer_owners(organisation, measure.owner if measure else None, _("Nobody"))
        if measure is None:
            for name in self.LATER:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("source") == Measure.Source.THEME and not given.get("theme"):
            self.add_error("theme", _("Choose the theme whose share is counted."))
        if given.get("fix_points") and given.get("fix_until"):
            self.add_error("fix_until", _("Give a number of points or a day, not both."))
        begun, retired = given.get("begun"), given.get("retired")
        if begun and begun > clock.today():
            self.add_error("begun", _("That day is still to come."))
        if begun and retired and retired < begun:
            self.add_error("retired", _("It cannot end before it begins."))
        return given

    def given(self) -> dict[str, Any]:
        """The fields of the measure."""
        given = dict(self.cleaned_data)
        return given | {
            "service": self._services.get(given["service"]),
            "theme": self._themes.get(given["theme"]),
        }


def _as_typed(measure: Measure) -> dict[str, Any]:
    names = set(MeasureForm.base_fields) - {"service", "theme", "owner"}
    return {name: getattr(measure, name) for name in names} | {
        "service": str(measure.service.public_id) if measure.service else "",
        "theme": measure.theme.slug if measure.theme else "",
        "owner": str(measure.owner.public_id) if measure.owner else "",
    }


class StandardForm(fields.Form):
    """What is aimed at, and who decided it with whom."""

    target = fields.line(
        _lazy("The standard"), 20, missing=_lazy("Write what is aimed at, such as 90.")
    )
    set_by = fields.line(
        _lazy("Set by"), 200, missing=_lazy("Say who set it, such as a group or a committee.")
    )
    set_with = fields.line(
        _lazy("Set with which of the people it affects"),
        300,
        missing=_lazy("Say with whom it was set. A standard is set with people whom it affects."),
    )
    why = fields.text(
        _lazy("Why it matters to them"),
        longest=600,
        missing=_lazy("Say why it matters to them, in their words if you can."),
    )
    decided_on = fields.day(_lazy("Decided on"), missing=_lazy("Give the day."))
    valid_from = fields.day(_lazy("Holds from"), missing=_lazy("Give the day."))
    valid_to = fields.day(
        _lazy("Holds until"), _lazy("Leave it empty until another takes its place.")
    )

    def __init__(self, posted: fields.Posted, *, standard: Standard | None) -> None:
        today = clock.today()
        before = {"decided_on": today, "valid_from": today}
        if standard is not None:
            before |= {name: getattr(standard, name) for name in ("set_by", "set_with", "why")}
        super().__init__(posted, initial=before)

    def clean_target(self) -> Any:
        return _read(files.number, self.cleaned_data["target"])

    def clean_decided_on(self) -> date:
        decided: date = self.cleaned_data["decided_on"]
        if decided > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return decided

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends:
            if ends < begins:
                self.add_error("valid_to", _("It cannot end before it begins."))
            # People name the last day on which it holds; it is kept as the first without it.
            given["valid_to"] = date.fromordinal(ends.toordinal() + 1)
        return given


def _read(reader: Any, typed: Any, *more: Any) -> Any:
    try:
        return reader(typed, *more)
    except NotRead as problem:
        raise forms.ValidationError(str(problem)) from problem


class _InAPeriod(fields.Form):
    """A form about one period of a measure."""

    day = fields.day(_lazy("Day"), missing=_lazy("Give the day."))

    def __init__(self, posted: fields.Posted, *, measure: Measure) -> None:
        super().__init__(posted)
        self._measure = measure
        self.fields["day"].help_text = _ANY_DAY[measure.frequency]


class ValueForm(_InAPeriod):
    """One figure: a value, or so many of so many."""

    value = fields.line(_lazy("Value"), 20, _lazy("Or fill in the next two."))
    numerator = fields.line(_lazy("So many"), 20)
    denominator = fields.line(_lazy("Of so many"), 20)
    note = fields.line(_lazy("What happened, if it should stand beside the point"), 200)

    def clean_day(self) -> date:
        typed: date = self.cleaned_data["day"]
        start: date = _read(files.of_period, typed, self._measure)
        return start

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        value, some, of = (given.get(name) for name in ("value", "numerator", "denominator"))
        if value and (some or of):
            self.add_error("value", _("Write a value, or so many of so many: not both."))
        elif not value and not (some and of):
            self.add_error("value", _("Write a value, or both of so many of so many."))
        else:
            self._figure(given, value, some or "", of or "")
        return given

    def _figure(self, given: dict[str, Any], value: str | None, some: str, of: str) -> None:
        column = "value" if value else "numerator"
        try:
            number = files.number(value or some)
            column, whole = ("value", None) if value else ("denominator", files.whole(of))
            column = "value" if value else "numerator"
            files.check(self._measure, number, whole)
        except NotRead as problem:
            self.add_error(column, str(problem))
        else:
            given["number"], given["of"] = number, whole

    def given(self) -> Given:
        given = self.cleaned_data
        return Given(given["day"], given["number"], given["of"], given["note"])


class RebaseForm(_InAPeriod):
    """From when a chart has new limits, and why."""

    reason = fields.line(
        _lazy("What changed for good, and how that is known"),
        300,
        missing=_lazy("Say what changed. Without a known reason the limits stay."),
    )


class NoteForm(_InAPeriod):
    """What happened in a period."""

    text = fields.line(
        _lazy("What happened"), 200, _lazy("Leave it empty to take away what stands there.")
    )


class ImportForm(CsvForm):
    """A file of figures."""
