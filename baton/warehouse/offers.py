# SPDX-License-Identifier: MIT
"""The columns that rooms offer to the columnar copy: which table, which column, under what name.

A room says so once, as it starts; the copy is written from these tables and knows no more of them.
Only keys, codes, numbers and moments: never anybody's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

#: What a column holds, by the type that it has in the copy.
Kind = Literal["int64", "int32", "int16", "int8", "bool", "code"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the copy: its name there, and what the database is asked for.

    `asked` is SQL over the offered table's own columns that both databases understand. A `code`
    is text of few different values, kept as a dictionary.
    """

    name: str
    asked: str
    kind: Kind
    #: Also marks the first row of each contribution with this value, as `first_<name>`: a sum of
    #: these counts contributions, where counting them apart takes ten times as long.
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A table of the database with what it offers.

    `contribution` is the SQL of the contribution's key, by which the tables are joined; `where`
    leaves rows out. Of one offer there is at most one row for each contribution (`many` false), or
    there are several, each of which becomes a row of the copy (`many` true: one offer at most).
    """

    #: What stands behind FROM.
    table: str
    contribution: str
    columns: Sequence[Column]
    where: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """The table that the copy begins with: one row for each contribution.

    `organisation` and `said_at` are its columns: they decide where in the copy a row stands.
    `organisations` is the SQL that lists every organisation, so that an index which begins with
    them can be used.
    """

    offer: Offer
    organisation: str
    said_at: str
    organisations: str


_voices: list[Voices] = []
_offers: list[Offer] = []


def begin_with(voices: Voices) -> None:
    """Name the table of contributions: once, by the room that has them."""
    assert not _voices, "the copy begins with one table"
    _voices.append(voices)


def offer(more: Offer) -> None:
    """Offer further columns for each contribution."""
    _offers.append(more)


def voices() -> Voices:
    return _voices[0]


def offers() -> tuple[Offer, ...]:
    """Every offer but the first table's, as they were made."""
    return tuple(_offers)


def columns() -> tuple[str, ...]:
    """The names of every column of the copy, in its order."""
    offered = [column for each in (voices().offer, *offers()) for column in each.columns]
    return (
        *("contribution", "organisation", "day", "is_first"),
        *(column.name for column in offered),
        *(f"first_{column.name}" for column in offered if column.counts),
    )
