# SPDX-License-Identifier: MIT
"""The board's year of engagement: as much as is promised, sound, and of today on any day."""

import re
from collections import Counter
from datetime import timedelta
from itertools import combinations
from statistics import median_low

import pytest
from django.db.models import Count, F, Sum

from baton.core import clock
from baton.demo.tests.engaged import engaged
from baton.people.groups.models import (
    SEATS_OF_PARTNERS,
    SEATS_OF_PEOPLE,
    Group,
    Holding,
    Seat,
)
from baton.people.stakeholders.models import Assessment, Contact, Kind, Stakeholder
from baton.programmes.activities.models import Activity, Participant, RungAnswer
from baton.programmes.models import (
    Objective,
    PathwayPart,
    PathwayStep,
    Programme,
    Stage,
    StageKind,
    StageRole,
    Step,
)

WRITTEN = (
    Stakeholder, Assessment, Contact, Objective, Programme, Stage, StageRole, Step, PathwayStep,
    PathwayPart, Activity, Participant, RungAnswer, Group, Seat, Holding,
)  # fmt: skip


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), engaged() as board:
        yield board


@pytest.fixture
def board(once, db):
    return once


def test_the_board_has_eight_programmes_sixty_activities_and_eighty_stakeholders(board):
    assert board.programmes.count() == 8
    assert board.activities.count() == 60
    assert board.stakeholders.count() == 80
    assert board.objectives.count() == 4
    assert board.groups.count() == 10


def test_everything_passes_its_own_checks(board):
    for model in WRITTEN:
        rows = list(model.objects.all())
        assert rows, model
        for row in rows:
            row.full_clean()


# Programmes


def test_one_programme_is_still_to_begin_one_has_ended_and_six_run(board):
    assert board.programmes.running().count() == 6
    assert board.programmes.open().get(begins_on__gt=clock.today()).title == "Finding a dentist"
    ended = board.programmes.get(ended_on__isnull=False)
    assert ended.ended_why
    assert {each.state for each in ended.stages.all()} == {"closed", "left_out"}


def test_each_programme_says_what_for_whom_by_when_and_who_has_it_in_hand(board):
    for programme in board.programmes.all():
        assert programme.purpose
        assert programme.affects
        assert programme.area
        assert programme.owner or programme.post
        assert programme.hours
        assert programme.services.exists()
        assert programme.objectives.exists()
        assert programme.stages.count() == 5


def test_the_wheels_differ(board):
    states = {
        tuple(each.stages.order_by("pk").values_list("state", flat=True))
        for each in board.programmes.all()
    }
    assert len(states) >= 6
    assert {state for wheel in states for state in wheel} == set(Stage.State.values)


def test_an_open_stage_has_opened_and_a_closed_one_is_over(board):
    for stage in Stage.objects.all():
        if stage.state == Stage.State.OPEN:
            assert stage.opens_on <= clock.today(), stage.programme
            assert stage.closes_on is None or stage.closes_on >= clock.today()
            assert stage.roles.filter(part="accountable").exists()
        if stage.state == Stage.State.CLOSED:
            assert stage.closes_on <= clock.today()
            assert stage.closed_at
        if stage.state == Stage.State.WAITING:
            assert stage.opens_on > clock.today()


def test_every_programme_has_its_steps_some_done_and_never_a_flood_of_overdue_ones(board):
    steps = Step.objects.select_related("programme")
    for programme in board.programmes.all():
        assert 8 <= programme.steps.count() <= 14, programme
        assert programme.steps.filter(kind="check").count() >= 2
        assert sum(each.is_overdue for each in programme.steps.all()) <= 1
    assert 3 <= sum(each.is_overdue for each in steps) <= 6
    assert not steps.filter(done_on__gt=clock.today()).exists()
    assert not steps.filter(done_on__isnull=False, evidence="").exists()


def test_the_consultation_rests_on_all_gunning_principles_and_service_change_tests(board):
    checks = board.programmes.get(title="Urgent care close to home").steps.filter(kind="check")
    said = " ".join(checks.values_list("basis", flat=True))
    assert set(re.findall(r"Gunning (\d)", said)) == set("1234")
    assert set(re.findall(r"test (\d)", said)) == set("12345")


def test_two_programmes_have_a_pathway_with_gaps_where_feedback_would_add_most(board):
    walked = board.programmes.filter(pathway__isnull=False).distinct()
    assert walked.count() == 2
    for programme in walked:
        assert 5 <= programme.pathway.count() <= 7
        parts = PathwayPart.objects.filter(step__programme=programme)
        assert parts.filter(means="").count() >= 3
        assert parts.filter(means="", adds=PathwayPart.Adds.MOST).exists()
        assert parts.exclude(means="").count() > parts.filter(means="").count()


