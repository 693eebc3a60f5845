# SPDX-License-Identifier: MIT
"""Beginning findings, gathering what stands behind them, judging and concluding them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from baton.core import audit, clock
from baton.improving.findings import born, policies
from baton.improving.findings.models import Finding, Support
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.programmes.models import Stage

By = models.Model | str
#: Contributions that are written at once.
_PART = 500


@transaction.atomic
def begin(stage: Stage, sentence: str, *, by: Account, **about: Any) -> Finding:
    """A draft in a stage, which lies in its author's hands. `about` are fields of `Finding`.

    Raises NotNow.
    """
    policies.check_can_begin(stage)
    # Two that begin at once take turns for the number.
    organisation = Organisation.objects.select_for_update().get(pk=stage.programme.organisation_id)
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


@transaction.atomic
def conclude(finding: Finding, *, by: By, of: int | None = None) -> None:
    """It is no draft any more; `of` is the number of contributions that its share is of.

    Raises NotNow.
    """
    policies.check_can_conclude(finding)
    finding.concluded_at, finding.of = clock.now(), of
    finding.save(update_fields=["concluded_at", "of"])
    _record("finding.concluded", finding, by, supports=finding.supports.count())


@transaction.atomic
def peer_check(finding: Finding, *, by: Account, says: str = "") -> None:
    """Somebody else has looked at it. Raises NotNow."""
    policies.check_can_be_peer(finding, by)
    finding.peer, finding.peer_at, finding.peer_says = by, clock.now(), says
    finding.save(update_fields=["peer", "peer_at", "peer_says"])
    _record("finding.peer_checked", finding, by)


def _record(verb: str, finding: Finding, by: By, **details: Any) -> None:
    audit.record(verb, finding, by=by, organisation=finding.organisation_id, **details)
