# SPDX-License-Identifier: MIT
"""Every question of the dashboards: the same answer from sums, pairs and rows as from the tables,
and in every engine's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlglot

from baton.listening import operations as listening
from baton.listening.heard import Permission
from baton.listening.models import Contribution
from baton.people import operations as people
from baton.understanding import operations
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Theme
from baton.understanding.tests.conftest import SHARED, person
from baton.warehouse import compiling, engine
from tests.harness import counting

pytestmark = pytest.mark.django_db(transaction=True)

FEELINGS = (1, 3, 4)
TITLES = ("Parking", "Timeliness of care", "Contacting services")
DAYS = {"said_from": date(2026, 3, 10), "said_to": date(2026, 5, 20)}


@pytest.fixture
def many(board, trust, priya, say):
    """Thirty comments of two bodies over half a year, with none to three themes; some are not coded
    yet."""
    people.give_agreement(trust, board, level="words", purpose="Planning", by=person("Asha", trust))
    for number in range(30):
        body, permission = (trust, SHARED) if number % 3 == 0 else (board, Permission())
        said = say(
            f"Comment {number}",
            of=body,
            said_at=datetime(2026, 1 + number % 6, 1 + number % 28, 12, tzinfo=UTC),
            score=1 + number % 5,
            service_path=("Oadby Trust", f"Ward {number % 2}"),
            permission=permission,
            characteristics={"age": ("Under 18", "65 to 74")[number % 2]},
        )
        if number % 7:
            operations.set_sentiment(said, FEELINGS[number % 3], by=priya)
            for title in TITLES[: number % 4]:
                operations.add(said, title, by=priya)


def filters_of(board):
    timeliness = Theme.objects.get(codebook__organisation=board, title="Timeliness of care")
    service = board.services.get(name="Oadby Trust")
    yield from (
        Filters(),
        Filters(service=service),
        Filters(said_from=date(2026, 3, 1), said_to=date(2026, 5, 31)),
        Filters(**DAYS),
        Filters(sentiment="negative"),
        Filters(score="2"),
        Filters(theme=timeliness),
        Filters(theme=timeliness.parent),
        Filters(theme=timeliness, **DAYS),
        Filters(theme=timeliness, service=service),
        Filters(theme=timeliness, score="3"),
        Filters(q="comment -7", **DAYS),
    )


def every_question(board):
    """Each question under each of the filters, for a body and for the tree."""
    for filters in filters_of(board):
        for tree in (False, True):
            asked = Asked(board, replace(filters, tree=tree))
            for name, question in counting.asked_of(asked):
                yield asked, f"{name} under {asked.filters.params()}", question


def test_every_question_is_answered_as_by_the_tables(copy, board, many):
    copy()
    # They left since: the copy still has them.
    for said in Contribution.objects.order_by("pk")[5:8]:
        listening.withdraw(said, by="test")
    keys = Contribution.objects.exclude(characteristics=None).values_list("characteristics")
    of_each = {key: key % 2 for (key,) in keys}
    sources = set()
    for asked, name, question in every_question(board):
        rows = engine.Reader().ask(question, counting.tables_of(asked, of_each))
        assert counting.told(rows, asked) == counting.Plain(asked, of_each).told(question), name
        sources.add(engine.compiled(question).source)
    assert sources == set(compiling.SOURCES)


def test_every_question_can_be_put_to_spark(board, many):
    for _, name, question in every_question(board):
        said = engine.compiled(question, "pyspark")
        assert said.source == engine.compiled(question).source, name
        statement = sqlglot.parse_one(said.statement, dialect="spark")
        names = [column.alias_or_name for column in statement.selects]
        assert names == [name for name, _ in said.columns]
