# SPDX-License-Identifier: MIT
"""Reading the copy: a question is put into words once, and carried out by an engine.

What left since its month was written is subtracted here, from every read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

import numpy as np
from django.conf import settings
from django.db import connection

from baton.warehouse import inprocess, layout, offers, spark
from baton.warehouse.answers import Answer, small
from baton.warehouse.compiling import Arrays, Compiled, Question, Table, When, compiled, table
from baton.warehouse.keeping import Found, Kept
from baton.warehouse.layout import Copy
from baton.warehouse.models import Change, Tombstone
from baton.warehouse.shapes import Blanks
from baton.warehouse.told import Gone

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = [
    "Answer",
    "Kept",
    "NoCopy",
    "Question",
    "Reader",
    "Table",
    "When",
    "compiled",
    "forget",
    "small",
    "table",
    "warm",
    "while_it_is_so",
]

#: Answers of so many rows together are kept, of some 15 bytes each.
_answers: Kept[Answer] = Kept(rows=800_000)


class Engine(Protocol):
    """What carries questions out; DIALECT is what Ibis calls its words."""

    DIALECT: str

    def carry_out(
        self, said: Compiled, copy: Copy, gone: Gone, tables: Mapping[str, Arrays], /
    ) -> Answer:
        """The answer to a question. Raises layout.FileGone where the list is no longer true."""
        ...


ENGINES: Mapping[str, Engine] = {"duckdb": inprocess, "spark": spark}


class NoCopy(RuntimeError):
    """There is no columnar copy yet, or one with other columns; the worker, or `baton warehouse
    rebuild`, makes it."""


class Reader:
    """The copy as it stood at one moment, and who has left it since."""

    def __init__(self) -> None:
        # In this order: what leaves the list of those who left is out of the files by then.
        self._gone = Gone(Tombstone.objects.order_by("pk").values_list("contribution", "month"))
        self._copy = layout.current()
        if self._copy.columns != offers.written():
            raise NoCopy

    @property
    def as_at(self) -> datetime | None:
        """When the database was read of which this is the copy."""
        return self._copy.as_at

    @property
    def is_behind(self) -> bool:
        """Whether something was written since that the copy does not tell yet."""
        return Change.objects.exists()

    def ask(self, question: Question, tables: Mapping[str, Table] | None = None) -> Answer:
        """The answer to a question; `tables` are what its expression finds by `table`."""
        given = {
            name: {column: np.asarray(values, np.int64) for column, values in columns.items()}
            for name, columns in (tables or {}).items()
        }
        for _again in range(2):
            try:
                return self._answer(question, given)
            except layout.FileGone:
                # A month was written anew, and its old file is gone.
                self._copy = layout.current()
        return self._answer(question, given)

    def _answer(self, question: Question, tables: Mapping[str, Arrays]) -> Answer:
        name = settings.BATON_WAREHOUSE_ENGINE
        engine = ENGINES[name]
        files, left = tuple(self._copy.files.values()), tuple(self._gone.contributions)
        # Of tables, which may be long, a digest.
        digests = tuple((each, _digest(columns)) for each, columns in sorted(tables.items()))

        def carried_out() -> Answer:
            said = compiled(question, engine.DIALECT)
            return engine.carry_out(said, self._copy, self._gone, tables)

        return _answers.of((name, question, files, left, digests), carried_out)


def _digest(columns: Arrays) -> bytes:
    digest = blake2b(digest_size=16)
    for name, numbers in sorted(columns.items()):
        digest.update(f"{name} {len(numbers)} ".encode())
        digest.update(np.ascontiguousarray(numbers).data)
    return digest.digest()


def forget() -> None:
    """Let go of the answers that are kept: for whoever measures how long it takes to find them."""
    _answers.clear()


def while_it_is_so(kept: Kept[Found], key: Hashable, find: Callable[[], Found]) -> Found:
    """What was found of all that was told by other means than the copy: kept until something is
    said, coded or taken back; while the copy is behind, or is not there, found each time."""
    if Change.objects.exists():
        return find()
    left = tuple(Tombstone.objects.order_by("pk").values_list("pk", flat=True))
    copy = layout.current()
    return kept.of((key, *copy.files.values(), left), find) if copy.as_at else find()


@dataclass(frozen=True, slots=True)
class _Everybody:
    """How many there are, by something that a source has and those before it lack."""

    by: str

    def shaped(self, _blanks: Blanks) -> _Everybody:
        return self

    def over(self, told: ir.Table) -> ir.Table:
        return told.group_by(self.by).aggregate(number=told.voices.sum())


def warm() -> None:
    """Read what nearly every question is answered from, so that the first is as quick as others."""
    try:
        reader = Reader()
        reader.ask(Question(_Everybody("month")))
        reader.ask(Question(_Everybody("beside")))
        # Of the rows, a month: more would be read twice, as they are about to be held.
        newest = max(map(layout.number_of, layout.current().files), default=None)
        reader.ask(Question(_Everybody("is_first"), when=When(first=newest)))
    except (NoCopy, layout.FileGone):
        return
    finally:
        connection.close()
