# SPDX-License-Identifier: MIT
"""The columnar copy says what the database says, and forgets whom it must."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from ibis import _

from baton.listening import operations as listening
from baton.listening.tests.conftest import hear
from baton.understanding import operations
from baton.understanding.models import Reading
from baton.warehouse import engine, extract, layout, writing
from baton.warehouse.models import Change, Tombstone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BATON_WAREHOUSE = str(tmp_path / "warehouse")


@pytest.fixture
def tell(board):
    def told(words="Kind.", *, on=(2026, 5, 4), body=board, **more):
        said_at = datetime(*on, 12, tzinfo=UTC)
        return listening.receive(
            hear(words, said_at=said_at, **more), organisation=body, by="booth-1"
        )

    return told


@dataclass(frozen=True)
class Asked:
    """An expression as a question."""

    over: Callable

    __hash__ = object.__hash__


def ask(over):
    return engine.Reader().ask(Asked(over))


def told(*wanted):
    """The copy's rows: the contribution, and what else was asked for."""
    chosen = ("contribution", *wanted)
    rows = ask(lambda copy: copy.select(*chosen).order_by(_.contribution))
    return [tuple(row[name] for name in chosen) for row in rows]


def count():
    """Everybody, by the sums and by the rows, which must agree."""
    (sums,) = ask(lambda copy: copy.aggregate(number=copy.voices.sum()))
    (rows,) = ask(
        lambda copy: copy.aggregate(number=copy.voices.sum(), last=copy.contribution.max())
    )
    assert (sums["number"] or 0) == (rows["number"] or 0)
    return sums["number"] or 0


def test_it_has_a_row_for_each_coding_and_one_for_who_has_none(board, priya, tell):
    coded, bare = tell("The wait was long and the parking dear."), tell(score=2)
    operations.set_sentiment(coded, Reading.Sentiment.NEGATIVE, by=priya)
    for theme in ("Parking", "Timeliness"):
        operations.add(coded, theme, by=priya)
    gone = operations.add(coded, "Food", by=priya)
    operations.remove(gone, by=priya)
    writing.rebuild()
    rows = ask(lambda copy: copy.order_by([_.contribution, _.theme]))
    assert [(row["contribution"], row["theme"] is not None) for row in rows] == [
        (coded.pk, True),
        (coded.pk, True),
        (bare.pk, False),
    ]
    assert [row["sentiment"] for row in rows] == [4, 4, None]
    assert rows[2]["score"] == 2
    assert sum(row["is_first"] for row in rows) == 2
    assert {row["organisation"] for row in rows} == {board.pk}
    assert writing.verify() == []


def test_it_has_nobodys_words(tell):
    tell("Marzipan.")
    writing.rebuild()
    for path in layout.folder().rglob("*"):
        assert path.is_dir() or b"arzipan" not in path.read_bytes()


def test_a_comment_said_at_midnight_in_summer_counts_in_its_own_day_and_month(board, tell):
    at = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
    listening.receive(hear("Late.", said_at=at), organisation=board, by="booth-1")
    writing.refresh()
    assert list(layout.current().files) == ["2026-06"]
    assert str(told("day")[0][1])[:10] == "2026-06-01"
    assert writing.verify() == []


def test_what_is_written_later_is_there_after_the_next_beat(tell):
    tell(on=(2026, 3, 1))
    assert writing.refresh() == ["2026-03"]
    tell(on=(2026, 4, 1))
    assert count() == 1
    before = dict(layout.current().files)
    assert writing.refresh() == ["2026-04"]
    assert count() == 2
    assert layout.current().files["2026-03"] == before["2026-03"], "written though nothing changed"
    assert writing.refresh() == []
    assert not Change.objects.exists()


def test_withdrawn_words_leave_every_count_at_commit_and_then_the_copy(tell):
    kept, taken = tell("Stay."), tell("Go.")
    writing.refresh()
    listening.withdraw(taken, by="test")
    assert told() == [(kept.pk,)]
    assert count() == 1
    assert writing.refresh() == ["2026-05"]
    assert not Tombstone.objects.exists()
    assert told() == [(kept.pk,)]
    assert writing.verify() == []


def test_a_withdrawal_that_is_rolled_back_leaves_nothing(tell):
    stays = tell()
    writing.refresh()
    with transaction.atomic():
        listening.withdraw(stays, by="test")
        transaction.set_rollback(True)
    assert told() == [(stays.pk,)]


def test_an_erasure_returns_when_the_files_have_forgotten_it(tell):
    kept, erased = tell("Stay."), tell("Go.")
    writing.refresh()
    old = layout.folder() / layout.current().files["2026-05"]
    listening.erase(erased, by="test")
    assert not old.exists()
    assert not Tombstone.objects.exists()
    assert told() == [(kept.pk,)]


def test_a_month_in_which_nobody_is_left_has_no_file(tell):
    only = tell()
    writing.refresh()
    listening.erase(only, by="test")
    assert layout.current().files == {}
    assert told() == []


def test_a_reader_goes_on_while_a_month_is_written_anew(tell):
    tell()
    writing.refresh()
    reader = engine.Reader()
    tell()
    writing.refresh()
    for of_sums in (lambda copy: copy, lambda copy: copy.filter(copy.contribution > 0)):
        asked = Asked(lambda copy, few=of_sums: few(copy).aggregate(number=_.voices.sum()))
        assert reader.ask(asked)[0]["number"] == 2


def test_a_crash_before_the_list_is_replaced_changes_nothing(tell, monkeypatch):
    first = tell()
    writing.refresh()
    tell()
    with monkeypatch.context() as patch:
        patch.setattr(layout, "publish", lambda _copy: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            writing.refresh()
    assert told() == [(first.pk,)]
    assert writing.refresh() == ["2026-05"]
    assert count() == 2
    assert len(list(layout.folder().rglob("*.parquet"))) == 3, "a month and its sums"


def test_two_do_not_write_at_once(tell):
    tell()
    writing.refresh()
    tell()
    with layout.lock(wait=True), pytest.raises(layout.LockedElsewhere):
        writing.refresh()
    assert writing.refresh() == ["2026-05"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of a database that is one file")
def test_reading_the_database_leaves_its_locks_alone(tell):
    """A second SQLite in one process drops the locks of the first as it closes the file."""
    tell()
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE')"
    )
    with transaction.atomic():
        extract.read()
        name = connection.settings_dict["NAME"]
        other = subprocess.run(
            [sys.executable, "-c", script, name], capture_output=True, text=True, check=False
        )
    assert "database is locked" in other.stderr


def test_a_database_that_cannot_be_read_is_no_empty_copy(tell, monkeypatch):
    tell()
    writing.refresh()
    tell()
    with monkeypatch.context() as patch:
        patch.setattr(extract, "_address", lambda: "file:/nowhere/at-all?mode=ro")
        with pytest.raises(extract.NotRead):
            writing.refresh()
    assert count() == 1
    writing.refresh()
    assert count() == 2


def test_verifying_finds_a_month_that_differs(tell):
    taken = tell()
    tell(on=(2026, 6, 1))
    writing.refresh()
    # Behind everybody's back.
    type(taken).objects.filter(pk=taken.pk).update(score=1)
    assert writing.verify() == ["2026-05"]
    writing.rebuild()
    assert writing.verify() == []


def test_without_a_copy_one_is_told(tell):
    with pytest.raises(engine.NoCopy):
        engine.Reader()
