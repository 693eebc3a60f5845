# SPDX-License-Identifier: MIT
"""What was promised beside what people experienced: an order, never a mean."""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from baton.core import clock
from baton.programmes import operations as programmes
from baton.programmes.activities import drawing, gaps, judging, operations, promised, queries
from baton.programmes.activities.judging import Judged
from baton.programmes.activities.models import Rung, RungAnswer

SHARED = {"decision_shared": "Which site opens late", "hours_shared": 12, "payment_shared": "£25"}


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def link(activity):
    return reverse("activities:judge", args=[activity.rung_key])


@pytest.fixture
def held(plan):
    """A workshop that is on today."""
    return plan(on=date(2026, 6, 10), intended=Rung.COLLABORATE, **SHARED)


@pytest.mark.parametrize("left_out", ["decision_shared", "hours_shared", "payment_shared", None])
@pytest.mark.parametrize("intended", [Rung.COLLABORATE, Rung.DEVOLVE])
def test_a_shared_decision_is_named_with_its_hours_and_payment_or_it_is_consult(
    plan, intended, left_out
):
    given_ = SHARED | ({left_out: None if left_out == "hours_shared" else ""} if left_out else {})
    made = plan(intended=intended, **given_)
    assert made.rung == (Rung.CONSULT if left_out else intended)


@pytest.mark.parametrize("intended", [Rung.INFORM, Rung.CONSULT, Rung.INVOLVE])
def test_lower_rungs_need_no_decision(plan, intended):
    assert plan(intended=intended).rung == intended


def test_the_line_of_rungs_names_its_two_ends(hers, plan):
    made = plan(intended=3)
    shown = " ".join(hers.get(page("activity", made)).content.decode().split())
    assert re.search(
        r'<p>inform <svg[^>]*aria-label="Intended: involve.*?</svg> devolve</p>', shown
    )


def test_the_page_says_why_it_shows_as_consult(hers, plan):
    made = plan()
    answer = hers.post(page("rung", made), {"intended": "4"}, follow=True)
    assert "It shows as “Consult” until the decision that is shared" in answer.content.decode()
    shown = hers.get(page("activity", made)).content.decode()
    assert "“Collaborate” is meant, but shows as “consult”" in shown
    hers.post(page("rung", made), {"intended": "4"} | SHARED)
    shown = hers.get(page("activity", made)).content.decode()
    assert "is meant" not in shown
    assert "Shared: Which site opens late (12 hours; £25)." in shown


@given(st.lists(st.sampled_from(list(Rung)), min_size=5, max_size=40))
def test_what_people_judged_is_their_median_and_ties_are_both(answers):
    judged = Judged(tuple(answers.count(rung) for rung in Rung))
    assert judged.low == statistics.median_low(answers)
    assert judged.high == statistics.median_high(answers)
    assert judged.is_tied == (judged.low != judged.high)


@pytest.mark.parametrize(
    ("counts", "intended", "gap"),
    [
        ((0, 0, 5, 0, 0), Rung.INVOLVE, 0),
        ((5, 0, 0, 0, 0), Rung.DEVOLVE, -4),
        ((0, 0, 0, 0, 5), Rung.CONSULT, 3),
        ((0, 3, 0, 3, 0), Rung.INVOLVE, 0),
        ((3, 3, 0, 0, 0), Rung.INVOLVE, -1),
        ((0, 0, 4, 0, 0), Rung.INVOLVE, None),
        ((0, 0, 5, 0, 0), None, None),
    ],
)
def test_a_gap_is_so_many_rungs_from_the_nearest_median(counts, intended, gap):
    assert Judged(counts).gap(intended) == gap


def says(rung, activity, browser=None):
    browser = browser or Client()
    browser.get(link(activity))
    return browser.post(link(activity), {"rung": rung})


def test_anybody_with_the_link_answers_in_plain_words(held):
    shown = Client().get(link(held)).content.decode()
    for sentence in judging.IN_THEIR_WORDS.values():
        assert sentence in shown
    for word in ("Consult", "rung", "ladder"):
        assert word not in shown.replace('name="rung"', "").replace("id_rung", "").replace(
            "#id_rung", ""
        ).replace('id="rung', "").replace('for="rung', "")
    answer = says(2, held)
    assert "You said: “They asked us what we think.”" in answer.content.decode()
    assert held.rung_answers.get().rung == Rung.CONSULT


def test_a_browser_answers_once_and_may_think_again(held):
    browser = Client()
    says(2, held, browser)
    says(3, held, browser)
    assert [each.rung for each in held.rung_answers.all()] == [Rung.INVOLVE]


def test_many_people_behind_one_address_all_answer(held):
    for _ in range(40):
        assert says(3, held).status_code == 200
    assert held.rung_answers.count() == 40


