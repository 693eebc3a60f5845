# SPDX-License-Identifier: MIT
"""What people told us, for whoever passes by: a notice board, a public page.

Figures pass `baton.analysis.disclosure`, with what the quotes tell of the few who are quoted taken
into account. A notice is of a service and whole months only: let nobody choose ever new selections
of the same people, or they could be subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from baton.understanding import quotes, summaries
from baton.understanding.counting import spans
from baton.understanding.counting.overview import Overview, Shade, ThemeFigure
from baton.understanding.filters import FEELINGS, Filters
from baton.understanding.models import Theme

if TYPE_CHECKING:
    from baton.analysis.disclosure import Figures, Protected

#: So many themes and quotes are read in passing.
THEMES = 6
QUOTES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of some comments: nothing, or their number, and how they feel or nothing."""

    count: int | None
    #: Per cent of all comments, 0 to 100.
    percent: float | None = None
    shade: Shade | None = None


@dataclass(frozen=True, slots=True)
class ThemeTold:
    theme: Theme
    told: Told


@dataclass(frozen=True, slots=True)
class Notice:
    """One sheet for a wall."""

    #: The service, or the organisation where it is of all of them.
    place: str
    when: str
    whole: Told
    #: Those that are told, the most frequent first; then the others by name.
    themes: list[ThemeTold]
    quotes: list[quotes.Quote]
    #: How many of each feeling belong here and are not allowed, or not looked at, yet.
    missing: dict[str, int]

    @property
    def others(self) -> int | None:
        """How many are counted and not quoted; None where that is not told."""
        return self.whole.count - len(self.quotes) if self.whole.count is not None else None

    @property
    def has_hidden(self) -> bool:
        return any(each.told.count is None or each.told.shade is None for each in self.themes)


def of_a_place(filters: Filters) -> Filters:
    """What a notice takes from a view: the service, and the days as whole months."""
    first, last = filters.said_from, filters.said_to
    return Filters(
        service=filters.service,
        said_from=first.replace(day=1) if first else None,
        said_to=_end_of_month(last) if last else None,
    )


def _end_of_month(day: date) -> date:
    return spans.first_of(spans.month_of(day) + 1) - timedelta(days=1)


def left_aside(filters: Filters) -> list[str]:
    """The filters of a view that its notice does not take, by name."""
    chips = replace(filters, service=None, against="").chips()
    return list(dict.fromkeys(each.name for each in chips if each.key not in ("from", "to")))


def notice(seen: Overview) -> Notice:
    """All that it says; `seen` counts what `of_a_place` leaves of a view."""
    chosen = quotes.for_outside(seen, QUOTES)
    figures = [each for each in seen.figures if each.theme.is_specific][:THEMES]
    whole, themes = _told(seen, figures, chosen.quotes)
    service = seen.asked.filters.service
    return Notice(
        place=str(service or seen.asked.organisation.name),
        when=summaries.when(seen),
        whole=whole,
        themes=sorted(
            themes, key=lambda each: (-(each.told.count or 0), each.theme.title.casefold())
        ),
        quotes=chosen.quotes,
        missing=chosen.missing(),
    )


def _told(
    seen: Overview, figures: Sequence[ThemeFigure], quoted: Sequence[quotes.Quote]
) -> tuple[Told, list[ThemeTold]]:
    """What may be told of all comments, and of each of these themes."""
    protected = _protected(seen, figures, quoted)
    if protected is None:
        return Told(None), [ThemeTold(each.theme, Told(None)) for each in figures]
    return _of(protected, None), [
        ThemeTold(each.theme, _of(protected, each.theme.slug)) for each in figures
    ]


def _protected(
    seen: Overview, figures: Sequence[ThemeFigure], quoted: Sequence[quotes.Quote]
) -> Protected | None:
    """Which of them may be told: the number of all comments first, where that can be; None for
    nothing at all."""
    from baton.analysis.disclosure import THRESHOLD, NotSolved, protect

    for tells_all in (True, False):
        if tells_all and seen.shade.total < THRESHOLD:
            continue
        with suppress(NotSolved):
            return protect(_stated(seen, figures, quoted, tells_all=tells_all))
    return None


def _key(theme: str | None, feeling: str | None) -> frozenset[tuple[str, Hashable]]:
    given = (("theme", theme), ("feeling", feeling))
    return frozenset((name, value) for name, value in given if value is not None)


def _of(protected: Protected, theme: str | None) -> Told:
    count = protected.value(_key(theme, None))
    feelings = [protected.value(_key(theme, each)) for each in FEELINGS]
    known = [each for each in feelings if each is not None]
    shade = Shade(*known) if len(known) == len(feelings) else None
    percent = protected.percent(_key(theme, None), _key(None, None)) if theme else None
    return Told(count, percent, shade)


def _stated(
    seen: Overview,
    figures: Sequence[ThemeFigure],
    quoted: Sequence[quotes.Quote],
    *,
    tells_all: bool = False,
) -> Figures:
    """Every figure of the notice, by theme and feeling, and what everybody learns of those who are
    quoted: the others of a figure are a group too."""
    from baton.analysis.disclosure import ALL, Figures

    shades = {each.theme.slug: each.shade for each in figures} | {ALL: seen.shade}
    stated = Figures()
    stated.add(_key(None, None), int(seen.shade.total), settled=tells_all)
    stated.add_table(
        {"theme": [each.theme.slug for each in figures], "feeling": list(FEELINGS)},
        {
            (theme, feeling): int(getattr(shade, feeling))
            for theme, shade in shades.items()
            for feeling in FEELINGS
        },
        each_once={"feeling"},
    )
    for each in figures:
        stated.share(_key(each.theme.slug, None), _key(None, None))
    for key, number in _known(quoted).items():
        if key in stated:
            # A figure that lags behind its quotes tells no more of them than itself.
            known = min(number, stated.values[stated.at(key)])
            stated.add(("quoted", key), known, settled=True)
            stated.within(("quoted", key), key)
    return stated


def _known(quoted: Sequence[quotes.Quote]) -> Counter[frozenset[tuple[str, Hashable]]]:
    """In how many of the quotes each figure's people are."""
    found: Counter[frozenset[tuple[str, Hashable]]] = Counter()
    for each in quoted:
        codings = each.contribution.counted_codings  # type: ignore[attr-defined]
        for theme in (None, *{coding.theme.slug for coding in codings}):
            found.update((_key(theme, None), _key(theme, each.feeling)))
    return found
