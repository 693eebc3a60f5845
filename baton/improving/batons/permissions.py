# SPDX-License-Identifier: MIT
"""May this person move this baton, and may they read in whose hands a dropped one lies?"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from baton.improving.batons.models import Baton
from baton.people.permissions import Standing
from baton.programmes.models import Programme
from baton.ui.wording import _


def oversees(standing: Standing, programme: Programme) -> bool:
    """Whoever owns a programme, or may manage them all."""
    return programme.owner_id == standing.account.pk or standing.may("manage_programmes")


def may_move(standing: Standing, baton: Baton) -> bool:
    """Its holder, whoever may carry one that lies with a post, or who oversees its programme."""
    if not standing.may("carry_batons"):
        return False
    is_free = baton.holder_id is None or baton.holder_id == standing.account.pk
    return is_free or oversees(standing, baton.programme)


def may_take_up(standing: Standing, baton: Baton) -> bool:
    """Nobody takes it up for somebody else."""
    is_theirs = baton.holder_id is None or baton.holder_id == standing.account.pk
    return standing.may("carry_batons") and is_theirs


def sees_who(standing: Standing | None, baton: Baton) -> bool:
    """Of a dropped baton only its holder and the programme's owner read a name; all others the
    post."""
    if not baton.is_dropped:
        return True
    if standing is None:
        return False
    me = standing.account.pk
    return me in {baton.holder_id, baton.programme.owner_id}


def check_may_move(standing: Standing, baton: Baton) -> None:
    if not may_move(standing, baton):
        raise PermissionDenied(
            _(
                "This baton is in somebody else’s hands. They can hand it on, and so can the "
                "owner of its programme."
            )
        )


def check_may_take_up(standing: Standing, baton: Baton) -> None:
    if not may_take_up(standing, baton):
        raise PermissionDenied(_("This baton was offered to somebody else. They take it up."))
