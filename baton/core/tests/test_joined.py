# SPDX-License-Identifier: MIT
"""Objects of a statement of our own are those that Django would have read."""

from __future__ import annotations

import pytest

from baton.core import sql
from baton.core.joined import Joined
from baton.core.keys import uuid7
from baton.core.models import AuditEntry, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return AuditEntry.objects.create(actor="test", verb="job.asked", about={"of": "é"})


@pytest.fixture
def job(entry):
    """It has a key that is a UUID, a moment, JSON, and much that is empty."""
    return Job.objects.create(
        public_id=uuid7(),
        kind="test.kind",
        title="Leçons",
        arguments={"of": [1, None, "é"]},
        done=entry.pk,
    )


def read(job, *, columns=()):
    joined = Joined((Job, "job", columns), (AuditEntry, "entry", ()))
    row = sql.row(
        f"SELECT {joined.columns} FROM core_job AS job "
        "JOIN core_auditentry AS entry ON entry.id = job.done WHERE job.id = %s",
        job.pk,
    )
    return joined.made(row)


def values(thing):
    return {each.attname: getattr(thing, each.attname) for each in thing._meta.concrete_fields}


def test_every_column_is_as_django_reads_it(job, entry):
    found, other = read(job)
    assert values(found) == values(Job.objects.get(pk=job.pk))
    assert values(other) == values(AuditEntry.objects.get(pk=entry.pk))
    assert found.arguments == {"of": [1, None, "é"]}


def test_what_was_not_read_is_fetched_when_it_is_asked_for(job, django_assert_num_queries):
    found, _ = read(job, columns=("id", "title"))
    with django_assert_num_queries(0):
        assert (found.pk, found.title) == (job.pk, "Leçons")
    with django_assert_num_queries(1):
        assert found.arguments == job.arguments


def test_what_was_read_can_be_saved(job):
    found, _ = read(job)
    found.title = "Other"
    found.save()
    assert values(Job.objects.get(pk=job.pk)) == values(job) | {"title": "Other"}


def test_a_row_of_other_columns_is_refused(job):
    joined = Joined((Job, "job", ("id", "title")))
    with pytest.raises(ValueError, match="of 2 columns"):
        joined.made((job.pk,))
