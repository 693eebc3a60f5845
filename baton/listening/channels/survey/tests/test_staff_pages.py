# SPDX-License-Identifier: MIT
"""Meena builds a survey on its pages: questions, who is asked, publishing, days and places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import ShowIf
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.operations import answering, editing, questions
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.programmes import operations as programmes
from baton.programmes.activities import judging
from baton.programmes.activities import operations as activities

WORDS = "Overall, how was your experience of our service?"


def text(answer):
    return " ".join(answer.content.decode().split())


def page(name, survey, *more):
    return reverse(f"survey:{name}", args=[survey.public_id, *more])


def drafted(survey):
    survey.refresh_from_db()
    return define.from_json(survey.draft)


@pytest.fixture
def activity(board, meena):
    programme = programmes.begin(board, "Urgent care", by=meena)
    return activities.plan(programme, "Walk-in talks", on=clock.today(), with_whom="all", by=meena)


@pytest.fixture
def bea(board):
    """She sits on the board: she looks, and changes nothing."""
    account = Account.objects.create_account("bea@example.org", "Bea", None)
    people.give_role(board, account, Role.BOARD_MEMBER, by="test")
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_where_there_is_none_it_says_what_one_is(hers):
    shown = text(hers.get("/surveys/"))
    assert "No survey is begun yet." in shown
    assert 'href="/surveys/begin"' in shown


@pytest.mark.parametrize(
    ("start", "kinds"), [("empty", []), ("fft", ["fft", "text", "monitoring"])]
)
def test_meena_begins_one(hers, board, activity, start, kinds):
    named = str(activity.public_id)
    assert f'value="{named}" selected' in text(hers.get(f"/surveys/begin?activity={named}"))
    hers.post("/surveys/begin", {"title": "Talks", "start": start, "activity": named})
    made = board.surveys.get()
    assert (made.title, made.activity) == ("Talks", activity)
    assert [each.kind for each in drafted(made)] == kinds


def test_meena_begins_with_a_copy(hers, board, survey):
    hers.post("/surveys/begin", {"title": "Again", "start": str(survey.public_id)})
    made = board.surveys.get(title="Again")
    assert drafted(made) == drafted(survey)
    assert made.places.get().code != survey.places.get().code


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"title": "", "start": "fft"}, "Give it a title."),
        ({"title": "Talks", "start": "else"}, "Choose what it starts from."),
        ({"title": "Talks", "start": "fft", "activity": "else"}, "Choose one of those in the list"),
    ],
)
def test_a_survey_that_cannot_be_begun_says_why(hers, given, says):
    answer = hers.post("/surveys/begin", given)
    assert answer.status_code == 422
    assert says in text(answer)
    assert not Survey.objects.exists()


def test_an_address_of_no_activity_begins_for_none(hers):
    assert hers.get("/surveys/begin?activity=nonsense").status_code == 200
    made_up = "01a00000-0000-7000-8000-000000000000"
    assert hers.get(f"/surveys/begin?activity={made_up}").status_code == 404


def test_the_page_shows_its_questions_in_their_order_and_who_is_asked(hers, survey):
    shown = text(hers.get(page("survey", survey)))
    assert "It asks 6 questions, 2 of them to be answered in people’s own words" in shown
    order = ["1. <a", "What was good?", "What could we do better?", "How did you come?"]
    places = [shown.index(each) for each in order]
    assert places == sorted(places)
    assert "Asked only who answered “Neither good nor poor”, “Poor” or “Very poor”" in shown
    assert "Some of several answers: 2 answers" in shown


def test_a_board_member_looks_and_changes_nothing(bea, survey):
    shown = text(bea.get(page("survey", survey)))
    assert "What was good?" in shown
    for word in ("Add a question", "Remove", "Publish"):
        assert f">{word}<" not in shown
    for name, more in (("about", ()), ("add", ()), ("remove_question", ("q1",)), ("publish", ())):
        assert bea.get(page(name, survey, *more)).status_code == 403
    assert bea.get(page("preview", survey)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "has", "has_not"),
    [
        ("text", ["about", "is_needed"], ["choices", "least", "asks", "keeps_postcode"]),
        ("many", ["choices"], ["about", "least", "asks"]),
        ("scale", ["least", "most", "least_means"], ["choices", "about"]),
        ("postcode", ["keeps_postcode"], ["choices", "about"]),
        ("monitoring", ["asks"], ["is_needed", "choices"]),
        ("note", ["words", "hint"], ["is_needed"]),
        ("fft", ["words"], ["choices", "about"]),
    ],
)
def test_the_form_of_a_kind_has_what_it_needs_and_no_more(hers, survey, kind, has, has_not):
    shown = text(hers.get(page("add_of_kind", survey, kind)))
    for name in has:
        assert f'name="{name}"' in shown, name
    for name in has_not:
        assert f'name="{name}"' not in shown, name


def test_each_characteristic_says_why_it_is_asked(hers, survey):
    shown = text(hers.get(page("change_question", survey, "q6")))
    assert "Carers are often asked last." in shown
    assert 'value="age" checked' in shown
    hers.post(
        page("change_question", survey, "q6"), {"words": "About you", "asks": ["carer", "age"]}
    )
    assert drafted(survey).question("q6").asks == ("carer", "age")


def test_meena_adds_a_question_of_each_kind(hers, survey):
    assert hers.post(page("add", survey), {"kind": "many"}).url == page(
        "add_of_kind", survey, "many"
    )
    assert hers.post(page("add", survey), {}).status_code == 422
    assert hers.get(page("add_of_kind", survey, "riddle")).status_code == 404
    given = {
        "text": {"about": "could_improve"},
        "one": {"choices": "Yes\n\n  No \n"},
        "scale": {"least": "0", "most": "10", "least_means": "never"},
        "number": {},
        "date": {"is_needed": "on"},
        "note": {"hint": "Read this"},
    }
    for kind, more in given.items():
        hers.post(page("add_of_kind", survey, kind), {"words": f"A {kind}?", **more})
    made = {each.kind: each for each in drafted(survey).questions[6:]}
    assert list(made) == list(given)
    assert made["text"].about == "could_improve"
    assert [each.words["en"] for each in made["one"].choices] == ["Yes", "No"]
    assert (made["scale"].least, made["scale"].most) == (0, 10)
    assert made["date"].is_needed


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("text", {"about": "nonspecific"}, "Write the question."),
        ("one", {"words": "Which?", "choices": "Yes\nNo\nyes"}, "“yes” stands there twice."),
        ("one", {"words": "Which?", "choices": "x" * 201}, "Answer 1 is longer than 200"),
        ("one", {"words": "Which?", "choices": "\n".join(map(str, range(61)))}, "are 61 answers"),
        ("text", {"words": "?" * 501, "about": "nonspecific"}, "at most 500 characters"),
        ("scale", {"words": "How?", "least": "5", "most": "3"}, "Choose where it begins."),
    ],
)
def test_a_question_that_cannot_be_says_why(hers, survey, kind, given, says):
    answer = hers.post(page("add_of_kind", survey, kind), given)
    assert answer.status_code == 422
    assert says in text(answer)
    assert len(drafted(survey).questions) == 6


def test_meena_moves_and_removes_questions(hers, survey):
    moved = hers.post(page("move_question", survey, "q2"), {"up": ""})
    assert moved.url == page("survey", survey) + "#q2"
    hers.post(page("move_question", survey, "q5"), {"down": ""})
    assert [each.key for each in drafted(survey)] == ["q2", "q1", "q3", "q4", "q6", "q5"]
    asked = text(hers.get(page("remove_question", survey, "q1")))
    assert f"“{WORDS}”" in asked
    assert "question 3 depends on it" in asked
    hers.post(page("remove_question", survey, "q1"))
    assert hers.get(page("remove_question", survey, "q1")).status_code == 404
    shown = text(hers.get(page("survey", survey)))
    assert "Question 2: it depends on a question that does not come before it." in shown
    assert "only after a question that is not there any more" in shown


def test_meena_says_who_is_asked(hers, survey):
    asked = text(hers.get(page("asked_of", survey, "q5")))
    assert "Only who gave certain answers to “How did you come?”" in asked
    assert "What was good?" not in asked, "nobody can depend on words"
    chosen = hers.post(page("asked_of", survey, "q5"), {"on": "q4"})
    assert chosen.url == page("asked_among", survey, "q5", "q4")
    nothing = hers.post(chosen.url, {})
    assert (nothing.status_code, "Tick at least one answer." in text(nothing)) == (422, True)
    hers.post(chosen.url, {"among": ["foot"]})
    assert drafted(survey).question("q5").show_if == ShowIf("q4", ("foot",))
    assert 'value="foot" checked' in text(hers.get(chosen.url))
    hers.post(page("asked_of", survey, "q5"), {"on": "all"})
    assert drafted(survey).question("q5").show_if is None


def test_what_somebody_takes_out_at_this_moment_is_not_found(hers, survey, monkeypatch):
    def gone(*_, **__):
        raise questions.NoSuchQuestion

    monkeypatch.setattr(questions, "edit", gone)
    given = {"words": "Why?", "about": "nonspecific"}
    assert hers.post(page("change_question", survey, "q2"), given).status_code == 404
    assert hers.post(page("asked_of", survey, "q5"), {"on": "all"}).status_code == 404
    assert hers.post(page("asked_among", survey, "q5", "q4"), {"among": "bus"}).status_code == 404


def test_what_comes_later_decides_nothing(hers, survey):
    assert hers.get(page("asked_among", survey, "q2", "q4")).status_code == 404
    assert hers.get(page("asked_among", survey, "q3", "q2")).status_code == 404
    assert hers.post(page("asked_of", survey, "q2"), {"on": "q4"}).status_code == 422
    assert "No question before it has answers" in text(hers.get(page("asked_of", survey, "q1")))


def test_meena_publishes_what_may_be_asked(hers, survey, meena):
    questions.add_language(survey, "gu", by=meena)
    refused = hers.post(page("publish", survey))
    assert refused.status_code == 422
    says = "Words of questions 2, 3, 4, 5 and 6 are missing in Gujarati."
    assert says in text(refused)
    assert says in text(hers.get(page("survey", survey))), "it is said before she tries"
    questions.remove_language(survey, "gu", by=meena)
    hers.post(page("publish", survey))
    shown = text(hers.get(page("survey", survey)))
    assert "Version 1 is published." in shown
    assert "Version 1, " in shown
    assert ">Publish<" not in shown
    questions.remove(survey, "q2", by=meena)
    shown = text(hers.get(page("survey", survey)))
    assert "unpublished changes" in shown
    assert ">Publish<" in shown
    assert "unpublished changes" in text(hers.get("/surveys/"))


def test_the_list_says_who_answered_and_when(hers, survey, published, poster):
    response, _ = answering.begin(published, poster, language="en")
    answering.save(response, {"q1": "1"})
    answering.finish(response)
    shown = text(hers.get("/surveys/"))
    assert "The one survey is open. 1 person has answered." in shown
    assert f"{clock.today().day} {clock.today():%B %Y}" in shown


def test_days_and_how_it_is_asked(hers, survey, activity, published):
    today = clock.today()
    given = {
        "title": "Walk in",
        "activity": str(activity.public_id),
        "opens_on": (today + timedelta(days=3)).isoformat(),
        "closes_on": (today + timedelta(days=9)).isoformat(),
        "one_a_page": "all",
        "asks_rung": "on",
    }
    assert hers.post(page("about", survey), given).status_code == 302
    survey.refresh_from_db()
    assert (survey.title, survey.one_a_page, survey.asks_rung) == ("Walk in", False, True)
    assert "Opens on" in text(hers.get("/surveys/"))
    early = hers.post(page("about", survey), given | {"closes_on": today.isoformat()})
    assert "It cannot close before it opens." in text(early)
    none = hers.post(page("about", survey), given | {"activity": ""})
    assert "That question is about an activity." in text(none)


def test_meena_closes_it_now_and_opens_it_again(hers, amina_begins, survey):
    assert amina_begins() == 302
    assert "Close it now" in text(hers.get(page("survey", survey)))
    hers.post(page("close", survey))
    assert amina_begins() == 200
    assert "Open it again" in text(hers.get(page("survey", survey)))
    hers.post(page("close", survey), {"reopen": "yes"})
    assert amina_begins() == 302


@pytest.fixture
def amina_begins(poster):
    return lambda: Client().post(f"/s/{poster.code}").status_code


def test_each_place_has_its_address_its_picture_and_its_poster(hers, survey, published, centre):
    given = {"name": "Reception", "service": str(centre.public_id)}
    added = hers.post(page("add_place", survey), given)
    there = survey.places.get(name="Reception")
    assert added.url == page("place", survey, there.code)
    shown = text(hers.get(added.url))
    assert f"/s/{there.code}" in shown
    assert "<svg" in shown
    poster = text(hers.get(page("poster", survey, there.code)))
    assert f"/s/{there.code}</b>" in poster
    assert "6 questions. You need not give your name." in poster
    again = hers.post(page("add_place", survey), given)
    assert "A place of this name is there already." in text(again)
    hers.post(page("close_place", survey, there.code))
    assert "is closed" in text(Client().get(f"/s/{there.code}"))
    assert "This place is closed since" in text(hers.get(added.url))


def test_an_activity_shows_its_surveys_and_the_way_to_one_more(hers, bea, survey, activity, meena):
    address = reverse("activities:activity", args=[activity.public_id])
    begin = f'href="/surveys/begin?activity={activity.public_id}"'
    assert begin in text(hers.get(address))
    assert 'id="surveys"' not in text(bea.get(address))
    editing.change(survey, activity=activity, by=meena)
    assert page("survey", survey) in text(bea.get(address))
    assert begin not in text(bea.get(address))


def answers(survey, **posted):
    """Somebody answers from the first page to the last; what the last page showed."""
    browser = Client()
    going = browser.post(f"/s/{survey.places.get().code}").url.removesuffix("q1") + "end"
    shown = text(browser.get(going))
    browser.post(going, posted)
    return shown


def test_the_rung_is_asked_at_the_end_and_kept_with_the_activity(survey, activity, meena):
    editing.change(survey, activity=activity, asks_rung=True, by=meena)
    editing.publish(survey, by=meena)
    assert judging.QUESTION in answers(survey, rung="3")
    answers(survey, rung="")
    answers(survey, rung="7")
    assert judging.judged([activity])[activity.pk].counts == (0, 0, 1, 0, 0)


def test_the_rung_is_not_asked_where_it_cannot_be_answered(survey, activity, meena):
    editing.publish(survey, by=meena)
    assert judging.QUESTION not in answers(survey, rung="3")
    activities.change(activity, on=clock.today() + timedelta(days=30), by=meena)
    editing.change(survey, activity=activity, asks_rung=True, by=meena)
    assert judging.QUESTION not in answers(survey, rung="3")
    assert judging.judged([activity]) == {}
