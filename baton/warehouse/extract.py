# SPDX-License-Identifier: MIT
"""Reading what the rooms offer out of the database, as Arrow: without Python between the rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from baton.warehouse import offers
from baton.warehouse.offers import Column, Offer

if TYPE_CHECKING:
    import pyarrow as pa


@contextmanager
def database() -> Iterator[Any]:
    """A connection of its own that reads the database as it was at one moment."""
    if connection.vendor == "postgresql":
        from adbc_driver_postgresql import dbapi

        opened = dbapi.connect(_address())
    else:
        from adbc_driver_sqlite import dbapi

        opened = dbapi.connect(f"file:{connection.settings_dict['NAME']}?mode=ro")
    try:
        # The first statement begins a transaction: what is read together belongs together.
        with opened.cursor() as cursor:
            cursor.execute(_SNAPSHOT[connection.vendor])
        yield opened
    finally:
        opened.close()


_SNAPSHOT = {
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "SELECT 1",
}


def _address() -> str:
    from psycopg.conninfo import make_conninfo

    known = connection.get_connection_params()
    named = ("dbname", "user", "password", "host", "port", "sslmode", "service")
    return make_conninfo(**{name: known[name] for name in named if known.get(name)})


def voices(opened: Any, month: date | None) -> pa.Table:
    """Every contribution that counts, or those of a month: its key, body, moment and columns."""
    begin = offers.voices()
    statement = _statement(
        begin.offer,
        f"{begin.organisation} AS organisation",
        f"{begin.said_at} AS said_at",
        within=_within(month),
    )
    told = _read(opened, statement)
    # Of SQLite's columns nobody knows the type where there is no row.
    return told if told.num_rows else _with_text(told, "said_at")


def _with_text(empty: pa.Table, name: str) -> pa.Table:
    import pyarrow as pa

    place = empty.column_names.index(name)
    return empty.cast(empty.schema.set(place, pa.field(name, pa.string())))


def more(opened: Any, offer: Offer, month: date | None) -> pa.Table:
    """What an offer has of every contribution, or of those of a month."""
    within = ""
    if month:
        begin = offers.voices()
        keys = f"SELECT {begin.offer.contribution} FROM {begin.offer.table}"
        within = f"{offer.contribution} IN ({keys} WHERE {_within(month)})"
    return _read(opened, _statement(offer, within=within))


def _statement(offer: Offer, *further: str, within: str) -> str:
    asked = [f"{offer.contribution} AS contribution", *further, *map(_asked, offer.columns)]
    where = " AND ".join(filter(None, (offer.where, within)))
    statement = f"SELECT {', '.join(asked)} FROM {offer.table}"
    return f"{statement} WHERE {where}" if where else statement


def _asked(column: Column) -> str:
    # Of SQLite's columns the first rows tell the type: where these have nothing, it would guess.
    asked = f"COALESCE({column.asked}, '')" if column.kind == "code" else column.asked
    return f"{asked} AS {column.name}"


def _within(month: date | None) -> str:
    if month is None:
        return ""
    begin = offers.voices()
    first, after = (_moment(day) for day in (month, _next(month)))
    return (
        f"{begin.organisation} IN ({begin.organisations})"
        f" AND {begin.said_at} >= '{first}' AND {begin.said_at} < '{after}'"
    )


def _moment(day: date) -> str:
    """When a day begins in the installation's own time zone, as both databases write moments."""
    begins = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001
    plain = begins.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{plain}+00" if connection.vendor == "postgresql" else plain


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _read(opened: Any, statement: str) -> pa.Table:
    with opened.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetch_arrow_table()
