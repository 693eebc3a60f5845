# SPDX-License-Identifier: MIT
"""Two voices of an organisation's, and all that came of them: a finding, a baton, a decision, an
action and a reply.

`python -m tests.harness.chain SLUG`, run inside an instance's environment, prints the identifiers
of the programme and the decision.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from baton.core import clock


def chain(slug: str) -> tuple[str, str]:
    """From two voices to the reply, on days that are over."""
    from baton.improving.batons import operations as batons
    from baton.improving.findings import operations as findings
    from baton.people.groups import operations as groups
    from baton.people.models import Account, Organisation
    from baton.programmes import operations as programmes

    body = Organisation.objects.get(slug=slug)
    lead = Account.objects.get(email=f"engagement-lead@{slug}.example")
    programme = programmes.begin(body, "Urgent care close to home", by=lead)
    amina, ruth = voices(body, lead)
    finding = findings.begin(
        programme.stages.get(kind="needs"),
        "People who cannot stand leave before they are seen",
        by=lead,
        severity=3,
        inequality=2,
    )
    findings.gather(finding, [amina], by=lead)
    findings.gather(finding, [ruth], by=lead, side=2)
    findings.conclude(finding, by=lead)
    plan, day = programme.stages.get(kind="plan"), clock.today()
    to = batons.Handing(plan, batons.Hands(lead), day, "Which sites come first?")
    (baton,) = batons.hand_on(finding.batons.all(), to, by=lead)
    batons.take_up(baton, by=lead)
    group = groups.add(body, by=lead, name="Urgent care group", kind="reference", purpose="seats")
    decision = body.decisions.create(
        number=1,
        group=group,
        decided_on=day,
        title="Seats first, at three sites",
        text="Put seats in first.",
        reasons="Nobody should stand for two hours.",
        recorded_by=lead,
    )
    decision.answered.create(baton=baton)
    answered(decision, finding, amina, lead)
    return str(programme.public_id), str(decision.public_id)


def voices(body: Any, lead: Any) -> tuple[Any, Any]:
    """Amina, who may be quoted and was looked at, and Ruth, who says otherwise."""
    from baton.listening import operations as listening
    from baton.listening import safety
    from baton.listening.heard import Heard, Permission
    from baton.understanding import reviews

    said = datetime.now(UTC) - timedelta(days=9)
    heard = [
        Heard(words=words, channel="upload", source_ref=words, said_at=said, permission=permission)
        for words, permission in (
            ("I stood in the corridor for nearly two hours.", Permission(may_quote=True)),
            ("Plenty of room on a Sunday morning.", Permission()),
        )
    ]
    amina, ruth = (listening.receive(each, organisation=body, by="test") for each in heard)
    safety.screen_pending()
    reviews.decide(amina, outcome="show", by=lead)
    return amina, ruth


def answered(decision: Any, finding: Any, amina: Any, lead: Any) -> None:
    """Six seats came, and Amina was told."""
    action = decision.actions.create(
        title="Six seats at Belvoir Street",
        owner=lead,
        due_on=clock.today(),
        expects="Nobody leaves unseen",
        state="done",
        done_on=clock.today(),
    )
    action.turns.create(state="done", says="Six seats with arms", by=lead)
    reply = decision.organisation.replies.create(
        number=1,
        decision=decision,
        kind="did",
        you_said="You had nowhere to sit.",
        we_say="There are six new seats.",
        state="sent",
        sent_at=clock.now(),
        author=lead,
    )
    reply.findings.add(finding)
    recipient = reply.recipients.create(
        person="amina", way="sms", state="sent", sent_at=clock.now()
    )
    recipient.behind.create(contribution=amina)


if __name__ == "__main__":
    import django

    django.setup()
    print(*chain(*sys.argv[1:]))
