# SPDX-License-Identifier: MIT
"""A holder takes a baton up, returns it, hands it on, splits, merges, copies, re-dates and ends it:
through the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.improving.batons import operations, queries
from baton.improving.batons.models import Baton
from baton.improving.batons.operations import Hands
from baton.improving.batons.tests.conftest import SEATS, on, page, stage
from baton.people.roles import Role
from baton.programmes.tests.conftest import person


def at(name, baton, **asked):
    if name in {"hand_on", "end", "merge"}:
        return f"{reverse(f'batons:{name}')}?b={baton.public_id}"
    return reverse(f"batons:{name}", args=[baton.public_id])


def given(to, where, **more):
    return {"stage": where.pk, "to": str(to.public_id) if to else "", "due_on": "2026-06-30"} | more


def test_what_priya_concludes_lies_in_her_hands(first, priya, as_):
    first()
    shown = page(as_(priya).get(reverse("batons:mine")))
    assert "1 baton is in your hands. None is late." in shown
    assert SEATS in shown


def test_whoever_holds_nothing_reads_so(priya, as_):
    assert "No baton is in your hands." in page(as_(priya).get(reverse("batons:mine")))


def test_priya_hands_on_several_at_once(first, urgent, priya, tom, as_):
    batons = [first(), first("Nobody hears their name called")]
    sent = given(tom, stage(urgent, "plan"), b=[each.public_id for each in batons])
    answer = as_(priya).post(reverse("batons:hand_on"), sent | {"question": "Which sites?"})
    assert answer.url == reverse("batons:mine")
    held = queries.held_by(urgent.organisation, tom)
    assert [each.question for each in held] == ["Which sites?"] * 2
    assert {each.stage.kind for each in held} == {"plan"}
    assert not queries.unaccounted(urgent.organisation).exists()


def test_the_next_stage_is_offered_first(first, urgent, priya, as_):
    shown = page(as_(priya).get(at("hand_on", first())))
    plan = stage(urgent, "plan")
    assert f'<option value="{plan.pk}" selected>Plan · Urgent care close to home' in shown


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"stage": ""}, "Choose the stage that takes it up."),
        ({"to": "", "post": ""}, "Choose who takes it up, or name a post."),
        ({"post": "Access lead"}, "Choose a person or name a post, not both."),
        ({"due_on": "2026-06-09"}, "That day is past. Choose a day from today on."),
        ({"due_on": "soon"}, "Write a day that exists, like 28/02/2026."),
        ({"to": "nobody"}, "Choose one of those in the list."),
    ],
)
def test_bad_input_gets_a_sentence(sent, says, first, urgent, priya, tom, as_):
    baton = first()
    posted = given(tom, stage(urgent, "plan"), b=baton.public_id) | sent
    assert says in page(as_(priya).post(reverse("batons:hand_on"), posted), 422)
    baton.refresh_from_db()
    assert baton.state == Baton.State.HELD


def test_nothing_ticked_is_said(priya, as_):
    answer = as_(priya).get(reverse("batons:merge"), {"b": "no-id"}, follow=True)
    assert "Tick at least one baton first." in page(answer)


def test_tom_takes_it_up(handed, tom, as_):
    baton = handed()
    shown = page(as_(tom).get(at("baton", baton)))
    assert "Take it up" in shown
    assert "Which sites come first?" in shown
    assert "Answer due Wednesday 24 June 2026, in 10 working days." in shown
    shown = page(as_(tom).post(at("take_up", baton), follow=True))
    assert "You have taken it up." in shown
    assert "Take it up" not in shown


def test_nobody_takes_up_what_was_offered_to_tom(handed, meena, as_):
    baton = handed()
    assert "They take it up." in page(as_(meena).post(at("take_up", baton)), 403)


def test_twice_is_once(handed, tom, as_):
    baton = handed()
    as_(tom).post(at("take_up", baton))
    shown = page(as_(tom).post(at("take_up", baton), follow=True))
    assert "It is taken up already." in shown


def test_what_is_offered_to_a_post_is_taken_up_by_whoever_has_it(handed, tom, as_):
    baton = handed(hands=Hands(post="Access lead"))
    shown = page(as_(tom).get(reverse("batons:mine")))
    assert "Offered to a post" in shown
    assert "Access lead" in shown
    as_(tom).post(at("take_up", baton))
    baton.refresh_from_db()
    assert (baton.holder, baton.post) == (tom, "Access lead")


def test_tom_returns_it_with_a_reason(handed, priya, tom, as_):
    baton = handed()
    assert "Say why you decline it." in page(as_(tom).post(at("decline", baton)), 422)
    as_(tom).post(at("decline", baton), {"why": "This is for estates."})
    (back,) = queries.held_by(baton.organisation, priya)
    shown = page(as_(priya).get(at("baton", back)))
    assert "Returned: Needs" in shown
    assert "declined on 10 June 2026" in shown
    assert "This is for estates." in page(as_(priya).get(at("baton", baton)))


def test_what_nobody_handed_on_cannot_be_returned(first, priya, as_):
    baton = first()
    assert "Return with a reason" not in page(as_(priya).get(at("baton", baton)))
    shown = page(as_(priya).post(at("decline", baton), {"why": "No"}), 422)
    assert "Nobody handed it on yet." in shown


def test_tom_splits_it(handed, urgent, tom, meena, as_):
    baton = handed()
    operations.take_up(baton, by=tom)
    sent = {
        "part1-question": "Which sites come first?",
        "part2-question": "Who hears their name?",
        "part2-to": str(meena.public_id),
        "part2-due_on": "2026-07-01",
    }
    shown = page(as_(tom).post(at("split", baton), sent, follow=True))
    assert "It is split into 2." in shown
    assert "Split off: Plan" in shown
    mine, hers = Baton.objects.open().order_by("pk")
    assert (mine.holder, mine.state) == (tom, "held")
    assert (hers.holder, hers.state, hers.due_on) == (meena, "offered", date(2026, 7, 1))


def test_a_part_without_a_question_is_refused(handed, tom, meena, as_):
    baton = handed()
    sent = {"part1-question": "Which?", "part3-to": str(meena.public_id)}
    shown = page(as_(tom).post(at("split", baton), sent), 422)
    assert "Write the question of part 2." in shown
    assert "Write the question of part 3." in shown


def test_priya_merges_two(first, priya, as_):
    batons = [first(), first("Nobody hears their name called")]
    ids = [each.public_id for each in batons]
    as_(priya).post(reverse("batons:merge"), {"b": ids, "question": "What is waiting like?"})
    merged = Baton.objects.open().get()
    assert merged.findings.count() == 2
    line = queries.line(merged)
    assert [each.kinds for each in line] == [(), (), ("merged",)]
    assert [each.is_here for each in line] == [False, False, True]


def test_one_alone_is_not_merged(first, priya, as_):
    sent = {"b": first().public_id, "question": "Why?"}
    shown = page(as_(priya).post(reverse("batons:merge"), sent), 422)
    assert "Choose two batons at least to merge." in shown


def test_a_copy_goes_to_another_programme_and_this_one_stays(first, begun, priya, meena, as_):
    other = begun("Redesign physiotherapy")
    baton = first()
    assert "· Urgent care close to home" not in page(as_(priya).get(at("copy", baton)))
    as_(priya).post(at("copy", baton), given(meena, stage(other, "plan")))
    baton.refresh_from_db()
    assert baton.is_open
    (copy,) = queries.held_by(other.organisation, meena)
    shown = page(as_(priya).get(at("baton", baton)))
    assert reverse("batons:baton", args=[copy.public_id]) in shown
    assert "Copied: Plan" in shown


def test_a_date_is_changed_once(handed, tom, as_):
    baton = handed()
    sent = {"due_on": "2026-07-10", "why": "The architect is ill."}
    shown = page(as_(tom).post(at("redate", baton), sent, follow=True))
    assert "Before, it was due on 24 June 2026." in shown
    assert "Give it a later date" not in shown
    shown = page(as_(tom).post(at("redate", baton), sent | {"due_on": "2026-08-03"}), 422)
    assert "Its date was changed once already." in shown


def test_it_ends_with_a_reason_that_people_are_told(first, priya, as_):
    baton = first()
    shown = page(as_(priya).post(at("end", baton), {"b": baton.public_id}), 422)
    assert "Say why it ends here." in shown
    sent = {"b": baton.public_id, "why": "The seats were there by May."}
    shown = page(as_(priya).post(at("end", baton), sent, follow=True))
    assert "The seats were there by May." in shown
    assert "ended on 10 June 2026" in shown


def test_who_neither_holds_it_nor_owns_the_programme_cannot_move_it(handed, board, as_):
    baton = handed()
    ravi = person("Ravi Shah", board, Role.ANALYST)
    for name in ("decline", "split", "copy", "redate", "hand_on", "end"):
        answer = as_(ravi).get(at(name, baton))
        assert "in somebody else’s hands" in page(answer, 403), name
    assert "Hand it on" not in page(as_(ravi).get(at("baton", baton)))


def test_whoever_owns_the_programme_may_move_it(handed, meena, as_):
    baton = handed()
    assert page(as_(meena).get(at("hand_on", baton)))


def test_a_draft_waits_to_be_concluded(urgent, priya, as_):
    from baton.improving.findings import operations as findings

    baton = findings.begin(stage(urgent, "needs"), "Too few seats", by=priya).batons.get()
    shown = page(as_(priya).get(at("baton", baton)))
    assert "It carries a draft." in shown
    assert "Hand it on" not in shown


def test_bea_reads_it_and_moves_nothing(handed, bea, as_):
    baton = handed()
    shown = page(as_(bea).get(at("baton", baton)))
    assert "Tom Achebe" in shown
    assert "End it here" not in shown
    assert as_(bea).get(reverse("batons:mine")).status_code == 403


def test_all_batons_are_listed_by_state_and_programme(handed, first, begun, priya, bea, as_):
    handed()
    first("Nobody hears their name called")
    shown = page(as_(bea).get(reverse("batons:all")))
    assert "2 batons in somebody’s hands." in shown
    shown = page(as_(bea).get(reverse("batons:all"), {"state": "offered"}))
    assert "1 baton not taken up yet." in shown
    shown = page(as_(bea).get(reverse("batons:all"), {"state": "all", "programme": "x"}))
    assert "3 batons." in shown
    shown = page(as_(bea).get(reverse("batons:all"), {"state": "ended"}))
    assert "There is none." in shown


def test_late_and_dropped_are_told_apart(handed, tom, as_):
    handed()
    with on(date(2026, 7, 8)):
        shown = page(as_(tom).get(reverse("batons:mine")))
        assert "1 baton is in your hands: 1 not taken up yet and 1 past its date." in shown
        assert "due 24 Jun, drops 9 Jul" in shown
    with on(date(2026, 7, 9)):
        shown = page(as_(tom).get(reverse("batons:mine")))
        assert "1 not taken up yet and 1 dropped." in shown


def test_ids_in_an_address_reach_no_other_body(first, priya, as_):
    from baton.people import operations as people

    welland = people.create_organisation("Welland Care Board", "icb", by="test")
    wes = person("Wes Long", welland, Role.ENGAGEMENT_LEAD)
    baton = first()
    for name in ("hand_on", "end", "merge"):
        answer = as_(wes).post(at(name, baton), {"b": baton.public_id, "why": "No"}, follow=True)
        assert SEATS not in page(answer)
        assert "Tick at least one baton first." in page(answer)
    baton.refresh_from_db()
    assert baton.is_open


def test_a_question_goes_on_where_no_other_is_asked(handed, urgent, tom, as_):
    baton = handed()
    as_(tom).post(at("take_up", baton))
    as_(tom).post(at("hand_on", baton), given(tom, stage(urgent, "improve"), b=[baton.public_id]))
    (new,) = queries.held_by(urgent.organisation, tom)
    assert (new.stage.kind, new.question) == ("improve", "Which sites come first?")


def test_a_returned_baton_says_why(handed, tom, priya, as_):
    as_(tom).post(at("decline", handed()), {"why": "Seats are not mine to buy."})
    back = Baton.objects.get(holder=priya, state=Baton.State.HELD)
    finding = reverse("findings:finding", args=[back.findings.get().public_id])
    shown = page(as_(priya).get(at("baton", back)))
    assert "Why it was returned:</b> Seats are not mine to buy." in shown
    assert f'href="{finding}"' in shown
