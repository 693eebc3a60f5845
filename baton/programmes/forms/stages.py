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
from baton.ui.wording import _, _lazy

_LONGEST_POST = 120


class PlanForm(fields.Form):
    """Whom a stage engages, how, with which questions, and when."""

    who = fields.text(_lazy("Who is engaged"))
    methods = fields.text(_lazy("By which methods"))
    questions = fields.text(_lazy("What is asked"))
    opens_on = fields.day(_lazy("Opens on"))
    closes_on = fields.day(_lazy("Closes on"))

    def __init__(self, posted: fields.Posted, *, stage: Stage) -> None:
        super().__init__(posted, initial={name: getattr(stage, name) for name in self.base_fields})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It cannot close before it opens."))
        return given


class RolesForm(fields.Form):
    """Who has which part in a stage, one a line: a colleague's name, or a post."""

    accountable = fields.line(
        _lazy("Accountable"), _LONGEST_POST, _lazy("One person or post, who answers for the stage.")
    )
    responsible = fields.text(_lazy("Responsible"), _lazy("Who do the work. One a line."))
    consulted = fields.text(
        _lazy("Consulted"), _lazy("Whose advice is asked before something is decided. One a line.")
    )
    informed = fields.text(_lazy("Informed"), _lazy("Who are told what was decided. One a line."))

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
                _(
                    "%(number)s colleagues are called %(name)s. Write the e-mail address of the "
                    "one you mean."
                )
                % {"number": len(found), "name": name},
            )
        elif len(name) > _LONGEST_POST:
            self.add_error(
                part.value,
                _("“%(name)s…”: write at most %(most)s characters.")
                % {"name": name[:30], "most": _LONGEST_POST},
            )
        elif found:
            self._parts.append(Part(part, account=found[0]))
        else:
            self._parts.append(Part(part, post=name))

    def parts(self) -> list[Part]:
        return self._parts


class StepForm(fields.Form):
    """A step, or a check: what, in which stage, by whom and when."""

    kind = fields.choice(
        _lazy("What it is"),
        [
            ("step", _lazy("A step: something to do")),
            ("check", _lazy("A check: it is met by evidence that something was done well")),
        ],
        missing=_lazy("Say whether it is a step or a check."),
        initial="step",
        widget=forms.RadioSelect,
    )
    title = fields.line(_lazy("Title"), 200, missing=_lazy("Give it a title."))
    says = fields.text(
        _lazy("More about it"),
        _lazy("For a check: what shows that it was done well."),
        longest=2000,
    )
    basis = fields.line(
        _lazy("What it rests on"), 120, _lazy("Such as a Gunning principle or a duty.")
    )
    stage = fields.choice(_lazy("Stage"), missing=_lazy("Choose a stage."))
    post = fields.line(_lazy("Who does it"), 120, _lazy("A post, such as “Engagement lead”."))
    due_on = fields.day(_lazy("Due on"))

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

    on = fields.day(_lazy("Done on"), missing=_lazy("Give the day on which it was done."))
    evidence = fields.text(_lazy("Evidence"), longest=2000)

    def __init__(self, posted: fields.Posted, *, step: Step) -> None:
        super().__init__(
            posted, initial={"on": step.done_on or clock.today(), "evidence": step.evidence}
        )
        evidence = self.fields["evidence"]
        if step.is_check:
            evidence.required = True
            evidence.error_messages["required"] = str(NoEvidence())
            evidence.help_text = _(
                "What shows that it was done well, such as a paper and its date."
            )
        else:
            evidence.help_text = _("If there is some, such as a paper and its date.")

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return self.cleaned_data["on"]
