# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.core import clock, working_days
from baton.improving.batons.models import Baton, Move
from baton.improving.batons.queries import Stood
from baton.programmes.models import Stage
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import day, listed, long_day, number

#: How a step of a line is headed.
_HEADS: dict[str, str] = {
    Move.Kind.ON: _lazy("Handed on"),
    Move.Kind.RETURNED: _lazy("Returned"),
    Move.Kind.SPLIT: _lazy("Split off"),
    Move.Kind.MERGED: _lazy("Merged"),
    Move.Kind.COPIED: _lazy("Copied"),
}


def mine(found: Sequence[Baton]) -> str:
    """What lies in somebody's own hands."""
    if not found:
        return _("No baton is in your hands.")
    offered = sum(each.state == Baton.State.OFFERED for each in found)
    dropped = sum(each.is_dropped for each in found)
    late = sum(each.is_late for each in found) - dropped
    more = []
    if offered:
        more.append(_("%(n)s not taken up yet") % {"n": offered})
    if late:
        past = _many("%(n)s past its date", "%(n)s past their date", late)
        more.append(past % {"n": late})
    if dropped:
        more.append(_("%(n)s dropped") % {"n": dropped})
    if more:
        said = _many(
            "%(n)s baton is in your hands: %(more)s.",
            "%(n)s batons are in your hands: %(more)s.",
            len(found),
        )
    else:
        said = _many(
            "%(n)s baton is in your hands. None is late.",
            "%(n)s batons are in your hands. None is late.",
            len(found),
        )
    return said % {"n": number(len(found)), "more": listed(more)}


def for_holder(found: Sequence[Baton]) -> list[tuple[str, bool]]:
    """What Today tells of somebody's own batons, and whether it is late; the worst first."""
    dropped = sum(each.is_dropped for each in found)
    late = sum(each.is_late for each in found) - dropped
    offered = sum(each.state == Baton.State.OFFERED and not each.is_late for each in found)
    told = (
        (
            dropped,
            _many(
                "%(n)s baton in your hands was dropped",
                "%(n)s batons in your hands were dropped",
                dropped,
            ),
            True,
        ),
        (
            late,
            _many(
                "%(n)s baton in your hands is past its date",
                "%(n)s batons in your hands are past their date",
                late,
            ),
            True,
        ),
        (
            offered,
            _many(
                "%(n)s baton waits for you to take up",
                "%(n)s batons wait for you to take up",
                offered,
            ),
            False,
        ),
    )
    return [(says % {"n": number(many)}, is_late) for many, says, is_late in told if many]


def closing(stage: Stage, found: Sequence[Baton]) -> str:
    """What must be said before a stage is closed."""
    if not found:
        nothing = _("Nothing lies in %(stage)s any more. It can be closed.")
        return nothing % {"stage": stage.name}
    drafts = sum(is_draft(each) for each in found)
    said = _many(
        "%(n)s baton still lies in %(stage)s.", "%(n)s batons still lie in %(stage)s.", len(found)
    ) % {"n": number(len(found)), "stage": stage.name}
    if not drafts:
        return said
    mend = _many(
        "%(n)s carries a draft: conclude or end those.",
        "%(n)s carry a draft: conclude or end those.",
        drafts,
    ) % {"n": number(drafts)}
    return f"{said} {mend}"


def is_draft(baton: Baton) -> bool:
    return any(each.is_draft for each in baton.findings.all())


def of_programme(found: Sequence[Stood]) -> str:
    """What became of its findings, in two sentences."""
    findings = sum(each.findings for each in found)
    held = sum(each.open for each in found)
    way = sum(each.on_the_way for each in found)
    ended = sum(each.ended for each in found)
    told = []
    if held:
        said = _many("%(n)s is being worked on", "%(n)s are being worked on", held)
        told.append(said % {"n": held})
    if way:
        said = _many(
            "%(n)s is on the way to the next stage", "%(n)s are on the way to the next stage", way
        )
        told.append(said % {"n": way})
    if ended:
        told.append(_("%(n)s ended with a reason") % {"n": ended})
    began = _many("%(n)s finding began here.", "%(n)s findings began here.", findings)
    sentences = [began % {"n": number(findings)}]
    if told:
        sentences.append(_("Of their batons %(told)s.") % {"told": listed(told)})
    return " ".join([*sentences, *_dropped(found)])


def _dropped(found: Sequence[Stood]) -> list[str]:
    """Where some were; no sentence where none was."""
    lost = [each for each in found if each.dropped]
    if not lost:
        return []
    way = _("%(n)s on the way to %(stage)s")
    where = listed([way % {"n": each.dropped, "stage": each.stage.name} for each in lost])
    many = sum(each.dropped for each in lost)
    said = _many(
        "%(n)s baton was dropped: %(where)s.", "%(n)s batons were dropped: %(where)s.", many
    )
    return [said % {"n": many, "where": where}]


def due(baton: Baton) -> str:
    """When it is to be answered, and what happens if it is not."""
    if not baton.is_open:
        return ""
    if baton.due_on is None:
        return _("It has no date: nobody has handed it on yet.")
    today = clock.today()
    if baton.is_dropped:
        said = _("It was dropped: its answer was due on %(day)s.")
        return said % {"day": long_day(baton.due_on)}
    drops = baton.drops_on
    assert drops is not None
    if baton.is_late:
        said = _("Its answer was due on %(day)s. On %(drops)s it is dropped.")
        return said % {"day": long_day(baton.due_on), "drops": long_day(drops)}
    left = working_days.days_until(today, baton.due_on)
    if baton.due_on == today:
        said = _("Answer due %(day)s, today.")
    else:
        said = _many(
            "Answer due %(day)s, in %(n)s working day.",
            "Answer due %(day)s, in %(n)s working days.",
            left,
        )
    sentences = [said % {"day": long_day(baton.due_on), "n": number(left)}]
    if not baton.was_due_on:
        sentences.append(_("It may be re-dated once, with a reason."))
    sentences.append(
        _(
            "Ten working days after its date it is dropped: "
            "the programme’s owner and the board’s pack are told."
        )
    )
    return " ".join(sentences)


def head(kinds: Sequence[str]) -> str:
    """How a baton came of the one before it, in two words."""
    if not kinds:
        return _("Begun")
    return _HEADS[kinds[0]]


def became(baton: Baton) -> str:
    """How it stands, in a few words."""
    closed = day(baton.closed_at) if baton.closed_at else ""
    taken = day(baton.taken_at) if baton.taken_at else ""
    told = {
        Baton.State.OFFERED: _("waits to be taken up"),
        Baton.State.HELD: _("taken up on %(taken)s") if taken else _("taken up"),
        Baton.State.PASSED: _("handed on, %(day)s"),
        Baton.State.DECLINED: _("declined on %(day)s: %(why)s"),
        Baton.State.SPLIT: _("split on %(day)s"),
        Baton.State.MERGED: _("merged with others on %(day)s"),
        Baton.State.ENDED: _("ended on %(day)s: %(why)s"),
    }
    said = told[Baton.State(baton.state)]
    return said % {"day": closed, "taken": taken, "why": baton.why}
