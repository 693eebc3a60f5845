# SPDX-License-Identifier: MIT
"""Reading what is written of the board's engagement: `content/*.yaml`, whose days count from today.

So the demonstration never grows old, and the same day always makes the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils import timezone

from baton.core import clock
from baton.people.models import Account

#: Those of the board who have an account, by their first name in small letters.
Colleagues = Mapping[str, Account]


@cache
def content(name: str) -> Any:
    """The parsed content of `content/<name>.yaml`."""
    return yaml.safe_load((resources.files(__package__) / "content" / f"{name}.yaml").read_text())


def colleagues(accounts: Mapping[str, Account]) -> Colleagues:
    return {email.partition(".")[0]: account for email, account in accounts.items()}


def holder(name: str, known: Colleagues) -> dict[str, Any]:
    """Who has something in hand: somebody with an account, or a post."""
    return {"owner": known[name]} if name in known else {"post": name}


def day(offset: int | None) -> date | None:
    """So many days from today; nobody works at a weekend, so what falls on one moves away from
    today: it stays in the past, or to come."""
    if offset is None:
        return None
    found = clock.today() + timedelta(days=offset)
    weekend = found.weekday() - 4
    if offset == 0 or weekend <= 0:
        return found
    return found - timedelta(days=weekend) if offset < 0 else found + timedelta(days=3 - weekend)


def some_day(offset: int) -> date:
    found = day(offset)
    assert found is not None
    return found


def moment(days_ago: int) -> datetime:
    """The afternoon of a day that is over, or now."""
    at = timezone.make_aware(datetime.combine(some_day(-days_ago), time(16)))
    return min(at, clock.now())
