# SPDX-License-Identifier: MIT
"""A dropped baton surfaces with its holder, the programme's owner, on the programme's page and in
the pack; nowhere else, and elsewhere by its post alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.improving.batons import operations, queries
from baton.improving.batons.operations import Hands
from baton.improving.batons.packs import pack_lines
from baton.improving.batons.tests.conftest import SEATS, on, page, stage
from baton.people.roles import Role
from baton.programmes import operations as programmes
from baton.programmes.tests.conftest import person

#: Ten working days after the 24th of June are over.
DROPPED = date(2026, 7, 9)
DAY_BEFORE = date(2026, 7, 8)


@pytest.fixture
def today_of(as_):
    return lambda account: page(as_(account).get(reverse("web:today")))


def test_nobody_reads_of_it_before_the_days_of_grace_are_over(handed, urgent, tom, meena, today_of):
    handed()
    with on(DAY_BEFORE):
        assert "1 baton in your hands is past its date" in today_of(tom)
        assert "Dropped:" not in today_of(meena)
        assert pack_lines(urgent.organisation) == []


def test_its_holder_reads_of_it_on_today(handed, tom, today_of):
    handed()
    with on(DROPPED):
        assert "1 baton in your hands was dropped" in today_of(tom)


def test_the_programmes_owner_reads_who_holds_it(handed, meena, today_of):
    handed()
    with on(DROPPED):
        shown = today_of(meena)
    assert f"Dropped: {SEATS}" in shown
    assert "Urgent care close to home, Plan · with Tom Achebe" in shown


def test_nobody_else_reads_of_it_on_today(handed, board, priya, bea, today_of):
    handed()
    ravi = person("Ravi Shah", board, Role.ENGAGEMENT_LEAD)
    with on(DROPPED):
        for other in (priya, bea, ravi):
            shown = today_of(other)
            assert SEATS not in shown, other
            assert "dropped" not in shown.lower(), other


def test_where_no_account_owns_the_programme_whoever_manages_them_reads_of_it(
    handed, urgent, meena, priya, today_of
):
    programmes.change(urgent, by=meena, owner=None, post="Head of urgent care")
    handed()
    with on(DROPPED):
        shown = today_of(meena)
        assert f"Dropped: {SEATS}" in shown
        assert "with Complaints or PALS officer" in shown
        assert "Tom Achebe" not in shown
        assert "Dropped" not in today_of(priya)


def test_the_programmes_page_names_the_post_and_no_person(handed, urgent, bea, meena, as_):
    handed()
    at = reverse("programmes:programme", args=[urgent.public_id])
    with on(DROPPED):
        shown = page(as_(bea).get(at))
        assert "1 baton was dropped: 1 on the way to Plan." in shown
        assert "To Plan · with Complaints or PALS officer" in shown
        assert "Tom Achebe" not in shown
        assert "with Tom Achebe" in page(as_(meena).get(at))


def test_the_pack_names_post_and_programme(handed, urgent):
    handed()
    handed(hands=Hands(post="Access lead"), due=date(2026, 6, 23))
    with on(DROPPED):
        first, second = pack_lines(urgent.organisation)
    assert (first.post, first.due_on) == ("Access lead", date(2026, 6, 23))
    assert second.post == "Complaints or PALS officer"
    assert (second.programme, second.stage) == ("Urgent care close to home", "Plan")
    assert second.sentences == (SEATS,)
    assert "Tom" not in repr([first, second])


def test_a_holder_who_has_left_is_a_post_that_is_not_named(handed, urgent, tom):
    from baton.people import operations as people

    handed()
    for membership in tom.memberships.all():
        people.end_membership(membership, by="test")
    with on(DROPPED):
        (line,) = pack_lines(urgent.organisation)
    assert line.post == "a post that is not named"


def test_the_batons_own_page_and_lists_name_the_post(handed, bea, tom, as_):
    baton = handed()
    with on(DROPPED):
        shown_to_bea = page(as_(bea).get(reverse("batons:baton", args=[baton.public_id])))
        for shown in (shown_to_bea, page(as_(bea).get(reverse("batons:all")))):
            assert "ropped" in shown
            assert "Tom Achebe" not in shown
            assert "Complaints or PALS officer" in shown
        handed_over = shown_to_bea.split("bt-handover__pair")[1].split("bt-trace")[0]
        assert "Analyst<br>" in handed_over
        assert "Priya Nair" not in handed_over
        assert "you<br>" in page(as_(tom).get(reverse("batons:baton", args=[baton.public_id])))


def test_one_that_is_redated_or_moved_is_not_dropped_any_more(handed, urgent, tom):
    baton, other = handed(), handed()
    with on(DROPPED):
        operations.redate(baton, date(2026, 7, 20), "The architect is ill.", by=tom)
        operations.end([other], "It is done.", by=tom)
        assert pack_lines(urgent.organisation) == []


def test_one_left_behind_by_force_is_still_dropped_in_time(handed, urgent, meena, today_of):
    handed()
    programmes.close_stage(stage(urgent, "plan"), why="The board moved the date.", by=meena)
    with on(DROPPED):
        assert f"Dropped: {SEATS}" in today_of(meena)


def test_the_programmes_page_says_where_its_findings_lie(handed, first, urgent, bea, as_):
    at = reverse("programmes:programme", args=[urgent.public_id])
    assert "From stage to stage" not in page(as_(bea).get(at))
    handed()
    operations.end([first("Too loud")], "It was put right.", by="test")
    shown = page(as_(bea).get(at))
    assert (
        "2 findings began here. Of their batons 1 is on the way to the next stage and 1 ended with "
        "a reason." in shown
    )
    assert "Needs: 1 handed on, 0 open, 1 ended" in shown
    assert "1 baton on the way" in shown


def test_a_table_beside_the_wheel_says_the_same(handed, first, urgent):
    handed()
    first("Nobody hears their name called")
    rows = {each.stage.kind: each for each in queries.stood(urgent)}
    needs, plan = rows["needs"], rows["plan"]
    assert (needs.findings, needs.handed_on, needs.open, needs.on_the_way) == (2, 1, 1, 0)
    assert (plan.findings, plan.on_the_way, plan.dropped) == (0, 1, 0)
    with on(DROPPED):
        plan = {each.stage.kind: each for each in queries.stood(urgent)}["plan"]
        assert (plan.on_the_way, plan.dropped) == (0, 1)


def test_the_findings_page_shows_whose_hands_it_is_in(handed, urgent, bea, rf):
    from baton.improving.batons.panels import of_finding
    from baton.people.permissions import standing_of

    baton = handed()
    request = rf.get("/")
    request.standing = standing_of(bea, urgent.organisation)
    finding = baton.findings.get()
    shown = of_finding(request, finding=finding)
    assert "Tom Achebe" in shown
    assert "Which sites come first?" in shown
    operations.end([baton], "It was put right.", by="test")
    shown = of_finding(request, finding=finding)
    assert "Where it ended" in shown
    assert "It was put right." in shown


def test_forcing_is_recorded_without_words(handed, urgent, meena):
    handed()
    programmes.close_stage(stage(urgent, "plan"), why="The board moved.", by=meena)
    told = AuditEntry.objects.filter(verb__in=["stage.closed", "baton.left_behind"])
    assert all("moved" not in str(each.about) for each in told)
