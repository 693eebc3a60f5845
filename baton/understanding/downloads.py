# SPDX-License-Identifier: MIT
"""What people carry away as CSV. Who said them never stands beside the words of comments."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from baton.core import spreadsheets
from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words

COLUMNS = (
    "Said on",
    "Service",
    "Channel",
    "Question",
    "Score",
    "Words",
    "May be quoted",
    "Sentiment",
    "Themes",
    "Checked by a person",
)


class _Line:
    """What csv writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def as_csv(contributions: Iterable[Contribution]) -> Iterator[str]:
    """The lines of a CSV of comments."""
    return table(COLUMNS, map(_cells, contributions))


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """CSV lines with a byte order mark, by which spreadsheets know that it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + _write(writer, columns)
    for row in rows:
        yield _write(writer, row)


def _write(writer: Any, cells: Iterable[str]) -> str:
    return str(writer.writerow([spreadsheets.safe(cell) for cell in cells]))


def _cells(contribution: Contribution) -> list[str]:
    reading = getattr(contribution, "reading", None)
    codings = contribution.counted_codings  # type: ignore[attr-defined]
    return [
        words.local(contribution.said_at).date().isoformat(),
        str(contribution.service or ""),
        registry.name_of(contribution.channel),
        str(contribution.question or ""),
        str(contribution.score or ""),
        contribution.words,
        "yes" if contribution.may_quote else "no",
        reading.get_sentiment_display() if reading else "",
        "; ".join(coding.theme.title for coding in codings),
        "yes" if reading and reading.checked_at else "no",
    ]
