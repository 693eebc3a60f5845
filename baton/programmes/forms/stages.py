# SPDX-License-Identifier: MIT
"""A stage's plan and parts, and its steps and checks."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.core import clock
from baton.people.choices import colleagues
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme, Stage, StageRole, Step
from baton.programmes.operations import NoEvidence, Part
from baton.ui import fields

_LONGEST_POST = 120


class PlanForm(fields.Form):
    """Whom a stage engages, how, with which questions, and when."""

    who = fields.text("Who is engaged")
    methods = fields.text("By which methods")
    questions = fields.text("What is asked")
    opens_on = fields.day("Opens on")
    closes_on = fields.day("Closes on")

    def __init__(self, posted: fields.Posted, *, stage: Stage) -> None:
        super().__init__(posted, initial={name: getattr(stage, name) for name in self.base_fields})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "It cannot close before it opens.")
        return given


class RolesForm(fields.Form):
    """Who has which part in a stage, one a line: a colleague's name, or a post."""

    accountable = fields.line(
        "Accountable", _LONGEST_POST, "One person or post, who answers for the stage."
    )
    responsible = fields.text("Responsible", "Who do the work. One a line.")
    consulted = fields.text(
        "Consulted", "Whose advice is asked before something is decided. One a line."
    )
    informed = fields.text("Informed", "Who are told what was decided. One a line.")

    def __init__(self, posted: fields.Posted, *, organisation: Organisation, stage: Stage) -> None:
        self._people = list(colleagues(organisation).values())
        before: dict[str, list[str]] = {}
        for role in stage.roles.select_related("account").order_by("pk"):
            if role.account and role.account not in self._people:
                # Who has left keeps the part until somebody takes the line away.
                self._people.append(role.account)
            before.setdefault(role.part, []).append(
                self._name(role.account) if role.account else role.post
            )
        super().__init__(posted, initial={part: "\n".join(who) for part, who in before.items()})

    def _name(self, account: Account) -> str:
        same = [each for each in self._people if each.name == account.name]
        return account.name if len(same) == 1 else account.email

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self._parts: list[Part] = []
        for part in StageRole.Part:
            lines = [" ".join(each.split()) for each in given.get(part.value, "").splitlines()]
            for name in dict.fromkeys(filter(None, lines)):
                self._read(part, name)
        return given

    def _read(self, part: StageRole.Part, name: str) -> None:
        wanted = name.casefold()
        found = [each for each in self._people if wanted in {each.name.casefold(), each.email}]
        if len(found) > 1:
            self.add_error(
                part.value,
                f"{len(found)} colleagues are called {name}. Write the e-mail address of the one "
                "you mean.",
            )
        elif len(name) > _LONGEST_POST:
            self.add_error(part.value, f"“{name[:30]}…”: write at most {_LONGEST_POST} characters.")
        elif found:
            self._parts.append(Part(part, account=found[0]))
        else:
            self._parts.append(Part(part, post=name))

    def parts(self) -> list[Part]:
        return self._parts


class StepForm(fields.Form):
    """A step, or a check: what, in which stage, by whom and when."""

    kind = fields.choice(
        "What it is",
        [
            ("step", "A step: something to do"),
            ("check", "A check: it is met by evidence that something was done well"),
        ],
        missing="Say whether it is a step or a check.",
        initial="step",
        widget=forms.RadioSelect,
    )
    title = fields.line("Title", 200, missing="Give it a title.")
    says = fields.text(
        "More about it", "For a check: what shows that it was done well.", longest=2000
    )
    basis = fields.line("What it rests on", 120, "Such as a Gunning principle or a duty.")
    stage = fields.choice("Stage", missing="Choose a stage.")
    post = fields.line("Who does it", 120, "A post, such as “Engagement lead”.")
    due_on = fields.day("Due on")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        programme: Programme,
        step: Step | None = None,
        stage: str = "",
    ) -> None:
        self._stages = {
            each.kind: each
            for each in programme.stages.all()
            if each.takes_part or (step and each.pk == step.stage_id)
        }
        super().__init__(posted, initial=_as_typed(step) if step else {"stage": stage})
        self.choose_from("stage", [(each.kind, str(each)) for each in self._stages.values()])

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"stage": self._stages[self.cleaned_data["stage"]]}


def _as_typed(step: Step) -> dict[str, Any]:
    names = set(StepForm.base_fields) - {"stage"}
    return {name: getattr(step, name) for name in names} | {"stage": step.stage.kind}


class DoneForm(fields.Form):
    """When something was done, and what shows it."""

    on = fields.day("Done on", missing="Give the day on which it was done.")
    evidence = fields.text("Evidence", longest=2000)

    def __init__(self, posted: fields.Posted, *, step: Step) -> None:
        super().__init__(
            posted, initial={"on": step.done_on or clock.today(), "evidence": step.evidence}
        )
        evidence = self.fields["evidence"]
        if step.is_check:
            evidence.required = True
            evidence.error_messages["required"] = str(NoEvidence())
            evidence.help_text = "What shows that it was done well, such as a paper and its date."
        else:
            evidence.help_text = "If there is some, such as a paper and its date."

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError("That day is still to come.")
        return self.cleaned_data["on"]
