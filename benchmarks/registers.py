# SPDX-License-Identifier: MIT
"""Lists into registers, beside a named peer taking in the same rows; and the pages over them.

A list of 10,000 stakeholders goes through the wizard's steps (every cell read, every row foreseen,
written in a transaction of its own with its audit entry), then comes again unchanged. Beside it in
the same run django-import-export saves the same rows to the same table, name and kind only. Then a
body's audit of 100,000 activities is opened page by page; `ROWS=1000000` before it opens a million.
"""

from __future__ import annotations

import csv
import io
import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks import _databases

if TYPE_CHECKING:
    from baton.people.models import Account, Organisation

STAKEHOLDERS = 10_000
ACTIVITIES = 100_000
LOADS = 15
HEADER = ("Ref", "Stakeholder", "Type", "Power", "Interest", "Current", "Desired")
PAGES = (
    ("all, newest first", ""),
    ("with a word", "?q=library"),
    ("of a method and a year", "?method=booth&since=2025-01-01&until=2025-12-31"),
    ("the last page", "?page=1000000"),
    ("on the map", "where"),
    ("a month", "calendar?month=2025-06"),
    ("promises kept", "promises"),
)


def main() -> None:
    print(_databases.when_and_where())
    _databases.on_each("registers")


def here() -> None:
    """Fill the database that this process finds, and print its figures."""
    _databases.migrate()
    from baton.people import operations as people
    from baton.people.models import Account
    from baton.people.roles import Role
    from baton.places.areas import operations as areas

    areas.take_shipped()
    board = people.create_organisation("Bench", "icb", by="bench")
    lead = Account.objects.create_account("lead@bench.example", "Lead", None)
    people.give_role(board, lead, Role.ENGAGEMENT_LEAD, by="bench")
    lists(board, lead)
    rows = int(os.environ.get("ROWS", ACTIVITIES))
    fill(board, lead, rows)
    pages(lead)


def lists(board: Organisation, lead: Account) -> None:
    """Print how long a list of stakeholders takes: new, again, and by the peer."""
    rows = [
        (f"S{n}", f"Group {n}", "VCSE", n % 5 + 1, 3, "Neutral", "Supportive")
        for n in range(STAKEHOLDERS)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    new = _seconds(lambda: _bring(text.getvalue(), board, lead, added=STAKEHOLDERS))
    again = _seconds(lambda: _bring(text.getvalue(), board, lead, same=STAKEHOLDERS))
    peer = _import_export(rows, board)
    print(f"{STAKEHOLDERS:,} stakeholders by the wizard: {new:.1f} s; again: {again:.1f} s")
    print(f"django-import-export, name and kind, no audit: {peer:.1f} s, {new / peer:.2f} times\n")


def _bring(text: str, board: Organisation, lead: Account, **expected: int) -> None:
    from django.core.files.base import ContentFile

    from baton.listening.channels.upload import operations
    from baton.listening.channels.upload.lists import asking, putting

    content = ContentFile(text.encode())
    upload = operations.bring(content, "list.csv", organisation=board, by=lead)
    chosen = asking.settle(putting.proposed(upload, "stakeholders"), operations.census_of(upload))
    putting.foresee(upload, chosen, may_begin=True)
    putting.begin(upload, chosen, by=lead, may_begin=True)
    putting.read(upload, lambda _done, _total: None)
    upload.refresh_from_db()
    assert upload.outcome is not None
    assert {name: upload.outcome[name] for name in expected} == expected, upload.outcome


def _import_export(rows: list[tuple[Any, ...]], board: Organisation) -> float:
    """Seconds for as many new rows, one by one as by the wizard: it may not skip `save()`, because
    a register keeps an entry for each."""
    import tablib
    from import_export import resources

    from baton.people.stakeholders.models import Stakeholder

    options = {
        "model": Stakeholder,
        "fields": ("organisation", "name", "kind"),
        "import_id_fields": ("name",),
        "skip_diff": True,
        "use_transactions": True,
    }
    resource = type("Peer", (resources.ModelResource,), {"Meta": type("Meta", (), options)})
    data = tablib.Dataset(
        *((board.pk, f"Peer {row[0]}", "voluntary") for row in rows),
        headers=["organisation", "name", "kind"],
    )
    taken = _seconds(lambda: resource().import_data(data, raise_errors=True))
    made = Stakeholder.objects.filter(name__startswith="Peer ")
    assert made.count() == len(rows), "the peer lost rows"
    made.delete()
    return taken


def fill(board: Organisation, lead: Account, number: int) -> None:
    """So many activities over ten years, at some thousand places, a tenth of them cancelled; of
    four in ten some people judged how they had a part."""
    from baton.places.areas.models import Postcode
    from baton.programmes import operations as programmes
    from baton.programmes.activities.models import Activity, Method, RungAnswer

    programme = programmes.begin(board, "Everything", by=lead)
    codes = list(Postcode.objects.order_by("code").values_list("code", flat=True)[::31])
    methods, first = Method.values, date(2017, 1, 1)
    states = (*["happened"] * 8, "planned", "cancelled")

    def made() -> Iterator[Activity]:
        for n in range(number):
            yield Activity(
                organisation=board,
                programme=programme,
                title=f"Activity {n} at the library" if n % 7 == 0 else f"Activity {n}",
                on=first + timedelta(days=n * 3650 // number),
                with_whom="everybody",
                stage="needs",
                state=states[n % 10],
                method=methods[n % len(methods)],
                postcode=codes[n % len(codes)],
                place=f"Hall {n % len(codes)}",
                came=n % 40,
                cost=n % 300,
                intended=n % 3 + 1,
            )

    began, rest = time.monotonic(), made()
    while part := list(islice(rest, 2_000)):
        RungAnswer.objects.bulk_create(
            RungAnswer(activity=each, rung=1 + (each.pk + more) % 5, manner="hands", number=4)
            for each in Activity.objects.bulk_create(part)
            if each.state == "happened" and each.pk % 2
            for more in range(2 + each.pk % 3 // 2)
        )
    print(f"{number:,} activities written in {time.monotonic() - began:.0f} s")


def pages(lead: Account) -> None:
    """Print how long each page of the audit of engagement takes to be made."""
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    for name, path in PAGES:
        times = [_seconds(lambda path=path: _opened(browser, path)) * 1000 for _ in range(LOADS)]
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
        print(f"  {name:24} p50 {statistics.median(times):6.0f} ms, p95 {p95:6.0f} ms")


def _opened(browser: Any, path: str) -> None:
    answer = browser.get(f"/activities/{path}")
    assert answer.status_code == 200, f"{path}: {answer.status_code}"


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began
