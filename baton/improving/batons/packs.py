# SPDX-License-Identifier: MIT
"""What the board's pack says of dropped batons: post and programme, never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baton.improving.batons import queries
from baton.improving.batons.naming import Naming
from baton.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Line:
    """One dropped baton, as a pack tells it."""

    sentences: tuple[str, ...]
    programme: str
    stage: str
    post: str
    due_on: date


def pack_lines(organisation: Organisation) -> list[Line]:
    """Every dropped baton of a body, the oldest first."""
    found = list(queries.dropped(organisation))
    naming = Naming(None, found)
    return [
        Line(
            sentences=tuple(it.sentence for it in each.findings.all()),
            programme=each.programme.title,
            stage=each.stage.name,
            post=naming.post(each),
            due_on=each.due_on,
        )
        for each in found
        if each.due_on
    ]
