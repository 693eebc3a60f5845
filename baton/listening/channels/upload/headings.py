# SPDX-License-Identifier: MIT
"""Where a table begins, and what its columns are called."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from baton.listening.channels.upload.records import HOLDS_NUL
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.ui.wording import _, _lazy

#: Rows among which the heading is looked for.
LOOKED_AT = 60
#: A name of a column; what is longer was said by somebody.
LONGEST_NAME = 300
#: Cells of a row above a table: a title, or "Ward: Kestrel".
_MOST_ABOVE = 2

_NUMBERS = re.compile(r"[-+£$€]?\d[\d\s.,:/%T-]*(?:[AaPp][Mm]|Z)?")

#: Why there is no heading that could be read.
_IN_HEADING = _lazy("The heading, row %(row)s: %(why)s")
_IN_COLUMN = _lazy("The heading, row %(row)s (“%(column)s”): %(why)s")
NO_ROWS = _lazy("The file has a heading row but no rows below it.")

# What SurveyMonkey writes below a question that people answer in their own words.
_SECOND_HEADING = {"response", "open-ended response"}


class Heading(NamedTuple):
    """The names of the columns, each of them once, and the numbers of the first and the last row
    that give them."""

    names: tuple[str, ...]
    first: int
    last: int
    above: int = 0

    def remarks(self) -> tuple[str, ...]:
        """What a person should know of it."""
        if not self.above:
            return ()
        said = _("The columns are named in row %(row)s. What stands above it is not read.")
        return (said % {"row": self.first},)


def find_heading(
    start: Sequence[Row | Refused], spans: Sequence[tuple[int, int, int, int]] = ()
) -> Heading:
    """The heading among the first rows of a file that are not blank.

    It is the first row, unless what stands there is clearly a title over a wider table. `spans`
    are merged cells as (row, column, last row, last column), rows from 1 and columns from 0.
    Raises `UnreadableFile` where there is no heading, or nothing below it.
    """
    if not start:
        raise UnreadableFile(_("The file is empty."))
    at = _begins_at(start)
    heading, below = start[at], start[at + 1 :]
    if isinstance(heading, Refused):
        said = _IN_COLUMN if heading.column else _IN_HEADING
        told = {"row": heading.row, "column": heading.column, "why": heading.reason}
        raise UnreadableFile(said % told)
    if any("\0" in cell for cell in heading.cells):
        raise UnreadableFile(_IN_HEADING % {"row": heading.number, "why": HOLDS_NUL})
    names, last = heading.cells, heading.number
    if below and isinstance(second := below[0], Row) and _is_second(heading, second, spans):
        names, last, below = _joined(names, second.cells), second.number, below[1:]
    if not below:
        raise UnreadableFile(NO_ROWS)
    return Heading(distinct(names), heading.number, last, at)


def is_of_heading(said: str) -> bool:
    """Whether what is said of a file is one of these.

    >>> is_of_heading("The heading, row 1: This cell is empty."), is_of_heading("It is empty.")
    (True, False)
    """
    begins = (each.partition("%")[0] for each in (_IN_HEADING, _IN_COLUMN, NO_ROWS))
    return any(each and each in said for each in begins)


def _begins_at(start: Sequence[Row | Refused]) -> int:
    """The index of the heading: not the first row only where that and what follows it are titles.

    Whoever takes a heading for a title makes a heading of what somebody said. So titles are narrow,
    the heading is as wide as any row below it, most of these are wider than the titles, and a
    column of numbers or days shows that what stands below differs in kind.
    """
    rows = list(itertools.takewhile(lambda row: isinstance(row, Row), start))
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows]
    for index, count in enumerate(filled[:-1]):
        widest = max(filled[index:])
        if not index:
            if count * 2 > widest:
                break
            continue
        above = max(filled[:index])
        if above > _MOST_ABOVE:
            break
        if count < max(2, 2 * above) or count * 5 < widest * 4 or not _all_names(rows[index]):
            continue
        wider = sum(each > above for each in filled[index + 1 :])
        if wider * 2 > len(filled) - index - 1 and _differs(rows[index], rows[index + 1 :]):
            return index
    return 0


def _all_names(row: Row | Refused) -> bool:
    """Whether the cells could be names of columns: words, short, no two the same."""
    names = [" ".join(cell.split()).casefold() for cell in row.cells if cell.strip()]
    words = all(len(name) <= LONGEST_NAME and any(map(str.isalpha, name)) for name in names)
    return words and len(set(names)) == len(names)


def _differs(names: Row | Refused, below: Sequence[Row | Refused]) -> bool:
    """Whether a column that has a name here holds nothing but numbers or days below."""
    for at, name in enumerate(names.cells):
        values = [row.cells[at].strip() for row in below if at < len(row.cells)]
        values = [value for value in values if value]
        if name.strip() and values and all(map(_NUMBERS.fullmatch, values)):
            return True
    return False


def _is_second(heading: Row, second: Row, spans: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether the row below the heading names answers to its questions."""
    if any(cell.strip().casefold() == "open-ended response" for cell in second.cells):
        return True
    over = [span for span in spans if span[0] == heading.number]
    if any(last > second.number for _, _, last, _ in over):
        return False  # three rows of heading, or a layout of its own
    wide = [span for span in over if span[3] > span[1] and span[2] == heading.number]
    return bool(wide) and all(
        second.cells[at].strip()
        for _, first, _, last in wide
        for at in range(first, last + 1)
        if at < len(second.cells)
    )


def _joined(questions: Sequence[str], answers: Sequence[str]) -> tuple[str, ...]:
    """One name a column from two rows: the question, and which of its answers."""
    names, question = [], ""
    for above, below in itertools.zip_longest(questions, answers, fillvalue=""):
        question = above.strip() or question
        plain = not below.strip() or below.strip().casefold() in _SECOND_HEADING
        names.append(question if plain and (above.strip() or below) else f"{question}: {below}")
    return tuple(names)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names without surplus spaces, none empty, none twice.

    >>> distinct(("Ward", " ", "Ward "))
    ('Ward', 'Column 2', 'Ward (2)')
    """
    found: dict[str, None] = {}
    met: dict[str, int] = {}
    for index, written in enumerate(names):
        plain = name = " ".join(written.split()) or f"Column {index + 1}"
        while name in found:
            met[plain] = met.get(plain, 1) + 1
            name = f"{plain} ({met[plain]})"
        found[name] = None
    return tuple(found)
