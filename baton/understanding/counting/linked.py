# SPDX-License-Identifier: MIT
"""Counts of the same people in several tables, hung together so that they are protected together.

Themes by feeling, themes by month, and what a change is worked out from: what one of them hides
must not follow from another. So all of them are one `Figures`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from baton.analysis.disclosure import ALL, Figures, table_key
from baton.analysis.disclosure.figures import Key
from baton.ui.wording import _

#: What was said before the months that are told one by one.
EARLIER = "earlier"
FEELING, MONTH, PERIOD = "feeling", "month", "period"
LATELY, BEFORE = "lately", "before"

#: A month as `spans` counts them, or EARLIER.
Month = int | str
#: The key of one of our themes, or ALL: whatever it speaks of.
Of = int | str
#: By theme or ALL, and a feeling or month: how many comments.
Counts = Mapping[tuple[Of, Month], int]


@dataclass(frozen=True, slots=True)
class Counted:
    """Comments counted by theme and feeling, and by theme and month: the same comments.

    A comment speaks of none, one or several themes; it has one feeling and one month. `lately` are
    the months whose shares are set against `before`: against other months of the same comments, or
    against the counts of other people, by theme or ALL; None where there is nothing to set against.
    """

    themes: Sequence[int]
    feelings: Sequence[str]
    months: Sequence[Month]
    by_feeling: Counts
    by_month: Counts
    lately: Sequence[Month] = ()
    before: Sequence[Month] | Mapping[Of, int] | None = None
    #: The themes of the category that was asked for: each comment speaks of one of them or more.
    each_speaks_of: Sequence[int] = ()

    @property
    def is_all_lately(self) -> bool:
        """Whether all that is counted was said lately: then its counts are the counts."""
        return set(self.lately) == set(self.months)


def figures_of(counted: Counted) -> Figures:
    """All that is told, with the sums that a reader knows to hold."""
    figures = Figures()
    tables: list[tuple[str, Sequence[Month], Counts]] = [
        (FEELING, counted.feelings, counted.by_feeling),
        (MONTH, counted.months, counted.by_month),
    ]
    for name, values, counts in tables:
        every: list[Of] = [ALL, *counted.themes]
        places: dict[tuple[Hashable, ...], int] = {
            (theme, value): counts.get((theme, value), 0) for theme in every for value in values
        }
        figures.add_table({"theme": counted.themes, name: values}, places, each_once={name})
    if counted.before is not None:
        _add_periods(figures, counted, counted.before)
    if counted.each_speaks_of:
        for column in _columns(figures):
            _add_union(figures, column, counted.each_speaks_of)
    return figures


def period(theme: Of, name: str) -> Key:
    """Names the count of a theme lately, or before."""
    return table_key(["theme", PERIOD], [theme, name])


def _add_periods(
    figures: Figures, counted: Counted, before: Sequence[Month] | Mapping[Of, int]
) -> None:
    """What the change is worked out from, and how it hangs together with the months."""
    names = (BEFORE,) if counted.is_all_lately else (LATELY, BEFORE)
    every: list[Of] = [ALL, *counted.themes]
    for theme in every:
        if LATELY in names:
            _add_sum(figures, counted, period(theme, LATELY), theme, counted.lately)
        if isinstance(before, Mapping):
            weight = 3.0 if theme == ALL else 1.0
            figures.add(period(theme, BEFORE), before.get(theme, 0), weight=weight)
        else:
            _add_sum(figures, counted, period(theme, BEFORE), theme, before)
        if theme != ALL:
            for name in names:
                figures.within(period(theme, name), period(ALL, name))


def _add_sum(
    figures: Figures, counted: Counted, key: Key, theme: Of, months: Sequence[Month]
) -> None:
    parts = [table_key(["theme", MONTH], [theme, month]) for month in months]
    figures.add(key, sum(counted.by_month.get((theme, month), 0) for month in months), weight=2.0)
    figures.total(key, parts)


def _columns(figures: Figures) -> list[frozenset[tuple[str, Hashable]]]:
    """What each column counts, whatever the theme."""
    found = [key for key in figures.keys if isinstance(key, frozenset)]
    return [key for key in found if all(name != "theme" for name, _ in key)]


def _add_union(
    figures: Figures, column: frozenset[tuple[str, Hashable]], themes: Sequence[int]
) -> None:
    """Whoever is in the column speaks of one of the themes, and some of several."""
    parts = [column | {("theme", theme)} for theme in themes]
    spoken = sum(figures.values[figures.at(part)] for part in parts)
    whole, more = (_("themes spoken of"), column), (_("themes beyond the first"), column)
    figures.add(whole, spoken, told=False)
    figures.add(more, spoken - figures.values[figures.at(column)], told=False)
    figures.total(whole, parts)
    figures.total(whole, [column, more])
