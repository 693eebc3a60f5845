# SPDX-License-Identifier: MIT
"""Columns of what was heard hold what the rows held, however they are cut."""

from __future__ import annotations

import pickle

import pytest

from baton.listening.batch import Batch, batch
from baton.listening.digests import Digests
from baton.listening.ready import VALUES, Ready, make_ready
from baton.listening.tests.conftest import hear


@pytest.fixture
def ready() -> list[Ready]:
    heard = [
        hear(
            f"Waited {number} hours. Ring 0770090012{number}." if number % 3 else "",
            source_ref=str(number),
            channel="booth" if number % 4 else "survey",
            question=f"Question {number % 2}",
            score=1 + number % 5,
            respondent=f"{number % 3}",
            characteristics={"age": "18-34"} if number % 2 else {},
            labels=("Waiting",) if number % 5 == 0 else (),
        )
        for number in range(12)
    ]
    return [make_ready(each, Digests(b"key")) for each in heard]


def rows(made: Batch) -> list[tuple[object, ...]]:
    return [
        (*each, made.found.get(place, ("", ())))
        for place, each in enumerate(
            zip(
                made.channels.each(),
                made.source_refs,
                made.words,
                made.said_at.each(),
                made.services.each(),
                made.questions.each(),
                made.respondents,
                made.stated.each(),
                [made.answers[stated] for stated in made.stated.each()],
                made.labels.each(),
                made.values.each(),
                strict=True,
            )
        )
    ]


def test_a_part_of_a_batch_is_what_those_rows_are(ready):
    whole = pickle.loads(pickle.dumps(batch(ready)))
    assert whole.size == 12
    assert any(whole.found)
    assert len(whole.values.values[0]) == len(VALUES)
    assert rows(whole.part(3, 9)) == rows(batch(ready[3:9]))
    assert rows(whole.only([1, 7, 11])) == rows(batch([ready[1], ready[7], ready[11]]))
    assert set(whole.part(3, 4).questions.values) == {ready[3].question}


def test_the_first_of_the_same_identity_counts(ready):
    again = ready[4]._replace(words="Something else")
    elsewhere = ready[4]._replace(channel="letter")
    made = batch([*ready, again, elsewhere])
    assert rows(made.once_each()) == rows(batch([*ready, elsewhere]))
    of_one = [each._replace(channel="booth") for each in (*ready, again)]
    assert rows(batch(of_one).once_each()) == rows(batch(of_one[:-1]))
    assert batch(ready).once_each().size == 12
