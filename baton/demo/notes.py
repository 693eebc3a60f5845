# SPDX-License-Identifier: MIT
"""What was noted at the tables of a workshop, and what patients told a member of staff."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from baton.core import clock
from baton.demo.reading import Colleagues, content, moment, some_day
from baton.listening.channels.event import operations as event
from baton.listening.channels.frontline import operations as frontline
from baton.listening.heard import Manner
from baton.people.models import Organisation
from baton.programmes.activities import queries as activities

_MANNERS: dict[str, Manner] = {"o": "verbatim", "p": "paraphrase"}


def keep(board: Organisation, known: Colleagues) -> None:
    told = content("notes")
    _at_the_workshop(board, told["workshop"], known)
    for number, note in enumerate(told["frontline"]):
        with clock.held_at(moment(note["days_ago"])):
            frontline.keep(
                _key("frontline", number),
                note["says"],
                told_on=some_day(-note["days_ago"]),
                service=board.services.get(code=note["service"]),
                organisation=board,
                by=known[note["by"]],
            )


def _at_the_workshop(board: Organisation, told: dict[str, Any], known: Colleagues) -> None:
    """Two tables on the day of the workshop, closed when it was over."""
    workshop = activities.activities(board).get(title=told["activity"])
    days_ago = (clock.today() - workshop.on).days
    with clock.held_at(moment(days_ago)):
        first = event.begin(workshop, by=known["meena"])
        session = first.session
        for number, (name, about) in enumerate(told["tables"].items()):
            who = known[about["by"]]
            if number:
                table = event.add_table(session, name=name, facilitator=who, stated={}, by=who)
            else:
                table = first
                event.change_table(table, name=name, facilitator=who, stated={}, by=who)
            for place, (manner, words) in enumerate(about["points"]):
                with clock.held_at(clock.now() + timedelta(minutes=4 * place)):
                    key = _key(name, place)
                    event.note(table, event.Point(key, words, _MANNERS[manner]), by=who)
        event.close(session, by=known["meena"])


def _key(where: str, number: int) -> uuid.UUID:
    """The same each time: so that building twice would keep each once."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"baton.demo.notes:{where}:{number}")
