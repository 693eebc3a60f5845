# SPDX-License-Identifier: MIT
"""What recurs for news: writing to subscribers, forgetting who never said that it was them."""

from __future__ import annotations

from baton.core import ticker
from baton.improving.news import letters, operations


@ticker.every(seconds=30)
def write_news() -> int:
    return letters.write_due()


@ticker.every(seconds=3600)
def forget_unconfirmed_subscribers() -> int:
    return operations.forget_unconfirmed()
