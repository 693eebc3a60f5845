# SPDX-License-Identifier: MIT
"""What becomes of a finding when somebody takes back what they said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver

from baton.improving.findings import asking
from baton.improving.findings.models import Answer, Asked, Support, TurnedDown
from baton.listening import operations as listening
from baton.listening import undoing
from baton.listening.contacts import needed
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.people import outbox
from baton.people.links import operations as links
from baton.people.links.models import Scope


@receiver(contribution_gone)
def let_go(contribution: Contribution, **_: Any) -> None:
    """Its place stays counted. It is quoted no longer; its person is not asked any more, and what
    they answered is counted without their words."""
    Support.objects.filter(contribution=contribution).update(is_quoted=False)
    answered = Answer.objects.filter(asked__contribution=contribution)
    for answer in answered.exclude(contribution=None).select_related("contribution"):
        assert answer.contribution is not None
        listening.withdraw(answer.contribution, by="system:findings")
    _ask_no_more(Asked.objects.filter(contribution=contribution))


def _ask_no_more(asked: QuerySet[Asked]) -> None:
    """Their links open nothing, and what was sent to them keeps no address."""
    for number in asked.values_list("pk", flat=True):
        links.revoke(Scope.CHECK, number)
    _forget_messages(asked)


def _forget_messages(asked: QuerySet[Asked]) -> None:
    rows = asked.values_list("check_of", "pk")
    outbox.forget([asking.message_key(check, number) for check, number in rows])


@receiver(contributions_undone)
def take_out(keys: Sequence[int], **_: Any) -> None:
    """The wrong file was brought: it never spoke for anything. Who was asked stays counted."""
    asked = Asked.objects.filter(contribution__in=list(keys))
    _ask_no_more(asked)
    asked.update(contribution=None)
    undoing.delete_of(Support, keys)
    undoing.delete_of(TurnedDown, keys)


@needed.asks
def who_is_asked(contacts: Collection[int]) -> Collection[int]:
    """Whoever is asked just now is needed until the question is closed."""
    waiting = _asked_by(contacts).filter(check_of__closed_at=None, answer=None)
    return set(waiting.values_list("contribution__reachable__contact", flat=True))


@needed.forgets
def forget_who_was_asked(contacts: Collection[int]) -> None:
    """What they were sent keeps no address, when nobody knows it any more."""
    _forget_messages(_asked_by(contacts))


def _asked_by(contacts: Collection[int]) -> QuerySet[Asked]:
    return Asked.objects.filter(contribution__reachable__contact__in=contacts)
