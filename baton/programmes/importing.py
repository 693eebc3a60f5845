# SPDX-License-Identifier: MIT
"""A log of actions brought from a spreadsheet: each row adds a step to a programme, or changes it.

And the programmes that a list names by title.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit, clock
from baton.core.upserts import Became, Foreseen, NotTaken, Values, change, foreseen, known
from baton.people.models import Account, Organisation
from baton.programmes import operations
from baton.programmes.models import Programme, Stage, Step
from baton.ui.wording import _

_OWN = ("title", "says", "due_on", "post")


class Programmes:
    """A body's programmes by title: the open one, else the last of that title that ended."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._by_title: dict[str, Programme] = {}
        ended_first = models.F("ended_on").asc(nulls_last=True)
        for each in organisation.programmes.order_by(ended_first, "pk"):
            self._by_title[known(each.title)] = each

    def find(self, title: str) -> Programme | None:
        return self._by_title.get(known(title))

    def begin(self, title: str, on: date | None, *, by: models.Model | str) -> Programme:
        """A programme that a list names and nobody has begun; from the first day the list has."""
        begins_on = min(on or clock.today(), clock.today())
        try:
            made = operations.begin(self._organisation, title, by=by, begins_on=begins_on)
        except operations.TitleTaken:  # begun by somebody between our look and our write
            made = self._organisation.programmes.open().get(title__iexact=" ".join(title.split()))
        self._by_title[known(title)] = made
        return made

    def stands_for(self, values: Values) -> Programme | None:
        """The programme of a row: an object where it was chosen, a title where the row names it."""
        named = values["programme"]
        return named if isinstance(named, Programme) else self.find(named)

    def needed(self, values: Values) -> Programme:
        """As `stands_for`. Raises NotTaken where there is none."""
        found = self.stands_for(values)
        if found is None:
            raise NotTaken(
                _("There is no programme “%(programme)s”. Begin it first, or mend its title.")
                % {"programme": values["programme"]},
                "programme",
            )
        return found


def name_of_programme(values: Values) -> str:
    """By what a row's programme is known again."""
    named = values["programme"]
    return f"#{named.pk}" if isinstance(named, Programme) else known(named)


class Steps:
    """The steps of a body's programmes, read once."""

    is_unique = False

    def __init__(self, organisation: Organisation, programmes: Programmes) -> None:
        self._organisation = organisation
        self._programmes = programmes
        self._by_key: dict[int, Step] = {}
        self._by_title: dict[tuple[int, str], list[int]] = {}
        self._by_reference: dict[tuple[int, str], int] = {}
        for each in Step.objects.filter(programme__organisation=organisation).order_by("pk"):
            self._remember(each)
        self._stages = {
            (each.programme_id, each.kind): each
            for each in Stage.objects.filter(programme__organisation=organisation).order_by("pk")
        }

    def identity(self, values: Values) -> tuple[str, ...]:
        return (name_of_programme(values), known(values["title"]))

    def candidates(self, values: Values) -> list[int]:
        programme = self._programmes.stands_for(values)
        if programme is None:
            return []
        found = list(self._by_title.get((programme.pk, known(values["title"])), ()))
        referred = self._by_reference.get((programme.pk, values.get("reference", "")))
        if referred is not None and self._by_key[referred].due_on == values.get("due_on"):
            found.append(referred)
        return found

    def has(self, key: int) -> bool:
        return key in self._by_key

    def foresee(self, key: int | None, values: Values) -> Foreseen:
        there = self._by_key[key] if key is not None else None
        wanted = self._wanted(there, values)
        programme = self._programmes.stands_for(values)
        if there is not None and programme is not None:
            wanted |= self._place(there, programme, values)
        return foreseen(there, wanted)

    @transaction.atomic
    def put(self, key: int | None, values: Values, *, by: models.Model | str) -> tuple[int, Became]:
        programme = self._programmes.needed(values)
        if key is None:
            step = self._add(programme, values)
            became: Became = "added"
            audit.record("step.added", step, by=by, organisation=self._organisation.pk)
        else:
            step = Step.objects.select_for_update(of=("self",)).get(pk=key)
            wanted = self._wanted(step, values) | self._place(step, programme, values)
            if wanted.get("done_on") and step.done_on is None:
                wanted["done_by"] = by if isinstance(by, Account) else None
            fields = change(step, wanted)
            became = "changed" if fields else "same"
            if fields:
                audit.record(
                    "step.changed", step, by=by, organisation=self._organisation.pk, fields=fields
                )
        self._remember(step)
        return step.pk, became

    def _add(self, programme: Programme, values: Values) -> Step:
        reference = values.get("reference", "")
        free = (programme.pk, reference) not in self._by_reference
        return Step.objects.create(
            programme=programme,
            stage=self._stage(programme, values.get("stage", "")),
            source_ref=reference if free else "",
            **self._wanted(None, values),
        )

    def _wanted(self, there: Step | None, values: Values) -> dict[str, Any]:
        wanted = {name: values[name] for name in _OWN if name in values}
        status = values.get("status", "done" if values.get("done_on") else "")
        if status == "done":
            before = there.done_on if there else None
            wanted |= {"done_on": values.get("done_on") or before or clock.today()}
            wanted |= {"not_needed_why": ""}
        elif status == "not_needed":
            before_why = there.not_needed_why if there else ""
            why = before_why or _("Marked as not needed in the list that it came from")
            wanted |= {"done_on": None, "not_needed_why": why}
        elif status == "open":
            wanted |= {"done_on": None, "not_needed_why": ""}
        is_check = there is not None and there.kind == Step.Kind.CHECK and not there.evidence
        if is_check and wanted.get("done_on"):
            raise NotTaken(
                _(
                    "“%(title)s” is a check, and is met by evidence. Say on the programme’s page "
                    "what shows it, then bring the row again."
                )
                % {"title": values["title"]},
                "done_on",
            )
        return wanted

    def _place(self, there: Step, programme: Programme, values: Values) -> dict[str, Any]:
        """Where it belongs, if the row says something else than what holds."""
        if there.programme_id != programme.pk:
            place = {
                "programme": programme,
                "stage": self._stage(programme, values.get("stage", "")),
            }
            is_taken = (programme.pk, there.source_ref) in self._by_reference
            return place | ({"source_ref": ""} if is_taken else {})
        if values.get("stage"):
            return {"stage": self._stage(programme, values["stage"])}
        return {}

    def _stage(self, programme: Programme, kind: str) -> Stage:
        if (programme.pk, kind or "needs") not in self._stages:
            self._stages |= {(programme.pk, each.kind): each for each in programme.stages.all()}
        if kind:
            return self._stages[programme.pk, kind]
        stages = [each for (of, _), each in self._stages.items() if of == programme.pk]
        taking_part = [each for each in stages if each.state != Stage.State.LEFT_OUT] or stages
        at_work = [each for each in taking_part if each.state == Stage.State.OPEN]
        return (at_work or taking_part)[0]

    def _remember(self, step: Step) -> None:
        before = self._by_key.get(step.pk)
        if before is not None:
            self._by_title[before.programme_id, known(before.title)].remove(step.pk)
            self._by_reference.pop((before.programme_id, before.source_ref), None)
        self._by_key[step.pk] = step
        self._by_title.setdefault((step.programme_id, known(step.title)), []).append(step.pk)
        if step.source_ref:
            self._by_reference[step.programme_id, step.source_ref] = step.pk
