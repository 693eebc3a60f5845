# SPDX-License-Identifier: MIT
"""What subscribers are written, in the language that they asked in: whether it was them, and each
piece of news once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from baton.core import clock
from baton.improving.news.models import News, Subscriber
from baton.people import outbox
from baton.people.links import operations as links
from baton.people.links.models import Scope
from baton.people.models import Message
from baton.programmes.models import Programme
from baton.ui.speech import spoken_in

_AT_ONCE = 100


def address(programme: Programme) -> str:
    """The whole address of a programme's public page."""
    return outbox.link("news:about", programme.public_id)


def _own_link(subscriber: Subscriber) -> str:
    key = links.issue(Scope.NEWS, subscriber.pk, subscriber.programme.organisation)
    return outbox.link("news:subscription", key)


def ask(subscriber: Subscriber) -> None:
    """Whether it was they who asked for news."""
    asked = f"{subscriber.asked_at:%Y%m%d%H%M%S}"
    _put("news_confirm", subscriber, f"news-confirm-{subscriber.pk}-{asked}")


def _put(template: str, subscriber: Subscriber, key: str, **news: str) -> None:
    programme = subscriber.programme
    with spoken_in(subscriber.language):
        outbox.put(
            template,
            subscriber.email,
            organisation=programme.organisation,
            key=key,
            programme=programme.title,
            link=_own_link(subscriber),
            **news,
        )


def write_due() -> int:
    """Write what is new to all who asked for it, in short transactions; returns how many letters.

    Begun again after a crash, it goes on where it stood: a letter's key is of news and subscriber.
    """
    written = 0
    waiting = News.objects.filter(written_at=None, taken_down_at=None)
    for news in waiting.select_related("programme__organisation").order_by("at"):
        after = 0
        while some := _some(news, after):
            written += _write(news, some)
            after = some[-1].pk
        News.objects.filter(pk=news.pk).update(written_at=clock.now())
    return written


def _some(news: News, after: int) -> list[Subscriber]:
    """The next of those who had asked before it was there."""
    rows = Subscriber.objects.filter(
        programme=news.programme_id, confirmed_at__lte=news.at, pk__gt=after
    )
    return list(rows.select_related("programme__organisation").order_by("pk")[:_AT_ONCE])


@transaction.atomic
def _write(news: News, subscribers: Sequence[Subscriber]) -> int:
    keys = {each.pk: f"news-{news.pk}-{each.pk}" for each in subscribers}
    # Locked: who stops in this moment is not written to after it.
    there = set(
        Subscriber.objects.select_for_update().filter(pk__in=keys).values_list("pk", flat=True)
    )
    done = outbox.written(keys.values())
    due = [each for each in subscribers if each.pk in there and keys[each.pk] not in done]
    for subscriber in due:
        told = {"title": news.title, "text": news.text, "page": address(news.programme)}
        _put("news", subscriber, keys[subscriber.pk], **told)
    return len(due)


def forget(subscriber: Subscriber) -> None:
    """Take the address out of every letter that was written to them."""
    keys = Message.objects.filter(
        recipient=subscriber.email, template__in=["news", "news_confirm"]
    ).filter(key__regex=rf"^news-(confirm-{subscriber.pk}-\d+|\d+-{subscriber.pk})$")
    outbox.forget(list(keys.values_list("key", flat=True)))
