# SPDX-License-Identifier: MIT
"""Writing the copy from the database: all of it, or the months that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings

from baton.core import clock
from baton.warehouse import extract, held, layout, offers, told
from baton.warehouse.layout import Copy
from baton.warehouse.models import Change, Tombstone
from baton.warehouse.offers import Column, Grain

if TYPE_CHECKING:
    import duckdb

#: Notes that are taken away together.
_AT_ONCE = 500
#: Of so many months each is looked for; of more, everything is read.
_ONE_BY_ONE = 12
#: The copy is kept current on one processor, all day long: people need the others.
_BESIDE_OTHERS = "SET threads = 1"
#: Rows of a part of a file that is read, or passed over, as a whole.
_ROW_GROUP = 122_880


def rebuild() -> Copy:
    """Write the whole copy anew from the database; returns its list."""
    with layout.lock(wait=True):
        seen, began = _waiting(), clock.now()
        with _joined() as memory:
            files = {month: _write(memory, month) for month in _there(memory)}
        copy = Copy(files, began, offers.written())
        layout.publish(copy)
        _forget(*seen)
    return copy


def refresh(only: Collection[date] | None = None, *, wait: bool = False) -> list[str]:
    """Write those months anew of which something changed, or of these the `only` ones; returns
    them, as "2026-11".

    Where the copy has other columns than are offered now, or there is none, all of it is written.
    Raises LockedElsewhere where `wait` is false and somebody else is writing.
    """
    if layout.current().columns != offers.written():
        # Of a copy that was never made, nobody needs to be forgotten.
        return list(rebuild().files) if only is None else []
    with layout.lock(wait=wait):
        changes, tombstones = _waiting(only)
        months = _months(changes, tombstones)
        if not months:
            return []
        copy, began = layout.current(), clock.now()
        files = dict(copy.files)
        asked = months if len(months) <= _ONE_BY_ONE else None
        with _joined(asked, setting=_BESIDE_OTHERS) as memory:
            there = _there(memory)
            for name in map(_name, months):
                files.pop(name, None)
                if name in there:
                    files[name] = _write(memory, name)
        # As at: what was not asked for now may be older.
        layout.publish(replace(copy, files=files, as_at=began if only is None else copy.as_at))
        _forget(changes, tombstones)
    return list(map(_name, months))


def verify() -> list[str]:
    """The months in which copy and database differ, though nothing waits to be written there."""
    with layout.lock(wait=True), _joined() as memory:
        changes, tombstones = _waiting()
        waiting = set(map(_name, _months(changes, tombstones)))
        files = layout.current().files
        there = _printed(memory, "copy")
        copied = {
            month: _printed(memory, held.read([name])).get(month) for month, name in files.items()
        }
    months = sorted(there.keys() | copied.keys())
    return [
        month for month in months if month not in waiting and there.get(month) != copied.get(month)
    ]


def _printed(memory: duckdb.DuckDBPyConnection, rows: str) -> dict[str, Any]:
    """A fingerprint of each month's rows."""
    found = memory.execute(_fingerprints(rows)).fetchall()
    return {layout.name_of(month): printed for month, printed in found}


def _fingerprints(rows: str) -> str:
    # Which row of a contribution is its first is a choice: that there is one is what counts.
    same = [name for name in offers.columns() if "first" not in name.split("_")]
    firsts = [name for name in offers.columns() if "first" in name.split("_")]
    counted = [f"sum(CAST({name} AS INTEGER))" for name in firsts]
    printed = ("count(*)", f"sum(hash(({', '.join(same)})))", *counted)
    return f"SELECT month, ({', '.join(printed)}) FROM {rows} GROUP BY month"


def _waiting(only: Collection[date] | None = None) -> tuple[list[Change], list[Tombstone]]:
    """What asks for months to be written; looked at before the database is read."""
    changes, tombstones = Change.objects.order_by("pk"), Tombstone.objects.all()
    if only is not None:
        changes, tombstones = changes.filter(month__in=only), tombstones.filter(month__in=only)
    return list(changes), list(tombstones)


def _months(changes: Iterable[Change], tombstones: Iterable[Tombstone]) -> list[date]:
    return sorted({each.month for each in changes} | {each.month for each in tombstones})


def _there(memory: duckdb.DuckDBPyConnection) -> list[str]:
    """The months of which there are rows."""
    found = memory.execute("SELECT DISTINCT month FROM copy ORDER BY 1").fetchall()
    return [layout.name_of(month) for (month,) in found]


