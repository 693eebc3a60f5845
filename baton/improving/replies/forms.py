# SPDX-License-Identifier: MIT
"""What staff write and choose, and what a person says on their own page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from baton.analysis import identifiers
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.replies.models import PutRight, Reply
from baton.people.models import Account
from baton.ui import fields
from baton.ui.languages import OWN_NAMES
from baton.ui.speech import gettext_lazy, said_later
from baton.ui.wording import _, _lazy

_LONGEST = 2_000
_WORDS = ("kind", "you_said", "we_say", "cannot_yet", "next_says", "next_on", "is_public")


def _words_form(form: fields.Form, reply: Reply | None) -> None:
    """Fill the boxes of a form with what a reply says."""
    if reply is not None:
        form.initial.update({name: getattr(reply, name) for name in _WORDS})
        form.initial["easy_read"] = reply.easy_read


def _of_nobody(text: str) -> str:
    """What people said, as many read it: with nothing by which one of them could be found."""
    if found := identifiers.find(text):
        first = text[found[0].start : found[0].end]
        raise forms.ValidationError(
            _("“%(words)s” may tell who somebody is. Take it out.") % {"words": first}
        )
    return text


class ReplyForm(fields.Form):
    """A reply's findings, and what it says."""

    findings = fields.several(
        _lazy("Findings"), _lazy("Everybody behind them is answered, for and against.")
    )
    kind = fields.choice(
        _lazy("What kind of answer"),
        Reply.Kind.choices,
        missing=_lazy("Say whether something was done, or why it cannot be."),
        widget=forms.RadioSelect,
    )
    you_said = fields.text(
        _lazy("You said"),
        _lazy(
            "In plain words, as you would say it to their face. No name, nothing by which somebody "
            "could be known."
        ),
        longest=_LONGEST,
        missing=_lazy("Write what people said."),
    )
    we_say = fields.text(
        _lazy("What we did; or why we cannot"),
        _lazy("Who did what, and since when; or the true reason."),
        longest=_LONGEST,
        missing=_lazy("Write what was done, or why it cannot be."),
    )
    cannot_yet = fields.text(
        _lazy("What we cannot do yet"),
        _lazy("Leave it empty if nothing is left."),
        longest=_LONGEST,
    )
    next_says = fields.line(
        _lazy("What comes next"), 300, _lazy("Such as “We will count again, and tell here”.")
    )
    next_on = fields.day(_lazy("When"), _lazy("The day by which."))
    easy_read = fields.text(
        _lazy("Easy Read"),
        _lazy(
            "Short sentences, one thought each, each on its own line. For those who asked for it."
        ),
        longest=_LONGEST,
    )
    is_public = forms.BooleanField(
        label=_lazy("It stands on a public page too"),
        help_text=_lazy(
            "For those of whom nobody knows how to reach them: a printed notice leads there."
        ),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        posted: fields.Posted,
        *,
        offered: Collection[Finding],
        chosen: Collection[Finding] = (),
        decision: Decision | None = None,
        reply: Reply | None = None,
    ) -> None:
        super().__init__(posted)
        self._offered = fields.by_id(offered)
        self.fields["findings"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.name}: {each.sentence}") for key, each in self._offered.items()
        ]
        self.initial["findings"] = [str(each.public_id) for each in chosen]
        _words_form(self, reply)
        if reply is not None:
            is_sent = reply.state != Reply.State.DRAFT
            # What people have read stays as it is; those who wait for Easy Read get it later.
            for name in (*_WORDS, "findings") if is_sent else ("findings",):
                del self.fields[name]
        elif decision is not None:
            self.initial["we_say"] = decision.told or decision.text

    def clean_you_said(self) -> str:
        return _of_nobody(self.cleaned_data["you_said"])

    def clean_findings(self) -> list[Finding]:
        chosen = [self._offered[key] for key in self.cleaned_data["findings"]]
        if not chosen:
            raise forms.ValidationError(
                _("Choose at least one finding: its people are those who are answered.")
            )
        return chosen

    def says(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in (*_WORDS, "easy_read") if name in given}


class WordingForm(fields.Form):
    """A reply in another language."""

    language = fields.choice(_lazy("Language"), missing=_lazy("Choose the language."))
    you_said = fields.text(
        _lazy("You said"), longest=_LONGEST, missing=_lazy("Write what people said.")
    )
    we_say = fields.text(
        _lazy("What we did; or why we cannot"),
        longest=_LONGEST,
        missing=_lazy("Write what was done, or why it cannot be."),
    )
    cannot_yet = fields.text(_lazy("What we cannot do yet"), longest=_LONGEST)
    next_says = fields.line(_lazy("What comes next"), 300)

    def __init__(self, posted: fields.Posted, *, wanted: Collection[str], first: str = "") -> None:
        super().__init__(posted, initial={"language": first})
        names = {code: name for code, name in OWN_NAMES.items() if code not in ("en", "en-x-easy")}
        order = sorted(names, key=lambda code: (code not in wanted, names[code]))
        told = [(code, _named(names[code], is_wanted=code in wanted)) for code in order]
        self.choose_from("language", told, _("Choose a language"))

    def clean_you_said(self) -> str:
        return _of_nobody(self.cleaned_data["you_said"])

    def says(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[name]
            for name in ("you_said", "we_say", "cannot_yet", "next_says")
        }


def _named(language: str, *, is_wanted: bool) -> str:
    return _("%(language)s, wanted") % {"language": language} if is_wanted else language


class StaffForm(fields.Form):
    """Which staff are told too."""

    praised = fields.several(
        _lazy("Praised"), _lazy("They get a message that people spoke well of their work.")
    )
    must_know = fields.several(
        _lazy("Must know"), _lazy("They get a message that people were answered.")
    )

    def __init__(self, posted: fields.Posted, *, people: Collection[Account], reply: Reply) -> None:
        super().__init__(posted)
        self._people = fields.by_id(people)
        named = list(reply.to_staff.select_related("account"))
        for why in ("praised", "must_know"):
            self.fields[why].choices = [  # type: ignore[attr-defined]
                (key, each.name) for key, each in self._people.items()
            ]
            self.initial[why] = [str(each.account.public_id) for each in named if each.why == why]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        both = set(given.get("praised", ())) & set(given.get("must_know", ()))
        if both:
            name = self._people[min(both)].name
            self.add_error(
                "must_know",
                _("%(name)s is named twice. One message each is enough.") % {"name": name},
            )
        return given

    def chosen(self, why: str) -> list[Account]:
        return [self._people[key] for key in self.cleaned_data[why]]


class PutRightForm(fields.Form):
    """What somebody says on their own page."""

    says = fields.choice(
        gettext_lazy("Is it put right?"),
        said_later(PutRight.Says.choices),
        missing=gettext_lazy("Choose yes, no, or that you have not been back."),
        widget=forms.RadioSelect,
    )
    words = fields.text(
        gettext_lazy("What is still wrong, if you like"),
        gettext_lazy("It is read like all that people tell us. Please name nobody."),
        longest=2_000,
    )


class CodeForm(fields.Form):
    """The code that was sent to somebody."""

    code = fields.line(
        gettext_lazy("Your code"),
        12,
        gettext_lazy("Six digits."),
        missing=gettext_lazy("Write the code that you were sent."),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


def actions_of(decision: Decision | None) -> list[Action]:
    return list(decision.actions.all()) if decision else []
