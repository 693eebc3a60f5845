# SPDX-License-Identifier: MIT
"""Beginning findings, gathering what stands behind them, judging and concluding them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from baton.core import audit, clock
from baton.improving.findings import born, policies, queries
from baton.improving.findings.models import Finding, Support, TurnedDown
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.programmes.models import Stage
from baton.understanding import reviews

By = models.Model | str
#: Contributions that are written at once.
_PART = 500


@transaction.atomic
def begin(stage: Stage, sentence: str, *, by: Account, **about: Any) -> Finding:
    """A draft in a stage, which lies in its author's hands. `about` are fields of `Finding`.

    Raises NotNow.
    """
    policies.check_can_begin(stage)
    # As it stands now, and held: nobody closes it while a finding is begun there.
    policies.check_can_begin(_held(stage))
    # Two that begin at once take turns for the number.
    rows = Organisation.objects.select_for_update(no_key=True)
    organisation = rows.get(pk=stage.programme.organisation_id)
    last = Finding.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    finding = Finding.objects.create(
        organisation=organisation,
        number=(last or 0) + 1,
        stage=stage,
        sentence=" ".join(sentence.split()),
        author=by,
        **about,
    )
    born.tell(finding)
    _record("finding.begun", finding, by, kind=finding.kind, stage=stage.kind)
    return finding


def _held(stage: Stage) -> Stage:
    rows = Stage.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("programme").get(pk=stage.pk)


@transaction.atomic
def change(finding: Finding, *, by: By, **about: Any) -> None:
    """Set fields: its sentence, its judgements, what it looks for."""
    changed = [name for name, value in about.items() if getattr(finding, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(finding, name, about[name])
    finding.save(update_fields=changed)
    _record("finding.changed", finding, by, fields=sorted(changed))


@transaction.atomic
def gather(
    finding: Finding,
    contributions: Iterable[Contribution],
    *,
    by: By,
    side: int = Support.Side.FOR,
    how: int = Support.How.HAND,
) -> int:
    """Let these stand for or against it; how many are new. One that stands there stays as it is.

    All must be the finding's organisation's, and still have a place: the caller asks for them so.
    """
    there = set(finding.supports.values_list("contribution", flat=True))
    new = {each.pk: each for each in contributions if each.pk not in there}
    if any(each.organisation_id != finding.organisation_id for each in new.values()):
        raise ValueError("A contribution of another organisation cannot stand behind a finding.")
    person = by if isinstance(by, Account) else None
    rows = [
        Support(finding=finding, contribution=each, side=side, how=how, by=person)
        for each in new.values()
    ]
    Support.objects.bulk_create(rows, batch_size=_PART, ignore_conflicts=True)
    if rows:
        _record("finding.gathered", finding, by, number=len(rows), side=int(side))
    return len(rows)


def gather_matching(
    finding: Finding,
    numbers: Sequence[int],
    *,
    by: By,
    side: int = Support.Side.FOR,
    how: int = Support.How.FILTER,
) -> int:
    """Let these of the body's contributions stand for it or against, by their numbers; how many
    are new."""
    parts = _in_parts(finding, numbers)
    return sum(gather(finding, part, by=by, side=side, how=how) for part in parts)


def _in_parts(finding: Finding, numbers: Sequence[int]) -> Iterator[Iterable[Contribution]]:
    """Some hundred at a time, each for a transaction of its own, so that nobody waits long."""
    for start in range(0, len(numbers), _PART):
        yield queries.speaking(finding.organisation, numbers[start : start + _PART])


def turn_down_matching(finding: Finding, numbers: Sequence[int], *, by: Account) -> int:
    """They do not belong to it, by their numbers."""
    return sum(turn_down(finding, part, by=by) for part in _in_parts(finding, numbers))


@transaction.atomic
def turn_down(finding: Finding, contributions: Iterable[Contribution], *, by: Account) -> int:
    """They were proposed and do not belong to it: they are not proposed again."""
    rows = [
        TurnedDown(finding=finding, contribution=each, by=by)
        for each in contributions
        if each.organisation_id == finding.organisation_id
    ]
    TurnedDown.objects.bulk_create(rows, batch_size=_PART, ignore_conflicts=True)
    if rows:
        _record("finding.turned_down", finding, by, number=len(rows))
    return len(rows)


@transaction.atomic
def move(finding: Finding, supports: Iterable[int], *, side: int, by: By) -> int:
    """Let these of its supports stand on this side."""
    moved = finding.supports.filter(pk__in=list(supports)).exclude(side=side).update(side=side)
    if moved:
        _record("finding.moved", finding, by, number=moved, side=int(side))
    return moved


@transaction.atomic
def take_out(finding: Finding, supports: Iterable[int], *, by: Account) -> int:
    """They do not belong to it, and are not proposed for it again. Raises NotNow."""
    policies.check_can_change(_locked(finding))
    gone = finding.supports.filter(pk__in=list(supports)).select_related("contribution")
    known = [each for each in gone if each.contribution is not None]
    turn_down(finding, [each.contribution for each in known if each.contribution], by=by)
    number, _ = finding.supports.filter(pk__in=[each.pk for each in known]).delete()
    if number:
        _record("finding.taken_out", finding, by, number=number)
    return number


@transaction.atomic
def quote(
    finding: Finding, supports: Iterable[int], *, by: By, yes: bool = True
) -> tuple[int, int]:
    """Show these as quotations, or no longer; how many there are now of those named, and how many
    of them may not be: the person did not allow it, or nobody has looked at it yet."""
    named = finding.supports.filter(pk__in=list(supports))
    total = named.count()
    if yes:
        shown = reviews.may_be_shown(finding.organisation)
        named = named.filter(contribution__in=list(shown.values_list("pk", flat=True)))
    done = named.update(is_quoted=yes)
    if done:
        _record("finding.quoted", finding, by, number=done, yes=yes)
    return done, total - done


@transaction.atomic
def reword(finding: Finding, *, by: By, **about: Any) -> None:
    """Change what a draft says. Raises NotNow."""
    policies.check_can_change(_locked(finding))
    change(finding, by=by, **about)


def conclude(finding: Finding, *, by: By) -> None:
    """It is no draft any more; its share is kept as it is today.

    Raises NotNow.
    """
    policies.check_can_conclude(finding)
    # Of a million this takes a while, so that nobody waits for it.
    share = queries.counted_now(finding)
    with transaction.atomic():
        policies.check_can_conclude(_locked(finding))
        finding.concluded_at = clock.now()
        finding.said_it, finding.of = share or (None, None)
        finding.save(update_fields=["concluded_at", "said_it", "of"])
        _record("finding.concluded", finding, by, supports=finding.supports.count())


@transaction.atomic
def peer_check(finding: Finding, *, by: Account, says: str = "") -> None:
    """Somebody else has looked at it. Raises NotNow."""
    policies.check_can_be_peer(_locked(finding), by)
    finding.peer, finding.peer_at, finding.peer_says = by, clock.now(), says
    finding.save(update_fields=["peer", "peer_at", "peer_says"])
    _record("finding.peer_checked", finding, by)


def _locked(finding: Finding) -> Finding:
    """As it is now, held until the transaction is over: two people may press at once."""
    return Finding.objects.select_for_update().get(pk=finding.pk)


def _record(verb: str, finding: Finding, by: By, **details: Any) -> None:
    audit.record(verb, finding, by=by, organisation=finding.organisation_id, **details)
