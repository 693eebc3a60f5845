# SPDX-License-Identifier: MIT
"""The table "told" that questions are asked of, in SQL that every engine understands: files of the
copy less who left since, with what each row counts for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from baton.warehouse import layout, offers
from baton.warehouse.compiling import Compiled, Source, columns_of
from baton.warehouse.layout import Copy
from baton.warehouse.offers import Grain

#: The types of what columns hold, as all engines name them.
TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "int16": "SMALLINT",
    "int8": "TINYINT",
    "bool": "BOOLEAN",
    "code": "STRING",
    "date": "DATE",
}
#: The day at which a month stands in the sums.
FIRST_DAY = "make_date(CAST((month - month % 12) / 12 AS INTEGER), month % 12 + 1, 1) AS day"


class Gone:
    """The contributions that left since the copy was written, and their months."""

    def __init__(self, left: Iterable[tuple[int, date]]) -> None:
        rows = list(left)
        self.contributions = [contribution for contribution, _ in rows]
        self.months = sorted({f"{month:%Y-%m}" for _, month in rows})


@dataclass(frozen=True, slots=True)
class Told:
    """What an engine makes "told" of.

    `read` gives what stands behind FROM for a source: for all of the list, or for some months of
    it. Sums have a `day` (`FIRST_DAY`). Who left is in the table "gone" of (number), where anybody
    did.
    """

    copy: Copy
    gone: Gone
    read: Callable[[Source, Collection[str] | None], str]

    def of(self, said: Compiled) -> str:
        """What a question is to be asked of."""
        if not self.copy.files:
            return _nothing(said.source)
        return self._rows(said) if said.source == "rows" else self._sums(said, said.source)

    def _rows(self, said: Compiled) -> str:
        """Every row of the months that matter but of those who left."""
        months = [name for name in self.copy.files if said.when.has(layout.number_of(name))]
        return _chosen(offers.columns(), self._staying(months)) if months else _nothing("rows")

    def _sums(self, said: Compiled, grain: Grain) -> str:
        """The sums, less what those counted for who left; of months that are cut, the rows."""
        columns = columns_of(grain, has_days=True)
        months = self.copy.files.keys()
        cuts = {name for name in months if layout.number_of(name) in said.when.cuts}
        summed = f"SELECT {', '.join((*columns, *offers.counts()))} FROM {self.read(grain, None)}"
        if cuts:
            summed += f" WHERE month NOT IN ({', '.join(map(str, said.when.cuts))})"
        parts = [summed]

        def of_rows(rows: str, sign: str = "") -> str:
            return _chosen(columns, paired(rows) if grain == "pairs" else rows, sign)

        if cuts:
            parts.append(of_rows(self._staying(sorted(cuts))))
        if less := [name for name in self.gone.months if name in months - cuts]:
            gone = "WHERE contribution IN (SELECT number FROM gone)"
            parts.append(of_rows(f"(SELECT * FROM {self.read('rows', less)} {gone})", "-"))
        return " UNION ALL ".join(parts)

    def _staying(self, months: Collection[str]) -> str:
        """What stands behind FROM for the rows of months but of those who left."""
        rows = self.read("rows", months)
        if not self.gone.contributions:
            return rows
        return f"(SELECT * FROM {rows} WHERE contribution NOT IN (SELECT number FROM gone))"


def _nothing(source: Source) -> str:
    """No row, with the columns of a source."""
    kinds = columns_of(source, has_days=True) | dict.fromkeys(offers.counts(), "int64")
    chosen = [f"CAST(NULL AS {TYPES[kind]}) AS {name}" for name, kind in kinds.items()]
    return f"SELECT {', '.join(chosen)} WHERE false"


def _chosen(columns: Iterable[str], rows: str, sign: str = "") -> str:
    """These columns of rows, with what each counts for."""
    counted = [f"{sign}CAST({truth} AS TINYINT) AS {n}" for n, truth in offers.counts().items()]
    return f"SELECT {', '.join((*columns, *counted))} FROM {rows}"


def paired(rows: str) -> str:
    """What stands behind FROM for rows, each as often as its contribution has something beside."""
    each = [
        f"SELECT contribution, {column.name} AS beside FROM {rows} WHERE {column.name} IS NOT NULL"
        for column in offers.beside()
    ]
    return f"(SELECT * FROM {rows} JOIN ({' UNION '.join(each)}) USING (contribution))"
