# SPDX-License-Identifier: MIT
"""What a programme may begin from is complete, and a file that is not gets a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.programmes import work_template
from baton.programmes.models import Stage, StageKind, StageRole, Step
from baton.programmes.tests.conftest import TODAY
from baton.programmes.work_template import TemplateUnreadable

PARTS = [part.value for part in StageRole.Part]


@pytest.mark.parametrize("template", work_template.templates(), ids=lambda each: each.code)
def test_each_template_has_dated_steps_checks_and_roles(template):
    assert template.number(Step.Kind.STEP) >= 8
    assert template.number(Step.Kind.CHECK) >= 3
    assert template.says
    for stage in template.stages:
        if stage.left_out:
            assert not stage.steps
            continue
        assert all(stage.roles[part] for part in PARTS), stage.kind
        assert stage.who, stage.kind
        assert stage.methods, stage.kind
        assert stage.questions, stage.kind
        assert all(stage.opens <= step.day <= stage.closes for step in stage.steps), stage.kind


@pytest.mark.parametrize("template", work_template.templates(), ids=lambda each: each.code)
def test_each_check_says_what_shows_it_and_what_it_rests_on(template):
    checks = [step for step in template.steps if step.kind == Step.Kind.CHECK]
    assert all(check.says and check.basis for check in checks)
    assert all(step.post for step in template.steps if step.kind == Step.Kind.STEP)


def test_a_consultation_holds_to_gunning_to_the_five_tests_and_to_the_duties():
    bases = {step.basis for step in work_template.template("consultation").steps}
    for principle in range(1, 5):
        assert any(each.startswith(f"Gunning principle {principle}") for each in bases)
    for test in range(1, 6):
        assert any(each.startswith(f"Service change test {test}") for each in bases)
    assert any("s.14Z45" in each for each in bases)
    assert any("s.149" in each for each in bases)
    titles = " ".join(step.title for step in work_template.template("consultation").steps)
    for word in ("legal advice", "involvement-duty", "equality impact", "scrutiny committee"):
        assert word in titles
    assert "consultation report" in titles


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ([], "needs a title"),
        ({"title": "A", "says": "B", "stages": {"needs": {}}}, "stage plan: say how"),
        ({"title": "A", "says": "B", "stages": {"dream": {}}}, "no stage dream"),
    ],
)
def test_a_file_that_is_not_complete_is_told_what_is_wrong(given, problem):
    with pytest.raises(TemplateUnreadable, match=problem):
        work_template.understood("own", given, {})


def with_needs(**needs):
    left_out = {kind.value: {"left_out": "Not here."} for kind in StageKind}
    return {"title": "A", "says": "B", "stages": left_out | {"needs": needs}}


@pytest.mark.parametrize(
    ("needs", "problem"),
    [
        ({"left_out": "Nor here."}, "every stage is left out"),
        ({"colour": "red"}, "colour is not known"),
        ({"opens": 9, "closes": 3}, "closes before it opens"),
        ({"accountable": ["One", "Two"]}, "one is accountable"),
        ({"steps": [{"day": 1}]}, "needs a title"),
        ({"steps": [{"step": "Ask", "day": "soon"}]}, "“Ask”: say how many days"),
        ({"steps": [{"check": "Asked", "day": 1}]}, "say what shows"),
        ({"steps": [{"step": "Ask", "day": 1, "by": "me"}]}, "by is not known of a step"),
    ],
)
def test_a_stage_that_cannot_be_begun_from_is_told_why(needs, problem):
    with pytest.raises(TemplateUnreadable, match=problem):
        work_template.understood("own", with_needs(**needs), {})


def test_a_programme_from_a_template_has_its_days_counted_from_its_beginning(begun):
    begins = TODAY + timedelta(days=30)
    programme = begun(template="consultation", begins_on=begins)
    template = work_template.template("consultation")
    steps = {step.title: step for step in programme.steps.all()}
    assert len(steps) == template.number(Step.Kind.STEP) + template.number(Step.Kind.CHECK)
    for planned in template.steps:
        assert steps[planned.title].due_on == begins + timedelta(days=planned.day)
    plan = programme.stages.get(kind="plan")
    assert plan.opens_on == begins + timedelta(days=84)
    assert plan.roles.get(part="accountable").post == "Senior responsible owner"
    procure = programme.stages.get(kind="procure")
    assert procure.state == Stage.State.LEFT_OUT
    assert procure.why


def test_a_programme_from_nothing_has_the_usual_stages(begun):
    programme = begun()
    assert not programme.steps.exists()
    assert [stage.kind for stage in programme.stages.all()] == StageKind.values
    assert all(stage.who and stage.methods for stage in programme.stages.all())
