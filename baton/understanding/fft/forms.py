# SPDX-License-Identifier: MIT
"""What people say about returns: services and their settings, numbers, files of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.forms import CsvForm
from baton.places.models import Service
from baton.ui import fields
from baton.ui.wording import _, _lazy
from baton.understanding.fft import eligible_files
from baton.understanding.fft.layout import CHOICES, DEPARTMENTS
from baton.understanding.fft.models import BoardAbove, Reported
from baton.understanding.fft.returns import Row

LARGEST_FILE = 512 * 1024


class ReportedForm(fields.Form):
    """A service, the setting in which it is counted, and specialities if it is a ward."""

    service = fields.choice(
        _lazy("Service"), (), _lazy("With all that lies in it."), missing=_lazy("Choose a service.")
    )
    setting = fields.choice(_lazy("Setting"), CHOICES, missing=_lazy("Choose a setting."))
    department = fields.choice(
        _lazy("Type of department"),
        [("", _lazy("Not stated")), *DEPARTMENTS],
        _lazy("Of a site in accident and emergency."),
    )
    first_speciality = fields.line(
        _lazy("First speciality"),
        80,
        _lazy("Of an inpatient ward, such as “430 - Geriatric medicine”."),
    )
    second_speciality = fields.line(_lazy("Second speciality"), 80, _lazy("If it has one."))

    def __init__(
        self, posted: fields.Posted, *, organisation: Organisation, found: Reported | None = None
    ) -> None:
        before = (
            {name: getattr(found, name) for name in self.base_fields if name != "service"}
            if found
            else {}
        )
        super().__init__(posted, initial=before)
        self._services: dict[str, Service] = {}
        if found is not None:
            del self.fields["service"]
        else:
            self._services = fields.by_id(places.tree(organisation))
            self.choose_from("service", fields.named(self._services), _("Choose a service"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("second_speciality") and not given.get("first_speciality"):
            self.add_error("first_speciality", _("Write the first speciality before the second."))
        if given.get("department") and given.get("setting") not in {None, "ae"}:
            self.add_error(
                "department",
                _(
                    "Only accident and emergency has types of department. Choose that setting, or "
                    "“Not stated” here."
                ),
            )
        return given

    @property
    def chosen(self) -> Service:
        return self._services[self.cleaned_data["service"]]

    @property
    def specialities(self) -> tuple[str, str]:
        given = self.cleaned_data
        return given["first_speciality"], given["second_speciality"]


class BoardForm(fields.Form):
    """The integrated care board of the return, where the tree does not say it."""

    code = fields.line(
        _lazy("ICB code"), 20, _lazy("Such as QK1."), missing=_lazy("Write the code of the board.")
    )
    name = fields.line(_lazy("ICB name"), 200, missing=_lazy("Write the name of the board."))

    def __init__(self, posted: fields.Posted, *, before: BoardAbove | None) -> None:
        super().__init__(
            posted, initial={"code": before.code, "name": before.name} if before else {}
        )


class EligibleForm(fields.Form):
    """A number for each row of a return."""

    def __init__(self, posted: fields.Posted, *, rows: Sequence[Row]) -> None:
        super().__init__(posted)
        self._services: dict[str, Service] = {}
        for row in rows:
            if row.service is not None:
                name = f"number-{row.service.public_id}"
                self._services[name] = row.service
                self.fields[name] = fields.whole(row.name, initial=row.eligible)

    def of(self, row: Row) -> forms.BoundField | None:
        """The box of a row; None where it stands for no service."""
        return self[f"number-{row.service.public_id}"] if row.service else None

    def numbers(self) -> dict[Service, int | None]:
        return {service: self.cleaned_data[name] for name, service in self._services.items()}


class FileForm(CsvForm):
    """A file of numbers."""

    most = LARGEST_FILE
    size = "500 kB"


class ColumnsForm(fields.Form):
    """Which column of the file is what; the file itself goes with it."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST_FILE)

    def __init__(
        self, posted: fields.Posted, *, header: Sequence[str], chosen: Mapping[str, str], text: str
    ) -> None:
        super().__init__(posted, initial={**chosen, "text": text})
        for what, (label, _pattern) in eligible_files.COLUMNS.items():
            column = {"column": f"{label[0].lower()}{label[1:]}"}
            missing = _("Say which column it is: %(column)s.") % column
            self.fields[what] = fields.choice(
                label, missing=missing if what in eligible_files.NEEDED else ""
            )
            self.choose_from(what, [(name, name) for name in header], _("Not in the file"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        named = [given[what] for what in eligible_files.COLUMNS if given.get(what)]
        if len(set(named)) < len(named):
            self.add_error(
                None, _("One column cannot be two things. Choose another for one of them.")
            )
        return given

    def chosen(self) -> dict[str, str]:
        given = self.cleaned_data
        return {what: given[what] for what in eligible_files.COLUMNS if given[what]}
