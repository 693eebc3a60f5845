# SPDX-License-Identifier: MIT
"""What this room knows of contributions, told where rooms below show them."""

from __future__ import annotations

from collections.abc import Sequence

from baton.improving.trace import lines
from baton.listening.channels.partner import became
from baton.listening.channels.partner.models import Item
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.ui.speech import gettext, noop
from baton.understanding import steps


@steps.tells
def what_became(
    organisation: Organisation, contributions: Sequence[Contribution]
) -> dict[int, list[steps.Step]]:
    """Found, handed on, decided, done and answered."""
    own = [each.pk for each in contributions if each.organisation_id == organisation.pk]
    return lines.of_contributions(organisation, own) if own else {}


#: The steps that a partner is told of: what happened, without whose hands it went through. That the
#: person was answered, the replies tell themselves.
_FOR_PARTNERS = {
    "concluded": noop("It is part of something that we concluded."),
    "decided": noop("A decision was made."),
    "done": noop("Something was done."),
    "not_doing": noop("It was looked at, and will not be done."),
    "not_fixed": noop("It is not put right yet. We look at it again."),
}


@became.tells
def of_items(items: Sequence[Item]) -> dict[int, list[became.Step]]:
    """The same, for the partner who sent it."""
    by_body: dict[Organisation, list[Item]] = {}
    for item in items:
        by_body.setdefault(item.contribution.organisation, []).append(item)
    told = {}
    for organisation, theirs in by_body.items():
        found = lines.of_contributions(organisation, [each.contribution_id for each in theirs])
        for item in theirs:
            if known := _for_partner(found.get(item.contribution_id, [])):
                told[item.pk] = known
    return told


def _for_partner(known: Sequence[steps.Step]) -> list[became.Step]:
    happened = (each for each in known if not each.is_to_come and each.code in _FOR_PARTNERS)
    return [became.Step(each.code, each.at, gettext(_FOR_PARTNERS[each.code])) for each in happened]
