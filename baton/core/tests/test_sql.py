# SPDX-License-Identifier: MIT
"""Statements of our own: what they give, and that PostgreSQL plans each once."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from baton.core import sql
from baton.core.models import Job

pytestmark = pytest.mark.django_db

NAMED = "SELECT id, title FROM core_job WHERE kind = %s ORDER BY id"


@pytest.fixture
def jobs():
    return [
        Job.objects.create(kind=f"test.{n}", title=f"100% of {n}", public_id=key(n))
        for n in range(3)
    ]


def key(number):
    return f"00000000-0000-7000-8000-{number:012}"


def test_the_first_row_or_nothing(jobs):
    assert sql.row(NAMED, "test.1") == (jobs[1].pk, "100% of 1")
    assert sql.value(NAMED, "test.2") == jobs[2].pk
    assert (sql.row(NAMED, "none"), sql.value(NAMED, "none")) == (None, None)


def test_what_is_changed_is_counted(jobs):
    assert sql.change("UPDATE core_job SET note = %s WHERE kind <> %s", "é", "test.0") == 2
    assert sorted(Job.objects.values_list("note", flat=True)) == ["", "é", "é"]


def test_two_columns_of_those_that_are_sought(jobs):
    sought = ["test.0", "test.2", "none"]
    assert sql.among("SELECT kind, id FROM core_job WHERE done = %s AND kind", sought, 0) == {
        "test.0": jobs[0].pk,
        "test.2": jobs[2].pk,
    }
    assert sql.among("SELECT kind, id FROM core_job WHERE kind", []) == {}


def test_a_row_that_is_locked_is_read(jobs):
    with transaction.atomic():
        statement = f"SELECT job.id FROM core_job AS job WHERE job.kind = %s {sql.locking('job')}"
        assert sql.value(statement, "test.1") == jobs[1].pk


def test_it_is_seen_by_who_counts_questions(jobs, django_assert_num_queries):
    with django_assert_num_queries(1) as seen:
        sql.row(NAMED, "test.1")
    assert "core_job" in seen.captured_queries[0]["sql"]


def test_postgresql_plans_what_is_asked_again_and_again_once(jobs):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps compiled statements by itself")
    for _ in range(8):
        assert sql.value(NAMED, "test.1") == jobs[1].pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ["SELECT id, title FROM core_job%"],
        )
        assert cursor.fetchone() == (1,)
