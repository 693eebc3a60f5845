# SPDX-License-Identifier: MIT
"""A decision that answers a finding, behind which stand Amina, who is told by e-mail, and another.

`python -m tests.harness.heard SLUG ADDRESS`, run inside an instance's environment, prints the
decision's identifier. What it decided was done.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

WORDS = "There was nowhere to sit while I waited."


def heard(slug: str, address: str) -> str:
    from baton.improving.findings import operations as findings
    from baton.listening.contacts import operations as contacts
    from baton.people.models import Account, Organisation
    from baton.programmes import operations as programmes

    body = Organisation.objects.get(slug=slug)
    priya = Account.objects.get(email=f"analyst@{slug}.example")
    programme = programmes.begin(body, "Redesign urgent care", by=priya)
    amina, other = (_said(body, words) for words in (WORDS, "I stood for three hours."))
    contacts.keep(body, [amina], contacts.Way("email", address), by="test")
    finding = findings.begin(
        programme.stages.get(kind="needs"),
        "People cannot sit while they wait",
        by=priya,
        severity=2,
        inequality=1,
    )
    findings.gather(finding, [amina, other], by=priya)
    findings.conclude(finding, by=priya)
    return str(_decided(body, finding, priya).public_id)


def _said(body: Any, words: str) -> Any:
    from baton.core import clock, keys
    from baton.listening import operations as listening
    from baton.listening.heard import Heard

    told = Heard(
        words=words,
        channel="upload",
        source_ref=str(keys.uuid7()),
        said_at=clock.now() - timedelta(days=20),
        service_path=("Walk-in centre",),
    )
    return listening.receive(told, organisation=body, by="test")


def _decided(body: Any, finding: Any, by: Any) -> Any:
    from baton.core import clock
    from baton.improving.decisions.models import Action, Answered, Decision
    from baton.people.groups import operations as groups

    group = groups.add(body, by=by, name="Urgent care group", kind="steering", purpose="decides")
    decision = Decision.objects.create(
        organisation=body,
        number=1,
        group=group,
        decided_on=clock.today(),
        title="Put in seats",
        text="Six seats are put in.",
        reasons="People cannot stand for hours.",
        recorded_by=by,
    )
    Answered.objects.create(decision=decision, baton=finding.batons.get())
    Action.objects.create(
        decision=decision,
        title="Six seats with arms",
        post="Head of estates",
        due_on=clock.today(),
        expects="Nobody leaves for want of a seat",
        state=Action.State.DONE,
        done_on=clock.today(),
    )
    return decision


if __name__ == "__main__":
    import django

    django.setup()
    print(heard(*sys.argv[1:]))
