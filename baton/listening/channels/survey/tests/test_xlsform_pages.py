# SPDX-License-Identifier: MIT
"""Meena brings a form, sees how it is understood, and begins with it; and takes one away."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.test import Client

from baton.core.models import AuditEntry
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.forms import xlsform as forms
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.operations import editing
from baton.listening.channels.survey.tests.household import household
from baton.listening.channels.survey.tests.xlsforms import cells, form, read
from baton.listening.channels.survey.xlsform import carrying, writing
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role

BRING, BEGIN = "/surveys/from-form", "/surveys/from-form/begin"


def bring(browser, content, name="hh_2026.xlsx"):
    return browser.post(BRING, {"file": SimpleUploadedFile(name, content)})


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def carried(answer):
    return re.search(r'name="form" value="([^"]+)"', answer.content.decode())[1]


def test_the_preview_shows_the_questions_and_what_is_not_as_it_was(hers):
    assert hers.get(BRING).status_code == 200
    answer = bring(hers, household())
    assert answer.status_code == 200
    shown = text(answer)
    assert (
        "11 questions and 1 note are understood, in 3 languages. 12 things are not as in the form."
        in shown
    )
    assert "English (en), Français (fr) and" in shown
    assert "3. How did you come?" in shown
    assert "By bus · On foot · Another way" in shown
    assert "Only of who answered “By bus” or “On foot” to question 3." in shown
    assert "survey, row 24, column type “place” is left out." in shown
    assert 'value="Walk-in centre: households"' in answer.content.decode()
    assert not Survey.objects.exists()


def test_a_survey_begins_with_what_was_shown(hers, board, meena):
    kept = carried(bring(hers, household()))
    answer = hers.post(BEGIN, {"title": "Households", "form": kept})
    survey = board.surveys.get()
    assert answer.url == f"/surveys/{survey.public_id}/"
    assert (survey.title, survey.created_by) == ("Households", meena)
    assert define.from_json(survey.draft) == read(household()).definition
    assert not survey.versions.exists()
    begun, brought = AuditEntry.objects.filter(verb__startswith="survey.").order_by("pk")
    assert (begun.verb, brought.verb) == ("survey.begun", "survey.form_brought")
    assert brought.about == {"questions": 12, "remarks": 12}
    assert "is begun. Nobody is asked before it is published." in text(hers.get(answer.url))


def test_without_a_title_the_preview_comes_back(hers):
    kept = carried(bring(hers, household()))
    answer = hers.post(BEGIN, {"title": " ", "form": kept})
    assert answer.status_code == 422
    shown = text(answer)
    assert "Give the survey a title." in shown
    assert "survey, row 24, column type" in shown
    assert carried(answer) == kept
    assert not Survey.objects.exists()


@pytest.mark.parametrize("spoil", [lambda kept: kept[:-1], lambda kept: "", lambda kept: "a:b:c"])
def test_a_preview_that_was_tampered_with_begins_nothing(hers, spoil):
    kept = carried(bring(hers, household()))
    answer = hers.post(BEGIN, {"title": "Households", "form": spoil(kept)})
    assert answer.status_code == 422
    assert "Bring the form again" in text(answer)
    assert not Survey.objects.exists()


def test_a_preview_of_yesterday_begins_nothing(hers, monkeypatch):
    kept = carried(bring(hers, household()))
    monkeypatch.setattr(carrying, "GOOD_FOR", -1)
    answer = hers.post(BEGIN, {"title": "Households", "form": kept})
    assert (answer.status_code, Survey.objects.count()) == (422, 0)


def test_a_signature_of_another_kind_is_none(hers):
    other = TimestampSigner(salt="something else").sign_object({"title": "", "definition": {}})
    answer = hers.post(BEGIN, {"title": "Households", "form": other})
    assert answer.status_code == 422


def test_what_hinders_publishing_is_shown_and_hinders_no_beginning(hers, board):
    columns = ("type", "name", "label::English (en)", "label::Polski (pl)")
    rows = [("text", f"q{at}", "?" * 501, "Co?") for at in range(1, 12)]
    answer = bring(hers, form(rows, columns=columns))
    assert "To be mended before it is published" in text(answer)
    assert "And 3 more." in text(answer)
    assert 'value="hh 2026"' in answer.content.decode(), "the file’s name is its title"
    hers.post(BEGIN, {"title": "Poles", "form": carried(answer)})
    assert len(define.from_json(board.surveys.get().draft).questions) == 11


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear colleague", "no sheet “survey”"),
        (b"PK\x03\x04 nothing of worth", "This file is damaged"),
        (b"", "The file is empty. Save the form once more"),
    ],
)
def test_a_file_that_is_no_form_gets_a_sentence(hers, content, sentence):
    answer = bring(hers, content)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_no_file_and_one_that_is_too_large(hers, monkeypatch):
    assert "Choose the file with the form." in text(hers.post(BRING))
    monkeypatch.setattr(forms, "LARGEST_FILE", 10)
    assert "larger than 5 MB" in text(bring(hers, household()))
    monkeypatch.setattr(forms, "LARGEST_FILE", 10**6)
    monkeypatch.setattr(carrying, "LARGEST", 10)
    assert "far larger than a survey" in text(bring(hers, household()))


def test_words_of_a_form_are_words_on_the_page(hers):
    answer = bring(hers, form([("text", "q", "<script>alert(1)</script>?")]))
    assert "<script>alert" not in answer.content.decode()


def content(answer):
    return b"".join(answer.streaming_content)


def test_the_draft_and_each_version_are_taken_away(hers, survey, published, asked, meena):
    editing.redraft(survey, asked.without("q5"), by=meena)
    page = hers.get(f"/surveys/{survey.public_id}/form")
    assert "The draft asks 5 questions." in text(page)
    assert "Download version 1" in text(page)
    draft = hers.get(f"/surveys/{survey.public_id}/form/draft.xlsx")
    first = hers.get(f"/surveys/{survey.public_id}/form/1.xlsx")
    assert (
        'filename="how-was-the-walk-in-centre-1-soar-care-board.xlsx"'
        in first.headers["Content-Disposition"]
    )
    draft, first = content(draft), content(first)
    assert read(draft).definition == writing.carried(asked.without("q5"))
    assert read(first).definition == writing.carried(asked) == asked
    (settings,) = cells(first, "settings")
    assert settings["version"] == "1"
    assert settings["form_title"] == "How was the walk-in centre?"
    assert re.fullmatch(r"baton-[0-9a-f]{12}", settings["form_id"])
    assert cells(draft, "settings")[0] == settings | {"version": "draft"}
    assert hers.get(f"/surveys/{survey.public_id}/form/2.xlsx").status_code == 404
    taken = AuditEntry.objects.filter(verb="survey.form_taken").order_by("pk")
    assert [each.about for each in taken] == [{"version": "draft"}, {"version": "1"}]


def test_what_is_taken_away_is_a_form_as_others_write_it(hers, survey):
    taken = content(hers.get(f"/surveys/{survey.public_id}/form/draft.xlsx"))
    rows = {each["name"]: each for each in cells(taken, "survey") if each["type"] != "end_group"}
    assert rows["q1"]["type"] == "select_one q1"
    assert rows["q3"]["relevant"] == "${q1} = '3' or ${q1} = '4' or ${q1} = '5'"
    assert rows["q4"]["type"] == "select_multiple q4"
    assert rows["q6"]["type"] == "begin_group"
    assert rows["q6-age"]["type"] == "select_one q6-age"
    lists = [(each["list_name"], each["name"]) for each in cells(taken, "choices")]
    assert len(lists) == len(set(lists)), "names are unique in a list"
    assert [name for of, name in lists if of == "q6-sex"] == ["female", "male", "prefer_not_to_say"]
    assert all(" " not in name for _, name in lists)
    listed = {of for of, _ in lists}
    assert {each["type"].split()[1] for each in rows.values() if "select" in each["type"]} == listed


def test_who_may_not_keep_activities_does_neither(board, survey):
    ben = Account.objects.create_account("ben@example.org", "Ben", None)
    people.give_role(board, ben, Role.BOARD_MEMBER, by="test")
    his = Client()
    his.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    for path in (BRING, f"/surveys/{survey.public_id}/form/draft.xlsx"):
        assert his.get(path).status_code == 403
    assert his.post(BEGIN).status_code == 403
