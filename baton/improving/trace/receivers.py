# SPDX-License-Identifier: MIT
"""A place in the chain stays counted, whatever becomes of the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.dispatch import receiver

from baton.listening import undoing
from baton.listening.models import Contribution
from baton.listening.signals import contributions_undone

#: Rooms whose rows point at contributions.
_ROOMS = ("baton.improving.", "baton.listening.contacts.")


def pointing() -> list[tuple[type[models.Model], models.ForeignKey[Any, Any]]]:
    """Every model of the chain with its pointer at contributions."""
    return [
        (model, field)
        for model in apps.get_models()
        if model.__module__.startswith(_ROOMS)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Contribution
    ]


@receiver(contributions_undone)
def let_go(keys: Sequence[int], **_: Any) -> None:
    """A delivery is taken out again: what keeps a place loses its pointer, as at an erasure; what
    is of one contribution alone goes with it."""
    for model, field in pointing():
        if field.null:
            model._default_manager.filter(**{f"{field.name}__in": keys}).update(
                **{field.name: None}
            )
        else:
            undoing.delete_of(model, keys, str(field.column))
