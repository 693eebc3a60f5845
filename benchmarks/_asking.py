# SPDX-License-Identifier: MIT
"""What people ask of the dashboards: ever different filters, and the questions under each."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import _data

if TYPE_CHECKING:
    from baton.understanding.counting.selection import Asked
    from baton.understanding.filters import Filters
    from baton.warehouse.engine import Question
    from benchmarks._filling import Body

#: One of the so many most frequent words is asked for: rarer ones hardly anybody says.
_WORDS = 2_000
_FIRST_DAY = _data.LAST_DAY.date() - timedelta(days=_data.DAYS)
_FIRST_MONTH = 12 * _FIRST_DAY.year + _FIRST_DAY.month - 1

KINDS = ("service", "channel", "months", "days", "sentiment", "theme", "score")


class Taken(NamedTuple):
    """Milliseconds of some turns, and how much computing of this process each took."""

    p50: float
    p95: float
    computing: float
    turns: int


class Dice:
    """Draws filters for a body, never twice the same: common and rare values alike."""

    def __init__(self, body: Body, seed: int) -> None:
        self._body, self._dice, self._words = body, random.Random(seed), _data.vocabulary()

    def filters(self, *kinds: str, tree: bool = False) -> Filters:
        """With a value of each of these kinds."""
        from baton.understanding.filters import Filters

        given: dict[str, Any] = {"tree": tree}
        for kind in kinds:
            given |= self._drawn(kind)
        return Filters(**given)

    def some(self, *always: str, tree: bool = False) -> Filters:
        """With none to three of the kinds, as a person clicks them together; these `always`."""
        kinds = self._dice.sample(KINDS, self._dice.randrange(4))
        if "months" in kinds and "days" in kinds:
            kinds.remove("months")
        return self.filters(*kinds, *always, tree=tree)

    def _drawn(self, kind: str) -> dict[str, Any]:
        dice = self._dice
        if kind == "service":
            service = dice.choice(self._body.services)
            for _ in range(dice.randrange(3)):
                service = service.parent or service
            return {"service": service}
        if kind == "months":
            first, length = _FIRST_MONTH + dice.randrange(30), dice.choice((1, 3, 6, 12))
            return {"said_from": _month(first), "said_to": _month(first + length) - _DAY}
        if kind == "days":
            since = _FIRST_DAY + _DAY * dice.randrange(900)
            return {"said_from": since, "said_to": since + _DAY * dice.randint(6, 365)}
        if kind == "theme":
            theme = dice.choice(self._body.themes)
            return {"theme": theme.parent if dice.random() < 0.2 else theme}
        if kind == "words":
            # As often near the first as near the last, by orders of magnitude.
            return {"q": self._words[int(_WORDS ** dice.random())]}
        if kind == "channel":
            return {"channel": dice.choice(("upload", "booth"))}
        if kind == "score":
            return {"score": str(dice.randint(1, 6))}
        return {"sentiment": dice.choice(("positive", "neutral", "negative"))}


_DAY = timedelta(days=1)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def questions(asked: Asked) -> Iterator[tuple[str, Question]]:
    """What the dashboards' pages ask under these filters, by name."""
    from baton.understanding.counting import questions as of
    from baton.understanding.counting import spans

    span = asked.selection.span
    compared = spans.compared(span)
    cut = compared if compared and not all(each.is_whole_months for each in compared) else None
    around = asked.within(spans.around(span, compared))
    yield "themes by month", of.themes_by_month(around, cut)
    if compared:
        now, then = compared
        around = asked.within(spans.Span(then.since, now.until))
    yield "themes by service", of.themes_by(around, "service", compared or spans.latest(None))
    yield "themes by channel", of.themes_by(asked.selection, "channel")
    yield "feelings by service", of.feelings_by(asked.selection, "service")
    yield "themes by people", of.themes_by_people(asked.selection)
    yield "themes together", of.spoken_together(asked.selection)


def at_once(turns: Sequence[Callable[[], float]], readers: int) -> Taken:
    """Have so many readers take these turns, each of which answers its milliseconds."""
    from django.db import connection

    def read(some: Sequence[Callable[[], float]]) -> list[float]:
        try:
            return [turn() for turn in some]
        finally:
            connection.close()

    began = time.process_time()
    if readers == 1:
        times = [turn() for turn in turns]
    else:
        with ThreadPoolExecutor(readers) as pool:
            shares = pool.map(read, [turns[number::readers] for number in range(readers)])
            times = [each for share in shares for each in share]
    computing = 1000 * (time.process_time() - began) / len(turns)
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return Taken(statistics.median(times), p95, computing, len(turns))
