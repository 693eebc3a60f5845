# SPDX-License-Identifier: MIT
"""Many rows at once hold the same promises as one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.core import bulk, clock, keys
from baton.core.coded import Coded, coded
from baton.core.models import AuditEntry, Job

pytestmark = pytest.mark.django_db

COLUMNS = ("id", "verb", "at", "object_id")


def written(*verbs, at=None):
    writer = bulk.Writer(AuditEntry(actor="bench", about={"count": 2}), COLUMNS)
    with transaction.atomic():
        numbers = bulk.reserve(AuditEntry, len(verbs))
        writer.write(
            (number, verb, at or clock.now(), None if verb == "none" else str(number))
            for number, verb in zip(numbers, verbs, strict=True)
        )
    return numbers


def test_rows_stand_there_as_if_they_had_been_saved_one_by_one():
    now = clock.now()
    numbers = written("tab\tand\nline", "back\\slash", "“quoted” 🌻", at=now)
    rows = list(AuditEntry.objects.filter(pk__in=numbers).order_by("pk"))
    assert [row.verb for row in rows] == ["tab\tand\nline", "back\\slash", "“quoted” 🌻"]
    assert {(row.at, row.actor, row.organisation) for row in rows} == {(now, "bench", None)}
    assert rows[0].about == {"count": 2}


def test_where_there_is_nothing_to_write_nothing_is_written():
    assert written() == []
    assert not AuditEntry.objects.exists()


def test_more_rows_than_one_statement_takes_all_arrive():
    numbers = written(*(f"deed {number}" for number in range(1203)))
    assert AuditEntry.objects.filter(pk__in=numbers[:900]).count() == 900
    assert AuditEntry.objects.filter(actor="bench").count() == 1203


def test_reserved_keys_are_nobody_elses():
    first = written("one", "two")
    saved = AuditEntry.objects.create(actor="somebody", verb="three")
    assert saved.pk > max(first)
    assert min(written("four")) > saved.pk


def test_a_row_that_breaks_a_promise_keeps_all_of_them_out():
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.Writer(AuditEntry(actor="bench"), ("verb", "at")).write(
            [("kept out", clock.now()), (None, clock.now())]
        )
    assert not AuditEntry.objects.filter(actor="bench").exists()


def test_a_public_key_may_be_given_as_its_letters():
    letters = keys.new_hexes(2)
    bulk.Writer(Job(kind="bench", title="A job"), ("public_id",)).write(
        [(each,) for each in letters]
    )
    assert [job.public_id.hex for job in Job.objects.order_by("public_id")] == letters
    assert {job.public_id.version for job in Job.objects.all()} == {7}


@pytest.mark.parametrize("times", [1, 3, 70])
def test_columns_stand_there_as_rows_would(times):
    now = clock.now()
    verbs = ["tab\tand\nline\r", "back\\slash \\N", "“quoted” 🌻"] * times
    numbers = bulk.reserve(AuditEntry, len(verbs))
    ends = Coded([(None, "one\ttab"), (7, "two")], [n % 2 for n in range(len(verbs))])
    bulk.Writer(
        AuditEntry(actor="bench", about={"count": 2}),
        ("id", "verb", "at", "object_id", "object_kind", "organisation", "actor"),
    ).write_columns(
        bulk.Columns(
            (numbers, verbs, Coded([now], [0] * len(verbs)), coded(map(str, numbers)), verbs), ends
        )
    )
    rows = list(AuditEntry.objects.filter(pk__in=numbers).order_by("pk"))
    assert [row.verb for row in rows] == [row.object_kind for row in rows] == verbs
    assert [row.object_id for row in rows] == list(map(str, numbers))
    assert [(row.organisation, row.actor) for row in rows[:2]] == ends.values
    assert {row.at for row in rows} == {now}
    assert rows[-1].about == {"count": 2}
