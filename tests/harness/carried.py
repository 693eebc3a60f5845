# SPDX-License-Identifier: MIT
"""A programme that the engagement lead owns, with all stages open and findings of the analyst's in
Needs; and one that was handed to the complaints officer long ago and dropped.

`python -m tests.harness.carried SLUG TITLE NUMBER`, run inside an instance's environment.
"""

from __future__ import annotations

import sys
from datetime import timedelta


def conclude(slug: str, title: str, number: int) -> None:
    from baton.core import clock
    from baton.improving.batons import operations as carrying
    from baton.listening import operations as listening
    from baton.listening.heard import Heard
    from baton.people.models import Account, Organisation
    from baton.programmes import operations as programmes

    body = Organisation.objects.get(slug=slug)
    of_role = {
        each.role: Account.objects.get(pk=each.account_id) for each in body.memberships.all()
    }
    lead, tom = of_role["engagement_lead"], of_role["complaints_officer"]
    programme = programmes.begin(body, title, by=lead, owner=lead)
    needs, plan = programme.stages.get(kind="needs"), programme.stages.get(kind="plan")
    for stage in programme.stages.all():
        programmes.open_stage(stage, by=lead)
    heard = Heard(words="I stood.", channel="upload", source_ref="1", said_at=clock.now())
    voice = listening.receive(heard, organisation=body, by="test")
    for each in range(1, number + 1):
        _found(needs, f"What people said, {each}", voice, of_role["analyst"])
    with clock.held_at(clock.now() - timedelta(days=60)):
        lost = _found(needs, "Nobody hears their name called", voice, of_role["analyst"])
        due = clock.today() + timedelta(days=20)
        handing = carrying.Handing(plan, carrying.Hands(tom), due, "Who hears it?")
        carrying.hand_on(lost.batons.all(), handing, by=of_role["analyst"])


def _found(stage, says, voice, analyst):
    from baton.improving.findings import operations as findings

    found = findings.begin(stage, says, by=analyst, severity=2, inequality=1)
    findings.gather(found, [voice], by=analyst)
    findings.conclude(found, by=analyst)
    return found


if __name__ == "__main__":
    import django

    django.setup()
    conclude(sys.argv[1], sys.argv[2], int(sys.argv[3]))