def _name(month: date) -> str:
    return f"{month:%Y-%m}"


def _forget(changes: Iterable[Change], tombstones: Iterable[Tombstone]) -> None:
    """Only what was seen before reading, and only now: a crash before this does it once more."""
    for rows, seen in ((Change.objects, changes), (Tombstone.objects, tombstones)):
        keys = [each.pk for each in seen]
        for start in range(0, len(keys), _AT_ONCE):
            rows.filter(pk__in=keys[start : start + _AT_ONCE]).delete()


@contextmanager
def _joined(
    months: Collection[date] | None = None, *, setting: str = ""
) -> Iterator[duckdb.DuckDBPyConnection]:
    """What is offered of some months, or of every one, joined in memory as the table "copy"."""
    import duckdb

    with duckdb.connect() as memory:
        memory.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false;" + setting)
        voices, *others = extract.read(months)
        memory.register("voices", voices)
        for number, table in enumerate(others):
            memory.register(f"offer_{number}", table)
        memory.execute(_join())
        yield memory


def _join() -> str:
    chosen, joins = [], []
    tables = [("voices", offers.voices().offer)]
    tables += [(f"offer_{number}", offer) for number, offer in enumerate(offers.offers())]
    for name, offer in tables:
        if name != "voices":
            joins.append(f"LEFT JOIN {name} ON {name}.contribution = voices.contribution")
        chosen += [_cast(f"{name}.{column.name}", column) for column in offer.columns]
    day = f"CAST(timezone('{settings.TIME_ZONE}', CAST(said_at AS TIMESTAMPTZ)) AS DATE)"
    return f"""
        CREATE TABLE copy AS
        WITH told AS (
            SELECT voices.contribution, CAST(organisation AS INTEGER) AS organisation,
                   {day} AS day, {", ".join(chosen)}
            FROM voices {" ".join(joins)}
        )
        SELECT *, CAST(12 * year(day) + month(day) - 1 AS INTEGER) AS month,
               {", ".join(_of_whole_contributions())}
        FROM told
        ORDER BY month, organisation, day, contribution
    """


def _cast(value: str, column: Column) -> str:
    if column.kind == "code":
        value = f"NULLIF(CAST({value} AS STRING), '')"
    return f"CAST({value} AS {told.TYPES[column.kind]}) AS {column.name}"


def _of_whole_contributions() -> Iterator[str]:
    """What a row says of all rows of its contribution."""
    yield "row_number() OVER (PARTITION BY contribution) = 1 AS is_first"
    for column in offers.offered():
        name = column.name
        if column.counts:
            first = f"row_number() OVER (PARTITION BY contribution, {name}) = 1"
            yield f"{name} IS NOT NULL AND {first} AS first_{name}"
        if column.as_bits:
            yield f"count(DISTINCT {name}) OVER (PARTITION BY contribution) AS {name}_number"
            for part, place in (("low", name), ("high", f"{name} - {offers.BITS}")):
                is_here = f"{place} >= 0 AND {place} < {offers.BITS}"
                bit = f"CASE WHEN {is_here} THEN 1::BIGINT << ({place}) ELSE 0 END"
                yield f"bit_or({bit}) OVER (PARTITION BY contribution) AS {name}_{part}"


def _write(memory: duckdb.DuckDBPyConnection, month: str) -> str:
    path = layout.new_file(month)
    name = path.relative_to(layout.folder()).as_posix()
    # The rows of a month lie together, in their order.
    one = f"(SELECT * FROM copy WHERE month = {layout.number_of(month)})"
    _save(memory, f"SELECT {', '.join(offers.columns())} FROM {one}", name)
    _save(memory, _summed("sums", one), layout.sums_of(name, "sums"))
    _save(memory, _summed("pairs", told.paired(one)), layout.sums_of(name, "pairs"))
    return name


def _summed(grain: Grain, rows: str) -> str:
    by = ", ".join(offers.sums(grain))
    # As whole numbers: what DuckDB makes of a plain sum, Parquet would keep as a fraction.
    counted = [
        f"CAST(count(*) FILTER ({truth}) AS INTEGER) AS {name}"
        for name, truth in offers.counts().items()
    ]
    return f"SELECT {by}, {', '.join(counted)} FROM {rows} GROUP BY {by} ORDER BY organisation"


def _save(memory: duckdb.DuckDBPyConnection, rows: str, name: str) -> None:
    kind = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP}"
    memory.execute(f"COPY ({rows}) TO '{layout.folder() / name}' ({kind})")
