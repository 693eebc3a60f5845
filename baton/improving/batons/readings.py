# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.core import clock, working_days
from baton.improving.batons.models import Baton, Move
from baton.improving.batons.queries import Stood
from baton.programmes.models import Stage
from baton.ui.words import count, day, listed, long_day

#: How a step of a line is headed.
_HEADS: dict[str, str] = {
    Move.Kind.ON: "Handed on",
    Move.Kind.RETURNED: "Returned",
    Move.Kind.SPLIT: "Split off",
    Move.Kind.MERGED: "Merged",
    Move.Kind.COPIED: "Copied",
}


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def mine(found: Sequence[Baton]) -> str:
    """What lies in somebody's own hands."""
    if not found:
        return "No baton is in your hands."
    offered = sum(each.state == Baton.State.OFFERED for each in found)
    dropped = sum(each.is_dropped for each in found)
    late = sum(each.is_late for each in found) - dropped
    first = f"{count(len(found), 'baton')} {_are(len(found))} in your hands"
    more = []
    if offered:
        more.append(f"{offered} not taken up yet")
    if late:
        more.append(f"{late} past {_its(late)} date")
    if dropped:
        more.append(f"{dropped} dropped")
    return f"{first}: {listed(more)}." if more else f"{first}. None is late."


def for_holder(found: Sequence[Baton]) -> list[tuple[str, bool]]:
    """What Today tells of somebody's own batons, and whether it is late; the worst first."""
    dropped = sum(each.is_dropped for each in found)
    late = sum(each.is_late for each in found) - dropped
    offered = sum(each.state == Baton.State.OFFERED and not each.is_late for each in found)
    told = (
        (dropped, f"{count(dropped, 'baton')} in your hands {_were(dropped)} dropped", True),
        (late, f"{count(late, 'baton')} in your hands {_are(late)} past {_its(late)} date", True),
        (offered, f"{count(offered, 'baton waits', 'batons wait')} for you to take up", False),
    )
    return [(says, is_late) for number, says, is_late in told if number]


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"


def closing(stage: Stage, found: Sequence[Baton]) -> str:
    """What must be said before a stage is closed."""
    number = len(found)
    if not number:
        return f"Nothing lies in {stage.name} any more. It can be closed."
    drafts = sum(is_draft(each) for each in found)
    first = f"{count(number, 'baton still lies', 'batons still lie')} in {stage.name}."
    if not drafts:
        return first
    return f"{first} {count(drafts, 'carries a draft', 'carry a draft')}: conclude or end those."


def is_draft(baton: Baton) -> bool:
    return any(each.is_draft for each in baton.findings.all())


def of_programme(found: Sequence[Stood]) -> str:
    """What became of its findings, in two sentences."""
    findings = sum(each.findings for each in found)
    held = sum(each.open for each in found)
    way = sum(each.on_the_way for each in found)
    ended = sum(each.ended for each in found)
    told = [
        f"{held} {_are(held)} being worked on" if held else "",
        f"{way} {_are(way)} on the way to the next stage" if way else "",
        f"{ended} ended with a reason" if ended else "",
    ]
    said = f"{count(findings, 'finding')} began here."
    if any(told):
        said += f" Of their batons {listed([each for each in told if each])}."
    lost = [each for each in found if each.dropped]
    if not lost:
        return said
    number = sum(each.dropped for each in lost)
    where = listed([f"{each.dropped} on the way to {each.stage.name}" for each in lost])
    were = "baton was" if number == 1 else "batons were"
    return f"{said} {number} {were} dropped: {where}."


def due(baton: Baton) -> str:
    """When it is to be answered, and what happens if it is not."""
    if not baton.is_open:
        return ""
    if baton.due_on is None:
        return "It has no date: nobody has handed it on yet."
    today = clock.today()
    if baton.is_dropped:
        return f"It was dropped: its answer was due on {long_day(baton.due_on)}."
    drops = baton.drops_on
    assert drops is not None
    if baton.is_late:
        return (
            f"Its answer was due on {long_day(baton.due_on)}. On {long_day(drops)} it is dropped."
        )
    left = working_days.days_until(today, baton.due_on)
    when = "today" if baton.due_on == today else f"in {count(left, 'working day')}"
    again = "" if baton.was_due_on else " It may be re-dated once, with a reason."
    return (
        f"Answer due {long_day(baton.due_on)}, {when}.{again} Ten working days after its date it "
        "is dropped: the programme’s owner and the board’s pack are told."
    )


def head(kinds: Sequence[str]) -> str:
    """How a baton came of the one before it, in two words."""
    if not kinds:
        return "Begun"
    return _HEADS[kinds[0]]


def became(baton: Baton) -> str:
    """How it stands, in a few words."""
    closed = day(baton.closed_at) if baton.closed_at else ""
    told = {
        Baton.State.OFFERED: "waits to be taken up",
        Baton.State.HELD: f"taken up on {day(baton.taken_at)}" if baton.taken_at else "taken up",
        Baton.State.PASSED: f"handed on, {closed}",
        Baton.State.DECLINED: f"declined on {closed}: {baton.why}",
        Baton.State.SPLIT: f"split on {closed}",
        Baton.State.MERGED: f"merged with others on {closed}",
        Baton.State.ENDED: f"ended on {closed}: {baton.why}",
    }
    return told[Baton.State(baton.state)]
