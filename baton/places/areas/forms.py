# SPDX-License-Identifier: MIT
"""The districts that an organisation serves, by name."""

from __future__ import annotations

from collections.abc import Container

from django import forms

from baton.people.models import Organisation
from baton.places.areas import queries
from baton.places.areas.models import Area
from baton.ui import fields
from baton.ui.wording import _, _lazy


class ServingForm(fields.Form):
    """`cleaned_data["districts"]` is what the names stand for."""

    districts = fields.text(
        _lazy("Districts"), _lazy("One in a line, such as Rutland."), longest=10_000
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        served = "\n".join(area.name for area in queries.served(organisation))
        super().__init__(posted, initial={"districts": served})

    def clean_districts(self) -> list[Area]:
        known = queries.districts_by_name()
        typed = {
            name.casefold(): name
            for line in self.cleaned_data["districts"].splitlines()
            for name in _names(" ".join(line.split()), known)
        }
        unknown = [name for key, name in typed.items() if key not in known]
        if unknown:
            raise forms.ValidationError([_unknown(name, known) for name in unknown[:10]])
        return [known[key] for key in typed]


def _names(line: str, known: Container[str]) -> list[str]:
    """The names in a line: parted by commas, unless a comma is part of the name.

    >>> _names("Bristol, City of", ["bristol, city of"]), _names("Blaby, Rutland", [])
    (['Bristol, City of'], ['Blaby', 'Rutland'])
    """
    if line.casefold() in known:
        return [line]
    return [name.strip() for name in line.split(",") if name.strip()]


def _unknown(name: str, known: dict[str, Area]) -> str:
    meant = queries.resembling(name, known)
    if meant:
        return _("There is no district “%(name)s”. Did you mean %(other)s?") % {
            "name": name,
            "other": known[meant].name,
        }
    return _(
        "There is no district “%(name)s”. Write districts and unitary authorities as "
        "they are named since 2024; a county is all of its districts."
    ) % {"name": name}
