# SPDX-License-Identifier: MIT
"""Refused rows as a file to mend: written, and known again when it comes back mended."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from baton.core import spreadsheets
from baton.listening.channels.upload.rows import Refused
from baton.listening.channels.upload.sniffing import UNDECODED

#: What stands before the file's own columns.
WHERE_AND_WHY = ("Row", "Column", "Reason")


def write_refused(refusals: Iterable[Refused], header: Sequence[str], stream: TextIO) -> int:
    """Write the refused rows as CSV, with row, column and reason before each; returns how many.

    NUL characters and bytes that could not be decoded stand as "\N{REPLACEMENT CHARACTER}".
    """
    writer = csv.writer(stream)
    writer.writerow([*WHERE_AND_WHY, *map(_safe, header)])
    count = 0
    for refused in refusals:
        where_and_why = (str(refused.row), refused.column, refused.reason)
        writer.writerow(map(_safe, (*where_and_why, *refused.cells)))
        count += 1
    return count


def is_mended(header: Sequence[str]) -> bool:
    """Whether a file is one that `write_refused` wrote, mended and sent again."""
    return tuple(header[:3]) == WHERE_AND_WHY and len(header) > 3


def as_sent(cells: Sequence[str]) -> tuple[str, ...]:
    """The file's own cells of a row of a mended file."""
    return tuple(map(spreadsheets.as_written, cells[3:]))


def own_columns(header: Sequence[str]) -> tuple[str, ...]:
    """The names of the file's own columns, whether it comes mended or for the first time."""
    return as_sent(header) if is_mended(header) else tuple(header)


def _safe(cell: str) -> str:
    return UNDECODED.sub(
        "\N{REPLACEMENT CHARACTER}",
        spreadsheets.safe(cell).replace("\0", "\N{REPLACEMENT CHARACTER}"),
    )
