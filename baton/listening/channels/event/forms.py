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
from baton.listening.forms import ABLE, WhoAgreedForm, way
from baton.listening.heard import LONGEST_QUESTION
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.places import queries as places
from baton.programmes.activities.models import Activity
from baton.ui import fields
from baton.ui.speech import gettext_lazy
from baton.ui.wording import _, _lazy

LARGEST_PHOTOGRAPH = 15 << 20
MOST_PHOTOGRAPHS = 12
#: Languages that notes are most often taken in, besides English.
LANGUAGES = (
    ("", _lazy("English, or not stated")),
    ("ar", _lazy("Arabic")),
    ("bn", _lazy("Bengali")),
    ("zh", _lazy("Chinese")),
    ("fa", _lazy("Farsi")),
    ("fr", _lazy("French")),
    ("gu", _lazy("Gujarati")),
    ("ku", _lazy("Kurdish")),
    ("pl", _lazy("Polish")),
    ("pt", _lazy("Portuguese")),
    ("pa", _lazy("Punjabi")),
    ("ro", _lazy("Romanian")),
    ("so", _lazy("Somali")),
    ("es", _lazy("Spanish")),
    ("tr", _lazy("Turkish")),
    ("uk", _lazy("Ukrainian")),
    ("ur", _lazy("Urdu")),
    ("cy", _lazy("Welsh")),
)


