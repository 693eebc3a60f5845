# SPDX-License-Identifier: MIT
"""A step of the pathway, and who should have a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.programmes.models import PathwayPart, PathwayStep
from baton.programmes.operations import Wanted
from baton.programmes.queries import Pathway
from baton.ui import fields
from baton.ui.wording import _, _lazy

_ADDS = [
    ("", _lazy("no part")),
    *((str(value), label) for value, label in PathwayPart.Adds.choices),
]
_HALF = _lazy("Say how much their part would add, or take the means away.")


class PathwayStepForm(fields.Form):
    """Its title; of one that is there, also its place on the way."""

    title = fields.line(
        _lazy("Title"),
        120,
        _lazy("Such as “The letter” or “The first visit”."),
        missing=_lazy("Give the step a title."),
    )
    place = fields.choice(_lazy("Place"), missing=_lazy("Choose a place."))

    def __init__(self, posted: fields.Posted, *, step: PathwayStep | None = None) -> None:
        super().__init__(posted, initial={"title": step.title, "place": step.place} if step else {})
        if step is None:
            del self.fields["place"]
        else:
            places = range(1, step.programme.pathway.count() + 1)
            self.choose_from("place", [(str(each), str(each)) for each in places])


@dataclass(frozen=True, slots=True)
class PartRow:
    """A stakeholder's two boxes."""

    name: str
    adds: forms.BoundField
    means: forms.BoundField


class PartsForm(fields.Form):
    """For each stakeholder shown, and one more: how much their part adds, by what means."""

    other = fields.choice(_lazy("Somebody else in the register"))

    def __init__(
        self,
        posted: fields.Posted,
        *,
        step: PathwayStep,
        matrix: Pathway,
        organisation: Organisation,
    ) -> None:
        super().__init__(posted)
        self._shown = {each.public_id.hex: each for each in matrix.stakeholders}
        for key, each in self._shown.items():
            self._add(key, each.name, matrix.part(step, each))
        self._others = {
            each.public_id.hex: each
            for each in stakeholders.stakeholders(organisation)
            if each.public_id.hex not in self._shown
        }
        self.choose_from("other", fields.named(self._others), _("Add somebody else"))
        self._add("other", _("somebody else"), None)

    def _add(self, key: str, name: str, part: PathwayPart | None) -> None:
        self.fields[f"adds_{key}"] = fields.choice(
            _("How much the part of %(name)s would add") % {"name": name},
            _ADDS,
            initial=part.adds if part else "",
        )
        means = self.fields[f"means_{key}"] = fields.line(
            _("By what means %(name)s has a part") % {"name": name}, 200
        )
        means.initial = part.means if part else ""

    def rows(self) -> list[PartRow]:
        return [
            PartRow(each.name, self[f"adds_{key}"], self[f"means_{key}"])
            for key, each in self._shown.items()
        ]

    @property
    def has_others(self) -> bool:
        return bool(self._others)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for key in (*self._shown, "other"):
            if given.get(f"means_{key}") and not given.get(f"adds_{key}"):
                self.add_error(f"adds_{key}", _HALF)
        if given.get("other") and not given.get("adds_other"):
            self.add_error("adds_other", _("Say how much their part would add."))
        if given.get("adds_other") and not given.get("other"):
            self.add_error("other", _("Choose whose part that is."))
        return given

    def parts(self) -> Iterator[Wanted]:
        """The parts of everybody who stood in the form as it was sent: who was added since, by
        somebody else, keeps theirs."""
        given = self.cleaned_data
        for key, each in self._shown.items():
            if f"adds_{key}" not in self.data:
                continue
            yield Wanted(each, int(given[f"adds_{key}"] or 0) or None, given[f"means_{key}"])
        if given["other"]:
            other = self._others[given["other"]]
            yield Wanted(other, int(given["adds_other"]), given["means_other"])
