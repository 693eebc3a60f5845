# SPDX-License-Identifier: MIT
"""The index of words: PostgreSQL's tells by itself whose they are and when they were said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from baton.listening import index, operations, search
from baton.listening.tests.conftest import SPOKEN, hear


@pytest.fixture(autouse=True)
def _on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's index keeps the places of words: it needs none of this")


WAITED = search.parse('"four hours"')


def say(board, words, days_ago=0):
    heard = hear(words, said_at=SPOKEN - timedelta(days=days_ago))
    return operations.receive(heard, organisation=board, by="test")


def told(board, **narrowed):
    return search.newest(WAITED, 10, of=board.pk, **narrowed).numbers


@pytest.mark.django_db
def test_the_newest_stand_first_though_they_came_first(board, other_board):
    newer, older = say(board, "I waited four hours."), say(board, "Four hours again!", 3)
    say(board, "Hours, four of them.")
    say(other_board, "Four hours here too.")
    assert told(board) == [newer.pk, older.pk]
    first = search.newest(WAITED, 1, of=board.pk)
    assert first.key(0) == (newer.said_at, newer.pk)
    assert told(board, older_than=first.key(0)) == [older.pk]
    assert told(board, since=newer.said_at) == [newer.pk]
    assert told(board, until=newer.said_at) == [older.pk]


@pytest.mark.django_db
def test_what_comes_through_the_door_while_the_index_is_emptied_stands_in_it_once(
    board, monkeypatch
):
    said = say(board, "I waited four hours.")
    monkeypatch.setattr(index, "_empty", lambda: None)
    assert index.rebuild() == 1
    assert told(board) == [said.pk]


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_keeps_what_was_found_before_it(board):
    said = say(board, "I waited four hours.", 3)
    MigrationExecutor(connection).migrate([("listening", "0003_fewer_indexes")])
    last = MigrationExecutor(connection)
    # Every room's last: what hangs on this one's went back with it.
    last.migrate(last.loader.graph.leaf_nodes())
    assert search.newest(WAITED, 10, of=board.pk).key(0) == (said.said_at, said.pk)
    assert say(board, "Four hours once more.").pk == told(board)[0]
