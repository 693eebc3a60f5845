# SPDX-License-Identifier: MIT
"""A group decides because of batons; the decision leads back to them, and disputes stand beside."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.improving.batons import operations as carrying
from baton.improving.batons.tests.conftest import SEATS, page
from baton.improving.decisions import operations, queries
from baton.improving.decisions.models import Decision
from baton.improving.decisions.policies import NotNow
from baton.improving.findings import asking
from baton.improving.findings.models import Asked, Check
from baton.people.groups import operations as groups


def at(name, *rows):
    return reverse(f"decisions:{name}", args=[each.public_id for each in rows])


def typed(committee, *batons, **more):
    return {
        "title": "Seats first",
        "group": str(committee.public_id),
        "decided_on": "2026-06-03",
        "batons": [str(each.public_id) for each in batons],
        "ends": "no",
        "text": "Six seats with arms.",
        "reasons": "People leave unseen.",
    } | more


def test_meena_records_what_was_decided(committee, first, meena, as_):
    baton = first()
    shown = page(as_(meena).get(f"{at('record')}?b={baton.public_id}"))
    assert f'value="{baton.public_id}" checked' in shown
    sent = typed(committee, baton, alternatives="A bench.", dissent="The porter disagrees.")
    shown = page(as_(meena).post(at("record"), sent, follow=True))
    assert "Decision 1 is recorded." in shown
    assert "Urgent care board decided this on 3 June 2026." in shown
    for words in ("A bench.", "The porter disagrees.", SEATS):
        assert words in shown


def test_what_everybody_reads_holds_nothing_that_could_find_somebody(committee, first, meena, as_):
    sent = typed(committee, first(), told="Mrs Hall on 07700 900123 has her seat.")
    shown = page(as_(meena).post(at("record"), sent), 422)
    assert "may tell who somebody is" in shown
    assert not Decision.objects.exists()


def test_a_baton_may_end_with_the_decision_that_answers_it(committee, first, meena, as_):
    baton = first()
    as_(meena).post(at("record"), typed(committee, baton, ends="yes", told="Seats come in July."))
    baton.refresh_from_db()
    assert (baton.state, baton.why) == ("ended", "Seats come in July.")
    shown = page(as_(meena).get(reverse("batons:baton", args=[baton.public_id])))
    assert at("decision", Decision.objects.get()) in shown


def test_or_stays_in_the_same_hands(decided, first):
    baton = first()
    decided(batons=[baton])
    baton.refresh_from_db()
    assert baton.is_open


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"title": ""}, "Name it."),
        ({"group": ""}, "Choose the group that decided."),
        ({"batons": []}, "Choose the batons that it answers, one at least."),
        ({"batons": ["x"]}, "Choose from those in the list."),
        ({"text": ""}, "Write what was decided."),
        ({"reasons": " "}, "Write the reasons: people ask for them."),
        ({"decided_on": "2026-06-11"}, "That day is still to come."),
        ({"decided_on": "2024-06-11"}, "Urgent care board did not exist on that day."),
        ({"ends": ""}, "Say what becomes of the batons."),
    ],
)
def test_bad_input_gets_a_sentence(sent, says, committee, first, meena, as_):
    posted = typed(committee, first()) | sent
    assert says in page(as_(meena).post(at("record"), posted), 422)
    assert not Decision.objects.exists()


def test_a_group_that_has_ended_decides_nothing_after(committee, first, meena):
    groups.end(committee, on=date(2026, 5, 1), why="Merged", by=meena)
    with pytest.raises(NotNow, match="had ended by that day"):
        operations.record(
            committee,
            by=meena,
            batons=[first()],
            decided_on=date(2026, 6, 1),
            title="Late",
            text="Late",
            reasons="Late",
        )


def test_a_draft_is_not_answered(urgent, committee, priya, meena, as_):
    from baton.improving.findings import operations as findings

    draft = findings.begin(urgent.stages.first(), "Too few seats", by=priya)
    assert "No baton can be answered." in page(as_(meena).get(at("record")))
    with pytest.raises(NotNow, match="is a draft"):
        operations.record(
            committee,
            by=meena,
            batons=[draft.batons.get()],
            decided_on=date(2026, 6, 1),
            title="Early",
            text="Early",
            reasons="Early",
        )


def test_what_was_passed_on_can_be_answered_later(decided, first, handed, meena):
    decision = decided()
    old = first("Nobody hears their name called")
    handed(old)
    assert operations.answer(decision, [old, *decision.batons.all()], by=meena) == 1
    assert decision.batons.count() == 2


def test_a_dispute_stands_beside_the_decision(decided, first, meena, bea, priya, as_):
    baton = first()
    finding = baton.findings.get()
    check = Check.objects.create(
        finding=finding, says="Too few seats", opened_by=priya, closes_on=date(2026, 6, 9)
    )
    asked = Asked.objects.create(check_of=check, account=bea, way="screen")
    asking.answer(asked, "dispute", "I left because nobody said how long.", by=priya)
    decision = decided(batons=[baton])
    shown = page(as_(bea).get(at("decision", decision)))
    assert "1 person disputes what it rests on." in shown
    assert "I left because nobody said how long." in shown


def test_words_of_a_dispute_are_for_those_who_read_words(decided, first, board, priya, as_):
    from baton.people.roles import Role
    from baton.programmes.tests.conftest import person

    baton = first()
    check = Check.objects.create(
        finding=baton.findings.get(), says="Seats", opened_by=priya, closes_on=date(2026, 6, 9)
    )
    asked = Asked.objects.create(check_of=check, account=priya, way="screen")
    asking.answer(asked, "dispute", "I left because nobody said how long.", by=priya)
    pat = person("Pat Moss", board, Role.PATIENT_PARTNER)
    shown = page(as_(pat).get(at("decision", decided(batons=[baton]))))
    assert "Finding 1 is disputed" in shown
    assert "nobody said how long" not in shown


def test_what_is_written_can_be_mended(decided, meena, as_):
    decision = decided()
    shown = page(as_(meena).get(at("change", decision)))
    assert "Six seats with arms at each site." in shown
    sent = {"title": "Seats", "text": "Eight.", "reasons": "Asked.", "told": "Seats are coming."}
    shown = page(as_(meena).post(at("change", decision), sent, follow=True))
    assert "Seats are coming." in shown
    decision.refresh_from_db()
    first_told = decision.told_at
    assert first_told
    operations.change(decision, by=meena, told="Eight seats are coming.")
    assert decision.told_at == first_told
    operations.change(decision, by=meena, told="")
    assert decision.told_at is None


def test_the_register_is_narrowed(decided, begun, committee, first, meena, bea, as_):
    assert "No decision is recorded." in page(as_(bea).get(at("list")))
    decided()
    decided(title="Ask again", decided_on=date(2025, 12, 1))
    shown = page(as_(bea).get(at("list")))
    assert "2 decisions are recorded. No action follows from them yet." in shown
    shown = page(as_(bea).get(at("list"), {"year": "2025"}))
    assert "1 decision is recorded." in shown
    assert "Seats first" not in shown
    group = {"group": str(committee.public_id), "year": "no year"}
    assert "2 decisions are recorded." in page(as_(bea).get(at("list"), group))
    programme = {"programme": str(first().programme.public_id)}
    assert "2 decisions are recorded." in page(as_(bea).get(at("list"), programme))


def test_a_decision_is_found_from_its_finding(decided, first):
    baton = first()
    decision = decided(batons=[baton])
    assert list(queries.of_finding(baton.findings.get())) == [decision]


def test_a_decision_goes_along_with_a_baton_that_moves_on(decided, handed, first):
    baton = first()
    decision = decided(batons=[baton])
    new = handed(baton)
    assert list(queries.of_baton(baton)) == [decision]
    assert list(queries.of_baton(new)) == [decision]
    carrying.end([new], "It is done.", by="test")


def test_bea_reads_and_records_nothing(decided, bea, as_):
    decision = decided()
    assert "Add an action" not in page(as_(bea).get(at("decision", decision)))
    assert as_(bea).get(at("record")).status_code == 403
    assert as_(bea).get(at("change", decision)).status_code == 403
