# SPDX-License-Identifier: MIT
"""Surveys answered while a large file is taken in, into the same body: how long each one waits.

Two other processes send 200 answers a second through the one door, as web requests would, on
connections of their own. The answers are due at fixed times whether or not the last one was stored
(an open loop), and each is timed from when it was due: what waits behind a slow one counts as slow.
`python -m benchmarks alongside` takes in 100,000 rows meanwhile; ROWS=1000000 before it, a million.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import _bare, _data, _databases

if TYPE_CHECKING:
    from baton.listening.heard import Heard

ROWS = 100_000
A_SECOND = 200
#: As `baton run --workers 2` does: Python's threads share one core.
PROCESSES = 2
THREADS = 4
#: Seconds of writing at most, however long the import takes.
MOST = 300
#: Seconds after the end in which what was due before is still sent; the rest counts as errors.
PATIENCE = 30
#: Seconds of writing with nothing beside it, to compare with.
ALONE = 5


def main() -> None:
    rows = int(os.environ.get("ROWS", ROWS))
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        path = Path(folder) / "comments.csv"
        _data.write_csv(path, rows)
        print(_databases.when_and_where())
        print(f"{rows:,} rows taken in, beside {A_SECOND} answers a second")
        _databases.on_each("alongside", path)


def here(name: str) -> None:
    """Take the file in and send answers, in the database that this process finds."""
    path = Path(name)
    _databases.migrate()
    from baton.people.operations import create_organisation
    from benchmarks.importing import take_in

    organisation = create_organisation("Bench", "icb", by="bench")
    bare, taken_by = _bare.load(path)
    print(f"{'answers':20}{'sent':>8}{'a second':>10}{'errors':>8}{'p50':>10}{'p95':>8}{'max':>8}")
    with _writing(organisation.pk, "alone") as alone:
        time.sleep(ALONE)
    _line("nothing beside", alone)
    with _writing(organisation.pk, "beside") as beside:
        upload, taken = take_in(path, organisation)
    _line("during the import", beside)
    print(f"import meanwhile: {taken:.2f} s, {upload.rows / taken:,.0f} rows/s, ", end="")
    print(f"{taken / bare:.1f} × bare {taken_by} ({bare:.2f} s, nothing beside it)")
    _databases.check_lasting()
    stored = organisation.contributions.filter(channel="survey").count()
    assert stored == alone["stored"] + beside["stored"], "an answer is missing"
    assert upload.received == upload.rows == _data.count_rows(path), "a row is missing"


def _line(what: str, figures: dict[str, Any]) -> None:
    print(
        f"{what:20}{figures['stored']:8,}{figures['rate']:10.0f}{len(figures['errors']):8}"
        f"{figures['p50']:7.0f} ms{figures['p95']:5.0f} ms{figures['max']:5.0f} ms",
        flush=True,
    )
    for error, times in Counter(figures["errors"]).most_common(5):
        print(f"  {times:,} × {error}")


@contextmanager
def _writing(organisation: int, name: str) -> Iterator[dict[str, Any]]:
    """Have other processes write meanwhile; what they measured is in the dictionary afterwards."""
    call = "import sys; from benchmarks import alongside; alongside.write(*sys.argv[1:])"
    figures: dict[str, Any] = {}
    with ExitStack() as stack:
        others = [
            stack.enter_context(
                subprocess.Popen(
                    (sys.executable, "-c", call, str(organisation), name, str(share)),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for share in range(PROCESSES)
        ]
        try:
            _hear(others)
            _tell(others, "begin")
            yield figures
            _tell(others, "end")
            parts = [json.loads(said) for said in _hear(others)]
        except BaseException:
            for other in others:
                other.kill()
            raise
    waited = sorted(each for part in parts for each in part["waited"])
    figures["stored"] = len(waited) + sum(part["warmed"] for part in parts)
    figures["rate"] = len(waited) / max(part["took"] for part in parts)
    figures["p50"], figures["max"] = statistics.median(waited), waited[-1]
    figures["p95"] = statistics.quantiles(waited, n=20)[-1]
    figures["errors"] = [error for part in parts for error in part["errors"]]


def _tell(others: Iterable[subprocess.Popen[str]], word: str) -> None:
    for other in others:
        assert other.stdin is not None
        other.stdin.write(f"{word}\n")
        other.stdin.flush()


def _hear(others: Iterable[subprocess.Popen[str]]) -> list[str]:
    """The next line of each."""
    lines = [other.stdout.readline() for other in others if other.stdout]
    assert all(lines), "a writer ended too soon"
    return lines


def write(organisation: str, name: str, share: str) -> None:
    """In another process: send its share from "begin" until "end", and print how that went."""
    import django

    django.setup()
    sender = _Sender(int(organisation), name, int(share))
    everybody = threading.Barrier(THREADS + 1)
    threads = [threading.Thread(target=sender.work, args=(everybody,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    everybody.wait()
    print("ready", flush=True)
    sys.stdin.readline()
    sender.began = time.perf_counter()
    sender.ended = sender.began + MOST
    everybody.wait()
    sys.stdin.readline()
    sender.ended = min(time.perf_counter(), sender.ended)
    for thread in threads:
        thread.join()
    # Threads that found nothing left to do are no sign that all was sent.
    due = math.ceil((sender.ended - sender.began) * A_SECOND / PROCESSES)
    unsent = due - len(sender.waited) - len(sender.errors)
    errors = [*sender.errors, *[f"not sent within {PATIENCE} s"] * unsent]
    said = {
        "waited": sender.waited,
        "warmed": sender.warmed,
        "errors": errors,
        "took": time.perf_counter() - sender.began,
    }
    print(json.dumps(said), flush=True)


class _Sender:
    """Sends answers, each when it is due."""

    def __init__(self, organisation: int, name: str, share: int) -> None:
        self._organisation, self._name, self._share = organisation, name, share
        self._numbers = count()
        self._said = list(_data.rows(2_000, seed=2 + share))
        self.waited: list[float] = []
        self.errors: list[str] = []
        self.warmed = 0
        self.began, self.ended = 0.0, math.inf

    def work(self, everybody: threading.Barrier) -> None:
        """One thread, with a connection of its own: open and warm before anything is timed."""
        from django.db import connection

        if self._send(f"warm-{threading.get_ident()}", 0):
            self.warmed += 1
        everybody.wait()
        everybody.wait()
        # Taking a number and appending to a list are one step each under the interpreter's lock.
        for number in self._numbers:
            due = self.began + number * PROCESSES / A_SECOND
            while due < self.ended and (early := due - time.perf_counter()) > 0:
                time.sleep(min(early, 0.05))
            # What was due before the end is sent, however late, as far as patience reaches.
            if due >= self.ended or time.perf_counter() > self.ended + PATIENCE:
                break
            if self._send(str(number), number):
                self.waited.append(1000 * (time.perf_counter() - due))
        connection.close()

    def _send(self, reference: str, number: int) -> bool:
        from baton.listening.operations import receive
        from baton.people.models import Organisation

        try:
            # A request finds out whom it is for, then stores one thing.
            organisation = Organisation.objects.get(pk=self._organisation)
            receive(
                self._answer(f"{self._name}-{reference}", number),
                organisation=organisation,
                by="bench",
            )
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is counted and printed
            self.errors.append(f"{type(problem).__name__}: {problem}"[:200])
            return False
        return True

    def _answer(self, reference: str, number: int) -> Heard:
        from baton.listening.heard import Heard

        said = self._said[number % len(self._said)]
        return Heard(
            words=said.words,
            channel="survey",
            source_ref=f"{self._name}-{self._share}-{reference}",
            said_at=datetime.now(UTC),
            said_precision="moment",
            service_path=_data.SERVICES[said.service],
            question=_data.QUESTIONS[said.question],
            score=said.score,
        )


if __name__ == "__main__":
    main()
