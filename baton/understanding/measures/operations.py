# SPDX-License-Identifier: MIT
"""Writing measures, their standards and what is typed for them. Every change is audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from baton.core import audit, periods
from baton.people.models import Account, Organisation
from baton.ui.wording import _, _lazy
from baton.ui.words import day
from baton.understanding.measures import sources
from baton.understanding.measures.files import Given
from baton.understanding.measures.models import Measure, Note, Rebase, Standard, Value

#: Rows a transaction.
_CHUNK = 100
#: What cannot change under figures that were typed for it.
_SETTLED = {
    "source": _lazy("how it is counted"),
    "frequency": _lazy("how often"),
    "unit": _lazy("the unit"),
}


class HasValues(ValueError):
    """What was measured is kept."""


class StandardTooEarly(ValueError):
    """A standard cannot take the place of one that begins after it."""

    def __init__(self, begins: date) -> None:
        super().__init__(
            _("The last standard holds from %(begins)s. Let this one hold from then or later.")
            % {"begins": day(begins)}
        )


class NotAPercentage(ValueError):
    """The target of a percentage lies beyond 0 to 100."""

    def __init__(self) -> None:
        super().__init__(_("The standard of a percentage lies from 0 to 100."))


@transaction.atomic
def add(organisation: Organisation, *, by: models.Model | str, **given: Any) -> Measure:
    """Begin a measure. `given` are its fields."""
    measure = Measure.objects.create(organisation=organisation, **_settled(given))
    _record("measure.added", measure, by=by, source=measure.source)
    return measure


@transaction.atomic
def change(measure: Measure, *, by: models.Model | str, **given: Any) -> None:
    """Change its fields. Raises HasValues where typed figures would mean something else."""
    given = _settled({"source": measure.source, "unit": measure.unit} | given)
    # Values are typed under the same lock, so that none comes between the look and the change.
    locked = Measure.objects.select_for_update().get(pk=measure.pk)
    changed = [name for name, value in given.items() if getattr(locked, name) != value]
    settled = [name for name in changed if name in _SETTLED]
    if settled and locked.values.exists():
        raise HasValues(
            _(
                "Figures are typed for it, so %(settled)s stays as it is. Retire this measure "
                "and add another."
            )
            % {"settled": _SETTLED[settled[0]]}
        )
    for name, value in given.items():
        setattr(measure, name, value)
    measure.save()
    _record("measure.changed", measure, by=by, fields=changed)


def _settled(given: dict[str, Any]) -> dict[str, Any]:
    """What is counted from comments has the unit of its counting."""
    source = given["source"]
    if source == Measure.Source.TYPED:
        return given
    unit = Measure.Unit.NUMBER if source == Measure.Source.COMMENTS else Measure.Unit.PERCENTAGE
    return given | {"unit": unit}


@transaction.atomic
def remove(measure: Measure, *, by: models.Model | str) -> None:
    """Take away a measure that never had a value. Raises HasValues for any other."""
    Measure.objects.select_for_update().get(pk=measure.pk)
    if sources.counted(measure) or measure.standards.exists():
        raise HasValues(_("It has values or a standard, which are kept. Retire it instead."))
    _record("measure.removed", measure, by=by)
    measure.delete()


@transaction.atomic
def set_standard(measure: Measure, *, by: models.Model | str, **given: Any) -> Standard:
    """Let a standard hold from its day on; the one before it ends then.

    Raises StandardTooEarly, NotAPercentage.
    """
    Measure.objects.select_for_update().get(pk=measure.pk)
    if measure.is_percentage and not 0 <= given["target"] <= 100:
        raise NotAPercentage
    begins = given["valid_from"]
    last = measure.standards.order_by("valid_from", "pk").last()
    if last is not None:
        if begins < last.valid_from:
            raise StandardTooEarly(last.valid_from)
        if last.valid_to is None or last.valid_to > begins:
            last.valid_to = begins
            last.save(update_fields=["valid_to"])
    recorded_by = by if isinstance(by, Account) else None
    standard = Standard.objects.create(measure=measure, recorded_by=recorded_by, **given)
    audit.record(
        "measure.standard_set",
        standard,
        by=by,
        organisation=measure.organisation_id,
        measure=measure.pk,
        target=str(standard.target),
        valid_from=begins.isoformat(),
    )
    return standard


@dataclass(frozen=True, slots=True)
class Kept:
    """How many figures are new, took another's place, or were there already."""

    added: int = 0
    replaced: int = 0
    same: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            self.added + other.added, self.replaced + other.replaced, self.same + other.same
        )


