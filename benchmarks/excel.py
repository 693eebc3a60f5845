# SPDX-License-Identifier: MIT
"""Reading a workbook: rows a second through Baton's reader, beside fastexcel alone.

Both read the same sheet of 13 columns as text. Baton opens it in a process of its own, finds the
heading and gives row after row; fastexcel gives one table of Arrow. In turns, the median of each.
`python -m benchmarks excel` reads 100,000 rows; ROWS=… before it, as many.
"""

from __future__ import annotations

import csv
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import _data, _databases

ROWS = 100_000
TURNS = 5


def main() -> None:
    rows = int(os.environ.get("ROWS", ROWS))
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        path = Path(folder) / "comments.xlsx"
        _write(path, rows)
        print(_databases.when_and_where())
        size = path.stat().st_size / 1e6
        print(f"{rows:,} rows of {len(_data.HEADER)} columns, {size:,.1f} MB, {TURNS} turns each\n")
        taken = _in_turns(path, rows, {"fastexcel alone": _fastexcel, "Baton": _baton})
    print(f"{'':18}{'s':>8}{'rows/s':>12}{'× fastexcel':>14}")
    for name, seconds in taken.items():
        ratio = taken["fastexcel alone"] / seconds
        print(f"{name:18}{seconds:8.2f}{rows / seconds:12,.0f}{ratio:14.2f}")


def _write(path: Path, rows: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Comments")
    text = path.with_suffix(".csv")
    _data.write_csv(text, rows)
    with text.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    book.save(path)


def _in_turns(path: Path, rows: int, ways: dict[str, Callable[[Path], int]]) -> dict[str, float]:
    """The median of the seconds that each takes, after one turn that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS + 1):
        for name, read in ways.items():
            began = time.perf_counter()
            found = read(path)
            taken[name].append(time.perf_counter() - began)
            assert found == rows, f"{name} read {found:,} rows"
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def _fastexcel(path: Path) -> int:
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    # It reads on demand: this is what polars or pyarrow would ask it for.
    assert sheet.__arrow_c_array__()
    return sheet.height


def _baton(path: Path) -> int:
    """As an upload is read: taken apart in a process of its own, and then row by row."""
    from baton.listening.channels.upload import opening
    from baton.listening.channels.upload.table import open_table

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        parts = opening.open_apart(path, Path(folder))
        return sum(1 for part in parts.tables for _ in open_table(Path(part.path)).rows())


if __name__ == "__main__":
    main()
