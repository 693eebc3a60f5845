# SPDX-License-Identifier: MIT
"""What is done when something behind a reply is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.improving.replies.models import Behind, Hold, PutRight, Recipient
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.listening.undoing import delete_of
from baton.people.links import operations as links
from baton.people.links.models import Scope

State = Recipient.State
#: Nobody has told them yet.
_UNTOLD = (State.TO_CONFIRM, State.READY, State.HELD, State.UNMET, State.NOTICE)


@receiver(contribution_gone)
def let_go(contribution: Contribution, erased: bool, **_: Any) -> None:
    """Who took everything back is told nothing more; who has it erased, by no link either."""
    theirs = Recipient.objects.filter(behind__contribution=contribution)
    for recipient in theirs.select_for_update(of=("self",)):
        others = recipient.behind.exclude(contribution=contribution).filter(
            contribution__withdrawn_at=None, contribution__isnull=False
        )
        if others.exists():
            continue
        if recipient.state in _UNTOLD:
            recipient.state = State.LEFT_OUT
            recipient.problem = "They took back what they had said."
            recipient.save(update_fields=["state", "problem"])
        if erased:
            links.revoke(Scope.REPLY, recipient.pk)


@receiver(contributions_undone)
def forget_undone(keys: Sequence[int], **_: Any) -> None:
    """Their places stay, pointing nowhere."""
    Behind.objects.filter(contribution__in=keys).update(contribution=None)
    PutRight.objects.filter(contribution__in=keys).update(contribution=None)
    delete_of(Hold, keys)
