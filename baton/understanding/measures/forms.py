# SPDX-License-Identifier: MIT
"""What people type about measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from baton.core import clock
from baton.people import queries as people
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.files import ServicesUnreadable, decoded
from baton.understanding.measures import files
from baton.understanding.measures.files import Given, NotRead
from baton.understanding.measures.models import Measure, Standard
from baton.understanding.models import Codebook

LARGEST_FILE = 1024 * 1024

_A_DAY = "Write a day like 2026-05-31."


def _day(label: str, help_text: str = "", *, required: bool = False, **options: Any) -> Any:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day.", "invalid": _A_DAY},
        **options,
    )


def _line(label: str, longest: int, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=help_text,
        error_messages={"required": missing},
    )


class _Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False

    def _choices(self, name: str, choices: Iterable[tuple[str, str]], empty: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", empty), *choices]


class MeasureForm(_Form):
    """What a measure is; of one that is there already, also how its chart is made."""

    title = _line("Title", 120, "Give the measure a title.", "Such as “Median days to answer”.")
    says = _line("What it says, in a sentence", 300)
    source = forms.ChoiceField(label="How it is counted", choices=Measure.Source.choices)
    service = forms.ChoiceField(
        label="Service", required=False, help_text="With all that lies in it."
    )
    theme = forms.ChoiceField(
        label="Theme", required=False, help_text="A category counts all of its themes."
    )
    frequency = forms.ChoiceField(
        label="How often", choices=Measure.Frequency.choices, initial="month"
    )
    direction = forms.ChoiceField(label="Which way is better", choices=Measure.Direction.choices)
    unit = forms.ChoiceField(
        label="Unit",
        choices=Measure.Unit.choices,
        help_text="For figures that are typed; shares of comments are percentages.",
    )
    owner = forms.ChoiceField(label="Owner", required=False)
    post = _line("Or the post that owns it", 120, "", "Such as “Head of patient experience”.")
    begun = _day("Counted from", "Leave it empty to begin with the first comment or figure.")
    retired = _day("Retired after", "The last day that is counted. What was measured is kept.")
    rule_set = forms.ChoiceField(label="Rules", choices=Measure.RuleSet.choices)
    fix_points = forms.IntegerField(
        label="Rest the limits on the first points: how many",
        required=False,
        min_value=2,
        max_value=1000,
        help_text="Leave it empty for all. After a rebase, on as many again.",
        error_messages={"invalid": "Write a whole number.", "min_value": "Write 2 or more."},
    )
    fix_until = _day("Or on the points up to this day")
    screens_outliers = forms.BooleanField(
        label="Leave unusual ups and downs out of the limits", required=False
    )

    #: Asked once there is something to chart.
    LATER = ("retired", "rule_set", "fix_points", "fix_until", "screens_outliers")

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        organisation: Organisation,
        codebook: Codebook,
        measure: Measure | None = None,
    ) -> None:
        super().__init__(posted, initial=_as_typed(measure) if measure else {})
        self._services = {str(each.public_id): each for each in places.tree(organisation)}
        self._themes = {each.slug: each for each in codebook.themes.order_by("position")}
        self._owners = {
            str(each.account.public_id): each.account for each in people.members(organisation)
        }
        if measure and measure.owner:
            # Who has left may still be named until somebody chooses another.
            self._owners.setdefault(str(measure.owner.public_id), measure.owner)
        self._choices(
            "service",
            [(key, "\u2003" * each.depth + each.name) for key, each in self._services.items()],
            "All of them",
        )
        self._choices(
            "theme",
            [
                (slug, each.title if each.parent_id is None else f"\u2003{each.title}")
                for slug, each in self._themes.items()
            ],
            "None",
        )
        self._choices("owner", [(key, each.name) for key, each in self._owners.items()], "Nobody")
        if measure is None:
            for name in self.LATER:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("source") == Measure.Source.THEME and not given.get("theme"):
            self.add_error("theme", "Choose the theme whose share is counted.")
        if given.get("owner") and given.get("post"):
            self.add_error("post", "Choose a person or name a post, not both.")
        if given.get("fix_points") and given.get("fix_until"):
            self.add_error("fix_until", "Give a number of points or a day, not both.")
        begun, retired = given.get("begun"), given.get("retired")
        if begun and begun > clock.today():
            self.add_error("begun", "That day is still to come.")
        if begun and retired and retired < begun:
            self.add_error("retired", "It cannot end before it begins.")
        return given

    def given(self) -> dict[str, Any]:
        """The fields of the measure."""
        given = dict(self.cleaned_data)
        return given | {
            "service": self._services.get(given["service"]),
            "theme": self._themes.get(given["theme"]),
            "owner": self._owners.get(given["owner"]),
        }


def _as_typed(measure: Measure) -> dict[str, Any]:
    names = set(MeasureForm.base_fields) - {"service", "theme", "owner"}
    return {name: getattr(measure, name) for name in names} | {
        "service": str(measure.service.public_id) if measure.service else "",
        "theme": measure.theme.slug if measure.theme else "",
        "owner": str(measure.owner.public_id) if measure.owner else "",
    }


class StandardForm(_Form):
    """What is aimed at, and who decided it with whom."""

    target = _line("The standard", 20, "Write what is aimed at, such as 90.")
    set_by = _line("Set by", 200, "Say who set it, such as a group or a committee.")
    set_with = _line(
        "Set with which of the people it affects",
        300,
        "Say with whom it was set. A standard is set with people whom it affects.",
    )
    why = forms.CharField(
        label="Why it matters to them",
        max_length=600,
        widget=forms.Textarea,
        error_messages={"required": "Say why it matters to them, in their words if you can."},
    )
    decided_on = _day("Decided on", required=True)
    valid_from = _day("Holds from", required=True)
    valid_to = _day("Holds until", "Leave it empty until another takes its place.")

    def __init__(self, posted: Mapping[str, Any] | None, *, standard: Standard | None) -> None:
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
            raise forms.ValidationError("That day is still to come.")
        return decided

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends:
            if ends < begins:
                self.add_error("valid_to", "It cannot end before it begins.")
            # People name the last day on which it holds; it is kept as the first without it.
            given["valid_to"] = date.fromordinal(ends.toordinal() + 1)
        return given


def _read(reader: Any, typed: Any, *more: Any) -> Any:
    try:
        return reader(typed, *more)
    except NotRead as problem:
        raise forms.ValidationError(str(problem)) from problem


class _InAPeriod(_Form):
    """A form about one period of a measure."""

    day = _day("Day", required=True)

    def __init__(self, posted: Mapping[str, Any] | None, *, measure: Measure) -> None:
        super().__init__(posted)
        self._measure = measure
        self.fields["day"].help_text = f"Any day of the {measure.frequency}."


class ValueForm(_InAPeriod):
    """One figure: a value, or so many of so many."""

    value = _line("Value", 20, "", "Or fill in the next two.")
    numerator = _line("So many", 20)
    denominator = _line("Of so many", 20)
    note = _line("What happened, if it should stand beside the point", 200)

    def clean_day(self) -> date:
        typed: date = self.cleaned_data["day"]
        start: date = _read(files.of_period, typed, self._measure)
        return start

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        value, some, of = (given.get(name) for name in ("value", "numerator", "denominator"))
        if value and (some or of):
            self.add_error("value", "Write a value, or so many of so many: not both.")
        elif not value and not (some and of):
            self.add_error("value", "Write a value, or both of so many of so many.")
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

    reason = _line(
        "What changed for good, and how that is known",
        300,
        "Say what changed. Without a known reason the limits stay.",
    )


class NoteForm(_InAPeriod):
    """What happened in a period."""

    text = _line("What happened", 200, "", "Leave it empty to take away what stands there.")


class ImportForm(_Form):
    """A CSV file of figures; its text is `cleaned_data["file"]`."""

    file = forms.FileField(
        label="CSV file",
        help_text="At most 1 MB.",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Save the table once more and choose it again.",
        },
    )

    def clean_file(self) -> str:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 1 MB. Split it.")
        try:
            return decoded(file.read())
        except ServicesUnreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
