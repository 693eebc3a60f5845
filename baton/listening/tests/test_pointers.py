# SPDX-License-Identifier: MIT
"""What contributions point at is there, and stays: the database sees to it, whoever writes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from baton.listening import operations
from baton.listening.models import Characteristics, Contribution, Delivery, Question
from baton.listening.tests.conftest import hear
from baton.people.models import Organisation
from baton.places.models import Service

pytestmark = pytest.mark.django_db(transaction=True)

POINTED_AT = {
    "organisation_id": Organisation,
    "delivery_id": Delivery,
    "question_id": Question,
    "service_id": Service,
    "characteristics_id": Characteristics,
}
NOBODY = 987_654_321


@pytest.fixture
def kept(board) -> Contribution:
    delivery = Delivery.objects.create(organisation=board, channel="booth", label="One day")
    heard = hear(service_path=("Ward",), question="How was it?", characteristics={"age": "18-34"})
    for _ in operations.receive_many([heard], organisation=board, by="test", delivery=delivery):
        pass
    return Contribution.objects.get()


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("column", POINTED_AT)
def test_nothing_that_is_not_there_can_be_pointed_at(kept, column):
    columns = [field.column for field in Contribution._meta.concrete_fields]
    values = {name: name for name in columns if name != "id"}
    values |= {"source_ref": "'again'", "public_id": "'00000000000000000000000000000001'"}
    values[column] = str(NOBODY)
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(
            f"INSERT INTO listening_contribution ({', '.join(values)})"
            f" SELECT {', '.join(values.values())} FROM listening_contribution"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(f"UPDATE listening_contribution SET {column} = %s", NOBODY)
    assert getattr(Contribution.objects.get(), column) == getattr(kept, column)


@pytest.mark.parametrize("column", POINTED_AT)
def test_what_is_pointed_at_cannot_go(kept, column):
    table, key = POINTED_AT[column]._meta.db_table, getattr(kept, column)
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(f"DELETE FROM {table} WHERE id = %s", key)
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(f"UPDATE {table} SET id = %s WHERE id = %s", NOBODY, key)
    assert POINTED_AT[column].objects.filter(pk=key).exists()


def test_what_points_at_nothing_says_so(kept):
    Contribution.objects.update(question=None, service=None, characteristics=None, delivery=None)
    for model in (Question, Service, Characteristics, Delivery):
        model.objects.all().delete()
    assert Contribution.objects.get().question is None


def test_what_arrives_holds_on_to_what_it_points_at(board, kept):
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite has one writer: nobody comes in between")

    def delete() -> str:
        try:
            with transaction.atomic():
                execute("SET LOCAL lock_timeout = '100ms'")
                execute("DELETE FROM listening_question WHERE id = %s", kept.question_id)
        except DatabaseError as problem:
            return str(problem)
        finally:
            connection.close()
        return "deleted"

    with transaction.atomic():
        operations.receive(hear(question="How was it?"), organisation=board, by="test")
        with ThreadPoolExecutor(1) as other:
            assert "lock timeout" in other.submit(delete).result()
    assert board.contributions.filter(question=kept.question_id).count() == 2
