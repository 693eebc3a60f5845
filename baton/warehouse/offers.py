# SPDX-License-Identifier: MIT
"""The columns that rooms offer to the columnar copy: which table, which column, under what name.

A room says so once, as it starts; the copy is written from these tables and knows no more of them.
Only keys, codes, numbers and moments: never anybody's words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

#: What a column holds, by the type that it has in the copy.
Kind = Literal["int64", "int32", "int16", "int8", "bool", "code"]

#: A file of sums: of the rows, or of pairs (`Column.beside`).
Grain = Literal["sums", "pairs"]
GRAINS: tuple[Grain, ...] = ("sums", "pairs")

#: So many bits has each of the two columns that hold a set of places; the sign is left alone.
BITS = 63


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
    #: Is kept in these sums too: what many questions ask for, of few different values.
    summed: Collection[Grain] = ()
    #: A contribution's values of this column, and of others that say so, are what its rows are
    #: paired with: in the pairs each row stands once for each of them, as `beside`.
    beside: bool = False
    #: Not kept itself: every row gets the set of all its contribution's values, each from 0 to 125,
    #: as bits of `<name>_low` and `<name>_high`, and their number as `<name>_number`. So a row
    #: tells what its contribution speaks of.
    as_bits: bool = False


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


def offered() -> list[Column]:
    """Every offered column, as they were offered."""
    return [column for each in (voices().offer, *offers()) for column in each.columns]


_ALWAYS = {
    "contribution": "int64",
    "organisation": "int32",
    "day": "date",
    "month": "int32",
    "is_first": "bool",
}


def columns() -> dict[str, str]:
    """Every column of the copy, in its order, with its kind.

    `month` counts months from the year 0 (12 × year + month - 1); `is_first` marks one row of each
    contribution.
    """
    kinds = dict(_ALWAYS)
    for column in offered():
        if column.as_bits:
            kinds |= {f"{column.name}_{part}": "int64" for part in ("low", "high")}
            kinds[f"{column.name}_number"] = "int8"
        else:
            kinds[column.name] = column.kind
    return kinds | {f"first_{each.name}": "bool" for each in offered() if each.counts}


def sums(grain: Grain) -> dict[str, str]:
    """The columns by which these are sums, with their kinds."""
    kinds = {"organisation": "int32", "month": "int32"}
    kinds |= {column.name: column.kind for column in offered() if grain in column.summed}
    return kinds | ({"beside": beside()[0].kind} if grain == "pairs" else {})


def beside() -> list[Column]:
    """The columns whose values rows are paired with."""
    return [column for column in offered() if column.beside]


def written() -> tuple[str, ...]:
    """Every column of the copy's files, those of the sums with their names before them."""
    return (*columns(), *(f"{grain}.{name}" for grain in GRAINS for name in sums(grain)))


def counts() -> dict[str, str]:
    """What is counted, and of the copy's rows the truth whose sum it is: `rows`, `voices`
    (contributions), and `<name>_voices` (contributions and their values of a column)."""
    return {
        "rows": "true",
        "voices": "is_first",
        **{f"{each.name}_voices": f"first_{each.name}" for each in offered() if each.counts},
    }
