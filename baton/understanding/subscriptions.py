# SPDX-License-Identifier: MIT
"""Who hears of which saved view once a week."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from baton.core import audit
from baton.people.models import Account
from baton.people.permissions import Standing
from baton.ui.wording import _lazy
from baton.understanding import searches
from baton.understanding.models import SavedSearch, Subscription

#: When e-mails are written, as a sentence says it; `digests` keeps to it.
TOLD_AT = _lazy("on Monday mornings at 7")


def of(standing: Standing) -> QuerySet[Subscription]:
    """The views that a person hears of and may still open, by their names."""
    return (
        Subscription.objects.filter(
            account=standing.account, search__in=searches.seen_by(standing).order_by()
        )
        .select_related("search")
        .order_by("search__name", "pk")
    )


@transaction.atomic
def begin(view: SavedSearch, standing: Standing) -> Subscription:
    """From now on this person, who may open the view, hears of it; once, however often asked."""
    subscription, is_new = Subscription.objects.get_or_create(search=view, account=standing.account)
    if is_new:
        _record("search.subscribed", subscription, by=standing.account)
    return subscription


@transaction.atomic
def end(view: SavedSearch, standing: Standing) -> None:
    """They hear of it no more; nothing is done for who did not."""
    for subscription in Subscription.objects.filter(search=view, account=standing.account):
        stop(subscription, by=standing.account)


def stop(subscription: Subscription, *, by: Account | str) -> None:
    """End one, in the caller's transaction."""
    _record("search.unsubscribed", subscription, by=by)
    subscription.delete()


def _record(verb: str, subscription: Subscription, *, by: Account | str) -> None:
    audit.record(
        verb,
        subscription.search,
        by=by,
        organisation=subscription.search.organisation_id,
        account=subscription.account_id,
    )
