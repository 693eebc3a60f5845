# SPDX-License-Identifier: MIT
"""The pages on which notes are taken, and what an activity's page shows of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.urls import reverse

from baton.core import clock, slots
from baton.listening.channels.event import operations, queries
from baton.listening.channels.event.tests.conftest import person, point
from baton.people.roles import Role
from baton.programmes.activities import operations as activities


def typed(words="Nobody told us when to come back.", **changes):
    return {"key": str(uuid4()), "words": words, "manner": "paraphrase", "about": ""} | changes


def page(table):
    return reverse("event:table", args=[table.public_id])


def read(answer):
    return answer.content.decode()


def test_notes_are_begun_in_two_taps(workshop, lena, as_):
    browser = as_(lena)
    assert "Take notes at Carers’ workshop" in read(browser.get(reverse("event:list")))
    answer = browser.post(reverse("event:begin", args=[workshop.public_id]), follow=True)
    shown = read(answer)
    assert "<h1" in shown
    assert "Table 1" in shown
    assert "autofocus" in shown


def test_only_activities_of_today_and_of_late_are_offered(workshop, lena, as_):
    today = clock.today()
    for title, on, about in (
        ("Tomorrow’s walk", today + timedelta(days=1), {}),
        ("Last year’s fair", today - timedelta(days=31), {}),
        ("The long survey", today - timedelta(days=40), {"until": today}),
        ("The cancelled tea", today, {"state": "cancelled"}),
    ):
        activities.plan(workshop.programme, title, on=on, with_whom="All", by=lena, **about)
    shown = read(as_(lena).get(reverse("event:list")))
    assert "The long survey" in shown
    for title in ("Tomorrow’s walk", "Last year’s fair", "The cancelled tea"):
        assert title not in shown


def test_an_activity_that_was_cancelled_meanwhile_is_answered_with_a_sentence(workshop, lena, as_):
    workshop.state = "cancelled"
    workshop.save()
    answer = as_(lena).post(reverse("event:begin", args=[workshop.public_id]), follow=True)
    assert "This activity was cancelled." in read(answer)


def test_without_an_activity_the_page_says_what_to_do(lena, as_):
    assert "Plan one first" in read(as_(lena).get(reverse("event:list")))


def test_how_the_last_point_was_written_down_is_remembered(table, lena, as_):
    browser = as_(lena)
    browser.post(page(table), typed(manner="verbatim", about="What helps?"))
    shown = read(browser.get(page(table)))
    assert 'value="What helps?"' in shown
    chosen = shown.partition('value="verbatim"')[2].partition(">")[0]
    assert "checked" in chosen


def test_a_script_gets_the_list_alone_and_why_something_was_not_kept(table, lena, as_):
    browser, script = as_(lena), {"HX-Request": "true"}
    answer = browser.post(page(table), typed("More chairs"), headers=script)
    assert "More chairs" in read(answer)
    assert "<html" not in read(answer)
    answer = browser.post(page(table), typed(""), headers=script)
    assert answer.status_code == 422
    assert read(answer).strip() == "Write down what was said."


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"words": " "}, "Write down what was said."),
        ({"words": "x" * 4001}, "Make two of it."),
        ({"words": "a\0b"}, "zero byte"),
        ({"manner": "relayed"}, "Say whether these are their own words"),
        ({"about": "x" * 501}, "Write at most 500 characters."),
    ],
)
def test_what_cannot_be_kept_is_answered_with_a_sentence(changes, problem, table, lena, as_):
    answer = as_(lena).post(page(table), typed(**changes))
    assert answer.status_code == 422
    assert problem in read(answer)
    assert not queries.points(table).exists()


def test_what_is_typed_into_a_session_that_closed_meanwhile_stays_in_the_answer(table, lena, as_):
    operations.close(table.session, by=lena)
    answer = as_(lena).post(page(table), typed("Say it again"), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "This session is closed." in read(answer)
    answer = as_(lena).post(page(table), typed("Say it again"))
    assert answer.status_code == 422
    assert "Say it again</textarea>" in read(answer)


def test_a_point_is_mended_and_taken_out_on_its_page(table, lena, as_):
    browser = as_(lena)
    kept = operations.note(table, point("The bus stops runing."), by=lena)
    mend = reverse("event:point", args=[kept.public_id])
    assert "The bus stops runing." in read(browser.get(mend))
    assert browser.post(mend, typed("")).status_code == 422
    answer = browser.post(mend, typed("The bus stops running."), follow=True)
    assert "The bus stops running." in read(answer)
    left = queries.points(table).get()
    browser.post(reverse("event:point", args=[left.public_id]), {"take_out": "yes"})
    assert not queries.points(table).exists()
    assert browser.get(mend).status_code == 404


def test_a_point_of_a_closed_session_is_not_mended(table, lena, as_):
    kept = operations.note(table, point(), by=lena)
    operations.close(table.session, by=lena)
    mend = reverse("event:point", args=[kept.public_id])
    assert "Open it again to mend" in read(as_(lena).get(mend))
    answer = as_(lena).post(mend, {"take_out": "yes"}, follow=True)
    assert "This session is closed." in read(answer)
    assert queries.points(table).count() == 1


def test_what_holds_for_a_session_is_said_on_its_page(table, lena, as_):
    browser, about = as_(lena), reverse("event:about", args=[table.session.public_id])
    given = {"held_on": clock.today().isoformat(), "may_quote": "yes", "who_age": " 65  to 74 "}
    assert browser.post(about, given).status_code == 302
    table.session.refresh_from_db()
    assert table.session.may_quote
    assert table.session.stated == {"age": "65 to 74"}
    there = reverse("event:session", args=[table.session.public_id])
    assert "Who is here: 65 to 74." in read(browser.get(there))
    beside_words = read(browser.get(page(table)))
    assert "who is here is stated" in beside_words
    assert "65 to 74" not in beside_words
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = browser.post(about, given | {"held_on": tomorrow})
    assert answer.status_code == 422
    assert "That day is still to come." in read(answer)
    operations.close(table.session, by=lena)
    assert "This session is closed." in read(browser.post(about, given, follow=True))


def test_who_only_takes_notes_changes_nothing_of_somebody_elses(table, lena, femi, as_):
    kept = operations.note(table, point("The bus stops."), by=lena)
    mend = reverse("event:point", args=[kept.public_id])
    about = reverse("event:about", args=[table.session.public_id])
    change = reverse("event:change_table", args=[table.public_id])
    browser = as_(femi)
    for address, given, sentence in (
        (mend, {"take_out": "yes"}, "This point was noted by somebody else."),
        (mend, typed("Mine now"), "This point was noted by somebody else."),
        (about, {"held_on": clock.today().isoformat(), "may_quote": "yes"}, "Somebody else began"),
        (change, {"name": "T", "facilitator": str(femi.public_id)}, "somebody else’s table"),
    ):
        for answer in (browser.get(address), browser.post(address, given)):
            assert answer.status_code == 403
            assert sentence in read(answer)
    table.refresh_from_db()
    table.session.refresh_from_db()
    assert list(queries.points(table)) == [kept]
    assert (table.facilitator, table.session.may_quote) == (lena, False)
    shown = read(browser.get(page(table)))
    shown += read(browser.get(reverse("event:session", args=[table.session.public_id])))
    for address in (mend, about, change):
        assert address not in shown


def test_who_noted_a_point_mends_it_at_somebody_elses_table_and_it_stays_theirs(
    table, board, lena, femi, as_
):
    kept = operations.note(table, point("The bus stops runing."), by=femi)
    shown = read(as_(femi).get(page(table)))
    assert reverse("event:point", args=[kept.public_id]) in shown
    for who, words in ((femi, "The bus runs."), (lena, "The bus stops."), (femi, "No bus.")):
        mend = reverse("event:point", args=[queries.points(table).get().public_id])
        assert as_(who).post(mend, typed(words)).status_code == 302
        assert queries.points(table).get().words == words


def test_who_manages_activities_or_began_the_session_puts_right_what_others_noted(
    workshop, board, lena, femi, as_
):
    own = operations.begin(workshop, by=femi)
    kept = operations.note(own, point(), by=femi)
    about = reverse("event:about", args=[own.session.public_id])
    given = {"held_on": clock.today().isoformat(), "may_quote": "yes"}
    for who in (femi, lena):
        assert as_(who).post(about, given).status_code == 302
    mend = reverse("event:point", args=[kept.public_id])
    assert as_(lena).post(mend, {"take_out": "yes"}).status_code == 302
    assert not queries.points(own).exists()


def test_tables_are_added_and_changed(table, lena, femi, as_):
    browser, session = as_(lena), table.session
    new = reverse("event:add_table", args=[session.public_id])
    given = {"name": "Interview 1", "facilitator": str(femi.public_id), "who_carer": "Yes"}
    assert browser.post(new, given).status_code == 302
    second = session.tables.get(name="Interview 1")
    assert (second.facilitator, second.stated) == (femi, {"carer": "Yes"})
    assert "There is a “Interview 1”" in read(browser.post(new, given))
    change = reverse("event:change_table", args=[second.public_id])
    assert browser.get(change).status_code == 200
    assert browser.post(change, given | {"name": "Table 1"}).status_code == 422
    assert browser.post(change, given | {"name": ""}).status_code == 422
    assert browser.post(change, given | {"name": "Interview 2"}).status_code == 302
    operations.close(session, by=lena)
    for address in (new, change):
        assert "This session is closed." in read(browser.post(address, given, follow=True))


def test_a_stranger_to_the_body_is_no_facilitator(table, lena, db, as_):
    from baton.people import operations as people

    other = people.create_organisation("Welland Care Board", "icb", by="test")
    olu = person("Olu Bright", other, *Role)
    new = reverse("event:add_table", args=[table.session.public_id])
    answer = as_(lena).post(new, {"name": "Table 9", "facilitator": str(olu.public_id)})
    assert "Choose who takes the notes." in read(answer)


def test_a_session_is_closed_and_opened_again(table, lena, as_):
    browser, where = as_(lena), table.session.public_id
    assert "Close the session" in read(browser.get(reverse("event:close", args=[where])))
    shown = read(browser.post(reverse("event:close", args=[where]), follow=True))
    assert "Open it again" in shown
    assert "What was said" not in read(browser.get(page(table)))
    browser.post(reverse("event:reopen", args=[where]))
    assert "What was said" in read(browser.get(page(table)))


def test_the_sheet_has_lines_and_nobodys_name(table, workshop, lena, as_):
    workshop.participants.create(name="Ruth Ames", state="coming")
    shown = read(as_(lena).get(reverse("event:sheet", args=[table.session.public_id])))
    assert "Carers’ workshop" in shown
    assert "Ruth" not in shown


def test_who_may_not_take_notes_is_told_whose_page_it_is(board, as_):
    bea = person("Bea Board", board, Role.BOARD_MEMBER)
    answer = as_(bea).get(reverse("event:list"))
    assert answer.status_code == 403


def panel(slot, activity, board, *roles):
    from baton.people.permissions import standing_in

    request = RequestFactory().get("/")
    account = person("Somebody", board, *roles)
    memberships = list(account.memberships.all())
    request.standing = standing_in(board, account, memberships, steps=2)
    return slots.render(slot, request, activity=activity)


def test_an_activity_shows_its_points_by_table(table, workshop, board, lena):
    operations.note(table, point(), by=lena)
    operations.note(table, point(manner="verbatim"), by=lena)
    kept = operations.note(table, point(), by=lena)
    operations.take_out(kept, table, by=lena)
    shown = panel("activities.activity", workshop, board, Role.FRONTLINE)
    assert "2 points by table, 1 in people’s own words" in shown
    assert page(table) in shown
    shown = panel("activities.activity", workshop, board, Role.BOARD_MEMBER)
    assert "2 points by table" in shown
    assert page(table) not in shown


def test_an_activity_without_notes_offers_to_take_them_to_who_may(workshop, board):
    assert "Take notes" in panel("activities.activity", workshop, board, Role.FRONTLINE)
    assert panel("activities.activity", workshop, board, Role.BOARD_MEMBER).strip() == ""


def test_what_is_known_from_an_earlier_activity_is_a_number(table, workshop, board, lena):
    assert panel("activities.known", workshop, board, Role.FRONTLINE) == ""
    operations.note(table, point(), by=lena)
    shown = panel("activities.known", workshop, board, Role.FRONTLINE)
    assert shown.strip() == "1 point noted, 0 in people’s own words"


def test_the_list_of_sessions_costs_the_same_however_many_there_are(
    table, workshop, lena, as_, django_assert_max_num_queries
):
    browser = as_(lena)
    for number in range(5):
        activity = activities.plan(
            workshop.programme, f"Tea {number}", on=clock.today(), with_whom="All", by=lena
        )
        operations.begin(activity, by=lena)
    with django_assert_max_num_queries(14):
        browser.get(reverse("event:list"))
