# SPDX-License-Identifier: MIT
"""How dashboards grow: the same figures at 10,000, 100,000 and 1,000,000 comments of 2.7 codings.

`MOST=5000000` before it goes on to five million: some 6 GB and a quarter of an hour.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

from benchmarks import _databases

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
MOST = 1_000_000
TURNS = 40
#: What is asked for at each size, and what answers it.
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("from the sums", ("service", "months")),
    ("from the pairs", ("theme",)),
    ("from the rows", ("theme", "score")),
)


def main() -> None:
    print(_databases.when_and_where())
    print(f"{'comments':>10}{'codings':>11}{'written':>9}{'a month':>9}{'MB':>7}", end="")
    print("".join(f"{name:>17}" for name, _ in ASKED), "(ms of computing)", flush=True)
    most = int(os.environ.get("MOST", MOST))
    call = "import sys; from benchmarks import growth; growth.here(int(sys.argv[1]))"
    for rows in SIZES:
        if rows <= most:
            with _databases.environment("SQLite") as variables:
                command = [sys.executable, "-c", call, str(rows)]
                subprocess.run(command, env=variables, check=True)


def here(rows: int) -> None:
    """Fill the database that this process finds, and print one line."""
    _databases.migrate()
    from baton.understanding.counting.questions import themes_by_month
    from baton.understanding.counting.selection import Asked
    from baton.understanding.models import Coding
    from baton.warehouse import engine, held, layout, operations, writing
    from benchmarks import _data, _filling
    from benchmarks._asking import Dice

    board = _filling.body("Board")
    _filling.fill(board, rows, spoken_of=_data.TALKATIVE)
    began = time.perf_counter()
    writing.rebuild()
    written = time.perf_counter() - began
    operations.changed([_data.LAST_DAY])
    began = time.perf_counter()
    writing.refresh()
    month = time.perf_counter() - began
    size = sum(path.stat().st_size for path in layout.folder().glob("month=*/*"))
    codings = Coding.objects.exclude(verdict="removed").count()
    print(f"{rows:10,}{codings:11,}{written:8.1f}s{month:8.1f}s{size / 1e6:7.1f}", end="")
    dice = Dice(board, seed=17)
    for _, kinds in ASKED:
        engine.Reader().ask(
            themes_by_month(Asked(board.organisation, dice.filters(*kinds)).selection)
        )
        # Rows are held by another thread, once they are asked for.
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and thread.name == held.READING:
                thread.join()
        began = time.process_time()
        for _ in range(TURNS):
            engine.forget()
            asked = Asked(board.organisation, dice.filters(*kinds))
            engine.Reader().ask(themes_by_month(asked.selection), asked.tables)
        print(f"{1000 * (time.process_time() - began) / TURNS:17.1f}", end="", flush=True)
    print()


if __name__ == "__main__":
    main()
