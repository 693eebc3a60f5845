# SPDX-License-Identifier: MIT
"""The voices of the demonstration: some three thousand people over eighteen months.

The same seed and end give the same voices, word for word; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zlib import crc32
from zoneinfo import ZoneInfo

from baton.demo.organisation import BOARD, COMMUNITY_TRUST, PATHS
from baton.demo.voices.composing import Box, Composer, Occasion
from baton.demo.voices.people import persona
from baton.demo.voices.permission import permission
from baton.demo.voices.planning import Visit, owned_by, plan_visits, score_of
from baton.demo.voices.special import Written, add_identifier, alerts, staff_notes
from baton.demo.voices.stories import WEATHER, Service, told_at
from baton.demo.voices.telling import choose
from baton.listening.heard import Heard, Manner

LONDON = ZoneInfo("Europe/London")

QUESTIONS: dict[Box, str] = {
    "what_good": "What was good?",
    "could_improve": "What could we do better?",
    "nonspecific": "Please tell us why",
}

#: How answers are collected, one day like this and another like that: mostly by text; some files do
#: not say.
_MODES = (1, 1, 1, 4, 1, 7, None, 6)

#: In which way one in some people speaks: through an interpreter above all. The others, and that is
#: nearly everybody, speak or write by themselves.
_WAYS = (1, 1, 1, 5, 2, 3, 4)
_ONE_IN = 180

#: Days before the end of the alerts: within three months, two of them on the last day.
_ALERT_DAYS = (83, 69, 52, 38, 24, 11, 0, 0)
#: Kinds of service whose alerts belong to the community trust's own voices.
_TRUST_ALERTS = ("nursing", "physio")
_WAITING_ROOMS = ("urgent", "gp", "eye", "physio", "maternity")


@dataclass(slots=True)
class Source:
    """What a run of voices shares: its chance, its services and its end."""

    rng: Random
    services: tuple[Service, ...]
    until: date
    channel: str

    def service_of(self, written: Written) -> Service | None:
        """A service that a text was written for, if this organisation has one."""
        fitting = [
            service
            for service in self.services
            if service.kind == written.kind and written.code in ("", service.code)
        ]
        return self.rng.choice(fitting) if fitting else None

    def months_before_end(self, day: date) -> float:
        """How long before the end a day lies."""
        return (self.until - day).days / 30.44


def generate(
    seed: int = 7,
    *,
    until: date,
    months: int = 18,
    count: int = 3200,
    channel: str = "upload",
    body_key: str = BOARD,
) -> Iterator[Heard]:
    """Invented contributions in the order they were said, ending on the day `until`.

    `until` is a whole day: give yesterday, and nobody has spoken in the future. The last day
    holds several dozen. `body_key` is the board or a trust, whose voices are of its own
    services. `source_ref` is stable for a seed, an end, a count and a body.
    """
    rng = Random(f"{seed}:{until}:{months}:{count}:{body_key}")  # noqa: S311 - no secrets here
    source = Source(rng, owned_by(body_key), until, channel)
    heard = [*_alerts(source, body_key), *_notes(source, months, count)]
    wanted = count - len(heard)
    composer = Composer(rng, wanted, with_wholes=body_key == BOARD)
    for visit in plan_visits(rng, source.services, until, months, wanted):
        heard += _answers(source, composer, visit)
    heard.sort(key=lambda one: one.said_at)
    prefix = "demo" if body_key == BOARD else f"demo-{body_key}"
    for number, one in enumerate(heard, start=1):
        yield one._replace(source_ref=f"{prefix}-{number:06}")


def bodies_with_voices(seed: int = 7, *, until: date) -> dict[str, Iterator[Heard]]:
    """The contributions of every organisation that holds some of its own, by its key."""
    return {
        BOARD: generate(seed, until=until),
        COMMUNITY_TRUST: generate(seed, until=until, count=200, body_key=COMMUNITY_TRUST),
    }


def _answers(source: Source, composer: Composer, visit: Visit) -> Iterator[Heard]:
    """What one person wrote in each box of one visit."""
    rng, person, service = source.rng, visit.person, visit.service
    day = visit.when.date()
    story, story_good, content = _story(source, service, day)
    score = score_of(rng, content, person)
    allowed = permission(rng, person, day)
    respondent = person.key if len(visit.boxes) > 1 or rng.random() < 0.75 else ""
    area = person.area.code if rng.random() < 0.88 else ""
    mode = _MODES[visit.when.toordinal() % len(_MODES)]
    way = _way(person.key)
    for box in visit.boxes:
        fits = box == "nonspecific" or (box == "what_good") == story_good
        occasion = Occasion(
            persona=person,
            code=service.code,
            kind=service.kind,
            box=box,
            score=score,
            month=day.month,
            story=story if fits else "",
            story_good=story_good,
        )
        said, language = composer.write(occasion)
        if not language and len(said.split()) > 5 and rng.random() < 0.014:
            said = add_identifier(said, rng)
        yield Heard(
            words=said,
            channel=source.channel,
            source_ref="",
            said_at=visit.when,
            said_precision=visit.precision,
            service_path=PATHS[service.code],
            question=QUESTIONS[box],
            question_kind=box,
            score=score,
            respondent=respondent,
            characteristics=person.characteristics,
            area=area,
            language=language if rng.random() < 0.3 else "",
            permission=allowed,
            mode=mode,
            way=way,
        )


def _way(key: str) -> int | None:
    """How a person speaks: the same each time, and without asking chance."""
    place = crc32(key.encode()) % _ONE_IN
    return _WAYS[place] if place < len(_WAYS) else None


def _story(source: Source, service: Service, day: date) -> tuple[str, bool, float]:
    """The story told, whether it is a good one, and the chance that its teller is content."""
    rng = source.rng
    if story := told_at(service.code, source.months_before_end(day), rng):
        return story.material, story.good, story.content
    if service.kind in _WAITING_ROOMS:
        for name, months, chance in WEATHER:
            if day.month in months and rng.random() < chance:
                return name, False, service.content - 0.3
    return "", True, service.content


def _alerts(source: Source, body_key: str) -> Iterator[Heard]:
    """The few voices that somebody must see at once."""
    days = iter(_ALERT_DAYS)
    for alert in alerts():
        service = source.service_of(alert)
        if service is None or (alert.kind in _TRUST_ALERTS) == (body_key == BOARD):
            continue
        when = source.until - timedelta(days=next(days))
        hour = time(source.rng.randint(7, 20), source.rng.randrange(60))
        person = persona(source.rng, f"demo-alert-{alert.kind}", service.kind)
        yield Heard(
            words=alert.text,
            channel=source.channel,
            source_ref="",
            said_at=datetime.combine(when, hour, LONDON),
            said_precision="moment",
            service_path=PATHS[service.code],
            question=QUESTIONS["nonspecific"],
            score=int(alert.head),
            respondent=person.key,
            characteristics=person.characteristics,
            area=person.area.code,
            permission=permission(source.rng, person, when),
        )


def _notes(source: Source, months: int, count: int) -> Iterator[Heard]:
    """What staff wrote down, at the counter or of a group; nobody's characteristics with it."""
    shares: tuple[tuple[Manner, float], ...] = (("relayed", 0.016), ("paraphrase", 0.006))
    for manner, share in shares:
        fitting = [note for note in staff_notes(manner) if source.service_of(note)]
        source.rng.shuffle(fitting)
        said: set[str] = set()
        for place in range(round(count * share)):
            note = fitting[place % len(fitting)]
            tries = (choose(note.text, source.rng) for _ in range(20))
            if fresh := next((text for text in tries if text not in said), ""):
                said.add(fresh)
                yield _note(source, replace(note, text=fresh), manner, months)


def _note(source: Source, note: Written, manner: Manner, months: int) -> Heard:
    service = source.service_of(note)
    assert service is not None
    days_back = source.rng.randrange(1, int(months * 30.4))
    when = source.until - timedelta(days=days_back)
    return Heard(
        words=note.text,
        channel=source.channel,
        source_ref="",
        said_at=datetime.combine(when, time(12), LONDON),
        service_path=PATHS[service.code],
        manner=manner,
    )
