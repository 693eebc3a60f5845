# SPDX-License-Identifier: MIT
"""How somebody is reached goes with what they take back, unless they said something else too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.listening.contacts import operations
from baton.listening.contacts.models import Contact, Reachable
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.listening.undoing import delete_of


@receiver(contribution_gone)
def forget_who_took_it_back(contribution: Contribution, **_: Any) -> None:
    _let_go([contribution.pk])


@receiver(contributions_undone)
def forget_who_was_brought(keys: Sequence[int], **_: Any) -> None:
    _let_go(keys)


def _let_go(keys: Sequence[int]) -> None:
    theirs = list(
        Reachable.objects.filter(contribution__in=keys).values_list("contact", flat=True).distinct()
    )
    if not theirs:
        return
    delete_of(Reachable, keys)
    alone = Contact.objects.filter(pk__in=theirs, contributions=None)
    operations.forget(list(alone), by="system:contacts", why="taken back")
