# SPDX-License-Identifier: MIT
"""Where people say it: themes by service."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from baton.analysis.shares import difference, level_of_each, share
from baton.places.models import Service
from baton.understanding.counting.layout import Cell, cell
from baton.understanding.counting.overview import BEFORE, NOW, Overview, Shade, ThemeFigure
from baton.understanding.counting.questions import feelings_by, themes_by
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.spans import Span
from baton.understanding.models import Theme
from baton.warehouse import engine

#: A service is named as the place of a change only where it had at least so many comments.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Change:
    """The theme that has changed most, and the service where most of that happened, if one can be
    named."""

    figure: ThemeFigure
    service: Service | None


def where_most_changed(seen: Overview, reader: engine.Reader) -> Change | None:
    """The largest sure change, and where more than half of it happened."""
    if not seen.changed:
        return None
    figure = seen.changed[0]
    compared = (seen.lately, seen.before)
    selection = seen.asked.within(Span(seen.before.since, seen.lately.until))
    rows = reader.ask(themes_by(selection, "service", compared), seen.asked.tables)
    services, at = np.unique(rows.whole("service"), return_inverse=True)
    ours = [key for key, theme in seen.asked.themes.items() if theme.pk == figure.theme.pk]
    codings = np.where(np.isin(rows.whole("theme"), ours), rows.whole("codings"), 0)
    counts = np.zeros((len(services), 3, 2), dtype=np.int64)
    np.add.at(counts, (at, rows.whole("part")), np.stack([codings, rows.whole("comments")], axis=1))
    places = {
        service or None: (share(*parts[NOW]), share(*parts[BEFORE]))
        for service, parts in zip(services.tolist(), counts.tolist(), strict=True)
    }
    # How many more spoke of it there than would have at the share of before.
    excess = {
        service: now.count - then.estimate * now.of if then.of else float(now.count)
        for service, (now, then) in places.items()
    }
    assert figure.change is not None
    sign = 1 if figure.change.estimate > 0 else -1
    whole = sum(more for more in (sign * each for each in excess.values()) if more > 0)
    most = max(excess, key=lambda service: sign * excess[service], default=None)
    if most is None or len(places) < 2 or sign * excess[most] * 2 <= whole:
        return Change(figure, None)
    now, then = places[most]
    is_sure = now.of >= ENOUGH and then.of >= ENOUGH and difference(now, then).is_sure
    return Change(figure, Service.objects.filter(pk=most).first() if is_sure else None)


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a map of places: a theme's share there, and whether it surely is above (1) or below
    (-1) the share in all other places together (0: we cannot be sure)."""

    cell: Cell
    differs: int


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of a service and of all in it; or, without one, of no service by name."""

    service: Service | None
    shade: Shade
    spots: list[Spot]
    #: It has services in it: the page can go further down.
    has_parts: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """Themes by service: the columns, and a row for each place that somebody spoke of."""

    themes: list[Theme]
    places: list[Place]
    #: The service whose parts these are; None at the top.
    of: Service | None


def by_place(seen: Overview, reader: engine.Reader, *, most: int = 8) -> Map:
    """The most frequent themes by the services just below the one asked for, or at the top."""
    asked = seen.asked
    services = _services(asked)
    parts = _parts(services, asked.filters.service)
    themes = [figure.theme for figure in seen.figures if figure.theme.is_specific][:most]
    place_of = {key: _part_of(service, parts) for key, service in services.items()}
    selection = asked.selection
    spoken: dict[int | None, Counter[int]] = defaultdict(Counter)
    for row in reader.ask(themes_by(selection, "service"), asked.tables):
        theme = asked.themes.get(row["theme"])
        if theme is not None:
            spoken[place_of.get(row["service"])][theme.pk] += row["codings"]
    shades: dict[int | None, Shade] = defaultdict(Shade)
    for row in reader.ask(feelings_by(selection, "service"), asked.tables):
        shades[place_of.get(row["service"])].add(row["feeling"], row["comments"])
    level = level_of_each(len(shades) * len(themes))
    whole = {theme.pk: sum(each[theme.pk] for each in spoken.values()) for theme in themes}
    of_all = sum(shade.total for shade in shades.values())

    def spot(place: int | None, theme: Theme) -> Spot:
        count, of = spoken[place][theme.pk], shades[place].total
        here = share(count, of, level=level)
        elsewhere = share(whole[theme.pk] - count, of_all - of, level=level)
        apart = difference(here, elsewhere)
        return Spot(cell(count, of), (apart.is_sure and (1 if apart.estimate > 0 else -1)) or 0)

    parents = {service.parent_id for service in services.values()}
    rows = [
        Place(
            services.get(place) if place else None,
            shade,
            [spot(place, theme) for theme in themes],
            place in parents and place != (asked.filters.service and asked.filters.service.pk),
        )
        for place, shade in shades.items()
    ]
    rows.sort(key=lambda row: (row.service is None, -row.shade.total))
    return Map(themes, rows, asked.filters.service)


def _services(asked: Asked) -> dict[int, Service]:
    return {each.pk: each for each in Service.objects.filter(organisation__in=asked.bodies)}


def _parts(services: Mapping[int, Service], chosen: Service | None) -> set[int]:
    """The services that get a row: those just below the chosen one and itself; else those at the
    top, or below it where all lies in one."""
    if chosen is not None:
        below = {key for key, each in services.items() if each.parent_id == chosen.pk}
        return {*below, chosen.pk}
    top = {key for key, each in services.items() if each.parent_id is None}
    while len(top) == 1:
        below = {key for key, each in services.items() if each.parent_id in top}
        if not below:
            break
        top = below
    return top | {key for key, each in services.items() if each.parent_id is None}


def _part_of(service: Service, parts: set[int]) -> int | None:
    """The nearest of the parts in which a service lies."""
    above = [int(key) for key in service.path.strip("/").split("/")]
    return next((key for key in reversed(above) if key in parts), None)
