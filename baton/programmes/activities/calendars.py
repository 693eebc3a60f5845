# SPDX-License-Identifier: MIT
"""Activities by month, and as a calendar that other programmes read (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from baton.core import clock
from baton.programmes.activities import letters
from baton.programmes.activities.models import Activity
from baton.ui.wording import _
from baton.ui.words import day

_STATUS = {
    Activity.State.PLANNED: "TENTATIVE",
    Activity.State.ANNOUNCED: "CONFIRMED",
    Activity.State.HAPPENED: "CONFIRMED",
    Activity.State.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar, by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Month:
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def before(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def typed(self) -> str:
        return f"{self.first:%Y-%m}"


def month_asked(typed: str) -> Month:
    """The month of an address like 2026-06; this month for anything else.

    >>> month_asked("2026-12").next.name
    'January 2027'
    """
    try:
        first = date.fromisoformat(f"{typed}-01")
        return Month(first) if 1900 < first.year < 2200 else Month(clock.today().replace(day=1))
    except ValueError:
        return Month(clock.today().replace(day=1))


def as_ics(activities: Iterable[Activity], name: str) -> Iterator[str]:
    """The lines of an iCalendar file, each with its line end."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Baton//Activities//EN"]
    for line in (*head, f"X-WR-CALNAME:{_escaped(name)}"):
        yield _folded(line)
    for activity in activities:
        for line in _event(activity):
            yield _folded(line)
    yield _folded("END:VCALENDAR")


def _event(activity: Activity) -> Iterator[str]:
    status = _STATUS[Activity.State(activity.state)]
    if status == "CONFIRMED" and activity.is_provisional:
        status = "TENTATIVE"
    yield "BEGIN:VEVENT"
    yield f"UID:{activity.public_id}"
    yield f"DTSTAMP:{_moment(clock.now())}"
    yield from _times(activity)
    yield f"SUMMARY:{_escaped(activity.title)}"
    if place := letters.where(activity):
        yield f"LOCATION:{_escaped(place)}"
    told = _("%(programme)s. With %(people)s.") % {
        "programme": activity.programme,
        "people": activity.with_whom,
    }
    yield f"DESCRIPTION:{_escaped(told)}"
    yield f"STATUS:{status}"
    yield "END:VEVENT"


def _times(activity: Activity) -> Iterator[str]:
    """From when to when: whole days, of which the end is the first day without it, or moments."""
    if activity.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{activity.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{activity.last_day + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{_moment(_at(activity.on, activity.starts_at))}"
    if activity.ends_at is not None:
        yield f"DTEND:{_moment(_at(activity.last_day, activity.ends_at))}"


def _at(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    r"""
    >>> _escaped("Tea, cake; talk\nand a \\")
    'Tea\\, cake\\; talk\\nand a \\\\'
    """
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", "")):
        words = words.replace(found, written)
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets; the rest goes on behind a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part]) + "\r\n"


def days(activity: Activity) -> str:
    """Its days, for a list."""
    first = day(activity.on)
    if activity.last_day == activity.on:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": day(activity.last_day)}
