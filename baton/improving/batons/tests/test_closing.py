# SPDX-License-Identifier: MIT
"""A stage closes once somebody has said of every baton in it what becomes of it; or by force."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.improving.batons import queries
from baton.improving.batons.models import Baton
from baton.improving.batons.tests.conftest import page, stage
from baton.programmes import operations as programmes
from baton.programmes import policies as programme_policies
from baton.programmes.models import Stage


def at(programme, kind="needs"):
    return reverse("batons:closing", args=[programme.public_id, kind])


def for_all(to, where, **more):
    return {
        "all-do": "on",
        "all-stage": where.pk,
        "all-to": str(to.public_id),
        "all-due_on": "2026-06-30",
        "all-question": "What is built?",
        "then": "close",
    } | more


def ticked(*batons):
    return {f"b{each.pk}-tick": "on" for each in batons}


def test_a_stage_does_not_close_over_what_lies_in_it(first, urgent, meena, as_):
    first()
    needs = stage(urgent, "needs")
    page_of_it = reverse("programmes:close_stage", args=[urgent.public_id, "needs"])
    shown = page(as_(meena).get(page_of_it))
    assert "1 baton still lies in this stage." in shown
    assert at(urgent) in shown
    shown = page(as_(meena).post(page_of_it), 422)
    assert "1 baton still lies in Needs. Say what becomes of each" in shown
    needs.refresh_from_db()
    assert needs.state == Stage.State.OPEN


def test_by_force_it_closes_with_a_reason_that_is_kept(first, urgent, meena, as_):
    baton = first()
    page_of_it = reverse("programmes:close_stage", args=[urgent.public_id, "needs"])
    answer = as_(meena).post(page_of_it, {"why": "The board moved the date."}, follow=True)
    assert "Needs is closed." in page(answer)
    baton.refresh_from_db()
    assert baton.was_left_behind
    assert baton.is_open
    assert stage(urgent, "needs").why == "The board moved the date."
    closed = AuditEntry.objects.get(verb="stage.closed")
    assert closed.about["left"] == 1
    assert AuditEntry.objects.get(verb="baton.left_behind").about["number"] == 1
    assert "its stage was closed over it" in page(
        as_(meena).get(reverse("batons:baton", args=[baton.public_id]))
    )


def test_thirty_are_handed_on_and_the_stage_is_closed_at_once(first, urgent, meena, tom, as_):
    batons = [first(f"What people said, {n}") for n in range(30)]
    sent = for_all(tom, stage(urgent, "plan")) | ticked(*batons)
    answer = as_(meena).post(at(urgent), sent, follow=True)
    shown = page(answer)
    assert "30 batons are handed on." in shown
    assert "Needs is closed." in shown
    assert queries.held_by(urgent.organisation, tom).count() == 30
    assert not queries.unaccounted(urgent.organisation).exists()


def test_each_may_go_its_own_way_in_the_same_post(first, urgent, meena, tom, priya, as_):
    ticked_one, other, ended, stays = (first(f"What people said, {n}") for n in range(4))
    sent = for_all(tom, stage(urgent, "plan")) | ticked(ticked_one)
    sent |= {
        f"b{other.pk}-how": "on",
        f"b{other.pk}-stage": stage(urgent, "improve").pk,
        f"b{other.pk}-post": "Estates manager",
        f"b{other.pk}-due_on": "2026-07-30",
        f"b{ended.pk}-how": "end",
        f"b{ended.pk}-why": "It was put right in May.",
    }
    shown = page(as_(meena).post(at(urgent), sent, follow=True))
    assert "2 batons are handed on and 1 baton has ended with a reason." in shown
    assert "1 baton still lies in Needs" in shown
    went = {each.findings.get().sentence[-1]: each for each in Baton.objects.open()}
    assert (went["0"].holder, went["0"].stage.kind) == (tom, "plan")
    assert (went["1"].post, went["1"].stage.kind) == ("Estates manager", "improve")
    assert went["3"] == stays
    ended.refresh_from_db()
    assert (ended.state, ended.why) == ("ended", "It was put right in May.")
    assert stage(urgent, "needs").state == Stage.State.OPEN


def test_all_that_are_ticked_may_end(first, urgent, meena, as_):
    batons = [first(), first("Nobody hears their name called")]
    sent = {"all-do": "end", "all-why": "The clinic has closed.", "then": "stay"}
    answer = as_(meena).post(at(urgent), sent | ticked(*batons))
    assert answer.url == reverse("programmes:close_stage", args=[urgent.public_id, "needs"])
    assert {each.why for each in Baton.objects.all()} == {"The clinic has closed."}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Tick at least one baton, or say beside one what becomes of it."),
        ({"tick": True}, "Say whether they are handed on or end here."),
        ({"tick": True, "all-do": "end"}, "Say why it ends here."),
        ({"tick": True, "all-do": "on"}, "Choose who takes it up, or name a post."),
        ({"how": "on"}, "Finding 1: Choose who takes it up, or name a post."),
        ({"how": "end"}, "Finding 1: Say why it ends here."),
    ],
)
def test_bad_input_gets_a_sentence(sent, says, first, urgent, meena, as_):
    baton = first()
    posted = {key: value for key, value in sent.items() if "-" in key}
    if "tick" in sent:
        posted |= ticked(baton)
    if "how" in sent:
        posted[f"b{baton.pk}-how"] = sent["how"]
    assert says in page(as_(meena).post(at(urgent), posted), 422)
    baton.refresh_from_db()
    assert baton.is_open


def test_a_draft_among_them_moves_none(first, urgent, priya, meena, tom, as_):
    from baton.improving.findings import operations as findings

    ready = first()
    draft = findings.begin(stage(urgent, "needs"), "Too few seats", by=priya).batons.get()
    shown = page(as_(meena).get(at(urgent)))
    assert "2 batons still lie in Needs. 1 carries a draft: conclude or end those." in shown
    sent = for_all(tom, stage(urgent, "plan")) | ticked(ready, draft)
    shown = page(as_(meena).post(at(urgent), sent), 422)
    assert "Finding 2 is a draft. Conclude it first, then hand it on." in shown
    ready.refresh_from_db()
    assert ready.is_open


def test_an_analyst_settles_her_own_and_reads_whose_the_others_are(
    first, handed, urgent, priya, meena, tom, as_
):
    mine = first("Nobody hears their name called", stage(urgent, "plan"))
    handed()
    shown = page(as_(priya).get(at(urgent, "plan")))
    assert "With Tom Achebe, who says what becomes of it." in shown
    assert "Do it, and close the stage" not in shown
    sent = for_all(meena, stage(urgent, "improve"), then="close") | ticked(mine)
    page(as_(priya).post(at(urgent, "plan"), sent, follow=True))
    assert stage(urgent, "plan").state == Stage.State.OPEN


def test_open_checks_still_ask_for_their_reason(first, urgent, meena, tom, as_):
    programmes.add_step(stage(urgent, "needs"), "Ask carers", kind="check", by=meena)
    sent = for_all(tom, stage(urgent, "plan")) | ticked(first())
    shown = page(as_(meena).post(at(urgent), sent, follow=True))
    assert "1 check is open: “Ask carers”." in shown
    assert stage(urgent, "needs").state == Stage.State.OPEN


def test_nothing_is_ticked_where_that_is_asked(first, urgent, meena, as_):
    first()
    assert " checked" in page(as_(meena).get(at(urgent))).split('id="batons"')[1]
    shown = page(as_(meena).get(at(urgent), {"tick": "none"}))
    assert "data-tick checked" not in shown


def test_where_nothing_lies_the_page_leads_to_closing(urgent, meena, as_):
    shown = page(as_(meena).get(at(urgent)))
    assert "Nothing lies in Needs any more. It can be closed." in shown


def test_a_programme_does_not_end_over_a_baton(first, urgent, meena):
    first()
    with pytest.raises(programme_policies.NotNow, match="1 baton still lies in this programme"):
        programmes.end(urgent, "Merged", by=meena)


def test_a_stage_is_not_left_out_over_a_baton(first, urgent, meena):
    first()
    with pytest.raises(programme_policies.NotNow, match="1 baton still lies in Needs"):
        programmes.leave_out(stage(urgent, "needs"), "Not needed", by=meena)
