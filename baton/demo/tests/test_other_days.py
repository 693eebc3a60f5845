# SPDX-License-Identifier: MIT
"""The demonstration comes to be on whatever day somebody first starts it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from baton.demo import build
from baton.people.models import Organisation


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-12-31", "2027-03-01"])
def test_it_is_built_whole_on_another_day(day, monkeypatch):
    """What people say is drawn by lot for each day, and what is concluded rests on it."""
    shift = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC) - timezone.now()
    moment = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: moment() + shift)
    build.ensure(say=lambda _: None)
    board = Organisation.objects.get(slug=build.invented.BOARD)
    assert board.contributions.count() > 1000
    assert board.findings.count() >= 12
    assert not board.findings.filter(concluded_at__isnull=False, supports=None).exists()
