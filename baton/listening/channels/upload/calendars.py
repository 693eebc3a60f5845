# SPDX-License-Identifier: MIT
"""iCalendar (RFC 5545), as calendars export it: each event is a row with its days and times.

Only what a list of activities needs is read. Events that recur are refused: which of them
happened, the calendar does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from baton.listening.channels.upload.dates import LONDON
from baton.listening.channels.upload.records import HOLDS_NUL
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.sheets import Found
from baton.listening.channels.upload.sniffing import UNDECODED, open_text, sniff_encoding
from baton.ui import words
from baton.ui.wording import _, _lazy

HEADER = (
    *("UID", "Title", "Day", "Last day", "Begins at", "Ends at", "Place", "State", "About it"),
)
#: Characters of one event: a description, not a book.
LONGEST = 100_000

_RECURS = _lazy(
    "This date recurs, and a calendar does not say which of them happened. Write each of them as a "
    "date of its own in the calendar, or add the activities by hand."
)
_NO_DAY = _lazy(
    "This entry has no day that can be read. Give it one in the calendar, and export it again."
)
_ENDS_EARLY = _lazy(
    "This entry does not end: the file may not have been copied whole. Export it from the calendar "
    "again."
)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)')
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STATES = {"CANCELLED": "Cancelled", "TENTATIVE": "Planned"}


@dataclass(slots=True)
class _Event:
    """One event: the line on which it begins, and its properties with their parameters."""

    number: int
    values: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    length: int = 0


def table(path: Path, name: str = "") -> Found:
    """The events of the calendar. Raises `UnreadableFile` where there is none."""
    events = list(_events(path))
    if not events:
        raise UnreadableFile(_("There is no event in this calendar."))
    return Found(name, "iCalendar", HEADER, 0, map(_row, events))


def _events(path: Path) -> Iterator[_Event]:
    """The events; what stands inside one of them, such as an alarm, is passed over."""
    event: _Event | None = None
    inside = 0
    for number, line in _unfolded(path):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            if event is not None:
                yield event
            event, inside = _Event(number), 0
        elif event is None:
            continue
        elif mark == "END:VEVENT":
            event.values["END"] = ({}, "")
            yield event
            event = None
        elif mark.startswith("BEGIN:"):
            inside += 1
        elif mark.startswith("END:"):
            inside -= 1
        elif not inside:
            _add(event, line)
    if event is not None:
        yield event


def _add(event: _Event, line: str) -> None:
    event.length += len(line)
    named = _NAME.match(line)
    if named is None or event.length > LONGEST:
        return
    at, parameters = named.end(), {}
    while found := _PARAMETER.match(line, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if line[at : at + 1] == ":":
        event.values.setdefault(named[0].upper(), (parameters, line[at + 1 :]))


def _unfolded(path: Path) -> Iterator[tuple[int, str]]:
    """Lines, those put together again that were folded because they are long."""
    with open_text(path, sniff_encoding(path)) as stream:
        whole, begun = "", 1
        for number, written in enumerate(stream, start=1):
            line = written.rstrip("\r\n")
            if line[:1] in (" ", "\t") and whole:
                if len(whole) <= LONGEST:
                    whole += line[1:]
                continue
            if whole:
                yield begun, whole
            whole, begun = line, number
        if whole:
            yield begun, whole


def _row(event: _Event) -> Row | Refused:
    cells = _cells(event)
    written = "".join(cells)
    if UNDECODED.search(written):
        reason = _("This entry holds characters that cannot be read. Export it as UTF-8.")
    elif "\0" in written:
        reason = HOLDS_NUL
    elif event.length > LONGEST:
        reason = _("This entry has more than %(most)s characters. Shorten it in the calendar.") % {
            "most": words.number(LONGEST)
        }
    elif "END" not in event.values:
        reason = _ENDS_EARLY
    elif event.values.keys() & {"RRULE", "RDATE"}:
        reason = _RECURS
    elif not cells[2]:
        reason = _NO_DAY
    else:
        return Row(event.number, cells)
    return Refused(event.number, "", str(reason), cells)


def _cells(event: _Event) -> tuple[str, ...]:
    start = _when(event, "DTSTART")
    end = _end(event, start)
    reference = _text(event, "UID")
    if again := _text(event, "RECURRENCE-ID"):
        reference = f"{reference}/{again}"
    first = start.date() if isinstance(start, datetime) else start
    last = end.date() if isinstance(end, datetime) else end
    timed = isinstance(start, datetime)
    return (
        reference,
        " ".join(_text(event, "SUMMARY").split()),
        first.isoformat() if first else "",
        last.isoformat() if last and first and last > first else "",
        f"{start:%H:%M}" if timed else "",
        f"{end:%H:%M}" if timed and isinstance(end, datetime) and last == first else "",
        " ".join(_text(event, "LOCATION").split()),
        _STATES.get(_text(event, "STATUS").upper(), ""),
        _text(event, "DESCRIPTION").strip(),
    )


def _text(event: _Event, name: str) -> str:
    _, value = event.values.get(name, ({}, ""))
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _when(event: _Event, name: str) -> date | datetime | None:
    """A day, or a moment in London's time."""
    parameters, value = event.values.get(name, ({}, ""))
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        moment = datetime(
            *(day.year, day.month, day.day, int(found[4]), int(found[5]), min(int(found[6]), 59)),
            tzinfo=UTC if found[7] else _zone(parameters.get("TZID", "")),
        )
        return moment.astimezone(LONDON)
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> tzinfo:
    """A zone that is not known by its name is taken for ours: calendars give theirs own names."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return LONDON


def _end(event: _Event, start: date | datetime | None) -> date | datetime | None:
    end = _when(event, "DTEND")
    if start is None:
        return None
    if end is not None:
        if isinstance(end, datetime):
            # A night until its midnight is that evening's.
            is_midnight = (end.hour, end.minute) == (0, 0)
            return end - timedelta(minutes=1) if is_midnight else end
        return end - timedelta(days=1)  # the first day that is not of it any more
    found = _DURATION.fullmatch(_text(event, "DURATION").strip())
    if found is None or not any(found.groups()):
        return start
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    lasts = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return start + lasts if isinstance(start, datetime) else start + lasts - timedelta(days=1)
