# SPDX-License-Identifier: MIT
"""What people say of batons: where they go, to whom, by when, with what question; or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from baton.core import clock, working_days
from baton.improving.batons import queries
from baton.improving.batons.models import Baton
from baton.improving.batons.operations import Handing, Hands, Part
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme, Stage
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: Working days that a holder is given, unless somebody says otherwise.
USUAL = 20
#: Parts that a split can make at once; each can be split again.
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Offered:
    """Where a baton can go and to whom, read once for many forms on a page."""

    stages: Mapping[str, Stage]
    hands: Mapping[str, Account]
    following: Stage | None


def offered(
    organisation: Organisation, *, stage: Stage, elsewhere: Programme | None = None
) -> Offered:
    """From a stage to any other; `elsewhere` is the one programme that is not offered."""
    stages = {
        str(each.pk): each
        for each in queries.destinations(organisation, first=stage.programme)
        if each.pk != stage.pk and each.programme_id != (elsewhere.pk if elsewhere else None)
    }
    hands = fields.by_id(queries.carriers(organisation))
    return Offered(stages, hands, None if elsewhere else queries.following(stage))


class _ToHands(fields.Form):
    """With the boxes `to` and `post`, of which one is filled in."""

    to = fields.choice(_lazy("To"))
    post = fields.line(_lazy("Or to a post"), 120, _lazy("Whoever has the post takes it up."))

    def offer_hands(self, hands: Mapping[str, Account], empty: str = _lazy("Choose")) -> None:
        self._hands = hands
        self.choose_from("to", fields.named(self._hands), empty)

    def hands(self) -> Hands | None:
        account = self._hands.get(self.cleaned_data["to"])
        post = self.cleaned_data["post"]
        return Hands(account, "" if account else post) if account or post else None

    def clean_hands(self, *, missing: str) -> None:
        given = self.cleaned_data
        if given.get("to") and given.get("post"):
            self.add_error("post", _("Choose a person or name a post, not both."))
        elif missing and not self.errors.get("to") and not (given.get("to") or given.get("post")):
            self.add_error("to", missing)


class HandOnForm(_ToHands):
    """Where it goes, to whom, by when, with what question."""

    stage = fields.choice(
        _lazy("Stage that takes it up"), missing=_lazy("Choose the stage that takes it up.")
    )
    due_on = fields.day(
        _lazy("Answer by"),
        _lazy("Ten working days after it, nothing having happened, the baton is dropped."),
        missing=_lazy("Give the day by which it is answered."),
    )
    question = fields.line(
        _lazy("Question handed on"),
        300,
        _lazy("What the next stage is to answer with it. Left empty, its question stays as it is."),
    )
    field_order = ("stage", "to", "post", "due_on", "question")

    def __init__(
        self,
        posted: fields.Posted,
        *,
        offered: Offered,
        prefix: str | None = None,
        question: str = "",
    ) -> None:
        there = {
            "stage": str(offered.following.pk) if offered.following else "",
            "due_on": working_days.days_after(clock.today(), USUAL),
            "question": question,
        }
        super().__init__(posted, initial=there, prefix=prefix)
        self._stages = offered.stages
        named = [(key, f"{each.name} · {each.programme}") for key, each in self._stages.items()]
        self.choose_from("stage", named, _("Choose"))
        self.offer_hands(offered.hands)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self.clean_hands(missing=_("Choose who takes it up, or name a post."))
        due = given.get("due_on")
        if due and due < clock.today():
            self.add_error("due_on", _("That day is past. Choose a day from today on."))
        return given

    def handing(self) -> Handing:
        given = self.cleaned_data
        hands = self.hands()
        assert hands is not None, "the form asked for them"
        return Handing(self._stages[given["stage"]], hands, given["due_on"], given["question"])


class WhyForm(fields.Form):
    """Why: a baton ends here, or is declined."""

    why = fields.text(_lazy("Why"), longest=500)

    def __init__(
        self,
        posted: fields.Posted,
        *,
        label: str,
        missing: str,
        help_text: str = "",
        prefix: str | None = None,
    ) -> None:
        super().__init__(posted, prefix=prefix)
        field = self.fields["why"]
        field.label, field.help_text, field.required = label, help_text, True
        field.error_messages["required"] = missing


def ending(posted: fields.Posted, *, prefix: str | None = None) -> WhyForm:
    return WhyForm(
        posted,
        label=_("Why it ends here"),
        missing=_("Say why it ends here. The people who spoke will be told."),
        help_text=_("In plain words: the people who spoke will be told."),
        prefix=prefix,
    )


def declining(posted: fields.Posted) -> WhyForm:
    return WhyForm(
        posted,
        label=_("Why you decline it"),
        missing=_("Say why you decline it. Whoever handed it on reads it."),
        help_text=_("Whoever handed it on reads it and finds another way."),
    )


class RedateForm(fields.Form):
    """A later day, once, for a reason."""

    due_on = fields.day(_lazy("New day"), missing=_lazy("Give the new day."))
    why = fields.line(_lazy("Why it takes longer"), 300, missing=_lazy("Say why it takes longer."))


class MergeForm(fields.Form):
    """The question of several made one."""

    question = fields.line(
        _lazy("The question of all of them"),
        300,
        missing=_lazy("Write the question that they are merged for."),
    )


class PartForm(_ToHands):
    """One part of a baton that is split."""

    question = fields.line(_lazy("Question"), 300)
    due_on = fields.day(_lazy("Answer by"))
    field_order = ("question", "to", "post", "due_on")

    def __init__(
        self, posted: fields.Posted, *, hands: Mapping[str, Account], number: int, due: Any
    ) -> None:
        super().__init__(posted, initial={"due_on": due}, prefix=f"part{number}")
        self.number = number
        question = self.fields["question"]
        question.label = _("Question of part %(number)s") % {"number": number}
        if number <= 2:
            question.required = True
            question.error_messages["required"] = _("Write the question of part %(number)s.") % {
                "number": number
            }
        self.offer_hands(hands, _("The same hands as now"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self.clean_hands(missing="")
        if not given.get("question") and (given.get("to") or given.get("post")):
            self.add_error(
                "question", _("Write the question of part %(number)s.") % {"number": self.number}
            )
        return given

    @property
    def part(self) -> Part | None:
        given = self.cleaned_data
        if not given["question"]:
            return None
        return Part(given["question"], self.hands(), given["due_on"])


class SplitForm:
    """The parts of a baton, two at least."""

    def __init__(self, posted: fields.Posted, *, baton: Baton) -> None:
        hands = fields.by_id(queries.carriers(baton.stage.programme.organisation))
        self.forms = [
            PartForm(posted, hands=hands, number=number, due=baton.due_on)
            for number in range(1, MOST_PARTS + 1)
        ]

    def is_valid(self) -> bool:
        """Every part is asked, so that all problems stand on the page at once."""
        problems = [each for each in self.forms if not each.is_valid()]
        return not problems

    @property
    def errors(self) -> bool:
        return any(each.errors for each in self.forms)

    def parts(self) -> list[Part]:
        return [part for each in self.forms if (part := each.part)]


class ChosenBatons:
    """The batons that a page was opened with, by their ids: those of the organisation alone."""

    def __init__(self, organisation: Organisation, ids: Sequence[str]) -> None:
        known = [each for each in ids if _is_id(each)]
        self.batons = list(
            queries.batons(organisation).filter(public_id__in=known).order_by(*queries.BY_DAY)
        )


def _is_id(text: str) -> bool:
    try:
        forms.UUIDField().clean(text)
    except forms.ValidationError:
        return False
    return True
