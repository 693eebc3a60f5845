# SPDX-License-Identifier: MIT
"""The line of what became of a contribution or a finding, as staff read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from baton.core import clock, working_days
from baton.improving.batons.models import GRACE, Baton, Move, dropped_before
from baton.improving.decisions.models import Action
from baton.improving.findings.models import Finding, Support
from baton.improving.replies.models import Recipient, Reply
from baton.improving.trace import rows
from baton.improving.trace.addresses import page_of
from baton.improving.trace.rows import Row
from baton.people.models import Organisation
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import count, number, short_day
from baton.understanding.steps import Step, in_order

_TURNED = {
    Action.State.DOING: _lazy("Begun"),
    Action.State.DONE: _lazy("Done"),
    Action.State.NOT_DOING: _lazy("Not doing"),
    Action.State.NOT_FIXED: _lazy("Not fixed"),
}
_MOVED = {
    Move.Kind.ON: _lazy("Handed on"),
    Move.Kind.SPLIT: _lazy("Split"),
    Move.Kind.MERGED: _lazy("Merged"),
    Move.Kind.COPIED: _lazy("Copied"),
}
_GOING = {
    Recipient.State.TO_CONFIRM: _lazy("to be confirmed by a person first"),
    Recipient.State.READY: _lazy("ready to go"),
    Recipient.State.HELD: _lazy("held back"),
    Recipient.State.UNMET: _lazy("asked for what we cannot do yet"),
    Recipient.State.BOUNCED: _lazy("came back"),
}
#: What has no date yet.
_LATER = _lazy("to come")
_WAYS = {
    "email": _lazy("by e-mail"),
    "sms": _lazy("by text"),
    "phone": _lazy("by phone"),
    "post": _lazy("by post"),
    "partner": _lazy("through a partner"),
}


#: On one day a finding is concluded, then handed on, then decided upon, then acted on.
_MOVE, _DECISION, _TURN, _REPLY = range(1, 5)


def noon(day: date) -> datetime:
    """A day among moments."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def decided_at(row: Row) -> datetime:
    """When a decision was made: the moment at which it was recorded, if that was on its day; so it
    stands between what was done on that day before it and after it."""
    assert row.day is not None
    if row.at is not None and timezone.localdate(row.at) == row.day:
        return row.at
    return noon(row.day)


@dataclass
class Known:
    """Rows by what they are of. The same decision for two findings is one."""

    findings: dict[int, Row] = field(default_factory=dict)
    supports: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    others: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, found: Iterable[Row]) -> Known:
        known = cls()
        for row in found:
            if row.kind == "finding":
                known.findings[row.finding] = row
            elif row.kind == "support":
                known.supports[row.of].append(row)
            elif row.kind == "told":
                known.told[row.of].append(row)
            else:
                known.others[row.finding].append(row)
        return known

    def behind(self, findings: Iterable[int]) -> list[Row]:
        """What happened to these findings, each thing once."""
        seen = set()
        kept = []
        for row in (each for key in findings for each in self.others[key]):
            what = (row.kind, row.code, row.key, row.second, row.at)
            if what not in seen:
                seen.add(what)
                kept.append(row)
        return kept


def of_contributions(organisation: Organisation, keys: Sequence[int]) -> dict[int, list[Step]]:
    """What became of each of these, after it was said and read; nothing of those in no finding."""
    known = Known.of(rows.of_contributions(organisation, keys))
    return {
        key: in_order([*_of_contribution(known, key)]) for key in {*known.supports, *known.told}
    }


def of_finding(finding: Finding) -> list[Step]:
    """What became of a finding, from its conclusion on."""
    known = Known.of(rows.of_findings(finding.organisation, [finding.pk]))
    there = [_found(row) for row in known.findings.values()]
    return in_order([*there, *_after(known.behind([finding.pk]))])


def _of_contribution(known: Known, key: int) -> Iterator[Step]:
    supports = known.supports[key]
    for row in supports:
        yield _found(known.findings[row.finding], is_against=row.number == Support.Side.AGAINST)
    own = {row.key for row in known.told[key]}
    happened = known.behind(row.finding for row in supports)
    # Its own reply says how it went; one that went to others is theirs.
    others = [
        row
        for row in happened
        if row.kind != "reply" or (row.key not in own and row.code == Reply.State.DRAFT)
    ]
    yield from _after(others)
    yield from map(_told, known.told[key])


def _found(row: Row, *, is_against: bool = False) -> Step:
    assert row.at is not None
    page = page_of("finding", row.public_id)
    against = _("it speaks against it")
    side = f"; {against}" if is_against else ""
    if row.then:
        return Step(_("Concluded"), row.at, side, row.title, page, code="concluded")
    link, draft = _("Finding %(number)s") % {"number": row.number}, _("a draft")
    return Step(_("Gathered"), row.at, f" ({draft}){side}", link, page)


def _after(happened: Sequence[Row]) -> Iterator[Step]:
    """The steps that follow a finding."""
    decided = {row.second for row in happened if row.kind == "decision"}
    turned = {row.key for row in happened if row.kind == "turn"}
    seen: set[tuple[str, int]] = set()
    for row in _together(happened):
        if row.kind == "decision":
            if (row.kind, row.key) in seen:
                continue
            seen.add((row.kind, row.key))
        if row.kind == "baton":
            yield from _baton(row, is_decided=row.key in decided)
        elif row.kind == "action":
            yield from _action(row, was_turned=row.key in turned)
        elif (step := _STEPS[row.kind](row)) is not None:
            yield step