def test_of_two_activities_nobody_can_tell_that_the_same_browser_answered(held, plan):
    other = plan("Another", on=date(2026, 6, 10))
    browser = Client()
    says(2, held, browser)
    says(2, other, browser)
    kept = set(RungAnswer.objects.values_list("answered_by", flat=True))
    assert len(kept) == 2
    assert browser.cookies["baton_participant"].value.split(":")[0] not in kept


def test_a_cookie_that_somebody_made_up_is_a_new_browser(held):
    browser = Client()
    browser.cookies["baton_participant"] = "mine:forged"
    assert says(2, held, browser).status_code == 200
    assert held.rung_answers.count() == 1


def test_a_flood_of_answers_ends(held, monkeypatch):
    monkeypatch.setattr(judging, "MOST_BY_LINK", 3)
    for _ in range(3):
        says(1, held)
    answer = says(1, held)
    assert answer.status_code == 422
    assert "More answers came by this link than people can have been there" in (
        answer.content.decode()
    )
    held.came = 2
    held.save()
    assert says(1, held).status_code == 200
    assert says(1, held).status_code == 422


def test_one_address_is_slowed_down(held, monkeypatch):
    monkeypatch.setattr("baton.programmes.activities.views.public.MOST_ANSWERS", 2)
    assert [says(1, held).status_code for _ in range(3)] == [200, 200, 422]


def test_no_answer_and_a_wrong_one_are_asked_again(held):
    for typed in ({}, {"rung": "6"}, {"rung": "x"}):
        assert Client().post(link(held), typed).status_code == 422
    assert held.rung_answers.count() == 0


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"on": date(2026, 6, 11)}, "This question opens on the day itself."),
        ({"on": date(2026, 4, 1)}, "This question is closed."),
    ],
)
def test_the_question_has_its_time(plan, about, sentence):
    made = plan(**about)
    for answer in (Client().get(link(made)), Client().post(link(made), {"rung": "1"})):
        assert sentence in answer.content.decode()
    assert made.rung_answers.count() == 0
    with pytest.raises(judging.NotAsked):
        judging.answer(made, Rung.INFORM, token="x")


