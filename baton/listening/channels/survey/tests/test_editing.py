# SPDX-License-Identifier: MIT
"""A draft is changed one question at a time; what was published keeps its keys and its pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries, readings, starting
from baton.listening.channels.survey.definition import Definition, Question, ShowIf
from baton.listening.channels.survey.models import Picture, Survey
from baton.listening.channels.survey.operations import answering, editing, pictures, questions
from baton.listening.photographs import NotAPhotograph
from baton.listening.tests.pictures import WHERE, exif, jpeg, png


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drafted(survey) -> Definition:
    survey.refresh_from_db()
    return define.from_json(survey.draft)


def keys(survey):
    return [each.key for each in drafted(survey)]


def test_a_question_is_added_at_the_end_with_a_key_of_its_own(survey, meena):
    made = questions.add(survey, Question("", "one", {"en": "When?"}), ["Today", "Later"], by=meena)
    assert keys(survey) == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    assert [each.key for each in drafted(survey).question(made.key).choices] == ["a1", "a2"]


def test_a_key_that_was_published_is_never_another_questions(survey, published, meena):
    questions.remove(survey, "q6", by=meena)
    made = questions.add(survey, Question("", "text", {"en": "Why?"}), by=meena)
    assert made.key == "q7"


def test_an_answer_that_was_published_never_lends_its_key(survey, meena):
    one = Question("", "one", {"en": "When?"})
    made = questions.add(survey, one, ["Today", "Tomorrow"], by=meena)
    editing.publish(survey, by=meena)
    questions.put(survey, replace(made, words={"en": "When?"}), ["Tomorrow"], by=meena)
    questions.put(survey, replace(made, words={"en": "When?"}), ["Tomorrow", "Never"], by=meena)
    assert [each.key for each in drafted(survey).question(made.key).choices] == ["a2", "a3"]


def test_changing_a_question_leaves_what_its_form_does_not_hold(survey, meena):
    questions.show_if(survey, "q2", ShowIf("q1", ("5",)), by=meena)
    questions.add_language(survey, "gu", by=meena)
    questions.translate(survey, "gu", {"q2-words": "શું સારું હતું?"}, by=meena)
    questions.put(survey, Question("q2", "text", {"en": "What went well?"}), by=meena)
    now = drafted(survey).question("q2")
    assert now.words == {"en": "What went well?", "gu": "શું સારું હતું?"}
    assert now.show_if == ShowIf("q1", ("5",))


def test_what_somebody_else_took_out_is_not_put_back(survey, meena):
    questions.remove(survey, "q2", by=meena)
    with pytest.raises(questions.NoSuchQuestion):
        questions.put(survey, Question("q2", "text", {"en": "Again?"}), by=meena)
    with pytest.raises(questions.NoSuchQuestion):
        questions.show_if(survey, "q2", None, by=meena)
    assert "q2" not in keys(survey)


def test_two_people_who_edit_at_once_do_not_undo_one_another(survey, meena):
    """Each has the survey as it was when their page was opened."""
    other = Survey.objects.get(pk=survey.pk)
    questions.remove(survey, "q2", by=meena)
    questions.move(other, "q4", -1, by=meena)
    assert keys(survey) == ["q1", "q4", "q3", "q5", "q6"]


def test_moving_stays_within_the_list(survey, meena):
    questions.move(survey, "q1", -1, by=meena)
    questions.move(survey, "q6", 1, by=meena)
    assert keys(survey) == ["q1", "q2", "q3", "q4", "q5", "q6"]


def test_a_language_that_is_taken_out_and_added_again_says_what_it_said(survey, meena):
    questions.add_language(survey, "gu", by=meena)
    questions.translate(survey, "gu", {"q2-words": "શું?"}, by=meena)
    questions.remove_language(survey, "gu", by=meena)
    questions.remove_language(survey, "en", by=meena)
    assert drafted(survey).languages == ("en",), "what it was written in stays"
    questions.add_language(survey, "gu", by=meena)
    assert drafted(survey).question("q2").words["gu"] == "શું?"


def test_no_words_stand_in_the_audit_trail(survey, meena):
    made = questions.add(survey, Question("", "one", {"en": "Secret?"}), ["Hush"], by=meena)
    questions.put(survey, replace(made, words={"en": "Hidden?"}), ["Hush", "Lull"], by=meena)
    questions.translate(survey, "en", {f"{made.key}-words": "Veiled?"}, by=meena)
    about = str(list(AuditEntry.objects.values_list("about", flat=True)))
    for word in ("Secret", "Hidden", "Hush", "Veiled"):
        assert word not in about


def test_the_standard_survey_may_be_published_as_it_is(board, meena):
    survey = editing.begin(board, "FFT", by=meena, draft=starting.friends_and_family())
    asked = define.from_json(editing.publish(survey, by=meena).definition)
    assert [each.kind for each in asked] == ["fft", "text", "monitoring"]
    assert asked.question("q3").asks == ("age", "sex", "ethnicity", "disability")


def test_a_survey_is_closed_by_hand_and_opened_again(survey, published, poster, meena):
    survey = queries.surveys(survey.organisation).get()
    assert readings.state(survey) == "Open"
    editing.close(survey, by=meena)
    editing.close(survey, by=meena)
    assert AuditEntry.objects.filter(verb="survey.closed").count() == 1
    assert (readings.state(survey), readings.is_open(survey)) == ("Closed", False)
    poster.survey.refresh_from_db()
    assert queries.why_closed(poster, published) == "This survey is closed. Thank you for coming."
    editing.reopen(survey, by=meena)
    assert readings.state(survey) == "Open"


def test_two_places_of_a_survey_have_two_names(survey, meena):
    editing.add_place(survey, "Reception", service=None, by=meena)
    with pytest.raises(editing.NameTaken):
        editing.add_place(survey, "Reception", service=None, by=meena)


def test_another_title_shows_where_answers_came_from(survey, meena):
    place = editing.add_place(survey, "Reception", service=None, by=meena)
    editing.change(survey, title="Walk in", by=meena)
    place.delivery.refresh_from_db()
    assert place.delivery.label == "Walk in, Reception"


def put(survey, meena, content=None, key="q4", answer="bus", alt="A bus"):
    return pictures.put(survey, key, answer, content or png(), alt, by=meena)


def test_a_picture_is_kept_without_where_it_was_taken(survey, meena):
    picture = put(survey, meena, jpeg(exif()))
    with default_storage.open(picture.file.name) as file:
        assert WHERE not in file.read()
    assert drafted(survey).question("q4").choices[0].picture == str(picture.public_id)


def test_what_is_no_picture_is_not_kept(survey, meena):
    with pytest.raises(NotAPhotograph):
        put(survey, meena, b"<svg onload=alert(1)>")
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("key", "answer"), [("q99", ""), ("q4", "tram")])
def test_a_picture_of_nothing_leaves_no_file(survey, meena, tmp_path, key, answer):
    with pytest.raises(questions.NoSuchQuestion):
        put(survey, meena, key=key, answer=answer)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_a_picture_has_to_say_what_it_shows(survey, meena):
    with pytest.raises(IntegrityError), transaction.atomic():
        put(survey, meena, alt="")


def test_a_draft_picture_that_is_replaced_is_deleted(
    survey, meena, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = put(survey, meena)
        second = put(survey, meena, alt="A red bus")
    assert not default_storage.exists(first.file.name)
    assert list(survey.pictures.all()) == [second]
    with django_capture_on_commit_callbacks(execute=True):
        pictures.take_away(survey, "q4", "bus", by=meena)
    assert not default_storage.exists(second.file.name)


def test_a_published_picture_stays_with_its_version(
    survey, meena, django_capture_on_commit_callbacks
):
    first = put(survey, meena)
    editing.publish(survey, by=meena)
    with django_capture_on_commit_callbacks(execute=True):
        pictures.take_away(survey, "q4", "bus", by=meena)
        editing.publish(survey, by=meena)
    first.refresh_from_db()
    assert first.published_at
    assert default_storage.exists(first.file.name)


def test_a_copy_has_pictures_of_its_own(survey, meena):
    put(survey, meena)
    put(survey, meena, key="q1", answer="", alt="A face")
    copied = editing.begin_copy(survey, "Again", by=meena, service=None)
    named = pictures.pictures_in(drafted(copied))
    assert named == {str(each.public_id) for each in copied.pictures.all()}
    assert not named & pictures.pictures_in(drafted(survey))
    assert {each.alt for each in copied.pictures.all()} == {"A bus", "A face"}


def test_the_reading_says_what_it_asks_and_who_answered(survey, meena, board):
    def reads():
        return readings.sentence(queries.surveys(board).get())

    assert reads() == (
        "It asks 6 questions, 2 of them to be answered in people’s own words, in English. "
        "It is a draft: nobody can answer it before it is published."
    )
    version = editing.publish(survey, by=meena)
    day = clock.today()
    assert reads().endswith(
        f"People are asked version 1 of {day.day} {day:%B %Y}. Nobody has answered yet."
    )
    response, _ = answering.begin(version, survey.places.get(), language="en")
    answering.save(response, {"q1": "1"})
    answering.finish(response)
    questions.remove(survey, "q2", by=meena)
    assert "changes that are not published. 1 person has answered." in reads()
