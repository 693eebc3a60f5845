# SPDX-License-Identifier: MIT
"""A private link opens one thing, of one scope, until it expires or is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.core import clock
from baton.people import operations as people
from baton.people.links import operations, queries
from baton.people.links.models import PrivateLink, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return people.create_organisation("Soar Care Board", "icb", by="test")


def test_a_key_opens_its_thing_and_nothing_of_another_scope(board):
    key = operations.issue(Scope.SURVEY, 7, board)
    link = queries.opened(Scope.SURVEY, key)
    assert (link.subject, link.organisation) == (7, board)
    assert queries.opened(Scope.REPLY, key) is None
    assert queries.opened(Scope.SURVEY, key[:-1]) is None
    assert queries.opened(Scope.SURVEY, f"{key[:-1]}{'a' if key[-1] != 'a' else 'b'}") is None


def test_the_key_itself_is_not_kept(board):
    key = operations.issue(Scope.SURVEY, 7, board)
    row = PrivateLink.objects.values().get()
    assert key not in map(str, row.values())


def test_it_opens_nothing_once_it_is_revoked(board):
    first, second = (operations.issue(Scope.PARTNER, 7, board) for _ in range(2))
    other = operations.issue(Scope.PARTNER, 8, board)
    assert operations.revoke(Scope.PARTNER, 7) == 2
    assert queries.opened(Scope.PARTNER, first) is None
    assert queries.opened(Scope.PARTNER, second) is None
    assert queries.opened(Scope.PARTNER, other) is not None
    assert operations.revoke(Scope.PARTNER, 7) == 0


def test_it_opens_nothing_once_its_time_is_over(board):
    key = operations.issue(Scope.REPLY, 7, board, expires_at=clock.now() + timedelta(days=1))
    assert queries.opened(Scope.REPLY, key) is not None
    assert queries.subject(Scope.REPLY, key) == 7
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert queries.opened(Scope.REPLY, key) is None
        assert queries.subject(Scope.REPLY, key) is None


def test_what_a_key_opens_is_told_alone_as_well(board):
    key = operations.issue(Scope.SURVEY, 7, board)
    assert queries.subject(Scope.SURVEY, key) == 7
    assert queries.subject(Scope.REPLY, key) is None
    assert queries.subject(Scope.SURVEY, key[:-1]) is None
    operations.revoke(Scope.SURVEY, 7)
    assert queries.subject(Scope.SURVEY, key) is None
