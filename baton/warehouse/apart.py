# SPDX-License-Identifier: MIT
"""The process that reads the database as Arrow: asked on its standard input, it answers on its
output.

    python -m baton.warehouse.apart

`extract` starts it. ADBC brings an SQLite of its own; where two of them have the same file open in
one process, closing one drops the locks of the other, and the database is no longer safe. So it
lives in a process that has no other, and needs no Django.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

import pyarrow as pa


def main(asked: BinaryIO, answers: BinaryIO) -> None:
    """Carry the statements out, as at one moment, and answer each with a stream of Arrow."""
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    question = json.load(asked)
    opened = _connect(question["vendor"], question["address"])
    with opened.cursor() as cursor:
        # Without this each statement of PostgreSQL's would see the database of its own moment; on
        # SQLite the first that reads begins what the others see too.
        if question["vendor"] == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for statement in question["statements"]:
            cursor.execute(statement)
            found = cursor.fetch_record_batch()
            with pa.ipc.new_stream(answers, found.schema) as stream:
                for batch in found:
                    stream.write_batch(batch)
            answers.flush()
    opened.close()


def _connect(vendor: str, address: str) -> Any:
    if vendor == "postgresql":
        from adbc_driver_postgresql import dbapi
    else:
        from adbc_driver_sqlite import dbapi
    return dbapi.connect(address)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
