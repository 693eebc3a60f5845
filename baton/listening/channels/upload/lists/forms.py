# SPDX-License-Identifier: MIT
"""Saying what a file holds; and of a list, what its columns are and what is the same for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from baton.listening.channels.upload.lists import books
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.settling import Asked, value_of
from baton.people.models import Organisation
from baton.people.permissions import Standing
from baton.people.stakeholders import queries as stakeholders
from baton.people.stakeholders.models import Engagement, Stakeholder
from baton.programmes import queries as programmes
from baton.programmes.activities import queries as activities
from baton.ui.wording import _, _lazy
from baton.ui.words import day

#: Activities that are offered, the latest.
_OFFERED = 300
_NOT_SAID = ("", _lazy("Not said"))
_ASKS = {
    "day_first": _lazy("“%(column)s” says %(example)s. Which day is that?"),
    "days_counted_from": _lazy("“%(column)s” holds numbers for days. Which day is %(example)s?"),
}


class HoldsForm(forms.Form):
    """What a file holds, of what this person may bring."""

    holds = forms.ChoiceField(
        label=_lazy("What does the file hold?"),
        error_messages={"invalid_choice": _lazy("Choose one of these.")},
    )

    def __init__(self, standing: Standing, data: Any = None, *, initial: str = "") -> None:
        super().__init__(data, initial={"holds": initial})
        self.fields["holds"].choices = [  # type: ignore[attr-defined]
            (code, name)
            for code, name in Upload.Holds.choices
            if code not in KINDS or standing.may(KINDS[code].capability)
        ]


def asked_for(standing: Standing, named: str) -> str:
    """The list that an address names, if this person may bring it; else empty: it is guessed."""
    code = "activities" if named == "calendar" else named
    return code if code in KINDS and standing.may(KINDS[code].capability) else ""


class ListForm(forms.Form):
    """One choice for each column, and what is said once for the whole list."""

    def __init__(
        self, organisation: Organisation, header: Sequence[str], before: Chosen, data: Any = None
    ) -> None:
        super().__init__(data, initial=dict(before.fixed))
        self._header, self._before = header, before
        self._decided: set[str] = set()
        choices = [("", _("Left out")), *((each.code, each.name) for each in before.kind.fields)]
        for index, name in enumerate(header):
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=before.columns.get(name, "")
            )
        for name in before.kind.fixed:
            self.fields[name] = _FIXED[name](organisation)

    def ask(self, questions: Iterable[Asked]) -> None:
        """Put what the file leaves open about its days."""
        for asked in questions:
            self._decided |= {asked.key} if asked.decided else set()
            said = getattr(self._before, asked.key)
            answer = {True: "yes", False: "no", None: ""}.get(said, said)
            self.fields[asked.key] = forms.ChoiceField(
                label=_ASKS[asked.key] % {"column": asked.column, "example": asked.example},
                choices=list(asked.ways),
                widget=forms.RadioSelect,
                required=False,
                initial=asked.decided or answer,
                help_text=asked.why[0].upper() + asked.why[1:],
            )

    def columns(self) -> Chosen:
        """Which column was chosen to be what."""
        chosen = {
            name: str(self[f"column{index}"].value() or "")
            for index, name in enumerate(self._header)
        }
        known = self._before.kind.by_code
        return replace(
            self._before, columns={name: code for name, code in chosen.items() if code in known}
        )

    def chosen(self, columns: Chosen) -> Chosen:
        """These columns with everything else that was said."""
        given = self.cleaned_data
        said: dict[str, Any] = {
            key: value_of(key, given[key])  # type: ignore[arg-type]
            for key in _ASKS
            if given.get(key)
        }
        fixed = {name: given.get(name) or "" for name in self._before.kind.fixed}
        return replace(columns, fixed=fixed, **said)

    def fixed(self) -> list[Any]:
        return [self[name] for name in self._before.kind.fixed]

    def open_questions(self) -> list[Any]:
        return [self[name] for name in _ASKS if name in self.fields and name not in self._decided]

    def decided_questions(self) -> list[Any]:
        """What the file itself decides."""
        return [self[name] for name in _ASKS if name in self._decided]


def _programme(organisation: Organisation) -> forms.Field:
    open_ones = [(str(each.public_id), each.title) for each in programmes.programmes(organisation)]
    return forms.ChoiceField(
        label=_("Programme, where a row names none"),
        choices=[("", _("Each row names its own")), *open_ones],
        required=False,
    )


def _register(organisation: Organisation) -> forms.Field:
    known = [
        (books.OVERALL if each.is_overall else str(each.public_id), each.title)
        for each in stakeholders.registers(organisation)
    ]
    if books.OVERALL not in dict(known):
        known.insert(0, (books.OVERALL, _("All our work")))
    return forms.ChoiceField(
        label=_("In which register do they stand like this?"), choices=known, required=False
    )


def _activity(organisation: Organisation) -> forms.Field:
    latest = activities.activities(organisation)[:_OFFERED]
    offered = [(str(each.public_id), f"{each.title}, {day(each.on)}") for each in latest]
    return forms.ChoiceField(
        label=_("Activity, where a row names none"),
        choices=[("", _("Each row names its own")), *offered],
        required=False,
    )


def _basis(organisation: Organisation) -> forms.Field:  # noqa: ARG001 - all are made alike
    return forms.ChoiceField(
        label=_("What lets you keep their contact details?"),
        choices=[("", _("Not said")), *Stakeholder.Basis.choices],
        required=False,
    )


def _level(label: str) -> Any:
    choices = [_NOT_SAID, *((str(code), name) for code, name in Engagement.choices)]
    return lambda organisation: forms.ChoiceField(  # noqa: ARG005
        label=label, choices=choices, required=False
    )


def _with_whom(organisation: Organisation) -> forms.Field:  # noqa: ARG001
    return forms.CharField(
        label=_("With whom, where a row does not say"), required=False, max_length=300
    )


_FIXED = {
    "programme": _programme,
    "register": _register,
    "activity": _activity,
    "basis": _basis,
    "with_whom": _with_whom,
    "current_else": _level(_lazy("How they stand now, where a row does not say")),
    "desired_else": _level(_lazy("How you wish they stood, where a row does not say")),
}
