# SPDX-License-Identifier: MIT
"""Reading a small file of figures, and each figure as people type it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from baton.core import clock, periods, spreadsheets
from baton.ui import words
from baton.ui.wording import _
from baton.understanding.measures.models import Measure

MOST_ROWS = 5_000
EARLIEST = 1948
_MOST = Decimal(10) ** 10
_COLUMNS = ("date", "value", "numerator", "denominator", "note")
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_DAYS = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)(-(?P<d>\d\d?))?"), "2026-05-31 or 2026-05"),
    (re.compile(r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})"), "31/05/2026"),
)


class NotRead(ValueError):
    """It cannot be read. The sentence says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of one period, as it will be kept; without a denominator, the value itself."""

    start: date
    numerator: Decimal
    denominator: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not kept: its number as a spreadsheet shows it, its column, and why."""

    row: int
    column: str
    reason: str


def day(typed: str) -> date:
    """A day as people write it; of a month its first one. Raises NotRead.

    >>> day("2026-05"), day("31/05/2026")
    (datetime.date(2026, 5, 1), datetime.date(2026, 5, 31))
    """
    for pattern, _example in _DAYS:
        if found := pattern.fullmatch(typed):
            parts = found.groupdict()
            try:
                return date(int(parts["y"]), int(parts["m"]), int(parts["d"] or 1))
            except ValueError:
                raise NotRead(
                    _("There is no day %(typed)s. Write another.") % {"typed": typed}
                ) from None
    raise NotRead(
        _("“%(typed)s” is not a day. Write it like 2026-05-31 or 31/05/2026.")
        % {"typed": typed[:40]}
    )


def number(typed: str) -> Decimal:
    """A number as people write it, to four places. Raises NotRead.

    >>> number("1,234.5"), number("86%")
    (Decimal('1234.5000'), Decimal('86.0000'))
    """
    plain = typed.strip().removesuffix("%").removeprefix("£").replace("−", "-").strip()
    if not _NUMBER.fullmatch(plain):
        raise NotRead(
            _("“%(typed)s” is not a number. Write digits only, such as 12.5.")
            % {"typed": typed[:40]}
        )
    value = Decimal(plain.replace(",", ""))
    if abs(value) >= _MOST:
        raise NotRead(_("“%(typed)s” is too large. Count in larger units.") % {"typed": typed[:40]})
    return value.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


def of_period(typed: date, measure: Measure) -> date:
    """The first day of the period that a day stands for. Raises NotRead."""
    if typed > clock.today():
        raise NotRead(
            _("%(day)s is still to come. Write a day that has been.") % {"day": words.day(typed)}
        )
    if typed.year < EARLIEST:
        raise NotRead(
            _("The year %(year)s is too long ago. Write the year again.") % {"year": typed.year}
        )
    return periods.start(typed, measure.frequency)


def whole(typed: str) -> int:
    """A number of people or cases, 1 or more. Raises NotRead."""
    found = number(typed)
    if found != found.to_integral_value() or not 0 < found < 2**31:
        raise NotRead(
            _("“%(typed)s” is not a whole number from 1. Write how many there were.")
            % {"typed": typed[:40]}
        )
    return int(found)


def check(measure: Measure, numerator: Decimal, denominator: int | None) -> None:
    """Whether a figure suits its measure. Raises NotRead."""
    if not measure.is_percentage:
        return
    if denominator is None and not 0 <= numerator <= 100:
        raise NotRead(
            _("%(numerator)s is not a percentage. Write 0 to 100.")
            % {"numerator": f"{numerator.normalize():f}"}
        )
    if denominator is not None and not 0 <= numerator <= denominator:
        raise NotRead(
            _(
                "%(numerator)s of %(denominator)s is not a share. Write the part first and the "
                "whole second."
            )
            % {"numerator": f"{numerator.normalize():f}", "denominator": denominator}
        )


#: Longer than any note: somebody's quotation mark is missing.
LONGEST_CELL = 10_000


def rows(text: str, measure: Measure) -> Iterator[Given | Refused]:
    """The rows of a CSV with the columns date and value, or date, numerator and denominator.

    A column `note` may say what happened. Raises NotRead when the file as a whole is none.
    """
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    seen: dict[date, int] = {}
    try:
        columns = _columns(next(table, []))
        for at, cells in enumerate(table, start=2):
            if at > MOST_ROWS + 1:
                raise NotRead(
                    _("The file has more than %(most)s rows. Split it.")
                    % {"most": f"{MOST_ROWS:,}"}
                )
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise NotRead(
                    _(
                        "The file cannot be read as CSV (a cell of row %(row)s has over %(most)s "
                        "letters: a quotation mark may be missing). Save it once more."
                    )
                    % {"row": at, "most": f"{LONGEST_CELL:,}"}
                )
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(at, cells, columns, measure)
            if isinstance(row, Given):
                if row.start in seen:
                    period = periods.name(row.start, measure.frequency)
                    reason = _("%(period)s is in row %(row)s already. Keep one of the two.") % {
                        "period": period,
                        "row": seen[row.start],
                    }
                    yield Refused(at, "date", reason[0].upper() + reason[1:])
                    continue
                seen[row.start] = at
            yield row
    except csv.Error as problem:
        raise NotRead(
            _("The file cannot be read as CSV (%(problem)s). Save it once more.")
            % {"problem": problem}
        ) from None


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0].casefold()
    return max(",;\t", key=heading.count)


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in header]
    columns = {name: names.index(name) for name in _COLUMNS if name in names}
    if "date" in columns and ("value" in columns or {"numerator", "denominator"} <= columns.keys()):
        return columns
    raise NotRead(
        _(
            "The first row must name the columns: date and value, or date, numerator and "
            "denominator."
        )
    )


def _row(
    at: int, cells: Sequence[str], columns: dict[str, int], measure: Measure
) -> Given | Refused:
    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        return spreadsheets.as_written(cells[place].strip()) if place < len(cells) else ""

    column = "date"
    try:
        start = of_period(day(cell("date")), measure)
        if cell("value"):
            column, denominator = "value", None
            numerator = number(cell("value"))
        else:
            column = "numerator" if "numerator" in columns else "value"
            numerator = number(cell(column))
            column = "denominator"
            denominator = whole(cell("denominator"))
            column = "numerator"
        check(measure, numerator, denominator)
    except NotRead as problem:
        return Refused(at, column, str(problem))
    return Given(start, numerator, denominator, cell("note")[:200])
