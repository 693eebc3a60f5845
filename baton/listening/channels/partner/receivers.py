# SPDX-License-Identifier: MIT
"""What is done when something that a partner sent is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.listening.channels.partner.models import Event, Item
from baton.listening.channels.partner.operations import webhooks
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.listening.undoing import delete_of


@receiver(contribution_gone)
def let_go_of_the_words(contribution: Contribution, **_: Any) -> None:
    """No digest of them stays, and whoever sent it may hear of it."""
    item = Item.objects.filter(contribution=contribution).select_related("contribution").first()
    if item is None:
        return
    Item.objects.filter(pk=item.pk).update(words_digest="")
    webhooks.tell(Event.WITHDRAWN, [item])


@receiver(contributions_undone)
def forget_items(keys: Sequence[int], **_: Any) -> None:
    delete_of(Item, keys)
