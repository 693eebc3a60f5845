# SPDX-License-Identifier: MIT
"""An action is done, or not and why, is measured before and after, and may turn out not fixed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.improving.batons.tests.conftest import on, page
from baton.improving.decisions import operations, queries
from baton.improving.decisions.models import Action
from baton.improving.decisions.policies import NotNow
from baton.people.roles import Role
from baton.programmes.tests.conftest import person
from baton.understanding.measures import operations as measures
from baton.understanding.measures.files import Given


def at(name, *rows, **asked):
    return reverse(f"decisions:{name}", args=[each.public_id for each in rows])


@pytest.fixture
def waiting(board, meena):
    """A typed measure: people who left unseen, 40 in April and 31 in May."""
    made = measures.add(
        board,
        title="People who left unseen",
        by=meena,
        source="typed",
        frequency="month",
        direction="decrease",
        unit="number",
    )
    rows = [Given(date(2026, 4, 1), 40, None), Given(date(2026, 5, 1), 31, None)]
    measures.put(made, rows, by=meena)
    return made


def typed(tom, **more):
    return {
        "title": "Buy eighteen seats",
        "owner": str(tom.public_id),
        "due_on": "2026-06-30",
        "expects": "Nobody leaves because they cannot stand.",
    } | more


def test_meena_adds_what_is_changed(decided, tom, meena, as_):
    decision = decided()
    shown = page(as_(meena).post(at("add_action", decision), typed(tom), follow=True))
    assert "“Buy eighteen seats” is added." in shown
    assert "Tom Achebe" in shown
    assert "1 to do. None is overdue." in shown


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"title": ""}, "Write what is changed."),
        ({"owner": ""}, "Choose who does it, or name a post."),
        ({"post": "Estates manager"}, "Choose a person or name a post, not both."),
        ({"due_on": ""}, "Give the day by which it is done."),
        ({"expects": ""}, "Write what will be different for people."),
    ],
)
def test_bad_input_gets_a_sentence(sent, says, decided, tom, meena, as_):
    shown = page(as_(meena).post(at("add_action", decided()), typed(tom) | sent), 422)
    assert says in shown
    assert not Action.objects.exists()


def test_a_measure_gives_the_value_before(decided, waiting, tom, meena, as_):
    as_(meena).post(at("add_action", decided()), typed(tom, measure=str(waiting.public_id)))
    made = Action.objects.get()
    assert (made.before, made.before_on) == (31, date(2026, 5, 31))


def test_and_later_the_value_after(action, waiting, meena, tom, as_):
    made = action(measure=waiting, before=40, before_on=date(2026, 4, 30))
    shown = page(as_(tom).get(at("measured", made)))
    assert 'value="31.0"' in shown
    sent = {"before": "40", "before_on": "2026-04-30", "after": "31", "after_on": "2026-05-31"}
    shown = page(as_(tom).post(at("measured", made), sent, follow=True))
    assert "Measured before it was 40, and after it 31." in shown


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"before": "many"}, "Write a number, such as 12.5."),
        ({"before": "1.23456"}, "Write at most three digits after the point."),
        ({"before": "4"}, "Give the day of the value before."),
        ({"after_on": "2026-06-01"}, "Write the value after."),
        (
            {"before": "4", "before_on": "2026-06-02", "after": "3", "after_on": "2026-06-01"},
            "The value after is of a day before the value before.",
        ),
        ({"after": "4", "after_on": "2026-06-11"}, "That day is still to come."),
    ],
)
def test_bad_figures_get_a_sentence(sent, says, action, tom, as_):
    assert says in page(as_(tom).post(at("measured", action()), sent), 422)


def test_tom_says_how_it_stands(action, tom, as_):
    made = action()
    as_(tom).post(at("turn", made), {"state": "doing", "says": "The seats are ordered."})
    sent = {"state": "done", "done_on": "2026-06-09", "says": "Eighteen stand.", "evidence": "EX1"}
    shown = page(as_(tom).post(at("turn", made), sent, follow=True))
    assert "It was done on 9 June 2026." in shown
    for words in ("The seats are ordered.", "Eighteen stand.", "EX1"):
        assert words in shown
    assert [each.state for each in made.turns.all()] == ["to_do", "doing", "done"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Say how it stands."),
        ({"state": "not_doing"}, "Say why it is not done."),
        ({"state": "done"}, "Give the day on which it was done."),
        ({"state": "done", "done_on": "2026-06-11"}, "That day is still to come."),
        ({"state": "not_fixed"}, "Say how it stands."),
        ({"state": "to_do"}, "Say how it stands."),
    ],
)
def test_a_turn_that_says_too_little_is_refused(sent, says, action, tom, as_):
    made = action()
    assert says in page(as_(tom).post(at("turn", made), sent), 422)
    made.refresh_from_db()
    assert made.state == "to_do"


def test_what_is_not_done_says_why(action, tom, as_):
    made = action()
    sent = {"state": "not_doing", "says": "The floor cannot carry them.", "done_on": "2026-06-09"}
    shown = page(as_(tom).post(at("turn", made), sent, follow=True))
    assert "It is not being done: The floor cannot carry them." in shown


def test_people_who_spoke_have_it_reopened(action, tom, as_):
    made = action()
    with pytest.raises(NotNow, match="It is still open"):
        operations.reopen(made)
    operations.turn(made, "done", by=tom, done_on=date(2026, 6, 9))
    operations.reopen(made, says="There are still no seats.")
    made.refresh_from_db()
    assert made.is_open
    shown = page(as_(tom).get(at("action", made)))
    assert "It was closed, and it is not fixed." in shown
    assert "People who spoke: There are still no seats." in shown


def test_only_its_owner_or_who_records_says_how_it_stands(action, board, bea, meena, as_):
    made = action()
    assert "Tom Achebe’s" in page(as_(bea).get(at("turn", made)), 403)
    assert page(as_(meena).get(at("turn", made)))
    ward = person("Ines Bell", board, Role.FRONTLINE)
    hers = action(owner=ward, title="Move the sign")
    assert page(as_(ward).get(at("turn", hers)))


def test_what_is_owed_is_told_to_its_owner(action, board, tom, meena, bea):
    made = action()
    post = action(owner=None, post="Estates manager", title="Mend the door")
    assert queries.owed_by(board, tom, records=False) == [made]
    assert queries.owed_by(board, meena, records=True) == [post]
    assert queries.owed_by(board, bea, records=False) == []
    operations.turn(made, "done", by=tom, done_on=date(2026, 6, 9))
    assert queries.owed_by(board, tom, records=False) == []


def test_today_tells_its_owner_what_is_overdue_and_what_is_not_fixed(action, tom, as_):
    made = action()
    assert "overdue" not in page(as_(tom).get("/"))
    operations.turn(made, "done", by=tom, done_on=date(2026, 6, 9))
    operations.reopen(made, says="There are still no seats.")
    shown = page(as_(tom).get("/"))
    assert "1 action is not fixed, say people who were told" in shown
    assert "overdue" not in shown
    with on(date(2026, 7, 1)):
        assert "1 action is overdue" in page(as_(tom).get("/"))


def test_the_register_is_narrowed_by_state(action, tom, bea, as_):
    made = action()
    action(title="Move the sign", owner=bea)
    operations.turn(made, "done", by=tom, done_on=date(2026, 6, 9))
    shown = page(as_(bea).get(at("actions")))
    assert "1 to do and 1 done. None is overdue." in shown
    assert "Buy eighteen seats" not in shown
    for state, title in (
        ("done", "Buy eighteen seats"),
        ("mine", "Move the sign"),
        ("all", "Buy eighteen seats"),
        ("nonsense", "Move the sign"),
    ):
        assert title in page(as_(bea).get(at("actions"), {"state": state})), state
    assert "There is none." in page(as_(bea).get(at("actions"), {"state": "not_fixed"}))
    with on(date(2026, 7, 1)):
        assert "overdue since 30 Jun" in page(as_(bea).get(at("actions"), {"state": "overdue"}))


def test_what_is_written_of_an_action_can_be_mended(action, meena, tom, waiting, as_):
    made = action(measure=waiting)
    shown = page(as_(meena).get(at("change_action", made)))
    assert f'value="{waiting.public_id}" selected' in shown
    sent = typed(tom, title="Buy twenty seats", told="Seats are coming.")
    shown = page(as_(meena).post(at("change_action", made), sent, follow=True))
    assert "Buy twenty seats" in shown
    assert "Seats are coming." in shown


def test_a_measure_of_another_body_is_refused(decided, tom, meena):
    from baton.people import operations as people

    welland = people.create_organisation("Welland Care Board", "icb", by="test")
    other = measures.add(
        welland,
        title="Falls",
        by="test",
        source="typed",
        frequency="month",
        direction="decrease",
        unit="number",
    )
    with pytest.raises(NotNow, match="another organisation"):
        operations.add_action(
            decided(),
            by=meena,
            title="Mats",
            owner=tom,
            due_on=date(2026, 7, 1),
            expects="Fewer falls",
            measure=other,
        )


def test_what_is_said_of_how_it_stands_tells_nobody_of_another(action, tom):
    with pytest.raises(NotNow, match="may tell who somebody is"):
        operations.turn(action(), "doing", says="Mrs Hall on 07700 900123 tries it.", by=tom)
