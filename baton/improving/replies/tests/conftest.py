# SPDX-License-Identifier: MIT
"""Soar Care Board, where Meena leads and answers; people told it that there is nowhere to sit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from baton.people.roles import Role
from baton.understanding.tests.conftest import (  # noqa: F401 - the same people
    bea,
    board,
    code,
    olu,
    person,
    priya,
    say,
    signed_in,
    tom,
    welland,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from baton.improving.findings.models import Finding
    from baton.improving.replies.models import Reply
    from baton.listening.contacts.models import Contact
    from baton.listening.models import Contribution
    from baton.people.models import Account
    from baton.programmes.models import Stage

NOWHERE = "There was nowhere to sit while I waited."


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def stage(board, meena) -> Stage:  # noqa: F811
    from baton.programmes import operations as programmes

    programme = programmes.begin(board, "Redesign urgent care", by=meena)
    return programme.stages.get(kind="needs")


@pytest.fixture
def reached(board) -> Callable[..., Contact]:  # noqa: F811
    """Let somebody be told by e-mail, or in another way, what comes of what they said."""
    from baton.listening.contacts import operations as contacts

    def keep(*said: Contribution, address: str, way: str = "email", **asked: Any) -> Contact:
        how = contacts.Way(way, address, **asked)
        return contacts.keep(said[0].organisation, said, how, by="test")

    return keep


@pytest.fixture
def concluded(stage, priya) -> Callable[..., Finding]:  # noqa: F811
    """A finding that stands on some contributions, gathered by hand."""
    from baton.improving.findings import operations as findings

    def conclude(*said: Contribution, how: int = 1, **about: Any) -> Finding:
        finding = findings.begin(
            stage, "People cannot sit while they wait", by=priya, severity=2, inequality=1, **about
        )
        findings.gather(finding, said, by=priya, how=how)
        findings.conclude(finding, by=priya)
        return finding

    return conclude


@pytest.fixture
def answer(board, meena) -> Callable[..., Reply]:  # noqa: F811
    """A draft to the people behind some findings, settled."""
    from baton.improving.replies import operations, settling

    def write(*findings: Finding, **says: Any) -> Reply:
        usual = {
            "kind": "did",
            "you_said": "There was nowhere to sit.",
            "we_say": "Six seats with arms came in May.",
        }
        reply = operations.write(board, findings, by=meena, **(usual | says))
        settling.gather(reply)
        return reply

    return write


@pytest.fixture
def send(meena) -> Callable[[Reply], None]:
    """Send a reply, and let the worker do all that it asks for."""
    from baton.core import jobs
    from baton.core.models import Job
    from baton.improving.replies import operations

    def go(reply: Reply) -> None:
        operations.send(reply, by=meena)
        for job in Job.objects.filter(state=Job.State.WAITING, kind=operations.SENDING):
            jobs.do.func(job.pk)
        reply.refresh_from_db()

    return go
