# SPDX-License-Identifier: MIT
"""What reading a file yields: rows, rows kept aside, and files that cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class UnreadableFile(ValueError):
    """The whole file cannot be read; the message says why and how to mend it."""


class Row(NamedTuple):
    """One row: its number as a spreadsheet shows it (the heading is row 1) and its cells.

    `earlier` is how many rows with the same cells stand in the parts of the file before this one
    (its other sheets, say): people who say the same are several people.
    """

    number: int
    cells: tuple[str, ...]
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """One row kept aside: where (`column` is empty if no single one is at fault), why, and what
    it held, as far as that could be read."""

    row: int
    column: str
    reason: str
    cells: tuple[str, ...]
