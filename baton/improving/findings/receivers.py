# SPDX-License-Identifier: MIT
"""What becomes of a finding when somebody takes back what they said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.improving.findings import asking
from baton.improving.findings.models import Answer, Asked, Support, TurnedDown
from baton.listening import operations as listening
from baton.listening import undoing
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
    asked = Asked.objects.filter(contribution=contribution)
    for number, check in asked.values_list("pk", "check_of"):
        links.revoke(Scope.CHECK, number)
        outbox.forget([asking.message_key(check, number)])


@receiver(contributions_undone)
def take_out(keys: Sequence[int], **_: Any) -> None:
    """The wrong file was brought: it never spoke for anything. Who was asked stays as asked."""
    Asked.objects.filter(contribution__in=list(keys)).update(contribution=None)
    undoing.delete_of(Support, keys)
    undoing.delete_of(TurnedDown, keys)