class PointForm(WhoAgreedForm):
    """One point, as it is typed live."""

    key = fields.key()
    words = fields.text(
        _lazy("What was said"),
        longest=LONGEST_POINT,
        missing=_lazy("Write down what was said."),
        too_long=_lazy(
            "A point has %(most)s characters at most. Make two of it.",
            most=LONGEST_POINT,
        ),
    )
    manner = fields.choice(
        _lazy("How you wrote it down"),
        [("paraphrase", _lazy("Paraphrase")), ("verbatim", _lazy("Their own words"))],
        missing=_lazy("Say whether these are their own words or a paraphrase."),
        widget=forms.RadioSelect,
    )
    about = fields.line(_lazy("About (the question or the chart’s heading)"), LONGEST_QUESTION)
    way = way()
    field_order = ("key", "words", "manner", "about", "way")

    def __init__(
        self, posted: fields.Posted, *, activity: Activity, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(posted, initial=dict(initial or {}))
        if not activity.needs_agreement:
            self.do_not_ask()

    def point(self, chart: Chart | None = None) -> Point:
        given = self.cleaned_data
        return Point(
            given["key"],
            given["words"],
            given["manner"],
            given["about"],
            chart,
            given["way"],
            self.agreed(),
        )


def next_point(last: Contribution | None, *, words: str = "") -> dict[str, Any]:
    """What stands in the boxes at first: a new key, and the switches as the last point left them.

    The first one is a paraphrase, because nobody is quoted by mistake.
    """
    return {
        "key": uuid7(),
        "words": words,
        "manner": last.manner if last else "paraphrase",
        "about": last.question.wording if last and last.question else "",
        "way": last.way if last else None,
        **(_agreed_before(last) if last else {}),
    }


def _agreed_before(last: Contribution) -> dict[str, str]:
    """Who agreed as the last point was noted: most at a table are alike."""
    there = getattr(last, "agreement", None)
    if there is None:
        return {"for_whom": ABLE}
    return {name: getattr(there, name) for name in WhoAgreedForm.base_fields}


class _Stating(fields.Form):
    """A form with a box for each characteristic that a group may state."""

    def __init__(self, posted: fields.Posted, *, stated: Mapping[str, str], **options: Any) -> None:
        super().__init__(posted, **options)
        for code, (label, example) in WHO.items():
            field = self.fields[f"who_{code}"] = fields.line(label, 80, example)
            field.initial = stated.get(code, "")

    def who(self) -> list[Any]:
        """The boxes, for the page."""
        return [self[f"who_{code}"] for code in WHO]

    def stated(self) -> dict[str, str]:
        given = ((code, self.cleaned_data[f"who_{code}"]) for code in WHO)
        return {code: " ".join(answer.split()) for code, answer in given if answer}


class SessionForm(_Stating):
    """What holds for a whole session."""

    held_on = fields.day(_lazy("Held on"), missing=_lazy("Give the day."))
    service = fields.choice(_lazy("Service that it was about"))
    language = fields.choice(_lazy("Language that the notes are in"), LANGUAGES)
    may_quote = fields.choice(
        _lazy("Did everybody agree aloud that their own words may be quoted, without a name?"),
        [("no", _lazy("No, or nobody asked")), ("yes", _lazy("Yes, everybody"))],
        _lazy("Only what is marked as their own words may then be quoted. A paraphrase never."),
        missing=_lazy("Say whether everybody agreed."),
        widget=forms.RadioSelect,
    )

    def __init__(self, posted: fields.Posted, *, session: Session) -> None:
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
        self._services = fields.by_id(places.tree(session.organisation))
        self.choose_from("service", fields.named(self._services), _("Several, or none"))

    def clean_held_on(self) -> Any:
        held_on = self.cleaned_data["held_on"]
        if held_on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
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

    name = fields.line(
        _lazy("Name or number"),
        60,
        missing=_lazy("Give the table a name, such as Table 3 or Interview 2."),
    )
    facilitator = fields.choice(_lazy("Facilitator"), missing=_lazy("Choose who takes the notes."))

    def __init__(
        self,
        posted: fields.Posted,
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
        # Who has left stays named until somebody chooses another.
        self._people = fields.by_id(queries.facilitators(organisation))
        self._people.setdefault(str(facilitator.public_id), facilitator)
        self.choose_from("facilitator", fields.named(self._people))

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


class ChartForm(fields.Form):
    """Photographs of flip charts."""

    photographs = _Photographs(
        label=_lazy("Photographs of flip charts"),
        help_text=_lazy(
            "JPEG or PNG, 15 MB each at most. Where and when they were taken is removed."
        ),
        widget=_Several(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": _lazy("Choose a photograph."),
            "empty": _lazy("The photograph is empty. Choose another one."),
        },
    )

    def clean_photographs(self) -> Any:
        brought = self.cleaned_data["photographs"]
        if len(brought) > MOST_PHOTOGRAPHS:
            raise forms.ValidationError(
                _("Bring %(most)s photographs at once at most.") % {"most": MOST_PHOTOGRAPHS}
            )
        if any(each.size > LARGEST_PHOTOGRAPH for each in brought):
            raise forms.ValidationError(
                _("A photograph is larger than 15 MB. Take it with fewer pixels, or crop it.")
            )
        return brought


class CloseForm(fields.Form):
    """What becomes of the photographs when a session closes."""

    photographs = fields.choice(
        _lazy("The photographs of flip charts"),
        [
            ("forget", _lazy("Delete them now: everything on them is written down")),
            ("keep", _lazy("Keep them for 90 days, then delete them")),
        ],
        missing=_lazy("Say what becomes of the photographs."),
        widget=forms.RadioSelect,
    )

    def __init__(self, posted: fields.Posted, *, photographs: int) -> None:
        super().__init__(posted)
        if not photographs:
            del self.fields["photographs"]


class SignInForm(fields.Form):
    """One person, on a tablet that goes round."""

    key = fields.key()
    name = fields.line(
        gettext_lazy("Your name"),
        150,
        gettext_lazy("Or what you like to be called."),
        missing=gettext_lazy("Write your name, or what you like to be called."),
    )
    email = fields.email(gettext_lazy("E-mail address, if we may write to you about this activity"))
    needs = fields.line(
        gettext_lazy("Anything you need today"),
        500,
        gettext_lazy("Such as a hearing loop, large print, or a seat near the door."),
    )
