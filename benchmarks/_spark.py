# SPDX-License-Identifier: MIT
"""`make bench-spark`: every question of the dashboards on Spark in this machine and on DuckDB, over
the same copy. The answers must be equal, and on a small case equal to the plain ORM's.

`ROWS=1000000` before it fills more.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict

from benchmarks import _databases

ROWS = 20_000
SMALL = 1_000


def main() -> None:
    if shutil.which("java") is None:
        sys.exit(
            "Spark needs Java 17, which this machine lacks: apt-get install openjdk-17-jre-headless"
        )
    print(_databases.when_and_where())
    call = "import sys; from benchmarks import _spark; _spark.here(int(sys.argv[1]), sys.argv[2])"
    for rows, beside in ((SMALL, "plain"), (int(os.environ.get("ROWS", ROWS)), "")):
        with _databases.environment("SQLite") as variables:
            # Of so few rows, many parts would each cost more than their work.
            options = (
                "--driver-memory 2g --conf spark.sql.shuffle.partitions=2"
                " --conf spark.sql.sources.parallelPartitionDiscovery.threshold=1000"
                " --conf spark.ui.showConsoleProgress=false pyspark-shell"
            )
            variables |= {"PYSPARK_SUBMIT_ARGS": options, "SPARK_LOCAL_IP": "127.0.0.1"}
            command = [sys.executable, "-c", call, str(rows), beside]
            subprocess.run(command, env=variables, check=True)


def here(rows: int, beside: str) -> None:
    """Fill the database that this process finds, ask both engines, and compare."""
    _databases.migrate()
    from django.conf import settings

    from baton.listening import operations
    from baton.listening.models import Contribution
    from baton.understanding.counting.selection import Asked
    from baton.warehouse import engine, writing
    from benchmarks import dashboards
    from benchmarks._asking import KINDS, Dice
    from tests.harness import counting

    board = dashboards.fill(rows)
    writing.rebuild()
    # Who left since is subtracted from every read.
    for each in Contribution.objects.order_by("respondent")[:20]:
        operations.withdraw(each, by="bench")
    of_each = {key: number % 5 for number, key in enumerate(board.stated)}
    dice = Dice(board, seed=11)
    taken: dict[str, list[float]] = defaultdict(list)
    for number, kinds in enumerate(((), *((each,) for each in KINDS), ("theme", "score"))):
        # A body and the whole tree in turn.
        asked = Asked(board.organisation, dice.filters(*kinds, tree=number % 2 == 1))
        plain = counting.Plain(asked, of_each) if beside else None
        tables = counting.tables_of(asked, of_each)
        for name, question in counting.asked_of(asked):
            answers = {}
            for each in engine.ENGINES:
                settings.BATON_WAREHOUSE_ENGINE = each
                began = time.perf_counter()
                answers[each] = counting.told(engine.Reader().ask(question, tables), asked)
                taken[each].append(time.perf_counter() - began)
            where = f"{name} under {asked.filters.params() or 'no filter'}"
            assert answers["duckdb"] == answers["spark"], f"the engines differ: {where}"
            if plain:
                differs = f"the copy and the tables differ: {where}"
                assert answers["duckdb"] == plain.told(question), differs
    print(
        f"{rows:,} comments: {len(taken['spark'])} questions, the same answers on both engines",
        end="",
    )
    print(" and by the plain ORM" if beside else "")
    for each, times in taken.items():
        first, *others = times
        print(f"  {each:8} the first {first:.1f} s, then median {statistics.median(others):.2f} s")


if __name__ == "__main__":
    main()