def put(measure: Measure, given: Sequence[Given], *, by: models.Model | str) -> Kept:
    """Keep figures; of two for the same period the later one. In short transactions."""
    assert measure.is_typed
    kept = Kept()
    for at in range(0, len(given), _CHUNK):
        kept += _put_some(measure, given[at : at + _CHUNK], by=by)
    return kept


@transaction.atomic
def _put_some(measure: Measure, given: Sequence[Given], *, by: models.Model | str) -> Kept:
    Measure.objects.select_for_update().get(pk=measure.pk)
    there = {
        each.start: (each.numerator, each.denominator)
        for each in Value.objects.filter(measure=measure, start__in=[one.start for one in given])
    }
    kept, replaced = Kept(), {}
    for each in given:
        before = there.get(each.start)
        if before is None:
            kept = replace(kept, added=kept.added + 1)
        elif before == (each.numerator, each.denominator):
            kept = replace(kept, same=kept.same + 1)
        else:
            kept = replace(kept, replaced=kept.replaced + 1)
            replaced[each.start.isoformat()] = [
                _told(*before),
                _told(each.numerator, each.denominator),
            ]
    Value.objects.bulk_create(
        [
            Value(measure=measure, start=e.start, numerator=e.numerator, denominator=e.denominator)
            for e in given
        ],
        update_conflicts=True,
        unique_fields=["measure", "start"],
        update_fields=["numerator", "denominator"],
    )
    for each in given:
        if each.note:
            _write_note(measure, each.start, each.note)
    _record("measure.values_put", measure, by=by, added=kept.added, replaced=replaced)
    return kept


def _told(numerator: Decimal, denominator: int | None) -> str:
    return f"{numerator.normalize():f}" + (f"/{denominator}" if denominator else "")


@transaction.atomic
def take_away(value: Value, *, by: models.Model | str) -> None:
    """Remove a figure that was typed for the wrong period."""
    audit.record(
        "measure.value_removed",
        value,
        by=by,
        organisation=value.measure.organisation_id,
        measure=value.measure_id,
        start=value.start.isoformat(),
        was=_told(value.numerator, value.denominator),
    )
    value.delete()


@transaction.atomic
def annotate(measure: Measure, start: date, text: str, *, by: models.Model | str) -> None:
    """Say what happened in a period; without words, nothing is said of it any more."""
    start = periods.start(start, measure.frequency)
    if text:
        _write_note(measure, start, text)
    else:
        measure.notes.filter(start=start).delete()
    _record("measure.noted", measure, by=by, start=start.isoformat(), says=bool(text))


def _write_note(measure: Measure, start: date, text: str) -> None:
    Note.objects.update_or_create(measure=measure, start=start, defaults={"text": text})


@transaction.atomic
def rebase(measure: Measure, start: date, reason: str, *, by: models.Model | str) -> Rebase:
    """Begin new limits at the period of a day. Repeating it gives it another reason."""
    start = periods.start(start, measure.frequency)
    account = by if isinstance(by, Account) else None
    made, _ = Rebase.objects.update_or_create(
        measure=measure, start=start, defaults={"reason": reason, "by": account}
    )
    _record("measure.rebased", measure, by=by, start=start.isoformat())
    return made


@transaction.atomic
def remove_rebase(rebase: Rebase, *, by: models.Model | str) -> None:
    """Let the limits before it hold on."""
    _record("measure.rebase_removed", rebase.measure, by=by, start=rebase.start.isoformat())
    rebase.delete()


def _record(verb: str, measure: Measure, *, by: models.Model | str, **details: Any) -> None:
    audit.record(verb, measure, by=by, organisation=measure.organisation_id, **details)