# Stakeholders


def test_they_are_of_every_kind_and_about_a_quarter_face_inequality(board):
    assert {each.kind for each in board.stakeholders.all()} == set(Kind.values)
    facing = board.stakeholders.filter(faces_inequality=True)
    assert 18 <= facing.count() <= 24
    assert not facing.filter(inequality="").exists()


def test_each_is_somebodys_and_has_a_place_in_the_register(board):
    for each in board.stakeholders.all():
        assert each.about
        assert each.owner or each.post, each
        now = each.assessments.get(register__is_overall=True, superseded_at=None)
        assert now.made_at <= clock.now()


def test_about_five_contacts_are_overdue_and_the_others_are_not(board):
    assert board.stakeholders.overdue().count() == 5
    assert board.stakeholders.filter(next_contact_on=None).count() < 10


def test_their_advice_says_who_gave_it_and_when(board):
    advised = board.stakeholders.exclude(advice="")
    assert advised.count() >= 30
    assert not advised.filter(advice_from="").exists()
    assert not advised.filter(advice_on=None).exists()


def test_about_fifteen_moved_and_a_third_have_reasons(board):
    overall = Assessment.objects.filter(register__organisation=board, register__is_overall=True)
    moved = overall.exclude(superseded_at=None)
    assert 12 <= moved.values("stakeholder").distinct().count() <= 20
    for was in moved.select_related("stakeholder"):
        now = was.stakeholder.assessments.get(register=was.register, superseded_at=None)
        stood = (was.power, was.interest, was.current)
        assert stood != (now.power, now.interest, now.current), was
        assert now.made_at - was.made_at > timedelta(days=30)
    assert 25 <= overall.filter(superseded_at=None).exclude(
        power_reason="", interest_reason="", influence_reason=""
    ).count() <= 40  # fmt: skip


def test_each_programme_has_a_register_of_its_own_in_which_many_stand_otherwise(board):
    for programme in board.programmes.all():
        here = programme.register.assessments.filter(superseded_at=None)
        assert 12 <= here.count() <= 18, programme
        elsewhere = here.filter(
            stakeholder__assessments__register__is_overall=True,
            stakeholder__assessments__superseded_at=None,
        ).exclude(
            power=F("stakeholder__assessments__power"),
            interest=F("stakeholder__assessments__interest"),
            current=F("stakeholder__assessments__current"),
        )
        assert elsewhere.count() >= 4, programme


def test_a_year_of_contacts_says_what_was_given_and_what_was_got(board):
    contacts = Contact.objects.filter(stakeholder__organisation=board)
    assert contacts.count() >= 115
    assert contacts.values("stakeholder").distinct().count() >= 40
    assert not contacts.filter(gave="").exists()
    assert not contacts.filter(got="").exists()
    assert not contacts.filter(on__gt=clock.today()).exists()
    assert contacts.filter(register__isnull=False).count() > 60


# Activities


def test_activities_reach_from_over_a_year_ago_to_three_months_ahead(board):
    days = list(board.activities.order_by("on").values_list("on", flat=True))
    assert 400 <= (clock.today() - days[0]).days <= 430
    assert 80 <= (days[-1] - clock.today()).days <= 95


def test_what_happened_is_over_and_what_is_planned_is_not(board):
    for each in board.activities.all():
        over = (each.until or each.on) < clock.today()
        if each.state == Activity.State.HAPPENED:
            assert over, each
            assert each.came is not None
            assert each.hours is not None
        elif each.state != Activity.State.CANCELLED:
            assert not over, each
            assert each.came is None
    states = Counter(each.state for each in board.activities.all())
    assert states["happened"] >= 40
    assert min(states[state] for state in ("planned", "announced", "cancelled")) >= 3


def test_they_are_of_all_stages_rungs_and_most_methods(board):
    told = board.activities.all()
    assert {each.stage for each in told} == set(StageKind.values)
    assert {each.intended for each in told} == {1, 2, 3, 4, 5}
    assert len({each.method for each in told}) >= 12
    for each in told:
        stage = each.programme.stages.get(kind=each.stage)
        assert stage.state != Stage.State.LEFT_OUT, each


