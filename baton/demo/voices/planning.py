# SPDX-License-Identifier: MIT
"""Who speaks when: days, hours, services and people, planned before a word is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from baton.demo.organisation import BOARD, BODIES, PATHS
from baton.demo.voices.composing import Box
from baton.demo.voices.people import Persona, persona
from baton.demo.voices.stories import MONTHS, SERVICES, WEEKDAYS, Service
from baton.listening.heard import DONT_KNOW, Precision

_LONDON = ZoneInfo("Europe/London")

#: Share of all voices that speak on the last day, and how much louder the week before it is.
_LAST_DAY = 0.014
_LAST_WEEK = 2.0
#: How often people answer at each hour of the day, from six in the morning; surveys close at nine.
_HOURS = (1, 2, 4, 7, 9, 9, 8, 7, 7, 7, 8, 8, 9, 9, 7)
#: How a survey asks: two boxes, or one of the three.
_FORMS: tuple[tuple[tuple[Box, ...], float], ...] = (
    (("what_good", "could_improve"), 0.24),
    (("nonspecific",), 0.56),
    (("what_good",), 0.1),
    (("could_improve",), 0.1),
)
#: Services that anybody may come back to, whatever they used before.
_ANYONES = ("urgent", "gp", "one11")


@dataclass(frozen=True, slots=True)
class Visit:
    """One person answering about one service, in one box or two."""

    when: datetime
    precision: Precision
    service: Service
    person: Persona
    boxes: tuple[Box, ...]


def owned_by(body_key: str) -> tuple[Service, ...]:
    """The services of which an organisation hears: all of them for the board."""
    name = next(body.name for body in BODIES if body.key == body_key)
    return tuple(
        service for service in SERVICES if body_key == BOARD or PATHS[service.code][0] == name
    )


def plan_visits(
    rng: Random, services: Sequence[Service], until: date, months: int, wanted: int
) -> list[Visit]:
    """Visits with `wanted` boxes in all, in the order of time."""
    on_last_day = round(wanted * _LAST_DAY)
    days = _days(until, months)
    weights = [_weight(rng, day, until) for day in days]
    visits: list[Visit] = []
    people: list[Persona] = []
    boxes_so_far = 0
    while boxes_so_far < wanted:
        last = boxes_so_far < on_last_day
        day = until if last else rng.choices(days, weights)[0]
        boxes = rng.choices([form for form, _ in _FORMS], [share for _, share in _FORMS])[0]
        boxes = boxes[: wanted - boxes_so_far]
        service = _service(rng, services, day)
        when, precision = _moment(rng, day, days[0], exact=last)
        visits.append(Visit(when, precision, service, _person(rng, people, service), boxes))
        boxes_so_far += len(boxes)
    return sorted(visits, key=lambda visit: visit.when)


def score_of(rng: Random, content: float, person: Persona) -> int | None:
    """How somebody judges their visit: 1 to 5, `DONT_KNOW`, or no answer.

    Those whom an illness limits a lot, and those who answer in another language, are content a
    little less often.
    """
    roll = rng.random()
    if roll < 0.045:
        return None
    if roll < 0.062:
        return DONT_KNOW
    limited = person.characteristics.get("disability") == "a lot"
    content -= 0.07 * limited + 0.08 * bool(person.language)
    if rng.random() < content:
        return rng.choices((1, 2), (0.74, 0.26))[0]
    return rng.choices((2, 3, 4, 5), (0.08, 0.27, 0.28, 0.37))[0]


def _days(until: date, months: int) -> list[date]:
    """The days before the last one, oldest first."""
    back = until.year * 12 + until.month - 1 - months
    start = date(back // 12, back % 12 + 1, min(until.day, 28)) + timedelta(days=1)
    return [start + timedelta(days=number) for number in range((until - start).days)]


def _weight(rng: Random, day: date, until: date) -> float:
    """How loud a day is: its month, its weekday, and what chance brings."""
    recent = _LAST_WEEK if (until - day).days <= 6 else 1.0
    return MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] * recent * rng.uniform(0.6, 1.4)


def _service(rng: Random, services: Sequence[Service], day: date) -> Service:
    weekend, winter = day.weekday() >= 5, day.month in (12, 1, 2)
    return rng.choices(
        services,
        [
            service.share
            * (service.weekend if weekend else 1.0)
            * (service.winter if winter else 1.0)
            for service in services
        ],
    )[0]


def _moment(rng: Random, day: date, first: date, *, exact: bool) -> tuple[datetime, Precision]:
    """When on a day somebody answers, and how exactly the survey kept it."""
    roll = rng.random()
    if exact or roll < 0.62:
        hour = rng.choices(range(6, 21), _HOURS)[0]
        moment = time(hour, rng.randrange(60), rng.randrange(60))
        return datetime.combine(day, moment, _LONDON), "moment"
    if roll > 0.975 and day.replace(day=1) > first:
        return datetime.combine(day.replace(day=1), time(12), _LONDON), "month"
    return datetime.combine(day, time(12), _LONDON), "day"


def _person(rng: Random, people: list[Persona], service: Service) -> Persona:
    """Somebody new; or, one time in seven, somebody who spoke before."""
    if people and rng.random() < 0.14:
        for known in rng.sample(people, min(len(people), 40)):
            place_fits = not service.districts or known.area.district in service.districts
            kind_fits = service.kind in known.kinds or service.kind in _ANYONES
            if known.visits < 3 and place_fits and kind_fits:
                known.visits += 1
                return known
    new = persona(rng, f"demo-person-{len(people) + 1:05}", service.kind, service.districts)
    new.visits = 1
    new.kinds.add(service.kind)
    people.append(new)
    return new
