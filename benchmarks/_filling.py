# SPDX-License-Identifier: MIT
"""Fills a database with coded comments, past the one door: what is timed is reading them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks import _data

if TYPE_CHECKING:
    from django.db.models import Model

    from baton.people.models import Account, Organisation
    from baton.places.models import Service
    from baton.understanding.models import Theme

_AT_ONCE = 20_000


@dataclass(frozen=True)
class Body:
    """A body and what its comments point at; the most frequent of each stands first."""

    organisation: Organisation
    analyst: Account
    services: list[Service]
    questions: list[int]
    themes: list[Theme]
    stated: list[int]


def fill(
    body: Body,
    rows: int,
    *,
    first: int = 1,
    seed: int = 1,
    spoken_of: Sequence[int] = _data.USUAL,
) -> None:
    """So many comments, each read and coded, with keys from `first`; every other one's person
    allowed it to be shared."""
    from django.db import transaction

    every = _data.rows(rows, themes=len(body.themes), seed=seed, spoken_of=spoken_of)
    with transaction.atomic():
        while part := list(islice(every, _AT_ONCE)):
            _write(_contribution_of(body), (_contribution(body, said, first) for said in part))
            _write(_reading_of(body), (_reading(said, first) for said in part))
            _write(_coding_of(), (row for said in part for row in _codings(body, said, first)))


def body(name: str, parent: Organisation | None = None) -> Body:
    """A new body with an analyst, 40 services, three questions, a row for each set of what people
    stated of themselves, and the default codebook."""
    from baton.listening.models import Characteristics, Question
    from baton.people.models import Account
    from baton.people.operations import create_organisation, give_role
    from baton.people.roles import Role
    from baton.places.operations import Finder
    from baton.understanding.operations import ensure_codebook

    organisation = create_organisation(name, "icb", by="bench", parent=parent)
    address = f"analyst@{organisation.slug}.example"
    analyst = Account.objects.create_account(address, "Analyst", None)
    give_role(organisation, analyst, Role.ANALYST, by="bench")
    finder = Finder(organisation, "bench")
    services = [finder.find(path) for path in _data.SERVICES]
    questions = [
        Question.objects.create(organisation=organisation, wording=wording).pk
        for wording in _data.QUESTIONS
    ]
    stated = [
        Characteristics.objects.create(
            organisation=organisation,
            digest=f"{number:032x}",
            stated=dict(zip(("gender", "age", "ethnicity"), of_one, strict=True)),
        ).pk
        for number, of_one in enumerate(
            product(_data.GENDERS, _data.AGES, _data.ETHNICITIES),
        )
    ]
    themes = list(ensure_codebook(organisation).themes.exclude(parent=None))
    return Body(
        organisation, analyst, [each for each in services if each], questions, themes, stated
    )


_CONTRIBUTION = (
    *("id", "public_id", "channel", "source_ref", "words", "question_id", "score", "said_at"),
    *("service_id", "respondent", "characteristics_id", "may_share"),
)
_READING = ("contribution_id", "said_at", "sentiment", "is_unsure")
_CODING = ("contribution_id", "theme_id", "said_at", "verdict", "by_id", "end")


def _contribution_of(body: Body) -> Pattern:
    from baton.listening.models import Contribution

    coded = {"screened_at": _data.LAST_DAY, "coded_at": _data.LAST_DAY}
    pattern = Contribution(organisation=body.organisation, language="en", **coded)
    return Pattern(pattern, _CONTRIBUTION)


def _contribution(body: Body, said: _data.Said, first: int) -> tuple[Any, ...]:
    from baton.core.keys import uuid7

    return (
        first + said.number,
        uuid7(),
        "booth" if said.number % 40 == 0 else "upload",
        f"C{said.number:07}",
        said.words,
        body.questions[said.question],
        said.score,
        said.said_at,
        body.services[said.service].pk,
        f"{said.number:032x}",
        body.stated[said.number * 7 % len(body.stated)],
        "partners" if said.number % 2 else "organisation",
    )


def _reading_of(body: Body) -> Pattern:
    from baton.understanding.models import Reading

    constant = {"language": "en", "classifier": "bench", "sentiment_confidence": 0.8}
    return Pattern(Reading(organisation=body.organisation, **constant), _READING)


def _reading(said: _data.Said, first: int) -> tuple[Any, ...]:
    return first + said.number, said.said_at, said.sentiment, said.number % 12 == 0


def _coding_of() -> Pattern:
    from baton.understanding.models import Coding

    return Pattern(Coding(confidence=0.6, classifier="bench"), _CODING)


def _codings(body: Body, said: _data.Said, first: int) -> Iterator[tuple[Any, ...]]:
    removed = said.number % 90 == 0
    verdict, by = ("removed", body.analyst.pk) if removed else ("suggested", None)
    for theme in said.themes:
        key, length = body.themes[theme].pk, len(said.words)
        yield first + said.number, key, said.said_at, verdict, by, length


class Pattern:
    """Rows of one table that differ in some columns, and have the rest from one unsaved object."""

    def __init__(self, pattern: Model, differing: Sequence[str]) -> None:
        from django.db import connection
        from django.db.models.expressions import DatabaseDefault

        same = {
            str(field.column): field.get_db_prep_save(getattr(pattern, field.attname), connection)
            for field in pattern._meta.concrete_fields
            if field.column not in differing
            and field.column != "id"
            # What the database gives by itself is left to it.
            and not isinstance(getattr(pattern, field.attname), DatabaseDefault)
        }
        self.table = pattern._meta.db_table
        self.columns = [connection.ops.quote_name(name) for name in (*differing, *same)]
        self.same = tuple(same.values())


def _write(pattern: Pattern, rows: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection

    columns = ", ".join(pattern.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {pattern.table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row + pattern.same)
            return
        marks = ", ".join(["%s"] * len(pattern.columns))
        cursor.executemany(
            f"INSERT INTO {pattern.table} ({columns}) VALUES ({marks})",
            (tuple(map(_for_sqlite, row)) + pattern.same for row in rows),
        )


def _for_sqlite(value: Any) -> Any:
    """As Django keeps it: a moment as text without a zone, a UUID as 32 letters and digits."""
    if isinstance(value, datetime):
        return _moment(value)
    return value.hex if isinstance(value, UUID) else value


@cache
def _moment(value: datetime) -> str:
    from django.db import connection

    return str(connection.ops.adapt_datetimefield_value(value))
