# SPDX-License-Identifier: MIT
"""The copy as DuckDB reads it: from its files, or from tables in memory that hold what they say.

Its sums are always held, its rows while they are few enough: read from memory they take half the
computing. What a list of files says never changes, so one table, the base, holds a whole list; of
the lists after it, only the months written since are read, each into a table beside the base, until
these are so many that a new base is made.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from baton.warehouse import layout
from baton.warehouse.compiling import SOURCES, Source
from baton.warehouse.told import FIRST_DAY

if TYPE_CHECKING:
    import duckdb

#: So many months may stand beside the base.
_BESIDE = 6
#: So many are kept at most, for readers whose list is not the newest.
_BESIDE_KEPT = 2 * _BESIDE
#: So many months are read before what was read is compressed.
_AT_ONCE = 2
#: Rows are held while their files together have no more bytes than this: of some five million
#: codings, which take 65 MB of memory.
MOST_BYTES = 32_000_000
#: The name of the thread that reads them.
READING = "baton-rows"


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is held of one source: the base with the file that it holds of each month, and other
    files, each in a table."""

    base: str
    files: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)

    def other(self, files: Mapping[str, str]) -> dict[str, str]:
        """The files of a list that the base does not hold, by their months."""
        return {month: file for month, file in files.items() if self.files.get(month) != file}

    def hold(self, files: Mapping[str, str]) -> bool:
        return all(file in self.beside for file in self.other(files).values())

    def of(self, files: Mapping[str, str], months: Collection[str] | None) -> str:
        """What stands behind FROM for these months of a list (None: all of it)."""
        other = self.other(files)
        out = self.files.keys() - (files.keys() - other.keys())
        if months is None or files.keys() <= set(months):
            where = f" WHERE month NOT IN ({_numbers(out)})" if out else ""
        else:
            where = f" WHERE month IN ({_numbers(set(months) - out) or 'NULL'})"
        beside = [
            self.beside[file]
            for month, file in sorted(other.items())
            if months is None or month in months
        ]
        if not where and not beside:
            return self.base
        parts = [f"{self.base}{where}", *beside]
        return f"({' UNION ALL '.join(f'SELECT * FROM {part}' for part in parts)})"


def _numbers(months: Iterable[str]) -> str:
    return ", ".join(str(layout.number_of(month)) for month in sorted(months))


class Held:
    """What one DuckDB holds of the copy; for all threads."""

    def __init__(self, opened: duckdb.DuckDBPyConnection) -> None:
        self._opened = opened
        self._locks = {source: threading.Lock() for source in SOURCES}
        self._later = threading.Lock()
        self._made = 0
        self._tables: dict[Source, _Tables] = {}
        for source in SOURCES:
            # Compressed, they take a sixth of the memory, and are read no slower. Each has one of
            # its own, because a database is compressed while nobody writes to it.
            opened.execute(f"ATTACH ':memory:' AS held_{source} (COMPRESS true)")

    def of(
        self, files: Mapping[str, str], source: Source, months: Collection[str] | None = None
    ) -> str:
        """What stands behind FROM for a source: for these months of a list (None: all of it).

        Of sums with their `FIRST_DAY`. Raises FileGone, or duckdb.IOException, where a file is
        gone.
        """
        if source == "rows" and not self._has_rows(files):
            return read(files[month] for month in months or files)
        return self._found(files, source).of(files, months)

    def _has_rows(self, files: Mapping[str, str]) -> bool:
        """Whether a list's rows are held, or nearly; if not and they are few, they soon will be.

        Reading them takes a second, for which nobody is made to wait.
        """
        if not _are_few(files):
            return False
        found = self._tables.get("rows")
        if found is not None and len(found.other(files)) <= _BESIDE:
            return True
        if self._later.acquire(blocking=False):
            threading.Thread(target=self._hold_rows, args=(files,), name=READING).start()
        return False

    def _hold_rows(self, files: Mapping[str, str]) -> None:
        import duckdb

        try:
            self._found(files, "rows")
        except duckdb.IOException:
            pass  # there is a newer list: who asks of it sees to its rows
        finally:
            self._later.release()

    def _found(self, files: Mapping[str, str], source: Source) -> _Tables:
        found = self._tables.get(source)
        if found is None or not found.hold(files):
            with self._locks[source]:
                found = self._tables[source] = self._holding(files, source)
        return found

    def _holding(self, files: Mapping[str, str], source: Source) -> _Tables:
        found = self._tables.get(source)
        if found is not None and found.hold(files):
            return found  # by another thread, which held the lock before
        if found is None or len(found.other(files)) > _BESIDE:
            new = _Tables(self._table(list(files.values()), source), dict(files))
            old = [found.base, *found.beside.values()] if found else []
        else:
            added = {
                file: self._table([file], source)
                for file in found.other(files).values()
                if file not in found.beside
            }
            beside = {**found.beside, **added}
            # Those of this list are needed, whenever they were read; of the others, the newest.
            needed = set(found.other(files).values())
            others = [file for file in beside if file not in needed]
            gone = set(others[: max(0, len(beside) - _BESIDE_KEPT)])
            kept = {file: table for file, table in beside.items() if file not in gone}
            new = _Tables(found.base, found.files, kept)
            old = [beside[file] for file in gone]
        for table in old:
            # Who would still read it is told that its list is no longer true, and asks anew.
            self._opened.cursor().execute(f"DROP TABLE {table}")
        return new

    def _table(self, files: list[str], source: Source) -> str:
        """A new table that holds what these files say."""
        self._made += 1
        name = f"held_{source}.files_{self._made}"
        if source != "rows":
            files = [layout.sums_of(file, source) for file in files]
        chosen = "*" if source == "rows" else f"*, {FIRST_DAY}"
        cursor = self._opened.cursor()
        cursor.execute(f"CREATE TABLE {name} AS SELECT {chosen} FROM {read(files)} LIMIT 0")
        try:
            for first in range(0, len(files), _AT_ONCE):
                some = read(files[first : first + _AT_ONCE])
                cursor.execute(f"INSERT INTO {name} SELECT {chosen} FROM {some}")
                self._compress(source, cursor)
        except BaseException:
            cursor.execute(f"DROP TABLE {name}")
            raise
        return name

    def _compress(self, source: Source, cursor: duckdb.DuckDBPyConnection) -> None:
        """What was read is compressed by this and not before; if not now, then with the next."""
        import duckdb

        with suppress(duckdb.TransactionException):
            cursor.execute(f"CHECKPOINT held_{source}")


def _are_few(files: Mapping[str, str]) -> bool:
    try:
        sizes = [(layout.folder() / file).stat().st_size for file in files.values()]
    except FileNotFoundError:
        raise layout.FileGone from None
    return sum(sizes) <= MOST_BYTES


def read(files: Iterable[str]) -> str:
    """What stands behind FROM to read files of the copy, each by its name in the list."""
    paths = [str(layout.folder() / name).replace("'", "''") for name in files]
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"
