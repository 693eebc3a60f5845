# SPDX-License-Identifier: MIT
"""Which responses the results are of. It stands in the address."""

from __future__ import annotations

from collections.abc import Mapping

from baton.listening.channels.survey.choosing import Chosen, called
from baton.listening.channels.survey.models import Place, Response, Survey
from baton.ui import fields
from baton.ui.languages import names_of
from baton.ui.wording import _, _lazy


class ChosenForm(fields.Form):
    """Every box may stay empty."""

    version = fields.choice(_lazy("Version"))
    place = fields.choice(_lazy("Place"))
    mode = fields.choice(_lazy("How it was answered"))
    language = fields.choice(_lazy("Language"))
    since = fields.day(_lazy("From"))
    until = fields.day(_lazy("To"))

    def __init__(self, asked: Mapping[str, str], survey: Survey, languages: list[str]) -> None:
        super().__init__(asked)
        self._versions = {str(each.number): each for each in survey.versions.order_by("-number")}
        self._places: dict[str, Place] = {each.code: each for each in survey.places.order_by("pk")}
        self.choose_from(
            "version",
            [(key, _("Version %(number)s") % {"number": key}) for key in self._versions],
            _("All"),
        )
        self.choose_from(
            "place",
            [(key, called(each)) for key, each in self._places.items()],
            _("All"),
        )
        self.choose_from("mode", Response.Mode.choices, _("All"))
        self.choose_from("language", names_of(languages), _("All"))

    # In the address the days stand as everywhere: `from` is no name in Python.
    def add_prefix(self, field_name: str) -> str:
        return {"since": "from", "until": "to"}.get(field_name, field_name)

    def chosen(self) -> Chosen:
        """What is chosen; a box that says nothing true is left out, and its sentence is shown."""
        self.is_valid()
        given = self.cleaned_data
        return Chosen(
            self._versions.get(given.get("version", "")),
            self._places.get(given.get("place", "")),
            given.get("mode", ""),
            given.get("language", ""),
            given.get("since"),
            given.get("until"),
        )
