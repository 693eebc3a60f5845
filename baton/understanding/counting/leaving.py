# SPDX-License-Identifier: MIT
"""Figures that leave the organisation: counted, protected together, and told or hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from baton.analysis.disclosure import ALL, Protected, protect, table_key
from baton.analysis.disclosure.figures import Key
from baton.analysis.shares import LEVEL, Difference, Share, difference, level_of_each, share
from baton.understanding.counting import spans
from baton.understanding.counting.linked import (
    BEFORE,
    EARLIER,
    FEELING,
    LATELY,
    MONTH,
    Counted,
    Month,
    Of,
    figures_of,
    period,
)
from baton.understanding.counting.overview import ENOUGH, Overview
from baton.understanding.counting.questions import themes_by_month
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.spans import Span, month_of
from baton.understanding.filters import FEELINGS
from baton.understanding.models import Theme
from baton.warehouse import engine

_ALL = table_key(["theme"], [ALL])


@dataclass(frozen=True)
class Leaving:
    """What may be told of a page of themes: each number, or None where it is hidden."""

    seen: Overview
    counted: Counted
    themes: Sequence[Theme]
    protected: Protected = field(repr=False)

    @property
    def hidden(self) -> int:
        """How many numbers are hidden that would be told."""
        figures = self.protected.figures
        if self._is_of_few:
            return sum(figures.told)
        return sum(figures.told[figures.at(key)] for key in self.protected.hidden)

    def count(self, theme: Of = ALL) -> int | None:
        return self._told(table_key(["theme"], [theme]))

    def of_feeling(self, theme: Of, feeling: str) -> int | None:
        return self._told(table_key(["theme", FEELING], [theme, feeling]))

    def in_month(self, theme: Of, month: Month) -> int | None:
        return self._told(table_key(["theme", MONTH], [theme, month]))

    def share(self, theme: Of) -> Share | None:
        """Told only beside both its counts, and so tells no more than they do."""
        return _share(self.count(theme), self.count())

    def lately(self, theme: Of = ALL) -> int | None:
        name = None if self.counted.is_all_lately else LATELY
        return self._told(period(theme, name) if name else table_key(["theme"], [theme]))

    @property
    def is_compared(self) -> bool:
        """Whether there is anything to set it against, of other people."""
        return self.counted.before is not None

    def before(self, theme: Of = ALL) -> int | None:
        return self._told(period(theme, BEFORE))

    def change(self, theme: Of) -> Difference | None:
        """Told only where the four counts are from which it is worked out; as on the page, nothing
        is sure of a theme that few spoke of."""
        lately = _share(self.lately(theme), self.lately(), level=self._level)
        before = _share(self.before(theme), self.before(), level=self._level)
        if lately is None or before is None:
            return None
        if lately.count + before.count < ENOUGH:
            return Difference(lately.estimate - before.estimate, -1.0, 1.0)
        return difference(lately, before)

    @cached_property
    def _level(self) -> float:
        """As on the page, but of those themes alone whose counts are told: what is hidden must not
        show in what is sure."""
        # A theme that was asked for has the row of all.
        rows: list[Of] = [*self.counted.themes]
        if self.seen.asked.filters.theme and self.seen.asked.filters.theme.parent_id:
            rows.append(ALL)
        both = [(self.lately(of), self.before(of)) for of in rows]
        return level_of_each(
            sum(now is not None and then is not None and now + then >= ENOUGH for now, then in both)
        )

    @cached_property
    def _is_of_few(self) -> bool:
        """Whether it is about so few that not even a zero is told: what none of them said."""
        figures = self.protected.figures
        return 0 < figures.values[figures.at(_ALL)] < self.protected.threshold

    def _told(self, key: Key) -> int | None:
        return None if self._is_of_few else self.protected.value(key)


def _share(count: int | None, of: int | None, level: float = LEVEL) -> Share | None:
    return None if count is None or of is None else share(count, of, level=level)


def leaving(seen: Overview, reader: engine.Reader) -> Leaving:
    """What may be told of a page; every theme of the codebook, also those that nobody spoke of.

    Raises NotSolved where no numbers can be hidden safely: then nothing leaves.
    """
    asked = seen.asked
    # Of a theme that was asked for everybody speaks: its row would be the row of all.
    themes = [
        each for each in asked.codebook if each.parent_id and each.pk != _pk(asked.filters.theme)
    ]
    counted = _count(seen, reader, [each.pk for each in themes])
    return Leaving(seen, counted, themes, protect(figures_of(counted)))


def _pk(theme: Theme | None) -> int | None:
    return theme.pk if theme else None


def _count(seen: Overview, reader: engine.Reader, themes: Sequence[int]) -> Counted:
    asked = seen.asked
    feelings = [asked.filters.sentiment] if asked.filters.sentiment else list(FEELINGS)
    span = asked.selection.span
    if span.since and not (seen.lately.is_whole_months and seen.before.is_whole_months):
        span = seen.lately
    rows = _rows(asked, reader, span)
    months = _months(seen, span, [month for _, month, _, _ in rows])
    by_feeling: Counter[tuple[Of, Month]] = Counter()
    by_month: Counter[tuple[Of, Month]] = Counter()
    names = {number: name for name, number in FEELINGS.items()}
    for theme, month, feeling, number in rows:
        by_feeling[theme, names[feeling]] += number
        by_month[theme, month if month in months else EARLIER] += number
    lately, before = _compared(seen, reader, months)
    return Counted(
        themes, feelings, months, by_feeling, by_month, lately, before, _of_category(asked)
    )


def _rows(asked: Asked, reader: engine.Reader, span: Span) -> list[tuple[Of, int, int, int]]:
    """Theme or ALL, month, feeling and how many coded comments."""
    found: dict[tuple[Of, int, int], int] = defaultdict(int)
    for row in reader.ask(themes_by_month(asked.within(span)), asked.tables):
        if row["feeling"] is None:
            continue
        found[ALL, row["month"], row["feeling"]] += row["comments"]
        theme = asked.themes.get(row["theme"])
        if theme is not None:
            found[theme.pk, row["month"], row["feeling"]] += row["codings"]
    return [(*key, number) for key, number in found.items()]


def _months(seen: Overview, span: Span, said: Sequence[int]) -> list[Month]:
    """The newest months that are counted, and what there is before them."""
    if span.since is None:
        assert seen.lately.until
        last = month_of(seen.lately.until) - 1
        return [EARLIER, *range(last - spans.TREND + 1, last + 1)]
    first = month_of(span.since)
    last = max([first, *said])
    begins = max(first, last - spans.TREND + 1)
    earlier: list[Month] = [EARLIER] if begins > first else []
    return [*earlier, *range(begins, last + 1)]


def _compared(
    seen: Overview, reader: engine.Reader, months: Sequence[Month]
) -> tuple[Sequence[Month], Sequence[Month] | Mapping[Of, int] | None]:
    """Which months are set against what."""
    if seen.asked.selection.span.since is None:
        numbers = [month for month in months if isinstance(month, int)]
        return (
            [month for month in numbers if seen.lately.has_month(month)],
            [month for month in numbers if seen.before.has_month(month)],
        )
    lately, before = seen.lately, seen.before
    assert lately.since
    assert lately.until
    assert before.until
    if before.until > lately.since:
        # Some people would be on both sides, and who they are would follow.
        return months, None
    ends = month_of(lately.until) if lately.until.day == 1 else month_of(lately.until) + 1
    now = [month for month in months if month == EARLIER or int(month) < ends]
    counts: Counter[Of] = Counter()
    for theme, _, _, number in _rows(seen.asked, reader, before):
        counts[theme] += number
    return now, counts


def _of_category(asked: Asked) -> list[int]:
    """The themes of the category that was asked for."""
    theme = asked.filters.theme
    if theme is None or theme.parent_id is not None:
        return []
    return [each.pk for each in asked.codebook if each.parent_id == theme.pk]