def test_some_stand_at_other_peoples_events_and_wait_for_their_word(board):
    slots = Counter(board.activities.exclude(slot="").values_list("slot", flat=True))
    assert set(slots) == set(Activity.Slot.values)
    assert sum(each.is_provisional for each in board.activities.filter(state="planned")) >= 3


def test_collaborate_without_a_shared_decision_shows_as_consult(board):
    promised = board.activities.filter(intended__gte=4)
    shown = Counter(each.rung == each.intended for each in promised)
    assert shown[False] >= 2
    assert shown[True] >= 8


def test_some_judged_it_higher_than_promised_some_lower_and_some_are_too_few_to_tell(board):
    judged = board.activities.annotate(
        answers=Sum("rung_answers__number"),
    ).exclude(answers=None)
    assert 25 <= judged.count() <= 35
    assert sum(each.answers < 5 for each in judged) >= 3
    differences = []
    for each in judged:
        felt = median_low(one.rung for one in each.rung_answers.all() for _ in range(one.number))
        differences.append(felt - each.intended)
    assert sum(each > 0 for each in differences) >= 3
    assert sum(each < 0 for each in differences) >= 5
    assert not RungAnswer.objects.filter(answered_at__gt=clock.now()).exists()


def test_not_more_judge_an_activity_than_came(board):
    for each in board.activities.annotate(answers=Sum("rung_answers__number")):
        assert (each.answers or 0) <= (each.came or 0), each


def test_about_half_of_what_happened_has_changed_something_so_far(board):
    happened = board.activities.filter(state="happened")
    changed = happened.exclude(changed="").count()
    assert 0.4 <= changed / happened.count() <= 0.6


def test_two_pairs_ask_the_same_people_within_eight_weeks(board):
    coming = board.activities.exclude(state="cancelled").filter(on__gt=clock.today())
    pairs = [
        (one, other)
        for one, other in combinations(coming.exclude(area="").order_by("on"), 2)
        if one.area == other.area
        and one.programme_id != other.programme_id
        and other.on - one.on <= timedelta(weeks=8)
    ]
    assert len(pairs) >= 2
    assert any(set(one.services.all()) & set(other.services.all()) for one, other in pairs)
    assert any(set(one.stakeholders.all()) & set(other.stakeholders.all()) for one, other in pairs)


def test_people_have_signed_up_to_what_is_open_and_no_place_is_given_twice(board):
    opened = board.activities.filter(sign_up_opens_on__lte=clock.today())
    assert opened.count() == 3
    for each in opened:
        assert each.sign_up_closes_on >= clock.today()
        assert each.state == Activity.State.ANNOUNCED
        assert 5 <= each.participants.count() < each.places
        assert each.participants.exclude(needs="").exists()


# Groups


def test_groups_have_seats_for_patients_vacancies_and_one_overdue_review(board):
    groups = board.groups.annotate(number=Count("seats"))
    assert min(each.number for each in groups) >= 4
    assert board.groups.filter(review_on__lt=clock.today()).count() == 1
    assert board.groups.filter(reports_to__isnull=False).count() >= 5
    assert set(board.groups.values_list("purpose", flat=True)) == set(Group.Purpose.values)
    held = Holding.objects.filter(seat__group__organisation=board, left_on=None)
    vacant = Seat.objects.filter(group__organisation=board).exclude(holdings__in=held)
    assert 5 <= vacant.count() <= 10
    assert vacant.filter(kind__in=(*SEATS_OF_PEOPLE, *SEATS_OF_PARTNERS)).count() >= 5
    assert held.filter(term_ends_on__lt=clock.today() + timedelta(days=30)).count() >= 2
    assert not held.filter(term_ends_on__lt=clock.today()).exists()


# Where to find them


def test_whom_to_reach_is_invented_too_and_has_a_basis(board):
    for each in board.stakeholders.all():
        assert not each.contact_email or each.contact_email.endswith(".example.org")
        assert re.fullmatch(r"(01632 960\d{3}|07700 900\d{3})?", each.contact_phone)


def test_places_have_a_postcode_of_the_county(board):
    told = board.activities.exclude(place="")
    assert told.count() > 35
    for each in told:
        assert re.fullmatch(r"LE\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", each.postcode), each


def test_two_programmes_are_told_to_everybody_with_their_news(board):
    from baton.improving.news import queries
    from baton.improving.news.models import Published

    told = Published.objects.filter(programme__organisation=board)
    pages = [queries.page(each.programme) for each in told]
    assert [len(page.news) for page in pages] == [2, 2]
    assert all(news.written_at for page in pages for news in page.news), "nothing is sent late"
