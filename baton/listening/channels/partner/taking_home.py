# SPDX-License-Identifier: MIT
"""What became of what a partner sent, as a table to take home."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from baton.core import tables
from baton.listening import describe
from baton.listening.channels.partner.became import steps_of
from baton.listening.channels.partner.models import Item
from baton.ui.words import local

COLUMNS = ("Sent on", "Said", "Service", "Words", "How it stands", "What happened")
_AT_ONCE = 200


def sheet(items: QuerySet[Item]) -> tables.Sheet:
    """A row for each, made as it is written. The words are those without what identifies anyone."""
    return tables.Sheet("What became of it", COLUMNS, _rows(items))


def _rows(items: QuerySet[Item]) -> Iterator[tables.Row]:
    below: int | None = None
    while some := list((items.filter(pk__lt=below) if below else items)[:_AT_ONCE]):
        steps = steps_of(some)
        for item in some:
            said, came = item.contribution, steps[item.pk]
            yield [
                local(item.sent_at).date(),
                describe.when_said(said),
                str(said.service or ""),
                said.words,
                came[-1].says,
                "; ".join(f"{local(each.at):%Y-%m-%d} {each.says}" for each in came),
            ]
        below = some[-1].pk
