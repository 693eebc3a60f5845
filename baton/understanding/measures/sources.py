# SPDX-License-Identifier: MIT
"""Where a measure's figures come from: `counted` is all that the rest of the room knows of it.

Comments are counted in the database, by its own words: whoever counts them elsewhere, in the
columnar copy for example, answers `counted` in the same way and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Func, Q, QuerySet
from django.utils import timezone

from baton.core import clock, periods
from baton.understanding import narrowing
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.measures.models import Measure
from baton.understanding.models import FELT, Coding, Reading
from baton.warehouse import engine

#: The answers of the Friends and Family Test: very good and good; poor and very poor. Who does not
#: know (6) is among those who were asked.
_FFT: dict[str, tuple[int, ...]] = {
    Measure.Source.FFT_POSITIVE: (1, 2),
    Measure.Source.FFT_NEGATIVE: (4, 5),
}
_SHADES: dict[str, tuple[int, ...]] = {
    Measure.Source.POSITIVE: SENTIMENTS["positive"][1],
    Measure.Source.NEGATIVE: SENTIMENTS["negative"][1],
}


class Counted(NamedTuple):
    """What was counted in the period that begins on `start`: so many of so many.

    Without a denominator the numerator is the value itself.
    """

    start: date
    numerator: Decimal | int
    denominator: int | None


#: The figures of some two hundred measures.
_kept: engine.Kept[list[Counted]] = engine.Kept(rows=20_000)


def counted(measure: Measure) -> list[Counted]:
    """The periods of a measure for which there is something to tell, in order.

    Of comments only periods that are over are counted. A share of nobody is left out; where
    comments themselves are counted, a period without one has 0.
    """
    if measure.is_typed:
        return [
            Counted(each.start, each.numerator, each.denominator) for each in measure.values.all()
        ]
    told = _of_comments_now(measure)
    end = _end(measure)
    first = periods.start(measure.begun, measure.frequency) if measure.begun else date.min
    return [
        each
        for each in told
        if first <= each.start and periods.following(each.start, measure.frequency) <= end
    ]


def _end(measure: Measure) -> date:
    """The first day that is not counted."""
    today = clock.today()
    return min(today, measure.retired + timedelta(days=1)) if measure.retired else today


def _of_comments_now(measure: Measure) -> Sequence[Counted]:
    """What was counted is kept until something is said, coded or taken back: a list of measures
    would else count a million comments for each of them."""
    asked = (measure.organisation_id, measure.source, measure.service_id, measure.theme_id)
    key = (asked, measure.frequency, measure.begun, _end(measure))
    return engine.while_it_is_so(_kept, key, partial(_of_comments, measure))


def _of_comments(measure: Measure) -> list[Counted]:
    if measure.source == Measure.Source.COMMENTS:
        return _numbers(measure, _by_period(_comments(measure), measure))
    if measure.source in _FFT:
        answers = _answers(measure)
        chosen = answers.filter(score__in=_FFT[measure.source])
        people = _of_people()
        return _shares(_by_period(chosen, measure, people), _by_period(answers, measure, people))
    every = _readings(measure)
    if measure.source == Measure.Source.THEME:
        some = _of_theme(every, measure, "contribution")
    else:
        every = _of_theme(every, measure, "contribution") if measure.theme else every
        some = every.filter(sentiment__in=_SHADES[measure.source])
    return _shares(_by_period(some, measure), _by_period(every, measure))


def _asked(measure: Measure) -> Filters:
    first = measure.begun and periods.start(measure.begun, measure.frequency)
    return Filters(service=measure.service, said_from=first)


def _readings(measure: Measure) -> QuerySet[Any]:
    """The coded comments of its service."""
    rows = Reading.objects.filter(FELT, organisation=measure.organisation)
    return narrowing.narrowed(rows, "contribution__", measure.organisation, _asked(measure))


def _of_theme(rows: QuerySet[Any], measure: Measure, key: str) -> QuerySet[Any]:
    """Those that speak of its theme, or of one in its category."""
    themes = narrowing.themes(measure.organisation, Filters(theme=measure.theme))
    spoken = Coding.objects.counted().filter(theme__in=themes)
    return rows.filter(**{f"{key}__in": spoken.values("contribution")})


def _contributions(measure: Measure) -> QuerySet[Any]:
    every = measure.organisation.contributions.filter(withdrawn_at=None)
    rows = narrowing.narrowed(every, "", measure.organisation, _asked(measure))
    return _of_theme(rows, measure, "pk") if measure.theme else rows


def _comments(measure: Measure) -> QuerySet[Any]:
    return _contributions(measure).exclude(words="")


def _answers(measure: Measure) -> QuerySet[Any]:
    return _contributions(measure).filter(score__isnull=False)


def _of_people() -> Any:
    """Answers: who wrote into two boxes of a form, in the same hour, gave one score."""
    known = Count("respondent", distinct=True, filter=~Q(respondent=""))
    return known + Count("pk", filter=Q(respondent=""))


class _Hour(Func):
    """The hour of a moment in UTC, as text: of the databases' own, which costs them little."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        template = "substr(%(expressions)s, 1, 13)"
        return self.as_sql(compiler, connection, template=template, **options)

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
        return self.as_sql(compiler, connection, template=template, **options)


def _by_period(rows: QuerySet[Any], measure: Measure, number: Any = None) -> dict[date, int]:
    """How many in each period that has some; counted by hours, for no day ends within one."""
    counts = (
        rows.annotate(hour=_Hour("said_at"))
        .values_list("hour")
        .annotate(number=number or Count("pk"))
        .order_by()
    )
    found: dict[date, int] = {}
    for hour, count in counts:
        start = periods.start(_day(hour), measure.frequency)
        found[start] = found.get(start, 0) + count
    return found


@lru_cache(maxsize=50_000)
def _day(hour: str) -> date:
    """The day here on which an hour lies in UTC."""
    return timezone.localdate(datetime.strptime(f"{hour} +0000", "%Y-%m-%d %H %z"))


def _shares(some: dict[date, int], every: dict[date, int]) -> list[Counted]:
    return [Counted(start, some.get(start, 0), every[start]) for start in sorted(every)]


def _numbers(measure: Measure, counts: dict[date, int]) -> list[Counted]:
    if not counts and measure.begun is None:
        return []
    first = periods.start(measure.begun, measure.frequency) if measure.begun else min(counts)
    last = periods.start(_end(measure), measure.frequency)
    return [
        Counted(start, counts.get(start, 0), None)
        for start in periods.between(first, last, measure.frequency)
    ]
