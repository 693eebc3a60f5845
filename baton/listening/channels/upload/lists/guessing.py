# SPDX-License-Identifier: MIT
"""A first guess at what a file holds, and at which column of a list is what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from baton.listening.channels.upload import calendars
from baton.listening.channels.upload.columns import Column, Free
from baton.listening.channels.upload.lists import cells
from baton.listening.channels.upload.lists.cells import CellProblem, Ways
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.fields import KINDS, Field, ListKind
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Row

#: Signs of a kind of list that its headings must show, of those that it has.
_FEWEST_SIGNS = {"stakeholders": 2, "activities": 3, "actions": 3, "attendance": 3}
_FITS = 0.5


def guess_kind(header: Sequence[str]) -> str:
    """The kind of list that the headings tell of, or empty where they tell of none: what people
    said has questions as headings, and long ones."""
    if tuple(header) == calendars.HEADER:
        return "activities"
    names = [Column(name, ()) for name in (as_sent(header) if is_mended(header) else header)]
    if sum(each.name.rstrip().endswith("?") or len(each.plain.split()) > 7 for each in names) > 1:
        return ""
    signs = {
        kind.code: sum(any(each.named(sign) for each in names) for sign in kind.signs)
        for kind in KINDS.values()
    }
    fitting = [code for code, met in signs.items() if met >= _FEWEST_SIGNS[code]]
    return max(fitting, key=lambda code: signs[code] / len(KINDS[code].signs), default="")


def guess(kind: ListKind, header: Sequence[str], sample: Sequence[Row]) -> Chosen:
    """Which column is what, by headings and some rows; a person corrects it."""
    rows = [row.cells for row in sample]
    if is_mended(header):
        header, rows = as_sent(header), [as_sent(row) for row in rows]
    columns = [Column(name, (row[i] for row in rows)) for i, name in enumerate(header)]
    free = Free(columns)
    found: dict[str, str] = {}
    # A heading that is a field's own name is that field, whatever else it may resemble.
    for fits in (_is_named, _fits):
        for field in kind.fields:
            if field.code not in found.values() and (name := free.take(partial(fits, field))):
                found[name] = field.code
    return Chosen(kind.code, found)


def _is_named(field: Field, column: Column) -> bool:
    return column.plain == field.name.casefold()


def _fits(field: Field, column: Column) -> bool:
    if not column.named(field.pattern):
        return False
    if not column.filled:
        return True
    if field.code == "reference":
        # A slip of the pen may name one twice; what repeats itself is a number of something else.
        return column.words <= 2 and len(column.distinct) >= 0.9 * len(column.all)
    if field.kind in ("text", "long"):
        return max(map(len, column.filled)) <= field.most * 2
    if field.is_choice:
        return column.words <= 8 and len(column.distinct) <= max(20, len(column.filled) * 0.5)
    return column.share(lambda cell: _is_read(field, cell)) >= _FITS


def _is_read(field: Field, cell: str) -> bool:
    try:
        return cells.read(field, cell, Ways(counted="1900")).value is not None
    except CellProblem:
        return bool(re.search(r"\d+\D\d+", cell)) and field.kind == "day"
