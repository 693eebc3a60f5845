# SPDX-License-Identifier: MIT
"""What people type at a table, about a session, and on the sign-in sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening.channels.event import queries
from baton.listening.channels.event.models import Chart, Session, Table
from baton.listening.channels.event.operations import LONGEST_POINT, About, Point
from baton.listening.channels.event.stated import WHO
from baton.listening.heard import LONGEST_QUESTION
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.places import queries as places

LARGEST_PHOTOGRAPH = 15 << 20
MOST_PHOTOGRAPHS = 12
_NUL = "Take the zero byte out of it."
#: Languages that notes are most often taken in, besides English.
LANGUAGES = (
    ("", "English, or not stated"),
    *(("ar", "Arabic"), ("bn", "Bengali"), ("zh", "Chinese"), ("fa", "Farsi")),
    *(("fr", "French"), ("gu", "Gujarati"), ("ku", "Kurdish")),
    *(("pl", "Polish"), ("pt", "Portuguese"), ("pa", "Punjabi"), ("ro", "Romanian")),
    *(("so", "Somali"), ("es", "Spanish"), ("tr", "Turkish"), ("uk", "Ukrainian")),
    *(("ur", "Urdu"), ("cy", "Welsh")),
)


class _Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False


class PointForm(_Form):
    """One point, as it is typed live."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="What was said",
        max_length=LONGEST_POINT,
        widget=forms.Textarea,
        error_messages={
            "required": "Write down what was said.",
            "max_length": f"A point has {LONGEST_POINT:,} characters at most. Make two of it.",
            "null_characters_not_allowed": _NUL,
        },
    )
    manner = forms.ChoiceField(
        label="How you wrote it down",
        choices=[("paraphrase", "Paraphrase"), ("verbatim", "Their own words")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether these are their own words or a paraphrase.",
            "invalid_choice": "Say whether these are their own words or a paraphrase.",
        },
    )
    about = forms.CharField(
        label="About (the question or the chart’s heading)",
        max_length=LONGEST_QUESTION,
        required=False,
        error_messages={
            "max_length": f"A heading has {LONGEST_QUESTION} characters at most.",
            "null_characters_not_allowed": _NUL,
        },
    )

    def point(self, chart: Chart | None = None) -> Point:
        given = self.cleaned_data
        return Point(given["key"], given["words"], given["manner"], given["about"], chart)


def next_point(last: Contribution | None, *, words: str = "") -> dict[str, Any]:
    """What stands in the boxes at first: a new key, and the switches as the last point left them.

    The first one is a paraphrase, because nobody is quoted by mistake.
    """
    return {
        "key": uuid7(),
        "words": words,
        "manner": last.manner if last else "paraphrase",
        "about": last.question.wording if last and last.question else "",
    }


class _Stating(_Form):
    """A form with a box for each characteristic that a group may state."""

    def __init__(
        self, posted: Mapping[str, Any] | None, *, stated: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(posted, **options)
        for code, (label, example) in WHO.items():
            self.fields[f"who_{code}"] = forms.CharField(
                label=label,
                help_text=example,
                max_length=80,
                required=False,
                initial=stated.get(code, ""),
                error_messages={"max_length": "Write 80 characters at most."},
            )

    def who(self) -> list[Any]:
        """The boxes, for the page."""
        return [self[f"who_{code}"] for code in WHO]

    def stated(self) -> dict[str, str]:
        given = ((code, self.cleaned_data[f"who_{code}"]) for code in WHO)
        return {code: " ".join(answer.split()) for code, answer in given if answer}


class SessionForm(_Stating):
    """What holds for a whole session."""

    held_on = forms.DateField(
        label="Held on",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "Give the day.",
            "invalid": "Write a day like 2026-05-31.",
        },
    )
    service = forms.ChoiceField(
        label="Service that it was about",
        required=False,
        error_messages={"invalid_choice": "Choose one of these services."},
    )
    language = forms.ChoiceField(
        label="Language that the notes are in",
        required=False,
        choices=LANGUAGES,
        error_messages={"invalid_choice": "Choose one of these languages."},
    )
    may_quote = forms.ChoiceField(
        label="Did everybody agree aloud that their own words may be quoted, without a name?",
        help_text="Only what is marked as their own words may then be quoted. A paraphrase never.",
        choices=[("no", "No, or nobody asked"), ("yes", "Yes, everybody")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether everybody agreed."},
    )

    def __init__(self, posted: Mapping[str, Any] | None, *, session: Session) -> None:
        super().__init__(
            posted,
            stated=session.stated,
            initial={
                "held_on": session.held_on,
                "service": str(session.service.public_id) if session.service else "",
                "language": session.language,
                "may_quote": "yes" if session.may_quote else "no",
            },
        )
        self._services = {str(each.public_id): each for each in places.tree(session.organisation)}
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, "\u2003" * each.depth + each.name) for key, each in self._services.items()]
        field.choices = [("", "Several, or none"), *named]

    def clean_held_on(self) -> Any:
        held_on = self.cleaned_data["held_on"]
        if held_on > clock.today():
            raise forms.ValidationError("That day is still to come.")
        return held_on

    def about(self) -> About:
        given = self.cleaned_data
        return About(
            held_on=given["held_on"],
            service=self._services.get(given["service"]),
            stated=self.stated(),
            language=given["language"],
            may_quote=given["may_quote"] == "yes",
        )


