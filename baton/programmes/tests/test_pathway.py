# SPDX-License-Identifier: MIT
"""The way through a service: its steps, who should have a part at each, and the gaps."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.programmes import operations, queries, readings
from baton.programmes.operations import Wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(begun):
    return begun()


@pytest.fixture
def steps(programme, meena):
    return [
        operations.add_pathway_step(programme, title, by=meena)
        for title in ("The letter", "The first visit", "Going home")
    ]


def order(programme):
    return [(step.place, step.title) for step in programme.pathway.all()]


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_a_step_moves_and_the_others_make_room(programme, steps, meena):
    operations.change_pathway_step(steps[2], "Going home", 1, by=meena)
    assert order(programme) == [(1, "Going home"), (2, "The letter"), (3, "The first visit")]
    last = programme.pathway.get(title="Going home")
    operations.change_pathway_step(last, "Home", 3, by=meena)
    assert order(programme) == [(1, "The letter"), (2, "The first visit"), (3, "Home")]


def test_a_step_that_goes_takes_its_parts_with_it(programme, steps, stakeholder, meena):
    wanted = Wanted(stakeholder("Healthwatch Soar"), 3)
    operations.set_parts(steps[0], [wanted], by=meena)
    operations.remove_pathway_step(steps[0], by=meena)
    assert order(programme) == [(2, "The first visit"), (3, "Going home")]
    assert AuditEntry.objects.latest("pk").about == {"parts": 1}


def test_two_steps_cannot_have_one_title(programme, steps, meena):
    with pytest.raises(operations.StepTaken, match="The pathway has a step “the letter” already"):
        operations.add_pathway_step(programme, "the letter", by=meena)
    with pytest.raises(operations.StepTaken):
        operations.change_pathway_step(steps[1], "The letter", 2, by=meena)


def test_gaps_are_told_those_that_would_add_most_first(programme, steps, stakeholder, meena):
    carers, deaf = stakeholder("Carers’ Centre"), stakeholder("Deaf Action")
    operations.set_parts(steps[0], [Wanted(carers, 1), Wanted(deaf, 2, "By video")], by=meena)
    operations.set_parts(steps[2], [Wanted(deaf, 3)], by=meena)
    found = queries.pathway(programme)
    assert [(str(gap), gap.adds) for gap in found.gaps] == [
        ("Deaf Action at Going home", 3),
        ("Carers’ Centre at The letter", 1),
    ]
    assert readings.of_pathway(found) == (
        "Of 3 parts that people should have, 2 are not arranged. Of these, feedback "
        "adds most from Deaf Action at “Going home”."
    )


def test_of_many_gaps_three_are_named(programme, steps, stakeholder, meena):
    wanted = [Wanted(stakeholder(f"Group {number}"), 2) for number in range(5)]
    operations.set_parts(steps[0], wanted, by=meena)
    told = readings.of_pathway(queries.pathway(programme))
    assert "Group 0 at “The letter”, Group 1 at “The letter”, Group 2" in told
    assert told.endswith(" and 2 more.")
    arranged = [Wanted(each.stakeholder, 2, "A visit") for each in wanted]
    operations.set_parts(steps[0], arranged, by=meena)
    told = readings.of_pathway(queries.pathway(programme))
    assert told == "All 5 parts that people should have are arranged."


def test_a_part_that_is_the_same_as_before_is_not_written_again(steps, stakeholder, meena):
    wanted = [Wanted(stakeholder("Healthwatch Soar"), 2, "Two seats")]
    operations.set_parts(steps[0], wanted, by=meena)
    before = AuditEntry.objects.count()
    operations.set_parts(steps[0], wanted, by=meena)
    assert AuditEntry.objects.count() == before


def test_who_is_judged_in_the_register_is_shown_before_they_have_a_part(
    programme, steps, stakeholder
):
    stakeholder("Healthwatch Soar", programme)
    stakeholder("Elsewhere")
    assert [each.name for each in queries.pathway(programme).stakeholders] == ["Healthwatch Soar"]
    assert readings.of_pathway(queries.pathway(programme)) == (
        "It is not yet said who should have a part at which step."
    )


def at(name, programme, *more):
    return reverse(f"programmes:{name}", args=[programme.public_id, *more])


def test_meena_writes_the_pathway_and_says_who_has_a_part(programme, stakeholder, meena, signed_in):
    client = signed_in(meena)
    watch, deaf = stakeholder("Healthwatch Soar", programme), stakeholder("Deaf Action")
    assert "not written down yet" in page(client.get(at("pathway", programme)))
    page(client.post(at("add_pathway_step", programme), {"title": ""}), 422)
    parts = page(
        client.post(at("add_pathway_step", programme), {"title": "The letter"}, follow=True)
    )
    assert "“The letter” is a step of the pathway." in parts
    assert "Healthwatch Soar" in parts
    assert f'<option value="{deaf.public_id.hex}">Deaf Action</option>' in parts
    step = programme.pathway.get()
    address = at("pathway_step", programme, step.public_id)
    key = watch.public_id.hex
    half = {f"means_{key}": "Two seats", "adds_other": "3"}
    refused = page(client.post(address, half), 422)
    assert "Say how much their part would add, or take the means away." in refused
    assert "Choose whose part that is." in refused
    whole = {
        f"adds_{key}": "2",
        f"means_{key}": "Two seats",
        "other": deaf.public_id.hex,
        "adds_other": "3",
    }
    refused = page(client.post(address, whole | {"adds_other": ""}), 422)
    assert "Say how much their part would add." in refused
    shown = page(client.post(address, whole, follow=True))
    assert "Of 2 parts that people should have, 1 is not arranged." in shown
    assert "Of these, feedback adds most from Deaf Action at “The letter”." in shown
    assert "not arranged" in shown
    assert "Two seats" in shown
    removed = whole | {f"adds_{key}": "", f"means_{key}": "", "other": "", "adds_other": ""}
    page(client.post(address, removed, follow=True))
    assert [part.stakeholder for part in step.parts.all()] == [deaf]


def test_meena_moves_renames_and_removes_a_step(programme, steps, meena, signed_in):
    client = signed_in(meena)
    address = at("change_pathway_step", programme, steps[2].public_id)
    assert "Change a step of the pathway" in page(client.get(address))
    assert "Choose a place." in page(client.post(address, {"title": "Home", "place": "9"}), 422)
    taken = client.post(address, {"title": "The letter", "place": "1"})
    assert "has a step “The letter” already" in page(taken, 422)
    page(client.post(address, {"title": "Home", "place": "1"}, follow=True))
    assert order(programme)[0] == (1, "Home")
    gone = client.post(at("remove_pathway_step", programme, steps[0].public_id), follow=True)
    assert "“The letter” is no step of the pathway any more." in page(gone)


def test_an_ended_programme_keeps_its_pathway(programme, steps, meena, signed_in):
    operations.end(programme, "Done.", by=meena)
    client = signed_in(meena)
    shown = page(client.get(at("pathway", programme)))
    assert "The letter" in shown
    assert "Add a step" not in shown
    refused = client.post(at("remove_pathway_step", programme, steps[0].public_id), follow=True)
    assert "This programme has ended." in page(refused)
    change = at("change_pathway_step", programme, steps[0].public_id)
    for address, given in (
        (at("add_pathway_step", programme), {"title": "More"}),
        (change, {"title": "More", "place": "1"}),
        (at("pathway_step", programme, steps[0].public_id), {}),
    ):
        assert "This programme has ended." in page(client.post(address, given), 422)
    assert len(order(programme)) == 3
