# SPDX-License-Identifier: MIT
"""Fifty partners send at once, over HTTP: how long each waits, and that nothing is lost or doubled.

Each sends a batch of 100 through the API of a running Baton, all at the same moment; then all of
them once more, as a system does that had no answer. Beside it, in the same run and database, the
one door takes the same things in without HTTP, one sender after the other.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks import _data, _databases
from tests.harness.instance import Instance

if TYPE_CHECKING:
    from baton.people.models import Organisation

PARTNERS, ITEMS = 50, 100


def main() -> None:
    print(_databases.when_and_where())
    print(f"{PARTNERS} partners, a batch of {ITEMS} each, all at once; then the same again")
    _databases.on_each("partners")


def here() -> None:
    """Send to a Baton on the database that this process finds, and print its figures."""
    _databases.migrate()
    from baton.people import operations as people
    from baton.people.models import Account
    from baton.people.roles import Role
    from baton.people.tokens import operations as tokens

    board = people.create_organisation("Bench", "icb", by="bench")
    lead = Account.objects.create_account("lead@bench.example", "Lead", None)
    people.give_role(board, lead, Role.ADMINISTRATOR, by="bench")
    keys = [
        tokens.make(board, f"Partner {number}", scopes=["send"], by=lead)[1]
        for number in range(PARTNERS)
    ]
    batches = [_batch(number) for number in range(PARTNERS)]
    alone = _by_the_door(board, batches)
    instance = Instance(Path(os.environ["BATON_HOME"]), os.environ.get("BATON_DATABASE_URL", ""))
    instance.start()
    try:
        first = _all_at_once(instance.address, keys, batches)
        again = _all_at_once(instance.address, keys, batches)
    finally:
        instance.stop()
    _report("first", first, alone)
    _report("again", again, alone)
    _check(board, first, again)


def _batch(number: int) -> list[dict[str, Any]]:
    first = number * ITEMS
    return [
        {"reference": f"p{number}-{at}", "words": _words(at), "said_on": "2026-05-04"}
        for at in range(first, first + ITEMS)
    ]


def _words(at: int) -> str:
    return " ".join(random.Random(at).choices(_data.vocabulary(), k=20))


def _by_the_door(board: Organisation, batches: list[list[dict[str, Any]]]) -> float:
    """Seconds for the same things without HTTP, into a channel of their own."""
    from baton.listening import operations as listening
    from baton.listening.heard import Heard
    from baton.people.operations import create_organisation

    other = create_organisation("Bench door", "icb", by="bench")
    assert other != board
    said_at = datetime(2026, 5, 4, tzinfo=UTC)
    began = time.perf_counter()
    for batch in batches:
        heard = (Heard(each["words"], "api", each["reference"], said_at) for each in batch)
        for _ in listening.receive_many(heard, organisation=other, by="bench"):
            continue
    return time.perf_counter() - began


def _all_at_once(
    address: str, keys: list[str], batches: list[list[dict[str, Any]]]
) -> list[tuple[float, int, Counter[str]]]:
    """Seconds, status and what became of the items, of each request."""
    ready = threading.Barrier(PARTNERS)
    host, port = urlsplit(address).hostname, urlsplit(address).port

    def send(key: str, batch: list[dict[str, Any]]) -> tuple[float, int, Counter[str]]:
        connection = http.client.HTTPConnection(str(host), port, timeout=120)
        body = json.dumps({"items": batch}).encode()
        headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        }
        ready.wait()
        began = time.perf_counter()
        connection.request("POST", "/api/v1/contributions", body, headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        taken = time.perf_counter() - began
        connection.close()
        became = Counter(each["became"] for each in told.get("items", []))
        return taken, answer.status, became

    with ThreadPoolExecutor(PARTNERS) as pool:
        return list(pool.map(send, keys, batches))


def _report(name: str, answers: list[tuple[float, int, Counter[str]]], alone: float) -> None:
    times = [each[0] for each in answers]
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    statuses = dict(Counter(each[1] for each in answers))
    print(
        f"  {name}: all answered after {max(times):.1f} s ({max(times) / alone:.1f} times the door "
        f"alone, {alone:.1f} s); p50 {statistics.median(times):.1f} s, p95 {p95:.1f} s; "
        f"statuses {statuses}"
    )


def _check(board: Organisation, *rounds: list[tuple[float, int, Counter[str]]]) -> None:
    """Stop where something was lost or doubled."""
    first, again = (sum((each[2] for each in answers), Counter()) for answers in rounds)
    assert board.contributions.count() == PARTNERS * ITEMS, board.contributions.count()
    assert sum(first.values()) == sum(again.values()) == PARTNERS * ITEMS, (first, again)
    print(f"  what became of them: {dict(first)}, then {dict(again)}; none lost, none doubled")
