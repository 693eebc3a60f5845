# SPDX-License-Identifier: MIT
"""What people type on the pages of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from baton.listening import registry
from baton.listening.heard import LONGEST_WORDS, WAYS
from baton.people.models import Organisation
from baton.places import queries as places
from baton.ui.wording import _, _lazy
from baton.understanding import stated
from baton.understanding.counting.comparing import CHANGED
from baton.understanding.filters import (
    AGAINST,
    ALL,
    SCORES,
    SENTIMENTS,
    Filters,
    questions_of,
)
from baton.understanding.languages import LANGUAGES
from baton.understanding.models import Codebook, Reading, Review

#: A list that nobody can look through helps nobody: others can be typed, as `question:"…"`.
MOST_QUESTIONS = 200


class FilterForm(forms.Form):
    """Every filter in one form, sent as the address."""

    q = forms.CharField(
        label=_lazy("Words"),
        required=False,
        max_length=200,
        help_text=_lazy(
            'Every word must be there. "no seats" is a phrase, -parking leaves out, wait* '
            "finds waiting."
        ),
    )
    service = forms.ChoiceField(label=_lazy("Service"), required=False)
    theme = forms.ChoiceField(label=_lazy("Theme"), required=False)
    sentiment = forms.ChoiceField(label=_lazy("Sentiment"), required=False)
    channel = forms.ChoiceField(label=_lazy("Channel"), required=False)
    score = forms.ChoiceField(label=_lazy("Friends and Family score"), required=False)
    question = forms.ChoiceField(label=_lazy("Question"), required=False)
    language = forms.ChoiceField(label=_lazy("Language"), required=False)
    untranslated = forms.ChoiceField(label=_lazy("Translation"), required=False)
    way = forms.ChoiceField(label=_lazy("Way of speaking"), required=False)
    quote = forms.ChoiceField(label=_lazy("Permission"), required=False)
    long = forms.ChoiceField(label=_lazy("Length"), required=False)
    who = forms.ChoiceField(label=_lazy("People who stated"), required=False)
    body = forms.ChoiceField(label=_lazy("Whose comments"), required=False)
    against = forms.ChoiceField(label=_lazy("Set against"), required=False)

    def __init__(
        self,
        organisation: Organisation,
        codebook: Codebook,
        shared: list[Organisation],
        filters: Filters,
        *,
        beside_words: bool = True,
    ) -> None:
        super().__init__(
            initial=filters.params() | {"from": "", "to": ""},
            auto_id="f-%s",
            use_required_attribute=False,
        )
        self._choices("service", _services(organisation))
        self._choices(
            "theme",
            [
                (each.slug, each.title if each.parent_id is None else f"\u2003{each.title}")
                for each in codebook.themes.order_by("position")
            ],
        )
        self._choices("sentiment", [(key, label) for key, (label, _) in SENTIMENTS.items()])
        self._choices("channel", [(each.code, each.name) for each in registry.channels()])
        self._choices("score", list(SCORES.items()))
        questions = questions_of(organisation)[:MOST_QUESTIONS]
        self._choices("question", [(str(each.pk), _shortened(each.wording)) for each in questions])
        self._choices("language", list(LANGUAGES.items()))
        self._choices("untranslated", [("yes", _("Waiting for one"))])
        self._choices("way", list(WAYS.items()))
        self._choices("quote", [("yes", _("May be quoted"))])
        self._choices("long", [("yes", _("Long or complex only"))])
        bodies = [(str(each.public_id), each.name) for each in shared]
        bodies.insert(0, (ALL, _("Ours and all that is shared with us")))
        if beside_words:
            del self.fields["who"], self.fields["against"]
        else:
            self._choices("against", list(AGAINST.items()), usual=_("The days just before"))
            people = stated.of(organisation)
            self._choices("who", _groups(people))
            if not people:
                del self.fields["who"]
        self._choices("body", bodies, usual=_("Ours"))
        self._day("from", _("Said from"), filters.said_from)
        self._day("to", _("Said to"), filters.said_to)
        if not shared:
            del self.fields["body"]
        if not questions:
            del self.fields["question"]

    def _day(self, name: str, label: str, value: date | None) -> None:
        self.fields[name] = forms.DateField(
            label=label,
            required=False,
            initial=value,
            widget=forms.DateInput(attrs={"type": "date"}),
        )

    def _choices(self, name: str, choices: list[Any], usual: str = _lazy("Any")) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", usual), *choices]


def _shortened(wording: str) -> str:
    return wording if len(wording) <= 80 else f"{wording[:78].rstrip()} …"


class OtherForm(forms.Form):
    """What the other side of a comparison has instead."""

    def __init__(self, organisation: Organisation, other: Filters) -> None:
        named = {CHANGED[name]: value for name, value in other.params().items() if name in CHANGED}
        super().__init__(initial=named, auto_id="f-%s", use_required_attribute=False)
        for name, label in (("from", _("Said from")), ("to", _("Said to"))):
            self.fields[CHANGED[name]] = forms.DateField(
                label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
            )
        people = stated.of(organisation)
        channels = [(each.code, each.name) for each in registry.channels()]
        for name, label, choices in (
            ("service", _("Service"), _services(organisation)),
            ("channel", _("Channel"), channels),
            ("who", _("People who stated"), _groups(people)),
        ):
            if choices:
                self.fields[CHANGED[name]] = forms.ChoiceField(
                    label=label, required=False, choices=[("", _("The same")), *choices]
                )


def _services(organisation: Organisation) -> list[tuple[str, str]]:
    return [
        (str(each.public_id), "\u2003" * each.depth + each.name)
        for each in places.tree(organisation)
    ]


def _groups(people: stated.Stated) -> list[Any]:
    return [
        (name, [(f"{name}: {value}", value) for value in values]) for name, values in people.items()
    ]


class SearchForm(forms.Form):
    """The name of a saved view, and who finds it."""

    name = forms.CharField(label=_lazy("Name"), max_length=80)
    is_shared = forms.BooleanField(label=_lazy("My colleagues find it too"), required=False)

    def __init__(
        self,
        posted: QueryDict | None,
        *,
        may_share: bool,
        noun: str,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(posted, initial=initial, use_required_attribute=False)
        unnamed = _("Give the %(noun)s a name, so that you find it again.") % {"noun": noun}
        self.fields["name"].error_messages["required"] = unnamed
        if not may_share:
            del self.fields["is_shared"]

    def given(self) -> tuple[str, bool]:
        """The name, and whether colleagues find it too."""
        return self.cleaned_data["name"], self.cleaned_data.get("is_shared", False)


class AddThemeForm(forms.Form):
    """A theme for the words that were selected, or for the whole."""

    theme = forms.CharField(
        label=_lazy("Add a theme to the words you select"),
        max_length=120,
        error_messages={"required": _lazy("Write or choose the theme that you want to add.")},
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    in_translation = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TranslationForm(forms.Form):
    """What was said, in English."""

    translation = forms.CharField(
        label=_lazy("In English"),
        help_text=_lazy(
            "Say what they said, as they said it. It is marked as a translation, by you."
        ),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={
            "required": _lazy("Write what was said, in English."),
            "max_length": _lazy(
                "Keep the translation within %(most)s characters.", most=LONGEST_WORDS
            ),
        },
    )

    def __init__(
        self, posted: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(posted, initial=initial, use_required_attribute=False)


class LanguageForm(forms.Form):
    """Which language the words are in."""

    language = forms.ChoiceField(
        label=_lazy("The words are in"),
        choices=[("", _lazy("Choose a language")), *LANGUAGES.items()],
        error_messages={
            "required": _lazy("Choose the language from the list."),
            "invalid_choice": _lazy("Choose the language from the list."),
        },
    )

    def __init__(
        self, posted: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(posted, initial=initial, use_required_attribute=False)


class SentimentForm(forms.Form):
    """How the whole of it feels."""

    sentiment = forms.TypedChoiceField(
        label=_lazy("As a whole it is"),
        choices=[(value, label.capitalize()) for value, label in Reading.Sentiment.choices],
        coerce=int,
    )


class ReviewForm(forms.Form):
    """Whether somebody could be recognised, and by what: each button is an outcome."""

    outcome = forms.ChoiceField(choices=Review.Outcome.choices)
    reason = forms.ChoiceField(
        label=_lazy("Or somebody could, by this:"),
        choices=Review.Reason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
