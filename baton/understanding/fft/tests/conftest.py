# SPDX-License-Identifier: MIT
"""Soar Care Board, two trusts and an ambulance service below it; it is noon on 10 June 2026.

Meena leads engagement, Priya counts, Bea sits on the board; Olu is of another body.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.urls import reverse

from baton.core import clock
from baton.listening.heard import Heard
from baton.people.roles import Role
from baton.understanding.tests.conftest import (  # noqa: F401 - the same people
    bea,
    board,
    olu,
    person,
    priya,
    signed_in,
    welland,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.people.models import Account
    from baton.places.models import Service

MAY = date(2026, 5, 1)
IN_MAY = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
_refs = count(1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


#: Where care happens: a path below the board, what it is and its code.
PLACES = (
    (("Wreake Trust",), "trust", "RWT"),
    (("Wreake Trust", "Abbey Hospital"), "site", "RWT01"),
    (("Wreake Trust", "Abbey Hospital", "Ash"), "ward", ""),
    (("Wreake Trust", "Abbey Hospital", "Elm"), "ward", ""),
    (("Wreake Trust", "Abbey Hospital", "Oak"), "ward", ""),
    (("Wreake Trust", "Birch Hospital"), "site", "RWT02"),
    (("Wreake Trust", "Birch Hospital", "Rowan"), "ward", ""),
    (("Oak Trust",), "trust", "ROK"),
    (("Oak Trust", "Oak House"), "site", "ROK01"),
    (("Oak Trust", "Oak House", "Yew"), "ward", ""),
    (("Fosse Ambulance",), "trust", "RFA"),
)


@pytest.fixture
def tree(board) -> dict[str, Service]:  # noqa: F811
    """Every service by its name."""
    from baton.places import operations as places

    root = places.add_service(board, "Soar Care Board", kind="board", code="QSW", by="test")
    found = {"Soar Care Board": root}
    for path, kind, code in PLACES:
        parent = found[path[-2]] if len(path) > 1 else root
        found[path[-1]] = places.add_service(
            board, path[-1], kind=kind, parent=parent, code=code, by="test"
        )
    return found


@pytest.fixture
def counted(board, tree, meena) -> Callable[..., Any]:  # noqa: F811
    """Count services, by name, in the return of a setting."""
    from baton.understanding.fft import operations
    from baton.understanding.fft.layout import SETTINGS

    def report(setting: str, *names: str, **options: Any) -> Any:
        for name in names:
            operations.report(board, tree[name], setting, by=meena, **options)
        return SETTINGS[setting]

    return report


@pytest.fixture
def answered(board, tree) -> Callable[..., None]:  # noqa: F811
    """So many people give each of the six answers about a service, collected in one way."""
    from baton.listening import operations as listening
    from baton.places.queries import breadcrumb

    def receive(name: str, *numbers: int, modes: Mapping[int | None, int] | None = None, **given):
        path = tuple(breadcrumb(tree[name])) if name else ()
        ways = [mode for mode, n in (modes or {None: sum(numbers)}).items() for _ in range(n)]
        scores = [score for score, n in enumerate(numbers, 1) for _ in range(n)]
        usual = {"channel": "upload", "said_at": IN_MAY, "service_path": path}
        heard = [
            Heard("", source_ref=f"fft-{next(_refs)}", score=score, mode=mode, **(usual | given))
            for score, mode in zip(scores, ways, strict=True)
        ]
        for _ in listening.receive_many(heard, organisation=board, by="test"):
            pass

    return receive


@pytest.fixture
def eligible(board, tree, meena) -> Callable[..., None]:  # noqa: F811
    """So many people could have answered in May, by the names of services."""
    from baton.understanding.fft import operations
    from baton.understanding.fft.layout import SETTINGS

    def put(setting: str, month: date = MAY, **numbers: int) -> None:
        of = {tree[name.replace("_", " ")]: number for name, number in numbers.items()}
        operations.put_eligible(board, SETTINGS[setting], month, of, by=meena)

    return put


@pytest.fixture
def opened(signed_in, priya) -> Callable[[str, str], dict[str, list[tuple[Any, ...]]]]:  # noqa: F811
    """The sheets of a workbook that Priya downloads, each as its rows of cells."""

    def download(setting: str, way: str) -> dict[str, list[tuple[Any, ...]]]:
        path = reverse("fft:download", args=[setting, "2026-05"])
        answer = signed_in(priya).get(path, {"way": way, "file": "xlsx"})
        assert answer.status_code == 200
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        return {
            sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
        }

    return download


def same(found, expected) -> None:
    """Cell by cell, with what is wrong named by its sheet and row."""
    assert list(found) == ["Notes", *expected]
    for name, rows in expected.items():
        assert len(found[name]) == len(rows), name
        for number, (cells, right) in enumerate(zip(found[name], rows, strict=True), 1):
            assert cells == tuple(right), f"{name}, row {number}"


def at_minute(number: int) -> datetime:
    return IN_MAY + timedelta(minutes=number)
