# SPDX-License-Identifier: MIT
"""A first guess at what a file holds, and at which column of a list is what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from baton.listening.channels.upload import calendars
from baton.listening.channels.upload import guessing as said
from baton.listening.channels.upload.columns import Column, Free
from baton.listening.channels.upload.lists import cells
from baton.listening.channels.upload.lists.cells import CellProblem, Ways
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.fields import KINDS, Field, ListKind
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Row

#: Signs of a kind of list that its headings must show, of those that it has.
_FEWEST_SIGNS = {"stakeholders": 2, "activities": 2, "actions": 3, "attendance": 3}
_FITS = 0.5
#: What is known by its cells alone, in this order, and how many of them must then be read.
_BY_VALUES = (
    *("power", "interest", "current", "desired", "method", "status"),
    *("on", "due_on", "next_contact_on"),
)
_SURE, _FEWEST_CELLS = 0.9, 3
# Such columns are never known by their cells: they are known to be something else.
_OTHERWISE = (
    r"^date\b|^when$|\bmet\b|seen|contacted|last|previous|added|created|joined|since|updated"
    r"|modified|born|birth|\bage\b|gender|sex\b|risk|priority|score|rating|cost|budget|number|count|consent|invoice|paid"
)
_BARE = frozenset(("yes", "no", "y", "n", "x", "true", "false", "0", "1"))
#: Rows by which what a file holds is told.
LOOKED_AT = 200

# What a column found adds to the weight of a kind: fields that files of all kinds have say little.
_NEEDED, _OWN, _ANYBODYS = 3, 2, 1
_OF_ANY_FILE = frozenset(
    ("reference", "about", "audience", "says", "kind", "service", "area", "postcode", "place")
)
_ONE_OF_THEM = {"attendance": ("name", "surname", "forename", "email")}
_FIRST_WORDS, _MORE_WORDS, _PEOPLE_SAY = 6, 3, 2
_SAID = r"comment|feedback|free.?text|^text$|answer|respon|describe|experience|views\b|opinion"
# Nobody heads a column of their own notes so.
_OTHERS_SAID = r"\bsaid\b|verbatim|tell us|told|quot|story|stories|\byou(r)?\b|think|thought"


def guess_kind(header: Sequence[str], sample: Sequence[Row] = ()) -> str:
    """The kind of list that the file weighs most as, or empty where it holds what people said.

    A list is a file that has all that its rows cannot do without, and twice the weight of words:
    programme titles must never be kept as what somebody said.
    """
    if tuple(header) == calendars.HEADER:
        return "activities"
    columns = _columns(header, sample)
    asks = (c.name.rstrip().endswith("?") or len(c.plain.split()) > 7 for c in columns)
    if sum(asks) > 1:
        return ""
    weights = {kind.code: _weight(kind, header, sample, columns) for kind in KINDS.values()}
    code = max(weights, key=lambda each: weights[each])
    heavy = weights[code] > 0 and weights[code] >= 2 * _weight_of_words(header, sample, columns)
    return code if heavy else ""


def _weight(
    kind: ListKind, header: Sequence[str], sample: Sequence[Row], columns: Sequence[ListColumn]
) -> int:
    """How much speaks for a kind of list: nothing where its signs or what it needs are missing."""
    signs = sum(any(each.named(sign) for each in columns) for sign in kind.signs)
    found = set(guess(kind, header, sample).columns.values())
    either = found & set(_ONE_OF_THEM.get(kind.code, found))
    if signs < _FEWEST_SIGNS[kind.code] or not either or set(kind.needed) - found:
        return 0
    weight = _OWN * (signs - _FEWEST_SIGNS[kind.code])
    for code in found:
        weight += _NEEDED if code in kind.needed else _ANYBODYS if code in _OF_ANY_FILE else _OWN
    return weight


def _weight_of_words(
    header: Sequence[str], sample: Sequence[Row], columns: Sequence[ListColumn]
) -> int:
    """How much speaks for what people said: their words, long and all different, and themselves."""
    read = said.guess(header, sample)
    by_name = {each.name: each for each in columns}
    named = [by_name[each.column] for each in read.comments]
    words = sum(_is_said(each, f"{_SAID}|{_OTHERS_SAID}") for each in named)
    others = any(_is_said(each, _OTHERS_SAID) for each in named)
    people = (read.score, read.sentiment, read.respondent, read.language, read.area)
    weight = _FIRST_WORDS + _MORE_WORDS * (words - 1) if words else 0
    weight += _FIRST_WORDS if others else 0
    return weight + _PEOPLE_SAY * (sum(map(bool, people)) + len(read.characteristics))


def _is_said(column: ListColumn, headed: str) -> bool:
    """Whether a column is clearly the free text of people, long and nearly all different."""
    varied = len(column.distinct) >= 0.8 * len(column.filled)
    return varied and column.words >= 4 and column.named(headed)


def guess(kind: ListKind, header: Sequence[str], sample: Sequence[Row]) -> Chosen:
    """Which column is what, by headings and some rows; a person corrects it."""
    free = Free(list[Column](_columns(header, sample)))
    found: dict[str, str] = {}
    # A heading that is a field's own name is that field, whatever else it may resemble.
    for fits in (_is_named, _fits):
        for field in kind.fields:
            if field.code not in found.values() and (name := free.take(partial(fits, field))):
                found[name] = field.code
    for code in _BY_VALUES:
        is_open = code in kind.by_code and code not in found.values()
        if is_open and (name := free.take(partial(_holds, kind.by_code[code]))):
            found[name] = code
    return Chosen(kind.code, found)


class ListColumn(Column):
    """A column whose heading is compared without brackets, units and full stops."""

    def __init__(self, name: str, cells: Iterable[str]) -> None:
        super().__init__(name, cells)
        self.plain = bare(self.plain) or self.plain


def bare(heading: str) -> str:
    """A heading without what explains it.

    >>> bare("Int. (H/M/L)"), bare("No. attended"), bare("Cost (£)"), bare("Power: 1-5")
    ('int', 'no attended', 'cost', 'power')
    """
    kept = re.sub(r"\([^)]*\)|\[[^\]]*\]|\b1 ?(-|–|to) ?5\b|[£*]", " ", heading)
    kept = re.sub(r"[.:?!/]+(?=\s|$)", " ", kept)
    return " ".join(kept.split()).casefold().strip(" -–,")


def _columns(header: Sequence[str], sample: Sequence[Row]) -> list[ListColumn]:
    rows = [row.cells for row in sample]
    if is_mended(header):
        header, rows = as_sent(header), [as_sent(row) for row in rows]
    return [ListColumn(name, (row[i] for row in rows)) for i, name in enumerate(header)]


def _is_named(field: Field, column: Column) -> bool:
    return column.plain == bare(str(field.name))


def _fits(field: Field, column: Column) -> bool:
    if not column.named(field.pattern):
        return False
    if not column.filled:
        return True
    if field.code == "reference":
        return _tells_apart(column)
    if field.kind in ("text", "long"):
        return max(map(len, column.filled)) <= field.most * 2
    if field.is_choice:
        return column.words <= 8 and len(column.distinct) <= max(20, len(column.filled) * 0.5)
    return column.share(lambda cell: _is_read(field, cell)) >= _FITS


def _holds(field: Field, column: Column) -> bool:
    """Whether the cells of a column that no heading explains are surely those of a field."""
    if len(column.filled) < _FEWEST_CELLS or column.named(_OTHERWISE):
        return False
    if field.kind == "day":
        return column.share(str.isdecimal) == 0 and column.share(partial(_is_read, field)) > _FITS
    if len(column.distinct) < 2 or column.distinct <= _BARE or column.words > 4:
        return False
    if field.kind != "scale" and column.share(str.isdecimal) > 0:
        return False
    return column.share(lambda cell: cells.own_reading(field, cell) is not None) >= _SURE


def _tells_apart(column: Column) -> bool:
    """A slip of the pen may name one twice, or none; what repeats itself is a number of something
    else."""
    rows = len(column.all)
    slips = max(0.1 * rows, 1 if rows > 3 else 0)
    return column.words <= 2 and len(column.distinct) >= rows - slips


def _is_read(field: Field, cell: str) -> bool:
    try:
        return cells.read(field, cell, Ways(counted="1900")).value is not None
    except CellProblem:
        return bool(re.search(r"\d+\D\d+", cell)) and field.kind == "day"
