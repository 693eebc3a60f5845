# SPDX-License-Identifier: MIT
"""The same CSV file by the databases' own means, and by django-import-export: what Baton is beside.

The bare ones load text into a table without an index: nothing is checked, nothing is found again.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

from benchmarks import _data

#: How often the bare import is timed: it is short, and others use the machine too.
TIMES = 3
_FIELDS = tuple(name.lower().replace(" ", "_").strip("?") for name in _data.HEADER)


def load(path: Path) -> tuple[float, str]:
    """Seconds that this process's kind of database takes (the median), and by what."""
    from django.db import connection

    way = _copy if connection.vendor == "postgresql" else _sqlite_import
    taken = [way(path) for _ in range(TIMES)]
    return statistics.median(seconds for seconds, _ in taken), taken[0][1]


def _sqlite_import(path: Path) -> tuple[float, str]:
    """SQLite's own program, or Python's module where there is no program."""
    columns = ", ".join(f'"{name}" TEXT' for name in _data.HEADER)
    database = path.with_suffix(".sqlite3")
    with sqlite3.connect(database) as bare:
        bare.execute(f"CREATE TABLE comments ({columns})")
    program = shutil.which("sqlite3")
    began = time.perf_counter()
    if program:
        command = f".import --csv --skip 1 '{path}' comments"
        subprocess.run([program, database, command], check=True)
    else:
        marks = ", ".join("?" for _ in _data.HEADER)
        with sqlite3.connect(database) as bare, path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            bare.executemany(f"INSERT INTO comments VALUES ({marks})", rows)
    taken = time.perf_counter() - began
    database.unlink()
    return taken, "sqlite3 .import" if program else "executemany"


def _copy(path: Path) -> tuple[float, str]:
    """PostgreSQL's COPY."""
    from django.db import connection

    columns = ", ".join(f'"{name}" text' for name in _data.HEADER)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({columns})")
        began = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN (FORMAT csv, HEADER)") as copy, path.open("rb") as f:
            while block := f.read(1 << 16):
                copy.write(block)
        taken = time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
    return taken, "COPY"


def import_export(path: Path) -> float:
    """Seconds that django-import-export takes, as its documentation advises for large files.

    A table of the file's 13 columns with a unique id, in this process's database; rows in bulk, no
    differences worked out, ids looked up at once and not one by one, all in one transaction.
    """
    import tablib
    from django.db import connection, models
    from import_export import resources
    from import_export.instance_loaders import CachedInstanceLoader

    meta = type("Meta", (), {"app_label": "benchmarks", "db_table": "bench_peer"})
    columns: dict[str, object] = {name: models.TextField() for name in _FIELDS}
    columns["comment_id"] = models.CharField(max_length=20, unique=True)
    model = type("Peer", (models.Model,), {**columns, "Meta": meta, "__module__": __name__})
    options = {
        "model": model,
        "fields": _FIELDS,
        "import_id_fields": ("comment_id",),
        "instance_loader_class": CachedInstanceLoader,
        "use_bulk": True,
        "skip_diff": True,
        "batch_size": 1000,
        "use_transactions": True,
    }
    resource = type("PeerResource", (resources.ModelResource,), {"Meta": type("Meta", (), options)})
    with connection.schema_editor() as schema:
        schema.create_model(model)
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        data = tablib.Dataset().load(file, format="csv")
    rows = data.height
    data.headers = list(_FIELDS)
    result = resource().import_data(data, raise_errors=True)
    taken = time.perf_counter() - began
    assert result.totals["new"] == model.objects.count() == rows, "the peer lost rows"
    with connection.schema_editor() as schema:
        schema.delete_model(model)
    return taken
