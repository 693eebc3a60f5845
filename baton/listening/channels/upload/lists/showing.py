# SPDX-License-Identifier: MIT
"""What the page of a list's columns shows: what it would do, its first rows, columns, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import models

from baton.core.upserts import Change
from baton.listening.channels.upload import operations, showing
from baton.listening.channels.upload.census import Census
from baton.listening.channels.upload.lists import asking, putting, reading
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.forms import ListForm
from baton.listening.channels.upload.lists.planning import Plan, Planned
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import Refused, UnreadableFile
from baton.listening.channels.upload.showing import glimpse
from baton.listening.channels.upload.table import Table
from baton.ui.wording import _, _lazy
from baton.ui.words import day

PREVIEWED, CHANGES, REFUSALS = 5, 20, 10
_CUT = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: what it would do, its own name, and its other values by theirs."""

    number: int
    became: str
    name: str
    values: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]


def context(
    upload: Upload,
    header: Sequence[str],
    form: ListForm,
    chosen: Chosen,
    census: Census,
    *,
    may_begin: bool,
) -> dict[str, Any]:
    """What the template needs. The key `problem` says why nothing can be foreseen."""
    table = operations.table_of(upload)
    columns = _columns(table.sample(showing.EXAMPLES_FROM), header, form, len(table.header))
    plan, problem = None, ""
    try:
        plan = putting.foresee(upload, chosen, may_begin=may_begin)
    except (MappingProblem, UnreadableFile) as mistake:
        problem = str(mistake)
    return {
        "upload": upload,
        "form": form,
        "table": table,
        "chosen": chosen,
        "kind": chosen.kind,
        "census": census,
        "mapped": [each for each in columns if each.value],
        "left_out": [each for each in columns if not each.value],
        "answered": asking.answered(header, chosen, census),
        "plan": plan,
        "first": _first(plan, chosen) if plan else [],
        "changed": _changed(plan, chosen) if plan else [],
        "refused": [_refusal(each, chosen) for each in plan.refused[:REFUSALS]] if plan else [],
        "counts": {key: plan.count(key) for key in ("added", "changed", "same")} if plan else {},
        "unjudged": _unjudged(plan) if plan and chosen.holds == "stakeholders" else 0,
        "problem": problem,
        "rows": plan.size if plan else _size(table),
    }


def _size(table: Table) -> int:
    """Rows of the file, with those that cannot be read: as many as the plan will have."""
    return sum(1 for _ in islice(table.rows(), reading.MOST_ROWS))


def _columns(
    sample: Sequence[Any], header: Sequence[str], form: ListForm, width: int
) -> list[showing.Shown]:
    offset = width - len(header)
    found = []
    for index, name in enumerate(header):
        field = form[f"column{index}"]
        cells = dict.fromkeys(glimpse(row.cells[index + offset].strip()) for row in sample)
        examples = tuple(cell for cell in cells if cell)[:3]
        found.append(showing.Shown(name, examples, field, str(field.value() or "")))
    return found


def _first(plan: Plan, chosen: Chosen) -> list[Shown]:
    return [_shown(each, chosen) for each in sorted(plan.rows, key=_number)[:PREVIEWED]]


def _changed(plan: Plan, chosen: Chosen) -> list[Shown]:
    changed = [each for each in plan.rows if each.foreseen.became == "changed"]
    return [_shown(each, chosen) for each in sorted(changed, key=_number)[:CHANGES]]


def _number(planned: Planned) -> int:
    return planned.line.number


def _shown(planned: Planned, chosen: Chosen) -> Shown:
    values = planned.line.values
    name = values.get("name") or values.get("title") or values.get("email") or ""
    named = chosen.kind.by_code
    others = tuple(
        (_short(named[code].name), in_words(named[code].choices, value))
        for code, value in values.items()
        if code in named and value != name and code not in ("name", "title")
    )
    changes = tuple(
        Change(
            _short(named[each.field].name)
            if each.field in named
            else str(_OTHER.get(each.field, each.field)),
            _cut(each.was),
            _cut(each.will_be),
        )
        for each in planned.foreseen.changes
    )
    return Shown(planned.line.number, planned.foreseen.became, _cut(name), others, changes)


#: Fields that no column is, as a person reads them.
_OTHER = {
    "basis": _lazy("Lawful basis"),
    "kind": _lazy("What they are"),
    "stage": _lazy("Stage"),
    "programme": _lazy("Programme"),
    "state": _lazy("State"),
    "until": _lazy("Last day"),
    "with_whom": _lazy("With whom"),
    "not_needed_why": _lazy("Not needed"),
    "done_on": _lazy("Done on"),
    "owner": _lazy("Owner"),
    "post": _lazy("Owner"),
    "name": _lazy("Name"),
}


def in_words(choices: Sequence[tuple[str, str]], value: Any) -> str:
    if str(value) in dict(choices):
        return _(dict(choices)[str(value)])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, models.Model):
        return str(value)
    if hasattr(value, "year"):
        return day(value)
    if hasattr(value, "hour"):
        return f"{value:%H:%M}"
    return _cut(str(value))


def _short(name: str) -> str:
    """A field's name without what explains it.

    >>> _short("Owner: a post, or a colleague’s e-mail"), _short("Power (1–5)")
    ('Owner', 'Power')
    """
    return name.partition(":")[0].partition(" (")[0]


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def _refusal(row: Refused, chosen: Chosen) -> Mapping[str, Any]:
    column = chosen.column_of(row.column) or (row.column if row.column in chosen.columns else "")
    return {"number": row.row, "column": column, "reason": glimpse(row.reason)}


def _unjudged(plan: Plan) -> int:
    """Rows that say something of power or interest, and not enough for a judgement."""
    levels = ("power", "interest")
    needed = (("power",), ("interest",), ("current", "current_else"), ("desired", "desired_else"))
    return sum(
        any(name in each.line.values for name in levels)
        and not all(any(name in each.line.values for name in either) for either in needed)
        for each in plan.rows
        if each.foreseen.became == "added"
    )