@pytest.mark.parametrize("wrong", [{"rung": 0}, {"rung": 6}, {"rung": 3, "number": 0}])
def test_the_database_keeps_no_answer_of_no_rung(held, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RungAnswer.objects.create(activity=held, manner="hands", **wrong)


def test_what_was_cancelled_is_not_judged(hers, held, plan, meena):
    operations.cancel(held, "It rains", by=meena)
    past = plan("Past", on=date(2026, 6, 1))
    operations.cancel(past, "It rained", by=meena)
    assert counted(hers, past, "hands", 5, 0, 0, 0, 0).status_code == 422
    assert b"This did not take place" in Client().get(link(held)).content


def counted(hers, activity, manner, *numbers):
    typed = {f"rung_{n}": str(number) for n, number in enumerate(numbers, start=1)}
    return hers.post(page("count_rungs", activity), typed | {"manner": manner})


def test_paper_hands_and_links_are_added_up(hers, held):
    for _ in range(2):
        says(2, held)
    assert counted(hers, held, "hands", 0, 3, 4, 0, 0).status_code == 302
    assert counted(hers, held, "paper", 1, 0, 0, 0, 0).status_code == 302
    assert judging.judged([held])[held.pk].counts == (1, 5, 4, 0, 0)
    counted(hers, held, "hands", 0, 0, 9, 0, 0)
    assert judging.judged([held])[held.pk].counts == (1, 2, 9, 0, 0)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rung_1": "3"}, "Say whether it was on paper or by show of hands."),
        ({"manner": "hands"}, "Write how many chose at least one of the sentences."),
        ({"manner": "hands", "rung_1": "-1"}, "Write 0 or more."),
        ({"manner": "link", "rung_1": "5"}, "Say whether it was on paper or by show of hands."),
    ],
)
def test_counts_that_cannot_be_are_answered_with_a_sentence(hers, held, typed, sentence):
    answer = hers.post(page("count_rungs", held), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_nothing_is_counted_before_the_day(hers, plan):
    answer = counted(hers, plan(), "hands", 5, 0, 0, 0, 0)
    assert answer.status_code == 422
    assert "This question opens on the day itself." in answer.content.decode()


def test_what_fewer_than_five_said_is_not_shown(hers, held):
    counted(hers, held, "hands", 0, 4, 0, 0, 0)
    shown = hers.get(page("activity", held)).content.decode()
    assert "4 answers. What fewer than five said is not shown." in shown
    assert "They asked us what we think." not in shown
    assert "Experienced: fewer than five answers" in hers.get("/activities/").content.decode()
    says(2, held)
    shown = hers.get(page("activity", held)).content.decode()
    assert "They asked us what we think." in shown
    assert "“Collaborate” was promised, and people judged it “consult”." in shown
    assert "Intended: collaborate. Experienced: consult" in shown


def test_a_tie_is_said_and_drawn_as_two(hers, held):
    counted(hers, held, "hands", 0, 3, 3, 0, 0)
    shown = hers.get(page("activity", held)).content.decode()
    assert "“Collaborate” was promised; people judged it between consult and involve." in shown
    drawing_ = shown[shown.index('<svg class="bt-mini"') :].partition("</svg>")[0]
    assert drawing_.count('class="f-own"') == 2


def test_the_printed_question_has_its_picture_and_its_sentences(hers, held):
    shown = hers.get(page("rung_sheet", held)).content.decode()
    assert shown.count('aria-label="QR code') == 2
    assert shown.count("We decided together with them.") == 2
    assert str(held.rung_key) in shown


def judge(activity, meena, *counts):
    numbers = dict(zip(Rung, counts, strict=True))
    judging.count(activity, "hands", numbers, by=meena)


@pytest.fixture
def history(plan, meena, board):
    """Three quarters, two programmes: below, as promised, above; one that few judged."""
    quiet = programmes.begin(board, "Quieter wards", by=meena)
    for title, on, intended, counts, programme in (
        ("A", date(2025, 11, 3), 3, (0, 6, 0, 0, 0), None),
        ("B", date(2026, 5, 3), 3, (0, 0, 6, 0, 0), None),
        ("C", date(2026, 6, 3), 2, (0, 0, 6, 0, 0), quiet),
        ("Few", date(2026, 6, 3), 2, (4, 0, 0, 0, 0), quiet),
        ("Unpromised", date(2026, 6, 3), None, (9, 0, 0, 0, 0), quiet),
    ):
        about = {"programme": programme} if programme else {}
        made = plan(title, on=on, intended=intended, **about)
        with clock.held_at(datetime(on.year, on.month, on.day, 12, tzinfo=UTC)):
            judge(made, meena, *counts)
    return quiet


def test_the_gap_is_told_by_quarter_and_programme(board, history):
    told = gaps.gaps(queries.activities(board))
    assert [(each.name, each.below, each.as_promised, each.above) for each in told.quarters] == [
        ("Oct–Dec 2025", 1, 0, 0),
        ("Jan–Mar 2026", 0, 0, 0),
        ("Apr–Jun 2026", 0, 1, 1),
    ]
    assert [(each.name, each.judged) for _, each in told.programmes] == [
        ("Quieter wards", 1),
        ("Redesign physiotherapy", 2),
    ]
    assert [each.title for each in told.latest] == ["C", "B", "A"]


def test_the_page_of_promises_says_draws_and_tables_it(hers, history):
    shown = hers.get("/activities/promises").content.decode()
    assert "3 activities were judged by five people or more: 1 as promised, 1 below and 1" in shown
    assert "Apr–Jun 2026: 0 below, 1 as promised, 1 above" in shown
    one = hers.get("/activities/promises", {"programme": history.public_id}).content.decode()
    assert "1 activity was judged by five people or more" in one


def test_without_anything_to_compare_the_page_says_so(hers, plan):
    plan()
    assert "there is nothing to compare" in hers.get("/activities/promises").content.decode()


def test_a_list_asks_for_its_rungs_once(plan, django_assert_num_queries):
    made = [plan(str(number)) for number in range(5)]
    with django_assert_num_queries(1):
        drawing.rows(made)


def test_the_database_counts_gaps_as_they_are_told_of_each(board, plan):
    dice = random.Random(4)
    for number in range(60):
        made = plan(
            str(number),
            on=date(2026, 1 + number % 5, 3),
            intended=dice.choice([None, *Rung]),
            **(SHARED if dice.random() < 0.5 else {"hours_shared": 12}),
        )
        RungAnswer.objects.bulk_create(
            RungAnswer(activity=made, rung=rung, manner=manner, number=dice.randint(1, 4))
            for manner in ("hands", "paper")
            for rung in dice.sample(list(Rung), dice.randint(0, 3))
        )
    every = list(queries.activities(board))
    said = judging.judged(every)
    expected = Counter(
        (each.on, each.programme_id, gap)
        for each in every
        if (gap := said.get(each.pk, judging.NOBODY).gap(each.rung)) is not None
    )
    counted_ = promised.gaps(queries.activities(board))
    assert {each[:3]: each.number for each in counted_} == expected
    assert sum(expected.values()) == promised.judged(queries.activities(board)).count() > 20
