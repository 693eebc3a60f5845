# SPDX-License-Identifier: MIT
"""Reading what the rooms offer out of the database, as Arrow: without Python between the rows, and
by a process that has no other connection to it (`apart` says why)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from baton.warehouse import offers
from baton.warehouse.offers import Column, Offer

if TYPE_CHECKING:
    import pyarrow as pa


class NotRead(RuntimeError):
    """The process that reads the database ended before its time. The message is what it said."""


def read(months: Collection[date] | None = None) -> list[pa.Table]:
    """What is offered of every contribution that counts, or of those of some months, as at one
    moment: first the voices (key, body, moment and columns), then each offer in its turn."""
    within = _within(months)
    statements = [_of_voices(within), *(_of_offer(each, within) for each in offers.offers())]
    first, *others = _carried_out(statements)
    # Of SQLite's columns nobody knows the type where there is no row.
    return [first if first.num_rows else _with_text(first, "said_at"), *others]


def _carried_out(statements: Sequence[str]) -> list[pa.Table]:
    import pyarrow as pa

    question = {
        "vendor": connection.vendor,
        "address": _address(),
        "statements": list(statements),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "baton.warehouse.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # It speaks of columns and never of words: none is asked for.
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            process.stdin.write(json.dumps(question).encode())
            process.stdin.close()
            return [pa.ipc.open_stream(process.stdout).read_all() for _ in statements]
        except (pa.ArrowInvalid, BrokenPipeError):
            raise NotRead(process.stderr.read().decode(errors="replace")[-2000:]) from None
        finally:
            process.kill()


def _address() -> str:
    if connection.vendor == "sqlite":
        return f"file:{connection.settings_dict['NAME']}?mode=ro"
    from psycopg.conninfo import make_conninfo

    known = connection.get_connection_params()
    named = ("dbname", "user", "password", "host", "port", "sslmode", "service")
    return make_conninfo(**{name: known[name] for name in named if known.get(name)})


def _of_voices(within: str) -> str:
    begin = offers.voices()
    return _statement(
        begin.offer,
        f"{begin.organisation} AS organisation",
        f"{begin.said_at} AS said_at",
        within=within,
    )


def _of_offer(offer: Offer, within: str) -> str:
    if within:
        begin = offers.voices()
        keys = f"SELECT {begin.offer.contribution} FROM {begin.offer.table} WHERE {within}"
        within = f"{offer.contribution} IN ({keys})"
    return _statement(offer, within=within)


def _with_text(empty: pa.Table, name: str) -> pa.Table:
    import pyarrow as pa

    place = empty.column_names.index(name)
    return empty.cast(empty.schema.set(place, pa.field(name, pa.string())))


def _statement(offer: Offer, *further: str, within: str) -> str:
    asked = [f"{offer.contribution} AS contribution", *further, *map(_asked, offer.columns)]
    where = " AND ".join(filter(None, (offer.where, within)))
    statement = f"SELECT {', '.join(asked)} FROM {offer.table}"
    return f"{statement} WHERE {where}" if where else statement


def _asked(column: Column) -> str:
    # Of SQLite's columns the first rows tell the type: where these have nothing, it would guess.
    asked = f"COALESCE({column.asked}, '')" if column.kind == "code" else column.asked
    return f"{asked} AS {column.name}"


def _within(months: Collection[date] | None) -> str:
    if months is None:
        return ""
    begin = offers.voices()
    each = [
        f"{begin.said_at} >= '{_moment(month)}' AND {begin.said_at} < '{_moment(_next(month))}'"
        for month in sorted(months)
    ]
    return f"{begin.organisation} IN ({begin.organisations}) AND ({' OR '.join(each)})"


def _moment(day: date) -> str:
    """When a day begins in the installation's own time zone, as both databases write moments."""
    begins = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001
    plain = begins.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{plain}+00" if connection.vendor == "postgresql" else plain


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
