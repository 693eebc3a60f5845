# SPDX-License-Identifier: MIT
"""A survey answered 200 times a second for a minute, while a large file is taken in and coded.

The product's own server runs as `baton run` starts it, its worker with it. Forty people come every
second: each opens the survey, answers its five questions, one a page, and sends them; the pages in
between are asked for as browsers do. The file lies in the same body. Then the database is compared
with all that was acknowledged: nothing may be lost, nothing doubled. `PROCESSES=1` before it runs
one web process in place of two, `BESIDE=0` leaves the file away, `ROWS` and `SECONDS` change these.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import _data, _databases, _people
from tests.harness.instance import Instance, children

if TYPE_CHECKING:
    from baton.listening.channels.upload.models import Upload
    from baton.people.models import Account, Organisation

A_SECOND = 200
ROWS = int(os.environ.get("ROWS", "100000"))
SECONDS = int(os.environ.get("SECONDS", "60"))
PROCESSES = os.environ.get("PROCESSES", "2")
#: Seconds before anything is timed, in which everything that is loaded once is loaded.
WARMING = 5
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        path = Path(folder) / "comments.csv"
        _data.write_csv(path, ROWS)
        print(_databases.when_and_where())
        print(f"{A_SECOND} answers a second for {SECONDS} s, {PROCESSES} web processes")
        _databases.on_each("surveys", path)


def here(name: str) -> None:
    """Have people answer a Baton on the database that this process finds, and print how it went."""
    _databases.migrate()
    from baton.people import operations as people
    from baton.people.models import Account
    from baton.people.roles import Role
    from tests.harness import survey

    board = people.create_organisation("Bench", "icb", by="bench")
    lead = Account.objects.create_account("lead@bench.example", "Lead", None)
    people.give_role(board, lead, Role.ADMINISTRATOR, by="bench")
    survey.publish(board.slug, "How was it?")
    code = board.surveys.get().places.get(name="Reception desk").code
    instance = Instance(Path(os.environ["BATON_HOME"]), os.environ.get("BATON_DATABASE_URL", ""))
    instance.start("--workers", PROCESSES)
    try:
        warm = _come(instance.address, code, WARMING, 0)
        upload = _bring(Path(name), board, lead) if os.environ.get("BESIDE") != "0" else None
        with _computing(instance.pid) as spent:
            told = _come(instance.address, code, SECONDS, len(warm.acknowledged))
        _report(told, spent)
        _report_file(upload)
        _databases.check_lasting()
        _compare(board, warm, told)
    finally:
        instance.stop()


def _come(address: str, code: str, seconds: float, first: int) -> _people.Told:
    each = len(_people.ANSWERS)
    return asyncio.run(
        _people.come(address, code, a_second=A_SECOND / each, seconds=seconds, first=first)
    )


def _bring(path: Path, board: Organisation, lead: Account) -> Upload:
    """Ask for the file to be read, as its page does: the worker takes it in, and then codes it."""
    from django.core.files import File

    from baton.listening.channels.upload import operations

    with path.open("rb") as file:
        upload = operations.bring(File(file), path.name, organisation=board, by=lead)
    operations.begin(upload, operations.proposed(upload), by=lead)
    return upload


@contextmanager
def _computing(pid: int) -> Iterator[dict[str, float]]:
    """Seconds of computing meanwhile: of the web processes, and of the worker with its own."""
    spent: dict[str, float] = {}
    before = _computed(pid)
    began = time.perf_counter()
    yield spent
    spent["took"] = time.perf_counter() - began
    for name, seconds in _computed(pid).items():
        spent[name] = seconds - before[name]


def _computed(pid: int) -> dict[str, float]:
    web, worker = sorted(children(pid), key=_is_worker)
    return {"web": _with_all_below(web), "worker": _with_all_below(worker)}


def _is_worker(pid: int) -> bool:
    return Path(f"/proc/{pid}/cmdline").read_bytes().endswith(b"\0worker\0")


def _with_all_below(pid: int) -> float:
    # Fields 14 to 17 of the line, counted behind the name: its own, and of children that ended.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / _TICKS
    return own + sum(map(_with_all_below, children(pid)))


def _report(told: _people.Told, spent: dict[str, float]) -> None:
    number = len(told.saved)
    print(f"{number:,} answers saved, {number / SECONDS:.0f} a second; ", end="")
    print(f"problems: {dict(told.problems) or 'none'}")
    for what, times in (("an answer", told.saved), ("a page", told.pages)):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"  {what}: p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, ", end="")
        print(f"longest {max(times):.0f} ms")
    web = 1000 * spent["web"] / number
    print(
        f"  computing: web {web:.1f} ms an answer with its pages ({spent['web']:.0f} s), ", end=""
    )
    print(f"worker {spent['worker']:.0f} s, of {spent['took']:.0f} s on {os.cpu_count()} cores")


def _report_file(upload: Upload | None) -> None:
    if upload is None:
        return
    upload.refresh_from_db()
    rows = upload.organisation.contributions.filter(channel="upload")
    coded = rows.exclude(coded_at=None).count()
    lasted = f" in {upload.read_at - upload.created_at}" if upload.read_at else ""
    print(f"  the file: {rows.count():,} rows taken in{lasted}, {coded:,} of them coded by then")


def _compare(board: Organisation, *told: _people.Told) -> None:
    """Stop where an answer that was acknowledged is not there, or is there twice."""
    from baton.listening.channels.survey.models import Response

    thanked = {number for each in told for number in each.thanked}
    kept: Counter[int] = Counter()
    for words in board.contributions.filter(channel="survey").values_list("words", flat=True):
        kept[int(words.rpartition("person ")[2].rstrip("."))] += 1
    assert not [number for number, times in kept.items() if times > 1], "an answer is doubled"
    assert thanked <= kept.keys(), f"{len(thanked - kept.keys())} people were lost"
    rows = Response.objects.filter(finished_at__isnull=False)
    chosen, stated = (
        {"q1": "4", "q3": ["bus", "foot"], "q4": "3"},
        {"age": "25 to 34", "sex": "Female"},
    )
    there = rows.values_list("answers", "stated")
    assert all(each == (chosen, stated) for each in there.iterator()), "an answer was lost"
    assert len(thanked) <= rows.count() == len(kept), "somebody answered twice"
    left = sum(len(q) for each in told for n, q in each.acknowledged.items() if n not in kept)
    others = Response.objects.filter(finished_at=None).values_list("answers", flat=True)
    saved = sum(len({name.partition("-")[0] for name in each}) for each in others)
    assert left <= saved, f"{left - saved} answers of people who did not come to the end were lost"
    print(f"  {len(thanked):,} people thanked, all there once; none lost, none doubled")


if __name__ == "__main__":
    main()
