# SPDX-License-Identifier: MIT
"""The moves of batons. Each ends one or more and makes others, in one transaction, so that no
finding is ever in nobody's hands unless it has ended for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit, clock, working_days
from baton.improving.batons import policies
from baton.improving.batons.models import GRACE, Baton, Carried, Move
from baton.improving.findings import born
from baton.improving.findings.models import Finding
from baton.people.models import Account
from baton.programmes import closing
from baton.programmes.models import Stage

By = Account | str


@dataclass(frozen=True, slots=True)
class Hands:
    """In whose hands: a person with an account, or a post."""

    account: Account | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Handing:
    """Where a baton goes, to whom, by when, with what question."""

    stage: Stage
    to: Hands
    due_on: date
    question: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the batons that a split makes; in the same hands as before unless said otherwise."""

    question: str
    to: Hands | None = None
    due_on: date | None = None


@born.tells
def begin(finding: Finding) -> None:
    """A finding's first baton lies with its author, in the stage in which it is made."""
    baton = Baton.objects.create(
        organisation_id=finding.organisation_id,
        stage=finding.stage,
        holder=finding.author,
        state=Baton.State.HELD,
        handed_by=finding.author,
        taken_at=clock.now(),
    )
    Carried.objects.create(baton=baton, finding=finding)


@transaction.atomic
def hand_on(batons: Iterable[Baton], handing: Handing, *, by: By) -> list[Baton]:
    """Hand each of these on, all or none; the new ones wait until their holder takes them up.

    Raises NotNow.
    """
    policies.check_due(handing.due_on)
    handing = _as_it_is(handing)
    made = []
    for baton in _locked(batons):
        policies.check_can_leave(baton)
        policies.check_destination(baton, handing.stage)
        _close(baton, Baton.State.PASSED, by)
        # A question that nobody puts anew goes on: it would be lost between two stages.
        asked = replace(handing, question=handing.question or baton.question)
        new = _offer(baton, asked, Move.Kind.ON, by)
        _record("baton.handed_on", new, by, stage=handing.stage.kind, before=baton.pk)
        made.append(new)
    return made


@transaction.atomic
def take_up(baton: Baton, *, by: Account) -> None:
    """Its holder takes it; where it was offered to a post, whoever takes it up holds it."""
    (baton,) = _locked([baton])
    policies.check_can_take_up(baton)
    baton.state, baton.taken_at = Baton.State.HELD, clock.now()
    baton.holder = baton.holder or by
    baton.save(update_fields=["state", "taken_at", "holder"])
    _record("baton.taken_up", baton, by)


@transaction.atomic
def decline(baton: Baton, why: str, *, by: By) -> Baton:
    """It returns to whoever handed it on, with the reason and ten working days. Raises NotNow."""
    (baton,) = _locked([baton])
    policies.check_can_decline(baton)
    _close(baton, Baton.State.DECLINED, by, why=why)
    before = baton.came_by.select_related("before__stage").order_by("pk").first()
    assert before is not None, "the policy asked for it"
    giver = baton.handed_by
    back = _follow(
        [baton],
        Move.Kind.RETURNED,
        stage=before.before.stage,
        question=baton.question,
        holder=giver or before.before.holder,
        post="" if giver else before.before.post,
        due_on=working_days.days_after(clock.today(), GRACE),
        state=Baton.State.HELD,
        taken_at=clock.now(),
        handed_by=by if isinstance(by, Account) else None,
    )
    _record("baton.declined", baton, by, returned=back.pk)
    return back


@transaction.atomic
def split(baton: Baton, parts: Sequence[Part], *, by: By) -> list[Baton]:
    """Make several of it, each with its own question. Raises NotNow."""
    (baton,) = _locked([baton])
    policies.check_can_split(baton, len(parts))
    for part in parts:
        policies.check_date_of_part(baton, part.due_on, is_handed=part.to is not None)
    # The parts are as the whole still is.
    made = [_part(baton, part, by) for part in parts]
    _close(baton, Baton.State.SPLIT, by)
    _record("baton.split", baton, by, parts=len(parts))
    return made


def _part(baton: Baton, part: Part, by: By) -> Baton:
    """One part: offered where it goes to other hands, else as the whole lies."""
    if part.to is not None:
        # What is handed to somebody has a date.
        due = part.due_on or baton.due_on or working_days.days_after(clock.today(), GRACE)
        return _offer(baton, Handing(baton.stage, part.to, due, part.question), Move.Kind.SPLIT, by)
    return _follow(
        [baton],
        Move.Kind.SPLIT,
        stage=baton.stage,
        question=part.question,
        holder=baton.holder,
        post=baton.post,
        due_on=part.due_on or baton.due_on,
        # In the same hands its date was changed as the whole's was, or was not yet.
        was_due_on=baton.was_due_on,
        redated_why=baton.redated_why,
        state=baton.state,
        taken_at=baton.taken_at,
        handed_by=baton.handed_by,
    )


