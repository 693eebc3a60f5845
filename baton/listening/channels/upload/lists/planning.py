# SPDX-License-Identifier: MIT
"""What a list would do, before anything is written: added, changed, the same, refused.

Each row is known again by the list's own reference, else by what its register says identifies it.
A row that says what it said the last time does nothing, whatever became of its thing since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from baton.core.upserts import Became, Book, Foreseen, NotTaken, known
from baton.listening.channels.upload.lists.reading import Line
from baton.listening.channels.upload.models import ListRow, Upload
from baton.listening.channels.upload.rows import Refused
from baton.listening.digests import Digests
from baton.ui.wording import _

_Key = str


@dataclass(slots=True)
class Planned:
    """A row with the key by which it is known again, and what it would do."""

    line: Line
    key: _Key
    content: str
    foreseen: Foreseen
    thing: int | None = None


@dataclass(slots=True)
class Plan:
    """What the whole list would do. `begins` are programmes that it names and nobody has begun,
    with the first day that it has of each."""

    rows: list[Planned] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: int = 0
    begins: dict[str, date | None] = field(default_factory=dict)

    def count(self, became: Became) -> int:
        return sum(each.foreseen.became == became for each in self.rows)

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.refused) + self.repeated


class Memory:
    """What is known of the rows of earlier files with these columns, for the same place."""

    def __init__(self, upload: Upload, name: str, digests: Digests) -> None:
        self._organisation = upload.organisation
        self._digests = digests
        self.list = digests.row("list", name)
        rows = ListRow.objects.filter(organisation=upload.organisation, list=self.list)
        self._rows = {each.key: each for each in rows}
        self._claims = {each.thing: each.key for each in rows}

    def key(self, line: Line, book: Book) -> _Key:
        if reference := known(line.values.get("reference", "")):
            return self._digests.row(self.list, "reference", reference)
        return self._digests.row(self.list, "named", *book.identity(line.values))

    def content(self, values: Mapping[str, Any]) -> str:
        return self._digests.row(json.dumps(values, sort_keys=True, default=_plain))

    def before(self, key: _Key) -> ListRow | None:
        return self._rows.get(key)

    def is_free(self, thing: int, key: _Key) -> bool:
        """Whether no other row of this list stands for the thing."""
        return self._claims.get(thing, key) == key

    def claim(self, thing: int, key: _Key) -> None:
        self._claims[thing] = key

    def keep(self, planned: Planned, thing: int, became: Became, upload: Upload) -> None:
        """Note what a row said and what became of it, in the transaction in which it did."""
        row = self._rows.get(planned.key) or ListRow(
            organisation=self._organisation, list=self.list, key=planned.key
        )
        row.content, row.thing = planned.content, thing
        row.upload, row.became = upload, became
        row.save()
        self._rows[planned.key] = row
        self.claim(thing, planned.key)


def _plain(value: object) -> Any:
    return f"#{value.pk}" if isinstance(value, models.Model) else str(value)


def find(line: Line, key: _Key, book: Book, memory: Memory) -> int | None:
    """The key of the thing that a row stands for, if it is there."""
    before = memory.before(key)
    if before is not None and book.has(before.thing):
        return before.thing
    free = (each for each in book.candidates(line.values) if memory.is_free(each, key))
    return next(free, None)


def plan(
    lines: Iterable[Line | Refused], book: Book, memory: Memory, *, unknown: Unknown | None = None
) -> Plan:
    """The plan of all rows. Rows of one identity that contradict one another are refused, all of
    them: nobody but who keeps the list knows which is right."""
    found = Plan()
    for key, same in _by_key(lines, book, memory, found).items():
        first, *others = same
        if any(each.values != first.values for each in others):
            found.refused += [_contradicts(each, same) for each in same]
            continue
        found.repeated += len(others)
        try:
            found.rows.append(_foresee(first, key, book, memory))
        except NotTaken as problem:
            found.refused.append(_refused(first, problem))
    if unknown is not None:
        unknown.look(found)
    found.refused.sort(key=lambda each: each.row)
    return found


def _by_key(
    lines: Iterable[Line | Refused], book: Book, memory: Memory, found: Plan
) -> dict[_Key, list[Line]]:
    """The rows that could be read, those together that are one thing's."""
    by_key: dict[_Key, list[Line]] = {}
    named: dict[tuple[str, ...], _Key] = {}
    for line in lines:
        if isinstance(line, Refused):
            found.refused.append(line)
            continue
        try:
            key = memory.key(line, book)
            if book.is_unique:  # two references for one name are a contradiction
                key = named.setdefault(book.identity(line.values), key)
        except NotTaken as problem:
            found.refused.append(_refused(line, problem))
        else:
            by_key.setdefault(key, []).append(line)
    return by_key


def _foresee(line: Line, key: _Key, book: Book, memory: Memory) -> Planned:
    content = memory.content(line.values)
    thing = find(line, key, book, memory)
    before = memory.before(key)
    if thing is not None and before is not None and before.content == content:
        return Planned(line, key, content, Foreseen("same"), thing)
    planned = Planned(line, key, content, book.foresee(thing, line.values), thing)
    if thing is not None:
        memory.claim(thing, key)
    return planned


def _refused(line: Line, problem: NotTaken) -> Refused:
    return Refused(line.number, problem.field, str(problem), line.cells)


def _contradicts(line: Line, same: list[Line]) -> Refused:
    others = [str(each.number) for each in same if each.number != line.number]
    by = "reference" if line.values.get("reference") else "name"
    column = "title" if by == "name" and "title" in line.values else by
    listed = others[0] if len(others) == 1 else ", ".join(others[:5])
    reason = (
        _(
            "Row %(rows)s has the same reference and says something else. Keep the one that is "
            "right, or tell them apart."
        )
        if by == "reference"
        else _(
            "Row %(rows)s has the same identity and says something else. Keep the one that is "
            "right, or tell them apart."
        )
    )
    return Refused(line.number, column, reason % {"rows": listed}, line.cells)


class Unknown:
    """Programmes that rows name and nobody has begun: they begin with the list, or these rows are
    refused."""

    def __init__(self, programmes: Any, *, may_begin: bool) -> None:
        self._programmes = programmes
        self._may_begin = may_begin

    def look(self, plan: Plan) -> None:
        kept = []
        for each in plan.rows:
            if each.foreseen.became == "same" or self._programmes.stands_for(each.line.values):
                kept.append(each)
            elif self._may_begin:
                kept.append(each)
                self._note(plan, each.line.values)
            else:
                try:
                    self._programmes.needed(each.line.values)
                except NotTaken as problem:
                    plan.refused.append(_refused(each.line, problem))
        plan.rows = kept

    def _note(self, plan: Plan, values: Mapping[str, Any]) -> None:
        title = " ".join(values["programme"].split())
        same = next((each for each in plan.begins if known(each) == known(title)), title)
        first = values.get("on") or values.get("due_on")
        before = plan.begins.get(same)
        plan.begins[same] = min(filter(None, (first, before)), default=None)
