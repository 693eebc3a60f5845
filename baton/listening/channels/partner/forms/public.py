# SPDX-License-Identifier: MIT
"""What a partner fills in: what people told it, or a file of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening.channels.partner.models import Partner
from baton.listening.channels.partner.operations.files import LARGEST
from baton.listening.contacts import addresses
from baton.listening.contacts.forms import WAYS
from baton.listening.contacts.operations import Way
from baton.listening.forms import WhoAgreedForm, way
from baton.listening.heard import Heard, Permission
from baton.listening.identity import row_digest
from baton.places import queries as places
from baton.places.models import Service
from baton.ui import fields
from baton.ui.languages import OWN_NAMES
from baton.ui.speech import gettext, gettext_lazy

FIRST_DAY = date(1948, 7, 5)
LONGEST = 10_000
#: Things on one page; after that, send these and begin anew.
MOST = 20
MANNERS = [
    ("verbatim", gettext_lazy("Their own words")),
    ("paraphrase", gettext_lazy("The gist of it, in mine")),
]


class TogetherForm(fields.Form):
    """What holds for all that is sent together."""

    key = fields.key()
    how_asked = fields.line(
        gettext_lazy("How did you ask these people?"),
        500,
        gettext_lazy("Such as “at our lunch club”, “by telephone”, or “they came to us”."),
    )
    number = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, posted: fields.Posted, begun: Mapping[str, Any]) -> None:
        super().__init__(posted, initial={"key": uuid7(), "number": 1, **begun})


class SaidForm(WhoAgreedForm):
    """One thing that one person said."""

    words = fields.text(
        gettext_lazy("What did the person say?"),
        gettext_lazy("Leave out names, theirs and others’."),
        longest=LONGEST,
        too_long=gettext_lazy(
            "One thing has %(most)s characters at most. Make two of it.", most=LONGEST
        ),
    )
    manner = fields.choice(
        gettext_lazy("How did you write it down?"),
        MANNERS,
        missing=gettext_lazy("Say whose words it is in."),
    )
    told_on = fields.day(
        gettext_lazy("When did they tell you?"), gettext_lazy("Leave it empty if you do not know.")
    )
    service = fields.choice(gettext_lazy("Which service was it about?"))
    language = fields.choice(gettext_lazy("In which language are these words?"))
    way = way()
    may_quote = forms.BooleanField(
        label=gettext_lazy("They agreed that their words may be quoted, without a name"),
        required=False,
    )
    may_share = forms.BooleanField(
        label=gettext_lazy(
            "They agreed that their words may be passed on to other bodies who can act on them"
        ),
        required=False,
    )
    tell_by = fields.choice(
        gettext_lazy("How may they be told what comes of it?"),
        [("", gettext_lazy("Through you: you find it on your page")), *WAYS.items()],
    )
    tell_to = fields.text(
        gettext_lazy("Their address or number"),
        gettext_lazy(
            "Only if they agreed. It is kept apart from their words, and deleted when they were "
            "told."
        ),
        longest=500,
    )

    def __init__(
        self,
        posted: fields.Posted,
        *,
        number: int,
        services: Mapping[str, Service],
        begun: Mapping[str, Any],
        asks_who_agreed: bool,
    ) -> None:
        usual = {"manner": "verbatim", "told_on": clock.today(), "language": "en"}
        super().__init__(posted, prefix=f"i{number}", initial={**usual, **begun})
        self.number = number
        self._services = services
        self.choose_from(
            "service", fields.named(services), gettext("None in particular, or not known")
        )
        self.choose_from("language", OWN_NAMES.items(), gettext("Another language"))
        if not asks_who_agreed:
            self.do_not_ask()

    def clean_told_on(self) -> date | None:
        told_on: date | None = self.cleaned_data["told_on"]
        if told_on and told_on > clock.today():
            raise forms.ValidationError(gettext("That day is still to come."))
        if told_on and told_on < FIRST_DAY:
            raise forms.ValidationError(gettext("That day is before the NHS began. Write another."))
        return told_on

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("tell_by"):
            try:
                given["tell_to"] = addresses.written(given["tell_by"], given.get("tell_to", ""))
            except addresses.NotAnAddress as problem:
                self.add_error("tell_to", str(problem))
        return given

    def tell(self) -> Way | None:
        """How they may be told, other than through the partner."""
        given = self.cleaned_data
        if not given["tell_by"]:
            return None
        language = "" if given["language"] == "en" else given["language"]
        return Way(given["tell_by"], given["tell_to"], language=language)

    @property
    def is_left_empty(self) -> bool:
        return not str(self["words"].value() or "").strip()

    def heard(self) -> Heard:
        """What was heard."""
        given = self.cleaned_data
        service, told_on = self._services.get(given["service"]), given["told_on"]
        said_at = timezone.make_aware(datetime.combine(told_on, time.min)) if told_on else None
        return Heard(
            words=given["words"],
            channel="",
            source_ref="",
            said_at=said_at or clock.now(),
            said_precision="day" if said_at else "unknown",
            service_path=tuple(places.breadcrumb(service)) if service else (),
            language=given["language"],
            manner=given["manner"],
            permission=Permission(
                may_quote=given["may_quote"],
                may_share="partners" if given["may_share"] else "organisation",
            ),
            way=given["way"],
            agreed=self.agreed(),
        )


#: What the next person's boxes begin with.
_CARRIED = ("manner", "told_on", "service", "language", "way")


class SendForm:
    """One page of things that people said: what holds for all, and each of them.

    With `more`, what was typed is shown again with boxes for one thing more, and nothing of it is
    looked at yet.
    """

    def __init__(self, posted: fields.Posted, *, partner: Partner, more: bool = False) -> None:
        typed = posted or {}
        self.number = min(_number(typed.get("number", "1")) + more, MOST)
        together = {name: typed[name] for name in ("key", "how_asked") if name in typed}
        bound = None if more else posted
        self.together = TogetherForm(bound, {**together, "number": self.number})
        services = fields.by_id(places.tree(partner.organisation))
        self.said = [
            SaidForm(
                bound,
                number=each,
                services=services,
                begun=_typed(typed, each),
                asks_who_agreed=partner.needs_agreement,
            )
            for each in range(1, self.number + 1)
        ]

    def is_valid(self) -> bool:
        if all(each.is_left_empty for each in self.said):
            self.said[0].add_error("words", gettext("Write down what somebody told you."))
        filled = [each for each in self.said if not each.is_left_empty]
        return all([self.together.is_valid(), bool(filled), *(each.is_valid() for each in filled)])

    def heard(self) -> Iterator[tuple[str, Heard]]:
        """Each by a reference of its own: the words too, for a page that somebody went back to."""
        for reference, form in self._filled():
            yield reference, form.heard()

    def ways(self) -> dict[str, Way]:
        """By the same references, how some of them may be told what comes of it."""
        found = {reference: form.tell() for reference, form in self._filled()}
        return {reference: way for reference, way in found.items() if way is not None}

    def _filled(self) -> Iterator[tuple[str, SaidForm]]:
        key = self.together.cleaned_data["key"]
        for form in self.said:
            if not form.is_left_empty:
                words = form.cleaned_data["words"]
                yield f"{key}:{form.number}:{row_digest((words,))}", form

    # For the summary at the head of the page, as of one form.

    @property
    def fields(self) -> dict[str, forms.Field]:
        return {
            form.add_prefix(name): field
            for form in (self.together, *self.said)
            for name, field in form.fields.items()
        }

    def __getitem__(self, name: str) -> forms.BoundField:
        number, _, own = name.rpartition("-")
        form = self.said[int(number[1:]) - 1] if number else self.together
        return form[own]

    @property
    def errors(self) -> dict[str, Any]:
        return {
            form.add_prefix(name): told
            for form in (self.together, *self.said)
            for name, told in form.errors.items()
        }


def _number(asked: str) -> int:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1
    return min(max(number, 1), MOST)


def _typed(typed: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What stood in the boxes of one thing; for one that is new, what holds for it probably too."""
    if f"i{number}-words" not in typed:
        before = f"i{number - 1}-"
        return {name: typed[before + name] for name in _CARRIED if before + name in typed}
    own = f"i{number}-"
    return {name: typed.get(own + name, "") for name in SaidForm.base_fields}


class FileForm(fields.Form):
    """A file of what people said."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("CSV, Excel or OpenDocument, one person a row."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another."),
            "invalid": gettext_lazy("Choose a file."),
        },
    )
    how_asked = fields.line(
        gettext_lazy("How did you ask these people?"),
        500,
        gettext_lazy("Such as “at our lunch club” or “by telephone”."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(gettext("The file has more than 50 MB. Send it in parts."))
        return file
