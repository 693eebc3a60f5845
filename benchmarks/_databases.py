# SPDX-License-Identifier: MIT
"""An empty Baton of a benchmark's own on each database, in a process of its own, thrown away."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from tests.harness import postgresql

NAMES = ("SQLite", "PostgreSQL")

#: The tests' cluster forgets in a crash what was written last; what is timed here must not. It has
#: a quarter of a small server's memory.
_LASTING = "-c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB"


def on_each(module: str, *arguments: str | Path) -> None:
    """Run `here(*arguments)` of a benchmark's module on SQLite, then on PostgreSQL."""
    for name in NAMES:
        print(f"\n### {name}\n", flush=True)
        with environment(name) as variables:
            call = f"import sys; from benchmarks import {module}; {module}.here(*sys.argv[1:])"
            subprocess.run([sys.executable, "-c", call, *arguments], env=variables, check=True)


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """The variables under which Baton finds an empty folder and an empty database."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BATON_")},
            "BATON_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "baton.config.settings",
        }
        if database == "SQLite":
            yield variables
            return
        with patch.object(postgresql, "QUICK", _LASTING):
            cluster = postgresql.start()
        try:
            yield variables | {"BATON_DATABASE_URL": cluster.create("baton")}
        finally:
            cluster.stop()


def when_and_where() -> str:
    """The day and the machine, as they stand above figures; and what else it was doing."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC; {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}; load at the start {os.getloadavg()[0]:.1f}"
    )


def check_lasting() -> None:
    """Stop where a commit would not outlast a power cut: its time would mean nothing."""
    from django.db import connection

    asked = {
        "sqlite": {"PRAGMA synchronous": 2, "PRAGMA journal_mode": "wal"},
        "postgresql": {"SHOW fsync": "on", "SHOW synchronous_commit": "on"},
    }
    with connection.cursor() as cursor:
        for question, wanted in asked[connection.vendor].items():
            cursor.execute(question)
            answer = cursor.fetchone()[0]
            assert answer == wanted, f"{question} says {answer}, not {wanted}"


def migrate() -> None:
    """Set Django up and make Baton's tables."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
