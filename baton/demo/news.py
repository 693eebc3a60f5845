# SPDX-License-Identifier: MIT
"""What everybody may read of two of the board's programmes, and their news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baton.core import clock
from baton.demo.reading import Colleagues, content, moment
from baton.improving.news import operations, queries
from baton.improving.news.models import News, Published, Subscriber
from baton.people.models import Account
from baton.programmes.models import Programme


def keep(begun: Mapping[str, Programme], known: Colleagues) -> None:
    """Publish them on their days; tell what has come of each by today."""
    written = dict(content("news"))
    subscribers = written.pop("subscribers")
    for key, told in written.items():
        programme = begun[key]
        Published.objects.create(
            programme=programme,
            says=told["says"],
            at=moment(-told["since"]),
            by=known["meena"],
        )
        _tell(programme, told["told"], known["meena"])
        for each in told["news"]:
            _add(programme, each, known["meena"])
        Subscriber.objects.bulk_create(
            Subscriber(
                programme=programme,
                email=email,
                asked_at=moment(-told["since"] - 1),
                confirmed_at=moment(-told["since"] - 1),
            )
            for email in subscribers
        )


def _tell(programme: Programme, told: Mapping[str, str], lead: Account) -> None:
    """What is not told yet, of findings that were concluded."""
    for finding in queries.findings(programme).filter(told="", concluded_at__isnull=False):
        says = next((says for part, says in told.items() if part in finding.sentence), "")
        if says and finding.concluded_at:
            with clock.held_at(finding.concluded_at):
                operations.tell(finding, says, by=lead)


def _add(programme: Programme, told: dict[str, Any], lead: Account) -> None:
    """As it was written and sent on its day: no letter leaves for what is long over."""
    at = moment(-told["day"])
    News.objects.create(
        programme=programme,
        title=told["title"],
        text=told["text"],
        at=at,
        written_at=at,
        by=lead,
    )
