# SPDX-License-Identifier: MIT
"""Where people say it: themes by service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from baton.analysis.shares import difference, share
from baton.places.models import Service
from baton.understanding.counting.overview import BEFORE, NOW, Overview, ThemeFigure
from baton.understanding.counting.questions import ThemesBy
from baton.understanding.counting.spans import Span
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
    rows = reader.ask(ThemesBy(selection, "service", compared), seen.asked.tables)
    counts: dict[int | None, dict[int, list[int]]] = defaultdict(
        lambda: {NOW: [0, 0], BEFORE: [0, 0], 0: [0, 0]}
    )
    for row in rows:
        of_part = counts[row["service"]][row["part"]]
        of_part[1] += row["comments"]
        theme = seen.asked.themes.get(row["theme"])
        if theme is not None and theme.pk == figure.theme.pk:
            of_part[0] += row["codings"]
    excess: dict[int | None, float] = {}
    for service, parts in counts.items():
        now, then = (share(*parts[part]) for part in (NOW, BEFORE))
        # How many more spoke of it there than would have at the share of before.
        excess[service] = now.count - then.estimate * now.of if then.of else float(now.count)
    assert figure.change is not None
    sign = 1 if figure.change.estimate > 0 else -1
    whole = sum(more for more in (sign * each for each in excess.values()) if more > 0)
    most = max(excess, key=lambda service: sign * excess[service], default=None)
    if most is None or len(counts) < 2 or sign * excess[most] * 2 <= whole:
        return Change(figure, None)
    now, then = (share(*counts[most][part]) for part in (NOW, BEFORE))
    is_sure = now.of >= ENOUGH and then.of >= ENOUGH and difference(now, then).is_sure
    return Change(figure, Service.objects.filter(pk=most).first() if is_sure else None)
