# SPDX-License-Identifier: MIT
"""The page of results, and the files that people carry away from it."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from baton.core.models import AuditEntry
from baton.listening.channels.survey.operations import answering, editing
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role


@pytest.fixture
def answered(published, poster):
    """Twenty were pleased, two were not, and one of these says why."""
    for number in range(22):
        response, _ = answering.begin(published, poster, language="en")
        given = {"q1": "1" if number < 20 else "5", "q4": ["bus"], "q6-age": "65 to 74"}
        if number == 21:
            given |= {"q2": "The =nurse.", "q3": "Ring me first."}
        shown = ["q1", "q2", *(["q3"] if number >= 20 else []), "q4", "q6"]
        answering.save(response, given, shown=shown)
        answering.finish(response)


def text(answer):
    return " ".join(answer.content.decode().split())


def page(survey, name="results"):
    return f"/surveys/{survey.public_id}/{name}"


def rows(answer):
    content = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(content)))


def seen_by(board, role):
    account = Account.objects.create_account(f"{role}@example.org", role.title(), None)
    people.give_role(board, account, role, by="test")
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_the_page_answers_first_and_shows_the_figures(hers, survey, answered):
    shown = text(hers.get(page(survey)))
    assert "22 people answered" in shown
    assert "<b>91%</b> very good or good" in shown
    assert "2 asked · 1 answered · 1 left it" in shown
    assert "Age group" in shown
    assert "Ring me first." not in shown


def test_words_are_a_link_for_who_may_read_them(hers, board, survey, answered):
    shown = text(hers.get(page(survey)))
    question = board.contributions.get(words="Ring me first.").question
    address = f"/comments/?channel=survey&amp;question={question.pk}"
    assert address in shown
    assert "Ring me first." in text(hers.get(address.replace("&amp;", "&")))
    other = text(seen_by(board, Role.PATIENT_PARTNER).get(page(survey)))
    assert "22 people answered" in other
    assert "/comments/" not in other
    assert "Counts as CSV" not in other


def test_filters_stand_in_the_address_and_on_the_page(hers, survey, answered):
    shown = text(hers.get(page(survey), {"mode": "online", "version": "1"}))
    assert 'aria-label="Remove filter How: Online"' in shown
    assert "22 people answered" in shown
    assert "Of everybody who answered the survey, whatever is chosen above" in shown
    assert "Nobody answered so." in text(hers.get(page(survey), {"mode": "paper"}))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [({"mode": "pigeon"}, "Choose one of those"), ({"from": "2026-02-31"}, "a day that exists")],
)
def test_a_filter_that_names_nothing_is_said(hers, survey, answered, chosen, says):
    answer = hers.get(page(survey), chosen)
    assert answer.status_code == 422
    assert says in text(answer)


def test_the_counts_leave_without_giving_a_few_people_away(hers, survey, answered):
    told = rows(hers.get(page(survey, "results/download")))
    by_answer = {(row[0], row[2]): row[3:] for row in told if len(row) > 3}
    assert by_answer["1", "Very poor"][0] == "[c]"
    assert by_answer["1", "Very good"][0] in {"[c]", "20"}
    assert by_answer["4", "By bus"][0] == "22"
    assert by_answer["3", "Were asked"][0] == "[c]", "it would say how many were displeased"
    assert any(row[:2] == ["Asked for", "everything"] for row in told)
    assert any(row[1:3] == ["Age group", "65 to 74"] for row in told if len(row) > 3)
    entry = AuditEntry.objects.get(verb="survey.results_downloaded")
    assert entry.about["kind"] == "csv"
    assert entry.about["hidden"] > 1


def test_a_file_of_some_people_is_said_to_be_one(hers, survey, answered):
    told = rows(hers.get(page(survey, "results/download"), {"mode": "online"}))
    assert ["Asked for", "How: Online"] in told
    assert any(row[:1] == ["Who answered"] for row in told)
    assert not any("Age group" in row for row in told)


def test_the_answers_leave_a_row_each_without_words_and_without_who_they_are(
    hers, survey, answered
):
    head, *answers = rows(hers.get(page(survey, "results/answers")))
    assert head[:6] == ["Response", "Day", "Version", "Place", "How", "Language"]
    assert head[6:] == ["Overall, how was your experience of our service?", "How did you come?"]
    assert len(answers) == 22
    assert answers[0][6:] == ["Very good", "By bus"]
    whole = str(answers)
    assert "nurse" not in whole
    assert "65 to 74" not in whole
    assert AuditEntry.objects.filter(verb="survey.answers_downloaded").count() == 1


def test_answers_of_another_version_keep_their_words(hers, survey, asked, answered, meena):
    editing.redraft(survey, asked.without("q4"), by=meena)
    editing.publish(survey, by=meena)
    head, *answers = rows(hers.get(page(survey, "results/answers")))
    assert head[-1] == "How did you come?"
    assert answers[0][-1] == "By bus"


@pytest.mark.parametrize("name", ["results/download", "results/answers"])
def test_a_workbook_opens(hers, survey, answered, name):
    from openpyxl import load_workbook

    answer = hers.get(page(survey, name), {"file": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    assert book.sheetnames == ["Results" if name == "results/download" else "Answers"]


def test_who_may_not_download_does_not(board, survey, answered):
    browser = seen_by(board, Role.FRONTLINE)
    assert browser.get(page(survey, "results/answers")).status_code == 403
    assert browser.get(page(survey)).status_code == 200


def test_a_survey_that_nobody_answered_says_so(hers, survey):
    assert "Nobody has answered yet." in text(hers.get(page(survey)))
    assert hers.get(page(survey, "results/download")).status_code == 200
