# SPDX-License-Identifier: MIT
"""Who stands behind a finding, by what people stated of themselves: in figures alone.

What is told of few would tell of each of them. So groups of one to four are hidden, with others
that would give them away; and so is a group in which nearly everybody is, because the rest would
be known then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from baton.analysis.disclosure import THRESHOLD, Figures, protect, table_key
from baton.improving.findings.models import Finding, Support
from baton.listening.models import Characteristics
from baton.ui.wording import _
from baton.understanding import stated


@dataclass(frozen=True, slots=True)
class Group:
    """Those who stated one value."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question about themselves, and how those behind the finding answered it, as far as it
    may be told. Which answers are hidden is not told either."""

    name: str
    groups: list[Group]


def spoke(finding: Finding) -> list[Question]:
    """Those for it, question by question; nothing where they are too few for any figure."""
    rows = finding.supports.filter(side=Support.Side.FOR, contribution__withdrawn_at=None)
    told: Counter[Any] = Counter(rows.values_list("contribution__characteristics", flat=True))
    everybody = told.total()
    if everybody < 2 * THRESHOLD:
        return []
    known = {
        each.pk: each.stated
        for each in Characteristics.objects.filter(pk__in=[key for key in told if key])
    }
    names = sorted({name for given in known.values() for name in given})
    asked = stated.of(finding.organisation)
    questions = [
        Question(stated.called(name), _groups(name, told, known)) for name in names if name in asked
    ]
    nothing = _not_stated()
    return [each for each in questions if any(one.name != nothing for one in each.groups)]


def _not_stated() -> str:
    return _("Not stated")


def _groups(name: str, told: Counter[Any], known: dict[int, dict[str, object]]) -> list[Group]:
    counts: Counter[str] = Counter()
    nothing = _not_stated()
    for key, number in told.items():
        given = known.get(key, {}) if key else {}
        counts[str(given[name]) if name in given else nothing] += number
    values = [
        *sorted((each for each in counts if each != nothing), key=str.casefold),
        nothing,
    ]
    figures = Figures()
    table: dict[tuple[Hashable, ...], int] = {(value,): counts[value] for value in values}
    figures.add_table({"value": values}, table)
    safe = protect(figures)
    groups = []
    for value in values:
        may_be_told = safe.value(table_key(("value",), (value,)))
        rest = told.total() - counts[value]
        if may_be_told and rest >= THRESHOLD:
            groups.append(Group(value, may_be_told))
    # What is left when these are taken from everybody must not be a few, either.
    while 0 < told.total() - sum(each.number for each in groups) < THRESHOLD:
        groups.remove(min(groups, key=lambda each: each.number))
    return groups
