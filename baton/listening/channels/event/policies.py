# SPDX-License-Identifier: MIT
"""Who may change what others noted or agreed: whose it is, and who manages activities."""

from __future__ import annotations

from baton.listening.channels.event.models import Session, Table
from baton.listening.models import Contribution
from baton.people.permissions import Standing
from baton.ui.wording import _lazy

NOT_YOURS_TO_MEND = _lazy(
    "This point was noted by somebody else. Whoever noted it, the table’s facilitator, or somebody "
    "who manages activities can mend it or take it out."
)
NOT_YOUR_TABLE = _lazy(
    "This is somebody else’s table. Its facilitator, or somebody who manages activities, can "
    "change it."
)
NOT_YOUR_SESSION = _lazy(
    "Somebody else began this session. They, or somebody who manages activities, can say whom it "
    "has and what was agreed."
)


def may_mend(standing: Standing, point: Contribution, table: Table) -> bool:
    """Mend a point or take it out."""
    noted_by = point.noted_by.account_id if hasattr(point, "noted_by") else None
    return noted_by == standing.account.pk or may_change(standing, table)


def may_change(standing: Standing, table: Table) -> bool:
    """Change a table: whoever could make it their own could mend all its points."""
    return table.facilitator_id == standing.account.pk or standing.may("manage_activities")


def may_describe(standing: Standing, session: Session) -> bool:
    """Say whom a session has, and whether its people may be quoted. A facilitator may not by that
    alone: whoever may take notes can open a table of their own."""
    return session.began_by_id == standing.account.pk or standing.may("manage_activities")