@transaction.atomic
def merge(batons: Sequence[Baton], question: str, *, by: Account) -> Baton:
    """Make one of several in a stage: it carries all their findings, to the earliest of their
    dates, in the hands of whoever merges them. Raises NotNow."""
    batons = _locked(batons)
    policies.check_can_merge(batons)
    for each in batons:
        _close(each, Baton.State.MERGED, by)
    dated = [(each.due_on, each.pk, each) for each in batons if each.due_on]
    earliest = min(dated)[-1] if dated else batons[0]
    merged = _follow(
        batons,
        Move.Kind.MERGED,
        stage=batons[0].stage,
        question=question,
        holder=by,
        due_on=earliest.due_on,
        was_due_on=earliest.was_due_on,
        redated_why=earliest.redated_why,
        state=Baton.State.HELD,
        taken_at=clock.now(),
        handed_by=by,
    )
    _record("baton.merged", merged, by, number=len(batons))
    return merged


@transaction.atomic
def copy(baton: Baton, handing: Handing, *, by: By) -> Baton:
    """Hand a copy to another programme; this one stays where it is. Raises NotNow."""
    handing = _as_it_is(handing)
    (baton,) = _locked([baton])
    policies.check_can_copy(baton, handing.stage)
    policies.check_due(handing.due_on)
    new = _offer(baton, handing, Move.Kind.COPIED, by)
    _record("baton.copied", new, by, before=baton.pk)
    return new


@transaction.atomic
def redate(baton: Baton, due_on: date, why: str, *, by: By) -> None:
    """Give it a later date, once, for a reason. Raises NotNow."""
    (baton,) = _locked([baton])
    policies.check_can_redate(baton, due_on)
    baton.was_due_on, baton.due_on, baton.redated_why = baton.due_on, due_on, why
    baton.save(update_fields=["was_due_on", "due_on", "redated_why"])
    _record("baton.redated", baton, by)


@transaction.atomic
def end(batons: Iterable[Baton], why: str, *, by: By) -> None:
    """Each ends here, all or none, with the reason that people will be told. Raises NotNow."""
    policies.check_told(why)
    for baton in _locked(batons):
        policies.check_is_open(baton)
        _close(baton, Baton.State.ENDED, by, why=why)
        _record("baton.ended", baton, by)


@transaction.atomic
def settle(choices: Sequence[tuple[Baton, Handing | str]], *, by: By) -> None:
    """Say of many at once what becomes of each: handed on, or ended for a reason; all or none.

    Raises NotNow.
    """
    together: dict[Handing | str, list[Baton]] = {}
    for baton, choice in choices:
        together.setdefault(choice, []).append(baton)
    # Stages in one order, so that two who close stages at once do not each wait.
    for choice, found in sorted(together.items(), key=_whither):
        if isinstance(choice, Handing):
            hand_on(found, choice, by=by)
        else:
            end(found, choice, by=by)


@closing.leaves
@transaction.atomic
def leave_behind(stage: Stage, by: models.Model | str) -> int:
    """Its stage is closed over what still lies in it: that is noted with each. How many they are.

    They stay open: their dates run on, and the programme's owner sees them.
    """
    left = Baton.objects.open().filter(stage=stage)
    number = left.update(was_left_behind=True)
    if number:
        organisation = stage.programme.organisation_id
        audit.record("baton.left_behind", stage, by=by, organisation=organisation, number=number)
    return number


def _whither(settled: tuple[Handing | str, list[Baton]]) -> int:
    choice, _ = settled
    return choice.stage.pk if isinstance(choice, Handing) else 0


def _as_it_is(handing: Handing) -> Handing:
    """With its stage as it stands now, held: nobody closes it while a baton is on its way there."""
    rows = Stage.objects.select_for_update(of=("self",), no_key=True)
    stage = rows.select_related("programme__organisation").get(pk=handing.stage.pk)
    return replace(handing, stage=stage)


def _locked(batons: Iterable[Baton]) -> list[Baton]:
    """The rows as they stand now, in one order, so that two who move the same do not each wait."""
    keys = sorted({each.pk for each in batons})
    rows = Baton.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("stage__programme", "holder", "handed_by"))


def _close(baton: Baton, state: str, by: By, *, why: str = "") -> None:
    baton.state, baton.closed_at, baton.why = state, clock.now(), " ".join(why.split())
    baton.closed_by = by if isinstance(by, Account) else None
    baton.save(update_fields=["state", "closed_at", "closed_by", "why"])


def _offer(baton: Baton, handing: Handing, kind: str, by: By) -> Baton:
    return _follow(
        [baton],
        kind,
        stage=handing.stage,
        question=handing.question,
        holder=handing.to.account,
        post=handing.to.post,
        due_on=handing.due_on,
        handed_by=by if isinstance(by, Account) else None,
    )


def _follow(before: Sequence[Baton], kind: str, **given: Any) -> Baton:
    """A new baton that comes of these and carries all of their findings."""
    new = Baton.objects.create(organisation_id=before[0].organisation_id, **given)
    findings = Carried.objects.filter(baton__in=before).values_list("finding", flat=True)
    Carried.objects.bulk_create(
        Carried(baton=new, finding_id=each) for each in sorted(set(findings))
    )
    Move.objects.bulk_create(Move(before=each, after=new, kind=kind) for each in before)
    return new


def _record(verb: str, baton: Baton, by: By, **details: Any) -> None:
    audit.record(verb, baton, by=by, organisation=baton.organisation_id, **details)
