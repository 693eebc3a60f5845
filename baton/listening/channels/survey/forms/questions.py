# SPDX-License-Identifier: MIT
"""A form for each kind of question, with the boxes that this kind needs and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import (
    FFT_WORDS,
    KINDS,
    LONGEST_CHOICE,
    LONGEST_HINT,
    MOST_CHOICES,
    SCALE,
    Kind,
    Question,
    ShowIf,
)
from baton.listening.channels.survey.starting import USUALLY_ASKED
from baton.listening.heard import LONGEST_QUESTION
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: What a kind is for, beside its name.
FOR: Mapping[Kind, str] = {
    "fft": _lazy("The national question with its six answers."),
    "text": _lazy("A box to write in. Each answer is read and coded as a comment."),
    "one": _lazy("A list of answers, of which people choose one."),
    "many": _lazy("A list of answers, of which people choose as many as they like."),
    "scale": _lazy("A number from one end to another, such as 1 to 5."),
    "number": _lazy("A whole number, such as how many weeks."),
    "date": _lazy("A day of the calendar."),
    "postcode": _lazy("Kept as its small area, so that nobody is found by it."),
    "monitoring": _lazy("Age, sex, ethnic group and so on, each with why it is asked."),
    "note": _lazy("A heading and some lines, such as an introduction to what follows."),
}
#: The boxes of each kind, in their order.
_BOXES: Mapping[Kind, tuple[str, ...]] = {
    "fft": ("words", "hint", "is_needed"),
    "text": ("words", "hint", "about", "is_needed"),
    "one": ("words", "hint", "choices", "is_needed"),
    "many": ("words", "hint", "choices", "is_needed"),
    "scale": ("words", "hint", "least", "least_means", "most", "most_means", "is_needed"),
    "number": ("words", "hint", "is_needed"),
    "date": ("words", "hint", "is_needed"),
    "postcode": ("words", "hint", "keeps_postcode", "is_needed"),
    "monitoring": ("words", "hint", "asks"),
    "note": ("words", "hint"),
}
_ABOUT = [
    ("what_good", _lazy("What was good")),
    ("could_improve", _lazy("What could be better")),
    ("nonspecific", _lazy("Neither, or both")),
]


class KindForm(fields.Form):
    """Which kind of question to add."""

    kind = fields.choice(
        _lazy("What kind of question?"),
        KINDS.items(),
        missing=_lazy("Choose a kind."),
        widget=forms.RadioSelect,
    )


class QuestionForm(fields.Form):
    """One question of a kind, as somebody words it in the language the survey is written in."""

    words = fields.line(
        _lazy("The question"), LONGEST_QUESTION, missing=_lazy("Write the question.")
    )
    hint = fields.text(
        _lazy("Explanation, if it needs one"),
        _lazy("It stands below the question."),
        longest=LONGEST_HINT,
    )
    choices = fields.text(_lazy("Answers to choose from"), _lazy("One a line."), longest=20_000)
    least = fields.choice(
        _lazy("From"),
        [("0", "0"), ("1", "1")],
        missing=_lazy("Choose where it begins."),
        initial="1",
    )
    least_means = fields.line(
        _lazy("What that end means"), LONGEST_CHOICE, _lazy("Such as “not at all”.")
    )
    most = fields.choice(
        _lazy("To"),
        [(str(at), str(at)) for at in SCALE[2:]],
        missing=_lazy("Choose where it ends."),
        initial="5",
    )
    most_means = fields.line(
        _lazy("What the other end means"), LONGEST_CHOICE, _lazy("Such as “very much”.")
    )
    about = fields.choice(
        _lazy("What it is after"),
        _ABOUT,
        _lazy("So that answers are understood as praise or as wishes."),
        missing=_lazy("Choose what it is after."),
        initial="nonspecific",
        widget=forms.RadioSelect,
    )
    keeps_postcode = forms.BooleanField(
        label=_lazy("Keep the whole postcode"),
        help_text=_lazy(
            "Only where you must write to people or send something there. Otherwise only its small "
            "area is kept, of about 1,500 people."
        ),
        required=False,
    )
    asks = fields.several(
        _lazy("What people are asked about themselves"),
        _lazy("Ask for no more than you will look at. People see why each is asked."),
    )
    is_needed = forms.BooleanField(
        label=_lazy("It must be answered"),
        help_text=_lazy("Who cannot answer goes away, and is not heard. Rarely worth it."),
        required=False,
    )

    def __init__(
        self, posted: fields.Posted, *, kind: Kind, language: str, question: Question | None = None
    ) -> None:
        super().__init__(posted, initial=_as_typed(question, language) if question else {})
        self.kind: Kind = kind
        self._language = language
        self._key = question.key if question else ""
        if question is None and kind == "fft":
            self.initial["words"] = FFT_WORDS
        if question is None and kind == "monitoring":
            self.initial.update(words="About you", asks=list(USUALLY_ASKED))
        for name in set(self.fields) - set(_BOXES[kind]):
            del self.fields[name]
        self.order_fields(_BOXES[kind])
        self._reword()

    def _reword(self) -> None:
        """What the same boxes are called where there is no question in them."""
        words, hint = self.fields["words"], self.fields["hint"]
        if self.kind == "monitoring":
            words.label, hint.label = _("Heading of the page"), _("What stands above the questions")
            hint.help_text = _("Leave it empty for our usual words.")
            asks = self.fields["asks"]
            assert isinstance(asks, forms.MultipleChoiceField)
            asks.choices = [(name, asked.name) for name, asked in monitoring.ASKED.items()]
        if self.kind == "note":
            words.label, hint.label, hint.help_text = _("Heading"), _("Text below it"), ""
        if self.kind == "fft":
            words.help_text = _("The national wording. You may name your service in it.")

    def clean_choices(self) -> list[str]:
        typed = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines()]
        lines = [line for line in typed if line]
        if len(lines) > MOST_CHOICES:
            raise forms.ValidationError(
                _("There are %(many)s answers, and %(most)s at most. Take some out.")
                % {"many": len(lines), "most": MOST_CHOICES}
            )
        for at, line in enumerate(lines, 1):
            if len(line) > LONGEST_CHOICE:
                raise forms.ValidationError(
                    _("Answer %(number)s is longer than %(most)s characters. Shorten it.")
                    % {"number": at, "most": LONGEST_CHOICE}
                )
            if line.casefold() in [each.casefold() for each in lines[: at - 1]]:
                raise forms.ValidationError(
                    _("“%(answer)s” stands there twice. Take one out.") % {"answer": line}
                )
        return lines

    def lines(self) -> list[str]:
        """The answers, one each."""
        return self.cleaned_data.get("choices", [])

    def question(self) -> Question:
        """As it is kept, without its answers, which keep their keys elsewhere."""
        given = self.cleaned_data
        words: dict[str, Any] = {
            name: {self._language: given[name]} if given.get(name) else {}
            for name in ("words", "hint", "least_means", "most_means")
        }
        return Question(
            self._key,
            self.kind,
            **words,
            is_needed=given.get("is_needed", False),
            least=int(given.get("least", 1)),
            most=int(given.get("most", 5)),
            about=given.get("about", "nonspecific"),
            keeps_postcode=given.get("keeps_postcode", False),
            asks=tuple(given.get("asks", ())),
        )


def _as_typed(question: Question, language: str) -> dict[str, Any]:
    words = {
        name: getattr(question, name).get(language, "")
        for name in ("words", "hint", "least_means", "most_means")
    }
    lines = [each.words.get(language, "") for each in question.choices]
    return words | {
        "choices": "\n".join(lines),
        "least": str(question.least),
        "most": str(question.most),
        "about": question.about,
        "keeps_postcode": question.keeps_postcode,
        "asks": list(question.asks),
        "is_needed": question.is_needed,
    }


#: Of `AskedOfForm.on`: it depends on nothing.
ALL = "all"


class AskedOfForm(fields.Form):
    """On which earlier question it depends who is asked this one."""

    on = fields.choice(
        _lazy("Who is asked?"), missing=_lazy("Choose who is asked."), widget=forms.RadioSelect
    )

    def __init__(
        self, posted: fields.Posted, *, before: Sequence[tuple[str, str]], now: str
    ) -> None:
        super().__init__(posted, initial={"on": now or ALL})
        choices = [
            (key, _("Only who gave certain answers to “%(question)s”") % {"question": words})
            for key, words in before
        ]
        self.choose_from("on", [(ALL, _("Everybody")), *choices])


class AmongForm(fields.Form):
    """Which of an earlier question's answers lead to this one."""

    among = fields.several(_lazy("Ask it of who answered one of these"))

    def __init__(self, posted: fields.Posted, *, on: Question, now: Sequence[str]) -> None:
        super().__init__(posted, initial={"among": list(now)})
        self._on = on.key
        self.fields["among"].required = True
        self.fields["among"].error_messages["required"] = _("Tick at least one answer.")
        self.choose_from("among", on.deciding().items())

    def show_if(self) -> ShowIf:
        return ShowIf(self._on, tuple(self.cleaned_data["among"]))
