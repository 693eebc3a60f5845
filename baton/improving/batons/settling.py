# SPDX-License-Identifier: MIT
"""What becomes of many batons at once: the form of a stage that is closed.

Whatever is ticked goes as is said once for all; beside each baton stands the same again, for the
one that goes another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from baton.improving.batons.forms import HandOnForm, WhyForm, ending, offered
from baton.improving.batons.models import Baton
from baton.improving.batons.operations import Handing
from baton.programmes.models import Stage
from baton.ui import fields
from baton.ui.wording import _lazy

_ON, _END = "on", "end"
_NOTHING = _lazy("Tick at least one baton, or say beside one what becomes of it.")


class _ForAllForm(fields.Form):
    do = fields.choice(
        _lazy("Those that are ticked"),
        ((_ON, _lazy("are handed on")), (_END, _lazy("end here"))),
        missing=_lazy("Say whether they are handed on or end here."),
        initial=_ON,
        widget=forms.RadioSelect,
    )


class _OwnForm(fields.Form):
    how = fields.choice(
        _lazy("What becomes of it"),
        (
            ("", _lazy("As its tick says")),
            (_ON, _lazy("It is handed on, as said here")),
            (_END, _lazy("It ends here")),
        ),
    )


@dataclass(slots=True)
class Row:
    """One baton with its tick, and what is said of it alone."""

    baton: Baton
    is_ticked: bool
    own: _OwnForm
    on: HandOnForm
    why: WhyForm
    problem: str = ""

    @property
    def how(self) -> str:
        """What was chosen for it alone; empty for what its tick says."""
        return self.own.cleaned_data["how"] if self.own.is_valid() else ""

    @property
    def is_open(self) -> bool:
        """Whether its own form is shown unfolded: something was chosen, or is wrong in it."""
        return self.own.is_bound and bool(self.how)

    @property
    def said(self) -> HandOnForm | WhyForm:
        return self.on if self.how == _ON else self.why


class SettlingForm:
    """What becomes of every open baton of a stage."""

    def __init__(
        self, posted: fields.Posted, *, stage: Stage, batons: Sequence[Baton], ticked: bool = True
    ) -> None:
        where = offered(stage.programme.organisation, stage=stage)
        self.all = _ForAllForm(posted, prefix="all")
        self.on = HandOnForm(posted, offered=where, prefix="all")
        self.why = ending(posted, prefix="all")
        self.problems: list[tuple[str, str]] = []
        self.rows = []
        for baton in batons:
            key = f"b{baton.pk}"
            is_ticked = bool(posted.get(f"{key}-tick")) if posted is not None else ticked
            on = HandOnForm(posted, offered=where, prefix=key)
            why = ending(posted, prefix=key)
            self.rows.append(Row(baton, is_ticked, _OwnForm(posted, prefix=key), on, why))

    @property
    def with_ticks(self) -> list[Row]:
        """Those that go as is said for all."""
        return [each for each in self.rows if each.is_ticked and not each.how]

    def is_valid(self) -> bool:
        """Only what is needed of the form is asked for."""
        chosen = [each for each in self.rows if each.is_ticked or each.how]
        if not chosen:
            self.problems.append(("batons", _NOTHING))
        if self.with_ticks and self.all.is_valid():
            self._add(self._for_all, "")
        elif self.with_ticks:
            self._add(self.all, "")
        for row in self.rows:
            if row.how:
                self._add(row.said, f"{row.baton.findings.all()[0].name}: ")
        return not self.problems

    @property
    def _for_all(self) -> HandOnForm | WhyForm:
        return self.on if self.all.cleaned_data["do"] == _ON else self.why

    def _add(self, form: fields.Form, whose: str) -> None:
        for name, errors in form.errors.items():
            target = form[name].id_for_label if name in form.fields else "main"
            self.problems += [(target, f"{whose}{error}") for error in errors]

    def refuse(self, problem: str) -> None:
        self.problems.append(("main", problem))

    def choices(self) -> list[tuple[Baton, Handing | str]]:
        """What becomes of each."""
        found = [(row.baton, _said(self._for_all)) for row in self.with_ticks]
        return found + [(row.baton, _said(row.said)) for row in self.rows if row.how]


def _said(form: HandOnForm | WhyForm) -> Handing | str:
    return form.handing() if isinstance(form, HandOnForm) else str(form.cleaned_data["why"])
