# SPDX-License-Identifier: MIT
"""What participants type, and what is typed of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from baton.core import clock
from baton.programmes.activities import judging
from baton.programmes.activities.models import Activity, Rung, RungAnswer
from baton.ui import fields
from baton.ui.languages import PUBLIC, offered
from baton.ui.speech import gettext_lazy
from baton.ui.wording import _, _lazy

#: Addresses that are invited at once.
MOST_ADDRESSES = 500


class JudgeForm(fields.Form):
    """The one question at the end, in participants' words."""

    rung = fields.choice(
        gettext_lazy(judging.QUESTION),
        [(rung.value, gettext_lazy(said)) for rung, said in judging.IN_THEIR_WORDS.items()],
        missing=gettext_lazy("Choose the sentence that comes closest."),
        coerce=lambda value: Rung(int(value)),
        widget=forms.RadioSelect,
    )


class CountForm(fields.Form):
    """How many chose each sentence, on paper or by show of hands."""

    manner = fields.choice(
        _lazy("How they were asked"),
        [
            (manner.value, manner.label)
            for manner in (RungAnswer.Manner.HANDS, RungAnswer.Manner.PAPER)
        ],
        missing=_lazy("Say whether it was on paper or by show of hands."),
        widget=forms.RadioSelect,
    )

    def __init__(self, posted: fields.Posted) -> None:
        super().__init__(posted)
        for rung, said in judging.IN_THEIR_WORDS.items():
            self.fields[f"rung_{rung.value}"] = fields.whole(f"“{said}”", most=10_000)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(self.numbers().values()):
            self.add_error("rung_1", _("Write how many chose at least one of the sentences."))
        return given

    def numbers(self) -> dict[Rung, int]:
        return {rung: self.cleaned_data.get(f"rung_{rung.value}") or 0 for rung in Rung}


class SignUpPageForm(fields.Form):
    """The public page: from when to when, for how many, and what it says."""

    opens_on = fields.day(
        _lazy("Opens on"), missing=_lazy("Give the day from which people can sign up.")
    )
    closes_on = fields.day(
        _lazy("Closes after"), _lazy("Leave it empty to let people sign up until the day.")
    )
    places = fields.whole(
        _lazy("Places"), _lazy("Leave it empty if nobody is turned away."), most=100_000
    )
    says = fields.text(
        _lazy("What the page says"), _lazy("What it is about, what to bring, how fares are paid.")
    )

    def __init__(self, posted: fields.Posted, *, activity: Activity) -> None:
        super().__init__(
            posted,
            initial={
                "opens_on": activity.sign_up_opens_on or clock.today(),
                "closes_on": activity.sign_up_closes_on,
                "places": activity.places,
                "says": activity.sign_up_says,
            },
        )
        self._activity = activity

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and opens > self._activity.last_day:
            self.add_error("opens_on", _("It opens after the activity is over."))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It cannot close before it opens."))
        if closes and closes > self._activity.last_day:
            self.add_error(
                "closes_on", _("Let it close on the last day of the activity or before.")
            )
        return given


class SignUpForm(fields.Form):
    """What somebody says of themselves to have a place."""

    name = fields.line(
        gettext_lazy("Your name"),
        150,
        missing=gettext_lazy("Write your name, or what we may call you."),
    )
    email = fields.email(
        gettext_lazy("E-mail address (if you have one)"),
        gettext_lazy("We send you the day and place, and a link to give your place back."),
    )
    phone = fields.line(
        gettext_lazy("Phone number (if you like)"),
        40,
        gettext_lazy("We ring only if something changes shortly before."),
    )
    needs = fields.text(
        gettext_lazy("What do you need to take part? (if anything)"),
        gettext_lazy("Such as an interpreter, step-free access, a carer beside you, large print."),
        longest=500,
    )


class InviteForm(fields.Form):
    """Addresses, one a line or with commas between."""

    addresses = fields.text(
        _lazy("E-mail addresses"),
        _lazy("One a line, or with commas between. Each is invited once."),
        longest=60_000,
        missing=_lazy("Write at least one address."),
    )
    language = fields.choice(_lazy("Language of the letter"), offered(PUBLIC))

    def clean_addresses(self) -> list[str]:
        typed = self.cleaned_data["addresses"].replace(",", "\n").replace(";", "\n").split("\n")
        found = [each.strip() for each in typed if each.strip()]
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(
                _("Invite at most %(most_addresses)s at once.") % {"most_addresses": MOST_ADDRESSES}
            )
        for place, address in enumerate(found, start=1):
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("Address %(place)s, “%(address)s”, is not like name@example.org. Mend it.")
                    % {"place": place, "address": address[:80]}
                ) from None
        return found


class AttendanceForm(fields.Form):
    """How many came who are not on the list; those on it are ticked there."""

    unnamed = fields.whole(_lazy("Others who came"), _lazy("Without their names."), most=100_000)

    def __init__(self, posted: fields.Posted, *, activity: Activity) -> None:
        super().__init__(posted, initial={"unnamed": activity.came_unnamed})
