# SPDX-License-Identifier: MIT
"""One text that cannot be coded stops nobody else's, and waits for a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError

from baton.analysis import classifier
from baton.core import clock, jobs
from baton.core.models import Job
from baton.understanding import beats, operations
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import KIND, WAITED

pytestmark = pytest.mark.django_db
STUMBLE = "The porter sang to me all the way."


class Stumbling:
    """The classifier that ships with Baton, but that stumbles over some texts."""

    def __init__(self, *over, problem=ValueError):
        self._real = classifier.load()
        self._over, self._problem = over, problem
        self.weights, self.version = self._real.weights, self._real.version

    def code(self, texts, kinds, scores):
        if set(texts) & set(self._over):
            raise self._problem(f"cannot read {texts}")
        return self._real.code(texts, kinds, scores)


@pytest.fixture
def code_with(board):
    def run(stumbling):
        coder = operations.Coder(board, stumbling)
        while coder.code_some():
            pass

    return run


def test_one_bad_text_is_set_aside_and_the_others_are_coded(board, say, code_with, caplog):
    before, bad, after = say(KIND), say(STUMBLE), say(WAITED)
    code_with(Stumbling(STUMBLE))
    assert not operations.uncoded(board).exists()
    assert before.codings.exists()
    assert after.codings.exists()
    assert not bad.codings.exists()
    reading = Reading.objects.get(contribution=bad)
    assert (reading.sentiment, reading.is_unsure, reading.classifier) == (3, True, "")
    assert Reading.objects.get(contribution=before).classifier != ""
    assert f"Contribution {bad.pk} was not coded: ValueError" in caplog.text
    assert "porter" not in caplog.text


def test_a_bad_text_that_comes_alone_is_set_aside(board, say, code_with):
    bad = say(STUMBLE)
    code_with(Stumbling(STUMBLE))
    assert Reading.objects.get(contribution=bad).is_unsure


def test_what_people_stated_of_a_bad_text_is_kept(board, say, code_with):
    bad = say(STUMBLE, labels=("parking",), stated_sentiment=5)
    code_with(Stumbling(STUMBLE))
    assert bad.codings.get().theme.title == "Parking"
    assert Reading.objects.get(contribution=bad).sentiment == 5


def test_a_classifier_that_stumbles_over_all_sets_none_aside(board, say, code_with):
    say(KIND)
    say(WAITED)
    with pytest.raises(ValueError, match="cannot read"):
        code_with(Stumbling(KIND, WAITED))
    assert operations.uncoded(board).count() == 2
    assert not Reading.objects.exists()


def test_a_database_that_is_away_sets_nothing_aside(board, say, code_with):
    say(STUMBLE)
    say(KIND)
    with pytest.raises(OperationalError):
        code_with(Stumbling(STUMBLE, problem=OperationalError))
    assert operations.uncoded(board).count() == 2


def test_a_text_that_cannot_even_be_written_down_is_left_out(board, say, code_with, monkeypatch):
    bad = say(STUMBLE)

    def refuse(codings, **options):
        raise operations.DatabaseError("no room for the porter")

    monkeypatch.setattr(operations.Coding.objects, "bulk_create", refuse)
    code_with(Stumbling())
    bad.refresh_from_db()
    assert bad.coded_at is not None
    assert not Reading.objects.exists()


def test_an_organisation_whose_coding_failed_rests_before_it_is_tried_again(board, welland, say):
    say(KIND)
    say(KIND, of=welland)
    assert beats.ask_for_coding() == 2
    failed = Job.objects.get(kind="understanding.code", organisation=board.pk)
    Job.objects.filter(pk=failed.pk).update(state="failed", finished_at=clock.now())
    assert jobs.is_resting("understanding.code", board.pk)
    for _ in range(3):
        assert beats.ask_for_coding() == 1
    assert Job.objects.filter(organisation=board.pk).count() == 1
    Job.objects.filter(pk=failed.pk).update(finished_at=clock.now() - timedelta(minutes=2))
    assert beats.ask_for_coding() == 2
    assert Job.objects.open().filter(organisation=board.pk).exists()
