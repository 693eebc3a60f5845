# SPDX-License-Identifier: MIT
"""Seats at the walk-in centre: what people said of them, down to the reply. It is 10 June 2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from baton.core import clock
from baton.people.roles import Role
from baton.understanding.tests.conftest import (  # noqa: F401 - the same people
    bea,
    board,
    olu,
    person,
    priya,
    say,
    signed_in,
    welland,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.improving.batons.models import Baton
    from baton.improving.decisions.models import Action, Decision
    from baton.improving.findings.models import Finding
    from baton.improving.replies.models import Recipient, Reply
    from baton.listening.models import Contribution
    from baton.people.models import Account
    from baton.programmes.models import Programme

SEATS = "People who cannot stand for long leave before they are seen"


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(on(6, 10)):
        yield


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def programme(board, meena) -> Programme:  # noqa: F811
    from baton.programmes import operations as programmes

    with clock.held_at(on(1, 5)):
        return programmes.begin(board, "Urgent care close to home", by=meena)


@pytest.fixture
def concluded(programme, priya) -> Callable[..., Finding]:  # noqa: F811
    """A finding on these, gathered on 9 and concluded on 12 March."""
    from baton.improving.findings import operations as findings

    def conclude(sentence: str, *behind: Contribution, against: Any = ()) -> Finding:
        with clock.held_at(on(3, 9)):
            finding = findings.begin(
                programme.stages.get(kind="needs"), sentence, by=priya, severity=3, inequality=2
            )
            findings.gather(finding, behind, by=priya)
            findings.gather(finding, against, by=priya, side=2)
        with clock.held_at(on(3, 12)):
            findings.conclude(finding, by=priya)
        return finding

    return conclude


@dataclass
class Chain:
    """From two voices to the reply."""

    amina: Contribution
    ruth: Contribution
    finding: Finding
    baton: Baton
    decision: Decision
    action: Action
    reply: Reply
    recipient: Recipient


@pytest.fixture
def hand_on(meena, programme) -> Callable[..., Baton]:
    """The finding's open baton goes on to Meena, who takes it up four days later."""
    from baton.improving.batons import operations as batons

    def handed(finding: Finding, kind: str = "plan", due: date = date(2026, 4, 30)) -> Baton:
        with clock.held_at(on(3, 20)):
            to = batons.Handing(
                programme.stages.get(kind=kind), batons.Hands(meena), due, "Which sites?"
            )
            (baton,) = batons.hand_on(finding.batons.open(), to, by=finding.author)
        with clock.held_at(on(3, 24)):
            batons.take_up(baton, by=meena)
        baton.refresh_from_db()
        return baton

    return handed


@pytest.fixture
def decide(board, meena) -> Callable[..., Decision]:  # noqa: F811
    from baton.improving.decisions.models import Decision
    from baton.people.groups import operations as groups

    def decided(*answers: Baton) -> Decision:
        group = board.groups.first() or groups.add(
            board, by=meena, name="Urgent care group", kind="reference", purpose="decides"
        )
        made = Decision.objects.create(
            organisation=board,
            number=board.decisions.count() + 1,
            group=group,
            decided_on=date(2026, 4, 22),
            title="Seats first, at three sites",
            text="Put seats in first.",
            reasons="Nobody should stand for two hours.",
            recorded_by=meena,
        )
        for baton in answers:
            made.answered.create(baton=baton)
        return made

    return decided


@pytest.fixture
def act(meena) -> Callable[..., Action]:
    from baton.improving.decisions.models import Action

    def acted(decision: Decision) -> Action:
        action = decision.actions.create(
            title="Six seats at Belvoir Street",
            owner=meena,
            due_on=date(2026, 5, 30),
            expects="Nobody leaves unseen",
            state=Action.State.DONE,
            done_on=date(2026, 5, 18),
        )
        action.turns.create(state="doing", at=on(5, 2), by=meena)
        action.turns.create(state="done", says="Six seats with arms", at=on(5, 18), by=meena)
        return action

    return acted


@pytest.fixture
def chain(say, concluded, hand_on, decide, act, board, meena) -> Chain:  # noqa: F811
    """Amina spoke for it and Ruth against; Amina was answered."""
    from baton.improving.replies.models import Reply

    with clock.held_at(on(2, 20)):
        amina = say("I stood for two hours.", said_at=on(2, 19))
        ruth = say("Plenty of room.", said_at=on(2, 18))
    finding = concluded(SEATS, amina, against=[ruth])
    baton = hand_on(finding)
    decision = decide(baton)
    action = act(decision)
    reply = Reply.objects.create(
        organisation=board,
        number=1,
        decision=decision,
        kind="did",
        you_said="You had nowhere to sit.",
        we_say="There are six new seats.",
        next_says="We will count who leaves without being seen.",
        next_on=date(2026, 10, 1),
        state="sent",
        sent_at=on(6, 1),
        author=meena,
    )
    reply.findings.add(finding)
    recipient = reply.recipients.create(person="amina", way="sms", state="sent", sent_at=on(6, 2))
    recipient.behind.create(contribution=amina)
    return Chain(amina, ruth, finding, baton, decision, action, reply, recipient)
