# SPDX-License-Identifier: MIT
"""Rungs as they are drawn: ○ for what was intended, ● for what participants judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from baton.programmes.activities import judging
from baton.programmes.activities.judging import Judged
from baton.programmes.activities.models import Activity, Rung
from baton.ui.wording import _


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one line of rungs shows, and says to whoever does not see it."""

    intended: Rung | None
    judged: Judged

    @property
    def gap(self) -> int | None:
        return self.judged.gap(self.intended)

    @property
    def low(self) -> Rung | None:
        return self.judged.low

    @property
    def high(self) -> Rung | None:
        return self.judged.high

    @property
    def in_words(self) -> str:
        promised = self.intended.label.lower() if self.intended else _("not said")
        return _("Intended: %(promised)s. Experienced: %(judged)s") % {
            "promised": promised,
            "judged": experienced(self.judged),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """An activity in a list, with its rung."""

    activity: Activity
    rung: Drawn


def rows(activities: Iterable[Activity]) -> list[Row]:
    """Activities with their rungs, in one question to the database."""
    listed = list(activities)
    judged = judging.judged(listed)
    return [Row(each, drawn(each, judged.get(each.pk, judging.NOBODY))) for each in listed]


def drawn(activity: Activity, judged: Judged) -> Drawn:
    return Drawn(activity.rung, judged)


def experienced(judged: Judged) -> str:
    """The median in words; ties are said."""
    if not judged.number:
        return _("not yet asked")
    if judged.low is None or judged.high is None:
        return _("fewer than five answers")
    if judged.is_tied:
        return _("between %(low)s and %(high)s") % {
            "low": judged.low.label.lower(),
            "high": judged.high.label.lower(),
        }
    return judged.low.label.lower()
