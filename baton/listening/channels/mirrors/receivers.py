# SPDX-License-Identifier: MIT
"""What is said of a contribution that goes, goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.listening.channels.mirrors.models import Mirror
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.listening.undoing import delete_of


@receiver(contribution_gone)
def forget_one(contribution: Contribution, **about: Any) -> None:  # noqa: ARG001 - a signal's own
    Mirror.objects.filter(contribution=contribution).delete()


@receiver(contributions_undone)
def forget_several(keys: Sequence[int], **about: Any) -> None:  # noqa: ARG001
    delete_of(Mirror, keys)