def _together(happened: Sequence[Row]) -> Iterator[Row]:
    """Parts of one split, and the batons that were merged, make one step."""
    made = defaultdict(list)
    for row in happened:
        if row.kind == "baton" and row.code in (Move.Kind.SPLIT, Move.Kind.MERGED):
            assert row.at is not None
            # A merged one came of several, each of which has a row.
            what = row.whence if row.code == Move.Kind.SPLIT else row.key
            made[row.code, what, timezone.localdate(row.at)].append(row)
        else:
            yield row
    for parts in made.values():
        keys = {each.key for each in parts}
        yield parts[0]._replace(number=len(keys))


def _baton(row: Row, *, is_decided: bool) -> Iterator[Step]:
    """That it was handed on; and what is still owed of it, or was dropped."""
    assert row.at is not None
    page = page_of("baton", row.public_id)
    if row.code in _MOVED:
        yield Step(
            _MOVED[Move.Kind(row.code)],
            row.at,
            _how_it_stands(row),
            _whither(row),
            page,
            rank=_MOVE,
        )
    if row.more not in Baton.OPEN or is_decided or row.day is None:
        return
    where = f"{row.title.capitalize()}, {row.says}"
    if row.day < dropped_before(clock.today()):
        # Names the stage and the programme, never who held it.
        at = noon(working_days.days_after(row.day, GRACE + 1))
        yield Step(_("Dropped"), at, "", where, page, is_dropped=True, rank=_MOVE)
    else:
        yield Step(_("Answer"), noon(row.day), "", where, page, is_to_come=True)


def _whither(row: Row) -> str:
    if row.code == Move.Kind.COPIED:
        return _("To %(programme)s") % {"programme": row.says}
    if row.code == Move.Kind.SPLIT:
        parts = count(row.number, "part")
        return f"{row.title.capitalize()}: {parts}"
    if row.code == Move.Kind.MERGED:
        return _("%(stage)s: with others") % {"stage": row.title.capitalize()}
    return _("%(before)s to %(after)s") % {"before": row.whence.capitalize(), "after": row.title}


def _how_it_stands(row: Row) -> str:
    if row.code not in (Move.Kind.ON, Move.Kind.COPIED):
        return ""
    if row.then:
        taken = _("taken up %(day)s") % {"day": short_day(row.then)}
        return f"; {taken}"
    waits = _("not taken up yet")
    return f"; {waits}" if row.more == Baton.State.OFFERED else ""


def _action(row: Row, *, was_turned: bool) -> Iterator[Step]:
    """What is still to be done of an action."""
    if row.code not in Action.OPEN or row.day is None:
        return
    is_late = row.day < clock.today()
    name = _("Overdue") if is_late else (_("To be finished") if was_turned else _("To be done"))
    page = page_of("action", row.public_id)
    yield Step(name, noon(row.day), "", row.title, page, is_to_come=True)


def _check(row: Row) -> Step:
    assert row.at is not None
    numbers = {"asked": number(row.number), "answered": number(row.second)}
    said = _("%(asked)s asked, %(answered)s answered") % numbers
    return Step(_("Checked back"), row.at, said)


def _closed(row: Row) -> Step:
    assert row.at is not None
    name = _("Declined") if row.code == Baton.State.DECLINED else _("Ended")
    page = page_of("baton", row.public_id)
    return Step(name, row.at, f": {row.says}", row.title.capitalize(), page, rank=_MOVE)


def _decision(row: Row) -> Step:
    page = page_of("decision", row.public_id)
    at, says = decided_at(row), f"; {row.more}"
    return Step(_("Decided"), at, says, row.title, page, rank=_DECISION, code="decided")


def _turn(row: Row) -> Step | None:
    assert row.at is not None
    if row.code not in _TURNED:
        return None
    says = f": {row.says}" if row.says else ""
    page = page_of("action", row.public_id)
    name = _TURNED[Action.State(row.code)]
    return Step(name, row.at, says, row.title, page, rank=_TURN, code=row.code)


def _reply(row: Row) -> Step:
    page, link = page_of("reply", row.public_id), _("Reply %(number)s") % {"number": row.number}
    if row.at is None:
        written = _("is being written")
        return Step(_("Reply"), clock.now(), f" {written}", link, page, True, when=_LATER)
    people = _many("to %(n)s person", "to %(n)s people", row.second) % {"n": number(row.second)}
    return Step(_("Answered"), row.at, f" {people}", link, page, rank=_REPLY)


def _told(row: Row) -> Step:
    """How a reply went to whoever spoke."""
    page, link = page_of("reply", row.public_id), _("Reply %(number)s") % {"number": row.number}
    if row.code == Recipient.State.SENT:
        at = row.at or row.then or clock.now()
        way = _WAYS.get(row.says, "")
        return Step(_("Answered"), at, f" {way}".rstrip(), link, page, rank=_REPLY)
    if row.code == Recipient.State.NOTICE and row.then:
        there = _("on the public page and a notice")
        return Step(_("Answered"), row.then, f" {there}", link, page, rank=_REPLY)
    going = _GOING.get(Recipient.State(row.code), _("by the public page and a notice"))
    if row.more:
        why = Recipient.Hold(row.more).label.lower()
        going = _("held back: %(why)s") % {"why": why}
    at = row.then or clock.now()
    return Step(_("Reply"), at, f" {going}", link, page, is_to_come=True, when=_LATER)


_STEPS = {
    "check": _check,
    "closed": _closed,
    "decision": _decision,
    "turn": _turn,
    "reply": _reply,
}
