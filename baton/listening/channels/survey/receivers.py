# SPDX-License-Identifier: MIT
"""What somebody stated of themselves goes with what they take back."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from baton.listening.channels.survey.models import Response, Said
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone


@receiver(contribution_gone)
def forget_who(contribution: Contribution, erased: bool, **about: Any) -> None:  # noqa: ARG001
    """Their other answers keep a counted place; who has everything erased leaves none of them."""
    said = Said.objects.filter(contribution=contribution).first()
    if said is None:
        return
    Response.objects.filter(pk=said.response_id).update(stated={})
    if erased:
        said.delete()
        if not Said.objects.filter(response=said.response_id).exists():
            Response.objects.filter(pk=said.response_id).delete()
