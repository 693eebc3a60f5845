# SPDX-License-Identifier: MIT
"""A file of how many people could have answered: a service a row, known by its code or name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from baton.core import spreadsheets
from baton.places.models import Service
from baton.ui.wording import _, _lazy
from baton.understanding.fft.returns import Row

MOST_ROWS = 10_000
_LONGEST_CELL = 10_000
_DELIMITERS = (",", ";", "\t")
_WHOLE = re.compile(r"\d{1,3}(,\d{3})+|\d{1,9}")
#: What a column may be, with the headings by which it is guessed. The first two must be there.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "service": (
        _lazy("Service, by its code or name"),
        r"ward|site|service|unit|code|practice|trust|name",
    ),
    "number": (
        _lazy("How many could have answered"),
        r"eligible|discharge|attend|number|total|patients",
    ),
    "first": (
        _lazy("First speciality"),
        r"(first|1).*special|special.*(first|1)|^speciali?ty$|^spec 1$",
    ),
    "second": (_lazy("Second speciality"), r"(second|2).*special|special.*(second|2)|^spec 2$"),
}
NEEDED = ("service", "number")


class NotRead(ValueError):
    """The file as a whole cannot be read. The sentence says why and how to mend it."""


class Refused(NamedTuple):
    """A row that was not kept: its number as a spreadsheet shows it, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, by service, and the rows that say nothing that can be used."""

    numbers: Mapping[Service, int | None]
    specialities: Mapping[Service, tuple[str, str]]
    refused: Sequence[Refused]


def table(text: str) -> Table:
    """Take a CSV apart. Raises NotRead."""
    heading = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=heading.count)
    )
    try:
        lines = [tuple(spreadsheets.as_written(cell.strip()) for cell in row) for row in reader]
    except csv.Error as problem:
        raise NotRead(
            _("The file cannot be read as CSV (%(problem)s). Save it once more.")
            % {"problem": problem}
        ) from None
    if len(lines) < 2 or len(lines[0]) < 2:
        raise NotRead(
            _(
                "The file needs a row of headings with at least two columns, the service and the "
                "number, and a row for each service below it."
            )
        )
    if len(lines) > MOST_ROWS + 1:
        raise NotRead(
            _("The file has more than %(most)s rows. Split it.") % {"most": f"{MOST_ROWS:,}"}
        )
    if max(len(cell) for line in lines for cell in line) > _LONGEST_CELL:
        raise NotRead(_("A cell is very long: a quotation mark may be missing. Save it once more."))
    if len(set(lines[0])) < len(lines[0]):
        raise NotRead(_("Two columns have the same heading. Name them differently."))
    return Table(lines[0], tuple(lines[1:]))


def guess(header: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Which column is what: as it was the last time, else by its heading."""
    if remembered and set(remembered.values()) <= set(header):
        return dict(remembered)
    found: dict[str, str] = {}
    for what in ("first", "second", "number", "service"):
        pattern = re.compile(COLUMNS[what][1], re.IGNORECASE)
        free = [name for name in header if name not in found.values()]
        name = next((each for each in free if pattern.search(each)), "")
        if name:
            found[what] = name
    return found


def read(given: Table, chosen: Mapping[str, str], rows: Iterable[Row]) -> Read:
    """What each row says of the services that a return has as its rows."""
    at = {what: given.header.index(name) for what, name in chosen.items() if name}
    known = _known(rows)
    numbers: dict[Service, int | None] = {}
    specialities: dict[Service, tuple[str, str]] = {}
    refused: list[Refused] = []
    for place, cells in enumerate(given.rows, start=2):
        if not any(cells):
            continue
        line = {what: cells[index] if index < len(cells) else "" for what, index in at.items()}
        service, number, reason = _line(line, known)
        if not reason and service in numbers:
            reason = _("%(service)s stands in an earlier row. Keep one of the two.") % {
                "service": service
            }
        if reason or service is None:
            refused.append(Refused(place, reason))
            continue
        numbers[service] = number
        if "first" in at and line["first"]:
            specialities[service] = (line["first"][:80], line.get("second", "")[:80])
    return Read(numbers, specialities, refused)


def _known(rows: Iterable[Row]) -> dict[str, list[Service]]:
    """Services by what people write for them: the code, the name, both names of ward and site."""
    found: dict[str, list[Service]] = {}
    for row in rows:
        if row.service is None:
            continue
        both = [step.name for step in row.steps[-2:]]
        names = {row.service.code, row.service.name, ", ".join(both), ", ".join(reversed(both))}
        for name in filter(None, map(_plain, names)):
            found.setdefault(name, []).append(row.service)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _line(
    line: Mapping[str, str], known: Mapping[str, Sequence[Service]]
) -> tuple[Service | None, int | None, str]:
    name, number = line["service"], line["number"]
    services = known.get(_plain(name), ())
    if not services:
        return (
            None,
            None,
            _("“%(name)s” is no row of this return. Write its code or its name.")
            % {"name": name[:60]},
        )
    if len(services) > 1:
        return (
            None,
            None,
            _("More than one row is called “%(name)s”. Write its code.") % {"name": name[:60]},
        )
    if not number:
        return services[0], None, ""
    if not _WHOLE.fullmatch(number):
        return (
            None,
            None,
            _("“%(number)s” is not a whole number. Write digits only.") % {"number": number[:20]},
        )
    return services[0], int(number.replace(",", "")), ""
