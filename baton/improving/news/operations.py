# SPDX-License-Identifier: MIT
"""Publishing a programme's page, telling what was heard, decided and done, and subscribing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit, clock
from baton.improving.decisions.models import Action
from baton.improving.news import letters, policies
from baton.improving.news.models import News, Published, Subscriber
from baton.improving.news.policies import Told
from baton.people.links import operations as links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme

By = models.Model | str
#: Who did not say that it was them is forgotten after this; who asks again waits for so long.
UNCONFIRMED, AGAIN = timedelta(days=7), timedelta(minutes=10)


@transaction.atomic
def publish(programme: Programme, says: str, *, by: By) -> Published:
    """Let everybody read the programme's page; or say anew what stands first on it. Raises
    NotNow."""
    policies.check_words(says)
    page, is_new = Published.objects.update_or_create(
        programme=programme,
        defaults={"says": says.strip()},
        create_defaults={"says": says.strip(), "by": by if isinstance(by, Account) else None},
    )
    verb = "programme.published" if is_new else "programme.page_changed"
    _record(verb, programme, by)
    return page


@transaction.atomic
def take_away(programme: Programme, *, by: By) -> None:
    """Nobody outside reads it any more; what was written for it stays."""
    gone, _ = Published.objects.filter(programme=programme).delete()
    if gone:
        _record("programme.page_taken_away", programme, by)


@transaction.atomic
def tell(thing: Told, text: str, *, by: By) -> None:
    """Say in plain words, for everybody, what was heard, decided or done; empty takes it away.

    Raises NotNow.
    """
    text = " ".join(text.split())
    policies.check_can_tell(thing, text)
    if text == thing.told:
        return
    thing.told, thing.told_at = text, clock.now() if text else None
    thing.save(update_fields=["told", "told_at"])
    verb = "told" if text else "taken_off_the_page"
    organisation = thing.decision.organisation_id if isinstance(thing, Action) else _body(thing)
    audit.record(f"{thing._meta.model_name}.{verb}", thing, by=by, organisation=organisation)


def _body(thing: Any) -> int:
    return int(thing.organisation_id)


@transaction.atomic
def add_news(programme: Programme, title: str, text: str, *, by: By) -> News:
    """Put it on the page; a beat writes to who asked for it. Raises NotNow."""
    policies.check_is_published(programme)
    policies.check_words(f"{title}\n{text}")
    news = programme.news.create(title=title, text=text, by=by if isinstance(by, Account) else None)
    _record("news.added", programme, by, news=news.pk)
    return news


@transaction.atomic
def take_down(news: News, *, by: By) -> None:
    """It stands on the page no more, and is not written to anybody who has not got it."""
    if news.taken_down_at is None:
        news.taken_down_at = clock.now()
        news.save(update_fields=["taken_down_at"])
        _record("news.taken_down", news.programme, by, news=news.pk)


def subscribe(programme: Programme, email: str, *, language: str = "") -> None:
    """Ask an address, in a language, whether it was them. Nobody learns here whether it was there
    already."""
    email = email.strip().lower()
    try:
        _subscribe(programme, email, language)
    except IntegrityError:
        # Two at once, of which the other has written the letter.
        return


@transaction.atomic
def _subscribe(programme: Programme, email: str, language: str) -> None:
    there = Subscriber.objects.select_for_update().filter(programme=programme, email=email).first()
    if there is None:
        there = Subscriber.objects.create(programme=programme, email=email, language=language)
    elif there.confirmed_at or there.asked_at > clock.now() - AGAIN:
        return
    else:
        there.asked_at, there.language = clock.now(), language
        there.save(update_fields=["asked_at", "language"])
    letters.ask(there)


@transaction.atomic
def confirm(subscriber: Subscriber) -> None:
    """It was them. Repeating it changes nothing."""
    if subscriber.confirmed_at is None:
        subscriber.confirmed_at = clock.now()
        subscriber.save(update_fields=["confirmed_at"])
        _record("news.subscribed", subscriber.programme, "subscriber")


@transaction.atomic
def stop(subscriber: Subscriber) -> None:
    """No more news; the address is forgotten, in the outbox too."""
    _forget(subscriber)
    _record("news.unsubscribed", subscriber.programme, "subscriber")


def forget_unconfirmed() -> int:
    """Forget who never said that it was them; returns how many."""
    late = Subscriber.objects.filter(
        confirmed_at=None, asked_at__lt=clock.now() - UNCONFIRMED
    ).select_related("programme")
    forgotten = list(late[:200])
    for subscriber in forgotten:
        with transaction.atomic():
            _forget(subscriber)
    return len(forgotten)


def _forget(subscriber: Subscriber) -> None:
    links.revoke(Scope.NEWS, subscriber.pk)
    letters.forget(subscriber)
    Subscriber.objects.filter(pk=subscriber.pk).delete()


def _record(verb: str, programme: Programme, by: By, **details: Any) -> None:
    organisation: Organisation = programme.organisation
    audit.record(verb, programme, by=by, organisation=organisation.pk, **details)
