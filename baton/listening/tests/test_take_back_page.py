# SPDX-License-Identifier: MIT
"""Staff take words back for a person who asks; and the page that tells people that they may."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.urls import reverse

from baton.listening import notice, operations


def page_of(contribution):
    return reverse("listening:take_back", args=[contribution.public_id])


@pytest.fixture
def answers(tell):
    """One person's two answers, and another's at the same moment."""
    together = {"respondent": "patient 4711"}
    return tell("The food was cold.", **together), tell("More blankets.", **together), tell("Fine.")


def test_words_are_withdrawn_at_the_persons_request(as_, board, amir, tell):
    spoken = tell("Please forget this.")
    page = as_(amir).get(page_of(spoken)).content.decode()
    assert "Please forget this." in page
    done = as_(amir).post(page_of(spoken), {"what": "withdraw", "asked": "on"}, follow=True)
    assert "At their request, 1 comment withdrawn." in done.content.decode()
    assert board.contributions.get().words == ""


def test_everything_is_erased_at_the_persons_request(as_, board, lena, tell):
    spoken = tell("Please forget this.")
    as_(lena).post(page_of(spoken), {"what": "erase", "asked": "on"})
    assert not board.contributions.exists()
    assert as_(lena).get(page_of(spoken)).status_code == 404


def test_nothing_is_taken_back_that_nobody_asked_for(as_, board, amir, tell):
    spoken = tell("Keep me.")
    page = as_(amir).post(page_of(spoken), {"what": "erase"}).content.decode()
    assert "Tick this when they have asked for it." in page
    page = as_(amir).post(page_of(spoken), {"asked": "on"}).content.decode()
    assert "Choose what they asked for." in page
    assert board.contributions.get().words == "Keep me."


def test_one_answer_goes_and_the_persons_others_stay(as_, board, amir, answers):
    food, _, _ = answers
    assert "1 other answer" in as_(amir).get(page_of(food)).content.decode()
    as_(amir).post(page_of(food), {"what": "withdraw", "asked": "on"})
    assert sorted(board.contributions.speaking().values_list("words", flat=True)) == [
        "Fine.",
        "More blankets.",
    ]


def test_a_persons_whole_answer_goes_and_other_peoples_stay(as_, board, amir, answers):
    food, _, _ = answers
    as_(amir).post(page_of(food), {"what": "erase", "asked": "on", "whole_answer": "on"})
    assert board.contributions.get().words == "Fine."


def test_withdrawn_words_can_only_be_erased_still(as_, board, amir, tell):
    spoken = tell("Gone already.")
    operations.withdraw(spoken, by="test")
    page = as_(amir).get(page_of(spoken)).content.decode()
    assert "The words were withdrawn on" in page
    again = as_(amir).post(page_of(spoken), {"what": "withdraw", "asked": "on"})
    assert again.status_code == 200
    as_(amir).post(page_of(spoken), {"what": "erase", "asked": "on"})
    assert not board.contributions.exists()


def test_another_body_takes_nothing_back(as_, board, olu, tell):
    spoken = tell("Ours.")
    assert as_(olu).get(page_of(spoken)).status_code == 404
    refused = as_(olu).post(page_of(spoken), {"what": "erase", "asked": "on"})
    assert refused.status_code == 404
    assert board.contributions.get().words == "Ours."


def test_an_analyst_takes_nothing_back(as_, board, priya, tell):
    spoken = tell("Ours.")
    assert as_(priya).post(page_of(spoken), {"what": "erase", "asked": "on"}).status_code == 403
    assert board.contributions.exists()


def test_anybody_reads_how_their_words_are_used(client):
    page = client.get(reverse("listening:privacy"))
    words = page.content.decode()
    assert page.status_code == 200
    for promise in (
        "public task",
        "fewer than five people",
        "withdraw it: your words go",
        "erase it: everything goes",
        "no decision about you",
        "not watched day and night",
        f"Privacy notice {notice.VERSION}, in use since",
    ):
        assert promise in words


#: What each version of the notice says, as a digest of its plain words.
NOTICES = {"1": "c2fff7cab265c178"}


def test_a_notice_that_says_something_else_has_another_version(client):
    """Contributions keep the version that people had read, so its words must not drift."""
    page = client.get(reverse("listening:privacy")).content.decode()
    main = page.partition("<main")[2].partition('<aside class="bt-help"')[0]
    plain = " ".join(re.sub(r"<[^>]*>", " ", main.partition(">")[2]).split())
    assert hashlib.sha256(plain.encode()).hexdigest()[:16] == NOTICES[notice.VERSION]
