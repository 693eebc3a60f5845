# SPDX-License-Identifier: MIT
"""Programmes begin, change and end; stages open and close; steps are done; all of it is audited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.programmes import operations, policies, queries
from baton.programmes.activities import operations as activities
from baton.programmes.models import Stage, Step
from baton.programmes.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def stage(programme, kind="needs"):
    found = programme.stages.get(kind=kind)
    found.programme = programme
    return found


def entry(verb):
    return AuditEntry.objects.filter(verb=verb).latest("pk").about


def test_two_open_programmes_cannot_have_one_title(begun):
    begun("Redesign foot care")
    with pytest.raises(operations.TitleTaken, match="There is a programme “redesign Foot care”"):
        begun("redesign  Foot care")


def test_the_title_of_an_ended_programme_is_free_again(begun, meena):
    operations.end(begun(), "The clinic moved away.", by=meena)
    assert begun().ended_on is None


def test_a_title_with_accents_is_compared_whatever_its_capitals(begun):
    begun("Für Ärzte")
    with pytest.raises(operations.TitleTaken):
        begun("FÜR ÄRZTE")


def test_the_register_goes_by_the_title_of_its_programme(begun, meena):
    programme = begun()
    assert programme.register.title == "Redesign foot care"
    operations.change(programme, title="Foot care nearer home", by=meena)
    programme.register.refresh_from_db()
    assert programme.register.title == "Foot care nearer home"


def test_a_change_is_audited_by_the_names_of_what_changed_and_never_by_words(begun, meena):
    programme = begun()
    operations.change(programme, title=programme.title, purpose="Fewer amputations", by=meena)
    assert entry("programme.changed") == {"fields": ["purpose"], "steps_moved": 0}
    told = str(list(AuditEntry.objects.values_list("about", flat=True)))
    assert "amputations" not in told


def test_what_is_to_come_moves_with_the_beginning_where_that_is_asked_for(begun, meena):
    programme = begun(template="redesign")
    done, *others = queries.steps(programme)
    operations.do_step(done, TODAY, by=meena)
    operations.open_stage(stage(programme), by=meena)
    opens = stage(programme, "plan").opens_on
    later = TODAY + timedelta(days=10)
    operations.change(programme, begins_on=later, by=meena)
    assert queries.steps(programme).get(pk=others[0].pk).due_on == others[0].due_on
    even_later = later + timedelta(days=4)
    operations.change(programme, begins_on=even_later, moves_days=True, by=meena)
    assert entry("programme.changed") == {"fields": ["begins_on"], "steps_moved": 20}
    days = {step.pk: step.due_on for step in queries.steps(programme)}
    assert days[done.pk] == done.due_on
    assert all(days[each.pk] == each.due_on + timedelta(days=4) for each in others)
    assert stage(programme).opens_on == TODAY
    assert stage(programme, "plan").opens_on == opens + timedelta(days=4)


def test_a_programme_cannot_take_the_title_of_another(begun, meena):
    begun("Five-year strategy")
    with pytest.raises(operations.TitleTaken):
        operations.change(begun(), title="Five-year strategy", by=meena)


def test_an_ended_programme_stays_as_it_is(begun, meena):
    programme = begun(template="redesign")
    operations.end(programme, "The money went elsewhere.", by=meena)
    step = queries.steps(programme).first()
    needs = stage(programme)
    deeds = [
        lambda: operations.end(programme, "Again.", by=meena),
        lambda: operations.change(programme, purpose="More", by=meena),
        lambda: operations.open_stage(needs, by=meena),
        lambda: operations.plan_stage(needs, who="All", by=meena),
        lambda: operations.give_roles(needs, [], by=meena),
        lambda: operations.leave_out(needs, "No", by=meena),
        lambda: operations.take_back(needs, by=meena),
        lambda: operations.add_step(needs, "More", by=meena),
        lambda: operations.change_step(step, title="Other", by=meena),
        lambda: operations.do_step(step, TODAY, by=meena),
        lambda: operations.undo_step(step, by=meena),
        lambda: operations.not_needed(step, "No", by=meena),
        lambda: operations.add_pathway_step(programme, "The letter", by=meena),
    ]
    for deed in deeds:
        with pytest.raises(policies.NotNow, match="has ended"):
            deed()


def test_the_database_refuses_a_programme_that_ends_before_it_begins(begun):
    programme = begun()
    programme.ends_on = programme.begins_on - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        programme.save()


# Stages.


def test_a_stage_opens_today_when_it_was_to_open_later(begun, meena):
    programme = begun(begins_on=TODAY + timedelta(days=20), template="redesign")
    needs = stage(programme)
    operations.open_stage(needs, by=meena)
    assert (needs.state, needs.opens_on) == (Stage.State.OPEN, TODAY)
    with pytest.raises(policies.NotNow, match="Needs is open already"):
        operations.open_stage(needs, by=meena)


def test_a_stage_that_opens_after_its_planned_end_has_no_end_yet(begun, meena):
    needs = stage(begun())
    operations.plan_stage(needs, closes_on=TODAY - timedelta(days=5), by=meena)
    operations.open_stage(needs, by=meena)
    assert (needs.opens_on, needs.closes_on) == (TODAY, None)


def test_a_stage_that_is_not_open_cannot_be_closed(begun, meena):
    with pytest.raises(policies.NotNow, match="not open"):
        operations.close_stage(stage(begun()), by=meena)


def test_closing_with_open_checks_needs_a_reason_that_stays_with_the_stage(begun, meena):
    programme = begun(template="redesign")
    needs = stage(programme)
    operations.open_stage(needs, by=meena)
    with pytest.raises(policies.ChecksAreOpen, match="2 checks are open: “People were involved"):
        operations.close_stage(needs, by=meena)
    operations.close_stage(needs, why="Both move into Plan.", by=meena)
    needs.refresh_from_db()
    assert (needs.state, needs.why) == (Stage.State.CLOSED, "Both move into Plan.")
    assert entry("stage.closed") == {
        "stage": "needs",
        "open_checks": 2,
        "left": 0,
        "with_reason": True,
    }
    operations.open_stage(needs, by=meena)
    assert (needs.state, needs.why, needs.closed_at) == (Stage.State.OPEN, "", None)
    assert entry("stage.opened") == {"stage": "needs", "again": True}


def test_many_open_checks_are_counted_and_three_are_named(begun, meena):
    programme = begun(template="consultation")
    plan = stage(programme, "plan")
    operations.open_stage(plan, by=meena)
    with pytest.raises(policies.ChecksAreOpen, match=r"7 checks are open: .* and 4 more") as raised:
        operations.close_stage(plan, by=meena)
    assert len(raised.value.checks) == 7


def test_a_stage_closes_without_a_reason_once_its_checks_are_met(begun, meena):
    programme = begun(template="redesign")
    needs = stage(programme)
    operations.open_stage(needs, by=meena)
    first, second = queries.open_checks(needs)
    operations.do_step(first, TODAY, evidence="Notes of 4 May", by=meena)
    operations.not_needed(second, "Covered by the board's own assessment.", by=meena)
    operations.close_stage(needs, by=meena)
    assert needs.why == ""


def test_nothing_is_due_in_a_stage_that_is_left_out(begun, board, meena):
    programme = begun(template="redesign", begins_on=TODAY - timedelta(days=60))
    late = queries.open_steps(board).overdue().count()
    assert late == 5
    operations.leave_out(stage(programme), "Done two years ago.", by=meena)
    assert queries.open_steps(board).overdue().count() == 0
    assert not any(each.is_overdue for each in queries.steps(programme))
    needs = stage(programme)
    with pytest.raises(policies.NotNow, match="Take it back in first"):
        operations.open_stage(needs, by=meena)
    with pytest.raises(policies.NotNow, match="left out already"):
        operations.leave_out(needs, "Again.", by=meena)
    operations.take_back(needs, by=meena)
    assert (needs.state, needs.why) == (Stage.State.WAITING, "")
    assert queries.open_steps(board).overdue().count() == late
    with pytest.raises(policies.NotNow, match="part of this programme already"):
        operations.take_back(needs, by=meena)


def test_a_programme_keeps_one_stage(begun, meena):
    programme = begun()
    *others, last = [stage(programme, each.kind) for each in programme.stages.all()]
    for each in others:
        operations.leave_out(each, "Not here.", by=meena)
    with pytest.raises(policies.NotNow, match="keeps one stage"):
        operations.leave_out(last, "Nor here.", by=meena)


def test_a_stage_with_activities_is_not_left_out(begun, meena):
    programme = begun()
    activities.plan(programme, "Booth", on=TODAY, with_whom="All", by=meena, stage="needs")
    with pytest.raises(policies.NotNow, match="There are activities in Needs"):
        operations.leave_out(stage(programme), "Not here.", by=meena)


def test_the_database_refuses_a_stage_that_is_left_out_for_no_reason(begun):
    programme = begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        programme.stages.filter(kind="needs").update(state="left_out")


def test_parts_in_a_stage_take_the_place_of_those_before(begun, meena):
    needs = stage(begun(template="redesign"))
    parts = [
        operations.Part("accountable", account=meena),
        operations.Part("consulted", post="Healthwatch"),
    ]
    operations.give_roles(needs, parts, by=meena)
    assert [str(role) for role in needs.roles.order_by("pk")] == [
        "Accountable: Meena Rao",
        "Consulted: Healthwatch",
    ]
    assert entry("stage.roles_given")["accountable"] == 1


# Steps and checks.


def test_a_step_is_done_undone_and_not_needed(begun, meena):
    needs = stage(begun())
    step = operations.add_step(needs, "  Ask  the council ", due_on=TODAY, by=meena)
    assert step.title == "Ask the council"
    operations.do_step(step, TODAY, by=meena)
    assert (step.done_on, step.done_by) == (TODAY, meena)
    with pytest.raises(policies.NotNow, match="done already"):
        operations.not_needed(step, "No.", by=meena)
    operations.undo_step(step, by=meena)
    assert step.is_open
    operations.not_needed(step, "The council wrote to us.", by=meena)
    assert not step.is_open
    operations.do_step(step, TODAY, by=meena)
    assert step.not_needed_why == ""


def test_a_check_is_met_by_evidence(begun, meena):
    needs = stage(begun())
    check = operations.add_step(needs, "People were asked", kind=Step.Kind.CHECK, by=meena)
    with pytest.raises(operations.NoEvidence, match="Say what shows"):
        operations.do_step(check, TODAY, evidence="  ", by=meena)
    operations.do_step(check, TODAY, evidence="Notes of 4 May", by=meena)
    assert entry("step.done") == {"kind": "check", "on": "2026-06-10", "with_evidence": True}
    operations.undo_step(check, by=meena)
    assert check.evidence == "Notes of 4 May"


def test_a_step_done_without_evidence_cannot_become_a_check(begun, meena):
    step = operations.add_step(stage(begun()), "Ask", by=meena)
    operations.do_step(step, TODAY, by=meena)
    with pytest.raises(operations.NoEvidence):
        operations.change_step(step, kind=Step.Kind.CHECK, by=meena)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(pk=step.pk).update(kind="check")


def test_steps_without_a_day_come_last(begun, meena):
    programme = begun()
    needs = stage(programme)
    for title, due in (("Some day", None), ("Late", date(2026, 5, 1)), ("Next", date(2026, 7, 1))):
        operations.add_step(needs, title, due_on=due, by=meena)
    assert [step.title for step in queries.steps(programme)] == ["Late", "Next", "Some day"]
    assert [step.is_overdue for step in queries.steps(programme)] == [True, False, False]


# Objectives.


def test_two_objectives_of_today_cannot_have_one_title(board, meena):
    first = operations.add_objective(board, "Fewer give up", by=meena)
    with pytest.raises(operations.ObjectiveTaken, match="There is an objective “fewer give up”"):
        operations.add_objective(board, "fewer give up", by=meena)
    operations.change_objective(first, ended_on=TODAY, by=meena)
    again = operations.add_objective(board, "Fewer give up", by=meena)
    with pytest.raises(operations.ObjectiveTaken):
        operations.change_objective(first, ended_on=None, by=meena)
    assert list(queries.objectives(board)) == [again]


def test_an_ended_programme_serves_no_objective_any_more(board, begun, meena):
    objective = operations.add_objective(board, "Fewer give up", by=meena)
    programme = begun(objectives=[objective])
    assert queries.served(board) == [(objective, [programme])]
    operations.end(programme, "Done.", by=meena)
    assert queries.served(board) == [(objective, [])]


# What was used.


def test_costs_payments_and_hours_of_activities_count_as_used(begun, meena):
    programme = begun(budget_pounds=1000)
    activities.plan(
        programme, "A", on=TODAY, with_whom="All", by=meena, cost=200, payments=50, hours=9
    )
    activities.plan(programme, "B", on=TODAY, with_whom="All", by=meena, cost_planned=500)
    used = queries.used(programme)
    assert (used.pounds, used.pounds_share) == (250, 0.25)
    assert (used.hours, used.hours_share) == (9, None)
