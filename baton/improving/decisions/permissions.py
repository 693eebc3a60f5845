# SPDX-License-Identifier: MIT
"""May this person say how an action stands?"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from baton.improving.decisions.models import Action
from baton.people.permissions import Standing
from baton.ui.wording import _


def may_turn(standing: Standing, action: Action) -> bool:
    """Its owner, and whoever records decisions."""
    return action.owner_id == standing.account.pk or standing.may("record_decisions")


def check_may_turn(standing: Standing, action: Action) -> None:
    if not may_turn(standing, action):
        raise PermissionDenied(
            _(
                "This action is %(whose)s’s. They say how it stands, and so does whoever records "
                "decisions."
            )
            % {"whose": action.whose}
        )
