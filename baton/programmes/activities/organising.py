# SPDX-License-Identifier: MIT
"""Somebody else's event: whose it is, and what they said of our place there.

Until they agree, the activity is provisional. Each asking and each answer is a contact with them.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from baton.core import clock
from baton.people.models import Account
from baton.people.stakeholders import operations as stakeholders
from baton.people.stakeholders.models import Contact, ContactKind, Stakeholder
from baton.programmes.activities import operations
from baton.programmes.activities.models import Activity
from baton.ui.wording import _


@transaction.atomic
def note_slot(
    activity: Activity,
    organiser: Stakeholder,
    slot: str,
    *,
    on: date,
    by: Account,
    kind: str = ContactKind.EMAIL,
    said: str = "",
) -> Contact:
    """Keep that its organiser was asked for a place, agreed or declined; `said` are their words.

    Raises IsCancelled.
    """
    assert organiser.organisation_id == activity.organisation_id
    operations.change(activity, by=by, organiser=organiser, slot=slot)
    told = _("%(label)s for a place at theirs: %(activity)s") % {
        "label": Activity.Slot(slot).label,
        "activity": activity.title,
    }
    is_asked = slot == Activity.Slot.ASKED
    due = organiser.next_contact_on
    return stakeholders.record_contact(
        organiser,
        on=on,
        kind=kind,
        by=by,
        # Another contact that is due soon stays due.
        next_on=due if due and due >= clock.today() else None,
        register=activity.programme.register,
        gave=told if is_asked else "",
        got=said if is_asked or said else told,
    )


@transaction.atomic
def make_our_own(activity: Activity, *, by: Account) -> None:
    """It is our own event after all. Raises IsCancelled."""
    operations.change(activity, by=by, organiser=None, slot="")
