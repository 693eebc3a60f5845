# SPDX-License-Identifier: MIT
"""What people record of decisions and actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from baton.core import clock
from baton.improving.batons.models import Baton
from baton.improving.decisions import queries
from baton.improving.decisions.models import Action, Decision
from baton.people.choices import OwnedForm
from baton.people.models import Organisation
from baton.ui import fields
from baton.ui.wording import _, _lazy

_TOLD = _lazy(
    "In plain words, as it may stand on the programme’s public page. Empty while it is not told."
)


class _WordsForm(fields.Form):
    """What was decided, and why."""

    title = fields.line(
        _lazy("Decision"),
        200,
        _lazy("In one line, such as “Seats first, at three sites”."),
        missing=_lazy("Name it."),
    )
    text = fields.text(_lazy("What was decided"), missing=_lazy("Write what was decided."))
    reasons = fields.text(
        _lazy("Reasons"), missing=_lazy("Write the reasons: people ask for them.")
    )
    alternatives = fields.text(
        _lazy("Alternatives considered"), _lazy("And why they were not chosen.")
    )
    dissent = fields.text(_lazy("Dissent"), _lazy("Who did not agree, and what they say."))
    told = fields.text(_lazy("As people are told"), _TOLD, longest=500)


class DecisionForm(_WordsForm):
    """A decision of a group, the batons that it answers, and what becomes of those."""

    group = fields.choice(
        _lazy("Group that decided"), missing=_lazy("Choose the group that decided.")
    )
    decided_on = fields.day(_lazy("Decided on"), missing=_lazy("Give the day."))
    batons = fields.several(
        _lazy("Batons that it answers"),
        _lazy("From the decision one reads who spoke and what became of it."),
    )
    ends = fields.choice(
        _lazy("What becomes of these batons"),
        (
            ("no", _lazy("They stay in the same hands, to be handed on")),
            ("yes", _lazy("They end here, answered by this decision")),
        ),
        missing=_lazy("Say what becomes of the batons."),
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, posted: fields.Posted, *, organisation: Organisation, ticked: Iterable[str] = ()
    ) -> None:
        super().__init__(
            posted, initial={"decided_on": clock.today(), "batons": list(ticked), "ends": "no"}
        )
        self._groups = fields.by_id(queries.deciding(organisation))
        self.choose_from("group", fields.named(self._groups), _("Choose"))
        self._batons = fields.by_id(queries.answerable(organisation))
        self.choose_from("batons", [(key, baton_line(each)) for key, each in self._batons.items()])

    def clean_batons(self) -> list[Baton]:
        chosen = [self._batons[key] for key in self.cleaned_data["batons"]]
        if not chosen:
            raise forms.ValidationError(_("Choose the batons that it answers, one at least."))
        return chosen

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        group, ends = self._groups[given.pop("group")], given.pop("ends")
        return given | {"group": group, "ends_batons": ends == "yes"}


def baton_line(baton: Baton) -> str:
    """A baton as a form names it."""
    says = "; ".join(each.sentence for each in baton.findings.all())
    asks = f" – {baton.question}" if baton.question else ""
    return f"{baton.programme.title}, {baton.stage.name}: {says}{asks}"


class ChangeDecisionForm(_WordsForm):
    """What is written of a decision, mended."""

    def __init__(self, posted: fields.Posted, *, decision: Decision) -> None:
        super().__init__(
            posted, initial={name: getattr(decision, name) for name in _WordsForm.base_fields}
        )


class ActionForm(OwnedForm):
    """What is changed, by whom, by when, and how we will know that it worked."""

    title = fields.line(_lazy("What is changed"), 200, missing=_lazy("Write what is changed."))
    owner = fields.choice(_lazy("Who does it"))
    post = fields.line(_lazy("Or the post that does it"), 120)
    due_on = fields.day(_lazy("By"), missing=_lazy("Give the day by which it is done."))
    expects = fields.line(
        _lazy("Change that is expected"),
        300,
        missing=_lazy("Write what will be different for people."),
    )
    resources = fields.line(_lazy("Resources"), 300, _lazy("Money, hours, rooms."))
    measure = fields.choice(
        _lazy("Measure"),
        (),
        _lazy("How we will know that it worked. Its latest value stands as the one before."),
    )
    told = fields.text(_lazy("As people are told"), _TOLD, longest=500)

    def __init__(
        self,
        posted: fields.Posted,
        *,
        organisation: Organisation,
        action: Action | None = None,
    ) -> None:
        super().__init__(posted, initial=_action_as_typed(action) if action else {})
        self.offer_owners(organisation, action.owner if action else None, _("Nobody by name"))
        found = queries.in_use(organisation)
        if action and action.measure and action.measure not in found:
            found.append(action.measure)
        self._measures = fields.by_id(found)
        self.choose_from("measure", fields.named(self._measures), _("None"))
        if not found:
            del self.fields["measure"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("owner") and not given.get("post") and "owner" not in self.errors:
            self.add_error("owner", _("Choose who does it, or name a post."))
        return given

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"measure": self._measures.get(given.get("measure", ""))}


def _action_as_typed(action: Action) -> dict[str, Any]:
    names = set(ActionForm.base_fields) - {"owner", "measure"}
    return {name: getattr(action, name) for name in names} | {
        "owner": str(action.owner.public_id) if action.owner else "",
        "measure": str(action.measure.public_id) if action.measure else "",
    }


class TurnForm(fields.Form):
    """How an action stands from now on."""

    state = fields.choice(
        _lazy("How it stands now"), missing=_lazy("Say how it stands."), widget=forms.RadioSelect
    )
    says = fields.text(
        _lazy("Why, or what was done"), _lazy("People who spoke may be told."), longest=500
    )
    done_on = fields.day(_lazy("Done on"), _lazy("If it is done."))
    evidence = fields.text(
        _lazy("Evidence"), _lazy("What shows it, such as a paper or a photograph’s number.")
    )

    def __init__(self, posted: fields.Posted, *, action: Action, can_reopen: bool) -> None:
        super().__init__(posted, initial={"done_on": clock.today(), "evidence": action.evidence})
        states = [
            each
            for each in Action.State
            if each != action.state and (each != Action.State.NOT_FIXED or can_reopen)
        ]
        self.choose_from("state", [(each.value, each.label) for each in states])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        state = given.get("state")
        if state == Action.State.NOT_DOING and not given.get("says"):
            self.add_error("says", _("Say why it is not done. The people who spoke will be told."))
        if state == Action.State.DONE and not given.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", _("Give the day on which it was done."))
        return given


def _number(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=12,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": _lazy("Write a number, such as 12.5."),
            "max_digits": _lazy("Write a number of at most nine digits before the point."),
            "max_whole_digits": _lazy("Write a number of at most nine digits before the point."),
            "max_decimal_places": _lazy("Write at most three digits after the point."),
        },
    )


_DAY_MISSING = {
    "before": _lazy("Give the day of the value before."),
    "after": _lazy("Give the day of the value after."),
}
_VALUE_MISSING = {
    "before": _lazy("Write the value before."),
    "after": _lazy("Write the value after."),
}


class MeasuredForm(fields.Form):
    """What was measured before and after."""

    before = _number(_lazy("Before"))
    before_on = fields.day(_lazy("On"))
    after = _number(_lazy("After"))
    after_on = fields.day(_lazy("On"))

    def __init__(self, posted: fields.Posted, *, action: Action) -> None:
        there = {
            name: getattr(action, name) for name in ("before", "before_on", "after", "after_on")
        }
        latest = queries.latest(action.measure) if action.measure else None
        if latest and action.before is None:
            there |= {"before": latest.value, "before_on": latest.on}
        elif latest and action.after is None and latest.on > (action.before_on or latest.on):
            there |= {"after": latest.value, "after_on": latest.on}
        super().__init__(posted, initial=there)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name, missing in _VALUE_MISSING.items():
            if given.get(name) is not None and not given.get(f"{name}_on"):
                self.add_error(f"{name}_on", _DAY_MISSING[name])
            if given.get(f"{name}_on") and given.get(name) is None and name not in self.errors:
                self.add_error(name, missing)
        return given
