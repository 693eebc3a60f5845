# SPDX-License-Identifier: MIT
"""The filters of every list and figure: they live in the address, and show as chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from baton.listening import registry
from baton.people.models import Organisation
from baton.places.models import Service
from baton.ui.words import day
from baton.understanding.models import Codebook, Theme

SENTIMENTS = {
    "positive": ("Positive", (1, 2)),
    "neutral": ("Neutral or mixed", (3,)),
    "negative": ("Negative", (4, 5)),
}
SCORES = {
    "1": "Very good",
    "2": "Good",
    "3": "Neither good nor poor",
    "4": "Poor",
    "5": "Very poor",
    "6": "Don’t know",
}
#: Years outside these are mistypes, and no database's calendar goes on for ever.
EARLIEST, LATEST = 1948, 2200
#: The order in which filters stand in the address and on the page.
KEYS = ("q", "from", "to", "service", "theme", "sentiment", "channel", "score", "unsure", "body")


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force: what it says, and the address without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True)
class Filters:
    """What a person asked to see. Values that name nothing are dropped and told in `problems`."""

    q: str = ""
    said_from: date | None = None
    said_to: date | None = None
    service: Service | None = None
    theme: Theme | None = None
    sentiment: str = ""
    channel: str = ""
    score: str = ""
    unsure: bool = False
    body: Organisation | None = None
    problems: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return self != Filters()

    def params(self) -> dict[str, str]:
        """As they stand in the address, without empty ones."""
        given = {
            "q": self.q,
            "from": self.said_from.isoformat() if self.said_from else "",
            "to": self.said_to.isoformat() if self.said_to else "",
            "service": str(self.service.public_id) if self.service else "",
            "theme": self.theme.slug if self.theme else "",
            "sentiment": self.sentiment,
            "channel": self.channel,
            "score": self.score,
            "unsure": "yes" if self.unsure else "",
            "body": str(self.body.public_id) if self.body else "",
        }
        return {key: value for key, value in given.items() if value}

    def query(self, **changes: str) -> str:
        """The address's query with some of the filters changed ("" takes one away)."""
        params = self.params() | changes
        ordered = [key for key in KEYS if params.get(key)]
        others = [key for key in params if key not in KEYS and params[key]]
        chosen = urlencode({key: params[key] for key in ordered + others})
        return f"?{chosen}" if chosen else ""

    def chips(self) -> list[Chip]:
        """Each filter in force, in order."""
        said = {
            "q": ("Words", f"“{self.q}”"),
            "from": ("Said", f"from {day(self.said_from)}" if self.said_from else ""),
            "to": ("Said", f"to {day(self.said_to)}" if self.said_to else ""),
            "service": ("Service", str(self.service or "")),
            "theme": ("Theme", str(self.theme or "")),
            "sentiment": ("Sentiment", SENTIMENTS.get(self.sentiment, ("",))[0]),
            "channel": ("Channel", registry.name_of(self.channel) if self.channel else ""),
            "score": ("Score", SCORES.get(self.score, "")),
            "unsure": ("Coding", "the classifier is unsure"),
            "body": ("Shared by", str(self.body or "")),
        }
        return [Chip(*said[key], without=self.query(**{key: ""}) or "?") for key in self.params()]

    def without_theme(self) -> Filters:
        return replace(self, theme=None)

    @property
    def since(self) -> datetime | None:
        return _midnight(self.said_from)

    @property
    def until(self) -> datetime | None:
        """The end of the last day, exclusive."""
        return _midnight(date.fromordinal(self.said_to.toordinal() + 1)) if self.said_to else None


def _midnight(value: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(value, time())) if value else None


def read(
    given: Mapping[str, Any],
    organisation: Organisation,
    codebook: Codebook,
    shared: list[Organisation],
) -> Filters:
    """The filters that an address asks for, within what this organisation may see."""
    problems: list[str] = []
    channels = {channel.code for channel in registry.channels()}

    def text(key: str) -> str:
        return str(given.get(key, "")).replace("\0", "").strip()[:200]

    def a_day(key: str) -> date | None:
        try:
            given_day = date.fromisoformat(text(key)) if text(key) else None
        except ValueError:
            problems.append(f"“{text(key)}” is not a day. Write it like 2026-02-28.")
            return None
        if given_day and not EARLIEST <= given_day.year <= LATEST:
            problems.append(f"Nobody spoke to us in {given_day.year}. Write the year again.")
            return None
        return given_day

    def one_of(key: str, allowed: Any) -> str:
        return text(key) if text(key) in allowed else ""

    said_from, said_to = a_day("from"), a_day("to")
    if said_from and said_to and said_to < said_from:
        problems.append("The last day is before the first. They were exchanged.")
        said_from, said_to = said_to, said_from
    return Filters(
        q=text("q"),
        said_from=said_from,
        said_to=said_to,
        service=_by_public_id(organisation.services.all(), text("service")),
        theme=codebook.themes.filter(slug=text("theme")).first() if text("theme") else None,
        sentiment=one_of("sentiment", SENTIMENTS),
        channel=one_of("channel", channels),
        score=one_of("score", SCORES),
        unsure=text("unsure") == "yes",
        body=next((each for each in shared if str(each.public_id) == text("body")), None),
        problems=tuple(problems),
    )


def _by_public_id(services: Any, given: str) -> Service | None:
    return (
        next((each for each in services if str(each.public_id) == given), None) if given else None
    )
