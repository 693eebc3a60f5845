# SPDX-License-Identifier: MIT
"""Meena walks through the draft as people will, and nothing of it is kept."""

from __future__ import annotations

import re

import pytest

from baton.core.models import AuditEntry
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.operations import editing


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def walk(hers, survey):
    """Press a button on the page, with what is hidden on it; `posted` is what she types."""
    address = f"/surveys/{survey.public_id}/preview"
    hidden: dict[str, list[str]] = {}

    def step(**posted):
        first = not hidden
        answer = hers.get(address) if first else hers.post(address, hidden | posted)
        form = answer.content.decode().rpartition("<form")[2]
        hidden.clear()
        for name, value in re.findall(r'type="hidden" name="(\w[\w-]*)" value="([^"]*)"', form):
            hidden.setdefault(name, []).append(value)
        return text(answer)

    return step


def test_the_draft_is_walked_through_with_its_conditions(walk, board, survey):
    audited = AuditEntry.objects.count()
    assert "Preview: nothing is kept." in walk()
    assert "question 1 of 5" in walk(language="en")
    assert "question 2 of 6" in walk(q1="5")
    assert "What could we do better?" in walk(q2="Secret")
    assert "How did you come?" in walk(q3="")
    assert "What is your postcode?" in walk(q4=["bus", "foot"])
    assert "Write a whole UK postcode" in walk(q5="LE1")
    assert "About you" in walk(q5="")
    ends = walk(**{"q6-age": "65 to 74"})
    assert "Send your answers" in ends
    assert "You may quote my words" in ends
    assert "Thank you" in walk()
    assert not Response.objects.exists()
    assert not board.contributions.exists()
    assert AuditEntry.objects.count() == audited


def test_going_back_finds_what_was_answered(walk):
    walk()
    walk(language="en")
    walk(q1="1")
    assert "How did you come?" in walk(q2="The nurse")
    assert "The nurse</textarea>" in walk(back="")
    assert 'value="1" checked' in walk(back="")
    assert "Preview" in walk(back="")


def test_stopping_goes_to_the_end(walk):
    walk()
    walk(language="en")
    assert "Send your answers" in walk(q1="1", stop="")


def test_all_on_one_page(walk, survey, meena):
    editing.change(survey, one_a_page=False, by=meena)
    walk()
    shown = walk(language="en")
    assert "Only if you answered" in shown
    assert "Write a whole UK postcode" in walk(q1="1", q5="LE1")
    assert "Send your answers" in walk(q1="1", q2="Good", q5="")


def test_a_survey_that_asks_nothing_yet_can_be_looked_at(hers, board, meena):
    empty = editing.begin(board, "Empty", by=meena)
    address = f"/surveys/{empty.public_id}/preview"
    assert "There are 0 questions" in text(hers.get(address))
    assert "Send your answers" in text(hers.post(address, {"at": "start"}))
    assert hers.post(address, {"at": "nonsense", "language": "xx"}).status_code == 200
