# SPDX-License-Identifier: MIT
"""Which of a survey's responses are counted: as an address and the line above figures say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from baton.listening.channels.survey.models import Place, Response, Version
from baton.ui import words
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which responses are counted; empty for all."""

    version: Version | None = None
    place: Place | None = None
    mode: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Chosen()

    def params(self) -> dict[str, str]:
        """As they stand in an address, without empty ones."""
        given = {
            "version": str(self.version.number) if self.version else "",
            "place": self.place.code if self.place else "",
            "mode": self.mode,
            "language": self.language,
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
        }
        return {key: value for key, value in given.items() if value}

    def query(self, **changes: str) -> str:
        """An address's query with some of it changed ("" takes one away)."""
        params = {key: value for key, value in (self.params() | changes).items() if value}
        return f"?{urlencode(params)}" if params else ""

    def without(self, key: str) -> str:
        """The address of the same page without one of them."""
        return self.query(**{key: ""}) or "?"

    def chips(self) -> list[tuple[str, str, str]]:
        """Each as a name and what it says, with its key."""
        said = {
            "version": (_("Version"), str(self.version.number) if self.version else ""),
            "place": (_("Place"), called(self.place) if self.place else ""),
            "mode": (_("How"), dict(Response.Mode.choices).get(self.mode, "")),
            "language": (_("Language"), OWN_NAMES.get(self.language, self.language)),
            "from": (_("From"), words.day(self.since) if self.since else ""),
            "to": (_("To"), words.day(self.until) if self.until else ""),
        }
        return [(*said[key], key) for key in self.params()]

    def in_words(self) -> str:
        """As a line above figures says it."""
        chosen = "; ".join(f"{name}: {value}" for name, value, _key in self.chips())
        return chosen or _("everything")


def called(place: Place) -> str:
    """A place's name; the survey's own has none."""
    return place.name or _("The survey’s own address")
