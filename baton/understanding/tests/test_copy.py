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
from django.db.models import Count
from ibis import _

from baton.listening import index
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.listening.tests.conftest import hear
from baton.understanding import operations, queries
from baton.understanding.models import Reading
from baton.warehouse import engine, extract, held, inprocess, layout, writing
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
    """An expression, to be asked for."""

    over: Callable

    __hash__ = object.__hash__

    def shaped(self, _blanks):
        return self


def ask(over):
    return list(engine.Reader().ask(engine.Question(Asked(over))))


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
        (found,) = reader.ask(engine.Question(asked))
        assert found["number"] == 2


def by_month(reader, *, of_rows=False):
    """How many there are of each month, from sums or from rows."""

    def over(copy):
        copy = copy.filter(copy.contribution > 0) if of_rows else copy
        return copy.group_by("month").aggregate(number=_.voices.sum()).order_by("month")

    return [row["number"] for row in reader.ask(engine.Question(Asked(over)))]


def test_months_written_one_after_the_other_are_all_told(tell):
    # More of them than stand beside the base.
    for number in range(1, 10):
        for month in (number, max(1, number - 2)):
            tell(on=(2026, month, 4))
        writing.refresh()
        reader, before = engine.Reader(), counted_by_the_tables()
        tell(on=(2026, number, 5))
        writing.refresh()
        for of_rows in (False, True):
            assert by_month(engine.Reader(), of_rows=of_rows) == counted_by_the_tables()
            # One that began before goes on, with what was so then or with what is so now.
            assert by_month(reader, of_rows=of_rows) in (before, counted_by_the_tables())


def test_a_month_written_again_and_again_leaves_the_others_held(tell):
    tell(on=(2026, 1, 4))
    writing.refresh()
    assert by_month(engine.Reader()) == [1]
    tell(on=(2026, 2, 4))
    writing.refresh()
    # More often than months are kept beside the base.
    for number in range(1, 16):
        tell(on=(2026, 3, 4))
        writing.refresh()
        assert by_month(engine.Reader()) == [1, 1, number]


def counted_by_the_tables():
    months = Contribution.objects.values("said_at__month").order_by("said_at__month")
    return [row["number"] for row in months.annotate(number=Count("pk"))]


def test_rows_too_many_to_be_held_are_read_from_their_files(tell, monkeypatch):
    monkeypatch.setattr(held, "MOST_BYTES", 0)
    tell()
    tell(on=(2026, 6, 4))
    writing.refresh()
    assert by_month(engine.Reader(), of_rows=True) == [1, 1]


def test_what_was_answered_is_kept_until_something_changes(tell, monkeypatch):
    first, _second = tell(), tell()
    writing.refresh()
    question = engine.Question(Asked(lambda copy: copy.aggregate(number=_.voices.sum())))
    carried_out = []
    plainly = inprocess.carry_out

    def counting(*given):
        carried_out.append(given)
        return plainly(*given)

    monkeypatch.setattr(inprocess, "carry_out", counting)

    def number():
        (found,) = engine.Reader().ask(question)
        return found["number"]

    assert [number(), number(), len(carried_out)] == [2, 2, 1]
    listening.withdraw(first, by="test")
    assert [number(), number(), len(carried_out)] == [1, 1, 2]
    writing.refresh()
    assert [number(), number(), len(carried_out)] == [1, 1, 3]


def test_who_says_some_words_is_kept_until_something_changes(board, tell):
    first = tell("Nougat.")
    writing.refresh()

    def saying():
        return queries.saying([board], "nougat").tolist()

    assert saying() == saying() == [first.pk]
    assert queries.saying([board], "nougat") is queries.saying([board], "nougat")
    second = tell("More nougat.")
    assert sorted(saying()) == [first.pk, second.pk]
    writing.refresh()
    assert sorted(saying()) == [first.pk, second.pk]
    index.rebuild()
    assert queries.saying([board], "nougat") is not queries.saying([board], "nougat")


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