class TableForm(_Stating):
    """A table's name, who takes its notes, and whom it has where it differs from the session."""

    name = forms.CharField(
        label="Name or number",
        max_length=60,
        error_messages={
            "required": "Give the table a name, such as Table 3 or Interview 2.",
            "max_length": "A name has 60 characters at most.",
        },
    )
    facilitator = forms.ChoiceField(
        label="Facilitator",
        error_messages={
            "required": "Choose who takes the notes.",
            "invalid_choice": "Choose somebody who may take notes.",
        },
    )

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        organisation: Organisation,
        facilitator: Account,
        table: Table | None = None,
    ) -> None:
        super().__init__(
            posted,
            stated=table.stated if table else {},
            initial={
                "name": table.name if table else "",
                "facilitator": str(facilitator.public_id),
            },
        )
        self._people = {str(each.public_id): each for each in queries.facilitators(organisation)}
        # Who has left stays named until somebody chooses another.
        self._people.setdefault(str(facilitator.public_id), facilitator)
        field = self.fields["facilitator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, each.name) for key, each in self._people.items()]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def table(self) -> dict[str, Any]:
        """What is kept of a table."""
        given = self.cleaned_data
        facilitator = self._people[given["facilitator"]]
        return {"name": given["name"], "facilitator": facilitator, "stated": self.stated()}


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Photographs(forms.FileField):
    """Some files chosen at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [super(_Photographs, self).clean(each, initial) for each in given]


class ChartForm(_Form):
    """Photographs of flip charts."""

    photographs = _Photographs(
        label="Photographs of flip charts",
        help_text="JPEG or PNG, 15 MB each at most. Where and when they were taken is removed.",
        widget=_Several(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": "Choose a photograph.",
            "empty": "The photograph is empty. Choose another one.",
        },
    )

    def clean_photographs(self) -> Any:
        brought = self.cleaned_data["photographs"]
        if len(brought) > MOST_PHOTOGRAPHS:
            raise forms.ValidationError(f"Bring {MOST_PHOTOGRAPHS} photographs at once at most.")
        if any(each.size > LARGEST_PHOTOGRAPH for each in brought):
            raise forms.ValidationError(
                "A photograph is larger than 15 MB. Take it with fewer pixels, or crop it."
            )
        return brought


class CloseForm(_Form):
    """What becomes of the photographs when a session closes."""

    photographs = forms.ChoiceField(
        label="The photographs of flip charts",
        choices=[
            ("forget", "Delete them now: everything on them is written down"),
            ("keep", "Keep them for 90 days, then delete them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what becomes of the photographs."},
    )

    def __init__(self, posted: Mapping[str, Any] | None, *, photographs: int) -> None:
        super().__init__(posted)
        if not photographs:
            del self.fields["photographs"]


class SignInForm(_Form):
    """One person, on a tablet that goes round."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Your name",
        help_text="Or what you like to be called.",
        max_length=150,
        error_messages={
            "required": "Write your name, or what you like to be called.",
            "max_length": "A name has 150 characters at most.",
        },
    )
    email = forms.EmailField(
        label="E-mail address, if you want to hear what came of today",
        required=False,
        max_length=254,
        error_messages={"invalid": "Write an e-mail address like name@example.org, or none."},
    )
    needs = forms.CharField(
        label="Anything you need today",
        help_text="Such as a hearing loop, large print, or a seat near the door.",
        required=False,
        max_length=500,
        error_messages={"max_length": "Write 500 characters at most."},
    )
